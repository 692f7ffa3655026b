"""Statute compiler, on invented regulations."""

from __future__ import annotations

from zhifa.algorithms.statutes import provisions_of, read_articles

Row = dict[str, object]


def compiled(*lines: str) -> list[Row]:
    """Rows of one invented article."""
    articles = read_articles(["第五条　" + lines[0], *lines[1:]])
    return [p.as_row("虚构湖泊条例", "2020-01-01") for article in articles for p in provisions_of(article)]


def test_items_share_the_lead() -> None:
    rows = compiled(
        "违反本条例第三条规定，有下列行为之一的，由市湖泊管理机构责令改正，处五百元以上二千元以下罚款：",
        "（一）在湖里洗风筝的；",
        "（二）向湖中投放玩具船的。",
    )
    assert [(r["item"], r["conduct"]) for r in rows] == [(1, "在湖里洗风筝"), (2, "向湖中投放玩具船")]
    assert all(r["enforcer"] == "市湖泊管理机构" and r["violates"] == ["3"] for r in rows)
