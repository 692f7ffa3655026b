"""The numbers of a township, counted from the rows of the house, and what was used of the matters that it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Min, Q
from django.utils import timezone

from zhifa.apps.appraisal.models import Score
from zhifa.apps.cases.models import Case, Decision, OrdinaryCase, OrdinaryDecision, Remedy
from zhifa.apps.catalogue.models import MatterGrant
from zhifa.apps.empowerment.models import Assessment, Measure, StatedFact
from zhifa.apps.incidents.models import Incident, IncidentMatter
from zhifa.apps.inspections.models import Finding
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.models import Certificate, Person
from zhifa.law.actors import Actor, Role
from zhifa.law.empowerment import BY_CODE, INDICATORS
from zhifa.law.procedure.empowerment_guards import AssessmentFacts
from zhifa.law.rulebook import why
from zhifa.law.rulings import Reason

COMPLAINTS = ("12345", "citizen", "desk_call")
UNDONE = ("revoked", "changed", "annulled")
Keys = list[list[str]]


@dataclass(frozen=True, slots=True)
class Number:
    """`value` None: the house cannot say, and `note` why. `rows`: [model, id] of everything that was counted. `origin`: live | stated |
    missing; `stated`: the row with its document."""

    value: Decimal | None
    note: Reason | None = None
    rows: Keys = field(default_factory=list)
    origin: str = "live"
    stated: StatedFact | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Of one township, the days counted (half-open), and since when the house has records."""

    tenant: str
    area: str
    since: date
    until: date
    known_since: date | None

    @property
    def instants(self) -> tuple[datetime, datetime]:
        """The same as instants."""
        zone = timezone.get_current_timezone()
        first, last = (datetime.combine(day, time.min, tzinfo=zone) for day in (self.since, self.until))
        return first, last

    @property
    def full(self) -> bool:
        """Records reach back to the first day."""
        return self.known_since is not None and self.known_since <= self.since


def year_before(day: date) -> date:
    """The same day of the year before; the last of February for a leap day."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def known_since(tenant: str) -> date | None:
    """The day of the first incident that the house recorded (1 query)."""
    first = Incident.objects.filter(tenant=tenant).aggregate(first=Min("received_at"))["first"]
    return timezone.localdate(first) if first else None


def span_of(row: Assessment) -> Span:
    """1 query."""
    return Span(row.tenant, row.area, row.since, row.until, known_since(row.tenant))


def _counted(span: Span, found: Any, model: str) -> Number:
    rows: Keys = [[model, str(pk)] for pk in found.values_list("pk", flat=True)]
    if span.full:
        return Number(Decimal(len(rows)), None, rows)
    if span.known_since is None:
        return Number(None, why("empowerment.note_no_records"), rows, "missing")
    return Number(None, why("empowerment.note_short", since=span.known_since, count=len(rows)), rows, "missing")


def _incidents(span: Span) -> Any:
    since, until = span.instants
    found = Incident.objects.filter(tenant=span.tenant, area=span.area, received_at__gte=since, received_at__lt=until)
    return found.filter(merged_into__isnull=True).exclude(state="dismissed").order_by("received_at", "id")


def incidents(span: Span) -> Number:
    """Need: what happened here; reports that were merged count once (1 query)."""
    return _counted(span, _incidents(span), "incidents.incident")


def complaints(span: Span) -> Number:
    """Need: of these, what people complained about (1 query)."""
    return _counted(span, _incidents(span).filter(source__in=COMPLAINTS), "incidents.incident")


def _share(yes: int, rows: Keys, empty: str) -> Number:
    if not rows:
        return Number(None, why(empty), [], "missing")
    return Number((Decimal(yes) * 100 / len(rows)).quantize(Decimal("0.1")), why("empowerment.note_share", yes=yes, all=len(rows)), rows)


def _scores(span: Span, indicator: str) -> Number:
    since, until = span.instants
    found = Score.objects.filter(
        tenant=span.tenant, indicator=indicator, state="final", dispatch__area=span.area, computed_at__gte=since, computed_at__lt=until
    ).exclude(dispatch__state="withdrawn")
    values = list(found.order_by("pk").values_list("dispatch_id", "value"))
    rows: Keys = [["dispatch.dispatch", str(pk)] for pk, _value in values]
    return _share(sum(bool(v) for _pk, v in values), rows, "empowerment.note_no_dispatches")


def solved(span: Span) -> Number:
    """Ability: verified and not come back (1 query)."""
    return _scores(span, "solved")


def response(span: Span) -> Number:
    """Ability: received and there in time (1 query)."""
    return _scores(span, "response")


def own_people(area: str) -> Q:
    """People of the squad that has its seat here, and of the township's government: one person is one row, whatever plates they bear."""
    return Q(team__seat__code=area, team__kind="squad") | Q(organ__area__code=area, organ__kind="township_government")


