"""What a newer edition of the packs says otherwise, as items of a change: rows of the tables of the catalogue, squads and plates. Other
rows (people, organs, texts nobody rests on) are no change of the catalogue and are counted only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings

from zhifa.apps.adjustments.facts.items import range_data
from zhifa.apps.adjustments.facts.writing import MATTER_FIELDS
from zhifa.apps.adjustments.models import ChangeItem
from zhifa.apps.catalogue.models import PenaltyRange, Statute
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries import ProposalRow
from zhifa.law import catalogue_change as law
from zhifa.law.authority import TOWNSHIP
from zhifa.law.citations import Citation

Said = Mapping[str, Any]
RANGE = ("party_kind", "tier", "condition", "minimum", "maximum", "unit", "ratio_minimum", "ratio_maximum", "base", "precondition")
PLACE = ("article", "sub", "paragraph", "item")
TERMS = ("matter", "domain", "holder", "holder_kind", "team", "areas", "until")
GONE = ("refused", "withdrawn")


@dataclass(frozen=True, slots=True)
class Proposed:
    """One item that an edition proposes; `rows`: (table, code) of the differences that it takes up."""

    kind: str
    subject: str
    after: dict[str, Any] | None
    digest: str
    rows: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """Names it on a form."""
        return f"{self.kind}:{self.subject}:{self.rows[0][1]}"


@dataclass(frozen=True, slots=True)
class Editions:
    """`items` that wait for people; `left`: table → differences that are no change of the catalogue."""

    items: tuple[Proposed, ...]
    left: Mapping[str, int]


@dataclass
class _Found:
    """The differences of one edition: table → code → row; what became an item is struck off. `titles`: code of a text → title."""

    tables: dict[str, dict[str, ProposalRow]]
    titles: Mapping[str, str]
    until: str
    items: list[Proposed] = field(default_factory=list)

    def of(self, table: str) -> list[ProposalRow]:
        """Rows of a table that are not taken up yet, by code."""
        return list(self.tables.get(table, {}).values())

    def take(self, kind: str, subject: str, after: dict[str, Any] | None, rows: Sequence[ProposalRow]) -> None:
        """An item of these rows."""
        self.items.append(Proposed(kind, subject, after, rows[0].digest, tuple((r.table, r.code) for r in rows)))
        for row in rows:
            self.tables[row.table].pop(row.code, None)


def editions(day: date) -> Editions:
    """What the latest edition proposes and no change has taken up, if it is to hold from `day` (about 6 queries)."""
    held = _held()
    rows = [r for r in _latest(registry.proposals()) if (r.digest, r.table, r.code) not in held]
    if not rows:
        return Editions((), {})
    tables: dict[str, dict[str, ProposalRow]] = {}
    for row in rows:
        tables.setdefault(row.table, {})[row.code] = row
    known = dict(Statute.objects.filter(tenant=settings.ZHIFA_TENANT).values_list("code", "title"))
    texts = {code: r.after["title"] for code, r in tables.get("statutes", {}).items() if r.after}
    found = _Found(tables, known | texts, day.isoformat())
    new_texts = {code: r.after for code, r in tables.get("statutes", {}).items() if r.after and r.before is None}
    _matters(found, new_texts)
    _grants(found)
    _coverage(found)
    _plates(found)
    named = {p["statute"] for i in found.items for p in (i.after or {}).get("bases", ())}
    left = Counter(r.table for rest in tables.values() for r in rest.values() if not (r.table == "statutes" and r.code in named))
    return Editions(tuple(found.items), dict(left))


def _held() -> set[tuple[str, str, str]]:
    """(digest, table, code) of differences that a change has, unless it did not come about (1 query)."""
    taken = ChangeItem.objects.filter(tenant=settings.ZHIFA_TENANT).exclude(change__state__in=GONE).exclude(source={})
    found = (source for source in taken.values_list("source", flat=True) if "proposal" in source)
    return {(source["proposal"], table, code) for source in found for table, code in source["rows"]}


def _latest(rows: Sequence[ProposalRow]) -> list[ProposalRow]:
    """Of each capability the edition that came last; accepted drafts of departments have their own way."""
    own = [r for r in rows if "senders" not in (r.after or {})]
    last: dict[str, ProposalRow] = {}
    for row in own:
        if row.capability not in last or last[row.capability].proposed_at <= row.proposed_at:
            last[row.capability] = row
    return [r for r in own if r.digest == last[r.capability].digest]


def _matters(found: _Found, texts: Mapping[str, Said]) -> None:
    """A matter with the rows that belong to it."""
    parts: dict[str, list[ProposalRow]] = {}
    for row in [*found.of("matters"), *found.of("bases"), *found.of("ranges")]:
        said = row.after or row.before or {}
        parts.setdefault(row.code if row.table == "matters" else said["matter"], []).append(row)
    for code, rows in parts.items():
        own = next((r for r in rows if r.table == "matters"), None)
        if own and own.after is None:
            found.take(law.END_MATTER, code, None, rows)
        elif own and own.before is None and own.after:
            found.take(law.NEW_MATTER, code, _new_matter(found, own.after, rows, texts), rows)
        elif after := _revised(found, code, own, rows, texts):
            found.take(law.REVISE_MATTER, code, after, rows)


def _new_matter(found: _Found, said: Said, rows: Sequence[ProposalRow], texts: Mapping[str, Said]) -> dict[str, Any]:
    words = {key: said[key] for key in (*MATTER_FIELDS, "domain", "origin")}
    bases = [_place(found, r.after, texts) for r in rows if r.table == "bases" and r.after]
    return words | {"bases": bases, "ranges": [_range(r.after) for r in rows if r.table == "ranges" and r.after]}


def _revised(found: _Found, code: str, own: ProposalRow | None, rows: Sequence[ProposalRow], texts: Mapping[str, Said]) -> dict[str, Any]:
    after: dict[str, Any] = {}
    if own and own.before and own.after:
        after = {key: own.after[key] for key in MATTER_FIELDS if own.after[key] != own.before[key]}
    bases = [r for r in rows if r.table == "bases" and _cited(found, r.before) != _cited(found, r.after)]
    after["bases"] = [_place(found, r.after, texts) for r in bases if r.after]
    after["ended"] = [_cited(found, r.before) for r in bases if r.before]
    ranges = [r for r in rows if r.table == "ranges"]
    after["ranges"] = [_range(r.after) for r in ranges if r.after]
    keys = {_key(r.before or r.after or {}) for r in ranges}
    after["ranges"] += [_range(range_data(r)) for r in _beside(code, keys, {r.code for r in ranges})] if ranges else []
    stated = {_key(r) for r in after["ranges"]}
    after["gone_ranges"] = [{"party_kind": party, "tier": tier} for party, tier in sorted(keys - stated)]
    return {key: value for key, value in after.items() if value or key in MATTER_FIELDS}


def _beside(code: str, keys: set[tuple[str, str]], told: set[str]) -> list[PenaltyRange]:
    """Ranges of the same degree that stay as they are: they begin anew beside those that change (1 query)."""
    rows = PenaltyRange.objects.filter(tenant=settings.ZHIFA_TENANT, matter__code=code, until__isnull=True).exclude(code__in=told)
    return [r for r in rows if (r.party_kind, r.tier) in keys]


def _key(said: Said) -> tuple[str, str]:
    return said["party_kind"], said.get("tier") or "base"


def _range(said: Said) -> dict[str, Any]:
    return {key: said.get(key) for key in RANGE}


def _place(found: _Found, said: Said, texts: Mapping[str, Said]) -> dict[str, Any]:
    text = texts.get(said["statute"], {})
    words = {"title": found.titles.get(said["statute"], ""), "version": text.get("version_date") or "", "level": text.get("level", "")}
    return {"role": said["role"], "statute": said["statute"], **words, **{key: said[key] for key in PLACE}}


def _cited(found: _Found, said: Said | None) -> str:
    if said is None:
        return ""
    where = (said["article"], said["paragraph"], said["item"], said["sub"])
    return str(Citation(found.titles.get(said["statute"], said["statute"]), *where))


def _grants(found: _Found) -> None:
    """Powers that come, end, or are another's from the day on; those of townships by their own kinds of items."""
    for row in found.of("grants"):
        if row.before is not None and row.before["holder_kind"] != TOWNSHIP:
            _ended_or_changed(found, row)
    for rows in _together([r for r in found.of("grants") if r.before is None]).values():
        _granted(found, rows)
    for kind, side in ((law.EMPOWER, "after"), (law.WITHDRAW_POWER, "before")):
        _townships(found, kind, side)


