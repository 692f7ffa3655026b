"""An ordinary case as the law sees it, gathered from its rows and those of the registry, the catalogue, evidence and parties."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from zhifa.apps.cases import facts as shared
from zhifa.apps.cases.beside_facts import after_facts, crime_facts, period_facts
from zhifa.apps.cases.facts import age_of, matter_of, order_of, participants, penalties, provision, texts, tiers_of
from zhifa.apps.cases.models import CaseProposal, Decision, Hearing, LegalReview, OrdinaryCase, OrdinaryDecision, Preservation
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.catalogue.queries import MatterRow
from zhifa.apps.evidence import queries as evidence
from zhifa.apps.inspections import queries as inspections
from zhifa.apps.registry.queries.book import county_book
from zhifa.law.limitation import FINISHED, ActFacts
from zhifa.law.money import ZERO
from zhifa.law.procedure.hearing import threshold as threshold_of
from zhifa.law.procedure.ordinary_afterwards import OWED
from zhifa.law.procedure.ordinary_facts import Coercion, OrdinaryFacts


def ordinary_facts(case: OrdinaryCase, day: date) -> OrdinaryFacts:
    """What is on file, before the act's own entries (about 20 queries)."""
    book = county_book()
    handlers = {h.person: h.organ for h in case.handlers.filter(left_at__isnull=True).order_by("joined_at")}
    decision = case.decisions.filter(withdrawn_at__isnull=True).first()
    dues = dict(case.deadlines.values_list("kind", "due"))
    held = preservation_of(case)
    kind = case.party.kind if case.party else ""
    recusals = dict(case.recusals.values_list("person", "granted"))
    threshold = threshold_of(book, kind, day)
    found = OrdinaryFacts(
        people=participants(handlers, day),
        party_kind=kind,
        age=age_of(case.party, timezone.localdate(case.occurred_at) if case.occurred_at else day),
        act=act_of(case),
        narrative=case.narrative,
        evidence=pieces(case),
        provision=tuple(b.citation for b in matter_of(case.matter_code).basis("penalty")),
        provision_kinds=frozenset(matter_of(case.matter_code).kinds),
        order=order_of(case),  # type: ignore[arg-type]
        duplicate_of=duplicate_of(case),
        clue_source=case.clue_source,
        filed_on=filed_on(case),
        records=case.records.count(),
        preservation=held.stage if held else "none",
        preservation_due=dues.get("preservation"),
        coercion=coercion_of(case, day),
        recusal_pending=None in recusals.values(),
        recused=frozenset(person for person, granted in recusals.items() if granted),
        rectify_first=matter_of(case.matter_code).rectify_first,
        threshold=threshold.value if threshold else None,
        statement_due=dues.get("statement"),
        hearing_due=dues.get("hearing_request"),
        fine=(decision.fine if decision else None) or ZERO,
        due=dues.get("payment"),
        paid=case.state not in OWED and case.receipts.exists(),
        period=period_facts(case, day),
        crime=crime_facts(case),
        after=after_facts(case, decision),
    )
    proposal = case.proposals.order_by("-position").first()
    return _with_proposal(found, case, proposal) if proposal else found


def _with_proposal(facts: OrdinaryFacts, case: OrdinaryCase, proposal: CaseProposal) -> OrdinaryFacts:
    """What was reported, told, said, reviewed, heard and discussed."""
    matter = matter_of(case.matter_code)
    hearing = hearing_of(proposal)
    heard = bool(hearing and hearing.done)
    return replace(
        proposed(facts, matter, proposal.warning, proposal.fine, proposal),
        findings=tuple(proposal.findings),
        spared=proposal.spare_ground,
        told_facts=tuple(proposal.findings),
        notified=penalties(proposal.warning, proposal.fine),
        triggers=frozenset(proposal.triggers),
        serious=proposal.serious,
        review_result=review_of(proposal, after_hearing=heard),
        right_told=proposal.right_told,
        notice_served_on=proposal.served_on,
        defended=bool(proposal.statement),
        heard=bool(proposal.statement),
        waived=bool(proposal.waiver_proof),
        hearing_waived=bool(proposal.hearing_waiver_proof) or not proposal.right_told,
        hearing_asked=bool(hearing and not hearing.withdrawn),
        hearing_done=heard,
        hearing_on=hearing.on if hearing else None,
        discussed=proposal.discussions.exists(),
    )


