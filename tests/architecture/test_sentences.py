"""Whatever the code refuses with has a sentence in both languages, and every placeholder of it is filled by somebody."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhifa.packs.book import load_book

pytestmark = pytest.mark.law
SOURCE = Path(__file__).resolve().parents[2] / "src" / "zhifa"
BOOK = load_book(("cn", "zhejiang", "chunan", "demo"))


def codes() -> Iterator[tuple[str, str]]:
    """(code, where) of every literal reason code."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            given = node.args[:1] if name in ("refusal", "why") and node.args else []
            given += [k.value for k in node.keywords if k.arg == "because"]
            for value in given:
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.value, f"{path.relative_to(SOURCE)}:{value.lineno}"


def test_every_reason_code_in_the_code_has_a_sentence() -> None:
    silent = sorted({f"{code} ({where})" for code, where in codes() if code not in BOOK.sentences})
    assert not silent


def missing() -> Iterator[tuple[str, str]]:
    """(fact key, where) of everything that a ruling may say is missing. The rules door names keys of its contract instead."""
    for path in sorted(SOURCE.rglob("*.py")):
        if "questions" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "missing" and isinstance(node.value, ast.Tuple):
                for value in node.value.elts:
                    if isinstance(value, ast.Constant) and isinstance(value.value, str):
                        yield value.value, f"{path.relative_to(SOURCE)}:{value.lineno}"


def test_everything_that_may_be_missing_has_a_name() -> None:
    unnamed = sorted({f"{key} ({where})" for key, where in missing() if f"missing.{key}" not in BOOK.sentences})
    assert not unnamed


def test_every_sentence_has_both_languages() -> None:
    assert not [code for code, words in BOOK.sentences.items() if not words.zh.strip() or not words.en.strip()]
