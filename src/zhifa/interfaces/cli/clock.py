"""`zhifa clock show | set | rate | reset`: the clock of a demonstration, shared by all its processes."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from typing import Any

from zhifa.interfaces.frame import clock


def register(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Adds `clock` with its four actions."""
    parser = subparsers.add_parser("clock", help="show or set the clock of a demonstration")
    actions = parser.add_subparsers(dest="action", required=True, metavar="action")
    actions.add_parser("show", help="what acts are recorded with now").set_defaults(run=run_show)
    setting = actions.add_parser("set", help="go on from this instant")
    setting.add_argument("start", type=instant, help="with or without zone: 2026-09-01T08:00 is county time")
    setting.add_argument("--rate", type=float, default=1, help="how many times as fast as the machine's (0: it stands)")
    setting.set_defaults(run=lambda a: changed(a.start, a.rate))
    pace = actions.add_parser("rate", help="go on from now at another pace")
    pace.add_argument("rate", type=float)
    pace.set_defaults(run=lambda a: changed(None, a.rate))
    actions.add_parser("reset", help="back to the machine's time").set_defaults(run=run_reset)


def instant(text: str) -> datetime:
    """ISO 8601; without a zone it is county time."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"an instant looks like 2026-09-01T08:00, got {text!r}") from error
    return found if found.tzinfo else found.replace(tzinfo=clock.ZONE)


def run_show(arguments: argparse.Namespace) -> int:
    """One line."""
    demo = clock.demo_clock()
    pace = f"demonstration clock, {demo.rate:g} times as fast" if demo else "the machine's time"
    print(f"{clock.now().astimezone(clock.ZONE).isoformat(timespec='seconds')}  ({pace})")
    return 0


def changed(start: datetime | None, rate: float) -> int:
    """0; 1 outside demonstration mode, 2 for a pace that cannot be."""
    try:
        clock.set_demo_clock(start, rate)
    except clock.ClockRefused as refused:
        print(f"zhifa: {refused}", file=sys.stderr)
        return 1
    except ValueError as wrong:
        print(f"zhifa: {wrong}", file=sys.stderr)
        return 2
    return run_show(argparse.Namespace())


def run_reset(arguments: argparse.Namespace) -> int:
    """Also when none was set."""
    clock.reset_demo_clock()
    return run_show(arguments)
