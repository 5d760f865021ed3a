"""Sessions and API tokens: how long they last, what ends them, and what they may do."""

from __future__ import annotations

import html
import re
from pathlib import Path

import httpx2

from ledgergen.core.review.slowing import WINDOW_S, Slowing
from ledgergen.model.account import Account, Role
from ledgergen.web.access import IDLE_S, SESSION_S
from tests.web.review_workspace import MOVIE_ID, PASSWORD, QUICK, Served, make_workspace, open_parts
from tests.web.visits import LEDGER, Clock, count_events, find_token, sign_in, visit


def test_a_session_ends_unused_and_after_a_fortnight_at_the_latest(team: Served, clock: Clock) -> None:
    with visit(team) as client:
        sign_in(client, "Ed")
        started = clock.now
        while clock.now + IDLE_S - 60 < started + SESSION_S:
            clock.now += IDLE_S - 60
            assert client.get("/").status_code == 200
        clock.now = started + SESSION_S + 1
        assert client.get("/").status_code == 401
        sign_in(client, "Ed")
        clock.now += IDLE_S + 1
        assert client.get("/").status_code == 401


def test_what_was_typed_outlives_the_session(team: Served, clock: Clock) -> None:
    words = "It took <b>212</b> boats\nand two winters."
    with visit(team) as client:
        sign_in(client, "Ed")
        form = {"token": find_token(client), "base": "", "start": "0", "before": "x", "after": words}
        clock.now += IDLE_S + 1
        late = client.post(f"{LEDGER}/edit", data=form)
        assert late.status_code == 401
        assert "nothing you typed is lost" in late.text
        assert "It took &lt;b&gt;212&lt;/b&gt; boats" in late.text
        again = read_form(late.text)
        assert {**again, "after": again["after"].replace("\r", "")} == form
        # The same person signs in, and sends it.
        sign_in(client, "Ed")
        assert client.post(f"{LEDGER}/edit", data=again).status_code == 422  # taken, and found to fit nowhere
        # Somebody else does, and is asked first.
        sign_in(client, "Ada")
        asked = client.post(f"{LEDGER}/edit", data=again)
        assert asked.status_code == 403
        assert "signed in as Ada" in asked.text
        assert client.post(f"{LEDGER}/edit", data=read_form(asked.text)).status_code == 422
    assert count_events(team) == 0


def read_form(page: str) -> dict[str, str]:
    body = page[page.index("<form", page.index("<main")) :]
    pairs = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', body)
    pairs += re.findall(r'<textarea [^>]*name="(\w+)"[^>]*>\n([^<]*)</textarea>', body)
    return {name: html.unescape(value) for name, value in pairs}


def test_removing_an_account_and_changing_a_role_count_at_once(team: Served) -> None:
    accounts = team.parts.people.accounts
    with visit(team) as client:
        sign_in(client, "Ed")
        assert client.get(f"{LEDGER}/approve").status_code == 200
        accounts.set_role("ed", Role.VIEWER)
        assert client.get(f"{LEDGER}/approve").status_code == 403
        accounts.remove("ed")
        assert client.get("/").status_code == 401
        assert sign_in(client, "Ed").status_code == 401


def test_an_own_password_can_be_changed_and_ends_the_other_sessions(team: Served) -> None:
    new = "boats in the harbor"
    with visit(team) as here, visit(team) as there:
        sign_in(here, "Ed")
        sign_in(there, "Ed")
        token = find_token(here)
        for old, wanted, problem in (
            ("wrong wrong wrong", new, "not your password"),
            (PASSWORD, "short", "12"),
            (PASSWORD, "aaaaaaaaaaaaaaaa", "easily guessed"),
        ):
            answer = here.post("/account", data={"token": token, "old": old, "new": wanted})
            assert answer.status_code == 422
            assert problem in answer.text
        assert here.post("/account", data={"token": token, "old": PASSWORD, "new": new}).status_code == 200
        assert here.get("/").status_code == 200
        assert there.get("/").status_code == 401
        assert sign_in(there, "Ed").status_code == 401
        assert sign_in(there, "Ed", new).status_code == 303


