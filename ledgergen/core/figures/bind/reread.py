"""Read a mention anew by what stands beside it, where the scan alone could not know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ledgergen.core.figures.bind.minutes import is_in_minutes
from ledgergen.core.figures.bind.vocabulary import CRITICS, CUES
from ledgergen.core.figures.facts.counted import HOUSES
from ledgergen.core.figures.mention import Hedge, Kind, Mention
from ledgergen.core.figures.passages.words import carries_meaning
from ledgergen.core.figures.wordlists import word_list, word_set


def reread(
    mentions: Sequence[Mention], places: Sequence[tuple[int, int]], words: Sequence[str], number: int
) -> Mention:
    """Read one mention of a text by the words and figures beside it; `places` are the mentions' tokens."""
    left, right = places[number]
    mention = mentions[number]
    if mention.kind in _FIRMED or mention.hedge is not Hedge.NONE:
        mention = _firm(mention, words[max(left - 2, 0) : left], words[right : right + 1])
    if mention.kind is Kind.FRACTION:
        return _rate(mention) if _is_rating(mention, words[right : right + 1]) else mention
    if mention.kind is Kind.DURATION:
        return _find_hours(mentions, places, words, number) or mention
    if mention.kind in _GOING_ON and words[right : right + 2] != _OF_THEM:
        unit = _name_unit(mention, words[right + 1 : right + 2]) or _read_heading(mention, left, right, words)
        if unit or is_in_minutes(mention, mentions, places, words, number):
            return replace(mention, kind=Kind.DURATION, unit=unit or "minute", noun="")
        if unit := _go_on_in_time(mentions, places, words, number):
            return replace(mention, kind=Kind.DURATION, unit=unit, noun="")
        before = mentions[max(number - _AT_HAND, 0) : number]
        return _go_on(mention, before, words[max(left - _LOOK_BACK, 0) : left])
    return mention


def _is_rating(mention: Mention, behind: Sequence[str]) -> bool:
    """“Nine critics in ten”, “nine out of ten reviewers”."""
    return bool(mention.other) and not CRITICS.isdisjoint((mention.noun, *behind))


def _rate(mention: Mention) -> Mention:
    """Return such a share as the percentage that facts have for a rating."""
    value, precision = mention.low * 100, 100 * mention.precision
    return replace(
        mention, kind=Kind.PERCENT, unit="percent", low=value, high=value, precision=precision, other=None
    )


def _name_unit(mention: Mention, behind: Sequence[str]) -> str:
    """Return the unit of time that a count is of, whatever word stands before it; empty where it is of none.

    “Seven lean years”, “98 brisk minutes”, “three summers later”; `behind` is the word behind its noun.
    """
    noun = mention.noun.rpartition(" ")[2].removesuffix("s") if mention.kind is Kind.COUNT else ""
    if noun in _SEASONS:
        return "year" if tuple(behind) in _COUNTING_ON else ""
    return noun if noun in _UNITS_OF_TIME else ""


def _read_heading(mention: Mention, left: int, right: int, words: Sequence[str]) -> str:
    """“Days from premiere to release: 41”: return the unit that the heading of a number opens with."""
    is_bare = mention.kind is Kind.COUNT and not mention.noun and not mention.unit
    if not is_bare or words[left - 1 : left] != (":",) or words[right : right + 1] not in _CLOSING:
        return ""
    for place in range(left - 2, max(left - _HEADING, -1), -1):
        if words[place] in _ENDING:
            return ""
        if words[place] in _UNITS and words[place + 1] in _REACHING:
            return _UNITS[words[place]]
    return ""


def _go_on_in_time(
    mentions: Sequence[Mention], places: Sequence[tuple[int, int]], words: Sequence[str], number: int
) -> str:
    """“Twenty weeks after the festival and five ahead of Britain”: return the unit of the time before."""
    left, right = places[number]
    other, end = mentions[number - 1], places[number - 1][1]
    if not number or other.kind is not Kind.DURATION or left - end > _BESIDE:
        return ""
    if words[end:left] in _FEWER_THAN:
        return other.unit  # “77 days, fewer than the 83”
    if words[left - 1] in _AGAIN and mentions[number].noun in _HELD:
        return other.unit  # “three months in the desert and another eight in the cutting room”
    is_joined = words[left - 1] in _ADDING and words[right : right + 1] in _SIDES
    return other.unit if is_joined and words[end : end + 1] in _SIDES else ""


