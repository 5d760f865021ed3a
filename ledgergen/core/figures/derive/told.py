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
from decimal import Decimal
from functools import lru_cache
from itertools import islice, pairwise

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.bind.amounts import render_plain, render_short
from ledgergen.core.figures.bind.claim import Claim, Reading
from ledgergen.core.figures.bind.vocabulary import word_set
from ledgergen.core.figures.derive.derivation import Derivation, End, measures, render_period
from ledgergen.core.figures.facts.index import MAIN
from ledgergen.core.figures.mention import Kind, Mention, Period
from ledgergen.core.figures.scan.find import extract_mentions
from ledgergen.core.figures.text import read_document


def derive_told(claim: Claim, reading: Reading) -> Derivation | None:
    """Return the figure recomputed with what passages tell of a film that the sentence names."""
    match claim.mention.kind:
        case Kind.DURATION:
            return _derive_told_span(claim, reading)
        case Kind.MULTIPLE:
            return _derive_told_return(claim, reading)
        case Kind.FRACTION:
            return _derive_told_part(claim, reading)
        case _:
            return None


def find_told_shoot(reading: Reading) -> Iterator[Period]:
    """Yield the days and months in which the passages say the film was shot."""
    for sentence in _find_sentences(reading, _SHOOTING):
        for mention in _scan(sentence):
            is_dated = mention.kind is Kind.DATE and not mention.is_yearless
            if is_dated and mention.unit in {"day", "month"} and mention.period:
                yield mention.period


def find_told_runtimes(reading: Reading) -> Iterator[Decimal]:
    """Yield the minutes that passages give for cuts and versions."""
    for sentence in _find_sentences(reading, _CUTS):
        yield from (m.value for m in _scan(sentence) if m.kind is Kind.DURATION and m.unit == "minute")


def find_told_prizes(reading: Reading, name: str) -> set[int]:
    """Return the years in which passages say a prize of that name was won."""
    sentences = _find_sentences(reading, frozenset({name}))
    won = [sentence for sentence in sentences if not _WINNING.isdisjoint(sentence.lower().split())]
    dates = [m for sentence in won for m in _scan(sentence) if m.kind is Kind.DATE and not m.is_yearless]
    return {int(m.low) for m in dates if m.low == m.high}


def _derive_told_span(claim: Claim, reading: Reading) -> Derivation | None:
    """“The Registry enrolled it in 2000, *Redux* came a year later.”."""
    if _AFTER.isdisjoint(reading.words_between(claim.right, claim.right + 2)):
        return None
    said = [m.period for m in reading.dates_between(claim.first, claim.left) if m.period][-2:]
    release = reading.index.entities[MAIN].release
    if release and not _SHOWING.isdisjoint(reading.words_between(claim.right, claim.right + 4)):
        said = [release]
    for mention in _find_told(claim, reading):
        for start in said:
            end = mention.period
            if end and start.first < end.first and measures(claim.mention, start, end):
                one, other = End(start), End(end)
                formula = (
                    f"{render_period(one.period)} to {render_period(other.period)} = {claim.mention.text}"
                )
                return Derivation(formula=formula, inputs=(), what="to the date that a passage tells")
    return None


def _derive_told_return(claim: Claim, reading: Reading) -> Derivation | None:
    """“The same sum, on *Salt Road*, multiplied fourfold”: what prose says it cost and took."""
    if _MULTIPLYING.isdisjoint(reading.words_between(claim.left - 6, claim.right + 3)):
        return None
    amounts = [m for m in _find_told(claim, reading) if m.kind is Kind.MONEY]
    for bottom, top in pairwise(amounts):
        if bottom.unit == top.unit and bottom.value > 0 and agree(claim.mention, top.value / bottom.value):
            ratio = render_short(top.value / bottom.value)
            formula = f"{render_plain(top.value)} / {render_plain(bottom.value)} = {ratio}"
            return Derivation(formula=formula, inputs=(), what="of the amounts that a passage tells")
    return None


def _derive_told_part(claim: Claim, reading: Reading) -> Derivation | None:
    """“$8 million for *Salt Road*, and half as much for *Glass*”: what prose says *Glass* cost."""
    if reading.words_between(claim.right, claim.right + 2) not in {("as", "much"), ("that", "sum")}:
        return None
    before = reading.mentions_between(max(claim.first, claim.left - 40), claim.left)
    wholes = [m for m in before if m.kind is Kind.MONEY]
    for told in _find_told(claim, reading):
        for whole in wholes if told.kind is Kind.MONEY else ():
            if whole.unit == told.unit and whole.value > 0 and agree(claim.mention, told.value / whole.value):
                ratio = render_short(told.value / whole.value)
                formula = f"{render_plain(told.value)} / {render_plain(whole.value)} = {ratio}"
                return Derivation(formula=formula, inputs=(), what="of the amount that a passage tells")
    return None


def _find_told(claim: Claim, reading: Reading) -> list[Mention]:
    """Return the figures that passages tell of the film named nearest to the claim."""
    cues = [
        cue for cue in reading.sentence_cues(claim.first, claim.end) if cue.kind == "film" and not cue.is_weak
    ]
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


_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_LONGEST = 1000
_SHORTEST = 4
_MOST_SENTENCES = 8
_MOST_TOLD = 12
_AFTER = frozenset({"later", "after", "afterwards", "on"})
_SHOWING = frozenset({"release", "premiere", "opening", "debut"})
_MULTIPLYING = word_set("multiplied returned return returns grew came back yielded repaid")
_CUTS = frozenset({"cut ", "version", "serial"})
_WINNING = frozenset({"won", "win", "awarded", "received", "took"})
_SHOOTING = frozenset({"filmed", "shot in", "shooting", "filming", "principal photography", "cameras rolled"})
