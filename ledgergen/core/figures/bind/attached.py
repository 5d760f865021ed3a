"""How a title stands beside a figure: attached behind it, apposed, in a relative clause, in an aside.

“$9 million for *Dusk*”, “*Salt Harbor*, an $11 million vehicle”, “the $100 million
that *Low Tide* had cost” are said of the title; of “Kross, the outfit that had carried *Dusk*
as well, advanced $6 million” the title is over before the figure comes.
"""

from __future__ import annotations

from collections.abc import Sequence

from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.vocabulary import is_participle
from ledgergen.core.figures.closed_classes import DEFINITE, DETERMINERS, PUNCTUATION, RELATIVES
from ledgergen.core.figures.wordlists import word_list, word_set
from ledgergen.model.valueclass import valueclass


@valueclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a mention stands: tokens of its own, of its sentence's beginning, of the next in its family."""

    left: int
    right: int
    first: int
    wall: int


def is_attached(words: Sequence[str], title: Cue, right: int, *, reach: int) -> bool:
    """“$9 million for *Dusk*”."""
    if title.is_weak:
        # “Against $9 million for the original”, “the $150 million of the film before”
        between = words[right : title.start]
        return between[:1] in _OF_OR_FOR and all(word in DEFINITE for word in between[1:])
    if title.start - right > reach:
        return False
    return _DETACHING.isdisjoint(words[right : title.start]) and _RANKING.isdisjoint(
        words[right : title.start]
    )


def is_introduced(words: Sequence[str], title: Cue, place: Place) -> bool:
    """“A six-minute curiosity, *Coral*”: described first, and named behind a comma.

    Also “$85 million for his eighth picture, *Salt Road*”.
    """
    is_described = tuple(words[place.left - 1 : place.left]) in {("a",), ("an",)}
    is_purpose = tuple(words[place.right : place.right + 2]) in _FOR_OWN
    if title.is_weak or not (is_described or is_purpose):
        return False
    between = [word for word in words[place.right : title.start] if word not in CLOSERS]
    return len(between) <= _INTRODUCED and between[-1:] == [","] and between.count(",") == 1


def is_relative(words: Sequence[str], title: Cue, right: int) -> bool:
    """“The $100 million that *Low Tide* had cost”, “the $32 million his picture took at home”.

    Also “the $15 million that a rival was pouring into *Coral*”.
    """
    if tuple(words[right : right + 1]) in {("that",), ("which",)}:
        between = [word for word in words[right : title.start] if word not in CLOSERS]
        is_spent = between[-1] in _AGENTS and len(between) <= _SPENT and BARRIERS.isdisjoint(between[2:-1])
        return title.start - right <= BESIDE or is_spent
    return all(word in CLOSERS for word in words[right : title.start])


def is_agent(words: Sequence[str], title: Cue, right: int) -> bool:
    """“The $9 million drawn by its predecessor”, “the $2 million spent on *Dusk*”: of that film."""
    between = [word for word in words[right : title.start] if word not in CLOSERS]
    if between[-1:] and between[-1] in DEFINITE:
        between.pop()
    if len(between) < _LEAST_AGENT or between[-1] not in _AGENTS or len(between) > ATTACHED:
        return False
    return is_participle(between[0])


def is_possessive(words: Sequence[str], title: Cue) -> bool:
    """“*Coral*'s $26.5 million”."""
    behind = words[title.end : title.end + 4]
    return "s" in behind and not _APOSTROPHES.isdisjoint(behind)


def is_apposed(words: Sequence[str], title: Cue) -> bool:
    """“Against *Salt Harbor*, an $11 million vehicle”: what follows describes the title."""
    behind = list(words[title.end : title.end + 8])
    if "(" in behind[:3] and ")" in behind:
        behind = behind[behind.index(")") :]
    plain = [word for word in behind if word not in CLOSERS]
    return len(plain) > 1 and plain[0] == "," and (plain[1] in _RELATING or plain[1].endswith("ed"))


def is_in_aside(words: Sequence[str], cue: Cue, place: Place) -> bool:
    """“Kross, the outfit that had carried *Dusk* as well, advanced $6 million”: a relative clause is over."""
    reach = max(place.first, cue.start - _ASIDE)
    first = next((at for at in range(cue.start - 1, reach, -1) if words[at] in PUNCTUATION), reach)
    reach = min(place.left, cue.end + _ASIDE)
    end = next((at for at in range(cue.end, reach) if words[at] in PUNCTUATION), reach)
    if place.left - end > _RESUMED or words[first] != "," or words[end] != ",":
        return False
    said = words[first + 1 : cue.start]
    if said and is_participle(said[0]) and words[first - 1] in _QUOTING:
        return True  # “*Gravel*, issued a year after *Dusk*, commanded”
    return bool(said) and said[0] in DETERMINERS and not RELATIVES.isdisjoint(said)


BARRIERS = frozenset((",", ";", ":", "(", ")", "—", *word_list("and but or that which while to into")))
"""What parts a figure from the words behind it."""
CLOSERS = frozenset('*_)"”')
BESIDE = 3
"""So close, in words, a name or title behind a figure is its own."""
ATTACHED = 5
_INTRODUCED = 8
_APOSTROPHES = frozenset({"'", "’"})
_ASIDE = 16
"""Words of an aside on either side of its title."""
_QUOTING = frozenset({"*", "_", ")"})
_RESUMED = 6
"""Words from the comma behind an aside to the amount: “, advanced”."""
_DETACHING = frozenset({",", ";", ":", ".", "and", "but", "or", "that", "which", "while", "(", ")"})
_RANKING = word_set("""
        only behind after than ahead against exceeded surpassed beat topped dwarfed outdid outgrossed
        trailed
        """)
"""“Second only to *Ran*”, “third behind *Ran*”, “beat *Ran*” are said of what is ranked."""
_LEAST_AGENT = 2
_AGENTS = frozenset({"by", "on", "for", "into"})
_SPENT = 9
"""Words from “that” to the title: “that a rival studio was then pouring into”."""
_FOR_OWN = {("for", owner) for owner in ("his", "her", "their", "its")}
_OF_OR_FOR = {("of",), ("for",), ("at",)}
_RELATING = word_set("a an his her their the which whose made budgeted released mounted shot")
