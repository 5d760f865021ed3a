"""Two figures of a passage that a text compares: how far they lie apart, and how many times one is the other.

Among ten figures there are ninety differences, so a difference is looked for where the text speaks of a
change, and between figures that one sentence sets side by side.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.passages import rules
from ledgergen.core.figures.passages.index import PlacedFigure
from ledgergen.core.figures.passages.parts import read_part
from ledgergen.core.figures.passages.question import MOST_SENTENCES, Derivation, Question
from ledgergen.core.figures.passages.words import find_sense

_COMPARING_WORDS = """
    rise rose risen increase fall fell drop cut reduce decline up down more less fewer gap difference
    margin lead ahead behind grow grew grown jump climb slump gain lose lost raise boost slash extra
    additional
"""
_COMPARING = frozenset(map(find_sense, _COMPARING_WORDS.split()))


def _is_comparing(question: Question) -> bool:
    layout = question.reading.layout
    first, end = max(question.stated.first - 8, 0), question.stated.end + 5
    return any(stem in _COMPARING for stem in layout.stems[first:end])


def subtract(question: Question) -> Derivation | None:
    """“Cut by 25 basis points” is “to 2.75% from 3%”."""
    mention = question.mention
    if mention.is_range or not _is_comparing(question):
        return None
    for sentence in question.sentences[:MOST_SENTENCES]:
        figures = list(question.index.find_figures(sentence))
        same = [f.mention for f in figures if _can_subtract(mention, f.mention)]
        pairs = [*pairwise(same[:6]), *_find_changed(question, figures), *_find_ends(mention, figures)]
        for one, other in pairs:
            value = abs(one.low - other.low)
            if value and agree(mention, value):
                formula = f"{max(one.low, other.low):f} - {min(one.low, other.low):f} = {value:f}"
                return Derivation(rule=rules.DIFFERENCE, formula=formula, sentence=sentence)
    return None


def compare_two(question: Question) -> Derivation | None:
    """“Rose by 8%”, “by a fifth” and “tripled” are two figures of one sentence, compared."""
    mention = question.mention
    if mention.is_range or mention.unit == "points" or mention.low <= 0:
        return None
    if mention.kind is not Kind.MULTIPLE and not _is_comparing(question):
        return None
    for sentence in question.sentences[:MOST_SENTENCES]:
        figures = [f for f in question.index.find_figures(sentence) if f.mention.kind in _COMPARED]
        changed = [*_find_changed(question, figures), *_find_ends(None, figures)]
        for one, other in [*pairwise([f.mention for f in figures[:6]]), *changed]:
            if (one.kind, one.unit) != (other.kind, other.unit) or one.low <= 0 or other.low <= 0:
                continue
            is_counted = one.kind is Kind.COUNT and (one, other) not in changed
            if is_counted and one.noun and other.noun and one.noun != other.noun:
                continue
            low, high = min(one.low, other.low), max(one.low, other.low)
            if high > low and any(agree(mention, change) for change in _measure(mention, low, high)):
                formula = f"{high:f} against {low:f} = {mention.text}"
                return Derivation(rule=rules.DIFFERENCE, formula=formula, sentence=sentence)
    return None


def _measure(mention: Mention, low: Decimal, high: Decimal) -> tuple[Decimal, ...]:
    """Return how far two figures lie apart, as what a mention states: a share, or so many times."""
    if mention.kind is Kind.MULTIPLE:
        return (low / high,) if mention.low < 1 else (high / low,)
    scale = 100 if mention.kind is Kind.PERCENT else 1
    return (high - low) / low * scale, (high - low) / high * scale


def _find_ends(stated: Mention | None, figures: list[PlacedFigure]) -> list[tuple[Mention, Mention]]:
    """Return the ends of “from 40 to 120”, which are read as one range."""
    ranges = [f.mention for f in figures if f.mention.is_range and " to " in f.mention.text]
    return [
        (replace(there, high=there.low), replace(there, low=there.high))
        for there in ranges
        if stated is None or (there.kind, there.unit) == (stated.kind, stated.unit)
    ]


def _find_changed(question: Question, figures: list[PlacedFigure]) -> list[tuple[Mention, Mention]]:
    """Return the pairs of which one is what the other was: “312 pairs, up from 278 last year”."""
    words = question.index.layout.words
    alike = [f for f in figures if f.mention.kind in _COMPARED | {question.mention.kind}]
    return [
        (one.mention, other.mention)
        for one, other in pairwise(alike)
        if other.first - one.end <= _APART
        and not _BASES.isdisjoint(words[max(other.first - 2, one.end) : other.first])
        and (one.mention.kind, one.mention.unit) == (other.mention.kind, other.mention.unit)
        and question.mention.kind in (one.mention.kind, Kind.PERCENT, Kind.FRACTION, Kind.MULTIPLE)
    ]


_APART = 8
_BASES = frozenset({"from", "against", "than"})
"""What stands before the figure that another is compared with."""
_COMPARED = frozenset({Kind.MONEY, Kind.COUNT, Kind.MEASURE})


def _can_subtract(stated: Mention, evidence: Mention) -> bool:
    if stated.noun == "points" and evidence.kind is Kind.PERCENT:
        return not evidence.is_range
    if evidence.kind is not stated.kind or evidence.is_range:
        return False
    if stated.kind is Kind.PERCENT:
        return stated.unit == "points"
    return stated.unit == evidence.unit and (stated.kind is Kind.MONEY or stated.noun == evidence.noun)


def undo_change(question: Question) -> Derivation | None:
    """“Profit had been $3bn” before “a 40% fall in profit to $1.8bn”; so with “2,300 more than last year”."""
    mention, layout = question.mention, question.reading.layout
    first, end = layout.find_places(question.stated.sentence)
    if mention.is_range or mention.low <= 0 or _PAST.isdisjoint(layout.words[first:end]):
        return None
    for sentence in question.sentences[:MOST_SENTENCES]:
        for one, other in pairwise(question.index.find_figures(sentence)):
            before = _undo_share(one, other, question) or _undo_step(one, other, question)
            if before and agree(mention, before):
                formula = f"{one.mention.text} and {other.mention.text} from {mention.text}"
                return Derivation(rule=rules.DIFFERENCE, formula=formula, sentence=sentence)
    return None


def _undo_share(share: PlacedFigure, told: PlacedFigure, question: Question) -> Decimal | None:
    """Return what there was before a share of it was lost or won."""
    ways = {_WAYS[word] for word in question.find_words(share.sentence) if word in _WAYS}
    change = read_part(share.mention) if len(ways) == 1 else None
    is_alike = (told.mention.kind, told.mention.unit) == (question.mention.kind, question.mention.unit)
    if change is None or change >= 1 or not is_alike or told.mention.is_range:
        return None
    return told.mention.low / (1 + change * ways.pop())


def _undo_step(told: PlacedFigure, step: PlacedFigure, question: Question) -> Decimal | None:
    """Return what there was before so many more, or fewer."""
    behind = question.index.layout.words[step.end : step.end + 2]
    way = next((_STEPS[word] for word in behind if word in _STEPS), 0)
    is_alike = told.mention.kind is step.mention.kind is question.mention.kind
    is_share = told.mention.kind is question.mention.kind is Kind.PERCENT
    is_alike = is_alike or (is_share and step.mention.noun == "points")
    return told.mention.low - way * step.mention.low if way and is_alike else None


_STEPS = {"more": 1, "higher": 1, "fewer": -1, "less": -1, "lower": -1}
_PAST = frozenset({"last", "had", "before", "previous", "previously", "earlier", "from", "prior"})
_WAYS = {
    **dict.fromkeys(("fall", "fell", "fallen", "drop", "dropped", "cut", "decline", "declined", "down"), -1),
    **dict.fromkeys(("rise", "rose", "risen", "increase", "increased", "grew", "growth", "up", "raise"), 1),
}
