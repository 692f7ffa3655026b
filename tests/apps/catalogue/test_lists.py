"""Lists of departments: whatever mess they come in becomes drafts that say what is missing, whole or not at all."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from tests import county
from tests.apps.catalogue.lists import AWNING, HEAD, NOISE, RIVER, messy, table
from tests.county import SHANGHAI, who
from zhifa.apps.catalogue import services
from zhifa.apps.catalogue.models import DepartmentList, DraftMatter, Matter
from zhifa.apps.catalogue.queries import lists as queries
from zhifa.apps.registry.models import Proposal
from zhifa.apps.trail import queries as trail
from zhifa.apps.trail.acts import Invalid, Stale
from zhifa.apps.trail.models import Record
from zhifa.law.actors import Actor
from zhifa.law.rulings import Blocked, Denied

pytestmark = pytest.mark.django_db
AT = datetime(2026, 9, 1, 9, 0, tzinfo=SHANGHAI)
URBAN, HOUSING = "urban_management", "housing_construction"


@pytest.fixture(autouse=True)
def loaded(db: None, settings: Any, tmp_path: Any) -> None:
    """The county; files go to a folder of this test."""
    settings.IMPORT_ROOT = tmp_path
    county.load()


def regulator(sender: str) -> Actor:
    return who(f"regulator-{sender}".replace("_", "-"))


def taken(content: bytes, sender: str = URBAN, name: str = "清单.xlsx") -> DepartmentList:
    by = regulator(sender)
    row = services.upload_list(by=by, at=AT, sender=sender, name=name, content=content)
    return services.take_list(by=by, at=AT, file=row.pk, columns=row.columns)


def report(row: DepartmentList, sender: str = URBAN) -> dict[int, queries.ReportRow]:
    found = queries.one_list(regulator(sender), row.pk)
    assert found
    return {r.line: r for r in queries.list_report(found)}


def missing(row: queries.ReportRow) -> set[str]:
    return {f["code"] for f in row.findings if f["missing"]}


def test_a_list_with_every_mess_becomes_drafts_and_a_report_of_every_row() -> None:
    row = taken(messy())
    said = report(row)
    assert {line: r.outcome for line, r in said.items()} == {
        5: "heading", 6: "created", 7: "created", 9: "hidden", 10: "heading", 11: "created", 12: "created", 13: "created",
        14: "refused", 15: "refused", 16: "note", 17: "note",
    }  # fmt: skip
    assert row.columns == {
        "name": "事项名称", "domain": "执法领域", "prohibition": "违则", "penalty": "处罚依据·法律法规名称",
        "penalty_places": "处罚依据·条、款、项", "kinds": "处罚种类", "remarks": "备注",
    }  # fmt: skip
    assert said[7].lines == (7, 8)
    assert missing(said[11]) == {"lists.domain_unknown", "lists.kind_unknown", "lists.statute_near"}
    assert missing(said[12]) == {"lists.version_old"}
    assert missing(said[13]) == {"lists.basis_unreadable", "lists.kinds_missing"}
    assert missing(said[14]) == {"lists.formula"}
    assert missing(said[15]) == {"lists.no_name"}
    assert Matter.objects.filter(name="露天烧烤").count() == 0


def test_bases_are_read_to_article_paragraph_and_item_in_whatever_numerals() -> None:
    taken(messy())
    draft = DraftMatter.objects.get(name="夜间施工噪声扰民")
    places = [(b["role"], b["title"], b["article"], b["paragraph"], b["item"]) for b in draft.bases]
    assert places == [
        ("prohibition", "噪声污染防治法", 43, None, None),
        ("penalty", "噪声污染防治法", 77, 1, 2),
        ("penalty", "浙江省城市市容和环境卫生管理条例", 50, None, None),
    ]
    awning = DraftMatter.objects.get(name="擅自占用城市道路搭棚")
    assert [b["item"] for b in awning.bases if b["role"] == "penalty"] == [2, 4]
    assert (draft.domain, draft.kinds, awning.kinds) == (URBAN, ["fine"], ["warning", "fine"])


def test_the_same_file_twice_changes_nothing() -> None:
    row = taken(messy())
    before, versions = Record.objects.count(), list(DraftMatter.objects.values_list("code", "version"))
    again = services.upload_list(by=regulator(URBAN), at=AT, sender=URBAN, name="另名.xlsx", content=messy())
    assert (again.pk, Record.objects.count()) == (row.pk, before)
    with pytest.raises(Blocked, match="taken_already"):
        services.take_list(by=regulator(URBAN), at=AT, file=row.pk, columns=row.columns)
    assert list(DraftMatter.objects.values_list("code", "version")) == versions


def test_the_same_rows_in_another_file_are_known() -> None:
    taken(table(AWNING, NOISE))
    row = taken(table(AWNING, NOISE, (3, "新的事项", *NOISE[2:])))
    assert row.counts == {"repeated": 2, "created": 1}


def test_columns_are_kept_for_each_sender() -> None:
    head = ("甲", "乙", "丙", "丁", "违法行为名称", "处罚依据")
    row = services.upload_list(
        by=regulator(URBAN),
        at=AT,
        sender=URBAN,
        name="a.xlsx",
        content=table(("罚款", "x", "城市管理", "y", "倒水", f"{RIVER}第五条"), head=head),
    )
    assert "kinds" not in row.columns
    columns = {**row.columns, "kinds": "甲", "domain": "丙"}
    services.take_list(by=regulator(URBAN), at=AT, file=row.pk, columns=columns)
    next_one = table(("罚款", "x", "城市管理", "y", "倒油", f"{RIVER}第五条"), head=head)
    assert services.upload_list(by=regulator(URBAN), at=AT, sender=URBAN, name="b.xlsx", content=next_one).columns == columns
    other = services.upload_list(by=regulator(HOUSING), at=AT, sender=HOUSING, name="b.xlsx", content=next_one)
    assert "kinds" not in other.columns


def test_duplicates_of_several_departments_are_one_draft_with_a_log() -> None:
    taken(table(AWNING, NOISE))
    differing = (*AWNING[:5], "罚款", "")
    row = taken(table(differing, (9, "夜间施工噪音扰民", *NOISE[2:])), HOUSING)
    said = report(row, HOUSING)
    draft = DraftMatter.objects.get(name="擅自占用城市道路搭棚")
    assert (row.counts, draft.senders) == ({"merged": 1, "created": 1}, [URBAN, HOUSING])
    assert {f["code"] for f in said[2].findings} == {"lists.merged_into", "lists.differs"}
    assert "lists.same_basis" in {f["code"] for f in said[3].findings}
    entry = trail.story(row.pk)[-1]
    assert entry.facts["merged"] == [{"line": 2, "into": draft.code, "differs": ["处罚种类"]}]


NINE = ("archives", "lake_water", "development_reform", "education", "civil_affairs", "human_resources", HOUSING, "veterans", URBAN)


def test_nine_departments_that_list_one_matter_in_their_own_layouts_make_one_draft() -> None:
    heads = (HEAD, ("事项", "罚则", "种类"), ("职权名称", "处罚依据", "处罚种类"))
    for n, sender in enumerate(NINE):
        head = heads[n % 3]
        taken(table(AWNING if head is HEAD else (AWNING[1], AWNING[4], AWNING[5]), head=head), sender)
    draft = DraftMatter.objects.get()
    assert draft.senders == list(NINE)
    assert {s["said"]["kinds"] for s in draft.sources} == {"警告、罚款"}


def test_the_same_name_on_another_basis_is_told_and_left_apart() -> None:
    taken(table(AWNING))
    row = taken(table((1, *AWNING[1:4], f"{RIVER}第四十条", "罚款", "")), HOUSING)
    assert row.counts == {"created": 1}
    assert "lists.same_name" in {f["code"] for f in report(row, HOUSING)[2].findings}


def test_nothing_is_half_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    by = regulator(URBAN)
    row = services.upload_list(by=by, at=AT, sender=URBAN, name="a.xlsx", content=table(AWNING, NOISE))
    from zhifa.apps.catalogue.services import lists

    monkeypatch.setattr(lists.trail, "record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        services.take_list(by=by, at=AT, file=row.pk, columns=row.columns)
    row.refresh_from_db()
    assert (row.state, DraftMatter.objects.count()) == ("uploaded", 0)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_text_table_with_a_title_above_is_read_too(encoding: str) -> None:
    lines = ["县级清单,,,,,,", ",".join(HEAD), *(",".join(str(c) for c in row) for row in (AWNING, NOISE)), "注：完,,,,,,"]
    assert taken("\r\n".join(lines).encode(encoding), name="清单.csv").counts == {"created": 2, "note": 1}


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "空"),
        (b"PK\x03\x04 bomb", "损坏"),
        (table(("x", "y"), head=("甲", "乙")), "找不到列名"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 9, "旧版"),
    ],
    ids=["empty", "broken", "no heading", "old"],
)
def test_what_is_no_list_is_refused_and_leaves_nothing(content: bytes, word: str) -> None:
    with pytest.raises(Invalid, match=word):
        services.upload_list(by=regulator(URBAN), at=AT, sender=URBAN, name="x.xlsx", content=content)
    assert not DepartmentList.objects.exists()


def test_a_wrong_choice_of_columns_is_refused() -> None:
    row = services.upload_list(by=regulator(URBAN), at=AT, sender=URBAN, name="a.xlsx", content=table(AWNING))
    for columns, field in (
        ({"name": "事项名称"}, "penalty"),
        ({**row.columns, "kinds": "没有"}, "kinds"),
        ({**row.columns, "name": "处罚依据"}, "name"),
    ):
        with pytest.raises(Invalid) as wrong:
            services.take_list(by=regulator(URBAN), at=AT, file=row.pk, columns=columns)
        assert field in wrong.value.errors
    with pytest.raises(Stale):
        services.take_list(by=regulator(URBAN), at=AT, file=row.pk, columns=row.columns, version=99)


@pytest.mark.parametrize("username", ["regulator-education", "dispatcher-1", "leader", "discipline", "system-admin", "weiping-leader"])
def test_only_the_department_and_the_guidance_office_bring_its_list(username: str) -> None:
    row = services.upload_list(by=regulator(URBAN), at=AT, sender=URBAN, name="a.xlsx", content=table(AWNING))
    with pytest.raises(Denied):
        services.upload_list(by=who(username), at=AT, sender=URBAN, name="a.xlsx", content=table(NOISE))
    with pytest.raises(Denied):
        services.take_list(by=who(username), at=AT, file=row.pk, columns=row.columns)
    assert services.upload_list(by=who("guidance"), at=AT, sender=URBAN, name="b.xlsx", content=table(NOISE)).sender == URBAN


def test_a_department_sees_its_own_lists_and_drafts_only() -> None:
    row = taken(table(AWNING))
    code = DraftMatter.objects.get().code
    other = regulator("education")
    assert (queries.lists(other), queries.one_list(other, row.pk), queries.drafts(other), queries.draft(other, code)) == (
        (),
        None,
        (),
        None,
    )
    assert queries.draft(regulator(URBAN), code)
    assert len(queries.drafts(who("guidance"))) == 1
    with pytest.raises(Denied):
        queries.drafts(who("dispatcher-1"))


def test_an_accepted_draft_is_a_proposed_change_and_no_matter_in_effect() -> None:
    taken(table(AWNING))
    draft = DraftMatter.objects.get()
    done = services.accept_draft(by=who("guidance"), at=AT, draft=draft.pk, domain=URBAN, kinds=["fine"], version=draft.version)
    change = Proposal.objects.get(code=draft.code)
    assert (done.state, done.kinds, change.before, change.after["bases"][0]["article"]) == ("accepted", ["fine"], None, 10)
    assert not Matter.objects.filter(code=draft.code).exists()
    with pytest.raises(Blocked, match="draft_decided"):
        services.refuse_draft(by=who("guidance"), at=AT, draft=draft.pk, reason="x")


def test_what_is_unclear_is_not_accepted_without_an_answer() -> None:
    taken(messy())
    by = who("guidance")
    unknown, old = DraftMatter.objects.get(name="焚烧树叶"), DraftMatter.objects.get(name="露天烧烤")
    for draft in (unknown, old):
        with pytest.raises(Blocked, match="draft_incomplete"):
            services.accept_draft(by=by, at=AT, draft=draft.pk, domain=URBAN, kinds=["fine"], reason="x")
    clear = DraftMatter.objects.get(name="擅自占用城市道路搭棚")
    for wrong in ({"domain": "none", "kinds": ["fine"]}, {"domain": URBAN, "kinds": ["beating"]}):
        with pytest.raises(Invalid):
            services.accept_draft(by=by, at=AT, draft=clear.pk, **wrong)
    taken(table((*AWNING[:5], "罚款", "")), HOUSING)
    with pytest.raises(Invalid, match="reason"):
        services.accept_draft(by=by, at=AT, draft=clear.pk, domain=URBAN, kinds=["fine"])
    assert services.accept_draft(by=by, at=AT, draft=clear.pk, domain=URBAN, kinds=["fine"], reason="以条例为准").state == "accepted"


def test_a_draft_is_refused_with_a_reason_or_merged_by_hand() -> None:
    taken(table(AWNING, NOISE))
    one, other = DraftMatter.objects.order_by("name")
    by = who("guidance")
    with pytest.raises(Invalid):
        services.refuse_draft(by=by, at=AT, draft=one.pk, reason=" ")
    with pytest.raises(Invalid):
        services.merge_draft(by=by, at=AT, draft=one.pk, into=one.code, reason="x")
    assert services.merge_draft(by=by, at=AT, draft=one.pk, into=other.code, reason="同一行为").into == other.code
    assert services.refuse_draft(by=by, at=AT, draft=other.pk, reason="不在划转范围").state == "refused"
    assert [e.verb for e in trail.story(other.pk)] == ["draft.refuse"]


@pytest.mark.parametrize("username", ["regulator-urban-management", "dispatcher-1", "leader", "discipline", "system-admin"])
def test_only_the_guidance_office_decides(username: str) -> None:
    taken(table(AWNING))
    draft, by = DraftMatter.objects.get(), who(username)
    with pytest.raises(Denied):
        services.accept_draft(by=by, at=AT, draft=draft.pk, domain=URBAN, kinds=["fine"])
    with pytest.raises(Denied):
        services.refuse_draft(by=by, at=AT, draft=draft.pk, reason="x")
    with pytest.raises(Denied):
        services.merge_draft(by=by, at=AT, draft=draft.pk, into="L-1", reason="x")


def test_reading_costs_a_known_number_of_queries(django_assert_max_num_queries: Any) -> None:
    row = taken(messy())
    queries.lists(who("guidance"))
    with django_assert_max_num_queries(6):
        queries.drafts(who("guidance"))
    found = queries.one_list(who("guidance"), row.pk)
    assert found
    with django_assert_max_num_queries(12):
        queries.reading(who("guidance"), found)
