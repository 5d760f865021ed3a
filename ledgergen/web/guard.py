"""The middleware before everything else: host, origin, size, and the headers of every answer.

Every page of the web an editor has open can send requests to the service, on
loopback too. So, for each request:

- the Host must be one the service was started under (against rebinding of names);
- whatever changes something must come from a page of the service itself:
  Sec-Fetch-Site says so in every browser of today, Origin in older ones, and
  forms carry a token derived from the session besides (`web.service`).

An answer that had to wait for the figure check says so, and for how long, in
`Server-Timing`: what is slow for that reason can be told from what is slow for another.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ledgergen.runs.review.checks import WAITED_MS

MAX_BODY = 200_000
"""Bytes of a request; the longest paragraph is far shorter."""

_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where the service can be reached."""

    hosts: frozenset[str]
    """Names it answers to, as a Host header gives them (`127.0.0.1:8642`), in lower case."""
    is_local: bool = True
    """Nobody but this machine can reach it; only then do sign-in links work."""
    is_secure: bool = False
    """A proxy in front speaks TLS; cookies are for TLS alone."""
    proxies: tuple[str, ...] = ()
    """Addresses of proxies whose word on who asks is believed."""


class Guard:
    """Lets requests through, or refuses them."""

    def __init__(self, app: ASGIApp, *, door: Door) -> None:
        """Let in requests to the door's hosts."""
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        waited: list[float] = []
        WAITED_MS.set(waited)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    answer[name] = value
                if not scope["path"].startswith("/static/"):
                    answer["cache-control"] = "no-store"
                if waited:
                    answer["server-timing"] = f"check;dur={sum(waited):.1f}"
            await send(message)

        refusal = self._refuse(scope, headers)
        if refusal is not None:
            status, words = refusal
            await PlainTextResponse(words + "\n", status)(scope, receive, send_guarded)
            return
        await self._app(scope, _Body(receive).receive, send_guarded)

    def _refuse(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        host = headers.get("host", "").lower()
        if host not in self._door.hosts:
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
