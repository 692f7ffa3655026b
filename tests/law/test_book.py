"""Where numbers, articles and sentences stand: in the packs, and nowhere else."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest

import zhifa.law
from zhifa.law import rulebook
from zhifa.law.questions import topics
from zhifa.law.questions.asking import ASKS
from zhifa.law.questions.fields import FIELDS
from zhifa.law.rulings import Reason
from zhifa.packs.book import load_book
from zhifa.packs.plan import load_plan
from zhifa.packs.reading import PackError, layer_path

pytestmark = pytest.mark.law
LAW = Path(zhifa.law.__file__).parent
BOOK = load_book(["cn"])
assert topics
# Arithmetic of notation, not of law: Chinese numerals and amounts in words, months of a year, widths of error texts.
NOTATION = {"citations.py", "money.py", "calendar.py"}
ALLOWED = {0, 1, 80, 1024}


def constants():
    """(file, line, value) of every number in the law room."""
    for path in sorted(LAW.rglob("*.py")):
        if path.name in NOTATION:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        cited = {id(inner) for node in ast.walk(tree) if _cites(node) for inner in ast.walk(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and type(node.value) in (int, float) and id(node) not in cited:
                yield path.relative_to(LAW), node.lineno, node.value


def _cites(node):
    """Article, paragraph and item are a place in the law, not a number of it; nor is how many names a sentence lists."""
    if isinstance(node, ast.Slice):
        return True
    called = node.left if isinstance(node, ast.Compare) else node
    return isinstance(called, ast.Call) and isinstance(called.func, ast.Name) and called.func.id in ("Citation", "len")


def strings():
    for path in sorted(LAW.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield path, node.value


def test_no_number_of_the_law_stands_in_code():
    assert [c for c in constants() if c[2] not in ALLOWED] == []


def test_no_decimal_is_written_in_code():
    for path in LAW.rglob("*.py"):
        if path.name not in NOTATION:
            assert not re.search(r"Decimal\(\s*[\"'0-9]", path.read_text(encoding="utf-8").replace('Decimal("NaN")', "")), path


def test_every_law_that_a_rule_cites_is_in_the_list_of_statutes():
    cited = {c.law for r in rulebook.registered() for c in r.citations}
    cited |= {p.citation.law for history in BOOK.parameters.values() for p in history if p.citation}
    assert cited - set(BOOK.statutes) == set()


def test_every_rule_says_what_it_does_and_on_what_basis():
    for entry in rulebook.registered():
        assert entry.doc, entry
        assert entry.citations, entry
        assert re.fullmatch(r"[A-Z]{3}-[0-9]{2}", entry.id), entry


def test_every_parameter_has_a_unit_and_a_source():
    for history in BOOK.parameters.values():
        for entry in history:
            assert entry.unit
            assert entry.citation or entry.note, entry


def test_every_reason_code_of_the_law_has_a_sentence():
    codes = {
        s for path, s in strings() if path.parent != LAW / "questions" or path.stem != "fields" if re.fullmatch(r"[a-z_]+\.[a-z_]*[a-z]", s)
    }
    numbers = set(load_book(["cn", "zhejiang", "chunan", "demo"]).parameters)
    known = set(BOOK.sentences) | {key.removeprefix("period.") for key in numbers} | numbers
    prefixes = {c.split(".")[0] for c in BOOK.sentences}
    assert {c for c in codes if c.split(".")[0] in prefixes} - known == set()


def test_sentences_name_the_same_values_in_both_languages():
    for code, sentence in BOOK.sentences.items():
        assert set(re.findall(r"{(\w+)}", sentence.en)) <= set(re.findall(r"{(\w+)}", sentence.zh)), code


def test_an_unknown_reason_is_shown_as_its_code():
    assert BOOK.sentence(Reason("nobody.wrote_this")) == "nobody.wrote_this"
    assert BOOK.sentence(Reason("officers.too_few", {"found": "1"})) == "持有效证件的执法人员只有1名，不得少于…名"


def test_asks_use_known_keys_and_registered_rules():
    for asks in ASKS.values():
        for ask in asks.values():
            assert set(ask.required) | set(ask.optional) <= set(FIELDS), ask
            assert rulebook.citations(*ask.rules), ask


def test_a_value_is_that_of_the_day():
    assert BOOK.value("summary.fine_max.citizen", date(2021, 7, 15)) == 200
    with pytest.raises(LookupError, match=r"summary\.fine_max\.citizen on 2021-07-14"):
        BOOK.value("summary.fine_max.citizen", date(2021, 7, 14))
    with pytest.raises(LookupError, match=r"nothing\.such"):
        BOOK.value("nothing.such", date(2026, 1, 1))


def test_a_layer_that_does_not_exist_is_named():
    with pytest.raises(PackError, match="atlantis"):
        layer_path("atlantis")


def test_the_plan_allocates_every_domain_of_the_contract():
    plan = load_plan("chunan")
    holders = [d.holder for d in plan.domains.values()]
    assert (len(holders), holders.count("county_enforcement_bureau"), holders.count("department_internal_unit")) == (26, 12, 5)
    assert {d.team for d in plan.domains.values() if d.holder == "professional_team"} == {
        "market",
        "culture_market",
        "transport",
        "agriculture",
        "emergency",
        "natural_resources",
        "health",
    }
    assert len(plan.squads) == 8


def law_modules():
    """Module name → its tree."""
    for path in LAW.rglob("*.py"):
        name = ".".join(("zhifa.law", *path.relative_to(LAW).with_suffix("").parts)).removesuffix(".__init__")
        yield name, ast.parse(path.read_text(encoding="utf-8"))


def test_the_rules_a_module_cites_are_registered_by_what_it_imports():
    trees = dict(law_modules())
    own = {name: registered_in(tree) for name, tree in trees.items()}
    for name, tree in trees.items():
        if not looks_articles_up(tree):
            continue
        reach = {name}
        while more := {m for r in reach for m in imported(trees[r], trees)} - reach:
            reach |= more
        used = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and re.fullmatch(r"(?!AMB)[A-Z]{3}-[0-9]{2}", str(n.value))}
        assert used <= set().union(*(own[m] for m in reach)), name


def test_an_id_is_registered_by_one_module_so_that_its_articles_never_depend_on_what_was_imported():
    homes = {}
    for name, tree in law_modules():
        for rule_id in registered_in(tree):
            homes.setdefault(rule_id, set()).add(name)
    assert {rule_id: names for rule_id, names in homes.items() if len(names) > 1} == {}


def registered_in(tree):
    calls = (d for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) for d in n.decorator_list if isinstance(d, ast.Call))
    return {c.args[0].value for c in calls if isinstance(c.func, ast.Name) and c.func.id in ("rule", "registered")}


def looks_articles_up(tree):
    names = (a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module == "zhifa.law.rulebook" for a in n.names)
    return not {"ruling", "citations"}.isdisjoint(names)


def imported(tree, trees):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ({node.module} | {f"{node.module}.{alias.name}" for alias in node.names}) & trees.keys()
