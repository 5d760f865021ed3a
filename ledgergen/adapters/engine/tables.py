"""The engine's tables, and how a database comes to have them.

`engine` has one row: the version of our tables, the newest of Procrastinate's
migrations that was applied, and after how many seconds of silence a worker
counts as dead. That figure belongs to the engine and not to a worker, for they
have to agree on it. It may be changed while they work: until all of them have
heard of it, the longer of old and new counts (view `takeover`).

Texts of models and films are kept as ASCII JSON in `text`: PostgreSQL's own JSON
and text types refuse characters that a reply may hold.
"""

from __future__ import annotations

from pathlib import Path
from typing import LiteralString

from procrastinate.schema import SchemaManager
from psycopg import Connection, sql
from psycopg.rows import TupleRow

from ledgergen.adapters.engine.address import SCHEMA, Address
from ledgergen.errors import StoreError

VERSION = 2
TAKEOVER_S = 30.0
"""After so many seconds without a sign of life, a worker's films go to others."""

_LOCK = 0x6C656467
"""Held while tables are made, so that of two first users one makes them."""
_TABLES: LiteralString = """
CREATE TABLE engine (version integer NOT NULL, queue_version text NOT NULL, takeover_s float8 NOT NULL);
CREATE TABLE recipe (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, parts text NOT NULL UNIQUE);
CREATE TABLE setup (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, parts text NOT NULL UNIQUE);
CREATE TABLE kit (hash text PRIMARY KEY, parts text NOT NULL);
CREATE TABLE batch (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace text NOT NULL, name text NOT NULL, digest text NOT NULL, n_films integer NOT NULL,
    limits text NOT NULL DEFAULT '{}', spent numeric NOT NULL DEFAULT 0, reserved numeric NOT NULL DEFAULT 0,
    n_cancelled integer NOT NULL DEFAULT 0, problem text, UNIQUE (workspace, name)
);
CREATE TABLE entry (
    batch bigint NOT NULL, position integer NOT NULL, movie_id bigint NOT NULL, hints text,
    PRIMARY KEY (batch, position)
);
CREATE INDEX entry_movie ON entry (batch, movie_id);
CREATE TABLE film (
    workspace text NOT NULL, movie_id bigint NOT NULL, state text NOT NULL, seq integer NOT NULL DEFAULT 0,
    recipe bigint, setup bigint, hints text, stamp text, why text NOT NULL DEFAULT '',
    dossier_sha256 text, outcome text, file text, batch bigint, job bigint, sent_by text,
    PRIMARY KEY (workspace, movie_id)
);
CREATE INDEX film_job ON film (batch, job) WHERE job IS NOT NULL;
CREATE VIEW listed AS
    SELECT e.batch AS list, b.workspace, e.position, e.movie_id, e.hints AS wanted, f.state, f.seq,
        f.recipe, f.hints, f.dossier_sha256, f.stamp, f.outcome, f.file, f.job, f.sent_by
    FROM entry e JOIN batch b ON b.id = e.batch
    LEFT JOIN film f ON f.workspace = b.workspace AND f.movie_id = e.movie_id;
CREATE TABLE evidence (
    workspace text NOT NULL, movie_id bigint NOT NULL, dossier text NOT NULL,
    PRIMARY KEY (workspace, movie_id)
);
CREATE TABLE outbox (
    workspace text NOT NULL, movie_id bigint NOT NULL, seq integer NOT NULL, draft text,
    PRIMARY KEY (workspace, movie_id)
);
CREATE TABLE call (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    batch bigint NOT NULL, worker bigint NOT NULL, worst numeric NOT NULL
);
CREATE TABLE server (name text PRIMARY KEY, limits text NOT NULL);
CREATE TABLE completion (prompt_hash text PRIMARY KEY, reply text NOT NULL);
CREATE TABLE spoiled (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, prompt_hash text NOT NULL, reply text NOT NULL
);
CREATE TABLE worker (
    id bigint PRIMARY KEY, place text NOT NULL, queue text NOT NULL,
    since timestamptz NOT NULL DEFAULT now(), problem text
);
"""
_TAKEOVER: LiteralString = """
ALTER TABLE engine ADD COLUMN former_s float8 NOT NULL DEFAULT 0;
ALTER TABLE engine ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();
CREATE VIEW takeover AS
    SELECT takeover_s AS wanted_s, greatest(
        takeover_s, CASE WHEN now() < changed_at + make_interval(secs => former_s) THEN former_s END
    ) AS silence_s FROM engine;
"""
_STEPS = (_TABLES, _TAKEOVER)
"""What each version adds to the one before it."""


def prepare(connection: Connection[TupleRow], address: Address) -> None:
    """Make the tables where there are none, and bring Procrastinate's up to date.

    Raises:
        StoreError: another ledgergen, or another Procrastinate, has made them.
        psycopg.Error: the database refuses.
    """
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        row = connection.execute("SELECT to_regclass('ledgergen.engine')").fetchone()
        if row is None or row[0] is None:
            connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(SCHEMA)))
            connection.execute(_TABLES)
            connection.execute(SchemaManager.get_schema())
            connection.execute(
                "INSERT INTO engine VALUES (%s, %s, %s)", (1, _list_migrations()[-1].name, TAKEOVER_S)
            )
        _migrate(connection, address)
        _migrate_queue(connection, address)


def _migrate(connection: Connection[TupleRow], address: Address) -> None:
    row = connection.execute("SELECT version FROM engine FOR UPDATE").fetchone()
    version = -1 if row is None else int(row[0])
    if not 1 <= version <= VERSION:
        raise StoreError(
            f"the engine {address.shown} is of another version",
            because=f"its tables are version {version}, and this ledgergen reads {VERSION}",
            fix="use the same ledgergen on every machine, or a database of its own for this one",
        )
    for step in _STEPS[version:]:
        connection.execute(step)
    if version != VERSION:
        connection.execute("UPDATE engine SET version = %s", (VERSION,))


def _migrate_queue(connection: Connection[TupleRow], address: Address) -> None:
    """Apply what Procrastinate has added since the tables were made."""
    row = connection.execute("SELECT queue_version FROM engine FOR UPDATE").fetchone()
    assert row is not None
    applied, known = str(row[0]), _list_migrations()
    if applied not in {path.name for path in known}:
        raise StoreError(
            f"the queue of the engine {address.shown} is of another version",
            because=f"a newer Procrastinate has brought it to {applied.split('_', maxsplit=1)[0]}, "
            f"and this one knows {known[-1].name[:5]}",
            fix="pip install --upgrade 'ledgergen[postgres]'",
        )
    for path in known:
        if path.name > applied:
            connection.execute(path.read_text("utf-8").encode())
    connection.execute("UPDATE engine SET queue_version = %s", (known[-1].name,))


def _list_migrations() -> list[Path]:
    return sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))
