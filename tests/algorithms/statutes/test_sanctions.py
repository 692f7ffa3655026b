"""Kinds, precondition, enforcer and conduct: §2 of the contract."""

from __future__ import annotations

import pytest

from tests.algorithms.statutes.made_up import fines, kinds, row, rows

FIRST, NONE = "order_to_correct_first", "none"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("给予警告", {"warning"}),
        ("予以通报批评", {"notice_of_criticism"}),
        ("没收违法所得和非法财物", {"confiscate_income", "confiscate_goods"}),
        ("没收违法收入", {"confiscate_income"}),
        ("没收渔具、渔获物", {"confiscate_goods"}),
        ("收缴伪造的船牌", {"confiscate_goods"}),
        ("暂扣摆渡证三个月", {"suspend_licence"}),
        ("吊销摆渡许可证", {"revoke_licence"}),
        ("撤销登记", {"revoke_licence"}),
        ("降低资质等级", {"downgrade"}),
        ("责令停产停业", {"stop_business"}),
        ("责令停业整顿", {"stop_business"}),
        ("责令停止执业六个月", {"stop_business"}),
        ("责令关闭", {"close"}),
        ("予以取缔", {"close"}),
        ("处五日以下拘留", {"detention"}),
        ("给予警告，三年内不得从事摆渡", {"warning", "restrict_trade"}),
        ("责令限期拆除，没收船模", {"order_to_correct", "confiscate_goods"}),
        ("责令恢复原状，给予警告", {"order_to_correct", "warning"}),
        ("责令撤换负责人，给予警告", {"other", "warning"}),
        ("除责令其采取补救措施外，可以并处警告、罚款", {"order_to_correct", "warning", "fine"}),
    ],
)
def test_kinds(words: str, expected: set[str]) -> None:
    assert kinds(row(f"在湖边放炮仗的，由镜湖管理局{words}。")) == expected


@pytest.mark.parametrize(
    "words",
    [
        "依法强制拆除",
        "代为清理",
        "追回补助",
        "加收滞纳金",
        "扣留渡船",
        "依法给予警告处分",
        "依法赔偿损失",
        "每日按罚款数额的百分之三加处罚款",
    ],
)
def test_measures_beside_the_penalty_are_ignored(words: str) -> None:
    assert kinds(row(f"在湖边放炮仗的，由镜湖管理局责令改正，处一百元罚款，{words}。")) == {"order_to_correct", "fine"}


def test_income_is_what_is_confiscated_where_the_condition_names_it() -> None:
    assert kinds(row("倒卖船票的，处五百元罚款；有违法所得的，予以没收。")) == {"fine", "confiscate_income"}
    assert kinds(row("倒卖船票的，处五百元罚款；有违法所得、非法财物的，予以没收。")) == {"fine", "confiscate_income", "confiscate_goods"}


def test_stopping_what_needs_a_licence_is_an_order_and_stopping_a_business_is_none() -> None:
    assert kinds(row("未取得摆渡证摆渡的，责令停止经营，处五百元罚款。")) == {"order_to_correct", "fine"}
    assert kinds(row("渡船超载的，责令停止经营，处五百元罚款。")) == {"stop_business", "fine"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("未挂灯的，责令改正；逾期不改正的，处一百元罚款。", FIRST),
        ("未挂灯的，责令改正，拒不改正的，处一百元罚款。", FIRST),
        ("未挂灯的，处警告；警告后不改正的，处一百元罚款。", FIRST),
        ("未挂灯，经责令改正拒不改正的，处一百元罚款。", FIRST),
        ("未挂灯的，责令限期改正；逾期不改正的，吊销摆渡证。", FIRST),
        ("未挂灯的，责令改正，可以处一百元罚款；拒不改正的，处五百元罚款。", NONE),
        ("未挂灯的，责令改正；情节严重的，处一百元罚款。", NONE),
        ("未挂灯的，责令改正；拒不改正或者情节严重的，处一百元罚款。", NONE),
        ("未挂灯的，责令改正，没收灯具；有违法所得的，没收违法所得。", NONE),
        ("拒不缴纳护湖费的，处一百元罚款。", NONE),
        ("逾期不申报船数的，由镜湖管理局责令限期申报，处一百元罚款。", NONE),
    ],
)
def test_precondition(text: str, expected: str) -> None:
    assert row(text)["precondition"] == expected


def test_an_item_that_ends_in_refusal_waits_for_the_order() -> None:
    first, second = rows(
        "有下列行为之一的，由镜湖管理局给予警告，责令改正，可以并处五百元以下罚款：",
        "（一）阻挠清淤，拒不改正的；",
        "（二）拒绝答复询问的。",
    )
    assert (first["precondition"], second["precondition"]) == (FIRST, NONE)


def test_an_order_and_the_fine_for_disobeying_it_are_one_tier() -> None:
    found = row("未挂灯的，由镜湖管理局责令改正；逾期不改正的，处一百元罚款。")
    assert [(t["condition"], set(t["kinds"])) for t in found["tiers"]] == [("base", {"order_to_correct", "fine"})]


def test_a_refusal_after_a_fine_is_a_tier_of_its_own() -> None:
    found = row("未挂灯的，责令改正，处一百元罚款；逾期不改正的，处五百元罚款。")
    assert [c for c, *_ in fines(found)] == ["base", "逾期不改正"]


def test_an_order_reaches_every_act_of_its_sentence() -> None:
    found = rows("违反本条例第四条规定的，责令改正；违反规定收取船费的，责令退还；逾期未改正的，处五百元罚款。")
    assert [r["conduct"] for r in found] == ["违反本条例第四条规定", "违反规定收取船费"]
    assert all(r["precondition"] == FIRST for r in found)


@pytest.mark.parametrize(
    ("text", "enforcer"),
    [
        ("敲钟的，由市、县镜湖管理部门或者其委托的机构依据职权责令改正，处一百元罚款。", "市、县镜湖管理部门或者其委托的机构"),
        ("敲钟的，镜湖管理局可以给予警告，并处一百元罚款。", "镜湖管理局"),
        ("敲钟的，责令改正，处一百元罚款。", None),
    ],
)
def test_enforcer_as_named(text: str, enforcer: str | None) -> None:
    assert row(text)["enforcer"] == enforcer


@pytest.mark.parametrize(
    ("text", "conduct"),
    [
        ("违反本条例第八条规定，游船未备桨的，由镜湖管理局处一百元罚款。", "游船未备桨"),
        ("船主违反本条例第八条规定，未备桨的，由镜湖管理局处一百元罚款。", "船主未备桨"),
        ("有前条行为，尚不构成犯罪的，由镜湖管理局处一百元罚款。", "有前条行为"),
        ("湖心岛的茶馆，违反本条例第八条规定，处一百元罚款。", "湖心岛的茶馆，违反本条例第八条规定"),
        ("未按照本条例第八条的规定保存航行簿，或者撕毁航行簿的，处一百元罚款。", "未按照本条例第八条的规定保存航行簿，或者撕毁航行簿"),
    ],
)
def test_conduct_is_the_act_and_nothing_else(text: str, conduct: str) -> None:
    assert row(text)["conduct"] == conduct
