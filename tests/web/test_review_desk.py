"""Review through the desk: decisions, approval, two editors, drafts that move on."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledgergen.core.review.commands import AddSource, Close, Correct, Edit, Remove, Undo, Waive
from ledgergen.core.review.state import Status
from ledgergen.errors import NoLedgerError, ReviewError, StaleDecisionError
from ledgergen.model.report import Verdict
from ledgergen.model.review import Kind
from ledgergen.runs.review.opening import Opened
from ledgergen.wiring_review import ReviewParts
from tests.web.review_workspace import (
    FLAGGED,
    MOVIE_ID,
    build_text,
    make_workspace,
    open_parts,
    write_dossier,
    write_draft,
)


@pytest.fixture
def folder(tmp_path: Path, database: str | None) -> Path:
    return make_workspace(tmp_path, database=database)


@pytest.fixture
def parts(folder: Path) -> Iterator[ReviewParts]:
    with open_parts(folder) as opened:
        yield opened


def ids(opened: Opened) -> list[str]:
    return [figure.figure.id for figure in opened.review.open_figures]


def words(opened: Opened) -> list[str]:
    return [figure.figure.text for figure in opened.review.open_figures]


def clear(parts: ReviewParts) -> Opened:
    opened = parts.desk.open(MOVIE_ID)
    while opened.review.open_figures:
        figure = opened.review.open_figures[0].figure.id
        opened = parts.desk.decide(MOVIE_ID, Correct(figure=figure, option=1), actor="ana")
    return opened


def test_opening_shows_what_needs_a_person_and_writes_nothing(parts: ReviewParts, folder: Path) -> None:
    before = sorted(path.name for path in (folder / "review").iterdir())
    opened = parts.desk.open(MOVIE_ID)
    assert words(opened) == list(FLAGGED)
    assert opened.review.state.status is Status.NEEDS_REVIEW
    assert opened.review.gate == ("3 figures need you",)
    assert [figure.options[0].text for figure in opened.review.open_figures] == [
        "$55 million",
        "128 minutes",
        "$165 million",
    ]
    assert sorted(path.name for path in (folder / "review").iterdir()) == before
    assert parts.store.load(MOVIE_ID) == ()


def test_an_evidence_value_changes_its_own_words_and_nothing_else(parts: ReviewParts) -> None:
    opened = parts.desk.open(MOVIE_ID)
    after = parts.desk.decide(MOVIE_ID, Correct(figure=ids(opened)[0], option=1), actor="ana")
    assert after.review.state.text == build_text().replace("$62 million", "$55 million")
    assert words(after) == list(FLAGGED[1:])
    corrected = next(f for f in after.review.figures if f.figure.text == "$55 million")
    assert (corrected.figure.verdict, corrected.decision) == (Verdict.EXACT, "corrected")
    assert after.review.state.events[-1].actor == "ana"


def test_of_what_is_recomputed_the_value_is_offered_and_no_input(folder: Path) -> None:
    text = build_text().replace("$410 million worldwide", "$165 million worldwide, ten times its cost")
    write_draft(folder, text, write_dossier(folder))
    with open_parts(folder) as parts:
        opened = parts.desk.open(MOVIE_ID).review.open_figures
        (multiple,) = [item for item in opened if item.figure.text == "ten times"]
        assert [(option.text, option.source) for option in multiple.options] == [
            ("three times", "recomputed")
        ]
        assert "165,000,000 / 55,000,000 = 3" in multiple.figure.reason
        parts.desk.decide(MOVIE_ID, Correct(figure=multiple.figure.id, option=1), actor="ana")
        assert "three times its cost" in parts.desk.open(MOVIE_ID).review.state.text


def test_what_evidence_says_of_something_else_is_no_value_to_put_in_its_place(folder: Path) -> None:
    ended = "until the shoot ended in the spring of 2019."
    text = build_text().replace("before they learned their lines.", ended)
    write_draft(folder, text, write_dossier(folder))
    with open_parts(folder) as parts:
        opened = parts.desk.open(MOVIE_ID).review.open_figures
        (date,) = [item for item in opened if item.figure.text == "spring of 2019"]
        assert "17 May 2019 (Low Water, release date)" in date.figure.reason
        assert date.options == ()


def test_a_typed_value_that_evidence_contradicts_stays_open(parts: ReviewParts) -> None:
    opened = parts.desk.open(MOVIE_ID)
    after = parts.desk.decide(MOVIE_ID, Correct(figure=ids(opened)[0], text="$63 million"), actor="ana")
    assert words(after) == ["$63 million", *FLAGGED[1:]]


@pytest.mark.parametrize(
    ("command", "what"),
    [
        (Waive(figure="", reason="because"), "is no reason"),
        (Waive(figure="", reason="other"), "needs a comment"),
        (Waive(figure="", reason="unlinkable_source", comment="  "), "needs a comment"),
        (Correct(figure="", option=7), "no evidence value number 7"),
        (Correct(figure="", text=" "), "is empty"),
        (Correct(figure="", text="a\nb"), "one line"),
        (Correct(figure="", text="5\x00"), "U\\+0000"),
        (Correct(figure="", text="5\ud800"), "U\\+D800"),
        (AddSource(figure="", name="Almanac", quote="", url=""), "passage is empty"),
        (AddSource(figure="", name="Almanac", quote="x", url="javascript:alert(1)"), "no web address"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    parts: ReviewParts, command: Correct | Waive | AddSource, what: str
) -> None:
    from dataclasses import replace

    figure = ids(parts.desk.open(MOVIE_ID))[0]
    with pytest.raises(ReviewError, match=what):
        parts.desk.decide(MOVIE_ID, replace(command, figure=figure), actor="ana")
    assert parts.store.load(MOVIE_ID) == ()


def test_films_and_figures_that_are_not_there(parts: ReviewParts) -> None:
    with pytest.raises(NoLedgerError):
        parts.desk.open(7)
    with pytest.raises(NoLedgerError):
        parts.desk.decide(MOVIE_ID, Remove(figure="fig-00000000"), actor="ana")


def test_a_waiver_needs_a_reason_and_clears_the_claim(parts: ReviewParts) -> None:
    figure = ids(parts.desk.open(MOVIE_ID))[1]
    after = parts.desk.decide(
        MOVIE_ID, Waive(figure=figure, reason="unlinkable_source", comment="the print I own"), actor="bo"
    )
    assert words(after) == [FLAGGED[0], FLAGGED[2]]
    assert after.review.decisions["waived"] == 1


def test_removing_takes_the_sentence_out_cleanly(parts: ReviewParts) -> None:
    figure = ids(parts.desk.open(MOVIE_ID))[1]
    after = parts.desk.decide(MOVIE_ID, Remove(figure=figure), actor="ana")
    assert after.review.state.text == build_text().replace("*Low Water* runs 148 minutes. ", "")


def test_a_source_clears_a_figure_only_if_its_words_say_so(parts: ReviewParts) -> None:
    text = build_text().replace("She signed it", "It took 212 boats. She signed it")
    desk = parts.desk
    opened = desk.decide(
        MOVIE_ID,
        Edit(
            start=build_text().index("She signed it"),
            before="She signed it",
            after="It took 212 boats. She signed it",
        ),
        actor="ana",
    )
    assert opened.review.state.text == text
    figure = next(f.figure.id for f in opened.review.open_figures if f.figure.text.startswith("212"))
    idle = AddSource(figure=figure, name="The Pilot", quote="The boats of the harbor were old.")
    assert "212" in words(desk.decide(MOVIE_ID, idle, actor="ana"))
    telling = AddSource(figure=figure, name="The Pilot", quote="The production of Low Water took 212 boats.")
    assert "212" not in words(desk.decide(MOVIE_ID, telling, actor="ana"))


def test_undo_goes_back_step_by_step_to_the_draft(parts: ReviewParts) -> None:
    clear(parts)
    for n_open in (1, 2, 3):
        after = parts.desk.decide(MOVIE_ID, Undo(), actor="ana")
        assert len(after.review.open_figures) == n_open
    assert after.review.state.text == build_text()
    with pytest.raises(ReviewError, match="nothing of yours"):
        parts.desk.decide(MOVIE_ID, Undo(), actor="ana")


def test_nobody_undoes_what_another_editor_did(parts: ReviewParts) -> None:
    clear(parts)
    with pytest.raises(ReviewError, match="nothing of yours"):
        parts.desk.decide(MOVIE_ID, Undo(), actor="bo")


def test_approval_is_refused_while_anything_is_open(parts: ReviewParts, folder: Path) -> None:
    with pytest.raises(ReviewError, match="cannot be approved"):
        parts.closing.approve(MOVIE_ID, actor="ana")
    assert not (folder / "ledgers").exists()


def test_approval_writes_the_bytes_it_is_bound_to(parts: ReviewParts, folder: Path) -> None:
    text = clear(parts).review.state.text
    opened = parts.closing.approve(MOVIE_ID, actor="ana")
    path = folder / "ledgers" / f"{MOVIE_ID}-low-water.md"
    assert path.read_bytes() == text.encode()
    report = json.loads(path.with_name(f"{MOVIE_ID}-low-water.report.json").read_bytes())
    assert report["approval"]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert report["approval"]["actor"] == "ana"
    assert opened.review.state.status is Status.APPROVED
    assert list((folder / "review").iterdir()) == []


def test_one_digit_changed_later_voids_the_approval(parts: ReviewParts, folder: Path) -> None:
    clear(parts)
    parts.closing.approve(MOVIE_ID, actor="ana")
    path = folder / "ledgers" / f"{MOVIE_ID}-low-water.md"
    path.write_bytes(path.read_bytes().replace(b"128", b"129"))
    opened = parts.desk.open(MOVIE_ID)
    assert opened.review.state.status is Status.CHANGED
    assert words(opened) == ["129 minutes"]


def test_an_approval_can_be_withdrawn_and_the_file_stays(parts: ReviewParts, folder: Path) -> None:
    clear(parts)
    parts.closing.approve(MOVIE_ID, actor="ana")
    path = folder / "ledgers" / f"{MOVIE_ID}-low-water.md"
    before = path.read_bytes()
    opened = parts.closing.withdraw(MOVIE_ID, actor="bo")
    assert opened.review.state.status is Status.IN_REVIEW
    assert path.read_bytes() == before
    assert not opened.disk.is_approved


def test_waivers_reach_the_file_that_check_reads(parts: ReviewParts, folder: Path) -> None:
    figures = ids(parts.desk.open(MOVIE_ID))
    for figure in figures:
        parts.desk.decide(MOVIE_ID, Waive(figure=figure, reason="checker_misread"), actor="ana")
    parts.closing.approve(MOVIE_ID, actor="ana")
    waivers = json.loads((folder / "ledgergen-waivers.json").read_text("utf-8"))["waivers"]
    assert [(w["text"], w["reason"], w["actor"]) for w in waivers] == [
        (text, "checker_misread", "ana") for text in FLAGGED
    ]


def test_returning_takes_a_published_ledger_back_to_review(parts: ReviewParts, folder: Path) -> None:
    clear(parts)
    parts.closing.approve(MOVIE_ID, actor="ana")
    close = Close(kind=Kind.RETURNED, reason="section 3 is thin")
    opened = parts.closing.return_to_review(MOVIE_ID, close, actor="bo")
    assert opened.review.state.status is Status.RETURNED
    assert list((folder / "ledgers").iterdir()) == []
    assert (folder / "review" / f"{MOVIE_ID}-low-water.md").exists()
    item = parts.queue.list_items()[0]
    assert (item.reason, item.editor) == ("section 3 is thin", "bo")


# Two editors


def test_different_figures_of_two_editors_are_both_kept(parts: ReviewParts) -> None:
    seen = parts.desk.open(MOVIE_ID)
    base, figures = seen.review.state.base, ids(seen)
    parts.desk.decide(MOVIE_ID, Correct(figure=figures[0], option=1), actor="ana", base=base)
    after = parts.desk.decide(MOVIE_ID, Correct(figure=figures[2], option=1), actor="bo", base=base)
    assert words(after) == ["148 minutes"]
    assert [event.actor for event in after.review.state.events] == ["disk", "ana", "bo"]


def test_the_same_figure_of_two_editors_shows_both_and_loses_neither(parts: ReviewParts) -> None:
    seen = parts.desk.open(MOVIE_ID)
    base, figure = seen.review.state.base, ids(seen)[0]
    parts.desk.decide(MOVIE_ID, Correct(figure=figure, option=1), actor="ana", base=base)
    with pytest.raises(StaleDecisionError) as conflict:
        parts.desk.decide(MOVIE_ID, Correct(figure=figure, text="$60 million"), actor="bo", base=base)
    assert (conflict.value.by, conflict.value.mine) == ("ana", "$62 million → $60 million")
    assert conflict.value.theirs == "$62 million → $55 million"
    assert "$55 million" in parts.desk.open(MOVIE_ID).review.state.text


def test_a_figure_is_never_taken_for_its_look_alike(parts: ReviewParts, folder: Path) -> None:
    # The second of two equal figures has the first one's id once that is gone.
    text = build_text().replace("She signed it", "The same $62 million was named twice. She signed it")
    write_draft(folder, text, write_dossier(folder))
    seen = parts.desk.open(MOVIE_ID)
    first, second = [f for f in seen.review.figures if f.figure.text == "$62 million"]
    base = seen.review.state.base
    parts.desk.decide(MOVIE_ID, Correct(figure=first.figure.id, text="$55 million"), actor="ana", base=base)
    with pytest.raises(StaleDecisionError):
        parts.desk.decide(MOVIE_ID, Correct(figure=first.figure.id, text="$9"), actor="bo", base=base)
    after = parts.desk.decide(
        MOVIE_ID, Correct(figure=second.figure.id, text="$54 million"), actor="bo", base=base
    )
    assert after.review.state.text.count("$55 million") == 1
    assert "The same $54 million was named twice" in after.review.state.text


def test_an_edit_of_a_changed_paragraph_is_refused_with_both_texts(parts: ReviewParts) -> None:
    seen = parts.desk.open(MOVIE_ID)
    text, base = seen.review.state.text, seen.review.state.base
    start = text.index("*Low Water* had")
    before = text[start : text.index("\n", start)]
    parts.desk.decide(MOVIE_ID, Correct(figure=ids(seen)[0], option=1), actor="ana", base=base)
    with pytest.raises(StaleDecisionError) as conflict:
        parts.desk.decide(
            MOVIE_ID, Edit(start=start, before=before, after="My own words."), actor="bo", base=base
        )
    assert conflict.value.mine == "My own words."


def test_nobody_approves_a_text_they_have_not_seen(parts: ReviewParts) -> None:
    seen = clear(parts).review.state.base
    start = build_text().index("Mara Voss came")
    parts.desk.decide(MOVIE_ID, Edit(start=start, before="Mara", after="Maria"), actor="bo")
    with pytest.raises(StaleDecisionError):
        parts.closing.approve(MOVIE_ID, actor="ana", base=seen)


def test_many_editors_at_once_lose_and_double_nothing(folder: Path) -> None:
    n_editors, n_each = 8, 6
    failures: list[BaseException] = []

    def work(name: str) -> None:
        try:
            with open_parts(folder) as mine:
                for number in range(n_each):
                    figure = ids(mine.desk.open(MOVIE_ID))[number % 3]
                    from ledgergen.core.review.commands import Comment

                    comment = Comment(figure=figure, comment=f"{name} {number}")
                    mine.desk.decide(MOVIE_ID, comment, actor=name)
        except BaseException as error:  # noqa: BLE001 - told below, in the test's own thread
            failures.append(error)

    with open_parts(folder):
        threads = [threading.Thread(target=work, args=(f"e{n}",)) for n in range(n_editors)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failures == []
    with open_parts(folder) as parts:
        events = parts.store.load(MOVIE_ID)
    comments = [event.comment for event in events if event.kind is Kind.COMMENTED]
    assert sorted(comments) == sorted(f"e{n} {i}" for n in range(n_editors) for i in range(n_each))
    assert [event.rev for event in events] == list(range(1, len(events) + 1))


# Drafts that move on


def test_decisions_survive_a_new_draft_where_claim_value_and_evidence_are_the_same(
    parts: ReviewParts, folder: Path
) -> None:
    figure = ids(parts.desk.open(MOVIE_ID))[1]
    parts.desk.decide(MOVIE_ID, Waive(figure=figure, reason="checker_misread"), actor="ana")
    again = build_text().replace("None of them is hurried.", "It takes its time.")
    write_draft(folder, again, write_dossier(folder))
    opened = parts.desk.open(MOVIE_ID)
    assert opened.review.state.text == again
    assert words(opened) == [FLAGGED[0], FLAGGED[2]]
    write_draft(folder, again.replace("148 minutes", "149 minutes"), write_dossier(folder))
    assert words(parts.desk.open(MOVIE_ID)) == [FLAGGED[0], "149 minutes", FLAGGED[2]]


def test_a_new_draft_never_replaces_what_an_editor_wrote(parts: ReviewParts, folder: Path) -> None:
    figure = ids(parts.desk.open(MOVIE_ID))[0]
    mine = parts.desk.decide(MOVIE_ID, Correct(figure=figure, option=1), actor="ana").review.state.text
    again = build_text().replace("None of them is hurried.", "It takes its time.")
    write_draft(folder, again, write_dossier(folder))
    opened = parts.desk.open(MOVIE_ID)
    assert opened.has_drifted
    assert opened.review.state.text == mine
    with pytest.raises(ReviewError, match="cannot be approved"):
        parts.closing.approve(MOVIE_ID, actor="ana")
    kept = parts.desk.keep_mine(MOVIE_ID, actor="ana")
    assert (kept.has_drifted, kept.review.state.text) == (False, mine)
    write_draft(folder, again + " ", write_dossier(folder))
    taken = parts.desk.take_file(MOVIE_ID, actor="ana")
    assert (taken.has_drifted, taken.review.state.text) == (False, again + " ")


def test_a_ledger_that_cannot_be_read_is_a_failed_item_and_hides_no_other(
    parts: ReviewParts, folder: Path
) -> None:
    (folder / "review" / "77-broken.md").write_bytes(b"\xff\xfe\x00")
    items = {item.movie_id: item for item in parts.queue.list_items()}
    assert items[77].failure
    assert items[77].status is None
    assert items[MOVIE_ID].n_open == 3


def test_the_queue_follows_every_decision(parts: ReviewParts) -> None:
    assert parts.queue.list_items()[0].n_open == 3
    clear(parts)
    item = parts.queue.list_items()[0]
    assert (item.n_open, item.status, item.editor) == (0, Status.IN_REVIEW, "ana")
    parts.closing.approve(MOVIE_ID, actor="ana")
    assert not parts.queue.list_items()[0].is_waiting
