"""One polite client for all services: who may be asked, how often, how much, and what failed.

From the outside in, a request passes through

    ServiceClient        deadline, retries (tenacity), redirects, size, reading JSON
    hishel               a private HTTP cache by RFC 9111, in .ledgergen/cache/
    Door                rate limit per host; adds the key; counts the bytes
    httpx2               the wire

The key is added *below* the cache and below everything that words an error, so
that no log, cache entry, message or report can hold it: up there, requests
have none. A `Fault` says host and cause, never an address.

A redirect is followed only within its host, or between hosts of Wikimedia: an
answer from elsewhere would be evidence nobody vouched for.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import httpx2
import tenacity

from ledgergen.adapters.sources.door import MAX_BODY_BYTES, SERVICE, Door, Fault, Service, explain_size
from ledgergen.errors import StoreError

MAX_REDIRECTS = 5
_WIKIMEDIA = (".wikidata.org", ".wikipedia.org", ".wikimedia.org")
_RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How long and how often to ask."""

    user_agent: str
    deadline_s: float = 15.0
    """For one answer, whole."""
    max_tries: int = 3
    base_wait_s: float = 0.5
    max_asked_wait_s: float = 20.0
    """A service that asks for a longer wait is not waited for."""
    sleep: Callable[[float], Awaitable[None]] = field(default=asyncio.sleep)


class ServiceClient:
    """Asks services for JSON. Use it with `async with`."""

    def __init__(
        self,
        services: tuple[Service, ...],
        *,
        manners: Manners,
        cache_dir: Path | None = None,
        fresh: bool = False,
    ) -> None:
        """Describe the services; nothing is opened yet. Without `cache_dir` nothing is cached.

        `fresh` asks the services whether what is cached still holds, even where
        they said that it would.
        """
        self._services = {service.name: service for service in services}
        self._manners = manners
        self._fresh = fresh
        self._cache_dir = cache_dir
        self._client: httpx2.AsyncClient | None = None

    async def __aenter__(self) -> Self:
        door = Door(httpx2.AsyncHTTPTransport(), self._services)
        self._client = httpx2.AsyncClient(
            transport=await self._open_cache(door),
            headers={
                "User-Agent": self._manners.user_agent,
                "Accept": "application/json",
                "Accept-Encoding": "gzip",
            },
            timeout=self._manners.deadline_s,
            follow_redirects=False,
            trust_env=False,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client is not None:
            client, self._client = self._client, None
            await client.aclose()

    async def _open_cache(self, door: httpx2.AsyncBaseTransport) -> httpx2.AsyncBaseTransport:
        if self._cache_dir is None:
            return door
        import hishel  # noqa: PLC0415 - loads SQLite and msgpack, only where a network is asked
        from hishel.httpx2 import AsyncCacheTransport  # noqa: PLC0415

        # A cache that fails later serves uncached, and logs it; nobody at a terminal needs to see that.
        logging.getLogger("hishel").addHandler(logging.NullHandler())
        path = self._cache_dir / "http.sqlite"
        storage = hishel.AsyncSqliteStorage(
            database_path=path, max_size=500_000_000, max_stream_size=MAX_BODY_BYTES
        )
        try:
            self._cache_dir.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(path)) as database:
                database.execute("PRAGMA schema_version")  # what is no database says so here
            await storage.get_entries("")  # opens the file, before the first film waits for it
        except (OSError, sqlite3.Error) as error:
            raise StoreError(
                f"cannot use the cache of answers {str(path)!r}",
                because=(getattr(error, "strerror", None) or str(error)).lower(),
                fix="make the workspace writable; if the file is damaged, delete it",
            ) from error
        # Private: what a service marks for one user only may be kept by one user.
        return AsyncCacheTransport(door, storage=storage, rfc=hishel.CacheOptions(shared=False))

    async def get_json(
        self, service: Service, path: str, parameters: Mapping[str, str] | None = None, *, accept: str = ""
    ) -> Any:  # noqa: ANN401 - JSON
        """Ask for one answer, again where that may help.

        Raises:
            Fault: no usable answer; says why in words.
        """
        retrying = tenacity.AsyncRetrying(
            stop=tenacity.stop_after_attempt(self._manners.max_tries),
            retry=tenacity.retry_if_exception(self._is_worth_retrying),
            wait=self._find_wait,
            sleep=self._manners.sleep,
            reraise=True,
        )
        url = service.base_url.rstrip("/") + path
        headers = {"Accept": accept} if accept else {}
        if self._fresh:
            headers["Cache-Control"] = "no-cache"
        return await retrying(self._ask, service, url, dict(parameters or {}), headers)

    async def _ask(
        self, service: Service, url: str, parameters: dict[str, str], headers: dict[str, str]
    ) -> Any:  # noqa: ANN401 - JSON
        name = service.name
        try:
            async with asyncio.timeout(self._manners.deadline_s):
                status, body, answer_headers = await self._follow(service, url, parameters, headers)
        except TimeoutError:
            words = f"{name} gave no answer within {self._manners.deadline_s:g} seconds"
            raise Fault(words, is_passing=True) from None
        except httpx2.TimeoutException:
            raise Fault(f"{name} gave no answer in time", is_passing=True) from None
        except httpx2.RemoteProtocolError:
            raise Fault(f"{name} broke off in the middle of its answer", is_passing=True) from None
        except httpx2.DecodingError:
            raise Fault(f"{name} sent an answer that cannot be unpacked", is_passing=False) from None
        except (httpx2.HTTPError, httpx2.InvalidURL) as problem:
            # The library's own words may quote an address; its kind says enough.
            words = f"{name} cannot be reached ({type(problem).__name__})"
            raise Fault(words, is_passing=isinstance(problem, httpx2.NetworkError)) from None
        except sqlite3.Error as problem:
            raise Fault(f"the cache of answers cannot be used: {problem}", is_passing=False) from None
        if status != 200:
            raise _explain_status(name, status, body, answer_headers)
        return _parse(name, body)

    async def _follow(
        self, service: Service, url: str, parameters: dict[str, str], headers: dict[str, str]
    ) -> tuple[int, bytes, httpx2.Headers]:
        """Send the request, and after its redirects where they may be followed."""
        assert self._client is not None, "use the client with `async with`"
        mark = {SERVICE: service.name}
        request = self._client.build_request("GET", url, params=parameters, headers=headers, extensions=mark)
        for _ in range(MAX_REDIRECTS + 1):
            response = await self._client.send(request, stream=True)
            try:
                location = response.headers.get("location")
                if response.status_code not in {301, 302, 303, 307, 308} or not location:
                    return response.status_code, await _read_body(response, service.name), response.headers
                target = response.url.join(location)
            finally:
                await response.aclose()
            if not _may_follow(str(request.url), str(target)):
                words = (
                    f"{service.name} sends us elsewhere, to {str(target.host)[:100]!r}, which is not followed"
                )
                raise Fault(words, is_passing=False)
            request = self._client.build_request("GET", target, headers=headers, extensions=mark)
        raise Fault(f"{service.name} sends us from one address to the next", is_passing=False)

    def _is_worth_retrying(self, problem: BaseException) -> bool:
        if not isinstance(problem, Fault) or not problem.is_passing:
            return False
        return problem.wait_s is None or problem.wait_s <= self._manners.max_asked_wait_s

    def _find_wait(self, state: tenacity.RetryCallState) -> float:
        problem = state.outcome.exception() if state.outcome else None
        jitter = 0.75 + 0.5 * random.random()  # noqa: S311 - spreads retries, guards nothing
        if isinstance(problem, Fault) and problem.wait_s is not None:
            return problem.wait_s + 0.1 * jitter
        return float(self._manners.base_wait_s * 2.0 ** (state.attempt_number - 1) * jitter)


