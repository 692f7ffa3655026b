"""The full catalogue as a process holds it: read, proven, ruled on — bare (the holder) and explained (considered grants, reasons,
citations) —; a decision as PDF.

.venv/bin/python bench/ruling.py [QUESTIONS]
"""

from __future__ import annotations

import itertools
import sys
import time
from datetime import date
from typing import Any

from _house import figure, prepared, room

DAY = date(2026, 9, 1)
PDFS = 20


def main(wanted: int) -> None:
    """Prints rates."""
    with room():
        vendor = prepared()
        questions = asked(wanted)
        from zhifa.apps.catalogue import queries as catalogue
        from zhifa.apps.incidents.facts import authority_data

        held(vendor)
        catalogue.authorities(questions[:10])
        began = time.perf_counter()
        rulings = catalogue.authorities(questions)
        figure("rulings, bare", wanted / (time.perf_counter() - began), "/s", 50_000, vendor)
        began = time.perf_counter()
        for ruling in rulings[: wanted // 10]:
            explained(authority_data(ruling))
        figure("rulings, explained in sentences", wanted // 10 / (time.perf_counter() - began), "/s", 5_000, vendor)
        figure("decision as PDF, warm", pdf() * 1e3, "ms", 30, vendor)


def held(vendor: str) -> None:
    """How long a process needs for its catalogue when that changed, and for the proof of all of it."""
    from django.conf import settings

    from zhifa.apps.catalogue import queries as catalogue
    from zhifa.apps.catalogue.queries.reading import matter_rows

    began = time.process_time()
    matters = len(matter_rows(settings.ZHIFA_TENANT, {}))
    figure(f"catalogue of {matters:,} matters read", (time.process_time() - began) * 1e3, "ms", 1_000, vendor)
    began = time.process_time()
    report = catalogue.proof(None)
    figure(f"proof of the loaded catalogue, {len(report.days)} days of change", time.process_time() - began, "s", 10, vendor)


def asked(wanted: int) -> list[Any]:
    """Different questions first, then the same again: matter × area × power."""
    from zhifa.apps.catalogue import queries as catalogue
    from zhifa.apps.registry import queries as registry

    areas = [a.code for a in registry.areas() if a.kind in ("township", "platform")]
    powers = ("penalty", "inspection", "coercion")
    every = itertools.product([m.code for m in catalogue.matters()], areas, powers)
    return [catalogue.Asked(matter=m, power=p, area=a, day=DAY) for m, a, p in itertools.islice(itertools.cycle(every), wanted)]


def explained(data: dict[str, Any]) -> list[str]:
    """The sentences of a ruling and of every grant that was considered."""
    from zhifa.interfaces.frame.sentences import say

    reasons = [*data["ruling"]["reasons"], *(c["reason"] for c in data["considered"])]
    return [say(r["code"], r["values"]) for r in reasons]


def pdf() -> float:
    """Seconds for one decision of two pages, the median of warm runs."""
    from tests.apps.documents.samples import SAMPLES
    from zhifa.apps.documents import forms
    from zhifa.apps.documents import pdf as drawing
    from zhifa.interfaces.frame import clock
    from zhifa.law.documents import KINDS

    at, organ, times = clock.now(), "淳安县综合行政执法局", []
    for number in range(PDFS):
        said = {**SAMPLES["DOC-D02"], "organ": organ, "day": f"{DAY}", "number": f"第{number}号"}
        began = time.perf_counter()
        drawing.render(forms.sheet(KINDS["DOC-D02"], said, organ=organ, number=f"第{number}号", demo=True), at)
        times.append(time.perf_counter() - began)
    return sorted(times)[len(times) // 2]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
