"""Accounts over HTTP: signing in, roles, sessions, tokens, who is believed, and hostile requests."""

from __future__ import annotations

import html
import json
import random
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Route

from ledgergen.core.review.accounts import ACTIONS
from ledgergen.core.review.slowing import ACCOUNT, ADDRESS, DEVICE, PAIR, WINDOW_S, Slowing
from ledgergen.errors import ReviewError
from ledgergen.model.account import Account, Role
from ledgergen.web.access import COOKIE, IDLE_S, SECURE_COOKIE, SESSION_S
from ledgergen.web.guard import Door
from ledgergen.web.rules import PUBLIC, RULES
from ledgergen.web.sign_in import keep_local
from tests.web.review_workspace import MOVIE_ID, PASSWORD, QUICK, Served, make_workspace, open_parts, serve

OWN = {"sec-fetch-site": "same-origin"}
LEDGER = f"/ledgers/{MOVIE_ID}"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def team(tmp_path: Path, clock: Clock) -> Iterator[Served]:
    """A service with an account of each role."""
    with serve(make_workspace(tmp_path), clock=clock) as served:
        for name, role in (("Vera", Role.VIEWER), ("Ed", Role.EDITOR), ("Ada", Role.ADMIN)):
            served.add_account(name, role)
        yield served


@contextmanager
def visit(served: Served, **headers: str) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=served.url, headers={**OWN, **headers}, timeout=60) as client:
        yield client


def sign_in(client: httpx2.Client, name: str, password: str = PASSWORD, **fields: str) -> httpx2.Response:
    return client.post("/sign-in", data={"name": name, "password": password, **fields})


def find_token(client: httpx2.Client) -> str:
    found = re.search(r'name="token" value="([0-9a-f]{64})"', client.get("/account").text)
    assert found
    return found[1]


def count_events(served: Served) -> int:
    return len(served.parts.store.load(MOVIE_ID))


# Rules


def walk(routes: Sequence[BaseRoute]) -> Iterator[Route]:
    for route in routes:
        if inner := getattr(route, "original_router", None):
            yield from walk(inner.routes)
        else:
            assert isinstance(route, Route)
            yield route


def find_app(served: Served) -> FastAPI:
    guard: Any = served.app
    app: FastAPI = guard._app
    return app


def test_every_route_has_a_rule_and_every_rule_a_route(team: Served) -> None:
    routes = list(walk(find_app(team).routes))
    there = {(method, route.path) for route in routes for method in route.methods or () if method != "HEAD"}
    assert there == set(RULES)
    assert set(RULES.values()) - {PUBLIC} == set(ACTIONS)
    # What is no route of FastAPI's runs no dependency, and so must not need one.
    for route in routes:
        if not isinstance(route, APIRoute):
            assert RULES["GET", route.path] == PUBLIC


def test_a_route_without_a_rule_is_closed_to_everybody(tmp_path: Path) -> None:
    from fastapi.testclient import TestClient

    with serve(make_workspace(tmp_path)) as served:
        app = find_app(served)

        @app.get("/forgotten")
        def get_forgotten() -> str:
            return "secret"

        with TestClient(app, cookies={COOKIE: served.make_session("Ana")}) as client:
            assert client.get("/").status_code == 200
            answer = client.get("/forgotten")
        assert answer.status_code == 403
        assert "secret" not in answer.text


def test_each_role_may_do_what_it_covers_and_nothing_else(team: Served) -> None:
    before = count_events(team)
    for name, role in (("", None), ("Vera", Role.VIEWER), ("Ed", Role.EDITOR), ("Ada", Role.ADMIN)):
        with visit(team) as client:
            token = ""
            if role:
                assert sign_in(client, name).status_code == 303
                token = find_token(client)
            for (method, route), action in RULES.items():
                if action == PUBLIC or route == "/sign-out":
                    continue
                # A film and a list that are not there: nothing can happen.
                path = route.replace("{movie_id}", "7").replace("{batch}", "7")
                body = fill(method, route, token)
                with client.stream(method, path, headers={"x-form-token": token}, **body) as answer:
                    if not route.endswith("/events"):  # those go on as long as somebody listens
                        answer.read()
                is_let_in = role is not None and role.covers(ACTIONS[action])
                case = (name, method, route, answer.status_code)
                if is_let_in:
                    assert answer.status_code in {200, 303, 404, 422}, case
                else:
                    assert answer.status_code == (403 if role else 401), case
    assert count_events(team) == before


