"""Nobody passes the buck: whose it is goes to the adjudicator with both sides' words, while an interim owner keeps acting."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from zhifa.apps.dispatch import permissions
from zhifa.apps.dispatch.models import Dispatch, Dispute
from zhifa.apps.incidents.facts import CENTRE
from zhifa.apps.incidents.models import Precedent
from zhifa.apps.incidents.queries import precedents
from zhifa.apps.incidents.services import COUNTY_TIME
from zhifa.apps.incidents.services.creating import ALPHABET
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry import services as registry_services
from zhifa.apps.registry.queries.book import county_book, county_plan
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import locked, save
from zhifa.apps.trail.rows import Row
from zhifa.law.actors import Actor, Role
from zhifa.law.jurisdiction import coordinator
from zhifa.law.procedure.clocks import due
from zhifa.law.rulings import Blocked, refusal

TOWNSHIP = "township_government"
SCOPES = ("area", "county", "none")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a side says. `accepts`: it takes the matter upon itself (True), declines (False) or leaves it open (None)."""

    text: str
    articles: str
    accepts: bool | None = None


def covering(area: str, at: datetime) -> str:
    """The one squad that serves the area on that day, or ""."""
    teams = {c.team for c in registry.cover(at.astimezone(COUNTY_TIME).date()) if c.area == area}
    return teams.pop() if len(teams) == 1 else ""


def open_dispute(
    row: Dispatch, cause: str, by: Actor, at: datetime, others: Sequence[str] = (), statement: Statement | None = None
) -> list[Row]:
    """Put the task before the adjudicator and name the interim owner; sets columns of `row`, which the caller saves.

    `others`: organ codes of parties besides the present owner and those whom the catalogue names."""
    organs = [row.organ, *others, *sorted(precedents.holders(row.incident_matter.authority))]
    parties = [_party(code) for code in dict.fromkeys(o for o in organs if o)]
    kind, name = _adjudicator([p["township"] for p in parties])
    danger = "_danger" if row.incident.danger_to_life else ""
    row.interim_team = row.team or covering(row.area, at) or CENTRE
    team = registry.team(row.interim_team)
    row.interim_name = team.name if team else row.interim_team
    dispute = Dispute(
        tenant=row.tenant,
        dispatch=row,
        number=_number("ZY", at),
        cause=cause,
        parties=parties,
        statements=[_stated(by, statement, at, row.organ if cause == "returned" else by.organ)] if statement else [],
        adjudicator=kind,
        adjudicator_name=name,
        opened_at=at,
        secure_due_at=due(f"secure{danger}", at, county_book()).at,
    )
    return [save(dispute)]


def _party(code: str) -> dict[str, Any]:
    organ = registry.organ(code)
    return {"organ": code, "name": organ.name if organ else code, "township": bool(organ and organ.kind == TOWNSHIP)}


def _adjudicator(townships: Sequence[bool]) -> tuple[str, str]:
    """Township against county organ: the guidance office (条例 17). Organs of one level: their common superior (处罚法 25). One
    party alone: the guidance office finds out whose it is (条例 12)."""
    plan = county_plan()
    if len(townships) < 2:
        return "guidance", plan.guidance
    ruling = coordinator(townships, plan.guidance, plan.government)
    return ("guidance" if "JUR-08" in ruling.rules else "superior"), str(ruling.values["coordinator"])


def _stated(by: Actor, said: Statement, at: datetime, code: str) -> dict[str, Any]:
    """`code`: the organ for which it is said; a squad that returns speaks for the organ in whose name it was to act."""
    organ = registry.organ(code)
    return {
        "organ": code,
        "organ_name": organ.name if organ else code,
        "name": by.name,
        "post": by.post,
        "text": said.text.strip(),
        "articles": said.articles.strip(),
        "accepts": said.accepts,
        "at": at.isoformat(),
    }


def _number(prefix: str, at: datetime) -> str:
    day = at.astimezone(COUNTY_TIME).date()
    return f"{prefix}{day:%y%m%d}-" + "".join(secrets.choice(ALPHABET) for _ in range(5))


def open_one(row: Dispatch) -> Dispute | None:
    """The dispute that waits for a ruling, locked; None when there is none."""
    return Dispute.objects.select_for_update().filter(dispatch=row, decided_at__isnull=True).first()


