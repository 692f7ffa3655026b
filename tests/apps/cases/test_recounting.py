"""Last days counted without a notice of days off are counted again, with a trace, when the notice has come."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.apps.cases.play import AT, first, played
from tests.packs.test_notices import DAYS, written
from zhifa.apps.cases.models import Deadline
from zhifa.apps.cases.services.recounting import recount_deadlines
from zhifa.apps.registry import services as registry
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail.models import Record
from zhifa.interfaces.cli.main import main
from zhifa.interfaces.frame.acting import SYSTEM
from zhifa.law.procedure import periods
from zhifa.law.rulings import Denied
from zhifa.packs.reading import PackError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def room(settings: LazySettings, tmp_path: Path) -> None:
    settings.CALENDAR_ROOT = tmp_path / "calendar"


def waiting(served_on: date = date(2027, 1, 24)) -> Deadline:
    """A fine whose last day lies in a year without notice: counted from a day that no walk of 2026 reaches."""
    row = Deadline.objects.get(case=played("served"), kind="payment")
    row.counted(periods.fine_payment(county_book(), served_on))
    row.save()
    return row


@pytest.mark.usefixtures("vouched")
def test_the_last_day_moves_with_the_notice_and_the_case_remembers_both(tmp_path: Path) -> None:
    row = waiting()
    assert (row.due, row.provisional) == (date(2027, 2, 8), True)
    registry.import_notice(by=SYSTEM, at=AT, file=written(tmp_path), title="演示通知")
    (found,) = recount_deadlines(by=SYSTEM, at=AT)
    row.refresh_from_db()
    assert (found.before, found.after, found.provisional) == (date(2027, 2, 8), date(2027, 2, 9), False)
    assert (row.due, row.nominal, row.provisional) == (date(2027, 2, 9), date(2027, 2, 8), False)
    assert row.excluded == ["2027-02-08"]
    facts = Record.objects.filter(subject_id=row.case_id, verb="recount_deadline").get().facts
    assert (facts["before"], facts["after"], facts["kind"]) == ("2027-02-08", "2027-02-09", "payment")
    assert facts["book"].endswith("notice@2027")
    assert recount_deadlines(by=SYSTEM, at=AT) == ()


@pytest.mark.usefixtures("vouched")
def test_a_last_day_that_stays_is_certain_now(tmp_path: Path) -> None:
    row = waiting(date(2027, 3, 1))
    registry.import_notice(by=SYSTEM, at=AT, file=written(tmp_path), title="演示通知")
    (found,) = recount_deadlines(by=SYSTEM, at=AT)
    row.refresh_from_db()
    assert (found.before, found.after, row.provisional) == (date(2027, 3, 16), date(2027, 3, 16), False)


def test_without_a_notice_and_after_the_duty_was_met_nothing_is_counted() -> None:
    row = waiting()
    assert recount_deadlines(by=SYSTEM, at=AT) == ()
    row.met_at = AT
    row.save()
    assert recount_deadlines(by=SYSTEM, at=AT) == ()


def test_only_the_installation_and_its_administrators_import_and_recount(tmp_path: Path) -> None:
    with pytest.raises(Denied):
        recount_deadlines(by=first(), at=AT)
    with pytest.raises(Denied):
        registry.import_notice(by=first(), at=AT, file=written(tmp_path), title="演示通知")


def test_a_year_that_is_known_is_not_imported_twice(tmp_path: Path) -> None:
    registry.import_notice(by=SYSTEM, at=AT, file=written(tmp_path), title="演示通知")
    with pytest.raises(PackError, match="known already"):
        registry.import_notice(by=SYSTEM, at=AT, file=written(tmp_path), title="演示通知")


def test_one_command_imports_and_recounts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    waiting()
    assert main(["packs", "notice", str(written(tmp_path)), "--title", "演示通知"]) == 0
    said = capsys.readouterr().out
    assert "2027 年：演示通知，12 日" in said
    assert "payment：2027-02-08 → 2027-02-09" in said
    assert "重新计算了 1 个期限" in said
    assert main(["packs", "recount"]) == 0
    assert main(["packs", "notice", str(written(tmp_path, DAYS.replace("makeup", "x"))), "--title", "演示通知"]) == 1
    assert "kind" in capsys.readouterr().err
