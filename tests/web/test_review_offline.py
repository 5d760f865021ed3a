"""Decisions made while the service is away: kept, sent again by themselves, and taken once."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from ledgergen.model.review import Kind
from tests.ports import find_port
from tests.web.conftest import sign_in
from tests.web.review_workspace import FLAGGED, MOVIE_ID, Served, make_workspace, open_parts

LEDGER = f"/ledgers/{MOVIE_ID}"


class Program:
    """`ledgergen serve` as a program of its own, always on one port."""

    def __init__(self, folder: Path) -> None:
        self.port = str(find_port())
        self.folder = folder
        self.link = ""
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "ledgergen", "serve", "--port", self.port, "--offline"]
        self.process = subprocess.Popen(
            command, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=dict(os.environ)
        )
        assert self.process.stdout
        self.link = self.process.stdout.readline().decode().strip()
        assert self.link.startswith("http://")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    started = Program(make_workspace(tmp_path))
    yield started
    started.kill()


@pytest.fixture
def page(browser: Browser, program: Program) -> Iterator[Page]:
    opened = browser.new_context().new_page()
    opened.goto(program.link)
    opened.get_by_label("Your name").fill("Ana")
    opened.get_by_role("button", name="Start reviewing").click()
    opened.goto(f"http://127.0.0.1:{program.port}{LEDGER}")
    yield opened
    opened.context.close()


def press(page: Page, key: str) -> None:
    """Press a key on a page that is not at work: then none counts."""
    expect(page.locator("body[aria-busy]")).to_have_count(0)
    page.keyboard.press(key)


def list_kinds(folder: Path) -> list[Kind]:
    with open_parts(folder) as parts:
        return [event.kind for event in parts.store.load(MOVIE_ID) if event.kind is not Kind.OPENED]


def test_a_decision_made_while_the_server_is_dead_is_taken_when_it_is_back(
    page: Page, program: Program
) -> None:
    program.kill()
    press(page, "1")
    banner = page.get_by_role("alert")
    expect(banner).to_contain_text("“Use “$55 million”” is kept")
    # Another decision waits its turn, and is not lost in the first one's place.
    press(page, "r")
    expect(page.locator("#outcome")).to_contain_text("sent first")
    program.start()
    expect(page.locator("#outcome")).to_contain_text("“$62 million” corrected to “$55 million”")
    expect(banner).to_have_count(0)
    expect(page.locator("#card .quoted")).to_contain_text(FLAGGED[1])
    press(page, "1")
    expect(page.locator("#card .quoted")).to_contain_text(FLAGGED[2])
    assert list_kinds(program.folder) == [Kind.CORRECTED, Kind.CORRECTED]


def test_what_was_typed_outlives_the_dead_server_too(page: Page, program: Program) -> None:
    press(page, "c")
    page.locator("#comment").fill("two winters, not one")
    program.kill()
    page.locator("#comment").press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("“Save the comment” is kept")
    expect(page.locator("#comment")).to_have_value("two winters, not one")
    program.start()
    expect(page.locator("#outcome")).to_contain_text("two winters, not one")
    assert list_kinds(program.folder) == [Kind.COMMENTED]


def test_a_page_that_was_reloaded_meanwhile_offers_it_and_sends_nothing_alone(
    browser: Browser, served: Served
) -> None:
    page = sign_in(browser, served, "Ana")
    try:
        page.goto(served.url + LEDGER)
        page.route(re.compile("/decide$"), lambda route: route.abort())
        press(page, "1")
        expect(page.get_by_role("alert")).to_contain_text("is kept")
        page.unroute_all()
        page.route(re.compile("/decide$"), lambda route: route.abort())
        page.reload()
        expect(page.get_by_role("alert")).to_contain_text("“Use “$55 million””, decided at")
        assert [e.kind for e in served.parts.store.load(MOVIE_ID) if e.kind is not Kind.OPENED] == []
        page.unroute_all()
        page.get_by_role("button", name="Send it now").click()
        expect(page.locator("#outcome")).to_contain_text("corrected to “$55 million”")
        expect(page.get_by_role("alert")).to_have_count(0)
        page.reload()
        expect(page.locator("#card .quoted")).to_contain_text(FLAGGED[1])
        expect(page.get_by_role("alert")).to_have_count(0)
    finally:
        page.context.close()


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("1", Kind.CORRECTED),
        ("r", Kind.REMOVED),
        ("c", Kind.COMMENTED),
        ("w", Kind.WAIVED),
        ("u", Kind.UNDONE),
    ],
)
def test_a_decision_whose_answer_alone_was_lost_is_taken_once(
    browser: Browser, served: Served, key: str, kind: Kind
) -> None:
    page = sign_in(browser, served, "Ana")
    try:
        page.goto(served.url + LEDGER)
        if kind is Kind.UNDONE:  # two, of which one must stay
            for figure in FLAGGED[:2]:
                expect(page.locator("#card .quoted")).to_contain_text(figure)
                press(page, "1")
            expect(page.locator("#card .quoted")).to_contain_text(FLAGGED[2])
        n_before = len(served.parts.store.load(MOVIE_ID))
        answers: list[int] = []

        def lose(route: Route) -> None:
            answer = route.fetch()
            answers.append(answer.status)
            if len(answers) == 1:
                route.abort()
            else:
                route.fulfill(response=answer)

        page.route(re.compile("/decide$"), lose)
        with page.expect_response(lambda answer: answer.url.endswith("/decide")):
            press(page, key)
            if kind is Kind.COMMENTED:
                page.locator("#comment").fill("two winters")
                page.locator("#comment").press("Control+Enter")
            if kind is Kind.WAIVED:
                press(page, "2")
        expect(page.get_by_role("alert")).to_have_count(0)
        assert answers == [200, 200]
        new = [event.kind for event in served.parts.store.load(MOVIE_ID)[n_before:]]
        assert [each for each in new if each is not Kind.OPENED] == [kind]
    finally:
        page.context.close()


def test_a_kept_decision_that_a_colleague_overtook_is_shown_beside_theirs(
    browser: Browser, served: Served
) -> None:
    page = sign_in(browser, served, "Ana")
    try:
        page.goto(served.url + LEDGER)
        figure = served.parts.desk.open(MOVIE_ID).review.open_figures[0].figure.id
        tries: list[str] = []

        def refuse_first(route: Route) -> None:
            tries.append(route.request.url)
            if len(tries) > 1:
                route.continue_()
                return
            from ledgergen.core.review.commands import Correct

            served.parts.desk.decide(MOVIE_ID, Correct(figure=figure, text="$57 million"), actor="Bo")
            route.abort()

        page.route(re.compile("/decide$"), refuse_first)
        press(page, "1")
        expect(page.get_by_role("heading", name="Bo was here first")).to_be_visible()
        expect(page.get_by_text("$57 million").first).to_be_visible()
    finally:
        page.context.close()
