"""All townships and platforms side by side: who covers them, who serves there, and what the last assessment said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.empowerment.models import Assessment, Measure
from zhifa.apps.empowerment.permissions import check_read, reads_area
from zhifa.apps.empowerment.queries.assessments import DONE
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries import AreaRow, PersonRow, TeamRow
from zhifa.law.actors import Actor
from zhifa.law.empowerment import ASPECTS, BY_CODE, CONCLUSIONS

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class TownshipRow:
    """`mode`: seat (派驻) or cover (1+X); `covers`: how many coverage relations hold that day, which must be one. `people`: of the squad
    with its seat here and the township, each once whatever plates they bear; `certified` of them; `identities`: names under which the same
    people act. `matters`: that the township holds itself. Assessment fields are empty while there is none."""

    area: str
    name: str
    kind: str
    division_code: str
    mode: str
    covers: int
    squad: str
    people: int
    certified: int
    identities: tuple[str, ...]
    matters: int
    code: str
    state: str
    score: Decimal | None
    conclusion: str
    conclusion_label: str
    valid_until: date | None
    due: bool
    aspects: tuple[tuple[str, str, Decimal], ...]
    demo: bool


def townships(by: Actor, day: date) -> tuple[TownshipRow, ...]:
    """In order of the division code (about 8 queries for any number). A township reads what is not concluded of its own only. Raises
    Denied."""
    check_read(by)
    found = [a for a in registry.areas() if a.kind in ("township", "platform")]
    people, certified = _people(day)
    newest = {a: row for a, row in _newest(by.tenant).items() if row.state in DONE or reads_area(by, a)}
    points = _points(list(newest.values()))
    ordered = sorted(found, key=lambda a: (a.kind != "township", a.code))
    return tuple(_row(a, day, people, certified, newest.get(a.code), points) for a in ordered)


def _people(day: date) -> tuple[dict[str, dict[str, PersonRow]], frozenset[str]]:
    """Area → people of its own squad and government by id, so that nobody counts twice; ids of the certified (2 queries)."""
    everybody = registry.people()
    seats = {t.code: t.seat for t in registry.teams("squad") if t.seat}
    governing = {o.code: o.area for o in registry.organs("township_government") if o.area}
    found: defaultdict[str, dict[str, PersonRow]] = defaultdict(dict)
    for p in everybody:
        if p.team in seats:
            found[seats[p.team]][p.id] = p
        elif p.organ in governing and "officer" in p.roles:
            found[governing[p.organ]][p.id] = p
    return found, registry.certified([p.id for p in everybody], day)


def _newest(tenant: str) -> dict[str, Assessment]:
    """Area → its newest assessment that was not called off (1 query)."""
    found: dict[str, Assessment] = {}
    for row in Assessment.objects.filter(tenant=tenant).exclude(state="called_off").order_by("-id"):
        found.setdefault(row.area, row)
    return found


def _points(rows: list[Assessment]) -> dict[str, dict[str, Decimal]]:
    """Assessment id → aspect → points (1 query)."""
    found: defaultdict[str, dict[str, Decimal]] = defaultdict(lambda: dict.fromkeys(ASPECTS, ZERO))
    for m in Measure.objects.filter(assessment__in=rows):
        found[str(m.assessment_id)][BY_CODE[m.indicator].aspect] += m.points or ZERO
    return found


def _row(
    area: AreaRow,
    day: date,
    people: Mapping[str, Mapping[str, PersonRow]],
    certified: frozenset[str],
    newest: Assessment | None,
    points: Mapping[str, Mapping[str, Decimal]],
) -> TownshipRow:
    covers = [c for c in registry.cover(day) if c.area == area.code]
    team = registry.team(covers[0].team) if covers else None
    own = people.get(area.code, {})
    scored = newest is not None and newest.score is not None
    aspects = points.get(str(newest.pk), {}) if newest is not None and scored else {}
    return TownshipRow(
        area=area.code,
        name=area.name,
        kind=area.kind,
        division_code=area.division_code,
        mode="seat" if team and team.seat == area.code else "cover" if team else "",
        covers=len(covers),
        squad=team.name if team else "",
        people=len(own),
        certified=sum(p in certified for p in own),
        identities=_identities(area.code, team, day),
        matters=len(catalogue.township_list(area.code, day)),
        code=newest.code if newest else "",
        state=newest.state if newest else "",
        score=newest.score if newest else None,
        conclusion=newest.conclusion if newest else "",
        conclusion_label=CONCLUSIONS.get(newest.conclusion, "") if newest else "",
        valid_until=newest.valid_until if newest else None,
        due=bool(newest and newest.state in DONE and newest.valid_until and newest.valid_until < day),
        aspects=tuple((code, label, aspects[code]) for code, label in ASPECTS.items() if code in aspects),
        demo=bool(newest and newest.layer == "demo"),
    )


def _identities(area: str, team: TeamRow | None, day: date) -> tuple[str, ...]:
    """Names under which the squad with its seat here appears."""
    if team is None or team.seat != area:
        return ()
    return tuple(dict.fromkeys((team.name, *(p.name for p in team.plates if p.valid(day)))))
