"""Numerals, amounts and thresholds: §2 of the contract."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.algorithms.statutes.made_up import fines, row
from zhifa.algorithms.statutes.amounts import fines_in, limits_in
from zhifa.algorithms.statutes.numerals import chinese, number, whole


@given(st.integers(1, 9999))
def test_numbers_survive_the_way_through_chinese(value: int) -> None:
    assert whole(chinese(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("两千", "2000"),
        ("1.5万", "15000"),
        ("3千", "3000"),
        ("一百零五万", "1050000"),
        ("十二", "12"),
        ("二亿", "200000000"),
        ("伍佰", "500"),
    ],
)
def test_numerals_of_every_kind(text: str, value: str) -> None:
    assert number(text) == number(value)


@pytest.mark.parametrize("text", ["", "若干", "元", "5元"])
def test_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="numeral"):
        number(text)


@pytest.mark.parametrize(
    ("words", "basis", "low", "high"),
    [
        ("处五万元以上十万元以下罚款", "yuan", "50000", "100000"),
        ("处5万元以上10万以下罚款", "yuan", "50000", "100000"),
        ("处一万元至五万元的罚款", "yuan", "10000", "50000"),
        ("处一至三万元罚款", "yuan", "10000", "30000"),
        ("处五千元以上、二万元以下罚款", "yuan", "5000", "20000"),
        ("处五百元以下罚款", "yuan", None, "500"),
        ("处二千元罚款", "yuan", "2000", "2000"),
        ("处以1,000元的罚款", "yuan", "1000", "1000"),
        ("罚款五百元", "yuan", "500", "500"),
        ("并处罚款，罚款数额为一千元以下", "yuan", None, "1000"),
        ("处违法所得一倍以上五倍以下罚款", "multiple_of_income", "1", "5"),
        ("没收违法所得，并处二倍以下罚款", "multiple_of_income", None, "2"),
        ("处所获收入百分之五十以上三倍以下罚款", "multiple_of_value", "0.5", "3"),
        ("处货值金额等值以上三倍以下罚款", "multiple_of_value", "1", "3"),
        ("处货值金额等值以下罚款", "multiple_of_value", None, "1"),
        ("处应缴费用1至3倍罚款", "multiple_of_value", "1", "3"),
        ("处合同价款2%以上4%以下的罚款", "percent_of_price", "2", "4"),
        ("处合同价款百分之五的罚款", "percent_of_price", "5", "5"),
        ("处合同价款千分之五以上千分之十以下的罚款", "percent_of_price", "0.5", "1"),
        ("可以并处罚款", None, None, None),
    ],
)
def test_amounts(words: str, basis: str | None, low: str | None, high: str | None) -> None:
    found = row(f"偷捞菱角的，由镜湖管理局责令改正，{words}。")
    assert fines(found) == [("base", basis, low, high)]


@pytest.mark.parametrize(
    ("words", "unit", "cap"),
    [
        ("处每平方米四十元以上八十元以下罚款", "平方米", None),
        ("按照占用水面每平方米一百元的标准处以罚款，但最高不得超过十万元", "平方米", "100000"),
        ("按照每雇用一名童工每月处五千元罚款的标准给予处罚", "人月", None),
        ("处每辆三百元罚款", "辆", None),
        ("按照受影响的渔户每户一千元以上二千元以下的标准计算，处以罚款", "户", None),
    ],
)
def test_amounts_per_unit(words: str, unit: str, cap: str | None) -> None:
    fine = row(f"侵占水面的，由镜湖管理局{words}。")["tiers"][0]["fine"]
    assert (fine["basis"], fine["unit"], fine.get("cap")) == ("per_unit", unit, cap)


def test_alternatives_are_two_fines_of_one_degree() -> None:
    found = row("偷采泥炭的，处违法所得一倍以上三倍以下或者五千元以上二万元以下的罚款。")
    assert fines(found) == [("base", "multiple_of_income", "1", "3"), ("base", "yuan", "5000", "20000")]


def test_late_payment_and_surcharges_are_no_fines() -> None:
    found = row("欠缴护湖费的，责令限期缴纳；逾期不缴纳的，按日加收千分之二的滞纳金，并处欠缴数额一倍以上三倍以下罚款。")
    assert fines(found) == [("base", "multiple_of_value", "1", "3")]


@pytest.mark.parametrize(
    ("condition", "limits"),
    [
        ("货值金额不足一万元", {"value_ceiling": "10000"}),
        ("货值金额1万元以上不足5万元", {"value_floor": "10000", "value_ceiling": "50000"}),
        ("违法经营额五万元以上", {"value_floor": "50000"}),
        ("没有违法所得", {"income_ceiling": "0"}),
        ("没有违法所得或者违法所得不足1万元", {"income_ceiling": "10000"}),
        ("违法所得在三十万元以上", {"income_floor": "300000"}),
        ("夜间", {}),
    ],
)
def test_thresholds(condition: str, limits: dict[str, str]) -> None:
    assert limits_in(condition).as_row() == limits


@given(st.text(alphabet="处以上下百分之一二三十万千元倍%0123456789.，。罚款每平方米的、至-不得超过最高", max_size=60))
def test_no_words_of_amounts_break_the_reader(text: str) -> None:
    for fine in fines_in(text):
        assert fine.low is None or fine.low >= 0
    limits_in(text)
