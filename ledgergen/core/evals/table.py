"""A run as text: a table a suite, and below it what went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ledgergen.core.evals.metric import find_kind
from ledgergen.core.evals.observation import UNSCORED
from ledgergen.core.evals.result import EvalResult, Metric, SuiteResult
from ledgergen.core.metrics import Estimate

_MOST_CASES = 12
_MOST_REASONS = 3
_MOST_CHARS = 220


def render_result(result: EvalResult, *, is_detailed: bool = False) -> str:
    """Return all suites as text, without the last line end."""
    return "\n\n".join("\n".join(_list_suite(suite, is_detailed=is_detailed)) for suite in result.suites)


def render_value(metric: str, value: Decimal) -> str:
    """Write a metric's value in its own unit: "98.2 %", "$0.0031", "412"."""
    unit = find_kind(metric).unit
    if unit == "share":
        return f"{value * 100:.1f} %"
    if unit == "usd":
        return f"${value:.4f}"
    if unit == "s":
        return f"{value:.2f} s"
    return f"{value:,.0f}" if unit == "tokens" or abs(value) >= 100 else f"{value:.2f}"


def render_interval(metric: str, estimate: Estimate) -> str:
    """Write the 95 % interval: "83.9 % – 100.0 %"."""
    return f"{render_value(metric, estimate.low)} – {render_value(metric, estimate.high)}"


def render_limit(metric: Metric) -> str:
    """Write a metric's threshold: "≥ 98.0 %", or nothing."""
    limit = metric.threshold
    if limit is None:
        return ""
    bounds = [("≥", limit.at_least), ("≤", limit.at_most)]
    return " ".join(
        f"{sign} {render_value(metric.name, value)}" for sign, value in bounds if value is not None
    )


def _list_suite(suite: SuiteResult, *, is_detailed: bool) -> Iterator[str]:
    n_cases = len(suite.cases)
    verdict = "MISSED" if suite.missed else "ok"
    yield f"{suite.name} · {n_cases} {'case' if n_cases == 1 else 'cases'} · {verdict}"
    rows = [("metric", "value", "95 % interval", "n", "threshold", "")]
    for metric in suite.metrics:
        estimate = metric.estimate
        mark = "MISSED" if metric.is_missed else ""
        if estimate is None:
            note = f"{metric.because}" if not mark else f"{mark}: {metric.because}"
            rows.append((metric.name, UNSCORED, "", "", render_limit(metric), note))
            continue
        rows.append(
            (
                metric.name,
                render_value(metric.name, estimate.value),
                render_interval(metric.name, estimate),
                f"{estimate.n:,}",
                render_limit(metric),
                mark,
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    for name, value, interval, n, limit, mark in rows:
        yield (
            f"  {name:<{widths[0]}}  {value:>{widths[1]}}  {interval:>{widths[2]}}  {n:>{widths[3]}}"
            f"  {limit:<{widths[4]}}  {mark}"
        ).rstrip()
    yield from _list_cases(suite, is_detailed=is_detailed)


def _list_cases(suite: SuiteResult, *, is_detailed: bool) -> Iterator[str]:
    """Name the cases that did not pass, with why; a long list is cut unless all is wanted."""
    others = [case for case in suite.cases if case.state != "passed"]
    for case in others if is_detailed else others[:_MOST_CASES]:
        reasons = case.reasons if is_detailed else [_cut(why) for why in case.reasons[:_MOST_REASONS]]
        yield f"  {case.state} {case.name}: " + "; ".join(reasons)
    n_more = len(others) - _MOST_CASES
    if n_more > 0 and not is_detailed:
        yield f"  … and {n_more} more: --details lists them"
    if is_detailed:
        yield from (
            f"    {case.name}: {note}" for case in suite.cases for run in case.runs for note in run.notes
        )


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_CHARS else line[: _MOST_CHARS - 1].rstrip() + "…"
