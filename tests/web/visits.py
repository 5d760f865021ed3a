"""Those who come to a service by HTTP: people with and without a session, and scripts with a token."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2

from tests.web.review_workspace import MOVIE_ID, PASSWORD, Served

LEDGER = f"/ledgers/{MOVIE_ID}"
OWN = {"sec-fetch-site": "same-origin"}
"""What a browser says of a page's own requests."""
_TIMEOUT_S = 60.0
"""A busy machine keeps an answer waiting."""


class Clock:
    """A clock that stands still until it is moved."""

    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@contextmanager
def visit(served: Served, **headers: str) -> Iterator[httpx2.Client]:
    """Come in a browser that nobody has signed in with."""
    with httpx2.Client(base_url=served.url, headers={**OWN, **headers}, timeout=_TIMEOUT_S) as client:
        yield client


@contextmanager
def come(served: Served, name: str) -> Iterator[httpx2.Client]:
    """Come as an editor who has signed in by a link."""
    with visit(served) as client:
        client.cookies[served.access.cookie] = served.make_session(name)
        yield client


@contextmanager
def call_api(served: Served, name: str = "script", *, path: str = "/api") -> Iterator[httpx2.Client]:
    """Come as a script with a token."""
    headers = {"authorization": f"Bearer {served.make_api_token(name)}"}
    with httpx2.Client(base_url=served.url + path, headers=headers, timeout=_TIMEOUT_S) as client:
        yield client


def sign_in(client: httpx2.Client, name: str, password: str = PASSWORD, **fields: str) -> httpx2.Response:
    return client.post("/sign-in", data={"name": name, "password": password, **fields})


def find_token(client: httpx2.Client) -> str:
    found = re.search(r'name="token" value="([0-9a-f]{64})"', client.get("/account").text)
    assert found
    return found[1]


def count_events(served: Served) -> int:
    return len(served.parts.store.load(MOVIE_ID))
