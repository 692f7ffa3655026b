"""Sheets as officials lay them out, and those that would blow up a reader."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from zhifa.algorithms.grids import lines, plain
from zhifa.algorithms.sheets import Unreadable


def written(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_merged_cell_stands_in_every_place_it_covers_and_hidden_rows_are_told() -> None:
    book = Workbook()
    book.active.append(["甲", "乙", "丙"])
    book.active.append([None, "丁", None])
    book.active.append(["隐", "藏", None])
    book.active.merge_cells("A1:A2")
    book.active.merge_cells("B1:C1")
    book.active.row_dimensions[3].hidden = True
    one, two, three = lines(written(book))
    assert (one.cells, one.covered, one.own) == (("甲", "乙", "乙"), frozenset({2}), (0, 1))
    assert (two.cells, two.own, two.number) == (("甲", "丁", ""), (1,), 2)
    assert (one.hidden, three.hidden) == (False, True)


def test_the_first_visible_sheet_is_read() -> None:
    book = Workbook()
    book.active.append(["旧", "表"])
    book.active.sheet_state = "hidden"
    book.create_sheet("正式").append(["新", "表"])
    assert lines(written(book))[0].cells == ("新", "表")


def test_a_merged_cell_of_the_whole_sheet_and_endless_rows_are_not_opened() -> None:
    book = Workbook()
    book.active.append(["甲", "乙"])
    package = written(book)
    book.active.cell(9_000, 1, "远")
    with pytest.raises(Unreadable, match="6000"):
        lines(written(book))
    with pytest.raises(Unreadable, match="合并"):
        lines(_merged(package, "A1:XFD1048576"))


def _merged(package: bytes, area: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as given, zipfile.ZipFile(out, "w") as made:
        for part in given.infolist():
            content = given.read(part.filename)
            if part.filename.endswith("sheet1.xml"):
                content = content.replace(
                    b"</sheetData>", f'</sheetData><mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'.encode()
                )
            made.writestr(part.filename, content)
    return out.getvalue()


def test_width_and_spaces_make_no_difference() -> None:
    assert plain("第１２条 第（二）　项") == "第12条第(二)项"
