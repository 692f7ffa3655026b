"""How the processes of the house look for garbage."""

from __future__ import annotations

import gc

YOUNG = 20_000
OLD = 50


def settle() -> None:
    """What stands at the start lives as long as the process, so it is never looked through again; and a batch of rows makes more
    objects than Python's own thresholds expect: looking after every 700 took a quarter of an import's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, OLD, OLD)
