"""A database whose tables are not this program's is told in one sentence that says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.recorder import MigrationRecorder

from zhifa.interfaces.cli import fitting, preparing


@pytest.mark.sqlite
@pytest.mark.parametrize("words", [("authority", "check"), ("trail", "verify")])
def test_a_command_on_an_empty_database_says_to_prepare_it(tmp_path: Path, words: tuple[str, ...]) -> None:
    room = os.environ | {"ZHIFA_VAR": str(tmp_path), "ZHIFA_DATABASE": f"sqlite:///{tmp_path / 'empty.sqlite3'}"}
    room["DJANGO_SETTINGS_MODULE"] = "zhifa.conf.settings"
    run = [sys.executable, "-m", "zhifa.interfaces.cli.main", *words]
    done = subprocess.run(run, env=room, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1), done.stderr
    assert done.stderr.startswith("zhifa: the database")
    assert "zhifa run --prepare" in done.stderr


@pytest.mark.django_db
def test_tables_of_this_program_fit() -> None:
    assert fitting.misfit() == ""


@pytest.mark.django_db
def test_a_database_of_a_later_version_is_not_prepared_and_not_touched(tmp_path: Path, settings: pytest.FixtureRequest) -> None:
    for folder in ("VAR", "EVIDENCE_ROOT", "DOCUMENT_ROOT"):
        setattr(settings, folder, tmp_path / folder)
    MigrationRecorder(connection).record_applied("cases", "0099_later")
    with pytest.raises(preparing.NotPrepared, match=r"another version of zhifa: it knows cases\.0099_later"):
        preparing.prepare()


@pytest.mark.django_db
def test_older_tables_are_named_by_what_they_lack() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE registry_plate RENAME COLUMN prefix_layer TO layer_of_prefix")
    assert "no registry_plate.prefix_layer" in fitting.misfit()


@pytest.mark.django_db
def test_what_was_not_applied_is_named_and_a_broken_history_too() -> None:
    MigrationRecorder(connection).record_unapplied("cases", "0001_initial")
    assert "cases.0001_initial not applied" in fitting.misfit()
    assert "another version" in fitting.told(InconsistentMigrationHistory("cases before parties"))
