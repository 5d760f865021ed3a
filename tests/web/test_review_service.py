"""The service over HTTP: who may come in, what hostile requests come to, and the API."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from ledgergen.web.access import COOKIE, derive_form_token
from tests.web.review_workspace import (
    DOSSIER,
    MOVIE_ID,
    Served,
    build_text,
    make_workspace,
    serve,
    write_dossier,
    write_draft,
)
from tests.web.shelf_of_films import make_shelf
from tests.web.visits import LEDGER, OWN, call_api, come, visit


@pytest.fixture
def session(served: Served) -> str:
    return served.make_session("Ana")


@pytest.fixture
def client(served: Served, session: str) -> Iterator[httpx2.Client]:
    headers = {"cookie": f"{COOKIE}={session}"}
    with httpx2.Client(base_url=served.url, headers=headers, timeout=60) as opened:
        yield opened


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file a request could have changed, the store's own bookkeeping left out."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".ledgergen" not in path.parts
    }


def count_events(client: httpx2.Client) -> int:
    return len(client.get(f"/api{LEDGER}").json()["history"])


def test_nobody_comes_in_without_signing_in(served: Served) -> None:
    with visit(served) as client:
        for path in ("/", LEDGER, f"{LEDGER}/history", "/next", f"/api{LEDGER}", "/api/ledgers"):
            answer = client.get(path)
            assert answer.status_code == 401, path
            assert "Low Water" not in answer.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({}, 403),
        ({"sec-fetch-site": "same-origin", "host": "evil.example"}, 421),
        ({"sec-fetch-site": "same-origin"}, 303),
    ],
)
def test_only_a_page_of_its_own_can_change_something(
    client: httpx2.Client, session: str, headers: dict[str, str], status: int
) -> None:
    form = {"token": derive_form_token(session), "do": "comment", "comment": "x"}
    form["figure"] = client.get(f"/api{LEDGER}").json()["figures"][-1]["id"]
    answer = client.post(f"{LEDGER}/decide", data=form, headers=headers)
    assert answer.status_code == status


@pytest.mark.parametrize("token", ["", "x", "0" * 64, "\u00e9"])
def test_a_form_of_another_session_is_refused(client: httpx2.Client, token: str) -> None:
    answer = client.post(f"{LEDGER}/decide", data={"token": token, "do": "undo"}, headers=OWN)
    assert answer.status_code == 403


def test_every_answer_forbids_scripts_of_others_and_framing(client: httpx2.Client) -> None:
    for path in ("/", LEDGER, "/static/review.js", "/nowhere", "/api/ledgers"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_the_session_cookie_is_out_of_reach_of_scripts(served: Served) -> None:
    with visit(served) as client:
        answer = client.post("/sign-in", data={"link": served.access.issue("link"), "name": "Bo"})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_signing_out_ends_the_session(client: httpx2.Client, session: str) -> None:
    client.post("/sign-out", data={"token": derive_form_token(session)}, headers=OWN)
    assert client.get("/", headers={"cookie": f"{COOKIE}={session}"}).status_code == 401


SCRIPTS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea><script>alert(1)</script>",
    "' autofocus onfocus=alert(1) x='",
    "{{ 7*7 }}{% raw %}",
    "</title><svg onload=alert(1)>",
    "javascript:alert(1)",
    "<!-- --><iframe srcdoc='<script>alert(1)</script>'>",
)


@pytest.mark.parametrize("script", SCRIPTS)
def test_text_from_anywhere_stays_text(tmp_path: Path, script: str) -> None:
    folder = make_workspace(tmp_path)
    quoted = json.dumps(f"Almanac {script}")
    dossier = DOSSIER.format(movie_id=MOVIE_ID, title="Low Water").replace("The Film Almanac", "PLACE")
    dossier = dossier.replace("name: PLACE", f"name: {quoted}")
    dossier = dossier.replace('"https://almanac.example/films/1"', json.dumps(script))
    (folder / "facts" / f"{MOVIE_ID}.yaml").write_text(dossier, "utf-8")
    text = build_text().replace("Mara Voss came", f"{script} Mara Voss came")
    from ledgergen.model.dossier import Dossier

    write_draft(folder, text, Dossier.load(folder / "facts" / f"{MOVIE_ID}.yaml"))
    with serve(folder) as served, come(served, f"Ana {script}"[:60]) as client:
        edit = f"{LEDGER}?edit=7"
        pages = ["/", LEDGER, f"{LEDGER}/changes", f"{LEDGER}/history", f"{LEDGER}/approve", edit]
        for path in (*pages, "/?q=" + script.replace("#", "")):
            answer = client.get(path)
            assert answer.status_code == 200, path
            assert_harmless(answer.text)


OWN_SCRIPTS = ("htmx-2.0.11.min", "keys", "resend", "review")


def assert_harmless(html: str) -> None:
    """No element or attribute stands in the page that its templates did not put there."""
    tags = re.findall(r"<(?:script|img|svg|iframe)\b[^>]*>", html)
    assert tags == [f'<script src="/static/{name}.js" defer>' for name in OWN_SCRIPTS]
    assert not re.search(r"<[^>]*\son\w+\s*=[^>]*>", re.sub(r'"[^"]*"', '""', html))
    assert not re.search(r"href=\"\s*javascript:", html, re.IGNORECASE)


def test_a_thousand_hostile_requests_change_nothing_and_break_nothing(
    client: httpx2.Client, served: Served, session: str
) -> None:
    before = snapshot(served.folder)
    n_before = count_events(client)
    rng = random.Random(7)
    token = derive_form_token(session)
    junk = (
        "../../etc/passwd",
        "%2e%2e%2f",
        "\x00",
        "\ud83d",
        "-1",
        "1e9",
        "0x10",
        "9" * 400,
        "é",
        "null",
        "[]",
        *SCRIPTS,
    )
    paths = (
        *(f"/ledgers/{word}" for word in ("..", "0", "-1", "9" * 40, "1.5", "%00", "..%2f..%2fetc", "1_0")),
        *(f"/static/{word}" for word in ("..%2fservice.py", "%2e%2e/service.py", "x", "review.css%00")),
        f"{LEDGER}/decide", f"{LEDGER}/edit", f"{LEDGER}/approve", f"{LEDGER}/close", LEDGER,
        f"/api{LEDGER}/decisions", f"/api{LEDGER}/approval", f"/api{LEDGER}/return", "/invite/..", "/sign-in",
    )  # fmt: skip
    fields = (
        "do",
        "base",
        "figure",
        "option",
        "text",
        "start",
        "before",
        "after",
        "reason",
        "note",
        "link",
        "name",
    )
    doings = ("use", "correct", "waive", "remove", "source", "edit", "undo", "return", "reject", "withdraw")
    statuses = []
    for number in range(1000):
        path = rng.choice(paths)
        method = rng.choice(("GET", "POST", "POST", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"))
        form = {field: rng.choice(junk) for field in rng.sample(fields, 5)}
        form["do"] = rng.choice((*doings, *junk[:4]))
        form["figure"] = rng.choice(junk)
        form["token"] = rng.choice((token, "stale", ""))
        headers = dict(OWN) if number % 3 else {"sec-fetch-site": rng.choice(("cross-site", "none"))}
        headers["x-form-token"] = rng.choice((token, "forged"))
        body: dict[str, Any] = rng.choice(
            (
                {"content": json.dumps(form), "headers": headers | {"content-type": "application/json"}},
                {"content": b"\xff\xfe{" * 9, "headers": headers | {"content-type": "application/json"}},
                {"content": "[" * 5000, "headers": headers | {"content-type": "application/json"}},
                {"content": "a=%ED%A0%80&do=%00&token=" + token, "headers": headers | FORM},
                {
                    "data": {k: v.encode("utf-8", "replace").decode() for k, v in form.items()},
                    "headers": headers,
                },
                {
                    "content": b"--x\r\nbroken",
                    "headers": headers | {"content-type": "multipart/form-data; boundary=x"},
                },
                {"content": b"x" * 300_000 if number % 20 == 0 else b"", "headers": headers | FORM},
            )
        )
        answer = client.request(method, path, **body)
        statuses.append(answer.status_code)
        assert answer.status_code < 500, (method, path, body)
    assert set(statuses) >= {403, 404, 405, 413, 422}
    assert snapshot(served.folder) == before
    assert count_events(client) == n_before


FORM = {"content-type": "application/x-www-form-urlencoded"}


def test_the_api_does_all_the_page_does(served: Served) -> None:
    with call_api(served) as api:
        ledger = api.get(LEDGER).json()
        first, second, third = [figure for figure in ledger["figures"] if figure["needs_person"]]
        base = ledger["base"]
        for decision in (
            {"do": "use", "figure": first["id"], "option": 1, "base": base},
            {"do": "correct", "figure": second["id"], "text": "128 minutes", "base": base},
            {"do": "waive", "figure": third["id"], "reason": "checker_misread", "base": base},
        ):
            answer = api.post(f"{LEDGER}/decisions", json=decision)
            assert answer.status_code == 200, answer.text
        stale = api.post(
            f"{LEDGER}/decisions", json={"do": "use", "figure": first["id"], "option": 1, "base": base}
        )
        assert stale.status_code == 409
        assert stale.json()["error"]["by"] == "script"
        assert api.post(f"{LEDGER}/approval", json={"base": base}).status_code == 409
        approved = api.post(f"{LEDGER}/approval", json={"base": answer.json()["base"]}).json()
        assert (approved["status"], approved["can_approve"]) == ("approved", False)
        assert api.delete(f"{LEDGER}/approval").json()["status"] == "in_review"
        returned = api.post(f"{LEDGER}/return", json={"reason": "thin"}).json()
        assert returned["status"] == "returned"
        assert api.get("/ledgers").json()[0]["reason"] == "thin"
        description = api.get("/openapi.json").json()
        assert "/api/ledgers/{movie_id}/decisions" in description["paths"]


def test_strings_that_no_file_can_hold_are_refused(served: Served) -> None:
    with call_api(served) as api:
        api.headers["content-type"] = "application/json"
        figure = api.get(LEDGER).json()["figures"][-1]["id"]
        body = '{"do": "comment", "figure": "%s", "comment": "%s"}'
        for odd in (r"\ud800", r"\u0000", r"\u001b[2J"):
            assert api.post(f"{LEDGER}/decisions", content=body % (figure, odd)).status_code == 422
        assert api.get(LEDGER).json()["history"][0]["kind"] == "opened"


def test_the_openings_of_a_dossier_gone_bad_are_errors_of_three_lines(
    client: httpx2.Client, served: Served
) -> None:
    write_dossier(served.folder)
    (served.folder / "facts" / f"{MOVIE_ID}.yaml").write_text("schema: [", "utf-8")
    answer = client.get(f"/api{LEDGER}")
    assert answer.status_code == 422
    assert answer.json()["error"]["what"].startswith("cannot read")


def test_the_api_acts_on_many_ledgers_and_tells_of_each(tmp_path: Path) -> None:
    with serve(make_shelf(tmp_path)) as served, call_api(served) as api:
        figures = api.get(LEDGER).json()["figures"]
        budget = next(f["id"] for f in figures if f["text"] == "$62 million")
        asked = {"figure": budget, "text": "$55 million"}
        places = api.get(f"{LEDGER}/places", params=asked).json()
        fields = ("movie_id", "title", "figure", "base", "replacement")
        body = {"corrections": [{name: place[name] for name in fields} for place in places]}
        done = api.post("/corrections", json=body).json()
        assert done["summary"] == "3 done"
        assert api.post("/corrections", json=body).json()["summary"] == (
            "0 done, 3 skipped: changed meanwhile"
        )
        undone = api.post(f"/batches/{done['batch']}/undo").json()
        assert [result["is_done"] for result in undone["results"]] == [True] * 3
        assert api.post("/batches/nothing/undo").status_code == 422
        everyone = {"movie_ids": [MOVIE_ID, 7]}
        for action, summary in (
            ({"do": "assign", "assignee": "Bo"}, "1 done, 1 not done"),
            ({"do": "recheck"}, "1 done, 1 not done"),
            ({"do": "approve"}, "0 done, 2 not done"),
            ({"do": "return", "reason": "thin"}, "1 done, 1 not done"),
        ):
            assert api.post("/many", json=everyone | action).json()["summary"] == summary
