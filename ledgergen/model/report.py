"""What a check says: figures with verdicts, findings, and the report around them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from ledgergen.model.dossier import Source
from ledgergen.model.valueclass import valueclass


class Verdict(StrEnum):
    """What the evidence says of one figure. Unproven until something proves it."""

    EXACT = "exact"
    """Equals an evidence value of the same subject and attribute."""
    ROUNDED = "rounded"
    """Equals it within what the written digits and the hedge allow."""
    DERIVED = "derived"
    """Recomputed from evidence; the formula is kept."""
    NOT_A_CLAIM = "not_a_claim"
    """Idiom, part of a title or name, structural number."""
    CONFLICT = "conflict"
    """Evidence about this very thing says otherwise."""
    UNSUPPORTED = "unsupported"
    """No evidence."""
    STALE = "stale"
    """The evidence has moved or aged since the check."""
    NOT_EXAMINED = "not_examined"
    """The checker could not judge it."""

    @property
    def flagged(self) -> bool:
        """Tell whether a person must look. Anything not proven is flagged."""
        return self not in _UNFLAGGED


_UNFLAGGED = frozenset({Verdict.EXACT, Verdict.ROUNDED, Verdict.DERIVED, Verdict.NOT_A_CLAIM})


@valueclass(frozen=True, slots=True, kw_only=True)
class Support:
    """One piece of evidence that a verdict rests on, ready to show to a reader."""

    id: str
    """Id of the fact, passage or record in the dossier."""
    kind: Literal["fact", "passage", "record"]
    statement: str
    """The fact in words ("Taxi Driver, budget: $1,900,000"), or a verbatim excerpt."""
    source: str
    """Name of the source."""
    url: str | None = None
    retrieved: str | None = None
    """ISO date."""
    agrees: bool = True
    """False where this evidence says otherwise (a conflict, or a disagreeing source)."""


@valueclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of a text and its verdict.

    `start` and `end` are code points into the checked text, 0-based, end
    exclusive; `text` is exactly `checked[start:end]`.
    """

    id: str
    """Stable within one text: `fig-` and eight hex digits."""
    start: int
    end: int
    text: str
    section: int | None
    """1 to 4 in a ledger, 0 for its head, None in plain prose."""
    verdict: Verdict
    rule: str
    """Id of the verdict rule that decided, as in `ledgergen explain`."""
    reason: str
    """One plain sentence that an editor can act on."""
    evidence: tuple[Support, ...] = ()
    formula: str | None = None
    """For derived figures, with live inputs: "28262574 / 1900000 = 14.9"."""
    suggestion: str | None = None
    """A replacement for `text` in the sentence's own style, where evidence has one."""
    kind: str = ""
    """What was read: money, date, age, percent, …"""
    about: str = ""
    """What the figure was taken to be about: "Taxi Driver, budget"."""
    value: str = ""
    """As read, in base units: "1900000", a range "2..3", a date "1976-02-08", a year as its days
    "1976-01-01..1976-12-31", a date without year "--02-08"."""
    unit: str = ""
    """ISO 4217 code, "percent", "minute", …; for dates the grain."""
    precision: str = ""
    """The worth of the last digit written: "100000" for "$1.9 million"; empty for dates."""

    @property
    def flagged(self) -> bool:
        """Tell whether a person must look."""
        return self.verdict.flagged


class Severity(StrEnum):
    """How much a finding matters. An error holds a draft back."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing a rule has to say about a text. `code` is an LG code."""

    code: str
    severity: Severity
    message: str
    line: int
    """1-based."""
    column: int
    """1-based, in code points."""
    end_column: int | None = None
    section: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens of one or more model calls."""

    input_tokens: int = 0
    cached_tokens: int = 0
    """Of `input_tokens`, those read from the provider's cache."""
    output_tokens: int = 0
    calls: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            input_tokens=self.input_tokens + other.input_tokens,
            cached_tokens=self.cached_tokens + other.cached_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            calls=self.calls + other.calls,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelUse:
    """Who wrote a draft, and what it took."""

    name: str
    provider: str
    usage: Usage = field(default_factory=Usage)
    cost_usd: Decimal | None = None
    """None where the price is not known: never a guess, never zero."""
    prompt_hash: str = ""
    """Of the first prompt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """An editor's word that these very bytes may be published."""

    sha256: str
    """Of the approved text's UTF-8 bytes, in hex."""
    actor: str
    """Who approved."""
    at: str
    """When: ISO 8601, UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The outcome of checking one text against one dossier. Shape on disk: `report/1`."""

    movie_id: int | None
    text_sha256: str
    dossier_sha256: str
    checker: str
    """Name and version of the checker: `ledgergen/0.1.0`."""
    figures: tuple[Figure, ...]
    """In reading order; spans never overlap."""
    findings: tuple[Finding, ...] = ()
    model: ModelUse | None = None
    """None where no model was involved."""
    approval: Approval | None = None
    """None where nobody approved; a fact of its own beside the verdicts, never one of them."""
    sources: tuple[Source, ...] = ()
    """The sources of the evidence, with their licences and the attributions these ask for."""

    @property
    def found(self) -> int:
        """How many figures were found."""
        return len(self.figures)

    @property
    def examined(self) -> int:
        """How many of them the checker could judge."""
        return sum(figure.verdict is not Verdict.NOT_EXAMINED for figure in self.figures)

    @property
    def flagged(self) -> tuple[Figure, ...]:
        """The figures a person must look at."""
        return tuple(figure for figure in self.figures if figure.flagged)

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing stands in the way of publishing."""
        return not self.flagged and not any(f.severity is Severity.ERROR for f in self.findings)
