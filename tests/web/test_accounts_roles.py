"""Who may do what: every route has its rule, and every role what it covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Route

from ledgergen.core.review.accounts import ACTIONS
from ledgergen.model.account import Role
from ledgergen.web.access import COOKIE
from ledgergen.web.direct import DirectRoute
from ledgergen.web.rules import PUBLIC, RULES
from tests.web.review_workspace import MOVIE_ID, Served, make_workspace, serve
from tests.web.visits import LEDGER, count_events, find_token, sign_in, visit


def walk(routes: Sequence[BaseRoute]) -> Iterator[Route]:
    for route in routes:
        if inner := getattr(route, "original_router", None):
            yield from walk(inner.routes)
        else:
            assert isinstance(route, Route)
            yield route


def find_app(served: Served) -> FastAPI:
    guard: Any = served.app
    app: FastAPI = guard._app._app
    return app


def test_every_route_has_a_rule_and_every_rule_a_route(team: Served) -> None:
    routes = list(walk(find_app(team).routes))
    there = {(method, route.path) for route in routes for method in route.methods or () if method != "HEAD"}
    assert there == set(RULES)
    assert set(RULES.values()) - {PUBLIC} == set(ACTIONS)
    # What is no route of FastAPI's runs no dependency, and so must not need one, or look by itself.
    for route in routes:
        if not isinstance(route, (APIRoute, DirectRoute)):
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
