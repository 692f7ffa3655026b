"""Where people live, as the public pages offer it: townships and platforms, then the waters of the lake."""

from __future__ import annotations

from zhifa.apps.registry import queries as registry


def places() -> list[registry.AreaRow]:
    """Townships and platforms by code."""
    return [a for a in registry.areas() if a.kind in ("township", "platform")]


def choices() -> list[tuple[str, str]]:
    """The same for a form."""
    return [(a.code, a.name) for a in places()]
