"""The catalogue as one immutable value per process, rebuilt when its data version or the registry's changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.conf import settings

from zhifa.algorithms.matching import Vocabulary, everyday, matter_words
from zhifa.apps.catalogue.models import Duty, GrantTerms, Mandate, MatterGrant, Statute
from zhifa.apps.catalogue.models import OpenPoint as OpenPointModel
from zhifa.apps.catalogue.queries.reading import matter_rows
from zhifa.apps.catalogue.queries.rows import (
    DutyRow,
    MandateRow,
    MatterRow,
    OpenPointRow,
)
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries.book import county_layers
from zhifa.law.authority import AuthorityRuling, Grant, OpenPoint, Place, Question, outside_catalogue, rule
from zhifa.law.authority_index import Holding, Index, Plate
from zhifa.law.citations import Citation
from zhifa.packs.lexicon import load_lexicon
from zhifa.packs.plan import load_plan
from zhifa.packs.reading import layer_path

KEPT_ANSWERS = 20_000
UNCONFIRMED = "assumption.compiled_matter"
_kept: dict[str, Snapshot] = {}


@dataclass(frozen=True)
class Snapshot:
    """`stored` grants know the organ; its acting identity depends on the day and is filled in per day, once. `recorded`: code of a grant →
    since when it is known to say so, where that was after the packs were loaded."""

    token: str
    registry: registry.Snapshot
    matters: dict[str, MatterRow]
    stored: tuple[Grant, ...]
    mandates: dict[str, MandateRow]
    open_points: tuple[OpenPointRow, ...]
    unassigned: tuple[OpenPoint, ...]
    duties: dict[str, DutyRow]
    labels: dict[str, str]
    repealed: dict[str, date]
    recorded: dict[str, datetime] = field(default_factory=dict)
    _grants: dict[tuple[date, str, str], tuple[Grant, ...]] = field(default_factory=dict)
    _rulings: dict[tuple[Any, ...], AuthorityRuling] = field(default_factory=dict)
    _places: dict[str, Place | None] = field(default_factory=dict)

    @cached_property
    def by_subject(self) -> dict[str, tuple[Grant, ...]]:
        """Domain or matter code → its grants of all powers."""
        found: defaultdict[str, list[Grant]] = defaultdict(list)
        for grant in self.stored:
            found[grant.matter or grant.domain or ""].append(grant)
        return {subject: tuple(grants) for subject, grants in found.items()}

    @cached_property
    def of_domain(self) -> dict[str, tuple[MatterRow, ...]]:
        """Domain → its matters by code."""
        found: defaultdict[str, list[MatterRow]] = defaultdict(list)
        for row in self.matters.values():
            found[row.domain].append(row)
        return {domain: tuple(rows) for domain, rows in found.items()}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The matters with how people say them, and the lexicon of the packs; built once because a matcher is built from it."""
        words = (matter_words(m.code, m.domain, m.name, everyday(m.words)) for m in self.matters.values())
        return Vocabulary(tuple(words), load_lexicon(county_layers()))

    @cached_property
    def index(self) -> Index:
        """Who holds what, where, in which spans; built once for all lookups."""
        ruled = {code: place for code in self.registry.areas if (place := self.place(code)) and place.area == code}
        mains = (Plate(p.organ, p.name, p.since, p.until) for p in self.registry.plates if p.kind == "main")
        return Index(self.stored, self.registry.coverage, ruled, mains)

    def holding(self, asked: Any) -> Holding:
        """The bare answer to one question; raises LookupError for an unknown matter or area."""
        matter = self.matters.get(asked.matter)
        if matter is None:
            raise LookupError(f"no matter {asked.matter!r}")
        place = self.place(asked.area)
        if place is None:
            raise LookupError(f"no township or platform {asked.area!r}")
        if not matter.valid(asked.day):
            return Holding("unclear")
        return self.index.on(asked.power, matter.code, matter.domain, place.area, asked.day, asked.cross_area or asked.major_or_complex)

    def grants(self, matter: MatterRow, power: str, day: date) -> tuple[Grant, ...]:
        """Grants of one power that concern a matter, under the names borne on that day."""
        key = (day, matter.code, power)
        if key not in self._grants:
            if len(self._grants) >= KEPT_ANSWERS:
                self._grants.clear()
            concerned = (*self.by_subject.get(matter.code, ()), *self.by_subject.get(matter.domain, ()))
            self._grants[key] = tuple(self._named(g, day) for g in concerned if g.power == power)
        return self._grants[key]

    def rule(self, question: Question) -> AuthorityRuling:
        """The ruling on one question about a matter of the catalogue at a known place; this value never changes, so neither does
        the answer."""
        matter = self.matters[question.matter or ""]
        key = self._alike(question, matter)
        found = self._rulings.get(key)
        if found is None:
            if len(self._rulings) >= KEPT_ANSWERS:
                self._rulings.clear()
            found = self._rulings[key] = self._ruled(question, matter)
        return found

    def _alike(self, question: Question, matter: MatterRow) -> tuple[Any, ...]:
        """What the answer depends on: matters of a domain that have no grants of their own share one."""
        own = matter.code if matter.code in self.by_subject or not matter.valid(question.day) else ""
        area = question.place.area if question.place else ""
        asked = question.power, area, question.day, question.cross_area, question.major_or_complex
        return (*asked, matter.domain, own, matter.unconfirmed)

    def _ruled(self, question: Question, matter: MatterRow) -> AuthorityRuling:
        if not matter.valid(question.day):
            return outside_catalogue(question, matter.since, matter.until)
        grants, area = self.grants(matter, question.power, question.day), question.place.area if question.place else ""
        return _assuming(matter, rule(question, grants, self.registry.cover_of(area), self.unassigned))

    def _named(self, grant: Grant, day: date) -> Grant:
        borne = [p for p in self.registry.plates if p.organ == grant.holder and p.kind == "main" and p.valid(day)]
        name = borne[0].name if borne else self.registry.organs[grant.holder].name
        values = {f: getattr(grant, f) for f in Grant.__dataclass_fields__}
        return Grant(**{**values, "acting_identity": name})

    def place(self, area: str) -> Place | None:
        """The township or platform to rule for; None when the code is not known."""
        if area not in self._places:
            row = self.registry.governed(area)
            government = self.registry.governments.get(row.code) if row else None
            known = row is not None and row.kind in ("township", "platform")
            self._places[area] = Place(row.code, row.name, row.township, government.name if government else "") if row and known else None
        return self._places[area]


