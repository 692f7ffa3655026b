"""What is one provision, and what is none: §1 of the contract, on invented regulations."""

from __future__ import annotations

import pytest

from tests.algorithms.statutes.made_up import fines, kinds, row, rows
from zhifa.algorithms.statutes import provisions_of, read_articles


def test_items_share_the_lead() -> None:
    found = rows(
        "违反本条例第三条规定，有下列行为之一的，由市湖泊管理机构责令改正，处五百元以上二千元以下罚款；情节严重的，吊销放灯许可证：",
        "（一）在湖里洗风筝的；",
        "（二）向湖中投放玩具船，惊扰水鸟的。",
    )
    assert [(r["item"], r["conduct"]) for r in found] == [(1, "在湖里洗风筝"), (2, "向湖中投放玩具船，惊扰水鸟")]
    assert all(r["enforcer"] == "市湖泊管理机构" and r["violates"] == ["3"] and r["paragraph"] is None for r in found)
    assert all(kinds(r) == {"order_to_correct", "fine", "revoke_licence"} for r in found)


def test_an_item_with_its_own_amount_keeps_the_order_of_the_lead() -> None:
    first, second = rows(
        "游船经营者有下列情形之一的，由镜湖管理局责令限期改正；逾期不改正的，按照下列规定处罚：",
        "（一）未清点桨数的，处一千元以上三千元以下罚款；",
        "（二）未给天鹅让行的，处二千元罚款。",
    )
    assert kinds(first) == kinds(second) == {"order_to_correct", "fine"}
    assert fines(first) == [("base", "yuan", "1000", "3000")]
    assert fines(second) == [("base", "yuan", "2000", "2000")]
    assert first["precondition"] == second["precondition"] == "order_to_correct_first"


def test_an_item_with_two_acts_of_different_amounts_is_two_provisions() -> None:
    found = rows(
        "违反本条例规定，有下列行为之一的，由镜湖管理局按照下列规定处罚：",
        "（一）喂食锦鲤面包的，处五十元罚款；捞取锦鲤的，没收渔具，处二百元罚款；",
        "（二）吹号角的，处一百元罚款。",
    )
    assert [(r["item"], r["conduct"]) for r in found] == [(1, "喂食锦鲤面包"), (1, "捞取锦鲤"), (2, "吹号角")]
    assert kinds(found[1]) == {"confiscate_goods", "fine"}


def test_acts_joined_under_one_consequence_are_one_provision() -> None:
    found = row("违反本条例规定，擅自移动灯塔的，或者遮挡灯塔的，由镜湖管理局处三千元罚款。")
    assert "移动灯塔" in found["conduct"]
    assert "遮挡灯塔" in found["conduct"]


def test_acts_with_different_consequences_are_several_provisions() -> None:
    found = rows(
        "违反本条例第九条规定，码头未挂灯的，由镜湖管理局处三百元罚款；渡船未报时的，由镜湖管理局责令改正，处五百元罚款。未扫雪的，处六十元罚款。"
    )
    assert [r["conduct"] for r in found] == ["码头未挂灯", "渡船未报时", "未扫雪"]
    assert all(r["violates"] == ["9"] for r in found)


def test_degrees_are_tiers() -> None:
    found = row(
        "违反本条例规定，夜间敲钟的，由镜湖管理局给予警告，没收违法所得，货值金额不足一万元的，并处二千元以上五千元以下罚款；"
        "货值金额一万元以上的，并处货值金额一倍以上三倍以下罚款；情节严重的，责令停业整顿；造成鱼群惊散的，处二万元罚款。"
    )
    assert [t["condition"] for t in found["tiers"]] == ["base", "货值金额不足一万元", "货值金额一万元以上", "serious", "造成鱼群惊散"]
    assert found["tiers"][1]["fine"]["value_ceiling"] == "10000"
    assert found["tiers"][2]["fine"]["value_floor"] == "10000"


def test_items_that_only_grade_one_act_are_tiers() -> None:
    found = row(
        "违反本条例规定，砍折柳枝的，由镜湖管理局责令停止违法行为，按照下列规定处以罚款：",
        "（一）砍折柳枝十根以下的，处二百元以上五百元以下罚款；",
        "（二）砍折柳枝十根以上的，处五百元以上二千元以下罚款。",
    )
    assert found["item"] is None
    assert [(low, high) for _, _, low, high in fines(found)] == [("200", "500"), ("500", "2000")]


