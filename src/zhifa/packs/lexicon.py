"""The everyday words of a pack: which speak for enforcement, which for something else, which for what field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from zhifa.algorithms.matching import Confidence, Lexicon, Phrase
from zhifa.packs.reading import PackError, layer_path, read_toml

GROUPS = ("strong", "plain", "faint")


def load_lexicon(layers: Sequence[str]) -> Lexicon:
    """The lexicons of all layers together; a later layer adds to an earlier one. Cached per tuple of layers. Raises PackError
    naming the file and the bad phrase."""
    return _load(tuple(layers))


@lru_cache(maxsize=8)
def _load(layers: tuple[str, ...]) -> Lexicon:
    kinds: dict[str, tuple[Phrase, ...]] = {}
    domains: dict[str, tuple[Phrase, ...]] = {}
    matters: dict[str, tuple[Phrase, ...]] = {}
    danger: tuple[Phrase, ...] = ()
    names: dict[str, str] = {}
    confidence = Confidence()
    for path in (layer_path(layer) / "lexicon.toml" for layer in layers):
        if path.is_file():
            data = read_toml(path)
            for target, section in ((kinds, "kinds"), (domains, "domains"), (matters, "matters")):
                for code, entry in data.get(section, {}).items():
                    if "name" in entry:
                        names[code] = str(entry["name"])
                    target[code] = target.get(code, ()) + _phrases(path, entry, data.get("weights", {}))
            danger += tuple(_phrase(path, text, 1.0) for text in data.get("danger", {}).get("phrases", ()))
            if "confidence" in data:
                confidence = _confidence(path, data["confidence"])
    return Lexicon(kinds, domains, matters, danger, names, confidence)


def _confidence(path: Path, data: Mapping[str, Any]) -> Confidence:
    """Measured points; raises PackError when they are not between 0 and 1 or fall."""
    points = {name: tuple((float(raw), float(share)) for raw, share in data.get(name, ())) for name in ("enforcement", "field")}
    for name, found in points.items():
        shares = [share for _, share in found]
        if sorted(found) != list(found) or sorted(shares) != shares or not all(0 <= share <= 1 for share in shares):
            raise PackError(f"{path.parent.name}/{path.name}: confidence.{name} must rise, with shares from 0 to 1")
    return Confidence(points["enforcement"], points["field"], float(data["high"]), float(data["medium"]))


def _phrases(path: Path, entry: Mapping[str, Any], weights: Mapping[str, float]) -> tuple[Phrase, ...]:
    return tuple(_phrase(path, text, float(weights.get(group, 1.0))) for group in GROUPS for text in entry.get(group, ()))


def _phrase(path: Path, text: str, weight: float) -> Phrase:
    try:
        return Phrase.parse(text, weight)
    except ValueError as error:
        raise PackError(f"{path.parent.name}/{path.name}: {error}") from error
