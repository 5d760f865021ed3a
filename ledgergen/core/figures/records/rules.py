"""The verdict rules of the record judge, V60 to V79."""

from __future__ import annotations

from ledgergen.model.report import Severity
from ledgergen.model.rule import Rule


def _passes(code: str, name: str, summary: str, why: str, *, good: str) -> Rule:
    return Rule(code=code, name=name, severity=Severity.NOTE, summary=summary, why=why, good=good)


RULES: tuple[Rule, ...] = (
    _passes(
        "V60",
        "equals a cell",
        "The figure stands in the record, in a row and column that fit the sentence.",
        "A value counts only in the row that is spoken of: the same number in another proves nothing.",
        good="“Solaris had 120 screens” where the row of Solaris has 120 under screens",
    ),
    _passes(
        "V61",
        "stands in a heading",
        "The figure stands in the title of a table or in the name of a column.",
        "Titles and headings say what a whole table is about, so every row may be spoken of with them.",
        good="“the 1972 season” about a table titled “1972 season”",
    ),
    _passes(
        "V62",
        "rounds a cell",
        "The figure is a fair rounding of the cell that the sentence points to.",
        "The written digits and the hedge say how far a rounding may go, as everywhere in the check.",
        good="“about 52 meters” where the record has 52.4",
    ),
    _passes(
        "V63",
        "counts rows",
        "The figure is the number of rows, or of different values, that the sentence selects.",
        "A reader counts the list; so does the check, under the conditions the sentence names.",
        good="“three of the films opened in May” where three rows have May",
    ),
    _passes(
        "V64",
        "sums or averages a column",
        "The figure is the sum or the mean of a column, over the rows that the sentence selects.",
        "Only where the sentence says total or average: among many sums one always fits.",
        good="“a total of 31 prizes” where the column adds up to 31",
    ),
    _passes(
        "V65",
        "is a difference",
        "The figure is the difference of two values that the sentence compares.",
        "“12 more than” names neither value, yet both stand in the record.",
        good="“12 more screens than its rival”",
    ),
    _passes(
        "V66",
        "fits a superlative",
        "The sentence speaks of a highest or lowest value, and the figure belongs to the row that has it.",
        "A superlative picks its row as surely as a name does.",
        good="“the highest gross was 901,250, in week 3”",
    ),
    _passes(
        "V67",
        "is a bound",
        "The figure is a bound or the end of a range that rows are compared with.",
        "“More than 100” states no cell: it selects rows.",
        good="“films with more than 100 screens”",
    ),
    _passes(
        "V68",
        "is one of a pair",
        "Two figures written as one are the cells they stand for: made and tried, won and lost, two sides.",
        "Each side has a column or a row of its own, and both must hold.",
        good="“(12-3)” behind a name whose row has 12 wins and 3 losses",
    ),
    Rule(
        code="V69",
        name="part of an attribute's name",
        severity=Severity.NOTE,
        summary="The number belongs to the name of an attribute or a part: “three-point”, “fourth quarter”.",
        why="It says which value is meant and states none.",
        good="“40 percent from three-point range”",
    ),
    _passes(
        "V70",
        "stands in the record",
        "The figure stands in the record, and the sentence says too little or too much to bind it.",
        "Where nothing speaks against a value that is there, an alarm would mostly be false.",
        good="“1990 is the second year” of a table of years",
    ),
    Rule(
        code="V75",
        name="cell says otherwise",
        severity=Severity.ERROR,
        summary="The row and column that the sentence points to hold another value.",
        why="This is the plainest fault there is: the evidence about this very thing differs.",
        bad="“Solaris had 210 screens” where its row has 120",
        fix="Take the value of the record, or name the row that is meant.",
    ),
    Rule(
        code="V76",
        name="recomputed otherwise",
        severity=Severity.ERROR,
        summary="A count, an extreme or a difference recomputed from the record gives another value.",
        why="What can be counted is counted: a number that looks right is still wrong.",
        bad="“four films opened in May” where three rows have May",
        fix="Write the recomputed value, or the condition that was counted.",
    ),
    Rule(
        code="V77",
        name="half of it fits",
        severity=Severity.ERROR,
        summary="What is written as one with the figure stands in the record, with another figure beside it.",
        why="A date or a score of which one part is wrong is wrong.",
        bad="“on May 6, 1998” where the row has May 5, 1998",
        fix="Take the whole date or score from the record.",
    ),
    Rule(
        code="V78",
        name="stands for something else",
        severity=Severity.ERROR,
        summary="The value is in the record, but in a row that the rest of the sentence does not fit.",
        why="Finding the number somewhere is no proof: the wrong ones mostly do stand somewhere.",
        bad="“the premiere in Oslo drew 412” where 412 is Bergen's",
        fix="Look up the row that is meant.",
    ),
    Rule(
        code="V79",
        name="not in the record",
        severity=Severity.ERROR,
        summary="The record holds nothing that the figure could be, nor anything it could be computed from.",
        why="What a record does not hold, it does not prove.",
        bad="“his third film in a row” where the record is of one film",
        fix="Leave the figure out, or add the evidence for it.",
    ),
)
