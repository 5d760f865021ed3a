"""Browser tests need a browser: without one they fail and say what to install; they are never skipped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect, sync_playwright

from ledgergen.model.account import Role
from tests.web.review_workspace import Served, make_workspace, serve
from tests.web.visits import Clock

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

expect.set_options(timeout=30_000)  # as long as for all else that is waited for: the machine may be busy


def find_chromium() -> str:
    given = os.environ.get("CHROMIUM")
    found = given or next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        raise RuntimeError(
            "the browser tests need Chromium: apt-get install chromium, or set CHROMIUM to one"
        )
    return found


# One browser a module, and not for the whole session: while it is open, an event loop runs in this
# thread, and whatever other tests start with `asyncio.run` would fail.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> str | None:
    """A database's address, for each kind there is: None is the workspace's own file."""
    if request.param == "sqlite":
        return None
    address: str = request.getfixturevalue("postgres_url")
    return address


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with serve(make_workspace(tmp_path)) as running:
        yield running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def team(tmp_path: Path, clock: Clock) -> Iterator[Served]:
    """A service with an account of each role, told the time by `clock`."""
    with serve(make_workspace(tmp_path), clock=clock) as running:
        for name, role in (("Vera", Role.VIEWER), ("Ed", Role.EDITOR), ("Ada", Role.ADMIN)):
            running.add_account(name, role)
        yield running


def sign_in(browser: Browser, served: Served, name: str, **options: object) -> Page:
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
    page.goto(served.make_link())
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Start reviewing").click()
    page.wait_for_url(f"{served.url}/")
    return page


def assert_accessible(page: Page) -> None:
    """Nothing serious for axe, and no scrolling sideways."""
    found = Axe().run(page).response["violations"]
    serious = [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")]
    assert serious == [], page.url
    assert_fits(page)


def assert_fits(page: Page) -> None:
    """No scrolling sideways."""
    assert page.viewport_size
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], page.url
