"""People's accounts, the duties they hold, their second factor and the ways in that are open."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from zhifa.apps.trail.rows import Row
from zhifa.law.actors import Role


class User(Row, AbstractBaseUser):
    """The account of one registry person. The trail vouches for all of it but the last log-in, which decides nothing."""

    username = models.CharField(max_length=64, unique=True)
    person = models.OneToOneField("registry.Person", models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)
    objects = BaseUserManager()

    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.username

    def business_state(self) -> dict[str, Any]:
        """All columns but `last_login`."""
        return {k: v for k, v in super().business_state().items() if k != "last_login"}


class Assignment(Row):
    """`user` holds `role` in `organ` (and `team`) for `areas` from `since` until before `until` (None: open). Codes of the
    registry; no areas: wherever organ and team reach."""

    user = models.ForeignKey(User, models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=24, choices=[(r.value, r.name) for r in Role])
    organ = models.CharField(max_length=40, blank=True)
    team = models.CharField(max_length=40, blank=True)
    areas = models.JSONField(default=list)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("tenant", "user", "role", "organ", "team", "since"), nulls_distinct=False, name="assignment_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class Session(Row):
    """A way in of `user` that was opened: by a browser, or by a program with a key. Only the SHA-256 of its key is kept.

    `since`, `until` (None: the browser's cookie decides) and `ended_at` are house time; `used_at` is the machine's, because somebody
    who walked away is away at the machine's pace, and with `locked` it is no business of the trail."""

    BROWSER, PROGRAM = "browser", "program"

    user = models.ForeignKey(User, models.PROTECT, related_name="sessions")
    kind = models.CharField(max_length=8, choices=[(BROWSER, "BROWSER"), (PROGRAM, "PROGRAM")])
    sha256 = models.CharField(max_length=64, unique=True)
    device = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=45, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField()
    locked = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.user_id} {self.sha256[:8]}"

    def business_state(self) -> dict[str, Any]:
        """All columns but those that every use changes."""
        return {k: v for k, v in super().business_state().items() if k not in ("used_at", "locked")}


class Authenticator(Row):
    """The second factor of `user` (RFC 6238). The shared secret is not kept: it is derived from `seed` and the installation's key.
    `last_step`: the time step whose code was used last; none up to it is taken again. `recovery`: SHA-256 of codes not used yet."""

    user = models.ForeignKey(User, models.PROTECT, related_name="authenticators")
    seed = models.CharField(max_length=32)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    last_step = models.BigIntegerField(null=True, blank=True)
    recovery = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user",), condition=models.Q(removed_at__isnull=True), name="authenticator_once"),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.confirmed_at or 'unconfirmed'}"
