"""`zhifa run`: prepares the installation, starts web and job processes, prints where it is and who can log in."""

from __future__ import annotations

import argparse
import http.client
import os
import socket
import ssl
import sys
import textwrap
import time
from typing import Any

from zhifa.interfaces.cli.processes import Child, Tree
from zhifa.interfaces.cli.start import ready_django

READY_WITHIN = 60.0


class Taken(Exception):
    """Somebody else listens there."""


def register(subparsers: argparse._SubParsersAction[Any]) -> None:
    """HOST and PORT of the environment are the defaults."""
    parser = subparsers.add_parser("run", help="prepare and run everything")
    parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1", help="address to listen on (HOST)")
    parser.add_argument("--port", type=port_number, default=os.environ.get("PORT") or "8000", help="port (PORT)")
    parser.add_argument("--workers", type=int, default=2, help="web processes (default 2)")
    parser.add_argument("--prepare", action="store_true", help="prepare only: tables, packs, static files")
    parser.set_defaults(run=run)


def port_number(text: str) -> int:
    """1 to 65535."""
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, got {text!r}")
    return int(text)


def require_free(host: str, port: int) -> None:
    """Raises `Taken`. The web server binds with SO_REUSEPORT: without this look two installations would share one port in silence."""
    try:
        places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        raise Taken(f"HOST={host} is no address of this machine: {error.strerror}") from error
    family, kind, protocol, _, address = places[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            hint = "Is another start still running? Choose another: make run PORT=8001"
            raise Taken(f"cannot listen on {host}:{port}: {error.strerror}. {hint}") from error


def run(arguments: argparse.Namespace) -> int:
    """0 after a clean stop, 1 when something did not start or ended by itself."""
    started = time.monotonic()
    try:
        if not arguments.prepare:
            require_free(arguments.host, arguments.port)
    except Taken as taken:
        print(f"zhifa: {taken}", file=sys.stderr)
        return 1
    ready_django()
    from zhifa.interfaces.cli import preparing

    print("zhifa start", flush=True)
    try:
        preparing.prepare()
    except preparing.NotPrepared as failure:
        print(f"zhifa: {failure}", file=sys.stderr)
        return 1
    return 0 if arguments.prepare else serve(arguments, started)


def serve(arguments: argparse.Namespace, started: float) -> int:
    """Runs the tree until it is told to stop."""
    tree = Tree([Child("web", web_words(arguments), again=False), *jobs(), *on_order(arguments)])
    tree.start()
    try:
        if not answers(tree, arguments):
            return 0 if tree.stopping else 1
        print(greeting(arguments, time.monotonic() - started), flush=True)
        return tree.watch()
    finally:
        tree.stop()


def jobs() -> list[Child]:
    """One job process on SQLite, which has one writer; on PostgreSQL two of one worker each, so that two processors share a long import."""
    from django.db import connection

    words = [*itself(), "jobs"]
    if connection.vendor == "sqlite":
        return [Child("jobs", words, again=True)]
    return [Child(f"jobs-{n}", [*words, "--workers", "1"], again=True) for n in (1, 2)]


def on_order(arguments: argparse.Namespace) -> list[Child]:
    """In a demonstration: the day that the front page may order."""
    from django.conf import settings

    from zhifa.interfaces.cli.replaying import Replay

    scheme = "https" if tls() else "http"
    return [Replay(itself(), f"{scheme}://{own_address(arguments)}:{arguments.port}")] if settings.DEMO else []


def own_address(arguments: argparse.Namespace) -> str:
    """The address at which this machine reaches its own web process."""
    address = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(arguments.host, arguments.host)
    return f"[{address}]" if ":" in address else str(address)


def itself() -> list[str]:
    """This command, under the same Python."""
    return [sys.executable, "-m", "zhifa.interfaces.cli.main"]


def web_words(arguments: argparse.Namespace) -> list[str]:
    """granian's command line. SQLite has one writer: more threads would only queue (2 per process); PostgreSQL gets 4."""
    from django.db import connection

    words = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"]
    words += ["--host", arguments.host, "--port", str(arguments.port), "--workers", str(arguments.workers)]
    words += ["--blocking-threads", "2" if connection.vendor == "sqlite" else "4"]
    words += ["--respawn-failed-workers", "--workers-kill-timeout", "5"]
    if tls():
        words += ["--ssl-certificate", os.environ["ZHIFA_TLS_CERTIFICATE"], "--ssl-keyfile", os.environ["ZHIFA_TLS_KEY"]]
    return [*words, "zhifa.conf.wsgi:application"]


def tls() -> bool:
    """Whether the web process itself speaks TLS."""
    return bool(os.environ.get("ZHIFA_TLS_CERTIFICATE") and os.environ.get("ZHIFA_TLS_KEY"))


def answers(tree: Tree, arguments: argparse.Namespace) -> bool:
    """Waits for /healthz; False when a process ended, a stop was asked for, or it takes too long (then with what is missing)."""
    end, said = time.monotonic() + READY_WITHIN, "no answer"
    while tree.alive() and time.monotonic() < end:
        status, said = health(arguments)
        if status == 200:
            return True
        time.sleep(0.1)
    if not tree.stopping:
        print(f"zhifa: not ready: {said}", file=sys.stderr)
    return False


def health(arguments: argparse.Namespace) -> tuple[int, str]:
    """Status (0: nobody answers yet) and body of /healthz."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(arguments.host, arguments.host)
    if tls():
        # Our own process on our own machine, whose certificate names the public host.
        link: http.client.HTTPConnection = http.client.HTTPSConnection(
            host, arguments.port, timeout=5, context=ssl._create_unverified_context()
        )
    else:
        link = http.client.HTTPConnection(host, arguments.port, timeout=5)
    try:
        link.request("GET", "/healthz", headers={"Host": own_host()})
        answer = link.getresponse()
        return answer.status, answer.read().decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        return 0, str(error)
    finally:
        link.close()


def own_host() -> str:
    """A name that ALLOWED_HOSTS accepts."""
    from django.conf import settings

    return next((host.lstrip(".") for host in settings.ALLOWED_HOSTS if host != "*"), "localhost")


def greeting(arguments: argparse.Namespace, seconds: float) -> str:
    """Address and, in demonstration mode, who can log in."""
    from django.conf import settings

    scheme = "https" if tls() else "http"
    lines = [f"ready in {seconds:.1f} s: {scheme}://{arguments.host}:{arguments.port}/   (Ctrl-C stops)"]
    if settings.DEMO:
        lines += demonstration_lines()
        lines.append(f"see a county work: press the button on {scheme}://{arguments.host}:{arguments.port}/ (or zhifa simulate --help)")
    return "\n".join(lines)


def demonstration_lines() -> list[str]:
    """Who can log in, by duty: where they work, and their names."""
    from zhifa.apps.accounts import queries
    from zhifa.law.actors import ROLE_LABELS

    accounts = queries.demonstration_accounts()
    duties: dict[tuple[str, str], list[str]] = {}
    for account in accounts:
        label = "、".join(ROLE_LABELS[role] for role in sorted(account.roles))
        duties.setdefault((account.home, label), []).append(account.username)
    passwords = "、".join(sorted({account.password for account in accounts}))
    lines = [f"demonstration accounts (password {passwords}):"] if accounts else []
    for (home, label), names in duties.items():
        lines += textwrap.wrap(
            f"{home} {label}: {' '.join(names)}", 110, initial_indent="  ", subsequent_indent="      ", break_on_hyphens=False
        )
    return lines
