"""What a matcher may learn, how a version is compared with another, how sure it says it is, and which matters no word reaches."""

from __future__ import annotations

import pytest

from zhifa.algorithms.matching import (
    Case,
    Confidence,
    Correction,
    Lexicon,
    Matcher,
    Phrase,
    Vocabulary,
    built_in,
    calibration_error,
    compare,
    cross_checked,
    everyday,
    fitted,
    learn,
    matter_words,
    reach,
    reliability,
    tallies,
)

STALL = matter_words("UM-01", "urban_management", "擅自占用城市道路摆摊经营", everyday(["占道摆摊", "路边摊贩"]))
FUMES = matter_words("UM-02", "urban_management", "餐饮服务油烟超标排放", everyday(["油烟熏人", "油烟扰民"]))
WAGES = matter_words("HR-01", "human_resources", "用人单位克扣拖欠工资", everyday(["拖欠工资", "不发工钱"]))
BARE = matter_words("XX-01", "transport", "货运站经营者未按规定查验托运物品")
LEXICON = Lexicon(kinds={"enforcement": (Phrase.parse("投诉"),), "consultation": (Phrase.parse("请问", 3),)})
VOCABULARY = Vocabulary((STALL, FUMES, WAGES, BARE), LEXICON)
MATCHER = Matcher(VOCABULARY)
CODES = frozenset(m.matter for m in VOCABULARY.matters)

TEA = "新安北路奶茶店门前桌椅把路挡住了"
TEA_AGAIN = "新安北路奶茶店门前桌椅又把路挡住"


def correction(text: str, *accepted: str, number: int = 1) -> Correction:
    return Correction(text, ("UM-02",), accepted, str(number))


def test_a_single_correction_teaches_nothing_and_waits_for_a_second() -> None:
    found = learn([correction(TEA, "UM-01")], CODES)
    assert (found.kept, len(found.alone)) == ((), 1)


def test_two_that_agree_on_alike_texts_teach() -> None:
    both = [correction(TEA, "UM-01"), correction(TEA_AGAIN, "UM-01", number=2)]
    found = learn(both, CODES)
    assert list(found.kept) == both
    assert MATCHER.remembering(found.kept).match(TEA).candidates[0].matter == "UM-01"


def test_a_tie_teaches_nothing_and_the_conflict_is_shown_once() -> None:
    found = learn([correction(TEA, "UM-01"), correction(TEA_AGAIN, "HR-01", number=2)], CODES)
    assert found.kept == ()
    assert len(found.outvoted) == 2
    ((conflict),) = found.conflicts
    assert (conflict.first.id, conflict.second.id, conflict.kept) == ("1", "2", False)
    assert conflict.likeness >= 0.5


def test_the_majority_stands_against_one_noisy_correction() -> None:
    rows = [correction(TEA, "UM-01"), correction(TEA_AGAIN, "UM-01", number=2), correction(TEA + "啊", number=3)]
    found = learn([*rows[:2], correction(TEA + "呀呀呀呀", number=3)], CODES)
    assert {c.id for c in found.kept} == {"1", "2"}
    assert [c.id for c in found.outvoted] == ["3"]
    assert all(c.kept for c in found.conflicts)
    assert learn(rows, CODES).outvoted == (rows[2],)


def test_a_matter_that_is_gone_teaches_nothing() -> None:
    found = learn([correction(TEA, "GONE"), correction(TEA_AGAIN, "GONE", number=2)], CODES)
    assert len(found.unknown) == 2
    assert found.kept == ()


def test_the_same_corrections_give_the_same_version_twice() -> None:
    rows = [correction(TEA, "UM-01"), correction(TEA_AGAIN, "UM-01", number=2)]
    assert MATCHER.remembering(learn(rows, CODES).kept).version == MATCHER.remembering(learn(rows, CODES).kept).version


