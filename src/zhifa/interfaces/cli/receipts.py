"""`zhifa receipts import FILE --source bank`: what a bank or the Treasury delivers as a file instead of through the API."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from zhifa.apps.cases.services import import_finance_file
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.frame import acting, clock
from zhifa.interfaces.frame.sentences import say
from zhifa.law.rulings import Ruling

ENCODINGS = ("utf-8-sig", "gb18030")


def register(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Adds `receipts import`."""
    parser = subparsers.add_parser("receipts", help="import receipts of paid fines from a file")
    bring = parser.add_subparsers(required=True, metavar="act").add_parser("import", help="CSV: number,decision,amount,paid_on")
    bring.add_argument("file", type=Path)
    bring.add_argument("--source", required=True, help="whose file it is; receipt numbers are unique per source")
    bring.set_defaults(run=run_import)


def run_import(arguments: argparse.Namespace) -> int:
    """0 when every line was taken (now or before), 1 when some were not (each named with its reason), 2 for no such file."""
    try:
        text = _text(arguments.file)
        lines = import_finance_file(by=acting.SYSTEM, at=clock.now(), source=arguments.source, text=text)
    except (OSError, UnicodeDecodeError, Invalid) as wrong:
        print(f"zhifa: {arguments.file}: {wrong}", file=sys.stderr)
        return 2
    refused = [line for line in lines if line.wrong is not None]
    for line in refused:
        print(f"{arguments.file}:{line.line}: {line.number}: {_why(line.wrong)}", file=sys.stderr)
    print(f"{len(lines) - len(refused)} of {len(lines)} receipts taken")
    return 1 if refused else 0


def _text(path: Path) -> str:
    """Banks write UTF-8 or GB 18030."""
    content = path.read_bytes()
    try:
        return content.decode(ENCODINGS[0])
    except UnicodeDecodeError:
        return content.decode(ENCODINGS[1])


def _why(wrong: Ruling | dict[str, list[str]] | None) -> str:
    if isinstance(wrong, Ruling):
        return "；".join(say(r.code, r.values) for r in wrong.reasons)
    return "；".join(f"{field}: {'、'.join(texts)}" for field, texts in (wrong or {}).items())
