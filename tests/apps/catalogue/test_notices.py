"""What an organ must publish: the list, what changed, and nothing before it was published."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from tests import county
from zhifa.apps.catalogue import queries, services
from zhifa.apps.catalogue.models import Matter
from zhifa.apps.catalogue.services import Terms
from zhifa.apps.documents import glyphs
from zhifa.apps.documents import queries as documents
from zhifa.apps.documents.blocks import Field, Sheet, Table
from zhifa.apps.registry.services import touch

pytestmark = pytest.mark.django_db
DAY, AT = county.DAY, datetime(2026, 9, 1, 10, tzinfo=county.SHANGHAI)
FENKOU, LISTED = "330127108", "gov-330127108:penalty:UM-001"
TOWN, BUREAU = "gov-330127108", "enforcement_bureau"


@pytest.fixture(autouse=True)
def loaded() -> None:
    county.load()


def revise(since: date, until: date | None, published: date | None) -> None:
    services.revise_grant(by=county.KEEPER, at=AT, code=LISTED, version=1, terms=Terms(since, until, published), ground="清单调整（演示）")


def drawn(organ: str, day: date = DAY, today: date = DAY) -> Sheet:
    found = queries.notice(organ, day, today)
    assert found
    return documents.notice_sheet(found, link="https://example.invalid/notices/x", demo=True)


def text(sheet: Sheet) -> str:
    return "\n".join(sheet.texts())


def test_the_list_of_a_township_is_what_the_law_gives_it_there() -> None:
    found = queries.notice(TOWN, DAY, DAY)
    assert found
    listed = {line.matter.code for line in found.lines}
    asked = [queries.Asked(m.code, "penalty", FENKOU, DAY) for m in queries.matters()]
    assert listed == {a.matter for a, h in zip(asked, queries.holders(asked), strict=True) if h.holder == TOWN}
    assert sum(n for _, n in found.domains) == len(listed) == found.version.count == 26


def test_the_announcement_counts_and_names_and_says_what_nobody_stated() -> None:
    said = text(drawn(TOWN))
    assert "自2022年9月1日起，汾口镇人民政府以自身名义在汾口镇行政区域内行使3个领域26项行政处罚事项" in said
    assert "《浙江省综合行政执法条例》第九条" in said
    assert "演示〔2022〕1号" in said
    assert "汾口镇综合行政执法队、汾口中队（一支队伍、两块牌子）" in said
    assert "文号：未载明" in said
    bureau = text(drawn(BUREAU))
    assert "生效日未载明，淳安县综合行政执法局行使12个领域" in bureau
    assert "《淳安县推进“大综合一体化”行政执法改革实施方案（征求意见稿）》（文号未载明）" in bureau
    assert "汾口镇人民政府26项，见各自公告" in bureau
    assert "警告、通报批评、罚款" in bureau


def test_the_totals_of_the_table_are_those_of_the_list() -> None:
    for organ in (TOWN, BUREAU):
        sheet = drawn(organ)
        counts = next(b for b in sheet.blocks if isinstance(b, Table))
        lists = [b for b in sheet.blocks if isinstance(b, Table)][1:]
        assert int(counts.rows[-1][1]) == sum(len(t.rows) - 1 for t in lists) == sum(int(r[1]) for r in counts.rows[1:-1])


def test_all_its_characters_can_be_drawn() -> None:
    for organ in (TOWN, BUREAU):
        assert glyphs.missing(drawn(organ).texts(), Path(settings.FONT_ROOT)) == ""


def test_every_change_of_the_list_is_an_announcement_of_its_own() -> None:
    revise(date(2022, 9, 1), date(2026, 7, 1), date(2022, 8, 15))
    versions = [v for v in queries.notice_versions(DAY) if v.organ == TOWN]
    assert [(v.day, v.until, v.count, v.removed) for v in versions] == [
        (date(2026, 7, 1), None, 25, ("UM-001",)),
        (date(2022, 9, 1), date(2026, 7, 1), 26, ()),
    ]
    said = text(drawn(TOWN))
    assert "新增0项，收回1项" in said
    assert "收回：未经批准超出门、窗店外经营" in said
    assert "26项" in text(drawn(TOWN, date(2026, 6, 30)))


def test_nothing_is_in_effect_before_it_was_published() -> None:
    revise(date(2022, 9, 1), None, date(2026, 9, 10))
    before, after = date(2026, 9, 9), date(2026, 9, 10)
    for day, name in ((before, "淳安县综合行政执法局"), (after, "汾口镇人民政府")):
        assert queries.who_for(["UM-001"], FENKOU, day)[0].acting_identity == name
        assert queries.who(matter="UM-001", area=FENKOU, power="penalty", day=day).row.acting_identity == name
    told = queries.notice(TOWN, after, after)
    assert told
    assert next(line for line in told.lines if line.matter.code == "UM-001").since == after
    early = queries.notice(TOWN, before, before)
    assert early
    assert "UM-001" not in {line.matter.code for line in early.lines}


def test_what_was_not_published_by_today_is_not_told_even_for_later_days() -> None:
    revise(date(2022, 9, 1), None, date(2026, 9, 10))
    found = queries.notice(TOWN, date(2026, 12, 1), DAY)
    assert found
    assert found.version.count == 25
    assert LISTED not in {g.id for g in queries.published_grants(DAY)}
    assert queries.last_publication(DAY) == date(2022, 8, 15)
    assert queries.last_publication(date(2026, 9, 10)) == date(2026, 9, 10)


def test_before_its_first_list_a_township_has_no_announcement() -> None:
    assert queries.notice(TOWN, date(2022, 8, 31), DAY) is None
    assert queries.notice("gov-330127104", DAY, DAY) is None
    assert queries.notice("nobody", DAY, DAY) is None
    assert queries.notice_organ(FENKOU, DAY) == TOWN
    assert queries.notice_organ("330127104", DAY) == ""


def test_what_a_law_adds_to_a_domain_changes_the_count_and_not_the_list() -> None:
    Matter.objects.filter(code="AR-001").update(since=date(2026, 8, 1))
    Matter.objects.filter(code="AR-002").update(origin="compiled")
    touch("catalogue")
    (version,) = [v for v in queries.notice_versions(DAY) if v.organ == BUREAU]
    now, before = queries.notice(BUREAU, DAY, DAY), queries.notice(BUREAU, date(2026, 7, 31), DAY)
    assert now
    assert before
    assert (version.day, version.count) == (None, now.version.count)
    assert now.version.count == before.version.count + 1
    said = text(drawn(BUREAU))
    assert "其中1项由系统依法律文本整理，尚未经县里确认" in said
    assert "（AR-002，尚未确认）" in said


def test_the_same_list_is_the_same_file() -> None:
    sheet = drawn(TOWN)
    first = documents.notice_pdf(sheet, DAY)
    assert first.startswith(b"%PDF")
    assert first == documents.notice_pdf(drawn(TOWN), DAY)
    assert [b.value for b in sheet.blocks if isinstance(b, Field) and b.label == "授权文号"] == ["演示〔2022〕1号"]


def test_a_list_costs_two_questions(django_assert_num_queries: object) -> None:
    queries.notice(BUREAU, DAY, DAY)
    with django_assert_num_queries(2):  # type: ignore[operator]
        queries.notice(BUREAU, DAY + timedelta(1), DAY)


def test_a_domain_is_counted_by_the_names_that_hold_it() -> None:
    found = {d.domain: d for d in queries.domains_here(FENKOU, DAY)}
    assert list(found) == [d for d in queries.domain_labels() if d in found]
    assert {n.status for n in found["ecology_environment"].names} == {"unclear"}
    asked = [queries.Asked(m.code, "penalty", FENKOU, DAY) for m in queries.matters(domain="urban_management")]
    held = [h.acting_identity for h in queries.holders(asked)]
    assert {n.name: n.count for n in found["urban_management"].names} == {name: held.count(name) for name in set(held)}
    with pytest.raises(LookupError):
        queries.domains_here("330199", DAY)
