"""Read numbers without a unit: counts with their noun, ordinals, ages by their place in the sentence."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Final

from ledgergen.core.figures.closed_classes import POSSESSIVES
from ledgergen.core.figures.mention import Hedge, Kind
from ledgergen.core.figures.scan.amount import FOLLOWING, LEADING, Amount
from ledgergen.core.figures.scan.calendar import is_month
from ledgergen.core.figures.scan.date import read_day_first
from ledgergen.core.figures.scan.digits import ONE, read_digits
from ledgergen.core.figures.scan.found import Found
from ledgergen.core.figures.scan.lexicon.names import NUMBERED
from ledgergen.core.figures.scan.lexicon.nouns import COUNTED, FUNCTION_WORDS, ORDERED
from ledgergen.core.figures.scan.lexicon.numbers import CARDINALS, HYPHENS, ORDINAL_SUFFIXES
from ledgergen.core.figures.scan.number import read_bare
from ledgergen.core.figures.scan.number_words import read_ordinal_word
from ledgergen.core.figures.scan.reader import Reader
from ledgergen.core.figures.scan.unit import STRETCHING, UNIT_BEGINNINGS, read_unit
from ledgergen.core.figures.scan.year import BEHIND_YEARS, DECADE_WORDS, read_century
from ledgergen.core.figures.wordlists import word_set

_PERSONS: Final = frozenset({"he", "she", "who", "director", "actor", "actress", "star", "author", "writer"})
_AGE_ENDERS: Final = frozenset({"-", "–", "/", ":", "%", "of", "to", "per", "in", "by"})
_POSSESSIVES: Final = POSSESSIVES | {"my", "our"}


def find_noun(reader: Reader, after: int) -> str:
    """Return what is counted: the last counted noun of the words that follow, else the first plural."""
    words, best, first, step = reader.words, "", "", after
    if words[step] in HYPHENS and reader.glued(step):
        step += 1
    for at in range(step, min(step + _LONGEST_PHRASE, reader.size)):
        word = words[at]
        sort = _NONE if _begins_number(reader, at) else _sort_noun(word)
        if sort is _NONE:
            if word in HYPHENS and reader.glued(at):
                continue
            break
        if at > after and reader.starts[at] - reader.ends[at - 1] > 1 and not reader.near(at):
            break
        if sort is _COUNTED:
            best = word
        elif best or (first and sort is not _PLURAL):
            break  # “117 machines ran day and night”: the verb has begun
        elif sort is _PLURAL and not first:
            first = "" if reader.is_capital(at) else word  # “a second James Bond film”
    if best or first:
        return best or first
    return words[step] if _sort_noun(words[step]) is not _NONE and reader.near(step) else ""


def _begins_number(reader: Reader, at: int) -> bool:
    """Tell whether another number begins, that counts its own: “he turned 30 two weeks before”."""
    if reader.words[at] not in CARDINALS:
        return False
    return reader.words[at + 1] not in HYPHENS or not reader.glued(at + 1)


class _Noun(Enum):
    """What a word may be in the phrase that says what is counted."""

    NONE = 0
    COUNTED = 1
    PLURAL = 2
    WORD = 3


# An enumeration's members are looked up anew each time; these are asked for each word behind a number.
_NONE: Final = _Noun.NONE
_COUNTED: Final = _Noun.COUNTED
_PLURAL: Final = _Noun.PLURAL


@lru_cache(maxsize=4_096)
def _sort_noun(word: str) -> _Noun:
    if not word[:1].isalpha() or word in FUNCTION_WORDS:
        return _Noun.NONE
    if word in COUNTED or word in ORDERED:
        return _Noun.COUNTED
    # “Three airless, glorious hours”: no plural ends so.
    is_plural = word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "ous"))
    return _Noun.PLURAL if is_plural else _Noun.WORD


_LONGEST_PHRASE: Final = 5


def read_ordinal(reader: Reader, index: int) -> Found | None:
    """Read “17th”, “third feature”, “twenty-first”; a century or a day of the month is a date."""
    words, word = reader.words, reader.words[index]
    if word[-1:].isdecimal():
        number = read_digits(word)
        if number is None or words[index + 1] not in ORDINAL_SUFFIXES or number[0] % 1 or len(word) > 9:
            return None
        value, after = int(number[0]), index + 2
    else:
        read = read_ordinal_word(reader, index)
        if read is None:
            return None
        value, after = read
    century = read_century(reader, index, after, number=value)
    if century:
        return century
    if (words[after] == "of" and is_month(reader, after + 1)) or is_month(reader, after):
        day = read_day_first(reader, index)
        if day:
            return day
    is_from_last = words[after] == "last" or (words[after] == "-" and words[after + 1] in ("last", "to"))
    return Found(
        index,
        after,
        Kind.ORDINAL,
        Decimal(value),
        Decimal(value),
        ONE,
        unit="from last" if is_from_last else "",
        noun=find_noun(reader, after),
    )


def read_age_decade(reader: Reader, index: int) -> Found | None:
    """Read “in his thirties”, “her early forties”; others’ decades are dates."""
    step = index - 1
    part = ""
    if reader.words[step] in HYPHENS:
        step -= 1
    if reader.words[step] in ("early", "mid", "late"):
        part = reader.words[step]
        step -= 1
    if reader.words[step] not in _POSSESSIVES:
        return None
    start = (
        DECADE_WORDS[reader.words[index]] if reader.words[index] in DECADE_WORDS else int(reader.words[index])
    )
    low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part, (0, 9))
    after = index + 1 if reader.words[index] in DECADE_WORDS else index + 2
    if reader.words[after - 2] in ("'", "’"):
        after += 1
    first = step + 1 if part else index
    return Found(
        first, after, Kind.AGE, Decimal(start + low), Decimal(start + high), Decimal(10), unit="years"
    )


def read_count(reader: Reader, amount: Amount) -> Found:
    """Read a number without a unit: an age where the words around say so, else a count with its noun."""
    after, hedge = amount.after, Hedge.NONE
    if reader.words[amount.first - 1] in _AGE_LEADS and _is_age(reader, amount):
        return Found(amount.first, after, Kind.AGE, amount.low, amount.high, amount.precision, "years")
    if reader.words[after] == "+" and reader.glued(after):
        hedge, after = Hedge.AT_LEAST, after + 1
    elif reader.words[after] in HYPHENS and reader.words[after + 1] in ("odd", "plus", "ish"):
        hedge = Hedge.AT_LEAST if reader.words[after + 1] == "plus" else Hedge.ABOUT
        after += 2
        united = read_unit(reader, amount._replace(after=after))
        if united:
            return united._replace(hedge=hedge)
    noun = _find_numbered(reader, amount)
    kind = Kind.ORDINAL if noun else Kind.COUNT
    noun = noun or find_noun(reader, after)
    return Found(amount.first, after, kind, amount.low, amount.high, amount.precision, "", noun, hedge)


def read_bare_count(reader: Reader, index: int) -> Found | None:
    """Read a number of one token as `read_count` would, where nothing beside it can make more of it."""
    words = reader.words
    if words[index + 1] in _MORE_BEHIND or words[index - 1] in _MORE_BEFORE:
        return None
    number = read_bare(words[index])
    if number is None:
        return None
    value, precision = number
    return Found(index, index + 1, Kind.COUNT, value, value, precision, "", find_noun(reader, index + 1))


def _find_numbered(reader: Reader, amount: Amount) -> str:
    """Return the word that makes a number a place in an order: “season 2”, “No. 1”."""
    at = amount.first - 1
    is_cut = reader.words[at] == "." and reader.glued(at)
    word = reader.words[at - 1 if is_cut else at]
    if is_cut and word not in _CUT_SHORT:
        return ""  # “It lay in the schedule. Two fans …”: a sentence ends there
    if word not in NUMBERED or not reader.near(amount.first) or amount.low % 1:
        return ""
    return word if word != "#" or reader.glued(at + 1) else ""


_CUT_SHORT: Final = frozenset({"no", "nos", "vol", "pp", "fig", "fn"})
"""Words of order that end in a full stop of their own."""
_AGE_LEADS: Final = word_set(", aged age turned turning turns ages of at only just barely was is")
"""The words before an age."""
_MORE_BEHIND: Final = FOLLOWING | UNIT_BEGINNINGS | STRETCHING | HYPHENS | BEHIND_YEARS | {"+"}
_MORE_BEFORE: Final = LEADING | _AGE_LEADS | frozenset(NUMBERED)
"""What may make a sum, a share, a date, an age or a place in an order of a number."""


_LEVELING: Final = word_set(
    "stopped stops stop settled settles peaked peaks stood stands capped pegged leveled levelled stuck"
)
"""“The academy stopped at two”: a level, and no age."""


def _is_age(reader: Reader, amount: Amount) -> bool:  # noqa: PLR0911  one return per place
    """Tell whether a bare number is an age: “aged 33”, “turned 40”, “at 41,”, “Name, 36,”."""
    if not (1 <= amount.low <= 115 and amount.high <= 115) or amount.precision != 1:
        return False
    words, first = reader.words, amount.first
    before = words[first - 1] if first else ""
    if before in ("turned", "turning", "turns") and find_noun(reader, amount.after) in COUNTED:
        return False  # “turned seven nominations into three wins”
    if before in ("aged", "age", "turned", "turning", "turns", "ages"):
        return True
    if before == "of" and words[first - 2] in ("age", "boy", "girl", "man", "woman"):
        return True
    behind = words[amount.after]
    stands_alone = not behind[:1].isalnum() or behind in FUNCTION_WORDS
    if before == "at" and words[first - 2] in _LEVELING:
        return False
    if before in ("at", "only", "just", "barely") and words[first - (1 if before == "at" else 2)] == "at":
        return stands_alone and behind not in _AGE_ENDERS
    if before in ("was", "is") and amount.low >= 5 and first >= 2:
        is_person = words[first - 2] in _PERSONS or reader.is_capital(first - 2)
        return is_person and stands_alone and behind not in _AGE_ENDERS
    if before == "," and behind in (",", ")", ".", ";") and amount.low >= 5 and first >= 2:
        name = words[first - 2]
        is_noun = name not in FUNCTION_WORDS and not name.endswith("s") and behind == ","
        return (
            name.isalpha() and (is_noun or reader.is_capital(first - 2)) and not is_month(reader, first - 2)
        )
    return False
