"""The queue narrowed by rule, source and list, and the facts that many ledgers share: page and API."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import Browser, expect

from ledgergen.adapters.journal.journal import SqliteJournal
from ledgergen.core.batch.films import parse_list
from ledgergen.model.dossier import Dossier
from tests.web.conftest import assert_accessible, sign_in
from tests.web.review_workspace import MOVIE_ID, Served, build_text, serve, write_dossier, write_draft
from tests.web.shelf_of_films import OTHERS, make_shelf

SLACK_TIDE = 990010
"""Its running time is in no source, and its only source is one of its own."""


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Served]:
    make_shelf(tmp_path)
    write_dossier(tmp_path, "Slack Tide", SLACK_TIDE)
    facts = tmp_path / "facts" / f"{SLACK_TIDE}.yaml"
    lines = facts.read_text("utf-8").replace("The Film Almanac", "Gazette & <b>Mail</b>").splitlines()
    facts.write_text("\n".join(line for line in lines if "runtime" not in line), "utf-8")
    write_draft(tmp_path, build_text("Slack Tide", SLACK_TIDE), Dossier.load(facts))
    with SqliteJournal(tmp_path / ".ledgergen" / "batch.sqlite") as journal:
        journal.lists.load("lists/spring.csv", "digest", parse_list([str(MOVIE_ID), str(SLACK_TIDE)]))
    with serve(tmp_path) as served:
        yield served


@pytest.fixture
def client(shelf: Served) -> Iterator[httpx2.Client]:
    cookies = {shelf.access.cookie: shelf.make_session("Ana")}
    headers = {"sec-fetch-site": "same-origin"}
    with httpx2.Client(base_url=shelf.url, headers=headers, cookies=cookies, timeout=60) as opened:
        yield opened


ALL = frozenset({MOVIE_ID, *OTHERS, SLACK_TIDE})
GAZETTE = "Gazette & <b>Mail</b>"


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ({"rule": "LG102"}, ALL),
        ({"rule": "LG101"}, {SLACK_TIDE}),
        ({"rule": "LG999"}, set()),
        ({"source": "The Film Almanac"}, ALL - {SLACK_TIDE}),
        ({"source": GAZETTE}, {SLACK_TIDE}),
        ({"batch": "1"}, {MOVIE_ID, SLACK_TIDE}),
        ({"batch": "7"}, set()),
        ({"batch": "-1"}, set()),
        ({"batch": "x'; DROP TABLE entry; --"}, set()),
        ({"batch": "1", "source": "The Film Almanac"}, {MOVIE_ID}),
        ({"rule": "LG102", "q": "tide"}, {*OTHERS, SLACK_TIDE}),
        ({"rule": "LG102", "status": "needs_review", "q": "tide", "source": GAZETTE}, {SLACK_TIDE}),
        ({"rule": "LG101", "status": "approved"}, set()),
        ({"rule": "LG101", "assignee": "-"}, {SLACK_TIDE}),
    ],
    ids=lambda value: " ".join(f"{k}={v}" for k, v in value.items()) if isinstance(value, dict) else "",
)
def test_filters_stand_in_the_address_and_hold_together(
    client: httpx2.Client, filters: dict[str, str], left: set[int]
) -> None:
    page = client.get("/", params=filters)
    assert page.status_code == 200
    assert {
        int(found) for found in re.findall(r'type="checkbox" name="ids" value="(\d+)"', page.text)
    } == left
    assert {line["movie_id"] for line in client.get("/api/ledgers", params=filters).json()} == left
    if not left:
        assert 'href="/">Clear the filter' in page.text


def test_choices_are_told_with_what_the_other_filters_leave(client: httpx2.Client) -> None:
    def read(page: str, name: str) -> list[str]:
        found = re.search(rf'<select id="{name}".*?</select>', page, re.DOTALL)
        assert found
        return [html.unescape(each).strip() for each in re.findall(r">([^<]+)</option>", found[0])]

    page = client.get("/").text
    assert read(page, "rule")[:3] == [
        "Any rule",
        "LG101 unsupported figure (1)",
        "LG102 conflicting figure (4)",
    ]
    assert read(page, "source") == ["Any source", f"{GAZETTE} (1)", "The Film Almanac (3)"]
    assert read(page, "batch") == ["Any list", "spring.csv"]
    narrowed = client.get("/", params={"source": GAZETTE, "sort": "title"}).text
    assert "LG102 conflicting figure (1)" in read(narrowed, "rule")
    # One filter keeps the others, in every link and form of the page.
    for link in re.findall(r'href="(/\?[^"]*)" data-carries', narrowed):
        assert "source=Gazette" in html.unescape(link), link
    assert "<b>Mail" not in narrowed


def test_facts_in_many_ledgers_are_listed_until_they_are_right(shelf: Served, client: httpx2.Client) -> None:
    assert 'href="/facts"' in client.get("/").text
    listed = client.get("/api/facts").json()
    (fact,) = listed["facts"]
    assert (listed["n_facts"], fact["about"]) == (1, "Low Water, budget")
    assert set(fact["open_in"]) == {MOVIE_ID, *OTHERS}
    page = client.get("/facts").text
    assert "Open in 3 ledgers" in page
    address = f"/ledgers/{fact['movie_id']}/fact?figure={fact['figure']}"
    assert address in html.unescape(page)
    assert client.get(address).text.count("conflict</span>") == 3
    where = f"/api/ledgers/{fact['movie_id']}/places"
    places = client.get(where, params={"figure": fact["figure"], "text": "$55 million"}).json()
    token = re.search(r'name="token" value="([0-9a-f]{64})"', client.get("/account").text)
    assert token
    kept = ("movie_id", "title", "figure", "base", "replacement")
    done = client.post(
        "/api/corrections",
        json={"corrections": [{name: place[name] for name in kept} for place in places]},
        headers={"x-form-token": token[1]},
    )
    assert done.json()["summary"] == "3 done"
    assert client.get("/api/facts").json() == {"n_facts": 0, "facts": []}
    assert "No fact needs you" in client.get("/facts").text
    assert 'href="/facts"' not in client.get("/").text


@pytest.mark.parametrize("width", [1280, 320])
def test_filters_and_facts_are_for_everybody(browser: Browser, shelf: Served, width: int) -> None:
    page = sign_in(browser, shelf, "Ana", viewport={"width": width, "height": 800})
    try:
        page.get_by_label("Rule").select_option("LG101")
        page.wait_for_url("**/?**rule=LG101**")
        expect(page.get_by_role("link", name="Slack Tide")).to_be_visible()
        expect(page.get_by_role("link", name="Low Water")).to_have_count(0)
        for path in ("/?rule=LG102&source=The+Film+Almanac", "/?rule=LG999", "/facts"):
            page.goto(shelf.url + path)
            assert_accessible(page)
        page.get_by_role("link", name="Low Water, budget").click()
        expect(page.get_by_text("Stated in 3 places of 3 ledgers.")).to_be_visible()
    finally:
        page.context.close()
