"""Where the table begins in a sheet, and which of its columns is what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhifa.algorithms.grids import Line, plain
from zhifa.algorithms.sheets import Unreadable

FIELDS: dict[str, tuple[str, ...]] = {
    "name": ("事项名称", "处罚事项", "职权名称", "权力事项", "违法行为", "案由", "名称", "事项"),
    "code": ("事项编码", "事项代码", "职权编码", "权力编码", "编码", "代码"),
    "domain": ("所属领域", "执法领域", "划转领域", "领域", "行业"),
    "prohibition": ("违法依据", "违反条款", "违则", "禁止性规定", "义务规定"),
    "penalty": ("处罚依据", "罚则", "处罚条款"),
    "penalty_places": ("处罚依据·条款", "处罚依据·条、款、项", "处罚依据·条款项"),
    "bases": ("法律依据", "设定依据", "实施依据", "依据"),
    "kinds": ("处罚种类", "处罚类型", "处罚内容", "种类"),
    "department": ("原主管部门", "主管部门", "原实施部门", "划出部门", "责任单位", "报送单位", "部门"),
    "remarks": ("备注", "说明"),
}
"""Field → headings by which it is usually called, likeliest first."""
TEMPLATE = ("name", "code", "domain", "prohibition", "penalty", "kinds", "department", "remarks")
SEARCHED = 20
BETWEEN = "·"


@dataclass(frozen=True, slots=True)
class Layout:
    """`headings` by column (two lines of them joined by `·`), the number of the last heading line, and field → heading."""

    headings: tuple[str, ...]
    line: int
    columns: dict[str, str]


def laid_out(lines: Sequence[Line], kept: Mapping[str, str]) -> Layout:
    """The first line that looks like headings; `kept`: field → heading of this sender's last file. Raises `Unreadable`."""
    known = {plain(h) for names in FIELDS.values() for h in names} | {plain(h) for h in kept.values()} | {"序号"}
    for place, line in enumerate(lines[:SEARCHED]):
        if not line.hidden and sum(_called(plain(line.cells[i]), known) for i in line.own) >= 2:
            below = lines[place + 1] if place + 1 < len(lines) else None
            return _joined(line, below, kept)
    raise Unreadable("前二十行里找不到列名；至少要有“事项名称”和“处罚依据”两列")


def _called(heading: str, known: set[str]) -> bool:
    return heading in known or (len(heading) <= 14 and any(len(h) > 2 and h in heading for h in known))


def _joined(line: Line, below: Line | None, kept: Mapping[str, str]) -> Layout:
    """A heading that spans several columns has its parts in the next line."""
    spans = {i for i in line.covered if i and line.cells[i] and line.cells[i] == line.cells[i - 1]}
    two = below is not None and bool(spans) and any(below.cells[i] and i not in below.covered for i in spans if i < len(below.cells))
    heads = []
    for i, cell in enumerate(line.cells):
        top, part = plain(cell), plain(below.cells[i]) if two and below and i < len(below.cells) else ""
        heads.append(top + BETWEEN + part if part and part != top else top)
    return Layout(tuple(heads), below.number if two and below else line.number, guessed(heads, kept))


def guessed(headings: Sequence[str], kept: Mapping[str, str]) -> dict[str, str]:
    """Field → heading: as this sender's last file was read where those columns are there, else by the usual names."""
    found = {field: heading for field, heading in kept.items() if heading in headings}
    for exact in (True, False):
        for field, names in FIELDS.items():
            free = [h for h in headings if h and h not in found.values()]
            heading = next((h for n in names for h in free if _is(n, h, exact)), "")
            if heading and field not in found:
                found[field] = heading
    return found


def _is(name: str, heading: str, exact: bool) -> bool:
    bare = re.sub(r"\(.*?\)", "", heading)
    return name == bare if exact else name in bare.split(BETWEEN)[0] and not (BETWEEN in bare and "条" in bare.split(BETWEEN)[1])
