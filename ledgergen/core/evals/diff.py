"""A run against an earlier one: which metrics moved, and which cases changed.

A metric has moved when the intervals of the two runs do not meet; a smaller
difference is shown as what it is, and called no change. Cases are compared by
suite and name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from ledgergen.core.evals.metric import find_kind
from ledgergen.core.evals.observation import UNSCORED
from ledgergen.core.evals.table import render_value
from ledgergen.core.metrics import Estimate

Direction = Literal["better", "worse", "changed", "no clear change", "new", "gone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricChange:
    """One metric then and now; None where it was unscored."""

    suite: str
    name: str
    before: Estimate | None
    after: Estimate | None
    direction: Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChange:
    """One case whose state or text is another one than before."""

    suite: str
    name: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """What is different from the baseline."""

    metrics: tuple[MetricChange, ...]
    cases: tuple[CaseChange, ...]

    @property
    def is_worse(self) -> bool:
        """Tell whether a metric fell clearly, or a case that passed does no longer."""
        return any(change.direction == "worse" for change in self.metrics) or any(
            change.before == "passed" and change.after == "failed" for change in self.cases
        )


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> Diff:
    """Compare two values of shape `eval/1`.

    Raises:
        KeyError, ValueError, TypeError, ArithmeticError: one is not of that shape; the caller says which.
    """
    old = {suite["name"]: suite for suite in before["suites"]}
    metrics: list[MetricChange] = []
    cases: list[CaseChange] = []
    for suite in after["suites"]:
        earlier = old.get(suite["name"])
        if earlier is None:
            continue
        metrics += _compare_metrics(suite["name"], earlier["metrics"], suite["metrics"])
        cases += _compare_cases(suite["name"], earlier["cases"], suite["cases"])
    return Diff(metrics=tuple(metrics), cases=tuple(cases))


def render_diff(diff: Diff) -> str:
    """Return the differences as text; one line says so where there are none."""
    lines = [
        f"  {change.suite} {change.name}: {_show(change.name, change.before)} → "
        f"{_show(change.name, change.after)}  {change.direction}"
        for change in diff.metrics
        if _is_shown(change)
    ]
    lines += [
        f"  {change.suite} {change.name}: {change.before} → {change.after}"
        + (f" ({change.reason})" if change.reason else "")
        for change in diff.cases
    ]
    return "\n".join(["against the baseline", *(lines or ["  nothing changed"])])


def _is_shown(change: MetricChange) -> bool:
    before = change.before.value if change.before else None
    after = change.after.value if change.after else None
    return before != after


def _show(name: str, estimate: Estimate | None) -> str:
    return UNSCORED if estimate is None else render_value(name, estimate.value)


def _compare_metrics(suite: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[MetricChange]:
    for name in (*new, *(name for name in old if name not in new)):
        before, after = _read(old.get(name)), _read(new.get(name))
        yield MetricChange(
            suite=suite, name=name, before=before, after=after, direction=_find_direction(name, before, after)
        )


def _find_direction(name: str, before: Estimate | None, after: Estimate | None) -> Direction:
    if before is None or after is None:
        return "no clear change" if before is after else ("new" if before is None else "gone")
    if before.low <= after.high and after.low <= before.high:
        return "no clear change"
    better = find_kind(name).better
    if better == "neither":
        return "changed"
    return "better" if (after.value > before.value) == (better == "more") else "worse"


def _compare_cases(suite: str, old: list[Any], new: list[Any]) -> Iterator[CaseChange]:
    earlier = {case["name"]: case for case in old}
    for case in new:
        was = earlier.pop(case["name"], None)
        before = was["state"] if was else "new"
        if before != case["state"]:
            reason = "; ".join(case["reasons"][:2])
            yield CaseChange(
                suite=suite, name=case["name"], before=before, after=case["state"], reason=reason
            )
        elif was is not None and _list_texts(was) != _list_texts(case):
            yield CaseChange(
                suite=suite, name=case["name"], before=before, after=case["state"], reason="another text"
            )
    for name, case in earlier.items():
        yield CaseChange(suite=suite, name=name, before=case["state"], after="gone", reason="")


def _list_texts(case: Mapping[str, Any]) -> list[Any]:
    return [run["hashes"] for run in case["runs"]]


def _read(value: Mapping[str, Any] | None) -> Estimate | None:
    if value is None or value["value"] == UNSCORED:
        return None
    return Estimate(
        value=Decimal(value["value"]), low=Decimal(value["low"]), high=Decimal(value["high"]), n=value["n"]
    )
