"""Who may come in, and from where.

The service listens on loopback alone, and yet every page of the web an editor
has open can send requests there. So, for each request:

- the Host must be one the service was started under (against rebinding of names);
- whatever changes something must come from a page of the service itself:
  Sec-Fetch-Site says so in every browser of today, Origin in older ones, and
  forms carry a token derived from the session besides;
- the session is a random cookie that scripts cannot read, stored by its hash.

People come in by a link that works once and for a quarter of an hour. An API
client sends a token as `Authorization: Bearer …`; it has no cookie that another
page could ride on.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ledgergen.wiring_review import People

COOKIE = "ledgergen_session"
LINK_S, SESSION_S = 15 * 60, 14 * 24 * 3600
MAX_BODY = 200_000
"""Bytes of a request; the longest paragraph is far shorter."""

_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def hash_token(token: str) -> str:
    """Return the hash a token is stored under."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody who is signed in."""

    name: str
    form_token: str
    """What the forms of this session carry; empty for API clients."""


class Access:
    """Sign-in links, sessions and API tokens."""

    def __init__(self, people: People) -> None:
        """Keep the hashes in the review database."""
        self._tokens = people.tokens

    def issue(self, kind: str, *, actor: str = "", lifetime_s: int = LINK_S) -> str:
        """Return a new token: `link`, `session` or `api`."""
        token = secrets.token_urlsafe(32)
        now = int(time.time())
        self._tokens.put(hash_token(token), kind=kind, actor=actor, now=now, expires=now + lifetime_s)
        return token

    def has_link(self, token: str) -> bool:
        """Tell whether a sign-in link still works."""
        return self._tokens.find(hash_token(token), kind="link", now=int(time.time())) is not None

    def sign_in(self, token: str, *, name: str) -> str | None:
        """Use a link up and return a session; None where it does not work any more."""
        if not self._tokens.take(hash_token(token), kind="link", now=int(time.time())):
            return None
        return self.issue("session", actor=name, lifetime_s=SESSION_S)

    def sign_out(self, session: str) -> None:
        """End a session."""
        self._tokens.drop(hash_token(session))

    def find_visitor(self, request: Request) -> Visitor | None:
        """Return who sends this request, or None."""
        now = int(time.time())
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            holder = self._tokens.find(hash_token(token.strip()), kind="api", now=now)
            return None if holder is None else Visitor(name=holder.name, form_token="")
        session = request.cookies.get(COOKIE, "")
        holder = self._tokens.find(hash_token(session), kind="session", now=now) if session else None
        return None if holder is None else Visitor(name=holder.name, form_token=derive_form_token(session))


def derive_form_token(session: str) -> str:
    """Return the token that this session's forms carry."""
    return hash_token("form\n" + session)


def is_same_token(given: str, expected: str) -> bool:
    """Compare two tokens in constant time."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), expected.encode())


class Guard:
    """The middleware before everything else: host, origin, size, and the headers of every answer."""

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str]) -> None:
        """Let in requests to these hosts (`127.0.0.1:8642`)."""
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    answer[name] = value
                if not scope["path"].startswith("/static/"):
                    answer["cache-control"] = "no-store"
            await send(message)

        refusal = self._refuse(scope, headers)
        if refusal is not None:
            status, words = refusal
            await PlainTextResponse(words + "\n", status)(scope, receive, send_guarded)
            return
        await self._app(scope, _Body(receive).receive, send_guarded)

    def _refuse(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        host = headers.get("host", "").lower()
        if host not in self._hosts:
            return 421, "This service does not answer to that name."
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdecimal() or int(length[:12]) > MAX_BODY:
            return 413, "The request is too large."
        if scope["method"] in _SAFE or headers.get("authorization", "").lower().startswith("bearer "):
            return None
        if not _is_own(headers, host):
            return 403, "This request came from another site. Open the page and try again."
        return None


def _is_own(headers: Headers, host: str) -> bool:
    """Tell whether a request comes from a page of this service, or from no page at all."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() == host


class _Body:
    """Counts the bytes of a request that does not say how many it has."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._size = 0

    async def receive(self) -> Message:
        message = await self._receive()
        self._size += len(message.get("body", b""))
        if self._size > MAX_BODY:
            raise HTTPException(413, "The request is too large.")
        return message
