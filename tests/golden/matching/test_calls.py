"""Calls in our own words against the packs: the county's everyday words must find their matters."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from zhifa.algorithms.matching import Match, Matcher
from zhifa.packs.vocabulary import load_vocabulary

CALLS = list(csv.DictReader((Path(__file__).parent / "calls.csv").read_text(encoding="utf-8").splitlines()))


WHOLE = ("cn", "zhejiang", "chunan", "chunan/compiled")


@pytest.fixture(scope="module", params=[WHOLE[:3], WHOLE], ids=["by hand", "with the compiled matters"])
def matches(request: pytest.FixtureRequest) -> list[tuple[frozenset[str], Match]]:
    matcher = Matcher(load_vocabulary(request.param))
    return [(frozenset(row["expected"].split("|")), matcher.match(row["text"])) for row in CALLS]


def is_enforcement(expected: frozenset[str]) -> bool:
    return any("-" in code for code in expected)


def test_right_matter_comes_first_for_nine_of_ten_calls_and_is_never_far(matches: list[tuple[frozenset[str], Match]]) -> None:
    asked = [(e, [c.matter for c in m.candidates]) for e, m in matches if is_enforcement(e)]
    first = [bool(e & set(found[:1])) for e, found in asked]
    among = [bool(e & set(found[:3])) for e, found in asked]
    assert sum(first) / len(asked) >= 0.9, [(sorted(e), f[:2]) for (e, f), ok in zip(asked, first, strict=True) if not ok]
    assert sum(among) / len(asked) >= 0.97, [(sorted(e), f[:3]) for (e, f), ok in zip(asked, among, strict=True) if not ok]


def test_what_is_not_for_enforcement_is_told_apart(matches: list[tuple[frozenset[str], Match]]) -> None:
    other = [(e, m.kind) for e, m in matches if not is_enforcement(e)]
    assert sum(kind != "enforcement" for _, kind in other) / len(other) >= 0.9, other
    enforced = [m.kind for e, m in matches if is_enforcement(e)]
    assert enforced.count("enforcement") / len(enforced) >= 0.9


def test_every_matter_of_the_packs_is_found_by_its_own_words() -> None:
    vocabulary = load_vocabulary(WHOLE)
    matcher = Matcher(vocabulary)
    words = [(m.matter, p.parts[0][0]) for m in vocabulary.matters for p in m.phrases if len(p.parts) == 1]
    missed = [(code, word) for code, word in words if code not in [c.matter for c in matcher.match(word).candidates]]
    assert len(missed) / len(words) < 0.02, missed[:20]


def test_a_compiled_matter_is_found_by_its_quoted_name() -> None:
    vocabulary = load_vocabulary(WHOLE)
    matcher = Matcher(vocabulary)
    bare = [m for m in vocabulary.matters if not m.phrases and m.matter not in vocabulary.lexicon.matters][::15]
    missed = [m.name for m in bare if m.matter not in [c.matter for c in matcher.match(f"巡查发现{m.name}，请依法查处").candidates[:3]]]
    assert len(missed) <= len(bare) * 0.05, missed


def test_the_lexicon_speaks_of_matters_that_there_are() -> None:
    vocabulary = load_vocabulary(WHOLE)
    assert vocabulary.lexicon.matters.keys() <= {m.matter for m in vocabulary.matters}


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("校车里挤了三十多个孩子，严重超员", "C-D2E8C6BC"),
        ("怀孕七个月了老板还安排上夜班", "C-86873F91"),
        ("邻居开着车还领低保，是骗来的", "C-4B5D3A2F"),
        ("天然气公司说不买他们的热水器就不通气，强制捆绑", "C-537A7986"),
        ("楼盘没有预售证就收钱卖房", "C-29DD1DA5"),
        ("教练帮忙刷学时，驾校培训走过场", "C-2AF97432"),
        ("小区电梯机房的噪音传到卧室，嗡嗡响", "C-BC22B65C"),
    ],
)
def test_what_people_say_of_compiled_matters_finds_them(text: str, matter: str) -> None:
    found = [c.matter for c in Matcher(load_vocabulary(WHOLE)).match(text).candidates]
    assert matter in found[:3], found
