"""Figures that no cell holds: counts of rows, sums, means, shares, spans and differences."""

from __future__ import annotations

from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.records.count import (
    compares_rows,
    iter_counts,
    iter_differences,
    iter_shares,
    iter_spans,
    iter_totals,
    read_wanted,
)
from ledgergen.core.figures.records.question import Outcome, Question, is_close

_LARGE = 100


def judge_count(q: Question) -> Outcome | None:
    """Judge a count of rows."""
    if not (q.is_count or q.is_elliptic):
        return None
    for derived in iter_counts(q.fit, q.position, q.left_out, q.filters):
        if derived.value == q.value:
            return Outcome(
                "V63", True, derived.what, _sample(derived.rows), f"{derived.what} = {derived.value}"
            )
    return None


def judge_aggregate(q: Question) -> Outcome | None:
    """Judge a span of years, a share, a sum, a mean or a difference."""
    for derived in iter_spans(q.fit, q.position):
        if derived.value == q.value:
            return Outcome("V65", True, derived.what, (), f"{derived.what} = {derived.value}")
    if q.mention.kind is Kind.PERCENT:
        for derived in iter_shares(q.fit, q.filters):
            if is_close(q, derived.value):
                return Outcome("V64", True, derived.what, _sample(derived.rows), derived.what)
    return _judge_total(q) or _judge_difference(q)


def _judge_total(q: Question) -> Outcome | None:
    wanted = read_wanted(q.fit, q.position if q.is_count else None)
    if wanted is None:
        return None
    for derived in iter_totals(q.fit, wanted, q.filters, q.best.rows, is_large=q.value >= _LARGE):
        if is_close(q, derived.value):
            formula = f"{derived.what} = {derived.value}"
            return Outcome("V64", True, derived.what, _sample(derived.rows), formula)
    return None


def _judge_difference(q: Question) -> Outcome | None:
    if not compares_rows(q.fit, q.position):
        return None
    for derived in iter_differences(q.fit, q.filters, q.best.rows, is_large=q.value >= _LARGE):
        if is_close(q, derived.value):
            formula = f"{derived.what} = {derived.value}"
            return Outcome("V65", True, derived.what, _sample(derived.rows), formula)
    return None


def _sample(rows: frozenset[int]) -> tuple[tuple[int, int], ...]:
    return tuple((row, -1) for row in sorted(rows)[:3])
