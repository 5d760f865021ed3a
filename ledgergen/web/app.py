"""The service put together: guard, pages, actions, API, static files."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any

from anyio.to_thread import current_default_thread_limiter, run_sync
from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from ledgergen import __version__
from ledgergen.errors import LedgergenError, ModelError, NoLedgerError, StaleDecisionError, StoreError
from ledgergen.runs.draft_room import DraftRoom
from ledgergen.web import (
    account,
    actions,
    api,
    api_many,
    drafts,
    exports,
    fact_pages,
    pages,
    people,
    presence,
    queue_pages,
    rewrites,
    sign_in,
)
from ledgergen.web.access import Access
from ledgergen.web.answer_processes import AnswerProcesses
from ledgergen.web.direct import DirectRoute, Shortcut
from ledgergen.web.guard import Door, Guard
from ledgergen.web.resume import has_typed, render_resume
from ledgergen.web.service import Service, SignedOutError, StaleFormError, admit
from ledgergen.web.sign_in import ask_to_sign_in
from ledgergen.wiring_review import ReviewParts

_THREADS = 16
"""One computes while others wait for the disk, the store or a check. Few of them show (`Service.showing`)."""
DIRECT: Mapping[str, DirectRoute[Any]] = {
    route.route_name: route for route in (pages.ledger, actions.decision, actions.edit)
}
"""The direct routes, by their names."""
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".woff2": "font/woff2",
}


def build_app(  # noqa: PLR0913 - all that it is put together from
    parts: ReviewParts,
    *,
    door: Door,
    workspace: str,
    room: DraftRoom,
    access: Access | None = None,
    answers: AnswerProcesses | None = None,
) -> ASGIApp:
    """Return the application behind a door; `access` takes the place of its usual one.

    With `answers` those answer for ledgers, where it would itself.
    """
    app = FastAPI(
        lifespan=_live,
        title="ledgergen review",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        dependencies=[Depends(admit)],
    )
    access = access or Access(parts.people, door=door)
    service = Service(parts, access=access, workspace=workspace, room=room, answers=answers)
    app.state.service = service
    app.router.routes.extend(DIRECT.values())  # it refuses other methods of theirs
    for part in (pages, actions, queue_pages, api, fact_pages, sign_in, account, api_many, exports):
        app.include_router(part.router)
    for router in (
        drafts.pages,
        rewrites.pages,
        rewrites.api,
        drafts.api,
        people.pages,
        people.api,
        presence.pages,
        presence.api,
    ):
        app.include_router(router)

    places = files("ledgergen.web").joinpath("static").iterdir()
    contents = {place.name: place.read_bytes() for place in places if find_type(place.name)}

    @app.get("/static/{name}", include_in_schema=False)
    async def get_static(name: str) -> Response:
        if name not in contents:
            raise HTTPException(404)
        is_pinned = "-" in name  # its version stands in its name
        keep = "max-age=31536000, immutable" if is_pinned else "no-cache"
        return Response(contents[name], media_type=find_type(name), headers={"cache-control": keep})

    _handle_errors(app, service)
    guarded = Guard(Shortcut(app, tuple(DIRECT.values())), door=door)
    if not door.proxies:
        return guarded
    # Only what these proxies say of who asks is believed; anybody else's word is passed over.
    return ProxyHeadersMiddleware(guarded, trusted_hosts=list(door.proxies))  # type: ignore[arg-type, return-value]  # uvicorn has types of its own for the same protocol


def find_type(name: str) -> str:
    """Return the media type of a static file, or nothing for what is not served."""
    return next((kind for ending, kind in _TYPES.items() if name.endswith(ending)), "")


@asynccontextmanager
async def _live(app: FastAPI) -> AsyncIterator[None]:
    """Let so many requests work at a time that those who wait for something keep nobody from computing.

    And have processes that answer for ledgers, as long as the application lives, if it has any.
    """
    current_default_thread_limiter().total_tokens = _THREADS
    answers: AnswerProcesses | None = app.state.service.answers
    if answers is not None:
        answers.start()
    try:
        yield
    finally:
        if answers is not None:
            await answers.close()


def find_status(error: LedgergenError) -> int:
    """Return the HTTP status of an error of ours."""
    if isinstance(error, NoLedgerError):
        return 404
    if isinstance(error, StaleDecisionError):
        return 409
    if isinstance(error, ModelError):
        return 502
    return 503 if isinstance(error, StoreError) else 422


def _handle_errors(app: FastAPI, service: Service) -> None:  # noqa: C901 - one handler a kind
    Handler = Callable[[Request, Any], Awaitable[Response]]  # noqa: N806 - a type

    def is_api(request: Request) -> bool:
        return request.url.path.startswith("/api/")

    async def on_ours(request: Request, error: LedgergenError) -> Response:
        status = find_status(error)
        if is_api(request):
            body = {"what": error.what, "because": error.because, "try": error.fix}
            if isinstance(error, StaleDecisionError):
                body |= {"mine": error.mine, "theirs": error.theirs, "by": error.by, "figure": error.figure}
            return JSONResponse({"error": body}, status)
        return service.render_error(request, error, status=status)

    async def on_http(request: Request, error: HTTPException) -> Response:
        if is_api(request):
            body = {"what": str(error.detail), "because": "", "try": ""}
            return JSONResponse({"error": body}, error.status_code)
        words = "There is no such page." if error.status_code == 404 else str(error.detail)
        return service.render_error(request, LedgergenError(words), status=error.status_code)

    async def on_invalid(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        message = f"{where}: {first['msg']}".encode("utf-8", "replace").decode()
        return await on_http(request, HTTPException(422, message))

    async def on_signed_out(request: Request, error: SignedOutError) -> Response:
        del error
        if is_api(request):
            body = {"what": "not signed in", "because": "", "try": "send Authorization: Bearer TOKEN"}
            return JSONResponse({"error": body}, 401)
        if request.method == "POST" and has_typed(request, form := await request.form()):
            return render_resume(request, service, form, http=401)
        return await run_sync(ask_to_sign_in, request, service)

    async def on_stale(request: Request, error: StaleFormError) -> Response:
        del error
        form = await request.form()
        if has_typed(request, form):
            return render_resume(request, service, form, http=403)
        return await on_http(
            request, HTTPException(403, "This form is not of your session. Open the page again.")
        )

    handlers: list[tuple[type[Exception], Handler]] = [
        (LedgergenError, on_ours),
        (HTTPException, on_http),
        (RequestValidationError, on_invalid),
        (SignedOutError, on_signed_out),
        (StaleFormError, on_stale),
    ]
    for kind, handler in handlers:
        app.add_exception_handler(kind, handler)
