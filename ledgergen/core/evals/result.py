"""Cases and metrics of an eval, thresholds held against them, and its JSON.

`eval/1` holds no clock, no path and no duration of our own: the same inputs
give the same bytes. What a live model took (latency, cost) is measured, and so
differs from run to run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from ledgergen.codec import report_to_json
from ledgergen.core.evals.case import SuiteKind, Threshold
from ledgergen.core.evals.observation import UNSCORED, Measure, Observation, Unscored
from ledgergen.core.metrics import Estimate, Share, estimate_mean, estimate_rate, sum_shares

SCHEMA = "eval/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """One case of a suite, once or several times."""

    name: str
    says: str
    runs: tuple[Observation, ...]
    error: str = ""
    """Why it could not be run, file and line named; such a case has failed."""

    @property
    def state(self) -> Literal["passed", "failed", "unscored"]:
        """Tell how the case ended; of several runs all must pass."""
        if self.error or not self.runs:
            return "failed"
        if all(run.unscored for run in self.runs):
            return "unscored"
        return "passed" if all(run.is_passed for run in self.runs) else "failed"

    @property
    def reasons(self) -> tuple[str, ...]:
        """Say why it did not pass, each reason once."""
        if self.error:
            return (self.error,)
        found = [test.reason for run in self.runs for test in run.tests if not test.is_met]
        found += [run.unscored for run in self.runs if run.unscored]
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One metric over all runs of a suite; without an estimate it is unscored."""

    name: str
    estimate: Estimate | None
    because: str = ""
    """Why it is unscored."""
    threshold: Threshold | None = None

    @property
    def is_missed(self) -> bool:
        """Tell whether a threshold is missed; what was not measured misses it."""
        limit = self.threshold
        if limit is None:
            return False
        if self.estimate is None:
            return True
        value = self.estimate.value
        return (limit.at_least is not None and value < limit.at_least) or (
            limit.at_most is not None and value > limit.at_most
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SuiteResult:
    """One suite's run."""

    name: str
    kind: SuiteKind
    says: str
    cases: tuple[CaseResult, ...]
    metrics: tuple[Metric, ...]

    @property
    def missed(self) -> tuple[Metric, ...]:
        """The metrics under their threshold."""
        return tuple(metric for metric in self.metrics if metric.is_missed)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvalResult:
    """A whole eval."""

    model: str
    """`scripted`, or the model's name."""
    repeat: int
    suites: tuple[SuiteResult, ...]
    hashes: Mapping[str, str]
    """What it was run with: `prompt` (the head that all films share), `checker`."""
    prompt_head: str = ""
    """Those messages themselves, for the reader of a page."""

    @property
    def is_passed(self) -> bool:
        """Tell whether every threshold is reached."""
        return not any(suite.missed for suite in self.suites)


def build_metrics(cases: Iterable[CaseResult], thresholds: Mapping[str, Threshold]) -> tuple[Metric, ...]:
    """Sum the runs' measures up; thresholds on metrics nobody measured are there, missed."""
    shares: dict[str, list[Share]] = {}
    values: dict[str, list[Decimal]] = {}
    why: dict[str, str] = {}
    names: dict[str, None] = {"passed": None}
    states = []
    for case in cases:
        states += [Share(hits=int(case.state == "passed"), of=1)] * (case.state != "unscored")
        for run in case.runs:
            for name, measure in run.measures.items():
                names[name] = None
                if isinstance(measure, Unscored):
                    why.setdefault(name, measure.because)
                elif isinstance(measure, Share):
                    shares.setdefault(name, []).append(measure)
                else:
                    values.setdefault(name, []).append(measure)
    shares["passed"] = states
    metrics = []
    for name in (*names, *(name for name in thresholds if name not in names)):
        estimate = estimate_rate(sum_shares(shares.get(name, ()))) or estimate_mean(values.get(name, ()))
        because = "" if estimate else why.get(name, "nothing measured it")
        metrics.append(Metric(name=name, estimate=estimate, because=because, threshold=thresholds.get(name)))
    return tuple(metrics)


def to_json(result: EvalResult) -> dict[str, Any]:
    """Return the shape `eval/1`: what `--json` prints and `--baseline` reads."""
    return {
        "schema": SCHEMA,
        "model": result.model,
        "repeat": result.repeat,
        "passed": result.is_passed,
        "hashes": dict(result.hashes),
        "suites": [
            {
                "name": suite.name,
                "kind": suite.kind.value,
                "passed": not suite.missed,
                "metrics": {metric.name: _metric_to_json(metric) for metric in suite.metrics},
                "cases": [_case_to_json(case) for case in suite.cases],
            }
            for suite in result.suites
        ],
    }


def _metric_to_json(metric: Metric) -> dict[str, Any]:
    limit, estimate = metric.threshold, metric.estimate
    bounds = {} if limit is None else {"at_least": _write(limit.at_least), "at_most": _write(limit.at_most)}
    said: dict[str, Any] = {"missed": metric.is_missed, **bounds}
    if estimate is None:
        return {"value": UNSCORED, "because": metric.because, **said}
    return {
        "value": _write(estimate.value),
        "low": _write(estimate.low),
        "high": _write(estimate.high),
        "spread": _write(estimate.spread),
        "n": estimate.n,
        **said,
    }


def _case_to_json(case: CaseResult) -> dict[str, Any]:
    return {
        "name": case.name,
        "says": case.says,
        "state": case.state,
        "reasons": list(case.reasons),
        "runs": [
            {
                "passed": run.is_passed,
                "unscored": run.unscored,
                "tests": [{"name": t.name, "met": t.is_met, "reason": t.reason} for t in run.tests],
                "measures": dict(_measures_to_json(run.measures)),
                "hashes": dict(run.hashes),
                "notes": list(run.notes),
                "text": run.text,
                "report": None if run.report is None else report_to_json(run.report),
                "turns": [{"asked": turn.asked, "said": turn.said} for turn in run.turns],
            }
            for run in case.runs
        ],
    }


def _measures_to_json(measures: Mapping[str, Measure]) -> Iterator[tuple[str, Any]]:
    for name, measure in measures.items():
        if isinstance(measure, Unscored):
            yield name, UNSCORED
        elif isinstance(measure, Share):
            yield name, {"hits": measure.hits, "of": measure.of}
        else:
            yield name, _write(measure.quantize(Decimal("0.000001")).normalize())


def _write(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
