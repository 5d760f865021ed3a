"""Another wording for a sentence: suggested by a model, checked, and put in by an editor alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import Browser, expect

from tests.model.chat_server import Answer, ChatServer, say
from tests.web.conftest import sign_in
from tests.web.review_workspace import FLAGGED, MOVIE_ID, Served, make_workspace, serve
from tests.web.visits import LEDGER, call_api

CHANGED = "a thrifty studio spent"
BUDGET = "*Low Water* had a budget of $62 million."
BETTER = "*Low Water* was made for $55 million."


@contextmanager
def serve_with_model(folder: Path, *answers: Answer) -> Iterator[tuple[Served, ChatServer]]:
    with (
        ChatServer(answers) as model,
        serve(make_workspace(folder), base_url=model.url, model="mock") as served,
    ):
        yield served, model


def find_figure(api: httpx2.Client, text: str) -> str:
    figures = api.get(LEDGER).json()["figures"]
    return str(next(figure["id"] for figure in figures if figure["text"] == text))


def rewrite(api: httpx2.Client, figure: str, *, n_asked: int = 0) -> httpx2.Response:
    return api.post(f"{LEDGER}/rewrites", json={"figure": figure, "n_asked": n_asked})


def test_a_suggestion_is_checked_and_changes_nothing_until_it_is_put_in(tmp_path: Path) -> None:
    with serve_with_model(tmp_path, say(BETTER)) as (served, model), call_api(served) as api:
        figure = find_figure(api, FLAGGED[0])
        suggestion = rewrite(api, figure).json()
        assert (suggestion["before"], suggestion["after"]) == (BUDGET, BETTER)
        assert suggestion["flagged"] == []
        before = api.get(LEDGER).json()
        assert BUDGET in before["text"]
        edit = {name: suggestion[name] for name in ("start", "before", "after")}
        after = api.post(f"{LEDGER}/decisions", json={"do": "edit", **edit, "base": before["base"]}).json()
    assert BETTER in after["text"]
    asked = model.requests[0]
    assert "response_format" not in asked
    assert BUDGET in asked["messages"][-1]["content"].replace('\\"', '"')
    assert "55,000,000" in asked["messages"][-1]["content"] or "55000000" in asked["messages"][-1]["content"]


def test_a_figure_that_the_suggestion_invents_is_named(tmp_path: Path) -> None:
    with (
        serve_with_model(tmp_path, say("*Low Water* was made for $58 million.")) as (served, _),
        call_api(served) as api,
    ):
        (flagged,) = rewrite(api, find_figure(api, FLAGGED[0])).json()["flagged"]
    assert flagged["text"] == "$58 million"
    assert flagged["verdict"] == "conflict"


def test_asking_again_is_another_question(tmp_path: Path) -> None:
    other = "*Low Water* cost $55 million."
    with (
        serve_with_model(tmp_path, say(BETTER), say(other)) as (served, model),
        call_api(served) as api,
    ):
        figure = find_figure(api, FLAGGED[0])
        told = [rewrite(api, figure, n_asked=n).json()["after"] for n in (0, 0, 1)]
    assert told == [BETTER, BETTER, other]
    assert len(model.requests) == 2


def test_words_of_an_editor_stay_or_the_answer_is_refused(tmp_path: Path) -> None:
    broken, kept = "*Low Water* cost $55 million.", "On *Low Water* a thrifty studio spent $55 million."
    with serve_with_model(tmp_path, say(broken), say(kept)) as (served, model), call_api(served) as api:
        text = api.get(LEDGER).json()["text"]
        start = text.index("had a budget of")
        edited = {"do": "edit", "start": start, "before": "had a budget of", "after": CHANGED}
        api.post(f"{LEDGER}/decisions", json=edited)
        figure = find_figure(api, FLAGGED[0])
        refused = rewrite(api, figure)
        assert refused.status_code == 502
        assert "changed what an editor wrote" in refused.json()["error"]["because"]
        assert rewrite(api, figure, n_asked=1).json()["after"] == kept
    assert "a thrifty studio" in model.requests[0]["messages"][-1]["content"]


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        (say(""), "is empty"),
        (say("word " * 400), "characters long"),
        (say(BUDGET), "the sentence that stands there"),
        (say(BETTER, finish_reason="length"), "cut short"),
    ],
)
def test_an_answer_that_is_no_sentence_is_refused(tmp_path: Path, answer: Answer, complaint: str) -> None:
    with serve_with_model(tmp_path, answer) as (served, _), call_api(served) as api:
        refused = rewrite(api, find_figure(api, FLAGGED[0]))
    assert refused.status_code == 502
    error = refused.json()["error"]
    assert complaint in f"{error['what']} {error['because']}"


def test_quotation_marks_citations_and_line_breaks_are_no_part_of_it(tmp_path: Path) -> None:
    dressed = "<think>hm</think>\n“*Low Water* was made\nfor $55 million [f1].”\n"
    with serve_with_model(tmp_path, say(dressed)) as (served, _), call_api(served) as api:
        assert rewrite(api, find_figure(api, FLAGGED[0])).json()["after"] == BETTER


def test_without_a_model_it_is_said_and_not_offered(served: Served) -> None:
    with call_api(served) as api:
        figure = find_figure(api, FLAGGED[0])
        refused = rewrite(api, figure)
        assert refused.status_code == 422
        assert refused.json()["error"]["what"] == "there is no language model to ask"
        assert rewrite(api, "fig-00000000").status_code == 404


def test_a_sentence_is_rewritten_in_the_browser(browser: Browser, tmp_path: Path) -> None:
    hostile = "*Low Water* was made for $55 million by <b>thrift</b>."
    with serve_with_model(tmp_path, say(hostile)) as (served, _):
        page = sign_in(browser, served, "Ana")
        page.goto(f"{served.url}/ledgers/{MOVIE_ID}")
        page.get_by_role("button", name="Ask the model for another sentence").click()
        expect(page.get_by_role("heading", name="Another wording")).to_be_visible()
        expect(page.locator(".diff ins").first).to_be_visible()
        assert page.locator(".diff b").count() == 0
        expect(page.get_by_text("Every figure in it is proven.")).to_be_visible()
        page.get_by_role("link", name="Leave it as it is").click()
        expect(page.get_by_text("$62 million").first).to_be_visible()
        page.close()
