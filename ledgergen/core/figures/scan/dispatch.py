"""Offer a token to the readers that what stands beside it allows, the likeliest first.

Each word that can begin a figure has one reader here, found by a look in a table
(`READERS`); digits are read by `read_from_digits`. A reader that could not read on
from the next words is not asked.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from ledgergen.core.figures.closed_classes import INDEFINITE
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.scan.amount import CURRENCIES_BEFORE, RANGE_MARKS, read_amount
from ledgergen.core.figures.scan.count import (
    find_noun,
    read_age_decade,
    read_bare_count,
    read_count,
    read_ordinal,
)
from ledgergen.core.figures.scan.date import (
    read_day_first,
    read_month_first,
    read_numeric_date,
    read_season,
)
from ledgergen.core.figures.scan.found import Found
from ledgergen.core.figures.scan.lexicon.dates import MONTHS, SEASONS
from ledgergen.core.figures.scan.lexicon.money import CURRENCIES
from ledgergen.core.figures.scan.lexicon.nouns import COUNTED, FUNCTION_WORDS
from ledgergen.core.figures.scan.lexicon.numbers import (
    CARDINALS,
    COLLECTIVES,
    FRACTION_WORDS,
    GLYPH_FRACTIONS,
    HYPHENS,
    MULTIPLES,
    ORDINAL_SUFFIXES,
    ORDINALS,
    SCALES,
    SHORT_SCALES,
    VAGUE_PLURALS,
)
from ledgergen.core.figures.scan.lexicon.units import TIME_UNITS
from ledgergen.core.figures.scan.number import GOING_ON
from ledgergen.core.figures.scan.pair import EVERY, leads_to_every, leads_to_parts, read_pair
from ledgergen.core.figures.scan.part import (
    FIGURES_WORDS,
    WHOLE,
    read_collective,
    read_figures_words,
    read_fraction,
    read_multiple_word,
    read_span,
    read_vague,
)
from ledgergen.core.figures.scan.reader import Reader
from ledgergen.core.figures.scan.unit import UNIT_BEGINNINGS, read_quantity
from ledgergen.core.figures.scan.year import (
    DECADE_WORDS,
    YEAR_DIGITS,
    read_decade_word,
    read_spoken_year,
    read_year,
)
from ledgergen.core.figures.wordlists import word_set

Reading = Found | tuple[Found, ...] | None
Read = Callable[[Reader, int], Reading]

_DATE_MARKS: Final = HYPHENS | {"/"}
_PAIR_MARKS: Final = HYPHENS | {":", "/", "out", "in", "of", "to", "for", "stars", "points", *SCALES}
_DIGITS_GO_ON: Final = frozenset(
    {*ORDINAL_SUFFIXES, "s", *_DATE_MARKS, *_PAIR_MARKS, *MONTHS, ".", "and", "of", *FIGURES_WORDS}
)
_WORD_GOES_ON: Final = frozenset({*GOING_ON, *FRACTION_WORDS, *_PAIR_MARKS, *FIGURES_WORDS})
"""The words behind digits and number words that may make more of them than an amount or a year."""
_PLACING: Final = frozenset({"in", "for"})
_LINKS: Final = _PLACING | {"of", "to"}
_PAIRED: Final = frozenset({*EVERY, *CARDINALS, *SCALES, *HYPHENS, "a"})
"""What stands behind those links where two numbers belong together, digits aside."""
_NO_COUNTS: Final = frozenset({"films", "series", "awards", "championships", "games"})
"""Plurals that a year may stand before: “the 1976 awards”."""
_YEAR_CUES: Final = word_set("in since from until till by before after circa c ca early mid year")
_SURE_YEARS: Final = range(1800, 2060)


def read_from_digits(reader: Reader, index: int) -> Reading:
    """Offer the digits to the readers that what follows them allows."""
    words = reader.words
    word, following = words[index], words[index + 1]
    found: Reading = None
    if following not in _DIGITS_GO_ON and "." not in word:
        found = read_pair(reader, index) if leads_to_parts(reader, index) else None
        return found or _read_year_or_amount(reader, index)
    if following in ORDINAL_SUFFIXES and reader.glued(index + 1):
        found = read_ordinal(reader, index)
        if found:
            return found
    if following == "s" and len(word) == 2 and word.endswith("0"):
        found = read_age_decade(reader, index)
    if not found and (following in _DATE_MARKS or "." in word):
        found = read_numeric_date(reader, index)
    if not found and len(word) <= 2 and following not in _PLACING:
        found = read_day_first(reader, index) or read_figures_words(reader, index)
    if not found and following in _PAIR_MARKS and _may_pair(reader, index):
        found = read_pair(reader, index)
    return found or _read_year_or_amount(reader, index)


def _may_pair(reader: Reader, index: int) -> bool:
    """Tell whether a number of one token may be one of two: “5 of” and “five in” are, before a number."""
    words = reader.words
    behind = words[index + 2]
    return words[index + 1] not in _LINKS or behind in _PAIRED or behind[:1].isdecimal()


def _read_year_or_amount(reader: Reader, index: int) -> Found | None:
    """Decide between a year and an amount: “1976 film”, “2000 screens”, “$1976”."""
    if len(reader.words[index]) != YEAR_DIGITS:
        count = read_bare_count(reader, index)
        if count:
            return count
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
    if before == "of":  # “the massacre of 1572”, and a company of 1560 men
        stands_alone = not following[:1].isalnum() or following in FUNCTION_WORDS
        return int(reader.words[index]) in _SURE_YEARS or stands_alone
    return int(reader.words[index]) in _SURE_YEARS or before in _YEAR_CUES or not before[:1].isalnum()


def _read_number_word(reader: Reader, index: int) -> Reading:
    word, following = reader.words[index], reader.words[index + 1]
    if not (following in _WORD_GOES_ON or word in GLYPH_FRACTIONS or leads_to_every(reader, index)):
        return (
            (read_fraction(reader, index) if word == "one" else None)
            or (read_pair(reader, index) if leads_to_parts(reader, index) else None)
            or read_bare_count(reader, index)
            or _read_amount(reader, index)
        )
    if following in _LINKS:
        return (
            (read_fraction(reader, index) if word == "one" or word in GLYPH_FRACTIONS else None)
            or (read_pair(reader, index) if _may_pair(reader, index) else None)
            or _read_amount(reader, index)
        )
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
    before = index - 2 if reader.words[index - 1] in WHOLE else index - 1
    if before >= 0 and reader.words[before] in ("a", "an", "one"):
        share = read_fraction(reader, before)
        if share:
            return share
    if reader.words[index] == "second" and reader.words[index - 1] in ("per", "frames"):
        return None
    return read_ordinal(reader, index)


def _read_fraction_word(reader: Reader, index: int) -> Found | None:
    if reader.words[index] in ("half", "halves"):
        return _read_part(reader, index)
    before = index - 2 if reader.words[index - 1] in WHOLE else index - 1
    if reader.words[index] == "quarter" and before >= 0 and reader.words[before] in ("a", "one"):
        return _read_part(reader, before)
    return None


def _read_part(reader: Reader, index: int) -> Found | None:
    """Read “half a million dollars”, “a quarter-million”, or else the bare share."""
    return _read_amount(reader, index) or read_fraction(reader, index)


def _read_scale(reader: Reader, index: int) -> Found | None:
    """Read “a million”, “a dozen”, “million-dollar”, “several hundred”."""
    words = reader.words
    before = words[index - 1] if reader.near(index) else ""
    if before in INDEFINITE:
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


def _readers() -> dict[str, Read]:
    """Return the reader that each word begins; later rows win where a word has two meanings."""
    rows: dict[str, Read] = {}
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


READERS: Final = _readers()
_UNIT_OR_MORE: Final = frozenset(
    {"e", *UNIT_BEGINNINGS, *SCALES, *SHORT_SCALES, *GLYPH_FRACTIONS, *RANGE_MARKS}
)
"""What goes on with a number: its scale, its unit, the other end of a range."""
