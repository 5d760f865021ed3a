"""What somebody who watches a run is told."""

from __future__ import annotations

from decimal import Decimal

from ledgergen.core.batch.sums import Tally, list_progress
from ledgergen.model.batch import FilmOutcome, State
from ledgergen.model.report import Usage


def drafted(movie_id: int, state: State) -> FilmOutcome:
    usage = Usage(input_tokens=9000, cached_tokens=8000, output_tokens=900, calls=1)
    return FilmOutcome(movie_id=movie_id, state=state, title="", usage=usage)


def show(tally: Tally, *, now: float) -> list[str]:
    lines = list_progress(tally, seconds=60, now=now, spent_usd=Decimal("1.5"), cap_usd=Decimal(25))
    return [" · ".join(line) for line in lines]


def test_a_run_is_told_in_full() -> None:
    tally = Tally(n_films=2000, n_skipped=1000, n_in_flight=64)
    for movie_id in range(1, 101):
        tally.add(drafted(movie_id, State.HELD if movie_id % 10 == 0 else State.CLEAN))
    tally.add(FilmOutcome(movie_id=101, state=State.FAILED, title="", problem="error: no facts\nbecause: …"))
    assert show(tally, now=0) == [
        "1,101/2,000 films · 101/min, 8 min 54 s left · $1.50 of $25.00",
        "90 clean, 10 held, 1 failed, 64 in flight · 900,000 tokens in (800,000 cached), 90,000 out",
        "",
    ]


def test_the_longest_wait_of_the_moment_is_told() -> None:
    tally = Tally(n_films=2)
    tally.wait("the server limits our requests", 150, now=1000)
    tally.wait("it did not answer in time", 2, now=1010)
    assert show(tally, now=1020)[2] == "2 waits · waiting 2 min 10 s more: the server limits our requests"
    assert show(tally, now=1151)[2] == "2 waits · the last for: the server limits our requests"
    tally.wait("it did not answer in time", 2, now=1160)
    assert show(tally, now=1160)[2] == "3 waits · waiting 2 s more: it did not answer in time"
