"""Bare numbers that are minutes: of a picture that lasts so many, or as the figure before them told once."""

from __future__ import annotations

from collections.abc import Sequence

from ledgergen.core.figures.closed_classes import STOPS
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.wordlists import word_set


def is_in_minutes(
    mention: Mention,
    mentions: Sequence[Mention],
    places: Sequence[tuple[int, int]],
    words: Sequence[str],
    number: int,
) -> bool:
    """Tell whether a bare number is a running time like the one before it.

    “*Salt Road*, at 130 minutes, and *Dusk* (1948), at 90”; “95 minutes in one register and as 85 elsewhere”;
    “at 46 and 45 minutes”. Dates and frames may stand between, and no other clause.
    """
    left, right = places[number]
    is_more = words[left - 1] == "another" and not mention.noun.endswith("s")  # “with another 55 held back”
    is_set_beside = is_more or mention.noun in _SIDES_OF_LENGTH
    if not (is_set_beside or mention.noun in _PLACELESS) or not _SHORTEST <= mention.value <= _LONGEST:
        return False
    is_feature = mention.value >= _SHORTEST_FILM and words[right : right + 1] != ("of",)
    if is_feature and words[left - 1] in _LASTING:
        return True  # “a picture lasting 124”
    is_asked = is_feature and (words[left - 1] in _ASKING or words[left - 2 : left] in _ASKING_FOR)
    is_apart = words[left - 1] == "by" and not _LENGTHS.isdisjoint(words[max(left - _COMPARED, 0) : left])
    is_asked = is_asked or (is_apart and words[right : right + 1] != ("percent",))
    is_asked = is_asked or tuple(words[right : right + 2]) in _OTHER_ACCOUNTS
    is_joined = number + 1 < len(places) and places[number + 1][0] == right + 1 and words[right] == "and"
    if is_joined and mention.kind is Kind.AGE and mentions[number + 1].unit == "minute":
        return True  # “at 46 and 45 minutes”
    gap: tuple[str, ...] = ()
    for earlier in range(number - 1, max(number - _AT_HAND - 1, -1), -1):
        other, (first, end) = mentions[earlier], places[earlier]
        gap = (*words[end:left], *gap)
        if len(gap) > _LOOK_BACK or not (is_asked or is_set_beside or STOPS.isdisjoint(gap)):
            return False
        if other.kind not in {Kind.DATE, Kind.RATIO} and not other.not_a_claim:
            is_other = words[right : right + 2] in _BY_ANOTHER
            return other.unit == "minute" and (is_asked or is_set_beside or is_other or _leads_on(gap))
        left = first
    return False


def _leads_on(gap: tuple[str, ...]) -> bool:
    """Tell whether the words from one running time to a number lead on to another."""
    if gap[-1:] != ("at",):
        # “*Dusk* ran 28 minutes longer, *Salt Road* 24.”
        return gap[-1:] in _MEASURED or (gap[-1:] == ("*",) and not _LENGTHS.isdisjoint(gap[:_BESIDE]))
    bare = tuple(word for word in gap[:-1] if word not in _DATING)
    # “*Dusk* (1948), at 90”, “later reissued at 122”; “the director, at 39” is a person.
    return bool(bare) and (bare[-1] in _TITLING or (gap[-2:-1] == bare[-1:] and bare[-1].endswith("ed")))


_AT_HAND = 3
_LOOK_BACK = 24
_SHORTEST, _LONGEST = 5, 600
_PLACELESS = frozenset({"", "elsewhere"})
_SHORTEST_FILM = 40
_LASTING = frozenset({"lasting", "lasts", "lasted"})
_ASKING = frozenset({"needed", "needs", "required", "requires", "demanded", "demands"})
_ASKING_FOR = tuple((word, "for") for word in ("called", "calls", "asked", "asks", "calling", "asking"))
"""“The rival closed in 86 minutes. Her plan called for 124.”"""
_BY_ANOTHER = tuple((word, other) for word in ("by", "in", "on", "per") for other in ("another", "the"))
"""“Trimmed to 174 minutes by one ledger and 180 by another”."""
_SIDES_OF_LENGTH = word_set("above below beyond remained remain survived left more fewer longer shorter")
"""“Until 31 minutes had gone and 124 remained”, “173 minutes, and thus 18 above the old cut”."""
_LENGTHS = frozenset({"shorter", "longer", "lighter"})
"""“At 111 minutes, was shorter than the fourth by 24.”"""
_COMPARED = 7
_OTHER_ACCOUNTS = {("by", "another"), ("in", "another"), ("to", "another")}
"""“174 minutes by one register and 180 by another.”"""
_BESIDE = 2
_MEASURED = {("as",), ("to",)}
_TITLING = frozenset({"*", "_"})
_DATING = frozenset({"(", ")", ",", "of", "in", "from"})
