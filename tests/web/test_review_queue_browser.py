"""The queue, its selection and one fact in many ledgers, in a real browser."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import assert_accessible, sign_in
from tests.web.review_workspace import MOVIE_ID, Served, serve
from tests.web.shelf_of_films import OTHERS, add_films, make_shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Served]:
    with serve(make_shelf(tmp_path)) as running:
        yield running


@pytest.fixture
def page(browser: Browser, shelf: Served) -> Iterator[Page]:
    page = sign_in(browser, shelf, "Ana", viewport={"width": 1280, "height": 800})
    yield page
    page.context.close()


def choose(page: Page, action: str) -> None:
    page.get_by_label("With the selected").select_option(label=action)
    page.get_by_role("button", name="Go on").click()


def test_one_fact_is_put_right_in_all_ledgers_from_its_card_and_undone(page: Page, shelf: Served) -> None:
    page.goto(f"{shelf.url}/ledgers/{MOVIE_ID}")
    page.get_by_role("link", name="2 other ledgers state this fact").click()
    expect(page.get_by_role("heading", name="Low Water, budget")).to_be_visible()
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator("ins")).to_have_text(["$55 million", "fifty-five million dollars", "$55 million"])
    page.get_by_role("checkbox").nth(2).uncheck()
    page.get_by_role("button", name="Put it right where it is ticked").click()
    expect(page.get_by_role("heading", name="2 done")).to_be_visible()
    text = page.request.get(f"{shelf.url}/api/ledgers/{OTHERS[0]}").json()["text"]
    assert "fifty-five million dollars" in text
    page.get_by_role("button", name="Undo all of it").click()
    page.wait_for_url("**/undo")
    expect(page.get_by_role("heading", name="2 done")).to_be_visible()
    text = page.request.get(f"{shelf.url}/api/ledgers/{OTHERS[0]}").json()["text"]
    assert "sixty-two million dollars" in text


def test_a_selection_survives_paging_and_filters_and_is_returned_for_one_reason(
    browser: Browser, tmp_path: Path
) -> None:
    add_films(make_shelf(tmp_path), 60)
    with serve(tmp_path) as served:
        page = sign_in(browser, served, "Ana", viewport={"width": 1280, "height": 800})
        expect(page.get_by_text("1–50 of 63")).to_be_visible()
        page.get_by_label("Select Low Water").check()
        page.get_by_role("button", name="More ›").click()
        expect(page.get_by_text("51–63 of 63")).to_be_visible()
        expect(page.locator("#n-selected")).to_have_text("1")
        page.get_by_label("Select Film 991059").check()
        page.get_by_role("link", name="Hard ones").click()
        expect(page.locator("#n-selected")).to_have_text("2")
        choose(page, "Return…")
        page.get_by_label("Why?").fill("no sources for section 2")
        page.get_by_role("button", name="Return them").click()
        expect(page.get_by_role("heading", name="2 done")).to_be_visible()
        page.goto(f"{served.url}/?status=returned")
        expect(page.get_by_text("“no sources for section 2”")).to_have_count(2)
        page.context.close()


def test_ledgers_are_given_to_an_editor_and_found_by_their_name(page: Page, shelf: Served) -> None:
    page.get_by_label("Select all on this page").check()
    choose(page, "Give to…")
    page.get_by_label("To whom?").fill("Bo")
    page.get_by_role("button", name="Give them to somebody").click()
    expect(page.get_by_role("heading", name="3 done")).to_be_visible()
    page.goto(f"{shelf.url}/?assignee=Bo")
    expect(page.locator("tbody tr")).to_have_count(3)
    page.goto(shelf.url)
    expect(page.get_by_text("3 with others")).to_be_visible()
    expect(page.get_by_role("link", name="Take the next one")).to_have_count(0)


def test_nothing_selected_is_told_in_words(page: Page) -> None:
    choose(page, "Look again")
    expect(page.get_by_text("no ledger is selected")).to_be_visible()


def test_the_queue_works_without_script(browser: Browser, shelf: Served) -> None:
    page = sign_in(browser, shelf, "Ana", java_script_enabled=False)
    page.get_by_label("Select Low Water").check()
    choose(page, "Look again")
    page.get_by_role("button", name="Look at them again").click()
    expect(page.get_by_role("heading", name="1 done")).to_be_visible()
    page.context.close()


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (820, "dark"), (1440, "light")])
def test_nothing_serious_for_axe_and_no_scrolling_sideways(
    browser: Browser, shelf: Served, width: int, scheme: str
) -> None:
    page = sign_in(browser, shelf, "Ana", viewport={"width": width, "height": 800}, color_scheme=scheme)
    figure = page.request.get(f"{shelf.url}/api/ledgers/{MOVIE_ID}").json()["figures"]
    budget = next(f["id"] for f in figure if f["text"] == "$62 million")
    fact = f"/ledgers/{MOVIE_ID}/fact?figure={budget}&text=$55%20million"
    for address in ("/", f"/?ids={MOVIE_ID}", fact, f"/ledgers/{MOVIE_ID}/disk"):
        page.goto(shelf.url + address)
        assert_accessible(page)
    page.context.close()


def test_what_was_reviewed_can_be_taken_along(page: Page, shelf: Served) -> None:
    page.goto(f"{shelf.url}/ledgers/{MOVIE_ID}")
    for words in ("$55 million", "128 minutes", "$165 million"):
        page.get_by_role("button", name=f"Use “{words}”").click()
        expect(page.get_by_role("status").first).to_contain_text(words)
    page.get_by_role("link", name="Approve…").click()
    page.get_by_role("button", name="Approve and write").click()
    expect(page.get_by_text("Approved and written to")).to_be_visible()
    get = page.request.get
    archive = zipfile.ZipFile(io.BytesIO(get(f"{shelf.url}/api/exports/ledgers.zip").body()))
    assert archive.namelist() == [f"{MOVIE_ID}-low-water.md", f"{MOVIE_ID}-low-water.report.json"]
    lines = get(f"{shelf.url}/api/exports/decisions.jsonl").text().splitlines()
    kinds = [json.loads(line)["kind"] for line in lines]
    assert kinds == ["opened", "corrected", "corrected", "corrected", "approved"]
    cases = zipfile.ZipFile(io.BytesIO(get(f"{shelf.url}/api/exports/cases.zip").body())).namelist()
    assert f"{MOVIE_ID}-low-water-decided.yaml" in cases


def test_both_texts_are_shown_where_file_and_review_moved_on(page: Page, shelf: Served) -> None:
    page.goto(f"{shelf.url}/ledgers/{MOVIE_ID}")
    page.get_by_role("button", name="Use “$55 million”").click()
    expect(page.get_by_role("status").first).to_contain_text("2 left")
    path = shelf.folder / "review" / f"{MOVIE_ID}-low-water.md"
    path.write_text(path.read_text("utf-8").replace("None of them is hurried", "It takes its time"), "utf-8")
    page.goto(f"{shelf.url}/ledgers/{MOVIE_ID}/disk")
    expect(page.get_by_role("alert")).to_contain_text("The file on disk has changed")
    theirs = page.get_by_role("region", name="What changed on disk")
    expect(theirs).to_contain_text("It takes its time")
    expect(page.get_by_role("region", name="What editors changed here")).to_contain_text("55")
    page.get_by_role("button", name="Go on with this text").click()
    expect(page.get_by_role("alert")).to_have_count(0)
