"""Works that are no films: the novel a film was made from, the musical that was made from it.

Facts name them “Salt Harvest (novel)”, or call a subject the “source novel”, and
prose calls them by what they are: “Brandt's 1931 novel”, “a tale printed in
1812”, “a stage version reached Broadway”. A year or a day beside such a word is
the work's; a count behind it may be. Where one written work is known, whatever is
published is that one; and nobody's books, which are opened, kept and closed, are it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import compress, count

from ledgergen.core.figures.bind.attached import Place
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.facts.roles import FAMILY_OF
from ledgergen.core.figures.wordlists import word_set


def find_works(words: Sequence[str], works: Mapping[str, tuple[int, ...]]) -> Iterator[Cue]:
    """Yield the words of a text that may speak of works which facts know, by family."""
    if not works:
        return
    written = works.get(_WRITTEN, ())
    for place in compress(count(), map(_CALLING.__contains__, words)):
        family = FAMILY_OF.get(words[place], _WRITTEN if len(written) == 1 else "")
        if family in works and not _is_account_book(words, place) and not _is_other_print(words, place):
            yield Cue(place, place + 1, "work", family, True, works[family])


def _is_other_print(words: Sequence[str], place: int) -> bool:
    """Tell whether something else is published: “the company printed its accounts”."""
    if words[place] not in _PUBLISHED:
        return False
    near = words[max(place - _ADJECTIVES * 2, 0) : place + _ADJECTIVES * 2 + 1]
    return not _PRINT.isdisjoint(near)


def _is_account_book(words: Sequence[str], place: int) -> bool:
    """Tell whether a book is one that is kept: “closed the books”, “opened its book on 3 May”."""
    if words[place] not in _BOOKS:
        return False
    return not _KEEPING.isdisjoint(words[max(place - _ADJECTIVES - 1, 0) : place + _ADJECTIVES])


def find_dated_work(words: Sequence[str], works: Sequence[Cue], place: Place) -> Cue | None:
    """Return the work that a date stands beside: “Brandt's 1931 novel”, “a tale printed in 1812”."""
    left, right = place.left, place.right
    for cue in works:
        if right <= cue.start <= right + _ADJECTIVES and all(map(str.isalpha, words[right : cue.start])):
            return cue if _SMALL.isdisjoint(words[right : cue.start]) else None
        if cue.end <= left <= cue.end + _REACH and _PUBLISHING.issuperset(words[cue.end : left]):
            return cue
    return None


def find_work_before(
    words: Sequence[str], works: Sequence[Cue], titles: Sequence[Cue], place: Place
) -> Cue | None:
    """Return the work that the sentence speaks of before a figure, if no film is named after it."""
    left = place.left
    work = next((cue for cue in reversed(works) if cue.end <= left), None)
    if work is None or ";" in words[work.end : left]:
        return None
    return None if any(work.end <= cue.start < left and not cue.is_weak for cue in titles) else work


_WRITTEN = "prose"
_PUBLISHED = word_set("published publishes publishing unpublished printed serialized serialised")
_PRINT = word_set(
    """
    account accounts ad ads advertisement album article articles catalog catalogue diary diaries essay essays
    figures interview interviews journal letter letters list lists magazine manifesto map maps memoir memoirs
    music newspaper notice obituary photograph photographs poem poems poll polls poster posters
    report reports review reviews score screenplay script song songs statement study
    """
)
_CALLING = frozenset(FAMILY_OF) | _PUBLISHED
_BOOKS = frozenset({"book", "books"})
_KEEPING = word_set(
    """
    open opens opened opening close closes closed closing keep keeps kept keeping balance balances balanced
    balancing cook cooks cooked cooking audit audits audited auditing
    """
)
_ADJECTIVES = 2
_REACH = 8
_SMALL = word_set("in of from to for and or but on at by with as the a an was were is had has")
_PUBLISHING = frozenset(",()*") | word_set(
    """
    of from in first that which was were had been published printed issued written released serialized
    serialised dating dated and appeared appearing originally initially brought out on since until
    till he she they
    """
)
