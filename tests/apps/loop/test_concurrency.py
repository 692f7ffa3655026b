"""At once: two dispatchers, the same report from two deliveries, two acts on one incident. Nothing doubled, nothing lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection

from tests.county import SHANGHAI, source, who
from zhifa.apps.dispatch import services
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.incidents import services as incidents
from zhifa.apps.incidents.facts import Report
from zhifa.apps.incidents.models import Incident
from zhifa.apps.trail.acts import Stale
from zhifa.apps.trail.models import Record
from zhifa.law.rulings import Blocked

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 9, 1, 10, 0, tzinfo=SHANGHAI)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Runs the acts in threads that start together; results or exceptions in order."""
    gate = threading.Barrier(len(acts))
    found: list[object] = [None] * len(acts)

    def run(n: int, act: Callable[[], object]) -> None:
        gate.wait()
        try:
            found[n] = act()
        except Exception as error:
            found[n] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def report() -> Report:
    return Report(source="12345", text="环镇路有人乱倒生活垃圾", reported_at=AT, external_id="P-1", area="330127104")


def test_two_dispatchers_take_one_incident_and_one_of_them_has_it(county) -> None:
    row = incidents.report_incident(by=source(), at=AT, report=report()).incident
    one, two = who("dispatcher-1"), who("dispatcher-2")
    found = at_once(
        lambda: incidents.take_incident(by=one, at=AT, incident=row.pk), lambda: incidents.take_incident(by=two, at=AT, incident=row.pk)
    )
    assert sorted(type(f).__name__ for f in found) == ["Blocked", "Incident"]
    assert Record.objects.filter(subject_id=row.pk, verb="take").count() == 1


def test_two_dispatchers_accept_one_incident_and_its_matter_stands_once(county) -> None:
    row = incidents.report_incident(by=source(), at=AT, report=report()).incident
    one, two = who("dispatcher-1"), who("dispatcher-2")

    def accept(by):
        return lambda: services.accept_incident(by=by, at=AT, incident=row.pk, matters=["UM-018"], version=1)

    found = at_once(accept(one), accept(two))
    assert sum(isinstance(f, Stale | Blocked) for f in found) == 1
    assert Dispatch.objects.count() == 1


def test_one_report_delivered_four_times_at_once_is_one_incident(county) -> None:
    def deliver():
        return incidents.report_incident(by=source(), at=AT, report=report())

    found = at_once(*[deliver] * 4)
    assert not [f for f in found if isinstance(f, Exception)]
    assert sum(f.created for f in found) == 1
    assert Incident.objects.count() == 1


def test_acts_on_two_matters_of_one_incident_do_not_wait_for_each_other_for_ever(county) -> None:
    row = incidents.report_incident(by=source(), at=AT, report=report()).incident
    by = who("dispatcher-1")
    _, sent = services.accept_incident(by=by, at=AT, incident=row.pk, matters=["UM-018", "UM-017"])
    later = AT + timedelta(minutes=1)
    found = at_once(*[lambda pk=d.pk: services.dispatch_matter(by=by, at=later, dispatch=pk) for d in sent])
    assert [f.state for f in found] == ["dispatched", "dispatched"]
