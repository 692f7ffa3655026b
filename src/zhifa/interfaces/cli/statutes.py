"""`zhifa statutes extract PATH…`: penalty provisions of laws as JSON lines, drafts that a person confirms; `diff` and `draft` beside it."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from zhifa.algorithms.statutes import Provision, provisions_of, read_articles
from zhifa.interfaces.cli import statute_changes, statute_compile
from zhifa.interfaces.cli.statute_files import Source, Unreadable, files_under, lines_of, source_of

PROCESSES = 2
ALONE = 12  # so few files are done before a second process has started
CHUNK = 8
PROGRESS_EVERY = 100


@dataclass(frozen=True)
class Compiled:
    """What one file gave: output lines, and what is wrong with it. `failed`: it could not be read."""

    path: Path
    lines: tuple[str, ...] = ()
    problem: str = ""
    failed: bool = False


def register(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Adds `statutes` with its actions."""
    parser = subparsers.add_parser("statutes", help="compile laws to penalty provisions")
    actions = parser.add_subparsers(dest="action", required=True, metavar="action")
    extracting = actions.add_parser("extract", help="penalty provisions of files or folders (Markdown, DOCX, text) as JSON lines")
    extracting.add_argument("paths", type=Path, nargs="+", metavar="PATH", help="a law, or a folder of laws: title(YYYY-MM-DD).md")
    extracting.add_argument("--processes", type=int, default=PROCESSES, help=f"for folders (default: {PROCESSES})")
    extracting.set_defaults(run=extract)
    statute_changes.register(actions)
    statute_compile.register(actions)


def extract(arguments: argparse.Namespace) -> int:
    """0 when every file was read, 1 when one could not be (it is named, the rest goes on), 2 when a path is not there."""
    try:
        files = list(files_under(arguments.paths))
    except FileNotFoundError as error:
        print(f"zhifa statutes: {error} is not there", file=sys.stderr)
        return 2
    if not files:
        print("zhifa statutes: no law files (.md, .txt, .docx) under the paths given", file=sys.stderr)
        return 2
    try:
        return _write(compile_files(files, arguments.processes), len(files))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def compile_files(files: Sequence[Path], processes: int) -> Iterator[Compiled]:
    """Results in the order of the files, whatever process made them."""
    if processes < 2 or len(files) <= ALONE:
        yield from map(compile_file, files)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(compile_file, files, chunksize=CHUNK)


def compile_file(path: Path) -> Compiled:
    """One file; a file that is no law gives no lines and says why."""
    source = source_of(path)
    try:
        lines = tuple(json.dumps(p.as_row(source.law, source.version), ensure_ascii=False) for p in provisions_in(source))
    except Unreadable as problem:
        return Compiled(path, problem=str(problem), failed=True)
    except _NoArticles as problem:
        return Compiled(path, problem=str(problem))
    return Compiled(path, lines)


class _NoArticles(Exception):
    """A text without 第…条."""


def provisions_in(source: Source) -> Iterator[Provision]:
    """Provisions of one file in the order of the text; raises Unreadable."""
    found = False
    for article in read_articles(lines_of(source.path)):
        found = True
        yield from provisions_of(article)
    if not found:
        raise _NoArticles("has no articles (第…条)")


def _write(results: Iterable[Compiled], total: int) -> int:
    made = failed = 0
    for count, result in enumerate(results, 1):
        for line in result.lines:
            print(line)
        made += len(result.lines)
        if result.problem:
            print(f"zhifa statutes: {result.path} {result.problem}", file=sys.stderr)
            failed += result.failed
        if total > ALONE and (count % PROGRESS_EVERY == 0 or count == total):
            print(f"{count}/{total} texts, {made} provisions", file=sys.stderr, flush=True)
    sys.stdout.flush()
    return 1 if failed else 0
