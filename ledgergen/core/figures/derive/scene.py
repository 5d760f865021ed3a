"""All operands of one check, each made once: of the facts, of the draft in print, of the passages.

A ledger of inventions asks for hundreds of reckonings, and each would gather
the same amounts again. So they are gathered here, by entity, by mention and by
sentence, when first asked for; passages are indexed by value, for what stands
beside a known figure is found by that figure.

What is in print may be reckoned with only once it is proven: two inventions
would bear a third out. Proof is dear, so it is asked for last, of an operand
that already fits (`Scene.settle`), and answered with the fact's own value
where the print only rounds it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.bind.told import Told
from ledgergen.core.figures.derive.operand import (
    BARE,
    COUNT,
    RATING,
    SHARE,
    Operand,
    Source,
    read_fact,
    read_mention,
    read_unit,
)
from ledgergen.core.figures.derive.rolls import Roll, find_told_rolls
from ledgergen.core.figures.derive.sentence import Sentence
from ledgergen.core.figures.facts.datum import UNKNOWN, Datum
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.passages.index import PassageIndex, PlacedFigure
from ledgergen.model.lazy import lazy

Prove = Callable[[int, "Scene"], Datum | bool]
"""Says of a mention, by its number, whether it is proven: by the fact returned, or otherwise."""


class Scene:
    """The operands of one document and its dossier."""

    def __init__(self, reading: Reading, passages: PassageIndex | None, told: Told, prove: Prove) -> None:
        self.reading = reading
        self.told = told
        self.passages = passages
        self._prove = prove
        self._settled: dict[tuple[int, str, Decimal], tuple[Datum | bool, Operand]] = {}
        self._draft: dict[tuple[int, int], Sentence] = {}
        self._facts: dict[int, tuple[Operand, ...]] = {}
        self._printed: dict[int, tuple[Operand, ...]] = {}
        self._told: dict[tuple[int, int, tuple[int, ...]], list[Operand]] = {}
        """By the sentence and the films of a claim: its figures ask one after another."""
        self._sentences: dict[int, tuple[Operand, ...]] = {}

    def read_draft(self, claim: Claim) -> Sentence:
        """Return the sentence of a figure of the draft; its figures share it."""
        window = (claim.first, claim.end)
        known = self._draft.get(window)
        if known is None:
            known = self._draft[window] = Sentence(claim, self.reading)
        return known

    @lazy
    def rolls(self) -> tuple[Roll, ...]:
        """The names that the passages list."""
        return tuple(find_told_rolls(self.passages)) if self.passages else ()

    @lazy
    def anniversaries(self) -> tuple[PlacedFigure, ...]:
        """The anniversaries that the passages tell of."""
        if self.passages is None or "anniversary" not in self.passages.document.vocabulary:
            return ()
        words = self.passages.layout.words
        return tuple(
            figure
            for _, number in self.passages.by_kind.get(Kind.ORDINAL, ())
            for figure in (self.passages.figures[number],)
            if "anniversary" in words[figure.end - 1 : figure.end + 1]
        )

    def find_facts(self, subject: int) -> tuple[Operand, ...]:
        """Return what the facts say of one film, person or company."""
        if subject == UNKNOWN:
            return ()
        known = self._facts.get(subject)
        if known is None:
            data = self.reading.index.entities[subject].data[:_MOST_FACTS]
            known = self._facts[subject] = tuple(o for datum in data if (o := read_fact(datum)))
        return known

    def find_printed(self, first: int, end: int) -> list[Operand]:
        """Return the figures in print between two tokens, in reading order, proven or not."""
        return [o for number in self.reading.numbers_between(first, end) for o in self._read_print(number)]

    def read_printed(self, sentence: Sentence) -> list[Operand]:
        """Return the figures in print in a sentence, in reading order."""
        if sentence.printed is None:
            sentence.printed = self.find_printed(sentence.first, sentence.end)
        return sentence.printed

    def read_earlier(self, sentence: Sentence) -> list[Operand]:
        """Return the figures in print in the sentences just before one, the nearest first."""
        if sentence.earlier is None:
            sentence.earlier = self.find_printed(sentence.start, sentence.first)[::-1]
        return sentence.earlier

    def _read_print(self, number: int) -> tuple[Operand, ...]:
        known = self._printed.get(number)
        if known is None:
            mention, tokens = self.reading.mentions[number], self.reading.places[number]
            known = tuple(read_mention(mention, Source.PRINT, number=number, tokens=tokens))
            self._printed[number] = known
        return known

    def settle(self, operand: Operand) -> Operand:
        """Return an operand in print with what proves it: the value, subject and group of its fact.

        What stands outside the draft's print is settled as it is.
        """
        if operand.source is not Source.PRINT:
            return operand
        proof = self._prove(operand.number, self)
        asked = (operand.number, operand.unit, operand.value)
        known = self._settled.get(asked)
        if known is None or known[0] is not proof:
            # A figure may be proven in its turn, after it was asked for.
            known = self._settled[asked] = proof, self._settle(operand, proof=proof)
        return known[1]

    def is_proven(self, number: int) -> bool:
        """Tell whether something proves a figure of the draft."""
        return bool(self._prove(number, self))

    def _settle(self, operand: Operand, *, proof: Datum | bool) -> Operand:
        if not proof:
            return replace(operand, is_proven=False)
        fact = read_fact(proof) if isinstance(proof, Datum) else None
        is_rating = fact is not None and fact.group == RATING and operand.unit in {SHARE, COUNT}
        if fact is not None and (is_rating or fact.unit == (operand.unit or fact.unit)):
            # Of “$12 or $14 million” each end is reckoned with, and not what lies between.
            is_range = self.reading.mentions[operand.number].is_range
            value, half = (operand.value, operand.half) if is_range else (fact.value, fact.half)
            return replace(
                operand, value=value, half=half, unit=fact.unit, group=fact.group, subject=fact.subject,
                territory=fact.territory, datum=fact.datum,
            )  # fmt: skip
        claim = self.reading.read_claim(operand.number)
        subject = next((n for n in claim.films if n != UNKNOWN), UNKNOWN)
        return replace(operand, group=claim.group, subject=subject, territory=claim.territory)

    def find_told(self, claim: Claim) -> list[Operand]:
        """Return the figures of the passages' sentences on a claim's matter, the likeliest first."""
        asked = (claim.first, claim.end, claim.films)
        known = self._told.get(asked)
        if known is None:
            if len(self._told) >= _MOST_ASKED:
                self._told.clear()
            near = self.told.find_near(claim)
            known = self._told[asked] = [
                operand
                for mention, sentence in near
                for operand in read_mention(mention, Source.TOLD, sentence=sentence)
            ]
        return known

    def find_beside(self, operand: Operand) -> list[Operand]:
        """Return what passages tell in a sentence that holds this very figure, or next to it."""
        if self.passages is None:
            return []
        places = self.passages.by_value.get(operand.value, ())
        figures = [self.passages.figures[place] for place in places[:_MOST_PLACES]]
        held = [f.sentence for f in figures if operand.unit in {read_unit(f.mention)[0], BARE}]
        near = dict.fromkeys(n for sentence in held for n in (sentence, sentence - 1, sentence + 1))
        return [other for sentence in near for other in self.read_sentence(sentence)]

    def read_sentence(self, sentence: int) -> tuple[Operand, ...]:
        """Return the figures of one sentence of the passages."""
        known = self._sentences.get(sentence)
        if known is None:
            figures = self.passages.find_figures(sentence) if self.passages and sentence >= 0 else ()
            known = tuple(o for f in figures for o in read_mention(f.mention, Source.TOLD, sentence=sentence))
            self._sentences[sentence] = known
        return known


_MOST_FACTS = 60
_MOST_ASKED = 100
_MOST_PLACES = 6
