"""Parameters and citations of rules are proven against texts: the place is there and the number stands at it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from zhifa.law.book import Book, Parameter, Statute
from zhifa.law.citations import Citation
from zhifa.packs.book import load_book
from zhifa.packs.proving import forms, prove_citations, prove_parameters
from zhifa.packs.statutes import Library

SINCE = date(2026, 1, 1)
TEXT = """# 演示条例

<!-- INFO END -->

第一条 当事人应当在１５日内缴纳。

逾期的，每日按百分之三加收；晚上十点以后不得实施。

第二条 有下列情形之一的，可以当场处罚：

（一）二百元以下罚款；

（二）由两名人员在七日内处理。
"""


def entry(key: str, value: object, unit: str, citation: str, note: str = "") -> Parameter:
    return Parameter(key, SINCE, None, Decimal(str(value)), unit, Citation.parse(f"演示条例 {citation}"), note)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "演示条例(2025-12-01).md").write_text(TEXT, encoding="utf-8")
    return Library(tmp_path)


def book(*entries: Parameter) -> Book:
    version = Statute("X", "演示条例", "2025-12-01", SINCE, "local_regulation")
    return replace(load_book(["cn"]), parameters={e.key: (e,) for e in entries}, statutes={"演示条例": (version,)})


@pytest.mark.parametrize(
    ("value", "unit", "place", "there"),
    [
        (15, "natural_days", "第一条 第一款", True),
        (16, "natural_days", "第一条 第一款", False),
        (15, "working_days", "第一条", True),
        ("0.03", "of_the_fine_per_day", "第一条 第二款", True),
        ("0.04", "of_the_fine_per_day", "第一条 第二款", False),
        (22, "o_clock", "第一条 第二款", True),
        (23, "o_clock", "第一条 第二款", False),
        (200, "yuan", "第二条 第一项", True),
        (200, "yuan", "第二条 第二项", False),
        (2, "people", "第二条 第二项", True),
        (7, "working_days", "第二条 第二项", True),
        (7, "working_days", "第三条", False),
        (1, "times_the_fine", "第一条 第二款", True),
    ],
)
def test_a_number_is_looked_for_at_its_place(library: Library, value: object, unit: str, place: str, there: bool) -> None:
    (found,) = prove_parameters(book(entry("demo", value, unit, place)), library)
    assert (found.fault == "") == there, found


def test_what_the_county_set_itself_is_not_looked_for(library: Library) -> None:
    assert not list(prove_parameters(book(entry("demo", 9, "natural_days", "第一条", "内控默认")), library))


def test_a_text_that_is_not_there_is_said_and_not_counted_as_proven(tmp_path: Path) -> None:
    (found,) = prove_parameters(book(entry("demo", 15, "natural_days", "第一条")), Library(tmp_path))
    assert found.absent
    assert "没有 演示条例（2025-12-01） 的文本" in found.fault


def test_the_place_that_a_rule_names_must_be_there(library: Library) -> None:
    places = ("第二条 第一款 第二项", "第二条 第一款 第三项", "第四条")
    found = list(prove_citations(book(), [("X-01", Citation.parse(f"演示条例 {place}")) for place in places], library))
    assert [p.fault == "" for p in found] == [True, False, False]


def test_amounts_are_also_written_in_wan() -> None:
    assert "三万元" in forms(entry("demo", 30000, "yuan", "第一条"))
    assert "10万元" in forms(entry("demo", 100000, "yuan", "第一条"))
