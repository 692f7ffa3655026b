"""`zhifa triage`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zhifa.interfaces.cli import main as cli


def test_each_text_gets_kind_fields_and_matter_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "texts.jsonl"
    rows = [{"id": "A", "text": "小区门口工地半夜施工，吵得睡不着"}, {"id": "B", "text": "请问社保卡怎么办理"}, {"id": "C", "text": ""}]
    file.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows) + "\n\n", encoding="utf-8")
    assert cli.main(["triage", "--texts", str(file)]) == 0
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [s["id"] for s in said] == ["A", "B", "C"]
    assert said[0]["kind"] == "enforcement"
    assert said[0]["domains"][0] == "城市管理"
    assert "施工" in said[0]["matter"]
    assert (said[1]["kind"], said[1]["matter"]) == ("consultation", None)
    assert said[2]["enforcement"] == "unsure"


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "A"}', '{"id": 1, "text": "x"}'])
def test_unreadable_line_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_text('{"id": "A", "text": "x"}\n' + line)
    assert cli.main(["triage", "--texts", str(file)]) == 2
    assert "line 2" in capsys.readouterr().err


def test_missing_file_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["triage", "--texts", "/nowhere/x"]) == 2
    assert "/nowhere/x" in capsys.readouterr().err
