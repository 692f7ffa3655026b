"""Ways in: opened with a log-in, used, locked when nobody is there, ended for good."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from zhifa.apps.accounts import permissions
from zhifa.apps.accounts.codes import digest
from zhifa.apps.accounts.models import Session, User
from zhifa.apps.trail import acts
from zhifa.apps.trail.services import record
from zhifa.law.actors import Actor

ACCESS_LASTS = timedelta(hours=12)


def log_in(*, by: Actor, at: datetime, machine: datetime, user_id: UUID | str, device: str = "", address: str = "") -> str:
    """A browser comes in: into the trail (GB/T 22239 8.1.4.3: every user, every important act). Its key, of which only the hash is
    kept. `machine`: the machine's time. Raises `Denied` for another's account."""
    made = Session(kind=Session.BROWSER, device=device[:200], address=address, since=at, used_at=machine)
    return _open(made, f"zhb_{secrets.token_urlsafe(32)}", "account.log_in", by, at, user_id)


def open_access(*, by: Actor, at: datetime, machine: datetime, user_id: UUID | str, device: str = "", address: str = "") -> str:
    """A key for a program of this person, to be shown once; it ends after 12 hours. Raises `Denied` for another's account."""
    made = Session(kind=Session.PROGRAM, device=device[:200], address=address, since=at, until=at + ACCESS_LASTS, used_at=machine)
    return _open(made, f"zhp_{secrets.token_urlsafe(32)}", "account.open_access", by, at, user_id)


def _open(made: Session, token: str, verb: str, by: Actor, at: datetime, user_id: UUID | str) -> str:
    with transaction.atomic():
        user = acts.locked(User, user_id)
        permissions.check_oneself(by, str(user.person_id))
        made.user, made.sha256, made.tenant = user, digest(token), user.tenant
        facts = {"address": made.address, "device": made.device} | ({"until": made.until} if made.until else {})
        record(subject=user, verb=verb, by=by, at=at, rows=[acts.save(made)], facts=facts)
    return token


def log_out(*, by: Actor, at: datetime, session_id: UUID | str) -> None:
    """Somebody leaves by the door they came in. Raises `Denied` for another's session."""
    with transaction.atomic():
        session, user = _session(session_id)
        permissions.check_oneself(by, str(user.person_id))
        _end([session], user, "account.log_out", by, at)


def end_session(*, by: Actor, at: datetime, session_id: UUID | str) -> None:
    """The session opens nothing any more, at once; twice changes nothing. By its holder, and by system and security administrators.
    Raises `Denied`."""
    with transaction.atomic():
        session, user = _session(session_id)
        permissions.check_session_keeper(by, str(user.person_id))
        _end([session], user, "account.end_session", by, at)


def end_other_sessions(*, by: Actor, at: datetime, user_id: UUID | str, keep: UUID | str | None = None) -> int:
    """All open sessions of the account but `keep` end at once; returns how many. Raises `Denied`."""
    with transaction.atomic():
        user = acts.locked(User, user_id)
        permissions.check_session_keeper(by, str(user.person_id))
        return end_all(user, by, at, keep)


def end_all(user: User, by: Actor, at: datetime, keep: UUID | str | None = None) -> int:
    """The same inside another act, which holds the account's lock and has asked who may."""
    rows = [s for s in user.sessions.select_for_update().filter(ended_at__isnull=True) if str(s.pk) != str(keep or "")]
    return _end(rows, user, "account.end_session", by, at)


def _session(session_id: UUID | str) -> tuple[Session, User]:
    user = acts.locked(User, Session.objects.values_list("user_id", flat=True).get(pk=session_id))
    return acts.locked(Session, session_id), user


def _end(sessions: Iterable[Session], user: User, verb: str, by: Actor, at: datetime) -> int:
    ended = [s for s in sessions if s.ended_at is None]
    for session in ended:
        session.ended_at = at
        acts.save(session)
    if ended:
        record(subject=user, verb=verb, by=by, at=at, rows=ended, facts={"sessions": len(ended), "devices": [s.device for s in ended]})
    return len(ended)


def note_use(*, session_id: UUID | str, machine: datetime) -> None:
    """Somebody is at it: puts the idle lock off (one statement; no business of the trail)."""
    Session.objects.filter(pk=session_id).update(used_at=machine)


def lock_session(*, by: Actor, session_id: UUID | str) -> None:
    """Only who knows password or code goes on from here. Raises `Denied` for another's session."""
    session = Session.objects.select_related("user").get(pk=session_id)
    permissions.check_oneself(by, str(session.user.person_id))
    Session.objects.filter(pk=session_id).update(locked=True)


def unlock_session(*, by: Actor, at: datetime, machine: datetime, session_id: UUID | str) -> None:
    """The holder proved to be back (the door asked for password or code): into the trail. Raises `Denied`."""
    with transaction.atomic():
        session, user = _session(session_id)
        permissions.check_oneself(by, str(user.person_id))
        Session.objects.filter(pk=session.pk).update(locked=False, used_at=machine)
        record(subject=user, verb="account.unlock", by=by, at=at, facts={"device": session.device})
