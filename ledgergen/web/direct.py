"""Routes of pages that answer in one turn of a thread: what editors ask for all day.

For a route of FastAPI's every parameter is worked out on the event loop, while
nobody else is answered, and a thread is asked twice: who sends this, and what
is the answer. That takes as long as making the page. A direct route reads what
it is sent by one model, and does everything else in one turn: who sends it, by
its own rule (`web.rules`), whether a form is of their session, the answer.
Nor does a request for one go through all that an application of FastAPI is wrapped in.
Where there are processes that answer for ledgers, one of them is asked, and it does all of this.
What goes wrong is answered by the same handlers as everywhere (`web.app`).
"""

from __future__ import annotations

import re
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
from ledgergen.runs.review.checks import WAITED_MS
from ledgergen.web.access import Visitor, is_same_token
from ledgergen.web.answer_processes import Question, UnansweredError
from ledgergen.web.rules import RULES, refuse_role
from ledgergen.web.service import Service, SignedOutError, StaleFormError


class Asked(BaseModel):
    """What a request asks for: its address, with its query or its form. Unknown fields are passed over."""

    movie_id: Annotated[int, Field(ge=1, le=999_999_999_999)]


_Asked = TypeVar("_Asked", bound=Asked)
_MOST_FIELDS = 1000
_NUMBER = re.compile(r"[0-9]{1,12}")
_TOLD = (
    "type",
    "http_version",
    "method",
    "scheme",
    "server",
    "client",
    "root_path",
    "path",
    "raw_path",
    "query_string",
    "headers",
    "path_params",
)
"""What of a request's scope another process is told."""


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
        self.route_name = f"{method} {path}"
        self._action = RULES[method, path]
        self._answer = answer
        self._asked = asked
        self._rank = rank
        super().__init__(path, self._handle, methods=[method])
        self.methods = {method}  # and not HEAD besides

    async def _handle(self, request: Request) -> Response:
        service: Service = request.app.state.service
        sent = request.query_params if request.method == "GET" else await _read_form(request)
        try:
            answer = await self._ask(request, service, sent)
        except UnansweredError:
            answer, request.state.is_sent_again = None, True
        if answer is not None:
            return answer
        limiter = service.showing if self._rank is Rank.SHOWING else None
        return await run_sync(self._work, request, service, sent, limiter=limiter)

    async def _ask(self, request: Request, service: Service, sent: Mapping[str, str]) -> Response | None:
        """Return the answer of a process that answers for ledgers, if there is one.

        Raises:
            UnansweredError: it was asked, and has not answered.
        """
        movie_id = request.path_params["movie_id"]
        if service.answers is None or not _NUMBER.fullmatch(movie_id):
            return None
        scope = {name: request.scope.get(name) for name in _TOLD}
        question = Question(self.route_name, scope, dict(sent))
        answer = await service.answers.ask(int(movie_id), question, rank=self._rank)
        if answer is None:
            return None
        waited = WAITED_MS.get()
        if waited is not None:
            waited += answer.waited_ms
        response = Response(answer.body, answer.status)
        response.raw_headers = list(answer.headers)
        return response

    def _work(self, request: Request, service: Service, sent: Mapping[str, str]) -> Response:
        with service.turns.take(self._rank):
            return self.admit_and_answer(request, service, sent)

    def admit_and_answer(self, request: Request, service: Service, sent: Mapping[str, str]) -> Response:
        """Answer a request that sent these fields.

        Raises:
            SignedOutError, StaleFormError, HTTPException: whoever sends it is not let in.
            RequestValidationError: it asks for nothing that there is.
        """
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


def was_sent_before(request: Request) -> bool:
    """Tell whether a form may have been carried out already, though nobody was told so."""
    is_known: bool = getattr(request.state, "is_sent_again", False)
    return is_known or request.headers.get("x-sent-again") == "yes"


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
