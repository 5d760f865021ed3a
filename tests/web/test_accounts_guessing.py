"""Who guesses passwords waits longer and longer, and locks nobody out by it."""

from __future__ import annotations

import threading
from pathlib import Path

from ledgergen.core.review.slowing import ACCOUNT, ADDRESS, DEVICE, PAIR, WINDOW_S
from ledgergen.web.guard import Door
from tests.web.review_workspace import PASSWORD, QUICK, Served, make_workspace, serve
from tests.web.visits import Clock, find_token, sign_in, visit


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


def test_nobodys_word_but_a_proxys_is_believed(team: Served) -> None:
    with visit(team) as client:
        for number in range(ADDRESS.free):
            client.headers["x-forwarded-for"] = f"203.0.113.{number}"
            assert sign_in(client, f"x{number}", "wrong wrong wrong").status_code == 401
        assert sign_in(client, "Ed").status_code == 429
