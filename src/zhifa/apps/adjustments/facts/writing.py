"""What a change would write, as rows that are not saved yet: the dry run, the proof and the effect read the same plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from zhifa.apps.adjustments.facts.items import range_data
from zhifa.apps.adjustments.models import Change, ChangeItem
from zhifa.apps.catalogue.models import Basis, Mandate, Matter, MatterGrant, PenaltyRange, Statute
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.models import Area, Coverage, Organ, Plate, PlateKind, Team
from zhifa.apps.trail.rows import Row
from zhifa.law import catalogue_change as law
from zhifa.law.authority import TOWNSHIP
from zhifa.law.citations import Citation

CREATED, ENDED, CHANGED = "created", "ended", "changed"
CITATIONS = {law.NEW_GRANT: "浙江省综合行政执法条例 第八条", law.EMPOWER: "浙江省综合行政执法条例 第九条 第二款"}
MATTER_FIELDS = ("name", "subdomain", "official_code", "precondition", "kinds", "words", "remarks")
MONEY = ("minimum", "maximum", "ratio_minimum", "ratio_maximum")


@dataclass(frozen=True, slots=True)
class Write:
    """One row as it would be stored. `done`: created | ended | changed; `words`: what changes, for readers."""

    row: Row
    done: str
    words: str = ""

    @property
    def table(self) -> str:
        """Name of the table."""
        return str(self.row._meta.model_name)

    @property
    def code(self) -> str:
        """Code of the row."""
        return str(getattr(self.row, "code", self.row.pk))

    def told(self) -> dict[str, str]:
        """As JSON, for the trail and the dry run."""
        return {"table": self.table, "code": self.code, "done": self.done, "words": self.words}


@dataclass
class Plan:
    """Everything that one change writes from `day` on, known `at` (None: not yet)."""

    change: Change
    day: date
    at: datetime | None = None
    published_on: date | None = None
    writes: list[Write] = field(default_factory=list)
    _mandate: Mandate | None = None

    @classmethod
    def of(cls, change: Change, items: Sequence[ChangeItem], at: datetime | None = None) -> Plan:
        """The writes in the order in which they are stored (about two queries an item)."""
        published = timezone.localdate(change.published_at) if change.published_at else None
        plan = cls(change, change.effective_on or date.max, at, published)
        for item in items:
            for write in _PLANNERS[item.kind](plan, item):
                plan.writes.append(write)
        return plan

    def mandate(self) -> Iterator[Write]:
        """The document that gives the powers, once: what the last approval says."""
        if self._mandate is None:
            approval = self.change.approvals.order_by("recorded_at").last() if not self.change._state.adding else None
            self._mandate = Mandate(
                tenant=self.change.tenant,
                code=f"change:{self.change.code}",
                title=self.change.title,
                issuer=approval.organ if approval else "",
                number=approval.number if approval else "",
                issued_on=approval.issued_on if approval else None,
                published_on=self.published_on,
            )
            yield Write(self._mandate, CREATED, self.change.title)

    def grant(self, item: ChangeItem, suffix: str, **terms: Any) -> MatterGrant:
        """A grant of this change, valid from its day."""
        assert self._mandate is not None
        return MatterGrant(
            tenant=self.change.tenant,
            code=f"{self.change.code}:{item.order}:{suffix}",
            mandate=self._mandate,
            since=self.day,
            recorded_at=self.at,
            **terms,
        )


def _mine() -> dict[str, Any]:
    return {"tenant": settings.ZHIFA_TENANT}


def _valid(day: date) -> Q:
    return (Q(since__isnull=True) | Q(since__lte=day)) & (Q(until__isnull=True) | Q(until__gt=day))


def _new_matter(plan: Plan, item: ChangeItem) -> Iterator[Write]:
    after = item.after or {}
    fields = {key: after[key] for key in MATTER_FIELDS if after.get(key) not in (None, "")}
    fields |= {"precondition": after.get("precondition") or "none", "origin": after.get("origin") or "chunan"}
    matter = Matter(**_mine(), code=item.subject, domain=after["domain"], since=plan.day, **fields)
    yield Write(matter, CREATED, matter.name)
    yield from _bases(plan, matter, after.get("bases", ()))
    for n, said in enumerate(after.get("ranges", ()), 1):
        yield Write(_range(plan, matter, said, f"{matter.code}:{n}"), CREATED, range_words(said))


def _bases(plan: Plan, matter: Matter, places: Sequence[Mapping[str, Any]]) -> Iterator[Write]:
    statutes = {s.code: s for s in Statute.objects.filter(**_mine(), code__in=[p["statute"] for p in places if p.get("statute")])}
    statutes |= {w.row.code: w.row for w in plan.writes if isinstance(w.row, Statute)}
    for place in places:
        if place.get("statute") and place["statute"] not in statutes and place.get("version"):
            text = statutes[place["statute"]] = _text(place)
            yield Write(text, CREATED, f"{text.title}（{text.version_date}）")
    for n, place in enumerate((p for p in places if p.get("statute") in statutes), 1):
        row = Basis(
            **_mine(),
            code=f"{matter.code}:{place['role'] or 'penalty'}:{plan.change.code}:{n}"[:40],
            matter=matter,
            statute=statutes[place["statute"]],
            role=place["role"] or "penalty",
            since=None if matter._state.adding else plan.day,
            **{key: place.get(key) for key in ("article", "sub", "paragraph", "item")},
        )
        yield Write(row, CREATED, f"{row.statute.title} 第{row.article}条")


def _text(place: Mapping[str, Any]) -> Statute:
    """The version of a text that the catalogue does not have yet, as a place of an item names it."""
    words = {key: place[key] for key in ("title", "level")}
    return Statute(**_mine(), code=place["statute"], version_date=date.fromisoformat(str(place["version"])), **words)


def _range(plan: Plan, matter: Matter, said: Mapping[str, Any], code: str, since: date | None = None) -> PenaltyRange:
    money = {key: Decimal(str(said[key])) if said.get(key) not in (None, "") else None for key in MONEY}
    words = {key: said.get(key) or "" for key in ("condition", "unit", "base")}
    return PenaltyRange(
        **_mine(),
        code=code,
        matter=matter,
        party_kind=said["party_kind"],
        tier=said.get("tier") or "base",
        precondition=said.get("precondition") or "none",
        since=since,
        **money,
        **words,
    )


def range_words(said: Mapping[str, Any]) -> str:
    """One range in one line: citizen base 200–2000 yuan."""
    low, high = said.get("minimum"), said.get("maximum")
    if low is None and high is None and said.get("base"):
        bounds = f"{said.get('ratio_minimum') or ''}–{said.get('ratio_maximum') or ''} × {said['base']}"
    else:
        bounds = f"{low if low is not None else ''}–{high if high is not None else ''} 元"
    return f"{said['party_kind']} {said.get('tier') or 'base'} {bounds}"


def _revise_matter(plan: Plan, item: ChangeItem) -> Iterator[Write]:
    after = item.after or {}
    matter = Matter.objects.get(**_mine(), code=item.subject)
    changed = [key for key in MATTER_FIELDS if key in after]
    for key in changed:
        setattr(matter, key, after[key])
    if changed:
        yield Write(matter, CHANGED, "、".join(f"{key}：{after[key]}" for key in changed))
    if after.get("ranges") or after.get("gone_ranges"):
        yield from _new_ranges(plan, matter, after.get("ranges", ()), after.get("gone_ranges", ()))
    if after.get("bases") or after.get("ended"):
        yield from _new_bases(plan, matter, after)


def _new_ranges(plan: Plan, matter: Matter, ranges: Sequence[Mapping[str, Any]], gone: Sequence[Mapping[str, Any]]) -> Iterator[Write]:
    """Each version has its own row: the law of the day of the act is found again (处罚法 37). `gone`: what has no later version."""
    keys = {(r["party_kind"], r.get("tier") or "base") for r in (*ranges, *gone)}
    before: dict[tuple[str, str], dict[str, Any]] = {}
    for row in PenaltyRange.objects.filter(_valid(plan.day), matter=matter):
        if (row.party_kind, row.tier) in keys:
            before[row.party_kind, row.tier] = range_data(row)
            row.until = plan.day
            yield Write(row, ENDED, f"{range_words(vars(row))}，至 {plan.day}")
    for n, stated in enumerate(ranges, 1):  # what is not stated stays as it was
        said = before.get((stated["party_kind"], stated.get("tier") or "base"), {}) | dict(stated)
        yield Write(_range(plan, matter, said, f"{matter.code}:{plan.change.code}:{n}", plan.day), CREATED, range_words(said))


def _new_bases(plan: Plan, matter: Matter, after: Mapping[str, Any]) -> Iterator[Write]:
    """The bases that `ended` names (as they are cited) go on that day; the stated ones come."""
    gone = set(after.get("ended", ()))
    for row in Basis.objects.filter(matter=matter, until__isnull=True).select_related("statute"):
        if cited(row) in gone:
            row.until = plan.day
            yield Write(row, ENDED, f"{cited(row)}，至 {plan.day}")
    yield from _bases(plan, matter, after.get("bases", ()))


def cited(row: Basis) -> str:
    """The place as the catalogue's rows cite it."""
    return str(Citation(row.statute.title, row.article, row.paragraph, row.item, row.sub))


