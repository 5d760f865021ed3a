"""Rule on every figure of a text, sparing what holds since another check."""

from __future__ import annotations

from collections.abc import Iterator

from ledgergen.core.figures.bind.footing import Footing
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.derive.scene import Scene
from ledgergen.core.figures.judge import Judge
from ledgergen.core.figures.kept.holding import Holding, TooLateError
from ledgergen.core.figures.kept.imprint import Imprint, take_imprint
from ledgergen.core.figures.kept.stand import Kept, Stand
from ledgergen.core.figures.mention import Mention, Ruling
from ledgergen.core.figures.passages.derive import may_be_step
from ledgergen.core.figures.prepared import PreparedDossier
from ledgergen.core.figures.scan.found import UNREADABLE
from ledgergen.core.figures.text import Document


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
            holding = Holding(since, imprint, scene.reading)
            return _Round(judge, scene, imprint, prepared).rule(holding)
        except TooLateError:
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

    def rule(self, holding: Holding | None) -> tuple[list[Ruling], Kept]:
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


_BEFORE = 30
_BEHIND = 12
"""So many tokens around its sentence any rule may read that asks nobody for them."""
_FIGURES = 3
"""So many figures before it a bare number may go on from (`bind.reread`)."""
_MOST_FIGURES = 900
"""More are not kept: a reading forgets claims beyond a thousand."""
