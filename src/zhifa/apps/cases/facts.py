"""A case as the law sees it, gathered from its rows and those of the registry, the catalogue, evidence and parties."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from django.utils import timezone

from zhifa.algorithms.identifiers import citizen_birthday
from zhifa.apps.cases.models import Case, Decision, Notice
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.catalogue.queries import MatterRow, RangeRow, TierRow
from zhifa.apps.evidence import queries as evidence
from zhifa.apps.inspections import queries as inspections
from zhifa.apps.parties.models import IdentifierType, Party
from zhifa.apps.registry import queries as registry
from zhifa.law.citations import Citation
from zhifa.law.liability import Age, age_on
from zhifa.law.limitation import FINISHED, ActFacts
from zhifa.law.money import ZERO
from zhifa.law.penalties import CITIZEN, FINE, WARNING, Penalty, as_party
from zhifa.law.procedure.decision import Provided
from zhifa.law.procedure.officers import OFFICER, Participant
from zhifa.law.procedure.summary_case import SUMMARY_CASE
from zhifa.law.procedure.summary_guards import CaseFacts, Order
from zhifa.law.rulings import rests_on_demo

ADOPTED = "adopted"


class Ruled(Protocol):
    """A case or an order with the ruling that its authority rests on."""

    authority: dict[str, Any]


def on_demo(row: Ruled) -> bool:
    """Whose case it is comes from demonstration data."""
    return rests_on_demo(_assumptions(row))


def on_compiled(row: Ruled) -> bool:
    """Nobody of the county has confirmed its matter, which was compiled from the texts."""
    return catalogue.UNCONFIRMED in _assumptions(row)


def _assumptions(row: Ruled) -> list[str]:
    return list(row.authority.get("ruling", {}).get("assumptions", ()))


def matter_of(code: str) -> MatterRow:
    """The matter as the catalogue has it; raises LookupError."""
    found = catalogue.matter(code)
    if found is None:
        raise LookupError(f"no matter {code!r}")
    return found


def penalties(warning: bool, fine: Decimal | None) -> tuple[Penalty, ...]:
    """Columns → what the law speaks of."""
    return (*((Penalty(WARNING),) if warning else ()), *((Penalty(FINE, fine),) if fine else ()))


def participants(people: dict[str, str], day: date) -> tuple[Participant, ...]:
    """Person id → organ: as the law sees them on that day (1 query)."""
    certified = registry.certified(people, day)
    return tuple(Participant(OFFICER, certified=p in certified, agency=organ) for p, organ in people.items())


def case_facts(case: Case, day: date) -> CaseFacts:
    """What is on file, before the act's own entries (9 queries)."""
    handlers = {h.person: h.organ for h in case.handlers.filter(left_at__isnull=True).order_by("joined_at")}
    notice = case.notices.order_by("-position").first()
    decision = case.decisions.filter(withdrawn_at__isnull=True).first()
    collection = getattr(case, "collection", None)
    due = case.deadlines.filter(kind="payment").values_list("due", flat=True).first()
    fine = (decision.fine if decision else None) or ZERO
    matter = matter_of(case.matter_code)
    return CaseFacts(
        people=participants(handlers, day),
        party_kind=case.party.kind if case.party else "",
        age=age_of(case.party, timezone.localdate(case.occurred_at) if case.occurred_at else day),
        act=act_of(case),
        narrative=case.narrative,
        evidence=adopted(case),
        facts_clear=case.facts_clear,
        provision=tuple(b.citation for b in matter.basis("penalty")),
        provision_kinds=frozenset(matter.kinds),
        texts=texts(matter),
        order=order_of(case),
        other_fines=other_fines(case, day),
        duplicate_of=duplicate_of(case),
        heard=bool(notice and notice.answered_at and notice.statement),
        waived=bool(notice and notice.waiver_proof),
        notified=penalties(notice.warning, notice.fine) if notice else (),
        defended=bool(notice and notice.statement),
        fine=fine,
        collected=collection is not None,
        cash_handed_over=bool(collection and collection.handed_over_on),
        due=due,
    )