def fill(method: str, route: str, token: str) -> dict[str, Any]:
    if method != "POST":
        return {}
    if route.startswith("/api"):
        return {"json": {"do": "undo"} if route.endswith("decisions") else {"reason": "x"}}
    return {"data": {"token": token, "do": "undo"}}


def test_what_a_viewer_asks_for_is_not_done(team: Served) -> None:
    figure = next(f.id for f in team.parts.desk.open(MOVIE_ID).review.report.figures if f.flagged)
    with visit(team) as client:
        sign_in(client, "Vera")
        token = find_token(client)
        form = {"token": token, "do": "comment", "figure": figure, "comment": "x"}
        answer = client.post(f"{LEDGER}/decide", data=form)
        assert answer.status_code == 403
        assert "may not decide" in answer.text
        api = client.post(
            f"/api{LEDGER}/decisions",
            json={"do": "comment", "figure": figure, "comment": "x"},
            headers={"x-form-token": token},
        )
        assert api.status_code == 403
        assert api.json()["error"]["what"].startswith("Your account may not decide")
    assert count_events(team) == 0


def test_a_decision_is_the_accounts(team: Served) -> None:
    figure = next(f.id for f in team.parts.desk.open(MOVIE_ID).review.report.figures if f.flagged)
    with visit(team) as client:
        sign_in(client, "  ED ")
        form = {"token": find_token(client), "do": "comment", "figure": figure, "comment": "look again"}
        assert client.post(f"{LEDGER}/decide", data=form).status_code == 303
        assert "Ed" in client.get(f"{LEDGER}/history").text
    assert team.parts.store.load(MOVIE_ID)[-1].actor == "Ed"


# Signing in


def test_a_team_signs_in_with_name_and_password(tmp_path: Path, database: str | None) -> None:
    with serve(make_workspace(tmp_path, database=database)) as served:
        served.add_account("Ana Ruíz", Role.EDITOR)
        with visit(served) as client:
            asked = client.get(f"{LEDGER}?figure=x")
            assert asked.status_code == 401
            assert f'name="next" value="{LEDGER}?figure=x"' in asked.text
            answer = sign_in(client, "ana  RUI\u0301Z", next=f"{LEDGER}?figure=x")
            assert (answer.status_code, answer.headers["location"]) == (303, f"{LEDGER}?figure=x")
            cookie = answer.headers["set-cookie"].lower()
            assert "httponly" in cookie
            assert "samesite=lax" in cookie
            assert "secure" not in cookie
            assert client.get(LEDGER).status_code == 200
            assert "Ana Ruíz" in client.get("/").text
            assert client.post("/sign-out", data={"token": find_token(client)}).status_code == 303
            assert client.get(LEDGER).status_code == 401


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(
    team: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    for method in ("hash", "verify"):
        real = getattr(PasswordHasher, method)

        def spy(*arguments: object, real: Callable[..., object] = real, method: str = method) -> object:
            hashed.append(method)
            return real(*arguments)

        monkeypatch.setattr(PasswordHasher, method, spy)
    with visit(team) as client:
        wrong = sign_in(client, "Ed", "wrong wrong wrong")
        n_wrong = len(hashed)
        unknown = sign_in(client, "Eve", "wrong wrong wrong")
    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert wrong.text.replace('"Ed"', '"Eve"') == unknown.text
    # As much work for the one as for the other.
    assert (n_wrong, len(hashed)) == (1, 2)


def test_who_guesses_waits_longer_and_longer_and_an_hour_later_no_more(team: Served, clock: Clock) -> None:
    with visit(team) as client:
        for number in range(PAIR.free):
            name = ("Ed", "ED", " ed ", "\uff25\uff44")[number % 4]  # one account, however it is spelled
            assert sign_in(client, name, f"guess number {number}").status_code == 401
        waits = []
        for number in range(12):
            stopped = sign_in(client, "Ed", "wrong wrong wrong")
            assert stopped.status_code == 429
            waits.append(int(stopped.headers["retry-after"]))
            clock.now += waits[-1] - 1
            assert sign_in(client, "Ed").status_code == 429  # the right one is not looked at either
            clock.now += 1
            assert sign_in(client, "Ed", f"slow guess {number}").status_code == 401
        assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, PAIR.cap_s, PAIR.cap_s]
        assert "Try again in 15 min" in sign_in(client, "Ed").text
        assert sign_in(client, "Ada").status_code == 303
        clock.now += WINDOW_S
        assert sign_in(client, "Ed").status_code == 303


