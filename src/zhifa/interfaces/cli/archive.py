"""One archive of an installation: database, evidence, documents, anchors, and a manifest with the hash of each."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

MANIFEST = "manifest.json"
FORMAT = 1
BLOCK = 1 << 20


class Refused(Exception):
    """The archive cannot be made or taken; the text says why."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """`vendor`: sqlite or postgresql; `migrations`: app.name, as applied; `files`: name in the archive → [sha256, bytes]."""

    format: int
    made_at: str
    tenant: str
    vendor: str
    migrations: list[str]
    files: dict[str, list[Any]]

    def text(self) -> bytes:
        """JSON, as it stands in the archive."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def folders() -> dict[str, Path]:
    """Name in the archive → folder of the installation."""
    places = {
        "evidence": settings.EVIDENCE_ROOT,
        "documents": settings.DOCUMENT_ROOT,
        "imports": settings.IMPORT_ROOT,
        "calendar": settings.CALENDAR_ROOT,
    }
    return {name: Path(place) for name, place in places.items()}


def database_member() -> str:
    """Name of the database in an archive of this installation."""
    return {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}[connection.vendor]


def files_of(folder: Path) -> Iterator[Path]:
    """Whole files; what is still being written has another ending."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.endswith(".part"))


def applied() -> list[str]:
    """Migrations of this database; none in an empty one."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def dump(to: Path) -> None:
    """One consistent state of the database while others go on writing."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(to)])
        return
    program("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={to}")


def load(source: Path) -> None:
    """Into an empty database, all or nothing."""
    if connection.vendor == "sqlite":
        place = Path(str(connection.settings_dict["NAME"]))
        connection.close()
        for left in (place, place.with_name(place.name + "-wal"), place.with_name(place.name + "-shm")):
            left.unlink(missing_ok=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        source.replace(place)
        return
    name = str(connection.settings_dict["NAME"])
    program("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", f"--dbname={name}", str(source))


def program(*words: str) -> None:
    """A program of PostgreSQL on our database. Raises Refused with what it said."""
    known = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    environment = {variable: str(known[name]) for variable, name in names.items() if known.get(name)}
    try:
        done = subprocess.run(words, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise Refused(f"{words[0]} is not on the path: install the client programs of PostgreSQL") from error
    if done.returncode:
        raise Refused(f"{words[0]}: {done.stderr.strip()}")


def hash_of(path: Path) -> str:
    """SHA-256 in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def add(archive: tarfile.TarFile, path: Path, name: str, files: dict[str, list[Any]]) -> None:
    """One file, noted with its hash. Files here never change once they have their name."""
    archive.add(path, name, recursive=False)
    files[name] = [hash_of(path), path.stat().st_size]


def add_bytes(archive: tarfile.TarFile, content: bytes, name: str) -> None:
    """A member made of bytes."""
    member = tarfile.TarInfo(name)
    member.size = len(content)
    archive.addfile(member, BytesIO(content))


def unpack(file: Path, to: Path) -> Manifest:
    """Every file in its place under `to`, compared with the manifest. Raises Refused; nothing outside `to` is touched."""
    try:
        with tarfile.open(file, "r:") as archive:
            for member in archive:
                _place(archive, member, to)
        manifest = Manifest(**json.loads((to / MANIFEST).read_text()))
    except (OSError, tarfile.TarError, ValueError, TypeError) as error:
        raise Refused(f"{file} is no whole archive of zhifa: {error}") from error
    if manifest.format != FORMAT:
        raise Refused(f"{file} has format {manifest.format}, this program reads {FORMAT}")
    wrong = differing(manifest.files, to)
    if wrong:
        raise Refused(f"{file} is damaged: {', '.join(wrong[:5])}")
    return manifest


def _place(archive: tarfile.TarFile, member: tarfile.TarInfo, to: Path) -> None:
    """A plain file whose name stays inside; raises TarError for anything else. By hand: the first releases of Python 3.11, which stable
    systems still have, know no safe extraction."""
    name = PurePosixPath(member.name)
    if not member.isreg() or name.is_absolute() or ".." in name.parts:
        raise tarfile.TarError(f"{member.name} is no plain file inside it")
    content, place = archive.extractfile(member), to / name
    assert content is not None, "a regular file has bytes"
    place.parent.mkdir(parents=True, exist_ok=True)
    with content, place.open("xb") as made:
        shutil.copyfileobj(content, made)
    place.chmod(member.mode & 0o755)


def differing(files: Mapping[str, Sequence[Any]], to: Path) -> list[str]:
    """Names whose bytes are missing, more, or not those of the manifest."""
    here = {str(path.relative_to(to)) for path in files_of(to)} - {MANIFEST}
    return sorted((here ^ files.keys()) | {name for name in here & files.keys() if hash_of(to / name) != files[name][0]})
