"""`make bench`: every program of this folder, one after the other. They print what this machine does and assert nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent


def main() -> int:
    """1 when a program failed."""
    failed = 0
    for program in sorted(FOLDER.glob("[!_]*.py")):
        print(f"\n── {program.stem} ──", flush=True)
        failed += bool(subprocess.run([sys.executable, program], cwd=FOLDER.parent, check=False).returncode)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