def provision(matter: MatterRow, party_kind: str, range_tier: str, quantity: Decimal) -> tuple[Provided, ...]:
    """What the provision allows for this party, in every version the catalogue has; empty when it has no range."""
    return tuple(_scaled(r, quantity) for r in matter.ranges_for(party_kind) if r.tier == range_tier)


def _scaled(row: RangeRow, quantity: Decimal) -> Provided:
    times = quantity if row.unit else Decimal(1)
    low, high = (None if limit is None else limit * times for limit in (row.minimum, row.maximum))
    return Provided(row.since, row.until, low, high, row.precondition == "rectify_first")


def current(versions: tuple[Provided, ...], day: date) -> Provided | None:
    """The version in force on that day, for forms that show a range."""
    return next((v for v in versions if v.in_force(day)), None)


def texts(matter: MatterRow) -> tuple[tuple[Citation, date], ...]:
    """The texts that a penalty for this matter rests on, by the day of their promulgation."""
    return tuple((b.citation, b.version) for b in matter.basis("penalty") if b.version is not None)


def tiers_of(matter: MatterRow, party_kind: str) -> tuple[TierRow, ...]:
    """Discretion tiers for this party."""
    for kind in (*as_party(party_kind), "any"):
        found = tuple(t for t in matter.tiers if t.party_kind == kind)
        if found:
            return found
    return ()


def adopted(case: Case) -> int:
    """Pieces of evidence that an officer answers for: the case's own, its task's, its incident's (1 query)."""
    return sum(1 for e in evidence.of(*evidence_subjects(case)) if e.material == ADOPTED and e.stored)


def evidence_subjects(case: Case) -> tuple[UUID, ...]:
    """Where material of this case may hang: on it, on the task and incident or on the visit it comes from (1 query)."""
    if case.incident_matter is None:
        return (case.pk, *inspections.visits_of_case(case.pk))
    task = getattr(case.incident_matter, "dispatch", None)
    return (case.pk, case.incident_matter.incident_id, *((task.pk,) if task else ()))


def order_of(case: Case) -> Order:
    """The order to correct that the case rests on."""
    found = case.order
    if found is None:
        return Order()
    return Order(found.served_on, found.due_on, found.rechecked_on, found.corrected, found.refused_on_spot)


def other_fines(case: Case, day: date) -> Decimal:
    """Other summary fines on the same party on this day (AMB-22; 1 query)."""
    if case.party_id is None:
        return ZERO
    others = Decision.objects.filter(case__party=case.party_id, withdrawn_at__isnull=True, case__tenant=case.tenant).exclude(case=case.pk)
    return sum((d.fine or ZERO for d in others if timezone.localdate(d.decided_at) == day), ZERO)


def duplicate_of(case: Case) -> str:
    """The decision that already fined this party for this matter on the day of the act (处罚法 29); "" if none (1 query)."""
    if case.party_id is None or case.occurred_at is None:
        return ""
    day = timezone.localdate(case.occurred_at)
    ended = [s for s in SUMMARY_CASE.final if s != "closed"]
    others = Decision.objects.filter(
        case__party=case.party_id, case__matter_code=case.matter_code, case__tenant=case.tenant, withdrawn_at__isnull=True
    ).exclude(case=case.pk)
    for other in others.exclude(case__state__in=ended).select_related("case"):
        if other.fine and other.case.occurred_at and timezone.localdate(other.case.occurred_at) == day:
            return other.number
    return ""


def age_of(party: Party | None, day: date) -> Age | None:
    """A citizen's age on that day, from the identity number; None when it is not known."""
    if party is None or party.kind != CITIZEN or party.identifier_type != IdentifierType.CITIZEN_ID:
        return None
    return age_on(citizen_birthday(party.identifier), day)


def act_of(case: Case) -> ActFacts | None:
    """When the act was done and when it was found (处罚法 36)."""
    if case.occurred_at is None:
        return None
    return ActFacts(timezone.localdate(case.occurred_at), FINISHED, discovered_on=timezone.localdate(case.opened_at))


def notice_of(case: Case) -> Notice:
    """The notice that stands; raises Notice.DoesNotExist before the first."""
    return case.notices.latest("position")
