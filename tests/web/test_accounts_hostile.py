"""A thousand requests that mean harm to the accounts."""

from __future__ import annotations

import json
import random
from typing import Any

import httpx2

from ledgergen.web.access import COOKIE
from tests.web.review_workspace import Served
from tests.web.visits import LEDGER, count_events, find_token, sign_in, visit

JUNK = (
    *("", "\x00", "é", "Ed\x00", "a" * 1999, "a" * 30_000, "' OR 1=1 --", "{{7*7}}", "../../etc/passwd"),
    *("<script>alert(1)</script>", "\u202eEd", "\ufeffEd", "admin", "null", "%00", "\U0001f3ac" * 200),
    "//evil.example",
)
PATHS = (
    *(
        "/sign-in",
        "/sign-in",
        "/account",
        "/sign-out",
        "/invite",
        "/people",
        "/welcome",
        "/sign-in/../account",
        "/account%2f..",
    ),
    *(LEDGER, f"{LEDGER}/edit", f"{LEDGER}/decide", f"/api{LEDGER}/decisions", f"/api{LEDGER}/approval"),
)
METHODS = ("POST", "POST", "POST", "GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD")
FIELDS = ("name", "password", "next", "link", "old", "new", "after", "comment")
FORM = "application/x-www-form-urlencoded"


def draw_headers(rng: random.Random, stale: str) -> dict[str, str]:
    site = {"sec-fetch-site": rng.choice(("same-origin", "same-origin", "same-origin", "cross-site"))}
    cookie = rng.choice((stale, "x" * 4000, "%00", '"', ""))
    return site | rng.choice(
        (
            {},
            {"authorization": rng.choice(("Bearer", "Bearer \xff", "Bearer " + "x" * 5000, "Basic RWQ6"))},
            {"cookie": f"{COOKIE}={cookie}"},
            {"x-form-token": stale},
            {"x-forwarded-for": rng.choice(("127.0.0.1", "x" * 3000, "::1", "1.2.3.4, 5.6.7.8"))},
        )
    )


def draw_body(rng: random.Random, stale: str) -> dict[str, Any]:
    form = {field: rng.choice(JUNK) for field in FIELDS}
    form["token"] = rng.choice((stale, "forged", "0" * 64, "\x00"))
    kinds: tuple[tuple[bytes, str], ...] = (
        (json.dumps(form).encode(), "application/json"),
        (json.dumps(["["] * 1000).encode(), "application/json"),
        (b"\xff\xfe\x00", FORM),
        (b"name=" + b"%" * 3000, FORM),
        (b"x" * 300_000, FORM),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"name=Ed", "text/plain"),
        (b"name=Ed", "\xff/\x01"),
    )
    content, kind = rng.choice(kinds)
    return rng.choice(
        (
            {"data": form},
            {"files": {"name": ("a.txt", b"Ed")}, "data": {"password": "x"}},
            {"content": content, "kind": kind},
            {"content": content, "kind": kind},
        )
    )


def test_a_thousand_hostile_requests_break_nothing_and_let_nobody_in(team: Served) -> None:
    rng = random.Random(11)
    accounts = team.parts.people.accounts
    before = [(account, accounts.find_hash(account.key)) for account in accounts.list_all()]
    with visit(team) as insider:
        sign_in(insider, "Vera")
        stale = find_token(insider)
    statuses = set()
    with httpx2.Client(base_url=team.url, timeout=60) as client:
        for _ in range(1000):
            path, method = rng.choice(PATHS), rng.choice(METHODS)
            body = draw_body(rng, stale)
            headers = draw_headers(rng, stale)
            if "kind" in body:
                headers["content-type"] = body.pop("kind")
            encoded = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
            answer = client.request(method, path, headers=encoded, **body)
            case = (method, path, headers, body)
            assert answer.status_code < 500, case
            assert answer.status_code not in {200, 303} or path.startswith("/sign-in"), case
            assert "set-cookie" not in answer.headers, case
            statuses.add(answer.status_code)
    assert statuses >= {401, 403, 405, 413, 422, 429}
    assert [(account, accounts.find_hash(account.key)) for account in accounts.list_all()] == before
    assert count_events(team) == 0
