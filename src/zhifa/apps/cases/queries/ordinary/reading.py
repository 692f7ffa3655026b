"""An ordinary case → its frozen row."""

from __future__ import annotations

from zhifa.apps.cases.facts import on_demo
from zhifa.apps.cases.models import CaseProposal, OrdinaryCase
from zhifa.apps.cases.ordinary_facts import subjects
from zhifa.apps.cases.queries.ordinary.notes import notes_of
from zhifa.apps.cases.queries.ordinary.rows import OfficerRow, OrdinaryRow, PieceRow, ProposalRow
from zhifa.apps.cases.queries.rows import DecisionRow, ReceiptRow, deadline_row
from zhifa.apps.cases.words import GROUNDS
from zhifa.apps.documents import queries as documents
from zhifa.apps.evidence import queries as evidence
from zhifa.apps.parties import queries as parties
from zhifa.law.procedure.ordinary_case import ORDINARY_CASE
from zhifa.law.procedure.ordinary_facts import EVIDENCE_KINDS, TRIGGERS


def title_of(case: OrdinaryCase) -> str:
    """What the case is called on pages."""
    return f"{case.matter_name} · {case.party.name if case.party else '当事人待确认'}"


def row_of(c: OrdinaryCase) -> OrdinaryRow:
    """Everything on file (about 24 queries)."""
    return OrdinaryRow(
        id=c.id,
        version=c.version,
        ref=c.ref,
        title=title_of(c),
        state=c.state,
        state_label=ORDINARY_CASE.state_labels[c.state],
        done=c.state in ORDINARY_CASE.final,
        matter_code=c.matter_code,
        matter_name=c.matter_name,
        place=c.place,
        acting_identity=c.acting_identity,
        organ=c.organ,
        team=c.team,
        team_name=c.team_name,
        authority=c.authority,
        demo=on_demo(c),
        summary_id=c.summary_id,
        incident_matter_id=c.incident_matter_id,
        party=parties.row(c.party) if c.party else None,
        clue_source=c.clue_source,
        occurred_at=c.occurred_at,
        narrative=c.narrative,
        proposed_at=c.proposed_at,
        filed_at=c.filed_at,
        refiled_on=c.refiled_on,
        served_on=c.served_on,
        served_how=c.served_how,
        officers=tuple(OfficerRow(h.person, h.name, h.certificate) for h in c.handlers.filter(left_at__isnull=True).order_by("joined_at")),
        deadlines=tuple(deadline_row(d) for d in c.deadlines.order_by("due")),
        pieces=tuple(
            PieceRow(EVIDENCE_KINDS[p.kind], p.name, p.origin, p.collected_at, tuple(p.collected_by), p.sha256)
            for p in c.pieces.order_by("collected_at")
        ),
        proposals=tuple(_proposal(p) for p in c.proposals.order_by("position")),
        notes=notes_of(c),
        decisions=tuple(
            DecisionRow(d.number, d.document_id, d.warning, d.fine, d.decided_at, d.withdrawn_at)
            for d in c.decisions.order_by("decided_at")
        ),
        receipts=tuple(
            ReceiptRow(r.source, r.number, r.amount, r.surcharge, r.paid_on, r.imported_at) for r in c.receipts.order_by("paid_on")
        ),
        documents=documents.of_subjects(*subjects(c)),
        evidence=evidence.of(*subjects(c)),
    )


def _proposal(p: CaseProposal) -> ProposalRow:
    return ProposalRow(
        p.position,
        tuple(p.findings),
        p.opinion,
        p.warning,
        p.fine,
        p.tier,
        p.tier_words,
        p.tier_demo,
        tuple(TRIGGERS[t] for t in p.triggers),
        p.serious,
        p.spare_ground,
        GROUNDS.get(p.spare_ground, ""),
        p.right_told,
        p.threshold_words,
        p.threshold_demo,
        p.reported_at,
        p.notified_at,
        p.served_on,
        p.served_how,
        p.statement,
        p.review,
        p.waiver_proof,
    )