def make_api_token(served: Served, account: Account, lifetime_s: int = 3600) -> str:
    return served.access.issue("api", actor=account.name, account=account.key, lifetime_s=lifetime_s)


def test_an_api_token_does_what_its_account_may_until_it_ends(team: Served, clock: Clock) -> None:
    accounts, tokens = team.parts.people.accounts, team.parts.people.tokens
    vera = accounts.get("vera")
    token = make_api_token(team, vera)
    figure = next(f.id for f in team.parts.desk.open(MOVIE_ID).review.report.figures if f.flagged)
    body = {"do": "comment", "figure": figure, "comment": "x"}
    bearer = {"authorization": f"Bearer {token}"}
    with httpx2.Client(base_url=f"{team.url}/api", headers=bearer, timeout=60) as api:
        assert api.get("/ledgers").status_code == 200
        assert api.post(f"{LEDGER}/decisions", json=body).status_code == 403
        accounts.set_role(vera.key, Role.EDITOR)
        assert api.post(f"{LEDGER}/decisions", json=body).status_code == 200
        (entry,) = tokens.list_api(now=int(clock.now))
        assert entry.name == "Vera"
        assert tokens.revoke_api(entry.id) == 1
        assert api.get("/ledgers").status_code == 401
        api.headers["authorization"] = f"Bearer {make_api_token(team, vera)}"
        assert api.get("/ledgers").status_code == 200
        clock.now += 3601
        assert api.get("/ledgers").status_code == 401
    assert team.parts.store.load(MOVIE_ID)[-1].actor == "Vera"


def test_the_api_takes_no_cookie_without_its_forms_token(team: Served) -> None:
    with visit(team) as client:
        sign_in(client, "Ed")
        token = find_token(client)
        body = {"do": "undo"}
        for headers in ({}, {"x-form-token": "forged"}, {"x-form-token": ""}, {"authorization": "Bearer x"}):
            answer = client.post(f"/api{LEDGER}/decisions", json=body, headers=headers)
            assert answer.status_code in {401, 403}, headers
        answer = client.post(f"/api{LEDGER}/decisions", json=body, headers={"x-form-token": token})
        assert answer.status_code == 422  # let in; there is nothing to undo
        foreign = {"x-form-token": token, "sec-fetch-site": "cross-site"}
        assert client.post(f"/api{LEDGER}/decisions", json=body, headers=foreign).status_code == 403


def test_accounts_outlive_the_service_and_are_the_databases(tmp_path: Path, database: str | None) -> None:
    folder = make_workspace(tmp_path, database=database)
    with open_parts(folder) as parts:
        parts.people.accounts.add("Ed", role=Role.VIEWER, password_hash=QUICK.hash(PASSWORD), now=1)
        token = parts.people.tokens.issue("api", now=1, lifetime_s=10, actor="Ed", account="ed")
    with open_parts(folder) as parts:
        holder = parts.people.tokens.find(token, kind="api", now=5)
        assert holder is not None
        assert (holder.name, holder.role) == ("Ed", Role.VIEWER)
        assert parts.people.tokens.find(token, kind="session", now=5) is None
        assert parts.people.tokens.find(token, kind="api", now=11) is None
        parts.people.accounts.remove("ed")
        assert parts.people.tokens.find(token, kind="api", now=5) is None
        attempts, rules = parts.people.attempts, {"name ed": Slowing(free=1, cap_s=60)}
        assert attempts.begin(rules, now=5) == 0
        assert attempts.begin(rules, now=5) == 1
        assert attempts.begin(rules, now=6) == 0
        assert attempts.begin(rules, now=6) == 2
        attempts.take_back("name ed")
        assert attempts.begin(rules, now=6) == 0
        assert attempts.begin(rules, now=6 + WINDOW_S) == 0
        attempts.forget("name ed")
        assert attempts.begin(rules, now=6 + WINDOW_S) == 0