def _ended_or_changed(found: _Found, row: ProposalRow) -> None:
    before, after = row.before or {}, row.after
    changed = {key for key in (*TERMS, "power", "kinds", "published_on") if after and after[key] != before[key]}
    if after is not None and not changed:
        return
    if after is not None and (changed <= {"until", "published_on"} or changed <= {"areas", "kinds"}):
        found.take(law.REVISE_GRANT, row.code, {key: after[key] for key in sorted(changed)}, [row])
        return
    found.take(law.REVISE_GRANT, row.code, {"until": found.until}, [row])
    if after is not None:
        found.tables["grants"][row.code] = ProposalRow(row.capability, row.table, row.code, None, after, row.proposed_at, row.digest)


def _together(rows: Sequence[ProposalRow]) -> dict[str, list[ProposalRow]]:
    """Rows with the same terms: one item with several powers."""
    groups: dict[str, list[ProposalRow]] = {}
    for row in rows:
        if row.after and row.after["holder_kind"] != TOWNSHIP:
            groups.setdefault(repr([row.after[key] for key in TERMS]), []).append(row)
    return groups


def _granted(found: _Found, rows: Sequence[ProposalRow]) -> None:
    said = rows[0].after or {}
    kinds = next((r.after["kinds"] for r in rows if r.after and r.after["power"] == "penalty"), None)
    powers = [r.after["power"] for r in rows if r.after]
    after = {key: said[key] or "" for key in ("matter", "domain", "holder", "holder_kind", "team", "until")}
    item = after | {"areas": said["areas"], "kinds": kinds, "powers": powers, "listed": ""}
    found.take(law.NEW_GRANT, said["matter"] or said["domain"], item, rows)


