"""Find the names that numbers are part of: “Channel 4”, “20th Century Fox”, “R2-D2”, “Toy Story 3”."""

from __future__ import annotations

from typing import Final

from ledgergen.core.figures.closed_classes import GENITIVES
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.scan.amount import has_unit
from ledgergen.core.figures.scan.calendar import is_month
from ledgergen.core.figures.scan.found import Found
from ledgergen.core.figures.scan.lexicon.names import NAME_HEADS
from ledgergen.core.figures.scan.lexicon.nouns import AWARDS, COUNTED, FUNCTION_WORDS, ORDERED
from ledgergen.core.figures.scan.lexicon.numbers import CARDINALS, HYPHENS
from ledgergen.core.figures.scan.reader import Reader

_PREFIXES: Final = frozenset(
    {"under", "over", "top", "post", "pre", "mid", "sub", "non", "early", "late", "circa", "c", "ca"}
)
_NUMBERING: Final = frozenset({Kind.COUNT, Kind.ORDINAL})
_KEPT: Final = frozenset({"anniversary", "jubilee", "birthday"})
_OLDEST_FILM: Final = 1880


def find_name(reader: Reader, found: Found) -> str:
    """Return the name that the figure is part of, or nothing."""
    if found.kind in (Kind.MONEY, Kind.PERCENT, Kind.AGE):
        return ""
    text, starts, ends = reader.text, reader.starts, reader.ends
    first, after = found.first, found.after
    # Most figures stand apart, between words without capitals.
    if first and (starts[first] == ends[first - 1] or text[starts[first - 1]].isupper()):
        head = _find_head(reader, found)
        if head < first:
            return text[starts[head] : ends[after - 1]]
    if _is_work_by_number(reader, found):
        return text[starts[first - 1] : ends[after - 1]]
    if starts[after] == ends[after - 1] and _is_tail(reader, found):
        return text[starts[first] : ends[after]]
    is_capital = after < reader.size and text[starts[after]].isupper()
    if is_capital and reader.near(after) and _is_name_behind(reader, found):
        return text[starts[first] : ends[after]]
    return ""


def _find_head(  # noqa: PLR0911  one return per kind of name
    reader: Reader, found: Found
) -> int:
    """Return where a name begins that ends with the number; the number's own place where none does."""
    words, first = reader.words, found.first
    before = words[first - 1]
    if reader.glued(first):
        if before[:1].isalpha() and _is_letters_head(reader, first - 1):
            return first - 1
        if before in HYPHENS and first > 1 and reader.glued(first - 1) and _is_hyphen_head(reader, found):
            return first - 2
        return first
    if not reader.near(first) or not reader.is_capital(first - 1) or found.low % 1:
        return first
    if found.kind in _NUMBERING and before in NAME_HEADS:
        return first - 1
    if not words[first].isdecimal() or has_unit(reader, found.after):
        return first
    if _is_letters_number(reader, found):
        return first - 1
    is_sequel = found.kind is Kind.COUNT and 2 <= found.low <= 9 and first > 1
    return first - 2 if is_sequel and reader.is_capital(first - 2) and reader.near(first - 1) else first


def _is_letters_number(reader: Reader, found: Found) -> bool:
    """Tell “THX 1138” from “in the US 3 weeks later” and “it cost RKO 12 million” by its bare digits."""
    letters = reader.text[reader.starts[found.first - 1] : reader.ends[found.first - 1]]
    is_number = found.kind is Kind.COUNT or (found.kind is Kind.DATE and found.low < _OLDEST_FILM)
    return is_number and found.after == found.first + 1 and len(letters) > 1 and letters.isupper()


def _is_letters_head(reader: Reader, index: int) -> bool:
    """Tell whether letters glued before digits name something: “R2”, “mp3”; “c1976” and “in1976” do not."""
    word = reader.words[index]
    if word in _PREFIXES or word in FUNCTION_WORDS:
        return False
    return reader.is_capital(index) or len(word) < 4


def _is_hyphen_head(reader: Reader, found: Found) -> bool:
    """Tell “F-16” and “Su-25” from “mid-1950” and “July-12”."""
    head = found.first - 2
    word = reader.words[head]
    return (
        found.kind is Kind.COUNT
        and word[:1].isalpha()
        and reader.is_capital(head)
        and word not in CARDINALS
        and word not in _PREFIXES
        and not is_month(reader, head)
    )


def _is_work_by_number(reader: Reader, found: Found) -> bool:
    """“Brandt's Third” is a symphony: a capital makes a name of an ordinal behind its maker's."""
    first = found.first
    if found.kind is not Kind.ORDINAL or not first or not reader.words[first][:1].isalpha():
        return False
    is_owned = reader.words[first - 1].endswith(GENITIVES) and reader.is_capital(first - 1)
    is_last = found.after >= reader.size or not reader.is_capital(found.after)
    return is_owned and is_last and reader.is_capital(first) and found.after == first + 1


def _is_tail(reader: Reader, found: Found) -> bool:
    """Tell whether letters glued behind the digits make a name of it: “3D”, “5G”."""
    return found.kind is Kind.COUNT and 2 <= found.low <= 6 and reader.words[found.after] in ("d", "g")


def _is_name_behind(reader: Reader, found: Found) -> bool:
    """Tell whether capitals go on behind: “20th Century Fox”, “Second World War”, “First Assistant”."""
    words, first, after = reader.words, found.first, found.after
    if found.kind is Kind.DATE:
        return words[after - 1] == "century" and reader.is_capital(after - 1)
    if found.kind not in (Kind.ORDINAL, Kind.COUNT) or words[after] in AWARDS or words[after] in COUNTED:
        return False
    if found.kind is Kind.ORDINAL and words[after] in _KEPT and reader.is_capital(after + 1):
        return True  # “its 25th Anniversary Medal” is called so
    if found.kind is Kind.ORDINAL and words[after] in ORDERED:
        return False  # “his Fifth Picture”
    is_word = words[first][:1].isalpha() and reader.is_capital(first)
    return is_word and not opens_sentence(reader, first) and not is_month(reader, after)


def opens_sentence(reader: Reader, index: int) -> bool:
    """Tell whether the token stands where any word would have its capital."""
    if index == 0:
        return True
    before = reader.words[index - 1]
    return (
        before in (".", "!", "?", ":", "“", '"', "*", "(", "—", "…", "#", "‘")
        or not reader.near(index)
        or "\n" in reader.text[reader.ends[index - 1] : reader.starts[index]]
    )
