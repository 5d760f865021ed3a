"""Judge every mention of a text: the rules in their order, the first that knows decides.

    not a claim?  →  facts that agree  →  derivations  →  passages  →  records
                  →  facts that contradict  →  unsupported

Proof is sought everywhere before anything is called wrong, and everything is
called wrong that nothing proves. A mention that a fact contradicts can still be
right by a passage: sources disagree, and the disagreement is named.
"""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from functools import cached_property

from ledgergen.core.figures import rules
from ledgergen.core.figures.agree import Agreement
from ledgergen.core.figures.bind.claim import Claim, Reading
from ledgergen.core.figures.bind.told import Told
from ledgergen.core.figures.derive import search as derivations
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.rate import ANYTHING, find_thing
from ledgergen.core.figures.derive.scene import Scene
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.index import UNKNOWN, Datum, FactIndex
from ledgergen.core.figures.facts.lookup import Evidence, look_up
from ledgergen.core.figures.facts.lookup_date import look_up_date
from ledgergen.core.figures.facts.standing import (
    find_bar,
    find_low_bar,
    is_difference,
    is_far,
    is_known,
    is_settled,
    is_stated,
    orders_nothing,
)
from ledgergen.core.figures.facts.wording import PARTED, distance, name_attribute, say, say_value, suggest
from ledgergen.core.figures.mention import Kind, Mention, Ruling
from ledgergen.core.figures.passages import judge as passages
from ledgergen.core.figures.passages.rules import SPAN as SPAN_TOLD
from ledgergen.core.figures.records import judge as records
from ledgergen.core.figures.scan.found import UNREADABLE
from ledgergen.core.figures.text import Document
from ledgergen.model.dossier import Dossier
from ledgergen.model.report import Support, Verdict

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


_ANSWERED_BY_FACTS = frozenset({Kind.MONEY, Kind.COUNT, Kind.PERCENT})


_NEARBY = 500
"""Code points within which a text says each thing once."""
_ECHO = 6
"""So many figures back, the same count may be what “those four” points to."""


