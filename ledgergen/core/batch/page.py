"""The page `batch.report.html`: what a list came to, with charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from ledgergen.core.batch.summary import Summary
from ledgergen.core.pages.charts import Bar, render_bars, render_histogram
from ledgergen.core.pages.html_page import Tile, Tone, render_page, render_section, render_table, render_tiles
from ledgergen.model.batch import FilmOutcome, State

MAX_ROWS = 500
"""Films that the page names, held and failed ones; the counts are of all."""

_TONES = {
    State.QUEUED: Tone.MUTED,
    State.RUNNING: Tone.INFO,
    State.CLEAN: Tone.GOOD,
    State.HELD: Tone.WARN,
    State.FAILED: Tone.BAD,
}
_SECONDS = (1, 2, 5, 10, 20, 30, 60, 120, 300)
_CENTS = tuple(Decimal(text) for text in ("0.001", "0.002", "0.005", "0.01", "0.02", "0.05", "0.1", "0.5"))


def render_batch_page(summary: Summary, outcomes: Iterable[FilmOutcome]) -> str:
    """Return the page; the outcomes are read once, one by one."""
    flags: Counter[str] = Counter()
    problems: Counter[str] = Counter()
    seconds, costs = [0] * (len(_SECONDS) + 1), [0] * (len(_CENTS) + 1)
    rows: list[tuple[str, ...]] = []
    for outcome in outcomes:
        flags.update(dict(outcome.flags))
        if outcome.kind:
            problems[outcome.kind] += 1
        seconds[sum(outcome.seconds > edge for edge in _SECONDS)] += 1
        if outcome.cost_usd:
            costs[sum(outcome.cost_usd > edge for edge in _CENTS)] += 1
        if outcome.state is not State.CLEAN and len(rows) < MAX_ROWS:
            rows.append(_describe(outcome))
    states = [Bar(s.value, summary.states.get(s, 0), _TONES[s]) for s in State if summary.states.get(s)]
    held = [Bar(name, count, Tone.WARN) for name, count in flags.most_common(15)]
    failed = [Bar(name, count, Tone.BAD) for name, count in problems.most_common(10)]
    sections = [render_section("Outcomes", render_bars("Films by where they stand", states))]
    if held:
        chart = render_bars("Flagged figures and findings, by kind", held)
        sections.append(render_section("Why films are held", chart, note="A film may count in several."))
    if failed:
        sections.append(render_section("Failures", render_bars("Failed films, by kind of failure", failed)))
    if any(seconds):
        sections.append(
            render_section(
                "Time and cost of a film",
                render_histogram("Seconds a film", _name_classes(_SECONDS, seconds), axis="seconds, up to"),
                render_histogram("Cost of a film", _name_classes(_CENTS, costs), axis="dollars, up to"),
            )
        )
    if rows:
        table = render_table(("Film", "Title", "State", "File or failure"), rows)
        sections.append(render_section("Held and failed films", table))
    problem = "" if summary.problem is None else f": {summary.problem.what}"
    return render_page(
        f"Batch of {summary.n_films:,} films",
        render_tiles(_build_tiles(summary)),
        *sections,
        lead=f"{summary.shown}{problem}",
    )


def _build_tiles(summary: Summary) -> list[Tile]:
    states = summary.states
    cost = "unknown" if summary.spent_usd is None else f"${summary.spent_usd:.4f}"
    cap = "" if summary.cap_usd is None else f"of ${summary.cap_usd:.2f}"
    return [
        Tile("clean", f"{states.get(State.CLEAN, 0):,}", Tone.GOOD),
        Tile("held", f"{states.get(State.HELD, 0):,}", Tone.WARN),
        Tile("failed", f"{states.get(State.FAILED, 0):,}", Tone.BAD),
        Tile("open", f"{summary.n_open:,}", Tone.MUTED),
        Tile("cost", cost, note=cap),
    ]


def _name_classes(edges: Iterable[object], counts: list[int]) -> list[tuple[str, int]]:
    names = [str(edge) for edge in edges]
    return list(zip([*names, f"> {names[-1]}"], counts, strict=True))


def _describe(outcome: FilmOutcome) -> tuple[str, ...]:
    failure = " ".join(outcome.problem.removeprefix("error: ").split())
    return (str(outcome.movie_id), outcome.title, outcome.state.value, failure or outcome.path)
