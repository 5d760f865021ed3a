"""What a batch came to: one film's outcome, their sums, and the words for both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from ledgergen.model.batch import FilmOutcome, State
from ledgergen.model.report import Report, Usage


def count_flags(report: Report) -> tuple[tuple[str, int], ...]:
    """Count what holds a draft: flagged verdicts by their name, findings by their code."""
    counts: Counter[str] = Counter(figure.verdict.value for figure in report.flagged)
    counts.update(finding.code for finding in report.findings if finding.severity.value == "error")
    return tuple(sorted(counts.items()))


@dataclass(slots=True, kw_only=True)
class Tally:
    """What this run has done so far. Grows as outcomes come."""

    n_films: int = 0
    """On the list."""
    n_skipped: int = 0
    """Finished before this run."""
    n_in_flight: int = 0
    n_ordered: int = 0
    """Of the present pass: they come back when their reply is there."""
    counts: Counter[State] = field(default_factory=Counter)
    """Outcomes of this run."""
    usage: Usage = field(default_factory=Usage)
    n_reused: int = 0
    n_retries: int = 0
    waits_for: str = ""
    """What the latest wait was about."""
    reasons: Counter[str] = field(default_factory=Counter)
    """Why films that had an outcome were redone."""
    problems: Counter[str] = field(default_factory=Counter)
    """Failures by their first line."""

    @property
    def n_done(self) -> int:
        """Outcomes of this run."""
        return self.counts.total()

    @property
    def n_left(self) -> int:
        """Films of the list without an outcome yet."""
        return max(self.n_films - self.n_skipped - self.n_done, 0)

    def add(self, outcome: FilmOutcome) -> None:
        """Count one film's outcome."""
        self.counts[outcome.state] += 1
        old, new = self.usage, outcome.usage
        self.usage = Usage(
            input_tokens=old.input_tokens + new.input_tokens,
            cached_tokens=old.cached_tokens + new.cached_tokens,
            output_tokens=old.output_tokens + new.output_tokens,
            calls=old.calls + new.calls,
        )
        self.n_reused += outcome.n_reused
        if outcome.why:
            self.reasons[outcome.why] += 1
        if outcome.problem:
            self.problems[_first_line(outcome.problem)] += 1


def _first_line(problem: str) -> str:
    return problem.splitlines()[0].removeprefix("error: ")


def render_progress(
    tally: Tally, *, seconds: float, spent_usd: Decimal | None, cap_usd: Decimal | None
) -> str:
    """Write where a run stands, on one line."""
    done = tally.n_skipped + tally.n_done
    counts = ", ".join(f"{tally.counts[s]:,} {s.value}" for s in (State.CLEAN, State.HELD, State.FAILED))
    parts = [f"{done:,}/{tally.n_films:,} films", f"{counts}, {tally.n_in_flight:,} in flight"]
    if tally.n_done and seconds > 0:
        rate = tally.n_done / seconds
        parts.append(f"{rate * 60:,.0f}/min, {render_duration(tally.n_left / rate)} left")
    if spent_usd is not None:
        parts.append(f"${spent_usd:.2f}" + ("" if cap_usd is None else f" of ${cap_usd:.2f}"))
    usage = tally.usage
    if usage.calls:
        parts.append(
            f"{usage.input_tokens:,} tokens in ({usage.cached_tokens:,} cached), {usage.output_tokens:,} out"
        )
    if tally.n_retries:
        parts.append(f"{tally.n_retries:,} waits" + (f" ({tally.waits_for})" if tally.waits_for else ""))
    return " · ".join(parts)


def render_duration(seconds: float) -> str:
    """Write a duration in the two units that matter."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600:,} h {whole % 3600 // 60:02d} min"


def render_counts(counts: Iterable[tuple[str, int]], *, most: int = 5) -> str:
    """Write the most frequent of some counts: "a (3), b (1)"."""
    rows = sorted(counts, key=lambda row: -row[1])
    shown = ", ".join(f"{name} ({count:,})" for name, count in rows[:most])
    return shown + (f" and {len(rows) - most} more" if len(rows) > most else "")
