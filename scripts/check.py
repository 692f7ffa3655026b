"""`make check`: what reads the code instead of running it. Each check prints one line, and what it found when it fails."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from scripts.steps import PYTHON, ROOT

BIN = PYTHON.parent
CHECKS: dict[str, Sequence[str | Path]] = {
    "style": (BIN / "ruff", "check", "."),
    "format": (BIN / "ruff", "format", "--check", "."),
    "types": (BIN / "mypy",),
    "directions": (BIN / "lint-imports",),
    "migrations": (BIN / "zhifa", "manage", "makemigrations", "--check", "--dry-run"),
    "generated pages": (PYTHON, "-m", "scripts.docs", "--check"),
    "English catalog": (PYTHON, "-m", "scripts.messages", "--check"),
}
SHIPPED = (
    "zhifa/assets/vendor/htmx/htmx.min.js",
    "zhifa/assets/vendor/leaflet/leaflet.js",
    "zhifa/locale/en/LC_MESSAGES/django.mo",
    "zhifa/packs/cn/pack.toml",
    "zhifa/packs/chunan/pack.toml",
    "zhifa/interfaces/frame/templates/frame/base.html",
)


def wheel() -> str:
    """What is wrong with the built wheel; empty when it holds all that an installation needs."""
    with tempfile.TemporaryDirectory() as room:
        words = [PYTHON, "-m", "build", "--wheel", "--no-isolation", "--outdir", room, ROOT]
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            return done.stdout + done.stderr
        with zipfile.ZipFile(next(Path(room).glob("*.whl"))) as archive:
            absent = [name for name in SHIPPED if name not in archive.namelist()]
    return "\n".join(f"the wheel lacks {name}" for name in absent)


def command(words: Sequence[str | Path]) -> str:
    """What the command printed when it failed; empty when it passed."""
    with tempfile.TemporaryDirectory() as room:
        environment = {**os.environ, "ZHIFA_VAR": room}
        done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).strip() or f"ended with {done.returncode}" if done.returncode else ""


def run(title: str) -> bool:
    """One check and its line; whether it passed."""
    start = time.monotonic()
    wrong = wheel() if title == "wheel" else command(CHECKS[title])
    print(f"{'FAIL' if wrong else 'ok  '} {title} ({time.monotonic() - start:.1f} s)", flush=True)
    if wrong:
        print("\n".join(f"     {line}" for line in wrong.splitlines()[-60:]), file=sys.stderr, flush=True)
    return not wrong


def main() -> int:
    """1 when any check failed; all are run, the types beside the others: they take as long as all of those together."""
    others = [title for title in (*CHECKS, "wheel") if title != "types"]
    with ThreadPoolExecutor(2) as pool:
        types = pool.submit(run, "types")
        passed = [run(title) for title in others] + [types.result()]
    print(f"{sum(passed)} passed, {passed.count(False)} failed", flush=True)
    return 0 if all(passed) else 1


if __name__ == "__main__":
    raise SystemExit(main())
