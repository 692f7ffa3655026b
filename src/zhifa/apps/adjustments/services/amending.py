"""What a changed text does to matters that rest on it, as one request (`zhifa statutes diff … --propose`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from zhifa.algorithms.statutes import Difference, Provision, place_words
from zhifa.apps.adjustments.models import Change, Ground
from zhifa.apps.adjustments.queries.listing import statute
from zhifa.apps.adjustments.services.requesting import Item, Request, draft_change
from zhifa.apps.catalogue.queries import BasisRow, MatterRow
from zhifa.apps.catalogue.queries.snapshot import snapshot
from zhifa.apps.trail.acts import Invalid
from zhifa.law.actors import Actor
from zhifa.law.catalogue_change import END_MATTER, REVISE_MATTER
from zhifa.packs.drafting import PRECONDITIONS, kinds_of, ranges_of

RANGE = {"min": "minimum", "max": "maximum", "ratio_min": "ratio_minimum", "ratio_max": "ratio_maximum"}


def change_from_texts(*, by: Actor, at: datetime, law: str, differences: Sequence[Difference], effective_on: date | None = None) -> Change:
    """Matters of the catalogue whose penalising place reads differently or is gone, as items; what is new becomes drafts elsewhere. Raises
    Denied; Invalid when no matter is touched."""
    items = tuple(item for d in differences for item in _items(law, d))
    if not items:
        raise Invalid({"items": [_("目录里没有事项受这次修改影响")]})
    once = {(i.kind, i.subject): i for i in items}
    text = _("《%(law)s》修改：%(n)s 处罚则有变化") % {"law": law, "n": len(differences)}
    title = _("按修改后的《%(law)s》调整事项") % {"law": law}
    request = Request(title[:120], Ground.LAW_AMENDED, text, effective_on, tuple(once.values()))
    return draft_change(by=by, at=at, request=request)


def _items(law: str, difference: Difference) -> Iterator[Item]:
    if difference.before is None:
        return
    place = place_words(difference.before.place)
    source = {"law": law, "place": place, "change": difference.change}
    for row, basis in _resting(law, difference.before):
        if difference.after is None:
            alone = len(row.basis("penalty")) == 1
            gone = {"bases": [], "ended": [str(basis.citation)]}
            yield Item(END_MATTER, row.code, source=source) if alone else Item(REVISE_MATTER, row.code, gone, source=source)
        elif after := _after(law, row, basis, difference, difference.after):
            yield Item(REVISE_MATTER, row.code, after, source=source)


def _resting(law: str, provision: Provision) -> Iterator[tuple[MatterRow, BasisRow]]:
    """Matters on this place; a basis without 款 or 项 means all of them (2 queries)."""
    article, _dash, sub = str(provision.place.article).partition("-")
    for row in snapshot().matters.values():
        for basis in row.basis("penalty"):
            c = basis.citation
            same = c.law == law and c.article == int(article) and (c.sub or 0) == int(sub or 0)
            if same and c.paragraph in (None, provision.place.paragraph) and c.item in (None, provision.place.item):
                yield row, basis


def _after(law: str, row: MatterRow, basis: BasisRow, difference: Difference, new: Provision) -> dict[str, Any]:
    """What the matter shall say: only the fields that read differently."""
    fields = difference.fields
    found: dict[str, Any] = {}
    if "fines" in fields or "precondition" in fields:
        found["ranges"] = [_range(r) for r in ranges_of(new, row.code)]
    if "precondition" in fields:
        found["precondition"] = PRECONDITIONS[new.precondition]
    if "kinds" in fields:
        found["kinds"] = kinds_of(new)
    if "place" in fields:
        article, _dash, sub = str(new.place.article).partition("-")
        place = {"article": int(article), "sub": int(sub) if sub else None, "paragraph": new.place.paragraph, "item": new.place.item}
        found["bases"] = [{"role": "penalty", "statute": statute(law), "title": law, **place}]
        found["ended"] = [str(basis.citation)]
    return {key: value for key, value in found.items() if value}


def _range(said: dict[str, str]) -> dict[str, Any]:
    kept = {key: said[key] for key in ("party_kind", "tier", "condition", "unit", "base", "precondition")}
    return kept | {column: said[key] or None for key, column in RANGE.items()}
