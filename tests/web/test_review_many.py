"""One fact in several ledgers, and one action on many."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledgergen.core.review.commands import Correct
from ledgergen.core.review.same_fact import Place
from ledgergen.core.review.state import Status
from ledgergen.errors import NoLedgerError, ReviewError
from ledgergen.runs.review.many import list_corrections
from ledgergen.wiring_review import ReviewParts
from tests.web.review_workspace import MOVIE_ID, build_text, open_parts, write_dossier, write_draft
from tests.web.shelf_of_films import OTHERS, WORDS, make_shelf


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_shelf(tmp_path)


@pytest.fixture
def parts(folder: Path) -> Iterator[ReviewParts]:
    with open_parts(folder) as opened:
        yield opened


def find_budget(parts: ReviewParts) -> str:
    opened = parts.desk.open(MOVIE_ID)
    return next(f.figure.id for f in opened.review.figures if f.figure.text == "$62 million")


def find_places(parts: ReviewParts, wanted: str = "$55 million") -> tuple[Place, ...]:
    return parts.many.find_places(MOVIE_ID, find_budget(parts), wanted=wanted)


def test_a_fact_is_found_wherever_it_is_stated_in_the_words_of_each_place(parts: ReviewParts) -> None:
    found = [(p.movie_id, p.text, p.replacement) for p in find_places(parts)]
    assert found == [
        (MOVIE_ID, "$62 million", "$55 million"),
        (OTHERS[0], WORDS[0], "fifty-five million dollars"),
        (OTHERS[1], WORDS[1], "$55 million"),
    ]
    assert parts.many.count_elsewhere(parts.desk.open(MOVIE_ID), find_budget(parts)) == 2


def test_one_go_puts_it_right_everywhere_and_is_undone_in_one_go(parts: ReviewParts) -> None:
    outcome = parts.many.correct(list_corrections(find_places(parts)), actor="ana")
    assert outcome.summary == "3 done"
    assert "fifty-five million dollars" in parts.desk.open(OTHERS[0]).review.state.text
    with pytest.raises(ReviewError, match="nothing of yours"):
        parts.many.undo(outcome.batch, actor="bo")
    assert parts.many.undo(outcome.batch, actor="ana").summary == "3 done"
    assert WORDS[0] in parts.desk.open(OTHERS[0]).review.state.text
    with pytest.raises(ReviewError, match="nothing of yours"):
        parts.many.undo(outcome.batch, actor="ana")


def test_a_place_that_changed_after_the_preview_is_skipped_and_the_others_are_done(
    parts: ReviewParts,
) -> None:
    places = find_places(parts)
    command = Correct(figure=places[2].figure, text="$60 million")
    parts.desk.decide(OTHERS[1], command, actor="bo")
    outcome = parts.many.correct(list_corrections(places), actor="ana")
    assert outcome.summary == "2 done, 1 skipped: changed meanwhile"
    assert "$60 million" in parts.desk.open(OTHERS[1]).review.state.text


def test_what_a_colleague_built_on_since_is_not_undone(parts: ReviewParts) -> None:
    outcome = parts.many.correct(list_corrections(find_places(parts)), actor="ana")
    figures = parts.desk.open(OTHERS[1]).review.figures
    there = next(f.figure.id for f in figures if f.decision == "corrected")
    parts.desk.decide(OTHERS[1], Correct(figure=there, text="$54 million"), actor="bo")
    assert parts.many.undo(outcome.batch, actor="ana").summary == "2 done, 1 not done"
    assert "$54 million" in parts.desk.open(OTHERS[1]).review.state.text


def test_a_figure_about_nothing_nameable_is_looked_for_nowhere(parts: ReviewParts, folder: Path) -> None:
    text = build_text().replace("She signed it", "It took 212 boats. She signed it")
    write_draft(folder, text, write_dossier(folder))
    opened = parts.desk.open(MOVIE_ID)
    boats = next(f.figure.id for f in opened.review.figures if f.figure.text.startswith("212"))
    with pytest.raises(ReviewError, match="cannot say what it is about"):
        parts.many.find_places(MOVIE_ID, boats)
    with pytest.raises(NoLedgerError):
        parts.many.find_places(MOVIE_ID, "fig-00000000")


def test_a_selection_is_assigned_returned_and_approved_ledger_by_ledger(parts: ReviewParts) -> None:
    everyone = (MOVIE_ID, *OTHERS)
    assigned = parts.many.assign(everyone, assignee="Bo", actor="ana")
    assert assigned.summary == "3 done"
    again = parts.many.assign((MOVIE_ID, 7), assignee="Bo", actor="ana")
    assert again.summary == "0 done, 2 not done"
    assert {item.assignee for item in parts.queue.list_items()} == {"Bo"}
    returned = parts.many.return_all(OTHERS, reason="thin", actor="ana")
    assert returned.summary == "2 done"
    assert parts.desk.open(OTHERS[0]).review.state.status is Status.RETURNED
    while waiting := parts.desk.open(MOVIE_ID).review.open_figures:
        parts.desk.decide(MOVIE_ID, Correct(figure=waiting[0].figure.id, option=1), actor="ana")
    approved = parts.many.approve(everyone, actor="ana")
    assert approved.summary == "1 done, 2 not done"
    assert parts.desk.open(MOVIE_ID).review.state.status is Status.APPROVED
    assert parts.many.undo(approved.batch, actor="ana").summary == "1 done"
    assert parts.desk.open(MOVIE_ID).review.state.status is Status.IN_REVIEW
    # What lies behind an approval is not taken back any more.
    assert parts.many.undo(assigned.batch, actor="ana").summary == "2 done, 1 not done"
    assert {item.movie_id: item.assignee for item in parts.queue.list_items()} == {
        MOVIE_ID: "Bo",
        OTHERS[0]: "",
        OTHERS[1]: "",
    }


def test_a_clean_ledger_that_no_person_ever_looked_into_is_not_approved_in_bulk(
    parts: ReviewParts, folder: Path
) -> None:
    text = build_text().replace("$62 ", "$55 ").replace("148", "128").replace("$410 ", "$165 ")
    write_draft(folder, text, write_dossier(folder))
    (result,) = parts.many.approve([MOVIE_ID], actor="ana").results
    assert result.problem.startswith("nobody has looked into it yet")


def test_looking_again_tells_which_ledgers_cannot_be_read(parts: ReviewParts, folder: Path) -> None:
    (folder / "review" / "77-broken.md").write_bytes(b"\xff\xfe\x00")
    assert parts.many.recheck((MOVIE_ID, 77)).summary == "1 done, 1 not done"
