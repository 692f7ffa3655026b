from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from zhifa.interfaces.frame import clock


@pytest.fixture(autouse=True)
def room(settings: Any, tmp_path: Path) -> Path:
    settings.VAR = tmp_path
    return tmp_path


def test_without_a_demonstration_clock_it_is_the_machine_s_time() -> None:
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=2)


def test_a_demonstration_clock_runs_from_its_start_at_its_rate() -> None:
    start = datetime(2026, 9, 1, 2, tzinfo=UTC)
    made = clock.set_demo_clock(start, rate=60)
    anchor = datetime.fromisoformat(made.anchor)
    assert made.read(anchor + timedelta(seconds=10)) == start + timedelta(minutes=10)
    assert timedelta() <= clock.now() - start < timedelta(minutes=5)
    assert clock.today() == date(2026, 9, 1)


def test_a_new_rate_goes_on_from_the_time_that_is_shown() -> None:
    clock.set_demo_clock(datetime(2026, 9, 1, 2, tzinfo=UTC), rate=0)
    clock.set_demo_clock(rate=0)
    assert clock.now() == datetime(2026, 9, 1, 2, tzinfo=UTC)


def test_the_day_changes_at_midnight_in_chunan() -> None:
    clock.set_demo_clock(datetime(2026, 8, 31, 16, tzinfo=UTC), rate=0)
    assert clock.today() == date(2026, 9, 1)


def test_resetting_goes_back_to_the_machine_s_time() -> None:
    clock.set_demo_clock(datetime(2020, 1, 1, tzinfo=UTC))
    clock.reset_demo_clock()
    assert clock.now().year >= 2026


def test_production_knows_no_other_time(settings: Any) -> None:
    clock.set_demo_clock(datetime(2020, 1, 1, tzinfo=UTC))
    settings.DEMO = False
    assert clock.now().year >= 2026
    with pytest.raises(clock.ClockRefused):
        clock.set_demo_clock(datetime(2020, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(("start", "rate"), [(datetime(2026, 1, 1), 1), (datetime(2026, 1, 1, tzinfo=UTC), -1)])
def test_a_clock_without_zone_or_running_backwards_is_refused(start: datetime, rate: float) -> None:
    with pytest.raises(ValueError, match="must"):
        clock.set_demo_clock(start, rate)
