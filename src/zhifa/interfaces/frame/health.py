"""`GET /healthz`: 200 when this process can serve, 503 naming what is missing."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from zhifa.apps.registry import queries as registry

CAPABILITIES = frozenset({"registry", "catalogue"})
_migrated = False


def missing() -> list[str]:
    """What keeps this process from serving, first things first; nothing is asked of a database that does not answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if not migrated():
            return ["migrations"]
        loaded = {edition.capability for edition in registry.editions()}
    except DatabaseError as error:
        return [f"database: {type(error).__name__}"]
    return [f"packs: {name}" for name in sorted(CAPABILITIES - loaded)]


def migrated() -> bool:
    """Whether every migration of the code has run; a yes is kept, since the code of a process does not change."""
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def healthz(request: HttpRequest) -> JsonResponse:
    """For the start command, proxies and monitoring; says nothing about data."""
    found = missing()
    answer = JsonResponse({"ready": not found, "missing": found}, status=503 if found else 200)
    answer["Cache-Control"] = "no-store"
    return answer
