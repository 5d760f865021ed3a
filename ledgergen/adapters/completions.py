"""Paid replies in one SQLite table, and a completer that asks it first.

A reply is committed the moment it arrives, before anything is read into it:
whatever breaks afterwards, the same request is never paid for twice. The key
is the request's hash (`codec.hash_prompt`), so any change of prompt, evidence,
settings or model asks anew.

A reply that is cut short, filtered or empty is kept as well, beside the good
ones: it was paid for, and a record without it would not show why the next call
was made. It is never given as an answer, or it would fail every later run.

Several processes may share the file: WAL lets them read while one writes, and
of two replies to one request the first stays.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from ledgergen.adapters.sqlite_wal import enter_wal
from ledgergen.codec import hash_prompt
from ledgergen.errors import StoreError
from ledgergen.model.prompt import Prompt, Reply
from ledgergen.model.report import Usage
from ledgergen.ports import Completer, CompletionStore

_BUSY_S = 30.0
_TABLES = """
CREATE TABLE IF NOT EXISTS completion (
    prompt_hash TEXT PRIMARY KEY,
    reply TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS spoiled (
    prompt_hash TEXT NOT NULL,
    reply TEXT NOT NULL
);
"""


class SqliteCompletions:
    """A `CompletionStore` in a SQLite file, made on first use.

    Every thread has a connection of its own, so that a read never waits for the
    disk behind a write.
    """

    def __init__(self, path: Path) -> None:
        """Use the file at `path`; its folder is made when something is stored."""
        self._path = path
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []

    def get(self, prompt_hash: str) -> Reply | None:
        """Return the reply stored under the hash, as it came."""
        if not self._connections and not self._path.exists():
            return None
        with self._open() as connection:
            row = connection.execute(
                "SELECT reply FROM completion WHERE prompt_hash = ?", (prompt_hash,)
            ).fetchone()
            return None if row is None else reply_from_json(json.loads(row[0]))

    def put(self, prompt_hash: str, reply: Reply) -> None:
        """Store the reply and commit. One that is worth nothing is kept apart: `get` passes it by."""
        self.put_all([(prompt_hash, reply)])

    def put_all(self, replies: Sequence[tuple[str, Reply]]) -> list[None]:
        """Store replies, each under its hash, with one commit for all of them."""
        with self._open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                for prompt_hash, reply in replies:
                    table = "completion" if is_usable(reply) else "spoiled"
                    connection.execute(
                        f"INSERT OR IGNORE INTO {table} VALUES (?, ?)",  # noqa: S608 - one of two names
                        (prompt_hash, json.dumps(reply_to_json(reply))),
                    )
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise
        return [None] * len(replies)

    def list_spoiled(self, prompt_hash: str) -> tuple[Reply, ...]:
        """Return the replies to the request that were paid for and are worth nothing, in order."""
        with self._open() as connection:
            rows = connection.execute(
                "SELECT reply FROM spoiled WHERE prompt_hash = ? ORDER BY rowid", (prompt_hash,)
            )
            return tuple(reply_from_json(json.loads(reply)) for (reply,) in rows)

    def close(self) -> None:
        """Close the file. The next call opens it again."""
        connections, self._connections = self._connections, []
        self._local = threading.local()
        for connection in connections:
            connection.close()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
            if connection is None:
                connection = self._local.connection = self._connect()
                self._connections.append(connection)
            yield connection
        except (sqlite3.Error, OSError, ValueError, KeyError, TypeError) as problem:
            raise StoreError(
                f"the completion store {str(self._path)!r} cannot be used",
                because=f"{type(problem).__name__}: {problem}",
                fix="check the disk and its rights; if the file is damaged, move it away "
                "(replies in it will be asked for again)",
            ) from problem

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # isolation_level=None: every statement commits by itself, at once.
        connection = sqlite3.connect(
            self._path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False
        )
        try:
            enter_wal(connection)
            # FULL: a reply that was paid for survives a power cut, too.
            connection.execute("PRAGMA synchronous = FULL")
            connection.executescript(_TABLES)
        except BaseException:
            connection.close()
            raise
        return connection


class RememberingCompleter:
    """Asks the store first, and stores what the inner completer answers."""

    def __init__(
        self,
        inner: Completer,
        store: CompletionStore,
        *,
        on_reuse: Callable[[], None] | None = None,
        put: Callable[[tuple[str, Reply]], Awaitable[None]] | None = None,
    ) -> None:
        """Wrap `inner`; `on_reuse` hears of each reply that cost nothing.

        `put` stores a reply in the place of `store.put`, and returns when it is
        durable: so the disk stops only the film whose reply it is.
        """
        self._inner = inner
        self._store = store
        self._on_reuse = on_reuse
        self._put = put

    @property
    def name(self) -> str:
        """The inner completer's name."""
        return self._inner.name

    async def complete(self, prompt: Prompt) -> Reply:
        """Answer from the store, else from the model, whose reply is stored before it is returned.

        Raises:
            ModelError: as the inner completer.
            StoreError: the store failed. A reply that cannot be stored is not
                handed on: it would be paid for again, unnoticed, at every run.
        """
        prompt_hash = hash_prompt(prompt, model=self.name)
        stored = self._store.get(prompt_hash)
        if stored is not None:
            if self._on_reuse is not None:
                self._on_reuse()
            return replace(stored, usage=Usage(), cost_usd=Decimal(0), is_reused=True)
        reply = await self._inner.complete(prompt)
        if self._put is None:
            self._store.put(prompt_hash, reply)
        else:
            await self._put((prompt_hash, reply))
        return reply


def is_usable(reply: Reply) -> bool:
    """Tell whether a reply may be read at all: it has a text, and was not cut short or filtered."""
    return bool(reply.text.strip()) and reply.finish_reason in {"stop", "other"}


def reply_to_json(reply: Reply) -> dict[str, Any]:
    """Return the shape replies are stored in."""
    return {
        "text": reply.text,
        "model": reply.model,
        "provider": reply.provider,
        "finish_reason": reply.finish_reason,
        "usage": {
            "input_tokens": reply.usage.input_tokens,
            "cached_tokens": reply.usage.cached_tokens,
            "output_tokens": reply.usage.output_tokens,
            "calls": reply.usage.calls,
        },
        "cost_usd": None if reply.cost_usd is None else str(reply.cost_usd),
    }


def reply_from_json(value: dict[str, Any]) -> Reply:
    """Read that shape.

    Raises:
        KeyError, ValueError, TypeError: it is no such shape; the caller says where it stands.
    """
    cost = value["cost_usd"]
    return Reply(
        text=value["text"],
        model=value["model"],
        provider=value["provider"],
        finish_reason=value["finish_reason"],
        usage=Usage(**value["usage"]),
        cost_usd=None if cost is None else Decimal(cost),
    )
