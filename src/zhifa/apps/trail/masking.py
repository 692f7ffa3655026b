"""Personal data never stands in the trail in clear: the trail is kept for ever and cannot be edited."""

from __future__ import annotations

import hmac
import re
from typing import Any

from django.conf import settings

_LONG = re.compile(r"[0-9]{11}")  # both below have one: nearly every text is done with by this look
_PHONE = re.compile(r"(?<![0-9A-Za-z])(1[3-9]\d)\d{4}(\d{4})(?![0-9A-Za-z])")
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])([1-9]\d{5})(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{2}(\d[0-9Xx])(?![0-9A-Za-z])"
)


def name(text: str) -> str:
    """First character and stars: 王小明 → 王**."""
    return text[:1] + "*" * (len(text) - 1)


def phone(text: str) -> str:
    """First three and last four figures."""
    return text[:3] + "*" * max(len(text) - 7, 0) + text[-4:] if len(text) > 7 else "*" * len(text)


def identity_number(text: str) -> str:
    """Six figures of the place and the last two."""
    return text[:6] + "*" * max(len(text) - 8, 0) + text[-2:] if len(text) > 8 else "*" * len(text)


def fingerprint(text: str) -> str:
    """Keyed: the same value gives the same sixteen characters, and nobody outside can try values against it."""
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), "sha256").hexdigest()[:16]


def scrub(value: Any) -> Any:
    """Mobile and identity numbers inside free text masked, through lists and mappings; the rest unchanged."""
    if isinstance(value, str):
        if not _LONG.search(value):
            return value
        return _IDENTITY.sub(r"\1**********\2", _PHONE.sub(r"\1****\2", value))
    if isinstance(value, dict):
        return {k: scrub(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [scrub(v) for v in value]
    return value
