"""Two texts of one invented law."""

from __future__ import annotations

from zhifa.algorithms.statutes import Provision, compare, provisions_of, read_articles

OLD = (
    "第五十条　擅自敲冰的，由镜湖管理局责令改正，处一百元以上五百元以下罚款。",
    "第五十一条　擅自敲钟的，由镜湖管理局处五十元罚款。",
    "第五十二条　未挂船牌的，由镜湖管理局处一百元罚款。",
)
NEW = (
    "第六十条　擅自敲冰的，由镜湖管理局责令改正；逾期不改正的，处二百元以上五百元以下罚款。",
    "第六十一条　未挂船牌的，由镜湖管理局处一百元罚款。",
    "第六十二条　放飞孔明灯的，由镜湖管理局没收孔明灯。",
)


def provisions(lines: tuple[str, ...]) -> list[Provision]:
    return [p for article in read_articles(lines) for p in provisions_of(article)]


def test_what_came_what_went_and_what_reads_differently() -> None:
    found = {d.provision.conduct: d for d in compare(provisions(OLD), provisions(NEW))}
    assert {c: d.change for c, d in found.items()} == {
        "擅自敲冰": "changed",
        "未挂船牌": "changed",
        "放飞孔明灯": "added",
        "擅自敲钟": "removed",
    }
    ice = found["擅自敲冰"].fields
    assert ice["place"] == ("第50条", "第60条")
    assert ice["fines"] == (["base any yuan 100–500"], ["base any yuan 200–500"])
    assert ice["precondition"] == ("none", "order_to_correct_first")
    assert list(found["未挂船牌"].fields) == ["place"]


def test_the_same_text_has_no_differences() -> None:
    assert compare(provisions(OLD), provisions(OLD)) == []


def test_reworded_conduct_in_its_place_is_the_same_provision() -> None:
    (found,) = compare(provisions(OLD[:1]), provisions(("第五十条　擅自敲击冰面的，由镜湖管理局责令改正，处一百元以上五百元以下罚款。",)))
    assert (found.change, list(found.fields)) == ("changed", ["conduct"])


def test_nothing_against_something_is_all_new() -> None:
    assert {d.change for d in compare([], provisions(NEW))} == {"added"}
    assert {d.change for d in compare(provisions(OLD), [])} == {"removed"}
