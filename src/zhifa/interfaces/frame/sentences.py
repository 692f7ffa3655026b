"""Reason codes in the reader's language. The sentences are pack data; a code without one warns, and tests turn that into an error."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from functools import cache

from django.conf import settings
from django.utils.translation import get_language

from zhifa.law.book import Book
from zhifa.law.rulings import Reason
from zhifa.packs.book import load_book


class NoSentence(UserWarning):
    """A reason code that no pack puts into words."""


@cache
def book() -> Book:
    """The law as loaded by this process."""
    return load_book(tuple(settings.ZHIFA_PACKS))


def say(code: str, values: Mapping[str, object] | None = None) -> str:
    """The sentence of a reason code, or the code itself with a warning."""
    if code not in book().sentences:
        warnings.warn(f"reason code {code!r} has no sentence in the packs", NoSentence, stacklevel=2)
    reason = Reason(code, {k: str(v) for k, v in (values or {}).items()})
    return book().sentence(reason, "en" if (get_language() or "").startswith("en") else "zh")