def officers(span: Span) -> Number:
    """Certified on the last day, each once (1 query)."""
    held = Certificate.objects.filter(tenant=span.tenant, person__active=True, person__auxiliary=False)
    held = held.filter(since__lte=span.until, until__gte=span.until)
    people = Person.objects.filter(own_people(span.area), tenant=span.tenant, pk__in=held.values("person")).order_by("code")
    rows: Keys = [["registry.person", str(p.pk)] for p in people]
    return Number(Decimal(len(rows)), why("empowerment.note_certified", day=span.until, count=len(rows)), rows)


def squad(span: Span) -> Number:
    """The squads with their seat here (1 query)."""
    found = [t for t in registry.teams("squad") if t.seat == span.area]
    note = why("empowerment.note_names", names="、".join(t.name for t in found)) if found else why("empowerment.note_no_squad")
    return Number(Decimal(len(found)), note, [["registry.team", t.code] for t in found])


def legal_reviewer(span: Span) -> Number:
    """Somebody of the township or of the county bureau who reviews (1 query)."""
    people = [
        p
        for p in Person.objects.filter(tenant=span.tenant, active=True).select_related("organ").order_by("code")
        if Role.LEGAL_REVIEWER in p.roles and (p.organ.kind == "county_enforcement_bureau" or p.areas == [span.area])
    ]
    note = why("empowerment.note_names", names="、".join(p.name for p in people)) if people else why("empowerment.note_no_reviewer")
    return Number(Decimal(len(people)), note, [["registry.person", str(p.pk)] for p in people])


def quality(span: Span) -> Number:
    """Ability: decisions that stand. How many they are, and for how much, plays no part (5 queries)."""
    decided = decisions(span.tenant, Q(area=span.area), span)
    rows: Keys = [[model, str(pk)] for _area, _matter, model, pk, _undone in decided]
    return _share(sum(not undone for *_rest, undone in decided), rows, "empowerment.note_no_decisions")


def decisions(tenant: str, where: Q, span: Span) -> list[tuple[str, str, str, Any, bool]]:
    """(area, matter, model, id, undone) of every case decided in the span: undone when a decision was withdrawn, or revoked or changed on
    reconsideration or suit (5 queries)."""
    since, until = span.instants
    inside = Q(decided_at__gte=since, decided_at__lt=until)
    found = []
    for cases, made, model in ((Case, Decision, "cases.case"), (OrdinaryCase, OrdinaryDecision, "cases.ordinarycase")):
        rows = list(made.objects.filter(inside, tenant=tenant).values_list("case_id", "withdrawn_at"))
        undone = {case for case, withdrawn in rows if withdrawn}
        if made is OrdinaryDecision:
            keys = [case for case, _w in rows]
            undone |= set(Remedy.objects.filter(tenant=tenant, case__in=keys, result__in=UNDONE).values_list("case_id", flat=True))
        held = cases.objects.filter(where, tenant=tenant, pk__in=[case for case, _w in rows]).order_by("pk")
        found += [(area, matter, model, pk, pk in undone) for pk, area, matter in held.values_list("pk", "area", "matter_code")]
    return found


LIVE: dict[str, Callable[[Span], Number]] = {
    "incidents": incidents,
    "complaints": complaints,
    "solved": solved,
    "officers": officers,
    "squad": squad,
    "legal_reviewer": legal_reviewer,
    "response": response,
    "quality": quality,
}


def numbers(row: Assessment) -> dict[str, Number]:
    """Every indicator as it stands now: live where the house can say, else from a document, else missing (about 16 queries)."""
    span = span_of(row)
    stated = {s.indicator: s for s in StatedFact.objects.filter(assessment=row).select_related("file")}
    found: dict[str, Number] = {}
    for i in INDICATORS:
        live = LIVE[i.code](span) if i.live else Number(None, None, [], "missing")
        said = stated.get(i.code)
        if live.value is not None or said is None:
            found[i.code] = live
        else:
            found[i.code] = Number(said.value, live.note, live.rows, "stated", said)
    return found


