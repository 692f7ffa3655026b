"""The finance file on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.apps.cases import play
from zhifa.apps.cases.models import Receipt
from zhifa.interfaces.cli.main import main
from zhifa.interfaces.frame import clock

pytestmark = pytest.mark.django_db


def test_a_file_is_taken_in_either_encoding_and_each_wrong_line_is_named(
    county: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: play.AT)
    number = play.played("served").decisions.get().number
    head = "number,decision,amount,paid_on"
    right, wrong = tmp_path / "right.csv", tmp_path / "wrong.csv"
    right.write_text(f"{head}\nR-1,{number},20.00,2026-09-01\n", encoding="gb18030")
    wrong.write_text(f"{head}\nR-1,{number},20.00,2026-09-01\nR-2,{number},19.99,2026-09-01\n", encoding="utf-8-sig")
    assert main(["receipts", "import", str(right), "--source", "bank"]) == 0
    assert main(["receipts", "import", str(wrong), "--source", "bank"]) == 1
    said = capsys.readouterr()
    assert "1 of 2 receipts taken" in said.out
    assert f"{wrong}:3: R-2:" in said.err
    assert Receipt.objects.count() == 1
    assert main(["receipts", "import", str(tmp_path / "none.csv"), "--source", "bank"]) == 2