def test_persons_are_tiers() -> None:
    found = row("在湖心岛搭建蜂房的，责令改正，对单位处一万元以上三万元以下罚款，对个人处五百元罚款，对直接负责的主管人员处二千元罚款。")
    assert [(t["subject"], t["fine"] and t["fine"]["max"]) for t in found["tiers"]] == [
        ("any", None),
        ("organization", "30000"),
        ("individual", "500"),
        ("responsible_person", "2000"),
    ]


def test_a_later_paragraph_adds_tiers_to_the_items_it_names() -> None:
    first, second, third = rows(
        "有下列行为之一的，由镜湖管理局责令改正，处以罚款：",
        "（一）擅自放生龟类的；",
        "（二）擅自放飞孔明灯的；",
        "（三）擅自敲冰的。",
        "单位有前款第一项、第三项行为之一的，处一万元以上五万元以下罚款；个人有前款第一、二项行为的，处一百元罚款。",
    )
    assert fines(first) == [("base", "yuan", "10000", "50000"), ("base", "yuan", "100", "100")]
    assert fines(second) == [("base", "yuan", "100", "100")]
    assert fines(third) == [("base", "yuan", "10000", "50000")]


def test_a_new_act_by_reference_takes_tiers_and_enforcer_of_that_paragraph() -> None:
    _, second = rows(
        "擅自填湖的，由镜湖管理局责令恢复原状，处恢复费用二倍以下罚款。",
        "借湖面堆放积雪，融化后未清理的，依照前款规定处罚。",
    )
    assert second["paragraph"] == 2
    assert second["enforcer"] == "镜湖管理局"
    assert fines(second) == [("base", "multiple_of_value", None, "2")]


def test_a_fine_according_to_another_paragraph_takes_only_its_amounts() -> None:
    _, second = rows(
        "无证摆渡的，由镜湖管理局责令停止经营，没收渡船，处一万元以上二万元以下罚款。",
        "骗取摆渡证的，由镜湖管理局撤销摆渡许可，依照前款规定处以罚款。",
    )
    assert kinds(second) == {"revoke_licence", "fine"}
    assert fines(second) == [("base", "yuan", "10000", "20000")]


def test_an_amount_clause_that_names_items_gives_one_provision_each() -> None:
    found = rows(
        "禁止下列行为：",
        "（一）在堤上晒网；",
        "（二）在堤上烧烤；",
        "（三）在堤上放牧。",
        "违反前款第一项或者第三项规定的，由镜湖管理局处一百元罚款。",
    )
    assert [(r["item"], r["conduct"], r["paragraph"]) for r in found] == [(1, "在堤上晒网", 2), (3, "在堤上放牧", 2)]


def test_a_clause_that_names_paragraphs_is_one_provision_with_their_words() -> None:
    found = row("游人应当保持栈道清洁。", "不得在栈道上骑行。", "违反本条第一款或者第二款规定的，责令改正，处五十元罚款。")
    assert found["conduct"].startswith("违反本条第一款或者第二款规定")
    assert "不得在栈道上骑行" in found["conduct"]
    assert found["violates"] == []


def test_conduct_by_reference_to_another_article_is_the_clause() -> None:
    found = row("违反本条例第七条第一款第四项、第九条规定的，由镜湖管理局处五百元罚款。")
    assert found["conduct"] == "违反本条例第七条第一款第四项、第九条规定"
    assert found["violates"] == ["7", "9"]


def test_a_derived_penalty_is_a_provision_of_its_own() -> None:
    found = row("依照本条例规定给予单位罚款处罚的，对直接负责的主管人员处单位罚款数额百分之五以上百分之十以下的罚款。")
    assert [(t["subject"], t["fine"]["basis"]) for t in found["tiers"]] == [("responsible_person", "percent_of_price")]


def test_an_offender_named_with_the_act_is_read_as_act() -> None:
    found = row("对不服从码头管理的摊点，由镜湖管理局给予警告，可以并处罚款。")
    assert "不服从码头管理的摊点" in found["conduct"]
    assert fines(found) == [("base", None, None, None)]


def test_amounts_given_by_a_later_paragraph_belong_to_the_act_before() -> None:
    found = row(
        "违反本条例规定，造成湖水染色事故的，由镜湖管理局依照本条第二款的规定处以罚款。",
        "造成一般湖水染色事故的，按照直接损失的一倍以上二倍以下计算罚款；造成重大湖水染色事故的，按照直接损失的三倍计算罚款。",
    )
    assert found["paragraph"] == 1
    assert sorted((low, high) for _, _, low, high in fines(found)) == [("1", "2"), ("3", "3")]


