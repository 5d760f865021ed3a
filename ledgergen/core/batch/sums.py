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


_MAX_PROBLEMS = 1000
"""Told apart; a million films may fail in a million words."""


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
    """What the longest wait of the moment is about, or the latest that is over."""
    waits_until: float = 0.0
    """When it ends; seconds, any clock, the same for all of a tally."""
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
        self.usage = sum_usage((self.usage, outcome.usage))
        self.n_reused += outcome.n_reused
        if outcome.why:
            self.reasons[outcome.why] += 1
        if outcome.problem:
            line = _first_line(outcome.problem)
            is_room = line in self.problems or len(self.problems) < _MAX_PROBLEMS
            self.problems[line if is_room else "another problem"] += 1

    def wait(self, reason: str, seconds: float, *, now: float) -> None:
        """Count a wait that begins."""
        self.n_retries += 1
        if now >= self.waits_until or now + seconds > self.waits_until:
            self.waits_for, self.waits_until = reason, now + seconds

    def join(self, tallies: Iterable[Tally]) -> None:
        """Become the sum of what several processes did; films and waits stay as they are."""
        parts = list(tallies)
        for name in ("n_skipped", "n_in_flight", "n_ordered", "n_reused"):
            setattr(self, name, sum(getattr(part, name) for part in parts))
        for name in ("counts", "reasons", "problems"):
            setattr(self, name, sum((getattr(part, name) for part in parts), Counter()))
        self.usage = sum_usage(part.usage for part in parts)


def sum_usage(usages: Iterable[Usage]) -> Usage:
    """Return all of it together."""
    total = [0, 0, 0, 0]
    for usage in usages:
        counts = (usage.input_tokens, usage.cached_tokens, usage.output_tokens, usage.calls)
        total = [old + new for old, new in zip(total, counts, strict=True)]
    return Usage(input_tokens=total[0], cached_tokens=total[1], output_tokens=total[2], calls=total[3])


def _first_line(problem: str) -> str:
    return problem.splitlines()[0].removeprefix("error: ")


def list_progress(
    tally: Tally, *, seconds: float, now: float, spent_usd: Decimal | None, cap_usd: Decimal | None
) -> tuple[list[str], ...]:
    """Write where a run stands after so many seconds: what everybody looks for, the counts, the waits.

    `now` is by the clock of the tally's waits.
    """
    done = tally.n_skipped + tally.n_done
    waits: list[str] = []
    heads = [f"{done:,}/{tally.n_films:,} films"]
    counts = ", ".join(f"{tally.counts[s]:,} {s.value}" for s in (State.CLEAN, State.HELD, State.FAILED))
    parts = [f"{counts}, {tally.n_in_flight:,} in flight"]
    if tally.n_done and seconds > 0:
        rate = tally.n_done / seconds
        heads.append(f"{rate * 60:,.0f}/min, {render_duration(tally.n_left / rate)} left")
    if spent_usd is not None:
        heads.append(f"${spent_usd:.2f}" + ("" if cap_usd is None else f" of ${cap_usd:.2f}"))
    usage = tally.usage
    if usage.calls:
        parts.append(
            f"{usage.input_tokens:,} tokens in ({usage.cached_tokens:,} cached), {usage.output_tokens:,} out"
        )
    if tally.n_retries:
        waits.append(f"{tally.n_retries:,} {'wait' if tally.n_retries == 1 else 'waits'}")
        left_s = tally.waits_until - now
        if left_s >= 1:
            waits.append(f"waiting {render_duration(left_s)} more: {tally.waits_for}")
        elif tally.waits_for:
            waits.append(f"the last for: {tally.waits_for}")
    return heads, parts, waits


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
