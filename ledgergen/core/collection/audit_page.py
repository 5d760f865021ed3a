"""The audit as one self-contained page: charts first, then the worst ledgers, then every flagged figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ledgergen.core.article import form
from ledgergen.core.collection.audit import CLAIMS, Audit, LedgerRow, count_claims, count_proven
from ledgergen.core.listing import Problem
from ledgergen.core.pages.charts import Bar, Layer, Stack, render_bars, render_histogram, render_stacks
from ledgergen.core.pages.html_page import (
    Cell,
    Html,
    Tile,
    Tone,
    escape,
    join_html,
    render_badge,
    render_columns,
    render_details,
    render_link,
    render_marked,
    render_page,
    render_section,
    render_table,
    render_tiles,
)
from ledgergen.model.report import Verdict

N_WORST = 25
"""How many ledgers the table of the worst has."""
_N_SOURCES = 15
_CONTEXT = 90

TONES = {
    Verdict.EXACT: Tone.GOOD,
    Verdict.ROUNDED: Tone.FAIR,
    Verdict.DERIVED: Tone.INFO,
    Verdict.NOT_A_CLAIM: Tone.MUTED,
    Verdict.CONFLICT: Tone.BAD,
    Verdict.UNSUPPORTED: Tone.WARN,
    Verdict.STALE: Tone.PLAIN,
    Verdict.NOT_EXAMINED: Tone.ALARM,
}
_SECTIONS: dict[int | None, str] = {
    0: "Head",
    **{section.number: section.name for section in form.SECTIONS},
    None: "Outside",
}
_LAYERS = [Layer(verdict.value.replace("_", " "), TONES[verdict]) for verdict in CLAIMS]


def render_audit(audit: Audit, *, checker: str, made_at: str, across: Sequence[Problem] = ()) -> str:
    """Write the page; `made_at` is shown as it is."""
    tally = audit.tally
    claims = count_claims(tally.verdicts)
    proven = count_proven(tally.verdicts)
    lead = (
        f"{tally.files} ledgers hold {tally.found} figures. Of the {claims} that claim something, "
        f"{proven} are proven ({_percent(proven, claims)}), {_count_flagged(audit)} are flagged, "
        f"and {tally.not_examined} of these were not examined."
    )
    return render_page(
        "Audit of a ledger collection",
        _render_tiles(audit, claims=claims, proven=proven),
        _render_charts(audit),
        _render_worst(audit),
        _render_across(across),
        _render_flagged(audit),
        _render_unread(audit),
        lead=lead,
        footer=f"Made by {checker} on {made_at}. Figures found, examined and not examined are all counted.",
    )


def _render_tiles(audit: Audit, *, claims: int, proven: int) -> Html:
    tally = audit.tally
    form_findings = sum(row.findings for row in audit.rows)
    return render_tiles(
        [
            Tile("ledgers", f"{tally.files:,}", note=f"{tally.clean:,} with nothing open"),
            Tile("figures found", f"{tally.found:,}", note=f"{claims:,} claim something"),
            Tile("proven", _percent(proven, claims), Tone.GOOD, note=f"{proven:,} figures"),
            Tile("flagged", f"{_count_flagged(audit):,}", Tone.BAD, note="in conflict, or without evidence"),
            Tile(
                "not examined", f"{tally.not_examined:,}", Tone.ALARM, note=f"{tally.unread:,} ledgers unread"
            ),
            Tile("findings of form", f"{form_findings:,}", Tone.WARN),
        ]
    )


def _count_flagged(audit: Audit) -> int:
    return sum(count for verdict, count in audit.tally.verdicts.items() if verdict.flagged)


def _render_charts(audit: Audit) -> Html:
    verdicts = audit.tally.verdicts
    total = sum(verdicts.values())
    by_verdict = render_bars(
        "Figures by verdict",
        [
            Bar(
                verdict.value.replace("_", " "),
                verdicts[verdict],
                TONES[verdict],
                f"{verdicts[verdict]:,} ({_percent(verdicts[verdict], total)})",
            )
            for verdict in (*CLAIMS, Verdict.NOT_A_CLAIM)
        ],
    )
    sections = [key for key in _SECTIONS if count_claims(audit.sections[key])]
    by_section = render_stacks(
        "Claims by section",
        _LAYERS,
        [_stack(_SECTIONS[key], audit.sections[key]) for key in sections],
        is_share=True,
    )
    kinds = sorted(audit.kinds.items(), key=lambda item: -count_claims(item[1]))
    by_kind = render_stacks(
        "Claims by kind of figure", _LAYERS, [_stack(kind, counts) for kind, counts in kinds], is_share=True
    )
    by_source = render_bars(
        "Proven figures by the source they rest on",
        [Bar(source, count) for source, count in audit.sources.most_common(_N_SOURCES)],
    )
    histogram = render_histogram(
        "Ledgers by number of flagged figures", _count_classes(audit), axis="flagged figures in a ledger"
    )
    return render_section(
        "Overview",
        render_columns(by_verdict, histogram, by_section, by_kind, by_source),
        note="Behind a bar of claims stands the share that is proven, and of how many.",
    )


def _stack(label: str, counts: Counter[Verdict]) -> Stack:
    claims = count_claims(counts)
    text = f"{_percent(count_proven(counts), claims)} of {claims:,}"
    return Stack(label, tuple(counts[verdict] for verdict in CLAIMS), text)


def _count_classes(audit: Audit) -> list[tuple[str, int]]:
    """Count ledgers by flagged figures: one class a number up to ten, then one for the rest."""
    counts = Counter(min(row.flagged, 10) for row in audit.rows if not row.error)
    return [("10+" if number == 10 else str(number), counts[number]) for number in range(11)]


def _render_worst(audit: Audit) -> Html:
    worst = audit.worst[:N_WORST]
    rows = [
        (row.path, row.flagged, row.claims, _percent(row.proven, row.claims), row.findings, row.error)
        for row in worst
    ]
    headers = ("Ledger", "Flagged", "Claims", "Proven", "Form", "")
    body = render_table(headers, rows, numeric=(1, 2, 3, 4)) if rows else Html("<p>Nothing is flagged.</p>")
    note = f"{len(worst)} of the {len(audit.worst)} ledgers in which something is flagged or unread."
    return render_section("The worst ledgers", body, note=note)


def _render_across(across: Sequence[Problem]) -> Html:
    if not across:
        return Html("")
    rows = [(f"{problem.path}:{problem.line}", problem.message) for problem in across]
    return render_section("Figures that differ between ledgers", render_table(("Where", "What"), rows))


def _render_flagged(audit: Audit) -> Html:
    rows = [row for row in audit.worst if row.flagged]
    if not rows:
        return Html("")
    return render_section(
        "Every flagged figure",
        join_html(_render_ledger(row, is_open=index < 3) for index, row in enumerate(rows)),
        note="Ledger by ledger, the worst first. The source's words stand below each figure.",
    )


def _render_ledger(row: LedgerRow, *, is_open: bool) -> Html:
    rows = [
        (
            f"{problem.line}:{problem.column}",
            Cell(_render_verdict(problem)),
            Cell(_render_place(problem)),
            Cell(_render_evidence(problem)),
        )
        for problem in row.problems
    ]
    table = render_table(("Place", "Verdict", "Figure", "Evidence"), rows)
    return render_details(f"{row.path}: {row.flagged} of {row.claims} flagged", table, is_open=is_open)


def _render_verdict(problem: Problem) -> Html:
    assert problem.figure is not None
    verdict = problem.figure.verdict
    badge = render_badge(verdict.value.replace("_", " "), TONES[verdict])
    if problem.suppression is None:
        return badge
    return Html(f"{badge} <small>excused by {escape(problem.suppression.excuse.value)}</small>")


def _render_place(problem: Problem) -> Html:
    assert problem.figure is not None
    line, start, end = problem.source_line, problem.column - 1, problem.end_column - 1
    before, after = line[max(0, start - _CONTEXT) : start], line[end : end + _CONTEXT]
    head = "…" if start > _CONTEXT else ""
    tail = "…" if end + _CONTEXT < len(line) else ""
    tone = TONES[problem.figure.verdict]
    return render_marked(head + before, line[start:end], after + tail, tone=tone)


def _render_evidence(problem: Problem) -> Html:
    assert problem.figure is not None
    parts = [Html(f"<div>{escape(problem.figure.reason)}</div>")]
    for support in problem.figure.evidence[:3]:
        source = render_link(support.url or "", support.source)
        when = f", {support.retrieved}" if support.retrieved else ""
        parts.append(Html(f"<div><small>{escape(support.statement)} · {source}{escape(when)}</small></div>"))
    if problem.suppression is not None:
        parts.append(Html(f"<div><small>{escape(problem.suppression.reason)}</small></div>"))
    return join_html(parts)


def _render_unread(audit: Audit) -> Html:
    rows = [(row.path, row.error) for row in audit.rows if row.error]
    if not rows:
        return Html("")
    return render_section("Not checked", render_table(("File", "Why"), rows))


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "–"
