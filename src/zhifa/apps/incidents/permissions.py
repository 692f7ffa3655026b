"""Who may do and see what with an incident. Row-level: everybody sees their own work and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from zhifa.apps.incidents.models import Incident
from zhifa.law.actors import Actor, Role
from zhifa.law.citations import Citation
from zhifa.law.procedure.handling import INCIDENT_GUARDS, IncidentFacts
from zhifa.law.procedure.incident import INCIDENT
from zhifa.law.procedure.states import permitted
from zhifa.law.rulings import Blocked, Denied, refusal

COUNTY_WIDE = (Role.DISPATCHER, Role.DUTY_CHIEF, Role.GUIDANCE, Role.LEADER, Role.DISCIPLINE, Role.VERIFIER, Role.LEGAL_REVIEWER)
REPORTING = (Role.CONNECTOR, Role.DISPATCHER, Role.DUTY_CHIEF, Role.REGULATOR, Role.TOWNSHIP_COMMANDER, Role.OFFICER,
             Role.SQUAD_LEADER, Role.AUXILIARY, Role.PROFESSIONAL)  # fmt: skip
IDENTITY = (Role.DISPATCHER, Role.DUTY_CHIEF)
TEACHING = (Role.DUTY_CHIEF, Role.GUIDANCE, Role.SYSTEM)
SECRECY = Citation("行政处罚法", 50)


def visible(by: Actor) -> Q:
    """The incidents that this person may see, as a filter."""
    own = Q(tenant=by.tenant)
    if by.has(*COUNTY_WIDE):
        return own
    seen = Q(pk__in=())
    if by.has(Role.TOWNSHIP_COMMANDER) and by.areas:
        seen |= Q(area__in=by.areas)
    if by.has(Role.OFFICER, Role.SQUAD_LEADER, Role.AUXILIARY, Role.PROFESSIONAL) and by.team:
        seen |= Q(dispatches__team=by.team) | Q(dispatches__interim_team=by.team) | Q(dispatches__former_team=by.team)
    if by.has(Role.REGULATOR, Role.PROFESSIONAL, Role.TOWNSHIP_COMMANDER) and by.organ:
        seen |= Q(reported_by_organ=by.organ) | Q(dispatches__handed_to=by.organ)
    return own & seen


@dataclass(frozen=True, slots=True)
class Sight:
    """What a reader may see of the queue: the whole county, or these areas and what lies with this team or organ ("": none). Readers
    of one sight see the same."""

    tenant: str
    county_wide: bool
    areas: frozenset[str] = frozenset()
    team: str = ""
    organ: str = ""


def sight(by: Actor) -> Sight:
    """The same as `visible`, for the queue."""
    if by.has(*COUNTY_WIDE):
        return Sight(by.tenant, county_wide=True)
    return Sight(
        by.tenant,
        county_wide=False,
        areas=by.areas if by.has(Role.TOWNSHIP_COMMANDER) else frozenset(),
        team=by.team if by.has(Role.OFFICER, Role.SQUAD_LEADER, Role.AUXILIARY, Role.PROFESSIONAL) else "",
        organ=by.organ if by.has(Role.REGULATOR, Role.PROFESSIONAL, Role.TOWNSHIP_COMMANDER) else "",
    )


def in_queue(eyes: Sight) -> Q:
    """A filter of queue entries."""
    own = Q(tenant=eyes.tenant)
    if eyes.county_wide:
        return own
    seen = Q(pk__in=())
    if eyes.areas:
        seen |= Q(area__in=eyes.areas)
    if eyes.team:
        seen |= Q(circle__contains=circle(teams=(eyes.team,)))
    if eyes.organ:
        seen |= Q(circle__contains=circle(organs=(eyes.organ,)))
    return own & seen


def circle(*, teams: Iterable[str] = (), organs: Iterable[str] = ()) -> str:
    """Those codes between bars, as a queue entry keeps them; "|" for nobody."""
    codes = sorted({f"t:{code}" for code in teams if code} | {f"o:{code}" for code in organs if code})
    return f"|{'|'.join(codes)}|" if codes else "|"


def check_act(by: Actor, incident: Incident, act: str, facts: IncidentFacts) -> None:
    """Raises Denied or Blocked with the reason; the table says who, the guard says when."""
    if incident.tenant != by.tenant:
        raise Denied(refusal("other_county"))
    row = permitted(INCIDENT, incident.state, act, by)
    blocked = INCIDENT_GUARDS[row.guard](facts)
    if blocked:
        raise Blocked(blocked)


def check_report(by: Actor) -> None:
    """Who may enter what others saw."""
    if not by.has(*REPORTING):
        raise Denied(refusal("may_not_report"))


def check_source(by: Actor, source: str) -> None:
    """A source system speaks for itself only: its token names the source."""
    if by.has(Role.CONNECTOR) and source != by.post:
        raise Denied(refusal("source_not_yours", source=source, own=by.post))


def check_identity(by: Actor) -> None:
    """Who reported is confidential (处罚法 50): the command centre alone may look, and the look is recorded."""
    if not by.has(*IDENTITY):
        raise Denied(refusal("identity_confidential", SECRECY, rules=("OFF-09",)))


def check_import(by: Actor) -> None:
    """Bulk imports are the command centre's."""
    if not by.has(*IDENTITY):
        raise Denied(refusal("import_of_the_centre"))


def check_read_imports(by: Actor) -> None:
    """Who imports, and discipline, who reads everything."""
    if not by.has(*IDENTITY, Role.DISCIPLINE):
        raise Denied(refusal("import_of_the_centre"))


def check_matcher(by: Actor) -> None:
    """Who teaches the matcher: the duty chief, the guidance office and the installation itself. Raises `Denied`."""
    if not by.has(*TEACHING):
        raise Denied(refusal("matching.not_yours"))


def check_read_matcher(by: Actor) -> None:
    """Who sees what it learned. Raises `Denied`."""
    if not by.has(*TEACHING, Role.DISPATCHER, Role.LEADER, Role.DISCIPLINE):
        raise Denied(refusal("matching.read_only_for"))
