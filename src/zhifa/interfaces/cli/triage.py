"""`zhifa triage --texts FILE`: what each report is about, one JSON line per text; `teaching` has what is done to the matcher.

Reads JSON lines with `id` and `text`; writes, in the same order, `id`, `kind`, `domains` (names of fields, best first), `matter`,
`enforcement`, `confidence` (how often such an answer was right), `sure` (high, medium, low), `ask` (what to find out), `words`.
Works from the packs alone: no database, no corrections.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from zhifa.algorithms.matching import Lexicon, Match, Matcher
from zhifa.interfaces.cli import teaching
from zhifa.interfaces.cli.teaching import LAYERS, read_lines
from zhifa.packs.vocabulary import load_vocabulary

SHOWN_DOMAINS = 3
UNREADABLE_KIND = "petition_other"  # a text in which no word of ours stands is left to the general desk


def register(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Adds the parser."""
    parser = subparsers.add_parser("triage", help="what each report is about, one JSON line per text; teach and measure the matcher")
    parser.add_argument("--texts", help="JSON lines with id and text; - for standard input")
    parser.add_argument("--packs", default=LAYERS, help="layers that the words come from, lowest first")
    parser.set_defaults(run=run)
    teaching.register(parser.add_subparsers(metavar="act"))


def run(arguments: argparse.Namespace) -> int:
    """0 when every line was answered, 2 when a line could not be read (it is named)."""
    if not arguments.texts:
        print("zhifa triage: give --texts FILE, or one of retrain, versions, activate, rollback, report, reach, words", file=sys.stderr)
        return 2
    vocabulary = load_vocabulary(arguments.packs.split(","))
    matcher = Matcher(vocabulary)
    try:
        with read_lines(arguments.texts) as lines:
            for row in answers(matcher, vocabulary.lexicon, lines):
                print(json.dumps(row, ensure_ascii=False))
    except (OSError, ValueError) as error:
        print(f"zhifa triage: {error}", file=sys.stderr)
        return 2
    return 0


def answers(matcher: Matcher, lexicon: Lexicon, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """One answer per non-empty line; raises ValueError naming the line that is no object with `id` and `text`."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            row = _row(number, line)
            yield {"id": row["id"], **answer(matcher.match(row["text"]), lexicon.names)}


def answer(found: Match, names: Mapping[str, str]) -> dict[str, Any]:
    """A match in the terms of the triage contract."""
    best = found.candidates[0] if found.candidates else None
    return {
        "kind": found.kind or UNREADABLE_KIND,
        "domains": [names.get(d.domain, d.domain) for d in found.domains[:SHOWN_DOMAINS]],
        "matter": best.name if best and found.kind == "enforcement" else None,
        "enforcement": found.enforcement,
        "confidence": round(max(found.chance, 1 - found.chance), 3),
        "sure": found.sure,
        "ask": list(found.ask),
        "words": list(found.words),
        "urgent": bool(found.danger),
    }


def _row(number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise ValueError(f"line {number} is not JSON: {error}") from error
    if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not isinstance(row.get("text"), str):
        raise ValueError(f"line {number} needs id and text")
    return row
