"""Paid replies in one SQLite table, and a completer that asks it first.

A reply is committed the moment it arrives, before anything is read into it:
whatever breaks afterwards, the same request is never paid for twice. The key
is the request's hash (`codec.hash_prompt`), so any change of prompt, evidence,
settings or model asks anew.

Several processes may share the file: WAL lets them read while one writes, and
of two replies to one request the first stays.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from ledgergen.codec import hash_prompt
from ledgergen.errors import StoreError
from ledgergen.model.prompt import Prompt, Reply
from ledgergen.model.report import Usage
from ledgergen.ports import Completer, CompletionStore

_BUSY_S = 30.0
_TABLE = """
CREATE TABLE IF NOT EXISTS completion (
    prompt_hash TEXT PRIMARY KEY,
    reply TEXT NOT NULL
) WITHOUT ROWID
"""


class SqliteCompletions:
    """A `CompletionStore` in a SQLite file, made on first use. For one thread."""

    def __init__(self, path: Path) -> None:
        """Use the file at `path`; its folder is made when something is stored."""
        self._path = path
        self._connection: sqlite3.Connection | None = None

    def get(self, prompt_hash: str) -> Reply | None:
        """Return the reply stored under the hash, as it came."""
        if self._connection is None and not self._path.exists():
            return None
        with self._open() as connection:
            row = connection.execute(
                "SELECT reply FROM completion WHERE prompt_hash = ?", (prompt_hash,)
            ).fetchone()
            return None if row is None else reply_from_json(json.loads(row[0]))

    def put(self, prompt_hash: str, reply: Reply) -> None:
        """Store the reply and commit."""
        with self._open() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO completion VALUES (?, ?)",
                (prompt_hash, json.dumps(reply_to_json(reply))),
            )

    def close(self) -> None:
        """Close the file. The next call opens it again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            if self._connection is None:
                self._connection = self._connect()
            yield self._connection
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
        connection = sqlite3.connect(self._path, timeout=_BUSY_S, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            # FULL: a reply that was paid for survives a power cut, too.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(_TABLE)
        except BaseException:
            connection.close()
            raise
        return connection


class RememberingCompleter:
    """Asks the store first, and stores what the inner completer answers."""

    def __init__(
        self, inner: Completer, store: CompletionStore, *, on_reuse: Callable[[], None] | None = None
    ) -> None:
        """Wrap `inner`; `on_reuse` hears of each reply that cost nothing."""
        self._inner = inner
        self._store = store
        self._on_reuse = on_reuse

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
        # A reply that was cut off or left empty is worth nothing: kept, it
        # would fail every later run as well.
        if reply.text.strip() and reply.finish_reason in {"stop", "other"}:
            self._store.put(prompt_hash, reply)
        return reply


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
