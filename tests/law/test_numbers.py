"""No number of the law stands outside the packs: neither as a number in code nor as words in a sentence.

`tests/law/test_book.py` looks through law/. Here: apps and interfaces. A number that has another cause is listed with it; a
sentence that spells a span or a sum is listed with its parameter, so that it cannot say another one.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

import zhifa
from zhifa.law.citations import number_from_chinese
from zhifa.packs.book import load_book

pytestmark = pytest.mark.law
SOURCE = Path(zhifa.__file__).parent
ROOMS = ("apps", "interfaces")
BOOK = load_book(["cn"])
SMALL = {-1, 0, 1, 2}
PERIOD_UNITS = {"days", "weeks"}
COUNTING = {"add_days", "add_months", "add_years", "add_working_days", "end_of"}
# A span or a sum in words: 五个工作日, 15日内, 百分之三, 二百元以下, 十四周岁.
SPELT = re.compile(
    r"(?:[0-9]+|[一二三四五六七八九十百]{1,4})(?:个?工作日|个?自然日|日内|日前|个月内|年内|周岁)|百分之[一二三四五六七八九十]+|(?<![.0-9{])[0-9]+%"
    r"|[0-9]+元以[上下]|[一二三四五六七八九十百千万]+元以[上下]"
)


@lru_cache(maxsize=1)
def trees() -> tuple[tuple[str, ast.Module], ...]:
    """(file, tree) of every module of the two rooms."""
    paths = (path for room in ROOMS for path in sorted((SOURCE / room).rglob("*.py")) if "migrations" not in path.parts)
    return tuple((str(path.relative_to(SOURCE)), ast.parse(path.read_text(encoding="utf-8"))) for path in paths)


def number(node: ast.AST) -> bool:
    """A number that is more than a step or a pair."""
    return isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value not in SMALL


def decided(tree: ast.Module) -> Iterator[ast.AST]:
    """Where a number decides something that the law might: how many days, how much money, from which value on."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            spans = [k.value for k in node.keywords if k.arg in PERIOD_UNITS] if name == "timedelta" else []
            spans += node.args if name in COUNTING else []
            money = [a for a in node.args if isinstance(a, ast.Constant) and str(a.value) not in ("0", "")] if name == "Decimal" else []
            if any(number(a) for a in spans) or money:
                yield node
        elif isinstance(node, ast.Compare) and any(number(n) for n in (node.left, *node.comparators)):
            yield node


def texts() -> Iterator[tuple[str, str]]:
    """(file, text) of every string and every template."""
    for file, tree in trees():
        for text in sentences(tree):
            yield file, text
    for room in ROOMS:
        for path in sorted((SOURCE / room).rglob("*.html")):
            yield str(path.relative_to(SOURCE)), re.sub(r'(?:style|width)="[^"]*"', "", path.read_text(encoding="utf-8"))


def sentences(tree: ast.Module) -> Iterator[str]:
    """Strings that are not docstrings."""
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


