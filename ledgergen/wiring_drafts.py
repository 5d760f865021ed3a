"""The room where films asked for from the review pages are drafted, from settings."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from ledgergen.adapters.journal.journal import SqliteJournal
from ledgergen.adapters.limits import Limits
from ledgergen.core.batch.pricing import Price
from ledgergen.runs.batch.run import BatchParts
from ledgergen.runs.batch.slots import CallSlots
from ledgergen.runs.draft_room import DraftRoom
from ledgergen.settings import Resolved
from ledgergen.wiring import describe_writer
from ledgergen.wiring_batch import open_batch, open_journal
from ledgergen.wiring_writer import find_writer, refuse_unknown_price


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTerms:
    """What drafts asked for on the page may do and cost."""

    cap_usd: Decimal | None = None
    """For one list."""
    price: Price | None = None
    """In place of list prices."""
    offline: bool = False
    """No network is asked for facts."""


@contextmanager
def open_room(resolved: Resolved, terms: DraftTerms, *, resumes: bool = True) -> Iterator[DraftRoom]:
    """Open the room; what earlier processes left undone is taken up, if it `resumes`.

    Raises:
        StoreError: the journal cannot be opened.
    """

    @asynccontextmanager
    async def open_parts(journal: SqliteJournal, batch: int, slots: CallSlots) -> AsyncIterator[BatchParts]:
        writer = await find_writer(resolved, offline=terms.offline, price=terms.price)
        refuse_unknown_price(writer, terms.cap_usd)
        limits = Limits(cap_usd=terms.cap_usd)
        async with open_batch(
            resolved,
            journal=journal,
            batch=batch,
            writer=writer,
            limits=limits,
            slots=slots,
            offline=terms.offline,
        ) as parts:
            yield parts

    room = DraftRoom(
        open_journal=lambda: open_journal(resolved),
        open_parts=open_parts,
        writer=describe_writer(resolved),
        now=lambda: datetime.now(UTC).isoformat(timespec="milliseconds"),
    )
    if resumes:
        room.resume()
    try:
        yield room
    finally:
        room.close()
