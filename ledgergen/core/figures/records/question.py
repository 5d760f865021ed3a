"""What the judges of a table need to know of one figure: its cells, its column, its rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.records.filters import Filter, find_filters
from ledgergen.core.figures.records.fit import Best, Fit, find_best, find_cue
from ledgergen.core.figures.records.literal import find_literal, holds
from ledgergen.core.figures.records.words import MONTHS, TIMES, is_number, is_year
from ledgergen.model.lazy import lazy
from ledgergen.model.valueclass import valueclass

_COUNTED = re.compile(r"\s+(?:of|out|[^\W\d_]{3,})")
"""What is counted stands behind its number."""
_PLACING = frozenset(
    {"in", "on", "at", "by", "for", "with", "from", "were", "was", "are", "had", "have", "of"}
)
"""Words behind a count whose noun was told before."""
_MAX_COUNT_DIGITS = 3
_SCALED = 1000


@valueclass(frozen=True, slots=True)
class Outcome:
    """What was made of one figure."""

    rule: str
    is_right: bool
    why: str
    cells: tuple[tuple[int, int], ...] = ()
    """(row, column) of the cells it rests on; column -1 where the whole row is meant."""
    formula: str | None = None
    instead: Decimal | None = None
    """The one value that the record has in its place."""


@dataclass(kw_only=True)
class Question:
    """One number of one sentence. Not slotted, for it caches; `cells` narrows while it is judged."""

    fit: Fit
    mention: Mention
    position: int
    """Word position of the number in question."""
    left_out: range
    """Word positions of the whole mention: what must not speak for itself."""
    cells: list[tuple[int, int]]
    """Cells that hold the figure."""
    cue: int | None
    """The column whose name stands beside it."""
    best: Best
    rows: frozenset[int]
    """Rows that fit best, by the whole sentence or by the figure's own segment."""
    literal: range
    """The words written as one with it."""
    key: str
    """The number as folded."""
    before: str
    """The word before, or nothing at the start of the sentence."""
    behind: str
    """The word behind, or nothing at the end of the sentence."""
    is_year: bool
    """It reads as a year."""

    @lazy
    def value(self) -> Decimal:
        """The number; with its scale, where the mention has one ("$28.3 million")."""
        written = Decimal(self.key)
        is_scaled = not self.mention.is_range and self.mention.low >= _SCALED and self.mention.low != written
        n_written = sum(is_number(self.fit.reading.words[at].key) for at in self.left_out)
        return self.mention.low if is_scaled and n_written == 1 and not self.is_year else written

    @lazy
    def is_count(self) -> bool:
        """Tell whether it may count rows: a small number with a noun behind, no date, rank or score."""
        reading, grid = self.fit.reading, self.fit.grid
        word = reading.words[self.position]
        if reading.text[word.start : word.end].lower() in TIMES:
            return True
        if self.mention.kind is Kind.MULTIPLE and self.mention.text.endswith(" times"):
            return len(self.key) <= _MAX_COUNT_DIGITS and "." not in self.key
        is_dated = self.before in MONTHS or self.behind in MONTHS
        is_headed = (
            self.cue is not None
            and self.position - 1 in self.fit.columns_named[self.cue]
            and not grid.is_textual(self.cue)
        )
        if is_dated or is_headed or len(self.literal) > 1 or self.mention.kind is Kind.ORDINAL:
            return False
        if len(self.key) > _MAX_COUNT_DIGITS or "." in self.key:
            return False
        # "4 years" is one mention, and its noun is inside.
        end = word.end if self.mention.kind is Kind.DURATION else max(word.end, self.mention.end)
        return _COUNTED.match(reading.text, end) is not None

    @lazy
    def is_elliptic(self) -> bool:
        """Tell whether it may count what a count before it does: “four ships, two in May”."""
        words = self.fit.reading.words
        if self.behind not in _PLACING or len(self.key) > _MAX_COUNT_DIGITS or len(self.literal) > 1:
            return False
        return any(is_number(words[at].key) for at in range(self.fit.first, self.position))

    @lazy
    def filters(self) -> list[Filter]:
        """What the rest of the sentence selects."""
        return find_filters(self.fit, self.left_out)

    @lazy
    def n_numbers(self) -> int:
        """How many numbers the sentence has."""
        return sum(is_number(word.key) for word in self.fit.reading.words[self.fit.first : self.fit.stop])


def ask(fit: Fit, mention: Mention, position: int, left_out: range) -> Question:
    """Put the question for the number at a word position, part of the mention at the words left out."""
    words = fit.reading.words
    key = words[position].key
    cells = find_dated(fit, left_out) if mention.kind is Kind.DATE else list(fit.grid.postings.get(key, ()))
    best = find_best(fit, left_out)
    return Question(
        fit=fit,
        mention=mention,
        position=position,
        left_out=left_out,
        cells=cells,
        cue=find_cue(fit, position),
        best=best,
        rows=fit.all_rows
        if len(fit.grid.rows) == 1
        else best.rows | find_best(fit, left_out, is_local=True).rows,
        literal=find_literal(fit, position),
        key=key,
        before=words[position - 1].key if position > fit.first else "",
        behind=words[position + 1].key if position + 1 < fit.stop else "",
        is_year=is_year(key),
    )


def is_dated(key: str) -> bool:
    """Tell whether a folded key can be part of a date."""
    return is_number(key) or key in MONTHS


def find_dated(fit: Fit, words: range) -> list[tuple[int, int]]:
    """Return the cells that hold a whole date; what title or heading have of it need not be repeated."""
    grid = fit.grid
    keys = [key for at in words if is_dated(key := fit.reading.words[at].key)]
    wanted = [key for key in keys if key not in grid.title_keys] or keys
    spellings = [wanted]
    if any(key in MONTHS for key in wanted):
        # Tables write 1998-05-15 where prose writes May 15, 1998.
        spellings.append([str(MONTHS.index(key) + 1) if key in MONTHS else key for key in wanted])
    return [
        (row, column)
        for spelling in spellings
        for row, column in grid.postings.get(spelling[0], ())
        if holds(grid.keys[row][column], spelling)
    ]


def is_close(q: Question, number: Decimal) -> bool:
    """Tell whether a number of the table is what the figure says, within what its digits and hedge allow."""
    if number in {q.value, Decimal(q.key)}:
        return True
    if q.mention.low == q.value and q.mention.precision > 0:
        return agree(q.mention, number) is not None
    return abs(number - q.value) * 2 <= Decimal(1).scaleb(-len(q.key.partition(".")[2]))
