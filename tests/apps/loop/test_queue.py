"""The queue repeats what incidents and their tasks say, after every act, for every reader."""

from __future__ import annotations

import pytest

from tests.apps.loop.world import AT, FENKOU, GARBAGE, STALL, WEIPING, accepted, dispatched, minutes, received, reported, verified
from tests.county import who
from zhifa.apps.dispatch import queries, queueing, services
from zhifa.apps.incidents import permissions
from zhifa.apps.incidents.models import Incident, QueueEntry

pytestmark = pytest.mark.django_db
READERS = ("dispatcher-1", "guidance", "weiping-officer-1", "fenkou-officer-1", "weiping-leader", "commander-weiping",
           "regulator-housing-construction", "team-agriculture-1")  # fmt: skip


def played() -> Incident:
    """Incidents in every kind of state; returns one that waits."""
    dispatched("a")
    accepted("b", GARBAGE, STALL)
    verified(received("c"))
    gone = reported("d", area=FENKOU)
    services.dismiss_incident(by=who("dispatcher-1"), at=AT, incident=gone.pk, answer="不属于行政执法，已转业务部门")
    reported("e", area=FENKOU, danger_to_life=True)
    return reported("f", area=WEIPING, source="department", reported_by_organ="x")


def test_no_entry_strays_from_what_the_rows_say(county: None) -> None:
    row = played()
    assert queueing.strays(row.tenant) == ()
    services.accept_incident(by=who("dispatcher-1"), at=AT, incident=row.pk, matters=(GARBAGE,))
    assert queueing.strays(row.tenant) == ()
    QueueEntry.objects.filter(incident=row).update(level=2)
    assert queueing.strays(row.tenant) == (row.number,)
    assert queueing.rebuild(row.tenant) == QueueEntry.objects.count()
    assert queueing.strays(row.tenant) == ()


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_finds_in_the_queue_what_may_be_seen(county: None, reader: str) -> None:
    played()
    by = who(reader)
    seen = Incident.objects.filter(permissions.visible(by), state__in=queueing.OPEN).distinct()
    page = queries.incidents(by, "open", at=AT)
    assert {r.number for r in page.rows} == set(seen.values_list("number", flat=True))
    assert page.total == queries.counts(by, AT)["open"]


def test_danger_comes_first_and_then_the_nearest_clock(county: None) -> None:
    played()
    rows = queries.incidents(who("dispatcher-1"), "open", at=AT).rows
    assert [r.danger_to_life for r in rows] == sorted((r.danger_to_life for r in rows), reverse=True)
    clocks = list(QueueEntry.objects.filter(danger=False).order_by("clock", "pk").values_list("incident__number", flat=True))
    assert [r.number for r in rows if not r.danger_to_life] == clocks


@pytest.mark.parametrize("view", [v for v in queries.VIEWS if v not in ("all", "closed")])
def test_every_number_is_the_length_of_its_list(county: None, view: str) -> None:
    played()
    at = minutes(600)
    assert queries.counts(who("dispatcher-1"), at)[view] == queries.incidents(who("dispatcher-1"), view, at=at).total