def test_what_became_better_and_worse_is_counted_by_field() -> None:
    cases = [Case(TEA, frozenset(("UM-01",)), "urban_management"), Case("油烟熏人", frozenset(("UM-02",)), "urban_management")]
    after = MATCHER.remembering([correction(TEA, "UM-01"), Correction("油烟熏人", ("UM-02",), ("HR-01",), "3")])
    outcomes = compare(MATCHER, after, cases)
    assert [(o.better, o.worse) for o in outcomes] == [(True, False), (False, True)]
    (row,) = tallies(outcomes)
    assert (row.cases, row.first_before, row.first_after, row.better, row.worse) == (2, 1, 1, 1, 1)


def test_every_correction_is_judged_by_a_matcher_that_has_not_seen_it() -> None:
    rows = [correction(f"{TEA}第{n}天了", "UM-01", number=n) for n in range(12)]
    outcomes = cross_checked(MATCHER, MATCHER, rows, VOCABULARY)
    assert len(outcomes) == 12
    assert all(o.better and not o.before for o in outcomes)
    lone = cross_checked(MATCHER, MATCHER, [correction(TEA, "UM-01")], VOCABULARY)
    assert [(o.before, o.after) for o in lone] == [(0, 0)]


def test_built_in_cases_come_from_the_words_and_are_found() -> None:
    cases = built_in(VOCABULARY)
    assert len(cases) == 6
    assert all(o.before == 1 for o in compare(MATCHER, MATCHER, cases))


def test_matters_without_words_and_those_in_the_shadow_of_others_are_reported() -> None:
    twin = matter_words("ZZ-09", "urban_management", "乙", everyday(["油烟熏人"]))
    strong = tuple(matter_words(f"AA-{n}", "urban_management", f"甲{n}", [("油烟熏人", 3)]) for n in range(4))
    vocabulary = Vocabulary((*strong, twin, STALL, BARE))
    rows = {r.matter: r for r in reach(Matcher(vocabulary), vocabulary)}
    assert rows["UM-01"].state == "reached"
    assert (rows["XX-01"].state, rows["XX-01"].by_name, rows["XX-01"].words) == ("no_words", True, 0)
    assert (rows["ZZ-09"].state, rows["ZZ-09"].missed) == ("shadowed", ("油烟熏人",))
    assert rows["ZZ-09"].shadow.startswith("AA-")


def test_stated_chances_follow_the_measured_points() -> None:
    scale = Confidence(((0.2, 0.1), (0.8, 0.9)), ((0.0, 0.7), (2.0, 0.95)))
    assert [scale.chance(raw) for raw in (0.0, 0.2, 0.5, 0.8, 1.0)] == pytest.approx([0.1, 0.1, 0.5, 0.9, 0.9])
    assert scale.right_field(1.0) == pytest.approx(0.825)
    assert [scale.level(share) for share in (0.9, 0.7, 0.3)] == ["high", "medium", "low"]
    assert Confidence().chance(0.3) == 0.3


def test_fitted_points_never_fall_and_never_say_certain() -> None:
    answers = [(n / 100, n > 60 or n == 10) for n in range(100)]
    points = fitted(answers)
    shares = [share for _, share in points]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] < 1


def test_reliability_compares_what_was_said_with_what_was_right() -> None:
    bins = reliability([(0.95, True)] * 9 + [(1.0, False)] + [(0.05, False)] * 10)
    assert [(b.count, b.right) for b in bins] == [(10, 0.0), (10, 0.9)]
    assert calibration_error(bins) == pytest.approx(0.0525)
    assert calibration_error(()) == 0.0


@pytest.mark.parametrize(
    ("text", "ask"), [("嗯嗯好", ("act",)), ("占道摆摊请问", ("enforcement",)), ("投诉", ("matter",)), ("投诉占道摆摊，占道", ())]
)
def test_an_unsure_answer_says_what_to_ask(text: str, ask: tuple[str, ...]) -> None:
    scale = Confidence(((0.0, 0.02), (0.7, 0.95)))
    found = Matcher(Vocabulary(VOCABULARY.matters, Lexicon(LEXICON.kinds, confidence=scale))).match(text)
    assert set(ask) <= set(found.ask) or found.sure == "high"
    assert (found.ask == ()) == (found.sure == "high")
