"""Prose as the record judge reads it: folded words, who each sentence speaks of, clauses.

A report about a table names an entity and then its figures: "Dana Okafor
scored 21 points, while Li Wei added 12". So for each figure the question is
which *row* was named last before it, in its clause, in its sentence, or, where
the sentence has only "he" or "they", before. Rows are recognized by runs of
capitalized words found in one textual cell; a surname or a team's nickname is
enough where it fits few rows.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import compress, count, pairwise, product
from operator import itemgetter
from typing import NamedTuple

from ledgergen.core.figures.records.grid import Grid
from ledgergen.core.figures.records.words import OBLIQUE, ORDINAL_SUFFIXES, STOP, TOKEN, fold, is_number
from ledgergen.model.valueclass import valueclass

MAX_SENTENCE = 80
"""A sentence of more words is read in stretches of so many."""
_SHORTEST = 2
"""Letters of a name."""
MAX_NAMED_ROWS = 3
"""A name that fits more rows than this names none of them."""

_CLAUSE = re.compile(r";|, (?:while|whereas|but|and then)\b|\b(?:while|whereas)\b|\.(?=\s)")


class Word(NamedTuple):
    """One folded word and its place."""

    key: str
    start: int
    end: int
    is_capital: bool


@valueclass(frozen=True, slots=True)
class Named:
    """A stretch of words that names rows of one grid."""

    first: int
    last: int
    """Word positions, both included."""
    grid: Grid
    rows: tuple[int, ...]
    is_oblique: bool
    """“for X”, “against X”: rarely the one whose figures follow."""


@dataclass(slots=True)
class Reading:
    """A text read against grids. Words, sentence starts and names are in order of position."""

    text: str
    words: list[Word]
    starts: list[int]
    """Offset at which each word starts."""
    sentences: list[tuple[int, int]]
    """Offsets of sentences."""
    heads: frozenset[str]
    """The words that name columns of the grids: what stands behind a figure seldom names one."""
    names: list[Named] = field(default_factory=list)
    _name_starts: list[int] = field(default_factory=list)
    clauses: dict[int, list[int]] = field(default_factory=dict)
    """What is read of a sentence once, by the offset of its start: where its clauses start,"""
    pairs: dict[int, list[re.Match[str]]] = field(default_factory=dict)
    """figures written as one,"""
    parts: dict[int, list[tuple[int, tuple[str, str]]]] = field(default_factory=dict)
    """parts of the whole that it names, each with its offset;"""
    beyond: dict[int, bool] = field(default_factory=dict)
    """whether it is of more time than the record covers;"""
    subjects: dict[tuple[int, int], tuple[Named, ...]] = field(default_factory=dict)
    """and whom the figures of a clause are about, by its start and how many names stand before."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the word positions [first, stop) that overlap the offsets."""
        first = bisect_right(self.starts, start)
        if first and self.words[first - 1].end > start:
            first -= 1
        return first, max(first, bisect_left(self.starts, end))

    def sentence(self, offset: int) -> tuple[int, int]:
        """Return the offsets of the sentence around an offset."""
        at = bisect_right(self.sentences, (offset, len(self.text) + 1)) - 1
        return self.sentences[at] if at >= 0 else (0, len(self.text))

    def names_between(self, start: int, end: int) -> list[Named]:
        """Return names that start within the offsets."""
        low = bisect_left(self._name_starts, start)
        return self.names[low : bisect_left(self._name_starts, end)]


def read_text(text: str, sentences: Sequence[tuple[int, int]], grids: Sequence[Grid]) -> Reading:
    """Fold a text's words and find the rows it names."""
    words = _read_words(text)
    starts = [word.start for word in words]
    heads = frozenset[str]().union(*(grid.columns_by_key for grid in grids))
    reading = Reading(text, words, starts, sorted(_cut_long(sentences, starts)), heads)
    reading.names = _find_names(reading, grids)
    reading._name_starts = [words[name.first].start for name in reading.names]  # noqa: SLF001
    return reading


