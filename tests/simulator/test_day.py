"""The day is composed before anything is sent: plausible, complete, and the same for the same seed."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from random import Random

import pytest
from shapely.geometry import Point, shape

from zhifa.packs.county import load_county
from zhifa.simulator import words
from zhifa.simulator.county import County
from zhifa.simulator.day import CONFLICT, CREATED, KNOWN, MISTAKES, PEOPLE, SYSTEMS, Sending, compose
from zhifa.simulator.pictures import picture
from zhifa.simulator.stories import DANGER, ENFORCEMENT, OTHER, OUTSIDE

START = datetime.fromisoformat("2026-09-01T06:00:00+08:00")


@pytest.fixture(scope="module")
def day(played: County) -> tuple[Sending, ...]:
    return compose(played, 1, 400, START)


def test_the_same_seed_gives_the_same_day_and_another_another(played: County, day: tuple[Sending, ...]) -> None:
    assert compose(played, 1, 400, START) == day
    assert compose(played, 2, 400, START) != day


def test_so_many_reports_must_be_registered_and_each_has_a_number_of_its_own(day: tuple[Sending, ...]) -> None:
    right = [s for s in day if s.expected == CREATED]
    assert len(right) == 400
    assert len({s.body["external_id"] for s in right}) == 400
    assert all(s.story for s in right)


def test_all_sources_speak_and_reports_come_by_night_too(day: tuple[Sending, ...]) -> None:
    assert {s.source for s in day} == {*SYSTEMS, *PEOPLE}
    hours = Counter(s.at.hour for s in day)
    assert len(hours) >= 20
    assert hours[9] > hours[3]
    assert all(START <= s.at <= START + timedelta(hours=27) for s in day)
    assert list(day) == sorted(day, key=lambda s: (s.at, s.key))


def test_danger_foreign_places_questions_and_boats_are_among_it(day: tuple[Sending, ...]) -> None:
    stories = [s.story for s in day if s.story]
    assert {s.nature for s in stories} == {ENFORCEMENT, OTHER, DANGER, OUTSIDE}
    assert any(s.boat for s in stories)
    assert any(len(s.matters) == 2 for s in stories)
    assert all(s.body.get("danger_to_life") for s in day if s.story and s.story.nature == DANGER)


def test_a_second_report_is_near_the_first_and_later(day: tuple[Sending, ...]) -> None:
    of = {s.story.key: s for s in day if s.story}
    twins = [s for s in of.values() if s.story and s.story.twin_of]
    assert twins
    for second in twins:
        assert second.story
        first = of[second.story.twin_of]
        assert first.story
        assert second.at > first.at
        assert second.story.matters == first.story.matters
        if second.story.point and first.story.point:
            assert max(abs(a - b) for a, b in zip(second.story.point, first.story.point, strict=True)) < 3e-4


def test_repeated_pushes_are_the_same_and_changed_ones_are_not(day: tuple[Sending, ...]) -> None:
    right = {s.body["external_id"]: s.body for s in day if s.expected == CREATED}
    repeated = [s for s in day if s.expected == KNOWN]
    changed = [s for s in day if s.expected == CONFLICT]
    assert repeated
    assert changed
    assert all(s.body == right[s.body["external_id"]] for s in repeated)
    assert all(s.body != right[s.body["external_id"]] for s in changed)


def test_every_mistake_is_made_with_its_field_named(day: tuple[Sending, ...]) -> None:
    wrong = [s for s in day if s.expected.status in (400, 403, 422)]
    assert {f for s in wrong for f in s.expected.fields} == {f for _, _, fields in MISTAKES for f in fields}
    numbers = {s.body.get("external_id") for s in day if s.expected == CREATED}
    assert not numbers & {s.body.get("external_id") for s in wrong}


def test_people_report_where_they_serve(played: County, day: tuple[Sending, ...]) -> None:
    player = {p.username: p for p in played.players}
    for sending in day:
        assert bool(sending.sender) == (sending.source in PEOPLE)
        if sending.source == "township" and sending.story:
            assert sending.body["area"] in player[sending.sender].areas
        if sending.source == "desk_call":
            assert player[sending.sender].has("dispatcher")


def test_points_lie_in_their_areas(played: County) -> None:

    shapes = {e.code: shape(e.values["geometry"]) for e in load_county(("cn", "zhejiang", "chunan", "demo")).table("areas")}
    rng = Random(4)
    for place in (*played.townships, *played.waters):
        point = place.point(rng)
        assert point is not None
        assert shapes[place.code].buffer(1e-6).contains(Point(point))


def test_texts_are_made_of_the_packs_words(played: County, day: tuple[Sending, ...]) -> None:
    known = {w for m in played.matters for w in m.words}
    for sending in day:
        if sending.story and sending.story.nature == ENFORCEMENT:
            assert set(sending.story.whats) <= known
            assert any(w in sending.body["text"] for w in sending.story.whats)
            assert sending.story.place in sending.body["text"]


@pytest.mark.parametrize("source", words.SPEECH)
def test_no_template_keeps_a_gap(source: str) -> None:
    rng = Random(1)
    for _ in range(20):
        assert "{" not in words.speak(rng, source, "集镇口", "店外经营")


def test_pictures_are_pictures_and_no_two_are_alike() -> None:
    rng = Random(7)
    made = [picture(rng) for _ in range(50)]
    assert len(set(made)) == 50
    assert all(p.startswith(b"\x89PNG\r\n\x1a\n") and len(p) < 2000 for p in made)
