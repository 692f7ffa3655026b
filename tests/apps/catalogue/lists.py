"""Files as departments send them, made here: the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from functools import cache

from openpyxl import Workbook

HEAD = ("序号", "事项名称", "所属领域", "违法依据", "处罚依据", "处罚种类", "备注")
RIVER = "《浙江省城市市容和环境卫生管理条例》"
AWNING = (
    1,
    "擅自占用城市道路搭棚",
    "城市管理",
    f"{RIVER}第十条",
    f"{RIVER}（２０２１年修正）第三十七条第一款第（二）项、（四）项",
    "警告、罚款",
    "",
)
NOISE = (
    2,
    "夜间施工噪声扰民",
    "城市管理",
    "《中华人民共和国噪声污染防治法》第４３条",
    "《中华人民共和国噪声污染防治法》第77条第1款第2项",
    "罚　款",
    "",
)


def fixed(book: Workbook) -> bytes:
    """Without the time of writing."""
    book.properties.created = book.properties.modified = datetime(2026, 9, 1)
    raw, out = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for part in package.infolist():
            content = package.read(part.filename)
            if part.filename == "docProps/core.xml":
                content = content.split(b"<dcterms:modified")[0] + content.split(b"</dcterms:modified>")[-1]
            again.writestr(zipfile.ZipInfo(part.filename, (2026, 9, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@cache
def table(*rows: tuple[object, ...], head: tuple[str, ...] = HEAD) -> bytes:
    """A plain table."""
    book = Workbook()
    for row in (head, *rows):
        book.active.append(list(row))
    return fixed(book)


@cache
def messy() -> bytes:
    """Titles above the heading, a heading of two lines, merged cells, several bases in a cell, Chinese numerals and full-width characters,
    hidden rows, a heading printed again, a total, notes below and a formula."""
    book = Workbook()
    sheet = book.active
    sheet.append(["淳安县划转行政处罚事项清单（报送稿）"])
    sheet.merge_cells("A1:H1")
    sheet.append(["填报单位：（盖章）", None, None, None, None, None, "2026年8月", None])
    sheet.append(["序号", "事　项\n名　称", "执法领域", "违则", "处罚依据", None, "处罚种类", "备注"])
    sheet.append([None, None, None, None, "法律法规名称", "条、款、项", None, None])
    sheet.merge_cells("E3:F3")
    for column in "ABCDGH":
        sheet.merge_cells(f"{column}3:{column}4")
    sheet.append(["一、城市管理领域"])
    sheet.merge_cells("A5:H5")
    sheet.append(
        [1, "擅自占用城市道路搭棚", "城市管理", f"{RIVER}第十条", RIVER, "第三十七条第一款第（二）项、（四）项", "警告、罚款", None]
    )
    sheet.append(
        [
            2,
            "夜间施工噪声扰民",
            None,
            "《噪声污染防治法》第４３条",
            "中华人民共和国噪声污染防治法",
            "第七十七条第１款第２项",
            "罚　款",
            None,
        ]
    )
    sheet.append([None, None, None, None, "浙江省城市市容和环境卫生管理条例", "第五十条", "罚款", None])
    for column in "ABC":
        sheet.merge_cells(f"{column}7:{column}8")
    sheet.append([3, "已经取消的事项", "城市管理", None, RIVER, "第一条", "罚款", None])
    sheet.row_dimensions[9].hidden = True
    sheet.append(["序号", "事　项\n名　称", "执法领域", "违则", "处罚依据", None, "处罚种类", "备注"])
    sheet.append([4, "焚烧树叶", "环保", None, "《大气污染防治办法》", "第八条", "罚款、滞纳金", None])
    sheet.append(
        [
            5,
            "露天烧烤",
            "城市管理",
            None,
            "《中华人民共和国大气污染防治法》（2015年修订）",
            "第一百一十九条第三款",
            "没收违法所得并处罚款",
            None,
        ]
    )
    sheet.append([6, "倾倒渣土", "城市管理", None, None, "按有关规定处理", None, None])
    sheet.append(['=A6&"x"', "=B6", "城市管理", None, RIVER, "第三条", "罚款", None])
    sheet.append([7, None, "城市管理", None, None, None, "罚款", None])
    sheet.append(["合计", "6 项"])
    sheet.append(["注：本表由业务主管部门填写，一式两份。"])
    return fixed(book)
