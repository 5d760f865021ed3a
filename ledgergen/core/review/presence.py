"""Claims on ledgers: soft ones, that tell others and stop nobody.

Whoever opens a ledger to work on it claims it, unless somebody else has. A
claim holds as long as the page gives a sign now and then, and for a quarter of
an hour of silence; anybody can take it over at any time. No decision looks at
it: two editors who work on one ledger lose nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ledgergen.model.presence import CLAIM_S, HERE_S, Presence, Sign


def find_holder(there: Iterable[Presence], *, now: int) -> Presence | None:
    """Return whoever works on a ledger."""
    held = (p for p in there if p.claimed is not None and p.seen > now - CLAIM_S)
    return min(held, key=lambda p: (p.claimed or 0, p.name), default=None)


def find_others(there: Iterable[Presence], *, but: str, now: int) -> tuple[Presence, ...]:
    """Return whoever else is at a ledger at the moment; who came first, first."""
    others = (p for p in there if p.name != but and p.seen > now - HERE_S)
    return tuple(sorted(others, key=lambda p: (p.since, p.name)))


def stay(
    there: Sequence[Presence], sign: Sign, *, movie_id: int, name: str, now: int
) -> tuple[Presence, ...]:
    """Return who is at a ledger when somebody gives a sign.

    >>> ana = stay((), Sign.WORKS, movie_id=7, name="Ana", now=0)
    >>> [(p.name, p.claimed) for p in stay(ana, Sign.WORKS, movie_id=7, name="Bo", now=1)]
    [('Ana', 0), ('Bo', None)]
    >>> [(p.name, p.claimed) for p in stay(ana, Sign.WORKS, movie_id=7, name="Bo", now=900)]
    [('Bo', 900)]
    """
    mine = next((p for p in there if p.name == name and p.seen > now - CLAIM_S), None)
    others = [p for p in there if p.name != name and p.seen > now - CLAIM_S]
    claimed = mine.claimed if mine else None
    if sign is Sign.TAKES:
        others = [replace(p, claimed=None) for p in others]
    if sign is not Sign.STAYS and find_holder(others, now=now) is None:
        claimed = now if claimed is None else claimed
    since = mine.since if mine else now
    here = Presence(movie_id=movie_id, name=name, since=since, seen=now, claimed=claimed)
    return tuple(sorted((*others, here), key=lambda p: (p.since, p.name)))
