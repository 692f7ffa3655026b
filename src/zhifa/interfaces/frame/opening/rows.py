"""Where the rows of each dataset come from. All are kept in this process: a dataset asks 2 queries, precedents and notices 1 more,
the reform figures 14 whenever somebody acted since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from zhifa.apps.appraisal.queries import reform
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.incidents.queries import precedents
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail import keeping
from zhifa.apps.trail.rows import tenant_default
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame import reform as words

Values = dict[str, Any]
Rows = Iterable[Values]


def _same(rows: Iterable[Any], *names: str, **others: str) -> Iterator[Values]:
    """Members of the same name, and those of another one (`others`: field → member)."""
    for row in rows:
        yield {**{n: getattr(row, n) for n in names}, **{field: getattr(row, member) for field, member in others.items()}}


def matters(today: date) -> Rows:
    """One row a matter."""
    same = ("code", "name", "domain", "subdomain", "official_code", "precondition", "kinds", "words", "remarks", "since", "until",
            "unconfirmed", "layer")  # fmt: skip
    return _same(catalogue.matters(), *same, domain_name="domain_label")


def bases(today: date) -> Rows:
    """One row a basis."""
    for m in catalogue.matters():
        for b in m.bases:
            c = b.citation
            place = {"statute": c.law, "article": c.article, "sub": c.sub, "paragraph": c.paragraph, "item": c.item}
            yield {"matter": m.code, "role": b.role, "level": b.level, "version": b.version, "since": b.since, "until": b.until, **place}


def ranges(today: date) -> Rows:
    """One row a range."""
    same = ("party_kind", "tier", "condition", "minimum", "maximum", "unit", "ratio_minimum", "ratio_maximum", "base", "precondition")
    for m in catalogue.matters():
        yield from ({"matter": m.code, **row} for row in _same(m.ranges, *same, "since", "until"))


def grants(today: date) -> Rows:
    """What was published by today where it must be."""
    names = {o.code: o.name for o in registry.organs()}
    same = ("id", "power", "matter", "domain", "holder", "holder_kind", "team", "mandate", "since", "needs_publication", "published_on",
            "until")  # fmt: skip
    told = catalogue.published_grants(today)
    for g, row in zip(told, _same(told, *same), strict=True):
        yield {
            **row,
            "areas": sorted(g.areas or ()),
            "holder_name": names.get(g.holder, g.holder),
            "citation": str(g.citation) if g.citation else "",
            "effective_from": catalogue.effective(g),
            "kinds": sorted(g.kinds or ()),
            "demo": g.assumption.startswith("assumption.demo"),
        }


def mandates(today: date) -> Rows:
    """The documents behind the grants that are told."""
    told = dict.fromkeys(g.mandate for g in catalogue.published_grants(today))
    found = (m for code in told if (m := catalogue.mandate(code)))
    return _same(found, "code", "title", "issuer", "number", "issued_on", "published_on", "note", "layer")


def areas(today: date) -> Rows:
    """Without shapes: those that we drew are approximate."""
    return _same(registry.areas(), "code", "name", "kind", "division_code", "parent", "approximate", "layer")


def organs(today: date) -> Rows:
    """Offices, no people."""
    return _same(registry.organs(), "code", "name", "kind", "domain", "area", "phone", "layer")


def plates(today: date) -> Rows:
    """Names on documents."""
    return _same(registry.snapshot().plates, "organ", "team", "name", "kind", "since", "until")


def teams(today: date) -> Rows:
    """Teams, no members."""
    return _same(registry.teams(), "code", "name", "kind", "organ", "seat", "domain", "phone", "layer")


def coverage(today: date) -> Rows:
    """1+X on all days."""
    found = registry.snapshot().coverage
    return ({**row, "demo": bool(c.assumption)} for c, row in zip(found, _same(found, "area", "team", "since", "until"), strict=True))


def duties(today: date) -> Rows:
    """What departments keep."""
    return _same(catalogue.duties(), "domain", "organ", "organ_name", "keeps", "loses", "enforcer", "text", "citation", "layer")


def notices(today: date) -> Rows:
    """Every published list."""
    for v in catalogue.notice_versions(today):
        if not v.count:
            continue
        path = f"{reverse('portal:notice', args=[v.organ])}?day={(v.day or today).isoformat()}"
        same = {"organ": v.organ, "organ_name": v.organ_name, "since": v.day, "until": v.until, "published_on": v.published_on}
        yield {**same, "domains": v.domains, "matters": v.count, "added": v.added, "removed": v.removed, "path": path}


def open_points(today: date) -> Rows:
    """What nobody has answered."""
    return _same(catalogue.open_points(), "code", "title", "domain", "question", "policy", "layer")


def reform_figures(today: date) -> Rows:
    """Figures of each year's end and of today, without the rows behind them; read again when somebody acted."""
    return keeping.kept(("open data", "reform_figures", today), clock.now(), lambda: tuple(_figures(today)))


def _figures(today: date) -> Iterator[Values]:
    with override("zh-hans"):
        for taxonomy, shown in reform.published(today):
            said, goal = words.plain(shown, taxonomy), shown.target
            same = (
                "code",
                "version",
                "name",
                "formula",
                "taxonomy",
                "numerator",
                "numerator_is",
                "denominator",
                "denominator_is",
                "undated",
            )
            share = goal.at_least if goal else None
            yield {
                **{name: said[name] for name in same},
                "day": shown.figure.day,
                "percent": shown.figure.percent,
                "taxonomy_size": taxonomy.size if said["taxonomy"] else None,
                "taxonomy_source": taxonomy.source if said["taxonomy"] else "",
                "target": goal.words if goal else "",
                "target_due": goal.due if goal else None,
                "target_percent": None if share is None else share * 100,
                "missing": "；".join(said["missing"]),
            }


def rulings(today: date) -> Rows:
    """Precedents without the facts of the case, its words and the reasons."""
    for p in sorted(precedents.standing(tenant_default()), key=lambda p: (p.since, p.number)):
        same = {"number": p.number, "matter": p.matter, "holder": p.holder, "citation": p.citation, "since": p.since, "until": p.until}
        team = "" if p.follows_coverage else p.team
        yield {**same, "areas": sorted(p.areas), "limited": bool(p.words), "follows_coverage": p.follows_coverage, "team": team}


ROWS: dict[str, Callable[[date], Rows]] = {
    "matters": matters,
    "bases": bases,
    "ranges": ranges,
    "grants": grants,
    "mandates": mandates,
    "areas": areas,
    "organs": organs,
    "plates": plates,
    "teams": teams,
    "coverage": coverage,
    "duties": duties,
    "notices": notices,
    "open_points": open_points,
    "reform_figures": reform_figures,
    "precedents": rulings,
}
DAILY = frozenset({"grants", "mandates", "notices"})
COMPUTED = frozenset({"reform_figures"})  # from what people do, which no data version names
