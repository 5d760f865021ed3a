"""Routes of pages that answer in one turn of a thread: what editors ask for all day.

For a route of FastAPI's every parameter is worked out on the event loop, while
nobody else is answered, and a thread is asked twice: who sends this, and what
is the answer. That takes as long as making the page. A direct route reads what
it is sent by one model, and does everything else in one turn: who sends it, by
its own rule (`web.rules`), whether a form is of their session, the answer.
Nor does a request for one go through all that an application of FastAPI is wrapped in.
What goes wrong is answered by the same handlers as everywhere (`web.app`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import parse_qsl

from anyio.to_thread import run_sync
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field, ValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route
from starlette.types import Receive, Scope, Send

from ledgergen.adapters.turns import Rank
from ledgergen.web.access import Visitor, is_same_token
from ledgergen.web.rules import RULES, refuse_role
from ledgergen.web.service import Service, SignedOutError, StaleFormError


class Asked(BaseModel):
    """What a request asks for: its address, with its query or its form. Unknown fields are passed over."""

    movie_id: Annotated[int, Field(ge=1, le=999_999_999_999)]


_Asked = TypeVar("_Asked", bound=Asked)
_MOST_FIELDS = 1000


class DirectRoute(Route, Generic[_Asked]):
    """A route of signed-in people, for one film."""

    def __init__(
        self,
        method: str,
        path: str,
        answer: Callable[[Request, Service, Visitor, _Asked], Response],
        *,
        asked: type[_Asked],
        rank: Rank,
    ) -> None:
        """Have `answer` called in a thread, when a turn of this rank comes."""
        self._action = RULES[method, path]
        self._answer = answer
        self._asked = asked
        self._rank = rank
        super().__init__(path, self._handle, methods=[method])
        self.methods = {method}  # and not HEAD besides

    async def _handle(self, request: Request) -> Response:
        service: Service = request.app.state.service
        limiter = service.showing if self._rank is Rank.SHOWING else None
        sent = request.query_params if request.method == "GET" else await _read_form(request)
        return await run_sync(self._work, request, service, sent, limiter=limiter)

    def _work(self, request: Request, service: Service, sent: Mapping[str, str]) -> Response:
        with service.turns.take(self._rank):
            return self._admit_and_answer(request, service, sent)

    def _admit_and_answer(self, request: Request, service: Service, sent: Mapping[str, str]) -> Response:
        visitor = service.find_visitor(request)
        if visitor is None:
            raise SignedOutError
        refuse_role(visitor, self._action)
        if request.method != "GET" and not is_same_token(sent.get("token", ""), visitor.form_token):
            raise StaleFormError
        try:
            asked = self._asked.model_validate({**sent, **request.path_params})
        except ValidationError as error:
            raise RequestValidationError(error.errors(include_url=False, include_context=False)) from error
        return self._answer(request, service, visitor, asked)


class Shortcut:
    """An application whose direct routes are asked first, and answer by themselves."""

    def __init__(self, app: FastAPI, routes: Sequence[DirectRoute[Any]]) -> None:
        """Go round `app`, which has its handlers of errors already, for `routes`, which are its own."""
        self._app = app
        self._routes = [
            (route, ServerErrorMiddleware(ExceptionMiddleware(route.app, handlers=app.exception_handlers)))
            for route in routes
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http":
            for route, answer in self._routes:
                match, matched = route.matches(scope)
                if match is Match.FULL:
                    scope.update(matched, app=self._app)
                    await answer(scope, receive, send)
                    return
        await self._app(scope, receive, send)


async def _read_form(request: Request) -> Mapping[str, str]:
    """Return the fields of a form that were filled in."""
    if request.headers.get("content-type", "") != "application/x-www-form-urlencoded":
        # In the other shape that a browser may be told to send, or in none.
        async with request.form() as form:
            return {name: content for name, content in form.items() if content and isinstance(content, str)}
    try:
        return dict(parse_qsl((await request.body()).decode("latin-1"), max_num_fields=_MOST_FIELDS))
    except ValueError as error:
        raise HTTPException(400, "That form has too many fields.") from error