def proposed(facts: OrdinaryFacts, matter: MatterRow, warning: bool, fine: Decimal | None, said: CaseProposal) -> OrdinaryFacts:
    """The facts with a penalty and what the provision and the discretion standard say about it. `said` need not be stored."""
    tier = next((t for t in tiers_of(matter, facts.party_kind) if t.code == said.tier), None)
    return replace(
        facts,
        penalties=penalties(warning, fine),
        versions=provision(matter, facts.party_kind, said.range_tier, said.quantity),
        texts=texts(matter),
        rectify_first=matter.rectify_first,
        tier=(tier.minimum, tier.maximum) if tier else None,
        tiers_exist=bool(tiers_of(matter, facts.party_kind)),
        mitigation=bool(said.mitigation.strip()),
    )


def filed_on(case: OrdinaryCase) -> date | None:
    """From when the ninety days run: the filing, or the day on which the judiciary sent the case back (TRA-11)."""
    return case.refiled_on or (timezone.localdate(case.filed_at) if case.filed_at else None)


def act_of(case: OrdinaryCase) -> ActFacts | None:
    """When it was done, found and filed (处罚法 36)."""
    if case.occurred_at is None:
        return None
    filed = timezone.localdate(case.filed_at) if case.filed_at else None
    return ActFacts(timezone.localdate(case.occurred_at), FINISHED, discovered_on=case.discovered_on, filed_on=filed)


def coercion_of(case: OrdinaryCase, day: date) -> Coercion:
    """Asked beside the penalty: the township that may fine does not hold it (no query beyond those of the catalogue)."""
    try:
        found = catalogue.authority(matter=case.matter_code, power="coercion", area=case.area, day=day)
    except LookupError:
        return Coercion()
    basis = tuple(b.citation for b in matter_of(case.matter_code).basis("coercion"))
    return Coercion(found.status == "held" and found.holder == case.organ, found.acting_identity, basis)


def subjects(case: OrdinaryCase) -> tuple[UUID, ...]:
    """Where material of this case may hang: on it, on the summary case it came from, on the visit that found it, or on the task and
    the incident (1 query)."""
    found: tuple[UUID, ...] = (case.pk,)
    if case.summary_id:
        found = (*found, case.summary_id)
    if case.incident_matter is None:
        return (*found, *inspections.visits_of_case(case.summary_id or case.pk))
    task = getattr(case.incident_matter, "dispatch", None)
    return (*found, case.incident_matter.incident_id, *((task.pk,) if task else ()))


def pieces(case: OrdinaryCase) -> int:
    """Evidence on file: files that an officer answers for, and registered pieces without a file (2 queries)."""
    adopted = sum(1 for e in evidence.of(*subjects(case)) if e.material == shared.ADOPTED and e.stored)
    return adopted + case.pieces.filter(file_id__isnull=True).count()


def duplicate_of(case: OrdinaryCase) -> str:
    """The decision or the filed case on the same act: party, matter and day (处罚法 29); "" if none (3 queries)."""
    if case.party_id is None or case.occurred_at is None:
        return ""
    day = timezone.localdate(case.occurred_at)
    summary = Decision.objects.filter(
        case__party=case.party_id, case__matter_code=case.matter_code, case__tenant=case.tenant, withdrawn_at__isnull=True
    ).select_related("case")
    for fined in summary:
        if fined.fine and fined.case.occurred_at and timezone.localdate(fined.case.occurred_at) == day:
            return fined.number
    others = OrdinaryCase.objects.filter(party=case.party_id, matter_code=case.matter_code, tenant=case.tenant, occurred_at__isnull=False)
    for other in others.exclude(pk=case.pk).exclude(state__in=("not_filed", "proposed")).filter(end_ground=""):
        if other.occurred_at and timezone.localdate(other.occurred_at) == day:
            decided = OrdinaryDecision.objects.filter(case=other, withdrawn_at__isnull=True).first()
            return decided.number if decided else other.ref
    return ""


def proposal_of(case: OrdinaryCase) -> CaseProposal:
    """The report that stands; raises CaseProposal.DoesNotExist before the first."""
    return case.proposals.latest("position")


def hearing_of(proposal: CaseProposal) -> Hearing | None:
    """The hearing on this proposal."""
    return Hearing.objects.filter(proposal=proposal).first()


def review_of(proposal: CaseProposal, *, after_hearing: bool) -> str:
    """none | passed | rejected: of the last review; one before the hearing does not cover it (REV-01)."""
    found = LegalReview.objects.filter(proposal=proposal).exclude(result="skipped").order_by("-reviewed_at").first()
    if found is None or (after_hearing and not found.after_hearing):
        return "none"
    return found.result


def preservation_of(case: OrdinaryCase) -> Preservation | None:
    """The newest preservation."""
    return case.preservations.order_by("-requested_at").first()
