"""Whose a team's database is: two workspaces never share one by mistake.

The first workspace that uses a database writes its name there, and keeps it in
a file of its own. A copy of the workspace on another machine has no such file
yet: it takes the database's name on, once and by command (`join`).
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, insert, select

from ledgergen.adapters.atomic import explain_failure, write_text_atomically
from ledgergen.adapters.reviews.database import Database
from ledgergen.adapters.reviews.schema import PROPERTIES
from ledgergen.errors import StoreError

_NAME = "workspace"


def claim_database(database: Database, file: Path, *, folder: str) -> None:
    """Write the workspace's name into a database of nobody's; `file` is where the workspace keeps it.

    Raises:
        StoreError: it is another workspace's, or one of the two could not be read or written.
    """
    with database.reading("read") as connection:
        there = _read(connection)
    if there is None:
        with database.writing("write") as connection:
            there = _read(connection)  # somebody else may have been first
            if there is None:
                there = {
                    "id": _read_file(file) or uuid.uuid4().hex,
                    "folder": folder,
                    "since": datetime.now(UTC).date().isoformat(),
                }
                # The file first: whoever sees the name in the database finds it in the file, too.
                _write_file(file, there["id"])
                connection.execute(insert(PROPERTIES).values(name=_NAME, content=json.dumps(there)))
    if there["id"] != _read_file(file):
        raise StoreError(
            f"the review database {database.name!r} is another workspace's",
            because=f"the workspace {there['folder']!r} has used it since {there['since']}",
            fix="name a database of its own with --database; only where this folder is a copy of that"
            " workspace, `ledgergen db join`",
        )


def join_database(database: Database, file: Path) -> str:
    """Let this folder be a copy of the workspace that a database belongs to; return that one's folder.

    Raises:
        StoreError: the database is nobody's, or one of the two could not be read or written.
    """
    with database.reading("read") as connection:
        there = _read(connection)
    if there is None:
        raise StoreError(
            f"the review database {database.name!r} is no workspace's yet",
            fix="use it: the first command that does makes it this one's",
        )
    _write_file(file, there["id"])
    return there["folder"]


def _read(connection: Connection) -> Mapping[str, str] | None:
    found = connection.scalar(select(PROPERTIES.c.content).where(PROPERTIES.c.name == _NAME))
    return None if found is None else json.loads(found)


def _read_file(file: Path) -> str:
    with explain_failure("cannot read", file), suppress(FileNotFoundError):
        return file.read_text("ascii").strip()
    return ""


def _write_file(file: Path, name: str) -> None:
    with explain_failure("cannot write", file):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_text_atomically(file, name + "\n")
