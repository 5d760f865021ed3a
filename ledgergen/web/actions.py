"""What forms do. Every action ends in a redirect to the page that shows its outcome."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import Field

from ledgergen.adapters.turns import Rank
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
from ledgergen.core.review.repeats import has_done
from ledgergen.errors import LedgergenError, ReviewError, StaleDecisionError
from ledgergen.model.review import Kind
from ledgergen.runs.review.crew import Company
from ledgergen.runs.review.opening import Opened
from ledgergen.web import views, words
from ledgergen.web.access import Visitor
from ledgergen.web.conflicts import show_conflict, show_edit_conflict
from ledgergen.web.direct import Asked, DirectRoute, was_sent_before
from ledgergen.web.pages import render_block
from ledgergen.web.service import CurrentService, FormSender, MovieId, Service, is_from_script

router = APIRouter(include_in_schema=False)

Typed = Annotated[str, Form(max_length=40_000)]
Long = Annotated[str, Field(max_length=40_000)]


Base = Annotated[str, Field(max_length=60)]


class DecisionForm(Asked):
    """A decision about one figure, or an undo."""

    base: Base = ""
    do: Annotated[str, Field(max_length=20)] = ""
    figure: Annotated[str, Field(max_length=40)] = ""
    option: Annotated[int, Field(ge=0, le=99)] = 0
    text: Long = ""
    everywhere: Annotated[str, Field(max_length=5)] = ""
    reason: Annotated[str, Field(max_length=40)] = ""
    comment: Long = ""
    name: Long = ""
    url: Long = ""
    quote: Long = ""

    def build_command(self) -> Command:
        """Return the command this asks for.

        Raises:
            ReviewError: no button of the page sends this.
        """
        everywhere = bool(self.everywhere)
        commands: dict[str, Command] = {
            "use": Correct(figure=self.figure, option=self.option, everywhere=everywhere),
            "correct": Correct(figure=self.figure, text=self.text, everywhere=everywhere),
            "waive": Waive(figure=self.figure, reason=self.reason, comment=self.comment),
            "remove": Remove(figure=self.figure),
            "source": AddSource(figure=self.figure, name=self.name, url=self.url, quote=self.quote),
            "comment": Comment(figure=self.figure, comment=self.comment),
            "undo": Undo(),
        }
        if self.do not in commands:
            raise ReviewError("that form asks for nothing this page can do", fix="open the ledger again")
        return commands[self.do]

    @property
    def typed(self) -> dict[str, str]:
        """What somebody typed or chose, to be shown again where it is refused."""
        return self.model_dump(include={"text", "comment", "name", "url", "quote", "reason"})


class EditForm(Asked):
    """A paragraph rewritten."""

    base: Base = ""
    start: Annotated[int, Field(ge=0, le=10_000_000)] = 0
    before: Long = ""
    after: Long = ""


def take_decision(request: Request, service: Service, visitor: Visitor, form: DecisionForm) -> Response:
    """Decide about one figure, or undo."""
    movie_id = form.movie_id
    try:
        opened = _decide(request, service, visitor, movie_id, form.build_command(), base=form.base)
    except StaleDecisionError as error:
        return show_conflict(request, service, movie_id, error, again={"do": form.do, **form.typed})
    except ReviewError as error:
        return _show_refusal(
            request, service, movie_id, error, figure=form.figure, do=form.do, typed=form.typed
        )
    company = service.crew.arrive(movie_id, visitor.name, works=True)
    return _go_on(request, service, opened, seen=form.base, figure=form.figure, company=company)


decision = DirectRoute(
    "POST", "/ledgers/{movie_id}/decide", take_decision, asked=DecisionForm, rank=Rank.DECIDING
)


def _decide(  # noqa: PLR0913 - what a decision is made of
    request: Request, service: Service, visitor: Visitor, movie_id: int, command: Command, *, base: str
) -> Opened:
    """Carry a command out; one that is sent again was perhaps carried out before, and then only told."""
    if was_sent_before(request):
        opened = service.desk.open(movie_id)
        if has_done(opened.review.state, command, actor=visitor.name, base=base):
            return opened
        if not base:
            raise ReviewError("nobody can tell whether this was done already", fix="open the ledger again")
    return service.desk.decide(movie_id, command, actor=visitor.name, base=base)


def take_edit(request: Request, service: Service, visitor: Visitor, form: EditForm) -> Response:
    """Rewrite a paragraph."""
    movie_id = form.movie_id
    # Browsers send every line end as CR LF, whatever the text has.
    opened = service.desk.open(movie_id)
    blocks = cut_blocks(opened.review.state.text, ())
    before = form.before.replace("\r\n", "\n")
    shown = next((b.text for b in blocks if b.start == form.start), before)
    before = shown if shown.replace("\r\n", "\n") == before else before
    rewritten = Edit(start=form.start, before=before, after=form.after)
    try:
        opened = _decide(request, service, visitor, movie_id, rewritten, base=form.base)
    except StaleDecisionError as error:
        meant = {"base": form.base, "after": form.after}
        return show_edit_conflict(request, service, movie_id, error, start=form.start, **meant)
    except ReviewError as error:
        return _show_refusal(request, service, movie_id, error, edit=form.start, typed={"after": form.after})
    company = service.crew.arrive(movie_id, visitor.name, works=True)
    return _go_on(request, service, opened, seen=form.base, company=company)


edit = DirectRoute("POST", "/ledgers/{movie_id}/edit", take_edit, asked=EditForm, rank=Rank.DECIDING)


@router.post("/ledgers/{movie_id}/approve")
def post_approval(  # noqa: PLR0913 - one parameter a field
    request: Request,
    service: CurrentService,
    visitor: FormSender,
    movie_id: MovieId,
    *,
    base: Typed = "",
    note: Typed = "",
) -> Response:
    """Approve the ledger as it was shown, and write it."""
    note = refuse_odd(note, "the note")[:2000]
    opened = service.closing.approve(movie_id, actor=visitor.name, base=base, note=note)
    service.crew.finish(movie_id, visitor.name)
    return _go_on(request, service, opened, seen=base)


@router.post("/ledgers/{movie_id}/close")
def post_close(  # noqa: PLR0913 - one parameter a field
    request: Request,
    service: CurrentService,
    visitor: FormSender,
    movie_id: MovieId,
    *,
    do: Typed = "",
    base: Typed = "",
    reason: Typed = "",
) -> Response:
    """Return, reject, withdraw an approval, or choose between two texts."""
    actor = visitor.name
    match do:
        case "return" | "reject":
            close = Close(kind=Kind.RETURNED if do == "return" else Kind.REJECTED, reason=reason)
            opened = service.closing.return_to_review(movie_id, close, actor=actor, base=base)
            service.crew.finish(movie_id, actor)
        case "withdraw":
            opened = service.closing.withdraw(movie_id, actor=actor)
        case "take_file":
            opened = service.desk.take_file(movie_id, actor=actor)
        case "keep_mine":
            opened = service.desk.keep_mine(movie_id, actor=actor)
        case _:
            raise ReviewError("that form asks for nothing this page can do", fix="open the ledger again")
    return _go_on(request, service, opened, seen=base)


def _go_on(  # noqa: PLR0913 - all that the page shows behind a decision
    request: Request,
    service: Service,
    opened: Opened,
    *,
    seen: str,
    figure: str = "",
    company: Company | None = None,
) -> Response:
    """Go to the next figure that needs somebody, behind the one decided about."""
    review = opened.review
    following = views.find_following(review, figure) if figure else ""
    if is_from_script(request):
        outcome = words.tell_outcome(review, review.state.rev)
        return service.render_ledger(
            request, opened, seen=seen, figure=following, outcome=outcome, company=company
        )
    query = {"did": str(review.state.rev)} | ({"figure": following} if following else {})
    return RedirectResponse(f"/ledgers/{review.state.movie_id}?{urlencode(query)}", 303)


def _show_refusal(  # noqa: PLR0913 - all that the page needs to stand as it was
    request: Request,
    service: Service,
    movie_id: int,
    error: LedgergenError,
    *,
    figure: str = "",
    edit: int = -1,
    do: str = "",
    typed: Mapping[str, str],
) -> Response:
    """Show the page again, with what was wrong and everything that was typed."""
    opened = service.desk.open(movie_id)
    page = views.build_page(opened, figure_id=figure)
    number = next((block.number for block in page.blocks if block.start == edit), -1)
    values = {"page": page, "problem": error, "typed": typed, "do": do}
    if not is_from_script(request):
        visitor = service.find_visitor(request)
        values |= {"company": service.crew.look(movie_id, visitor.name if visitor else ""), "edit": number}
        return service.render(request, "ledger.html", http=422, outcome="", **values)
    if number < 0:
        return service.render(request, "card_body.html", http=422, **values)
    answer = render_block(request, service, opened, number=number, is_edited=True, problem=error, typed=typed)
    answer.headers["hx-retarget"] = f"#b{number}"
    return answer
