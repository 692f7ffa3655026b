"""The glossary says what the code says."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.settings import REPOSITORY

GLOSSARY = REPOSITORY / "docs" / "glossary.md"
SOURCE = REPOSITORY / "src" / "zhifa"
WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z]+")


def terms() -> list[str]:
    """The second column."""
    rows = [line.split("|") for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][1:]
    return [term for row in rows for term in re.findall(r"`(\w+)`", row[2])]


def snake(name: str) -> str:
    """NumberSeries → _number_series_, so that a term is found as whole words."""
    return f"_{'_'.join(word.lower() for part in name.split('_') for word in WORD.findall(part))}_"


@cache
def identifiers() -> str:
    """Every name that the code defines or uses: modules, classes, functions, arguments, attributes, members of enumerations."""
    names: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        names.add(path.stem)
        names.update(named(path))
    return "".join(map(snake, names))


def named(path: Path) -> set[str]:
    """Identifiers of one file."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {value for node in nodes for field in ("id", "attr", "name", "arg") if isinstance(value := getattr(node, field, None), str)}


@pytest.mark.parametrize("term", terms())
def test_every_term_of_the_glossary_is_an_identifier(term: str) -> None:
    assert re.search(rf"_{term}(s|es|d|ed|ing)?_", identifiers()), f"{term} is in docs/glossary.md and nowhere in src"


def test_no_term_stands_twice() -> None:
    assert sorted(terms()) == sorted(set(terms()))
