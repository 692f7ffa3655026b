"""What this person can do with a visit or a problem now: from the tables, each act enabled or with the reason why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from zhifa.apps.inspections import permissions
from zhifa.apps.inspections.facts import around, filing, finding_facts, open_findings, unanswered, visit_facts
from zhifa.apps.inspections.models import Finding, Inspection
from zhifa.apps.inspections.queries.rows import FindingRow, Offer, VisitRow
from zhifa.apps.registry.queries.book import county_book
from zhifa.law.actors import Actor
from zhifa.law.procedure.inspection import FINDING, INSPECTION
from zhifa.law.procedure.officers import OFFICER, Participant
from zhifa.law.rulings import Refused

FILLED = "…"
NOT_OFFERED = frozenset({"release", "check_item", "join", "follow_plan"})  # parts of planning, of the checklist, of the calendar
OF_THE_CASE = frozenset({"filing_approved", "filing_refused"})  # done by the act on the case
TWO = (Participant(OFFICER), Participant(OFFICER))


def visit_offers(by: Actor, row: VisitRow, day: date) -> tuple[Offer, ...]:
    """Acts of the present state, from the checks that the services make (4 queries)."""
    visit = Inspection.objects.get(pk=row.id)
    near = around(visit, day) if row.state == "approved" else {}
    facts = visit_facts(visit, by, people=TWO, present=tuple(visit.assigned), reason=FILLED, signed_by=FILLED, **near)
    facts = replace(facts, unanswered=unanswered(visit), open_findings=open_findings(visit), new_day=date.max)
    offers = []
    for found in INSPECTION.acts_from(row.state):
        if found.act in NOT_OFFERED or by.roles.isdisjoint(found.roles):
            continue
        own = replace(facts, near_own=0, near_others=(), visits=0) if found.act == "reschedule" else facts
        refusal = None
        try:
            permissions.check_act(by, visit, found.act, own, county_book(), day)
        except Refused as refused:
            refusal = refused.ruling
        offers.append(Offer(found.act, INSPECTION.act_labels[found.act], refusal))
    return tuple(offers)


def finding_offers(by: Actor, row: FindingRow, day: date) -> tuple[Offer, ...]:
    """The same for one problem (4 queries)."""
    finding = Finding.objects.select_related("inspection").get(pk=row.id)
    may = filing(by, finding, finding.inspection.area, day)
    facts = finding_facts(finding, TWO, words=FILLED, order=FILLED, case=FILLED, filing=may)
    offers = []
    for found in FINDING.acts_from(row.state):
        if found.act in OF_THE_CASE or by.roles.isdisjoint(found.roles):
            continue
        own = replace(facts, corrected=found.act == "recheck_corrected")
        refusal = None
        try:
            permissions.check_finding(by, finding.inspection, finding, found.act, own, county_book(), day)
        except Refused as refused:
            refusal = refused.ruling
        offers.append(Offer(found.act, FINDING.act_labels[found.act], refusal))
    return tuple(offers)
