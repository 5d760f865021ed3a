"""Two editors at one place: the second one is shown both sides, and can still do what they meant to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import httpx2
import pytest

from ledgergen.core.review.blocks import cut_blocks
from ledgergen.core.review.commands import Command, Correct, Edit, Waive
from ledgergen.core.review.commands import Remove as RemoveSentence
from ledgergen.web.access import COOKIE, derive_form_token
from tests.web.review_workspace import MOVIE_ID, Served, build_text

LEDGER = f"/ledgers/{MOVIE_ID}"
_FORM = re.compile(r'<form method="post" action="([^"]+)" class="stack">(.*?)</form>', re.DOTALL)
_FIELD = re.compile(
    r'<(?:input[^>]* name="([a-z]+)" value="([^"]*)"|textarea[^>]* name="([a-z]+)"[^>]*>\n(.*?)</textarea>)',
    re.DOTALL,
)


@pytest.fixture
def bo(served: Served) -> Iterator[httpx2.Client]:
    """Somebody who opened the ledger before anybody did anything."""
    session = served.make_session("Bo")
    headers = {"cookie": f"{COOKIE}={session}", "sec-fetch-site": "same-origin"}
    with httpx2.Client(base_url=served.url, headers=headers, timeout=60) as client:
        yield client


class Second:
    """Bo, whose page shows the ledger as it was before Ana did something."""

    def __init__(self, served: Served, bo: httpx2.Client) -> None:
        self._served, self._bo = served, bo
        review = served.parts.desk.open(MOVIE_ID).review
        session = bo.headers["cookie"].partition("=")[2]
        self.seen = {"token": derive_form_token(session), "base": review.state.base}
        self.figure = review.open_figures[0].figure.id
        self.text = review.state.text
        self.blocks = cut_blocks(self.text, ())

    def overtaken_by(self, command: Command) -> None:
        self._served.parts.desk.decide(MOVIE_ID, command, actor="Ana")

    def send(self, do: str, **fields: str) -> str:
        form = {**self.seen, "figure": self.figure, "do": do, **fields}
        return self._read(self._bo.post(f"{LEDGER}/decide", data=form))

    def edit(self, before: str, after: str) -> str:
        start = self.text.index(before)
        (block,) = (each for each in self.blocks if each.start <= start < each.end)
        after = block.text.replace(before, after)
        form = {**self.seen, "start": str(block.start), "before": block.text, "after": after}
        return self._read(self._bo.post(f"{LEDGER}/edit", data=form))

    def _read(self, answer: httpx2.Response) -> str:
        assert answer.status_code == 409
        assert "Ana was here first" in answer.text
        return answer.text

    def use_mine(self, page: str, **typed: str) -> str:
        """Send the form that the page offers; return the text behind it."""
        form = _FORM.search(page)
        assert form
        fields = {}
        for name, value, area, words in _FIELD.findall(form[2]):
            fields[name or area] = unescape(value if name else words)
        answer = self._bo.post(form[1], data=fields | typed)
        assert answer.status_code == 303, answer.text
        return self._served.parts.desk.open(MOVIE_ID).review.state.text


@pytest.fixture
def second(served: Served, bo: httpx2.Client) -> Second:
    return Second(served, bo)


def edit_first(text: str, before: str, after: str) -> Edit:
    (block,) = (each for each in cut_blocks(text, ()) if each.start <= text.index(before) < each.end)
    return Edit(start=block.start, before=block.text, after=block.text.replace(before, after))


def test_another_value_can_be_put_in_the_place_of_theirs(second: Second) -> None:
    second.overtaken_by(Correct(figure=second.figure, text="$57 million"))
    page = second.send("correct", text="$58 million")
    assert "$62 million → $57 million" in page
    assert second.use_mine(page) == build_text().replace("$62 million", "$58 million")


def test_what_was_typed_can_be_changed_before_it_is_sent(second: Second) -> None:
    second.overtaken_by(Correct(figure=second.figure, text="$57 million"))
    page = second.send("correct", text="$58 million")
    text = second.use_mine(page, text="$59 million")
    assert text == build_text().replace("$62 million", "$59 million")


@pytest.mark.parametrize(
    ("do", "fields", "outcome"),
    [
        ("waive", {"reason": "other", "comment": "seen in print"}, "seen in print"),
        ("comment", {"comment": "ask the archive"}, "ask the archive"),
        ("source", {"name": "The Harbor Post", "quote": "It cost $57 million."}, "The Harbor Post"),
        ("remove", {}, "removed"),
    ],
)
def test_any_decision_can_be_taken_about_what_stands_there(
    served: Served, second: Second, do: str, fields: dict[str, str], outcome: str
) -> None:
    second.overtaken_by(Correct(figure=second.figure, text="$57 million"))
    page = second.send(do, **fields)
    assert "Do it to “$57 million” too" in page
    second.use_mine(page)
    last = served.parts.store.load(MOVIE_ID)[-1]
    assert last.actor == "Bo"
    assert outcome in (last.comment, last.source_name, last.kind.value.rpartition(".")[2])


def test_what_is_proven_by_now_needs_no_waiver(second: Second) -> None:
    second.overtaken_by(Correct(figure=second.figure, option=1))
    page = second.send("waive", reason="common_knowledge")
    assert "“$55 million” is proven; nothing is left to decide." in page
    assert not _FORM.search(page)


def test_a_sentence_that_is_gone_is_told(second: Second) -> None:
    second.overtaken_by(RemoveSentence(figure=second.figure))
    page = second.send("correct", text="$58 million")
    assert "sentence removed" in page
    assert not _FORM.search(page)


def test_a_paragraph_can_be_put_in_the_place_of_theirs(second: Second) -> None:
    second.overtaken_by(edit_first(second.text, "None of them is hurried.", "None is hurried."))
    page = second.edit("None of them is hurried.", "Not one of them drags. <b>")
    assert re.search(r"<del>[^<]*of them", page)
    assert "Not one of them drags. &lt;b&gt;" in page
    mine = "Not one of them drags. <b>"
    assert second.use_mine(page) == build_text().replace("None of them is hurried.", mine)


def test_where_paragraphs_came_or_went_the_words_are_there_to_be_copied(second: Second) -> None:
    second.overtaken_by(edit_first(second.text, "None of them is hurried.", "None.\n\nIs hurried."))
    page = second.edit("None of them is hurried.", "Not one of them drags.")
    assert re.search(r'<textarea id="after"[^>]* readonly>[^<]*Not one of them drags\.', page)
    assert "Use mine" not in page


def test_what_was_waived_meanwhile_is_overruled_by_nobody_unseen(second: Second) -> None:
    second.overtaken_by(Waive(figure=second.figure, reason="common_knowledge"))
    page = second.send("correct", text="$58 million")
    assert "$62 million may stand: common knowledge" in page
    assert second.use_mine(page) == build_text().replace("$62 million", "$58 million")
