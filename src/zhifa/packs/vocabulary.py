"""The matcher's vocabulary from packs alone: everyday words of matters and the lexicon."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from zhifa.algorithms.matching import MatterWords, Vocabulary, everyday, matter_words
from zhifa.packs.county import Entry, load_county
from zhifa.packs.lexicon import load_lexicon
from zhifa.packs.reading import PackError


def load_vocabulary(layers: Sequence[str]) -> Vocabulary:
    """Cached per tuple of layers. Raises PackError naming file and line of a bad word."""
    return _load(tuple(layers))


@lru_cache(maxsize=4)
def _load(layers: tuple[str, ...]) -> Vocabulary:
    return Vocabulary(tuple(_matter(entry) for entry in load_county(layers).table("matters")), load_lexicon(layers))


def _matter(entry: Entry) -> MatterWords:
    values = entry.values
    try:
        return matter_words(entry.code, str(values["domain"]), str(values["name"]), everyday(values.get("words", ())))
    except ValueError as error:
        raise PackError(f"{entry.where}: {error}") from error
