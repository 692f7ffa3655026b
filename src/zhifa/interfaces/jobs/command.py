"""`zhifa jobs`: run the job process, or look at what it does."""

from __future__ import annotations

import argparse
import signal
import sys
from types import FrameType
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError

from zhifa.apps.outbox import leases, queries, services
from zhifa.apps.trail import queries as trail
from zhifa.interfaces.frame import acting, clock, memory
from zhifa.interfaces.jobs.process import Process


def register(subparsers: argparse._SubParsersAction[Any]) -> None:
    """jobs, jobs status, jobs revive."""
    parser = subparsers.add_parser("jobs", help="run the job process: outbox, sealing, deadlines")
    parser.add_argument("--workers", type=int, help="threads that run jobs (default: 1 on SQLite, 2 on PostgreSQL)")
    parser.add_argument("--lease", type=float, default=leases.LEASE, help="seconds after which a silent worker's job is given away")
    parser.set_defaults(run=run)
    acts = parser.add_subparsers(metavar="act")
    acts.add_parser("status", help="what waits, what died; exit code 1 when something died or fails").set_defaults(run=run_status)
    revive = acts.add_parser("revive", help="give a dead job a new set of attempts")
    revive.add_argument("id")
    revive.set_defaults(run=run_revive)


def run(arguments: argparse.Namespace) -> int:
    """Until SIGTERM or Ctrl-C."""
    process = Process(lease=arguments.lease, workers=arguments.workers)

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        process.stop.set()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    memory.settle()
    process.run()
    return 0


def run_status(arguments: argparse.Namespace) -> int:
    """One line of numbers, then the dead and the failing."""
    load = queries.load()
    since = f", oldest since {load.oldest_since:%F %T}" if load.oldest_since else ""
    print(f"ready {load.ready}{since} · running {load.running} · done {load.done} · dead {load.dead}")
    for dead in queries.dead_jobs():
        print(f"dead    {dead.id}  {dead.name}  {dead.attempts} attempts  {dead.error}")
    for name in load.failing_ticks:
        print(f"failing {name}")
    stuck = [reader for reader in trail.readers() if reader.failures]
    for reader in stuck:
        print(f"stuck   {reader.name} at ledger entry {reader.number + 1} of {reader.end}: {reader.error.strip().splitlines()[-1]}")
    return 1 if load.dead or load.failing_ticks or stuck else 0


def run_revive(arguments: argparse.Namespace) -> int:
    """0 when the job waits again."""
    try:
        services.revive(by=acting.SYSTEM, at=clock.now(), job_id=arguments.id)
    except (ObjectDoesNotExist, ValidationError) as missing:
        print(f"zhifa: {missing}", file=sys.stderr)
        return 1
    return 0
