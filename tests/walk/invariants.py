"""What holds after every act, whoever did it: told before decided, a clock on whatever is open, money that balances, numbers without
gaps, every report accounted for once, every step in the table. Asked of the rows and of the trail, not of the guards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from tests.county import SHANGHAI
from tests.walk.walker import USERS, Walker
from zhifa.apps.cases.models import Case, CorrectionOrder, Decision, OrdinaryCase, OrdinaryDecision
from zhifa.apps.dispatch import queries as dispatch
from zhifa.apps.dispatch import queueing
from zhifa.apps.dispatch.models import Dispatch, Dispute
from zhifa.apps.documents.models import Document, NumberSeries
from zhifa.apps.incidents.models import Incident
from zhifa.apps.inspections.models import Finding, Inspection
from zhifa.apps.planning.models import PlanLine
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail.models import Record
from zhifa.apps.trail.verification import Counts, verify
from zhifa.law.procedure.correction import CORRECTION
from zhifa.law.procedure.dispatch import DISPATCH
from zhifa.law.procedure.inspection import FINDING, INSPECTION
from zhifa.law.procedure.inspection_plan import INSPECTION_PLAN
from zhifa.law.procedure.ordinary_case import ORDINARY_CASE
from zhifa.law.procedure.summary_case import SUMMARY_CASE

ZERO = Decimal(0)
STATEMENT_DAYS, HEARING_DAYS = 3, 5  # working days that the party has, so at least as many days
NEEDED = {
    "waiting": "statement",
    "decided": "service",
    "spared": "service",
    "served": "payment",
    "crime_reported": "transfer_decision",
    "with_police": "police_answer",
    "police_refusal": "police_refusal",
    "police_case": "goods_handover",
}
WAITS_FOR_NOBODY_OUTSIDE = ("proposed", "paid", "excused", "enforced", "transferred", "transferring", "court", "closed")
TABLES: dict[str, tuple[Any, Any]] = {
    "cases.case": (Case, SUMMARY_CASE),
    "cases.ordinarycase": (OrdinaryCase, ORDINARY_CASE),
    "cases.correctionorder": (CorrectionOrder, CORRECTION),
    "inspections.inspection": (Inspection, INSPECTION),
    "inspections.finding": (Finding, FINDING),
    "planning.planline": (PlanLine, INSPECTION_PLAN),
}


def local(instant: Any) -> date:
    """The day in Chun'an."""
    found: date = instant.astimezone(SHANGHAI).date()
    return found


def told_before_decided(walk: Walker) -> Iterator[str]:
    """Summary: told, then heard or expressly waived, then decided; never more than was told (处罚法 44, 45)."""
    for d in Decision.objects.select_related("notice", "case"):
        told = d.notice
        if not (told.told_at <= d.decided_at and told.answered_at and told.answered_at <= d.decided_at):
            yield f"{d.number} was decided before the party was told and answered"
        if not (told.waiver_proof or (told.statement and told.review)):
            yield f"{d.number} was decided without statement or waiver"
        if (d.fine or ZERO) > (told.fine or ZERO):
            yield f"{d.number} is heavier than what was told"
        if d.case.handlers.filter(left_at__isnull=True).values("person").distinct().count() < 2:
            yield f"{d.number} has fewer than two officers"


def waited_before_decided(walk: Walker) -> Iterator[str]:
    """Ordinary: notice served, the days over or waived, the hearing held that was asked for, reviewed by somebody else (45, 58, 63)."""
    for d in OrdinaryDecision.objects.select_related("proposal", "case"):
        p, day = d.proposal, local(d.decided_at)
        if p.notice_id is None or p.served_on is None or p.served_on > day:
            yield f"{d.number} was decided without a notice served"
            continue
        waited = (day - p.served_on).days
        asked = p.case.hearings.filter(proposal=p, withdrawn=False).first()
        if not p.waiver_proof and waited <= STATEMENT_DAYS:
            yield f"{d.number} was decided {waited} days after the notice"
        if p.right_told and not p.hearing_waiver_proof and asked is None and waited <= HEARING_DAYS:
            yield f"{d.number} was decided {waited} days after the right to a hearing was told"
        if asked and not asked.done:
            yield f"{d.number} was decided without the hearing that was asked for"
        if (d.fine or ZERO) > (p.fine or ZERO) or not set(d.findings) <= set(p.findings):
            yield f"{d.number} is heavier than, or rests on other facts than, what was told"
        yield from reviewed(d)


