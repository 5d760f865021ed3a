"""Another wording for a sentence, from the model: shown as a difference, applied only by an editor."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Form, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from ledgergen.core.review.rewriting import Suggestion
from ledgergen.errors import ModelError
from ledgergen.web import views
from ledgergen.web.api import ApiFailure, Writer
from ledgergen.web.service import CurrentService, FormSender, MovieId

pages = APIRouter(include_in_schema=False)
api = APIRouter(
    prefix="/api",
    tags=["review"],
    responses={status: {"model": ApiFailure} for status in (401, 403, 404, 413, 422, 502, 503)},
)

FigureId = Annotated[str, Field(max_length=40)]
Count = Annotated[int, Field(ge=0, le=100)]


class RewriteInput(BaseModel):
    """Whose sentence is to be said otherwise, and how many suggestions were seen before."""

    model_config = ConfigDict(extra="forbid")

    figure: FigureId
    n_asked: Count = 0


@pages.post("/ledgers/{movie_id}/rewrite")
def post_rewrite(  # noqa: PLR0913, PLR0917 - one parameter a field
    request: Request,
    service: CurrentService,
    visitor: FormSender,
    movie_id: MovieId,
    figure: Annotated[FigureId, Form()] = "",
    n_asked: Annotated[Count, Form()] = 0,
) -> Response:
    """Ask the model, and show what it says beside what stands there."""
    del visitor
    opened = service.desk.open(movie_id)
    suggestion: Suggestion | None = None
    problem: ModelError | None = None
    try:
        suggestion = service.rewriter.suggest(movie_id, figure, n_asked=n_asked)
    except ModelError as error:
        problem = error
    return service.render(
        request,
        "rewrite.html",
        http=502 if problem else 200,
        page=views.build_page(opened, figure_id=figure),
        suggestion=suggestion,
        problem=problem,
        figure=figure,
        n_asked=n_asked + 1,
    )


@api.post("/ledgers/{movie_id}/rewrites")
def suggest_rewrite(
    service: CurrentService, visitor: Writer, movie_id: MovieId, wanted: Annotated[RewriteInput, Body()]
) -> dict[str, Any]:
    """Return another wording for the sentence around a figure; send it as an `edit` to put it in."""
    del visitor
    suggestion = service.rewriter.suggest(movie_id, wanted.figure, n_asked=wanted.n_asked)
    return {
        "start": suggestion.sentence.span.start,
        "before": suggestion.sentence.text,
        "after": suggestion.text,
        "kept": list(suggestion.sentence.locked),
        "flagged": [
            {"text": figure.text, "verdict": figure.verdict.value, "reason": figure.reason}
            for figure in suggestion.flagged
        ],
    }