def _end_matter(plan: Plan, item: ChangeItem) -> Iterator[Write]:
    matter = Matter.objects.get(**_mine(), code=item.subject)
    matter.until = plan.day
    yield Write(matter, ENDED, f"{matter.name}，至 {plan.day}")


def _new_grant(plan: Plan, item: ChangeItem) -> Iterator[Write]:
    yield from plan.mandate()
    after = item.after or {}
    holder = Organ.objects.get(**_mine(), code=after["holder"])
    team = Team.objects.get(**_mine(), code=after["team"]) if after.get("team") else None
    matter = Matter.objects.filter(**_mine(), code=after["matter"]).first() if after.get("matter") else None
    if after.get("matter") and matter is None:
        matter = next(w.row for w in plan.writes if isinstance(w.row, Matter) and w.row.code == after["matter"])
    for power in after["powers"]:
        row = plan.grant(
            item,
            power,
            power=power,
            holder=holder,
            holder_kind=after["holder_kind"],
            team=team,
            matter=matter,
            domain="" if matter else after["domain"],
            areas=list(after.get("areas") or ()),
            kinds=after.get("kinds") if power == "penalty" else None,
            until=date.fromisoformat(after["until"]) if after.get("until") else None,
            citation=CITATIONS[law.NEW_GRANT],
            published_on=plan.published_on,
        )
        yield Write(row, CREATED, f"{holder.name} · {power}，自 {plan.day}")


