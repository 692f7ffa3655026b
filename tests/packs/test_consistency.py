"""Packs that contradict the plan or themselves are refused with the place of the fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhifa.packs import composing
from zhifa.packs.county import Entry
from zhifa.packs.plan import load_plan
from zhifa.packs.reading import PackError, read_csv


def row(code: str, **values: str) -> tuple[str, Entry]:
    return code, Entry(code, "chunan", values, f"{code}.csv:2")


def test_a_team_for_a_field_that_was_transferred_is_refused() -> None:
    plan = load_plan("chunan")
    good = dict([row("team-market", name="市场监管执法队", kind="professional", domain="market")])
    composing.check_teams(good, plan)
    bad = dict([row("team-civil", name="民政执法队", kind="professional", domain="civil_affairs")])
    with pytest.raises(PackError, match="民政执法队"):
        composing.check_teams(bad, plan)


AREAS = dict([row("a", kind="township"), row("b", kind="platform"), row("w", kind="water_grid")])


def test_coverage_has_neither_gap_nor_overlap() -> None:
    ends = row("1", area="a", team="x", since="", until="2026-10-01")
    follows = row("2", area="a", team="y", since="2026-10-01", until="")
    other = row("3", area="b", team="x", since="", until="")
    composing.check_coverage(dict([ends, follows, other]), AREAS)
    composing.check_coverage({}, AREAS)
    early = row("2", area="a", team="y", since="2026-09-30", until="")
    with pytest.raises(PackError, match="two squads"):
        composing.check_coverage(dict([ends, early, other]), AREAS)
    with pytest.raises(PackError, match="no squad serves b"):
        composing.check_coverage(dict([ends, follows]), AREAS)


def test_a_table_saved_by_a_spreadsheet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_bytes("\ufeffmatter,words\r\nUM-001,店外经营、外摆\r\n".encode())
    assert list(read_csv(path, "matter", "words")) == [("words.csv:2", {"matter": "UM-001", "words": "店外经营、外摆"})]


def test_words_for_no_matter_are_refused() -> None:
    with pytest.raises(PackError, match="UM-999"):
        composing.add_words({}, dict([row("UM-999", matter="UM-999", words="外摆")]))