_CLOSING = {(".",), (",",), (";",), ()}
_HEADING = 24
_ENDING = frozenset({".", "?", "!"})
_REACHING = word_set("from between by to of until till before after spent that for in :")
_UNITS = {"days": "day", "weeks": "week", "months": "month", "years": "year"}
_OF_THEM = ("of", "them")
"""“TMDB's voters, fewer than a thousand of them”: the noun stands before, and no unit is left out."""
_FEWER_THAN = tuple((",", word, "than", "the") for word in ("fewer", "more", "rather"))
_ADDING = frozenset({"and", "but", ","})
_AGAIN = frozenset({"another"})
_HELD = frozenset({"", "held", "kept", "left", "lost", "cut"})
_SIDES = tuple((word,) for word in ("after", "before", "ahead", "behind"))
_SEASONS = frozenset({"summer", "winter", "autumn", "spring"})
_COUNTING_ON = {("later",), ("after",), ("afterwards",), ("earlier",), ("before",), ("on",), ("past",)}


def _firm(mention: Mention, before: Sequence[str], behind: Sequence[str]) -> Mention:
    """Read a mention anew by the words on both sides of it.

    “More than the $150 million spent before” compares with an amount, and does
    not hedge it; “turning fourteen nominations into six” is of no age.
    """
    if mention.kind is Kind.AGE and behind and (behind[0] in _COUNTABLE or _is_turned(before, behind)):
        return replace(mention, kind=Kind.COUNT, noun=behind[0], unit="")
    is_turned = tuple(behind) == _INTO and tuple(before[-1:]) == _TURNED  # “turned seven into statuettes”
    if mention.kind is Kind.AGE and (is_turned or tuple(before) in _RATED_AT):
        return replace(mention, kind=Kind.COUNT, unit="")
    if mention.kind is Kind.MULTIPLE and mention.text.endswith("times"):
        beside = [word[:7] for word in (*before, *behind)]
        noun = next((_HONORING[word] for word in beside if word in _HONORING), "")
        if noun:
            return replace(mention, kind=Kind.COUNT, noun=noun, precision=Decimal(1))
    return _firm_hedge(mention, before)


def _firm_hedge(mention: Mention, before: Sequence[str]) -> Mention:
    """Read a hedge by the words before it, of which some only seem to hedge."""
    if mention.hedge is Hedge.OVER and not _SPREADING.isdisjoint(before):
        return replace(mention, hedge=Hedge.NONE)
    if mention.hedge is Hedge.OVER and tuple(before) == _PAID_OVER:
        return replace(mention, hedge=Hedge.AT_LEAST)
    if mention.hedge is not Hedge.NONE and before and before[-1] in _POINTING:
        return replace(mention, hedge=Hedge.NONE)
    return mention


def _is_turned(before: Sequence[str], behind: Sequence[str]) -> bool:
    """“Turned seven chances into four”: who turns an age turns nothing that could be counted."""
    noun = behind[0]
    is_many = noun.isalpha() and noun.endswith("s") and carries_meaning(noun)
    return bool(before) and before[-1].startswith("turn") and is_many and not noun.startswith("year")


_TURNED, _INTO = ("turned",), ("into",)
_RATED_AT = {
    (word, "at") for word in ("it", "rated", "scored", "stands", "reviewers", "reviews", "critics", "notices")
}
"""“Voters rate it at 8”: nobody's age."""
_COUNTABLE = word_set("nominations nods bids wins awards oscars prizes statuettes theaters screens")
_HONORING = {
    "nominat": "nominations",
    "shortli": "nominations",
    "won": "wins",
    "awarded": "awards",
    "crowned": "awards",
}
"""“Nominated three times” counts nominations."""
_SPREADING = word_set(
    "averaged spread divided distributed calculated computed handed took taken turned carried signed "
    "made prevailed triumphed accumulated stretched extended interest"
)
"""“Averaged over 136 votes” and “handed over six prizes” go over them, and not above."""
_PAID_OVER = ("paid", "over")
"""“Paid over $3 million” is as well what was handed over."""
_POINTING = word_set("the that their its his")


def _find_hours(
    mentions: Sequence[Mention], places: Sequence[tuple[int, int]], words: Sequence[str], number: int
) -> Mention | None:
    """Return the duration that a mention is one half of."""
    for one in (number - 1, number):
        if 0 <= one < len(mentions) - 1 and places[one + 1][0] - places[one][1] <= _JOINED:
            gap = words[places[one][1] : places[one + 1][0]]
            if joined := _join_hours(mentions[one], mentions[one + 1], tuple(gap), mentions[number]):
                return joined
    return None


