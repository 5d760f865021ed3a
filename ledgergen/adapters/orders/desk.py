"""Where requests are gathered into orders: a `Completer` that answers later.

Asked for a reply, the desk looks whether it is in the completion store. If not,
the request goes into the order that is being filled, and the film is told to
come back (`ReplyPendingError`). So a pass over a list settles every film whose
replies are there, and orders the next reply of every other one; films whose
drafts need repair take part in as many passes as they need replies.

What was ordered and what it may cost is in the journal before the order is
placed, so that no request is ever part of two orders, and no order exceeds the
cap. An order goes through four states, each written down before the next step:

    open → ready → placed → done

A process that dies leaves orders behind. One that was placed is anybody's to
collect. One that was not, or of which nobody knows, is looked for at the server
under the id we gave it: found, it was placed; not found, it is dropped, and its
requests are asked anew.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from ledgergen import errors
from ledgergen.adapters.completions import SqliteCompletions
from ledgergen.adapters.journal.orders import SqliteOrders
from ledgergen.adapters.models.openai import build_request
from ledgergen.adapters.models.order_server import OrderServer
from ledgergen.adapters.models.profile import Profile, ProfileMemory
from ledgergen.codec import hash_prompt
from ledgergen.core.batch.orders import MAX_BYTES, MAX_REQUESTS, render_request
from ledgergen.core.batch.pricing import Price
from ledgergen.errors import ModelError, ModelOverloadedError, ReplyPendingError, StoreError
from ledgergen.model.order import Added, Order, Request, RequestState
from ledgergen.model.prompt import Prompt, Reply
from ledgergen.model.report import Usage

MAX_TRIES = 3
"""So often a request may be part of an order without being answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the user allows, and what the writer costs by order."""

    price: Price | None
    cap_usd: Decimal | None = None
    max_requests: int = MAX_REQUESTS
    """In one order."""


class OrderDesk:
    """One process's desk for one list, one model and one server."""

    def __init__(  # noqa: PLR0913 - each is one thing that wiring decides
        self,
        model: str,
        *,
        batch: int,
        orders: SqliteOrders,
        server: OrderServer,
        store: SqliteCompletions,
        terms: Terms,
        folder: Path,
        memory: ProfileMemory,
    ) -> None:
        """Keep the files of orders in `folder`; `memory` knows how the server is asked."""
        assert terms.cap_usd is None or terms.price is not None
        self.model = model
        self.batch = batch
        self.orders = orders
        self.server = server
        self.store = store
        self.price = terms.price
        self.folder = folder
        self.max_requests = terms.max_requests
        """Goes down when the server says that an order is too large."""
        self.n_unaffordable = 0
        """Requests of the present pass that the cap kept out."""
        self._cap_usd = terms.cap_usd
        self._memory = memory
        self._memory_key = f"{server.base_url} {model}"
        self.profile = memory.load(self._memory_key) or Profile()
        """How the server is asked."""
        self._open: tuple[Order, TextIO] | None = None
        self._n_bytes = 0

    @property
    def name(self) -> str:
        """The model's name."""
        return self.model

    def learn(self, profile: Profile) -> None:
        """Ask the server in another way from now on."""
        self.profile = profile
        self._memory.save(self._memory_key, profile)

    async def complete(self, prompt: Prompt) -> Reply:
        """Return the reply if it is there; order it if not.

        Raises:
            ReplyPendingError: it is ordered, or will be when the cap leaves room.
            ModelError: the server will not answer this request.
            StoreError: journal, store or the order's file cannot be used.
        """
        prompt_hash = hash_prompt(prompt, model=self.model)
        request = self.orders.find_request(prompt_hash)
        stored = self.store.get(prompt_hash)
        if stored is None and request is not None and request.state is RequestState.ANSWERED:
            # Cut short, empty or filtered: it was paid for, and the flow knows what to do about it.
            stored = next(iter(self.store.list_spoiled(prompt_hash)[-1:]), None)
        if stored is not None:
            if request is None:
                return replace(stored, usage=Usage(), cost_usd=Decimal(0), is_reused=True)
            return stored
        if request is not None:
            self._refuse_hopeless(request)
        if request is None or request.state in {RequestState.AGAIN, RequestState.ANSWERED}:
            self._add(prompt, prompt_hash)
        raise ReplyPendingError("the reply is ordered", because="its order is not done")

    def _refuse_hopeless(self, request: Request) -> None:
        if request.state is RequestState.FAILED and request.problem is not None:
            name, what, because, fix = request.problem
            raise _find_error(name)(what, because=because, fix=fix)
        if request.state is RequestState.AGAIN and request.n_tries >= MAX_TRIES:
            raise ModelOverloadedError(
                f"{self.server.name} left this request unanswered {request.n_tries} times",
                because=request.problem[2] if request.problem else "its orders ended without an answer",
                fix="ledgergen batch retry-failed LIST, later or without --openai-batch",
            )

    def _add(self, prompt: Prompt, prompt_hash: str) -> None:
        line = render_request(prompt_hash, build_request(prompt, model=self.model, profile=self.profile))
        n_bytes = len(line.encode("utf-8", "replace"))
        if self._open is not None:
            is_full = self._open[0].n_requests >= self.max_requests or self._n_bytes + n_bytes > MAX_BYTES
            if is_full:
                self.close()
        order, file = self._open or self._begin()
        worst = Decimal(0) if self.price is None else self.price.find_worst(prompt)
        added = self.orders.add(order, prompt_hash, worst_usd=worst, cap_usd=self._cap_usd)
        if added is Added.YES:
            with _explain(self.folder):
                file.write(line)
            self._open = (replace(order, n_requests=order.n_requests + 1), file)
            self._n_bytes += n_bytes
        elif added is Added.NOT_AFFORDED:
            self.n_unaffordable += 1

    def _begin(self) -> tuple[Order, TextIO]:
        with _explain(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            order = self.orders.open(self.batch, server=self.server.base_url)
            file = self.find_file(order).open("w", encoding="utf-8", errors="replace", newline="\n")
        self._open, self._n_bytes = (order, file), 0
        return self._open

    def close(self) -> None:
        """Finish the file of the order that is being filled."""
        if self._open is None:
            return
        (order, file), self._open = self._open, None
        with _explain(self.folder), file:
            file.flush()
            os.fsync(file.fileno())
        if order.n_requests:
            self.orders.set_ready(order)
        else:
            self.forget(order)

    async def place(self, say: Callable[[str], None]) -> None:
        """Hand in every order of this process whose file is whole.

        Raises:
            ModelError: the server does not take it; it stays ready.
            StoreError: the journal cannot be used.
        """
        for order in self.orders.list_ready(self.batch):
            remote = await self.server.place(order.id, await self.server.upload(self.find_file(order)))
            self.orders.set_placed(order, remote.id)
            say(f"ordered {order.n_requests:,} replies at {self.server.name}: {remote.id}")

    async def recover(self, say: Callable[[str], None]) -> None:
        """Sort out the orders of processes that died before they had placed them.

        Raises:
            ModelError: the server cannot be asked.
            StoreError: the journal cannot be used.
        """
        for order in self.orders.list_stray(self.batch):
            if order.server != self.server.base_url:
                continue
            found = await self.server.find(order.id)
            if found is None:
                self.forget(order)
            else:
                self.orders.set_placed(order, found.id)
                say(f"found an order of {order.n_requests:,} replies at {self.server.name}: {found.id}")

    def list_placed(self) -> tuple[Order, ...]:
        """Return the list's orders that this server works on."""
        placed = self.orders.list_placed(self.batch)
        return tuple(order for order in placed if order.server == self.server.base_url)

    def forget(self, order: Order) -> None:
        """Drop an order that nobody works on, with its file; its requests will be asked anew."""
        self.orders.drop(order)
        self.remove_files(order)

    def find_file(self, order: Order) -> Path:
        """Return where an order's requests are written."""
        return self.folder / f"{order.id}.jsonl"

    def find_answers(self, order: Order) -> Path:
        """Return where this process fetches its answers to: another may be at it, too."""
        return self.folder / f"{order.id}.{os.getpid()}.answers"

    def remove_files(self, order: Order) -> None:
        """Remove what is of no use any more."""
        for path in (self.find_file(order), self.find_answers(order)):
            with suppress(OSError):
                path.unlink(missing_ok=True)


@contextmanager
def _explain(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise StoreError(
            f"the order cannot be written in {str(folder)!r}",
            because=f"{type(problem).__name__}: {problem}",
            fix="check the disk and its rights, then run the same command again: nothing was ordered",
        ) from problem


def _find_error(name: str) -> type[ModelError]:
    found = getattr(errors, name, None)
    return found if isinstance(found, type) and issubclass(found, ModelError) else ModelError
