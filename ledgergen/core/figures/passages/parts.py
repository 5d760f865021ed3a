"""Totals and parts that a passage leaves to its reader: four boys and a girl are five, a fifth of 650 is 130.

Only what one sentence joins is added, and a share is taken only of what the
passage says it is of: any sum or product can be found among scattered numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from typing import NamedTuple

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.passages import rules
from ledgergen.core.figures.passages.index import PassageIndex, PlacedFigure
from ledgergen.core.figures.passages.question import MOST_SENTENCES, Derivation, Question
from ledgergen.core.figures.passages.sorts import are_of_other_sexes, are_of_other_sorts, find_sorts
from ledgergen.core.figures.passages.words import find_sense

_MOST_SUMMED = Decimal(10**9)


def sum_parts(question: Question) -> Derivation | None:
    """“15 medals” are “nine gold, four silver and two bronze”: joined, or all of one noun."""
    mention = question.mention
    if mention.is_range or not 3 <= mention.low <= _MOST_SUMMED:
        return None
    for sentence in question.sentences:
        counts = [
            f
            for f in question.index.find_figures(sentence)
            if f.mention.kind is mention.kind and f.mention.unit == mention.unit
        ]
        for chain in _chain(question.index, counts):
            if agree(mention, sum((f.mention.low for f in chain), Decimal(0))):
                formula = f"{' + '.join(f'{f.mention.low:f}' for f in chain)} = {mention.low:f}"
                return Derivation(rule=rules.PARTS, formula=formula, sentence=sentence)
        same = [f.mention.low for f in counts if mention.noun and f.mention.noun == mention.noun]
        if len(same) > 2 and sum(same) == mention.low:
            formula = " + ".join(f"{value:f}" for value in same) + f" = {mention.low:f}"
            return Derivation(rule=rules.PARTS, formula=formula, sentence=sentence)
    return None


def _chain(index: PassageIndex, counts: Sequence[PlacedFigure]) -> Iterator[Sequence[PlacedFigure]]:
    """Yield the figures that an “and” joins, with all that commas set before them."""
    words, first = index.layout.words, 0
    for number, (one, other) in enumerate(pairwise(counts), 1):
        between = words[one.end : other.first]
        is_near = len(between) <= _FAR and not other.mention.is_range and not one.mention.is_range
        is_joined = is_near and not _JOINING.isdisjoint(between)
        if not is_joined or _never_add(one.mention.noun, other.mention.noun):
            first = number
        elif "and" in between:
            is_more = not _MORE.isdisjoint(words[max(other.first - 2, one.end) : other.end + 1])
            if other.mention.kind is not Kind.DURATION or is_more:
                yield counts[first : number + 1]
                if number - first > 1:
                    yield counts[number - 1 : number + 1]


def _never_add(one: str, other: str) -> bool:
    """Tell whether nothing is made up of two things: men and women are people, men and cars are nothing."""
    return are_of_other_sorts(one, other) and not are_of_other_sexes(one, other)


_FAR = 8
_MORE = frozenset({"further", "another", "additional", "more", "extra", "plus"})
"""Times are added where one is said to come on top; others go on at once."""


class _Part(NamedTuple):
    """One of several things of a sort that stand side by side: “a man aged 34”, “two women”."""

    value: Decimal
    first: int
    head: int
    """Where its noun stands."""


def add_phrases(question: Question) -> Derivation | None:
    """“Three people” are “a lorry driver and two dock workers”: things of one sort, joined by “and”."""
    mention = question.mention
    if mention.is_range or not 2 <= mention.low <= _MOST_JOINED or mention.low % 1:
        return None
    sorts = find_sorts(mention.noun)
    words = question.index.layout.words
    for sentence in question.sentences if sorts else ():
        for chain in _join(_find_parts(question, sentence, sorts), words):
            is_told_again = 1 < chain[0].value == sum(part.value for part in chain[1:])
            for first, end in combinations(range(is_told_again, len(chain) + 1), 2):
                parts = chain[first:end]  # “two workers, a man and a woman” are two
                if len(parts) > 1 and sum(part.value for part in parts) == mention.low:
                    formula = " + ".join(f"{part.value:f} {words[part.head]}" for part in parts)
                    formula = f"{formula} = {mention.low:f}"
                    return Derivation(rule=rules.PARTS, formula=formula, sentence=sentence)
    return None


def _find_parts(question: Question, sentence: int, sorts: frozenset[int]) -> Iterator[_Part]:
    layout = question.index.layout
    first, end = layout.find_places(sentence)
    counts = {f.first: f for f in question.index.find_figures(sentence) if f.mention.kind is Kind.COUNT}
    for place in range(first, end):
        figure = counts.get(place)
        if figure is None and layout.words[place] not in _ARTICLES:
            continue
        after = figure.end if figure else place + 1
        longest = _LONGEST_KNOWN if layout.words[place] in _KNOWN else _LONGEST_PHRASE
        head = _find_head(question.index, after, min(after + longest, end), sorts)
        if head is not None and not (figure and figure.mention.is_range):
            value = Decimal(_ARTICLES[layout.words[place]]) if figure is None else figure.mention.low
            yield _Part(value, place, head)


def _find_head(index: PassageIndex, first: int, end: int, sorts: frozenset[int]) -> int | None:
    """Return where the noun of these sorts stands that an article leads to; of several, the last at hand."""
    words, found = index.layout.words, None
    for place in range(first, end):
        if words[place] in _ENDING or words[place] in _ARTICLES:
            break
        if not sorts.isdisjoint(find_sorts(words[place])):
            found = place
        elif found is not None:
            break
    return found


def _join(parts: Iterator[_Part], words: Sequence[str]) -> Iterator[list[_Part]]:
    """Yield the parts that stand side by side, the last of them behind an “and”."""
    chain: list[_Part] = []
    for part in parts:
        between = [w for w in words[chain[-1].head + 1 : part.first] if w not in _AGES] if chain else []
        between = [word for word in between if not word.isdigit()]
        if chain and len(between) <= _APART and not _JOINING.isdisjoint(between):
            chain.append(part)
            if "and" in between:
                are_many = len(chain) > _PAIR or any(one.value > 1 for one in chain)
                if are_many or len(between) <= _SIDE_BY_SIDE:
                    yield chain
                chain = []
        elif not chain or part.first > chain[-1].head:
            chain = [part]


_PAIR = 2
_SIDE_BY_SIDE = 2
"""Words between two that are told together; “a teacher died and a pupil was hurt” tells of one and of one."""
_KNOWN = frozenset({"the", "his", "her", "their"})
_ARTICLES = {"a": 1, "an": 1, "one": 1, "another": 1, "both": 2} | dict.fromkeys(_KNOWN, 1)
_AGES = frozenset({"aged", "between", "years", "old", "(", ")"})
"""Words, beside numbers, that say how old the parts are, and do not part them."""
_ENDING = frozenset(
    {",", ";", ":", ".", "and", "or", "but", "who", "which", "that", "was", "were", "is", "of"}
)
_JOINING = frozenset({",", "and", "plus"})
_LONGEST_PHRASE = 8
_LONGEST_KNOWN = 2
"""What is known is named shortly: “the driver and both passengers”."""
_APART = 5
_MOST_JOINED = 12


def take_rest(question: Question) -> Derivation | None:
    """“Eighteen of the staff are part-time”, where “all 27 staff, nine of them full-time” are told."""
    mention, words = question.mention, question.index.layout.words
    if mention.is_range or not (mention.noun or "of" in _find_behind(question, 1)):
        return None
    for sentence in question.sentences[:MOST_SENTENCES]:
        told = [*question.index.find_figures(sentence - 1), *question.index.find_figures(sentence)]
        counts = [f for f in told if f.mention.kind is Kind.COUNT]
        for whole, part in pairwise(counts):
            is_part = tuple(words[part.end : part.end + 2]) in _PARTS
            is_part = is_part or tuple(words[part.first - 2 : part.first]) == ("all", "but")
            if is_part and whole.mention.low - part.mention.low == mention.low > 0:
                formula = f"{whole.mention.low:f} - {part.mention.low:f} = {mention.low:f}"
                return Derivation(rule=rules.PARTS, formula=formula, sentence=sentence)
    return None


def take_others(question: Question) -> Derivation | None:
    """“Two of the seven crew survived”, where “five of the seven crew died”."""
    here, there = question.reading.layout, question.index.layout
    mention, end = question.mention, question.stated.end
    if mention.is_range or tuple(here.words[end : end + 2]) != ("of", "the"):
        return None
    all_told = here.words[end + 2 : end + 3]
    said = [term.stem for term in question.reading.terms if term.place > end + 2][:_SAID]
    for sentence in question.sentences[:MOST_SENTENCES]:
        first, last = there.find_places(sentence)
        counts = [f for f in question.index.find_figures(sentence) if f.mention.kind is Kind.COUNT]
        is_other = not frozenset(there.stems[first:last]).issuperset(said)
        for part, whole in pairwise(counts if is_other else ()):
            is_of = "of" in there.words[part.end : min(whole.first, part.end + _BEHIND)]
            is_same = there.words[whole.first : whole.first + 1] == all_told
            if is_of and is_same and whole.mention.low - part.mention.low == mention.low > 0:
                formula = f"{whole.mention.low:f} - {part.mention.low:f} = {mention.low:f}"
                return Derivation(rule=rules.PARTS, formula=formula, sentence=sentence)
    return None


_SAID = 3
"""Words behind “of the seven” of which one is new where others are meant."""
_PARTS = frozenset({("of", "them"), ("of", "whom"), ("of", "which")})


def _find_behind(question: Question, n: int) -> Sequence[str]:
    end = question.stated.end
    return question.reading.layout.words[end : end + n]


def take_share(question: Question) -> Derivation | None:
    """“130 homes” are “a fifth of the homes”, where the passage has 650 of them."""
    mention = question.mention
    if mention.is_range or mention.low <= 0:
        return None
    wholes = [
        f
        for f in question.find_figures(mention.kind)
        if f.mention.unit == mention.unit and f.mention.low > mention.low and not f.mention.is_range
    ]
    for sentence in question.sentences[:MOST_SENTENCES] if wholes else ():
        for figure in question.index.find_figures(sentence):
            share = read_part(figure.mention)
            if share is None:
                continue
            for whole in wholes:
                if _is_of(figure, whole, question) and agree(mention, whole.mention.low * share):
                    formula = f"{figure.mention.text} of {whole.mention.text} = {mention.text}"
                    return Derivation(rule=rules.SHARE, formula=formula, sentence=sentence)
    return None


def read_part(mention: Mention) -> Decimal | None:
    """Return a share as part of one, or None."""
    if mention.is_range or mention.low <= 0:
        return None
    if mention.kind is Kind.FRACTION and mention.low < 1:
        return mention.low
    return mention.low / 100 if mention.kind is Kind.PERCENT and mention.unit == "percent" else None


def _is_of(share: PlacedFigure, whole: PlacedFigure, question: Question) -> bool:
    """Tell whether a share is said to be of what a figure counts; of a time, in the same sentence."""
    layout = question.index.layout
    if whole.mention.kind is Kind.DURATION:
        return share.sentence == whole.sentence and whole.first < share.first
    noun = find_sense(whole.mention.noun)
    behind = layout.stems[share.end : share.end + _BEHIND]
    is_of = "of" in layout.words[share.end : share.end + 1] or layout.words[share.end - 1] == "of"
    return bool(whole.mention.noun) and is_of and noun in behind


_BEHIND = 4
