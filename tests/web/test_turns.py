"""Turns to compute: one at a time, decisions before pages, and nobody has one while they wait."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial

import pytest

from ledgergen.adapters.turns import Rank, Turns, leave, wait_for


def start(*works: Callable[[], None]) -> list[threading.Thread]:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    return threads


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.001)


def test_those_who_wait_come_by_rank_and_then_in_the_order_they_came() -> None:
    turns, told = Turns(), []

    def work(name: str, rank: Rank) -> None:
        with turns.take(rank):
            told.append(name)

    def has_come(number: int) -> bool:
        return len(turns._waiting) == number

    came = [
        ("a page", Rank.SHOWING),
        ("a decision", Rank.DECIDING),
        ("another page", Rank.SHOWING),
        ("another decision", Rank.DECIDING),
        ("a writer", Rank.WRITING),
    ]
    threads = []
    with turns.take(Rank.SHOWING):
        for n_before, each in enumerate(came):
            threads += start(partial(work, *each))
            wait_until(partial(has_come, n_before + 1))
        assert told == []
    for thread in threads:
        thread.join()
    assert told == ["a writer", "a decision", "another decision", "a page", "another page"]


def test_one_computes_at_a_time_whoever_leaves_in_between() -> None:
    turns, inside, most = Turns(), [0], [0]

    def work() -> None:
        for number in range(50):
            with turns.take(Rank(number % 3)):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                inside[0] -= 1
                with leave(Rank.WRITING), leave():
                    time.sleep(0)
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                inside[0] -= 1

    for thread in start(*[work] * 8):
        thread.join()
    assert most == [1]
    with turns.take(Rank.SHOWING):
        pass


def test_who_waits_for_a_lock_lets_its_owner_compute() -> None:
    turns, lock, has_lock = Turns(), threading.Lock(), threading.Event()

    def write() -> None:
        with lock:
            has_lock.set()
            with turns.take(Rank.WRITING):
                pass

    with turns.take(Rank.DECIDING):
        (writer,) = start(write)
        assert has_lock.wait(60)
        wait_for(lock, Rank.WRITING)
        lock.release()
    writer.join()


def test_a_failure_gives_the_turn_back() -> None:
    turns = Turns()
    with pytest.raises(KeyError), turns.take(Rank.SHOWING), leave():
        raise KeyError
    with turns.take(Rank.SHOWING):
        pass


def test_where_nobody_takes_turns_nobody_waits_for_one() -> None:
    lock = threading.Lock()
    with leave(Rank.WRITING):
        wait_for(lock, Rank.WRITING)
    assert lock.locked()
