"""The page *People* and its API: letting in, changing, resetting and shutting out."""

from __future__ import annotations

import html
import re

import httpx2
import pytest

from ledgergen.errors import ReviewError
from ledgergen.model.account import Role
from tests.web.review_workspace import PASSWORD, Served
from tests.web.visits import Clock, find_token, sign_in, visit


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
