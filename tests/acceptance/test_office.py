"""四、（三）县综合执法办, 内设机构 and 四、（四）赋权 of single matters: what the office does, counted and opened, with Chun'an's data."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.apps.office import world
from tests.county import who
from zhifa.apps.office import services as office
from zhifa.apps.office.queries import paper, units, work
from zhifa.law.office import JOBS
from zhifa.law.regrouping import Move

pytestmark = pytest.mark.django_db
YEAR, SUPPORT = world.DAY.year, {"solved": 80, "partly": 26, "unsolved": 9}
SECOND, FIRST, GREENERY = "squad-weiping", "squad-jiangjia", "UM-018"


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
