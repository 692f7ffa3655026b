"""Whether the tables of the database are those of this program, in one sentence that says what to do when they are not."""

from __future__ import annotations

from django.apps import apps
from django.conf import settings
from django.db import InterfaceError, OperationalError, ProgrammingError, connection
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.loader import MigrationLoader

MINE = "zhifa."
WRONG = (OperationalError, ProgrammingError, InterfaceError, InconsistentMigrationHistory)
OTHER = "Run the version that wrote it, or restore a backup into an empty database (zhifa restore), or start with an empty one."


def told(error: Exception) -> str:
    """What an error of the database means for whoever gave the command."""
    if isinstance(error, InconsistentMigrationHistory):
        return f"the database {name()} was prepared by another version of zhifa ({error}). {OTHER}"
    try:
        return misfit() or f"the database {name()} refused: {_first_line(error)}. Nothing was changed by this command's last step."
    except WRONG as still:
        return f"the database {name()} does not answer: {_first_line(still)}. Check ZHIFA_DATABASE and that the server runs."


def misfit() -> str:
    """The sentence when migrations or columns differ from this program's; "" when they fit."""
    if said := foreign():
        return said
    loader = MigrationLoader(connection)
    waiting = sorted(".".join(m) for m in loader.disk_migrations.keys() - loader.applied_migrations.keys())
    if waiting:
        return f"the database {name()} is not prepared: {_some(waiting)} not applied. Run: zhifa run --prepare"
    lacking = missing_columns()
    return f"the tables of the database {name()} are older than this program: no {_some(lacking)}. {OTHER}" if lacking else ""


def foreign() -> str:
    """The sentence when the database knows migrations that this program does not; "" when it knows none."""
    loader, ours = MigrationLoader(connection), {app.label for app in apps.get_app_configs()}
    unknown = sorted(".".join(m) for m in loader.applied_migrations.keys() - loader.disk_migrations.keys() if m[0] in ours)
    return f"the database {name()} was written by another version of zhifa: it knows {_some(unknown)}. {OTHER}" if unknown else ""


def missing_columns() -> list[str]:
    """Columns (table.column) that the program's tables should have and the database's have not; a whole table by its name."""
    found: list[str] = []
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for model in apps.get_models():
            table = model._meta.db_table
            if not model.__module__.startswith(MINE):
                continue
            if table not in there:
                found.append(table)
                continue
            columns = {c.name for c in connection.introspection.get_table_description(cursor, table)}
            found += [f"{table}.{f.column}" for f in model._meta.concrete_fields if f.column not in columns]
    return found


def name() -> str:
    """The database as the settings name it."""
    return str(settings.DATABASES["default"]["NAME"])


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _some(names: list[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
