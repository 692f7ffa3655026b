"""`zhifa restore FILE`: an archive of `zhifa backup` into an installation that holds nothing yet, then the trail is verified."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from zhifa.apps.trail import verification
from zhifa.interfaces.cli import archive

SHOWN = 20


def register(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Adds the parser."""
    parser = subparsers.add_parser("restore", help="put an archive of zhifa backup into an empty installation and verify it")
    parser.add_argument("file", type=Path)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """0: everything is as it was recorded; 1: refused, or the trail names a difference."""
    began = time.monotonic()
    try:
        manifest = take(arguments.file)
    except (archive.Refused, OSError) as error:
        print(f"zhifa restore: {error}", file=sys.stderr)
        return 1
    print(f"restored: {len(manifest.files)} files, the state of {manifest.made_at}, in {time.monotonic() - began:.1f} s", flush=True)
    counts = verification.Counts()
    problems = list(verification.verify(counts, files=True, anchor_files=[Path(settings.TRAIL_ANCHORS)]))
    for problem in problems[:SHOWN]:
        print(problem)
    said = f"{len(problems)} problems" if problems else "nothing was changed"
    print(f"{counts.records} records, {counts.rows} rows, {counts.files} files: {said}")
    return 1 if problems else 0


def take(file: Path) -> archive.Manifest:
    """Raises Refused before anything is changed: the target holds something, the archive is not whole, or it is not for this
    program."""
    Path(settings.VAR).mkdir(parents=True, exist_ok=True)  # of a new machine: SQLite opens nothing where no folder is
    require_empty()
    room = Path(tempfile.mkdtemp(prefix="restore-", dir=settings.VAR))
    try:
        manifest = archive.unpack(file, room)
        require_fitting(manifest)
        archive.load(room / archive.database_member())
        for name, folder in archive.folders().items():
            if (room / name).is_dir():
                shutil.copytree(room / name, folder, dirs_exist_ok=True)
        if (room / "anchors.txt").is_file():
            shutil.copyfile(room / "anchors.txt", settings.TRAIL_ANCHORS)
    finally:
        shutil.rmtree(room, ignore_errors=True)
    return manifest


def require_empty() -> None:
    """No table, no file."""
    if connection.introspection.table_names():
        raise archive.Refused(f"the database {connection.settings_dict['NAME']} is not empty")
    for folder in archive.folders().values():
        if next(archive.files_of(folder), None):
            raise archive.Refused(f"{folder} is not empty")


def require_fitting(manifest: archive.Manifest) -> None:
    """The same kind of database, and no migration that this program does not know."""
    if manifest.vendor != connection.vendor:
        raise archive.Refused(f"the archive is of {manifest.vendor}, this installation uses {connection.vendor}")
    if manifest.tenant != settings.ZHIFA_TENANT:
        raise archive.Refused(f"the archive is of county {manifest.tenant}, this installation is of {settings.ZHIFA_TENANT}")
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    newer = sorted(set(manifest.migrations) - known)
    if newer:
        raise archive.Refused(f"the archive is of a newer program: {', '.join(newer[:5])}")
