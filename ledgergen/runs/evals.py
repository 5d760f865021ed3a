"""Run suites: every case to an observation, every suite to its metrics.

pydantic-evals runs the cases: it keeps them apart, so that a defect in one
fails that one; it bounds how many a live model is asked at once; and it holds
each expectation as a named assertion. What the assertions mean for a film site
(`core.evals`) is ours: shares that pool over cases, Wilson intervals, unscored
labels, byte-stable output. Of the libraries that could do it, it is the only
one that brings no model client, no telemetry and no service.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pydantic_evals import Case, Dataset
from pydantic_evals.evaluators import EvaluationReason, Evaluator, EvaluatorContext

from ledgergen import __version__
from ledgergen.adapters.eval_files import LoadedSuite
from ledgergen.codec import hash_text
from ledgergen.core.evals.case import SuiteKind
from ledgergen.core.evals.observation import UNSCORED, Observation, Unscored
from ledgergen.core.evals.result import CaseResult, EvalResult, SuiteResult, build_metrics
from ledgergen.core.metrics import Share
from ledgergen.runs.eval_setup import Job, Setup
from ledgergen.runs.eval_suites import plan_suite


@dataclass(frozen=True, slots=True)
class _Input:
    """One run of one job."""

    job: Job
    number: int
    """From 0, of the repeats."""


@dataclass
class _Expectations(Evaluator[_Input, Observation, None]):
    """What a case expects, as assertions with reasons."""

    def evaluate(self, ctx: EvaluatorContext[_Input, Observation, None]) -> dict[str, EvaluationReason]:
        return {
            f"{number} {test.name}": EvaluationReason(value=test.is_met, reason=test.reason)
            for number, test in enumerate(ctx.output.tests, 1)
        }


@dataclass
class _Measures(Evaluator[_Input, Observation, None]):
    """What was measured: numbers as scores, and `unscored` as the label it is."""

    def evaluate(self, ctx: EvaluatorContext[_Input, Observation, None]) -> dict[str, float | str]:
        said: dict[str, float | str] = {}
        for name, measure in ctx.output.measures.items():
            if isinstance(measure, Unscored) or (isinstance(measure, Share) and not measure.of):
                said[name] = UNSCORED
            else:
                said[name] = float(measure.hits / measure.of if isinstance(measure, Share) else measure)
        return said


async def run_evals(
    suites: Sequence[LoadedSuite],
    *,
    setup: Setup,
    repeat: int = 1,
    max_concurrency: int = 4,
    on_suite: Callable[[str, int], None] | None = None,
) -> EvalResult:
    """Run the suites one after the other; `on_suite` hears each one's name and number of cases."""
    results = []
    for suite in suites:
        jobs = await plan_suite(suite, setup=setup)
        if on_suite is not None:
            on_suite(suite.name, len(jobs))
        is_live = setup.live is not None and suite.file.kind is SuiteKind.DRAFTING
        thresholds = suite.file.live_thresholds if is_live else suite.file.thresholds
        cases = await _run_cases(suite.name, jobs, repeat=repeat, max_concurrency=max_concurrency)
        results.append(
            SuiteResult(
                name=suite.name,
                kind=suite.file.kind,
                says=suite.file.says,
                cases=cases,
                metrics=build_metrics(cases, thresholds),
            )
        )
    return EvalResult(
        model=setup.model_name,
        repeat=repeat,
        suites=tuple(results),
        hashes={"checker": f"ledgergen/{__version__}", "prompt": hash_text(setup.prompt_head)},
        prompt_head=setup.prompt_head,
    )


async def _run_cases(
    name: str, jobs: Sequence[Job], *, repeat: int, max_concurrency: int
) -> tuple[CaseResult, ...]:
    async def run(given: _Input) -> Observation:
        assert given.job.run is not None
        return await given.job.run(given.number)

    n_runs = repeat if any(job.varies for job in jobs) else 1
    inputs = [_Input(job, number) for job in jobs if job.run is not None for number in range(n_runs)]
    runs: dict[str, list[Observation]] = {job.name: [] for job in jobs}
    errors = {job.name: job.error for job in jobs}
    if inputs:
        dataset = Dataset[_Input, Observation, None](
            name=name,
            cases=[Case(name=f"{one.job.name} #{one.number + 1}", inputs=one) for one in inputs],
            evaluators=[_Expectations(), _Measures()],
        )
        report = await dataset.evaluate(run, progress=False, max_concurrency=max_concurrency)
        for done in sorted(report.cases, key=lambda case: case.inputs.number):
            runs[done.inputs.job.name].append(done.output)
        for failure in report.failures:
            errors[failure.inputs.job.name] = failure.error_message
    return tuple(
        CaseResult(name=job.name, says=job.says, runs=tuple(runs[job.name]), error=errors[job.name])
        for job in jobs
    )
