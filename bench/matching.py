"""How fast texts are matched to matters: the packs' words, and a memory of corrections.

.venv/bin/python bench/matching.py [CORRECTIONS]
"""

from __future__ import annotations

import csv
import sys
import time
import tracemalloc

from _house import CALLS, figure

from zhifa.algorithms.matching import Correction, Matcher
from zhifa.packs.vocabulary import load_vocabulary

ROUNDS = 10


def main(corrections: int) -> None:
    """Texts per second for a call of one sentence and for a letter of eight."""
    calls = [row["text"] for row in csv.DictReader(CALLS.read_text(encoding="utf-8").splitlines())]
    letters = ["。".join(calls[i : i + 8]) for i in range(0, len(calls) - 8, 2)]
    vocabulary = load_vocabulary(("cn", "zhejiang", "chunan"))
    learned = [Correction(f"{calls[i % len(calls)]}{i}", ("UM-001",), ("UM-002",)) for i in range(corrections)]
    tracemalloc.start()
    began = time.perf_counter()
    matcher = Matcher(vocabulary, learned)
    size = tracemalloc.get_traced_memory()[0] / 2**20
    tracemalloc.stop()
    print(f"{len(vocabulary.matters)} matters, {corrections} corrections: built in {time.perf_counter() - began:.2f} s, {size:.1f} MB")
    for what, texts in (("calls of one sentence", calls), ("letters of eight sentences", letters)):
        began = time.perf_counter()
        for _ in range(ROUNDS):
            for text in texts:
                matcher.match(text)
        seconds = time.perf_counter() - began
        figure(f"texts matched, {what}", len(texts) * ROUNDS / seconds, "texts/s", 300 if texts is calls else None)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
