"""The same lists and seed give the same draw; another seed another one; nobody is drawn much more often than anybody."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhifa.algorithms.random_draw import digest, draw

PLACES = [f"place-{n:02}" for n in range(40)]
PEOPLE = [f"officer-{n}" for n in range(7)]


@given(st.text(min_size=1, max_size=40), st.randoms(use_true_random=False))
def test_the_order_of_the_lists_changes_nothing(seed: str, shuffle) -> None:
    first = draw(seed, PLACES, 9, PEOPLE)
    places, people = PLACES[:], PEOPLE[:]
    shuffle.shuffle(places)
    shuffle.shuffle(people)
    assert draw(seed, places, 9, people) == first
    assert digest(places, people) == digest(PLACES, PEOPLE)


@given(st.text(min_size=1, max_size=40), st.integers(1, 40))
def test_every_draw_has_its_count_of_different_places_with_two_different_people_and_a_fair_share(seed: str, count: int) -> None:
    found = draw(seed, PLACES, count, PEOPLE)
    assert len({d.place for d in found}) == count
    assert all(len(set(d.people)) == 2 for d in found)
    often = Counter(p for d in found for p in d.people)
    shares = [often[p] for p in PEOPLE]
    assert max(shares) - min(shares) <= 1


def test_another_seed_is_another_draw_and_every_place_has_its_chance() -> None:
    draws = [draw(f"seed-{n}", PLACES, 4, PEOPLE) for n in range(400)]
    assert len({tuple(d.place for d in found) for found in draws}) > 390
    often = Counter(d.place for found in draws for d in found)
    assert set(often) == set(PLACES)
    assert max(often.values()) < 2.2 * min(often.values()), "40 places, 1600 picks: none is favoured"


def test_a_draw_is_known_for_ever() -> None:
    """The published method must give this for ever."""
    found = draw("2026-09-01", ["a", "b", "c", "d"], 2, ["x", "y", "z"])
    assert [(d.place, d.people) for d in found] == KNOWN


KNOWN = [("a", ("z", "x")), ("b", ("y", "z"))]


@pytest.mark.parametrize(("seed", "count", "people"), [("", 1, PEOPLE), ("s", 0, PEOPLE), ("s", 41, PEOPLE), ("s", 1, PEOPLE[:1])])
def test_what_cannot_be_drawn_is_refused(seed: str, count: int, people: list[str]) -> None:
    with pytest.raises(ValueError, match=r"seed|of"):
        draw(seed, PLACES, count, people)


def test_lists_that_differ_have_another_digest() -> None:
    assert len({digest(["a"], ["b"]), digest(["a", "b"], []), digest(["b"], ["a"]), digest([], ["a", "b"])}) == 4