def test_nobody_locks_somebody_out_by_guessing(tmp_path: Path, clock: Clock) -> None:
    """Ten wrong guesses used to lock an account for a quarter of an hour, for whoever knows its name."""

    def build_door(host: str) -> Door:
        return Door(hosts=frozenset({host}), is_local=False, proxies=("127.0.0.1",))

    with serve(make_workspace(tmp_path), door=build_door, clock=clock) as served:
        served.add_account("Ed")
        with (
            visit(served, **{"x-forwarded-for": "203.0.113.7"}) as stranger,
            visit(served, **{"x-forwarded-for": "203.0.113.8"}) as owner,
            visit(served, **{"x-forwarded-for": "203.0.113.7"}) as colleague,
        ):
            assert sign_in(colleague, "Ed").status_code == 303  # this browser is known from now on
            colleague.post("/sign-out", data={"token": find_token(colleague)})
            while sign_in(stranger, "Ed", "wrong wrong wrong").status_code == 401:
                pass
            # From elsewhere, and from the same address in a browser that is known.
            assert sign_in(owner, "Ed").status_code == 303
            assert sign_in(colleague, "Ed").status_code == 303
            # One who guesses from many addresses keeps strangers waiting, for a short while each time.
            n_guesses = 0
            for number in range(ACCOUNT.free + 40):
                stranger.headers["x-forwarded-for"] = f"198.51.100.{number}"
                answer = sign_in(stranger, "Ed", "wrong wrong wrong")
                n_guesses += answer.status_code == 401
                if answer.status_code == 429:
                    assert int(answer.headers["retry-after"]) <= ACCOUNT.cap_s
                    clock.now += int(answer.headers["retry-after"])
            assert n_guesses < ACCOUNT.free + 40
            assert sign_in(colleague, "Ed").status_code == 303
            assert sign_in(owner, "Ed").status_code == 303


def test_a_known_browser_is_known_to_its_owner_alone_and_has_a_limit_of_its_own(
    team: Served, clock: Clock
) -> None:
    with visit(team) as client, visit(team) as other:
        assert sign_in(client, "Ed").status_code == 303
        for number in range(DEVICE.free):
            assert sign_in(client, "Ed", f"guess number {number}").status_code == 401
        assert sign_in(client, "Ed").status_code == 429
        clock.now += 1
        assert sign_in(client, "Ed").status_code == 303
        # Neither a cookie of Ed's nor one that somebody made up opens a way to guess at Ada's.
        known = client.cookies["ledgergen_device"]
        name, _, code = known.partition(".")
        for cookie in (known, f"{name}.{code[::-1]}", f"x.{code}", "~~.~", "%E9.%FF", "." * 900):
            other.cookies.clear()
            other.headers["cookie"] = f"ledgergen_device={cookie}"
            for _ in range(PAIR.free + 1):
                answer = sign_in(other, "Ada", "wrong wrong wrong")
            assert answer.status_code == 429, cookie
            clock.now += WINDOW_S
        # Another password, and what was known is known no more.
        other.headers["cookie"] = f"ledgergen_device={known}"
        team.parts.people.accounts.set_password("ed", QUICK.hash(PASSWORD))
        for _ in range(PAIR.free):
            assert sign_in(other, "Ed", "wrong wrong wrong").status_code == 401
        assert sign_in(other, "Ed").status_code == 429


def test_a_browser_is_known_to_each_of_the_last_who_signed_in_there(team: Served) -> None:
    team.add_account("Eve")
    team.add_account("Flo")
    with visit(team) as client:
        for name in ("Ed", "Ada", "Vera", "Ed", "Eve"):
            assert sign_in(client, name).status_code == 303
        entries = client.cookies["ledgergen_device"].split("~")
        assert len(entries) == 4
        for name in ("Ed", "Ada", "Vera", "Eve"):
            for number in range(PAIR.free + 1):
                assert sign_in(client, name, f"guess {number}").status_code == 401, name
        assert sign_in(client, "Flo").status_code == 303
        assert len(client.cookies["ledgergen_device"].split("~")) == 4


def test_a_right_password_forgets_the_wrong_ones(team: Served) -> None:
    with visit(team) as client:
        for _ in range(2):
            for _ in range(PAIR.free - 1):
                assert sign_in(client, "Ed", "wrong wrong wrong").status_code == 401
            assert sign_in(client, "Ed").status_code == 303


