"""`python -m tests.walk --acts 5000 [--seed 7]`: a long walk on a database of its own (ZHIFA_TEST_DATABASE for PostgreSQL)."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path


def main() -> int:
    """The exit code of pytest."""
    parser = argparse.ArgumentParser(prog="python -m tests.walk", description=__doc__)
    parser.add_argument("--acts", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=None, help="of the first walk; without it a new one, which is printed")
    asked = parser.parse_args()
    chosen = {} if asked.seed is None else {"ZHIFA_WALK_SEED": str(asked.seed)}
    words = [sys.executable, "-m", "pytest", str(Path(__file__).with_name("test_walk.py")), "-p", "no:randomly"]
    return subprocess.call(words, cwd=Path(__file__).parents[2], env={**os.environ, **chosen, "ZHIFA_WALK_ACTS": str(asked.acts)})


if __name__ == "__main__":
    raise SystemExit(main())
