"""Find number words that count nothing: fixed phrases, “one” the pronoun, “first” the adverb."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ledgergen.core.figures.closed_classes import DEFINITE, RELATIVES
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.scan.found import Found
from ledgergen.core.figures.scan.hedge import find_hedge
from ledgergen.core.figures.scan.lexicon.money import CURRENCIES
from ledgergen.core.figures.scan.lexicon.names import IDIOMS, Idiom
from ledgergen.core.figures.scan.lexicon.nouns import AWARDS, COUNTED, FUNCTION_WORDS, ONES
from ledgergen.core.figures.scan.lexicon.numbers import CARDINALS, HYPHENS, SCALES
from ledgergen.core.figures.scan.lexicon.units import MEASURE_UNITS, PERCENT_WORDS, TIME_UNITS
from ledgergen.core.figures.scan.reader import Reader

_OWNERS: Final = DEFINITE | {"a", "our", "my", "your"}


_COUNTING: Final = frozenset(
    {
        "won",
        "in",
        "lost",
        "took",
        "only",
        "just",
        "exactly",
        "least",
        "most",
        "or",
        "converted",
        "than",
    }
)


_RELATING: Final = RELATIVES | {"to"}


_DOUBTFULLY: Final = frozenset({"in", "took"})


_ADVERBIAL: Final = frozenset({".", ",", ";", ":", "!", "?", ")", "and", "but", "then"})
_IDIOM_WORDS: Final = frozenset(word for word, _, _ in IDIOMS)
_SHARES: Final = frozenset(
    {"share", "stake", "interest", "price", "point", "century", "dozen", "star", "owner"}
)


def find_idiom(reader: Reader, found: Found) -> str:
    """Return the fixed phrase that the number word belongs to, or nothing."""
    words = reader.words
    first, last = found.first, found.after - 1
    if found.kind is Kind.DURATION and not (words[first] == "one" and reader.is_capital(first)):
        return ""
    for at in (first,) if first == last else (first, last):
        word = words[at]
        if word not in _IDIOM_WORDS:
            continue
        for side in (1, -1):
            for idiom in IDIOMS.get((word, side, words[at + side]), ()):
                begin, end = at - len(idiom.before), at + len(idiom.after)
                if begin >= 0 and _matches(words, at, idiom) and not _is_counted_over(reader, found):
                    return " ".join(reader.text[reader.starts[begin] : reader.ends[end]].split())
    if words[first] == "half" and _is_half_done(reader, last + 1):
        return reader.text[reader.starts[first] : reader.ends[last + 2]]
    return ""


def _is_counted_over(reader: Reader, found: Found) -> bool:
    """“Nearly twice over” is a multiple: nobody hedges a figure of speech."""
    return found.kind is Kind.MULTIPLE and bool(find_hedge(reader, found.first, found.after))


def _matches(words: Sequence[str], at: int, idiom: Idiom) -> bool:
    before, after = idiom
    return tuple(words[at + 1 : at + 1 + len(after)]) == after and all(
        words[at - 1 - step] == word for step, word in enumerate(before)
    )


def _is_half_done(reader: Reader, index: int) -> bool:
    """Tell “half-finished” from a share: “half-million”, “half-hour”, “half-share”."""
    words = reader.words
    behind = words[index + 1]
    return (
        words[index] in HYPHENS
        and reader.glued(index + 1)
        and behind[:1].isalpha()
        and behind not in TIME_UNITS
        and behind not in SCALES
        and behind not in _SHARES
    )


def is_pronoun_or_adverb(reader: Reader, found: Found) -> bool:
    """Tell whether the word stands for a thing or a manner: “which one”, “paid first”, “zero appeal”."""
    words, first, after = reader.words, found.first, found.after
    if words[first] not in _DOUBTFUL or after != first + 1:
        return False
    word, before = words[first], words[first - 1] if first else ""
    behind = words[after + 1] if words[after] in ("*", "_") else words[after]
    if found.kind is Kind.COUNT and word in {"one", "zero"}:
        is_pronoun = word == "one" and _is_pronoun(reader, first, before=before, behind=behind)
        return is_pronoun or (word == "zero" and _is_rhetorical(reader, after))
    if word == "first" and found.kind is Kind.ORDINAL:
        is_place = before in _OWNERS or before in GRADING
        return not is_place and (_ends_phrase(behind, _LEADING) or behind.endswith("ed"))
    if word == "two" and found.kind is Kind.COUNT:
        # “The difference between the two”: it points back and counts nothing anew.
        return before in _POINTING and _ends_phrase(behind, _PLACING)
    if word != "second" or before not in _PER:
        return False
    # “18 frames a second for …”: of so many things, a second is what they are counted by.
    n_things, things = words[max(first - 3, 0)], words[max(first - 2, 0)]
    is_rate = things.endswith("s") and (n_things.isdecimal() or n_things in CARDINALS)
    return behind in _ADVERBIAL or is_rate


_PER: Final = frozenset({"a", "per", "split", "each", "every"})


_DOUBTFUL: Final = frozenset({"zero", "one", "two", "first", "second"})
GRADING: Final = frozenset({"ranked", "rated", "graded", "placed", "voted", "judged"})
"""“Graded first by its jury” is a place."""
_LEADING: Final = frozenset({"to", "of", "in"})
_PLACING: Final = frozenset({"of", "in", "on", "at", "for", "by"})
_POINTING: Final = frozenset({"the", "these", "those"})


def _ends_phrase(word: str, leading: frozenset[str]) -> bool:
    """Tell whether no noun can follow: the word ends the phrase, and does not lead to what is meant."""
    return word in _ADVERBIAL or (word in FUNCTION_WORDS and word not in leading)


def _is_pronoun(  # noqa: PLR0911  first answers, in order
    reader: Reader, index: int, *, before: str, behind: str
) -> bool:
    """Tell “one” that stands for something from the number, which has a counted noun or was won."""
    if behind in AWARDS:
        return False
    if behind in HYPHENS:
        compound = reader.words[index + 2]
        return compound not in ONES and compound not in TIME_UNITS and compound not in MEASURE_UNITS
    if behind in ONES or behind in TIME_UNITS:
        return before in _OWNERS
    if before == "only" and behind in _RELATING and reader.words[index - 2] in _OWNERS:
        return True  # “the only one that bore interest”
    if not behind[:1].isalpha() or behind in FUNCTION_WORDS:
        return before not in _COUNTING
    if before in _DOUBTFULLY and f"{behind}s" not in COUNTED:
        return True  # “in one tranche” says so with emphasis; “in one take” counts
    return before not in _COUNTING or not reader.near(index + 1)


def _is_rhetorical(reader: Reader, index: int) -> bool:
    """Tell “zero commercial equity” from “zero nominations”: it counts nothing that can be counted."""
    word = reader.words[index]
    return word[:1].isalpha() and not any(
        noun in COUNTED
        or noun in CURRENCIES
        or noun in TIME_UNITS
        or noun in PERCENT_WORDS
        or noun in FUNCTION_WORDS
        for noun in reader.words[index : index + 3]
    )