def serves(area: str, day: date) -> frozenset[str]:
    """Codes of the township's government and of the squads that cover it or sit in it (1 query)."""
    covering = {c.team for c in registry.cover(day) if c.area == area}
    seated = {t.code for t in registry.teams("squad") if t.seat == area}
    governing = {o.code for o in registry.organs("township_government") if o.area == area}
    return frozenset(covering | seated | governing)


@dataclass(frozen=True, slots=True)
class Held:
    """A matter whose penalty a township holds on a day. `leads`, `cases` in the span; `decided`, of which `undone`."""

    area: str
    organ: str
    matter: str
    since: date | None
    leads: int
    cases: int
    decided: int
    undone: int


def held_matters(tenant: str, day: date) -> tuple[Held, ...]:
    """Every matter of every empowered township with its use in the twelve months before the day (10 queries for any number)."""
    span = Span(tenant, "", year_before(day), day, None)
    grants = MatterGrant.objects.filter(tenant=tenant, holder_kind="township_government", power="penalty", matter__isnull=False)
    valid = [
        g
        for g in grants.select_related("holder__area", "matter").order_by("code")
        if (g.since is None or g.since <= day) and (g.until is None or day < g.until)
    ]
    areas = sorted({a for g in valid for a in _areas(g)})
    leads, cases = uses(span, areas)
    decided, undone = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for area, matter, _model, _pk, gone in decisions(tenant, Q(area__in=areas), span):
        decided[area, matter] += 1
        undone[area, matter] += gone
    return tuple(
        Held(
            area, g.holder.code, g.matter.code, g.since, leads[area, g.matter.code], cases[area, g.matter.code],
            decided[area, g.matter.code], undone[area, g.matter.code],
        )
        for g in valid if g.matter for area in _areas(g)
    )  # fmt: skip


def _areas(grant: MatterGrant) -> list[str]:
    return list(grant.areas) or ([grant.holder.area.code] if grant.holder.area else [])


def uses(span: Span, areas: list[str]) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """(area, matter) → leads, and cases, in the span. A lead is a matter found in an incident or at an inspection (4 queries)."""
    since, until = span.instants
    named = IncidentMatter.objects.filter(
        tenant=span.tenant, incident__area__in=areas, incident__received_at__gte=since, incident__received_at__lt=until
    ).exclude(matter_code="")
    leads = Counter(named.values_list("incident__area", "matter_code"))
    found = Finding.objects.filter(
        tenant=span.tenant, inspection__area__in=areas, inspection__planned_on__gte=span.since, inspection__planned_on__lt=span.until
    ).exclude(matter_code="")
    leads.update(found.values_list("inspection__area", "matter_code"))
    summary = Case.objects.filter(tenant=span.tenant, area__in=areas, opened_at__gte=since, opened_at__lt=until)
    cases = Counter(summary.values_list("area", "matter_code"))
    ordinary = OrdinaryCase.objects.filter(tenant=span.tenant, area__in=areas, proposed_at__gte=since, proposed_at__lt=until)
    cases.update(ordinary.values_list("area", "matter_code"))
    return leads, cases


def labels(codes: Iterable[str]) -> tuple[str, ...]:
    """Names of indicators."""
    return tuple(BY_CODE[code].definition.label for code in codes)


def assessment_facts(row: Assessment, by: Actor, day: date, **said: Any) -> AssessmentFacts:
    """The guards' facts (2 queries)."""
    local = serves(row.area, day)
    return AssessmentFacts(
        day=day,
        local=by.organ in local or by.team in local,
        visitor=by.person,
        visitors=tuple(v["person"] for v in row.visits),
        proposal=row.proposal,
        appeal_until=row.appeal_until,
        valid_until=row.valid_until,
        **said,
    )


def measured_missing(row: Assessment) -> tuple[str, ...]:
    """Labels of what was missing when it was scored (1 query)."""
    return labels(Measure.objects.filter(assessment=row, value__isnull=True).values_list("indicator", flat=True))
