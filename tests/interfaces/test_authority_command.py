"""`zhifa authority check | who` on the county of the packs."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests import county
from zhifa.apps.catalogue import queries, services
from zhifa.interfaces.cli.main import main

pytestmark = pytest.mark.django_db
FENKOU = "330127108"


@pytest.fixture(autouse=True)
def loaded() -> None:
    county.load()


def withdraw_publication() -> None:
    terms = services.Terms(date(2022, 9, 1), None, None)
    for power in ("penalty", "investigation"):
        code = f"gov-{FENKOU}:{power}:UM-001"
        services.revise_grant(by=county.KEEPER, at=county.LOADED_AT, code=code, version=1, terms=terms, ground="公告撤回（演示）")


def test_the_county_is_proved_and_the_open_point_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["authority", "check"]) == 0
    said = capsys.readouterr().out
    assert "[开放 OP-01] 监管缺位" in said
    assert "[问题]" not in said
    assert "每一格每一天有且只有一个主体" in said


def test_what_no_open_point_acknowledges_fails_and_is_written_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    withdraw_publication()
    assert main(["authority", "check", "--day", "2026-09-01", "--json", str(tmp_path / "found.json")]) == 1
    assert "[问题] 赋权没有公布" in capsys.readouterr().out
    data = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    assert data["classes"]["unpublished"]["faults"] == 2
    found = [f for f in data["findings"] if f["kind"] == "unpublished"]
    assert [(f["power"], f["matters"], f["areas"], f["since"], f["until"]) for f in found] == [
        ("investigation", ["UM-001"], [FENKOU], "2022-09-01", None),
        ("penalty", ["UM-001"], [FENKOU], "2022-09-01", None),
    ]


def test_the_day_before_the_fault_is_proved() -> None:
    withdraw_publication()
    assert main(["authority", "check", "--day", "2022-08-31"]) == 0


def test_who_could_fine_whom_on_a_day_before_the_empowerment(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["authority", "who", "--matter", "UM-001", "--area", "汾口镇", "--day", "2021-12-01"]) == 0
    said = capsys.readouterr().out
    assert "名义：淳安县综合行政执法局" in said
    assert "起始：来源没有载明" in said
    assert "✗ 汾口镇人民政府" in said
    assert "2022-09-01 起：汾口镇人民政府" in said


def test_who_answers_as_json_with_the_considered_others(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["authority", "who", "--matter", "UM-001", "--area", FENKOU, "--day", "2026-09-01", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["status"], data["holder"], data["since"]) == ("held", f"gov-{FENKOU}", "2022-09-01")
    assert {c["name"] for c in data["considered"]} == {"汾口镇人民政府", "淳安县综合行政执法局"}


def test_nobody_is_named_where_the_sources_name_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["authority", "who", "--matter", "EE-003", "--area", FENKOU, "--day", "2026-09-01"]) == 0
    assert "没有唯一主体" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [["--matter", "XX-999", "--area", FENKOU], ["--matter", "UM-001", "--area", "nowhere"]])
def test_an_unknown_matter_or_area_is_an_error(wrong: list[str]) -> None:
    assert main(["authority", "who", *wrong, "--day", "2026-09-01"]) == 2


def test_an_instant_without_its_zone_is_an_error() -> None:
    asked = ["authority", "who", "--matter", "UM-001", "--area", FENKOU, "--day", "2026-09-01", "--known-at", "2026-09-01T09:00"]
    assert main(asked) == 2


def test_an_empty_catalogue_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = queries.proof(county.DAY, ())
    monkeypatch.setattr(queries, "proof", lambda day: empty)
    assert main(["authority", "check"]) == 2
