"""An engine whose workers count as dead after some seconds, and workers on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import psycopg

from ledgergen.adapters.engine.address import parse_address
from ledgergen.adapters.engine.database import Database
from tests.batch.batch_help import Child

Ask: TypeAlias = Callable[..., list[tuple[object, ...]]]

TAKEOVER_S = 6.0
"""More than a busy machine keeps a living worker waiting."""


def make_engine(url: str) -> None:
    """Make the tables before anybody else does, and wait for no dead worker longer than need be."""
    with Database(parse_address(url)) as database:
        database.execute("UPDATE engine SET takeover_s = %s", TAKEOVER_S)


@contextmanager
def look(url: str) -> Iterator[Ask]:
    """Ask the engine's tables."""
    with psycopg.connect(parse_address(url).conninfo, autocommit=True) as connection:
        yield lambda statement, *values: connection.execute(statement, values).fetchall()


def start_worker(folder: Path, url: str, *options: str) -> Child:
    """Start a worker in an empty folder of its own."""
    place = folder / "elsewhere"
    place.mkdir(exist_ok=True)
    return Child(place, ("worker", "--engine", url, *options))


def start_owner(folder: Path, url: str, *options: str) -> Child:
    """Start `ledgergen batch films.csv --engine` in the workspace."""
    return Child(folder, ("batch", "films.csv", "--engine", url, "--offline", "--json", *options))
