"""The matcher's vocabulary from packs alone: everyday words of matters and the lexicon."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from zhifa.algorithms.matching import Vocabulary
from zhifa.packs.lexicon import load_lexicon
from zhifa.packs.reading import PackError, layer_path


def load_vocabulary(layers: Sequence[str]) -> Vocabulary:
    """Cached per tuple of layers. Layers without a pack are an error (PackError)."""
    return _load(tuple(layers))


@lru_cache(maxsize=8)
def _load(layers: tuple[str, ...]) -> Vocabulary:
    return Vocabulary((), load_lexicon(layers))