def reviewed(d: OrdinaryDecision) -> Iterator[str]:
    """The review of this proposal passed or was not required; nobody who worked on the case gave it; serious cases were discussed."""
    review = d.proposal.reviews.filter(reviewed_at__lte=d.decided_at).order_by("reviewed_at").last()
    if review is None or review.result == "rejected":
        yield f"{d.number} was decided without a review"
    elif review.result == "skipped" and d.proposal.triggers:
        yield f"{d.number} went without the review that its triggers demand"
    elif d.case.handlers.filter(person=review.person).exists():
        yield f"{d.number} was reviewed by an officer of the case"
    if d.proposal.serious and not d.proposal.discussions.exists():
        yield f"{d.number} was not discussed by the heads"


def clocks_run(walk: Walker) -> Iterator[str]:
    """Whatever is open has somebody and a last day; nothing runs on what is over."""
    yield from (f"task {pk} has no owner or clock" for pk in dispatch.orphans(walk.tenant))
    yield from (f"incident {row.number} waits for nobody" for row in dispatch.dead_ends(walk.tenant))
    yield from (f"the queue does not say what {number} says" for number in queueing.strays(walk.tenant))
    over = Incident.objects.filter(state__in=("merged", "dismissed", "closed", "evaluated"), due_at__isnull=False)
    yield from (f"a clock runs on {row.number}, {row.state}" for row in over)
    for case in OrdinaryCase.objects.exclude(state__in=(*WAITS_FOR_NOBODY_OUTSIDE, *ORDINARY_CASE.final)):
        kinds = set(case.deadlines.values_list("kind", flat=True))
        wanted = NEEDED.get(case.state, "decision")
        paid_nothing = wanted == "payment" and not (case.decisions.get(withdrawn_at__isnull=True).fine or ZERO)
        if wanted not in kinds and not paid_nothing:
            yield f"{case.ref} is {case.state} and has no clock {wanted}"
    for lines in Case.objects.filter(state__in=("decided", "served")):
        if not lines.deadlines.filter(kind="record").exists():
            yield f"{lines.ref} is {lines.state} and has no clock record"
    waiting = Inspection.objects.exclude(state__in=("planned", *INSPECTION.final)).filter(due_at__isnull=True)
    yield from (f"visit {row.code}, {row.state}, has no clock" for row in waiting)
    yield from (f"finding {row.pk} is corrected by no day" for row in Finding.objects.filter(state="correcting", correct_by=None))


def nobody_is_stuck(walk: Walker) -> Iterator[str]:
    """On every open incident and task somebody can do something, and none was ever without somebody who had it (R15)."""
    users = (*USERS, "town-head-fenkou", "head-agriculture")  # with whom an ordinary case ends, and its task with it
    everybody = [walk.person(u) for u in users]
    for row in Incident.objects.filter(state__in=("reported", "accepted")):
        shown = dispatch.incident_rows([row.pk])[0]
        if not any(o.refusal is None for by in everybody for o in dispatch.incident_offers(by, shown)):
            yield f"nobody can do anything about {row.number}, {row.state}"
    for task in Dispatch.objects.exclude(state__in=DISPATCH.final).select_related("incident"):
        able = [*everybody, *(walk.person(p.username) for p in registry.people(task.team or task.interim_team) if p.username)]
        seen = dispatch.dispatch(walk.person("leader"), task.pk)
        if not any(o.refusal is None for by in able for o in dispatch.dispatch_offers(by, seen)):
            yield f"nobody can do anything about the task of {task.incident.number}, {task.state} {task.team}"
    found = dispatch.orphan_time(walk.tenant, walk.at)
    if found.total or found.looked_at != Incident.objects.count():
        yield f"nobody had {found.numbers} for {found.total}; {found.looked_at} were looked at"


def tasks_hang_together(walk: Walker) -> Iterator[str]:
    """Open tasks belong to open incidents; a dispute is open exactly where a task is disputed."""
    broken = Dispatch.objects.exclude(state__in=DISPATCH.final).exclude(incident__state="accepted")
    yield from (f"open task {row.pk} of an incident that is not open" for row in broken)
    unsettled = set(Dispatch.objects.filter(state="unsettled").values_list("pk", flat=True))
    if unsettled != set(Dispute.objects.filter(decided_at=None).values_list("dispatch_id", flat=True)):
        yield "disputes and disputed tasks are not the same"


