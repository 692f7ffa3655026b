"""`zhifa rules ask`: questions of the rules contract as JSON lines on stdin, answers on stdout. No Django."""

from __future__ import annotations

import argparse
import json
import os
import sys
from typing import Any, BinaryIO

from zhifa.law.questions.door import Door
from zhifa.packs.book import load_book
from zhifa.packs.plan import load_plan


def register(subparsers: Any) -> None:
    """`rules ask [--layers cn,…] [--county chunan]`."""
    parser = subparsers.add_parser("rules", help="ask the law")
    actions = parser.add_subparsers(dest="action", required=True, metavar="action")
    asking = actions.add_parser("ask", help="answer questions: JSON lines on stdin, one answer a line on stdout")
    asking.add_argument("--layers", default="cn", help="pack layers, lowest first, separated by commas (default: cn)")
    asking.add_argument("--county", default="chunan", help="layer whose plan allocates the powers (default: chunan)")
    asking.set_defaults(run=run_ask)


def run_ask(arguments: argparse.Namespace) -> int:
    """Always 0: a line that cannot be answered gets an error object, and the next line is answered; a reader that goes away
    ends the answers."""
    door = Door(load_book(arguments.layers.split(",")), load_plan(arguments.county))
    try:
        answer_lines(door, sys.stdin.buffer, sys.stdout.buffer, flush=sys.stdin.isatty() or not sys.stdin.seekable())
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def answer_lines(door: Door, source: BinaryIO, target: BinaryIO, *, flush: bool) -> None:
    """One line out for each line in that is not blank. `flush`: after every answer, for whoever waits for it."""
    for number, raw in enumerate(source, 1):
        line, readable = _decoded(raw)
        if not line.strip():
            continue
        answer = door.answer(line if readable else "\ufffd", number)
        target.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
        if flush:
            target.flush()
    target.flush()


def _decoded(raw: bytes) -> tuple[str, bool]:
    """The text of a line and whether it is UTF-8; a byte order mark is no part of the text."""
    try:
        return raw.decode("utf-8").lstrip("\ufeff"), True
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace"), False