def _revise_grant(plan: Plan, item: ChangeItem) -> Iterator[Write]:
    """Other areas or kinds begin with a grant of their own, so that each day keeps what it said."""
    after = item.after or {}
    row = MatterGrant.objects.select_related("holder", "team", "matter", "mandate").get(**_mine(), code=item.subject)
    if {"areas", "kinds"} & set(after):
        yield from plan.mandate()
        same = (
            "power",
            "holder",
            "holder_kind",
            "team",
            "matter",
            "domain",
            "areas",
            "kinds",
            "citation",
            "needs_publication",
            "assumption",
        )
        terms = {key: getattr(row, key) for key in same} | {key: after[key] for key in ("areas", "kinds") if key in after}
        fresh = plan.grant(item, row.power, **terms, until=row.until, published_on=plan.published_on)
        row.until, row.recorded_at = plan.day, plan.at
        yield Write(row, ENDED, f"{row.holder.name} · {row.power}，至 {plan.day}")
        yield Write(fresh, CREATED, f"{row.holder.name} · {row.power}，自 {plan.day}")
        return
    for key in ("until", "published_on"):
        if key in after:
            setattr(row, key, date.fromisoformat(after[key]) if after[key] else None)
    row.recorded_at = plan.at
    yield Write(row, CHANGED, "、".join(f"{key}：{value}" for key, value in after.items()))


