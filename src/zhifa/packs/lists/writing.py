"""Lists written again: the template that a person fills, and matters in the same layout."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from zhifa.law.citations import chinese_number
from zhifa.packs.lists.columns import FIELDS, TEMPLATE

EXAMPLES = {
    "name": "在公园内擅自摆摊",
    "code": "",
    "domain": "城市管理",
    "prohibition": "《某某条例》第十条",
    "penalty": "《某某条例》（2021年修正）第三十七条第一款第（二）项",
    "kinds": "警告、罚款",
    "department": "填报部门全称",
    "remarks": "",
}
RULES = {
    "name": "必填，一行一个事项，120 字以内",
    "code": "省、市公布的事项编码；没有就空着",
    "domain": "见下面的领域名称",
    "prohibition": "禁止或者要求怎样做的条款，可以写几条",
    "penalty": "必填，规定处罚的条款，写到条、款、项；注明所读的是哪一年的文本",
    "kinds": "必填，见下面的处罚种类，用顿号分开",
    "department": "不填时按报送部门",
    "remarks": "",
}
HEADINGS = tuple(FIELDS[f][0] for f in TEMPLATE)


def place_text(basis: Mapping[str, Any]) -> str:
    """《…》（2021年版）第三十七条第一款第（二）项."""
    stated = str(basis.get("stated") or "")
    text = f"《{basis['title']}》" + (f"（{stated}年版）" if len(stated) == 4 else f"（{stated}）" if stated else "")
    text += f"第{chinese_number(basis['article'])}条"
    text += f"之{chinese_number(basis['sub'])}" if basis.get("sub") else ""
    text += f"第{chinese_number(basis['paragraph'])}款" if basis.get("paragraph") else ""
    return text + (f"第（{chinese_number(basis['item'])}）项" if basis.get("item") else "")


def template(domains: Mapping[str, str], kinds: Mapping[str, str]) -> bytes:
    """An empty table, and beside it what belongs in each column. XLSX."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "事项清单"
    sheet.append(HEADINGS)
    sheet.freeze_panes = "A2"
    for column, wide in zip("ABCDEFGH", (34, 16, 16, 40, 46, 20, 24, 24), strict=True):
        sheet.column_dimensions[column].width = wide
        sheet[f"{column}1"].font = Font(bold=True)
    help_sheet = book.create_sheet("填写说明")
    for row in (("列", "怎么填", "例子"), *((FIELDS[f][0], RULES[f], EXAMPLES[f]) for f in TEMPLATE)):
        help_sheet.append(row)
    help_sheet.append(())
    help_sheet.append(("领域", "、".join(domains.values())))
    help_sheet.append(("处罚种类", "、".join(kinds.values())))
    for column, wide in zip("ABC", (16, 70, 50), strict=True):
        help_sheet.column_dimensions[column].width = wide
        help_sheet[f"{column}1"].font = Font(bold=True)
    for cells in help_sheet.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
