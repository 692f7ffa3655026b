"""What is really there, whoever reports it: the players know, the system has to find out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from zhifa.simulator import words
from zhifa.simulator.county import County, Matter, Place

ENFORCEMENT, OTHER, DANGER, OUTSIDE = "enforcement", "other", "danger", "outside"
# How often, in a hundred: natures of reports, and what comes of a matter on the scene.
NATURES = {ENFORCEMENT: 80, OTHER: 14, DANGER: 4, OUTSIDE: 2}
PENALISED, FILED = 0.5, 0.4
ENDINGS = {"correct_on_spot": 44, "order": 22, "educate": 15, "report_not_found": 9, "hand_over": 10}
# Where the calls come from follows what people see every day; fields not named weigh 1.
DOMAINS = {"urban_management": 46, "market": 9, "transport": 8, "agriculture": 7, "lake_protection_water": 8, "housing_construction": 7,
           "natural_resources": 4, "forestry": 4, "culture_market": 4, "emergency": 3, "health": 3, "ecology_environment": 3,
           "civil_affairs": 2, "finance": 0, "audit": 0, "statistics": 0, "archives": 0}  # fmt: skip
ON_WATER = ("agriculture", "lake_protection_water")


@dataclass(frozen=True, slots=True)
class Story:
    """One occurrence. `area`: township, platform or water grid code, empty outside the county; `place`: how people call it;
    `whats`: the everyday words per matter; `ending`: how the first visit goes (case: by the ordinary procedure); `boat`: it is out
    on the lake, without signal; `twin_of`: key of the story that this is a second report of."""

    key: str
    nature: str
    matters: tuple[str, ...]
    whats: tuple[str, ...]
    area: str
    place: str
    point: tuple[float, float] | None
    ending: str
    boat: bool
    other: str = ""
    twin_of: str = ""


def pick(rng: Random, weights: dict[str, int]) -> str:
    """One key, as often as its weight says."""
    return rng.choices(list(weights), list(weights.values()))[0]


def tell(rng: Random, county: County, key: str) -> Story:
    """A new occurrence."""
    nature = pick(rng, NATURES)
    matters = chosen_matters(rng, county.matters) if nature == ENFORCEMENT else ()
    water = bool(matters) and matters[0].domain in ON_WATER and bool(county.waters) and rng.random() < 0.6
    place = rng.choice(county.waters) if water else somewhere(rng, county.townships)
    named = words.place_words(rng, place.name, water)
    point = place.point(rng)
    if nature == OUTSIDE:
        place, named, point = Place("", "", "", "", ()), "建德方向省道边", (119.62, 29.42)
    ending = pick(rng, ENDINGS)
    if matters and matters[0].code in county.at_once and rng.random() < PENALISED:
        ending = "case" if rng.random() < FILED else "penalty"
    return Story(
        key,
        nature,
        tuple(m.code for m in matters),
        tuple(rng.choice(m.words) for m in matters),
        place.code,
        named,
        point,
        ending,
        boat=water and rng.random() < 0.7,
        other=rng.choice(words.DANGER if nature == DANGER else words.OTHER).format(place=named),
    )


def twin(rng: Random, county: County, story: Story, key: str) -> Story:
    """The same occurrence seen by somebody else, some steps away and in other words."""
    whats = tuple(rng.choice(m.words) for m in county.matters if m.code in story.matters[:1])
    point = story.point and (round(story.point[0] + rng.uniform(-2e-4, 2e-4), 6), round(story.point[1] + rng.uniform(-2e-4, 2e-4), 6))
    return Story(key, story.nature, story.matters, whats, story.area, story.place, point, story.ending, False, story.other, story.key)


def chosen_matters(rng: Random, matters: Sequence[Matter]) -> tuple[Matter, ...]:
    """One matter, sometimes a second of the same field."""
    domains = sorted({m.domain for m in matters})
    domain = rng.choices(domains, [DOMAINS.get(d, 1) for d in domains])[0]
    known = [m for m in matters if m.domain == domain]
    return tuple(rng.sample(known, 2 if len(known) > 1 and rng.random() < 0.08 else 1))


def somewhere(rng: Random, places: Sequence[Place]) -> Place:
    """The county town hears of half of everything."""
    return places[0] if rng.random() < 0.45 else rng.choice(places)
