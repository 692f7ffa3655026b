"""The running installation, before any story: it is ready, and each door opens for those who work there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.e2e.installation import Installation
from zhifa.apps.accounts.services import DEMONSTRATION_PASSWORD

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_it_says_that_it_is_ready(house: Installation, desk: Page) -> None:
    answer = desk.goto("/healthz")
    assert answer is not None
    assert answer.json() == {"ready": True, "missing": []}


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_the_public_front_page_fits_the_screen(size: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(size)
    answer = page.goto("/")
    assert answer is not None
    assert answer.status == 200
    assert page.evaluate(OVERFLOW) <= 0


@pytest.mark.parametrize(
    ("username", "size", "home"),
    [
        ("dispatcher-1", "desk", "/desk/"),
        ("leader", "desk", "/desk/"),
        ("regulator-housing-construction", "desk", "/desk/"),
        ("commander-fenkou", "desk", "/desk/"),
        ("fenkou-leader", "phone", "/m/"),
        ("fenkou-officer-1", "phone", "/m/"),
    ],
)
def test_the_home_of_each_duty_opens_and_fits_the_screen(
    username: str, size: str, home: str, sign_in: Callable[[Page, str, str], None], request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(size)
    sign_in(page, username, DEMONSTRATION_PASSWORD)
    answer = page.goto(home)
    assert answer is not None
    assert answer.status == 200
    assert page.evaluate(OVERFLOW) <= 0
