"""Figures that passages put into words, or into shares of something else.

A debut is a first appearance, a hat-trick three goals, a centenary a hundredth
birthday; “one in five” and 20% are one share. Neither side needs arithmetic
that a reader could not do in passing, and each word stands for its number only
beside the things it is said of: a hat-trick proves no three arrests.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.passages import rules
from ledgergen.core.figures.passages.index import PlacedFigure
from ledgergen.core.figures.passages.question import MOST_SENTENCES, Derivation, Question
from ledgergen.core.figures.passages.sorts import may_name_people
from ledgergen.core.figures.passages.words import find_sense


class Term(NamedTuple):
    """A word that stands for a number."""

    value: int
    nouns: frozenset[str]
    """Stems of what may be counted or ordered so; empty where anything may."""


def _rows(value: int, words: str, nouns: str = "") -> dict[str, Term]:
    stems = frozenset(map(find_sense, nouns.split()))
    return {word: Term(value, stems) for word in words.split()}


_HITS = "goal goals try tries times strike strikes score scored finish"
_RANKS = "place placed spot position finish finished finisher year season best prize medal"
_RUNS = "year season title win victory time success championship"
_YEARS = "anniversary birthday year years year-old"

_TERMS: Mapping[Kind, Mapping[str, Term]] = {
    Kind.ORDINAL: {
        **_rows(1, "debut debutant maiden inaugural debuted debuts"),
        **_rows(1, "opening opener", "goal try match game test round day night leg film race"),
        **_rows(2, "runner runners silver", _RANKS),
        **_rows(2, "back-to-back", _RUNS),
        **_rows(3, "bronze", _RANKS),
        **_rows(100, "centenary centennial", _YEARS),
        **_rows(200, "bicentenary bicentennial", _YEARS),
    },
    Kind.COUNT: {
        **_rows(1, "only sole lone"),
        **_rows(2, "brace double", _HITS),
        **_rows(3, "hat-trick treble", _HITS),
    },
    Kind.MULTIPLE: {**_rows(2, "brace double", _HITS), **_rows(3, "hat-trick treble", _HITS)},
    Kind.DURATION: {
        **_rows(2, "fortnight", "week"),
        **_rows(2, "weekend", "day"),
        **_rows(10, "decade", "year"),
        **_rows(100, "century centenary centennial", _YEARS),
    },
    Kind.AGE: {**_rows(100, "centenarian")},
}


def read_term(question: Question) -> Derivation | None:
    """Find a word that stands for the number in the passages' likeliest sentences."""
    mention = question.mention
    terms = _TERMS.get(mention.kind, {})
    heads = {word.partition("-")[0] for word, term in terms.items() if term.value == mention.low}
    if mention.is_range or not heads:
        return None
    noun = find_sense(mention.noun or mention.unit)
    if not noun and question.reading.layout.words[question.stated.first - 1] in _RANKED:
        noun = find_sense("place")
    for sentence in question.sentences[:MOST_SENTENCES]:
        words = question.find_words(sentence)
        if heads.isdisjoint(words):
            continue
        for word in _join_hyphens(words):
            term = terms.get(word)
            if term and term.value == mention.low and (not term.nouns or noun in term.nouns):
                if (
                    mention.kind is Kind.COUNT
                    and mention.low == 1
                    and not _is_beside(question, sentence, word)
                ):
                    continue
                return Derivation(rule=rules.TERM, formula=f"{word} = {mention.text}", sentence=sentence)
    return None


_RANKED = frozenset({"finished", "finish", "finishes", "came", "come", "comes", "placed", "was"})


def count_killed(question: Question) -> Derivation | None:
    """“Two women were killed” in what a passage calls a double murder."""
    mention = question.mention
    if mention.is_range or not may_name_people(mention.noun):
        return None
    for sentence in question.sentences:
        for word, what in pairwise(question.find_words(sentence)):
            if _FOLD.get(word) == mention.low and find_sense(what) in _KILLINGS:
                formula = f"{word} {what} = {mention.text}"
                return Derivation(rule=rules.TERM, formula=formula, sentence=sentence)
    return None


