"""`zhifa packs`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from zhifa.apps.registry import queries
from zhifa.interfaces.cli.main import main

pytestmark = pytest.mark.django_db


def test_load_twice_says_that_nothing_changed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "load"]) == 0
    capsys.readouterr()
    assert main(["packs", "load"]) == 0
    names = ("registry", "catalogue", "premises", "checklists", "staffing", "assessments", "office")
    assert capsys.readouterr().out.splitlines() == [f"{name}: 没有变化" for name in names]


def test_list_names_editions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "list"]) == 0
    assert "demo@2026-01-01" in capsys.readouterr().out


def test_verify_without_texts_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "verify", "--laws", str(tmp_path)]) == 2
    assert "no statute texts" in capsys.readouterr().err


def test_verify_fails_loudly_when_texts_do_not_hold_what_is_claimed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "浙江省城市市容和环境卫生管理条例(2021-09-30).md").write_text("第一条 空文。\n", encoding="utf-8")
    assert main(["packs", "verify", "--laws", str(tmp_path), "--quiet"]) == 1
    said = capsys.readouterr().out
    assert "FAIL UM-001" in said
    assert "没有这一条" in said
    assert "事项 231：通过 0，不符 231；" in said
    assert re.search(r"参数 [0-9]+：通过 0，不符 0，没有文本 [0-9]+\n", said)
    assert re.search(r"规则引用 [0-9]+：通过 0，不符 [1-9][0-9]*，没有文本 [0-9]+\n", said)
    assert "FAIL APP-18\n     浙江省城市市容和环境卫生管理条例 第十六条 第三款：没有这一条、款、项" in said


def test_geometry_is_imported_or_refused_with_reasons(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    area = queries.area("330127108")
    assert area is not None
    path = tmp_path / "own.geojson"
    feature = {"type": "Feature", "properties": {"code": "330127108"}, "geometry": area.geometry}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    assert main(["packs", "geometry", str(path)]) == 0
    assert "更新了 1 个区域" in capsys.readouterr().out
    path.write_text("{}", encoding="utf-8")
    assert main(["packs", "geometry", str(path)]) == 1
    path.write_text("not json", encoding="utf-8")
    assert main(["packs", "geometry", str(path)]) == 1
    assert str(path) in capsys.readouterr().err
