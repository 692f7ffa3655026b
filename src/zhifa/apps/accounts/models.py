"""People's accounts, the duties they hold and the keys that their programs act with."""

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


class AccessToken(Row):
    """The key of a program that acts for `user`, who logged in for it. Only the SHA-256 is kept. Valid from `since` until before
    `until` unless revoked."""

    user = models.ForeignKey(User, models.PROTECT, related_name="access_tokens")
    sha256 = models.CharField(max_length=64, unique=True)
    address = models.CharField(max_length=45, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user_id} {self.sha256[:8]}"
