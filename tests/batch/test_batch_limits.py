"""Limits, breaker and prices, told the time by hand."""

from __future__ import annotations

import asyncio
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergen import Dossier
from ledgergen.adapters.journal.journal import SqliteJournal
from ledgergen.adapters.limits import Limits, ServerGate, read_hold
from ledgergen.adapters.models.faults import Fault
from ledgergen.core.batch.limits import Breaker, Pace, TokenBucket
from ledgergen.core.batch.pricing import Price, parse_price
from ledgergen.core.batch.throttle import AHEAD_S, Throttle
from ledgergen.errors import (
    CapReachedError,
    ConfigError,
    ModelAccessError,
    ModelOverloadedError,
    RunStoppedError,
)
from ledgergen.model.batch import FilmRow
from ledgergen.model.film import FilmRef
from ledgergen.model.prompt import Message, Prompt
from ledgergen.model.report import Usage

PROMPT = Prompt(
    name="draft",
    version="1",
    messages=(Message(role="user", content="x" * 2000),),
    sections=(1,),
    max_tokens=1000,
    temperature=None,
    dossier=Dossier.from_texts([]),
)
PRICE = Price(input_usd=Decimal(1), output_usd=Decimal(4))
ANSWER = {"usage": {"prompt_tokens": 500, "completion_tokens": 250}}


@given(
    st.floats(min_value=1, max_value=1e6),
    st.lists(st.tuples(st.floats(0, 10), st.floats(0, 1e5)), max_size=40),
)
def test_a_bucket_never_lets_through_more_than_its_rate(
    per_minute: float, calls: list[tuple[float, float]]
) -> None:
    bucket, now, spent, last = TokenBucket(per_minute, now=0.0), 0.0, 0.0, 0.0
    burst = max(per_minute / 30, 1.0)
    for gap, amount in calls:
        now += gap
        last = max(last, now + bucket.take(amount, now=now))
        spent += amount
        assert spent <= burst + last * per_minute / 60 + 1e-6 * (1 + spent)


def test_what_was_taken_and_not_used_comes_back() -> None:
    bucket = TokenBucket(60, now=0.0)
    assert bucket.take(12, now=0.0) == pytest.approx(10)
    bucket.give_back(10)
    assert bucket.take(0, now=0.0) == 0


def test_a_refusal_stops_all_and_slows_down_and_success_wins_back() -> None:
    pace = Pace()
    assert pace.take(now=0.0) == 0
    pace.refuse(now=1.0, wait_s=5.0)
    pace.refuse(now=1.1, wait_s=None)  # of the same crowd
    first, second = pace.take(now=2.0), pace.take(now=2.0)
    assert first == pytest.approx(4.0)
    assert second - first == pytest.approx(Pace.MIN_GAP_S)
    pace.refuse(now=10.0, wait_s=None)
    assert pace.gap_s == pytest.approx(2 * Pace.MIN_GAP_S)
    for _ in range(100):
        pace.accept()
    assert pace.gap_s == 0


def test_a_dead_server_is_tried_by_one_call_at_a_time_until_it_answers() -> None:
    breaker = Breaker(threshold=3)
    for now in (0.0, 1.0):
        breaker.fail(now=now)
    assert breaker.take(now=1.0) == 0
    breaker.fail(now=2.0)
    assert breaker.is_open
    assert breaker.take(now=2.0) == pytest.approx(1.0)
    assert breaker.take(now=3.0) == 0
    assert breaker.take(now=3.0) == pytest.approx(2.0)
    breaker.succeed()
    assert breaker.take(now=3.0) == 0
    assert not breaker.is_open