async def _read_body(response: httpx2.Response, name: str) -> bytes:
    body = bytearray()
    async for chunk in response.aiter_bytes():  # unpacked: what was small on the wire may not be here
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise explain_size(name)
    return bytes(body)


def _parse(name: str, body: bytes) -> Any:  # noqa: ANN401 - JSON
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        start = body[:200].lstrip().lower()
        is_page = start.startswith((b"<!doctype", b"<html", b"<?xml"))
        words = "a web page where JSON should be" if is_page else "something that is no JSON"
        raise Fault(f"{name} sent {words}", is_passing=False) from None


def _explain_status(name: str, status: int, body: bytes, headers: httpx2.Headers) -> Fault:
    del body  # a server may echo the request, and with it the key
    if status in {401, 403}:
        return Fault(
            f"{name} does not accept the key, or lets no more through ({status})",
            status=status,
            is_passing=False,
        )
    if status == 404:
        return Fault(f"{name} does not know it (404)", status=status, is_passing=False)
    if status == 429:
        wait_s = _read_wait(headers)
        asked = f", and asks to wait {wait_s:.0f} seconds" if wait_s is not None else ""
        return Fault(f"{name} is asked too often (429){asked}", status=status, is_passing=True, wait_s=wait_s)
    return Fault(
        f"{name} failed ({status})",
        status=status,
        is_passing=status in _RETRIED,
        wait_s=_read_wait(headers) if status == 503 else None,
    )


def _read_wait(headers: httpx2.Headers) -> float | None:
    """Return the seconds that `Retry-After` asks for, as a number or a date."""
    value = headers.get("retry-after", "").strip()
    if value.isdecimal():
        return float(value[:9])
    try:
        then = parsedate_to_datetime(value)
        return max(0.0, (then - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _may_follow(source: str, target: str) -> bool:
    one, other = urlsplit(source), urlsplit(target)
    if other.scheme not in {"http", "https"} or (one.scheme == "https" and other.scheme != "https"):
        return False
    if (one.hostname, one.port) == (other.hostname, other.port):
        return True
    hosts = (f".{one.hostname}", f".{other.hostname}")
    return all(host.endswith(_WIKIMEDIA) for host in hosts) and other.port is None
