"""What the talk is of where a figure stands: which film's amount, and of what sort, read backwards from it.

A clause tells of the film that it begins with: a title, a description (“the second installment”),
a pronoun. Where it begins with none, for it goes on from the clause before (“… and grossed
$146 million less”), that one tells, and at last the film in focus. A description that says
nothing known (“the scouts”) may be of any film.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.passing import is_compared, is_oblique
from ledgergen.core.figures.closed_classes import CONJUNCTIONS, DEFINITE, GENITIVE, PRONOUNS, PUNCTUATION
from ledgergen.core.figures.derive.films import Meant, find_meant_films
from ledgergen.core.figures.derive.operand import Operand, is_money
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.attributes import SUMS
from ledgergen.core.figures.facts.counted import name_counted
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN
from ledgergen.core.figures.wordlists import word_set


class Talk(NamedTuple):
    """What the talk is of."""

    films: tuple[int, ...]
    is_sure: bool
    """The words say which; else it may be any of these."""
    start: int = -1
    """Where the words begin that say so; nowhere where it is the film in focus."""


def find_stretches(view: View, left: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of words between marks and joining words before a token, the nearest first."""
    words, end = view.reading.document.words, left
    for place in range(left - 1, view.claim.first - 1, -1):
        if words[place] in _PARTING:
            yield place + 1, end
            end = place
    yield view.claim.first, end


def find_talk(view: View, left: int) -> Talk:
    """Return the films that the talk may be of before a token of the sentence."""
    for first, end in find_stretches(view, left):
        meant, printed = _find_phrase(view, first, end), _find_print(view, first, end)
        found = _find_title(view, first, end)
        if found and not (meant and meant.is_sure):
            return Talk(*found, first)
        if meant and meant.is_sure and any(view.reading.index.entities[n].money for n in meant.films):
            return Talk(*meant, first)
        if found := printed or meant:
            return Talk(*found, first)
    focus = (n for n in (*view.sentence.focus, *view.claim.films, MAIN) if n != UNKNOWN)
    return Talk(tuple(focus)[:1], is_sure=True)


def find_last(view: View, left: int) -> Operand | None:
    """Return the last amount in print before a token of the sentence, with what proves it."""
    before = [
        o for o in view.here if o.left < left and (is_money(o) or o.value >= _LARGE) and not _is_room(o)
    ]
    settled = [view.scene.settle(o) for o in before if o.number == before[-1].number]
    return next((o for o in settled if o.is_proven), next(iter(settled), None))


def _is_room(operand: Operand) -> bool:
    return name_counted(operand.noun) == "theaters"


def find_own_sorts(view: View, end: int, *, is_plain: bool = True) -> set[str]:
    """Return the sorts of money that a figure's own stretch of words speaks of, up to a token.

    Where no word does so plainly, those count that may, unless it `is_plain` words that are asked for.
    """
    first, _ = next(find_stretches(view, view.claim.left))
    cues = [c for c in view.cues if first <= c.start < end and _is_sum(c)]
    plain = {c.value for c in cues if not c.is_weak}
    return plain or (set() if is_plain else {c.value for c in cues})


def find_sorts(view: View, left: int) -> tuple[str, ...]:
    """Return the sorts of money that the words around a figure speak of, those of its own clause first."""
    found: list[str] = []
    behind = [
        c.value for c in view.cues if view.claim.right <= c.start < view.find_break(_FAR) and _is_sum(c)
    ]
    near = {*view.before(_FAR), *view.behind(_NEAR)}
    for sort, words in _SAID:
        if not words.isdisjoint(near):
            found.append(sort)
    for first, end in find_stretches(view, left):
        cues = [c for c in view.cues if first <= c.start < end and _is_sum(c)]
        found += [c.value for c in cues[::-1] if not c.is_weak] or [c.value for c in cues[::-1]]
        if first <= left <= end:
            found += behind
        last = [view.scene.settle(o) for o in view.here if first <= o.left < end]
        found += [o.group for o in last[::-1] if o.group in SUMS and o.is_proven]
    return tuple(dict.fromkeys(found))


