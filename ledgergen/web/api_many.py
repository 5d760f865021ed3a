"""The API for many ledgers at once: one fact wherever it is stated, one action on a list of films."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from ledgergen.core.review.fields import refuse_odd
from ledgergen.core.review.same_fact import Place
from ledgergen.runs.review.many import Outcome
from ledgergen.web.api import ApiFailure, Reader, Writer
from ledgergen.web.fact_pages import MAX_FACTS, CorrectionInput
from ledgergen.web.service import CurrentService, MovieId

router = APIRouter(
    prefix="/api",
    tags=["many ledgers"],
    responses={status: {"model": ApiFailure} for status in (401, 403, 404, 409, 413, 422, 503)},
)
Name = Annotated[str, Field(max_length=80)]
AnyMovieId = Annotated[int, Field(ge=1, le=999_999_999_999)]


class CorrectionsInput(BaseModel):
    """Places to put right, as `places` gave them."""

    model_config = ConfigDict(extra="forbid")
    corrections: Annotated[list[CorrectionInput], Field(min_length=1, max_length=10_000)]


class ManyInput(BaseModel):
    """One action on many ledgers."""

    model_config = ConfigDict(extra="forbid")
    do: Literal["assign", "recheck", "return", "approve"]
    movie_ids: Annotated[list[AnyMovieId], Field(min_length=1, max_length=100_000)]
    assignee: Name = ""
    reason: Annotated[str, Field(max_length=2000)] = ""


def place_to_json(place: Place) -> dict[str, Any]:
    """Return a place as JSON; what `corrections` wants is in it by the same names."""
    return asdict(place) | {"verdict": place.verdict.value, "is_right": place.is_right}


def outcome_to_json(outcome: Outcome) -> dict[str, Any]:
    """Return what became of every ledger as JSON."""
    results = [asdict(result) | {"is_done": result.is_done} for result in outcome.results]
    return {"summary": outcome.summary, "batch": outcome.batch, "results": results}


@router.get("/ledgers/{movie_id}/places")
def list_places(
    service: CurrentService,
    visitor: Reader,
    movie_id: MovieId,
    figure: Annotated[str, Query(max_length=40)],
    text: Annotated[str, Query(max_length=500)] = "",
) -> list[dict[str, Any]]:
    """List every place of every ledger that states a figure's fact; with `text`, what would stand there."""
    del visitor
    wanted = refuse_odd(text, "the value")
    return [place_to_json(place) for place in service.many.find_places(movie_id, figure, wanted=wanted)]


@router.get("/facts")
def list_facts(service: CurrentService, visitor: Reader) -> dict[str, Any]:
    """List facts that need somebody in more than one ledger; `places` of the figure has all of each."""
    del visitor
    n_facts, facts = service.many.list_shared(limit=MAX_FACTS)
    return {
        "n_facts": n_facts,
        "facts": [
            {
                "about": fact.about,
                "movie_id": fact.movie_id,
                "figure": fact.figure,
                "open_in": [item.movie_id for item in fact.items],
                "n_stating": fact.n_stating,
            }
            for fact in facts
        ],
    }


@router.post("/corrections")
def correct(
    service: CurrentService, visitor: Writer, wanted: Annotated[CorrectionsInput, Body()]
) -> dict[str, Any]:
    """Put places right, each in its own ledger; tells what became of every one, and a name to undo it by."""
    corrections = [each.build() for each in wanted.corrections]
    return outcome_to_json(service.many.correct(corrections, actor=visitor.name))


@router.post("/batches/{batch}/undo")
def undo(
    service: CurrentService, visitor: Writer, batch: Annotated[str, Path(max_length=40)]
) -> dict[str, Any]:
    """Undo what was done in one go."""
    return outcome_to_json(service.many.undo(batch, actor=visitor.name))


@router.post("/many")
def act(service: CurrentService, visitor: Writer, wanted: Annotated[ManyInput, Body()]) -> dict[str, Any]:
    """Assign, look again at, return or approve many ledgers; tells what became of every one."""
    many, ids = service.many, wanted.movie_ids
    match wanted.do:
        case "assign":
            return outcome_to_json(many.assign(ids, assignee=wanted.assignee, actor=visitor.name))
        case "return":
            return outcome_to_json(many.return_all(ids, reason=wanted.reason, actor=visitor.name))
        case "approve":
            return outcome_to_json(many.approve(ids, actor=visitor.name))
        case "recheck":
            return outcome_to_json(many.recheck(ids))
