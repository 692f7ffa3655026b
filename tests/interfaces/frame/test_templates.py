"""What holds for every template of every door."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import zhifa.interfaces

DOORS = Path(zhifa.interfaces.__file__).parent
TEMPLATES = sorted(DOORS.glob("*/templates/**/*.html"))
ICONS = set(re.findall(r'symbol id="(\w+)"', (DOORS / "frame/static/frame/icons.svg").read_text()))
NAMES = [str(t.relative_to(DOORS)) for t in TEMPLATES]


@pytest.fixture(params=TEMPLATES, ids=NAMES)
def source(request: pytest.FixtureRequest) -> str:
    return request.param.read_text()  # type: ignore[no-any-return]


def test_no_script_or_style_stands_in_a_template(source: str) -> None:
    scripts = [s for s in re.findall(r"<script\b[^>]*>", source) if "src=" not in s and "application/json" not in s]
    assert not scripts
    assert "<style" not in source
    assert not re.search(r"\sstyle=[\"']", source)
    assert not re.search(r"\son[a-z]+=[\"']", source)
    assert not re.search(r"\shx-on", source)
    assert "javascript:" not in source


def test_no_address_outside_the_house_is_loaded(source: str) -> None:
    assert not re.search(r"(src|href)=[\"'](https?:)?//", source)


def test_every_icon_exists(source: str) -> None:
    used = set(re.findall(r'{% icon "(\w+)"', source)) | set(re.findall(r'icon="(\w+)"', source))
    assert used <= ICONS


def test_pictures_say_what_they_show(source: str) -> None:
    assert all("alt=" in tag for tag in re.findall(r"<img\b[^>]*>", source))


def test_forms_that_change_something_carry_the_token(source: str) -> None:
    for form in re.findall(r"<form\b.*?</form>", source, re.S):
        if re.search(r"method=[\"']post", form):
            assert "csrf" in form


def test_a_template_is_short_enough_to_read(source: str) -> None:
    assert len(source.splitlines()) <= 150
