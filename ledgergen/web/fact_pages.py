"""One fact wherever it is stated: where, what would stand there, and putting it right in one go."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from pydantic import BaseModel, Field, ValidationError

from ledgergen.errors import ReviewError
from ledgergen.runs.review.many import Correction, list_corrections
from ledgergen.web.queue_pages import show_outcome
from ledgergen.web.service import CurrentService, FormSender, MovieId, SignedIn

router = APIRouter(include_in_schema=False)
MAX_FACTS = 50
"""Facts of one page, or of one answer of the API: a ledger is opened for each."""


class CorrectionInput(BaseModel):
    """One place to put right, as it was previewed."""

    movie_id: Annotated[int, Field(ge=1, le=999_999_999_999)]
    title: Annotated[str, Field(max_length=400)] = ""
    figure: Annotated[str, Field(max_length=40)]
    base: Annotated[str, Field(max_length=60)] = ""
    replacement: Annotated[str, Field(min_length=1, max_length=2000)]

    def build(self) -> Correction:
        """Return it as the desk wants it."""
        return Correction(**self.model_dump())


@router.get("/facts")
def get_facts(request: Request, service: CurrentService, visitor: SignedIn) -> Response:
    """List the facts that need somebody in more than one ledger: one correction each."""
    del visitor
    n_facts, facts = service.many.list_shared(limit=MAX_FACTS)
    return service.render(request, "facts.html", facts=facts, n_facts=n_facts)


@router.get("/ledgers/{movie_id}/elsewhere")
def get_elsewhere(
    request: Request,
    service: CurrentService,
    visitor: SignedIn,
    movie_id: MovieId,
    figure: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """Say in how many other ledgers a figure's fact is stated; a part of the card."""
    del visitor
    n_ledgers = service.many.count_elsewhere(service.desk.open(movie_id), figure)
    return service.render(request, "elsewhere.html", n_ledgers=n_ledgers, movie_id=movie_id, figure=figure)


@router.get("/ledgers/{movie_id}/fact")
def get_fact(  # noqa: PLR0913, PLR0917 - one parameter a part of the address
    request: Request,
    service: CurrentService,
    visitor: SignedIn,
    movie_id: MovieId,
    figure: Annotated[str, Query(max_length=40)] = "",
    text: Annotated[str, Query(max_length=500)] = "",
) -> Response:
    """Show every place that states a figure's fact, and what would stand there."""
    del visitor
    places = service.many.find_places(movie_id, figure, wanted=text)
    opened = service.desk.open(movie_id)
    return service.render(
        request,
        "fact.html",
        places=places,
        corrections={(c.movie_id, c.figure): c for c in list_corrections(places)},
        shown=opened.review.find(figure),
        movie_id=movie_id,
        title=opened.review.title,
        wanted=text.strip(),
    )


@router.post("/fact")
def post_fact(
    request: Request,
    service: CurrentService,
    visitor: FormSender,
    place: Annotated[list[Annotated[str, Form(max_length=4000)]], Form(max_length=10_000)] = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """Put the fact right in the places that were ticked."""
    try:
        corrections = [CorrectionInput.model_validate_json(each).build() for each in place]
    except ValidationError as error:
        raise ReviewError("that form is not of this page", fix="open the fact again") from error
    if not corrections:
        raise ReviewError("no place is selected", fix="tick some of them first")
    return show_outcome(request, service, service.many.correct(corrections, actor=visitor.name))
