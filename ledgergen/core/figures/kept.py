"""A text checked again after a change: ruled anew is what the change can bear on, and nothing else.

Most of a check's time goes into rulings, and whoever mends a ledger changes a word
or a figure of it at a time. The text is scanned and bound as a whole, as ever. Then
a sentence's rulings are taken from the check before where all that they stand on
is the same:

1. *The stretch of text that they read.* Each door of the text's reading notes what is
   asked for through it (`bind.footing`). Besides, every ruling reads its own sentence,
   the one before, and a few words and figures around: `_BEFORE`, `_BEHIND`, `_FIGURES`.
   In all of this, words, figures, cues, films meant and in focus are the same
   (`core.figures.imprint`).
2. *The figures they asked for.* A figure that another was proven by, or that was
   asked for a proof, has its ruling from the check before as well. Whoever asks for a
   figure further on may have a bearing on its ruling, so that the two are ruled anew together.
3. *What they asked of the text as a whole:* which figures state a fact, and whether a
   counted thing's name stands anywhere. What may number a step of the text is always ruled anew.
4. *What the evidence is known to speak of:* the films that the text names, by
   which the evidence is bound, and whether it had been bound when they were made.

The sentence is the unit, for its figures share what is found for the first of them.
Rulings are made in the order of the text, so that what the one finds is there for the
next, as in a check of the whole. Whatever is in doubt is ruled anew; and where
somebody signs for a text, it is checked as a whole (`runs.review.checks`).

Whole checks are made of dossiers that have no facts, that have records, and of
texts so long that a reading forgets what it has found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ledgergen.core.figures.bind.footing import Footing
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.derive.scene import Scene
from ledgergen.core.figures.facts.datum import Datum
from ledgergen.core.figures.facts.stating import states
from ledgergen.core.figures.imprint import Imprint, Shift, find_common, take_imprint
from ledgergen.core.figures.judge import Judge
from ledgergen.core.figures.mention import Mention, Ruling
from ledgergen.core.figures.passages.derive import may_be_step
from ledgergen.core.figures.passages.words import find_sense, find_senses
from ledgergen.core.figures.prepared import PreparedDossier
from ledgergen.core.figures.scan.found import UNREADABLE
from ledgergen.core.figures.text import Document
from ledgergen.model.valueclass import valueclass


@valueclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What the rulings on one sentence's figures stand on, in the tokens and figures of its text."""

    numbers: range
    low: int
    high: int
    asked: frozenset[int]
    """Figures of other sentences."""
    stated: tuple[tuple[Datum, tuple[int, ...]], ...]
    nouns: frozenset[str]
    was_bound: bool
    is_bound: bool
    """Whether the passages had been bound before the first ruling, and behind the last."""
    is_wide: bool
    """They may have read anything."""


@valueclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A check, kept for the next one of nearly the same text against the same dossier."""

    prepared: PreparedDossier
    imprint: Imprint
    rulings: Sequence[Ruling]
    stands: dict[int, Stand]
    """By sentence; only of those that have figures."""

    @property
    def text(self) -> str:
        """What was checked."""
        return self.imprint.document.text


class _TooLateError(Exception):
    """A ruling was taken from the check before, and then something was asked that it should have known."""


def rule_all(
    document: Document, mentions: tuple[Mention, ...], prepared: PreparedDossier, since: Kept | None
) -> tuple[list[Ruling], Kept | None]:
    """Rule on every figure of a text as `Judge` does, sparing what holds since another check.

    The second is for the next check, None where nothing can be kept. Raises whatever a ruling raises.
    """
    judge = Judge(document, mentions, prepared)
    scene = judge.scene
    if scene is None or prepared.dossier.records or len(mentions) > _MOST_FIGURES:
        return [judge.rule(number) for number in range(len(mentions))], None
    imprint = take_imprint(scene.reading)
    if since is not None and since.prepared is prepared and since.imprint.learned == imprint.learned:
        try:
            holding = _Holding(since, imprint, scene.reading)
            return _Round(judge, scene, imprint, prepared).rule(holding)
        except _TooLateError:
            judge = Judge(document, mentions, prepared)
            scene = judge.scene
            assert scene is not None
    return _Round(judge, scene, imprint, prepared).rule(None)


class _Round:
    """One check of one text, from its first sentence to its last."""

    def __init__(self, judge: Judge, scene: Scene, imprint: Imprint, prepared: PreparedDossier) -> None:
        self._judge = judge
        self._reading = scene.reading
        self._told = scene.told
        self._imprint = imprint
        self._prepared = prepared
        self._rulings: list[Ruling] = []
        self._stands: dict[int, Stand] = {}

    def rule(self, holding: _Holding | None) -> tuple[list[Ruling], Kept]:
        """Rule on every figure, taking from an earlier check what holds."""
        for sentence, numbers in _group(self._reading):
            stand = holding.find(sentence, was_bound=self._told.is_bound) if holding else None
            if holding is None or stand is None:
                self._stands[sentence] = stand = self._rule_anew(numbers)
                if holding:
                    holding.drop_asked(stand.asked, sentence, self._reading)
                continue
            self._stands[sentence] = stand
            for number in numbers:
                ruling = holding.find_ruling(number)
                self._judge.take(number, ruling)
                self._rulings.append(ruling)
            if stand.is_bound:
                self._told.bind()
        kept = Kept(
            prepared=self._prepared, imprint=self._imprint, rulings=self._rulings, stands=self._stands
        )
        return self._rulings, kept

    def _rule_anew(self, numbers: range) -> Stand:
        reading = self._reading
        was_bound = self._told.is_bound
        reading.footing = footing = Footing()
        self._rulings += map(self._judge.rule, numbers)
        low, high = _find_least_reach(reading, numbers)
        return Stand(
            numbers=numbers,
            low=min(low, footing.low),
            high=max(high, footing.high),
            asked=frozenset(footing.asked.difference(numbers)),
            stated=tuple((datum, tuple(found)) for datum, found in footing.stated.values()),
            nouns=frozenset(filter(None, footing.nouns)),
            was_bound=was_bound,
            is_bound=self._told.is_bound,
            is_wide=any(_is_wide(reading, number) for number in numbers),
        )


def _group(reading: Reading) -> Iterator[tuple[int, range]]:
    """Yield the sentences that have figures, with the figures' numbers."""
    of = [reading.sentence_of(mention) for mention in reading.mentions]
    first = 0
    for number in range(1, len(of) + 1):
        if number == len(of) or of[number] != of[first]:
            yield of[first], range(first, number)
            first = number


def _find_least_reach(reading: Reading, numbers: range) -> tuple[int, int]:
    """Return between which tokens a sentence's figures are read, whatever is asked of them."""
    sentence = reading.sentence_of(reading.mentions[numbers.start])
    own = reading.sentences[sentence]
    earlier = reading.sentences[max(sentence - 1, 0)].start
    first = numbers.start - _FIGURES
    nearby = reading.places[first][0] if first >= 0 else -1
    end = max(own.stop, reading.places[numbers.stop - 1][1])
    return min(own.start - _BEFORE, earlier, nearby), end + _BEHIND


def _is_wide(reading: Reading, number: int) -> bool:
    mention, left = reading.mentions[number], reading.places[number][0]
    before = reading.document.words[max(left - 4, 0) : left]
    return mention.unit == UNREADABLE or may_be_step(mention, before)


class _Holding:
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
            raise _TooLateError
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
                raise _TooLateError
            waiting += self._needed_by.get(earlier, ())

    def _move(self, sentence: int, stand: Stand) -> Stand:
        """Return what the rulings on a sentence stand on, in the later text."""
        figures = self._common.figures
        by = 0 if sentence < self._common.sentences.head else self._common.tokens.by
        first = figures.move(stand.numbers.start)
        if first is None:
            raise _TooLateError
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
            raise _TooLateError
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


_BEFORE = 30
_BEHIND = 12
"""So many tokens around its sentence any rule may read that asks nobody for them."""
_FIGURES = 3
"""So many figures before it a bare number may go on from (`bind.reread`)."""
_MOST_FIGURES = 900
"""More are not kept: a reading forgets claims beyond a thousand."""
