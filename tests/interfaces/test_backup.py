"""A backup taken while the installation runs is a whole installation again, and what is not whole is refused before anything changes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from tests.county import who
from zhifa.apps.evidence import services as evidence
from zhifa.apps.trail.models import Record
from zhifa.interfaces.cli import archive, backup, restore
from zhifa.interfaces.cli import main as cli
from zhifa.simulator.pictures import picture

COMMAND = [sys.executable, "-m", "zhifa.interfaces.cli.main"]


@pytest.fixture
def house(transactional_db: None, county: None, tmp_path: Path, settings: Any, at: datetime) -> Path:
    """An installation with the county, a picture and an anchor file."""
    settings.VAR, settings.EVIDENCE_ROOT, settings.DOCUMENT_ROOT = tmp_path, tmp_path / "evidence", tmp_path / "documents"
    settings.IMPORT_ROOT, settings.TRAIL_ANCHORS = tmp_path / "imports", tmp_path / "anchors.txt"
    settings.CALENDAR_ROOT = tmp_path / "calendar"
    evidence.store(by=who("weiping-officer-1"), at=at, content=picture(Random(1)), name="a.png", kind="photo", subject_id=uuid4())
    (tmp_path / "evidence" / "half.part").write_bytes(b"still being written")
    return tmp_path


@pytest.fixture
def target(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Environment of another installation, on a machine without any of its folders, with an empty database of the same kind."""
    var = tmp_path / "other"
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    if connection.vendor == "sqlite":
        yield {**kept, "ZHIFA_VAR": str(var), "ZHIFA_DATABASE": f"sqlite:///{var / 'zhifa.sqlite3'}"}
        return
    known, name = connection.settings_dict, f"restored_{uuid4().hex[:8]}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield {**kept, "ZHIFA_VAR": str(var), "ZHIFA_DATABASE": f"postgresql://{known['USER']}@/{name}?host={known['HOST']}"}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *words], env=environment, capture_output=True, text=True, check=False)


def test_a_backup_becomes_the_same_installation_once(house: Path, target: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    file, records = house / "backups" / "night.tar", Record.objects.count()
    assert cli.main(["backup", str(file)]) == 0
    assert "written:" in capsys.readouterr().out
    with tarfile.open(file) as made:
        names = made.getnames()
    assert names[0] == archive.database_member()
    assert names[-1] == "manifest.json"
    assert sum(name.startswith("evidence/") for name in names) == 1
    done = run(target, "restore", str(file))
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{records} records" in done.stdout
    assert "1 files: nothing was changed" in done.stdout
    assert cli.main(["backup", str(file)]) == 1
    assert "exists already" in capsys.readouterr().err
    assert not [path for path in house.iterdir() if path.name.startswith("backup-")]


def test_an_installation_that_holds_something_is_not_overwritten(house: Path) -> None:
    with pytest.raises(archive.Refused, match="is not empty"):
        restore.require_empty()


def test_a_folder_that_holds_something_is_not_overwritten(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(connection.introspection, "table_names", list)
        with pytest.raises(archive.Refused, match="evidence is not empty"):
            restore.require_empty()


def packed(folder: Path, files: dict[str, bytes], manifest: dict[str, Any] | None = None) -> Path:
    """An archive with these members and a manifest that fits, but for `manifest`."""
    file = folder / "made.tar"
    with tarfile.open(file, "w:") as made:
        for name, content in files.items():
            archive.add_bytes(made, content, name)
        hashes = {name: [archive.hashlib.sha256(content).hexdigest(), len(content)] for name, content in files.items()}
        whole = {"format": 1, "made_at": "x", "tenant": "330127", "vendor": connection.vendor, "migrations": [], "files": hashes}
        archive.add_bytes(made, json.dumps({**whole, **(manifest or {})}).encode(), archive.MANIFEST)
    return file


def test_a_whole_archive_is_unpacked(tmp_path: Path) -> None:
    found = archive.unpack(packed(tmp_path, {"evidence/aa/a": b"picture"}), tmp_path / "to")
    assert found.files.keys() == {"evidence/aa/a"}
    assert (tmp_path / "to" / "evidence/aa/a").read_bytes() == b"picture"


@pytest.mark.parametrize("name", ["../outside", "/outside", "evidence/../../outside"])
def test_nothing_is_written_outside_of_the_place(tmp_path: Path, name: str) -> None:
    with pytest.raises(archive.Refused, match="no plain file inside"):
        archive.unpack(packed(tmp_path, {name: b"x"}), tmp_path / "to")
    assert not list(tmp_path.rglob("outside"))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_only_plain_files_are_taken(tmp_path: Path, kind: bytes) -> None:
    file = tmp_path / "made.tar"
    with tarfile.open(file, "w:") as made:
        member = tarfile.TarInfo("evidence/a")
        member.type, member.linkname = kind, "/etc/passwd"
        made.addfile(member)
    with pytest.raises(archive.Refused, match="no plain file inside"):
        archive.unpack(file, tmp_path / "to")


def test_a_name_that_comes_twice_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "made.tar"
    with tarfile.open(file, "w:") as made:
        archive.add_bytes(made, b"one", "evidence/a")
        archive.add_bytes(made, b"two", "evidence/a")
    with pytest.raises(archive.Refused, match="no whole archive"):
        archive.unpack(file, tmp_path / "to")


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        ({"format": 2}, "has format 2"),
        ({"files": {"a": ["0" * 64, 1]}}, "damaged: a"),
        ({"files": {}}, "damaged: a"),
        ({"files": {"a": ["ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb", 1], "b": ["", 0]}}, "damaged: b"),
        ({"unknown": 1}, "no whole archive"),
    ],
)
def test_a_damaged_archive_is_refused(tmp_path: Path, manifest: dict[str, Any], said: str) -> None:
    with pytest.raises(archive.Refused, match=said):
        archive.unpack(packed(tmp_path, {"a": b"a"}, manifest), tmp_path / "to")


def test_what_is_no_archive_or_leaves_its_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"no tar")
    with pytest.raises(archive.Refused, match="no whole archive"):
        archive.unpack(tmp_path / "x", tmp_path / "to")
    with pytest.raises(archive.Refused, match="no whole archive"):
        archive.unpack(packed(tmp_path, {"../outside": b"a"}), tmp_path / "to")
    assert not (tmp_path / "outside").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        ({"vendor": "oracle"}, "is of oracle"),
        ({"tenant": "330100"}, "of county 330100"),
        ({"migrations": ["cases.0001_initial", "cases.0099_later"]}, "newer program: cases.0099_later"),
    ],
)
def test_an_archive_of_another_kind_county_or_newer_program_is_refused(tmp_path: Path, manifest: dict[str, Any], said: str) -> None:
    found = archive.unpack(packed(tmp_path, {"a": b"a"}, manifest), tmp_path / "to")
    with pytest.raises(archive.Refused, match=said):
        restore.require_fitting(found)


@pytest.mark.django_db
def test_a_missing_program_and_one_that_fails_are_said() -> None:
    with pytest.raises(archive.Refused, match="not on the path"):
        archive.program("pg_dump_of_nobody")
    with pytest.raises(archive.Refused, match="false: "):
        archive.program("false")


def test_a_backup_that_breaks_off_leaves_nothing(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(to: Path) -> None:
        raise archive.Refused("pg_dump: connection lost")

    monkeypatch.setattr(archive, "dump", broken)
    with pytest.raises(archive.Refused):
        backup.write(house / "night.tar")
    assert not [path for path in house.iterdir() if path.name.startswith(("backup-", "night"))]
