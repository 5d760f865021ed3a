"""What is shown: the queue, a ledger, what has changed in it, its history."""

from __future__ import annotations

import getpass
from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from ledgergen.core.review.blocks import BlockKind, cut_blocks
from ledgergen.core.review.word_diff import diff_words
from ledgergen.runs.review.queue import Item, find_next
from ledgergen.web import views
from ledgergen.web.service import CurrentService, MovieId, SignedIn

router = APIRouter(include_in_schema=False)

_SORTS = {
    "quickest": lambda item: (item.minutes, item.n_open, item.movie_id),
    "title": lambda item: (item.title.casefold(), item.movie_id),
    "newest": lambda item: tuple(-ord(char) for char in item.changed),
}
Text = Annotated[str, Query(max_length=200)]


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
    counts = Counter(map(views.name_status, items))
    words = q.casefold().split()
    found = [item for item in items if all(word in _search_text(item) for word in words)]
    waiting = [item for item in found if item.is_waiting]
    shown = [item for item in found if views.name_status(item) == status] if status else waiting
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
        status=status if status in views.STATUSES else "",
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
def get_ledger(  # noqa: PLR0913, PLR0917 - one parameter a part of the address
    request: Request,
    service: CurrentService,
    visitor: SignedIn,
    movie_id: MovieId,
    figure: Text = "",
    edit: Annotated[int, Query(ge=-1, le=10_000_000)] = -1,
    did: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> Response:
    """Show a ledger with one figure's card."""
    opened = service.desk.open(movie_id)
    return service.render(
        request,
        "ledger.html",
        page=views.build_page(opened, figure_id=figure),
        outcome=views.tell_outcome(opened.review, did) if did else "",
        edit=edit,
        can_undo=opened.review.state.find_undoable(visitor.name) is not None,
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
        page=views.build_page(opened, figure_id=""),
        draft=diff_words(state.draft, state.text) if state.draft != state.text else (),
        disk=diff_words(opened.disk.text, state.text) if opened.disk.text != state.text else (),
    )


@router.get("/ledgers/{movie_id}/history")
def get_history(request: Request, service: CurrentService, visitor: SignedIn, movie_id: MovieId) -> Response:
    """Show who did what, when and why."""
    del visitor
    opened = service.desk.open(movie_id)
    return service.render(request, "history.html", page=views.build_page(opened, figure_id=""))


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
        page=views.build_page(opened, figure_id=""),
        front=front,
        target=f"ledgers/{opened.disk.path.name}",
        changes=diff_words(opened.disk.text, review.state.text)
        if opened.disk.text != review.state.text
        else (),
    )


@router.get("/sign-in")
def get_sign_in(request: Request, service: CurrentService, token: Text = "") -> Response:
    """Ask who is signing in. Only the form uses the link up: a preview of the link does not."""
    if not service.access.has_link(token):
        return service.render(request, "signed_out.html", http=401)
    try:
        name = getpass.getuser()
    except (KeyError, OSError, ImportError):
        name = ""
    return service.render(request, "sign_in.html", token=token, name=name)


@router.get("/favicon.ico")
def get_icon() -> Response:
    """Have none."""
    raise HTTPException(404)
