"""`zhifa triage retrain | versions | activate | rollback | report | reach | words`."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.apps.incidents.test_matching import STALL, taught
from tests.apps.loop.world import AT
from zhifa.interfaces.cli import main as cli
from zhifa.interfaces.frame import clock

LAYERS = "cn,zhejiang,chunan"


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert cli.main(["triage", *words]) == code
    found = capsys.readouterr()
    return found.out + found.err


@pytest.mark.django_db
@pytest.mark.usefixtures("county")
def test_a_version_is_trained_used_reported_and_taken_back(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    assert "没有可学的更正" in said(capsys, "retrain", code=2)
    taught()
    first = said(capsys, "retrain")
    assert "学 3" in first
    assert "首选对 0 →" in first
    assert said(capsys, "retrain") == first
    assert "没有第 7 版" in said(capsys, "activate", "7", code=2)
    assert "已启用" in said(capsys, "activate", "1", "--reason", "试用")
    assert "正在使用" in said(capsys, "activate", "1", code=2)
    assert "在用" in said(capsys, "versions")
    assert "把握大" in said(capsys, "report")
    assert "只用词库" in said(capsys, "rollback", "--reason", "再看看")
    assert "加了 1 个说法" in said(capsys, "words", STALL, "支棱起来")
    assert "收回 1 个说法" in said(capsys, "words", STALL, "支棱起来", "--end")
    assert "没有代码为 NO-1 的事项" in said(capsys, "words", "NO-1", "支棱起来", code=2)
    assert said(capsys, "reach", code=0).startswith("事项编码")


def test_the_packs_alone_are_measured_on_labelled_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts, labels = tmp_path / "texts.jsonl", tmp_path / "labels.jsonl"
    rows = [("A", "小区门口工地半夜施工，吵得睡不着", "enforcement", ["城市管理"]), ("B", "请问社保卡怎么办理", "consultation", ["none"])]
    texts.write_text("".join(json.dumps({"id": a, "text": b}, ensure_ascii=False) + "\n" for a, b, _, _ in rows), encoding="utf-8")
    labels.write_text("".join(json.dumps({"id": a, "kind": k, "domains": d}) + "\n" for a, _, k, d in rows), encoding="utf-8")
    out = said(capsys, "report", "--packs", LAYERS, "--labels", str(labels), "--texts", str(texts))
    assert "平均偏差" in out
    assert sum(int(line.split("\t")[1]) for line in out.splitlines() if line.startswith("把握") and "条数" not in line) == 2
    assert "--texts" in said(capsys, "report", "--labels", str(labels), code=2)
    assert "/nowhere" in said(capsys, "report", "--labels", "/nowhere/x", "--texts", str(texts), code=2)


def test_the_reach_of_the_packs_is_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(["triage", "reach", "--packs", LAYERS, "--all"])
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert len(rows) == 231
    assert code == int(any(r["情况"] != "找得到" for r in rows))


def test_without_texts_or_an_act_it_says_what_it_needs(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--texts" in said(capsys, code=2)
