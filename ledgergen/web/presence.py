"""Who is at a ledger: signs of life from its page, taking it over, letting it go; and the same as JSON."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict

from ledgergen.errors import ReviewError
from ledgergen.runs.review.crew import Company, company_to_json
from ledgergen.web.access import Visitor
from ledgergen.web.api import ApiFailure, Reader, Writer
from ledgergen.web.rules import refuse_role
from ledgergen.web.service import CurrentService, FormSender, MovieId, Service, is_from_script

pages = APIRouter(include_in_schema=False)
api = APIRouter(
    prefix="/api",
    tags=["presence"],
    responses={status: {"model": ApiFailure} for status in (401, 403, 404, 413, 422, 503)},
)
Short = Annotated[str, Form(max_length=20)]


class PresenceInput(BaseModel):
    """A sign of life, a claim whoever has it, or letting go."""

    model_config = ConfigDict(extra="forbid")
    do: Literal["stay", "claim", "take", "leave"]


@pages.post("/ledgers/{movie_id}/presence")
def post_presence(  # noqa: PLR0913 - one parameter a field
    request: Request,
    service: CurrentService,
    visitor: FormSender,
    movie_id: MovieId,
    *,
    do: Short = "",
    had: Short = "",
) -> Response:
    """Give a sign of life, take the ledger over, or let it go; returns who is there now."""
    company = act(service, visitor, movie_id, do=do)
    if not is_from_script(request):
        return RedirectResponse(f"/ledgers/{movie_id}", 303)
    return service.render(
        request, "presence.html", company=company, movie_id=movie_id, was_mine=bool(had) and do == "stay"
    )


def act(service: Service, visitor: Visitor, movie_id: int, *, do: str) -> Company:
    """Do what a page or a script asks for.

    Raises:
        NoLedgerError: there is no such ledger.
        ReviewError: nobody can ask for that.
        HTTPException: a viewer cannot claim.
    """
    service.desk.open(movie_id)
    if do != "stay":
        refuse_role(visitor, "decide")
    match do:
        case "stay":
            return service.crew.arrive(movie_id, visitor.name, works=False)
        case "claim":
            return service.crew.arrive(movie_id, visitor.name, works=True)
        case "take":
            return service.crew.take(movie_id, visitor.name)
        case "leave":
            return service.crew.leave(movie_id, visitor.name)
    raise ReviewError("that form asks for nothing this page can do", fix="open the ledger again")


@api.get("/ledgers/{movie_id}/presence")
def show_presence(service: CurrentService, visitor: Reader, movie_id: MovieId) -> dict[str, Any]:
    """Tell who works on a ledger, and who else is there; the asker is not there by asking."""
    service.desk.open(movie_id)
    return company_to_json(service.crew.look(movie_id, visitor.name))


@api.post("/ledgers/{movie_id}/presence")
def give_sign(
    service: CurrentService, visitor: Writer, movie_id: MovieId, wanted: Annotated[PresenceInput, Body()]
) -> dict[str, Any]:
    """Give a sign of life, claim the ledger if nobody has it, take it over, or let it go."""
    return company_to_json(act(service, visitor, movie_id, do=wanted.do))
