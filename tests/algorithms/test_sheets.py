"""Files from strangers: read when they are plainly tables, refused with a sentence otherwise, and never opened when they are bombs."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook, load_workbook

from zhifa.algorithms import sheets
from zhifa.algorithms.sheets import Unreadable, read

HEAD = ("工单编号", "来电时间", "诉求内容")


def xlsx(*lines: tuple[object, ...]) -> bytes:
    book = Workbook()
    for line in lines:
        book.active.append(list(line))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def package(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def test_a_workbook_is_read_as_text_with_its_lines(tmp_path) -> None:
    sheet = read(xlsx(("", "", ""), HEAD, ("A-1", datetime(2026, 9, 1, 8, 30), "倒垃圾"), (None, None, None), (20260901.0, "x", True)))
    assert sheet.headings == HEAD
    assert sheet.rows == ((3, ("A-1", "2026-09-01 08:30:00", "倒垃圾")), (5, ("20260901", "x", "是")))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_text_tables_are_read_in_the_usual_encodings(encoding: str, separator: str) -> None:
    text = separator.join(HEAD) + "\r\n" + separator.join(("A-1", "2026-09-01 08:30", '"第一行\n第二行"')) + "\r\n"
    sheet = read(text.encode(encoding))
    assert sheet.headings == HEAD
    assert sheet.rows[0][1][2] == "第一行\n第二行"


def test_a_formula_stays_visible(tmp_path) -> None:
    assert read(xlsx(HEAD, ("A-1", "x", "=1+1"))).rows[0][1][2] == "=1+1"


BOMB = package(**{"xl__workbook.xml": b"<x/>", "xl__worksheets__sheet1.xml": b"0" * (60 * 2**20)})
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
MANY = package(**{"xl__workbook.xml": b"<x/>", **{f"p{n}": b"" for n in range(600)}})


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "空"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 100, "旧版"),
        (b"0," * (6 * 2**20), "超过"),
        (b"%PDF-1.7\n\x00\x00", "不是"),
        (b"\x89PNG\r\n\x1a\n\x00", "不是"),
        (b"just one line of words\nand another", "没有分列"),
        (b"\xff\xfe\x81,\x81\xff", "编码"),
        (b"PK\x03\x04 broken", "损坏"),
        (package(a=b"x"), "不是 .xlsx"),
        (package(**{"xl__workbook.xml": b"<x/>", "xl__vbaProject.bin": b"x"}), "宏"),
        (package(**{"xl__workbook.xml": ENTITY}), "文档类型"),
        (BOMB, "解压后过大"),
        (MANY, "解压后过大"),
        (package(**{"xl__workbook.xml": b"<x/>"}), "损坏"),
        (xlsx(("只有一列",), ("x",)), "至少两列"),
        (xlsx(HEAD), "没有数据行"),
        (",".join(f"列{n}" for n in range(61)).encode() + b"\n" + b"," * 60, "超过 60 列"),
        (b"a,b\n" + b"x,y\n" * 20_001, "超过 20000 行"),
        (b'a,b\n"' + b"x" * 50_000 + b'",y\n', "一格太长"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_what_is_no_moderate_table_is_refused_with_a_sentence(content: bytes, word: str) -> None:
    with pytest.raises(Unreadable) as why:
        read(content)
    assert word in str(why.value)


def test_what_we_write_never_runs() -> None:
    content = sheets.written(("行", "原因"), [("1", "=cmd|' /C calc'!A0"), ("2", "+1"), ("3", "好")])
    rows = list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    assert rows[1] == ("1", "'=cmd|' /C calc'!A0")
    assert all(cell.data_type != "f" for line in load_workbook(io.BytesIO(content)).active.iter_rows() for cell in line)
