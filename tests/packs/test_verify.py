"""The check of the catalogue finds every wrong figure. Statute and matter are made up for these tests."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from zhifa.packs.county import CountyData, Entry
from zhifa.packs.statutes import Library
from zhifa.packs.verify import verify

STATUTE = """# 样本湖区规定

<!-- INFO END -->

第三条 游客不得喂鸟。

船主不得鸣笛。

第九条 违反本规定第三条第一款规定，喂鸟的，责令改正；拒不改正的，给予警告，对个人处五十元以上五百元以下罚款，\
对单位处一千元以上一万元以下罚款。

违反本规定第三条第二款规定，鸣笛的，没收违法所得，并处违法所得一倍以上三倍以下的罚款。

第十条 违反本规定第三条第三款规定，另行处罚。
"""


def entry(code: str, **values: Any) -> Entry:
    return Entry(code, "zhejiang", {"code": code, **values}, "test.csv:2")


def place(code: str, role: str, article: str, paragraph: str, mark: str) -> Entry:
    return entry(code, matter="T-1", role=role, statute="S", article=article, sub="", paragraph=paragraph, item="", mark=mark)


def amount(code: str, party: str, low: str, high: str) -> Entry:
    empty = dict.fromkeys(("condition", "unit", "ratio_min", "ratio_max", "base"), "")
    return entry(code, matter="T-1", party_kind=party, tier="base", min=low, max=high, precondition="rectify_first", **empty)


GOOD: dict[str, tuple[Entry, ...]] = {
    "statutes": (entry("S", title="样本湖区规定", version="2020-01-01", level="local_regulation"),),
    "matters": (entry("T-1", name="喂鸟", kinds="warning；fine", precondition="rectify_first"),),
    "bases": (place("b1", "prohibition", "3", "1", "喂鸟"), place("b2", "penalty", "9", "1", "拒不改正")),
    "ranges": (amount("r1", "citizen", "50", "500"), amount("r2", "organization", "1000", "10000")),
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "样本湖区规定(2020-01-01).md").write_text(STATUTE, encoding="utf-8")
    return Library(tmp_path)


def county(**changed: tuple[Entry, ...]) -> CountyData:
    return CountyData(("zhejiang",), {}, {**GOOD, **changed})


def altered(table: str, index: int, **values: str) -> CountyData:
    rows = list(GOOD[table])
    rows[index] = replace(rows[index], values={**rows[index].values, **values})
    return county(**{table: tuple(rows)})


def test_a_true_matter_is_proven(library: Library) -> None:
    report = verify(county(), library)
    assert report.failed == ()
    assert (report.statutes, report.articles, report.figures) == (1, 2, 2)


@pytest.mark.parametrize(
    ("table", "index", "values"),
    [
        ("ranges", 0, {"min": "51"}),
        ("ranges", 0, {"max": "5000"}),
        ("ranges", 0, {"min": ""}),
        ("ranges", 0, {"party_kind": "organization"}),
        ("ranges", 0, {"precondition": "none"}),
        ("ranges", 0, {"condition": "情节严重"}),
        ("ranges", 0, {"unit": "每人"}),
        ("ranges", 0, {"ratio_min": "1", "ratio_max": "3", "base": "违法所得", "min": "", "max": ""}),
        ("ranges", 1, {"ratio_min": "2"}),
        ("ranges", 1, {"max": "100000"}),
        ("bases", 0, {"article": "4"}),
        ("bases", 0, {"paragraph": "2"}),
        ("bases", 0, {"item": "1"}),
        ("bases", 0, {"mark": "钓鱼"}),
        ("bases", 0, {"mark": ""}),
        ("bases", 0, {"statute": "X"}),
        ("bases", 1, {"article": "10", "paragraph": ""}),
        ("bases", 1, {"paragraph": "2"}),
        ("bases", 1, {"paragraph": "7"}),
        ("matters", 0, {"kinds": "fine"}),
        ("matters", 0, {"kinds": "warning；fine；detention"}),
        ("matters", 0, {"precondition": "none"}),
        ("statutes", 0, {"version": "2021-01-01"}),
        ("statutes", 0, {"title": "另一规定"}),
    ],
)
def test_any_wrong_cell_fails(library: Library, table: str, index: int, values: dict[str, str]) -> None:
    assert [v.matter for v in verify(altered(table, index, **values), library).failed] == ["T-1"]


def test_a_fine_may_not_be_left_out(library: Library) -> None:
    assert verify(county(ranges=()), library).failed


def test_a_multiple_needs_the_base_that_the_statute_names(library: Library) -> None:
    bases = (place("b1", "prohibition", "3", "2", "鸣笛"), place("b2", "penalty", "9", "2", "鸣笛"))
    empty = dict.fromkeys(("condition", "unit", "min", "max"), "")
    cells = {"matter": "T-1", "party_kind": "any", "precondition": "none", "ratio_min": "1", "ratio_max": "3", **empty}
    matters = (entry("T-1", name="鸣笛", kinds="fine；confiscate_income", precondition="none"),)

    def checked(base: str) -> bool:
        data = county(matters=matters, bases=bases, ranges=(entry("r1", **cells, base=base),))
        return not verify(data, library).failed

    assert checked("违法所得")
    assert not checked("货值金额")
    assert not checked("")
