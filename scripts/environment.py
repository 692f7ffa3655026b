"""The virtual environment .venv: locked packages with hashes, then the command `zhifa` from this folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from scripts.steps import CACHE, PYTHON, ROOT, Progress, run

LOCKS = ROOT / "requirements"
OFFLINE = "Is the network there? The packages come from the configured Python package index."


def create(progress: Progress, *, development: bool) -> None:
    """Creates .venv when absent or made by another Python; installs the runtime set, and for tests the development set."""
    lock = LOCKS / ("dev.lock" if development else "runtime.lock")
    interpreter = f"{sys.executable} {sys.version}"
    progress.step("virtual environment", [interpreter], [PYTHON], venv)
    title = "development packages" if development else "packages"
    progress.step(title, [lock, interpreter], [PYTHON], lambda: install(progress, lock))
    made_from = [ROOT / "pyproject.toml", LOCKS / "build.lock", interpreter]
    progress.step("command zhifa", made_from, [PYTHON.with_name("zhifa")], lambda: command(progress))


def venv() -> str | None:
    """A fresh environment; what another Python left is removed, one of this Python is kept."""
    asked = [PYTHON, "-c", "import sys, pip; print(sys.version)"]
    if PYTHON.exists() and subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() == sys.version:
        return "kept"
    run([sys.executable, "-m", "venv", "--clear", ROOT / ".venv"], "Run: apt-get install -y python3-venv")
    return None


def install(progress: Progress, lock: Path) -> str:
    """Downloads first, so that the time on the network is known, then installs without network."""
    wheels = CACHE / "wheels"
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "-q"]
    with progress.downloading():
        run([*pip, "download", "--require-hashes", "--only-binary", ":all:", "-r", lock, "-d", wheels], OFFLINE)
    run([*pip, "install", "--require-hashes", "--no-index", "--find-links", wheels, "-r", lock])
    return f"{sum(line.rstrip().endswith(chr(92)) and '==' in line for line in lock.read_text().splitlines())} locked with hashes"


def command(progress: Progress) -> None:
    """The editable install, built with the locked build tools in this environment."""
    install(progress, LOCKS / "build.lock")
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "-q", "install"]
    run([*pip, "--no-deps", "--no-build-isolation", "--no-index", "-e", ROOT])
