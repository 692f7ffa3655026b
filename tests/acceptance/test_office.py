"""四、（三）县综合执法办, 内设机构 and 四、（四）赋权 of single matters: what the office does, counted and opened, with Chun'an's data."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.apps.empowerment.world import FENKOU, PINGMEN, concluded, scored
from tests.apps.office import world
from tests.county import who
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.empowerment import queries as empowerment
from zhifa.apps.office import services as office
from zhifa.apps.office.queries import argument, paper, units, work
from zhifa.law.office import JOBS
from zhifa.law.regrouping import Move

pytestmark = pytest.mark.django_db
YEAR, SUPPORT = world.DAY.year, {"solved": 80, "partly": 26, "unsolved": 9}
SECOND, FIRST, GREENERY = "squad-weiping", "squad-jiangjia", "HC-021"


def test_moving_greenery_to_another_squad_changes_the_forecast_load_and_stores_nothing() -> None:
    """R46 事项职能相近"""
    world.known_for_a_year()
    world.ordinary_cases(88, "UM-001", SECOND, "A")
    world.tasks(112, GREENERY, SECOND, "G")
    before = units.grouping(who("guidance"), world.DAY)
    found = {r.code: r for r in units.tried(who("guidance"), world.DAY, Move(SECOND, FIRST, "", (GREENERY,)))}
    assert (found[SECOND].before.percent, found[SECOND].after.percent) == (Decimal("62.0"), Decimal("55.0"))
    assert found[FIRST].after.hours == Decimal(448)
    assert units.grouping(who("guidance"), world.DAY) == before


def sections() -> dict[str, work.Section]:
    return {s.job: s for s in work.report(who("guidance"), YEAR, world.DAY)}


def test_the_yearly_report_lists_disputes_joint_actions_and_support_requests_with_outcomes() -> None:
    """R45 统筹协调、指导监督"""
    world.disputes(27, decided=26)
    world.joint_lines(41)
    world.support_requests(118, SUPPORT)
    found = sections()
    assert [found[job].groups[0].total for job in ("disputes", "joint", "support")] == [27, 41, 118]
    assert dict(found["support"].groups[0].outcomes) == {"已解决": 80, "部分解决": 26, "没有解决": 9, "办理中": 3}
    assert dict(found["disputes"].groups[0].outcomes) == {"已裁定": 13, "已裁定并立为先例": 13, "待裁定": 1}
    assert [len(work.section(who("leader"), YEAR, job, world.DAY).lines) for job in ("disputes", "joint")] == [27, 41]
    sheet = paper.report_sheet(tuple(found.values()), YEAR, world.DAY, demo=True)
    assert "请求和记录共118件：已解决80件，部分解决26件，没有解决9件，办理中3件。其中尚未办结3件。" in str(sheet.blocks)
    assert paper.drawn(sheet, "pdf", world.DAY).startswith(b"%PDF")


@pytest.mark.parametrize("job", JOBS)
def test_each_of_the_nine_statutory_jobs_has_a_queue_and_a_section_of_the_report(job: str) -> None:
    """R45 统筹协调、指导监督"""
    by = {"support": "commander-fenkou", "assigned": "leader"}.get(job, "guidance")
    row = office.ask(by=who(by), at=world.AT, request=office.Request(job, "演示", "演示"))
    assert [line.key for line in work.queue(who("guidance"), job, world.DAY)] == [row.number]
    office.take_up(by=who("guidance"), at=world.AT, entry=row.pk)
    office.answer(by=who("guidance"), at=world.AT, entry=row.pk, words="已办")
    office.confirm(by=who(by), at=world.AT, entry=row.pk, outcome="solved")
    assert work.queue(who("guidance"), job, world.DAY) == ()
    assert [(g.total, g.outcomes) for g in sections()[job].groups] == [(1, (("已解决", 1),))]


def test_each_number_of_the_five_aspects_opens_its_evidence() -> None:
    """R55 客观需求、有效承接：每个数字打开依据"""
    scored(FENKOU)
    [row] = empowerment.assessments(who("guidance"), area=FENKOU)
    sheet = empowerment.sheet(row, world.DAY)
    assert [a.label for a in sheet.aspects] == ["经济", "人口", "社会治理", "执法资源", "执法能力"]
    opened = {i.code: i.file or empowerment.evidence_of(row, i.code) for a in sheet.aspects for i in a.indicators}
    assert [code for code, found in opened.items() if not found] == []
    assert (sheet.total, len(empowerment.evidence_of(row, "officers"))) == (Decimal("78.0"), 8)


def test_pingmen_reaches_forty_one_and_stays_with_the_squad_that_covers_it() -> None:
    """R55 客观需求、有效承接：屏门乡不赋权，由派驻中队覆盖"""
    row = concluded(PINGMEN, "not_empowered")
    assert (row.score, row.proposal, row.conclusion) == (Decimal("41.0"), "not_empowered", "not_empowered")
    found = next(t for t in empowerment.townships(who("guidance"), world.DAY) if t.area == PINGMEN)
    assert (found.mode, found.squad, found.matters) == ("cover", "临岐中队", 0)
    here = catalogue.authority(matter="UM-001", power="penalty", area=PINGMEN, day=world.DAY)
    assert here.acting_identity == "淳安县综合行政执法局"


def test_a_single_matter_is_argued_in_twelve_dimensions_and_what_is_missing_is_said() -> None:
    """R55 事项论证"""
    world.known_for_a_year()
    world.tasks(12, "UM-001", SECOND, "A")
    found = argument.argue(who("guidance"), "330127104", "UM-001", world.DAY)
    assert found is not None
    assert [sum(d.against == against for d in found.dimensions) for against in (False, True)] == [10, 2]
    facts = {d.code: d for d in found.dimensions}
    assert (facts["complaints"].value, facts["complaints"].arithmetic) == (12, "10 × (12 − 0) ÷ (20 − 0) = 6")
    assert (facts["highest"].value, facts["criminal"].value, found.recommendation) == (1000, None, "unclear")
    assert "涉刑可能" in found.missing
    assert all(d.rows or d.value in (None, 0) for d in found.dimensions)


def test_a_matter_with_a_heavy_penalty_is_not_given_to_a_township() -> None:
    """R55 排除吊销、停产停业等重处罚"""
    heavy = next(m for m in catalogue.matters() if "revoke_licence" in m.kinds)
    found = argument.argue(who("guidance"), "330127104", heavy.code, world.DAY)
    assert found is not None
    assert found.recommendation == "excluded"
