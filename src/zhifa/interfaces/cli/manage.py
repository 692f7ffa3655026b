"""`zhifa manage …`: Django's commands under our settings."""

from __future__ import annotations

import argparse
from typing import Any

from zhifa.interfaces.cli.start import ready_django


def register(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Takes the rest of the line as it stands, so that Django's own options and help work."""
    parser = subparsers.add_parser("manage", help="Django's own commands", add_help=False)
    parser.add_argument("words", nargs=argparse.REMAINDER)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Runs one Django command."""
    ready_django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["zhifa manage", *arguments.words])
    return 0
