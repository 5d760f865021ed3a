"""The page of two editors at one place: what each of them did, and the choice.

Whoever came second may keep what stands there, or do on top of it what they had
meant to: the page holds their words, to be changed and sent again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Request, Response

from ledgergen.core.review.blocks import Block, cut_blocks
from ledgergen.core.review.word_diff import Stretch, diff_words
from ledgergen.errors import ReviewError, StaleDecisionError
from ledgergen.runs.review.opening import Opened
from ledgergen.web import views
from ledgergen.web.service import Service, is_from_script


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph that two edited."""

    mine: str
    """As the second of them would have it."""
    block: Block | None
    """As it stands now; None where nobody can tell which one it is."""
    theirs: tuple[Stretch, ...]
    """What the first of them did with the one that the second was looking at."""


def show_conflict(
    request: Request, service: Service, movie_id: int, error: StaleDecisionError, *, again: Mapping[str, str]
) -> Response:
    """Show two decisions about one figure; `again` are the fields of the second one's form."""
    opened = service.desk.open(movie_id)
    return _show(request, service, opened, error, again={k: v for k, v in again.items() if v})


def show_edit_conflict(  # noqa: PLR0913 - what an edit is made of
    request: Request,
    service: Service,
    movie_id: int,
    error: StaleDecisionError,
    *,
    base: str,
    start: int,
    after: str,
) -> Response:
    """Show two edits of one paragraph; the second one's began at `start` of the text at `base`."""
    opened = service.desk.open(movie_id)
    passage = _find_passage(service, opened, base=base, start=start, after=after)
    return _show(request, service, opened, error, again={}, passage=passage)


def _find_passage(service: Service, opened: Opened, *, base: str, start: int, after: str) -> Passage:
    mine = after.replace("\r\n", "\n")
    try:
        then = cut_blocks(service.desk.open_base(opened, base).state.text, ())
    except ReviewError:  # another draft has been taken in
        return Passage(mine=mine, block=None, theirs=())
    now = cut_blocks(opened.review.state.text, ())
    number = next((block.number for block in then if block.start == start), None)
    if number is None or len(then) != len(now):
        return Passage(mine=mine, block=None, theirs=())
    return Passage(mine=mine, block=now[number], theirs=diff_words(then[number].text, now[number].text))


def _show(  # noqa: PLR0913 - both sides
    request: Request,
    service: Service,
    opened: Opened,
    error: StaleDecisionError,
    *,
    again: Mapping[str, str],
    passage: Passage | None = None,
) -> Response:
    page = views.build_page(opened, figure_id=error.figure)
    there = opened.review.find(error.figure) if error.figure else None
    answer = service.render(
        request,
        "conflict.html",
        http=409,
        error=error,
        page=page,
        there=there,
        sentence=views.quote_sentence(opened.review, there) if there else None,
        again=again,
        passage=passage,
    )
    if is_from_script(request):
        answer.headers.update({"hx-retarget": "body", "hx-reswap": "innerHTML", "hx-push-url": "false"})
    return answer