def _assuming(matter: MatterRow, found: AuthorityRuling) -> AuthorityRuling:
    """With the assumption that the matter is one, where nobody of the county has confirmed it."""
    if not matter.unconfirmed:
        return found
    return replace(found, ruling=replace(found.ruling, assumptions=(*found.ruling.assumptions, UNCONFIRMED)))


def snapshot() -> Snapshot:
    """Two queries when nothing changed."""
    token, base = registry.data_version("catalogue"), registry.snapshot()
    kept = _kept.get(settings.ZHIFA_TENANT)
    if kept and token and kept.token == token and kept.registry is base:
        return kept
    built = _build(token, base)
    _kept[settings.ZHIFA_TENANT] = built
    return built


def domain_labels() -> dict[str, str]:
    """Domain code → Chinese name, from the county's plan."""
    layers = [layer for layer in county_layers() if (layer_path(layer) / "plan.toml").is_file()]
    return {d.code: d.name for d in load_plan(layers[-1]).domains.values()} if layers else {}


def _build(token: str, base: registry.Snapshot) -> Snapshot:
    mine = {"tenant": settings.ZHIFA_TENANT}
    labels = domain_labels()
    points = tuple(OpenPointModel.objects.filter(**mine))
    mandates = {m.code: _mandate(m) for m in Mandate.objects.filter(**mine)}
    stored = tuple(MatterGrant.objects.filter(**mine).select_related("holder", "team", "matter", "mandate"))
    duties = Duty.objects.filter(**mine).select_related("organ", "enforcer")
    return Snapshot(
        token=token,
        registry=base,
        matters=matter_rows(settings.ZHIFA_TENANT, labels),
        stored=tuple(grant_of(g) for g in stored),
        recorded={g.code: g.recorded_at for g in stored if g.recorded_at},
        repealed={s.title: s.until for s in Statute.objects.filter(**mine, until__isnull=False) if s.until},
        mandates=mandates,
        open_points=tuple(OpenPointRow(p.code, p.title, p.question, p.policy, p.domain, p.layer, p.finding) for p in points),
        unassigned=tuple(OpenPoint(p.code, p.domain, p.reason) for p in points if p.domain),
        duties={d.domain: _duty(d, labels) for d in duties},
        labels=labels,
    )


def _mandate(m: Mandate) -> MandateRow:
    return MandateRow(m.code, m.title, m.issuer, m.number, m.issued_on, m.published_on, m.note, m.layer)


def _duty(d: Duty, labels: dict[str, str]) -> DutyRow:
    return DutyRow(
        organ=d.organ.code,
        organ_name=d.organ.name,
        domain=d.domain,
        domain_label=labels.get(d.domain, d.domain),
        keeps=tuple(d.keeps),
        loses=tuple(d.loses),
        enforcer=d.enforcer.code,
        enforcer_name=d.enforcer.name,
        text=d.text,
        citation=d.citation,
        layer=d.layer,
    )


def grant_of(g: GrantTerms) -> Grant:
    """The terms as the law asks for them."""
    return Grant(
        id=g.code,
        power=g.power,
        holder=g.holder.code,
        holder_kind=g.holder_kind,
        acting_identity=g.holder.name,
        mandate=g.mandate.code,
        citation=Citation.parse(g.citation) if g.citation else None,
        matter=g.matter.code if g.matter else None,
        domain=g.domain or None,
        areas=frozenset(g.areas) if g.areas else None,
        since=g.since,
        until=g.until,
        published_on=g.published_on,
        needs_publication=g.needs_publication,
        kinds=frozenset(g.kinds) if g.kinds is not None else None,
        team=g.team.code if g.team else "",
        assumption=g.assumption,
    )
