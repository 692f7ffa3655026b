"""How fast texts are matched to matters: the packs' words, a memory of corrections, and 4,000 bare matters beside them.

.venv/bin/python bench/matching.py [CORRECTIONS]
"""

from __future__ import annotations

import csv
import sys
import time
import tracemalloc

from _house import CALLS, figure

from tests.algorithms.compiled_names import compiled
from zhifa.algorithms.matching import Correction, Matcher, Vocabulary
from zhifa.packs.vocabulary import load_vocabulary

ROUNDS = 10
COMPILED = 4_000  # matters without everyday words, by pattern


def main(corrections: int) -> None:
    """Texts per second of this process for a call of one sentence and for a letter of eight."""
    calls = [row["text"] for row in csv.DictReader(CALLS.read_text(encoding="utf-8").splitlines())]
    letters = ["。".join(calls[i : i + 8]) for i in range(0, len(calls) - 8, 2)]
    packs = load_vocabulary(("cn", "zhejiang", "chunan"))
    for vocabulary in (packs, Vocabulary((*packs.matters, *compiled(COMPILED)), packs.lexicon)):
        measure(vocabulary, calls, letters, corrections)


def measure(vocabulary: Vocabulary, calls: list[str], letters: list[str], corrections: int) -> None:
    """One table for one catalogue."""
    learned = [Correction(f"{calls[i % len(calls)]}{i}", ("UM-001",), ("UM-002",)) for i in range(corrections)]
    tracemalloc.start()
    began = time.process_time()
    matcher = Matcher(vocabulary, learned)
    size = tracemalloc.get_traced_memory()[0] / 2**20
    tracemalloc.stop()
    print(f"{len(vocabulary.matters)} matters, {corrections} corrections: built in {time.process_time() - began:.2f} s, {size:.1f} MB")
    for what, texts in (("calls of one sentence", calls), ("letters of eight sentences", letters)):
        what = f"{what}, {len(vocabulary.matters)} matters"
        began = time.process_time()
        for _ in range(ROUNDS):
            for text in texts:
                matcher.match(text)
        seconds = time.process_time() - began
        figure(f"texts matched, {what}", len(texts) * ROUNDS / seconds, "texts/s", 300 if texts is calls else None)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
