"""What people do in the journeys, in their words."""

from __future__ import annotations

import io
import json
import subprocess
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.installation import COMMAND, Installation, environment
from zhifa.apps.accounts.queries import DEMONSTRATION_PASSWORD

SignIn = Callable[..., None]


@dataclass
class People:
    """Pages of people who are logged in, opened once each."""

    open_page: Callable[..., Page]
    sign_in: SignIn

    def at_desk(self, username: str) -> Page:
        """1440 wide."""
        return self._page(username, {"width": 1440, "height": 900})

    def on_phone(self, username: str) -> Page:
        """390 wide."""
        return self._page(username, {"width": 390, "height": 844})

    def _page(self, username: str, size: dict[str, int]) -> Page:
        page = self.open_page(size)
        self.sign_in(page, username, DEMONSTRATION_PASSWORD, shown=False)
        return page


def scene(folder: Path, name: str, colour: tuple[int, int, int]) -> Path:
    """A picture as a camera would give it."""
    picture = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(picture, "JPEG")
    path = folder / name
    path.write_bytes(picture.getvalue())
    return path


def report_call(page: Page, text: str, area: str, address: str) -> str:
    """The dispatcher writes down a call; returns the incident's number."""
    page.goto("/desk/queue/")
    page.keyboard.press("i")
    page.get_by_label("反映内容").fill(text)
    page.get_by_label("所在乡镇或平台").select_option(label=area)
    page.get_by_label("地址").fill(address)
    page.get_by_label("反映人").fill("来电群众")
    page.get_by_label("电话").fill("13800001234")
    page.get_by_role("button", name="登记").click()
    page.wait_for_url("**/desk/queue/?open=*")
    return page.url.split("open=")[1]


def choose_only(page: Page, matter: str) -> None:
    """Leaves this proposal chosen and no other."""
    for box in page.locator("#incident input[name=matters]").all():
        box.set_checked(box.get_attribute("value") == matter)


def press(page: Page, name: str) -> None:
    """A button or a link by what it says."""
    page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first.click()


def says(page: Page, text: str) -> None:
    """The page shows this."""
    expect(page.get_by_text(text).first).to_be_visible()


def run(house: Installation, *words: str) -> str:
    """A command of the installation, as its operator would give it."""
    done = subprocess.run([*COMMAND, *words], env=environment(house.var), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def post(house: Installation, path: str, token: str, body: dict[str, Any]) -> dict[str, Any]:
    """What a source system sends."""
    request = urllib.request.Request(
        house.url + path,
        json.dumps(body).encode(),
        {"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        found: dict[str, Any] = json.loads(answer.read())
    return found
