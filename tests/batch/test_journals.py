"""What holds for lists, films and money wherever they are kept: in a file, or in an engine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pytest

from ledgergen.adapters.engine.address import parse_address
from ledgergen.adapters.engine.database import Database
from ledgergen.adapters.engine.films import Parcel
from ledgergen.adapters.engine.journal import EngineJournal
from ledgergen.adapters.engine.lists import PostgresLists
from ledgergen.adapters.engine.pool import open_pool
from ledgergen.adapters.engine.purse import PostgresPurse
from ledgergen.adapters.engine.shared_limits import PostgresSharedLimits
from ledgergen.adapters.journal.journal import SqliteJournal
from ledgergen.core.batch.films import parse_list
from ledgergen.errors import StoreError
from ledgergen.model.batch import Recipe, State
from ledgergen.ports import Commons, FilmPages, Overview, Purse, SharedLimits

_T = TypeVar("_T")

RECIPE = Recipe(model="m", prompt="p", seeds="s", checker="c", repairs=2)


@dataclass
class Both:
    """A journal as its owner has it, and as a process that asks servers has it."""

    overview: Overview
    films: FilmPages
    open_commons: Callable[[], Any]


@dataclass
class EngineCommons:
    purse: Purse
    shared_limits: SharedLimits


@pytest.fixture(params=["sqlite", "postgres"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Both]:
    if request.param == "sqlite":
        with SqliteJournal(tmp_path / "batch.sqlite") as journal:

            @asynccontextmanager
            async def share() -> AsyncIterator[Commons]:
                yield journal

            yield Both(journal, journal.films, share)
        return
    address = parse_address(request.getfixturevalue("postgres_url"))
    with EngineJournal(Database(address), workspace="here", queue="q") as engine:

        @asynccontextmanager
        async def connect() -> AsyncIterator[Commons]:
            async with open_pool(address) as pool:
                lists = PostgresLists(engine.database, workspace=None)
                yield EngineCommons(
                    PostgresPurse(pool, lists, find_worker=lambda: 1), PostgresSharedLimits(pool)
                )

        yield Both(engine, engine.films, connect)


def load(both: Both, text: str, *, digest: str = "d1") -> int:
    both.overview.lists.load("films.csv", digest, parse_list(text.splitlines()))
    known = both.overview.lists.find("films.csv")
    assert known is not None
    return known.batch


def ask(both: Both, act: Callable[[Commons], Awaitable[_T]]) -> _T:
    async def run() -> _T:
        async with both.open_commons() as commons:
            return await act(commons)

    return asyncio.run(run())


def test_a_list_is_read_whole_or_not_at_all(both: Both) -> None:
    lists = both.overview.lists
    loaded = lists.load("films.csv", "d0", parse_list(["1", "two", "3", "x"]))
    assert (loaded.n_bad, [row.line for row in loaded.bad]) == (2, [2, 4])
    assert lists.find("films.csv") is None
    batch = load(both, "movie_id,film\n5,Five\n7,\n5,Again\n")
    known = lists.find("films.csv")
    assert known is not None
    assert (known.n_films, known.digest) == (2, "d1")
    assert not lists.load("films.csv", "d2", parse_list([])).n_films
    assert lists.count_states(batch) == {State.QUEUED: 2}
    changed = lists.load("films.csv", "d3", parse_list(["7", "7", "8", "9"]))
    assert (changed.is_changed, changed.n_duplicates, changed.n_films) == (True, 1, 3)
    assert lists.count_states(batch) == {State.QUEUED: 3}
    assert [known.name for known in lists.list_known()] == ["films.csv"]


def test_films_come_page_by_page_in_the_list_s_order(both: Both) -> None:
    batch = load(both, "movie_id,film,year\n9,Nine,1999\n3,,\n5,Fünf,\n")
    recipe = both.films.find_recipe(RECIPE)
    assert both.films.find_recipe(RECIPE) == recipe
    assert both.films.load_recipe(recipe) == RECIPE.to_json()
    first = both.films.list_open(batch, recipe, after=0, limit=2)
    rest = both.films.list_open(batch, recipe, after=first[-1].position, limit=2)
    assert [entry.film.movie_id for entry in (*first, *rest)] == [9, 3, 5]
    assert (first[0].film.title, first[0].film.year, rest[0].film.title) == ("Nine", 1999, "Fünf")
    assert {entry.state for entry in first} == {State.QUEUED}
    assert both.films.list_done(batch, recipe, after=0, limit=9) == []


def test_of_many_calls_at_once_no_more_start_than_fit_below_the_cap(both: Both) -> None:
    batch = load(both, "1")
    worst, cap = Decimal("0.0100000001"), Decimal("0.1")

    async def reserve(commons: Commons) -> list[int | None]:
        return await asyncio.gather(*(commons.purse.reserve(batch, worst, cap_usd=cap) for _ in range(40)))

    calls = [call for call in ask(both, reserve) if call is not None]
    assert len(calls) == 9
    assert both.overview.purse.find(batch) == (Decimal(0), 9 * worst)

    async def settle(commons: Commons) -> None:
        await commons.purse.settle(calls[0], Decimal("0.002"))
        await commons.purse.settle(calls[0], Decimal("0.005"))  # a second time is nothing
        await commons.purse.settle(calls[1], None)  # nobody knows: its worst

    ask(both, settle)
    assert both.overview.purse.find(batch) == (worst + Decimal("0.002"), 7 * worst)


def test_what_is_known_of_a_server_is_changed_by_one_at_a_time(both: Both) -> None:
    def count(known: dict[str, Any]) -> tuple[dict[str, Any], int]:
        n = known.get("n", 0) + 1
        return {"n": n}, n

    async def update(commons: Commons) -> list[int]:
        return await asyncio.gather(*(commons.shared_limits.update("server", count) for _ in range(30)))

    assert sorted(ask(both, update)) == list(range(1, 31))
    assert ask(both, lambda commons: commons.shared_limits.update("other", count)) == 1


def test_a_cancelled_list_says_so(both: Both) -> None:
    batch = load(both, "1\n2")
    both.overview.lists.cancel(batch)
    assert both.overview.lists.count_cancelled(batch) == 1
    assert both.overview.lists.count_running(batch) == 0
    assert both.overview.lists.requeue_failed(batch) == 0


def test_what_was_taken_out_is_not_sent_again_by_who_has_not_heard(postgres_url: str) -> None:
    with EngineJournal(Database(parse_address(postgres_url)), workspace="here", queue="q") as engine:
        both = Both(engine, engine.films, lambda: pytest.fail("asks for no money"))
        batch, films = load(both, "1\n2\n"), engine.films
        recipe, setup = films.find_recipe(RECIPE), films.keep_setup("k", "{}", "{}")
        entries = films.list_open(batch, recipe, after=0, limit=9)
        parcels = [Parcel(entry=entry, why="new", stamp=None, dossier="{}") for entry in entries]
        heard = engine.lists.count_cancelled(batch)
        engine.lists.cancel(batch)

        def send(n_cancelled: int) -> int:
            return films.send(batch, parcels, recipe_id=recipe, setup_id=setup, n_cancelled=n_cancelled)

        assert (send(heard), engine.lists.count_queued(batch, at_most=9)) == (0, 0)
        engine.lists.stop(batch, StoreError("the disk is full", because="it is", fix="free some"))
        assert (send(heard + 1), engine.lists.count_queued(batch, at_most=9)) == (0, 0)
        engine.lists.start(batch, "{}")
        assert (send(heard + 1), engine.lists.count_queued(batch, at_most=9)) == (2, 2)
