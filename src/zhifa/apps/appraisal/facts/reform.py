"""The facts of the reform figures: the catalogue as lots, teams, townships and squads as bodies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.db.models import Min
from django.utils import timezone

from zhifa.apps.accounts.models import Assignment
from zhifa.apps.cases.facts import provision, tiers_of
from zhifa.apps.cases.models import Case, Decision, OrdinaryCase, OrdinaryDecision
from zhifa.apps.catalogue.queries.rows import MatterRow
from zhifa.apps.catalogue.queries.snapshot import Snapshot
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.incidents.models import IncidentMatter
from zhifa.apps.registry.models import Certificate
from zhifa.apps.registry.queries.book import county_layers
from zhifa.law.authority import TOWNSHIP
from zhifa.law.authority_index import Index, Subject
from zhifa.law.reform_bodies import Body, Former, Term, Township
from zhifa.law.reform_items import Held, Lot, Ripeness
from zhifa.law.rule_cases import Rule, RuleCase, passes, uncovered
from zhifa.packs.reform import load_cases, load_former_teams, load_subdomains

FIRST_DAY = date.min
UNITS = ("squad", "professional", "internal_unit")


def lots(known: Snapshot, used: Mapping[str, date]) -> tuple[Lot, ...]:
    """All matters, alike ones together. `used`: matter → first day on which a decision rested on it."""
    cases, seen, words = load_cases(county_layers()), Holdings(known.index), load_subdomains(county_layers())
    alike: defaultdict[tuple[object, ...], list[MatterRow]] = defaultdict(list)
    for row in known.matters.values():
        subject = known.index.subject("penalty", row.code, row.domain)
        ripe = ripeness(row, cases.get(row.code, ()), used.get(row.code))
        key = (id(subject), row.domain, subdomain(row, words), row.since, row.until, _valid_until(row), bool(row.official_code), ripe)
        alike[key].append(row)
    found = []
    for rows in alike.values():
        one = rows[0]
        held = seen.of(known.index.subject("penalty", one.code, one.domain))
        ripe = ripeness(one, cases.get(one.code, ()), used.get(one.code))
        span = one.since, one.until, _valid_until(one)
        named = tuple((r.code, r.name) for r in rows)
        found.append(Lot(one.domain, one.domain_label, subdomain(one, words), *span, held, bool(one.official_code), ripe, named))
    return tuple(found)


def subdomain(row: MatterRow, words: Mapping[str, tuple[tuple[str, str], ...]]) -> str:
    """The matter's own, else by the title of the law that penalises it; "" when no word fits."""
    if row.subdomain or row.domain not in words:
        return row.subdomain
    titles = [b.citation.law for b in row.basis("penalty")]
    return next((named for word, named in words[row.domain] if any(word in title for title in titles)), "")


def _valid_until(row: MatterRow) -> date | None:
    """The day on which the last of its penalty bases went out of force; None while one has no end."""
    ends = [b.until for b in row.basis("penalty")]
    return None if not ends or None in ends else max(day for day in ends if day)


