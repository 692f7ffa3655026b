"""Guards of the loop: what must be true before an act on an incident or a dispatch, beyond who may do it.

Each guard reads frozen facts and returns the refusal or None. Names are those of the transition tables.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zhifa.law.citations import Citation
from zhifa.law.procedure.dispatch import COUNTY_LEVEL, CROSSING, DISPUTE, INVESTIGATE, ORDER, SECURE_AND_HAND_OVER
from zhifa.law.procedure.incident import COORDINATION
from zhifa.law.rulings import Ruling, refusal

HELD = frozenset({"held", "settled"})


@dataclass(frozen=True, slots=True)
class Target:
    """The incident that another is to be merged into, after following what it was itself merged into. `circle`: that is the
    incident itself."""

    number: str
    open: bool
    accepted: bool
    danger: bool
    circle: bool = False


@dataclass(frozen=True, slots=True)
class IncidentFacts:
    """`accepted`: it has matters at work. `open_matters`: labels of matters that are neither verified nor handed over and accepted
    nor withdrawn."""

    reason: str = ""
    answer: str = ""
    changes: int = 0
    matters: int = 0
    unknown_place: bool = False
    danger: bool = False
    open_matters: tuple[str, ...] = ()
    verified_matters: int = 0
    accepted: bool = False
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class DispatchFacts:
    """`standing`: of the authority ruling. `handlers`: person ids who handled. `evidence`: adopted pieces on this matter.
    `incident_open`: its incident is accepted and not closed. `mandated`: who rules may do so (as the adjudicator, or by order
    of the common superior). `elevation`: "", marked, taken or declined; `grounds`: criteria of 提级 that are met."""

    actor: str = ""
    standing: str = "held"
    team: str = ""
    returned: bool = False
    reason: str = ""
    basis: str = ""
    handlers: frozenset[str] = frozenset()
    evidence: int = 0
    findings: str = ""
    receiver: str = ""
    own_organ: str = ""
    order_complete: bool = False
    penalty_power: bool = True
    case_done: bool = False
    incident_open: bool = True
    mandated: bool = True
    superior: str = ""
    elevation: str = ""
    grounds: int = 0


def _reason(facts: IncidentFacts | DispatchFacts) -> Ruling | None:
    return None if facts.reason.strip() else refusal("reason_required", missing=("reason",))


def _change(facts: IncidentFacts) -> Ruling | None:
    if not facts.changes:
        return refusal("nothing_changed")
    return _reason(facts)


def _matters(facts: IncidentFacts) -> Ruling | None:
    if not facts.matters:
        return refusal("matter_required", *COORDINATION, missing=("matter",))
    if facts.unknown_place:
        return refusal("place_required", Citation("行政处罚法", 22), rules=("JUR-01",), missing=("area",))
    return None


def _danger(facts: IncidentFacts) -> Ruling | None:
    if not facts.danger:
        return refusal("danger_not_stated")
    return refusal("place_required", missing=("area",)) if facts.unknown_place else None


def _answer(facts: IncidentFacts) -> Ruling | None:
    return None if facts.answer.strip() else refusal("answer_required", missing=("answer",))


def _all_verified(facts: IncidentFacts) -> Ruling | None:
    if facts.open_matters:
        return refusal("matters_open", matters="、".join(facts.open_matters))
    if not facts.verified_matters:
        return refusal("nothing_verified")
    return _answer(facts)


def _same_thing(facts: IncidentFacts) -> Ruling | None:
    """Merged into an open one that is at least as far and as urgent, so that no work stops and no danger is lost."""
    target = facts.target
    if target is None:
        return refusal("merge_target_required", missing=("into",))
    if target.circle:
        return refusal("merge_circle", number=target.number)
    if not target.open:
        return refusal("merge_target_closed", number=target.number)
    if facts.accepted and not target.accepted:
        return refusal("merge_the_other_way", number=target.number)
    return refusal("merge_loses_danger", number=target.number) if facts.danger and not target.danger else None


def _nothing_to_handle(facts: IncidentFacts) -> Ruling | None:
    """Accepted by mistake: every matter was withdrawn."""
    if facts.open_matters:
        return refusal("matters_open", matters="、".join(facts.open_matters))
    return refusal("verified_is_closed") if facts.verified_matters else _answer(facts)


def _held(facts: DispatchFacts) -> Ruling | None:
    if facts.standing not in HELD or not facts.team:
        return refusal("owner_not_settled", *DISPUTE, rules=("JUR-08",), missing=("team",))
    return None


def _ruled(facts: DispatchFacts) -> Ruling | None:
    """A ruling names the owner, says why, cites, and is given by who may give it."""
    if not facts.team:
        return refusal("owner_required", *DISPUTE, missing=("team",))
    if not facts.basis.strip():
        return refusal("ruling_needs_citation", *DISPUTE, rules=("JUR-08",), missing=("basis",))
    if not facts.mandated:
        return refusal(
            "superior_designates", Citation("行政处罚法", 25, 2), rules=("JUR-07",), missing=("authorised_by",), superior=facts.superior
        )
    return _reason(facts)


def _held_again(facts: DispatchFacts) -> Ruling | None:
    return _reason_while_open(facts) or _held(facts)


def _reason_while_open(facts: DispatchFacts) -> Ruling | None:
    return _reason(facts) if facts.incident_open else refusal("incident_not_open", *COORDINATION)


def _said(facts: DispatchFacts) -> Ruling | None:
    return None if facts.findings.strip() else refusal("findings_required", *INVESTIGATE, rules=("GEN-03",), missing=("findings",))


def _returned_once(facts: DispatchFacts) -> Ruling | None:
    if facts.returned:
        return refusal("returned_before", *DISPUTE, rules=("JUR-08",))
    if not facts.basis.strip():
        return refusal("return_needs_basis", *DISPUTE, rules=("JUR-08",), missing=("basis",))
    return _reason(facts)


def _findings(facts: DispatchFacts) -> Ruling | None:
    if not facts.findings.strip():
        return refusal("findings_required", *INVESTIGATE, rules=("GEN-03",), missing=("findings",))
    if not facts.evidence:
        return refusal("evidence_required", Citation("行政处罚法", 47), rules=("EVD-03",), missing=("evidence",))
    return None


def _order(facts: DispatchFacts) -> Ruling | None:
    if not facts.order_complete:
        return refusal("order_incomplete", *ORDER, rules=("APP-01",), missing=("order",))
    return None


def _elevation_stated(facts: DispatchFacts) -> Ruling | None:
    if not facts.penalty_power:
        return refusal("matter_required", *CROSSING, missing=("matter",))
    if facts.elevation == "taken":
        return refusal("elevation_taken", *COUNTY_LEVEL, rules=("JUR-18",))
    if not facts.grounds:
        return refusal("elevation_ground_required", *CROSSING, rules=("JUR-18",), missing=("areas",))
    return _reason(facts)


def _elevation_marked(facts: DispatchFacts) -> Ruling | None:
    return None if facts.elevation == "marked" else refusal("elevation_not_marked", rules=("JUR-18",))


def _elevation_answered(facts: DispatchFacts) -> Ruling | None:
    return _elevation_marked(facts) or (None if facts.team else refusal("owner_required", *COUNTY_LEVEL, missing=("team",)))


def _elevation_declined(facts: DispatchFacts) -> Ruling | None:
    return _elevation_marked(facts) or _reason(facts)


def _penalty(facts: DispatchFacts) -> Ruling | None:
    if facts.elevation == "marked":
        return refusal("elevation_waits", *COUNTY_LEVEL, rules=("JUR-18",))
    if facts.standing not in HELD or not facts.penalty_power:
        return refusal("penalty_not_yours", Citation("行政处罚法", 38), rules=("JUR-12",))
    return None


def _case_done(facts: DispatchFacts) -> Ruling | None:
    return None if facts.case_done else refusal("case_not_done", Citation("行政处罚法", 52), rules=("SIM-06",))


def _case_ended(facts: DispatchFacts) -> Ruling | None:
    return None if facts.case_done else refusal("ordinary_case_open", Citation("行政处罚法", 57, 1), rules=("DEC-01",))


def _receiver(facts: DispatchFacts) -> Ruling | None:
    if not facts.receiver:
        return refusal("receiver_required", *SECURE_AND_HAND_OVER, rules=("JUR-14",), missing=("receiver",))
    if facts.receiver == facts.own_organ:
        return refusal("receiver_is_sender", *SECURE_AND_HAND_OVER, rules=("JUR-14",))
    return _reason(facts)


def _not_handler(facts: DispatchFacts) -> Ruling | None:
    if facts.actor in facts.handlers:
        return refusal("handler_may_not_verify", *COORDINATION)
    return None


def _not_handler_reason(facts: DispatchFacts) -> Ruling | None:
    return _not_handler(facts) or _reason(facts)


def _none(facts: DispatchFacts) -> Ruling | None:
    return None


INCIDENT_GUARDS: dict[str, Callable[[IncidentFacts], Ruling | None]] = {
    "": lambda facts: None,
    "change_stated": _change,
    "matters_ruled": _matters,
    "danger_stated": _danger,
    "answer_given": _answer,
    "all_verified": _all_verified,
    "nothing_to_handle": _nothing_to_handle,
    "same_thing": _same_thing,
    "reason_given": _reason,
    "scores_final": lambda facts: None,
}
DISPATCH_GUARDS: dict[str, Callable[[DispatchFacts], Ruling | None]] = {
    "": _none,
    "owner_held": _held,
    "owner_held_again": _held_again,
    "ruling_complete": _ruled,
    "reason_given": _reason,
    "reason_given_while_open": _reason_while_open,
    "findings_given": _said,
    "elevation_stated": _elevation_stated,
    "elevation_answered": _elevation_answered,
    "elevation_declined": _elevation_declined,
    "returned_once_with_basis": _returned_once,
    "two_officers": _none,  # the number of certified officers is asked of `officers.qualified`
    "findings_and_evidence": _findings,
    "order_complete": _order,
    "penalty_possible": _penalty,
    "case_done": _case_done,
    "case_ended": _case_ended,
    "receiver_named": _receiver,
    "not_the_handler": _not_handler,
    "not_the_handler_with_reason": _not_handler_reason,
}
