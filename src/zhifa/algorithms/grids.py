"""A sheet as officials lay it out: merged cells, hidden rows, titles above and notes below. What a table is inside it is for others."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from zhifa.algorithms import sheets
from zhifa.algorithms.sheets import Unreadable

MOST_LINES = 6_000
MOST_UNPACKED = 24 * 2**20
MOST_MERGED = 400_000  # places
_MERGED = re.compile(rb'<mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file. `number` counts from 1; `cells` as text, a merged cell's text in every place it covers; `covered`: columns
    that hold the text of a cell beside or above; `hidden`: by hand or by a filter."""

    number: int
    cells: tuple[str, ...]
    covered: frozenset[int] = frozenset()
    hidden: bool = False

    @property
    def own(self) -> tuple[int, ...]:
        """Columns with a text of their own."""
        return tuple(i for i, text in enumerate(self.cells) if text and i not in self.covered)


def lines(content: bytes) -> tuple[Line, ...]:
    """All lines that hold anything, in order. Raises `Unreadable` as `sheets.read` does, and for more than `MOST_LINES`."""
    sheets.check(content)
    found = tuple(_xlsx(content) if content.startswith(sheets.ZIP) else _csv(content))
    if not found:
        raise Unreadable("表里没有内容")
    return found


def plain(text: str) -> str:
    """Full-width characters as ordinary ones, without spaces: how two spellings of one text become the same."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _csv(content: bytes) -> Iterator[Line]:
    for count, (number, cells) in enumerate(sheets.csv_lines(content), 1):
        _check_count(count)
        if any(cells):
            yield Line(number, tuple(cells))


def _check_count(count: int) -> None:
    if count > MOST_LINES:
        raise Unreadable(f"超过 {MOST_LINES} 行，请分成几份")


def _xlsx(content: bytes) -> Iterator[Line]:
    sheet = _sheet(content)
    spread = dict(_spread(sheet))
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=min(sheet.max_column, sheets.MOST_COLUMNS)), 1):
        _check_count(number)
        own = [sheets.text(v) for v in row]
        covered = {i for i in range(len(own)) if (number, i + 1) in spread}
        cells = tuple(spread.get((number, i + 1), text) for i, text in enumerate(own))
        if any(cells):
            yield Line(number, cells, frozenset(covered), bool(sheet.row_dimensions[number].hidden))


def _sheet(content: bytes) -> Any:
    """The first visible sheet."""
    _check_merged(content)
    try:
        book = load_workbook(io.BytesIO(content), data_only=False, keep_links=False)
        return next((s for s in book.worksheets if s.sheet_state == "visible"), book.worksheets[0])
    except Exception as error:  # whatever a broken or hostile package makes the reader raise
        raise Unreadable("表格文件已损坏，读不出来；请重新导出") from error


def _check_merged(content: bytes) -> None:
    """The reader makes a place for everything that a merged cell covers."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(part.file_size for part in package.infolist()) > MOST_UNPACKED:
                raise Unreadable("解压后过大，不是事项清单，没有打开")
            places = sum(
                _size(found) for name in package.namelist() if "worksheets/" in name for found in _MERGED.findall(package.read(name))
            )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise Unreadable("表格文件已损坏，读不出来；请重新导出") from error
    if places > MOST_MERGED:
        raise Unreadable("合并的单元格大得不正常，没有打开")


def _size(found: tuple[bytes, bytes, bytes, bytes]) -> int:
    left, top, right, bottom = found
    width = column_index_from_string(right.decode()) - column_index_from_string(left.decode()) + 1
    return width * (int(bottom) - int(top) + 1)


def _spread(sheet: Any) -> Iterator[tuple[tuple[int, int], str]]:
    """(row, column) → text of the merged cell that covers it, its own first place left out."""
    for area in sheet.merged_cells.ranges:
        text = sheets.text(sheet.cell(area.min_row, area.min_col).value)
        bottom, right = min(area.max_row, MOST_LINES), min(area.max_col, sheets.MOST_COLUMNS)
        for row in range(area.min_row, bottom + 1):
            for column in range(area.min_col, right + 1):
                if (row, column) != (area.min_row, area.min_col):
                    yield (row, column), text
