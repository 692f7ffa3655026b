"""`zhifa packs propose --effective DAY`: what a newer edition of the packs says otherwise, as catalogue changes."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import Any

from zhifa.apps.adjustments import queries, services
from zhifa.interfaces.frame import acting, clock


def register(actions: argparse._SubParsersAction[Any]) -> None:
    """Adds `propose`."""
    proposing = actions.add_parser("propose", help="put what a newer edition proposes into catalogue changes (drafts)")
    proposing.add_argument("--effective", type=date.fromisoformat, metavar="DAY", required=True, help="first day on which it shall hold")
    proposing.set_defaults(run=propose)


def propose(arguments: argparse.Namespace) -> int:
    """One draft for every 300 items, and what is no change of the catalogue; 1 when nothing waits."""
    made = 0
    while queries.open_editions(acting.SYSTEM, arguments.effective).items:
        change = services.change_from_editions(by=acting.SYSTEM, at=clock.now(), effective_on=arguments.effective)
        print(f"{change.code}: {change.title}，{change.items.count()} 项")
        made += 1
    for table, count in queries.open_editions(acting.SYSTEM, arguments.effective).left.items():
        print(f"  不属于目录调整：{table} {count} 处")
    if not made:
        print("packs: no difference waits for a catalogue change", file=sys.stderr)
    return 0 if made else 1
