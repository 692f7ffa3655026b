"""`zhifa catalogue impact | cutover | reconcile`."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.apps.adjustments.test_cutover import ON_THE_DAY, planned, tasks
from tests.apps.adjustments.world import moved, published
from zhifa.apps.adjustments.models import Cutover, Receipt
from zhifa.interfaces.cli.main import main
from zhifa.interfaces.frame import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: ON_THE_DAY)
    monkeypatch.setattr(clock, "today", lambda: date(2026, 10, 1))


def test_a_cut_over_is_rehearsed_carried_out_and_reconciled(county: None, on_the_day: None, capsys: pytest.CaptureFixture[str]) -> None:
    tasks()
    code = planned().code
    assert main(["catalogue", "impact", code]) == 0
    assert "合计 5：移交 5" in capsys.readouterr().out
    assert main(["catalogue", "cutover", code, "--dry-run"]) == 0
    assert "演练：5 件，没有写入任何数据" in capsys.readouterr().out
    assert Receipt.objects.count() == 0
    assert main(["catalogue", "cutover", code]) == 0
    assert "5/5" in capsys.readouterr().out
    assert main(["catalogue", "cutover", code]) == 0
    capsys.readouterr()
    assert main(["catalogue", "reconcile", code, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["even"], told["lines"][0]["handed"], told["lines"][0]["accepted"]) == (True, 4, 1)
    assert main(["catalogue", "impact", code]) == 2


def test_a_change_is_listed_by_its_code(county: None, on_the_day: None, capsys: pytest.CaptureFixture[str]) -> None:
    tasks()
    change = published(moved("squad-weiping"))
    assert main(["catalogue", "impact", change.code, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 5


def test_what_is_unknown_or_too_early_says_so(county: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code = planned().code
    monkeypatch.setattr(clock, "now", lambda: Cutover.objects.get().planned_at)
    assert main(["catalogue", "cutover", code]) == 1
    assert "还没有到切换的日子" in capsys.readouterr().err
    for act in ("impact", "cutover", "reconcile"):
        assert main(["catalogue", act, "none"]) == 2
    assert "没有这个编号" in capsys.readouterr().err
