from __future__ import annotations

from datetime import datetime

import pytest

from zhifa.apps.registry.models import Organ, Team
from zhifa.apps.trail import consumers, services
from zhifa.apps.trail.models import Cursor
from zhifa.apps.trail.queries import Entry
from zhifa.law.actors import Actor


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> dict[str, consumers.Consumer]:
    fresh: dict[str, consumers.Consumer] = {}
    monkeypatch.setattr(consumers, "CONSUMERS", fresh)
    return fresh


def acts(organ: Organ, by: Actor, at: datetime, *verbs: str) -> None:
    for verb in verbs:
        services.record(subject=organ, verb=verb, by=by, at=at, note="n", confidential=True)


def test_a_consumer_sees_every_sealed_record_once_and_in_order(organ: Organ, by: Actor, at: datetime) -> None:
    seen: list[tuple[int | None, str, str]] = []

    @consumers.consumes("see")
    def see(entry: Entry, at: datetime) -> None:
        seen.append((entry.number, entry.verb, entry.note))

    acts(organ, by, at, "a", "b")
    assert consumers.run(at) == 0, "what is not sealed is not seen"
    services.seal()
    assert consumers.run(at) == 2
    acts(organ, by, at, "c")
    services.seal()
    assert (consumers.run(at), consumers.run(at)) == (1, 0)
    assert seen == [(1, "a", "n"), (2, "b", "n"), (3, "c", "n")]


def test_a_failing_consumer_stops_alone_leaves_nothing_and_goes_on_later(organ: Organ, by: Actor, at: datetime) -> None:
    broken, seen = [True], []

    @consumers.consumes("frail")
    def frail(entry: Entry, at: datetime) -> None:
        Team.objects.create(code=entry.verb, name="x", kind="squad", organ=organ)
        if entry.verb == "b" and broken:
            raise ValueError("broken")

    consumers.consumes("sound")(lambda entry, at: seen.append(entry.verb))
    acts(organ, by, at, "a", "b", "c")
    services.seal()
    assert consumers.run(at) == 4
    assert seen == ["a", "b", "c"]
    assert [t.code for t in Team.objects.all()] == ["a"]
    place = Cursor.objects.get(handler="frail")
    assert (place.number, place.failures) == (1, 1)
    assert "ValueError: broken" in place.error
    assert consumers.run(at) == 0, "a pause comes first"
    broken.clear()
    Cursor.objects.update(not_before=0)
    assert consumers.run(at) == 2
    place.refresh_from_db()
    assert (place.number, place.failures, place.error) == (3, 0, "")


def test_a_name_is_registered_once() -> None:
    consumers.consumes("x")(lambda entry, at: None)
    with pytest.raises(ValueError, match="registered already"):
        consumers.consumes("x")(lambda entry, at: None)


def test_a_turn_without_news_costs_two_queries(organ: Organ, by: Actor, at: datetime, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    consumers.consumes("x")(lambda entry, at: None)
    acts(organ, by, at, "a")
    services.seal()
    consumers.run(at)
    with django_assert_num_queries(2):
        consumers.run(at)


def test_a_consumer_sees_what_it_wants_and_its_cursor_passes_the_rest(organ: Organ, by: Actor, at: datetime) -> None:
    seen: list[str] = []
    consumers.consumes("some", {"registry.organ": ("b", "d")})(lambda entry, at: seen.append(entry.verb))
    acts(organ, by, at, "a", "b", "c", "d", "e")
    services.seal()
    assert (consumers.run(at), consumers.run(at), seen) == (5, 0, ["b", "d"])


def test_many_wanted_entries_are_taken_in_turns_without_a_gap(
    organ: Organ, by: Actor, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumers, "AT_ONCE", 2)
    monkeypatch.setattr(consumers, "FAR", 3)
    seen: list[str] = []
    consumers.consumes("some", {"registry.organ": ("x",)})(lambda entry, at: seen.append(entry.note))
    acts(organ, by, at, *"xaaxxxbx")
    services.seal()
    turns = [consumers.run(at) for _ in range(6)]
    assert (sum(turns), turns[-1], len(seen)) == (8, 0, 5)
