"""A plausible day, composed before anything is sent: the same seed gives the same day."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from zhifa.simulator import words
from zhifa.simulator.county import County, Player
from zhifa.simulator.pictures import picture
from zhifa.simulator.stories import DANGER, ENFORCEMENT, OTHER, OUTSIDE, Story, tell, twin

SYSTEMS = ("12345", "110", "grid", "digital_city", "citizen", "remote_sensing")
PEOPLE = ("desk_call", "department", "township", "patrol")
SHARES = {"12345": 26, "110": 8, "grid": 18, "digital_city": 12, "citizen": 12, "remote_sensing": 4, "desk_call": 7, "department": 4,
          "township": 4, "patrol": 5}  # fmt: skip
# Reports in each hour of the day: the night is quiet but never silent.
HOURS = (2, 1, 1, 1, 1, 2, 4, 6, 9, 10, 9, 8, 6, 6, 8, 9, 9, 8, 8, 9, 8, 6, 4, 3)
TWINS, REPEATED, CHANGED, WRONG = 0.08, 0.05, 0.02, 0.06


@dataclass(frozen=True, slots=True)
class Expected:
    """How the installation has to answer: status, and the fields that a refusal names."""

    status: int
    fields: frozenset[str] = frozenset()


CREATED, KNOWN, CONFLICT = Expected(201), Expected(200), Expected(409, frozenset({"external_id"}))


@dataclass(frozen=True, slots=True)
class Sending:
    """One push of a report. `sender`: user name of a person, or empty for the source system itself. `picture`: the file that follows."""

    at: datetime
    key: str
    source: str
    sender: str
    body: Mapping[str, Any]
    expected: Expected
    story: Story | None = None
    picture: bytes = b""


def compose(county: County, seed: int, incidents: int, start: datetime, hours: int = 24) -> tuple[Sending, ...]:
    """`incidents` reports that must be registered, and beside them repeated, changed and wrong ones, in the order of their time.

    `start`: aware; reports come within `hours` from then."""
    rng = Random(f"{seed}")
    run = f"{start:%y%m%d%H%M}-{seed}"
    stories: list[Story] = []
    sendings: list[Sending] = []
    for index in range(incidents):
        key = f"{run}-{index:04d}"
        story, at = _next(rng, county, stories, sendings, key, start, hours)
        stories.append(story)
        right = _right(rng, county, story, at)
        sendings += [right, *_again(rng, right)]
    sendings += [_wrong(rng, sendings, f"{run}-w{n:03d}", n) for n in range(round(incidents * WRONG))]
    return tuple(sorted(sendings, key=lambda s: (s.at, s.key)))


def _next(
    rng: Random, county: County, stories: list[Story], sendings: list[Sending], key: str, start: datetime, hours: int
) -> tuple[Story, datetime]:
    known = [(s.story, s.at) for s in sendings if s.story and s.story.nature == ENFORCEMENT and not s.story.twin_of and s.story.area]
    if known and rng.random() < TWINS:
        first, at = rng.choice(known)
        return twin(rng, county, first, key), at + timedelta(minutes=rng.uniform(3, 40))
    return tell(rng, county, key), moment(rng, start, hours)


def moment(rng: Random, start: datetime, hours: int) -> datetime:
    """A minute within the day, as often as people report at that hour."""
    span = [start + timedelta(hours=h) for h in range(hours)]
    hour = rng.choices(span, [HOURS[h.hour] for h in span])[0]
    return hour + timedelta(seconds=rng.randrange(3600))


def _right(rng: Random, county: County, story: Story, at: datetime) -> Sending:
    source = _source(rng, story)
    sender = _sender(rng, county, source, story)
    if source in PEOPLE and sender is None:
        source = "12345"
    said: dict[str, Any] = {
        "source": source,
        "external_id": story.key,
        "reported_at": (at - timedelta(seconds=rng.randrange(20, 900))).isoformat(),
        "text": _text(rng, source, story),
        "address": story.place,
        **_where(rng, source, story, county),
    }
    if story.nature == DANGER:
        said["danger_to_life"] = True
    if source in ("12345", "citizen", "desk_call"):
        said |= {"reporter_name": rng.choice(("来电人", "住户", "游客", "商户")), "reporter_phone": f"0571-0000{rng.randrange(10000):04d}"}
    if sender and source in ("department", "township", "patrol"):
        said["reported_by_organ"] = sender.organ
    shot = picture(rng) if source in ("digital_city", "remote_sensing", "citizen") and rng.random() < 0.6 else b""
    if shot:
        said["media"] = [hashlib.sha256(shot).hexdigest()]
    return Sending(at, story.key, source, sender.username if sender else "", said, CREATED, story, shot)


def _source(rng: Random, story: Story) -> str:
    if story.nature == OTHER:
        return rng.choice(("12345", "12345", "citizen", "desk_call", "grid"))
    if story.nature == DANGER:
        return rng.choice(("110", "12345", "grid"))
    if story.nature == OUTSIDE:
        return rng.choice(("110", "citizen"))
    return rng.choices(list(SHARES), list(SHARES.values()))[0]


def _sender(rng: Random, county: County, source: str, story: Story) -> Player | None:
    if source == "desk_call":
        found: tuple[Player, ...] = county.with_role("dispatcher")
    elif source == "department":
        found = tuple(p for p in county.with_role("regulator") if not p.has("professional"))
    elif source == "township":
        found = tuple(p for p in county.with_role("township_commander") if story.area in p.areas)
    elif source == "patrol":
        found = county.team(county.cover.get(_township(county, story.area), "-"), "officer")
    else:
        return None
    return rng.choice(found) if found else None


def _township(county: County, area: str) -> str:
    place = county.by_code.get(area)
    return place.parent if place and place.kind == "water_grid" else area


def _text(rng: Random, source: str, story: Story) -> str:
    if story.nature in (OTHER, DANGER):
        return story.other
    what = "，还有".join(story.whats) or "有人占道摆摊"
    return words.speak(rng, source, story.place, what)


def _where(rng: Random, source: str, story: Story, county: County) -> dict[str, Any]:
    """Hotlines know a township, devices know a point, some callers know neither."""
    point = {"lon": story.point[0], "lat": story.point[1]} if story.point else {}
    if story.nature == OUTSIDE:
        return point
    if source in ("12345", "desk_call", "department", "township"):
        unknown = source == "12345" and story.nature == ENFORCEMENT and rng.random() < 0.06
        return {} if unknown else {"area": _township(county, story.area)}
    return point or {"area": story.area}


def _again(rng: Random, right: Sending) -> list[Sending]:
    """Systems push twice when an answer is lost; some push another content under an old number."""
    later = right.at + timedelta(minutes=rng.uniform(1, 90))
    if rng.random() < REPEATED:
        return [replace(right, at=later, expected=KNOWN, story=None, picture=b"", key=f"{right.key}-again")]
    if rng.random() < CHANGED:
        body = {**right.body, "text": f"{right.body['text']}（补充：门牌更正）"}
        return [replace(right, at=later, expected=CONFLICT, body=body, story=None, picture=b"", key=f"{right.key}-changed")]
    return []


def _wrong(rng: Random, sendings: list[Sending], key: str, number: int) -> Sending:
    """A report with one mistake that must be refused naming its field."""
    first = rng.choice([s for s in sendings if s.source in SYSTEMS and s.expected is CREATED] or sendings)
    spoil, status, fields = MISTAKES[number % len(MISTAKES)]
    at = first.at + timedelta(minutes=rng.uniform(0, 30))
    body = {**first.body, "external_id": key, "reported_at": at.isoformat()}
    body = {k: v for k, v in ({**body, **spoil}).items() if v is not ...}
    return Sending(at, key, first.source, first.sender, body, Expected(status, frozenset(fields)))


MISTAKES: tuple[tuple[dict[str, Any], int, tuple[str, ...]], ...] = (
    ({"text": "   "}, 422, ("text",)),
    ({"text": ...}, 422, ("text",)),
    ({"reported_at": "2099-01-01T00:00:00+08:00"}, 422, ("reported_at",)),
    ({"reported_at": "2026-09-01T08:00:00"}, 422, ("reported_at",)),
    ({"area": "330999999"}, 422, ("area",)),
    ({"lon": 119.04, "lat": ...}, 422, ("lon",)),
    ({"lon": 219.04, "lat": 29.6}, 422, ("lon",)),
    ({"lon": "东经", "lat": 29.6}, 422, ("lon",)),
    ({"reporter_phone": "打我电话"}, 422, ("reporter_phone",)),
    ({"danger_to_life": "是"}, 422, ("danger_to_life",)),
    ({"colour": "red"}, 422, ("colour",)),
    ({"external_id": ...}, 422, ("external_id",)),
    ({"source": "hotline"}, 422, ("source",)),
    ({"source": "patrol"}, 403, ()),
    ({"media": ["not-a-hash"]}, 422, ("media.0",)),
)