def _join_hours(hours: Mention, minutes: Mention, gap: tuple[str, ...], mention: Mention) -> Mention | None:
    """“An hour and thirty-two minutes” is one duration, whichever half `mention` is."""
    if (hours.unit, minutes.unit) == ("minute", "hour") and gap in _PAST_HOURS:
        minutes, hours = hours, minutes  # “seven minutes past two hours”
    elif (hours.unit, minutes.unit) != ("hour", "minute") or gap not in _HOURS_AND_MINUTES:
        return None
    value = hours.low * 60 + minutes.low * _PAST_HOURS.get(gap, 1)
    hedge = Hedge.NONE if gap in _PAST_HOURS else mention.hedge
    return replace(mention, low=value, high=value, unit="minute", precision=Decimal(1), hedge=hedge)


_COMPARED = frozenset({"more", "fewer", "less"})
_TIMED = frozenset({Kind.DURATION, Kind.MEASURE})
_HOURS_AND_MINUTES = {(), ("and",), (",",)}
_JOINED = 2
_PAST_HOURS: dict[tuple[str, ...], int] = {
    ("past",): 1,
    ("over",): 1,
    ("beyond",): 1,
    ("under",): -1,
    ("short", "of"): -1,
    ("shy", "of"): -1,
}


def _go_on(mention: Mention, before: Sequence[Mention], words: Sequence[str]) -> Mention:
    """Read a bare number as more of what the figures before it are.

    “Cut by twenty minutes to arrive at 89” tells no age, and “$325,000, of which she took fifty thousand”
    no count. `words` are those before it.
    """
    is_near = bool(before) and mention.start - before[-1].end < _NEAR
    if mention.kind is Kind.AGE:
        is_near = is_near or (
            bool(before) and mention.start - before[-1].end < _FAR and words[-2:-1] in _LISTED
        )
        is_bare = mention.text.isdecimal() and is_near and before[-1].unit == "minute"
        return replace(mention, kind=Kind.COUNT, unit="") if is_bare else mention
    if mention.noun in _COMPARED and is_near:
        return _take_unit(mention, before[-1])
    if _is_of_a_whole(mention, before, words):
        return replace(mention, kind=Kind.DURATION, unit=before[-1].unit, noun="")
    if mention.noun and "million" in mention.text and _is_amount(mention.noun.rsplit(maxsplit=1)[-1]):
        return replace(mention, kind=Kind.MONEY, unit="", noun="")
    is_round = mention.value >= _ROUND and not mention.noun and mention.precision >= _ROUND
    if is_round and HOUSES.isdisjoint(words) and _is_of_money(before):
        return replace(mention, kind=Kind.MONEY, unit="")
    return mention


def _take_unit(mention: Mention, other: Mention) -> Mention:
    """“After 35 days, five more than the plan”: five days."""
    unit = other.noun.rsplit(maxsplit=1)[-1].removesuffix("s") if other.noun else ""
    if unit in _UNITS_OF_TIME:
        return replace(mention, kind=Kind.DURATION, unit=unit, noun="")
    if other.kind in _TIMED:
        return replace(mention, kind=other.kind, unit=other.unit, noun="")
    return replace(mention, noun=other.noun) if other.kind is Kind.COUNT else mention


_UNITS_OF_TIME = frozenset({"minute", "hour", "day", "night", "week", "month", "year"})


def _is_of_money(before: Sequence[Mention]) -> bool:
    """Tell whether the last large figure is an amount: “$2 million, 450,000 tickets, 3.6 million” is not."""
    large = (m for m in reversed(before) if m.kind is Kind.MONEY or (m.noun and m.value >= _ROUND))
    return next((m.kind is Kind.MONEY for m in large), False)


def _is_of_a_whole(mention: Mention, before: Sequence[Mention], words: Sequence[str]) -> bool:
    """“Two days of the eight available”: eight days."""
    if not before or before[-1].kind is not Kind.DURATION or mention.start - before[-1].end > _BESIDE:
        return False
    return tuple(words[-2:]) in {("of", "the"), ("out", "of"), ("of", "a")}


def _is_amount(noun: str) -> bool:
    """Tell whether a noun names money: “a five-million outlay”."""
    rows = CUES.get(noun, ())
    return any(row.kind == "money" and row.value in {"cost", "gross"} and len(row.words) == 1 for row in rows)


_BESIDE = 12
_FAR = 100
_LISTED = {(word,) for word in word_list("registered listed clocked runs ran timed catalogued stands")}
_FIRMED = frozenset({Kind.AGE, Kind.MULTIPLE})
_GOING_ON = frozenset({Kind.AGE, Kind.COUNT})
_AT_HAND = 3
_LOOK_BACK = 24
_NEAR = 40
"""Characters within which a number still goes on from the one before."""
_ROUND = 1000
