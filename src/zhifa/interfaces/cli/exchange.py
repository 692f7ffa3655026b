"""`zhifa exchange token new SOURCE`: keys of source systems."""

from __future__ import annotations

import argparse
import sys
from datetime import timedelta
from typing import Any

from zhifa.apps.exchange import queries, services
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.frame import acting, clock


def register(subparsers: argparse._SubParsersAction[Any]) -> None:
    """exchange token new|list|revoke."""
    parser = subparsers.add_parser("exchange", help="keys of source systems")
    token = (
        parser.add_subparsers(required=True, metavar="what").add_parser("token", help="keys").add_subparsers(required=True, metavar="act")
    )
    new = token.add_parser("new", help="make a key and print it once")
    new.add_argument("source", help="code of the source system, e.g. hotline-12345")
    new.add_argument("--name", default="", help="what people call it")
    new.add_argument("--scopes", default="incidents,media", help="comma separated (default incidents,media)")
    new.add_argument("--days", type=int, help="how long it is valid (default: until revoked)")
    new.set_defaults(run=run_new)
    token.add_parser("list", help="all keys ever given").set_defaults(run=run_list)
    revoke = token.add_parser("revoke", help="take a key back")
    revoke.add_argument("id")
    revoke.set_defaults(run=run_revoke)


def run_new(arguments: argparse.Namespace) -> int:
    """Prints the token alone on standard output."""
    at = clock.now()
    until = at + timedelta(days=arguments.days) if arguments.days else None
    try:
        token = services.issue_token(
            by=acting.SYSTEM, at=at, source=arguments.source, name=arguments.name, scopes=arguments.scopes.split(","), until=until
        )
    except Invalid as refused:
        print(f"zhifa: {refused}", file=sys.stderr)
        return 2
    print(token)
    print("keep it: only its hash is stored", file=sys.stderr)
    return 0


def run_list(arguments: argparse.Namespace) -> int:
    """One key a line."""
    for row in queries.tokens():
        state = f"revoked {row.revoked_at:%F}" if row.revoked_at else f"until {row.until:%F}" if row.until else "open"
        print(f"{row.id}  {row.source:<20} {row.hint}  {','.join(row.scopes)}  since {row.since:%F}  {state}  {row.name}")
    return 0


def run_revoke(arguments: argparse.Namespace) -> int:
    """0 also when it was revoked before."""
    services.revoke_token(by=acting.SYSTEM, at=clock.now(), token_id=arguments.id)
    return 0
