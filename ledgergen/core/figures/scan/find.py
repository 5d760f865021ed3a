"""Find every figure in a text and read it to a value.

Finding and reading is all that happens here: what a figure is about is
`claim`, whether it is true is `judge`. The walk goes from token to token;
each token that can begin a figure is offered to the readers of this package in a
fixed order, and the first that reads it wins. Every reader looks a bounded
number of tokens ahead, so the whole is linear in the text.

A figure that is missed is a claim nobody checks, so recall comes first: a
number without a reading is a mention with unit "?" and left to the rules,
never dropped. What is a number but no claim is marked so (`scan.exempt`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import compress, count
from operator import itemgetter
from typing import Final

from ledgergen.core.figures.mention import Hedge, Kind, Mention
from ledgergen.core.figures.scan.dispatch import READERS, read_from_digits
from ledgergen.core.figures.scan.exempt import RULES, explain_not_a_claim
from ledgergen.core.figures.scan.found import Found
from ledgergen.core.figures.scan.hedge import find_hedge, is_during, soften
from ledgergen.core.figures.scan.reader import Reader
from ledgergen.core.figures.scan.title import TitleIndex
from ledgergen.core.figures.text import Document

__all__ = ["RULES", "build_evidence", "extract_mentions", "find_evidence"]

_BEGINNINGS: Final = frozenset(READERS)
_DOZEN: Final = 12
_LONG_UNITS: Final = frozenset({"day", "night", "weekend", "week", "month", "year", "decade", "century"})
_LAST: Final = itemgetter(-1)


def extract_mentions(document: Document, titles: Collection[str] = ()) -> tuple[Mention, ...]:
    """Find every figure of the document, in reading order; spans never overlap. Never raises.

    `titles` are names of works that the caller knows of: a number inside one
    of them is no claim, even where the text sets no italics.
    """
    reader = Reader(document)
    index = TitleIndex(titles)
    mentions = []
    for found in _find_all(reader):
        rule, reason = explain_not_a_claim(document, reader, found, index)
        hedge = found.hedge or _find_hedge(reader, found)
        mentions.append(_build_mention(document, found, hedge=hedge, rule=rule, reason=reason))
    return tuple(mentions)


def find_evidence(document: Document) -> list[Found]:
    """Find the figures of a text that others are held against; never raises.

    What only a judgment asks of a figure, hedges and what is no claim, is left out. Most of them no
    judgment asks for at all, so they are left as found: `build_evidence` writes one out.
    """
    return list(_find_all(Reader(document, is_evidence=True)))


def build_evidence(document: Document, found: Found) -> Mention:
    """Write out a figure that `find_evidence` found in the document."""
    return _build_mention(document, found, hedge=found.hedge)


def _find_all(reader: Reader) -> Iterator[Found]:
    free = 0
    for index in _find_beginnings(reader):
        if index < free:
            continue
        word = reader.words[index]
        read = READERS.get(word, read_from_digits)(reader, index)
        if read is None:
            continue
        for found in read if isinstance(read[0], tuple) else (read,):
            first = max(found.first, free)
            if found.after > first:
                yield found if first == found.first else found._replace(first=first)
                free = found.after


def _find_beginnings(reader: Reader) -> list[int]:
    """Return the tokens that can begin a figure: digits, and the words that have a reader."""
    told = reader.vocabulary
    begins = {*(told & _BEGINNINGS), *compress(told, map(str.isdecimal, map(_LAST, told)))}
    return list(compress(count(), map(begins.__contains__, reader.words)))


def _find_hedge(reader: Reader, found: Found) -> Hedge:
    hedge = find_hedge(reader, found.first, found.after)
    if not hedge:
        return hedge
    is_long = found.kind is Kind.DURATION and found.unit in _LONG_UNITS
    if is_long and is_during(reader, found.first):
        return Hedge.NONE
    is_small = found.kind is Kind.COUNT and found.high <= _DOZEN
    return soften(reader, found.first, hedge, is_small=is_small)


def _build_mention(
    document: Document, found: Found, *, hedge: Hedge, rule: str = "", reason: str = ""
) -> Mention:
    start, end = document.starts[found.first], document.ends[found.after - 1]
    return Mention(
        start=start,
        end=end,
        text=document.text[start:end],
        kind=found.kind,
        low=found.low,
        high=found.high,
        precision=found.precision,
        unit=found.unit,
        hedge=hedge,
        period=found.period,
        is_yearless=found.is_yearless,
        noun=found.noun,
        not_a_claim=reason,
        rule=rule,
        other=found.other,
    )
