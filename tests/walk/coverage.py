"""An area goes to another squad now and then, with everything that is open in it; the receiving squad accepts or returns."""

from __future__ import annotations

from datetime import timedelta

from tests.walk.walker import FENKOU, WEIPING, Walker
from zhifa.apps.adjustments.models import Cutover, Receipt
from zhifa.apps.adjustments.services import Chosen, Plan, accept_receipts, cancel_cutover, cut_over, reassign_coverage, refuse_receipts
from zhifa.apps.registry.services.coverage import Assigned

SQUADS = ("squad-weiping", "squad-fenkou")


def on_cutover(walk: Walker) -> None:
    """Plan one, carry the last one out, call it off, or answer for its receipts."""
    row, dice = Cutover.objects.order_by("id").last(), walk.any.random()
    by = walk.anybody() if walk.any.random() < 0.2 else walk.person("guidance")
    if row is None or row.state in ("reconciled", "cancelled"):
        assigned = Assigned(walk.any.choice((WEIPING, FENKOU)), walk.any.choice(SQUADS), walk.day + timedelta(days=1))
        plan = Plan(cases_move=dice < 0.3, cases_ground=walk.words())
        ground = walk.words()
        walk.attempt("cutover.plan", by, lambda: reassign_coverage(by=by, at=walk.at, assigned=assigned, ground=ground, plan=plan))
    elif row.state == "planned":
        if dice < 0.15:
            reason = walk.words()
            walk.attempt("cutover.cancel", by, lambda: cancel_cutover(by=by, at=walk.at, cutover=row.code, reason=reason))
        else:
            walk.attempt("cutover.cut_over", by, lambda: cut_over(by=by, at=walk.at, cutover=row.code))
    else:
        answer(walk, row)


def answer(walk: Walker, row: Cutover) -> None:
    """By the leader of the squad that got it."""
    receipt = Receipt.objects.filter(cutover=row, state="handed").order_by("id").first()
    if receipt is None:
        return
    place = receipt.to_team.removeprefix("squad-")
    leader = walk.person(walk.often(f"{place}-leader", "fenkou-officer-1"))
    officers = [leader.person, walk.person(f"{place}-officer-1").person]
    some = Chosen(row.code, walk.any.choice(((), (str(receipt.pk),))))
    if walk.any.random() < 0.7:
        walk.attempt("cutover.accept", leader, lambda: accept_receipts(by=leader, at=walk.at, chosen=some, officers=officers))
    else:
        reason = walk.words()
        walk.attempt("cutover.refuse", leader, lambda: refuse_receipts(by=leader, at=walk.at, chosen=some, reason=reason))
