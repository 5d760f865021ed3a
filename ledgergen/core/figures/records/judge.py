"""Judge mentions against records: JSON tables and objects.

The problem: a table proves a figure only where the sentence points to its row
and its column, or asks for something that can be recomputed from them. Small
numbers stand everywhere in a table, so that a value is in it says little; and
right sentences count, add up and compare, so that a value is not in it says
little either.

    records  →  grids: entities × attributes × cells      json, grid
    text     →  folded words, the rows it names           words, text
    figure   →  named subject and attribute behind it?    report
             →  else: rows that the sentence fits         fit
                and what can be recomputed of them        count, table

`build_index` is done once for a check, `judge` once for a mention. What is
read of a sentence is kept for its other mentions.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ledgergen.core.figures.mention import Kind, Mention, Ruling
from ledgergen.core.figures.records.fit import Fit, lay_over
from ledgergen.core.figures.records.grid import Grid
from ledgergen.core.figures.records.json import extract_grids
from ledgergen.core.figures.records.question import Outcome
from ledgergen.core.figures.records.report import is_part_of_name, judge_report, speaks_beyond
from ledgergen.core.figures.records.rules import RULES
from ledgergen.core.figures.records.table import judge_table
from ledgergen.core.figures.records.text import Reading, read_text
from ledgergen.core.figures.records.words import STOP, is_number
from ledgergen.core.figures.spell import spell_like
from ledgergen.core.figures.text import Document
from ledgergen.model.dossier import Dossier
from ledgergen.model.report import Support, Verdict

__all__ = ["RULES", "RecordIndex", "build_index", "judge"]

_VERDICTS = {
    "V60": Verdict.EXACT,
    "V61": Verdict.EXACT,
    "V62": Verdict.ROUNDED,
    "V63": Verdict.DERIVED,
    "V64": Verdict.DERIVED,
    "V65": Verdict.DERIVED,
    "V66": Verdict.DERIVED,
    "V67": Verdict.DERIVED,
    "V68": Verdict.EXACT,
    "V69": Verdict.NOT_A_CLAIM,
    "V70": Verdict.EXACT,
    "V75": Verdict.CONFLICT,
    "V76": Verdict.CONFLICT,
    "V77": Verdict.CONFLICT,
    "V78": Verdict.CONFLICT,
    "V79": Verdict.UNSUPPORTED,
}


_RANGE_WORDS = frozenset({"to", "through", "until", "and"})
_EXCERPT = 400
"""Characters of a statement that are shown."""


@dataclass(slots=True)
class RecordIndex:
    """The records of a dossier as grids, and what was read of the text last judged."""

    grids: tuple[Grid, ...]
    objects: tuple[Grid, ...]
    """Those of the grids that were made of objects."""
    source: str
    reading: Reading | None = None
    fits: dict[tuple[int, int], Fit] = field(default_factory=dict)

    def fork(self) -> RecordIndex:
        """Return the same records for another text, of which this index has read nothing."""
        return RecordIndex(self.grids, self.objects, self.source)


def build_index(dossier: Dossier) -> RecordIndex:
    """Read a dossier's records as grids. Linear in the evidence; never raises for JSON."""
    source = dossier.sources[0].name if len(dossier.sources) == 1 else "records"
    grids = extract_grids(dossier.records)
    return RecordIndex(grids, tuple(grid for grid in grids if not grid.is_table), source)


def judge(document: Document, mention: Mention, index: RecordIndex) -> Ruling | None:
    """Return the ruling on one mention, or None where the dossier has no records."""
    if not index.grids:
        return None
    reading = _read(document, index)
    words = range(*reading.span(mention.start, mention.end))
    positions = [at for at in words if is_number(reading.words[at].key)]
    if not positions:
        return None
    is_split = mention.kind is Kind.DATE and any(reading.words[at].key in _RANGE_WORDS for at in words)
    if mention.kind is Kind.DATE and not is_split:
        # A date is judged as a whole; its longest number, the year if it has one, speaks for it.
        positions = [max(positions, key=lambda at: len(reading.words[at].key))]
    outcomes = [
        _judge_number(reading, index, mention, at, range(at, at + 1) if is_split else words)
        for at in positions
    ]
    grid, outcome = min(outcomes, key=lambda judged: judged[1].is_right)
    return _rule(mention, index, grid, outcome)


