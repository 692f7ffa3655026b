"""Matters and drafts as tables in the layout of the lists, and as plain data."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from zhifa.algorithms import sheets
from zhifa.apps.catalogue import permissions
from zhifa.apps.catalogue.queries.lists import DraftRow, drafts, kept_layout
from zhifa.apps.catalogue.queries.rows import MatterRow
from zhifa.apps.catalogue.queries.snapshot import snapshot
from zhifa.law.actors import Actor
from zhifa.packs.lists import HEADINGS, TEMPLATE, place_text, template
from zhifa.packs.questions import question_words

NOT_CONFIRMED = "由法律文本整理，未经县里确认（OP-02）"
FORMATS = ("xlsx", "csv", "json")
KINDS = ("warning", "notice_of_criticism", "fine", "confiscate_income", "confiscate_goods", "suspend_licence", "revoke_licence",
         "downgrade", "restrict_trade", "stop_business", "close", "detention")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """`data`: the same as plain values."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    data: tuple[dict[str, Any], ...]

    def written(self, form: str) -> bytes:
        """As `xlsx`, `csv` (UTF-8 with its mark, for spreadsheets) or `json`."""
        if form == "json":
            return json.dumps(self.data, ensure_ascii=False, indent=1, default=str).encode()
        if form == "xlsx":
            return sheets.written(self.headings, self.rows)
        out = io.StringIO(newline="")
        csv.writer(out).writerows([self.headings, *([sheets.harmless(cell) for cell in row] for row in self.rows)])
        return out.getvalue().encode("utf-8-sig")


def kind_names() -> dict[str, str]:
    """Kind of penalty → its Chinese name, mildest first."""
    words = question_words()
    return {k: words.value(k) for k in KINDS}


def empty_template() -> bytes:
    """The file that a department opens and fills (1 query)."""
    return template(snapshot().labels, kind_names())


def matters_table() -> Table:
    """The catalogue as it is in effect (2 queries)."""
    known, names = snapshot(), kind_names()
    rows, departments = tuple(known.matters.values()), {d.domain: d.organ_name for d in known.duties.values()}
    said = (_of_matter(m, names, departments.get(m.domain, "")) for m in rows)
    return Table(HEADINGS, tuple(_cells(one) for one in said), tuple(_matter_data(m) for m in rows))


def drafts_table(by: Actor, *, sender: str = "", state: str = "") -> Table:
    """Drafts; those of one sender in the layout of its own last list (3 queries). Raises Denied."""
    found, names = drafts(by, sender=sender, state=state), kind_names()
    own = sender or permissions.readable_sender(by)
    headings, columns = kept_layout(own) if own else ((), {})
    data = tuple(_draft_data(d) for d in found)
    if headings:
        return Table(headings, tuple(_own_rows(found, own, headings, columns)), data)
    return Table(HEADINGS, tuple(_cells(_of_draft(d, names)) for d in found), data)


def _own_rows(found: Iterable[DraftRow], sender: str, headings: tuple[str, ...], columns: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """As the department wrote them itself."""
    fields = {heading: field for field, heading in columns.items()}
    sources = (s for d in found for s in d.sources if s["sender"] == sender)
    for number, source in enumerate(sources, 1):
        said = source["said"]
        yield tuple(str(number) if h == "序号" else said.get(fields.get(h, ""), "") for h in headings)


def _cells(said: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(said.get(f, "") for f in TEMPLATE)


def _of_draft(d: DraftRow, names: Mapping[str, str]) -> dict[str, str]:
    return {
        "name": d.name,
        "code": d.official_code,
        "domain": d.domain_label,
        "prohibition": "；".join(place_text(b) for b in d.bases if b["role"] == "prohibition"),
        "penalty": "；".join(place_text(b) for b in d.bases if b["role"] == "penalty"),
        "kinds": "、".join(names.get(k, k) for k in d.kinds),
        "department": "、".join(d.sender_names),
        "remarks": d.remarks,
    }


def _of_matter(m: MatterRow, names: Mapping[str, str], department: str) -> dict[str, str]:
    return {
        "name": m.name,
        "code": m.official_code or "",
        "domain": m.domain_label,
        **{role: "；".join(place_text(_place(b)) for b in m.basis(role)) for role in ("prohibition", "penalty")},
        "kinds": "、".join(names.get(k, k) for k in m.kinds),
        "department": department,
        "remarks": "；".join(part for part in (NOT_CONFIRMED if m.unconfirmed else "", m.remarks) if part),
    }


def _place(basis: Any) -> dict[str, Any]:
    c = basis.citation
    stated = basis.version.isoformat() if basis.version else ""
    return {"title": c.law, "stated": stated, "article": c.article, "sub": c.sub, "paragraph": c.paragraph, "item": c.item}


def _matter_data(m: MatterRow) -> dict[str, Any]:
    bases = [{"role": b.role, **_place(b)} for b in m.bases]
    fields = ("code", "name", "official_code", "domain", "kinds", "precondition", "remarks", "since", "until", "layer", "origin")
    return {**{f: getattr(m, f) for f in fields}, "bases": bases}


def _draft_data(d: DraftRow) -> dict[str, Any]:
    fields = ("code", "name", "official_code", "domain", "kinds", "bases", "remarks", "state", "into", "reason", "known_as", "findings")
    return {**{f: getattr(d, f) for f in fields}, "senders": list(dict.fromkeys(s["sender"] for s in d.sources))}
