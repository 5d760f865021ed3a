"""Months that passages tell without their year: “early August of that year”, “from April 1979 … in July”.

A text writes them out. The year is the one told last, in the sentence or in those before it; a month that
follows another in one sentence does not come before it.
"""

from __future__ import annotations

from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.passages import rules
from ledgergen.core.figures.passages.question import MOST_SENTENCES, Derivation, Question
from ledgergen.core.figures.scan.lexicon.dates import MONTHS


def date_month(question: Question) -> Derivation | None:
    """“August 1982” is “early August of that year”, where 1982 was told before."""
    mention = question.mention
    if mention.unit != "month" or mention.is_yearless or mention.period is None:
        return None
    year, month = mention.period.first.year, mention.period.first.month
    if month != mention.period.last.month:
        return None
    layout = question.index.layout
    for sentence in question.sentences[:MOST_SENTENCES]:
        first, end = layout.find_places(sentence)
        for place in range(first + 1, end):
            word = layout.words[place]
            if MONTHS.get(word) != month or layout.words[place - 1] not in _BEFORE:
                continue
            behind = layout.words[place + 1 : place + 5]
            is_pointing = "year" in behind and not _POINTING.isdisjoint(behind)
            told = _find_told(question, sentence, place)
            if told and told[0] == year and (is_pointing or 0 < told[1] <= month):
                formula = f"{word.capitalize()} of {year} = {mention.text}"
                return Derivation(rule=rules.STEP, formula=formula, sentence=sentence)
    return None


def _find_told(question: Question, sentence: int, place: int) -> tuple[int, int] | None:
    """Return the year told last before a token, and its month where the sentence itself tells one, else 0."""
    for number in (sentence, sentence - 1, sentence - 2):
        if number < 0:
            break
        told = [
            figure.mention
            for figure in question.index.find_figures(number)
            if figure.mention.kind is Kind.DATE and not figure.mention.is_yearless and figure.end <= place
        ]
        if told and (period := told[-1].period):
            is_exact = number == sentence and told[-1].unit in _EXACT
            return period.last.year, period.first.month if is_exact else 0
    return None


_BEFORE = frozenset(
    {"in", "of", "by", "from", "until", "till", "since", "early", "late", "mid", "to", "and", "during"}
)
_POINTING = frozenset({"that", "same"})
_EXACT = frozenset({"day", "month"})
