"""`zhifa trail verify|export`: prove that nobody wrote past the house, and let others prove it."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from zhifa.apps.trail import anchors, exporting, verification
from zhifa.interfaces.frame import clock

SHOWN = 200


def register(subparsers: argparse._SubParsersAction[Any]) -> None:
    """trail verify and trail export."""
    acts = subparsers.add_parser("trail", help="verify and export the trail").add_subparsers(required=True, metavar="act")
    verify = acts.add_parser("verify", help="recompute every record, row and file; exit code 1 when something was changed")
    verify.add_argument("--no-files", action="store_true", help="leave the bytes of evidence and documents out")
    verify.add_argument("--anchors", type=Path, action="append", default=[], help="a copy of the anchor file kept elsewhere")
    verify.set_defaults(run=run_verify)
    export = acts.add_parser("export", help="write the trail as JSON lines for tools/verify_trail.py")
    export.add_argument("file", type=Path, help="where to; - is standard output")
    export.set_defaults(run=run_export)


def run_verify(arguments: argparse.Namespace) -> int:
    """0: everything is as it was recorded."""
    counts, started, found = verification.Counts(), time.monotonic(), 0
    files = [anchors.path(), *arguments.anchors]
    for problem in verification.verify(counts, files=not arguments.no_files, anchor_files=files):
        found += 1
        if found <= SHOWN:
            print(problem, flush=True)
    if found > SHOWN:
        print(f"… and {found - SHOWN} more")
    tail = f"; unsealed tail: {', '.join(counts.unsealed[:5])}{' …' if len(counts.unsealed) > 5 else ''}" if counts.unsealed else ""
    print(
        f"{counts.records} records ({counts.sealed} sealed, {len(counts.unsealed)} waiting), {counts.rows} rows, {counts.files} files "
        f"in {time.monotonic() - started:.1f} s: {f'{found} problems' if found else 'nothing was changed'}{tail}"
    )
    return 1 if found else 0


def run_export(arguments: argparse.Namespace) -> int:
    """Writes beside the target first, so that a broken export never looks whole."""
    if str(arguments.file) == "-":
        sys.stdout.writelines(exporting.export(clock.now()))
        return 0
    part = arguments.file.with_name(arguments.file.name + ".part")
    with part.open("w", encoding="utf-8") as file:
        file.writelines(exporting.export(clock.now()))
    part.replace(arguments.file)
    print(f"written: {arguments.file}")
    return 0
