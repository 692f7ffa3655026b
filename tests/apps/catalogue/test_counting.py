"""How many matters there are, where they come from, and how far that is from the number that the plan states."""

from __future__ import annotations

import json

import pytest
from django.conf import settings

from zhifa.apps.catalogue import queries
from zhifa.apps.catalogue.queries import counting, exporting
from zhifa.interfaces.cli import main as cli
from zhifa.packs import compiled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]


def test_every_matter_is_counted_once_in_its_field() -> None:
    found = counting.tally()
    assert found.total.loaded == len(queries.matters()) == sum(f.loaded for f in found.fields)
    assert found.transferred.loaded == sum(f.loaded for f in found.fields if f.transferred)
    assert len([f for f in found.fields if f.transferred]) == 12


def test_nothing_is_padded_and_the_open_annex_is_named() -> None:
    found = counting.tally()
    assert found.stated == 1833
    assert found.difference == found.transferred.loaded - 1833
    assert found.annex is not None
    assert found.annex.code == "OP-02"


def test_drafts_of_the_texts_are_shown_where_the_layer_is_part_of_the_county(monkeypatch: pytest.MonkeyPatch) -> None:
    assert counting.tally().total.unnamed == counting.tally().total.questions == 0
    monkeypatch.setattr(settings, "ZHIFA_PACKS", ["cn", "zhejiang", "chunan", compiled.LAYER, "demo"])
    found = counting.tally()
    drafts = {c.domain: c for c in compiled.counts()}
    assert found.total.unnamed == sum(c.named + c.unnamed for c in drafts.values())
    assert found.total.questions == sum(c.questions for c in drafts.values()) > 0
    assert found.left_out > 0


def test_the_command_prints_a_table_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["catalogue", "count"]) == 0
    assert "方案写明 1833 项" in capsys.readouterr().out
    assert cli.main(["catalogue", "count", "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["difference"] == said["transferred"]["loaded"] - said["stated"]


def test_the_master_table_names_department_and_origin() -> None:
    table = exporting.matters_table()
    assert len(table.rows) == len(queries.matters())
    assert all(row[6] for row, data in zip(table.rows, table.data, strict=True) if data["domain"] != "ecology_environment")
    assert {data["origin"] for data in table.data} == {"zhejiang", "chunan"}
