"""LG203: two ledgers that give the same thing different figures.

Each ledger is proven against its own dossier, and two dossiers may disagree:
one dates a director's birth to another year, one counts a budget without
reshoots. Claims are compared by what they are about ("Taxi Driver, budget"),
as intervals that leave each its own rounding, so "$1.9 million" and "$2
million" agree. Two claims that rest on the same value of evidence always
agree, however freely they are worded.

Derived figures are left out: they follow from others that are compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from ledgergen.core.collection.ignores import strip_ignores
from ledgergen.core.collection.rules import RULES
from ledgergen.core.lines import LineIndex
from ledgergen.core.listing import Problem
from ledgergen.core.waivers import fingerprint_finding
from ledgergen.model.report import Figure, Report, Verdict

CODE = "LG203"
MAX_COMPARED = 20
"""Ledgers about one thing that later ones are compared with."""
_SEVERITY = next(rule.severity for rule in RULES if rule.code == CODE)
_COMPARED = frozenset({Verdict.EXACT, Verdict.ROUNDED, Verdict.CONFLICT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One figure of one ledger, ready to be compared."""

    about: str
    """What it is about, with kind and unit: claims of one such key are compared."""
    low: float
    high: float
    rests_on: str
    """The evidence's value, or nothing where the figure contradicts it."""
    path: str
    line: int
    column: int
    text: str


def extract_claims(report: Report, *, text: str, path: str) -> tuple[Claim, ...]:
    """Return a ledger's claims that can be compared with other ledgers'."""
    lines = LineIndex(text)
    ignores = [ignore for ignore in strip_ignores(text).ignores if ignore.reason and not ignore.problem]
    claims = []
    for figure in report.figures:
        key = _find_key(figure)
        interval = _find_interval(figure)
        if key is None or interval is None:
            continue
        line, column = lines.locate(figure.start)
        if any(ignore.covers(CODE, line=line, marked=figure.text) for ignore in ignores):
            continue
        about, rests_on = key
        claims.append(
            Claim(
                about=about,
                low=interval[0],
                high=interval[1],
                rests_on=rests_on,
                path=path,
                line=line,
                column=column,
                text=figure.text,
            )
        )
    return tuple(claims)


def _find_key(figure: Figure) -> tuple[str, str] | None:
    if figure.verdict not in _COMPARED:
        return None
    is_proven = figure.verdict is not Verdict.CONFLICT
    facts = [s for s in figure.evidence if s.kind == "fact" and s.agrees == is_proven]
    if not facts:
        return None
    about, _, value = facts[0].statement.rpartition(": ")
    unit = "" if figure.kind == "date" else figure.unit
    return f"{about} ({figure.kind} {unit})", value if is_proven else ""


def _find_interval(figure: Figure) -> tuple[float, float] | None:
    """Return what the words leave open: a last digit to either side, or a date's days."""
    low, _, high = figure.value.partition("..")
    try:
        if figure.kind == "date":
            first, last = date.fromisoformat(low), date.fromisoformat(high or low)
            return float(first.toordinal()), float(last.toordinal())
        slack = Decimal(figure.precision or 0)
        return float(Decimal(low) - slack), float(Decimal(high or low) + slack)
    except (ValueError, InvalidOperation, OverflowError):
        return None


def compare_claims(claims: Sequence[Claim]) -> Iterator[Problem]:
    """Yield a problem for each ledger that shares no figure with an earlier one.

    `claims` are about one thing, in the order of the run. A ledger that tells
    of two sources gives two figures, and agrees with whoever gives one of
    them. Ledgers with a proven figure are the measure for those whose own
    evidence contradicts them; so one wrong figure is one problem, not one for
    every ledger that has it right.
    """
    ledgers: dict[str, list[Claim]] = {}
    for claim in claims:
        ledgers.setdefault(claim.path, []).append(claim)
    kept: list[list[Claim]] = []
    for ledger in sorted(ledgers.values(), key=lambda own: not any(claim.rests_on for claim in own)):
        rival = next((other for other in kept if _is_dispute(ledger, other)), None)
        if rival is not None:
            yield _build_problem(ledger[0], rival[0])
        elif len(kept) < MAX_COMPARED:
            kept.append(ledger)


def _is_dispute(one: Sequence[Claim], other: Sequence[Claim]) -> bool:
    return all(_is_contradiction(claim, rival) for claim in one for rival in other)


def _is_contradiction(one: Claim, other: Claim) -> bool:
    if one.rests_on and one.rests_on == other.rests_on:
        return False
    return one.high < other.low or other.high < one.low


def _build_problem(claim: Claim, rival: Claim) -> Problem:
    about = claim.about.rpartition(" (")[0]
    message = f"{claim.text!r} ({about}): {rival.path}:{rival.line} says {rival.text!r}"
    return Problem(
        code=CODE,
        severity=_SEVERITY,
        path=claim.path,
        line=claim.line,
        column=claim.column,
        end_column=claim.column + len(claim.text),
        message=message,
        source_line="",
        fingerprint=fingerprint_finding(CODE, message, movie_id=None, marked=claim.text),
    )
