"""One incident: what was said, whose it is and why, what was done, what can be done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from zhifa.apps.appraisal import queries as appraisal
from zhifa.apps.cases import queries as case_queries
from zhifa.apps.cases.queries import CaseLine, OrderRow
from zhifa.apps.dispatch import queries
from zhifa.apps.dispatch.queries import DispatchRow, DisputeRow, ElevationRow, IncidentRow, Offer
from zhifa.apps.evidence import queries as evidence
from zhifa.apps.incidents.queries import reporters
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail import keeping
from zhifa.apps.trail import queries as trail
from zhifa.interfaces.frame import acting, clock
from zhifa.interfaces.frame.boundaries import Card, by_matter
from zhifa.interfaces.frame.loop import DISPATCH_ACTS, INCIDENT_ACTS, dispatch_effect, incident_effect
from zhifa.interfaces.frame.loop.clocks import policy_deadline
from zhifa.interfaces.frame.loop.incidents import matter_choices
from zhifa.interfaces.frame.parts import Act, Deadline, button
from zhifa.interfaces.web.disputes import READERS as DOCKET_READERS
from zhifa.interfaces.web.merging import merging_context
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.dispatch import BEFORE_A_CASE
from zhifa.law.procedure.elevation import ANSWER_DAYS
from zhifa.law.rulings import Denied, refusal

IDENTITY = (Role.DISPATCHER, Role.DUTY_CHIEF)


@dataclass(frozen=True, slots=True)
class MatterCard:
    """One matter with its clock and the reader's acts on it."""

    row: DispatchRow
    deadline: object
    acts: tuple[Act, ...]
    field_url: str
    cases: tuple[CaseLine, ...]
    orders: tuple[OrderRow, ...]
    dispute: DisputeRow | None
    boundary: Card | None
    elevation: ElevationRow | None = None
    answer_by: Deadline | None = None
    named: tuple[str, ...] = ()


def incident_context(by: Actor, number: str) -> dict[str, Any] | None:
    """Everything the pane and the page show (about 12 queries, none while nobody acted since this reader saw it); None when the reader
    may not see it."""
    return keeping.kept(("incident page", by, number, get_language()), clock.now(), lambda: _context(by, number))


def _context(by: Actor, number: str) -> dict[str, Any] | None:
    row = queries.incident(by, number)
    if row is None:
        return None
    offers = queries.incident_offers(by, row)
    merging = merging_context(by, row)
    ids = [row.id, *(m.id for m in row.matters), *merging["together_ids"]]
    matters = [UUID(m.incident_matter_id) for m in row.matters]
    lines, orders = case_queries.lines_by_matter(by, matters), case_queries.orders_of(by, *matters)
    disputed = [m.id for m in row.matters if m.state == "unsettled" or m.standing == "settled"]
    disputes = queries.dispute_of(by, disputed) if disputed else {}
    marked = [m.id for m in row.matters if m.elevation]
    elevations = queries.elevations_of(marked) if marked else {}
    offered = [c["matter"] for c in row.proposals.get("candidates", ())] if row.state == "reported" else []
    boundaries = by_matter([*offered, *(m.matter_code for m in row.matters)], clock.today())
    return {
        "incident": row,
        "deadline": policy_deadline(row.due_at, row.due_basis, row.received_at),
        "acts": [_incident_act(o, row) for o in offers if o.act not in ("accept", "accept_urgent")],
        "accept": next((_incident_act(o, row) for o in offers if o.act == "accept"), None),
        "urgent": next((_incident_act(o, row) for o in offers if o.act == "accept_urgent" and row.danger_to_life), None),
        "matter_choices": matter_choices() if row.state == "reported" else (),
        "proposed": [(c, boundaries.get(c["matter"])) for c in row.proposals.get("candidates", ())],
        "cards": [
            replace(
                _card(by, m, lines.get(m.incident_matter_id, ()), orders, disputes.get(m.id), boundaries.get(m.matter_code)),
                **_elevation(m, elevations.get(m.id)),
            )
            for m in row.matters
        ],
        **merging,
        "reporters": reporters.masked(row.id) if by.has(*IDENTITY) else (),
        "may_reveal": by.has(*IDENTITY),
        "may_read_docket": by.has(*DOCKET_READERS),
        "pieces": evidence.of(*ids),
        "entries": trail.story(*ids),
        "scores": appraisal.scores(by, row.id) if row.state in ("closed", "evaluated", "accepted") else (),
    }


def _card(
    by: Actor,
    row: DispatchRow,
    cases: tuple[CaseLine, ...],
    orders: tuple[OrderRow, ...],
    dispute: DisputeRow | None,
    boundary: Card | None,
) -> MatterCard:
    acts = tuple(dispatch_act(o, row) for o in queries.dispatch_offers(by, row) if o.act in DISPATCH_ACTS)
    field = row.team == by.team and row.state in ("received", "on_site", "correcting", "penalising", "in_case", "rework")
    url = reverse("handheld:task", args=[row.id]) if field else ""
    own = tuple(o for o in orders if str(o.incident_matter_id) == row.incident_matter_id)
    return MatterCard(row, policy_deadline(row.due_at, row.due_basis, row.received_at), acts, url, cases, own, dispute, boundary)


def _elevation(row: DispatchRow, found: ElevationRow | None) -> dict[str, Any]:
    """The mark with its clock, or the places named in the report that speak for one."""
    if found is None:
        return {"named": queries.places_named(row.text, row.area) if row.state in BEFORE_A_CASE else ()}
    rule = county_book().parameter(ANSWER_DAYS, found.due_at.date()).note
    return {"elevation": found, "answer_by": Deadline(found.due_at, found.marked_at, rule=rule, done_at=found.decided_at)}


def _incident_act(offer: Offer, row: IncidentRow) -> Act:
    url = reverse("web:incident_act", args=[row.number, offer.act])
    shown = button(offer, INCIDENT_ACTS[offer.act], url=url, effect=incident_effect(offer.act), version=row.version)
    return replace(shown, method="post") if offer.act == "accept" else shown  # its matters are chosen beside the button


def dispatch_act(offer: Offer, row: DispatchRow) -> Act:
    """The button of one act on one task."""
    url = reverse("web:dispatch_act", args=[row.id, offer.act])
    return button(offer, DISPATCH_ACTS[offer.act], url=url, effect=dispatch_effect(offer.act, row), version=row.version)


def incident(request: HttpRequest, number: str) -> HttpResponse:
    """The page, or the pane of the desk when htmx asks for it."""
    by = acting.actor(request)
    context = incident_context(by, number)
    if context is None:
        if queries.exists(by.tenant, number):
            raise Denied(refusal("incident_not_yours", number=number))
        raise Http404
    pane = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    return render(request, "web/parts/incident.html" if pane else "web/incident.html", context)