def money_balances(walk: Walker) -> Iterator[str]:
    """Fine = paid + outstanding; what is closed with a rest has a ground for it; the surcharge is never above the fine (处罚法 72)."""
    for d in [*Decision.objects.select_related("case"), *OrdinaryDecision.objects.select_related("case")]:
        if d.withdrawn_at:
            continue
        fine, receipts, state = d.fine or ZERO, list(d.case.receipts.all()), d.case.state
        paid = sum((r.amount - r.surcharge for r in receipts), ZERO)
        if not ZERO <= paid <= fine or any(r.amount <= ZERO for r in receipts):
            yield f"{d.number}: fine {fine}, paid {paid}"
        if paid < fine and (state in ("settled", "paid") or (state in ("closed", "archived") and not let_off(d.case))):
            yield f"{d.number}: fine {fine}, paid {paid}, and the case is {state}"
        if not ZERO <= sum((r.surcharge for r in receipts), ZERO) <= fine:
            yield f"{d.number}: surcharge on {fine} {[r.surcharge for r in receipts]}"
        taken = getattr(d.case, "collection", None)
        if taken and taken.amount != fine:
            yield f"{d.number}: {taken.amount} was collected, the fine is {fine}"


def let_off(case: Any) -> bool:
    """The decision was revoked, or its enforcement ended on a ground of the statute."""
    if not isinstance(case, OrdinaryCase):
        return False
    ended = Record.objects.filter(subject_id=case.pk, verb="end_enforcement").exists()
    return ended or case.remedies.filter(result="revoked").exists()


def numbers_have_no_gaps(walk: Walker) -> Iterator[str]:
    """Each series runs 1, 2, 3 … to its last number; each number is one document, in force or void with a reason."""
    for series in NumberSeries.objects.prefetch_related("numbers"):
        run = sorted(n.number for n in series.numbers.all())
        if run != list(range(1, series.last + 1)):
            yield f"series {series} {series.acting_identity}: {run}"
        yield from (f"{n.text} is void without a reason" for n in series.numbers.all() if n.void and not n.reason)
    for made in Document.objects.exclude(number="").select_related("entry"):
        if made.entry is None or made.entry.text != made.number or made.entry.void != bool(made.void_at):
            yield f"{made.number} is not its entry in the series"


def everybody_is_answered_once(walk: Walker) -> Iterator[str]:
    """Each report that was taken is one incident, also after merging and splitting; a root stands for all below it."""
    taken = Incident.objects.filter(source="12345").count()
    if taken != len(walk.reports):
        yield f"{len(walk.reports)} reports, {taken} incidents"
    below = Counter(Incident.objects.exclude(merged_into=None).values_list("merged_into_id", flat=True))
    for row in Incident.objects.filter(pk__in=below):
        under = Incident.objects.filter(merged_into=row)
        if row.reports != 1 + sum(b.reports for b in under):
            yield f"{row.number} counts {row.reports} reports"
    wrong = Incident.objects.filter(state="merged", root=None).count() + Incident.objects.exclude(state="merged").exclude(root=None).count()
    if wrong:
        yield f"{wrong} incidents are merged without a root, or not merged with one"


def steps_are_in_the_table(walk: Walker) -> Iterator[str]:
    """The trail of each object, read through its table: every step was possible there, done by a duty that may, and led here."""
    for label, (model, table) in TABLES.items():
        known = dict(model.objects.values_list("pk", "state"))
        at: dict[Any, str] = {}
        for subject, verb, state, roles in (
            Record.objects.filter(subject_type=label, subject_id__in=known)
            .order_by("subject_id", "position")
            .values_list("subject_id", "verb", "facts__state", "roles")
        ):
            before = at.get(subject, table.initial)
            row = table.row(before, verb)
            if verb in table.acts and row is None:
                yield f"{label} {subject}: {verb} in {before}"
            elif row is not None and not {r.value for r in row.roles} & {*roles, "system"}:
                yield f"{label} {subject}: {verb} by {roles}"
            at[subject] = row.target if row else state or before
        yield from (f"{label} {pk} is {known[pk]}, its trail says {at.get(pk)}" for pk in known if at.get(pk, known[pk]) != known[pk])


def surcharges_are_the_laws(walk: Walker) -> Iterator[str]:
    """Nobody paid less or more than the days cost."""
    for d in [*Decision.objects.filter(withdrawn_at=None), *OrdinaryDecision.objects.filter(withdrawn_at=None)]:
        due = d.case.deadlines.filter(kind="payment").first()
        for r in d.case.receipts.all():
            late = max(0, (r.paid_on - due.due).days) if due else 0
            most = min(d.fine or ZERO, (d.fine or ZERO) * 3 * late / 100)
            if r.surcharge > most:
                yield f"{d.number}: surcharge {r.surcharge} for {late} days late on {d.fine}"


EVERY = (
    told_before_decided,
    waited_before_decided,
    clocks_run,
    tasks_hang_together,
    money_balances,
    numbers_have_no_gaps,
    everybody_is_answered_once,
    surcharges_are_the_laws,
)
AT_THE_END = (*EVERY, steps_are_in_the_table, nobody_is_stuck)


def trail_verifies(walk: Walker) -> list[str]:
    """What `zhifa trail verify` finds, files included."""
    return [str(p) for p in verify(Counts())]
