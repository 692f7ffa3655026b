"""A draw that anybody can repeat: places and people are ranked by the hash of a seed with their keys. Pure: lists and a seed in, the
same result out, whatever the order of the lists.

Who may draw, from which lists and how many, is the law's question.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

METHOD = "sha256-rank-1"
"""Name of the way below; it changes with the way, so that old draws stay repeatable."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A place with the people who go there."""

    place: str
    people: tuple[str, ...]


def rank(seed: str, what: str, key: str) -> str:
    """SHA-256 of seed, kind of list and key as hexadecimal: the lower, the earlier."""
    return sha256(f"{seed}|{what}|{key}".encode()).hexdigest()


def draw(seed: str, places: Collection[str], count: int, people: Collection[str], each: int = 2) -> tuple[Drawn, ...]:
    """`count` of the places by rank; for each of them `each` people: who was drawn least often so far, by rank among equals.

    Raises ValueError without a seed, or when there are fewer places or people than asked for."""
    if not seed:
        raise ValueError("a draw needs a seed")
    if not 1 <= count <= len(set(places)) or len(set(people)) < each:
        raise ValueError(f"{count} of {len(set(places))} places, {each} of {len(set(people))} people")
    often = dict.fromkeys(people, 0)
    found = []
    for place in sorted(set(places), key=lambda p: rank(seed, "place", p))[:count]:
        chosen = sorted(often, key=lambda p: (often[p], rank(seed, f"people:{place}", p)))[:each]
        for one in chosen:
            often[one] += 1
        found.append(Drawn(place, tuple(chosen)))
    return tuple(found)


def digest(places: Collection[str], people: Collection[str]) -> str:
    """SHA-256 of both lists, whatever their order: says later that nothing was added or left out."""
    return sha256("\n".join((*sorted(set(places)), "", *sorted(set(people)))).encode()).hexdigest()
