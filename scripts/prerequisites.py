"""What the machine must have before the first step, each with the command that brings it."""

from __future__ import annotations

import importlib.util
import os
import ssl
import sys
from pathlib import Path

from scripts.steps import Failed

LEAST = (3, 11)
DEBIAN = "apt-get install -y"


def missing() -> list[str]:
    """One sentence per missing thing, with the command to run; empty when all is there."""
    found: list[str] = []
    if sys.version_info < LEAST:
        have = ".".join(map(str, sys.version_info[:3]))
        found.append(f"Python {have} is older than 3.11. Run: {DEBIAN} python3 (Debian 12+, Ubuntu 24.04+) or make run PYTHON=python3.11")
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        found.append(f"Python's venv module is missing. Run: {DEBIAN} python3-venv")
    if not certificates():
        found.append(f"No certificates of certification authorities. Run: {DEBIAN} ca-certificates")
    return found


def certificates() -> bool:
    """Whether anything to trust is configured: without it every download fails with an unclear word."""
    paths = ssl.get_default_verify_paths()
    places = [os.environ.get(paths.openssl_cafile_env), paths.cafile, "/etc/ssl/certs/ca-certificates.crt", paths.openssl_cafile]
    return any(place and Path(place).is_file() for place in places)


def check() -> None:
    """Raises with all that is missing at once."""
    if lines := missing():
        raise Failed("\n".join(["Before the set-up (with sudo or as root):", *lines]))
