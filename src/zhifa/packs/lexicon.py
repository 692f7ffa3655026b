"""The everyday words of a pack: which speak for enforcement, which for something else, which for what field."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from zhifa.algorithms.matching import Lexicon, Phrase

FOLDER = Path(__file__).parent
GROUPS = ("strong", "plain", "faint")


def load_lexicon(layers: Sequence[str]) -> Lexicon:
    """The lexicons of all layers together; a later layer adds to an earlier one. ValueError names the file and the bad phrase."""
    return _load(tuple(layers))


@cache
def _load(layers: tuple[str, ...]) -> Lexicon:
    kinds: dict[str, tuple[Phrase, ...]] = {}
    domains: dict[str, tuple[Phrase, ...]] = {}
    danger: tuple[Phrase, ...] = ()
    names: dict[str, str] = {}
    for path in (FOLDER / layer / "lexicon.toml" for layer in layers):
        if not path.exists():
            continue
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
            weights: Mapping[str, float] = data["weights"]
            for target, section in ((kinds, data.get("kinds", {})), (domains, data.get("domains", {}))):
                for code, entry in section.items():
                    names.setdefault(code, str(entry["name"]))
                    target[code] = target.get(code, ()) + _phrases(entry, weights)
            danger += tuple(Phrase.parse(text) for text in data.get("danger", {}).get("phrases", ()))
        except (ValueError, KeyError) as e:
            raise ValueError(f"{path.parent.name}/{path.name}: {e}") from e
    return Lexicon(kinds, domains, danger, names)


def _phrases(entry: Mapping[str, Any], weights: Mapping[str, float]) -> tuple[Phrase, ...]:
    return tuple(Phrase.parse(text, weights[group]) for group in GROUPS for text in entry.get(group, ()))
