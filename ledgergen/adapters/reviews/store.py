"""Events and sessions in a database, through SQLAlchemy.

One row an event, keyed by film and revision: two writers can never store the
same revision. Whatever reads before it writes does so in one transaction that
takes the write lock first. SQLite's default takes it at the first write, and
so two editors who decide in the same moment would both have read the same
past; `BEGIN IMMEDIATE` and the write-ahead log make them wait for each other,
while readers wait for nobody.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
)
from sqlalchemy.exc import SQLAlchemyError

from ledgergen.adapters.sqlite_wal import enter_wal
from ledgergen.core.review.events import event_from_json, event_to_json
from ledgergen.errors import StoreError
from ledgergen.model.review import Event

SCHEMA_VERSION = 1

_METADATA = MetaData()
_EVENTS = Table(
    "events",
    _METADATA,
    Column("movie_id", Integer, primary_key=True, autoincrement=False),
    Column("rev", Integer, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("actor", String(80), nullable=False),
    Column("body", Text, nullable=False),
)
_TOKENS = Table(
    "tokens",
    _METADATA,
    # Only hashes: whoever reads this table cannot sign in with it.
    Column("sha256", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("actor", String(80), nullable=False),
    Column("expires", Integer, nullable=False),
)
_VERSION = Table("schema_version", _METADATA, Column("version", Integer, primary_key=True))


class ReviewStore:
    """The event store (`ports.ReviewEvents`) and the tokens of the review service."""

    def __init__(self, engine: Engine) -> None:
        """Use an engine made by `open_sqlite`."""
        self._engine = engine
        # Threads of one process wait in line for each other here. SQLite's own way of waiting is to
        # look again now and then, and with twenty editors at once the unlucky one looks for seconds.
        self._turn = threading.Lock()
        with self._explain("open"), engine.begin() as connection:
            _METADATA.create_all(connection)
            version = connection.scalar(select(func.max(_VERSION.c.version)))
            if version is None:
                connection.execute(insert(_VERSION).values(version=SCHEMA_VERSION))
            elif version > SCHEMA_VERSION:
                raise StoreError(
                    f"the review store {engine.url.database!r} is of a newer ledgergen",
                    because=f"its schema is {version}, this one knows {SCHEMA_VERSION}",
                    fix="update ledgergen",
                )

    @contextmanager
    def _explain(self, what: str) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            because = str(error.__cause__ or error).splitlines()[0]
            raise StoreError(
                f"cannot {what} the review store {self._engine.url.database!r}",
                because=because,
                fix="check the disk and the rights of the .ledgergen folder",
            ) from error

    def _reading(self) -> Connection:
        return self._engine.connect().execution_options(is_writing=False)

    def load(self, movie_id: int, *, after: int = 0) -> tuple[Event, ...]:
        """Return a ledger's events behind the revision `after`, in order.

        Raises:
            StoreError: the database could not be read.
        """
        with self._explain("read"), self._reading() as connection:
            return _load(connection, movie_id, after)

    def load_all(self) -> Mapping[int, tuple[Event, ...]]:
        """Return the events of all ledgers."""
        found: dict[int, list[Event]] = {}
        with self._explain("read"), self._reading() as connection:
            query = select(_EVENTS.c.movie_id, _EVENTS.c.body).order_by(_EVENTS.c.movie_id, _EVENTS.c.rev)
            for movie_id, body in connection.execute(query):
                found.setdefault(movie_id, []).append(event_from_json(body))
        return {movie_id: tuple(events) for movie_id, events in found.items()}

    def load_revs(self) -> Mapping[int, int]:
        """Return the newest revision of every ledger that has events."""
        query = select(_EVENTS.c.movie_id, func.max(_EVENTS.c.rev)).group_by(_EVENTS.c.movie_id)
        with self._explain("read"), self._reading() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def append(
        self,
        movie_id: int,
        decide: Callable[[tuple[Event, ...]], tuple[Event, ...]],
        *,
        after: int = 0,
    ) -> tuple[Event, ...]:
        """Read a ledger's events, let `decide` add to them, store what it returns; all or nothing.

        `decide` runs under the write lock: nobody else decides meanwhile. It
        is given the events behind the revision `after`, which its caller knows.
        Returns those events, the new ones last.

        Raises:
            StoreError: the database could not be written; nothing was stored.
        """
        with self._turn, self._explain("write"), self._engine.begin() as connection:
            events = _load(connection, movie_id, after)
            new = decide(events)
            if new:
                connection.execute(insert(_EVENTS), [_to_row(item) for item in new])
        return (*events, *new)

    def put_token(self, sha256: str, *, kind: str, actor: str, expires: int) -> None:
        """Store the hash of a token, until `expires` (seconds since 1970)."""
        with self._explain("write"), self._engine.begin() as connection:
            connection.execute(insert(_TOKENS).values(sha256=sha256, kind=kind, actor=actor, expires=expires))

    def find_token(self, sha256: str, *, kind: str, now: int) -> str | None:
        """Return whose token this is, or None."""
        query = select(_TOKENS.c.actor).where(
            _TOKENS.c.sha256 == sha256, _TOKENS.c.kind == kind, _TOKENS.c.expires > now
        )
        with self._explain("read"), self._reading() as connection:
            actor: str | None = connection.scalar(query)
            return actor

    def take_token(self, sha256: str, *, kind: str, now: int) -> bool:
        """Use a one-time token up; tell whether it was still there. Only one caller is told so."""
        query = delete(_TOKENS).where(
            _TOKENS.c.sha256 == sha256, _TOKENS.c.kind == kind, _TOKENS.c.expires > now
        )
        with self._explain("write"), self._engine.begin() as connection:
            return connection.execute(query).rowcount == 1

    def drop_token(self, sha256: str) -> None:
        """Forget a token: sign out."""
        with self._explain("write"), self._engine.begin() as connection:
            connection.execute(delete(_TOKENS).where(_TOKENS.c.sha256 == sha256))

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def _load(connection: Connection, movie_id: int, after: int) -> tuple[Event, ...]:
    is_wanted = (_EVENTS.c.movie_id == movie_id) & (_EVENTS.c.rev > after)
    query = select(_EVENTS.c.body).where(is_wanted).order_by(_EVENTS.c.rev)
    return tuple(map(event_from_json, connection.scalars(query)))


def _to_row(item: Event) -> dict[str, Any]:
    return {
        "movie_id": item.movie_id,
        "rev": item.rev,
        "at": item.at,
        "actor": item.actor,
        "body": event_to_json(item),
    }


def open_sqlite(path: Path) -> ReviewStore:
    """Open the store in a file, made if it is not there.

    Raises:
        StoreError: it cannot be opened.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"cannot make {str(path.parent)!r}", because=str(error.strerror)) from error
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})

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

    return ReviewStore(engine)
