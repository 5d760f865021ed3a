"""Hold a text to the house form: every LG3xx and LG4xx rule, run once.

A rule is a row (`rows_form`, `rows_style`) and a check of the same code
(`check_head`, `check_sections`, `check_style`). Checks look at one shared
`Reading`, yield places, and know nothing of lines, severities or each other.

What must hold a draft back is an error: something is missing, wrong against
the dossier, left over from drafting, or taken from elsewhere. A warning is
readable but not in the house form or its taste. A note is layout, which
`fix` mends without a question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from ledgergen.core.article import check_head, check_sections, check_style, rows_form, rows_style
from ledgergen.core.article.lines import find_line
from ledgergen.core.article.reading import Reading, read
from ledgergen.core.article.spot import Check, Spot
from ledgergen.model.dossier import Dossier
from ledgergen.model.report import Finding
from ledgergen.model.rule import Rule

RULES: tuple[Rule, ...] = (*rows_form.RULES, *rows_style.RULES)

CHECKS: Mapping[str, Check] = {**check_head.CHECKS, **check_sections.CHECKS, **check_style.CHECKS}

_SPACING = "LG343"
_NOT_OF_LAYOUT = frozenset(
    {
        "LG309",
        "LG315",
        "LG316",
        "LG317",
        "LG318",
        "LG330",
        "LG331",
        "LG332",
        "LG333",
        "LG340",
        "LG341",
        "LG342",
    }
)
"""LG3xx findings beside which spacing can still be told; the others explain it themselves."""

_MAX_PER_RULE = 100
"""A text with more slips of one kind is not a ledger; the last finding says that there are more."""


def check_article(
    text: str, *, dossier: Dossier | None = None, seeds: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """Return what the rules of form and style have to say, in reading order.

    Pure and total: any text has an answer, in time linear in its length.
    `seeds` are whole seed ledgers; a seed of the same film is left out of
    account. Figures are not judged here, except a seed's figure in another
    film's ledger.
    """
    reading = read(text, dossier=dossier, seeds=seeds)
    findings = [
        finding
        for rule in RULES
        if rule.code != _SPACING
        for finding in _run(rule, CHECKS[rule.code], reading)
    ]
    if all(finding.code in _NOT_OF_LAYOUT or finding.code > "LG4" for finding in findings):
        spacing = next(rule for rule in RULES if rule.code == _SPACING)
        findings += _run(spacing, CHECKS[_SPACING], reading)
    return tuple(sorted(findings, key=lambda finding: (finding.line, finding.column, finding.code)))


def _run(rule: Rule, check: Check, reading: Reading) -> Iterator[Finding]:
    for index, spot in enumerate(islice(check(reading), _MAX_PER_RULE + 1)):
        if index == _MAX_PER_RULE:
            message = f"and more of the same: only the first {_MAX_PER_RULE} are listed"
            yield _place(rule, Spot(message, spot.start, spot.end), reading)
        else:
            yield _place(rule, spot, reading)


def _place(rule: Rule, spot: Spot, reading: Reading) -> Finding:
    line = find_line(reading.layout.lines, spot.start)
    column = spot.start - line.start + 1
    return Finding(
        code=rule.code,
        severity=rule.severity,
        message=spot.message,
        line=line.number,
        column=column,
        # A span over several lines is shown up to the end of its first one.
        end_column=max(column, min(spot.end, line.end) - line.start + 1),
        section=reading.layout.section_of(spot.start),
    )
