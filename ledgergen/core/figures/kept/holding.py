"""Which rulings of an earlier check hold for a later text, and what falls with one that does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.facts.stating import states
from ledgergen.core.figures.kept.imprint import Imprint, Shift, find_common
from ledgergen.core.figures.kept.stand import Kept, Stand
from ledgergen.core.figures.mention import Mention, Ruling
from ledgergen.core.figures.passages.words import find_sense, find_senses


class TooLateError(Exception):
    """A ruling was taken from the check before, and then something was asked that it should have known."""


class Holding:
    """The rulings of an earlier check that hold for a later text, by the later one's numbers."""

    def __init__(self, since: Kept, imprint: Imprint, reading: Reading) -> None:
        self._since = since
        self._common = find_common(since.imprint, imprint)
        self._needed_by = _find_needs(since.stands)
        self._dropped: set[int] = set()
        self._held = {
            place: sentence
            for sentence in since.stands
            if (place := self._common.sentences.move(sentence)) is not None
        }
        brought = _find_brought(reading, self._common.figures)
        changed = since.imprint.document.vocabulary ^ imprint.document.vocabulary
        words = changed.union(find_senses(changed))
        for sentence, stand in since.stands.items():
            if not self._holds(sentence, stand, brought, words):
                self._drop(sentence)

    def find(self, sentence: int, *, was_bound: bool) -> Stand | None:
        """Return what the rulings on a sentence stand on, if they hold; `was_bound` as in `Stand`."""
        earlier = self._held.get(sentence)
        if earlier is None:
            return None
        stand = self._since.stands[earlier]
        if stand.was_bound is not was_bound:
            self._drop(earlier, at=sentence)
            return None
        return self._move(earlier, stand)

    def find_ruling(self, number: int) -> Ruling:
        """Return the ruling on a figure of a sentence that holds."""
        earlier = self._common.figures.move_back(number)
        if earlier is None:
            raise TooLateError
        return self._since.rulings[earlier]

    def drop_asked(self, asked: frozenset[int], sentence: int, reading: Reading) -> None:
        """Hold no ruling on a figure that a sentence, ruled anew, has just asked for before its turn."""
        for number in asked:
            other = reading.sentence_of(reading.mentions[number])
            if other > sentence and other in self._held:
                self._drop(self._held[other], at=sentence)

    def _holds(self, sentence: int, stand: Stand, brought: Sequence[Mention], words: frozenset[str]) -> bool:
        """Tell whether a sentence's rulings hold, as far as it goes without those that they need."""
        head, tail, _ = self._common.tokens
        place = self._common.sentences.move(sentence)
        is_head = sentence < self._common.sentences.head
        if place is None or stand.is_wide or not (stand.high <= head if is_head else stand.low >= tail):
            return False
        if any(states(mention, datum) for datum, _ in stand.stated for mention in brought):
            return False
        return not any(noun in words or find_sense(noun) in words for noun in stand.nouns)

    def _drop(self, sentence: int, *, at: int = -1) -> None:
        """Hold the rulings on a sentence no more, nor what needs them; those before `at` are given out."""
        waiting = [sentence]
        while waiting:
            earlier = waiting.pop()
            if earlier in self._dropped:
                continue
            self._dropped.add(earlier)
            place = self._common.sentences.move(earlier)
            if place is not None and self._held.pop(place, None) is not None and place < at:
                raise TooLateError
            waiting += self._needed_by.get(earlier, ())

    def _move(self, sentence: int, stand: Stand) -> Stand:
        """Return what the rulings on a sentence stand on, in the later text."""
        figures = self._common.figures
        by = 0 if sentence < self._common.sentences.head else self._common.tokens.by
        first = figures.move(stand.numbers.start)
        if first is None:
            raise TooLateError
        return Stand(
            numbers=range(first, first + len(stand.numbers)),
            low=stand.low + by,
            high=stand.high + by,
            asked=frozenset(_move_all(figures, stand.asked)),
            stated=tuple((datum, tuple(_move_all(figures, told))) for datum, told in stand.stated),
            nouns=stand.nouns,
            was_bound=stand.was_bound,
            is_bound=stand.is_bound,
            is_wide=stand.is_wide,
        )


def _move_all(figures: Shift, numbers: Iterable[int]) -> Iterator[int]:
    for number in numbers:
        place = figures.move(number)
        if place is None:
            raise TooLateError
        yield place


def _find_needs(stands: Mapping[int, Stand]) -> Mapping[int, set[int]]:
    """Return by which other sentences' rulings those on a sentence are needed."""
    sentence_of = {number: sentence for sentence, stand in stands.items() for number in stand.numbers}
    needed_by: defaultdict[int, set[int]] = defaultdict(set)
    for sentence, stand in stands.items():
        told = (number for _, numbers in stand.stated for number in numbers)
        for number in (*stand.asked, *told):
            needed_by[sentence_of[number]].add(sentence)
        for number in stand.asked:
            if sentence_of[number] > sentence:
                needed_by[sentence].add(sentence_of[number])
    return needed_by


def _find_brought(reading: Reading, figures: Shift) -> Sequence[Mention]:
    """Return the figures that the later text has and the earlier one has not."""
    return reading.mentions[figures.head : figures.tail + figures.by]