def _coverage(plan: Plan, item: ChangeItem) -> Iterator[Write]:
    team = Team.objects.get(**_mine(), code=(item.after or {})["team"])
    for row in Coverage.objects.filter(_valid(plan.day), **_mine(), area__code=item.subject).select_related("area", "team"):
        row.until = plan.day
        yield Write(row, ENDED, f"{row.area.name} · {row.team.name}，至 {plan.day}")
    area = Area.objects.get(**_mine(), code=item.subject)
    fresh = Coverage(**_mine(), code=f"{area.code}:{plan.change.code}:{item.order}", area=area, team=team, since=plan.day)
    yield Write(fresh, CREATED, f"{area.name} · {team.name}，自 {plan.day}")


def _plate(plan: Plan, item: ChangeItem) -> Iterator[Write]:
    """The main plate becomes the secondary one and the other way round; names of earlier days stay as they were (R44)."""
    after = item.after or {}
    organ = Organ.objects.get(**_mine(), code=item.subject)
    borne = list(Plate.objects.filter(_valid(plan.day), **_mine(), organ=organ, team__isnull=True).order_by("kind"))
    main = next((p for p in borne if p.kind == PlateKind.MAIN), None)
    other = next((p for p in borne if p.kind != PlateKind.MAIN and p.name == after["main"]), None)
    for row in (main, other):
        if row is not None:
            row.until = plan.day
            yield Write(row, ENDED, f"{row.name}（{PlateKind(row.kind).label}），至 {plan.day}")
    swapped = [(PlateKind.MAIN, after["main"], other)] + ([(PlateKind.SECONDARY, main.name, main)] if main else [])
    for kind, name, before in swapped:
        prefix = after.get("prefix") or (before.prefix if before else "")
        layer = before.prefix_layer or before.layer if before else ""
        code = f"{plan.change.code}:{item.order}:{kind.value}"
        fresh = Plate(**_mine(), code=code, organ=organ, name=name, kind=kind, prefix=prefix, prefix_layer=layer, since=plan.day)
        yield Write(fresh, CREATED, f"{name}（{kind.label}），自 {plan.day}")


def _empower(plan: Plan, item: ChangeItem) -> Iterator[Write]:
    yield from plan.mandate()
    after = item.after or {}
    organ = Organ.objects.select_related("area").get(**_mine(), code=item.subject)
    assert organ.area is not None
    squad = next((c.team for c in registry.cover(plan.day) if c.area == organ.area.code), "")
    team = Team.objects.filter(**_mine(), code=squad).first()
    for matter in Matter.objects.filter(**_mine(), code__in=after["matters"]).order_by("code"):
        for power in after.get("powers") or law.TOWNSHIP_POWERS:
            row = plan.grant(
                item,
                f"{matter.code}:{power}",
                power=power,
                holder=organ,
                holder_kind=TOWNSHIP,
                team=team,
                matter=matter,
                areas=[organ.area.code],
                citation=CITATIONS[law.EMPOWER],
                needs_publication=True,
                published_on=plan.published_on,
            )
            yield Write(row, CREATED, f"{organ.name} · {matter.name} · {power}，自 {plan.day}")


def _withdraw(plan: Plan, item: ChangeItem) -> Iterator[Write]:
    wanted = (item.after or {}).get("matters", ())
    rows = MatterGrant.objects.filter(_valid(plan.day), **_mine(), holder__code=item.subject, holder_kind=TOWNSHIP, matter__code__in=wanted)
    for row in rows.select_related("holder", "team", "matter", "mandate"):
        row.until, row.recorded_at = plan.day, plan.at
        yield Write(row, ENDED, f"{row.holder.name} · {row.matter.name if row.matter else ''} · {row.power}，至 {plan.day}")


_PLANNERS = {
    law.NEW_MATTER: _new_matter,
    law.REVISE_MATTER: _revise_matter,
    law.END_MATTER: _end_matter,
    law.NEW_GRANT: _new_grant,
    law.REVISE_GRANT: _revise_grant,
    law.COVERAGE: _coverage,
    law.PLATE: _plate,
    law.EMPOWER: _empower,
    law.WITHDRAW_POWER: _withdraw,
}
