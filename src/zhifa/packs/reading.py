"""Reading pack files. Errors name the file and, in tables, the line."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent


class PackError(ValueError):
    """A pack file that does not say what it must."""


def layer_path(layer: str) -> Path:
    """The folder of a layer; raises PackError when there is none."""
    path = ROOT / layer
    if not (path / "pack.toml").is_file():
        raise PackError(f"no pack layer {layer!r}: {path.name}/pack.toml is missing")
    return path


def read_toml(path: Path) -> dict[str, Any]:
    """The whole file as plain values; raises PackError with the file name."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise PackError(f"{_name(path)}: {error}") from error


def read_csv(path: Path, *columns: str) -> Iterator[tuple[str, dict[str, str]]]:
    """("file:line", row) for each line; cells are stripped. `columns` must be in the header. Lines beginning with # are
    remarks."""
    with path.open(encoding="utf-8-sig", newline="") as lines:  # spreadsheets begin their UTF-8 with a mark
        kept = ((n, line) for n, line in enumerate(lines, 1) if not line.startswith("#") and line.strip())
        numbers: list[int] = []
        reader = csv.DictReader(line for n, line in kept if not numbers.append(n))  # type: ignore[func-returns-value]
        missing = set(columns) - set(reader.fieldnames or ())
        if missing:
            raise PackError(f"{_name(path)}: columns missing: {', '.join(sorted(missing))}")
        for row in reader:
            yield f"{_name(path)}:{numbers[-1]}", {k: (v or "").strip() for k, v in row.items() if k}


def a_date(where: str, text: object) -> date:
    """TOML date or ISO text; raises PackError."""
    if isinstance(text, date):
        return text
    try:
        return date.fromisoformat(str(text))
    except ValueError as error:
        raise PackError(f"{where}: not a date: {text!r}") from error


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name