def _read(document: Document, index: RecordIndex) -> Reading:
    if index.reading is None or index.reading.text is not document.text:
        sentences = [(span.start, span.end) for span in document.sentences]
        index.reading = read_text(document.text, sentences, index.objects)
        index.fits = {}
    return index.reading


def _lay_over(reading: Reading, position: int, index: RecordIndex) -> Fit:
    """Lay the sentence of a word over the grid that holds most of it."""
    sentence = reading.sentence(reading.words[position].start)
    fit = index.fits.get(sentence)
    if fit is None:
        first, stop = reading.span(*sentence)
        keys = {word.key for word in reading.words[first:stop]} - STOP
        grids = index.grids
        grid = grids[0] if len(grids) == 1 else max(grids, key=lambda grid: _relate(grid, keys))
        fit = index.fits[sentence] = lay_over(reading, first, stop, grid)
    return fit


def _relate(grid: Grid, keys: set[str]) -> float:
    """Weigh how much of a sentence stands in a grid, rare words for more."""
    return sum(1 / len(cells) for key in keys if (cells := grid.postings.get(key)))


def _judge_number(
    reading: Reading, index: RecordIndex, mention: Mention, position: int, words: range
) -> tuple[Grid, Outcome]:
    if index.objects:
        if is_part_of_name(reading, index.objects, position):
            return index.objects[0], Outcome("V69", True, "It is part of an attribute's name")
        reported = judge_report(reading, index.objects, mention, position)
        if reported is not None:
            return reported
    fit = _lay_over(reading, position, index)
    words = range(max(words.start, fit.first), min(words.stop, fit.stop))
    if index.objects and speaks_beyond(reading, position):
        return fit.grid, Outcome("V79", False, "The record is of one occasion, and this is about more")
    return fit.grid, judge_table(fit, mention, position, words)


def _rule(mention: Mention, index: RecordIndex, grid: Grid, outcome: Outcome) -> Ruling:
    verdict = _VERDICTS[outcome.rule]
    evidence = tuple(
        Support(
            id=_name_place(grid, row, column),
            kind="record",
            statement=_state(grid, row, column),
            source=index.source,
            agrees=outcome.is_right,
        )
        for row, column in outcome.cells
    )
    if outcome.is_right:
        # What no cell states rests on the table as a whole: its title, its columns, its rows.
        if verdict is not Verdict.NOT_A_CLAIM:
            evidence = evidence or (_support_by_table(grid, index.source),)
        reason = f"{outcome.why}." if outcome.why else f"The record has it: {evidence[0].statement}."
    else:
        reason = f"The draft says {mention.text!r}. {outcome.why}."
    about = ""
    if outcome.cells:
        row, column = outcome.cells[0]
        about = ", ".join(
            part for part in (grid.name_of(row), grid.columns[column] if column >= 0 else "") if part
        )
    return Ruling(
        verdict=verdict,
        rule=outcome.rule,
        reason=reason,
        evidence=evidence,
        formula=outcome.formula,
        suggestion=spell_like(mention, outcome.instead) if outcome.instead is not None else None,
        about=about,
    )


def _support_by_table(grid: Grid, source: str) -> Support:
    names = ", ".join(repr(column) for column in grid.columns if column.strip("\x00"))
    statement = f"Table {grid.title or grid.id!r} of {len(grid.rows)} rows, columns {names}"
    return Support(id=grid.id, kind="record", statement=statement[:_EXCERPT], source=source)


def _name_place(grid: Grid, row: int, column: int) -> str:
    place = f"{grid.id}[{row + 1}]"
    return f"{place}.{grid.columns[column]}" if column >= 0 and grid.columns[column].strip("\x00") else place


def _state(grid: Grid, row: int, column: int) -> str:
    if column < 0:
        return f"Row {grid.name_of(row)!r}"
    return f"Row {grid.name_of(row)!r}, {grid.columns[column] or 'unnamed column'}: {grid.rows[row][column]}"
