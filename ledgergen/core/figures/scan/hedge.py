"""Read what the words before and behind a number do to it.

“Over” and “under” are hedges before a sum and prepositions before all else: a
jury hands over seven prizes, and an academy lists a film under eight headings.
A verb that takes its “over” along hedges nothing, and of a small count neither
word says more than that it is so many at least, or at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ledgergen.core.figures.closed_classes import DEFINITE, DETERMINERS
from ledgergen.core.figures.mention import Hedge
from ledgergen.core.figures.scan.lexicon.hedges import HEDGES, HEDGES_AFTER
from ledgergen.core.figures.scan.reader import Reader
from ledgergen.core.figures.wordlists import word_set

_MEASURING: Final = frozenset(
    {
        "for",
        "took",
        "lasted",
        "spanned",
        "of",
        "a",
        "just",
        "little",
        "bit",
        "shade",
        "touch",
        "by",
        "well",
        "waited",
        "spent",
        "ran",
        "needed",
        "slightly",
    }
)
_PLACING: Final = {
    "over": Hedge.AT_LEAST,
    "under": Hedge.AT_MOST,
    "past": Hedge.AT_LEAST,
    "passed": Hedge.AT_LEAST,
    "crossed": Hedge.AT_LEAST,
    "below": Hedge.AT_MOST,
}
_GOING_TO: Final = frozenset({"approached", "approaches"})
_HANDED: Final = word_set("""
        hand handed hands handing turned turns turning signed signing sprawls sprawled sprawling extends
        extended extending unfolds unfolded unfolding stretches stretched stretching spreads plays
    """)
"""Behind these “over” is no hedge: “sprawled over 172 minutes”."""
_DETERMINERS: Final = DEFINITE | {"this", "these", "our", "my"}
_SKIPPED: Final = DETERMINERS | {"just", "only", "perhaps"}
_ADDING: Final = word_set("add adds added adding sum sums summed summing")


def _by_last_word() -> dict[str, tuple[tuple[tuple[str, ...], Hedge], ...]]:
    rows: dict[str, list[tuple[tuple[str, ...], Hedge]]] = {}
    for form, hedge in HEDGES.items():
        words = tuple(form.split())
        rows.setdefault(words[-1], []).append((words, hedge))
    return {word: tuple(sorted(pairs, key=lambda pair: -len(pair[0]))) for word, pairs in rows.items()}


_ENDINGS: Final = _by_last_word()
_ABOVE: Final = frozenset({Hedge.OVER, Hedge.JUST_OVER})
_DENYING: Final = frozenset({"never", "not", "nowhere", "neither", "nor", "without", "no", "nobody"})
_ONLY: Final = frozenset({"only", "just", "merely", "simply", "surprisingly", "least"})
_REACH: Final = 6
_HEDGING: Final = frozenset(word for form in HEDGES for word in form.split()) | {"a", "mere", "only", "just"}
_AFTER: Final = frozenset(form.split()[0] for form in HEDGES_AFTER)


def is_during(reader: Reader, first: int) -> bool:
    """Tell whether the word before a long duration means “during”: “payable over five years”."""
    if reader.words[first - 1] == "past" and reader.words[first - 2] in _DETERMINERS:
        return True  # "in the past three years"
    return reader.words[first - 1] == "over" and reader.words[first - 2] not in _MEASURING


def stands_behind_by(words: Sequence[str], first: int) -> bool:
    """Tell whether a figure measures how far apart two things are: “surpassed it by some $2 million”."""
    place = first - 1
    while place >= 0 and words[place] in _HEDGING:
        place -= 1
    return place >= 0 and words[place] == "by"


def find_hedge(reader: Reader, first: int, after: int) -> Hedge:
    """Return the hedge around the tokens `first` to `after`; the one in front wins."""
    return _find_before(reader, first) or _find_after(reader, after)


def soften(reader: Reader, first: int, hedge: Hedge, *, is_small: bool) -> Hedge:
    """Return what is left of a hedge that may be a preposition; `is_small`: before a small count."""
    word = reader.words[first - 1]
    if word in _GOING_TO and is_small:
        return Hedge.NONE  # “approached two studios”
    if hedge not in {Hedge.OVER, Hedge.UNDER} or word not in _PLACING:
        return hedge
    if word == "over" and reader.words[first - 2] in _HANDED:
        return Hedge.NONE
    return _PLACING[word] if is_small else hedge


def _find_before(reader: Reader, first: int) -> Hedge:
    words = reader.words
    if words[first - 1] == "to" and words[first - 3] in _ADDING and words[first - 2] == "up":
        return Hedge.NONE  # “the two add up to”
    for index in (first - 1, first - 2):
        word = words[index]
        if not (word in _ENDINGS or word in _SKIPPED) or not reader.near(index + 1):
            return Hedge.NONE
        for form, hedge in _ENDINGS.get(word, ()):
            begin = index - len(form) + 1
            if begin >= 0 and tuple(words[begin : index + 1]) == form:
                return Hedge.AT_MOST if hedge in _ABOVE and _is_denied(words, begin) else hedge
        if word not in _SKIPPED:
            return Hedge.NONE
    return Hedge.NONE


def _is_denied(words: Sequence[str], first: int) -> bool:
    """“It never played in more than 40 houses”: what is denied to be more is so much at most."""
    for place in range(first - 1, max(first - _REACH, 0) - 1, -1):
        word = words[place]
        if word in _DENYING or word.endswith(("n't", "n’t")):
            return words[place + 1] not in _ONLY
        if not word.isalpha():
            break
    return False


def _find_after(reader: Reader, after: int) -> Hedge:
    words = reader.words
    if words[after] not in _AFTER or not reader.near(after):
        return Hedge.NONE
    if words[after] == "+":
        return Hedge.AT_LEAST if reader.glued(after) else Hedge.NONE
    return HEDGES_AFTER.get(f"{words[after]} {words[after + 1]}", Hedge.NONE)
