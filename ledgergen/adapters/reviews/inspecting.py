"""What a review database holds, whatever schema it has; and copying one into another."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, func, insert, inspect, select

from ledgergen.adapters.reviews.database import Database, connect_sqlite
from ledgergen.adapters.reviews.migrating import HEAD, bring_up, read_revision
from ledgergen.adapters.reviews.schema import ACCOUNTS, EVENTS, REVISIONS
from ledgergen.errors import InputError

_BATCH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseState:
    """What a review database holds."""

    name: str
    """Its file or address, without a password."""
    is_shared: bool
    """It is a team's, and not the file of one workspace."""
    schema: str | None
    """None where it is empty."""
    n_events: int
    n_ledgers: int
    n_accounts: int

    @property
    def needs_upgrade(self) -> bool:
        """Tell whether its schema is older than this program's."""
        return self.schema in REVISIONS[:-1]

    def describe_schema(self) -> str:
        """Say in words which schema it has."""
        if self.schema is None:
            return "none yet; the first command that needs one lays it out"
        if self.schema == HEAD:
            return f"{HEAD}, up to date"
        if self.needs_upgrade:
            return f"{self.schema}, older than {HEAD}: `ledgergen db upgrade`"
        return f"{self.schema}, newer than {HEAD}: update ledgergen"

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return asdict(self) | {"needs_upgrade": self.needs_upgrade}


def inspect_database(database: Database) -> DatabaseState:
    """Look into a database and change nothing.

    Raises:
        StoreError: it could not be read.
    """
    schema = read_revision(database)
    with database.reading("read") as connection:
        there = set(inspect(connection).get_table_names())
        n_ledgers = connection.scalar(select(func.count(EVENTS.c.movie_id.distinct()))) if schema else 0
        return DatabaseState(
            name=database.name,
            is_shared=database.is_shared,
            schema=schema,
            n_events=_count(connection, EVENTS, there),
            n_ledgers=n_ledgers or 0,
            n_accounts=_count(connection, ACCOUNTS, there),
        )


def _count(connection: Connection, table: Table, there: set[str]) -> int:
    if table.name not in there:
        return 0
    return connection.scalar(select(func.count()).select_from(table)) or 0


class Copied(NamedTuple):
    """What copying came to."""

    n_events: int
    n_accounts: int


def copy_reviews(file: Path, target: Database) -> Copied:
    """Copy the events and accounts of a SQLite file into an empty database; all of them or none.

    Raises:
        InputError: the target is not empty, or is that very file.
        StoreError: one of the two could not be used.
    """
    source = connect_sqlite(file)
    try:
        if read_revision(source) is None:
            raise InputError(f"{str(file)!r} holds no reviews", fix="name a workspace's review.sqlite")
        bring_up(source, allow_upgrade=True)
        with target.writing("fill") as into:
            for table in (EVENTS, ACCOUNTS):
                if into.scalar(select(func.count()).select_from(table)):
                    raise InputError(
                        f"the review database {target.name!r} is not empty",
                        because=f"it holds {table.name} already, and two histories cannot be made one",
                        fix="import into an empty database",
                    )
            with source.reading("read") as out:
                return Copied(_copy(out, into, EVENTS), _copy(out, into, ACCOUNTS))
    finally:
        source.close()


def _copy(out: Connection, into: Connection, table: Table) -> int:
    n_copied = 0
    for rows in out.execute(select(table)).mappings().partitions(_BATCH):
        into.execute(insert(table), [dict(row) for row in rows])
        n_copied += len(rows)
    return n_copied
