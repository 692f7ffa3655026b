"""What must be true before the processes start: tables, packs, static files. Each is done only when it is not true yet."""

from __future__ import annotations

import contextlib
import hashlib
import io
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connections

from zhifa.apps.accounts import queries as accounts
from zhifa.apps.accounts.services import create_demonstration_accounts
from zhifa.apps.registry import queries as registry
from zhifa.interfaces.cli import fitting
from zhifa.interfaces.cli import main as cli
from zhifa.interfaces.frame import acting, clock, health


class NotPrepared(Exception):
    """A step failed; the text says which."""


def prepare() -> None:
    """Runs the steps in order and leaves no database connection behind for the child processes."""
    for folder in (settings.VAR, settings.EVIDENCE_ROOT, settings.DOCUMENT_ROOT):
        Path(folder).mkdir(parents=True, exist_ok=True)
    if said := fitting.foreign():
        raise NotPrepared(said)
    step("database", not health.migrated(), lambda: call_command("migrate", verbosity=0, interactive=False))
    if said := fitting.misfit():
        raise NotPrepared(said)
    packs = f"{digest_of(pack_files())} {connections['default'].settings_dict['NAME']}"
    step("packs", stamp("packs") != packs or not registry.editions(), load_packs, ("packs", packs))
    step("demonstration accounts", settings.DEMO and not accounts.demonstration_accounts(), open_accounts)
    files = digest_of(static_files())
    stale = stamp("static") != files or not Path(settings.STATIC_ROOT).is_dir()
    step("static files", stale, lambda: call_command("collectstatic", verbosity=0, interactive=False, clear=True), ("static", files))
    connections.close_all()


def step(title: str, needed: bool, act: Callable[[], object], done: tuple[str, str] | None = None) -> None:
    """Shows the step and its seconds when it is needed and remembers what it was made from."""
    if not needed:
        return
    start = time.monotonic()
    print(f"  {title} …", end="", flush=True)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        act()
    print(f" {time.monotonic() - start:.1f} s", flush=True)
    for line in said.getvalue().splitlines():
        print(f"    {line}", flush=True)
    if done:
        place = Path(settings.VAR) / "stamps" / f"run-{done[0]}"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(done[1])


def stamp(name: str) -> str:
    """What the step was made from the last time."""
    place = Path(settings.VAR) / "stamps" / f"run-{name}"
    return place.read_text() if place.is_file() else ""


def load_packs() -> None:
    """`zhifa packs load` with the configured layers."""
    if cli.main(["packs", "load"]):
        raise NotPrepared("packs could not be loaded")


def open_accounts() -> None:
    """For the people of the demo layer."""
    create_demonstration_accounts(by=acting.SYSTEM, at=clock.now())


def pack_files() -> list[Path]:
    """Every data file of the packs."""
    return [path for path in (Path(settings.PACKAGE) / "packs").rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def static_files() -> list[Path]:
    """Every file that collectstatic would take."""
    return [Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])]


def digest_of(files: Iterable[Path]) -> str:
    """One hash over names and contents."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(str(path).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
