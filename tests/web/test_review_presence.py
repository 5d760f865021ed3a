"""Soft claims: who is at a ledger, whose it is, and that it stops nobody."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from ledgergen.adapters.reviews.presence import PresenceStore
from ledgergen.core.review.presence import find_holder, find_others, stay
from ledgergen.errors import StoreError
from ledgergen.model.account import Role
from ledgergen.model.presence import CLAIM_S, HERE_S, Presence, Sign
from ledgergen.runs.review.crew import Crew
from tests.web.conftest import assert_accessible, sign_in
from tests.web.review_workspace import FLAGGED, MOVIE_ID, Served, make_workspace, open_parts, serve
from tests.web.shelf_of_films import OTHERS, make_shelf
from tests.web.visits import LEDGER, Clock, call_api, come, find_token


def give(client: httpx2.Client, do: str) -> httpx2.Response:
    return client.post(f"{LEDGER}/presence", data={"token": find_token(client), "do": do})


def read(page: str) -> str:
    found = re.search(r'<div id="presence".*?</div>', page, re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


# The rules


@given(
    st.lists(
        st.tuples(st.sampled_from("ABC"), st.integers(0, CLAIM_S + 60), st.sampled_from(Sign)),
        max_size=12,
    )
)
def test_a_ledger_has_one_holder_at_most_and_who_takes_it_is_it(
    signs: list[tuple[str, int, Sign]],
) -> None:
    there: tuple[Presence, ...] = ()
    now = 0
    for name, passed, sign in signs:
        now += passed
        before = find_holder((p for p in there if p.name != name), now=now)
        there = stay(there, sign, movie_id=7, name=name, now=now)
        held = [p.name for p in there if p.claimed is not None]
        assert len(held) <= 1
        holder = find_holder(there, now=now)
        if sign is Sign.TAKES or (sign is Sign.WORKS and before is None):
            assert holder is not None
            assert holder.name == name
        elif before is not None:
            assert holder == before
        assert name not in [p.name for p in find_others(there, but=name, now=now)]


# The store


def test_of_many_who_claim_at_once_one_does(tmp_path: Path, database: str | None) -> None:
    with open_parts(make_workspace(tmp_path, database=database)) as parts:
        found: list[bool] = []

        def claim(number: int) -> None:
            found.append(parts.crew.arrive(MOVIE_ID, f"editor {number}", works=True).is_mine)

        threads = [threading.Thread(target=claim, args=(n,)) for n in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found.count(True) == 1
        assert len(parts.crew.store.list_at(MOVIE_ID)) == 12


def test_a_claim_ends_by_silence_and_nobody_has_to_clear_up(
    tmp_path: Path, database: str | None, clock: Clock
) -> None:
    with open_parts(make_workspace(tmp_path, database=database)) as parts:
        crew = Crew(parts.crew.store, clock=clock)
        assert crew.arrive(7, "Ana", works=True).is_mine
        clock.now += CLAIM_S - 1
        assert crew.arrive(7, "Bo", works=True).is_held
        clock.now += 1
        assert crew.arrive(7, "Bo", works=True).is_mine
        assert [p.name for p in crew.store.list_at(7)] == ["Bo"]
        clock.now += CLAIM_S
        crew.arrive(8, "Cy", works=False)
        assert crew.store.list_at(7) == ()


def test_signs_of_life_are_rarely_written(tmp_path: Path, clock: Clock) -> None:
    with open_parts(make_workspace(tmp_path)) as parts:
        written: list[int] = []

        class Counting(PresenceStore):
            def change(
                self,
                movie_id: int,
                decide: Callable[[tuple[Presence, ...]], tuple[Presence, ...]],
                *,
                now: int,
            ) -> tuple[Presence, ...]:
                written.append(movie_id)
                return super().change(movie_id, decide, now=now)

        crew = Crew(Counting(parts.crew.store._database), clock=clock)
        for _ in range(50):
            crew.arrive(7, "Ana", works=True)
            crew.arrive(7, "Bo", works=True)
            clock.now += 1
        assert len(written) == 4


def test_a_store_that_says_no_keeps_nobody_from_working(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> object:
        raise StoreError("cannot read it")

    for method in ("list_all", "list_at", "change"):
        monkeypatch.setattr(PresenceStore, method, refuse)
    with come(served, "Ana") as client:
        for path in ("/", LEDGER, "/api/ledgers"):
            assert client.get(path).status_code == 200
        assert client.get("/next").headers["location"] == LEDGER


# Over HTTP


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Served]:
    with serve(make_workspace(tmp_path), clock=clock) as served:
        yield served


def test_who_opens_a_ledger_is_on_it_and_others_are_told(desk: Served, clock: Clock) -> None:
    with come(desk, "Ana") as ana, come(desk, "Bo <b>") as bo:
        assert read(ana.get(LEDGER).text) == "You are on it. Let it go"
        assert read(bo.get(LEDGER).text) == "Ana is on it. Take it over t"
        assert read(ana.get(LEDGER).text) == "You are on it. Bo &lt;b&gt; reads along. Let it go"
        assert "Ana is on it" in bo.get("/").text
        assert "you are on it" in ana.get("/").text
        clock.now += HERE_S + 120
        assert read(bo.get(LEDGER).text) == "Ana is on it, silent for 5 min. Take it over t"
        assert give(bo, "take").status_code == 303
        assert read(ana.get(LEDGER).text) == "Bo &lt;b&gt; is on it. Take it over t"
        assert give(bo, "leave").status_code == 303
        assert give(bo, "stay").status_code == 303  # what was let go is not claimed by staying
        assert desk.parts.crew.look(MOVIE_ID, "").holder is None
        assert give(bo, "sing").status_code == 422


def test_a_claim_stops_no_decision_and_a_decision_makes_one(desk: Served) -> None:
    figure = desk.parts.desk.open(MOVIE_ID).review.open_figures[0].figure.id
    with come(desk, "Ana") as ana:
        ana.get(LEDGER)
        with call_api(desk, "Bo", path="") as bo:
            decided = bo.post(f"/api{LEDGER}/decisions", json={"do": "use", "figure": figure, "option": 1})
            assert decided.status_code == 200
            shown = bo.get(f"/api{LEDGER}/presence").json()
            assert shown["holder"]["name"] == "Ana"
            assert bo.post(f"/api{LEDGER}/presence", json={"do": "claim"}).json()["holder"]["name"] == "Ana"
            assert bo.post(f"/api{LEDGER}/presence", json={"do": "take"}).json()["holder"]["name"] == "Bo"
            (line,) = bo.get("/api/ledgers").json()
            assert line["holder"]["name"] == "Bo"
            assert [other["name"] for other in line["others"]] == ["Ana"]
            assert bo.post(f"/api{LEDGER}/presence", json={"do": "leave"}).json()["holder"] is None
            bo.post(f"/api{LEDGER}/decisions", json={"do": "undo"})
            assert bo.get(f"/api{LEDGER}/presence").json()["holder"]["name"] == "Bo"
            bo.post(f"/api{LEDGER}/return", json={"reason": "not the film"})
            assert bo.get(f"/api{LEDGER}/presence").json()["holder"] is None
            for movie_id in (7, 999_999_999_999):
                assert bo.post(f"/api/ledgers/{movie_id}/presence", json={"do": "take"}).status_code == 404


def test_a_viewer_is_seen_and_claims_nothing(desk: Served) -> None:
    desk.add_account("Vera", Role.VIEWER)
    token = desk.parts.people.tokens.issue("api", now=0, lifetime_s=2**31, account="vera")
    headers = {"authorization": f"Bearer {token}"}
    with httpx2.Client(base_url=desk.url, headers=headers, timeout=60) as vera:
        assert vera.get(LEDGER).status_code == 200
        assert desk.parts.crew.look(MOVIE_ID, "").holder is None
        assert [p.name for p in desk.parts.crew.look(MOVIE_ID, "").others] == ["Vera"]
        for do in ("claim", "take", "leave"):
            assert vera.post(f"/api{LEDGER}/presence", json={"do": do}).status_code == 403
        assert vera.post(f"/api{LEDGER}/presence", json={"do": "stay"}).status_code == 200


def test_two_editors_who_ask_for_the_next_get_two(desk: Served) -> None:
    make_shelf(desk.folder)
    films = {f"/ledgers/{movie_id}" for movie_id in (MOVIE_ID, *OTHERS)}
    with come(desk, "Ana") as ana, come(desk, "Bo") as bo, come(desk, "Cy") as cy:
        got = [client.get("/next").headers["location"] for client in (ana, bo, cy)]
        assert set(got) == films
        # Who goes on lets go; where all are taken, a claim still keeps nobody out.
        gone_on = ana.get("/next", params={"after": int(got[0].rpartition("/")[2])}).headers["location"]
        assert gone_on == got[0]
        with come(desk, "Di") as di:
            assert di.get("/next").headers["location"] in films


# In a browser


def test_taking_over_takes_one_key_and_tells_whoever_had_it(
    browser: Browser, desk: Served, clock: Clock
) -> None:
    ana, bo = (sign_in(browser, desk, name) for name in ("Ana", "Bo"))
    try:
        ana.goto(desk.url + LEDGER)
        bo.goto(desk.url + LEDGER)
        expect(bo.locator("#presence")).to_contain_text("Ana is on it")
        bo.keyboard.press("t")
        expect(bo.locator("#presence")).to_contain_text("You are on it")
        assert bo.url == desk.url + LEDGER
        beat(ana)
        expect(ana.get_by_role("status").filter(has_text="Bo has taken it over")).to_be_visible()
        # What she does meanwhile is stored all the same.
        ana.locator("#card").get_by_role("button", name="Use").first.click()
        expect(ana.locator("#outcome")).to_contain_text(FLAGGED[0])
        assert desk.parts.crew.look(MOVIE_ID, "Bo").is_mine
    finally:
        for page in (ana, bo):
            page.context.close()


def beat(page: Page) -> None:
    """Give the sign of life that the page gives every minute."""
    with page.expect_response(lambda answer: answer.url.endswith("/presence")):
        page.evaluate(
            "htmx.ajax('POST', location.pathname + '/presence',"
            " {source: '#sign-of-life', target: '#presence', swap: 'outerHTML'})"
        )


def test_a_page_gives_a_sign_every_minute_until_whoever_has_it_open_is_away(
    browser: Browser, desk: Served
) -> None:
    page = sign_in(browser, desk, "Ana")
    try:
        page.clock.install()
        page.goto(desk.url + LEDGER)
        signs: list[str] = []
        page.on("request", lambda sent: signs.append(sent.url) if sent.url.endswith("/presence") else None)
        with page.expect_response(lambda answer: answer.url.endswith("/presence")):
            page.clock.run_for(61_000)
        expect(page.locator("#presence")).to_contain_text("You are on it")
        assert len(signs) == 1
        page.clock.run_for(15 * 60_000)
        n_while_here = len(signs)
        page.clock.run_for(15 * 60_000)
        assert len(signs) == n_while_here <= 11
        page.keyboard.press("PageDown")
        with page.expect_response(lambda answer: answer.url.endswith("/presence")):
            page.clock.run_for(61_000)
    finally:
        page.context.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_presence_is_for_everybody(browser: Browser, desk: Served, width: int) -> None:
    desk.parts.crew.arrive(MOVIE_ID, "Bartholomew Featherstonehaugh-Cholmondeley", works=True)
    page = sign_in(browser, desk, "Ana", viewport={"width": width, "height": 800})
    try:
        for path in (LEDGER, "/"):
            page.goto(desk.url + path)
            assert_accessible(page)
        expect(page.get_by_text("Cholmondeley is on it")).to_be_visible()
    finally:
        page.context.close()


def test_without_scripts_a_form_takes_over(browser: Browser, desk: Served) -> None:
    desk.parts.crew.arrive(MOVIE_ID, "Bo", works=True)
    page = sign_in(browser, desk, "Ana", java_script_enabled=False)
    try:
        page.goto(desk.url + LEDGER)
        page.get_by_role("button", name="Take it over").click()
        expect(page.get_by_text("You are on it.")).to_be_visible()
        assert desk.parts.crew.look(MOVIE_ID, "Ana").is_mine
    finally:
        page.context.close()