@pytest.mark.parametrize(
    ("headers", "hold_s"),
    [
        ({}, 0.0),
        ({"x-ratelimit-remaining-requests": "5", "x-ratelimit-reset-requests": "9s"}, 0.0),
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1m2.5s"}, 62.5),
        ({"x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "120ms"}, 0.12),
        ({"x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "9h"}, 120.0),
        ({"x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "soon"}, 0.0),
    ],
)
def test_reads_the_servers_own_limits(headers: dict[str, str], hold_s: float) -> None:
    assert read_hold(headers) == pytest.approx(hold_s)


@pytest.mark.parametrize(
    ("text", "cost"), [("1/4", "5"), ("$0.25/2.00", "2.25"), ("1/0.1/4", "4.1"), ("0/0", "0")]
)
def test_reads_a_price(text: str, cost: str) -> None:
    usage = Usage(input_tokens=1_000_000, cached_tokens=1_000_000, output_tokens=1_000_000)
    assert parse_price(text).find_cost(usage) == Decimal(cost)


@pytest.mark.parametrize("text", ["", "1", "1/2/3/4", "-1/2", "x/2", "nan/1", "1/inf"])
def test_refuses_what_is_no_price(text: str) -> None:
    with pytest.raises(ConfigError, match="is no price"):
        parse_price(text)


def open_journal(folder: Path) -> SqliteJournal:
    journal = SqliteJournal(folder / "j.sqlite")
    journal.lists.load("l", "d", [FilmRow(line=1, film=FilmRef(movie_id=1))])
    return journal


def test_money_is_set_aside_booked_and_given_back(tmp_path: Path) -> None:
    worst = PRICE.find_worst(PROMPT)

    async def trial(journal: SqliteJournal) -> None:
        gate = ServerGate(Limits(cap_usd=worst * 2), commons=journal, batch=1, server="s", price=PRICE)
        first = await gate.enter(PROMPT)
        second = await gate.enter(PROMPT)
        assert journal.purse.find(1) == (Decimal(0), worst * 2)
        third = asyncio.create_task(gate.enter(PROMPT))
        await asyncio.sleep(0.01)
        assert not third.done()  # it waits for what the others do not need
        busy = Fault(ModelOverloadedError("busy"), status=500, is_transient=True)
        await gate.fail(first, busy)
        ticket = await third
        await gate.settle(second, ANSWER, {})
        assert journal.purse.find(1) == (Decimal("0.0015"), worst)
        await gate.abandon(ticket)
        assert journal.purse.find(1) == (Decimal("0.0015") + worst, Decimal(0))
        with pytest.raises(CapReachedError, match="the cap of"):
            await gate.enter(PROMPT)

    with open_journal(tmp_path) as journal:
        asyncio.run(trial(journal))


def test_what_a_dead_process_had_on_the_wire_counts_at_its_worst(tmp_path: Path) -> None:
    async def trial() -> None:
        with open_journal(tmp_path) as journal:
            (entry,) = journal.films.list_open(1, 1, after=0, limit=9)
            assert await journal.films.take(entry)
            assert not await journal.films.take(entry)
            assert await journal.purse.reserve(1, Decimal("0.5"), cap_usd=None) is not None
            with SqliteJournal(tmp_path / "j.sqlite") as other:
                assert other.release_orphans() == 0  # alive
                assert not await other.films.take(entry)
        with SqliteJournal(tmp_path / "j.sqlite") as journal:
            assert journal.purse.find(1) == (Decimal("0.5"), Decimal(0))
            assert await journal.films.take(entry)

    asyncio.run(trial())


def test_a_key_that_is_refused_stops_every_later_call(tmp_path: Path) -> None:
    async def trial(journal: SqliteJournal) -> None:
        gate = ServerGate(Limits(), commons=journal, batch=1, server="s", price=None)
        await gate.fail(await gate.enter(PROMPT), Fault(ModelAccessError("no such key"), status=401))
        with pytest.raises(RunStoppedError, match="no such key"):
            await gate.enter(PROMPT)

    with open_journal(tmp_path) as journal:
        asyncio.run(trial(journal))


def test_a_long_wait_that_the_server_asks_for_holds_every_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    clock = [100.0]

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock[0] += seconds

    async def trial(journal: SqliteJournal) -> None:
        gate = ServerGate(Limits(), commons=journal, batch=1, server="s", price=None)
        limited = Fault(ModelOverloadedError("slow down"), status=429, is_transient=True, wait_s=150.0)
        await gate.fail(await gate.enter(PROMPT), limited)
        await gate.enter(PROMPT)

    monkeypatch.setattr("ledgergen.adapters.server_pace.time.time", lambda: clock[0])
    monkeypatch.setattr("ledgergen.adapters.server_pace.asyncio.sleep", sleep)
    with open_journal(tmp_path) as journal:
        asyncio.run(trial(journal))
    assert sum(slept) == pytest.approx(150.0)


@given(
    st.floats(min_value=60, max_value=6000),
    st.lists(st.tuples(st.floats(0, 3), st.booleans()), min_size=1, max_size=60),
)
def test_two_processes_share_one_rate(per_minute: float, asked: list[tuple[float, bool]]) -> None:
    now, n_given, last = 1000.0, 0, 1000.0
    known: dict[str, Any] = {}
    for gap, gives_up in asked:
        now += gap
        throttle = Throttle(json.loads(json.dumps(known)), rpm=per_minute, tpm=None, now=now)
        turn = throttle.take(10, now=now)
        assert turn.wait_s <= AHEAD_S + 60 / per_minute or not turn.is_given
        if turn.is_given and gives_up:
            throttle.give_back(n_requests=1, n_tokens=10)
        elif turn.is_given:
            n_given += 1
            last = max(last, now + turn.wait_s)
        known = throttle.to_json()
        assert n_given <= max(per_minute / 30, 1.0) + (last - 1000.0) * per_minute / 60 + 1e-6


def test_who_cannot_have_a_turn_soon_leaves_no_debt() -> None:
    throttle = Throttle({}, rpm=None, tpm=600, now=0.0)
    first = throttle.take(120, now=0.0)
    assert (first.is_given, first.why) == (True, "--tpm")
    assert first.wait_s == pytest.approx(10.0)
    turns = [throttle.take(120, now=0.0) for _ in range(50)]
    assert {turn.is_given for turn in turns} == {False}
    last = throttle.take(0, now=9.0)
    assert last.is_given
    assert last.wait_s == pytest.approx(1.0)


def test_a_refusal_that_one_process_heard_slows_the_other_down(tmp_path: Path) -> None:
    told: list[str] = []

    async def trial() -> None:
        with open_journal(tmp_path) as journal, SqliteJournal(tmp_path / "j.sqlite") as other:
            gates = [
                ServerGate(
                    Limits(),
                    commons=commons,
                    batch=1,
                    server="s",
                    price=None,
                    on_wait=lambda why, _: told.append(why),
                )
                for commons in (journal, other)
            ]
            busy = Fault(ModelOverloadedError("slow down"), status=429, is_transient=True, wait_s=30.0)
            await gates[0].fail(await gates[0].enter(PROMPT), busy)
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(gates[1].enter(PROMPT), 0.2)

    asyncio.run(trial())
    assert told == ["the pace the server allows"]
