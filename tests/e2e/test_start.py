"""The running installation, before any story."""

from playwright.sync_api import Page

from tests.e2e.installation import Installation


def test_it_is_ready_and_its_front_page_is_drawn_without_leaving_the_machine(house: Installation, desk: Page) -> None:
    answer = desk.goto("/healthz")
    assert answer is not None
    assert answer.status == 200
