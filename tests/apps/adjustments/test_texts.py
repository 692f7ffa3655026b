"""A text is amended: the matters that rest on it become one request, each with what it shall say."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from tests.apps.adjustments.world import AT, BUREAU_DOC, EFFECT, ON_THE_DAY, played
from tests.county import who
from zhifa.algorithms.statutes import Provision, compare, provisions_of, read_articles
from zhifa.apps.adjustments import services
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.catalogue.models import Basis, Matter, PenaltyRange, Statute
from zhifa.apps.registry.services import touch
from zhifa.apps.trail.acts import Invalid, save
from zhifa.interfaces.cli import main as cli
from zhifa.interfaces.frame import acting
from zhifa.law.rulings import Denied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]


def texts(matter: str) -> tuple[str, int, list[str], list[str]]:
    """An invented old and new wording of the article on which a matter rests."""
    row = catalogue.matter(matter)
    assert row is not None
    place = row.basis("penalty")[0].citation
    lines = [
        f"第{str(place).split('第')[1].split('条')[0]}条　擅自占道经营的，处{sum_}罚款。"
        for sum_ in ("五十元以上二百元以下", "一百元以上五百元以下")
    ]
    return place.law, place.article, [lines[0]], [lines[1]]


def lone() -> str:
    """A matter whose penalty is a whole article that no other matter of the catalogue rests on."""
    placed: dict[tuple[str, int], list[str]] = {}
    for m in catalogue.matters():
        for b in m.basis("penalty"):
            placed.setdefault((b.citation.law, b.citation.article), []).append(m.code)
    for m in catalogue.matters():
        bases = m.basis("penalty")
        whole = len(bases) == 1 and bases[0].citation.paragraph is None and bases[0].citation.sub is None
        if whole and placed[bases[0].citation.law, bases[0].citation.article] == [m.code] and not m.until:
            return m.code
    raise LookupError


def test_a_new_fine_becomes_a_revision_that_holds_from_its_day() -> None:
    code = lone()
    law, _article, old, new = texts(code)
    before, after = ([p for a in read_articles(lines) for p in provisions_of(a)] for lines in (old, new))
    row = services.change_from_texts(by=acting.SYSTEM, at=AT, law=law, differences=compare(before, after), effective_on=EFFECT)
    item = row.items.get()
    assert (row.ground, item.kind, item.subject) == ("law_amended", "revise_matter", code)
    assert item.after["ranges"][0]["maximum"] == "500"
    services.submit_change(by=who("guidance"), at=AT, change=row.pk)
    services.score_change(by=who("guidance"), at=AT, change=row.pk)
    services.check_legality(by=who("legal"), at=AT, change=row.pk, opinion="按修改后的条文")
    services.approve_change(by=who("bureau-head-1"), at=AT, change=row.pk, documents=(BUREAU_DOC,))
    services.publish_change(by=who("guidance"), at=AT, change=row.pk, channel="网站")
    services.take_effect(by=who("guidance"), at=ON_THE_DAY, change=row.pk)
    ranges = {(r.since, r.maximum) for r in catalogue.matter(code).ranges}  # type: ignore[union-attr]
    assert (EFFECT, Decimal(500)) in ranges


def test_a_penalty_that_is_gone_ends_the_matter_that_rests_on_nothing_else() -> None:
    code = lone()
    law, _article, old, _new = texts(code)
    before = [p for a in read_articles(old) for p in provisions_of(a)]
    row = services.change_from_texts(by=acting.SYSTEM, at=AT, law=law, differences=compare(before, []))
    assert [(i.kind, i.subject) for i in row.items.all()] == [("end_matter", code)]


def test_a_text_on_which_nothing_rests_proposes_nothing() -> None:
    before = [p for a in read_articles(["第五十条　擅自敲冰的，处一百元罚款。"]) for p in provisions_of(a)]
    with pytest.raises(Invalid):
        services.change_from_texts(by=acting.SYSTEM, at=AT, law="镜湖养护条例", differences=compare(before, []))


def penalised(*lines: str) -> list[Provision]:
    return [p for a in read_articles(list(lines)) for p in provisions_of(a)]


OLD = ("第五条　在沙滩烧烤的，由综合行政执法部门处二百元以上五百元以下罚款；情节严重的，处五百元以上二千元以下罚款。",
       "第六条　在沙滩骑行的，由综合行政执法部门处一百元以上三百元以下罚款。",
       "第七条　在沙滩放牧的，由综合行政执法部门处一百元以上三百元以下罚款。")  # fmt: skip
NEW = ("第五条　在沙滩烧烤的，由综合行政执法部门处三百元以上八百元以下罚款。",
       "第七条　擅自在沙滩放牧的，由综合行政执法部门处一百元以上三百元以下罚款。",
       "第八条　在沙滩采砂的，由综合行政执法部门处一千元以上五千元以下罚款。")  # fmt: skip


def on_the_beach() -> None:
    """Three matters on an invented text, each on one article, the first with a serious degree."""
    text = Statute(tenant=settings.ZHIFA_TENANT, code="ST-BEACH", title="沙滩条例", level="local_regulation", version_date=date(2020, 1, 1))
    save(text)
    tiers = (("base", 200, 500), ("serious", 500, 2000))
    for n, article in enumerate((5, 6, 7), 1):
        mine = {"domain": "urban_management", "origin": "chunan", "precondition": "none", "kinds": ["fine"]}
        matter = save(Matter(tenant=settings.ZHIFA_TENANT, code=f"UM-95{n}", name=f"沙滩事项{n}", **mine))
        place = {"matter": matter, "statute": text, "role": "penalty", "article": article}
        save(Basis(tenant=settings.ZHIFA_TENANT, code=f"{matter.code}:penalty:1", **place))
        for tier, low, high in tiers[: 2 if n == 1 else 1]:
            bounds = {"party_kind": "any", "tier": tier, "minimum": low, "maximum": high}
            save(PenaltyRange(tenant=settings.ZHIFA_TENANT, code=f"{matter.code}:{tier}", matter=matter, **bounds))
    touch("catalogue")


def test_every_line_of_a_diff_takes_effect_as_an_item_of_one_change() -> None:
    """A range that changed, a degree that is gone, a basis that is gone, words that changed, a provision that is new."""
    on_the_beach()
    said = {"law": "沙滩条例", "version": "2026-10-01", "after": penalised(*NEW), "effective_on": EFFECT}
    row = services.change_from_texts(by=acting.SYSTEM, at=AT, differences=compare(penalised(*OLD), penalised(*NEW)), **said)
    items = {i.subject: i for i in row.items.all()}
    fresh = next(code for code in items if code.startswith("D-"))
    assert {code: i.kind for code, i in items.items()} == {
        "UM-951": "revise_matter", "UM-952": "end_matter", "UM-953": "revise_matter", fresh: "new_matter"
    }  # fmt: skip
    assert items["UM-951"].after["gone_ranges"] == [{"party_kind": "any", "tier": "serious"}]
    assert "表述已修改" in items["UM-953"].after["remarks"]
    words = {"name": "在沙滩采砂（自定名称）", "kinds": ["fine"], "domain": "urban_management"}
    services.settle_matter(by=who("guidance"), at=AT, change=row.pk, order=items[fresh].order, words=words)
    played(row)
    first, second, fourth = (catalogue.matter(code) for code in ("UM-951", "UM-952", fresh))
    assert {(r.tier, r.maximum, r.until) for r in first.ranges} == {
        ("base", Decimal(500), EFFECT), ("serious", Decimal(2000), EFFECT), ("base", Decimal(800), None)
    }  # fmt: skip
    assert (second.until, fourth.name, fourth.since) == (EFFECT, words["name"], EFFECT)
    assert [(str(b.citation), b.version) for b in fourth.basis("penalty")] == [("沙滩条例 第八条", date(2026, 10, 1))]


def test_a_matter_that_keeps_one_of_two_places_loses_only_the_other() -> None:
    on_the_beach()
    row = Basis.objects.get(code="UM-953:penalty:1")
    save(Basis(tenant=row.tenant, code="UM-952:penalty:2", matter=Matter.objects.get(code="UM-952"), statute=row.statute, role="penalty",
               article=9))  # fmt: skip
    touch("catalogue")
    differences = [d for d in compare(penalised(*OLD), penalised(*NEW)) if d.change == "removed"]
    said = {"law": "沙滩条例", "version": "2026-10-01", "after": penalised(*NEW), "effective_on": EFFECT}
    change = services.change_from_texts(by=acting.SYSTEM, at=AT, differences=differences, **said)
    item = change.items.get()
    assert (item.kind, item.after) == ("revise_matter", {"ended": ["沙滩条例 第六条"]})
    played(change)
    left = {str(b.citation): b.until for b in catalogue.matter("UM-952").basis("penalty")}
    assert left == {"沙滩条例 第六条": EFFECT, "沙滩条例 第九条": None}


def test_only_a_new_matter_is_settled() -> None:
    on_the_beach()
    differences = [d for d in compare(penalised(*OLD), penalised(*NEW)) if d.change == "removed"]
    row = services.change_from_texts(by=acting.SYSTEM, at=AT, law="沙滩条例", differences=differences, effective_on=EFFECT)
    with pytest.raises(Invalid):
        services.settle_matter(by=who("guidance"), at=AT, change=row.pk, order=1, words={"name": "别的"})
    with pytest.raises(Denied):
        services.settle_matter(by=who("dispatcher-1"), at=AT, change=row.pk, order=1, words={"name": "别的"})


def test_the_command_proposes_what_it_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = lone()
    law, _article, old, new = texts(code)
    paths = []
    for year, lines in ((2020, old), (2026, new)):
        path = tmp_path / f"{law}({year}-01-01).md"
        path.write_text("\n\n".join(["## 法律责任", *lines]), encoding="utf-8")
        paths.append(str(path))
    day = (date(2026, 12, 31) + timedelta(days=1)).isoformat()
    assert cli.main(["statutes", "diff", *paths, "--propose", "--effective", day]) == 1
    assert "TZ" in capsys.readouterr().err
    assert Matter.objects.filter(code=code, until__isnull=True).exists()
