"""The command `zhifa`: one module per subcommand, imported only when it is the one that is asked for.

A subcommand `x` is the module `zhifa.interfaces.cli.x` (or the one named in `COMMANDS`) with `register(subparsers)`, which adds a
parser and sets the default `run`: a function of the parsed arguments that returns the exit code.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

from zhifa.interfaces.cli.start import ready_django


class Command(NamedTuple):
    """`django`: the registry of apps is made ready before the module is imported."""

    help: str
    django: bool = True
    module: str = ""


COMMANDS = {
    "rules": Command("ask the law: zhifa rules ask reads questions as JSON lines", django=False),
    "triage": Command("say what each report is about; teach and measure the matcher", django=False),
    "statutes": Command("compile laws to penalty provisions, as JSON lines", django=False),
    "packs": Command("load and verify the dated data of law and county"),
    "authority": Command("prove who holds which power, and ask it for any day"),
    "catalogue": Command("import and export lists of matters as departments have them"),
    "exchange": Command("make, list and revoke keys of source systems"),
    "trail": Command("verify and export the trail"),
    "receipts": Command("import receipts of paid fines from a file of the bank or the Treasury"),
    "jobs": Command("run the job process: outbox, sealing, deadlines", module="zhifa.interfaces.jobs.command"),
    "backup": Command("write database, evidence and documents into one archive"),
    "restore": Command("put an archive of zhifa backup into an empty installation and verify it"),
    "run": Command("prepare the database and run web and job processes as one tree", django=False),
    "clock": Command("show or set the clock of a demonstration"),
    "simulate": Command("play a day of the county against a running installation", django=False, module="zhifa.simulator.command"),
    "manage": Command("Django's own commands: zhifa manage migrate …", django=False),
}


def parser_for(asked: str | None) -> argparse.ArgumentParser:
    """The whole parser, with only the asked subcommand's module imported; the others stand as names with their help."""
    parser = argparse.ArgumentParser(prog="zhifa", description="执法一张网 · one county's administrative enforcement")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="command")
    for name, command in COMMANDS.items():
        if name != asked:
            subparsers.add_parser(name, help=command.help)
            continue
        if command.django:
            ready_django()
        import_module(command.module or f"zhifa.interfaces.cli.{name}").register(subparsers)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code of the subcommand; 2 for a wrong command line, 1 with one sentence where the database does not fit."""
    words = list(sys.argv[1:] if argv is None else argv)
    asked = words[0] if words and words[0] in COMMANDS else None
    arguments = parser_for(asked).parse_args(words)
    try:
        code: int | None = arguments.run(arguments)
    except Exception as error:
        said = of_the_database(error)
        if not said:
            raise
        print(f"zhifa: {said}", file=sys.stderr)
        return 1
    return code or 0


def of_the_database(error: Exception) -> str:
    """What to do when the database's tables are not this program's; "" for any other error."""
    if "django" not in sys.modules:
        return ""
    fitting = import_module("zhifa.interfaces.cli.fitting")
    return str(fitting.told(error)) if isinstance(error, fitting.WRONG) else ""


if __name__ == "__main__":
    sys.exit(main())
