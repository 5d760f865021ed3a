"""Keys of one's own: changed, refused where another action has them, told everywhere, turned off."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from ledgergen.web.words import KEYS
from tests.web.conftest import assert_accessible, sign_in
from tests.web.review_workspace import FLAGGED, MOVIE_ID, Served


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    opened = sign_in(browser, served, "Ana", viewport={"width": 1400, "height": 900})
    opened.goto(f"{served.url}/ledgers/{MOVIE_ID}")
    yield opened
    opened.context.close()


def change(page: Page, does: str, key: str) -> None:
    if page.get_by_role("button", name="Change keys").count() == 0 or not page.locator("#keys[open]").count():
        page.keyboard.press("?")
    if page.locator("#keys-change").get_attribute("aria-expanded") == "false":
        page.get_by_role("button", name="Change keys").click()
    field = page.get_by_label(f"Key: {does}", exact=True)
    field.focus()
    field.press_sequentially(key)
    page.locator("#keys summary").focus()


def figure(page: Page) -> str:
    return page.locator("#card .quoted").inner_text()


def test_the_page_tells_of_every_key_it_knows(page: Page) -> None:
    told = page.locator("kbd[data-tells]").all_text_contents()
    assert len(told) == len({key for key, _ in KEYS}) == len(KEYS)
    on_buttons = page.evaluate(
        "[...document.querySelectorAll('[data-key]')].flatMap(e => e.dataset.key.split(' '))"
    )
    assert {key for key in on_buttons if not key.isdigit()} <= {key for key, _ in KEYS}


def test_another_key_does_it_and_the_old_one_no_more(page: Page, served: Served) -> None:
    assert FLAGGED[0] in figure(page)
    change(page, "next figure that needs you", "x")
    expect(
        page.get_by_role("status").filter(has_text="“x” now does: next figure that needs you.")
    ).to_be_visible()
    page.keyboard.press("j")
    assert FLAGGED[0] in figure(page)
    page.keyboard.press("x")
    expect(page.locator("#card .quoted")).to_contain_text(FLAGGED[1])
    # It is told on the button that was put in since, and after a reload.
    expect(page.locator(".steps [data-key=j] kbd")).to_have_text("x")
    expect(page).to_have_url(re.compile("figure="))
    page.reload()
    expect(page.locator(".steps [data-key=j] kbd")).to_have_text("x")
    expect(page.locator("kbd[data-tells=j]")).to_have_text("x")
    assert FLAGGED[1] in figure(page)
    page.keyboard.press("x")
    expect(page.locator("#card .quoted")).to_contain_text(FLAGGED[2])
    change(page, "approve", "Q")
    expect(page.locator("kbd[data-tells=A]")).to_have_text("⇧Q")
    page.get_by_role("button", name="As they were").click()
    expect(page.locator(".steps [data-key=j] kbd")).to_have_text("j")
    assert page.evaluate("localStorage.getItem('ledgergen-keys')") is None


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("k", "“k” already does: previous figure that needs you."),
        ("A", "“A” already does: approve."),
        ("4", "Digits choose evidence and reasons."),
        (" ", "A key is one character."),
    ],
)
def test_a_key_that_is_taken_is_refused_with_a_word(page: Page, key: str, why: str) -> None:
    change(page, "next figure that needs you", key)
    expect(page.locator("#keys").get_by_role("alert")).to_contain_text(why)
    expect(page.get_by_label("Key: next figure that needs you", exact=True)).to_have_value("j")
    page.keyboard.press("j")
    expect(page.locator("#card .quoted")).to_contain_text(FLAGGED[1])


def test_two_keys_can_change_places(page: Page) -> None:
    change(page, "next figure that needs you", "x")
    change(page, "previous figure that needs you", "j")
    change(page, "next figure that needs you", "k")
    page.keyboard.press("k")
    expect(page.locator("#card .quoted")).to_contain_text(FLAGGED[1])
    page.keyboard.press("j")
    expect(page.locator("#card .quoted")).to_contain_text(FLAGGED[0])


def test_single_keys_can_be_turned_off_for_good(page: Page) -> None:
    page.keyboard.press("?")
    page.get_by_label("Single keys do nothing").check()
    page.reload()
    for key in ("j", "1", "?", "n"):
        page.keyboard.press(key)
    assert FLAGGED[0] in figure(page)
    expect(page.locator("#keys")).not_to_have_attribute("open", "")
    # Everything is still reached, by the keys that every page has.
    page.locator("#keys summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Single keys do nothing").uncheck()
    page.locator("#keys summary").focus()
    page.keyboard.press("j")
    expect(page.locator("#card .quoted")).to_contain_text(FLAGGED[1])


@pytest.mark.parametrize("stored", ["{", "[]", "null", '"x"', '{"j": 7, "k": null}'])
def test_what_no_page_of_ours_stored_breaks_nothing(page: Page, stored: str) -> None:
    page.evaluate("stored => localStorage.setItem('ledgergen-keys', stored)", stored)
    page.reload()
    page.keyboard.press("j")
    expect(page.locator("#card .quoted")).to_contain_text(FLAGGED[1])


@pytest.mark.parametrize("width", [1400, 800, 320])
def test_changing_keys_is_for_everybody(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    change(page, "next figure that needs you", "k")
    expect(page.locator("#keys-told")).to_be_in_viewport()
    assert_accessible(page)
