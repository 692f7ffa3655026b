"""Places of statutes in the words of officials."""

from __future__ import annotations

import pytest

from zhifa.packs.lists.references import Place, Texts, places

AIR, CITY = "大气污染防治法", "浙江省城市市容和环境卫生管理条例"
TEXTS = Texts.of(
    [("DQF", AIR, "2018-10-26"), ("ZJSR", CITY, "2021-09-30"), ("OLD", "某旧条例", "1999-01-01")],
    {("ZJSR", 37, 0): "penalty"},
    {"OLD": "2020-01-01"},
)


def read(text: str, role: str = "") -> list[tuple[int, int | None, int | None, int | None]]:
    return [(p.article, p.sub, p.paragraph, p.item) for p in places(text, role, TEXTS)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            f"《{CITY}》（2021年修正）第三十七条第一款第（二）项、（四）项；同条例第50条",
            [(37, None, 1, 2), (37, None, 1, 4), (50, None, None, None)],
        ),
        (f"《中华人民共和国{AIR}》第６９条第３款、第一百一十五条第1款第2项", [(69, None, 3, None), (115, None, 1, 2)]),
        (f"《{AIR}》第七十条第一款、第二款", [(70, None, 1, None), (70, None, 2, None)]),
        (f"{CITY}第１２条之一", [(12, 1, None, None)]),
        (f"《中华人民共和国{AIR}（2018修正）》第三条至第五条", [(3, None, None, None), (4, None, None, None), (5, None, None, None)]),
        (f"<<{AIR}>>\n第九条第（三）至（五）项", [(9, None, None, 3), (9, None, None, 4), (9, None, None, 5)]),
        (f"《{AIR}》第八条之规定", [(8, None, None, None)]),
        ("按有关规定处理", []),
    ],
)
def test_places_are_read(text: str, found: list[tuple[int, int | None, int | None, int | None]]) -> None:
    assert read(text) == found


def test_labels_in_a_cell_say_what_forbids_and_what_penalises() -> None:
    found = places(f"违则：《{CITY}》第十条；罚则：该条例第四十二条第二款第三项", "", TEXTS)
    assert [(p.role, p.article) for p in found] == [("prohibition", 10), ("penalty", 42)]


def test_without_labels_only_the_catalogue_says_it() -> None:
    assert [p.role for p in places(f"《{CITY}》第三十七条、第三十八条", "", TEXTS)] == ["penalty", ""]


@pytest.mark.parametrize(
    ("text", "fault", "near"),
    [
        (f"《{AIR}》（2015年修订）第八条", "lists.version_old", ""),
        (f"《{AIR}》（2030年修订）第八条", "lists.version_new", ""),
        (f"《{AIR}》（2018年10月26日修正）第八条", "", ""),
        ("《大气污染防治办法》第八条", "lists.statute_unknown", AIR),
        ("《完全不同的规定》第八条", "lists.statute_unknown", ""),
        ("《某旧条例》第八条", "lists.statute_ended", ""),
    ],
)
def test_titles_and_versions_are_checked(text: str, fault: str, near: str) -> None:
    (found,) = places(text, "penalty", TEXTS)
    assert (found.fault, found.near) == (fault, near)


def test_a_place_is_the_same_in_whatever_version() -> None:
    one, other = Place("penalty", AIR, "2018", 8, statute="DQF"), Place("penalty", AIR, "", 8, statute="DQF")
    assert one.key == other.key
