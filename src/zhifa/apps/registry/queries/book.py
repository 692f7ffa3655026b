"""The law of this installation: the book of the configured pack layers."""

from __future__ import annotations

from django.conf import settings

from zhifa.law.book import Book
from zhifa.law.plan import Plan
from zhifa.law.procedure.elevation import Elevations
from zhifa.packs.book import load_book
from zhifa.packs.elevation import FILE, load_elevations
from zhifa.packs.plan import load_plan
from zhifa.packs.reading import PackError, layer_path


def county_book() -> Book:
    """Built once per process from settings.ZHIFA_PACKS and again after a notice of days off was imported; raises PackError."""
    return load_book(tuple(settings.ZHIFA_PACKS), settings.CALENDAR_ROOT)


def county_layers() -> tuple[str, ...]:
    """The configured pack layers, lowest first."""
    return tuple(settings.ZHIFA_PACKS)


def county_plan() -> Plan:
    """The allocation of powers in the highest layer that has one; raises PackError when none has."""
    for layer in reversed(county_layers()):
        if (layer_path(layer) / "plan.toml").is_file():
            return load_plan(layer)
    raise PackError(f"no layer of {', '.join(county_layers())} has a plan.toml")


def county_elevations() -> Elevations:
    """What the county takes up, in the highest layer that says so; raises PackError when none does."""
    for layer in reversed(county_layers()):
        if (layer_path(layer) / FILE).is_file():
            return load_elevations(layer)
    raise PackError(f"no layer of {', '.join(county_layers())} has {FILE}")
