"""How long the proof of a whole county takes, and how many bare lookups one core answers: made-up data at the scale of a county.

.venv/bin/python bench/authority.py [MATTERS]
"""

from __future__ import annotations

import random
import sys
import time
from datetime import date, timedelta

from _house import figure

from zhifa.law.authority import BUREAU, TOWNSHIP, Cover, Grant, Place
from zhifa.law.authority_check import Base, Item, check
from zhifa.law.authority_index import Index, Plate

POWERS = ("licence", "supervision", "targeted_inspection", "routine_patrol", "penalty", "investigation", "coercion")
MOVED = POWERS[3:]
AREAS, DOMAINS, LISTED, WAVES = 40, 26, 60, 12
FIRST = date(2019, 1, 1)


def _day(number: int) -> date:
    return FIRST + timedelta(days=61 * number)


def _grant(name: str, power: str, holder: str, kind: str, **more: object) -> Grant:
    values = {"matter": None, "domain": "", "areas": None, "since": None, "until": None, "published_on": None, **more}
    return Grant(name, power, holder, kind, holder, "mandate", None, **values)  # type: ignore[arg-type]


def _county(matters: int) -> tuple[Index, list[Item]]:
    """Domains move to the bureau on twelve days; forty townships get lists of sixty matters, each in three steps; squads change."""
    dice, grants = random.Random(5), []
    items = [Item(f"M-{n:04}", f"d{n % DOMAINS}", bases=(Base(f"某法 第{n}条", None),)) for n in range(matters)]
    for number in range(DOMAINS):
        moved, domain = _day(number % WAVES), f"d{number}"
        for power in POWERS:
            until = moved if power in MOVED else None
            grants.append(_grant(f"{domain}:{power}", power, f"dept-{number}", "original_department", domain=domain, until=until))
            if power in MOVED:
                grants.append(_grant(f"b:{domain}:{power}", power, "bureau", BUREAU, domain=domain, since=moved))
    for number in range(AREAS):
        for place, item in enumerate(dice.sample(items, LISTED)):
            since, areas = _day(WAVES + number % 20 + place % 3), frozenset({f"a{number}"})
            for power in ("penalty", "investigation"):
                name, term = f"t{number}:{item.code}:{power}", {"since": since, "published_on": since - timedelta(days=20)}
                grants.append(_grant(name, power, f"gov-{number}", TOWNSHIP, matter=item.code, areas=areas, needs_publication=True, **term))
    cover = [Cover(f"a{n}", f"squad-{n % 8}", None, _day(n % 9)) for n in range(AREAS)]
    cover += [Cover(f"a{n}", f"squad-{n % 5}", _day(n % 9), None) for n in range(AREAS)]
    holders = ("bureau", *(f"dept-{n}" for n in range(DOMAINS)), *(f"gov-{n}" for n in range(AREAS)))
    plates = [Plate(holder, f"{holder}·{n}", _day(6) if n else None, None if n else _day(6)) for holder in holders for n in (0, 1)]
    places = {f"a{n}": Place(f"a{n}", f"a{n}", True, f"gov-{n}") for n in range(AREAS)}
    return Index(grants, cover, places, plates), items


def figures(matters: int = 2000, lookups: int = 200_000) -> dict[str, float]:
    """`check`: seconds for the whole proof with a fresh index; `cells`, `days`, `spans`, `findings`: of that proof; `lookups`: bare answers
    per second of a core."""
    index, items = _county(matters)
    used = time.process_time()
    report = check(index, items, POWERS)
    checked = time.process_time() - used
    dice = random.Random(7)
    asked = [
        (dice.choice(POWERS), item.code, item.domain, f"a{dice.randrange(AREAS)}", _day(dice.randrange(40)))
        for item in dice.choices(items, k=lookups)
    ]
    on = index.on
    used = time.process_time()
    for question in asked:
        on(*question)
    asking = time.process_time() - used
    sizes = {"cells": report.cells, "days": len(report.days), "spans": report.spans, "findings": len(report.findings)}
    return {"matters": matters, "areas": AREAS, "powers": len(POWERS), **sizes, "check": checked, "lookups": lookups / asking}


def main(matters: int) -> None:
    """Two lines."""
    found = figures(matters)
    figure("proof of the whole catalogue, every day of change", found["check"], "s", 10)
    figure("rulings, bare, by the index", found["lookups"], "/s", 50_000)
    size = f"{found['matters']} matters × {found['areas']} areas × {found['powers']} powers, {found['days']} days of change"
    print(f"{size}: proved in {found['check']:.2f} s of a core ({found['spans']:,} spans, {found['findings']} findings)")
    print(f"{found['lookups']:,.0f} bare lookups per second of a core")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
