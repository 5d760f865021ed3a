"""What is shown of one ledger: the text and its figures, what has changed, its history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field
from starlette.exceptions import HTTPException

from ledgergen.adapters.turns import Rank
from ledgergen.core.review.blocks import BlockKind, cut_blocks
from ledgergen.core.review.word_diff import Stretch, diff_words
from ledgergen.errors import LedgergenError
from ledgergen.runs.review.opening import Opened
from ledgergen.web import views, words
from ledgergen.web.access import Visitor
from ledgergen.web.direct import Asked, DirectRoute
from ledgergen.web.service import CurrentService, MovieId, Service, SignedIn, is_from_script

router = APIRouter(include_in_schema=False)


class Wanted(Asked):
    """What somebody wants to see of a ledger; -1 is no block."""

    figure: Annotated[str, Field(max_length=200)] = ""
    edit: Annotated[int, Field(ge=-1, le=100_000)] = -1
    block: Annotated[int, Field(ge=-1, le=100_000)] = -1
    did: Annotated[int, Field(ge=0, le=10_000_000)] = 0


def show_ledger(request: Request, service: Service, visitor: Visitor, wanted: Wanted) -> Response:
    """Show a ledger with one figure's card; or the part of it that a page asks for."""
    opened = service.desk.open(wanted.movie_id)
    if is_from_script(request):
        number = max(wanted.edit, wanted.block)
        if number < 0:
            seen = request.headers.get("x-ledger-base", "")[:60]
            return service.render_ledger(request, opened, seen=seen, figure=wanted.figure)
        return render_block(request, service, opened, number=number, is_edited=wanted.edit >= 0)
    return service.render(
        request,
        "ledger.html",
        page=views.build_page(opened, figure_id=wanted.figure, visitor=visitor.name),
        outcome=words.tell_outcome(opened.review, wanted.did) if wanted.did else "",
        edit=wanted.edit,
        company=service.crew.arrive(wanted.movie_id, visitor.name, works=visitor.may("decide")),
    )


ledger = DirectRoute("GET", "/ledgers/{movie_id}", show_ledger, asked=Wanted, rank=Rank.SHOWING)


def render_block(  # noqa: PLR0913 - all that the part needs to stand as it was
    request: Request,
    service: Service,
    opened: Opened,
    *,
    number: int,
    is_edited: bool,
    problem: LedgergenError | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    """Return one block of a ledger, to read or to edit."""
    page = views.build_page(opened)
    if number >= len(page.blocks):
        raise HTTPException(404, "There is no such paragraph any more. Open the ledger again.")
    return service.render(
        request,
        "block_alone.html",
        http=422 if problem else 200,
        page=page,
        block=page.blocks[number],
        is_edited=is_edited,
        problem=problem,
        typed=typed or {},
    )


@router.get("/ledgers/{movie_id}/changes")
def get_changes(request: Request, service: CurrentService, visitor: SignedIn, movie_id: MovieId) -> Response:
    """Show what editors changed in the draft."""
    del visitor
    opened = service.desk.open(movie_id)
    state = opened.review.state
    return service.render(
        request, "changes.html", page=views.build_page(opened), draft=_compare(state.draft, state.text)
    )


@router.get("/ledgers/{movie_id}/disk")
def get_disk(request: Request, service: CurrentService, visitor: SignedIn, movie_id: MovieId) -> Response:
    """Show how the file on disk differs: what went on there, and what here, where both moved on."""
    del visitor
    opened = service.desk.open(movie_id)
    state, disk = opened.review.state, opened.disk
    return service.render(
        request,
        "disk.html",
        page=views.build_page(opened),
        draft_to_disk=_compare(state.draft, disk.text),
        draft_to_text=_compare(state.draft, state.text),
        disk_to_text=_compare(disk.text, state.text),
    )


def _compare(before: str, after: str) -> tuple[Stretch, ...]:
    return diff_words(before, after) if before != after else ()


@router.get("/ledgers/{movie_id}/history")
def get_history(request: Request, service: CurrentService, visitor: SignedIn, movie_id: MovieId) -> Response:
    """Show who did what, when and why."""
    del visitor
    opened = service.desk.open(movie_id)
    return service.render(request, "history.html", page=views.build_page(opened))


@router.get("/ledgers/{movie_id}/approve")
def get_approval(request: Request, service: CurrentService, visitor: SignedIn, movie_id: MovieId) -> Response:
    """Show what approving would write, before anybody says yes."""
    del visitor
    opened = service.desk.open(movie_id)
    review = opened.review
    front = [b.text for b in cut_blocks(review.state.text, ()) if b.kind is BlockKind.FRONT]
    return service.render(
        request,
        "approve.html",
        page=views.build_page(opened),
        front=front,
        target=f"ledgers/{opened.disk.path.name}",
        changes=_compare(opened.disk.text, review.state.text),
    )


@router.get("/favicon.ico")
def get_icon() -> Response:
    """Have none."""
    raise HTTPException(404)
