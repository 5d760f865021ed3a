"""The same as the pages, as JSON: what a script or another tool uses.

`GET /api/openapi.json` describes it. Errors have one shape, `{"error":
{"what", "because", "try"}}`; a conflict (409) adds `mine`, `theirs` and `by`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, Header, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request

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
from ledgergen.core.review.json_shape import review_to_json
from ledgergen.model.review import Kind
from ledgergen.runs.review.crew import company_to_json
from ledgergen.runs.review.queue import item_to_json
from ledgergen.web.access import Visitor, is_same_token
from ledgergen.web.queue_pages import look_around
from ledgergen.web.queue_view import Asked, filter_items
from ledgergen.web.service import CurrentService, MovieId, get_visitor


class ApiError(BaseModel):
    """What went wrong."""

    what: str
    because: str = ""
    try_: str = Field(default="", alias="try")
    mine: str | None = None
    theirs: str | None = None
    by: str | None = None
    figure: str | None = None


class ApiFailure(BaseModel):
    """The body of every answer that is no success."""

    error: ApiError


router = APIRouter(
    prefix="/api",
    tags=["review"],
    responses={status: {"model": ApiFailure} for status in (401, 403, 404, 409, 413, 422, 503)},
)
Long = Annotated[str, Field(max_length=20_000)]
Word = Annotated[str, Field(max_length=200)]
Base = Annotated[str, Field(max_length=60, description="`base` of the ledger you were looking at.")]


class _Input(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DecisionInput(_Input):
    """A decision about one figure, an edit of a stretch of the text, or an undo."""

    do: Literal["use", "correct", "waive", "remove", "source", "comment", "edit", "undo"]
    figure: Annotated[str, Field(max_length=40)] = ""
    option: Annotated[int, Field(ge=1, le=9)] | None = None
    text: Long = ""
    everywhere: bool = False
    reason: Annotated[str, Field(max_length=40)] = ""
    comment: Long = ""
    source: Annotated[str, Field(max_length=200)] = ""
    url: Annotated[str, Field(max_length=1000)] = ""
    quote: Long = ""
    start: Annotated[int, Field(ge=0, le=10_000_000)] = 0
    before: Long = ""
    after: Long = ""
    base: Base = ""

    def build_command(self) -> Command:  # noqa: PLR0911 - one return a command
        """Return the command this asks for."""
        match self.do:
            case "use":
                return Correct(figure=self.figure, option=self.option or 0, everywhere=self.everywhere)
            case "correct":
                return Correct(figure=self.figure, text=self.text, everywhere=self.everywhere)
            case "waive":
                return Waive(figure=self.figure, reason=self.reason, comment=self.comment)
            case "remove":
                return Remove(figure=self.figure)
            case "source":
                return AddSource(figure=self.figure, name=self.source, url=self.url, quote=self.quote)
            case "comment":
                return Comment(figure=self.figure, comment=self.comment)
            case "edit":
                return Edit(start=self.start, before=self.before, after=self.after)
            case "undo":
                return Undo()


class QueueFilters(_Input):
    """What the queue is narrowed to; all of it together."""

    status: Word = ""
    assignee: Word = ""
    rule: Annotated[str, Field(max_length=200, description="An LG code.")] = ""
    source: Word = ""
    batch: Annotated[str, Field(max_length=200, description="The number of a list of drafts.")] = ""
    q: Word = ""


class ApprovalInput(_Input):
    """An approval; `base` names the text that was read."""

    base: Base
    note: Annotated[str, Field(max_length=2000)] = ""


class ReturnInput(_Input):
    """A return, or a rejection."""

    reason: Annotated[str, Field(min_length=1, max_length=2000)]
    reject: bool = False
    base: Base = ""


async def get_writer(
    request: Request, x_form_token: Annotated[str, Header(description="Only with a session cookie.")] = ""
) -> Visitor:
    """Return who changes something: by an API token, or a session with its form token."""
    visitor = await get_visitor(request)
    if visitor.form_token and not is_same_token(x_form_token, visitor.form_token):
        raise HTTPException(403, "send X-Form-Token with a session")
    return visitor


Writer = Annotated[Visitor, Depends(get_writer)]
Reader = Annotated[Visitor, Depends(get_visitor)]


@router.get("/ledgers")
def list_ledgers(
    service: CurrentService, visitor: Reader, wanted: Annotated[QueueFilters, Query()]
) -> list[dict[str, Any]]:
    """List the queue, what waits first, quickest first; the filters are those of the page's address."""
    asked = Asked(**wanted.model_dump())
    around = look_around(service, visitor, asked.batch)
    return [
        item_to_json(item) | company_to_json(around.crew.get(item.movie_id))
        for item in filter_items(service.queue.list_items(), asked, around)
    ]


@router.get("/ledgers/{movie_id}")
def show_ledger(service: CurrentService, visitor: Reader, movie_id: MovieId) -> dict[str, Any]:
    """Return a ledger: text, figures, decisions, gate, history."""
    del visitor
    return review_to_json(service.desk.open(movie_id).review)


@router.post("/ledgers/{movie_id}/decisions")
def decide(
    service: CurrentService, visitor: Writer, movie_id: MovieId, decision: Annotated[DecisionInput, Body()]
) -> dict[str, Any]:
    """Take a decision; the answer is the ledger, checked again."""
    opened = service.desk.decide(movie_id, decision.build_command(), actor=visitor.name, base=decision.base)
    service.crew.arrive(movie_id, visitor.name, works=True)
    return review_to_json(opened.review)


@router.post("/ledgers/{movie_id}/approval")
def approve(
    service: CurrentService, visitor: Writer, movie_id: MovieId, approval: Annotated[ApprovalInput, Body()]
) -> dict[str, Any]:
    """Approve a ledger and write it to ledgers/."""
    note = refuse_odd(approval.note, "the note")
    opened = service.closing.approve(movie_id, actor=visitor.name, base=approval.base, note=note)
    service.crew.finish(movie_id, visitor.name)
    return review_to_json(opened.review)


@router.delete("/ledgers/{movie_id}/approval")
def withdraw(service: CurrentService, visitor: Writer, movie_id: MovieId) -> dict[str, Any]:
    """Take an approval back; the file stays."""
    return review_to_json(service.closing.withdraw(movie_id, actor=visitor.name).review)


@router.post("/ledgers/{movie_id}/return")
def return_ledger(
    service: CurrentService, visitor: Writer, movie_id: MovieId, returned: Annotated[ReturnInput, Body()]
) -> dict[str, Any]:
    """Return a ledger to review, or reject it."""
    close = Close(kind=Kind.REJECTED if returned.reject else Kind.RETURNED, reason=returned.reason)
    opened = service.closing.return_to_review(movie_id, close, actor=visitor.name, base=returned.base)
    service.crew.finish(movie_id, visitor.name)
    return review_to_json(opened.review)
