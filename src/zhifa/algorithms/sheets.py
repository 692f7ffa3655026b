"""Read an uploaded table, XLSX or CSV, from strangers: what is not plainly a table of moderate size is refused with a sentence."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

LARGEST = 10 * 1024 * 1024
LARGEST_UNPACKED = 120 * 1024 * 1024
MOST_PACKED = 100  # times: ordinary sheets are packed five to twenty times
MOST_PARTS = 500
MOST_ROWS = 20_000
MOST_COLUMNS = 60
LONGEST_CELL = 5_000
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
ENCODINGS = ("utf-8-sig", "gb18030")


class Unreadable(Exception):
    """Why this file is not taken, in a sentence for the person who chose it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`headings` of the first filled row; `rows`: (line in the file, cells as text, as many as headings)."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read(content: bytes) -> Sheet:
    """By its content, whatever it is called. Raises `Unreadable`."""
    check(content)
    lines = _xlsx(content) if content.startswith(ZIP) else csv_lines(content)
    return _sheet(lines)


def check(content: bytes) -> None:
    """Before anything of it is read. Raises `Unreadable`."""
    if not content:
        raise Unreadable("文件是空的")
    if len(content) > LARGEST:
        raise Unreadable(f"文件超过 {LARGEST // 2**20} MB，请分成几份")
    if content.startswith(OLE):
        raise Unreadable("这是旧版 .xls 或者加密的文件；请另存为不加密的 .xlsx")
    if content.startswith(ZIP):
        _check_package(content)


def _sheet(lines: Iterable[tuple[int, list[str]]]) -> Sheet:
    filled = ((n, cells) for n, cells in lines if any(cells))
    first = next(filled, None)
    if first is None:
        raise Unreadable("表里没有内容")
    headings = _trimmed(first[1])
    if len(set(headings) - {""}) < 2:
        raise Unreadable("第一行应为列名，至少两列")
    if len(headings) > MOST_COLUMNS:
        raise Unreadable(f"超过 {MOST_COLUMNS} 列，不是工单表")
    rows = tuple((n, _fitted(cells, len(headings))) for n, cells in islice(filled, MOST_ROWS + 1))
    if not rows:
        raise Unreadable("只有列名，没有数据行")
    if len(rows) > MOST_ROWS:
        raise Unreadable(f"超过 {MOST_ROWS} 行，请分成几份")
    return Sheet(tuple(headings), rows)


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def _fitted(cells: list[str], width: int) -> tuple[str, ...]:
    return tuple((cells + [""] * width)[:width])


def csv_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of a text table. Raises `Unreadable`."""
    if b"\x00" in content:
        raise Unreadable("不是 .xlsx 也不是 .csv 文件")
    decoded = _decoded(content)
    sample = decoded[:4096].splitlines()[0] if decoded.strip() else ""
    separator = max(",\t;", key=sample.count)
    if not sample.count(separator):
        raise Unreadable("不是 .xlsx 也不是 .csv 文件：第一行没有分列")
    csv.field_size_limit(LONGEST_CELL * 4)
    reader = csv.reader(io.StringIO(decoded, newline=""), delimiter=separator)
    try:
        for cells in reader:
            yield reader.line_num, [text(c) for c in cells]
    except csv.Error as error:
        raise Unreadable(f"第 {reader.line_num} 行读不出来：引号没有配对，或者一格太长") from error


def _decoded(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("文字编码认不出来；请存为 UTF-8 或者 GBK 的 .csv，或者 .xlsx")


def _xlsx(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # the stated size may lie
        for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True), 1):
            yield number, [text(c) for c in cells]
    except Unreadable:
        raise
    except Exception as error:  # whatever a broken or hostile package makes the reader raise
        raise Unreadable("表格文件已损坏，读不出来；请重新导出") from error


def _check_package(content: bytes) -> None:
    """Size and parts before anything is unpacked: a zip cannot unpack to more than it states, so the statement decides."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            names = {p.filename for p in parts}
            if "xl/workbook.xml" not in names:
                raise Unreadable("这是压缩包或者其他文档，不是 .xlsx 表格")
            if any(n.endswith("vbaProject.bin") for n in names):
                raise Unreadable("含有宏；请另存为不带宏的 .xlsx")
            unpacked = sum(p.file_size for p in parts)
            packed_hard = any(p.file_size > 2**20 and p.file_size > MOST_PACKED * max(1, p.compress_size) for p in parts)
            if unpacked > LARGEST_UNPACKED or packed_hard or len(parts) > MOST_PARTS:
                raise Unreadable("解压后过大，不是正常的工单表，没有打开")
            _check_xml(package, parts)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise Unreadable("表格文件已损坏，读不出来；请重新导出") from error


def _check_xml(package: zipfile.ZipFile, parts: Iterable[zipfile.ZipInfo]) -> None:
    """Office never writes a document type; entities are the way to blow up a parser."""
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with package.open(part) as stream:
                if b"<!" in stream.read(2048).replace(b"<!--", b""):
                    raise Unreadable("含有不该有的文档类型声明，没有打开")


def text(value: Any) -> str:
    """A cell as text; a formula keeps its `=`, so that the row can be refused."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()[: LONGEST_CELL + 1]
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, int | float) else f"={value}"


def harmless(cell: str) -> str:
    """The text so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def written(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """The same as an XLSX file of text cells; nothing in it is ever a formula."""
    book = Workbook(write_only=False)
    sheet = book.active
    assert sheet is not None
    for line in (headings, *rows):
        sheet.append([harmless(v) for v in line])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for index, column in enumerate(sheet.columns, 1):
        width = max(len(str(c.value or "")) for c in column)
        sheet.column_dimensions[chr(64 + index) if index <= 26 else "Z"].width = min(60.0, 4 + 2.0 * width)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
