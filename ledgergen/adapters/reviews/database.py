"""A review database: a SQLite file of one workspace, or a PostgreSQL of a team.

Whatever reads before it writes does so in one transaction that takes *the*
write lock first: there is one for the whole database. SQLite's default takes
it at the first write, and PostgreSQL locks only rows that are there already,
so that two editors who decide in the same moment would both have read the same
past. `BEGIN IMMEDIATE` and an advisory lock make them wait for each other,
while readers wait for nobody. An approval also writes files, waivers of the
whole workspace among them; therefore not one lock a ledger.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from ledgergen.adapters.reviews.address import hide_password
from ledgergen.adapters.sqlite_wal import enter_wal
from ledgergen.errors import ConfigError, StoreError

_WAIT_S = 30
"""How long one program waits for another to let go of the lock."""
_LOCK = 0x6C65646765720001
"""The advisory lock's number; ours alone in a database."""
SCHEMA = "ledgergen_review"
"""Where in a team's database the tables stand: there may be others in it."""
_POSTGRES = frozenset({"postgresql", "postgres", "postgresql+psycopg"})


class Database:
    """A database, and how to read and write it."""

    def __init__(self, engine: Engine, *, name: str, fix: str) -> None:
        """`name` is what messages call it, no password in it; `fix` what to try when it fails."""
        self._engine = engine
        self.name = name
        self._fix = fix
        # Threads of one process wait in line for each other here. SQLite's own way of waiting is to
        # look again now and then, and with twenty editors at once the unlucky one looks for seconds.
        self._turn = threading.Lock()

    @property
    def is_shared(self) -> bool:
        """Tell whether it is a team's database, and not the file of one workspace."""
        return self._engine.dialect.name != "sqlite"

    @contextmanager
    def reading(self, what: str) -> Iterator[Connection]:
        """Open a transaction that only reads; `what` says in a message what could not be done.

        Raises:
            StoreError: the database said no.
        """
        with self._explain(what), self._engine.connect() as plain:
            yield plain.execution_options(is_writing=False)

    @contextmanager
    def writing(self, what: str) -> Iterator[Connection]:
        """Open a transaction that nobody else writes beside; all of it is stored, or nothing.

        Raises:
            StoreError: the database said no; nothing was stored.
        """
        with self._turn, self._explain(what), self._engine.begin() as connection:
            if self.is_shared:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            yield connection

    @contextmanager
    def _explain(self, what: str) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            words = str(getattr(error, "orig", None) or error.__cause__ or error).strip()
            raise StoreError(
                f"cannot {what} the review database {self.name!r}",
                because=words.splitlines()[0] if words else type(error).__name__,
                fix=self._fix,
            ) from error

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def connect_sqlite(path: Path) -> Database:
    """Connect to a SQLite file, made if it is not there.

    Raises:
        StoreError: its folder cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"cannot make {str(path.parent)!r}", because=str(error.strerror)) from error
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": _WAIT_S})

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, record: object) -> None:  # noqa: ANN401  the driver's own object
        del record
        connection.isolation_level = None  # the driver would begin by itself, and too late
        enter_wal(connection)
        connection.execute("PRAGMA synchronous=FULL")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        # Readers need no write lock; `begin()` on the engine is what writes.
        is_writing = connection.get_execution_options().get("is_writing", True)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")

    return Database(
        engine, name=str(path), fix=f"check the disk and the rights of the folder {str(path.parent)!r}"
    )


def connect_postgres(address: str) -> Database:
    """Connect to a PostgreSQL by its address, `postgresql://USER@HOST/NAME`.

    Raises:
        ConfigError: it is no such address, or the driver is not installed.
    """
    url = _read_address(address)
    try:
        engine = create_engine(
            url, isolation_level="READ COMMITTED", pool_size=10, max_overflow=30, pool_pre_ping=True
        )
    except ImportError as error:
        raise ConfigError(
            "a PostgreSQL database needs the extra 'postgres'",
            because=f"{error.name} is not installed",
            fix="pip install 'ledgergen[postgres]'",
        ) from error

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, record: object) -> None:  # noqa: ANN401  the driver's own object
        del record
        # Whoever holds the lock and then hangs is let go by the server, and nobody waits for ever.
        connection.execute(f"SET search_path TO {SCHEMA}")
        connection.execute(f"SET lock_timeout TO '{_WAIT_S}s'")
        connection.execute(f"SET idle_in_transaction_session_timeout TO '{2 * _WAIT_S}s'")
        connection.commit()

    return Database(
        engine, name=hide_password(address), fix="check the address, and that the server runs and lets you in"
    )


def _read_address(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.drivername not in _POSTGRES:
        raise ConfigError(
            f"{hide_password(address)!r} is no database ledgergen can use",
            because="it is no address like postgresql://USER@HOST/NAME",
            fix="correct --database, or leave it out: then it is a file of the workspace",
        )
    return url.set(drivername="postgresql+psycopg")
