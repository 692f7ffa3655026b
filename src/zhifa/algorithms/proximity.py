"""How likely two reports speak of the same thing, and what speaks for it.

The parts are shown beside the score: a dispatcher merges two incidents, the number never does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from math import asin, cos, exp, radians, sin, sqrt

EARTH_M = 6_371_008.8
NEAR_M = 150.0  # at this distance the closeness has fallen to 1/e
RECENT_HOURS = 72.0  # likewise in time
WEIGHTS = {"distance": 0.34, "time": 0.16, "matter": 0.2, "text": 0.18, "address": 0.12}

_NOT_HAN = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]+")
_ADDRESS_END = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]*?(?:大道|小区|广场|市场|花园|公园|路|街|巷|弄|村|社区|镇|乡|桥|码头|学校|号|栋|幢)")


def metres_between(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Great-circle distance in metres (haversine)."""
    d_lat, d_lon = radians(lat2 - lat1) / 2, radians(lon2 - lon1) / 2
    h = sin(d_lat) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(d_lon) ** 2
    return 2 * EARTH_M * asin(min(1.0, sqrt(h)))


def bigrams(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters, punctuation left out."""
    plain = _NOT_HAN.sub("", text)
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1))


def address_words(address: str) -> frozenset[str]:
    """The named parts of an address: 环镇路12号 → 环镇路, 12号."""
    return frozenset(w for w in _ADDRESS_END.findall(_NOT_HAN.sub("", address)) if len(w) > 1)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared part of two sets, 0..1 (Dice); 0 when either is empty."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


@dataclass(frozen=True)
class Report:
    """What is compared. `lon`/`lat` in degrees or None; `at` aware; `matters` codes recognised or confirmed."""

    id: str
    text: str
    at: datetime
    lon: float | None = None
    lat: float | None = None
    address: str = ""
    matters: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def text_bigrams(self) -> frozenset[str]:
        """Computed once for comparisons with many."""
        return bigrams(self.text)

    @cached_property
    def address_parts(self) -> frozenset[str]:
        """Computed once for comparisons with many."""
        return address_words(self.address)


@dataclass(frozen=True, slots=True)
class Closeness:
    """`score` 0..1, the weighted mean of the `parts` that could be compared (name → 0..1). `metres` is None when a place is
    missing; `shared` lists the matters and address words that both have."""

    other: str
    score: float
    parts: tuple[tuple[str, float], ...]
    metres: float | None
    hours: float
    shared: tuple[str, ...]


def closeness(report: Report, other: Report) -> Closeness:
    """Compare two reports. A part that one of them lacks (no place, no matter, no address) is left out instead of guessed,
    and the score shrinks with what could not be compared."""
    metres = _metres(report, other)
    hours = abs((report.at - other.at).total_seconds()) / 3600
    parts: dict[str, float] = {"time": exp(-hours / RECENT_HOURS), "text": overlap(report.text_bigrams, other.text_bigrams)}
    if metres is not None:
        parts["distance"] = exp(-metres / NEAR_M)
    if report.matters and other.matters:
        parts["matter"] = overlap(report.matters, other.matters)
    if report.address_parts and other.address_parts:
        parts["address"] = overlap(report.address_parts, other.address_parts)
    known = sum(WEIGHTS[name] for name in parts)
    score = sum(WEIGHTS[name] * value for name, value in parts.items()) / known * sqrt(known)
    shared = sorted(report.matters & other.matters) + sorted(report.address_parts & other.address_parts)
    ordered = tuple((name, round(parts[name], 3)) for name in WEIGHTS if name in parts)
    return Closeness(other.id, round(score, 3), ordered, metres, hours, tuple(shared))


def _metres(one: Report, other: Report) -> float | None:
    if one.lon is None or one.lat is None or other.lon is None or other.lat is None:
        return None
    return metres_between(one.lon, one.lat, other.lon, other.lat)


def nearest(report: Report, others: Iterable[Report], least: float = 0.35, top: int = 5) -> tuple[Closeness, ...]:
    """The others that may be the same thing, best first; itself and everything below `least` left out."""
    found = [c for other in others if other.id != report.id and (c := closeness(report, other)).score >= least]
    return tuple(sorted(found, key=lambda c: (-c.score, c.other))[:top])
