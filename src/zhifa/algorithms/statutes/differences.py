"""Two texts of one law compared provision by provision: what came, what went, what reads differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from zhifa.algorithms.statutes.model import Place, Provision

Change = Literal["added", "removed", "changed"]
_LIKE = 0.6  # so much of two conducts must be shared for them to be one provision that moved
_LIKE_IN_PLACE = 0.4  # and so much where article, paragraph and item are the same


@dataclass(frozen=True)
class Difference:
    """One provision that is not as it was. `fields`: name → (before, after), in the terms of the output contract."""

    change: Change
    before: Provision | None
    after: Provision | None
    fields: dict[str, tuple[Any, Any]]

    @property
    def provision(self) -> Provision:
        """The later of the two."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a difference without provisions")
        return found


def compare(before: Sequence[Provision], after: Sequence[Provision]) -> list[Difference]:
    """Differences in the order of the new text, what is gone at the end in the order of the old one."""
    pairs = _pairs(before, after)
    old_of = {new: old for old, new in pairs}
    out: list[Difference] = []
    for index, provision in enumerate(after):
        if index not in old_of:
            out.append(Difference("added", None, provision, {}))
        elif fields := _fields(before[old_of[index]], provision):
            out.append(Difference("changed", before[old_of[index]], provision, fields))
    kept = {old for old, _ in pairs}
    return out + [Difference("removed", p, None, {}) for index, p in enumerate(before) if index not in kept]


def _pairs(before: Sequence[Provision], after: Sequence[Provision]) -> list[tuple[int, int]]:
    old, new = [_grams(p.conduct) for p in before], [_grams(p.conduct) for p in after]
    found = [
        (-weight, i, j) for i, one in enumerate(before) for j, other in enumerate(after) if (weight := _weight(one, other, old[i], new[j]))
    ]
    used_old: set[int] = set()
    used_new: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(found):
        if i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            pairs.append((i, j))
    return pairs


def _weight(one: Provision, other: Provision, left: frozenset[str], right: frozenset[str]) -> float:
    """How surely two provisions are the same; 0: not at all."""
    like = 2 * len(left & right) / (len(left) + len(right) or 1)
    in_place = one.place == other.place
    if like < (_LIKE_IN_PLACE if in_place else _LIKE):
        return 0.0
    return like + 0.2 * in_place + 0.05 * (one.place.article == other.place.article) + 0.05 * (one.place.item == other.place.item)


def _grams(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset((text,))


def _fields(old: Provision, new: Provision) -> dict[str, tuple[Any, Any]]:
    return {name: (was, now) for name, was, now in _compared(old, new) if was != now}


def _compared(old: Provision, new: Provision) -> Iterator[tuple[str, Any, Any]]:
    yield "place", place_words(old.place), place_words(new.place)
    yield "conduct", old.conduct, new.conduct
    yield "kinds", _kinds(old), _kinds(new)
    yield "fines", _fines(old), _fines(new)
    yield "precondition", old.precondition, new.precondition
    yield "enforcer", old.enforcer, new.enforcer
    yield "violates", list(old.violates), list(new.violates)


def _kinds(provision: Provision) -> list[str]:
    return sorted({kind for tier in provision.tiers for kind in tier.kinds})


def _fines(provision: Provision) -> list[str]:
    return [fine_words(tier.condition, tier.subject, tier.as_row()["fine"]) for tier in provision.tiers if tier.fine]


def fine_words(condition: str, subject: str, fine: dict[str, Any]) -> str:
    """One fine in one line: base any yuan 500–2000."""
    if fine["basis"] is None:
        return f"{condition} {subject} unstated"
    bounds = f"{fine['min'] or ''}–{fine['max'] or ''}" if fine["min"] != fine["max"] else fine["min"]
    rest = "".join(f" {name} {fine[name]}" for name in ("unit", "cap") if name in fine)
    return f"{condition} {subject} {fine['basis']} {bounds}{rest}"


def place_words(place: Place) -> str:
    """Article, paragraph and item as they are cited: 第37条之一第2款第3项."""
    number, _, sub = str(place.article).partition("-")
    words = f"第{number}条" + (f"之{sub}" if sub else "")
    return words + (f"第{place.paragraph}款" if place.paragraph else "") + (f"第{place.item}项" if place.item else "")