# Expression → why its number is none of the law.
OTHER_CAUSE = {
    r"len\(.*\) .*|.*count\('-'\).*": "lengths of codes and numbers as they are typed",
    r"(self\.|answer\.)?status .*": "HTTP status",
    r"read\.version == 4|made\.version == 7|form == (4|12)|start == 65535|.*65536": "versions and widths of technical formats",
    r"-?(180|90) <= report\..*|\d+ < (west|south) .*": "degrees of the globe and of the country",
    r"Decimal\((1|'0\.1')\)": "one, the neutral factor, and the units to round to",
    r"Decimal\((2|4|5)\)": "widths in a drawing",
    r"Decimal\(100\)": "full marks",
    r"month < 12": "months of a year",
    r"index <= 26": "letters of a spreadsheet column",
    r"c\['score'\] >= 0\.5": "which guess of the matching is shown first",
    r"(minutes|hours) < \d+": "from when a clock is shown in hours or days",
    r"amount >= 10000": "from which length on a count is shortened in words",
}
# Spans over which a page looks back or ahead, or over which something technical is kept; queries decide nothing, so all of theirs.
WINDOWS = {
    "apps/incidents/services/reporting.py": "how old what is reported may be",
    "interfaces/frame/specimens.py": "the page of specimens",
    "interfaces/jobs/process.py": "how long finished jobs are kept",
    "interfaces/web/plan.py": "how far a calendar shows",
}
# (file, span as spelt) → the parameter that it must be.
SPELT_OUT = {
    ("apps/cases/queries/ordinary/offers.py", "七个工作日"): ("period.evidence_preservation", "period.hearing_summons"),
    ("apps/cases/queries/ordinary/offers.py", "五个工作日"): ("period.hearing_request",),
    ("apps/cases/queries/ordinary/offers.py", "三日内"): (
        "period.transfer.head_decision",
        "period.transfer.police_answer",
        "period.transfer.goods_handover",
        "period.transfer.police_refusal",
    ),
    ("apps/cases/queries/ordinary/offers.py", "十个工作日"): ("period.demand",),
    ("apps/cases/queries/ordinary/offers.py", "三个月内"): ("period.court_application",),
    ("apps/cases/services/ordinary/enforcing.py", "十个工作日"): ("period.demand",),
    ("apps/cases/services/ordinary/investigating.py", "七个工作日"): ("period.evidence_preservation",),
    ("apps/cases/services/paying.py", "一百元以下"): ("on_spot_collection.fine_max",),
    ("apps/cases/words.py", "十四周岁"): ("age.responsible",),
    ("apps/documents/papers.py", "十四周岁"): ("age.responsible",),
    ("interfaces/frame/loop/ordinary.py", "七个工作日"): ("period.evidence_preservation",),
    ("interfaces/frame/loop/ordinary.py", "十四周岁"): ("age.responsible",),
    ("interfaces/frame/loop/ordinary_beside.py", "三日内"): ("period.transfer.head_decision", "period.transfer.goods_handover"),
    ("interfaces/frame/loop/ordinary_beside.py", "十个工作日"): ("period.demand",),
}
UNITS = {"工作日": "working_days", "月": "months", "周岁": "years", "元": "yuan", "日": "natural_days"}
DAY = date(2026, 5, 6)


def test_no_number_of_the_law_decides_anything_in_code():
    unexplained = []
    for file, tree in trees():
        for node in decided(tree):
            said = ast.unparse(node)
            window = said.startswith("timedelta") and ("/queries/" in file or file in WINDOWS)
            if not window and not any(re.fullmatch(form, said) for form in OTHER_CAUSE):
                unexplained.append((file, node.lineno, said))
    assert unexplained == []


def test_a_sentence_spells_only_what_a_parameter_says():
    spelt = {(file, words) for file, text in texts() for words in SPELT.findall(text)}
    assert spelt - set(SPELT_OUT) == set(), "name the parameter, or better take the number from it"


@pytest.mark.parametrize(("place", "keys"), SPELT_OUT.items(), ids=lambda part: str(part[-1]))
def test_what_a_sentence_spells_is_the_number_of_the_packs(place, keys):
    words = re.fullmatch(r"([一二三四五六七八九十百千万]+|[0-9]+)个?(工作日|月|周岁|元|日)?.*", place[1])
    assert words, place
    spelt = int(words[1]) if words[1].isdigit() else number_from_chinese(words[1])
    for key in keys:
        entry = BOOK.parameter(key, DAY)
        assert (spelt, UNITS[words[2]]) == (int(entry.value), entry.unit), key


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("due = day + timedelta(days=15)", True),
        ("calendar.add_working_days(day, 7)", True),
        ("if fine > 200: pass", True),
        ("rate = Decimal('0.03')", True),
        ("day + timedelta(days=1)", False),
        ("Decimal(0)", False),
        ("if count > 1: pass", False),
    ],
)
def test_each_way_of_writing_a_number_is_seen(line, seen):
    assert bool(list(decided(ast.parse(line)))) == seen


@pytest.mark.parametrize("text", ["十五日内缴纳", "每日按百分之三", "200元以下", "不满十四周岁", "7个工作日", "三个月内", "按3%加处"])
def test_each_way_of_spelling_a_number_is_seen(text):
    assert SPELT.search(text)
