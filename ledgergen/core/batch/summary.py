"""What a list has come to, as a table, as JSON, and as an exit code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ledgergen.core.batch.sums import Tally, render_counts, render_duration
from ledgergen.errors import LedgergenError
from ledgergen.model.batch import State

SCHEMA = "batch/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Where a list stands, and what the last run did to it."""

    shown: str
    """The list, as the user named it."""
    states: Mapping[State, int]
    """Over the whole list."""
    spent_usd: Decimal | None
    """By all runs over this list; None where the price is not known."""
    reserved_usd: Decimal = Decimal(0)
    cap_usd: Decimal | None = None
    n_uncollected: int = 0
    """Drafted by workers, and in no file yet."""
    tally: Tally | None = None
    """The run's own counts; None where none was made."""
    seconds: float = 0.0
    problem: LedgergenError | None = None
    is_interrupted: bool = False
    is_cancelled: bool = False

    @property
    def n_films(self) -> int:
        """On the list."""
        return sum(self.states.values())

    @property
    def n_open(self) -> int:
        """Without an outcome, those in flight included."""
        return self.states.get(State.QUEUED, 0) + self.states.get(State.RUNNING, 0)

    @property
    def exit_code(self) -> int:
        """As every command: 130 interrupted, 3 incomplete, 1 held, 0 clean."""
        if self.is_interrupted:
            return 130
        if self.n_open or self.n_uncollected or self.states.get(State.FAILED) or self.problem is not None:
            return 3
        return 1 if self.states.get(State.HELD) else 0

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON values; fields are added, never renamed."""
        tally = self.tally
        value: dict[str, Any] = {
            "schema": SCHEMA,
            "list": self.shown,
            "films": self.n_films,
            "states": {state.value: self.states.get(state, 0) for state in State},
            "uncollected": self.n_uncollected,
            "spent_usd": None if self.spent_usd is None else str(self.spent_usd),
            "cap_usd": None if self.cap_usd is None else str(self.cap_usd),
            "interrupted": self.is_interrupted,
            "cancelled": self.is_cancelled,
            "problem": None if self.problem is None else str(self.problem),
            "exit_code": self.exit_code,
        }
        if tally is not None:
            value["run"] = {
                "done": {state.value: tally.counts[state] for state in State if state.is_final},
                "skipped": tally.n_skipped,
                "redone": dict(tally.reasons),
                "failures": dict(tally.problems.most_common(100)),
                "replies_reused": tally.n_reused,
                "usage": {
                    "input_tokens": tally.usage.input_tokens,
                    "cached_tokens": tally.usage.cached_tokens,
                    "output_tokens": tally.usage.output_tokens,
                    "calls": tally.usage.calls,
                },
                "waits": tally.n_retries,
                "seconds": round(self.seconds, 3),
            }
        return value

    def render(self) -> str:
        """Write it as a table."""
        rows = [(state.value, f"{self.states.get(state, 0):,}") for state in State if self.states.get(state)]
        if self.n_uncollected:
            rows.append(("to collect", f"{self.n_uncollected:,}, by `ledgergen batch` from their folder"))
        if self.spent_usd is not None:
            cap = "" if self.cap_usd is None else f" of ${self.cap_usd:.2f}"
            on_wire = f", ${self.reserved_usd:.4f} set aside" if self.reserved_usd else ""
            rows.append(("cost", f"${self.spent_usd:.4f}{cap}{on_wire}"))
        if self.tally is not None:
            rows += self._list_run(self.tally)
        width = max(len(name) for name, _ in rows) if rows else 0
        head = f"{self.shown}: {self.n_films:,} {'film' if self.n_films == 1 else 'films'}"
        return "\n".join([head, *(f"  {name:<{width}}  {value}" for name, value in rows)])

    def _list_run(self, tally: Tally) -> list[tuple[str, str]]:
        usage = tally.usage
        n_failed = tally.counts[State.FAILED]
        failed = f"{n_failed:,} failed, " if n_failed else ""
        done = f"{tally.n_done - n_failed:,} drafted, {failed}{tally.n_skipped:,} finished before"
        rows = [("this run", done)]
        if tally.reasons:
            rows.append(("redone", render_counts(tally.reasons.items())))
        if usage.calls or tally.n_reused:
            rows.append(("calls", f"{usage.calls:,}, and {tally.n_reused:,} replies paid for before"))
            cached = f"{usage.cached_tokens:,} cached"
            rows.append(("tokens", f"{usage.input_tokens:,} in ({cached}), {usage.output_tokens:,} out"))
        if tally.n_retries:
            rows.append(("waits", f"{tally.n_retries:,}, the last for: {tally.waits_for}"))
        for problem, count in tally.problems.most_common(5):
            rows.append(("failure", f"{problem}" + (f" ({count:,} films)" if count > 1 else "")))
        rows.append(("time", render_duration(self.seconds)))
        return rows
