"""What is sent a second time because nobody was told of the first: only the very same counts as done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ledgergen.core.review.commands import Command, Comment, Correct, Edit, Waive
from ledgergen.core.review.repeats import has_done
from tests.web.review_workspace import MOVIE_ID, build_text, make_workspace, open_parts

FIRST, SECOND = "None of them is hurried.", "as backers do."


def edit(sentence: str, after: str, *, line_end: str = "\n") -> Edit:
    """Put a sentence in the place of another, and see the paragraph as a browser sends it."""
    text = build_text()
    start = text.rindex("\n", 0, text.index(sentence)) + 1
    end = text.find("\n", start)
    before = text[start : end if end > 0 else len(text)]
    return Edit(start=start, before=before, after=before.replace(sentence, after).replace("\n", line_end))


@pytest.mark.parametrize(
    ("build", "others"),
    [
        (
            lambda figure: Correct(figure=figure, text="$57 million "),
            [
                lambda figure: Correct(figure=figure, text="$58 million"),
                lambda figure: Comment(figure=figure, comment="hm"),
            ],
        ),
        (lambda figure: Correct(figure=figure, option=1), [lambda _: edit(FIRST, "None.")]),
        (
            lambda figure: Comment(figure=figure, comment=" hm"),
            [lambda figure: Comment(figure=figure, comment="ha")],
        ),
        (
            lambda figure: Waive(figure=figure, reason="other", comment="hm"),
            [lambda _: Waive(figure="fig-00000000", reason="other", comment="hm")],
        ),
        (
            lambda _: edit(FIRST, "None."),
            [lambda _: edit(SECOND, "None."), lambda _: edit(FIRST, "Not one.")],
        ),
        (lambda _: edit(FIRST, "None.\n\nAt all.", line_end="\r\n"), [lambda _: edit(FIRST, "None.")]),
        (lambda _: edit(FIRST, ""), [lambda _: edit(SECOND, "")]),
    ],
)
def test_only_the_very_same_thing_counts_as_done(
    tmp_path: Path, build: Callable[[str], Command], others: list[Callable[[str], Command]]
) -> None:
    with open_parts(make_workspace(tmp_path)) as parts:
        review = parts.desk.open(MOVIE_ID).review
        figure, base = review.open_figures[0].figure.id, review.state.base
        command = build(figure)
        state = parts.desk.decide(MOVIE_ID, command, actor="Ana", base=base).review.state
        assert has_done(state, command, actor="Ana", base=base)
        assert not has_done(state, command, actor="Bo", base=base)
        assert not has_done(state, command, actor="Ana", base=state.base)
        assert not any(has_done(state, other(figure), actor="Ana", base=base) for other in others)