def _townships(found: _Found, kind: str, side: str) -> None:
    groups: dict[str, list[ProposalRow]] = {}
    for row in found.of("grants"):
        said = getattr(row, side)
        if said and not (row.before and row.after) and said["holder_kind"] == TOWNSHIP and said["matter"]:
            groups.setdefault(said["holder"], []).append(row)
    for organ, rows in groups.items():
        said_rows = [getattr(r, side) for r in rows]
        matters = sorted({s["matter"] for s in said_rows})
        powers = sorted({s["power"] for s in said_rows}, reverse=True)
        found.take(kind, organ, {"matters": matters} | ({"powers": powers} if kind == law.EMPOWER else {}), rows)


def _coverage(found: _Found) -> None:
    """Another squad serves a township; the row that it replaces goes with it."""
    rows = found.of("coverage")
    for row in rows:
        if row.after and not row.after["until"]:
            area = row.after["area"]
            replaced = [r for r in rows if r.after is None and (r.before or {}).get("area") == area]
            found.take(law.COVERAGE, area, {"team": row.after["team"]}, [row, *replaced])


def _plates(found: _Found) -> None:
    """Another main plate of an organ (R44); a plate that is renamed or added beside it is no change of plates."""
    rows = found.of("plates")
    for row in rows:
        said, before = row.after, row.before or {}
        if said and said["kind"] == "main" and not said["team"] and any(said[key] != before.get(key) for key in ("name", "kind")):
            mine = [r for r in rows if (r.after or r.before or {}).get("organ") == said["organ"]]
            prefix = {"prefix": said["prefix"]} if said["prefix"] else {}
            found.take(law.PLATE, said["organ"], {"main": said["name"], **prefix}, [row, *(r for r in mine if r is not row)])
