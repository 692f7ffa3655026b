"""The public announcement of what an organ may fine for in its own name: list → blocks. What no source states is said to be 未载明."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from zhifa.apps.catalogue.queries import MandateRow, MatterRow, NoticeLine, NoticeRow
from zhifa.apps.documents.blocks import Block, Field, Heading, Paragraph, Seal, Sheet, Table
from zhifa.apps.documents.wording import plain_date, solemn_date
from zhifa.law.authority import POWERS, TOWNSHIP
from zhifa.packs.questions import question_words

UNSTATED = "未载明"
HEAD = ("序号", "事项", "法律依据")
WIDTHS = (3, 10, 15)


def notice_sheet(row: NoticeRow, *, link: str, demo: bool) -> Sheet:
    """The whole announcement: preamble, list by domain, closing. `link`: where the same is found."""
    blocks = (*preamble(row, link), Heading("事项清单"), *listing(row.lines), *closing(row))
    return Sheet(row.name, title(row), f"文号：{UNSTATED}", blocks, demo or row.demo)


def title(row: NoticeRow) -> str:
    """Without the organ, which stands above it."""
    return "关于以自身名义行使行政处罚事项的公告" if row.version.kind == TOWNSHIP else "关于行使行政处罚权事项的公告"


def preamble(row: NoticeRow, link: str) -> list[Block]:
    """On what basis since when, how many of which domain, what changed, whom to call."""
    since = f"自{plain_date(row.version.day)}起" if row.version.day else f"生效日{UNSTATED}"
    basis = "、".join((*row.citations, *(_title(m) for m in row.mandates))) or UNSTATED
    own = f"以自身名义在{row.area_name}行政区域内" if row.version.kind == TOWNSHIP else ""
    counted = f"{len(row.domains)}个领域{row.version.count}项行政处罚事项"
    return [
        Paragraph(f"依据{basis}，{since}，{row.name}{own}行使{counted}。现将有关事项公告如下。"),
        Table((8, 3), (("领域", "项数"), *((label, str(n)) for label, n in row.domains), ("合计", str(row.version.count)))),
        *_change(row),
        *[Field(label, value) for label, value in (*_facts(row), ("固定网址", link))],
    ]


def _facts(row: NoticeRow) -> list[tuple[str, str]]:
    words = question_words("zh")
    published = row.version.published_on or max((m.published_on for m in row.mandates if m.published_on), default=None)
    facts = [
        ("授权文件", "；".join(m.title for m in row.mandates) or UNSTATED),
        ("授权文号", "；".join(m.number for m in row.mandates if m.number) or UNSTATED),
        ("公布日期", plain_date(published) if published else UNSTATED),
        ("生效日期", plain_date(row.version.day) if row.version.day else UNSTATED),
        ("行使的权力", _powers(row)),
        ("处罚种类", "、".join(words.value(k) for k in row.kinds) or "按各项法律依据"),
        ("执法队伍", "、".join(row.plates) if row.plates else "各派驻中队（以上述机关名义）"),
        ("投诉举报电话", f"{row.phone or UNSTATED}；政务热线 12345"),
    ]
    if len(row.plates) > 1:
        facts[-2] = ("执法队伍", f"{'、'.join(row.plates)}（一支队伍、两块牌子）")
    if row.unconfirmed:
        facts.append(("尚未确认的", f"其中{row.unconfirmed}项由系统依法律文本整理，尚未经县里确认，以官方清单为准"))
    if row.elsewhere:
        facts.append(("以乡镇名义行使的", "、".join(f"{name}{n}项" for name, n in row.elsewhere) + "，见各自公告"))
    elif row.version.kind == TOWNSHIP:
        facts.append(("清单以外的事项", "由县综合行政执法局等有权机关按县级目录行使"))
    return facts


def _change(row: NoticeRow) -> list[Block]:
    """Against the list before; the first list has nothing to compare with."""
    first = row.versions[0].day == row.version.day
    if first or not (row.added or row.removed):
        return []
    said = [f"与上一次公布的清单相比，新增{len(row.added)}项，收回{len(row.removed)}项。"]
    said += [f"新增：{_names(row.added)}。"] if row.added else []
    said += [f"收回：{_names(row.removed)}。"] if row.removed else []
    return [Paragraph("\n".join(said), "调整情况：")]


def _names(rows: Iterable[MatterRow]) -> str:
    return "；".join(f"{m.name}（{m.code}）" for m in rows)


def _powers(row: NoticeRow) -> str:
    """What the organ holds over every matter, then what over some only."""
    words = question_words("zh")
    everywhere = [p for p in POWERS if all(p in line.powers for line in row.lines)]
    said = "、".join(words.code("power", p) for p in everywhere)
    partly = [(p, sum(p in line.powers for line in row.lines)) for p in POWERS if p not in everywhere]
    return said + "".join(f"；其中{n}项并有{words.code('power', p)}" for p, n in partly if n)


def listing(lines: Sequence[NoticeLine]) -> list[Block]:
    """One table a domain, numbered through."""
    found: list[Block] = []
    rows: list[tuple[str, ...]] = []
    for n, line in enumerate(lines, 1):
        rows.append((str(n), _named(line.matter), basis_of(line.matter)))
        after = lines[n].matter.domain if n < len(lines) else ""
        if line.matter.domain != after:
            found += [Heading(f"{line.matter.domain_label}（{len(rows)}项）"), Table(WIDTHS, (HEAD, *rows))]
            rows = []
    return found


def _named(matter: MatterRow) -> str:
    return f"{matter.name}（{matter.code}{'，尚未确认' if matter.unconfirmed else ''}）"


def basis_of(matter: MatterRow) -> str:
    """《…》第…条、第…条；《…》第…条: each text is named once."""
    places: dict[str, list[str]] = {}
    for citation in matter.citations:
        law, _, place = str(citation).partition(" ")
        places.setdefault(law, []).append(place.replace(" ", ""))
    return "；".join(f"《{law}》{'、'.join(found)}" for law, found in places.items()) or UNSTATED


def closing(row: NoticeRow) -> list[Block]:
    """Organ and day."""
    day = row.version.published_on or row.version.day
    return [Paragraph("本公告由系统按目录生成，以上述授权文件为准。"), Seal(row.name, _day(day))]


def _day(day: date | None) -> str:
    return solemn_date(day) if day else f"日期{UNSTATED}"


def _title(mandate: MandateRow) -> str:
    return f"《{mandate.title}》（{mandate.number or f'文号{UNSTATED}'}）"
