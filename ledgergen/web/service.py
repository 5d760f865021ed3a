"""What the pages, the actions and the API share: the desk, the visitor, the templates."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

from fastapi import Depends, Form, Path, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException

from ledgergen.errors import LedgergenError
from ledgergen.web import views
from ledgergen.web.access import Access, Visitor, is_same_token
from ledgergen.wiring_review import ReviewParts


class SignedOutError(Exception):
    """Nobody is signed in."""


class Service:
    """The parts of one running service."""

    def __init__(self, parts: ReviewParts, *, access: Access, workspace: str) -> None:
        """Serve these parts; `workspace` is the folder's name, for the page's head."""
        self.desk = parts.desk
        self.closing = parts.closing
        self.queue = parts.queue
        self.access = access
        self.workspace = workspace

    def render(self, request: Request, template: str, *, http: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401
        """Return a page. Every value is escaped; there is no other way into the page."""
        visitor = self.access.find_visitor(request)
        html = (
            _load_templates()
            .get_template(template)
            .render(
                visitor=visitor,
                form_token=visitor.form_token if visitor else "",
                workspace=self.workspace,
                views=views,
                **values,
            )
        )
        # What no UTF-8 can carry came from a broken file: shown as a replacement character.
        return HTMLResponse(html.encode("utf-8", "replace"), http)

    def render_error(self, request: Request, error: LedgergenError, *, status: int) -> HTMLResponse:
        """Return the page of an error."""
        return self.render(request, "error.html", http=status, error=error, code=status)


@cache
def _load_templates() -> Environment:
    return Environment(
        loader=PackageLoader("ledgergen.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def get_service(request: Request) -> Service:
    """Return the running service."""
    service: Service = request.app.state.service
    return service


def get_visitor(request: Request) -> Visitor:
    """Return who is signed in.

    Raises:
        SignedOutError: nobody is.
    """
    visitor = get_service(request).access.find_visitor(request)
    if visitor is None:
        raise SignedOutError
    return visitor


def get_form_visitor(request: Request, token: Annotated[str, Form(alias="token")] = "") -> Visitor:
    """Return who sent a form.

    Raises:
        SignedOutError: nobody is signed in.
        HTTPException: the form is not of this session.
    """
    visitor = get_visitor(request)
    if not is_same_token(token, visitor.form_token):
        raise HTTPException(403, "This form is not of your session. Open the page again.")
    return visitor


CurrentService = Annotated[Service, Depends(get_service)]
SignedIn = Annotated[Visitor, Depends(get_visitor)]
FormSender = Annotated[Visitor, Depends(get_form_visitor)]
MovieId = Annotated[int, Path(ge=1, le=999_999_999_999)]