def test_guessing_from_one_address_comes_to_an_end_and_an_office_is_not_locked_out(team: Served) -> None:
    with visit(team) as client:
        for _ in range(ADDRESS.free + 5):
            assert sign_in(client, "Ed").status_code == 303
        for number in range(ADDRESS.free):
            assert sign_in(client, f"somebody {number}", "wrong wrong wrong").status_code == 401
        assert sign_in(client, "Ada").status_code == 429
        assert sign_in(client, "Ed").status_code == 303  # in a browser of theirs


def test_a_hundred_guesses_at_once_are_no_more_than_one_after_the_other(team: Served) -> None:
    statuses: list[int] = []

    def guess(number: int) -> None:
        with visit(team) as client:
            statuses.append(sign_in(client, "Ed", f"guess number {number}").status_code)

    threads = [threading.Thread(target=guess, args=(n,)) for n in range(25)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [401] * PAIR.free + [429] * (25 - PAIR.free)


@pytest.mark.parametrize(
    ("goal", "kept"),
    [
        ("/ledgers/7?figure=x", "/ledgers/7?figure=x"),
        ("/", "/"),
        ("", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\r\nset-cookie: x=1", "/"),
        ("/a\\b", "/"),
        ("/\t/evil.example", "/"),
        ("/sign-in?next=/", "/"),
        ("/" + "a" * 600, "/"),
    ],
)
def test_signing_in_leads_to_pages_of_the_service_alone(goal: str, kept: str) -> None:
    assert keep_local(goal) == kept


# Sessions


def test_links_let_nobody_in_where_there_are_accounts(tmp_path: Path) -> None:
    with serve(make_workspace(tmp_path)) as served, visit(served) as client:
        link, early = served.make_link(), served.make_session("Ana")
        api = {"authorization": f"Bearer {served.make_api_token()}"}
        with visit(served, cookie=f"{COOKIE}={early}") as before:
            assert before.get("/").status_code == 200
            assert before.get("/api/ledgers", headers=api).status_code == 200
            served.add_account("Ed")
            assert before.get("/").status_code == 401
            assert before.get("/api/ledgers", headers=api).status_code == 401
        assert "Password" in client.get(link.removeprefix(served.url)).text
        answer = client.post("/sign-in", data={"link": link.partition("=")[2], "name": "Ana"})
        assert answer.status_code == 401


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


def read_form(html: str) -> dict[str, str]:
    import html as entities

    body = html[html.index("<form", html.index("<main")) :]
    pairs = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', body)
    pairs += re.findall(r'<textarea [^>]*name="(\w+)"[^>]*>\n([^<]*)</textarea>', body)
    return {name: entities.unescape(value) for name, value in pairs}


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


# People


def find_link(page: str) -> str:
    found = re.search(r'value="http://[^/]+(/welcome\?token=[\w-]+)"', page)
    assert found
    return found[1]


def test_an_admin_lets_somebody_in_and_only_they_know_the_password(team: Served, clock: Clock) -> None:
    with visit(team) as admin, visit(team) as guest:
        sign_in(admin, "Ada")
        token = find_token(admin)
        made = admin.post("/people", data={"token": token, "do": "add", "name": "Bo <b>", "role": "editor"})
        assert made.status_code == 200
        assert "Bo &lt;b&gt;" in made.text
        link = find_link(made.text)
        for guess in ("", "none yet", PASSWORD):
            assert sign_in(guest, "Bo <b>", guess).status_code == 401
        assert guest.get(link).status_code == 200  # a preview uses nothing up
        secret = link.partition("=")[2]
        assert guest.post("/welcome", data={"link": secret, "password": "short"}).status_code == 422
        welcome = guest.post("/welcome", data={"link": secret, "password": "boats in the harbor"})
        assert welcome.status_code == 303
        assert "Bo &lt;b&gt;" in guest.get("/").text
        for answer in (guest.get(link), guest.post("/welcome", data={"link": secret, "password": PASSWORD})):
            assert answer.status_code == 401


def test_a_reset_ends_the_old_password_and_a_newer_link_the_older_one(team: Served, clock: Clock) -> None:
    with visit(team) as admin, visit(team) as editor, visit(team) as guest:
        sign_in(admin, "Ada")
        sign_in(editor, "Ed")
        token = find_token(admin)
        again = [admin.post("/people", data={"token": token, "do": "reset", "name": " ED"}) for _ in "ab"]
        assert editor.get("/").status_code == 401
        assert sign_in(editor, "Ed").status_code == 401
        first, second = (find_link(page.text) for page in again)
        assert (guest.get(first).status_code, guest.get(second).status_code) == (401, 200)
        clock.now += 24 * 3600 + 1
        assert guest.get(second).status_code == 401


def test_an_admin_changes_and_removes_others_and_never_themselves(team: Served) -> None:
    accounts = team.parts.people.accounts
    with visit(team) as admin:
        sign_in(admin, "Ada")
        token = find_token(admin)

        def ask(**fields: str) -> httpx2.Response:
            return admin.post("/people", data={"token": token, **fields})

        assert ask(do="role", name="Vera", role="editor").status_code == 303
        assert accounts.get("Vera").role is Role.EDITOR
        assert ask(do="remove", name="Vera").status_code == 303
        assert accounts.find("Vera") is None
        for fields, words in (
            ({"do": "remove", "name": "Ada"}, "your own account"),
            ({"do": "reset", "name": "Ada"}, "your own account"),
            ({"do": "role", "name": "ADA", "role": "viewer"}, "your own account"),
            ({"do": "role", "name": "Ed", "role": "boss"}, "no role"),
            ({"do": "reset", "name": "Eve"}, "no account"),
            ({"do": "revoke", "name": "0123456789"}, "no API token"),
            ({"do": "add", "name": " ed", "role": "viewer"}, "already"),
            ({"do": "add", "name": "\u202e", "role": "viewer"}, "nobody sees"),
            ({"do": "sing", "name": "Ed"}, "asks for nothing"),
        ):
            answer = ask(**fields)
            assert answer.status_code == 422, fields
            assert words.lower() in html.unescape(answer.text).lower(), fields
        assert {account.name for account in accounts.list_all()} == {"Ada", "Ed"}


def test_of_two_admins_who_shut_each_other_out_one_stays(team: Served) -> None:
    accounts = team.parts.people.accounts
    eve = team.add_account("Eve", Role.ADMIN)
    accounts.remove(eve.key, by="ada")
    with pytest.raises(ReviewError, match="no admin any more"):
        accounts.remove("ada", by=eve.key)
    with pytest.raises(ReviewError, match="no admin any more"):
        accounts.set_role("ada", Role.VIEWER, by=eve.key)
    assert accounts.get("Ada").role is Role.ADMIN


def test_the_api_does_what_the_page_of_people_does(team: Served, clock: Clock) -> None:
    tokens = team.parts.people.tokens
    ada = tokens.issue("api", now=int(clock.now), lifetime_s=9000, actor="Ada", account="ada")
    with visit(team, authorization=f"Bearer {ada}") as script, visit(team) as guest:
        made = script.post("/api/people", json={"name": "Bo", "role": "viewer"}).json()
        assert (made["name"], made["role"], made["has_password"]) == ("Bo", "viewer", False)
        secret = made["link"].partition("=")[2]
        welcome = guest.post("/welcome", data={"link": secret, "password": "boats in the harbor"})
        assert welcome.status_code == 303
        changed = script.patch("/api/people", json={"name": "bo", "role": "editor"}).json()
        assert (changed["role"], changed["has_password"]) == ("editor", True)
        assert script.post("/api/people/links", json={"name": "Bo"}).json()["link"].startswith(team.url)
        assert guest.get("/").status_code == 401
        listed = {each["name"]: each for each in script.get("/api/people").json()}
        assert set(listed) == {"Ada", "Bo", "Ed", "Vera"}
        assert listed["Bo"]["has_password"] is False
        assert len(listed["Ada"]["tokens"]) == 1
        assert script.delete("/api/people", params={"name": "Bo"}).json()["name"] == "Bo"
        for name in ("Ada", "Bo"):
            assert script.delete("/api/people", params={"name": name}).status_code == 422
        assert script.patch("/api/people", json={"name": "Ed"}).status_code == 422  # says no role


def test_tokens_are_made_and_ended_by_whose_they_are_and_ended_by_admins(team: Served) -> None:
    with visit(team) as editor, visit(team) as admin, visit(team) as script:
        sign_in(editor, "Ed")
        sign_in(admin, "Ada")
        page = editor.post("/account/tokens", data={"token": find_token(editor), "days": "30"}).text
        found = re.search(r'id="made" class="wide" readonly value="([\w-]+)"', page)
        assert found
        script.headers["authorization"] = f"Bearer {found[1]}"
        (listed,) = script.get("/api/tokens").json()
        assert listed["id"] in page
        for days in ("0", "4000", "x"):
            answer = editor.post("/account/tokens", data={"token": find_token(editor), "days": days})
            assert answer.status_code == 422
        # Nobody else's, unless one is an admin.
        ada = admin.post("/account/tokens", data={"token": find_token(admin), "days": "7"}).text
        (theirs,) = {m[1] for m in re.finditer(r"<code>([0-9a-f]{10})</code>", ada)}
        assert script.delete(f"/api/tokens/{theirs}").status_code == 422
        revoked = editor.post("/account/tokens", data={"token": find_token(editor), "revoke": theirs})
        assert revoked.status_code == 422
        assert "no API token" in html.unescape(revoked.text)
        ended = admin.post("/people", data={"token": find_token(admin), "do": "revoke", "name": listed["id"]})
        assert ended.status_code == 303
        assert script.get("/api/ledgers").status_code == 401


# Tokens


def make_api_token(served: Served, account: Account, lifetime_s: int = 3600) -> str:
    return served.access.issue("api", actor=account.name, account=account.key, lifetime_s=lifetime_s)


def test_an_api_token_does_what_its_account_may_until_it_ends(team: Served, clock: Clock) -> None:
    accounts, tokens = team.parts.people.accounts, team.parts.people.tokens
    vera = accounts.get("vera")
    token = make_api_token(team, vera)
    figure = next(f.id for f in team.parts.desk.open(MOVIE_ID).review.report.figures if f.flagged)
    body = {"do": "comment", "figure": figure, "comment": "x"}
    with httpx2.Client(base_url=f"{team.url}/api", headers={"authorization": f"Bearer {token}"}) as api:
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


# Doors


def test_behind_a_proxy_cookies_are_for_tls_alone(tmp_path: Path, clock: Clock) -> None:
    def build_door(host: str) -> Door:
        hosts = frozenset({host, "reviews.example.org"})
        return Door(hosts=hosts, is_local=False, is_secure=True, proxies=("127.0.0.1",))

    with serve(make_workspace(tmp_path), door=build_door, clock=clock) as served:
        served.add_account("Ed")
        with visit(served, host="reviews.example.org", **{"x-forwarded-proto": "https"}) as client:
            cookie = sign_in(client, "Ed").headers["set-cookie"]
            assert cookie.startswith(f"{SECURE_COOKIE}=")
            assert "; Secure" in cookie
            assert "Path=/" in cookie
            # Each of many people behind the proxy has an address of their own.
            for number in range(ADDRESS.free):
                client.headers["x-forwarded-for"] = "203.0.113.7"
                assert sign_in(client, f"x{number}", "wrong wrong wrong").status_code == 401
            assert sign_in(client, "Ed").status_code == 429
            client.headers["x-forwarded-for"] = "203.0.113.8"
            assert sign_in(client, "Ed").status_code == 303
            # An IPv6 network is one address; a word on it in front of the proxy's own is none.
            for number in range(ADDRESS.free):
                client.headers["x-forwarded-for"] = f"198.51.100.{number}, 2001:db8:0:7::{number:x}"
                assert sign_in(client, f"y{number}", "wrong wrong wrong").status_code == 401
            client.headers["x-forwarded-for"] = "2001:db8:0:7::ffff"
            assert sign_in(client, "Ed").status_code == 429
        with visit(served, host="evil.example") as client:
            assert client.get("/").status_code == 421


def test_nobodys_word_but_a_proxys_is_believed(team: Served) -> None:
    with visit(team) as client:
        for number in range(ADDRESS.free):
            client.headers["x-forwarded-for"] = f"203.0.113.{number}"
            assert sign_in(client, f"x{number}", "wrong wrong wrong").status_code == 401
        assert sign_in(client, "Ed").status_code == 429


def test_a_service_others_can_reach_takes_no_links_even_when_its_last_account_is_gone(tmp_path: Path) -> None:
    folder = make_workspace(tmp_path)
    with serve(folder) as near:
        session, link = near.make_session("Ana"), near.make_link()
    cookie = f"{COOKIE}={session}"
    with (
        serve(folder, door=lambda host: Door(hosts=frozenset({host}), is_local=False)) as served,
        visit(served, cookie=cookie) as client,
    ):
        assert client.get("/").status_code == 401
        token = link.partition("token=")[2]
        assert client.post("/sign-in", data={"link": token, "name": "Ana"}).status_code == 401
        api = {"authorization": f"Bearer {served.make_api_token()}"}
        assert client.get("/api/ledgers", headers=api).status_code == 401


# Hostile requests


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
