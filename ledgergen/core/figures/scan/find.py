"""Find every figure in a text and read it to a value.

Finding and reading is all that happens here: what a figure is about is
`claim`, whether it is true is `judge`. The walk goes from token to token;
each token that can begin a figure is offered to the readers of `scan_*` in a
fixed order, and the first that reads it wins. Every reader looks a bounded
number of tokens ahead, so the whole is linear in the text.

A figure that is missed is a claim nobody checks, so recall comes first: a
number without a reading is a mention with unit "?" and left to the rules,
never dropped. What is a number but no claim is marked so (`scan.exempt`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from decimal import Decimal
from itertools import compress, count
from operator import itemgetter
from typing import Final, NamedTuple

from ledgergen.core.figures.mention import Hedge, Kind, Mention
from ledgergen.core.figures.scan.amount import CURRENCIES_BEFORE, RANGE_MARKS, read_amount
from ledgergen.core.figures.scan.count import find_noun, read_age_decade, read_count, read_ordinal
from ledgergen.core.figures.scan.date import (
    DECADE_WORDS,
    read_day_first,
    read_decade_word,
    read_month_first,
    read_numeric_date,
    read_season,
    read_spoken_year,
    read_year,
)
from ledgergen.core.figures.scan.exempt import RULES, explain_not_a_claim
from ledgergen.core.figures.scan.found import Found
from ledgergen.core.figures.scan.hedge import find_hedge, is_during, soften
from ledgergen.core.figures.scan.lexicon import (
    CARDINALS,
    COLLECTIVES,
    CURRENCIES,
    FRACTION_WORDS,
    GLYPH_FRACTIONS,
    HYPHENS,
    MONTHS,
    MULTIPLES,
    ORDINAL_SUFFIXES,
    ORDINALS,
    SCALES,
    SEASONS,
    SHORT_SCALES,
    TIME_UNITS,
    VAGUE_PLURALS,
)
from ledgergen.core.figures.scan.lexicon_nouns import COUNTED
from ledgergen.core.figures.scan.lexicon_tables import split_words
from ledgergen.core.figures.scan.number import GOING_ON
from ledgergen.core.figures.scan.pair import leads_to_every, read_pair
from ledgergen.core.figures.scan.part import (
    FIGURES_WORDS,
    read_collective,
    read_figures_words,
    read_fraction,
    read_multiple_word,
    read_span,
    read_vague,
)
from ledgergen.core.figures.scan.reader import Reader
from ledgergen.core.figures.scan.title import TitleIndex
from ledgergen.core.figures.scan.unit import UNIT_BEGINNINGS, read_quantity
from ledgergen.core.figures.text import Document

__all__ = ["RULES", "EvidenceMention", "extract_evidence", "extract_mentions"]

_Reading = Found | tuple[Found, ...] | None
_Read = Callable[[Reader, int], _Reading]

_DATE_MARKS: Final = HYPHENS | {"/"}
_PAIR_MARKS: Final = HYPHENS | {":", "/", "out", "in", "of", "to", "for", "stars", "points", *SCALES}
_DIGITS_GO_ON: Final = frozenset(
    {*ORDINAL_SUFFIXES, "s", *_DATE_MARKS, *_PAIR_MARKS, *MONTHS, ".", "and", "of", *FIGURES_WORDS}
)
_WORD_GOES_ON: Final = frozenset({*GOING_ON, *FRACTION_WORDS, *_PAIR_MARKS, *FIGURES_WORDS})
"""The words behind digits and number words that may make more of them than an amount or a year."""
_NO_COUNTS: Final = frozenset({"films", "series", "awards", "championships", "games"})
"""Plurals that a year may stand before: “the 1976 awards”."""
_YEAR_CUES: Final = frozenset(
    split_words("in since from until till by before after circa c ca early mid year")
)
_DOZEN: Final = 12
_LONG_UNITS: Final = frozenset({"day", "night", "weekend", "week", "month", "year", "decade", "century"})
_SURE_YEARS: Final = range(1800, 2060)


def _read_digits(reader: Reader, index: int) -> _Reading:
    """Offer the digits to the readers that what follows them allows."""
    words = reader.words
    word, following = words[index], words[index + 1]
    found: _Reading = None
    if following not in _DIGITS_GO_ON and "." not in word:
        return _read_year_or_amount(reader, index)
    if following in ORDINAL_SUFFIXES and reader.glued(index + 1):
        found = read_ordinal(reader, index)
        if found:
            return found
    if following == "s" and len(word) == 2 and word.endswith("0"):
        found = read_age_decade(reader, index)
    if not found and (following in _DATE_MARKS or "." in word):
        found = read_numeric_date(reader, index)
    if not found and len(word) <= 2:
        found = read_day_first(reader, index) or read_figures_words(reader, index)
    if not found and following in _PAIR_MARKS:
        found = read_pair(reader, index)
    return found or _read_year_or_amount(reader, index)


def _read_year_or_amount(reader: Reader, index: int) -> Found | None:
    """Decide between a year and an amount: “1976 film”, “2000 screens”, “$1976”."""
    year = read_year(reader, index)
    if year and (year.unit != "year" or (_is_bare(reader, index) and _is_year(reader, index))):
        return year
    amount = read_amount(reader, index)
    if amount is None:
        return year
    found = read_quantity(reader, amount)
    if found:
        return found
    return year if year and _is_year(reader, index) else read_count(reader, amount)


def _is_bare(reader: Reader, index: int) -> bool:
    """Tell whether nothing beside four digits could make an amount of them."""
    return reader.words[index + 1] not in _UNIT_OR_MORE and reader.words[index - 1] not in CURRENCIES_BEFORE


def _is_year(reader: Reader, index: int) -> bool:
    """Tell a bare year from a count of the same shape: counts have their noun, old years their “in”."""
    following, before = reader.words[index + 1], reader.words[index - 1]
    if following in COUNTED and following not in _NO_COUNTS and reader.near(index + 1):
        return not following.endswith(("s", "people", "men", "women", "children"))
    return int(reader.words[index]) in _SURE_YEARS or before in _YEAR_CUES or not before[:1].isalnum()


def _read_number_word(reader: Reader, index: int) -> _Reading:
    word, following = reader.words[index], reader.words[index + 1]
    if not (following in _WORD_GOES_ON or word in GLYPH_FRACTIONS or leads_to_every(reader, index)):
        return (read_fraction(reader, index) if word == "one" else None) or _read_amount(reader, index)
    return (
        read_fraction(reader, index)
        or read_ordinal(reader, index)
        or read_day_first(reader, index)
        or read_figures_words(reader, index)
        or read_spoken_year(reader, index)
        or read_pair(reader, index)
        or _read_amount(reader, index)
    )


def _read_amount(reader: Reader, index: int) -> Found | None:
    amount = read_amount(reader, index)
    return (read_quantity(reader, amount) or read_count(reader, amount)) if amount else None


def _read_ordinal_word(reader: Reader, index: int) -> Found | None:
    if index and reader.words[index - 1] in ("a", "an", "one"):
        share = read_fraction(reader, index - 1)
        if share:
            return share
    if reader.words[index] == "second" and reader.words[index - 1] in ("per", "frames"):
        return None
    return read_ordinal(reader, index)


def _read_fraction_word(reader: Reader, index: int) -> Found | None:
    if reader.words[index] in ("half", "halves"):
        return _read_part(reader, index)
    if reader.words[index] in ("quarter", "half") and index and reader.words[index - 1] in ("a", "one"):
        return _read_part(reader, index - 1)
    return None


def _read_part(reader: Reader, index: int) -> Found | None:
    """Read “half a million dollars”, “a quarter-million”, or else the bare share."""
    return _read_amount(reader, index) or read_fraction(reader, index)


def _read_scale(reader: Reader, index: int) -> Found | None:
    """Read “a million”, “a dozen”, “million-dollar”, “several hundred”."""
    words = reader.words
    before = words[index - 1] if reader.near(index) else ""
    if before in ("a", "an"):
        return _read_amount(reader, index - 1)
    scale = Decimal(SCALES[words[index]])
    if scale < 12 or scale == 20:
        return None
    if before in ("several", "few", "many"):
        return Found(
            index - 1, index + 1, Kind.VAGUE, 3 * scale, 9 * scale, scale, noun=find_noun(reader, index + 1)
        )
    step = index + 2 if words[index + 1] == "-" else index + 1
    if words[step] in CURRENCIES and words[step] != "bucks" and scale >= 1000:
        return Found(index, step + 1, Kind.MONEY, scale, scale, scale, unit=CURRENCIES[words[step]])
    return None


def _read_decade(reader: Reader, index: int) -> Found | None:
    return read_age_decade(reader, index) or read_decade_word(reader, index)


def _readers() -> dict[str, _Read]:
    """Return the reader that each word begins; later rows win where a word has two meanings."""
    rows: dict[str, _Read] = {}
    rows.update(dict.fromkeys(TIME_UNITS, read_span))
    rows.update(dict.fromkeys(FRACTION_WORDS, _read_fraction_word))
    rows.update(dict.fromkeys(ORDINALS, _read_ordinal_word))
    rows.update(dict.fromkeys(SCALES, _read_scale))
    rows.update(dict.fromkeys(CARDINALS, _read_number_word))
    rows.update(dict.fromkeys(GLYPH_FRACTIONS, _read_number_word))
    rows.update(dict.fromkeys(VAGUE_PLURALS, read_vague))
    rows.update(dict.fromkeys(MULTIPLES, read_multiple_word))
    rows.update(dict.fromkeys(COLLECTIVES, read_collective))
    rows.update(dict.fromkeys(MONTHS, read_month_first))
    rows.update(dict.fromkeys(SEASONS, read_season))
    rows.update(dict.fromkeys(DECADE_WORDS, _read_decade))
    return rows


_READERS: Final = _readers()
_BEGINNINGS: Final = frozenset(_READERS)
_UNIT_OR_MORE: Final = frozenset(
    {"e", *UNIT_BEGINNINGS, *SCALES, *SHORT_SCALES, *GLYPH_FRACTIONS, *RANGE_MARKS}
)
"""What goes on with a number: its scale, its unit, the other end of a range."""
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
        mentions.append(_build_mention(document, reader, found, hedge=hedge, rule=rule, reason=reason))
    return tuple(mentions)


class EvidenceMention(NamedTuple):
    """A figure of the evidence, and the tokens it stands on: `first` up to, not with, `after`."""

    mention: Mention
    first: int
    after: int


def extract_evidence(document: Document) -> list[EvidenceMention]:
    """Find the figures of a text that others are held against; never raises.

    What only a judgment asks of a figure, hedges and what is no claim, is left out.
    """
    reader = Reader(document)
    return [
        EvidenceMention(_build_mention(document, reader, found, hedge=found.hedge), found.first, found.after)
        for found in _find_all(reader)
    ]


def _find_all(reader: Reader) -> Iterator[Found]:
    free = 0
    for index in _find_beginnings(reader):
        if index < free:
            continue
        word = reader.words[index]
        read = _read_digits(reader, index) if word not in _READERS else _READERS[word](reader, index)
        if read is None:
            continue
        for found in read if isinstance(read[0], tuple) else (read,):
            first = max(found.first, free)
            if found.after > first:
                yield found if first == found.first else found._replace(first=first)
                free = found.after


def _find_beginnings(reader: Reader) -> list[int]:
    """Return the tokens that can begin a figure: digits, and the words that have a reader."""
    words = reader.words
    # A text repeats its words; each is looked at once.
    told = set(words)
    told.discard("")
    begins = told & _BEGINNINGS
    begins.update(compress(told, map(str.isdecimal, map(_LAST, told))))
    return list(compress(count(), map(begins.__contains__, words)))


def _find_hedge(reader: Reader, found: Found) -> Hedge:
    is_long = found.kind is Kind.DURATION and found.unit in _LONG_UNITS
    if is_long and is_during(reader, found.first):
        return Hedge.NONE
    is_small = found.kind is Kind.COUNT and found.high <= _DOZEN
    return soften(reader, found.first, find_hedge(reader, found.first, found.after), is_small=is_small)


def _build_mention(  # noqa: PLR0913  what the walk has found out
    document: Document, reader: Reader, found: Found, *, hedge: Hedge, rule: str = "", reason: str = ""
) -> Mention:
    start, end = reader.starts[found.first], reader.ends[found.after - 1]
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
