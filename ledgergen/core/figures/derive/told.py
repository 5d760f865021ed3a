"""Operands that stand in passages: the dates and amounts that prose tells of a named thing.

A film of which the facts say nothing is still named in a sentence, and a
passage that names it, too, may hold the missing operand: “a year after the
registry, *Salt Road* was recut” counts to a year that only prose tells. Only
sentences of passages that hold the very name, or a word for the very moment,
are read, and few of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.facts.datum import UNKNOWN
from ledgergen.core.figures.facts.values import put_in_year
from ledgergen.core.figures.mention import Kind, Mention, Period
from ledgergen.core.figures.passages.words import carries_meaning, find_stem
from ledgergen.core.figures.scan.find import extract_mentions
from ledgergen.core.figures.text import read_document


def find_told_shoot(reading: Reading) -> Iterator[Period]:
    """Yield the days, months and seasons in which the passages say the film was shot."""
    for sentence in _find_sentences(reading, _SHOOTING):
        for mention in _scan(sentence):
            is_dated = mention.kind is Kind.DATE and not mention.is_yearless
            if is_dated and mention.unit in _MOMENTS and mention.period:
                yield mention.period


def find_told_prizes(reading: Reading, name: str) -> set[int]:
    """Return the years in which passages say a prize of that name was won."""
    sentences = _find_sentences(reading, frozenset({name}))
    won = [sentence for sentence in sentences if not _WINNING.isdisjoint(sentence.lower().split())]
    dates = [m for sentence in won for m in _scan(sentence) if m.kind is Kind.DATE and not m.is_yearless]
    return {int(m.low) for m in dates if m.low == m.high}


def find_told_dates(claim: Claim, reading: Reading) -> list[Period]:
    """Return the dates that passages tell of a film named beside a figure, of which no fact is."""
    told = _find_told(claim, reading)
    return [m.period for m in told if m.kind is Kind.DATE and not m.is_yearless and m.period]


class DatedSentence(NamedTuple):
    """A sentence of a passage that tells of dates, each in its year and with the token it begins at."""

    stems: tuple[str, ...]
    """Its tokens as stems; empty for those that mean nothing by themselves, and marks as they are."""
    dates: tuple[tuple[Period, int], ...]

    def find_nearest(self, place: int) -> Period:
        """Return the date that stands nearest to a token, beyond a semicolon last."""
        mark = next((at for at, stem in enumerate(self.stems) if stem == ";"), len(self.stems))
        return min(
            self.dates, key=lambda date: ((date[1] > mark) is not (place > mark), abs(date[1] - place))
        )[0]


def find_dated_sentences(reading: Reading) -> tuple[DatedSentence, ...]:
    """Return the sentences of the passages that tell of dates, in their order."""
    return _date(tuple(passage.text for passage in reading.index.dossier.passages))


@lru_cache(maxsize=4)
def _date(texts: tuple[str, ...]) -> tuple[DatedSentence, ...]:
    found: list[DatedSentence] = []
    for text in texts:
        year = 0
        for sentence in _SENTENCE.split(text):
            dates = list[tuple[Period, int]]()
            for mention in _scan(sentence) if len(sentence) < _LONGEST else ():
                if mention.kind is not Kind.DATE or mention.period is None or mention.unit in _LONG:
                    continue
                year = year if mention.is_yearless else mention.period.last.year
                if year:
                    period = put_in_year(mention.period, year) if mention.is_yearless else mention.period
                    dates.append((period, mention.start))
            if dates:
                document = read_document(sentence)
                places = tuple([(period, document.token_at(start)) for period, start in dates])
                found.append(DatedSentence(tuple(map(_find_meaning, document.words)), places))
    return tuple(found)


def _find_meaning(word: str) -> str:
    return find_stem(word) if carries_meaning(word) or not word.isalnum() else ""


def _find_told(claim: Claim, reading: Reading) -> list[Mention]:
    """Return the figures that passages tell of the film named nearest to the claim."""
    cues = [
        cue for cue in reading.sentence_cues(claim.first, claim.end) if cue.kind == "film" and not cue.is_weak
    ]
    if not cues:
        return []
    entities = reading.index.entities
    cues = [c for c in cues if not any(n != UNKNOWN and entities[n].data for n in c.entities)]
    if not cues:
        return []
    nearest = min(cues, key=lambda cue: min(abs(cue.start - claim.right), abs(claim.left - cue.end)))
    name = " ".join(reading.words_between(nearest.start, nearest.end)).strip("*_ ")
    if len(name) < _SHORTEST:
        return []
    told: list[Mention] = []
    for sentence in _find_sentences(reading, frozenset({name})):
        for part in sentence.split(";"):
            # What stands behind the name, up to the semicolon, is said of it; dates stand before it, too.
            place = part.lower().find(name)
            told += _scan(part[place + len(name) :]) if place >= 0 else ()
            told += [m for m in _scan(part[:place]) if m.kind is Kind.DATE] if place > 0 else []
    return told[:_MOST_TOLD]


def _find_sentences(reading: Reading, names: frozenset[str]) -> tuple[str, ...]:
    return _search(tuple(passage.text for passage in reading.index.dossier.passages), names)


@lru_cache(maxsize=64)
def _search(texts: tuple[str, ...], names: frozenset[str]) -> tuple[str, ...]:
    found = (sentence for sentence, folded in _split(texts) if any(f" {name}" in folded for name in names))
    return tuple(islice(found, _MOST_SENTENCES))


@lru_cache(maxsize=4)
def _split(texts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (sentence, f" {sentence.lower()}")
        for text in texts
        for sentence in _SENTENCE.split(text)
        if len(sentence) < _LONGEST
    )


@lru_cache(maxsize=64)
def _scan(sentence: str) -> tuple[Mention, ...]:
    return tuple(m for m in extract_mentions(read_document(sentence)) if not m.not_a_claim)


_MOMENTS = frozenset({"day", "month", "season", "part of year"})
_LONG = frozenset({"decade", "century", "years", "part of decade"})
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_LONGEST = 1000
_SHORTEST = 4
_MOST_SENTENCES = 8
_MOST_TOLD = 12
_WINNING = frozenset({"won", "win", "awarded", "received", "took"})
_SHOOTING = frozenset(
    {"filmed", "shot in", "shooting", "filming", "principal photography", "cameras rolled", "shoot "}
)
