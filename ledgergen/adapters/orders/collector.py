"""Fetches what orders came to: replies into the store, their cost into the journal.

A reply is stored before anything else is done about it. An order's money and
what became of each of its requests are then booked in one step; a process that
dies before that fetches the answers again, to the same end.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from ledgergen.adapters.models.answer import read_answer, read_usage
from ledgergen.adapters.models.faults import FaultReader
from ledgergen.adapters.models.profile import find_step
from ledgergen.adapters.orders.desk import OrderDesk
from ledgergen.core.batch.orders import read_answer_line
from ledgergen.errors import (
    ModelAccessError,
    ModelError,
    ModelQuotaError,
    ModelRequestError,
    RunStoppedError,
    StoreError,
)
from ledgergen.model.order import Order, OrderAnswer, RemoteOrder, RequestState, Verdict

_FATAL = (ModelAccessError, ModelQuotaError)


@dataclass(slots=True)
class Progress:
    """How far the orders at the server are."""

    n_orders: int = 0
    """Not done."""
    n_requests: int = 0
    n_answered: int = 0
    n_finished: int = 0
    """Orders whose answers have just been fetched."""


@dataclass(slots=True)
class _Sum:
    """What an order comes to, line by line."""

    verdicts: dict[str, Verdict] = field(default_factory=dict)
    cost_usd: Decimal = Decimal(0)
    has_stepped: bool = False
    """The server was found to want another form of request; one step an order is enough."""
    fatal: ModelError | None = None


class Collector:
    """Collects for one desk."""

    def __init__(self, desk: OrderDesk, *, faults: FaultReader, say: Callable[[str], None]) -> None:
        """`faults` reads the server's failures; `say` hears one line per order that ends."""
        self._desk = desk
        self._faults = faults
        self._say = say

    async def collect(self) -> Progress:
        """Look at every order that the server has; fetch the answers of those that ended.

        Raises:
            RunStoppedError: the server refused an order as a whole, or lets nobody in.
            ModelError: the server cannot be asked.
            StoreError: store, journal or disk cannot be used.
        """
        progress = Progress()
        for order in self._desk.list_placed():
            remote = await self._look(order)
            if remote is None:
                progress.n_finished += 1
            elif remote.is_final:
                await self._fetch(order, remote)
                progress.n_finished += 1
            else:
                progress.n_orders += 1
                progress.n_requests += order.n_requests
                progress.n_answered += remote.n_answered
        return progress

    async def _look(self, order: Order) -> RemoteOrder | None:
        assert order.remote_id is not None
        try:
            return await self._desk.server.look(order.remote_id)
        except ModelRequestError:
            # Gone from the server. What it did before is not known, so it counts at its worst.
            self._desk.orders.finish(order, None, {})
            self._desk.remove_files(order)
            self._say(f"{self._desk.server.name} does not know {order.remote_id} any more: asking anew")
            return None

    async def _fetch(self, order: Order, remote: RemoteOrder) -> None:
        if remote.status == "failed":
            self._refuse(order, remote)
            return
        total = _Sum()
        asked = self._desk.orders.list_hashes(order)
        path = self._desk.find_answers(order)
        for file_id in filter(None, (remote.output_file, remote.error_file)):
            try:
                await self._desk.server.download(file_id, path)
                with path.open(encoding="utf-8", errors="replace") as lines:
                    for line in lines:
                        answer = read_answer_line(line)
                        if answer is not None and answer.prompt_hash in asked:
                            self._read(answer, total)
            except OSError as problem:
                raise StoreError(
                    f"the answers of {remote.id} cannot be fetched to {str(path)!r}",
                    because=f"{type(problem).__name__}: {problem}",
                    fix="free some disk, then run the same command again: the server keeps them",
                ) from problem
        self._desk.orders.finish(order, total.cost_usd, total.verdicts)
        self._desk.remove_files(order)
        n_answered = sum(verdict.state is RequestState.ANSWERED for verdict in total.verdicts.values())
        self._say(f"{remote.id} is {remote.status}: {n_answered:,} of {order.n_requests:,} replies")
        if total.fatal is not None:
            raise RunStoppedError(total.fatal.what, because=total.fatal.because, fix=total.fatal.fix)

    def _read(self, answer: OrderAnswer, total: _Sum) -> None:
        known = total.verdicts.get(answer.prompt_hash)
        if known is not None and known.state is RequestState.ANSWERED:
            return
        if answer.is_reply:
            total.verdicts[answer.prompt_hash] = self._store(answer, total)
        else:
            total.verdicts[answer.prompt_hash] = self._weigh(answer, total)

    def _store(self, answer: OrderAnswer, total: _Sum) -> Verdict:
        desk, body = self._desk, dict(answer.body)
        if desk.price is not None:
            total.cost_usd += desk.price.find_cost(read_usage(body))
        try:
            reply = read_answer(
                body,
                asked=desk.model,
                server=desk.server.name,
                base_url=desk.server.base_url,
                price=desk.price,
            )
        except ModelError as problem:
            return _fail(problem)
        desk.store.put(answer.prompt_hash, reply)
        return Verdict(state=RequestState.ANSWERED)

    def _weigh(self, answer: OrderAnswer, total: _Sum) -> Verdict:
        """Say whether a request that failed may be asked again."""
        if not answer.status:
            return Verdict(state=RequestState.AGAIN)
        body = json.dumps(answer.body).encode()
        fault = self._faults.read_status(answer.status, body, {}, now=datetime.now(UTC))
        lower = find_step(self._desk.profile, status=answer.status, message=fault.error.because)
        if lower is not None and not fault.is_transient:
            if not total.has_stepped:
                total.has_stepped = True
                self._desk.learn(lower)
            return Verdict(state=RequestState.AGAIN, is_try=False)
        if isinstance(fault.error, _FATAL):
            total.fatal = fault.error
            return Verdict(state=RequestState.AGAIN, is_try=False)
        if fault.is_transient or total.has_stepped:
            return Verdict(state=RequestState.AGAIN, problem=_write(fault.error))
        return _fail(fault.error)

    def _refuse(self, order: Order, remote: RemoteOrder) -> None:
        """Deal with an order that the server did not take: it cost nothing."""
        desk = self._desk
        if "limit" in remote.problem_code and order.n_requests > 1:
            desk.max_requests = max(order.n_requests // 2, 1)
            desk.forget(order)
            self._say(
                f"{desk.server.name} has no room for {order.n_requests:,} replies at once: {remote.problem}"
            )
            return
        desk.orders.drop(order)  # its file stays, to be looked at
        raise RunStoppedError(
            f"{desk.server.name} refuses the order {remote.id} of {order.n_requests:,} replies",
            because=remote.problem or "it gives no reason",
            fix=f"see {str(desk.find_file(order))!r}, or draft call by call, without --openai-batch",
        )


def _fail(problem: ModelError) -> Verdict:
    return Verdict(state=RequestState.FAILED, problem=_write(problem))


def _write(problem: ModelError) -> tuple[str, str, str, str]:
    return type(problem).__name__, problem.what, problem.because, problem.fix
