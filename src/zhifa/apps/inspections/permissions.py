"""Who may act on a visit and who sees it: the organs that take part, on the scene only those who came."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from zhifa.apps.inspections.models import Finding, Inspection
from zhifa.law.actors import Actor, Role
from zhifa.law.book import Book
from zhifa.law.citations import Citation
from zhifa.law.procedure.inspection import FINDING, HEAD, INSPECTION, INSPECTORS
from zhifa.law.procedure.inspection_guards import FINDING_GUARDS, VISIT_GUARDS, FindingFacts, VisitFacts
from zhifa.law.procedure.inspection_plan import PLANNERS
from zhifa.law.procedure.states import Transition, permitted
from zhifa.law.rulings import Blocked, Denied, Ruling, refusal

COUNTY_WIDE = (Role.GUIDANCE, Role.LEADER, Role.DUTY_CHIEF, Role.DISPATCHER, Role.DISCIPLINE, Role.LEGAL_REVIEWER)
READERS = (*COUNTY_WIDE, *INSPECTORS, *HEAD, Role.TOWNSHIP_COMMANDER)
ON_THE_SCENE = frozenset({"show_certificates", "check_item", "record_visit", "break_off", "close"})
BESIDE = frozenset({"join", "follow_plan"})  # another organ's act: it comes along, or its merging was asked of the plan
DESK = frozenset({"filing_approved", "filing_refused", "approve", "release", "join", "reschedule", "cancel"})
CERTIFICATE = Citation("行政处罚法", 42, 1)


def visible(by: Actor) -> Q:
    """Visits of the own organ (of the own team, where they are a team's), those it joined, those in the own township; for who
    coordinates or oversees, all. The query carries `joined_text` (see `queries.seen`)."""
    seen = Q(tenant=by.tenant)
    if by.has(*COUNTY_WIDE):
        return seen
    own = Q(pk__in=())
    if by.has(*INSPECTORS, *HEAD) and by.organ:
        own |= Q(organ=by.organ, team="") | Q(team=by.team, organ=by.organ) | Q(joined_text__contains=f'"{by.organ}"')
    if by.has(*HEAD) and by.organ:
        own |= Q(organ=by.organ)
    if by.has(Role.TOWNSHIP_COMMANDER) and by.areas:
        own |= Q(area__in=by.areas)
    return seen & own


def check_read(by: Actor) -> None:
    """Raises Denied for duties that neither inspect nor oversee."""
    if not by.has(*READERS):
        raise Denied(refusal("role_may_not", act="查看行政检查", roles="检查机关、综合执法办、监督人员"))


def check_plan(by: Actor) -> None:
    """Who may put a visit on the calendar of the own organ."""
    if not by.has(*INSPECTORS) or not by.organ:
        raise Denied(refusal("role_may_not", act="安排检查", roles="主管部门监管员、专业执法队、执法队员、中队长"))


def check_draw(by: Actor) -> None:
    """Who plans draws: departments, professional teams and squads for their own organ."""
    if not by.has(*PLANNERS) or not by.organ:
        raise Denied(refusal("role_may_not", act="双随机抽取", roles="主管部门监管员、专业执法队、中队长"))


def check_scope(by: Actor, visit: Inspection, act: str) -> None:
    """Raises Denied when the visit is not that of this organ, or this person is not on it."""
    if by.tenant != visit.tenant:
        raise Denied(refusal("other_county"))
    if act in BESIDE:
        return
    if by.organ != visit.organ and by.organ not in visit.joined:
        raise Denied(refusal("inspection.not_your_organ", organ=visit.organ_name))
    if visit.team and by.organ == visit.organ and not by.has(*HEAD) and by.team != visit.team:
        raise Denied(refusal("inspection.not_your_organ", organ=visit.organ_name))
    if act in DESK:
        return
    if by.has(Role.AUXILIARY) or not by.certificate:
        raise Denied(refusal("certificate_required", CERTIFICATE, rules=("OFF-01",)))
    if act in ON_THE_SCENE and by.person not in visit.officers:
        raise Denied(refusal("inspection.not_on_visit", CERTIFICATE, rules=("OFF-01",)))


def check_act(by: Actor, visit: Inspection, act: str, facts: VisitFacts, book: Book, day: date) -> tuple[Transition, Ruling]:
    """The row of the table and the ruling it rests on; raises Denied or Blocked."""
    row = permitted(INSPECTION, visit.state, act, by)
    check_scope(by, visit, act)
    ruling = VISIT_GUARDS[row.guard](facts, book, day)
    if not ruling.permits:
        raise Blocked(ruling)
    return row, ruling


def check_finding(
    by: Actor, visit: Inspection, finding: Finding, act: str, facts: FindingFacts, book: Book, day: date
) -> tuple[Transition, Ruling]:
    """The same for one problem; its visit must have been recorded."""
    row = permitted(FINDING, finding.state, act, by)
    check_scope(by, visit, act)
    if visit.state != "recorded":
        raise Blocked(refusal("act_not_in_state", act=FINDING.act_labels[act], state=INSPECTION.state_labels[visit.state]))
    ruling = FINDING_GUARDS[row.guard](facts, book, day)
    if not ruling.permits:
        raise Blocked(ruling)
    return row, ruling
