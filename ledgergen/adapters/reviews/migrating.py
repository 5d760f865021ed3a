"""Bring a review database to today's schema.

A file of one workspace is brought up whenever it is opened: it belongs to
whoever opens it. A team's database is laid out where it is empty, but an older
one is only brought up by `ledgergen db upgrade`: colleagues may be working on
it with the older program, the account that edits need not have the right to
change tables, and somebody may want a backup first.

Everything happens in one transaction under the write lock, so that of two
programs one migrates and the other finds it done. Alembic takes a third of a
second to load: it is loaded only where there is something to do.
"""

from __future__ import annotations

import threading
from importlib.resources import files

from sqlalchemy import Connection, column, inspect, select, table, text

from ledgergen.adapters.reviews.database import SCHEMA, Database
from ledgergen.adapters.reviews.schema import REVISIONS
from ledgergen.errors import StoreError

HEAD = REVISIONS[-1]
_FIRST = REVISIONS[0]
_VERSIONS = "alembic_version"
_running = threading.Lock()
"""Alembic keeps what it works on in a global."""


def read_revision(database: Database) -> str | None:
    """Return the revision of a database's schema; None where it is empty.

    Raises:
        StoreError: the database could not be read.
    """
    with database.reading("read") as connection:
        return _read_revision(connection)


def _read_revision(connection: Connection) -> str | None:
    tables = set(inspect(connection).get_table_names())
    if _VERSIONS in tables:
        revision: str | None = connection.scalar(select(column("version_num")).select_from(table(_VERSIONS)))
        return revision
    # Files from before migrations; no other database can have such tables in a schema of ours.
    return _FIRST if {"events", "schema_version"} <= tables else None


def bring_up(database: Database, *, allow_upgrade: bool) -> str | None:
    """Bring a database to today's schema; return the revision it had, None where it was empty.

    Without `allow_upgrade` only an empty database is touched.

    Raises:
        StoreError: it is of a newer program, or older and may not be upgraded
            here, or could not be written; nothing was changed.
    """
    found = read_revision(database)
    _refuse(database, found, allow_upgrade=allow_upgrade)
    if found == HEAD:
        return found
    with _running, database.writing("upgrade") as connection:
        found = _read_revision(connection)  # another program may have been first
        _refuse(database, found, allow_upgrade=allow_upgrade)
        if found is None and database.is_shared:
            connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
        if found != HEAD:
            _run(connection, found)
    return found


def _refuse(database: Database, found: str | None, *, allow_upgrade: bool) -> None:
    if found is None or found == HEAD:
        return
    if found not in REVISIONS:
        raise StoreError(
            f"the review database {database.name!r} is of a newer ledgergen",
            because=f"its schema is {found}, this one knows {HEAD}",
            fix="update ledgergen",
        )
    if not allow_upgrade:
        raise StoreError(
            f"the review database {database.name!r} is of an older ledgergen",
            because=f"its schema is {found}, this one works with {HEAD}, and others may be using it",
            fix="stop the services that use it, back it up, then run `ledgergen db upgrade`",
        )


def _run(connection: Connection, found: str | None) -> None:
    from alembic import command
    from alembic.config import Config

    folder = files("ledgergen.adapters.reviews") / "migrations"
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    if found == _FIRST and _VERSIONS not in inspect(connection).get_table_names():
        command.stamp(config, _FIRST)
    command.upgrade(config, "head")
