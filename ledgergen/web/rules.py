"""Which action each route is, and so which role it needs (`core.review.accounts.ACTIONS`).

A route that stands here as `PUBLIC` is open to whoever reaches the service. One
that does not stand here is closed to everybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from starlette.exceptions import HTTPException
from starlette.requests import Request

from ledgergen.core.review.accounts import ACTIONS
from ledgergen.web.access import Visitor

PUBLIC = "public"
_LEDGER, _API = "/ledgers/{movie_id}", "/api/ledgers/{movie_id}"

RULES: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("GET", "/"): "read",
        ("GET", "/next"): "read",
        ("GET", _LEDGER): "read",
        ("GET", f"{_LEDGER}/changes"): "read",
        ("GET", f"{_LEDGER}/disk"): "read",
        ("GET", f"{_LEDGER}/history"): "read",
        ("GET", f"{_LEDGER}/elsewhere"): "read",
        ("GET", f"{_LEDGER}/fact"): "read",
        ("POST", f"{_LEDGER}/presence"): "read",  # claiming needs "decide" besides
        ("GET", "/facts"): "read",
        ("POST", "/fact"): "decide",
        ("POST", "/many"): "approve",
        ("POST", "/batches/{batch}/undo"): "approve",
        ("GET", f"{_LEDGER}/approve"): "approve",
        ("POST", f"{_LEDGER}/decide"): "decide",
        ("POST", f"{_LEDGER}/edit"): "edit",
        ("POST", f"{_LEDGER}/rewrite"): "edit",
        ("POST", f"{_LEDGER}/approve"): "approve",
        ("POST", f"{_LEDGER}/close"): "return",
        ("GET", "/drafts"): "read",
        ("GET", "/drafts/events"): "read",
        ("POST", "/drafts"): "draft",
        ("POST", "/drafts/{batch}/retry"): "draft",
        ("POST", "/invite"): "invite",
        ("GET", "/people"): "manage accounts",
        ("POST", "/people"): "manage accounts",
        ("GET", "/welcome"): PUBLIC,
        ("POST", "/welcome"): PUBLIC,
        ("GET", "/account"): "manage own account",
        ("POST", "/account"): "manage own account",
        ("POST", "/account/tokens"): "manage own account",
        ("POST", "/sign-out"): "manage own account",
        ("GET", "/sign-in"): PUBLIC,
        ("POST", "/sign-in"): PUBLIC,
        ("GET", "/static/{name}"): PUBLIC,
        ("GET", "/favicon.ico"): PUBLIC,
        ("GET", "/api/openapi.json"): PUBLIC,
        ("GET", "/api/people"): "manage accounts",
        ("POST", "/api/people"): "manage accounts",
        ("PATCH", "/api/people"): "manage accounts",
        ("DELETE", "/api/people"): "manage accounts",
        ("POST", "/api/people/links"): "manage accounts",
        ("GET", "/api/tokens"): "manage own account",
        ("DELETE", "/api/tokens/{token_id}"): "manage own account",
        ("GET", "/api/ledgers"): "read",
        ("GET", _API): "read",
        ("GET", f"{_API}/presence"): "read",
        ("POST", f"{_API}/presence"): "read",
        ("POST", f"{_API}/decisions"): "decide",
        ("POST", f"{_API}/rewrites"): "edit",
        ("GET", f"{_API}/places"): "read",
        ("GET", "/api/facts"): "read",
        ("POST", "/api/corrections"): "decide",
        ("POST", "/api/many"): "approve",
        ("POST", "/api/batches/{batch}/undo"): "approve",
        ("GET", "/api/exports/decisions.jsonl"): "read",
        ("GET", "/api/exports/ledgers.zip"): "read",
        ("GET", "/api/exports/cases.zip"): "read",
        ("POST", f"{_API}/approval"): "approve",
        ("DELETE", f"{_API}/approval"): "approve",
        ("POST", f"{_API}/return"): "return",
        ("GET", "/api/drafts"): "read",
        ("GET", "/api/drafts/events"): "read",
        ("POST", "/api/drafts"): "draft",
        ("POST", "/api/drafts/{batch}/retry"): "draft",
    }
)
"""Method and path of a route → its action."""


def find_rule(request: Request) -> str:
    """Return the action of the route that a request goes to.

    Raises:
        HTTPException: the route has no rule.
    """
    route = request.scope.get("route")
    action = RULES.get((request.method, getattr(route, "path", "")))
    if action is None:
        raise HTTPException(403, "Nobody may do that.")
    return action


def refuse_role(visitor: Visitor, action: str) -> None:
    """Refuse what the visitor's role does not cover.

    Raises:
        HTTPException: it does not.
    """
    if not visitor.may(action):
        raise HTTPException(
            403, f"Your account may not {action}: that needs the role {ACTIONS[action].value}."
        )
