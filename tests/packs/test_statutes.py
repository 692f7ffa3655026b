"""Reading statute texts. The texts are made up for these tests."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from zhifa.packs.figures import figures, penalty_kinds
from zhifa.packs.statutes import Library, read_articles

TEXT = """# 样本条例

某年通过

<!-- INFO END -->

## 第一章

第一条 甲款。

乙款有下列情形的：

（一）其一；

（二）其二。

第一条之一 增补。

## 第二章

第二条 末条。
"""


def test_articles_hold_paragraphs_and_items() -> None:
    articles = {(a.number, a.sub): a for a in read_articles(TEXT)}
    assert list(articles) == [(1, None), (1, 1), (2, None)]
    first = articles[1, None]
    assert [p.text for p in first.paragraphs] == ["甲款。", "乙款有下列情形的："]
    assert first.scope(2, 2) == "其二。"
    assert first.scope(None, 1) == "其一；"
    assert first.scope(3, None) is None
    assert first.scope(1, 1) is None
    assert first.scope(2, None) == "乙款有下列情形的：\n其一；\n其二。"


def test_a_library_finds_a_title_in_its_version(tmp_path: Path) -> None:
    for name in ("样本条例(2019-01-01).md", "样本条例(2021-05-01).md", "无日期办法.md"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    library = Library(tmp_path)
    assert library.versions("样本条例") == ("2019-01-01", "2021-05-01")
    assert library.find("样本条例", "2020-01-01") is None
    assert library.find("无日期办法", "") is not None
    assert len(library) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("处一百元以上一千元以下罚款。", ("yuan", 100, 1000, "any", False)),
        ("责令限期改正；逾期不改正的，处1万元以上10万元以下罚款。", ("yuan", 10000, 100000, "any", True)),
        ("责令改正，处二百元以上二千元以下罚款；拒不改正的，停业整顿。", ("yuan", 200, 2000, "any", False)),
        ("对个人处二百元以下罚款。", ("yuan", None, 200, "citizen", False)),
        ("并处违法所得一倍以上三倍以下的罚款。", ("ratio", 1, 3, "any", False)),
        ("处工程价款百分之二以上百分之四以下的罚款。", ("ratio", Decimal("0.02"), Decimal("0.04"), "any", False)),
        ("处合同金额5‰以上10‰以下的罚款。", ("ratio", Decimal("0.005"), Decimal("0.010"), "any", False)),
        ("对直接负责的主管人员和其他直接责任人员，可以处2万元以下的罚款。", ("yuan", None, 20000, "responsible_person", False)),
    ],
)
def test_a_figure_is_read_with_whom_and_when_it_meets(text: str, expected: tuple[object, ...]) -> None:
    (found,) = figures(text)
    assert (found.kind, found.minimum, found.maximum, found.party, found.rectify_first) == expected


def test_the_second_party_inherits_condition_and_precondition() -> None:
    first, second = figures("逾期不改正的，情节严重的，对单位处五千元以上五万元以下罚款，对个人处五百元以上五千元以下罚款。")
    assert (first.party, second.party) == ("organization", "citizen")
    assert first.condition == second.condition == "情节严重"
    assert first.rectify_first
    assert second.rectify_first


def test_numbers_that_are_no_fines_are_left_out() -> None:
    assert figures("补种毁坏株数一倍以上三倍以下的树木，并告知十日以内的期限。") == ()


def test_penalty_kinds_tell_income_from_goods() -> None:
    assert penalty_kinds("没收渔获物和违法所得，并处罚款") == {"confiscate_goods", "confiscate_income", "fine"}
    assert penalty_kinds("有违法所得的，予以没收；给予警告") == {"confiscate_income", "warning"}
    assert penalty_kinds("没收工具；情节严重的，吊销许可证，责令停产停业") == {"confiscate_goods", "revoke_licence", "stop_business"}
