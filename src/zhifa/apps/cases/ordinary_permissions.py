"""Who may act on an ordinary case, and who sees it: officers gather, the legal reviewer reviews, the head of the organ decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from zhifa.apps.cases import permissions
from zhifa.apps.cases.models import Hearing, OrdinaryCase
from zhifa.apps.cases.permissions import CERTIFICATE, check_enforcer
from zhifa.law.actors import Actor, Role
from zhifa.law.book import Book
from zhifa.law.citations import Citation
from zhifa.law.procedure.ordinary_case import HEAD, ORDINARY_CASE, PRESIDING
from zhifa.law.procedure.ordinary_facts import OrdinaryFacts
from zhifa.law.procedure.ordinary_guards import GUARDS
from zhifa.law.procedure.states import Transition, permitted
from zhifa.law.procedure.summary_case import TREASURY
from zhifa.law.rulings import Blocked, Denied, Ruling, refusal

LEADER_ONLY = frozenset({"release_officer"})
INSIDE = "department_internal_unit"
PLAN_KEEPS = (Citation("浙江省综合行政执法条例", 8), Citation("行政处罚法", 42, 1))
NAMED_PRESIDER = frozenset({"hold_hearing", "end_hearing", "report_hearing"})
IN_THE_OFFICE = frozenset({"pass_review", "reject_review", "summon_hearing", "postpone_hearing", *NAMED_PRESIDER})
HEADS_DECIDE = (Citation("行政处罚法", 54, 2), Citation("行政处罚法", 57, 1))
NOT_THEIR_OWN = (Citation("行政处罚法", 58, 1), Citation("行政处罚法", 64, None, 4))


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a case decides who may act on it. `ever`: everybody who was an officer on it; `presider`: of the hearing.
    `inside`: the department keeps the matter within itself (管执一体)."""

    tenant: str
    state: str
    organ: str
    identity: str
    team: str
    team_name: str
    handlers: tuple[str, ...] = ()
    ever: tuple[str, ...] = ()
    presider: str = ""
    inside: bool = False


def standing(case: OrdinaryCase) -> Standing:
    """What decides who may act on it (2 queries)."""
    people = list(case.handlers.order_by("joined_at").values_list("person", "left_at"))
    hearing = Hearing.objects.filter(case=case).order_by("-asked_on", "-id").first()
    return Standing(
        case.tenant,
        case.state,
        case.organ,
        case.acting_identity,
        case.team,
        case.team_name,
        tuple(p for p, left in people if left is None),
        tuple(p for p, _left in people),
        hearing.presider if hearing else "",
        case.holder_kind == INSIDE,
    )


def visible(by: Actor) -> Q:
    """The ordinary cases that this person may see, as a filter."""
    seen = permissions.visible(by)
    if by.has(Role.APPROVER) and by.organ:
        seen |= Q(tenant=by.tenant, organ=by.organ)
    return seen


def mine(by: Actor) -> Q:
    """Cases on which this person is or was an officer."""
    return Q(tenant=by.tenant, handlers__person=by.person) if by.person else Q(pk__in=())


def check_scope(by: Actor, case: Standing, row: Transition) -> None:
    """The act is this person's on this case; raises Denied."""
    if by.tenant != case.tenant:
        raise Denied(refusal("other_county"))
    if by.has(*TREASURY) and row.roles <= TREASURY:
        return
    if row.act in IN_THE_OFFICE:
        _check_office(by, case, row.act)
    elif row.roles == HEAD:
        _check_head(by, case)
    else:
        _check_officer(by, case, row.act)


def _check_office(by: Actor, case: Standing, act: str) -> None:
    """Whoever reviews or presides never worked on the case (处罚法 58, 64)."""
    if by.person in case.ever:
        raise Denied(refusal("ordinary.own_case", *NOT_THEIR_OWN, rules=("REV-01", "HEA-08")))
    if act in NAMED_PRESIDER and by.person != case.presider:
        raise Denied(refusal("ordinary.not_presider", NOT_THEIR_OWN[1], rules=("HEA-08",)))
    if by.has(Role.APPROVER) and not by.has(*PRESIDING) and by.organ != case.organ:
        raise Denied(refusal("ordinary.other_head", *HEADS_DECIDE, rules=("DEC-01",), identity=case.identity))


def _check_head(by: Actor, case: Standing) -> None:
    if by.organ != case.organ:
        raise Denied(refusal("ordinary.other_head", *HEADS_DECIDE, rules=("DEC-01",), identity=case.identity))
    if by.person in case.handlers:
        raise Denied(refusal("ordinary.own_case", *HEADS_DECIDE, rules=("DEC-01",)))


def _check_officer(by: Actor, case: Standing, act: str) -> None:
    check_enforcer(by)
    if act in LEADER_ONLY:
        if by.team != case.team:
            raise Denied(refusal("not_your_team", team=case.team_name or case.team))
    elif act == "join_case":
        if by.person in case.handlers:
            raise Denied(refusal("case.second_is_lead", CERTIFICATE, rules=("OFF-01",)))
        if case.inside and by.organ != case.organ:
            raise Denied(refusal("ordinary.kept_inside", *PLAN_KEEPS, rules=("JUR-04",), identity=case.identity))
    elif by.person not in case.handlers:
        raise Denied(refusal("case.not_handler", CERTIFICATE, rules=("OFF-01",)))


def check_act(by: Actor, case: Standing, act: str, facts: OrdinaryFacts, book: Book, day: date) -> tuple[Transition, Ruling]:
    """The row of the table and the ruling it rests on, when this person may and the law allows; raises Denied or Blocked."""
    row = permitted(ORDINARY_CASE, case.state, act, by)
    check_scope(by, case, row)
    ruling = GUARDS[row.guard](facts, book, day)
    if not ruling.permits:
        raise Blocked(ruling)
    return row, ruling
