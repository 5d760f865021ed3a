"""The review pages in a real browser: keyboard, two people, a reload, small windows, assistive technology."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, Error, Page, Response, expect

from tests.web.conftest import assert_accessible, assert_fits, sign_in
from tests.web.review_workspace import MOVIE_ID, Served, build_text


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    page = sign_in(browser, served, "Ana", viewport={"width": 1280, "height": 800})
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console",
        lambda message: problems.append(message.text) if "Content Security Policy" in message.text else None,
    )
    yield page
    page.context.close()
    assert problems == []


def press(page: Page, key: str) -> None:
    """Press a key that asks the service for something, and wait for what comes of it."""
    page.evaluate("document.documentElement.dataset.old = ''")
    with page.expect_response(is_final) as response:
        page.keyboard.press(key)
    is_new_page = response.value.request.resource_type == "document"
    # Asked from here and not by `wait_for_function`, which evaluates in the page: its policy forbids that.
    ready = "document.readyState === 'complete' && !document.body.hasAttribute('aria-busy')"
    ready += " && !('old' in document.documentElement.dataset)" if is_new_page else ""
    for _ in range(500):
        with suppress(Error):  # the old page is going
            if page.evaluate(ready):
                return
        page.wait_for_timeout(20)
    raise AssertionError(f"the page is still busy after {key!r}")


def is_final(response: Response) -> bool:
    return response.request.resource_type in ("document", "xhr") and response.status != 303


def test_a_ledger_with_three_flags_is_cleared_and_approved_by_keyboard_alone(
    page: Page, served: Served
) -> None:
    presses = ["n", "1", "1", "1", "A", "Enter"]
    for key in presses:
        press(page, key)
    assert len(presses) <= 12
    expect(page.get_by_text("Approved and written to")).to_be_visible()
    path = served.folder / "ledgers" / f"{MOVIE_ID}-low-water.md"
    wanted = build_text().replace("$62 ", "$55 ").replace("148", "128").replace("$410 ", "$165 ")
    assert path.read_text("utf-8") == wanted


def test_opening_focuses_the_first_figure_that_needs_somebody(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/ledgers/{MOVIE_ID}")
    assert "$62 million" in page.evaluate("document.activeElement.textContent")


def test_waiving_takes_two_keys_and_a_reason_that_needs_words_waits_for_them(
    page: Page, served: Served
) -> None:
    page.goto(f"{served.url}/ledgers/{MOVIE_ID}")
    page.keyboard.press("w")
    press(page, "5")
    expect(page.get_by_role("status").first).to_contain_text("the checker misread it. 2 left.")
    page.keyboard.press("w")
    page.keyboard.press("6")
    page.keyboard.type("the studio says so itself")
    press(page, "Control+Enter")
    expect(page.get_by_role("status").first).to_contain_text("the studio says so itself. 1 left.")
    press(page, "u")
    expect(page.get_by_text("2 need you")).to_be_visible()


def test_letters_typed_into_a_field_decide_nothing(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/ledgers/{MOVIE_ID}")
    page.keyboard.press("e")
    page.keyboard.type("1 a r u")
    assert page.get_by_label("In place of").input_value() == "1 a r u"
    expect(page.get_by_text("3 need you")).to_be_visible()


def test_a_reload_keeps_what_was_typed(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/ledgers/{MOVIE_ID}")
    page.keyboard.press("e")
    page.keyboard.type("$54.9 million")
    page.reload()
    expect(page.get_by_label("In place of")).to_have_value("$54.9 million")
    expect(page.get_by_text("Not saved yet")).to_be_visible()


def test_text_typed_on_an_older_text_is_offered_and_never_put_in_by_itself(
    page: Page, served: Served, browser: Browser
) -> None:
    page.goto(f"{served.url}/ledgers/{MOVIE_ID}")
    figure = page.locator("mark a[aria-current]").get_attribute("id")
    page.keyboard.press("c")
    page.keyboard.type("ask the archive")
    other = sign_in(browser, served, "Bo")
    other.goto(f"{served.url}/ledgers/{MOVIE_ID}")
    press(other, "j")
    press(other, "1")
    page.goto(f"{served.url}/ledgers/{MOVIE_ID}?figure={figure}")
    page.locator("summary", has_text="Comment").click()
    expect(page.locator("#comment")).to_have_value("")
    page.get_by_role("button", name="Put it in the field").click()
    expect(page.locator("#comment")).to_have_value("ask the archive")
    other.context.close()


def test_two_people_at_one_figure_see_both_values(page: Page, served: Served, browser: Browser) -> None:
    bo = sign_in(browser, served, "Bo")
    for someone in (page, bo):
        someone.goto(f"{served.url}/ledgers/{MOVIE_ID}")
    press(page, "1")
    bo.keyboard.press("e")
    bo.keyboard.type("$60 million")
    press(bo, "Control+Enter")
    expect(bo.get_by_role("heading", name="Ana was here first")).to_be_visible()
    expect(bo.get_by_role("figure")).to_contain_text("had a budget of $55 million")
    expect(bo.get_by_role("figure")).to_contain_text("The Film Almanac says $55,000,000")
    expect(bo.get_by_text("$62 million → $55 million")).to_be_visible()
    expect(bo.get_by_text("$62 million → $60 million")).to_be_visible()
    bo.get_by_role("button", name="Use mine").click()
    expect(bo.locator("article")).to_contain_text("a budget of $60 million")
    bo.context.close()


def test_a_paragraph_is_edited_in_place(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/ledgers/{MOVIE_ID}")
    page.get_by_role("link", name="Edit this paragraph: *Low Water* runs").click()
    field = page.get_by_label("Edit this paragraph")
    field.fill(field.input_value().replace("148 minutes", "128 minutes"))
    press(page, "Control+Enter")
    expect(page.get_by_text("2 need you")).to_be_visible()
    text = page.request.get(f"{served.url}/api/ledgers/{MOVIE_ID}").json()["text"]
    assert text == build_text().replace("148", "128")


def test_everything_works_without_script(browser: Browser, served: Served) -> None:
    page = sign_in(browser, served, "Ana", java_script_enabled=False)
    page.goto(f"{served.url}/ledgers/{MOVIE_ID}")
    for value in ("$55 million", "128 minutes", "$165 million"):
        page.get_by_role("button", name=f"Use “{value}”").click()
        page.wait_for_load_state()
    page.get_by_role("link", name="Approve…").click()
    page.get_by_role("button", name="Approve and write").click()
    expect(page.get_by_text("Approved and written to")).to_be_visible()
    page.context.close()


PAGES = (
    "/",
    f"/ledgers/{MOVIE_ID}",
    f"/ledgers/{MOVIE_ID}/changes",
    f"/ledgers/{MOVIE_ID}/history",
    "/nowhere",
)


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (820, "light"), (1440, "dark")])
def test_nothing_serious_for_axe_and_no_scrolling_sideways(
    browser: Browser, served: Served, width: int, scheme: str
) -> None:
    page = sign_in(browser, served, "Ana", viewport={"width": width, "height": 800}, color_scheme=scheme)
    edit = f"/ledgers/{MOVIE_ID}?edit=7"
    for address in (*PAGES, edit):
        page.goto(served.url + address)
        assert_fits(page)
        for summary in page.locator("details:not([open]) > summary").all():
            if summary.is_visible():
                summary.click()
        assert_accessible(page)
    page.context.close()


def test_an_empty_queue_says_so_and_a_filter_can_be_cleared(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/?q=nothing+like+it")
    expect(page.get_by_text("matches “nothing like it”")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("link", name="Clear the filter").click()
    for key in ("n", "1", "1", "1", "A", "Enter"):
        press(page, key)
    page.goto(served.url)
    expect(page.get_by_role("heading", name="Nothing needs you")).to_be_visible()
    expect(page.get_by_text("1 approved today")).to_be_visible()


def test_a_sign_in_link_works_once(browser: Browser, served: Served) -> None:
    link = served.make_link()
    first = browser.new_context().new_page()
    first.goto(link)
    second = browser.new_context().new_page()
    second.goto(link)
    first.get_by_role("button", name="Start reviewing").click()
    expect(first.get_by_text("1 ledger waits")).to_be_visible()
    second.get_by_role("button", name="Start reviewing").click()
    expect(second.get_by_role("heading", name="You are not signed in")).to_be_visible()
    for page in (first, second):
        page.context.close()