NOTHING = {
    "transfer to another law": "冒用湖长名义的，由公安机关依照《中华人民共和国治安管理处罚法》的规定处罚。",
    "transfer to another article": "擅自引水的，依照本条例第十二条的规定处罚。",
    "the law that says so": "违反本条例规定的行为，其他法律已有处罚规定的，从其规定。",
    "crime alone": "破坏水闸，构成犯罪的，依法追究刑事责任。",
    "damages": "损坏栏杆的，应当依法赔偿损失。",
    "discipline": "镜湖管理局工作人员玩忽职守的，由其所在单位或者上级机关给予记过处分；情节严重的，给予撤职处分。",
    "public authority": "镇人民政府未按规定清淤的，由上级人民政府责令改正，通报批评；对直接负责的主管人员依法给予处分。",
    "who decides": "本条例规定的行政处罚，由镜湖管理局决定；其中吊销放灯许可证的行政处罚，由发证机关决定。",
    "who may set": "镇规约不得设定罚款。",
    "procedure": "对个人处以二百元以下罚款的，可以当场作出处罚决定。",
    "treasury": "罚款全部上缴国库。",
    "consequence of a penalty": "依照本条例规定被吊销摆渡许可证的，由市场监管部门吊销其营业执照。",
    "order alone": "未修剪芦苇的，由镜湖管理局责令限期修剪。",
    "deregistration": "渡船灭失的，由镜湖管理局注销摆渡许可证。",
    "lawful premises": "因建设湖堤关闭合法作坊的，应当给予补偿。",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING.keys())
def test_what_is_no_penalty_gives_no_row(text: str) -> None:
    assert rows(text) == []


def test_references_govern_their_sentence_chain() -> None:
    first, second = rows("违反本条例第八条第二款规定，未挂船牌的，处一百元罚款。违反本条例规定，未备救生圈的，处二百元罚款。")
    assert (first["violates"], second["violates"]) == (["8"], [])


def test_articles_of_other_laws_are_no_breach_of_this_one() -> None:
    found = row("违反《中华人民共和国虚构渔业法》第三条、第四条和本条例第六条规定，夜间捕鱼的，处五百元罚款。")
    assert found["violates"] == ["6"]


def test_criminal_reference_is_of_the_paragraph() -> None:
    first, second = rows("偷换航标的，处五千元罚款；构成犯罪的，依法追究刑事责任。", "偷换船牌的，处五百元罚款。")
    assert (first["criminal_ref"], second["criminal_ref"]) == (True, False)


def test_an_inserted_article_has_its_number_as_text() -> None:
    text = ["第三十七条之一　未登记画舫的，由镜湖管理局处一百元罚款。"]
    assert [p.place.article for a in read_articles(text) for p in provisions_of(a)] == ["37-1"]


def test_cases_that_open_with_towards_are_tiers_of_the_act_before() -> None:
    found = row(
        "未经批准占用湖岸的，由镜湖管理局责令退还湖岸，对不符合湖岸规划的，限期拆除新建的棚屋，对符合湖岸规划的，没收新建的棚屋，可以并处罚款。"
    )
    assert [t["condition"] for t in found["tiers"]] == ["base", "对不符合湖岸规划", "对符合湖岸规划"]
    assert kinds(found) == {"order_to_correct", "confiscate_goods", "fine"}


def test_a_lead_in_several_clauses_reaches_the_items_it_names() -> None:
    first, second, third = rows(
        "有下列第一项情形的，处五十元罚款；有下列第二项、第三项情形之一的，处一百元罚款：",
        "（一）未带船民证的；",
        "（二）未报航线的；",
        "（三）未挂灯的。",
    )
    assert [fines(r)[0][3] for r in (first, second, third)] == ["50", "100", "100"]


def test_items_that_are_the_penalties_belong_to_one_act() -> None:
    found = row(
        "鱼行违反本条例规定，镜湖管理局可以区别不同情形，采取下列措施：",
        "（一）责令鱼行撤换负责人；",
        "（二）鱼行的行为尚不构成犯罪的，对直接负责的主管人员处五千元罚款；",
        "（三）禁止直接负责的主管人员三年内从事鱼行经营。",
    )
    assert found["item"] is None
    assert {"other", "fine", "restrict_trade"} <= kinds(found)


def test_refusals_and_repetitions_may_be_the_act_itself() -> None:
    found = row("船主违反本条例第九条规定，拒不交还船桨，或者重复收取船费的，由镜湖管理局处一百元罚款。")
    assert found["conduct"] == "船主拒不交还船桨，或者重复收取船费"
    assert found["precondition"] == "none"
