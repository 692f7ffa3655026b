"""Every pair of colours that text is written in reaches 4.5 : 1; borders of controls and map marks reach 3 : 1 (WCAG 2.1 AA)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import zhifa.interfaces.frame

CSS = Path(zhifa.interfaces.frame.__file__).parent / "static" / "frame" / "zhifa.css"
TEXT = [
    *[(ink, ground) for ink in ("ink", "ink-2", "ink-3", "lake") for ground in ("paper", "surface", "hover")],
    *[(ink, "sunken") for ink in ("ink", "ink-2", "ink-3")],
    *[(ink, "lake-wash") for ink in ("ink", "ink-2", "lake", "lake-deep")],
    *[(tone, ground) for tone in ("amber", "red", "green") for ground in (f"{tone}-wash", "surface", "paper")],
    *[("ink", f"{tone}-wash") for tone in ("amber", "red", "green")],
    *[("ink-2", f"{tone}-wash") for tone in ("amber", "red", "green")],
    ("on-lake", "lake"),
    ("on-lake", "lake-deep"),
    ("on-red", "red"),
    ("on-bar", "bar"),
    ("on-bar-2", "bar"),
    ("paper", "ink"),
    ("surface", "green"),
    *[("ink", f"cover-{n}") for n in range(1, 9)],
    ("ink", "map-lake"),
]
LINES = [
    *[("line-strong", ground) for ground in ("paper", "surface")],
    *[(mark, "surface") for mark in ("lake", "red", "amber", "green")],  # marks on the map are ringed with it
    *[("lake", f"cover-{n}") for n in range(1, 9)],
    ("lake", "map-lake"),
]


def palettes() -> dict[str, dict[str, str]]:
    text = CSS.read_text()
    day = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", text[text.index(":root {") : text.index('[data-theme="wall"] {')]))
    wall_at = text.index('[data-theme="wall"] {')
    wall = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", text[wall_at : text.index("}", wall_at)]))
    return {"day": day, "wall": day | wall}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["day", "wall"])
def test_text_can_be_read(theme: str) -> None:
    palette = palettes()[theme]
    weak = {f"{a} on {b}": round(contrast(palette[a], palette[b]), 2) for a, b in TEXT if contrast(palette[a], palette[b]) < 4.5}
    assert not weak


@pytest.mark.parametrize("theme", ["day", "wall"])
def test_borders_and_marks_can_be_seen(theme: str) -> None:
    palette = palettes()[theme]
    weak = {f"{a} on {b}": round(contrast(palette[a], palette[b]), 2) for a, b in LINES if contrast(palette[a], palette[b]) < 3}
    assert not weak


def test_the_colours_of_the_house_stand() -> None:
    day = palettes()["day"]
    assert (day["ink"], day["paper"], day["lake"], day["amber"], day["red"], day["green"]) == (
        "#17212b",
        "#f7f8f8",
        "#0b6074",
        "#b45309",
        "#b42318",
        "#19713b",
    )
