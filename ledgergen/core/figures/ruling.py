"""Write rulings over facts and derivations down: the verdict, the reason in one sentence, the evidence shown.

Which fact or derivation decides is settled before (`judge`); here it is put in
the words that an editor reads. A reason names the source, says what it says, and
offers the figure that the sentence's own rounding would allow.
"""

from __future__ import annotations

import re

from ledgergen.core.figures import rules
from ledgergen.core.figures.agree import Agreement
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.otherwise import Instead
from ledgergen.core.figures.facts.answering import answers, find_in_place, is_out_of_size
from ledgergen.core.figures.facts.datum import UNKNOWN, Datum
from ledgergen.core.figures.facts.evidence import Evidence
from ledgergen.core.figures.facts.index import FactIndex
from ledgergen.core.figures.facts.wording import PARTED, distance, name_attribute, say, say_value, suggest
from ledgergen.core.figures.mention import Kind, Ruling
from ledgergen.core.figures.spell import spell_fairly
from ledgergen.model.report import Support, Verdict


class RulingWriter:
    """Writes the rulings of one check."""

    def __init__(self, index: FactIndex) -> None:
        self._index = index
        self._said: dict[int, tuple[str, str]] = {}
        """Facts in words, by identity: a ruling says one several times, and a text states some often."""

    def write_proof(self, claim: Claim, evidence: Evidence) -> Ruling | None:
        """Return the ruling that facts prove a figure, or None where none agrees."""
        if not evidence.agreeing:
            return None
        best, agreement = min(evidence.agreeing, key=lambda pair: pair[1] is not Agreement.EXACT)
        others = evidence.find_disputing(best)
        named, value = self._say(best)
        said = f"{self._name_source(best)} says {value} ({named})"
        supports = [self._support(best)]
        is_exact = agreement is Agreement.EXACT
        if others:
            supports += [self._support(other, agrees=False) for other in others]
            against = ", ".join(f"{self._name_source(other)} says {self._say(other)[1]}" for other in others)
            reason = f"{said}; sources disagree: {against}."
            rule = rules.DISPUTED
        else:
            reason = f"{said}."
            rule = rules.EQUAL if is_exact else rules.ROUNDED
        return Ruling(
            verdict=Verdict.EXACT if is_exact else Verdict.ROUNDED,
            rule=rule,
            reason=reason,
            evidence=tuple(supports),
            about=self._name_claim(claim, best),
        )

    def write_derivation(self, claim: Claim, found: Derivation | None) -> Ruling | None:
        """Return the ruling that a figure is recomputed, or None where it is not."""
        if found is None:
            return None
        return Ruling(
            verdict=Verdict.DERIVED,
            rule=_RULE_OF_KIND[claim.mention.kind],
            reason=f"Recomputed: {_say_formula(found.formula)} ({found.what}).",
            evidence=tuple(self._support(datum) for datum in found.inputs),
            formula=found.formula,
            about=self._name_claim(claim, None),
        )

    def write_instead(self, claim: Claim, instead: Instead | None) -> Ruling | None:
        """Return the ruling that evidence makes something else of what a figure states, if it does."""
        if instead is None:
            return None
        mention, found = claim.mention, instead.derivation
        suggestion = spell_fairly(mention, instead.value)
        hedged = f"{mention.hedge} {mention.text}".lstrip()
        return Ruling(
            verdict=Verdict.CONFLICT,
            rule=rules.RECKONED,
            reason=f"The draft says {hedged}; recomputed: {_say_formula(found.formula)} ({found.what}).",
            evidence=tuple(self._support(datum) for datum in found.inputs),
            formula=found.formula,
            suggestion=None if suggestion == mention.text else suggestion,
            about=self._name_claim(claim, None),
        )

    def write_reversed(self, claim: Claim, found: Derivation | None) -> Ruling | None:
        """Return the ruling that the figure is right, and its sentence has the two the wrong way round."""
        if found is None:
            return None
        about = "; ".join(say(datum) for datum in found.inputs)
        return Ruling(
            verdict=Verdict.CONFLICT,
            rule=rules.REVERSED,
            reason=f"{_say_formula(found.formula)}, but the draft has it the wrong way round: {about}.",
            evidence=tuple(self._support(datum, agrees=False) for datum in found.inputs),
            formula=found.formula,
            about=self._name_claim(claim, None),
        )

    def write_refusal(self, claim: Claim, evidence: Evidence) -> Ruling:
        """Return the ruling on a figure that nothing proves: what facts say instead, if they do."""
        astray, parted = evidence.astray[0] if evidence.astray else (None, "")
        answer = find_in_place(claim, astray, parted, self._index) if astray else None
        rule = rules.ASTRAY if answer else rules.CONTRADICTED
        if answer is None:
            answering = [datum for datum in evidence.against if answers(claim, datum)]
            answer = min(answering, key=lambda datum: distance(claim.mention, datum), default=None)
        if answer:
            return self._write_answer(claim, answer, astray, rule)
        if astray is None:
            return Ruling(
                verdict=Verdict.UNSUPPORTED,
                rule=rules.UNSUPPORTED,
                reason=f"Nothing in the dossier supports {claim.mention.text}.",
                about=self._name_claim(claim, None),
            )
        source = self._name_source(astray)
        reason = f"The draft says {claim.mention.text}; {source} says that of something else: {say(astray)}."
        return Ruling(
            verdict=Verdict.CONFLICT,
            rule=rules.ASTRAY,
            reason=reason + PARTED.get(parted, ""),
            evidence=(self._support(astray, agrees=False),),
            about=self._name_claim(claim, astray),
        )

    def _write_answer(self, claim: Claim, answer: Datum, astray: Datum | None, rule: str) -> Ruling:
        """Return the ruling that a fact says otherwise; `astray` has the stated value, for something else."""
        mention, hedge = claim.mention, claim.mention.hedge
        is_offered = rule == rules.ASTRAY or not is_out_of_size(claim, answer)
        suggestion = suggest(mention, answer) if is_offered else None
        hedged = f"{hedge} {mention.text}".lstrip()
        reason = f"The draft says {hedged}; {self._name_source(answer)} says {say(answer, mention)}."
        if suggestion == mention.text:
            reason += f" It is exactly that, and not “{hedge}” it." if hedge else ""
            suggestion = None
        elif suggestion and mention.kind in _ROUNDED and suggestion not in reason:
            reason += f" Rounding would allow {suggestion}."
        if astray is answer:
            reason += PARTED["currency"]
        elif astray:
            about, value = self._say(astray)
            reason += f" {value} is something else: {about}."
        shown = [answer, astray] if astray and astray is not answer else [answer]
        return Ruling(
            verdict=Verdict.CONFLICT,
            rule=rule,
            reason=reason,
            evidence=tuple(self._support(datum, agrees=False) for datum in shown),
            suggestion=suggestion,
            about=self._name_claim(claim, answer),
        )

    def _name_claim(self, claim: Claim, datum: Datum | None) -> str:
        if datum:
            return self._say(datum)[0]
        film = next((number for number in claim.films if number != UNKNOWN), None)
        name = self._index.entities[film].name if film is not None else ""
        return ", ".join(part for part in (name, claim.group) if part)

    def _say(self, datum: Datum) -> tuple[str, str]:
        """Return what a fact is about and what it says: (“Taxi Driver, budget”, “$1,900,000”)."""
        known = self._said.get(id(datum))
        if known is None:
            about = f"{datum.fact.subject}, {name_attribute(datum)}"
            known = self._said[id(datum)] = (about, say_value(datum))
        return known

    def _name_source(self, datum: Datum) -> str:
        source = self._index.sources.get(datum.fact.source)
        return source.name if source else "the dossier"

    def _support(self, datum: Datum, *, agrees: bool = True) -> Support:
        source = self._index.sources.get(datum.fact.source)
        return Support(
            id=datum.fact.id,
            kind="fact",
            statement=": ".join(self._say(datum)),
            source=source.name if source else datum.fact.source,
            url=source.url if source else None,
            retrieved=source.retrieved if source else None,
            agrees=agrees,
        )


def _say_formula(formula: str) -> str:
    """Write a formula for a reader: “1,845,034,188 / 200,000,000 = 9.225”."""
    return _LONG_NUMBER.sub(lambda match: f"{int(match[0]):,}", formula)


_LONG_NUMBER = re.compile(r"(?<![\d.])\d{5,}(?![\d.])")
_ROUNDED = frozenset({Kind.MONEY, Kind.COUNT, Kind.VAGUE})
"""Kinds that a reason quotes in other digits than the sentence would."""
_RULE_OF_KIND = {
    Kind.AGE: rules.AGE,
    Kind.DURATION: rules.SPAN,
    Kind.MULTIPLE: rules.MULTIPLE,
    Kind.PERCENT: rules.SHARE,
    Kind.FRACTION: rules.SHARE,
    Kind.MONEY: rules.DIFFERENCE,
    Kind.COUNT: rules.COUNT,
    Kind.ORDINAL: rules.ORDINAL,
    Kind.DATE: rules.EVE,
    Kind.SCORE: rules.COUNT,
    Kind.RATIO: rules.MULTIPLE,
    Kind.MEASURE: rules.DIFFERENCE,
}
