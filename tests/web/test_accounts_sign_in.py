"""Signing in with a name and a password, by the doors that a service has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from ledgergen.core.review.slowing import ADDRESS
from ledgergen.model.account import Role
from ledgergen.web.access import COOKIE, SECURE_COOKIE
from ledgergen.web.guard import Door
from ledgergen.web.sign_in import keep_local
from tests.web.review_workspace import Served, make_workspace, serve
from tests.web.visits import LEDGER, Clock, find_token, sign_in, visit


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
