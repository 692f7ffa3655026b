"""What a changed text does to the catalogue, as one request (`zhifa statutes diff … --propose`): matters touched, ranges changed, bases
gone, provisions that are new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
from zhifa.law.catalogue_change import END_MATTER, NEW_MATTER, REVISE_MATTER
from zhifa.packs.drafting import NOT_A_PENALTY, PRECONDITIONS, hashed_code, kinds_of, level_of, ranges_of

RANGE = {"min": "minimum", "max": "maximum", "ratio_min": "ratio_minimum", "ratio_max": "ratio_maximum"}
LISTS = ("bases", "ended", "ranges", "gone_ranges")
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class NewText:
    """A text as it reads now. `version`: its date as written ("" : not known); `provisions`: everything that it penalises."""

    law: str
    version: str
    provisions: tuple[Provision, ...] = ()

    def place(self, role: str, number: int | str, paragraph: int | None = None, item: int | None = None) -> dict[str, Any]:
        """A place in it, as an item names it: the text comes along where the catalogue has not this version."""
        article, _dash, sub = str(number).partition("-")
        code = hashed_code("D", self.law, self.version) if self.version else statute(self.law)
        where = {"article": int(article), "sub": int(sub) if sub else None, "paragraph": paragraph, "item": item}
        return {"role": role, "statute": code, "title": self.law, "version": self.version, "level": _level(self.law), **where}


def change_from_texts(
    *,
    by: Actor,
    at: datetime,
    law: str,
    differences: Sequence[Difference],
    effective_on: date | None = None,
    version: str = "",
    after: Sequence[Provision] = (),
) -> Change:
    """Every difference as an item: a matter whose penalising place reads differently is revised, one that rests on nothing any more ends, a
    new provision is a new matter whose name and field a person settles. `version`, `after`: of the new text. Raises Denied; Invalid when
    the catalogue has nothing to change."""
    text = NewText(law, version, tuple(after))
    items = tuple(_joined(item for d in differences for item in _items(text, d)))
    if not items:
        raise Invalid({"items": [_("目录里没有事项受这次修改影响")]})
    words = _("《%(law)s》修改：%(n)s 处罚则有变化") % {"law": law, "n": len(differences)}
    title = _("按修改后的《%(law)s》调整事项") % {"law": law}
    request = Request(title[:120], Ground.LAW_AMENDED, words, effective_on, items)
    return draft_change(by=by, at=at, request=request)


def _items(text: NewText, difference: Difference) -> Iterator[Item]:
    source = {"law": text.law, "place": place_words(difference.provision.place), "change": difference.change}
    old, new = difference.before, difference.after
    if old is None:
        yield from _new(text, difference.provision, source)
        return
    for row, basis in _resting(text.law, old):
        if new is None and not any(_rests_on(basis, text.law, p) for p in text.provisions):
            yield Item(REVISE_MATTER, row.code, {"ended": [str(basis.citation)]}, source=source)
        elif new is None:
            yield Item(REVISE_MATTER, row.code, _noted(text, row, old), source=source)
        else:
            yield Item(REVISE_MATTER, row.code, _after(text, row, basis, difference) or _noted(text, row, old), source=source)


def _new(text: NewText, provision: Provision, source: Mapping[str, Any]) -> Iterator[Item]:
    """A matter in the field of the others of this law; an order to correct alone is none."""
    kinds = kinds_of(provision)
    if not set(kinds) - NOT_A_PENALTY:
        return
    code = hashed_code("D", text.law, text.version, str(provision.place), provision.conduct)
    place = provision.place
    said = {
        "name": provision.conduct[:LONGEST_NAME],
        "domain": _field_of(text.law),
        "kinds": kinds,
        "precondition": PRECONDITIONS[provision.precondition],
        "bases": [*_breached(text, provision), text.place("penalty", place.article, place.paragraph, place.item)],
        "ranges": [_range(r) for r in ranges_of(provision, code)],
    }
    yield Item(NEW_MATTER, code, said, source=source)


def _breached(text: NewText, provision: Provision) -> list[dict[str, Any]]:
    return [text.place("prohibition", article) for article in provision.violates]


def _resting(law: str, provision: Provision) -> Iterator[tuple[MatterRow, BasisRow]]:
    """Matters on this place and what they rest on (2 queries)."""
    for row in snapshot().matters.values():
        for basis in row.basis("penalty"):
            if row.until is None and basis.until is None and _rests_on(basis, law, provision):
                yield row, basis


def _rests_on(basis: BasisRow, law: str, provision: Provision) -> bool:
    """A basis without 款 or 项 means all of them."""
    article, _dash, sub = str(provision.place.article).partition("-")
    c = basis.citation
    same = c.law == law and c.article == int(article) and (c.sub or 0) == int(sub or 0)
    return same and c.paragraph in (None, provision.place.paragraph) and c.item in (None, provision.place.item)


def _after(text: NewText, row: MatterRow, basis: BasisRow, difference: Difference) -> dict[str, Any]:
    """What the matter shall say: only what reads differently; empty when that is no field of the catalogue."""
    old, new, fields = difference.before, difference.after, difference.fields
    assert old is not None
    assert new is not None
    found: dict[str, Any] = {}
    if "fines" in fields or "precondition" in fields:
        found["ranges"] = [_range(r) for r in ranges_of(new, row.code)]
        found["gone_ranges"] = [k for k in _keys(old, row.code) if k not in _keys(new, row.code)]
    if "precondition" in fields:
        found["precondition"] = PRECONDITIONS[new.precondition]
    if "kinds" in fields:
        found["kinds"] = kinds_of(new)
    if "place" in fields:
        found["bases"] = [text.place("penalty", new.place.article, new.place.paragraph, new.place.item)]
        found["ended"] = [str(basis.citation)]
    if "violates" in fields:
        _prohibitions(found, text, row, old, new)
    return {key: value for key, value in found.items() if value}


def _prohibitions(found: dict[str, Any], text: NewText, row: MatterRow, old: Provision, new: Provision) -> None:
    """Articles that the penalty names now and did not, and the other way round."""
    gone = {tuple(map(int, f"{a}-0".split("-")[:2])) for a in set(old.violates) - set(new.violates)}
    held = [b.citation for b in row.basis("prohibition") if b.until is None and b.citation.law == text.law]
    found["ended"] = [*found.get("ended", ()), *(str(c) for c in held if (c.article, c.sub or 0) in gone)]
    fresh = [text.place("prohibition", article) for article in new.violates if article not in old.violates]
    found["bases"] = [*found.get("bases", ()), *fresh]


def _noted(text: NewText, row: MatterRow, old: Provision) -> dict[str, Any]:
    """The matter is touched, and its fields do not say how: a person reads it again."""
    note = _("《%(law)s》%(place)s 的表述已修改") % {"law": text.law, "place": place_words(old.place)}
    return {"remarks": "；".join(part for part in (row.remarks, note + (f"（{text.version}）" if text.version else "")) if part)}


def _joined(items: Iterable[Item]) -> Iterator[Item]:
    """One item for each subject; a matter that loses every penalising place and gets none ends."""
    found: dict[tuple[str, str], Item] = {}
    for item in items:
        held = found.get((item.kind, item.subject))
        found[item.kind, item.subject] = _both(held, item) if held else item
    for item in found.values():
        yield Item(END_MATTER, item.subject, source=item.source) if item.kind == REVISE_MATTER and _rests_on_nothing(item) else item


def _both(one: Item, other: Item) -> Item:
    said, more = dict(one.after or {}), dict(other.after or {})
    lists = {key: [*said.get(key, ()), *(v for v in more.get(key, ()) if v not in said.get(key, ()))] for key in LISTS}
    kinds = {"kinds": list(dict.fromkeys([*said["kinds"], *more["kinds"]]))} if "kinds" in said and "kinds" in more else {}
    place = "、".join(dict.fromkeys((one.source["place"], other.source["place"])))
    after = said | more | {key: value for key, value in lists.items() if value} | kinds
    return replace(one, after=after, source={**one.source, "place": place})


def _rests_on_nothing(item: Item) -> bool:
    after, row = item.after or {}, snapshot().matters[item.subject]
    left = {str(b.citation) for b in row.basis("penalty") if b.until is None} - set(after.get("ended", ()))
    return not left and not any(place["role"] == "penalty" for place in after.get("bases", ()))


def _field_of(law: str) -> str:
    """The field of most matters that rest on this law; empty: a person says it."""
    rows = snapshot().matters.values()
    found = Counter(row.domain for row in rows if any(b.citation.law == law for b in row.basis("penalty")))
    return found.most_common(1)[0][0] if found else ""


def _level(law: str) -> str:
    rows = (b for row in snapshot().matters.values() for b in row.bases if b.citation.law == law)
    return next((b.level for b in rows), level_of(law))


def _keys(provision: Provision, code: str) -> list[dict[str, str]]:
    return [{"party_kind": r["party_kind"], "tier": r["tier"]} for r in ranges_of(provision, code)]


def _range(said: Mapping[str, str]) -> dict[str, Any]:
    kept = {key: said[key] for key in ("party_kind", "tier", "condition", "unit", "base", "precondition")}
    return kept | {column: said[key] or None for key, column in RANGE.items()}