def withdrawn(row: Dispatch, at: datetime) -> list[Row]:
    """The matter was withdrawn: nothing is left to rule on."""
    dispute = open_one(row)
    if dispute is None:
        return []
    dispute.decided_at, dispute.void = at, True
    return [save(dispute)]


@transaction.atomic
def state_position(*, by: Actor, at: datetime, dispute: UUID, statement: Statement, version: int | None = None) -> Dispute:
    """A party's own words with articles, kept with the others'. Raises Denied, Blocked (decided; no words), Stale."""
    row = locked(Dispute, dispute, version)
    permissions.check_statement(by, {p["organ"] for p in row.parties})
    if row.decided_at is not None:
        raise Blocked(refusal("dispute_decided"))
    if not statement.text.strip():
        raise Blocked(refusal("statement_required", missing=("statement",)))
    row.statements = [*row.statements, _stated(by, statement, at, by.organ)]
    save(row)
    facts = {"number": row.number, "articles": statement.articles.strip(), "accepts": statement.accepts}
    trail.record(subject=row, verb="state_position", by=by, at=at, facts=facts, note=statement.text.strip())
    return row


def decided(
    dispute: Dispute, by: Actor, at: datetime, *, team: str, team_name: str, reason: str, citation: str, authorised_by: str
) -> Dispute:
    """The ruling on the dispute; saved."""
    dispute.decided_at, dispute.decided_by = at, by.name if by.post in by.name or by.name in by.post else f"{by.post} {by.name}"
    dispute.team, dispute.team_name = team, team_name
    dispute.reason, dispute.citation, dispute.authorised_by = reason.strip(), citation.strip(), authorised_by.strip()
    return save(dispute)


def mandated(by: Actor, dispute: Dispute | None, authorised_by: str) -> bool:
    """The guidance office rules where 条例 17 makes it the adjudicator; among organs of one level it records the order of their
    common superior, whose leader may rule himself."""
    return dispute is None or dispute.adjudicator == "guidance" or by.has(Role.LEADER) or bool(authorised_by.strip())


def set_precedent(row: Dispatch, dispute: Dispute, at: datetime, *, scope: str, words: Iterable[str]) -> list[Row]:
    """The ruling decides the next same question: this matter, in this area or the county, in texts with one of `words`."""
    matter = row.incident_matter
    team = registry.team(dispute.team)
    if scope == "none" or not matter.matter_code or team is None:
        return []
    organ = registry.organ(team.organ)
    made = Precedent(
        tenant=row.tenant,
        number=_number("XL", at),
        matter_code=matter.matter_code,
        matter_name=matter.matter_name,
        holders=sorted(precedents.holders(matter.authority)),
        areas=[row.area] if scope == "area" and row.area else [],
        words=sorted({w.strip() for w in words if w.strip()}),
        holder=team.organ,
        holder_kind=organ.kind if organ else "",
        team=team.code,
        team_name=team.name,
        follows_coverage=team.kind == "squad",
        reason=dispute.reason,
        citation=dispute.citation,
        decided_by=dispute.decided_by,
        dispute=dispute.pk,
        since=at.astimezone(COUNTY_TIME).date(),
    )
    dispute.precedent = made.pk
    save(made)
    registry_services.touch(precedents.VERSION)
    return [made]


@transaction.atomic
def revoke_precedent(*, by: Actor, at: datetime, precedent: UUID, reason: str, version: int | None = None) -> Precedent:
    """From today it decides nothing more; what it decided stays. Raises Denied, Blocked, Stale."""
    row = locked(Precedent, precedent, version)
    permissions.check_adjudicator(by)
    if row.until is not None:
        raise Blocked(refusal("precedent_revoked"))
    if not reason.strip():
        raise Blocked(refusal("reason_required", missing=("reason",)))
    row.until, row.revoked_reason = _day(at), reason.strip()
    save(row)
    registry_services.touch(precedents.VERSION)
    trail.record(
        subject=row, verb="revoke_precedent", by=by, at=at, facts={"number": row.number, "until": row.until}, note=row.revoked_reason
    )
    return row


def _day(at: datetime) -> date:
    return at.astimezone(COUNTY_TIME).date()