class Holdings:
    """Who holds the penalty somewhere in the county, once for each subject of the index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._of: dict[int, Held] = {}

    def of(self, subject: Subject) -> Held:
        """The holding of all places together: those with grants of their own, and one for all others."""
        if id(subject) not in self._of:
            own = [area for area in subject.local if area in self._index.places]
            other = next((area for area in self._index.places if area not in subject.local), "")
            lines = [self._index.line(subject, area) for area in (*own, other)]
            starts = sorted({day for line in lines for day in line.starts})
            days = [[h for line in lines if (h := line.on(day)).status == "held"] for day in starts]
            kinds = tuple(frozenset(h.holder_kind for h in held) for held in days)
            dated = tuple(all(h.grant is not None and h.grant.since is not None for h in held) for held in days)
            self._of[id(subject)] = Held(tuple(starts), kinds, dated)
        return self._of[id(subject)]


def ripeness(row: MatterRow, cases: tuple[RuleCase, ...], used_on: date | None) -> Ripeness:
    """How far the rule of one matter is (R6)."""
    lacks = []
    if not row.basis("penalty"):
        lacks.append("reform.lacks.basis")
    if "fine" in row.kinds and not row.ranges:
        lacks.append("reform.lacks.range")
    if row.ranges and not row.tiers:
        lacks.append("reform.lacks.tiers")
    return Ripeness(tuple(lacks), "" if lacks else _untested(row, cases), used_on, any(t.layer == "demo" for t in row.tiers))


def _untested(row: MatterRow, cases: tuple[RuleCase, ...]) -> str:
    if not cases:
        return "reform.untested.none"
    if not all(passes(case, rule_of(row, case.party_kind, case.day)) for case in cases):
        return "reform.untested.failed"
    rules = {t.party_kind: rule for t in row.tiers if (rule := rule_of(row, t.party_kind, cases[-1].day))}
    return "reform.untested.partly" if uncovered(cases, rules) else ""


def rule_of(row: MatterRow, party_kind: str, day: date) -> Rule | None:
    """What the catalogue says for this party on the day; None when it has no range."""
    stated = next((p for p in provision(row, party_kind, "base", Decimal(1)) if p.in_force(day)), None)
    if stated is None:
        return None
    return Rule(
        stated.rectify_first, stated.minimum, stated.maximum, tuple((t.name, t.minimum, t.maximum) for t in tiers_of(row, party_kind))
    )


def first_use(tenant: str) -> dict[str, date]:
    """Matter → first day on which a decision that stands rested on it (2 queries)."""
    found: dict[str, date] = {}
    for model in (Decision, OrdinaryDecision):
        rows = model._default_manager.filter(tenant=tenant, withdrawn_at__isnull=True).values_list("case__matter_code")
        for code, at in rows.annotate(first=Min("decided_at")):
            day = timezone.localdate(at)
            found[code] = min(day, found.get(code, day))
    return found


def bodies(known: Snapshot) -> tuple[Body, ...]:
    """Squads, professional teams and units of departments, with accounts, certificates and first tasks (3 queries)."""
    mine = {"tenant": settings.ZHIFA_TENANT}
    accounts: defaultdict[str, list[Term]] = defaultdict(list)
    for team, role, since, until in Assignment.objects.filter(**mine, user__is_active=True).values_list("team", "role", "since", "until"):
        accounts[team].append(Term(role, since, until))
    certificates: defaultdict[str, list[Term]] = defaultdict(list)
    valid = Certificate.objects.filter(**mine, person__active=True, person__auxiliary=False)
    for team, person, since, last in valid.values_list("person__team__code", "person__code", "since", "until"):
        certificates[team or ""].append(Term(person, since, date.fromordinal(last.toordinal() + 1)))
    received = Dispatch.objects.filter(**mine, received_at__isnull=False).values_list("team").annotate(first=Min("received_at"))
    tasked = {team: timezone.localdate(at) for team, at in received}
    return tuple(
        Body(
            t.code,
            t.name,
            t.kind,
            t.domain,
            known.labels.get(t.domain, ""),
            tuple(Term(p.name, p.since, p.until) for p in t.plates),
            tuple(accounts[t.code]),
            tuple(certificates[t.code]),
            bool(t.phone),
            tasked.get(t.code),
        )
        for t in known.registry.teams.values()
        if t.kind in UNITS
    )


def former_teams(known: Snapshot) -> tuple[Former, ...]:
    """Teams that the reform abolished, as the packs list them, with names for domains and organs (no query)."""
    organs = known.registry.organs
    return tuple(
        replace(f, domain_name=known.labels.get(f.domain_name, f.domain_name), into=organs[f.into].name if f.into in organs else f.into)
        for f in load_former_teams(county_layers())
    )


def townships(known: Snapshot) -> tuple[Township, ...]:
    """Townships and platforms with who serves them and since when they are empowered (no query beyond the snapshot)."""
    empowered: defaultdict[str, set[Term]] = defaultdict(set)
    for grant in known.stored:
        if grant.holder_kind == TOWNSHIP and grant.power == "penalty":
            since = max((d for d in (grant.since, grant.published_on) if d), default=None)
            for area in grant.areas or ():
                empowered[area].add(Term(grant.mandate, since, grant.until))
    registry = known.registry
    return tuple(
        Township(
            a.code,
            a.name,
            tuple(Term(c.team, c.since, c.until) for c in registry.cover_of(a.code)),
            frozenset(t.code for t in registry.teams.values() if t.seat == a.code),
            tuple(sorted(empowered[a.code], key=lambda t: (t.since or FIRST_DAY, t.code))),
            any(c.assumption for c in registry.cover_of(a.code)),
        )
        for a in registry.areas.values()
        if a.kind in ("township", "platform")
    )


def leads_and_actions(tenant: str) -> tuple[dict[str, list[date]], dict[str, list[date]]]:
    """Matter → days on which it was reported, and days on which somebody acted on it: arrived, opened or filed a case (4 queries)."""
    told = IncidentMatter.objects.filter(tenant=tenant, incident__merged_into__isnull=True).exclude(incident__state="dismissed")
    leads = _days(told.exclude(matter_code="").values_list("matter_code", "incident__received_at"))
    actions = _days(Dispatch.objects.filter(tenant=tenant).values_list("incident_matter__matter_code", "arrived_at"))
    for rows in (
        Case.objects.filter(tenant=tenant).values_list("matter_code", "opened_at"),
        OrdinaryCase.objects.filter(tenant=tenant).values_list("matter_code", "filed_at"),
    ):
        for code, days in _days(rows).items():
            actions[code] = sorted([*actions.get(code, ()), *days])
    return leads, actions


def _days(rows: Iterable[tuple[str, datetime | None]]) -> dict[str, list[date]]:
    found: defaultdict[str, list[date]] = defaultdict(list)
    for code, at in rows:
        if at is not None:
            found[code].append(timezone.localdate(at))
    return {code: sorted(days) for code, days in found.items()}


def change_days(known: Snapshot, items: Iterable[Lot]) -> frozenset[date]:
    """Days on which a figure of the catalogue may change."""
    own = {day for lot in items for day in (lot.since, lot.until, lot.valid_until) if day}
    return frozenset(own | known.index.change_days())