def _is_sum(cue: Cue) -> bool:
    return cue.kind == "money" and cue.value in SUMS


def _find_title(view: View, first: int, end: int) -> Meant | None:
    words = view.reading.document.words
    titles = [c for c in view.cues if c.kind == "film" and not c.is_weak and first <= c.start < end]
    own = [c for c in titles if not is_compared(words, c) and not is_oblique(words, c)]
    if not own:
        return None
    known = tuple(n for n in own[0].entities if n != UNKNOWN and view.reading.index.entities[n].data)
    return Meant(known, is_sure=True)


def _find_print(view: View, first: int, end: int) -> Meant | None:
    """Return the film of the last proven amount in a stretch of words."""
    settled = [view.scene.settle(o) for o in view.here if first <= o.left < end]
    films = [o.subject for o in settled[::-1] if o.is_proven and o.datum and o.subject != UNKNOWN]
    films = [n for n in films if view.reading.index.entities[n].kind == "film"]
    return Meant((films[0],), is_sure=True) if films else None


def _find_phrase(view: View, first: int, end: int) -> Meant | None:
    """Return the films that the noun phrase means that a stretch of words begins with."""
    words = view.reading.document.words
    while first < end and words[first] in _OPENING:
        first += 1
    if first < end and words[first] in _PRONOUNS:
        focus = tuple(n for n in view.sentence.focus[:1] if n != UNKNOWN)
        return Meant(focus or (MAIN,), is_sure=True) if first == view.claim.first else None
    is_owned = any(word.endswith(GENITIVE) for word in words[first : min(first + _NEAR, end)])
    if first >= end or not (words[first] in _DETERMINING or is_owned):
        return None
    last = next((n for n in range(first + 1, min(first + _LONGEST, end)) if _ends(view, n)), end)
    last = min(last, first + _LONGEST, end)
    owner = (n + 1 for n in range(first + 1, last) if words[n].endswith(GENITIVE))
    last = next(owner, last)  # “the new film's opening weekend”
    if not _AGENTS.isdisjoint(words[first:last]):
        return None
    if words[first + 1] in _NEW:
        return Meant((MAIN,), is_sure=True)
    return find_meant_films(view, first, last, apart=frozenset())


def _ends(view: View, place: int) -> bool:
    """Tell whether a noun phrase is over: at a verb, a preposition, a figure."""
    word = view.reading.document.words[place]
    is_verb = word in _BEING or (word.endswith("ed") and len(word) > _NEAR)
    is_cued = any(c.start == place and c.kind in {"money", "moment", "verb"} for c in view.cues)
    return is_verb or word in _PREPOSITIONS or (is_cued and not word.endswith(GENITIVE))


_FAR = 10
_LARGE = 1000
_NEAR = 3
_LONGEST = 6
_PARTING = PUNCTUATION | CONJUNCTIONS
_OPENING = word_set("even only then so still as that where when if because since once")
_PRONOUNS = PRONOUNS | {"this", "that"}
_DETERMINING = DEFINITE | {"another"}
_PREPOSITIONS = word_set("in on at by for with from to across around over under behind below above which who")
_BEING = word_set(
    """
    had has have was were is ran runs run cost took made won drew earned opened went got gave came stood would
    did could might sold spent lost put fell rose laid kept brought stops sells takes makes costs ate
    """
)
_NEW = frozenset({"new", "present"})
_AGENTS = word_set(
    """
    studio studios company companies producers producer investors director public market markets world
    theaters theatres audience audiences critics backers lender lenders country nation opening weekend house
    houses bank americans crowd distributor distributors receipts takings gross budget cost return outlay
    """
)
"""What begins a clause with one of these, tells of the film at hand."""
_SAID = (
    ("cost", word_set("dearer costlier cheaper pricier allowance")),
    ("gross", word_set("richer poorer audience")),
)
