"""The import linter's contracts, as a test of their own so that a plain test run shows a wrong direction."""

from __future__ import annotations

import subprocess
import sys

from tests.settings import REPOSITORY


def test_every_import_goes_downwards() -> None:
    words = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache"]
    done = subprocess.run(words, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


def test_the_law_is_usable_without_django() -> None:
    code = "import sys, pkgutil, importlib, zhifa.law as law, zhifa.algorithms as algorithms\n"
    code += "for room in (law, algorithms):\n"
    code += "    for found in pkgutil.walk_packages(room.__path__, room.__name__ + '.'): importlib.import_module(found.name)\n"
    code += "sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, check=False).returncode == 0
