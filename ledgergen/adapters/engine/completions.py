"""Paid replies in the engine, under the hashes of their requests, for all workers and all lists."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from decimal import Decimal

from ledgergen.adapters.completions import is_usable, reply_from_json, reply_to_json
from ledgergen.adapters.engine.database import Database
from ledgergen.adapters.engine.pool import Pool
from ledgergen.codec import hash_prompt
from ledgergen.model.prompt import Prompt, Reply
from ledgergen.model.report import Usage
from ledgergen.ports import Completer


class SharedCompleter:
    """Asks the engine first, and stores there what the inner completer answers.

    As `adapters.completions.RememberingCompleter`, over a network.
    """

    def __init__(self, inner: Completer, pool: Pool) -> None:
        """Wrap `inner`; use a worker's connections."""
        self._inner = inner
        self._pool = pool

    @property
    def name(self) -> str:
        """The inner completer's name."""
        return self._inner.name

    async def complete(self, prompt: Prompt) -> Reply:
        """Answer from the store, else from the model, whose reply is stored before it is returned.

        Raises:
            ModelError: as the inner completer.
            StoreError: the engine stayed away. The reply is not handed on.
        """
        prompt_hash = hash_prompt(prompt, model=self.name)
        row = await self._pool.find_one("SELECT reply FROM completion WHERE prompt_hash = %s", prompt_hash)
        if row is not None:
            stored = reply_from_json(json.loads(row[0]))
            return replace(stored, usage=Usage(), cost_usd=Decimal(0), is_reused=True)
        reply = await self._inner.complete(prompt)
        # Shielded: who gives up waiting must not take back what is paid for.
        await asyncio.shield(self._put(prompt_hash, reply))
        return reply

    async def _put(self, prompt_hash: str, reply: Reply) -> None:
        text = json.dumps(reply_to_json(reply))
        if is_usable(reply):
            await self._pool.execute(
                "INSERT INTO completion VALUES (%s, %s) ON CONFLICT DO NOTHING", prompt_hash, text
            )
        else:
            await self._pool.execute(
                "INSERT INTO spoiled (prompt_hash, reply) VALUES (%s, %s)", prompt_hash, text
            )


def find_reply(database: Database, prompt_hash: str) -> Reply | None:
    """Return the reply stored under the hash, for who only looks."""
    row = database.execute("SELECT reply FROM completion WHERE prompt_hash = %s", prompt_hash).fetchone()
    return None if row is None else reply_from_json(json.loads(row[0]))
