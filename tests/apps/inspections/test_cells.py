"""Every cell state × act × role of the three tables, through the real services: allowed exactly where the table has a row for the
role, refused with a reason everywhere else, and a refusal leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import cache, partial
from itertools import product
from uuid import UUID, uuid4

import pytest

from tests.apps.inspections.world import AT, DAY, MARKET, URBAN, draft, places, recorded, submitted
from tests.cells import ROLES, Act, differs, held, nothing_recorded
from tests.county import who
from zhifa.apps.inspections import services as inspections
from zhifa.apps.inspections.models import Answer, Finding, Inspection
from zhifa.apps.inspections.services import Signed, findings, step
from zhifa.apps.planning import facts
from zhifa.apps.planning import services as planning
from zhifa.apps.planning.models import PlanLine, PlanPlace
from zhifa.apps.planning.services import lines
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.inspection import FINDING, INSPECTION
from zhifa.law.procedure.inspection_plan import INSPECTION_PLAN

pytestmark = pytest.mark.django_db
CASE = uuid4()
LATER = DAY + timedelta(days=3)


def everybody(user: str) -> dict[Role, Actor]:
    """This certified person with one duty only, for every duty."""
    return {role: replace(who(user), roles=frozenset({role})) for role in ROLES}


def line_acts(other: UUID) -> dict[str, Act]:
    give = {"at": AT}
    return {
        "amend": lambda by, pk: planning.amend_line(by=by, line=pk, draft=draft(MARKET), **give),
        "submit": lambda by, pk: planning.submit_line(by=by, line=pk, **give),
        "waive_merging": lambda by, pk: planning.waive_merging(by=by, line=pk, other=other, reason="专项抽检须突击", **give),
        "agree": lambda by, pk: planning.agree_to_join(by=by, line=pk, **give),
        "approve": lambda by, pk: planning.approve_line(by=by, line=pk, **give),
        "send_back": lambda by, pk: planning.send_back_line(by=by, line=pk, reason="对象不清", **give),
        "withdraw": lambda by, pk: planning.withdraw_line(by=by, line=pk, reason="任务取消", **give),
    }


@contextmanager
def compared_once() -> Iterator[None]:
    """Within, which other lines come too close is found out once for a line, not for every cell: nothing that is tried here lasts."""
    with pytest.MonkeyPatch.context() as patch:
        found = facts.overlaps
        compared = cache(lambda line, day: found(PlanLine.objects.get(pk=line), day))
        patch.setattr(facts, "overlaps", lambda line, day: compared(line.pk, day))
        yield


def test_every_cell_of_the_plan(county) -> None:
    mine, theirs = submitted(MARKET), submitted(URBAN)
    acts, people = line_acts(theirs.pk), everybody(MARKET)
    assert set(acts) == set(INSPECTION_PLAN.acts) - {"yield_part", "yield_all"}
    wrong = []
    with nothing_recorded():
        for state, (act, do) in product(INSPECTION_PLAN.states, acts.items()):
            PlanLine.objects.filter(pk=mine.pk).update(state=state, joint=act == "agree")
            PlanLine.objects.filter(pk=theirs.pk).update(state="withdrawn" if act == "approve" else "submitted")
            with held(lines, *PlanLine.objects.all()), compared_once():
                for role, by in people.items():
                    wrong += differs(INSPECTION_PLAN, state, act, role, lambda do=do, by=by: do(by, mine.pk))
    assert not wrong


@pytest.mark.parametrize("whole", [False, True])
def test_every_cell_of_merging(county, whole: bool) -> None:
    mine, theirs = submitted(MARKET), submitted(URBAN, some=places() if whole else places()[:2])
    if not whole:
        PlanPlace.objects.filter(line=theirs).last().delete()
    people, act = everybody(MARKET), "yield_all" if whole else "yield_part"
    wrong = []
    with nothing_recorded():
        for state in INSPECTION_PLAN.states:
            PlanLine.objects.filter(pk=mine.pk).update(state=state)
            for role, by in people.items():
                merge = partial(planning.merge_lines, by=by, at=AT, line=mine.pk, other=theirs.pk)
                wrong += differs(INSPECTION_PLAN, state, act, role, merge)
    assert not wrong


def visit_acts() -> dict[str, Act]:
    give, second = {"at": AT}, who("weiping-officer-2").person
    signed = Signed("逐项检查", refusal_note="不肯签", witness="执法记录仪")
    return {
        "approve": lambda by, pk: inspections.approve_visit(by=by, visit=pk, **give),
        "join": lambda by, pk: inspections.join_visit(
            by=replace(by, organ="market"), visit=pk, domain="market", items=("CL-MK-01",), **give
        ),
        "reschedule": lambda by, pk: inspections.reschedule_visit(by=by, visit=pk, planned_on=LATER, reason="当事人不在", **give),
        "cancel": lambda by, pk: inspections.cancel_visit(by=by, visit=pk, reason="已停业", **give),
        "arrive": lambda by, pk: inspections.arrive(by=by, visit=pk, officers=[second], **give),
        "show_certificates": lambda by, pk: inspections.show_certificates(by=by, visit=pk, **give),
        "check_item": lambda by, pk: inspections.check_item(by=by, visit=pk, item="CL-UM-02", result="yes", **give),
        "record_visit": lambda by, pk: inspections.record_visit(by=by, visit=pk, signed=signed, **give),
        "break_off": lambda by, pk: inspections.break_off(by=by, visit=pk, reason="店门关闭", **give),
        "close": lambda by, pk: inspections.close_visit(by=by, visit=pk, **give),
    }


def test_every_cell_of_the_visit(county) -> None:
    row, finding = recorded()
    Finding.objects.filter(pk=finding.pk).delete()
    Answer.objects.filter(inspection=row).update(result="yes")
    Inspection.objects.filter(pk=row.pk).update(proposer="somebody else")
    acts, people = visit_acts(), everybody("weiping-officer-1")
    assert set(acts) == set(INSPECTION.acts) - {"release", "follow_plan"}  # parts of planning an exempt visit, of merging lines
    wrong = []
    with nothing_recorded():
        for state in INSPECTION.states:
            Inspection.objects.filter(pk=row.pk).update(state=state)
            with held(step, Inspection.objects.get()):
                for (act, do), (role, by) in product(acts.items(), people.items()):
                    wrong += differs(INSPECTION, state, act, role, lambda do=do, by=by: do(by, row.pk))
    assert not wrong


def finding_acts() -> dict[str, Act]:
    give, second = {"at": AT}, [who("weiping-officer-2").person]
    return {
        "correct_on_spot": lambda by, pk: inspections.correct_on_spot(by=by, finding=pk, note="当场搬回店内", **give),
        "order_correction": lambda by, pk: inspections.order_correction(
            by=by, finding=pk, order=uuid4(), number="责改1号", due_on=LATER, **give
        ),
        "start_case": lambda by, pk: inspections.start_case(by=by, finding=pk, case=uuid4(), ref="JA20260901-00001", **give),
        "propose_filing": lambda by, pk: inspections.propose_filing(by=by, finding=pk, case=CASE, ref="PT20260901-00001", **give),
        "filing_approved": lambda by, pk: inspections.filing_approved(by=by, case=CASE, **give),
        "filing_refused": lambda by, pk: inspections.filing_refused(by=by, case=CASE, reason="证据不足", **give),
        "hand_over": lambda by, pk: inspections.hand_over_finding(by=by, finding=pk, note="请依法查处", **give),
        "recheck_corrected": lambda by, pk: inspections.recheck_finding(
            by=by, finding=pk, corrected=True, note="已搬回", officers=second, **give
        ),
        "recheck_failed": lambda by, pk: inspections.recheck_finding(
            by=by, finding=pk, corrected=False, note="没有搬", officers=second, **give
        ),
    }


def test_every_cell_of_the_finding(county) -> None:
    _row, finding = recorded()
    acts, people = finding_acts(), everybody("weiping-officer-1")
    assert set(acts) == set(FINDING.acts)
    wrong = []
    with nothing_recorded():
        for state in FINDING.states:
            Finding.objects.filter(pk=finding.pk).update(state=state, correct_by=DAY - timedelta(days=1), case=CASE, case_ref="PT1")
            with held(findings, Inspection.objects.get(), Finding.objects.get()):
                for (act, do), (role, by) in product(acts.items(), people.items()):
                    wrong += differs(FINDING, state, act, role, lambda do=do, by=by: do(by, finding.pk))
    assert not wrong
