"""A run as one HTML page: a chart per metric, and every case with all that was said in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ledgergen.core.evals.diff import Diff, render_diff
from ledgergen.core.evals.metric import find_kind
from ledgergen.core.evals.observation import UNSCORED, Measure, Observation, Unscored
from ledgergen.core.evals.result import CaseResult, EvalResult, Metric, SuiteResult
from ledgergen.core.evals.table import render_interval, render_limit, render_value
from ledgergen.core.metrics import Share
from ledgergen.core.pages.charts import Bar, render_bars
from ledgergen.core.pages.html_page import (
    Cell,
    Html,
    Tile,
    Tone,
    escape,
    join_html,
    render_badge,
    render_details,
    render_page,
    render_section,
    render_table,
    render_tiles,
)
from ledgergen.model.report import Report

_STATES = {"passed": Tone.GOOD, "failed": Tone.BAD, "unscored": Tone.MUTED}


def render_report(result: EvalResult, *, diff: Diff | None = None) -> str:
    """Return the page; it loads nothing and holds no clock."""
    states = [case.state for suite in result.suites for case in suite.cases]
    missed = [f"{suite.name} {metric.name}" for suite in result.suites for metric in suite.missed]
    tiles = [
        Tile(
            "thresholds",
            "missed" if missed else "reached",
            Tone.BAD if missed else Tone.GOOD,
            ", ".join(missed),
        ),
        Tile("cases passed", f"{states.count('passed')} of {len(states)}"),
        Tile("unscored", str(states.count("unscored")), Tone.MUTED),
        Tile("model", result.model, note=f"{result.repeat} runs of each case" if result.repeat > 1 else ""),
    ]
    parts = [render_tiles(tiles)]
    if diff is not None:
        parts.append(render_section("Against the baseline", Html(f"<pre>{escape(render_diff(diff))}</pre>")))
    parts += [_render_suite(suite) for suite in result.suites]
    if result.prompt_head:
        head = render_details("the head of every prompt", _preformat(result.prompt_head))
        note = "Each case shows the last message of its prompts; these stand before it, the same for all."
        parts.append(render_section("prompts", head, note=note))
    hashes = " · ".join(f"{name} {value[:20]}" for name, value in result.hashes.items())
    lead = "Did a change of prompt, rule, model or code make ledgers better or worse?"
    return render_page("ledgergen eval", *parts, lead=lead, footer=hashes)


def _render_suite(suite: SuiteResult) -> Html:
    return render_section(
        suite.name,
        join_html(_draw_metrics(suite.metrics)),
        _render_metrics(suite.metrics),
        join_html(_render_case(case) for case in suite.cases),
        note=suite.says,
    )


def _draw_metrics(metrics: Sequence[Metric]) -> Iterator[Html]:
    """Draw shares together, classes of one metric together, and every other metric on its own."""
    groups: dict[str, list[Metric]] = {}
    for metric in metrics:
        name, _, fault = metric.name.partition("/")
        is_share = find_kind(name).unit == "share"
        title = f"{name} by class: {find_kind(name).says}" if fault else "rates"
        if not is_share:
            title = f"{name}: {find_kind(name).says}"
        groups.setdefault(title, []).append(metric)
    for title, group in groups.items():
        bars = [_draw_metric(metric) for metric in group if metric.estimate is not None]
        is_share = find_kind(group[0].name).unit == "share"
        if bars:
            yield render_bars(title, bars, maximum=100 if is_share else None)


def _draw_metric(metric: Metric) -> Bar:
    assert metric.estimate is not None
    name, _, fault = metric.name.partition("/")
    value = metric.estimate.value
    tone = Tone.BAD if metric.is_missed else (Tone.GOOD if metric.threshold else Tone.INFO)
    shown = value * 100 if find_kind(name).unit == "share" else value
    return Bar(fault or name, max(shown, Decimal(0)), tone, render_value(name, value))


def _render_metrics(metrics: Sequence[Metric]) -> Html:
    rows = []
    for metric in metrics:
        estimate = metric.estimate
        state = (Tone.BAD, "missed") if metric.is_missed else (Tone.GOOD, "reached")
        rows.append(
            (
                metric.name,
                find_kind(metric.name).says,
                render_value(metric.name, estimate.value) if estimate else f"{UNSCORED}: {metric.because}",
                render_interval(metric.name, estimate) if estimate else "",
                render_value(metric.name, estimate.spread)
                if estimate and estimate.spread is not None
                else "",
                f"{estimate.n:,}" if estimate else "",
                render_limit(metric),
                Cell(render_badge(state[1], state[0])) if metric.threshold else "",
            )
        )
    headers = ("metric", "what it is", "value", "95 % interval", "spread", "n", "threshold", "")
    return render_table(headers, rows, numeric=(2, 3, 4, 5))


def _render_case(case: CaseResult) -> Html:
    badge = render_badge(case.state, _STATES[case.state])
    reasons = join_html(Html(f"<li>{escape(reason)}</li>") for reason in case.reasons)
    body = [Html(f"<p>{badge} {escape(case.says)}</p>"), Html(f"<ul>{reasons}</ul>" if reasons else "")]
    for number, run in enumerate(case.runs, 1):
        if len(case.runs) > 1:
            body.append(Html(f"<h3>Run {number}</h3>"))
        body += _render_run(run)
    said = f"{case.state}: {case.name} · {case.says}" if case.says else f"{case.state}: {case.name}"
    return render_details(said, *body, is_open=False)


def _render_run(run: Observation) -> Iterator[Html]:
    if run.unscored:
        return
    if run.tests:
        rows = [
            (
                test.name,
                Cell(render_badge("as expected" if test.is_met else "not so", _tone(is_good=test.is_met))),
                test.reason,
            )
            for test in run.tests
        ]
        yield render_table(("expectation", "", "what was seen"), rows)
    measured = [
        (name, _write(name, measure)) for name, measure in run.measures.items() if not _is_empty(measure)
    ]
    yield render_table(("measure", "value"), measured, numeric=(1,))
    yield join_html(Html(f"<p>{escape(note)}</p>") for note in run.notes)
    if run.report is not None and run.report.figures:
        yield render_details(f"{run.report.found} figures and their verdicts", _render_figures(run.report))
    if run.report is not None and run.report.findings:
        findings = [
            (f.code, f.severity.value, f"{f.line}:{f.column}", f.message) for f in run.report.findings
        ]
        yield render_details("findings", render_table(("code", "severity", "place", "what"), findings))
    for number, turn in enumerate(run.turns, 1):
        yield render_details(f"prompt {number}: its last message", _preformat(turn.asked))
        if turn.said:
            yield render_details(f"reply {number}", _preformat(turn.said))
    if run.text:
        yield render_details("the ledger", _preformat(run.text))


def _render_figures(report: Report) -> Html:
    rows = [
        (
            figure.text,
            Cell(render_badge(figure.verdict.value, _tone(is_good=not figure.flagged))),
            figure.rule,
            figure.about,
            figure.formula or figure.reason,
        )
        for figure in report.figures
    ]
    return render_table(("figure", "verdict", "rule", "about", "why"), rows)


def _tone(*, is_good: bool) -> Tone:
    return Tone.GOOD if is_good else Tone.BAD


def _is_empty(measure: Measure) -> bool:
    return isinstance(measure, Share) and not measure.of


def _write(name: str, measure: Measure) -> str:
    if isinstance(measure, Unscored):
        return f"{UNSCORED}: {measure.because}"
    if isinstance(measure, Share):
        return f"{measure.hits:,} of {measure.of:,}"
    return render_value(name, measure)


def _preformat(text: str) -> Html:
    return Html(f'<pre class="scroll" style="white-space:pre-wrap">{escape(text)}</pre>')
