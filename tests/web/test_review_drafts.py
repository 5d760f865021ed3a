"""Drafts asked for from the page or the API: in the background, watched as they come, lost by nothing."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Browser, expect

from ledgergen.web import drafts
from tests.web.conftest import sign_in
from tests.web.review_workspace import MOVIE_ID, Served, make_workspace, serve, write_dossier
from tests.web.visits import call_api, come, find_token, visit


@pytest.fixture
def api(served: Served) -> Iterator[httpx2.Client]:
    with call_api(served, "Bo") as client:
        yield client


def ask(api: httpx2.Client, *ids: int) -> dict[str, Any]:
    answer = api.post("/drafts", json={"films": [{"movie_id": movie_id} for movie_id in ids]})
    assert answer.status_code == 202, answer.text
    value: dict[str, Any] = answer.json()
    return value


def wait_until_done(api: httpx2.Client, n_lists: int = 1) -> list[dict[str, Any]]:
    deadline = time.monotonic() + 60
    while True:
        lists: list[dict[str, Any]] = api.get("/drafts").json()
        n_open = sum(asked["states"]["queued"] + asked["states"]["running"] for asked in lists)
        if len(lists) == n_lists and not n_open:
            return lists
        assert time.monotonic() < deadline, lists
        time.sleep(0.05)


def test_films_asked_for_are_drafted_and_published_or_held(served: Served, api: httpx2.Client) -> None:
    asked = ask(api, 452008, 999)
    assert (asked["films"], asked["by"]) == (2, "Bo")
    (done,) = wait_until_done(api)
    clean, failed = done["shown"]
    assert (clean["state"], clean["title"], clean["flagged"]) == ("clean", "Closeness", 0)
    assert failed["state"] == "failed"
    assert failed["problem"]["what"] == "nothing is known about film 999"
    assert "facts/999.yaml" in failed["problem"]["try"]
    assert (served.folder / "ledgers" / "452008-closeness.md").exists()


def test_a_failed_film_is_drafted_again_once_its_cause_is_mended(served: Served, api: httpx2.Client) -> None:
    batch = ask(api, 999)["list"]
    wait_until_done(api)
    write_dossier(served.folder, "High Water", 999)
    assert api.post(f"/drafts/{batch}/retry").json() == {"opened": 1}
    (done,) = wait_until_done(api)
    assert done["shown"][0]["state"] in {"clean", "held"}


def test_a_draft_never_replaces_what_an_editor_works_on(served: Served, api: httpx2.Client) -> None:
    draft = next((served.folder / "review").glob("*.md"))
    draft.write_text(draft.read_text() + " One more word.")
    ask(api, MOVIE_ID)
    (done,) = wait_until_done(api)
    assert done["shown"][0]["state"] == "failed"
    assert draft.read_text().endswith("One more word.")


def test_what_was_asked_for_outlives_the_service(tmp_path: Path) -> None:
    folder = make_workspace(tmp_path)
    ids = [452008, 578, 346, 2292, 278, 597, 28, 9804]
    with serve(folder) as first, call_api(first) as api:
        ask(api, *ids)
    with serve(folder) as second, call_api(second) as api:
        (done,) = wait_until_done(api)
    assert done["states"]["clean"] == len(ids)


def test_the_stream_tells_of_every_step_to_the_end(served: Served, api: httpx2.Client) -> None:
    states = []
    with api.stream("GET", "/drafts/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        ask(api, 452008)
        for line in stream.iter_lines():
            if line.startswith("data: "):
                states.append(json.loads(line.removeprefix("data: "))["shown"][0]["state"])
                if states[-1] == "clean":
                    break
    assert states[-1] == "clean"


def test_a_stream_ends_with_its_visitor(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "_BEAT_S", 0.1)
    with come(served, "Ana") as client, client.stream("GET", "/drafts/events") as stream:
        lines = stream.iter_lines()
        assert next(lines) == ": still here"
        client.post("/sign-out", data={"token": find_token(client)})
        assert len(list(islice(lines, 50))) < 50


def test_a_stream_wants_somebody_signed_in(served: Served) -> None:
    with visit(served) as client:
        for path in ("/drafts", "/drafts/events", "/api/drafts", "/api/drafts/events"):
            assert client.get(path).status_code == 401


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("", "no film in the list"),
        ("452008\nbanana\n", "line 2: &#39;banana&#39; is no TMDB id"),
        ("title\nJaws\n", "has no column &#39;movie_id&#39;"),
        ('{"movie_id": "<script>alert(1)</script>"}', "is no TMDB id"),
    ],
)
def test_a_list_that_cannot_be_read_begins_nothing_and_stays_typed(
    served: Served, typed: str, complaint: str
) -> None:
    with come(served, "Ana") as client:
        answer = client.post("/drafts", data={"token": find_token(client), "films": typed})
        page = client.get("/drafts")
    assert answer.status_code == 422
    assert complaint in answer.text
    assert "<script>alert" not in answer.text
    assert typed.split("\n", maxsplit=1)[0].split("<", maxsplit=1)[0] in answer.text.replace("&#34;", '"')
    assert "Nothing was asked for yet" in page.text


def test_a_pasted_list_is_watched_live_in_the_browser(browser: Browser, served: Served) -> None:
    page = sign_in(browser, served, "Ana")
    page.get_by_role("link", name="Drafts").click()
    page.get_by_label("Films to draft").fill("452008\n999\n")
    page.get_by_role("button", name="Draft them").click()
    # No reload: the stream brings it.
    expect(page.get_by_role("link", name="Closeness")).to_be_visible()
    expect(page.get_by_text("nothing is known about film 999")).to_be_visible()
    expect(page.get_by_role("button", name="Try the failed ones again")).to_be_visible()
    page.get_by_role("link", name="Closeness").click()
    expect(page.get_by_role("heading", name="Closeness")).to_be_visible()