_FOLD = {"double": 2, "twin": 2, "triple": 3, "treble": 3, "quadruple": 4}
_KILL_WORDS = """
    murder murderer killing killer stabbing shooting homicide manslaughter fatality rape rapist drowning
"""
_KILLINGS = frozenset(map(find_sense, _KILL_WORDS.split()))


def _join_hyphens(words: tuple[str, ...]) -> Iterator[str]:
    yield from words
    for one, mark, other in zip(words, words[1:], words[2:], strict=False):
        if mark == "-":
            yield f"{one}-{other}"
    if "back" in words and "-".join(words).find("back---to---back") >= 0:
        yield "back-to-back"


def _is_beside(question: Question, sentence: int, word: str) -> bool:
    """Tell whether the word stands right before what is counted: “the only survivor”."""
    words = question.find_words(sentence)
    stem = find_sense(question.mention.noun)
    return any(one == word and find_sense(other) == stem for one, other in pairwise(words))


_OF = frozenset({"of", "out", "the", "in", "its", "their", "all", "from"})
_RESTS = frozenset(map(find_sense, ["remaining", "rest", "other", "others", "remainder", "else"]))


def read_share(question: Question) -> Derivation | None:
    """Find the share as a percentage, a fraction, a part of a whole, or what it leaves over."""
    mention = question.mention
    if mention.is_range or mention.unit == "points":
        return None
    half = _read_half(question)
    if half:
        return half
    scale = Decimal(100) if mention.kind is Kind.PERCENT else Decimal(1)
    for sentence in question.sentences[:MOST_SENTENCES]:
        for formula, share in _find_shares(question, list(question.index.find_figures(sentence))):
            if agree(mention, share * scale):
                return Derivation(rule=rules.SHARE, formula=f"{formula} = {mention.text}", sentence=sentence)
    return None


def _read_half(question: Question) -> Derivation | None:
    """“Half a screenplay”, where “only the first half of the script was ready”."""
    mention, here, there = question.mention, question.reading.layout, question.index.layout
    if mention.kind is not Kind.FRACTION or mention.low != _HALF:
        return None
    said = {*here.stems[question.stated.end : question.stated.end + _BEHIND]}
    for sentence in question.sentences[:MOST_SENTENCES]:
        first, end = there.find_places(sentence)
        for place in range(first, end):
            if there.words[place] != "half":
                continue
            halved = (n for n in range(place + 1, min(place + _BEHIND, end)) if there.is_meaningful(n))
            noun = next(halved, place)
            if there.stems[noun] in said and noun > place:
                return Derivation(rule=rules.SHARE, formula=f"half = {mention.text}", sentence=sentence)
    return None


_HALF = Decimal("0.5")
_BEHIND = 4


def _find_shares(question: Question, figures: list[PlacedFigure]) -> Iterator[tuple[str, Decimal]]:
    mention, layout = question.mention, question.index.layout
    is_rest = not _RESTS.isdisjoint(
        question.reading.layout.stems[max(question.stated.first - 4, 0) : question.stated.end + 4]
    )
    for number, figure in enumerate(figures):
        there = figure.mention
        if there.is_range:
            continue
        if there.kind is Kind.FRACTION and mention.kind is not Kind.FRACTION and 0 < there.low <= 1:
            yield there.text, there.low
        if there.kind is Kind.PERCENT and there.unit != "points":
            if mention.kind is not Kind.PERCENT:
                yield there.text, there.low / 100
            elif is_rest and 0 < there.low < 100:
                yield f"100 - {there.low:f}", 1 - there.low / 100
        if there.kind is Kind.COUNT and number + 1 < len(figures):
            other = figures[number + 1]
            between = layout.words[figure.end : other.first]
            is_part = "of" in between and _OF.issuperset(between) and other.mention.kind is Kind.COUNT
            if is_part and 0 < there.low < other.mention.low:
                yield f"{there.low:f} of {other.mention.low:f}", there.low / other.mention.low
