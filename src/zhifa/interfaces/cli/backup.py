"""`zhifa backup FILE`: database, evidence and documents in one archive, while the installation goes on."""

from __future__ import annotations

import argparse
import shutil
import sys
import tarfile
import tempfile
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from zhifa.interfaces.cli import archive
from zhifa.interfaces.frame import clock


def register(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Adds the parser."""
    parser = subparsers.add_parser("backup", help="write database, evidence and documents into one archive while the installation goes on")
    parser.add_argument("file", type=Path, help="where to (tar); an existing file is refused")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """0: written and whole."""
    began = time.monotonic()
    try:
        made = write(arguments.file)
    except (archive.Refused, OSError) as error:
        print(f"zhifa backup: {error}", file=sys.stderr)
        return 1
    size = arguments.file.stat().st_size / 1e6
    print(f"written: {arguments.file} ({len(made.files)} files, {size:.1f} MB) in {time.monotonic() - began:.1f} s")
    return 0


def write(file: Path) -> archive.Manifest:
    """Beside the target first, so that a broken backup never looks whole. Raises Refused, OSError.

    The database comes first: a file is stored before the row that names it, so whatever the copy names is still to be copied."""
    if file.exists():
        raise archive.Refused(f"{file} exists already")
    file.parent.mkdir(parents=True, exist_ok=True)
    part, room = file.with_name(file.name + ".part"), Path(tempfile.mkdtemp(prefix="backup-", dir=settings.VAR))
    try:
        files: dict[str, list[Any]] = {}
        with tarfile.open(part, "w:") as made:
            copy = room / archive.database_member()
            archive.dump(copy)
            archive.add(made, copy, copy.name, files)
            for name, folder in archive.folders().items():
                for path in archive.files_of(folder):
                    archive.add(made, path, f"{name}/{path.relative_to(folder)}", files)
            if Path(settings.TRAIL_ANCHORS).is_file():
                kept = room / "anchors.txt"
                shutil.copyfile(settings.TRAIL_ANCHORS, kept)
                archive.add(made, kept, kept.name, files)
            at = clock.now().isoformat()
            manifest = archive.Manifest(archive.FORMAT, at, settings.ZHIFA_TENANT, connection.vendor, archive.applied(), files)
            archive.add_bytes(made, manifest.text(), archive.MANIFEST)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
        shutil.rmtree(room, ignore_errors=True)
    return manifest
