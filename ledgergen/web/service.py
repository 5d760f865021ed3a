"""What the pages, the actions and the API share: the desk, the visitor, the templates."""

from __future__ import annotations

import gc
from functools import cache, lru_cache, partial
from typing import Annotated, Any

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import Depends, Form, Path, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from ledgergen.adapters.turns import Turns
from ledgergen.errors import LedgergenError, ReviewError
from ledgergen.runs.draft_room import DraftRoom
from ledgergen.runs.review.crew import Company
from ledgergen.runs.review.opening import Opened
from ledgergen.web import views, words
from ledgergen.web.access import Access, Visitor, is_same_token
from ledgergen.web.answer_processes import AnswerProcesses
from ledgergen.web.marks import Marks
from ledgergen.web.rules import PUBLIC, find_rule, refuse_role
from ledgergen.wiring_review import ReviewParts

_SHOWING = 3
"""Ledgers that are shown at a time: who saves a decision never stands in line behind all who open one.

One is made while others wait for the first check of theirs.
"""
_ADMITTING = 4
"""Requests whose sender is looked up at a time; they never stand behind those that wait for a check."""


class SignedOutError(Exception):
    """Nobody is signed in."""


class StaleFormError(Exception):
    """A form is not of the session that sends it."""


class Service:
    """The parts of one running service."""

    def __init__(
        self,
        parts: ReviewParts,
        *,
        access: Access,
        workspace: str,
        room: DraftRoom,
        answers: AnswerProcesses | None = None,
    ) -> None:
        """Serve these parts; `workspace` is the folder's name, for the page's head.

        `answers` are processes that answer for ledgers, if there are any.
        """
        self.answers = answers
        self.desk = parts.desk
        self.closing = parts.closing
        self.queue = parts.queue
        self.rewriter = parts.rewriter
        self.many = parts.many
        self.crew = parts.crew
        self.exporter = parts.exporter
        self.access = access
        self.workspace = workspace
        self.room = room
        self.turns = Turns()
        self.showing = CapacityLimiter(_SHOWING)
        self.admitting = CapacityLimiter(_ADMITTING)
        self._marks = Marks()

    def render(self, request: Request, template: str, *, http: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401
        """Return a page. Every value is escaped; there is no other way into the page."""
        visitor = self.find_visitor(request)
        html = (
            _load_templates()
            .get_template(template)
            .render(
                visitor=visitor,
                form_token=visitor.form_token if visitor else "",
                workspace=self.workspace,
                can_rewrite=self.rewriter.is_available,
                marks=self._marks,
                **values,
            )
        )
        # What no UTF-8 can carry came from a broken file: shown as a replacement character.
        return HTMLResponse(html.encode("utf-8", "replace"), http)

    def find_visitor(self, request: Request) -> Visitor | None:
        """Return who sends this request, or None; asked of the store once a request."""
        if not hasattr(request.state, "visitor"):
            request.state.visitor = self.access.find_visitor(request)
        visitor: Visitor | None = request.state.visitor
        return visitor

    def render_ledger(  # noqa: PLR0913 - all that the page shows behind a decision
        self,
        request: Request,
        opened: Opened,
        *,
        seen: str,
        figure: str = "",
        outcome: str = "",
        company: Company | None = None,
    ) -> HTMLResponse:
        """Return what has changed on a page that shows the ledger as it was at the base `seen`.

        For a page that puts the parts in by script; `render("ledger.html")` is the whole page.
        """
        visitor = self.find_visitor(request)
        page = views.build_page(opened, figure_id=figure, visitor=visitor.name if visitor else "")
        try:
            changed = views.find_changed(page.blocks, self.desk.open_base(opened, seen))
        except ReviewError:  # its text is none that events lead from: all of it is sent
            changed = None
        answer = self.render(
            request, "decided.html", page=page, changed=changed, outcome=outcome, company=company
        )
        where = f"?figure={page.selected_id}" if page.selected_id else ""
        answer.headers["hx-replace-url"] = f"/ledgers/{opened.review.state.movie_id}{where}"
        return answer

    def render_error(self, request: Request, error: LedgergenError, *, status: int) -> HTMLResponse:
        """Return the page of an error."""
        return self.render(request, "error.html", http=status, error=error, code=status)


@cache
def _load_templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("ledgergen.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # they are the program's own: no look at the disk for every part of every page
    )
    environment.filters["first_upper"] = words.raise_first
    environment.globals["words"] = words
    # What is the same on every page is made once.
    environment.globals["legend"] = Markup(environment.get_template("legend.html").render())  # noqa: S704 - what a template with escaping made
    environment.globals["list_reasons"] = lru_cache(16)(
        partial(_list_reasons, environment.get_template("reasons.html"))
    )
    return environment


def prepare_process() -> None:
    """Have every template ready before anybody comes, and garbage searched for seldom.

    The first visitor would wait half a second for the templates. And what is remembered of a thousand
    ledgers is a million objects without a cycle among them: to look through them all stops everybody
    for half a second, too. What is young is still looked through.
    """
    templates = _load_templates()
    for name in templates.list_templates():
        templates.get_template(name)
    gc.freeze()
    gc.set_threshold(10_000, 20, 1_000)


def _list_reasons(template: Template, chosen: str) -> Markup:
    return Markup(template.render(chosen=chosen))  # noqa: S704 - what a template with escaping made


async def get_service(request: Request) -> Service:
    """Return the running service."""
    service: Service = request.app.state.service
    return service


async def get_visitor(request: Request) -> Visitor:
    """Return who is signed in; `admit` has looked.

    Raises:
        SignedOutError: nobody is.
    """
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    if visitor is None:
        raise SignedOutError
    return visitor


def is_from_script(request: Request) -> bool:
    """Tell whether a page asks for a part of itself, and not the browser for a page."""
    return request.headers.get("hx-request") == "true"


async def admit(request: Request) -> None:
    """Let a request through whose route has a rule, and whose sender the rule lets in.

    Raises:
        SignedOutError: nobody is signed in, and somebody must be.
        HTTPException: their role does not cover it, or the route has no rule.
    """
    action = find_rule(request)
    if action == PUBLIC:
        return
    service: Service = request.app.state.service
    visitor = await run_sync(service.find_visitor, request, limiter=service.admitting)
    if visitor is None:
        raise SignedOutError
    refuse_role(visitor, action)


async def get_form_visitor(request: Request, token: Annotated[str, Form(alias="token")] = "") -> Visitor:
    """Return who sent a form.

    Raises:
        SignedOutError: nobody is signed in.
        StaleFormError: the form is not of this session.
    """
    visitor = await get_visitor(request)
    if not is_same_token(token, visitor.form_token):
        raise StaleFormError
    return visitor


CurrentService = Annotated[Service, Depends(get_service)]
SignedIn = Annotated[Visitor, Depends(get_visitor)]
FormSender = Annotated[Visitor, Depends(get_form_visitor)]
MovieId = Annotated[int, Path(ge=1, le=999_999_999_999)]
