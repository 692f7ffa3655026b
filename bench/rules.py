"""How many questions of the rules door one process answers in a second: every row of the tables, mixed.

.venv/bin/python bench/rules.py [SECONDS]
"""

from __future__ import annotations

import random
import sys
import time

from _house import figure

from tests.law import tables
from zhifa.law.questions.door import Door
from zhifa.packs.book import load_book
from zhifa.packs.plan import load_plan


def figures(seconds: float = 3.0) -> dict[str, float]:
    """`questions`: different ones; `start`: seconds to build book and door; `per_second`: over `seconds`; `per_cpu_second`:
    the same for the time that this process had a core; `p50`, `p99`: milliseconds."""
    lines = [line for file in sorted(tables.HERE.glob("*.csv")) for line, _, _ in tables.rows(file.stem)]
    random.Random(1).shuffle(lines)
    began = time.perf_counter()
    door = Door(load_book(("cn",)), load_plan("chunan"))
    door.answer(lines[0], 1)
    start = time.perf_counter() - began
    took: list[float] = []
    cpu = time.process_time()
    began = last = time.perf_counter()
    while last - began < seconds:
        for number, line in enumerate(lines, 1):
            door.answer(line, number)
            now = time.perf_counter()
            took.append(now - last)
            last = now
    cpu = time.process_time() - cpu
    took.sort()
    return {
        "questions": len(lines),
        "start": start,
        "per_second": len(took) / (last - began),
        "per_cpu_second": len(took) / cpu,
        "p50": took[len(took) // 2] * 1000,
        "p99": took[len(took) * 99 // 100] * 1000,
    }


def main(seconds: float) -> None:
    """One line."""
    found = figures(seconds)
    figure("rules asked, mixed, one process", found["per_second"], "/s", 5000)
    print(f"{found['questions']} different questions, door ready in {found['start']:.2f} s")
    print(f"{found['per_second']:8,.0f} questions/s in one process, {found['per_cpu_second']:,.0f} per second of a core")
    print(f"half in {found['p50']:.3f} ms, 99 % in {found['p99']:.3f} ms")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 3.0)
