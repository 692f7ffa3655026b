"""What every test gets: no network beyond this machine, a fixed day, the database that the run is for.

Tests marked `postgres` or `sqlite` are deselected on the other database (never skipped). Browser fixtures: tests/e2e/conftest.py.
"""

from __future__ import annotations

import gc
import os
import shutil
import socket
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import hypothesis
import pytest
from pytest_django.plugin import blocking_manager_key

# How slow a machine is decides no test; with CI=true the examples are the same every time.
hypothesis.settings.register_profile(
    "zhifa", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow], derandomize=os.environ.get("CI") == "true"
)
hypothesis.settings.load_profile("zhifa")

LOCAL = {"127.0.0.1", "::1", "localhost", "0.0.0.0", ""}
SHANGHAI = ZoneInfo("Asia/Shanghai")


class OutboundCall(AssertionError):
    """A test tried to leave the machine."""


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Connections go to loopback and to Unix sockets only."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and isinstance(address, tuple) and address[0] not in LOCAL:
            raise OutboundCall(f"outbound call to {address[0]}")
        connect(self, address)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture
def at() -> datetime:
    """Tuesday, an ordinary working day, ten in the morning in Chun'an."""
    return datetime(2026, 9, 1, 10, 0, tzinfo=SHANGHAI)


@pytest.fixture
def today(at: datetime) -> date:
    """The local day of `at`."""
    return at.date()


@pytest.fixture
def county(request: pytest.FixtureRequest) -> None:
    """Registry and catalogue of all pack layers, loaded once into the test database and again after a flush."""
    from tests import county as loaded

    if "transactional_db" not in request.fixturenames:
        request.getfixturevalue("db")
    loaded.load()


@pytest.fixture
def empty(request: pytest.FixtureRequest) -> None:
    """No county: for tests that bring their own few rows and count them."""
    from django.apps import apps
    from django.db import connection, transaction

    if "transactional_db" not in request.fixturenames:
        request.getfixturevalue("db")
    with transaction.atomic(), connection.cursor() as cursor:
        for model in apps.get_models():
            if model.__module__.startswith("zhifa."):
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[pytest.MonkeyPatch]:
    """While the migrations of an empty database run, a new model, index or constraint draws its own model only, not every model that
    is connected with it: the same tables in a third of the time. `zhifa run` of the journeys migrates without this."""
    from django.db.migrations.state import ProjectState

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ProjectState, "_find_reload_model", lambda state, app, model, delay=False: {(app, model)})
        yield patch


@pytest.fixture(scope="session")
def django_db_setup(django_db_modify_db_settings: pytest.MonkeyPatch, django_db_setup: None, django_db_blocker: Any) -> None:
    """The county stands in the database before the first test, outside of any test's transaction."""
    from tests import county as loaded
    from tests import snapshot

    django_db_modify_db_settings.undo()
    with django_db_blocker.unblock():
        loaded.load()
        snapshot.take()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """A test with real transactions ends with a flush: the county is put back for the test that comes next, if one does."""
    yield
    if nextitem is None:
        return
    marker = item.get_closest_marker("django_db")
    if "transactional_db" in getattr(item, "fixturenames", ()) or (marker and marker.kwargs.get("transaction")):
        from tests import county as loaded

        with item.config.stash[blocking_manager_key].unblock():
            loaded.load()


@pytest.fixture(scope="session", autouse=True)
def _asked() -> Iterator[None]:
    """Writes down what each test asks of the database, if the suite wants to know."""
    from tests import statements

    if not (folder := os.environ.get("ZHIFA_TEST_ASKS")):
        yield
        return
    statements.record()
    yield
    statements.write(Path(folder), os.environ.get("PYTEST_XDIST_WORKER", "alone"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """One test from its first fixture to its last."""
    from tests import statements

    began = time.process_time()
    result = yield
    if "ZHIFA_TEST_ASKS" in os.environ:
        statements.of(item.nodeid, time.process_time() - began)
    return result


ROOMS = ("law", "algorithms", "packs", "golden", "architecture", "apps")
DATABASE = {"db", "transactional_db", "county", "empty"}


def pure(item: pytest.Item) -> bool:
    """Of a room that needs no other process, and asks for no database: the same on each."""
    room = item.path.relative_to(Path(__file__).parent).parts[0]
    return room in ROOMS and not item.get_closest_marker("django_db") and DATABASE.isdisjoint(getattr(item, "fixturenames", ()))


def door(item: pytest.Item) -> bool:
    """Of a door, and neither for one database only nor with transactions of its own: what it asks of the database is what counts."""
    room = item.path.relative_to(Path(__file__).parent).parts[0]
    marker = item.get_closest_marker("django_db")
    real = "transactional_db" in getattr(item, "fixturenames", ()) or (marker is not None and marker.kwargs.get("transaction"))
    return room == "interfaces" and not real and not item.get_closest_marker("postgres")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks what need not run on each database, and leaves out what belongs to the other one."""
    from django.conf import settings

    for item in items:
        if pure(item):
            item.add_marker(pytest.mark.pure)
    vendor = "postgres" if settings.DATABASES["default"]["ENGINE"].endswith("postgresql") else "sqlite"
    other = {"postgres": "sqlite", "sqlite": "postgres"}[vendor]
    out = [item for item in items if item.get_closest_marker(other)]
    if vendor == "postgres" and (folder := os.environ.get("ZHIFA_TEST_ASKED")):
        from tests import statements

        doors = {item.nodeid for item in items if door(item)}
        spare = statements.spare(Path(folder), doors, {item.nodeid for item in items} - doors - {item.nodeid for item in out})
        out += [item for item in items if item.nodeid in spare]
    if out:
        config.hook.pytest_deselected(items=out)
        gone = {id(item) for item in out}
        items[:] = [item for item in items if id(item) not in gone]


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: looking through it again and again for garbage takes a tenth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def pytest_unconfigure() -> None:
    """The runtime directory of the run goes with it."""
    from tests.settings import ROOM

    shutil.rmtree(ROOM, ignore_errors=True)
