"""`zhifa simulate`: play a day against a running installation and account for every event."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from zhifa.packs.reading import PackError
from zhifa.simulator.calling import Astray, Broken
from zhifa.simulator.county import read_county
from zhifa.simulator.playing import PASSWORD, Played, Wish, play

SHOWN = 30


def register(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Adds the parser."""
    parser = subparsers.add_parser("simulate", help="play a day of the county against a running installation in demonstration mode")
    parser.add_argument("--base-url", default="http://127.0.0.1:8000")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same day")
    parser.add_argument("--incidents", type=int, default=300)
    pace = parser.add_mutually_exclusive_group()
    pace.add_argument("--speed", type=float, default=60, help="times the machine's pace (60: a day in 24 minutes)")
    pace.add_argument("--fast", action="store_true", help="as fast as it goes: the clock jumps from event to event")
    parser.add_argument("--start", type=instant, help="with zone; default: the next full hour of the installation's clock")
    parser.add_argument("--hour", type=int, choices=range(24), help="start when it is next so many o'clock there")
    parser.add_argument("--hours", type=int, default=24, help="in which reports come")
    parser.add_argument("--after", type=int, default=30, help="hours beyond them to finish what is open")
    parser.add_argument("--weeks", type=int, default=5, help="after that, in which the clock jumps: periods run out, money arrives")
    parser.add_argument("--packs", default="cn,zhejiang,chunan,demo", help="layers of the county, lowest first")
    parser.add_argument("--password", default=PASSWORD, help="of the demonstration accounts")
    parser.add_argument("--board", type=Path, help="file that shows the state while it is played and the reckoning at the end (JSON)")
    parser.add_argument("--pace", type=Path, help='file that says how fast, read again when it changes: {"speed": 60}; 0 jumps, -1 waits')
    parser.set_defaults(run=run)


def instant(text: str) -> datetime:
    """ISO 8601 with a zone."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"an instant looks like 2026-09-01T06:00+08:00, got {text!r}") from error
    if found.tzinfo is None:
        raise argparse.ArgumentTypeError("the instant needs its zone: 2026-09-01T06:00+08:00")
    return found


def run(arguments: argparse.Namespace) -> int:
    """0 when every event is accounted for, 1 when one is not, 2 when the installation cannot be used."""
    speed = 0 if arguments.fast else arguments.speed
    wish = Wish(
        arguments.base_url, arguments.seed, arguments.incidents, speed, arguments.start, arguments.hour, arguments.hours, arguments.after,
        arguments.weeks, password=arguments.password, board=arguments.board, pace=arguments.pace,
    )  # fmt: skip
    try:
        played = play(wish, read_county(arguments.packs.split(",")), lambda line: print(line, flush=True))
    except (Broken, Astray, PackError) as error:
        print(f"zhifa simulate: {error}", file=sys.stderr)
        return 2
    show(played)
    return 1 if played.reckoning.wrong else 0


def show(played: Played) -> None:
    """The table, and what does not add up."""
    for table in played.reckoning.tables:
        print("\n".join(["", *table.lines()]))
    pace = f"{played.sent / played.seconds:.1f} events/s, {played.requests / played.seconds:.1f} requests/s"
    print(f"{played.sent} events, {played.requests} requests in {played.seconds:.1f} s: {pace}")
    wrong = played.reckoning.wrong
    if wrong:
        print("\n".join([f"\nNOT ACCOUNTED FOR ({len(wrong)}):", *wrong[:SHOWN]]), file=sys.stderr)
    else:
        print("every event is accounted for exactly once")
