"""The county's criteria of 提级: each says where it comes from, and no statute is made to say what it does not."""

from __future__ import annotations

from datetime import date

import pytest

from zhifa.law.procedure.elevation import mentioned, met
from zhifa.packs import elevation
from zhifa.packs.elevation import load_elevations
from zhifa.packs.reading import PackError

DAY = date(2026, 9, 1)
NAMES = {"330127103": "临岐镇", "330127205": "屏门乡"}


def test_every_criterion_has_an_article_or_is_called_the_countys_own() -> None:
    for one in load_elevations().on(DAY):
        assert one.citation or "内控口径" in one.note
        assert one.name_en


def test_criteria_follow_from_places_or_are_marked() -> None:
    known = load_elevations().on(DAY)
    assert [c.code for c in met(known, ["technical"], ["330127103"], ["临安区"])] == ["townships", "outside_county", "technical"]
    assert not met(known, ["townships"], [], [])
    assert not load_elevations().on(date(2021, 11, 30))


def test_other_townships_are_heard_with_or_without_their_kind() -> None:
    assert mentioned("从屏门倒到临岐", NAMES, own="330127205") == ("330127103",)
    assert mentioned("临岐镇路边", NAMES, own="330127103") == ()


def test_a_criterion_without_a_source_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"code": "x", "name": "x", "name_en": "x", "flag": "cross_area", "by": "marked", "from": "2026-01-01"}
    monkeypatch.setattr(elevation, "read_toml", lambda path: {"ground": "x", "neighbours": [], "criteria": [row]})
    with pytest.raises(PackError, match="says where it comes from"):
        load_elevations.__wrapped__("chunan")
    row |= {"note": "内控口径", "flag": "big"}
    with pytest.raises(PackError, match="flag"):
        load_elevations.__wrapped__("chunan")
