"""A form that came too late: its session had ended, or another has begun. What was typed is shown again."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fastapi import Request, Response
from starlette.datastructures import FormData

from ledgergen.web.service import Service

TYPED: Mapping[str, str] = MappingProxyType(
    {
        "text": "The value",
        "after": "The paragraph",
        "comment": "The comment",
        "name": "The source",
        "url": "Its address",
        "quote": "The passage",
        "reason": "The reason",
        "note": "The note",
        "films": "The films",
    }
)
"""Field of a form that people write in → what it is called."""


def has_typed(request: Request, form: FormData) -> bool:
    """Tell whether a refused form is worth showing again."""
    return request.url.path.startswith(("/ledgers/", "/drafts")) and any(form.get(field) for field in TYPED)


def render_resume(request: Request, service: Service, form: FormData, *, http: int) -> Response:
    """Return a page with all that the form held, to be sent once more."""
    fields = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    return service.render(
        request,
        "resume.html",
        http=http,
        action=request.url.path,
        back=request.url.path.rpartition("/")[0] or "/drafts",
        old_token=form.get("token", ""),
        hidden=[(name, value) for name, value in fields if name not in TYPED and name != "token"],
        typed=[(name, TYPED[name], value) for name, value in fields if name in TYPED and value],
    )
