"""Whose case it is, in whose name, on a day: asked of the catalogue, or settled by the guidance office; never typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from zhifa.apps.cases.facts import matter_of
from zhifa.apps.cases.models import Case, OrdinaryCase
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.incidents.facts import authority_data
from zhifa.apps.incidents.models import IncidentMatter
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries.freezes import check_frozen, freezes
from zhifa.law.authority import AuthorityRuling
from zhifa.law.citations import Citation
from zhifa.law.procedure.freezing import FILING
from zhifa.law.rulebook import citations
from zhifa.law.rulings import Blocked, Outcome, Ruling, combine, refusal, rests_on_demo

POWER = "penalty"
SUBJECT = Citation("行政处罚法", 17)
HELD = "held"
SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Found:
    """Holder of the penalty power over one matter in one area on one day. `data`: the ruling as plain JSON."""

    matter: str
    matter_name: str
    area: str
    area_name: str
    organ: str
    holder_kind: str
    acting_identity: str
    team: str
    team_name: str
    data: dict[str, Any]
    ruling: Ruling

    @property
    def demo(self) -> bool:
        """It rests on demonstration facts."""
        return rests_on_demo(self.ruling.assumptions)

    def columns(self) -> dict[str, Any]:
        """What cases and orders keep of it."""
        return {
            "matter_code": self.matter,
            "matter_name": self.matter_name,
            "area": self.area,
            "organ": self.organ,
            "holder_kind": self.holder_kind,
            "acting_identity": self.acting_identity,
            "team": self.team,
            "team_name": self.team_name,
            "authority": self.data,
        }


def found_on_patrol(matter: str, area: str, day: date) -> Found:
    """By the catalogue alone. Raises Blocked when nobody or several hold the power, or the matter or place is unknown."""
    try:
        ruling = catalogue.authority(matter=matter, power=POWER, area=area, day=day)
    except LookupError as unknown:
        cited = Citation("行政处罚法", 38)
        raise Blocked(refusal("case.matter_or_place_unknown", cited, missing=("matter", "area"))) from unknown
    if ruling.status != HELD:
        cited = Citation("行政处罚法", 38)
        raise Blocked(combine((refusal("case.authority_open", cited, rules=("JUR-12",), status=ruling.status), ruling.ruling)))
    _check_subject(ruling.holder, day)
    return _found(matter, area, ruling)


def _check_subject(organ: str, day: date) -> None:
    """Only an organ that exists on the day, under a name of its own, files a case (R43, 处罚法 17)."""
    if registry.plate(organ, day) is None:
        known = registry.organ(organ)
        raise Blocked(refusal("case.subject_not_valid", SUBJECT, rules=("JUR-12",), organ=known.name if known else organ, day=day))


def found_for(source: IncidentMatter, day: date) -> Found:
    """For a matter of an incident: what the guidance office settled stands, otherwise the catalogue on this day."""
    if not source.matter_code:
        raise Blocked(refusal("matter_required", missing=("matter",)))
    if source.standing != SETTLED:
        return found_on_patrol(source.matter_code, source.incident.area, day)
    return _settled(source, day)


def for_unit(found: Found, team: str) -> Found:
    """The same for a team of the holder that was integrated with the field of the matter (执法队伍整合, 方案四（一）): the case is its own,
    in the holder's name, wherever its people are stationed."""
    own = registry.team(team) if _integrated(team, found.matter, found.organ) else None
    return replace(found, team=own.code, team_name=own.name) if own else found


def _integrated(team: str, matter: str, organ: str) -> bool:
    row = registry.team(team) if team else None
    if row is None or (row.kind, row.organ) != ("integrated", organ):
        return False
    known = catalogue.matter(matter)
    return known is not None and known.domain == row.domain


def still_its_case(row: Case | OrdinaryCase, filed_on: date | None, day: date) -> Found:
    """Whose a case is on a later day. Where the power over the matter or the squad of the area changed after it was filed, the organ that
    filed it goes on, in the name that it bears on this day (R37). Raises Blocked when the power has moved and nothing was on file."""
    found = _today(row, day, filed_on)
    if found and _same(found, row):
        return found
    then = _today(row, filed_on, filed_on) if filed_on else None
    if filed_on is None or then is None or not _same(then, row):
        name = found.acting_identity if found else ""
        raise Blocked(refusal("case.power_moved", *citations("JUR-12"), rules=("JUR-12",), identity=name or "—"))
    identity = registry.acting_identity(row.organ, day) or row.acting_identity
    kept = Ruling(Outcome.COMPUTE, refusal("case.filed_before", filed=filed_on, identity=row.acting_identity).reasons, ("JUR-12",))
    columns = (row.matter_code, row.matter_name, row.area, _area_name(row.area), row.organ, row.holder_kind, identity)
    return Found(*columns, row.team, row.team_name, row.authority, kept)


def _today(row: Case | OrdinaryCase, day: date, filed_on: date | None) -> Found | None:
    """The catalogue's answer on a day; None when nobody holds the power then and the case was on file before."""
    try:
        found = found_for(row.incident_matter, day) if row.incident_matter else found_on_patrol(row.matter_code, row.area, day)
        return for_unit(found, row.team)
    except Blocked:
        if filed_on is None:
            raise
        return None


def _same(found: Found, row: Case | OrdinaryCase) -> bool:
    return found.organ == row.organ and found.team in ("", row.team)


def check_not_frozen(matter: str, area: str, at: datetime, source: IncidentMatter | None) -> None:
    """Raises Blocked when a new case would change what a cut-over is about to move (1 query; 3 in a freeze)."""
    if freezes():
        found = catalogue.matter(matter)
        emergency = source is not None and source.incident.danger_to_life
        check_frozen(FILING, at, matter=matter, domain=found.domain if found else "", area=area, emergency=emergency)


def _settled(source: IncidentMatter, day: date) -> Found:
    settled = refusal("case.settled", Citation("浙江省综合行政执法条例", 17, 2), rules=("JUR-08",), team=source.team)
    team = registry.team(source.team)
    return Found(
        source.matter_code,
        source.matter_name,
        source.incident.area,
        _area_name(source.incident.area),
        source.holder,
        source.holder_kind,
        registry.acting_identity(source.holder, day),
        source.team,
        team.name if team else "",
        source.authority,
        Ruling(Outcome.COMPUTE, settled.reasons, settled.rules, settled.citations),
    )


def _found(matter: str, area: str, ruling: AuthorityRuling) -> Found:
    team = registry.team(ruling.team) if ruling.team else None
    return Found(
        matter,
        matter_of(matter).name,
        area,
        _area_name(area),
        ruling.holder,
        ruling.holder_kind,
        ruling.acting_identity,
        ruling.team,
        team.name if team else "",
        authority_data(ruling),
        ruling.ruling,
    )


def _area_name(code: str) -> str:
    area = registry.area(code)
    return area.name if area else ""
