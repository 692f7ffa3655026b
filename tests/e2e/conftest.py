"""Real Chromium on a real installation. `desk` is 1440x900, `phone` 390x844; both fail on script errors and on outbound requests.

With ZHIFA_PICTURES=1 `picture(page, name)` writes into docs/guide, else nothing: a picture proves nothing and takes its time.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from scripts import machine
from tests.e2e import installation
from tests.e2e.installation import Installation
from tests.settings import REPOSITORY, ROOM

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
SETTLED = "() => !document.querySelector('.htmx-request') && [...document.querySelectorAll('[data-map]')].every((map) => map.county)"
GUIDE = REPOSITORY / "docs" / "guide"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser journey."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A runtime directory with tables, packs and static files, made by the first worker that comes and copied by each installation."""
    run = tmp_path_factory.getbasetemp()
    run = run.parent if "PYTEST_XDIST_WORKER" in os.environ else run
    template = run / "prepared"
    with (run / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            begun = run / "prepared.part"
            begun.mkdir()
            installation.prepare(begun)
            begun.rename(template)
    return template


@pytest.fixture(scope="module")
def house(prepared: Path, request: pytest.FixtureRequest) -> Iterator[Installation]:
    """One running installation per test file, its clock at 2026-09-01 10:00 in Chun'an."""
    made = installation.copy(prepared, ROOM / f"house-{request.path.stem}")
    made.clock(datetime.fromisoformat("2026-09-01T10:00:00+08:00"))
    made.start()
    yield made
    made.stop()
    shutil.rmtree(made.var, ignore_errors=True)


def fontconfig() -> Path:
    """The fonts of the set-up for the browser too, so that pictures show Chinese on a machine without such fonts."""
    fonts = Path(os.environ["ZHIFA_FONTS"])
    file = ROOM / "fonts.conf"
    file.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{fonts}</dir><dir>/usr/share/fonts</dir><cachedir>{ROOM / 'fontcache'}</cachedir>"
        "<alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias></fontconfig>"
    )
    return file


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of the machine (or ZHIFA_CHROMIUM), headless."""
    program = machine.chromium()
    if program is None:
        pytest.fail("no Chromium. Run: apt-get install -y chromium (or set ZHIFA_CHROMIUM)", pytrace=False)
    # Playwright keeps an event loop in this thread, which Django's guard would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    environment = {**os.environ, "FONTCONFIG_FILE": str(fontconfig())}
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=flags, env=environment)
        yield started
        started.close()


class Watched:
    """What a page did wrong while it was used."""

    def __init__(self, home: str) -> None:
        self.home, self.faults = home, list[str]()

    def watch(self, page: Page) -> Page:
        """Script errors, refused content and requests that leave the installation."""
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        page.on("console", lambda line: self.faults.append(line.text) if "Content Security Policy" in line.text else None)
        page.on("request", lambda asked: self.leaves(asked.url))
        return page

    def leaves(self, url: str) -> None:
        """Notes a request to another host."""
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and f"{parts.scheme}://{parts.netloc}" != self.home:
            self.faults.append(f"outbound request: {url}")


def screen(browser: Browser, house: Installation, size: dict[str, int]) -> BrowserContext:
    """A session of its own, as another person on another machine would have."""
    phone = size["width"] < 600
    context = browser.new_context(
        viewport=size, base_url=house.url, locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce",
        has_touch=phone, is_mobile=phone,
    )  # fmt: skip
    context.set_default_timeout(8000)
    return context


@pytest.fixture
def open_page(browser: Browser, house: Installation) -> Iterator[Callable[..., Page]]:
    """`open_page(size)`: a page in a session of its own."""
    contexts: list[BrowserContext] = []
    watched = Watched(house.url)

    def opened(size: dict[str, int] = DESK) -> Page:
        contexts.append(screen(browser, house, size))
        return watched.watch(contexts[-1].new_page())

    yield opened
    for context in contexts:
        context.close()
    assert watched.faults == []


@pytest.fixture(scope="module")
def screens(browser: Browser, house: Installation) -> Iterator[Callable[[dict[str, int]], tuple[Page, Watched]]]:
    """One screen of each size for the tests of a file that only look."""
    made: dict[int, tuple[Page, Watched]] = {}

    def given(size: dict[str, int]) -> tuple[Page, Watched]:
        if size["width"] not in made:
            watched = Watched(house.url)
            made[size["width"]] = watched.watch(screen(browser, house, size).new_page()), watched
        return made[size["width"]]

    yield given
    for page, _ in made.values():
        page.context.close()


@pytest.fixture
def look(screens: Callable[[dict[str, int]], tuple[Page, Watched]]) -> Iterator[Callable[..., Page]]:
    """`look(address, size, cookies, status)`: the page when all of it is there, for whom the cookies name (nobody). A new session takes two
    seconds of processor time before it shows anything, so all who only look share one of each size."""
    seen: list[Watched] = []

    def at(address: str, size: dict[str, int] = DESK, cookies: Sequence[Any] = (), status: int = 200) -> Page:
        page, watched = screens(size)
        seen.append(watched)
        page.context.clear_cookies()
        page.context.add_cookies(cookies)
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == status
        assert urlsplit(page.url).path == urlsplit(address).path  # not led to the login
        page.wait_for_function(SETTLED)
        return page

    yield at
    faults = [fault for watched in seen for fault in watched.faults]
    for watched in seen:
        watched.faults.clear()
    assert faults == []


@pytest.fixture
def desk(open_page: Callable[..., Page]) -> Page:
    """A desk screen."""
    return open_page(DESK)


@pytest.fixture
def phone(open_page: Callable[..., Page]) -> Page:
    """An officer's phone."""
    return open_page(PHONE)


@pytest.fixture
def sign_in() -> Callable[..., None]:
    """`sign_in(page, username, password)` logs in through the form, as a person does. With `shown=False` the session sends the form
    without showing it or the page behind it, for stories that begin after it."""

    def signed(page: Page, username: str, password: str, *, shown: bool = True) -> None:
        if not shown:
            send_login(page.context, username, password)
            return
        page.goto("/login")
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", password)
        page.click("form button[type=submit]")
        page.wait_for_url(lambda url: not urlsplit(url).path.startswith("/login"))

    return signed


def send_login(context: BrowserContext, username: str, password: str) -> None:
    """The form of /login, filled and sent; its answer leads on when the password is right."""
    key = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', context.request.get("/login").text())
    assert key
    form: dict[str, str | float | bool] = {"csrfmiddlewaretoken": key[1], "username": username, "password": password}
    answer = context.request.post("/login", form=form, max_redirects=0)
    assert answer.status == 302, answer.text()


@pytest.fixture
def picture() -> Callable[[Page, str], None]:
    """`picture(page, "01-desk")` takes what the screen shows into the guide, when ZHIFA_PICTURES=1 asks for its pictures."""

    def taken(page: Page, name: str) -> None:
        if os.environ.get("ZHIFA_PICTURES") == "1":
            page.screenshot(path=GUIDE / f"{name}.png", animations="disabled")

    return taken
