"""Accounts in a real browser: signing in, letting somebody in, a session that ends while somebody types."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from ledgergen.model.account import Role
from tests.web.conftest import assert_accessible
from tests.web.review_workspace import MOVIE_ID, PASSWORD, Served


def sign_in(page: Page, served: Served, name: str, password: str = PASSWORD) -> None:
    page.goto(f"{served.url}/sign-in")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{served.url}/")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_the_pages_of_accounts_are_for_everybody(
    browser: Browser, served: Served, width: int, scheme: Literal["light", "dark"]
) -> None:
    served.add_account("Ada", Role.ADMIN)
    served.add_account("Ed")
    with browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(f"{served.url}/ledgers/{MOVIE_ID}")
        assert_accessible(page)
        page.get_by_label("Name").fill("ada")
        page.get_by_label("Password").fill("wrong wrong wrong")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("alert")).to_have_text("Name or password is wrong.")
        assert_accessible(page)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{served.url}/ledgers/{MOVIE_ID}")
        page.goto(f"{served.url}/account")
        page.get_by_role("button", name="Make a token").click()
        expect(page.get_by_text("Copy this token now.")).to_be_visible()
        assert_accessible(page)
        page.goto(f"{served.url}/people")
        page.get_by_text("Shut out…").first.click()
        page.get_by_text("Reset…").first.click()
        page.get_by_role("textbox", name="Name").fill("Bo")
        page.get_by_role("button", name="Make a link").click()
        link = page.locator("#link").input_value()
        assert_accessible(page)
    with browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(link)
        assert_accessible(page)
        page.get_by_label("Password").fill("boats in the harbor")
        page.get_by_role("button", name="Start reviewing").click()
        page.wait_for_url(f"{served.url}/")
        expect(page.get_by_role("link", name="Bo", exact=True)).to_be_visible()


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_a_session_that_ends_while_somebody_types_loses_nothing(
    browser: Browser, served: Served, *, has_script: bool
) -> None:
    served.add_account("Ed")
    with browser.new_context(java_script_enabled=has_script) as context:
        page, tab = context.new_page(), context.new_page()
        sign_in(page, served, "Ed")
        page.goto(f"{served.url}/ledgers/{MOVIE_ID}")
        page.locator("summary[data-key=c]").click()
        page.locator("#comment").fill("two winters, not one")
        context.clear_cookies()
        page.get_by_role("button", name="Save the comment").click()
        if has_script:
            expect(page.get_by_text("you are signed out")).to_be_visible()
            expect(page.locator("#comment")).to_have_value("two winters, not one")
        else:
            expect(page.get_by_text("nothing you typed is lost")).to_be_visible()
            expect(page.get_by_label("The comment")).to_have_value("two winters, not one")
            assert_no_sideways_scroll(page)
        sign_in(tab, served, "Ed")
        page.get_by_role("button", name="Save the comment" if has_script else "Send it").click()
        expect(page.get_by_text("two winters, not one").last).to_be_visible()
        tab.goto(f"{served.url}/ledgers/{MOVIE_ID}/history")
        expect(tab.get_by_text("two winters, not one")).to_be_visible()
    assert served.parts.store.load(MOVIE_ID)[-1].actor == "Ed"


def assert_no_sideways_scroll(page: Page) -> None:
    box = page.locator("main").bounding_box()
    assert box
    assert page.viewport_size
    assert box["x"] + box["width"] <= page.viewport_size["width"]


def test_a_viewer_sees_everything_and_no_button_that_would_be_refused(
    browser: Browser, served: Served
) -> None:
    served.add_account("Vera", Role.VIEWER)
    with browser.new_context() as context:
        page = context.new_page()
        sign_in(page, served, "Vera")
        for address in (f"/ledgers/{MOVIE_ID}", f"/ledgers/{MOVIE_ID}/history", "/drafts", "/"):
            page.goto(served.url + address)
            posts = page.locator("form[method=post]")
            targets = [posts.nth(n).get_attribute("action") for n in range(posts.count())]
            assert targets == ["/sign-out"], address
            expect(page.locator(".edit-link:visible")).to_have_count(0)
        page.goto(f"{served.url}/people")
        expect(page.get_by_text("may not manage accounts")).to_be_visible()
