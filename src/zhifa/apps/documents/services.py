"""Issue a document, void one, open its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from zhifa.apps.documents import binding, docx, files, forms, glyphs, numbers, pdf, permissions
from zhifa.apps.documents.binding import Part
from zhifa.apps.documents.blocks import Note, Sheet, noted
from zhifa.apps.documents.models import Document, SeriesNumber
from zhifa.apps.documents.queries import DocumentRow, row
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail import acts
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.rows import tenant_default
from zhifa.law.actors import Actor
from zhifa.law.citations import Citation
from zhifa.law.documents import KINDS, DocumentKind, complete
from zhifa.law.rulings import Blocked, refusal

_NOT_YET = "〔待编〕"
NOT_CONFIRMED = "本文书所涉事项由法律文本整理，尚未经县里确认；以官方清单为准（OP-02）。"
_TYPES = {"pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


@dataclass(frozen=True, slots=True)
class Owner:
    """What the document belongs to and whose it is. `organ` is the code of the organ that acts, `acting_identity` the name
    it acts in (both from the authority ruling, never typed); `people`: persons who may always open it; `unconfirmed`: its matter was
    compiled from the texts and nobody of the county has confirmed it."""

    subject_id: UUID
    organ: str
    acting_identity: str
    team: str = ""
    area: str = ""
    people: tuple[str, ...] = field(default_factory=tuple)
    unconfirmed: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """One file to hand out."""

    name: str
    content_type: str
    content: bytes


@transaction.atomic
def issue(*, by: Actor, at: datetime, kind: str, owner: Owner, facts: Mapping[str, Any], demo: bool = False) -> DocumentRow:
    """Check, number, draw, store and record one document.

    `facts`: the keys of `law.documents`; organ, number and day are added here. Refused before a number is taken: a missing
    mandatory field, a missing glyph, an acting identity without a number prefix. Raises Denied, Blocked."""
    form, day = KINDS[kind], timezone.localdate(at)
    permissions.check_issue(by, form.signers)
    demo = demo or settings.DEMO
    said = {**facts, "organ": owner.acting_identity, "day": day.isoformat()}
    _check(form, said, owner, demo)
    entry = _number(by, at, form, owner) if form.word else None
    number = entry.text if entry else ""
    sheet = forms.sheet(form, {**said, "number": number}, organ=owner.acting_identity, number=number, demo=demo)
    if owner.unconfirmed:
        sheet = replace(sheet, blocks=(*sheet.blocks, Note(NOT_CONFIRMED)))
    return _stored(by, at, form, owner, sheet, pdf.render(sheet, at), entry)


@transaction.atomic
def bind(
    *, by: Actor, at: datetime, kind: str, owner: Owner, facts: Mapping[str, Any], parts: Sequence[Part], demo: bool = False
) -> DocumentRow:
    """One file of `parts` behind a cover that lists them with pages and hashes (`index` is added to `facts`). Every part is read and
    its hash checked first. Raises Denied, Blocked, `files.Damaged`."""
    form, day = KINDS[kind], timezone.localdate(at)
    permissions.check_issue(by, form.signers)
    demo = demo or settings.DEMO
    for part in parts:
        files.check(part.file, part.digest)
    said = {**facts, "organ": owner.acting_identity, "day": day.isoformat()}
    lines, counts = binding.contents(parts, 1)
    draft = forms.sheet(form, {**said, "index": lines}, organ=owner.acting_identity, number="", demo=demo)
    lines, counts = binding.contents(parts, 1 + binding.cover_pages(draft, at))
    said["index"] = lines
    _check(form, said, owner, demo)
    sheet = forms.sheet(form, said, organ=owner.acting_identity, number="", demo=demo)
    return _stored(by, at, form, owner, sheet, binding.bound(sheet, parts, counts, at), None)


def _stored(
    by: Actor, at: datetime, form: DocumentKind, owner: Owner, sheet: Sheet, content: bytes, entry: SeriesNumber | None
) -> DocumentRow:
    made = Document(
        tenant=by.tenant or tenant_default(),
        kind=form.code,
        name=form.name,
        number=sheet.number,
        entry=entry,
        subject_id=owner.subject_id,
        acting_identity=owner.acting_identity,
        organ=owner.organ,
        team=owner.team,
        area=owner.area,
        people=list(owner.people),
        blocks=sheet.to_json(),
        demo=sheet.demo,
        issued_at=at,
        digest=files.keep(content),
        size=len(content),
    )
    acts.save(made)
    _record(made, "issue", by, at)
    return row(made)


def _check(form: DocumentKind, said: Mapping[str, Any], owner: Owner, demo: bool) -> None:
    placeholder = _NOT_YET if form.word else ""
    ruling = complete(form, {**said, "number": placeholder})
    if not ruling.permits:
        raise Blocked(ruling)
    draft = forms.sheet(form, {**said, "number": placeholder}, organ=owner.acting_identity, number=placeholder, demo=demo)
    lacking = glyphs.missing(draft.texts(), Path(settings.FONT_ROOT))
    if lacking:
        codes = "、".join(f"{c}（U+{ord(c):04X}）" for c in lacking[:8])
        raise Blocked(refusal("document.glyph_missing", document=form.name, glyphs=codes))


def _number(by: Actor, at: datetime, form: DocumentKind, owner: Owner) -> SeriesNumber:
    day = timezone.localdate(at)
    plate = registry.plate(owner.organ, day)
    if plate is None or not plate.prefix:
        cited = Citation("行政处罚法", 52, 1)
        raise Blocked(refusal("document.no_series", cited, rules=("SIM-03",), identity=owner.acting_identity))
    return numbers.take(by=by, at=at, day=day, kind=form, acting_identity=owner.acting_identity, prefix=plate.prefix)


def _record(made: Document, verb: str, by: Actor, at: datetime, note: str = "") -> None:
    said = {"kind": made.kind, "number": made.number, "sha256": made.noted_digest or made.digest, "subject": str(made.subject_id)}
    trail.record(subject=made, verb=verb, by=by, at=at, acting_identity=made.acting_identity, facts=said, note=note)


@transaction.atomic
def void(*, by: Actor, at: datetime, document_id: UUID | str, reason: str, version: int | None = None) -> DocumentRow:
    """Take a document out of force before it was served. It and its number stay, with the reason. Raises Denied, Blocked."""
    made = acts.locked(Document, document_id, version)
    permissions.check_void(by, made)
    if made.void_at:
        raise Blocked(refusal("document.void_already", number=made.number or made.name))
    if not reason.strip():
        raise Blocked(refusal("reason_required", missing=("reason",)))
    made.void_at, made.void_reason = at, reason.strip()
    acts.save(made)
    if made.entry:
        numbers.void(by=by, at=at, entry=made.entry, reason=made.void_reason)
    _record(made, "void", by, at, made.void_reason)
    return row(made)


@transaction.atomic
def note_refusal(*, by: Actor, at: datetime, document_id: UUID | str, note: str) -> DocumentRow:
    """Note on the document that its addressee refused to sign (处罚法 52). The copy as issued stays beside the noted one.

    Raises Denied, Blocked (void, noted before)."""
    permissions.check_issue(by)
    made = acts.locked(Document, document_id)
    if made.void_at or made.noted:
        raise Blocked(refusal("document.void_already" if made.void_at else "document.noted_already", number=made.number or made.name))
    sheet = noted(Sheet.from_json(made.blocks), note)
    made.noted, made.blocks = note, sheet.to_json()
    made.noted_digest = files.keep(pdf.render(sheet, at))
    acts.save(made)
    _record(made, "note_refusal", by, at, note)
    return row(made)


@transaction.atomic
def open_file(*, by: Actor, at: datetime, document_id: UUID | str, form: str = "pdf") -> File:
    """The file for a reader who may have it. An opening by somebody who did not make it is recorded. Raises Denied,
    `files.Damaged`, KeyError for an unknown form."""
    content_type = _TYPES[form]
    made = acts.locked(Document, document_id)
    permissions.check_open(by, made)
    if by.person not in made.people:
        _record(made, "open", by, at)
    content = docx.render(Sheet.from_json(made.blocks), made.issued_at) if form == "docx" else files.read(made.noted_digest or made.digest)
    return File(f"{made.name}{made.number}.{form}", content_type, content)


@transaction.atomic
def open_to(*, by: Actor, at: datetime, subjects: Sequence[UUID | str], people: Sequence[str]) -> int:
    """Whoever took these cases or orders over may open what was issued before; returns how many documents. The service that hands them
    over says who may."""
    rows = [d for d in Document.objects.select_for_update().filter(subject_id__in=subjects).order_by("pk") if set(people) - set(d.people)]
    for document in rows:
        document.people = [*document.people, *(p for p in people if p not in document.people)]
    acts.save_all(rows, "people")
    trail.record_acts(verb="open_to", by=by, at=at, acts=[trail.Act(d, {"number": d.number, "people": list(people)}) for d in rows])
    return len(rows)
