"""What the front page orders of `zhifa run` and what is shown of it: small files under the runtime directory, demonstration only."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

SPEEDS = (60.0, 240.0, 0.0)
USUAL, JUMP, PAUSE = 120.0, 0.0, -1.0
FINAL = frozenset({"done", "failed", "stopped"})
Board = Mapping[str, Any]


def room() -> Path:
    """Where the files are; made when it is missing."""
    folder = Path(settings.VAR) / "replay"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def board_file() -> Path:
    """Written by the play."""
    return room() / "board.json"


def pace_file() -> Path:
    """Read by the play."""
    return room() / "pace.json"


def order(what: str) -> None:
    """play or stop; whoever runs the installation takes it."""
    _write(room() / "order.json", {"order": what})


def taken() -> str:
    """The order that waits, which is then gone; empty: none. Raises nothing for a file that is no order."""
    file = room() / "order.json"
    try:
        found = str(json.loads(file.read_text())["order"])
    except FileNotFoundError:
        return ""
    except (ValueError, KeyError, TypeError):
        found = ""
    file.unlink(missing_ok=True)
    return found


def go_at(speed: float) -> None:
    """How fast: times the machine's pace, JUMP or PAUSE."""
    _write(pace_file(), {"speed": speed})


def board() -> Board:
    """What the play shows; empty when none was ever ordered."""
    try:
        found: Board = json.loads(board_file().read_text())
    except (FileNotFoundError, ValueError):
        return {}
    return found


def ended(state: str, why: str = "") -> None:
    """The play ended without saying so itself; nothing when none was ever ordered."""
    shown = board()
    if shown and shown.get("state") not in FINAL:
        _write(board_file(), {**shown, "state": state, "why": why})


def ordered() -> None:
    """A play begins: what the last one showed is gone."""
    _write(board_file(), {"state": "starting"})


def _write(file: Path, content: Mapping[str, Any]) -> None:
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    part.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    part.replace(file)