class Judge:
    """Judges the mentions of one document against one dossier."""

    def __init__(self, document: Document, mentions: tuple[Mention, ...], dossier: Dossier) -> None:
        self._document = document
        self._mentions = mentions
        self._index = FactIndex(dossier)
        self._reading = Reading(document, mentions, self._index) if dossier.facts else None
        self._passages = passages.build_index(dossier)
        self._told = Told(self._passages, self._index, self._reading)
        self._records = records.build_index(dossier)
        self._rulings: dict[int, Ruling] = {}
        self._otherwise: dict[int, Ruling] = {}
        """What passages say instead, by the offset of the figure that they say otherwise."""
        self._said: dict[int, tuple[str, str]] = {}
        """Facts in words, by identity: a ruling says one several times, and a text states some often."""
        self._looked_up: dict[int, Evidence] = {}
        """What was found for mentions that are asked for and not judged yet."""
        self._proofs: dict[int, Datum | bool] = {}
        """Of mentions not judged when they were asked for; the figures around one another ask often."""
        self._scene = Scene(self._reading, self._passages, self._told, self._prove) if self._reading else None

    def rule(self, number: int) -> Ruling:
        """Return the ruling on one mention."""
        known = self._rulings.get(number)
        if known is None:
            known = self._rulings[number] = self._rule(number)
        return known

    def _prove(self, number: int) -> Datum | bool:
        """Say whether a mention is proven: by the fact returned, or otherwise.

        What is not yet judged is asked of facts and passages only, so that two figures never prove each
        other.
        """
        ruling = self._rulings.get(number)
        if ruling is not None:
            return self._read_proof(ruling)
        proof = self._proofs.get(number)
        if proof is None:
            proof = self._proofs[number] = self._read_proof(self._rule_alone(number))
        return proof

    def _rule_alone(self, number: int) -> Ruling | None:
        """Rule by what states the figure outright."""
        if self._reading is None:
            return None
        claim = self._reading.read_claim(number)
        evidence = look_up(claim, self._reading)
        if self._mentions[number].kind is not Kind.DATE:
            self._looked_up[number] = evidence
        return self._rule_by_facts(claim, evidence) or self._rule_by_passages(claim, evidence)

    def _read_proof(self, ruling: Ruling | None) -> Datum | bool:
        if ruling is None or ruling.verdict.flagged or ruling.verdict is Verdict.NOT_A_CLAIM:
            return False
        support = next((s.id for s in ruling.evidence if s.agrees and s.kind == "fact"), "")
        if ruling.verdict is Verdict.DERIVED or not support:
            return True
        return self._data.get(support, True)

    @cached_property
    def _data(self) -> dict[str, Datum]:
        """The facts by id; of two with one id the first."""
        return {datum.fact.id: datum for datum in reversed(self._index.data)}

    def _rule(self, number: int) -> Ruling:
        mention = self._mentions[number]
        if mention.not_a_claim:
            reason = f"{mention.text!r} is {mention.not_a_claim}."
            return Ruling(verdict=Verdict.NOT_A_CLAIM, rule=mention.rule or rules.NOT_A_CLAIM, reason=reason)
        if mention.unit == UNREADABLE and mention.kind is Kind.COUNT:
            return self._rule_unread(mention)
        if self._reading is None:
            return self._rule_without_facts(mention)
        claim = self._reading.read_claim(number)
        search = look_up_date if mention.kind is Kind.DATE else look_up
        evidence = self._looked_up.pop(number, None) or search(claim, self._reading)
        ruling = None if is_difference(claim) else self._rule_by_facts(claim, evidence)
        if ruling is None and not is_settled(claim, evidence, self._index):
            ruling = (
                (None if is_stated(claim, evidence) else self._rule_by_derivation(claim))
                or self._rule_by_passages(claim, evidence)
                or records.judge(self._document, mention, self._records)
                or (None if is_stated(claim, evidence) else self._rule_by_derivation(claim, is_told=True))
            )
        ruling = ruling or self._rule_by_echo(number)
        if ruling is None and orders_nothing(claim, evidence):
            reason = f"{mention.text!r} ranks neither a film nor a prize."
            return Ruling(verdict=Verdict.NOT_A_CLAIM, rule=rules.NOT_A_CLAIM, reason=reason)
        return ruling or self._rule_against(claim, evidence)

    def _find_said(self, mention: Mention) -> frozenset[Decimal]:
        """Return the values that the text states near a figure, its own aside."""
        first = bisect_left(self._starts, mention.start - _NEARBY)
        end = bisect_left(self._starts, mention.end + _NEARBY)
        near = self._mentions[first:end]
        return frozenset(other.value for other in near if other.start != mention.start)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(mention.start for mention in self._mentions)

    def _rule_by_echo(self, number: int) -> Ruling | None:
        """“Those four rooms” are the four theaters of the sentence before."""
        mention = self._mentions[number]
        if mention.kind is not Kind.COUNT or not self._points_back(mention):
            return None
        for earlier in range(number - 1, max(number - _ECHO, -1), -1):
            other = self._mentions[earlier]
            if other.kind is Kind.COUNT and other.value == mention.value and not other.not_a_claim:
                ruling = self.rule(earlier)
                return None if ruling.verdict.flagged else ruling
        return None

    def _points_back(self, mention: Mention) -> bool:
        left = self._document.token_at(mention.start)
        return self._document.words[max(left - 1, 0) : left] in {("those",), ("these",)}

    def _rule_unread(self, mention: Mention) -> Ruling:
        """A number without a value is proven by the same writing alone, in prose or a table."""
        for ruling in (
            passages.judge(self._document, mention, self._passages),
            records.judge(self._document, mention, self._records),
        ):
            if ruling and not ruling.verdict.flagged and _is_copied(mention, ruling):
                return ruling
        reason = f"{mention.text!r} has no reading as one number; check it by hand."
        return Ruling(verdict=Verdict.NOT_EXAMINED, rule=rules.UNREAD, reason=reason)

    def _rule_without_facts(self, mention: Mention) -> Ruling:
        """Judge by prose and tables alone, where the dossier is of no film in particular."""
        ruling = passages.judge(self._document, mention, self._passages)
        if ruling is None or ruling.verdict.flagged:
            ruling = records.judge(self._document, mention, self._records) or ruling
        return ruling or Ruling(
            verdict=Verdict.UNSUPPORTED,
            rule=rules.UNSUPPORTED,
            reason=f"Nothing in the dossier supports {mention.text}.",
        )

    def _rule_by_facts(self, claim: Claim, evidence: Evidence) -> Ruling | None:
        if not evidence.agreeing:
            return None
        best, agreement = min(evidence.agreeing, key=lambda pair: pair[1] is not Agreement.EXACT)
        others = [
            datum
            for datum in evidence.against
            if (datum.subject, datum.attribute, datum.territory, datum.unit, datum.event)
            == (best.subject, best.attribute, best.territory, best.unit, best.event)
            and datum.fact.source != best.fact.source
        ]
        verdict = Verdict.EXACT if agreement is Agreement.EXACT else Verdict.ROUNDED
        named, value = self._say(best)
        said = f"{self._name_source(best)} says {value} ({named})"
        supports = [self._support(best)]
        if others:
            supports += [self._support(other, agrees=False) for other in others]
            against = ", ".join(f"{self._name_source(other)} says {self._say(other)[1]}" for other in others)
            reason = f"{said}; sources disagree: {against}."
            rule = rules.DISPUTED
        else:
            reason = f"{said}."
            rule = rules.EQUAL if agreement is Agreement.EXACT else rules.ROUNDED
        return Ruling(
            verdict=verdict,
            rule=rule,
            reason=reason,
            evidence=tuple(supports),
            about=self._name_claim(claim, best),
        )

    def _rule_by_derivation(self, claim: Claim, *, is_told: bool = False) -> Ruling | None:
        if self._scene is None or (is_told and self._passages is None):
            return None
        return self._rule_derived(claim, derivations.derive(claim, self._scene, is_told=is_told))

    def _rule_derived(self, claim: Claim, found: Derivation | None) -> Ruling | None:
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

    def _rule_by_passages(self, claim: Claim, evidence: Evidence) -> Ruling | None:
        """Ask the prose; the more closely, the more surely the facts speak against the figure."""
        mention = claim.mention
        is_answered = mention.kind in _ANSWERED_BY_FACTS and bool(evidence.against or evidence.astray)
        # A year that some fact has for another thing stands in the prose for that thing, too.
        is_answered = is_answered or (mention.unit == "year" and bool(evidence.astray))
        is_answered = is_answered or is_known(claim, evidence)
        bar = find_bar(claim, evidence) if is_answered else find_low_bar(claim)
        ruling = self._ask_passages(claim, bar, is_strict=is_answered)
        is_proven = ruling is not None and not ruling.verdict.flagged and not is_answered
        if is_proven and self._scene and derivations.is_reckoned(claim, self._scene):
            # Who says from what to what it runs, or of what it is a part, reckons; prose must say the same.
            ruling = self._ask_passages(claim, passages.STRICT, is_strict=True)
        if ruling is None:
            return None
        if ruling.verdict.flagged:
            self._otherwise[mention.start] = ruling
            return None
        # Beside facts, prose proves what it states; what it could be made to yield is luck.
        is_luck = ruling.verdict is Verdict.DERIVED and (
            mention.value < 3 or not _names_noun(mention, ruling)
        )
        # Dates in passages are reckoned with more closely by `derive.span`.
        is_luck = is_luck or ruling.rule == SPAN_TOLD
        rated = find_thing(View(claim=claim, scene=self._scene)) if self._scene else ""
        if (
            rated
            and rated != ANYTHING
            and not any(rated[:5] in support.statement.lower() for support in ruling.evidence)
        ):
            is_luck = True  # “three a line” is not the three of something else
        if mention.kind is Kind.DATE and mention.unit == "day" and mention.period:
            day = str(mention.period.first.day)
            is_luck = not any(day in support.statement for support in ruling.evidence)
        return None if is_luck else ruling

    def _ask_passages(self, claim: Claim, bar: float, *, is_strict: bool) -> Ruling | None:
        closely = passages.Closely(bar, self._told.vet(claim), self._find_said(claim.mention))
        return passages.judge(
            self._document, claim.mention, self._passages, is_strict=is_strict, closely=closely
        )

    def _rule_against(self, claim: Claim, evidence: Evidence) -> Ruling:
        text = claim.mention.text
        if not evidence.against and (otherwise := self._otherwise.get(claim.mention.start)):
            return otherwise
        suggestion: str | None = None
        about: Datum | None = None
        against = [datum for datum in evidence.against if not is_far(claim, datum)]
        if against:
            nearest = min(against, key=lambda datum: distance(claim.mention, datum))
            suggestion = suggest(claim.mention, nearest)
            reason = (
                f"The draft says {text}; {self._name_source(nearest)} says {say(nearest, claim.mention)}."
            )
            if suggestion:
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


def _is_copied(mention: Mention, ruling: Ruling) -> bool:
    """Tell whether the evidence shown writes the figure as the text does."""
    return any(support.agrees and mention.text in support.statement for support in ruling.evidence)


def _names_noun(mention: Mention, ruling: Ruling) -> bool:
    """Tell whether the prose that a count was made from speaks of what is counted."""
    stem = mention.noun.split()[-1][:5] if mention.noun else ""
    return not stem or any(stem in support.statement.lower() for support in ruling.evidence)
