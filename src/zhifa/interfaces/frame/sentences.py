"""Reason codes in the reader's language. The sentences are pack data; a code without one warns, and tests turn that into an error."""

from __future__ import annotations

import warnings
from collections.abc import Mapping

from django.utils.translation import get_language

from zhifa.apps.registry.queries.book import county_book
from zhifa.law.rulings import Reason


class NoSentence(UserWarning):
    """A reason code that no pack puts into words."""


def say(code: str, values: Mapping[str, object] | None = None) -> str:
    """The sentence of a reason code, or the code itself with a warning."""
    book = county_book()
    if code not in book.sentences:
        warnings.warn(f"reason code {code!r} has no sentence in the packs", NoSentence, stacklevel=2)
    reason = Reason(code, {k: str(v) for k, v in (values or {}).items()})
    return book.sentence(reason, "en" if (get_language() or "").startswith("en") else "zh")
