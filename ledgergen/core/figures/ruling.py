"""Write rulings over facts and derivations down: the verdict, the reason in one sentence, the evidence shown.

Which fact or derivation decides is settled before (`judge`); here it is put in
the words that an editor reads. A reason names the source, says what it says, and
offers the figure that the sentence's own rounding would allow.
"""

from __future__ import annotations

from ledgergen.core.figures import rules
from ledgergen.core.figures.agree import Agreement
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.facts.evidence import Evidence
from ledgergen.core.figures.facts.index import UNKNOWN, Datum, FactIndex
from ledgergen.core.figures.facts.standing import is_far
from ledgergen.core.figures.facts.wording import PARTED, distance, name_attribute, say, say_value, suggest
from ledgergen.core.figures.mention import Kind, Ruling
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
            reason=f"Recomputed: {found.formula} ({found.what}).",
            evidence=tuple(self._support(datum) for datum in found.inputs),
            formula=found.formula,
            about=self._name_claim(claim, None),
        )

    def write_refusal(self, claim: Claim, evidence: Evidence) -> Ruling:
        """Return the ruling on a figure that nothing proves: what facts say instead, if they do."""
        text, hedge = claim.mention.text, claim.mention.hedge
        suggestion: str | None = None
        about: Datum | None = None
        against = [datum for datum in evidence.against if not is_far(claim, datum)]
        if against:
            nearest = min(against, key=lambda datum: distance(claim.mention, datum))
            suggestion = suggest(claim.mention, nearest)
            said = say(nearest, claim.mention)
            hedged = f"{hedge} {text}".lstrip()
            reason = f"The draft says {hedged}; {self._name_source(nearest)} says {said}."
            if suggestion == text:
                reason += f" It is exactly that, and not “{hedge}” it." if hedge else ""
                suggestion = None
            elif suggestion:
                reason += f" Rounding would allow {suggestion}."
            verdict, rule, about = Verdict.CONFLICT, rules.CONTRADICTED, nearest
        elif evidence.astray:
            datum, parted = evidence.astray[0]
            source = self._name_source(datum)
            reason = f"The draft says {text}; {source} says that of something else: {say(datum)}."
            reason += PARTED.get(parted, "")
            verdict, rule, about = Verdict.CONFLICT, rules.ASTRAY, datum
        else:
            reason = f"Nothing in the dossier supports {text}."
            verdict, rule = Verdict.UNSUPPORTED, rules.UNSUPPORTED
        return Ruling(
            verdict=verdict,
            rule=rule,
            reason=reason,
            evidence=(self._support(about, agrees=False),) if about else (),
            suggestion=suggestion,
            about=self._name_claim(claim, about),
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
