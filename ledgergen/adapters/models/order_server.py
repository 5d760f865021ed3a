"""Orders at a server: files up, orders placed, looked at and called off, answers down.

Everything here may be asked twice without harm but for one thing: placing an
order costs money each time. So where the answer to that request is lost, the
server is searched for the order before it is placed again.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledgergen.adapters.models.connection import Connection
from ledgergen.adapters.models.faults import Fault
from ledgergen.core.batch.orders import ENDPOINT, METADATA_KEY, find_order_id, read_remote
from ledgergen.model.order import RemoteOrder

if TYPE_CHECKING:
    import httpx2
    from openai import AsyncOpenAI

_PAGE = 100
_MAX_PAGES = 50


class OrderServer:
    """The Batch API of one server. Closing the connection is its maker's."""

    def __init__(self, connection: Connection) -> None:
        """Ask over `connection`."""
        self._connection = connection
        self.base_url = connection.base_url
        self.name = connection.server
        """Host and port."""

    async def upload(self, path: Path) -> str:
        """Hand in a file of requests; return the server's id of it.

        Raises:
            ModelError: the server does not take it.
        """

        async def send(client: AsyncOpenAI) -> str:
            return (await client.files.create(file=path, purpose="batch")).id

        return await self._connection.persist(self._connection.attempt, send)

    async def place(self, order_id: str, file_id: str) -> RemoteOrder:
        """Order what the file asks for, once, whatever happens on the way.

        Raises:
            ModelError: the server does not take it.
        """
        body = {
            "input_file_id": file_id,
            "endpoint": ENDPOINT,
            "completion_window": "24h",
            "metadata": {METADATA_KEY: order_id},
        }
        was_sent = False

        async def ask() -> RemoteOrder:
            nonlocal was_sent
            if was_sent and (found := await self._find(order_id)):
                return found
            try:
                return await self._read("POST", "/batches", body)
            except Fault as fault:
                was_sent = was_sent or fault.was_sent
                raise

        return await self._connection.persist(ask)

    async def find(self, order_id: str) -> RemoteOrder | None:
        """Look for an order that may have been placed.

        Raises:
            ModelError: the server does not answer.
        """
        return await self._connection.persist(self._find, order_id)

    async def look(self, remote_id: str) -> RemoteOrder:
        """Ask how far an order is.

        Raises:
            ModelError: the server does not answer, or does not know it.
        """
        return await self._connection.persist(self._read, "GET", f"/batches/{remote_id}", None)

    async def call_off(self, remote_id: str) -> RemoteOrder:
        """Ask the server to work on it no more; what is answered stays answered, and is paid.

        Raises:
            ModelError: the server does not answer, or the order has ended.
        """
        return await self._connection.persist(self._read, "POST", f"/batches/{remote_id}/cancel", {})

    async def download(self, file_id: str, path: Path) -> None:
        """Fetch a file of answers to `path`.

        Raises:
            ModelError: the server does not give it.
            OSError: it cannot be written.
        """

        async def send(client: AsyncOpenAI) -> None:
            async with client.files.with_streaming_response.content(file_id) as response:
                await response.stream_to_file(path)

        await self._connection.persist(self._connection.attempt, send)

    async def _find(self, order_id: str) -> RemoteOrder | None:
        after = ""
        for _ in range(_MAX_PAGES):
            page = await self._call(partial(_get, path=f"/batches?limit={_PAGE}{after}"))
            values = page.get("data")
            for value in values if isinstance(values, list) else ():
                if find_order_id(value) == order_id:
                    return read_remote(value)
            last = values[-1].get("id") if isinstance(values, list) and values else None
            if not page.get("has_more") or not last:
                return None
            after = f"&after={last}"
        return None

    async def _read(self, method: str, path: str, body: dict[str, Any] | None) -> RemoteOrder:
        value = await self._call(
            partial(_get, path=path) if method == "GET" else partial(_post, path=path, body=body)
        )
        remote = read_remote(value)
        if remote is None:
            raise self._connection.faults.read_broken(json.dumps(value).encode())
        return remote

    async def _call(self, send: Callable[[AsyncOpenAI], Awaitable[httpx2.Response]]) -> dict[str, Any]:
        raw = await self._connection.attempt(send)
        try:
            value = json.loads(raw.content)
        except (ValueError, RecursionError):
            value = None
        if not isinstance(value, dict):
            raise self._connection.faults.read_broken(raw.content)
        return value


def _get(client: AsyncOpenAI, path: str) -> Awaitable[httpx2.Response]:
    import httpx2  # noqa: PLC0415 - loaded with the client

    return client.get(path, cast_to=httpx2.Response)


def _post(client: AsyncOpenAI, path: str, body: dict[str, Any] | None) -> Awaitable[httpx2.Response]:
    import httpx2  # noqa: PLC0415 - loaded with the client

    return client.post(path, cast_to=httpx2.Response, body=body)
