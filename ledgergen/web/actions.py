"""What forms do. Every action ends in a redirect to the page that shows its outcome."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from ledgergen.core.review.blocks import cut_blocks
from ledgergen.core.review.commands import (
    AddSource,
    Close,
    Command,
    Comment,
    Correct,
    Edit,
    Remove,
    Undo,
    Waive,
)
from ledgergen.core.review.fields import refuse_odd
from ledgergen.errors import LedgergenError, ReviewError, StaleDecisionError
from ledgergen.model.review import Kind
from ledgergen.runs.review.opening import Opened
from ledgergen.web import views
from ledgergen.web.access import COOKIE, SESSION_S
from ledgergen.web.service import CurrentService, FormSender, MovieId, Service

router = APIRouter(include_in_schema=False)

Field = Annotated[str, Form(max_length=40_000)]
Number = Annotated[int, Form(ge=0, le=10_000_000)]


@router.post("/sign-in")
def post_sign_in(request: Request, service: CurrentService, link: Field = "", name: Field = "") -> Response:
    """Use a sign-in link up; from then on a cookie says who this is."""
    name = " ".join(refuse_odd(name, "the name").split())[:60]
    if not name:
        return service.render(
            request, "sign_in.html", http=422, token=link, name="", problem="Type your name."
        )
    session = service.access.sign_in(link, name=name)
    if session is None:
        return service.render(request, "signed_out.html", http=401)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(COOKIE, session, max_age=SESSION_S, httponly=True, samesite="strict")
    return answer


@router.post("/sign-out")
def post_sign_out(request: Request, service: CurrentService, visitor: FormSender) -> Response:
    """End the session."""
    del visitor
    service.access.sign_out(request.cookies.get(COOKIE, ""))
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(COOKIE)
    return answer


@router.post("/invite")
def post_invite(request: Request, service: CurrentService, visitor: FormSender) -> Response:
    """Make a sign-in link for another editor."""
    del visitor
    token = service.access.issue("link")
    return service.render(request, "invite.html", link=f"{request.base_url}sign-in?token={token}")


@router.post("/ledgers/{movie_id}/decide")
def post_decision(  # noqa: PLR0913 - one parameter a field
    request: Request,
    service: CurrentService,
    visitor: FormSender,
    movie_id: MovieId,
    *,
    do: Field = "",
    base: Field = "",
    figure: Field = "",
    option: Number = 0,
    text: Field = "",
    everywhere: Field = "",
    reason: Field = "",
    comment: Field = "",
    name: Field = "",
    url: Field = "",
    quote: Field = "",
) -> Response:
    """Decide about one figure, or undo."""
    commands: dict[str, Command] = {
        "use": Correct(figure=figure, option=option, everywhere=bool(everywhere)),
        "correct": Correct(figure=figure, text=text, everywhere=bool(everywhere)),
        "waive": Waive(figure=figure, reason=reason, comment=comment),
        "remove": Remove(figure=figure),
        "source": AddSource(figure=figure, name=name, url=url, quote=quote),
        "comment": Comment(figure=figure, comment=comment),
        "undo": Undo(),
    }
    if do not in commands:
        raise ReviewError("that form asks for nothing this page can do", fix="open the ledger again")
    typed = {"text": text, "comment": comment, "name": name, "url": url, "quote": quote, "reason": reason}
    try:
        opened = service.desk.decide(movie_id, commands[do], actor=visitor.name, base=base)
    except StaleDecisionError as error:
        return _show_conflict(request, service, movie_id, error)
    except ReviewError as error:
        return _show_refusal(request, service, movie_id, error, figure=figure, do=do, typed=typed)
    return _go_on(opened, figure)


@router.post("/ledgers/{movie_id}/edit")
def post_edit(  # noqa: PLR0913 - one parameter a field
    request: Request,
    service: CurrentService,
    visitor: FormSender,
    movie_id: MovieId,
    *,
    base: Field = "",
    start: Number = 0,
    before: Field = "",
    after: Field = "",
) -> Response:
    """Rewrite a paragraph."""
    # Browsers send every line end as CR LF, whatever the text has.
    opened = service.desk.open(movie_id)
    blocks = cut_blocks(opened.review.state.text, ())
    shown = next((b.text for b in blocks if b.start == start), before)
    if shown.replace("\r\n", "\n") == before.replace("\r\n", "\n"):
        before = shown
    else:
        before = before.replace("\r\n", "\n")
    edit = Edit(start=start, before=before, after=after)
    try:
        opened = service.desk.decide(movie_id, edit, actor=visitor.name, base=base)
    except StaleDecisionError as error:
        return _show_conflict(request, service, movie_id, error)
    except ReviewError as error:
        return _show_refusal(request, service, movie_id, error, edit=start, typed={"after": after})
    return _go_on(opened, "")


@router.post("/ledgers/{movie_id}/approve")
def post_approval(
    service: CurrentService,
    visitor: FormSender,
    movie_id: MovieId,
    *,
    base: Field = "",
    note: Field = "",
) -> Response:
    """Approve the ledger as it was shown, and write it."""
    note = refuse_odd(note, "the note")[:2000]
    opened = service.closing.approve(movie_id, actor=visitor.name, base=base, note=note)
    return _go_on(opened, "")


@router.post("/ledgers/{movie_id}/close")
def post_close(  # noqa: PLR0913 - one parameter a field
    service: CurrentService,
    visitor: FormSender,
    movie_id: MovieId,
    *,
    do: Field = "",
    base: Field = "",
    reason: Field = "",
) -> Response:
    """Return, reject, withdraw an approval, or choose between two texts."""
    actor = visitor.name
    match do:
        case "return" | "reject":
            close = Close(kind=Kind.RETURNED if do == "return" else Kind.REJECTED, reason=reason)
            opened = service.closing.return_to_review(movie_id, close, actor=actor, base=base)
        case "withdraw":
            opened = service.closing.withdraw(movie_id, actor=actor)
        case "take_file":
            opened = service.desk.take_file(movie_id, actor=actor)
        case "keep_mine":
            opened = service.desk.keep_mine(movie_id, actor=actor)
        case _:
            raise ReviewError("that form asks for nothing this page can do", fix="open the ledger again")
    return _go_on(opened, "")


def _go_on(opened: Opened, figure: str) -> Response:
    """Go to the next figure that needs somebody, behind the one decided about."""
    review = opened.review
    did = review.state.rev
    query: dict[str, str | int] = {"did": did}
    decided = next((e for e in reversed(review.state.events) if e.rev == did), None)
    if figure and decided is not None:
        here = next((f.figure.start for f in review.figures if f.touched == decided), None)
        seen = review.find(figure)
        at = here if here is not None else (seen.figure.start if seen else -1)
        if decided.patches and here is None:
            at = decided.patches[0].start - 1
        waiting = review.open_figures
        following = next((f for f in waiting if f.figure.start > at), waiting[0] if waiting else None)
        if following is not None:
            query["figure"] = following.figure.id
        elif here is not None or seen is not None:
            shown = next((f for f in review.figures if f.touched == decided), seen)
            if shown is not None:
                query["figure"] = shown.figure.id
    return RedirectResponse(f"/ledgers/{review.state.movie_id}?{urlencode(query)}", 303)


def _show_conflict(request: Request, service: Service, movie_id: int, error: StaleDecisionError) -> Response:
    """Show both values side by side; what the editor typed is kept."""
    opened = service.desk.open(movie_id)
    page = views.build_page(opened, figure_id=error.figure)
    there = opened.review.find(error.figure) if error.figure else None
    return service.render(request, "conflict.html", http=409, error=error, page=page, there=there)


def _show_refusal(  # noqa: PLR0913 - all that the page needs to stand as it was
    request: Request,
    service: Service,
    movie_id: int,
    error: LedgergenError,
    *,
    figure: str = "",
    edit: int = -1,
    do: str = "",
    typed: dict[str, str] | None = None,
) -> Response:
    """Show the page again, with what was wrong and everything that was typed."""
    opened = service.desk.open(movie_id)
    return service.render(
        request,
        "ledger.html",
        http=422,
        page=views.build_page(opened, figure_id=figure),
        outcome="",
        problem=error,
        typed=typed or {},
        do=do,
        edit=edit,
        can_undo=False,
    )
