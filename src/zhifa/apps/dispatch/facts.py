"""Who has to act on a task, and who is on the scene, read from rows and registry and asked of the law."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.incidents.facts import CENTRE
from zhifa.apps.incidents.services import COUNTY_TIME
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.registry.queries.freezes import check_frozen, freezes
from zhifa.law.procedure.dispatch import HELD_BACK
from zhifa.law.procedure.dispatch import OWNER as DISPATCH_OWNER
from zhifa.law.procedure.officers import AUXILIARY, OFFICER, Participant, qualified
from zhifa.law.rulings import Blocked, Ruling


def check_officers(people: Sequence[str], at: datetime) -> Ruling:
    """The ruling that enough certified officers act (OFF-01), or Blocked. `people`: ids of registry persons."""
    day = at.astimezone(COUNTY_TIME).date()
    ruling = qualified(participants(people, at), day, county_book())
    if not ruling.permits:
        raise Blocked(ruling)
    return ruling


def participants(people: Sequence[str], at: datetime) -> list[Participant]:
    """Registry persons as the law sees them on that day (2 queries)."""
    day = at.astimezone(COUNTY_TIME).date()
    certified = registry.certified(people, day)
    known = {p.id: p for p in registry.people_by_id(people)}
    return [
        Participant(AUXILIARY if known[p].auxiliary else OFFICER, certified=p in certified, agency=known[p].organ)
        for p in people
        if p in known
    ]


def owner(row: Dispatch) -> str:
    """Code of the team that has to act now; "" only when it waits for nobody."""
    whose = DISPATCH_OWNER.get(row.state, "")
    return {"centre": CENTRE, "verifier": CENTRE, "interim": row.interim_team, "team": row.team}.get(whose, "")


def check_not_frozen(row: Dispatch, act: str, at: datetime) -> None:
    """Raises Blocked when the act would change what a cut-over is about to move; dangers to life go on (1 query; 2 more in a freeze)."""
    kind, incident = HELD_BACK.get(act), row.incident
    if kind and freezes():
        code = row.incident_matter.matter_code
        matter = catalogue.matter(code) if code else None
        where = {"matter": code, "domain": matter.domain if matter else "", "area": row.area or incident.area}
        check_frozen(kind, at, **where, emergency=incident.danger_to_life)


def standing(row: Dispatch) -> dict[str, object]:
    """State, owner and clock of a task for its record: an open one has all three at any instant (R13, R15)."""
    return {
        "incident": row.incident.number,
        "matter": row.incident_matter.matter_code,
        "state": row.state,
        "team": row.team,
        "owner": owner(row),
        "due_at": row.due_at.isoformat() if row.due_at else None,
        "due_basis": row.due_basis,
    }
