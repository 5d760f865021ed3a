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

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Delete, Engine, Insert, Select, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from ledgergen.adapters.reviews.address import hide_password
from ledgergen.adapters.reviews.settling import Settling, flush_file
from ledgergen.adapters.reviews.wording import Values, Wording
from ledgergen.adapters.reviews.writing import WritingLine
from ledgergen.adapters.sqlite_wal import enter_wal
from ledgergen.adapters.turns import leave
from ledgergen.errors import ConfigError, StoreError

_WAIT_S = 30
"""How long one program waits for another to let go of the lock."""
_LOCK = 0x6C65646765720001
"""The advisory lock's number; ours alone in a database."""
_LOCKING = text("SELECT pg_advisory_xact_lock(:key), set_config('synchronous_commit', 'off', true)")
_FLUSHING = "SELECT pg_logical_emit_message(true, 'ledgergen', '')"
"""Writes nothing but to the log, so that its commit waits for all of the log before it."""
SCHEMA = "ledgergen_review"
"""Where in a team's database the tables stand: there may be others in it."""
_POSTGRES = frozenset({"postgresql", "postgres", "postgresql+psycopg"})


class Database:
    """A database, and how to read and write it."""

    def __init__(self, engine: Engine, *, asking: Engine, name: str, fix: str, log: Settling) -> None:
        """Single questions go to `asking`, which opens no transaction for them.

        `name` is what messages call it, no password in it; `fix` what to try when it fails. Behind
        every commit `log` is waited for.
        """
        self._engine = engine
        self._asking = asking
        self._wording = Wording(asking.dialect)
        self._line = WritingLine(self._begin)
        self._log = log
        self.name = name
        self._fix = fix

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

    def ask(self, query: Select[Any], values: Values, *, within: Connection | None = None) -> Sequence[Any]:
        """Return the rows that one query finds, for what every request asks: a few fixed queries.

        The driver is asked itself, and without a transaction unless it is `within` one: a fifth of
        the cost. A row has its columns as attributes.

        Raises:
            StoreError: the database said no.
        """
        with self._explain("read"):
            if within is not None:
                return self._wording.ask(within.connection.cursor(), query, values)
            connection = self._asking.raw_connection()
            try:
                with leave() if self.is_shared else nullcontext():  # a file answers at once
                    return self._wording.ask(connection.cursor(), query, values)
            except BaseException:
                connection.invalidate()  # whatever became of it, nobody goes on with it
                raise
            finally:
                connection.close()

    def write(self, statement: Insert | Delete, rows: Sequence[Values], *, within: Connection) -> None:
        """Carry a statement out for each of these rows, as part of what is written `within` a transaction.

        For what is written all day: the driver is asked itself.
        """
        self._wording.write(within.connection.cursor(), statement, rows)

    @contextmanager
    def writing(self, what: str, *, is_durable: bool = True) -> Iterator[Connection]:
        """Open a transaction that nobody else writes beside; all of it is stored, or nothing.

        Without `is_durable` it does not wait for the disk: a crash of the machine may take it back.

        Raises:
            StoreError: the database said no; nothing was stored.
        """
        with self._explain(what), self._line.stand() if is_durable else self._line.slip_in() as connection:
            yield connection
        if is_durable:
            self._settle(what)

    def _settle(self, what: str) -> None:
        try:
            with self._explain(what):
                self._log.settle()
        except OSError as error:
            raise StoreError(
                f"cannot {what} the review database {self.name!r}",
                because=error.strerror or str(error),
                fix=f"{self._fix}, then start again",
            ) from error

    def _begin(self) -> Connection:
        connection = self._engine.connect()
        try:
            connection.begin()
            if self.is_shared:
                connection.execute(_LOCKING, {"key": _LOCK})
        except BaseException:
            connection.close()
            raise
        return connection

    def settle_later(self) -> Callable[[], None]:
        """From now on let `writing` end before the disk has it; return what waits for that, in its place.

        For whoever tells nobody of anything before that wait is over. If it raises, nobody may be told.
        """
        self._log.put_off()
        return self._log.settle_due

    @contextmanager
    def _explain(self, what: str) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, self._asking.dialect.loaded_dbapi.Error) as error:
            words = str(getattr(error, "orig", None) or error.__cause__ or error).strip()
            raise StoreError(
                f"cannot {what} the review database {self.name!r}",
                because=words.splitlines()[0] if words else type(error).__name__,
                fix=self._fix,
            ) from error

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()
        self._asking.dispose()


def connect_sqlite(path: Path) -> Database:
    """Connect to a SQLite file, made if it is not there.

    Raises:
        StoreError: its folder cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"cannot make {str(path.parent)!r}", because=str(error.strerror)) from error
    url, arguments = URL.create("sqlite", database=str(path)), {"timeout": _WAIT_S}
    engine = create_engine(url, connect_args=arguments)
    asking = create_engine(url, connect_args=arguments, isolation_level="AUTOCOMMIT")

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, record: object) -> None:  # noqa: ANN401  the driver's own object
        del record
        connection.isolation_level = None  # the driver would begin by itself, and too late
        enter_wal(connection)
        connection.execute("PRAGMA synchronous=NORMAL")  # the wait for the disk comes behind (`settling`)

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        # Readers need no write lock; `begin()` on the engine is what writes.
        options, cursor = connection.get_execution_options(), connection.connection.cursor()
        if options.get("is_writing", True):
            cursor.execute("BEGIN IMMEDIATE")
        else:
            cursor.execute("BEGIN")
        cursor.close()

    return Database(
        engine,
        asking=asking,
        name=str(path),
        fix=f"check the disk and the rights of the folder {str(path.parent)!r}",
        log=Settling(partial(flush_file, path.with_name(f"{path.name}-wal"))),
    )


def connect_postgres(address: str) -> Database:
    """Connect to a PostgreSQL by its address, `postgresql://USER@HOST/NAME`.

    Raises:
        ConfigError: it is no such address, or the driver is not installed.
    """
    url = _read_address(address)
    connect = partial(create_engine, url, pool_size=10, max_overflow=30, pool_pre_ping=True)
    try:
        engine, asking = connect(isolation_level="READ COMMITTED"), connect(isolation_level="AUTOCOMMIT")
    except ImportError as error:
        raise ConfigError(
            "a PostgreSQL database needs the extra 'postgres'",
            because=f"{error.name} is not installed",
            fix="pip install 'ledgergen[postgres]'",
        ) from error

    @event.listens_for(asking, "connect")
    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, record: object) -> None:  # noqa: ANN401  the driver's own object
        del record
        # Whoever holds the lock and then hangs is let go by the server, and nobody waits for ever.
        connection.execute(f"SET search_path TO {SCHEMA}")
        connection.execute(f"SET lock_timeout TO '{_WAIT_S}s'")
        connection.execute(f"SET idle_in_transaction_session_timeout TO '{2 * _WAIT_S}s'")
        connection.commit()

    return Database(
        engine,
        asking=asking,
        name=hide_password(address),
        log=Settling(partial(_flush_log, asking)),
        fix="check the address, and that the server runs and lets you in",
    )


def _flush_log(asking: Engine) -> None:
    with asking.connect() as connection:
        connection.exec_driver_sql(_FLUSHING)


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