def _read_words(text: str) -> list[Word]:
    found = [*TOKEN.finditer(text)]
    exact = [*map(_WHOLE, found)]
    if not _SUFFIXES.isdisjoint(exact):
        places = compress(count(), map(_SUFFIXES.__contains__, exact))
        dropped = {at for at in places if at and _goes_on(found[at - 1], found[at])}
        found = [match for at, match in enumerate(found) if at not in dropped]
        exact = [*map(_WHOLE, found)]
    is_capital = map(str.isupper, map(_FIRST, exact))
    spans = map(re.Match.start, found), map(re.Match.end, found)
    return [*map(_build_word, zip(map(fold, exact), *spans, is_capital, strict=True))]


_WHOLE = _FIRST = itemgetter(0)
"""Of a match, and of a word."""
_build_word: Callable[[tuple[str, int, int, bool]], Word] = partial(tuple.__new__, Word)
"""As `Word._make`, without a call in Python for each word."""


def _goes_on(digits: re.Match[str], suffix: re.Match[str]) -> bool:
    """Tell whether an ordinal's letters stand behind its digits: they fold away."""
    return digits.end() == suffix.start() and digits[0][0].isdecimal()


_SUFFIXES = frozenset(
    "".join(letters)
    for suffix in ORDINAL_SUFFIXES
    for letters in product(*((letter, letter.upper()) for letter in suffix))
)
"""In whatever case."""


def _cut_long(sentences: Sequence[tuple[int, int]], starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Cut sentences of very many words, so that what is looked up in a sentence stays bounded."""
    for start, end in sentences:
        first, stop = bisect_left(starts, start), bisect_left(starts, end)
        cuts = [start, *starts[first + MAX_SENTENCE : stop : MAX_SENTENCE], end]
        yield from pairwise(cuts)


def _find_names(reading: Reading, grids: Sequence[Grid]) -> list[Named]:
    if not grids:
        return []
    words = reading.words
    cased = any(word.is_capital for word in words[1:])
    names: list[Named] = []
    free = 0
    for at, word in enumerate(words):
        if at < free or (cased and not word.is_capital) or len(word.key) < _SHORTEST or is_number(word.key):
            continue
        best: Named | None = None
        for grid in grids:
            found = _run(reading, at, grid, cased=cased) if word.key in grid.postings else None
            if found is not None and (best is None or _fit(found) > _fit(best)):
                best = found
        if best is not None:
            names.append(best)
            free = best.last + 1
    return names


def _fit(named: Named) -> tuple[int, int]:
    return named.last - named.first, -len(named.rows)


def _run(reading: Reading, at: int, grid: Grid, *, cased: bool) -> Named | None:
    words = reading.words
    rows: frozenset[int] | None = None
    last = at
    for position in range(at, min(at + 8, len(words))):
        word = words[position]
        if word.key in STOP and rows is None:
            return None
        if cased and not word.is_capital:
            break
        here = grid.find_naming_rows(word.key)
        together = here if rows is None else rows & here
        if not together:
            break
        rows, last = together, position
    if rows is None or len(rows) > MAX_NAMED_ROWS:
        return None
    if last == at and words[at].key in STOP:
        return None
    before = words[at - 1].key if at else ""
    if before == "the" and at > 1:
        before = words[at - 2].key
    if before == "host" and at > 2:
        before = words[at - 3].key
    return Named(at, last, grid, tuple(sorted(rows)), before in OBLIQUE)


def find_clause(reading: Reading, offset: int) -> tuple[int, int]:
    """Return the offsets of the clause around an offset, within its sentence."""
    start, end = reading.sentence(offset)
    cuts = reading.clauses.get(start)
    if cuts is None:
        cuts = [start, *(match.start() for match in _CLAUSE.finditer(reading.text, start, end)), end]
        reading.clauses[start] = cuts
    at = max(bisect_right(cuts, offset) - 1, 0)
    return cuts[at], cuts[min(at + 1, len(cuts) - 1)]
