"""The backend itself; Django finds it by the name of this module."""

from __future__ import annotations

import time

from django.db.backends.postgresql import base

TRUSTED = 2.0  # seconds


class DatabaseWrapper(base.DatabaseWrapper):
    """Django asks the server once a request whether a kept connection still answers: on a busy process a fifth of an intake's
    round trips. Here a connection that answered a moment ago is believed, unless it has just failed."""

    _answered = float("-inf")

    def is_usable(self) -> bool:
        """Whether the server answers, or did within `TRUSTED`."""
        if not getattr(self, "errors_occurred", False) and time.monotonic() - self._answered < TRUSTED:
            return True
        usable = bool(super().is_usable())
        self._answered = time.monotonic() if usable else float("-inf")
        return usable
