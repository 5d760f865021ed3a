"""Asking for drafts, from a page or by the API, and watching them come.

The stream is server-sent events: the state of a list, each time it changes, as
a piece of page for browsers (`/drafts/events`) and as JSON for others
(`/api/drafts/events`). Without scripts, the page shows the same when loaded anew.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Annotated, Any

from fastapi import APIRouter, Body, Form, Path, Request, Response
from fastapi.responses import RedirectResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from ledgergen.errors import InputError, LedgergenError
from ledgergen.model.batch import State
from ledgergen.runs.draft_room import AskedFilm, AskedList
from ledgergen.web.api import ApiFailure, Reader, Writer
from ledgergen.web.service import CurrentService, FormSender, Service, SignedIn

pages = APIRouter(include_in_schema=False)
api = APIRouter(
    prefix="/api/drafts",
    tags=["drafts"],
    responses={status: {"model": ApiFailure} for status in (401, 403, 404, 409, 413, 422, 503)},
)

_LOOK_S = 0.5
_STREAM_S = 600.0
"""A stream ends after ten minutes; the browser opens another, and has to be signed in still."""
_BEAT_S = 15.0
"""How often a sign of life is sent, and looked whether the visitor may still watch."""

ListId = Annotated[int, Path(ge=1, le=2_147_483_647)]
FilmId = Annotated[int, Field(ge=1, le=2_147_483_647)]


class FilmInput(BaseModel):
    """A film to draft; what the evidence knows of it need not be said."""

    model_config = ConfigDict(extra="forbid")

    movie_id: FilmId
    title: Annotated[str, Field(max_length=300)] | None = None
    director: Annotated[str, Field(max_length=300)] | None = None
    year: Annotated[int, Field(ge=1870, le=2100)] | None = None


class DraftsInput(BaseModel):
    """Films to draft."""

    model_config = ConfigDict(extra="forbid")

    films: Annotated[list[FilmInput], Field(min_length=1, max_length=5_000)]


@pages.get("/drafts")
def get_drafts(request: Request, service: CurrentService, visitor: SignedIn) -> Response:
    """Show the form, and what was asked for."""
    del visitor
    return service.render(
        request, "drafts.html", lists=service.room.look(), writer=service.room.writer, typed="", problem=None
    )


@pages.post("/drafts")
def post_drafts(
    request: Request,
    service: CurrentService,
    visitor: FormSender,
    films: Annotated[str, Form(max_length=100_000)] = "",
) -> Response:
    """Ask for films; what was typed stays where it cannot be read."""
    try:
        service.room.ask(films, actor=visitor.name)
    except InputError as problem:
        return service.render(
            request,
            "drafts.html",
            http=422,
            lists=service.room.look(),
            writer=service.room.writer,
            typed=films,
            problem=problem,
        )
    return RedirectResponse("/drafts", 303)


@pages.post("/drafts/{batch}/retry")
def post_retry(service: CurrentService, visitor: FormSender, batch: ListId) -> Response:
    """Draft a list's failed films again."""
    del visitor
    service.room.retry(batch)
    return RedirectResponse("/drafts", 303)


@pages.get("/drafts/events")
def get_events(request: Request, service: CurrentService, visitor: SignedIn) -> Response:
    """Stream every list as a piece of the page, when it changes."""
    del visitor

    def render(asked: AskedList) -> str:
        html = bytes(service.render(request, "asked_list.html", asked=asked).body).decode()
        return json.dumps({"id": f"list-{asked.batch}", "html": html, "open": asked.n_open})

    return _stream(request, service, render)


@api.get("")
def list_drafts(service: CurrentService, visitor: Reader) -> list[dict[str, Any]]:
    """Return the lists that were asked for, the latest first."""
    del visitor
    return [asked_to_json(asked) for asked in service.room.look()]


@api.post("", status_code=202)
def ask_drafts(
    service: CurrentService, visitor: Writer, wanted: Annotated[DraftsInput, Body()]
) -> dict[str, Any]:
    """Ask for films to be drafted; watch them at `/api/drafts/events`."""
    text = "\n".join(film.model_dump_json(exclude_none=True) for film in wanted.films)
    batch = service.room.ask(text, actor=visitor.name)
    return next(asked_to_json(asked) for asked in service.room.look() if asked.batch == batch)


@api.post("/{batch}/retry")
def retry_drafts(service: CurrentService, visitor: Writer, batch: ListId) -> dict[str, int]:
    """Draft a list's failed films again."""
    del visitor
    return {"opened": service.room.retry(batch)}


@api.get("/events", response_class=StreamingResponse)
def stream_drafts(request: Request, service: CurrentService, visitor: Reader) -> Response:
    """Stream every list as JSON, when it changes: server-sent events."""
    del visitor
    return _stream(request, service, lambda asked: json.dumps(asked_to_json(asked)))


def asked_to_json(asked: AskedList) -> dict[str, Any]:
    """Return a list as JSON; fields are added, never renamed."""
    return {
        "list": asked.batch,
        "at": asked.at,
        "by": asked.by,
        "films": asked.n_films,
        "states": {state.value: asked.states.get(state, 0) for state in State},
        "problem": _problem_to_json(asked.problem),
        "shown": [_film_to_json(film) for film in asked.films],
    }


def _film_to_json(film: AskedFilm) -> dict[str, Any]:
    return {
        "movie_id": film.movie_id,
        "title": film.title,
        "state": film.state.value,
        "step": film.step,
        "problem": _problem_to_json(film.problem),
        "figures": film.n_figures,
        "flagged": film.n_flagged,
    }


def _problem_to_json(problem: tuple[str, str, str]) -> dict[str, str] | None:
    return dict(zip(("what", "because", "try"), problem, strict=True)) if problem[0] else None


def _stream(request: Request, service: Service, render: Callable[[AskedList], str]) -> StreamingResponse:
    async def send() -> AsyncIterator[str]:
        sent: dict[int, AskedList] = {}
        loop = asyncio.get_running_loop()
        ends_at = beat_at = loop.time()
        ends_at += _STREAM_S
        while loop.time() < ends_at and not await request.is_disconnected():
            try:
                lists = await run_in_threadpool(service.room.look)
            except LedgergenError:
                return  # the browser asks again, and the page itself says what is wrong
            for asked in reversed(lists):
                if sent.get(asked.batch) != asked:
                    sent[asked.batch] = asked
                    yield f"data: {render(asked)}\n\n"
            if loop.time() - beat_at > _BEAT_S:
                beat_at = loop.time()
                if await run_in_threadpool(service.access.find_visitor, request) is None:
                    return  # signed out, or let in no more
                yield ": still here\n\n"
            await asyncio.sleep(_LOOK_S)

    return StreamingResponse(send(), media_type="text/event-stream", headers={"x-accel-buffering": "no"})
