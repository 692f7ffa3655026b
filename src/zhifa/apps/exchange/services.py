"""Give keys to source systems and take them back."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhifa.apps.exchange.models import SourceToken
from zhifa.apps.exchange.permissions import check_key_keeper
from zhifa.apps.exchange.queries import SCOPES, USUAL_SCOPES, VERSION, digest
from zhifa.apps.registry import services as registry
from zhifa.apps.trail import acts
from zhifa.apps.trail.services import record
from zhifa.law.actors import Actor


def issue_token(
    *, by: Actor, at: datetime, source: str, name: str, scopes: Iterable[str] = USUAL_SCOPES, until: datetime | None = None
) -> str:
    """The token, to be shown once: only its hash is kept. Raises `Denied` and `Invalid`."""
    check_key_keeper(by)
    _check_entries(at, source, scopes, until)
    token = f"zhf_{secrets.token_urlsafe(32)}"
    with transaction.atomic():
        row = SourceToken(source=source, name=name or source, sha256=digest(token), scopes=sorted(scopes), since=at, until=until)
        record(subject=acts.save(row), verb="token.issue", by=by, at=at, facts={"source": source, "scopes": row.scopes, "until": until})
        registry.touch(VERSION)
    return token


def _check_entries(at: datetime, source: str, scopes: Iterable[str], until: datetime | None) -> None:
    errors: dict[str, list[str]] = {}
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,39}", source):
        errors["source"] = ["来源代码由小写字母、数字、连字符和下划线组成"]
    if not set(scopes) or set(scopes) - SCOPES:
        errors["scopes"] = [f"可选范围：{', '.join(sorted(SCOPES))}"]
    if until is not None and until <= at:
        errors["until"] = ["有效期已经过去"]
    if errors:
        raise acts.Invalid(errors)


def revoke_token(*, by: Actor, at: datetime, token_id: UUID | str, reason: str = "") -> None:
    """The token opens nothing any more, at once; revoking twice changes nothing. Raises `Denied`."""
    check_key_keeper(by)
    with transaction.atomic():
        row = acts.locked(SourceToken, token_id)
        if row.revoked_at is None:
            row.revoked_at = at
            record(subject=acts.save(row), verb="token.revoke", by=by, at=at, facts={"source": row.source}, note=reason)
            registry.touch(VERSION)
