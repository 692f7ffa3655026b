"""A department's list becomes draft matters: uploaded, its columns named, looked at, then taken as a whole or not at all.

Two rows are one draft when name and penalising places are the same, whoever lists them; anything less alike is told and left apart. So the
same file, or the same rows in another, change nothing."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from zhifa.algorithms.grids import plain
from zhifa.algorithms.sheets import Unreadable
from zhifa.apps.catalogue import permissions
from zhifa.apps.catalogue.models import Basis, DepartmentList, DraftMatter, DraftState, ListedRow, ListMapping
from zhifa.apps.catalogue.queries.lists import Reading, organ_names, read_list, senders
from zhifa.apps.trail import hashing
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid, locked, save
from zhifa.law.actors import Actor
from zhifa.law.rulings import Blocked, refusal
from zhifa.packs.lists import FIELDS, Finding, Listed, Place

NEEDED = ("name",)
Key = tuple[str, tuple[tuple[Any, ...], ...] | str]


@transaction.atomic
def upload_list(*, by: Actor, at: datetime, sender: str, name: str, content: bytes) -> DepartmentList:
    """Keep the file; the same bytes of the same sender are the same list. Raises Denied, and Invalid with why it is not taken."""
    permissions.check_list(by, sender)
    if sender not in senders(by):
        raise Invalid({"sender": ["没有这个部门"]})
    sha256 = hashlib.sha256(content).hexdigest()
    known = DepartmentList.objects.filter(tenant=by.tenant, sender=sender, sha256=sha256).first()
    if known:
        return known
    try:
        found = read_list(sender, content)
    except Unreadable as why:
        raise Invalid({"file": [str(why)]}) from why
    row = DepartmentList(tenant=by.tenant, sender=sender, name=Path(name).name[:120], sha256=sha256, size=len(content))
    row.columns, row.uploaded_by, row.uploaded_at = found.columns, by.name, at
    _keep(row.original, content)
    save(row)
    trail.record(subject=row, verb="list.upload", by=by, at=at, facts={"sender": sender, "name": row.name, "sha256": sha256})
    return row


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_bytes(content)
    part.replace(path)


@transaction.atomic
def take_list(*, by: Actor, at: datetime, file: UUID, columns: Mapping[str, str], version: int | None = None) -> DepartmentList:
    """All rows of the file in one transaction. Raises Denied, Blocked when it was taken before, Stale, Invalid (a column is not there)."""
    row = locked(DepartmentList, file, version)
    permissions.check_list(by, row.sender)
    if row.state == "taken":
        raise Blocked(refusal("lists.taken_already"))
    found = _read(row, columns)
    pool = _Pool.of(row, at)
    report = [pool.take(listed) for listed in found.rows]
    drafts = pool.stored()
    row.state, row.taken_at, row.columns = "taken", at, found.columns
    row.counts = dict(Counter(r.outcome for r in report))
    save(row)
    ListedRow.objects.bulk_create(report)
    mapping = _remembered(row, found)
    digest = hashing.digest(hashing.canonical([[r.line, r.outcome, r.draft, r.findings] for r in report]))
    facts = {"sender": row.sender, "counts": row.counts, "merged": pool.merged, "report": digest}
    trail.record(subject=row, verb="list.take", by=by, at=at, rows=[*drafts, mapping], facts=facts)
    return row


def _read(row: DepartmentList, columns: Mapping[str, str]) -> Reading:
    chosen = {f: h for f, h in columns.items() if h}
    wrong = {f: ["请选择这一列"] for f in NEEDED if f not in chosen}
    if not {"penalty", "bases"} & set(chosen):
        wrong["penalty"] = ["请选择处罚依据或者法律依据一列"]
    twice = {h for h, n in Counter(chosen.values()).items() if n > 1}
    wrong |= {f: ["同一列选了两次"] for f, h in chosen.items() if h in twice}
    found = read_list(row.sender, row.original.read_bytes(), chosen)
    wrong |= {f: ["表里没有这一列"] for f, h in chosen.items() if f not in FIELDS or h not in found.layout.headings}
    if wrong:
        raise Invalid(wrong)
    return found


def _remembered(row: DepartmentList, found: Reading) -> ListMapping:
    kept = ListMapping.objects.select_for_update().filter(tenant=row.tenant, sender=row.sender).first()
    kept = kept or ListMapping(tenant=row.tenant, sender=row.sender)
    kept.columns, kept.headings = found.columns, [h for h in found.layout.headings if h]
    return save(kept)


def key_of(name: str, bases: Sequence[Mapping[str, Any]], said: Mapping[str, str]) -> Key:
    """What makes two rows one matter. Without a penalising place only the same words are the same."""
    places = sorted({_place_key(b) for b in bases if b["role"] == "penalty"})
    words = plain("".join(said.get(f, "") for f in ("prohibition", "penalty", "penalty_places", "bases")))
    return plain(name), tuple(places) or words


def _place_key(basis: Mapping[str, Any]) -> tuple[Any, ...]:
    return basis["statute"] or basis["title"], basis["article"], basis["sub"] or 0, basis["paragraph"] or 0, basis["item"] or 0


def _plain(place: Place) -> dict[str, Any]:
    return asdict(place)


def _found(finding: Finding) -> dict[str, Any]:
    return {"code": finding.code, "words": dict(finding.words), "missing": finding.missing}


@dataclass
class _Pool:
    """All drafts of the county while one list is taken, found by key, name and place."""

    row: DepartmentList
    at: datetime
    resting: dict[tuple[str, int, int], list[tuple[int, int, str]]]
    names: Mapping[str, str]
    by_key: dict[Key, DraftMatter] = field(default_factory=dict)
    by_name: dict[str, DraftMatter] = field(default_factory=dict)
    by_place: dict[tuple[Any, ...], DraftMatter] = field(default_factory=dict)
    changed: dict[str, DraftMatter] = field(default_factory=dict)
    merged: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def of(cls, row: DepartmentList, at: datetime) -> _Pool:
        """The tables, read once (2 queries)."""
        resting: dict[tuple[str, int, int], list[tuple[int, int, str]]] = {}
        bases = Basis.objects.filter(tenant=row.tenant, role="penalty").select_related("statute", "matter")
        for b in bases:
            resting.setdefault((b.statute.code, b.article, b.sub or 0), []).append((b.paragraph or 0, b.item or 0, b.matter.code))
        pool = cls(row, at, resting, organ_names())
        for draft in DraftMatter.objects.select_for_update().filter(tenant=row.tenant).exclude(state=DraftState.MERGED):
            pool._index(draft)
        return pool

    def _index(self, draft: DraftMatter) -> None:
        for source in draft.sources:
            self.by_key.setdefault(key_of(draft.name, draft.bases, source["said"]), draft)
        self.by_name.setdefault(plain(draft.name), draft)
        for basis in draft.bases:
            if basis["role"] == "penalty":
                self.by_place.setdefault(_place_key(basis), draft)

    def take(self, listed: Listed) -> ListedRow:
        """What becomes of this row."""
        made = ListedRow(tenant=self.row.tenant, file=self.row, line=listed.lines[0], lines=list(listed.lines), outcome=listed.kind)
        made.name = (listed.name or listed.said.get("name", ""))[:120]
        made.findings = [_found(f) for f in listed.findings]
        if listed.kind == "matter":
            self._matter(listed, made)
        return made

    def _matter(self, listed: Listed, made: ListedRow) -> None:
        bases = [_plain(p) for p in listed.places]
        draft = self.by_key.get(key_of(listed.name, bases, listed.said))
        if draft is None:
            draft = self._new(listed, bases)
            made.outcome, made.findings = "created", list(draft.findings)
        elif any(s["sender"] == self.row.sender and s["said"] == listed.said for s in draft.sources):
            made.outcome = "repeated"
        else:
            made.outcome = "merged"
            made.findings += self._merge(draft, listed)
        made.draft = draft.code

    def _source(self, listed: Listed) -> dict[str, Any]:
        return {"sender": self.row.sender, "file": str(self.row.pk), "line": listed.lines[0], "said": dict(listed.said)}

    def _new(self, listed: Listed, bases: list[dict[str, Any]]) -> DraftMatter:
        key = key_of(listed.name, bases, listed.said)
        code = "L-" + hashlib.sha256(repr(key).encode()).hexdigest()[:10].upper()
        draft = DraftMatter(tenant=self.row.tenant, code=code, name=listed.name, official_code=listed.code, domain=listed.domain)
        draft.kinds, draft.bases, draft.sources = list(listed.kinds), bases, [self._source(listed)]
        draft.remarks, draft.proposed_at = listed.said.get("remarks", ""), self.at
        draft.known_as = sorted({m for p in listed.places if p.role == "penalty" for m in self._resting_on(p)})
        draft.findings = [_found(f) for f in (*listed.findings, *self._alike(draft))]
        self._index(draft)
        self.changed[draft.code] = draft
        return draft

    def _resting_on(self, place: Place) -> Iterator[str]:
        """Matters of the catalogue on this place; one that names no 款 or 项 rests on all of them."""
        for paragraph, item, matter in self.resting.get((place.statute, place.article, place.sub or 0), []):
            if paragraph in (0, place.paragraph or 0) and item in (0, place.item or 0):
                yield matter

    def _alike(self, draft: DraftMatter) -> Iterator[Finding]:
        if draft.known_as:
            yield Finding("lists.already_in_catalogue", {"codes": "、".join(draft.known_as)})
        named = self.by_name.get(plain(draft.name))
        if named:
            yield Finding("lists.same_name", {"code": named.code})
        placed = {d.code: d for b in draft.bases if b["role"] == "penalty" and (d := self.by_place.get(_place_key(b)))}
        for other in placed.values():
            if other is not named:
                yield Finding("lists.same_basis", {"code": other.code, "name": other.name})

    def _merge(self, draft: DraftMatter, listed: Listed) -> list[dict[str, Any]]:
        names = {"sender": self.names.get(self.row.sender, self.row.sender)}
        differs = [Finding("lists.differs", {**names, **words}, missing=True) for words in _differences(draft, listed)]
        draft.sources = [*draft.sources, self._source(listed)]
        if draft.state == DraftState.PROPOSED:
            draft.findings = [*draft.findings, *(_found(f) for f in differs)]
        self.changed[draft.code] = draft
        told = "、".join(self.names.get(s, s) for s in draft.senders)
        self.merged.append({"line": listed.lines[0], "into": draft.code, "differs": [f.words["field"] for f in differs]})
        return [_found(f) for f in (Finding("lists.merged_into", {"code": draft.code, "senders": told}), *differs)]

    def stored(self) -> list[DraftMatter]:
        """What is new or was added to, saved."""
        return [save(draft) for draft in self.changed.values()]


def _differences(draft: DraftMatter, listed: Listed) -> Iterator[dict[str, str]]:
    """Where the row contradicts the draft; what one of both leaves open is no contradiction."""
    if draft.domain and listed.domain and draft.domain != listed.domain:
        yield {"field": "领域", "said": listed.said.get("domain", "") or listed.domain}
    if draft.kinds and listed.kinds and set(draft.kinds) != set(listed.kinds):
        yield {"field": "处罚种类", "said": listed.said.get("kinds", "")}
