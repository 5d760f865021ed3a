"""The last step before the wire: pace, key and size; and what a service is.

A key is added here, below the cache and below everything that words an error:
whatever passes further up, into a log, a cache entry or a message, has none.
It goes out only to the service's own host.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx2

MAX_BODY_BYTES = 20_000_000
"""Of one answer, unpacked; the largest item of Wikidata has some four megabytes."""

SERVICE = "ledgergen_service"
"""The extension of a request that names its service: the door looks up pace and key by it."""


class Fault(Exception):  # noqa: N818 - it ends here; what leaves is a gap in words
    """One request failed. `str()` is half a sentence for a person, without address or key."""

    def __init__(
        self, words: str, *, status: int | None = None, is_passing: bool, wait_s: float | None = None
    ) -> None:
        super().__init__(words)
        self.status = status
        self.is_passing = is_passing
        """Asking again may help."""
        self.wait_s = wait_s
        """What the server asks us to wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Where one service is, and how it wants to be asked."""

    name: str
    base_url: str
    key: str | None = None
    key_parameter: str = ""
    """Query parameter that carries the key; empty sends it as a bearer token."""
    per_second: float = 10.0
    burst: int = 20


class _Pace:
    """A bucket of permissions that refills steadily: `burst` at once, then `per_second`."""

    def __init__(self, *, per_second: float, burst: int) -> None:
        self._interval = 1.0 / per_second
        self._slack = burst * self._interval
        self._next = 0.0

    async def wait(self) -> None:
        now = asyncio.get_running_loop().time()
        self._next = max(self._next, now - self._slack) + self._interval
        if self._next > now:
            await asyncio.sleep(self._next - now)


class _CountedStream(httpx2.AsyncByteStream):
    """Passes a body on, and breaks off one that is too large."""

    def __init__(self, stream: httpx2.AsyncByteStream, name: str) -> None:
        self._stream, self._name = stream, name

    async def __aiter__(self) -> AsyncIterator[bytes]:
        count = 0
        async for chunk in self._stream:
            count += len(chunk)
            if count > MAX_BODY_BYTES:
                raise explain_size(self._name)
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


def explain_size(name: str) -> Fault:
    """Say that an answer is too large to be one."""
    return Fault(f"{name} sent an answer of more than {MAX_BODY_BYTES // 1_000_000} MB", is_passing=False)


class Door(httpx2.AsyncBaseTransport):
    """The last step before the wire."""

    def __init__(self, inner: httpx2.AsyncBaseTransport, services: Mapping[str, Service]) -> None:
        self._inner = inner
        self._services = services
        self._paces: dict[str, _Pace] = {}

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request at its service's pace, with its key; a body that is too large breaks off."""
        service = self._services[request.extensions[SERVICE]]
        host = request.url.netloc.decode("ascii", "replace")
        if host not in self._paces:
            self._paces[host] = _Pace(per_second=service.per_second, burst=service.burst)
        await self._paces[host].wait()
        response = await self._inner.handle_async_request(_add_key(request, service))
        stream = response.stream
        assert isinstance(stream, httpx2.AsyncByteStream)
        response.stream = _CountedStream(stream, service.name)
        return response

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()


def _add_key(request: httpx2.Request, service: Service) -> httpx2.Request:
    if not service.key or _read_origin(str(request.url)) != _read_origin(service.base_url):
        return request
    headers, url = request.headers.copy(), request.url
    if service.key_parameter:
        url = url.copy_merge_params({service.key_parameter: service.key})
    else:
        headers["Authorization"] = f"Bearer {service.key}"
    return httpx2.Request(request.method, url, headers=headers, extensions=dict(request.extensions))


def _read_origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
