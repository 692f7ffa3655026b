"""An invented law about an invented lake: the constructions of statutes, none of their words."""

from __future__ import annotations

from typing import Any

from zhifa.algorithms.statutes import provisions_of, read_articles

Row = dict[str, Any]

LAW, VERSION = "镜湖养护条例", "2020-01-01"


def rows(*lines: str, number: str = "五十") -> list[Row]:
    """Rows of one article; the first line is its first paragraph."""
    text = ["## 第六章 法律责任", f"第{number}条　{lines[0]}", *lines[1:]]
    return [p.as_row(LAW, VERSION) for article in read_articles(text) for p in provisions_of(article)]


def row(*lines: str) -> Row:
    """The only row of an article."""
    found = rows(*lines)
    assert len(found) == 1, found
    return found[0]


def kinds(one: Row) -> set[str]:
    """Kinds over all tiers."""
    return {kind for tier in one["tiers"] for kind in tier["kinds"]}


def fines(one: Row) -> list[tuple[str, str | None, str | None, str | None]]:
    """(condition, basis, min, max) of every tier with a fine."""
    return [(t["condition"], t["fine"]["basis"], t["fine"]["min"], t["fine"]["max"]) for t in one["tiers"] if t["fine"]]
