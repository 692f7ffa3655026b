"""The nine jobs from what the house does anyway: what is open, what counts for which year, what it costs to ask."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.apps.adjustments import world as changes
from tests.apps.empowerment.world import concluded, opened
from tests.apps.office import world
from tests.county import who
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.inspections.models import Finding, Inspection
from zhifa.apps.office.queries import paper, work
from zhifa.apps.parties.models import Premises
from zhifa.apps.planning.models import PlanPlace
from zhifa.law.office import JOBS
from zhifa.law.rulings import Denied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]
YEAR = world.DAY.year


def section(job: str, year: int = YEAR) -> work.Section:
    return work.section(who("guidance"), year, job, world.DAY)


def visited(line: object, state: str, found: int = 0) -> None:
    """A visit of a line to the first premises of the county."""
    place = Premises.objects.order_by("pk")[0]
    PlanPlace.objects.get_or_create(line=line, premises=place)
    made = Inspection.objects.create(
        code=f"V{Inspection.objects.count()}", line=line, premises=place, source="plan", organ="o", organ_name="县局",
        acting_identity="县局", domain="urban_management", planned_on=world.DAY, until=world.DAY, proposer="p", state=state,
    )  # fmt: skip
    for n in range(found):
        Finding.objects.create(inspection=made, item=f"i{n}", title="t", words="w", matter_code="UM-001", matter_name="m")


def test_a_joint_check_shows_visits_and_problems_and_is_open_until_all_places_were_visited() -> None:
    done, partly, never = world.joint_lines(3)
    visited(done, "closed", found=2)
    visited(partly, "recorded")
    PlanPlace.objects.create(line=partly, premises=Premises.objects.order_by("pk")[1])
    visited(never, "cancelled")
    lines = {line.key: line for line in section("joint").lines}
    assert [(lines[k].outcome, lines[k].open, dict(lines[k].figures)) for k in ("L0", "L1", "L2")] == [
        ("已检查完", False, {"visits": 1, "planned": 1, "found": 2}),
        ("部分检查", True, {"visits": 1, "planned": 2, "found": 0}),
        ("尚未检查", True, {"visits": 0, "planned": 1, "found": 0}),
    ]
    assert [line.key for line in work.queue(who("guidance"), "joint", world.DAY)] == ["L1", "L2"]
    assert section("plan").lines == ()


def test_a_plan_that_waits_for_approval_waits_and_a_withdrawn_one_does_not() -> None:
    world.joint_lines(1, "submitted", joint=False, prefix="P")
    world.joint_lines(1, "withdrawn", joint=False, prefix="W")
    assert [line.key for line in work.queue(who("guidance"), "plan", world.DAY)] == ["P0"]
    assert dict(section("plan").groups[0].outcomes) == {"待统筹批准": 1, "已撤回": 1}
    assert section("plan", YEAR - 1).groups == ()


def test_what_was_handed_over_stands_under_links_until_it_is_accepted() -> None:
    world.tasks(1, "UM-001", "squad-weiping", "A", state="handing_over", handed_to="ecology", handed_to_name="生态环境分局")
    world.tasks(1, "UM-001", "squad-weiping", "B", state="handed_over", handed_to="ecology", handed_to_name="生态环境分局")
    world.tasks(1, "UM-001", "squad-weiping", "C")
    found = section("links")
    assert (found.groups[0].total, found.groups[0].open, dict(found.groups[0].outcomes)) == (2, 1, {"移交待接收": 1, "已移交": 1})
    assert [line.key for line in work.queue(who("guidance"), "links", world.DAY)] == ["SA0"]
    assert Dispatch.objects.count() == 3


def test_assessments_and_changes_stand_under_support_law_and_analysis() -> None:
    concluded()
    opened("330127205")
    changes.request(changes.back_to("UM-001", "urban_management"))
    groups = {g.kind: g for g in section("support").groups}
    assert dict(groups["assessment"].outcomes) == {"通过": 1, "收集事实": 1}
    assert len(work.queue(who("guidance"), "support", world.DAY)) == 1


def test_a_year_counts_only_its_own_rows_and_no_job_is_unknown() -> None:
    world.disputes(3, decided=2)
    world.support_requests(2, {"solved": 1})
    assert [section("disputes", y).groups for y in (YEAR - 1, YEAR + 1)] == [(), ()]
    assert len(work.queue(who("guidance"), "disputes", world.DAY)) == 1
    with pytest.raises(LookupError):
        work.queue(who("guidance"), "nothing", world.DAY)
    assert [j.code for j in work.workbench(who("guidance"), world.DAY)] == list(JOBS)


@pytest.mark.parametrize("user", ["dispatcher-1", "commander-weiping", "weiping-leader", "regulator-housing-construction", "audit-admin"])
def test_others_do_not_read_the_work_of_the_office(user: str) -> None:
    for ask in (
        lambda: work.workbench(who(user), world.DAY),
        lambda: work.report(who(user), YEAR, world.DAY),
        lambda: section_of(user),
        lambda: work.queue(who(user), "support", world.DAY),
    ):
        with pytest.raises(Denied):
            ask()


def section_of(user: str) -> work.Section:
    return work.section(who(user), YEAR, "support", world.DAY)


def test_the_report_is_a_document_that_counts_no_fines_and_says_what_it_leaves_out() -> None:
    world.support_requests(201, {"solved": 201})
    found = work.report(who("guidance"), YEAR, world.DAY)
    sheet = paper.report_sheet(found, YEAR, world.DAY, demo=True)
    text = str(sheet.blocks)
    assert "不统计罚没数额" in text
    assert "以上列出200件" in text
    assert text.count("本年度没有记录") == len(JOBS) - 1
    assert paper.drawn(sheet, "docx", world.DAY)[:2] == b"PK"


def test_the_number_of_questions_does_not_grow_with_the_rows() -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            work.workbench(who("guidance"), world.DAY)
            work.report(who("guidance"), YEAR, world.DAY)
        return len(seen)

    asked()  # the reference data are read once for all
    few = asked()
    world.disputes(5, decided=4)
    world.joint_lines(5)
    world.support_requests(20, {"solved": 5})
    world.tasks(5, "UM-001", "squad-weiping", "A", world.AT - timedelta(days=5), handed_to="ecology", state="handing_over")
    assert asked() <= few + 4 <= 44
