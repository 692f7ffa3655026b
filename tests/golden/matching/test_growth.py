"""Thousands of matters that a compiler of statutes adds, beside those that people gave everyday words."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from tests.algorithms.compiled_names import compiled
from zhifa.algorithms.matching import Matcher, Vocabulary
from zhifa.packs.vocabulary import load_vocabulary

CALLS = [row["text"] for row in csv.DictReader((Path(__file__).parent / "calls.csv").read_text(encoding="utf-8").splitlines())]
BARE = compiled(4000)


@pytest.fixture(scope="module")
def matchers() -> tuple[Matcher, Matcher]:
    known = load_vocabulary(["cn", "zhejiang", "chunan"])
    curated = tuple(m for m in known.matters if m.phrases)
    return Matcher(Vocabulary(curated, known.lexicon)), Matcher(Vocabulary((*curated, *BARE), known.lexicon))


def test_everyday_calls_are_answered_as_before(matchers: tuple[Matcher, Matcher]) -> None:
    small, large = matchers
    assert [large.match(text) for text in CALLS] == [small.match(text) for text in CALLS]


def test_a_bare_matter_is_found_when_its_name_is_quoted(matchers: tuple[Matcher, Matcher]) -> None:
    missed = []
    for matter in BARE[::40]:
        found = matchers[1].match(f"巡查发现某单位的{matter.name}，请依法查处").candidates
        if not found or found[0].matter != matter.matter:
            missed.append(matter.name)
    assert len(missed) <= 2, missed


def test_one_common_piece_of_a_bare_name_proposes_nothing(matchers: tuple[Matcher, Matcher]) -> None:
    for text in ("医疗机构的服务合同", "我们是建筑施工企业的", "请问应急处置预案在哪里下载"):
        assert not [c for c in matchers[1].match(text).candidates if c.matter.startswith("SL-")]


def test_time_grows_far_less_than_the_catalogue(matchers: tuple[Matcher, Matcher]) -> None:
    def seconds(matcher: Matcher) -> float:
        best = 9.0
        for _ in range(3):
            began = time.process_time()
            for text in CALLS:
                matcher.match(text)
            best = min(best, time.process_time() - began)
        return best

    small, large = matchers
    assert seconds(large) < 3 * seconds(small)  # eighteen times as many matters; measured 1.1 times
