"""Articles, paragraphs and items out of lines; and that nothing breaks the reader."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.algorithms.statutes.made_up import rows
from zhifa.algorithms.statutes import Article, provisions_of, read_articles


def read(*lines: str) -> list[Article]:
    return list(read_articles(lines))


def test_the_foreword_and_headings_are_no_text() -> None:
    found = read(
        "# 镜湖养护条例",
        "第一条 这里是公告",
        "<!-- INFO END -->",
        "## 第一章　总则",
        "第一条　为了镜湖。",
        "第二章 罚则",
        "**第二条** 处罚。",
    )
    assert [(a.key, a.heading, a.paragraphs[0].text) for a in found] == [("1", "第一章总则", "为了镜湖。"), ("2", "第二章罚则", "处罚。")]


def test_a_line_that_opens_with_a_reference_is_a_paragraph() -> None:
    found = read("第九条　游船应当备桨。", "第八条规定的船只除外。", "第十条　另行规定。")
    assert [a.key for a in found] == ["9", "10"]
    assert len(found[0].paragraphs) == 2


def test_articles_joined_to_one_line_are_told_apart() -> None:
    found = read("第九条　游船应当备桨。 第十条　敲冰的，按照 第九条 处理。 第十一条之一　另行规定。")
    assert [a.key for a in found] == ["9", "10", "11-1"]


def test_items_take_their_printed_numbers_and_swallow_subitems() -> None:
    (article,) = read("第三条　分类如下：", "（一）大船：", "1.三桅的；", "2.两桅的；", "（三）小船。", "另有规定的除外。")
    assert [(i.number, i.text) for i in article.paragraphs[0].items] == [(1, "大船：1.三桅的；2.两桅的；"), (3, "小船。")]
    assert article.paragraphs[1].text == "另有规定的除外。"


def test_old_lists_and_a_missing_first_number_are_items_too() -> None:
    (old,) = read("第三条　下列行为：", "一、敲冰的；", "二、敲钟的。")
    assert [i.number for i in old.paragraphs[0].items] == [1, 2]
    (torn,) = read("第三条　下列行为：", "敲冰的；", "（二）敲钟的。")
    assert [i.number for i in torn.paragraphs[0].items] == [1, 2]


def test_a_sentence_broken_over_lines_is_one_paragraph() -> None:
    (article,) = read("第三条　在镜湖水面上放置没有灯光的木筏并且没有向管理机构报告其位置和大小以及用途的，没收违", "法所得。")
    assert len(article.paragraphs) == 1


def test_numbers_in_brackets_and_in_lists_are_spelt_out() -> None:
    (article,) = read("第三条　有前款第（一）、（三）项和第五、六项行为。")
    assert article.paragraphs[0].text == "有前款第一项、第三项和第五项、第六项行为。"


def test_half_width_punctuation_reads_the_same() -> None:
    wide = rows("有下列行为之一的，由镜湖管理局处１０００元罚款；情节严重的，没收船只：", "（一）敲冰的；")
    half = rows("有下列行为之一的,由镜湖管理局处1,000元罚款;情节严重的,没收船只:", "(一) 敲冰的;")
    assert wide == half != []


WORDS = (
    "违反本条例第三条规定， 敲冰的， 由镜湖管理局 责令改正， 处 五百元以上 一千元以下 罚款 ； 。 ： ， "
    "逾期不改正的， 情节严重的， 对单位 对个人 "
    "有下列行为之一的， \n（一）敲钟的； \n（二）放炮的，处十元罚款。 \n 有前款第一项行为的， 依照前款规定处罚 依照本条第二款规定处以罚款 "
    "的 《 》 （ “ 没收违法所得 吊销 第 项 款 条 至 、 百分之 倍 每平方米 千 万 没有违法所得的， 构成犯罪的，"
)
PIECES = st.sampled_from([word.replace("\\n", "\n") for word in WORDS.split(" ")])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_no_order_of_a_statutes_words_breaks_the_compiler(pieces: list[str]) -> None:
    for article in read_articles(("第一条　" + "".join(pieces)).splitlines()):
        for provision in provisions_of(article):
            row = provision.as_row("镜湖养护条例", None)
            assert row["conduct"]
            assert {kind for tier in row["tiers"] for kind in tier["kinds"]} - {"order_to_correct"}


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for article in read_articles(["第一条　" + line for line in text.splitlines()]):
        list(provisions_of(article))
