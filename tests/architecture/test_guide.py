"""The pictures of the guide are those that the journeys take, and every one is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.law
ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide"


def shown() -> set[str]:
    pages = [*GUIDE.glob("*.md"), ROOT / "README.md", ROOT / "README.zh-CN.md"]
    return {Path(name).name for page in pages for name in re.findall(r"\]\(([^)]+\.png)\)", page.read_text(encoding="utf-8"))}


def taken() -> set[str]:
    journeys = (ROOT / "tests" / "e2e").glob("*.py")
    return {f"{name}.png" for page in journeys for name in re.findall(r'picture\([\w.]+, "([^"]+)"', page.read_text(encoding="utf-8"))}


def test_every_picture_shown_exists_and_every_picture_is_shown() -> None:
    assert {p.name for p in GUIDE.glob("*.png")} == shown()


def test_every_picture_shown_is_taken_by_a_journey() -> None:
    assert shown() <= taken()
