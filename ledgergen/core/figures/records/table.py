"""Judge one figure of a statement about a table.

Ways of being right are tried in an order that puts what binds most before what
binds least: a heading, a bound, a superlative, a cell of the very column, a
count, an aggregate, a cell of a fitting row. A figure that passes none of them
is wrong in one of three ways, and says which: the fitting rows hold another
value in its column; it stands in the table for something else; it stands
nowhere in it.

A last word is left to doubt. Where the rest of the sentence itself fits no
single row, the sentence was not understood, and a figure that does stand in
the table is given the benefit.
"""

from __future__ import annotations

from ledgergen.core.figures.mention import Mention
from ledgergen.core.figures.records.bounds import judge_extreme, judge_heading, judge_limit
from ledgergen.core.figures.records.fit import Fit
from ledgergen.core.figures.records.held import (
    judge_cell,
    judge_kin,
    judge_named,
    judge_rounded,
    judge_row,
    judge_sibling,
    judge_torn,
)
from ledgergen.core.figures.records.question import Outcome, Question, ask
from ledgergen.core.figures.records.recomputed import judge_aggregate, judge_count

_WHOLE = 0.9999
_MANY = 4
"""In a sentence of so many figures a misfit between two of them says little of either."""


def judge_table(fit: Fit, mention: Mention, position: int, left_out: range) -> Outcome:
    """Judge the number at a word position, part of the mention at the words left out."""
    question = ask(fit, mention, position, left_out)
    for judge in _JUDGES:
        outcome = judge(question)
        if outcome is not None:
            return outcome
    return _judge_doubt(question)


_JUDGES = (
    judge_heading,
    judge_limit,
    judge_torn,
    judge_extreme,
    judge_cell,
    judge_count,
    judge_aggregate,
    judge_named,
    judge_kin,
    judge_rounded,
    judge_row,
    judge_sibling,
)


def _judge_doubt(q: Question) -> Outcome:
    if not q.cells:
        return Outcome("V79", False, "It stands nowhere in the table")
    if q.n_numbers >= _MANY and not q.fit.named:
        return Outcome(
            "V70", True, "It stands in the table; of so many figures, no one is to blame for the misfit"
        )
    if q.best.share < _WHOLE and not q.is_count:
        return Outcome("V70", True, "It stands in the table, and nothing there speaks against it")
    if q.cue is not None and q.rows:
        row = min(q.rows)
        cells = q.fit.grid.rows[row]
        if q.cue < len(cells) and cells[q.cue]:
            return Outcome("V75", False, f"The table has {cells[q.cue]!r} there", ((row, q.cue),))
    return Outcome("V78", False, "In the table it stands for something else", tuple(q.cells[:1]))
