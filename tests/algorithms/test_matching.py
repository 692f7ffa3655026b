"""Text → matters: the words that decided, denial, several matters in one text, what is not for enforcement, what was corrected."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhifa.algorithms.matching import Correction, Lexicon, Matcher, Phrase, Vocabulary, everyday, matter_words
from zhifa.algorithms.matching.reading import Reader, normalized, occurrence
from zhifa.packs.lexicon import load_lexicon
from zhifa.packs.reading import PackError

STALL_WORDS = [("占道", 2), ("摆摊", 2), ("摊贩", 1.5), ("烧烤|夜宵+路边|门口", 1)]
STALL = matter_words("UM-01", "urban_management", "擅自占用城市道路摆摊经营", STALL_WORDS)
FUMES = matter_words("UM-02", "urban_management", "餐饮服务油烟超标排放", [("油烟", 2), ("烧烤|饭店+熏|呛", 1.5)])
WAGES = matter_words("HR-01", "human_resources", "用人单位克扣拖欠工资", [("拖欠|欠|克扣+工资|薪水|工钱", 2)])
NIGHT = matter_words("UM-03", "urban_management", "夜间违规施工产生噪声", [("夜间施工", 2), ("工地|施工+半夜|凌晨|深夜|晚上", 2)])
VOCABULARY = Vocabulary((STALL, FUMES, WAGES, NIGHT), load_lexicon(["cn"]))
MATCHER = Matcher(VOCABULARY)


def codes(text: str, matcher: Matcher = MATCHER) -> list[str]:
    return [c.matter for c in matcher.match(text).candidates]


def test_one_report_with_two_matters_gives_both_with_their_own_words() -> None:
    found = MATCHER.match("鱼街口那家烧烤店天天占道经营，油烟直接往楼上飘，窗都不敢开")
    by_code = {c.matter: c for c in found.candidates}
    assert list(by_code)[:2] in (["UM-01", "UM-02"], ["UM-02", "UM-01"])
    assert "占道" in by_code["UM-01"].words
    assert "油烟" in by_code["UM-02"].words
    assert found.enforcement == "yes"
    assert found.words


def test_words_of_one_phrase_must_stand_close_together_in_one_sentence() -> None:
    assert codes("老板欠我们三个月工资了") == ["HR-01"]
    assert "HR-01" not in codes("他欠了隔壁的钱。我工资不高")
    assert "HR-01" not in codes("他欠" + "钱不还还到处说别人的坏话还经常喝醉酒闹事" + "工资不高")


@pytest.mark.parametrize("text", ["门口没有占道", "现场检查未发现油烟", "那家店并没有摆摊", "工地晚上不是在干活"])
def test_what_is_denied_is_not_found(text: str) -> None:
    assert not {"占道", "油烟", "摆摊"} & {w for c in MATCHER.match(text).candidates for w in c.words}


@pytest.mark.parametrize("text", ["一直没有人来管占道的摊子", "城管没有查处占道经营", "请问这里有没有占道经营"])
def test_denial_of_somebody_elses_act_leaves_the_word(text: str) -> None:
    assert codes(text)[0] == "UM-01"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("环镇路的路灯坏了半个月了，晚上看不见路，请派人修一下", "public_service"),
        ("家里从昨天下午开始停水，什么时候来水", "public_service"),
        ("请问社保卡丢了怎么办理补办，需要什么材料", "consultation"),
        ("给你们点赞，昨天城管队员帮忙找到了孩子，特此表扬", "petition_other"),
        ("我和邻居因为宅基地有纠纷，已经起诉到法院", "court_or_civil"),
        ("楼下每晚广场舞，音响很大，报警也没用", "police"),
    ],
)
def test_what_is_not_for_enforcement_is_an_answer_with_its_words(text: str, kind: str) -> None:
    found = MATCHER.match(text)
    assert found.enforcement == "no"
    assert found.kind == kind
    assert found.words
    assert all(word in normalized(text) for word in found.words)


def test_text_that_says_nothing_is_unsure_without_candidates() -> None:
    for text in ("", "。。。", "嗯嗯好", "asdf 123"):
        found = MATCHER.match(text)
        assert (found.enforcement, found.confidence, found.candidates) == ("unsure", 0.0, ())


def test_domain_is_named_where_the_catalogue_has_no_matter() -> None:
    found = MATCHER.match("这家超市卖过期的牛奶，还不肯退款")
    assert found.candidates == ()
    assert found.domains[0].domain == "market"


def test_danger_to_life_is_pointed_out() -> None:
    assert MATCHER.match("三楼有人被困在电梯里，孩子一直在哭").danger == ("电梯", "被困")
    assert MATCHER.match("店外摆了几张桌子").danger == ()


def test_accepted_correction_lifts_and_rejected_lowers_for_similar_text() -> None:
    text = "新安北路奶茶店门前桌椅把路挡住了"
    assert codes(text) == []
    taught = Matcher(VOCABULARY, [Correction("新安北路那家奶茶店门前桌椅挡路", (), ("UM-01",))])
    (found,) = taught.match(text).candidates
    assert found.matter == "UM-01"
    assert found.learned > 0
    fumes = "饭店油烟熏人"
    doubted = Matcher(VOCABULARY, [Correction("饭店油烟熏人，其实是隔壁烧菜", ("UM-02",), ("UM-01",))])
    before = MATCHER.match(fumes).candidates[0].score
    after = doubted.match(fumes).candidates
    assert all(c.score < before for c in after if c.matter == "UM-02")


def test_correction_says_that_it_is_not_for_enforcement() -> None:
    text = "占道的大树枝丫伸到路上了"
    taught = Matcher(VOCABULARY, [Correction(text, ("UM-01",), ())])
    assert MATCHER.match(text).enforcement != "no"
    assert taught.match(text).enforcement == "no"


def test_later_correction_replaces_the_earlier_one() -> None:
    text = "奶茶店门前桌椅挡路"
    changed = Matcher(VOCABULARY, [Correction(text, (), ("UM-01",)), Correction(text, ("UM-01",), ())])
    assert codes(text, changed) == []


def test_version_follows_words_and_corrections() -> None:
    same, taught = Matcher(VOCABULARY), Matcher(VOCABULARY, [Correction("甲", (), ("UM-01",))])
    assert same.version == MATCHER.version
    assert Vocabulary((STALL,)).version != VOCABULARY.version
    assert taught.version != MATCHER.version


def test_matcher_with_other_corrections_equals_one_built_with_them() -> None:
    text, corrections = "奶茶店门前桌椅挡路", [Correction("奶茶店门前桌椅挡路", (), ("UM-001",)), Correction("油烟", ("UM-02",), ())]
    shared, built = MATCHER.remembering(corrections), Matcher(VOCABULARY, corrections)
    assert shared.version == built.version != MATCHER.version
    assert shared.match(text) == built.match(text)
    assert shared.remembering(()).match(text) == MATCHER.match(text)


def test_phrase_is_read_and_written_and_refused_when_empty() -> None:
    assert Phrase.parse("拖欠|欠+工资").written == "拖欠|欠+工资"
    assert Phrase.parse("KTV").written == "ktv"
    for bad in ("", "a", "占道+", "|占道", "欠"):
        with pytest.raises(ValueError, match="not a phrase"):
            Phrase.parse(bad)


def test_wide_characters_and_spaces_are_read_alike() -> None:
    assert codes("占 道 ＫＴＶ")[0] == "UM-01"
    assert normalized("ＫＴＶ　１２") == "ktv12"


def test_lexicon_names_every_field_of_the_contract_once() -> None:
    lexicon = load_lexicon(["cn"])
    assert len(lexicon.domains) == 27
    assert len(set(lexicon.names.values())) == len(lexicon.names)
    with pytest.raises(PackError):
        load_lexicon(["nowhere"])


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400) | st.text(alphabet="占道油烟欠工资没有，。！半夜施工路灯请问", max_size=200))
def test_any_text_is_answered_and_every_word_stands_in_it(text: str) -> None:
    found = MATCHER.match(text)
    plain = normalized(text)
    words = [*found.words, *found.danger, *(w for c in found.candidates for w in c.words), *(w for d in found.domains for w in d.words)]
    assert all(word in plain for word in words)
    assert found.enforcement in ("yes", "no", "unsure")
    assert all(0 <= c.score <= 1 for c in found.candidates)
    assert MATCHER.match(text) == found


@given(st.lists(st.sampled_from(["占道", "油烟", "没有", "路边", "烧烤", "的", "，"]), max_size=12).map("".join))
def test_reader_finds_exactly_the_undenied_occurrences(text: str) -> None:
    reader = Reader(["占道", "油烟", "烧烤"])
    for sentence in reader.read(text):
        for word, places in sentence.places.items():
            assert all(sentence.text.startswith(word, i) for i in places)
    if "没有" not in text:
        assert sum(len(p) for s in reader.read(text) for p in s.places.values()) == sum(text.count(w) for w in ("占道", "油烟", "烧烤"))


def test_occurrence_names_the_nearest_words() -> None:
    (sentence,) = Reader(["欠", "工资", "薪水"]).read("欠薪水又说工资")
    assert occurrence(Phrase.parse("欠+工资|薪水"), sentence) == (0, ("欠", "薪水"))


def test_thousand_matters_and_corrections_are_matched_quickly_enough() -> None:
    rng = random.Random(3)
    chars = "占道油烟施工夜间垃圾渣土广告牌违建河道采砂电鱼噪声扬尘学校补课工资社保物业装修承重墙"

    def some(length: int) -> str:
        return "".join(rng.choices(chars, k=length))

    matters = [matter_words(f"X{i}", "market", some(12), [(some(3), 1.0)]) for i in range(1800)]
    corrections = [Correction(some(60), ("X2",), ("X1",)) for _ in range(1000)]
    matcher = Matcher(Vocabulary(tuple(matters), VOCABULARY.lexicon), corrections)
    texts = ["".join(rng.choices(chars + "的了在我们这里一直有人，。", k=200)) for _ in range(30)]
    started = time.perf_counter()
    for text in texts:
        matcher.match(text)
    assert len(texts) / (time.perf_counter() - started) > 30  # a tenth of the aim: this machine may be busy


def test_everyday_word_is_found_when_its_pieces_stand_apart() -> None:
    night = matter_words("N", "urban_management", "甲", everyday(["夜间施工"]))
    matcher = Matcher(Vocabulary((night, matter_words("O", "urban_management", "乱倒渣土", everyday(["乱倒渣土"])))))
    whole, apart = matcher.match("那边夜间施工").candidates, matcher.match("那边夜间还在不停施工").candidates
    assert whole[0].matter == apart[0].matter == "N"
    assert whole[0].score > apart[0].score
    assert set(apart[0].words) == {"夜间", "施工"}
    assert matcher.match("那边夜间没有施工").candidates == ()
    assert matcher.match("施工单位").candidates == ()


def test_lexicon_adds_phrases_to_matters_of_the_catalogue_only() -> None:
    lexicon = Lexicon(matters={"A": (Phrase.parse("沙+倒"),), "B": (Phrase.parse("倒沙"),)})
    matcher = Matcher(Vocabulary((matter_words("A", "market", "甲"),), lexicon))
    assert [c.matter for c in matcher.match("有人倒沙").candidates] == ["A"]


def test_longer_everyday_words_weigh_more() -> None:
    weights = [weight for _, weight in everyday(["占道", "占道摊", "占道摆摊", "占道摆摊卖菜"])]
    assert weights == sorted(weights)
