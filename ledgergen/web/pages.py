"""What is shown: the queue, a ledger, what has changed in it, its history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from ledgergen.core.review.blocks import BlockKind, cut_blocks
from ledgergen.core.review.word_diff import diff_words
from ledgergen.errors import LedgergenError
from ledgergen.runs.review.opening import Opened
from ledgergen.runs.review.queue import Item, find_next
from ledgergen.web import views, words
from ledgergen.web.service import CurrentService, MovieId, Service, SignedIn, is_from_script

router = APIRouter(include_in_schema=False)

_SORTS = {
    "quickest": lambda item: (item.minutes, item.n_open, item.movie_id),
    "title": lambda item: (item.title.casefold(), item.movie_id),
    "newest": lambda item: tuple(-ord(char) for char in item.changed),
}
Text = Annotated[str, Query(max_length=200)]
BlockNumber = Annotated[int, Query(ge=-1, le=100_000)]


@router.get("/")
def get_queue(  # noqa: PLR0913, PLR0917 - one parameter a part of the address
    request: Request,
    service: CurrentService,
    visitor: SignedIn,
    status: Text = "",
    q: Text = "",
    sort: Text = "quickest",
) -> Response:
    """Show the queue."""
    del visitor
    items = service.queue.list_items()
    counts = Counter(map(words.name_status, items))
    wanted = q.casefold().split()
    found = [item for item in items if all(word in _search_text(item) for word in wanted)]
    waiting = [item for item in found if item.is_waiting]
    shown = [item for item in found if words.name_status(item) == status] if status else waiting
    if sort in _SORTS:
        shown.sort(key=_SORTS[sort])
    return service.render(
        request,
        "queue.html",
        items=shown,
        counts=counts,
        n_all=len(items),
        n_waiting=sum(item.is_waiting for item in items),
        minutes=sum(item.minutes for item in waiting if not item.failure),
        status=status if status in words.STATUSES else "",
        q=q,
        sort=sort if sort in _SORTS else "quickest",
        upcoming=find_next(items),
    )


def _search_text(item: Item) -> str:
    return f"{item.title} {item.year or ''} {item.movie_id} {item.editor}".casefold()


@router.get("/next")
def get_next(service: CurrentService, visitor: SignedIn, after: int = 0) -> Response:
    """Go to the next ledger that waits, behind `after` in the queue."""
    del visitor
    waiting = [item.movie_id for item in service.queue.list_items() if item.is_waiting and not item.failure]
    position = waiting.index(after) + 1 if after in waiting else 0
    return RedirectResponse(f"/ledgers/{waiting[position % len(waiting)]}" if waiting else "/", 303)


@router.get("/ledgers/{movie_id}")
def get_ledger(  # noqa: PLR0913 - one parameter a part of the address
    request: Request,
    service: CurrentService,
    visitor: SignedIn,
    movie_id: MovieId,
    *,
    figure: Text = "",
    edit: BlockNumber = -1,
    block: BlockNumber = -1,
    did: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> Response:
    """Show a ledger with one figure's card; or the part of it that a page asks for."""
    opened = service.desk.open(movie_id)
    if is_from_script(request):
        number = max(edit, block)
        if number < 0:
            seen = request.headers.get("x-ledger-base", "")[:60]
            return service.render_ledger(request, opened, seen=seen, figure=figure)
        return render_block(request, service, opened, number=number, is_edited=edit >= 0)
    return service.render(
        request,
        "ledger.html",
        page=views.build_page(opened, figure_id=figure, visitor=visitor.name),
        outcome=words.tell_outcome(opened.review, did) if did else "",
        edit=edit,
    )


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
    """Show what editors changed in the draft, and how the file on disk differs."""
    del visitor
    opened = service.desk.open(movie_id)
    state = opened.review.state
    return service.render(
        request,
        "changes.html",
        page=views.build_page(opened),
        draft=diff_words(state.draft, state.text) if state.draft != state.text else (),
        disk=diff_words(opened.disk.text, state.text) if opened.disk.text != state.text else (),
    )


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
        changes=diff_words(opened.disk.text, review.state.text)
        if opened.disk.text != review.state.text
        else (),
    )


@router.get("/favicon.ico")
def get_icon() -> Response:
    """Have none."""
    raise HTTPException(404)
