"""The independent program, called in this process."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parents[3] / "tools" / "verify_trail.py"


def verify_export(export: Path, evidence: Path | None = None) -> int:
    """Exit code of the program."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["verify_trail.py", str(export), *(["--evidence", str(evidence)] if evidence else [])])
        with pytest.raises(SystemExit) as ended:
            runpy.run_path(str(PROGRAM), run_name="__main__")
    return int(ended.value.code or 0)
