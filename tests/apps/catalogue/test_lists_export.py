"""What goes out comes in again: lists in the layout they came in, the catalogue in that of the template, and the template itself."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests import county
from tests.apps.catalogue.lists import AWNING, NOISE, messy, table
from tests.apps.catalogue.test_lists import HOUSING, URBAN, regulator, taken
from tests.county import who
from zhifa.apps.catalogue.models import DraftMatter, Matter
from zhifa.apps.catalogue.queries import exporting, lists
from zhifa.interfaces.cli import main as cli
from zhifa.law.rulings import Denied
from zhifa.packs.lists import HEADINGS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded(db: None, settings: Any, tmp_path: Any) -> None:
    """The county; files go to a folder of this test."""
    settings.IMPORT_ROOT = tmp_path / "imports"
    county.load()


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_list_goes_out_in_its_own_layout_and_comes_back_unchanged(form: str) -> None:
    row = taken(messy())
    found = exporting.drafts_table(regulator(URBAN))
    assert found.headings[:4] == ("序号", "事项名称", "执法领域", "违则")
    assert taken(found.written(form), name=f"again.{form}").counts == {"repeated": row.counts["created"]}


def test_drafts_of_all_departments_go_out_in_the_layout_of_the_template() -> None:
    taken(table(AWNING, NOISE))
    taken(table(AWNING), HOUSING)
    found = exporting.drafts_table(who("guidance"))
    assert (found.headings, len(found.rows)) == (HEADINGS, 2)
    assert "第三十七条第一款第（二）项" in found.rows[1][4]
    data = json.loads(found.written("json"))
    assert {d["name"]: d["senders"] for d in data}["擅自占用城市道路搭棚"] == [URBAN, HOUSING]
    with pytest.raises(Denied):
        exporting.drafts_table(who("dispatcher-1"))


def test_the_catalogue_itself_is_a_list_that_can_be_read() -> None:
    found = lists.read_list(URBAN, exporting.matters_table().written("xlsx"))
    assert found.counts["matter"] == Matter.objects.count()
    assert found.counts.get("refused", 0) == 0
    versions = {f.code for r in found.rows for f in r.findings if f.code in ("lists.statute_unknown", "lists.version_old")}
    assert versions == set()


def test_the_template_is_a_table_with_instructions_beside_it() -> None:
    book = load_workbook(io.BytesIO(exporting.empty_template()))
    assert tuple(c.value for c in book.worksheets[0][1]) == HEADINGS
    assert "城市管理" in str([c.value for row in book.worksheets[1].iter_rows() for c in row])
    sheet = book.worksheets[0]
    sheet.append(["河边洗车", "", "城市管理", "", "《浙江省河道管理条例》第三十条", "罚款", "", ""])
    out = io.BytesIO()
    book.save(out)
    (row,) = lists.read_list(URBAN, out.getvalue()).rows
    assert (row.kind, row.name, row.kinds, [f for f in row.findings if f.missing]) == ("matter", "河边洗车", ("fine",), [])


def test_the_command_imports_says_every_row_and_exports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = tmp_path / "清单.xlsx", tmp_path / "out.json"
    file.write_bytes(messy())
    assert cli.main(["catalogue", "import", str(file), "--sender", URBAN, "--preview"]) == 0
    assert "name ← 事项名称" in capsys.readouterr().out
    assert DraftMatter.objects.count() == 0
    assert cli.main(["catalogue", "import", str(file), "--sender", URBAN]) == 1
    said = capsys.readouterr().out
    assert "目录里没有《大气污染防治办法》，是不是《大气污染防治法》" in said
    assert "新草稿 5" in said
    assert cli.main(["catalogue", "import", str(file), "--sender", "nobody"]) == 2
    assert cli.main(["catalogue", "export", "--sender", URBAN, "--to", str(out)]) == 0
    assert len(json.loads(out.read_text())) == 5
    assert cli.main(["catalogue", "export", "--format", "csv"]) == 0
    assert cli.main(["catalogue", "template", "--to", str(tmp_path / "t.xlsx")]) == 0
