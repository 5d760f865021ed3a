"""Judge every mention of a text: the rules in their order, the first that knows decides.

    not a claim?  →  facts that agree  →  derivations  →  passages  →  records
                  →  facts that contradict  →  unsupported

Proof is sought everywhere before anything is called wrong, and everything is
called wrong that nothing proves. A mention that a fact contradicts can still be
right by a passage: sources disagree, and the disagreement is named.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from ledgergen.core.figures import derive as derivations
from ledgergen.core.figures import passages, records, rules, vocabulary
from ledgergen.core.figures.agree import Agreement
from ledgergen.core.figures.claim import Claim, Reading
from ledgergen.core.figures.facts import UNKNOWN, Datum, FactIndex
from ledgergen.core.figures.lookup import Evidence, look_up
from ledgergen.core.figures.lookup_date import look_up_date
from ledgergen.core.figures.mention import Kind, Mention, Period, Ruling
from ledgergen.core.figures.spell import render_value, spell_like
from ledgergen.core.figures.text import Document
from ledgergen.core.figures.told import Told
from ledgergen.core.figures.vocabulary import word_set
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
}


_ANSWERED_BY_FACTS = frozenset({Kind.MONEY, Kind.COUNT, Kind.PERCENT})


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

    def rule(self, number: int) -> Ruling:
        """Return the ruling on one mention."""
        mention = self._mentions[number]
        if mention.not_a_claim:
            reason = f"{mention.text!r} is {mention.not_a_claim}."
            return Ruling(verdict=Verdict.NOT_A_CLAIM, rule=mention.rule or rules.NOT_A_CLAIM, reason=reason)
        if self._reading is None:
            return self._rule_without_facts(mention)
        claim = self._reading.read_claim(number)
        search = look_up_date if mention.kind is Kind.DATE else look_up
        evidence = search(claim, self._reading)
        ruling = self._rule_by_facts(claim, evidence)
        if ruling is None and not _is_settled(claim, evidence, self._index):
            ruling = (
                (None if _is_stated(claim, evidence) else self._rule_by_derivation(claim, self._reading))
                or self._rule_by_passages(claim, evidence)
                or records.judge(self._document, mention, self._records)
            )
        if ruling is None and _orders_nothing(claim, evidence):
            reason = f"{mention.text!r} ranks neither a film nor a prize."
            return Ruling(verdict=Verdict.NOT_A_CLAIM, rule=rules.NOT_A_CLAIM, reason=reason)
        return ruling or self._rule_against(claim, evidence)

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
        said = f"{self._name_source(best)} says {_say(best)}"
        supports = [self._support(best)]
        if others:
            supports += [self._support(other, agrees=False) for other in others]
            against = ", ".join(f"{self._name_source(other)} says {_say_value(other)}" for other in others)
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

    def _rule_by_derivation(self, claim: Claim, reading: Reading) -> Ruling | None:
        found = derivations.derive(claim, reading)
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
        ruling = passages.judge(
            self._document,
            mention,
            self._passages,
            is_strict=is_answered,
            bar=_find_bar(claim, evidence) if is_answered else _find_low_bar(claim),
            vet=self._told.vet(claim),
        )
        if ruling is None:
            return None
        # Beside facts, prose proves what it states; what it could be made to yield is luck.
        is_luck = ruling.verdict is Verdict.DERIVED and (
            mention.value < 3 or not _names_noun(mention, ruling)
        )
        if mention.kind is Kind.DATE and mention.unit == "day" and mention.period:
            day = str(mention.period.first.day)
            is_luck = not any(day in support.statement for support in ruling.evidence)
        return None if ruling.verdict.flagged or is_luck else ruling

    def _rule_against(self, claim: Claim, evidence: Evidence) -> Ruling:
        text = claim.mention.text
        suggestion: str | None = None
        about: Datum | None = None
        if evidence.against:
            nearest = min(evidence.against, key=lambda datum: _distance(claim.mention, datum))
            suggestion = _suggest(claim.mention, nearest)
            reason = f"The draft says {text}; {self._name_source(nearest)} says {_say(nearest)}."
            if suggestion:
                reason += f" Rounding would allow {suggestion}."
            verdict, rule, about = Verdict.CONFLICT, rules.CONTRADICTED, nearest
        elif evidence.astray:
            datum, parted = evidence.astray[0]
            source = self._name_source(datum)
            reason = f"The draft says {text}; {source} says that of something else: {_say(datum)}."
            reason += _PARTED.get(parted, "")
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
            return f"{datum.fact.subject}, {_name_attribute(datum)}"
        film = next((number for number in claim.films if number != UNKNOWN), None)
        name = self._index.entities[film].name if film is not None else ""
        return ", ".join(part for part in (name, claim.group) if part)

    def _name_source(self, datum: Datum) -> str:
        source = self._index.sources.get(datum.fact.source)
        return source.name if source else "the dossier"

    def _support(self, datum: Datum, *, agrees: bool = True) -> Support:
        source = self._index.sources.get(datum.fact.source)
        return Support(
            id=datum.fact.id,
            kind="fact",
            statement=f"{datum.fact.subject}, {_name_attribute(datum)}: {_say_value(datum)}",
            source=source.name if source else datum.fact.source,
            url=source.url if source else None,
            retrieved=source.retrieved if source else None,
            agrees=agrees,
        )


def _find_bar(claim: Claim, evidence: Evidence) -> float:
    """Return how closely prose must fit where facts answer otherwise: the surer they are, the closer."""
    if claim.mention.kind is not Kind.MONEY:
        return passages.STRICT
    is_sure = bool(evidence.against) and claim.group in _GROUPS_OF_FACTS and not claim.is_weak
    return passages.STRICT if is_sure else _BESIDE_FACTS


def _find_low_bar(claim: Claim) -> float:
    """Counts are told in words of every kind; the closer reading guards them."""
    is_low = claim.mention.kind is Kind.COUNT and claim.mention.value > _SMALL
    return _LOW_BAR if is_low else passages.PROVEN


_LOW_BAR = -0.15
_SMALL = 3
"""Numbers up to this stand everywhere."""
_GROUPS_OF_FACTS = frozenset({"cost", "gross", "opening"})
_BESIDE_FACTS = 0.4
"""Logits that prose needs where the facts' amounts may be other amounts."""


def _names_noun(mention: Mention, ruling: Ruling) -> bool:
    """Tell whether the prose that a count was made from speaks of what is counted."""
    stem = mention.noun.split()[-1][:5] if mention.noun else ""
    return not stem or any(stem in support.statement.lower() for support in ruling.evidence)


def _orders_nothing(claim: Claim, evidence: Evidence) -> bool:
    """Tell whether “first” says when and not which: “in its first week”, “the cut that first left port”."""
    if claim.mention.kind is not Kind.ORDINAL or claim.mention.text.lower() != "first":
        return False
    at = claim.right - claim.first
    return not evidence.against and _RANKED.isdisjoint(claim.words[at : at + 4])


_RANKED = vocabulary.FILM_NOUNS | word_set(
    """
    films pictures features movies director woman man american time prize award oscar place rank film-maker
    filmmaker winner nomination work behind author actor actress studio ever
    """
)
"""What a “first” may rank, so that somebody could look it up."""


def _is_stated(claim: Claim, evidence: Evidence) -> bool:
    """Tell whether a sentence states an amount that facts know, and does not reckon with it."""
    if claim.mention.kind is not Kind.MONEY or not evidence.against or "cent" in claim.mention.text:
        return False
    before = claim.words[max(claim.left - claim.first - 6, 0) : max(claim.left - claim.first, 0)]
    if claim.next_word in _COMPARING or not _RECKONING.isdisjoint(before):
        return False
    if claim.territory and any(datum.territory == claim.territory for datum in evidence.against):
        return True
    return claim.group in _GROUPS_OF_FACTS and not claim.is_weak


_RECKONING = frozenset(
    {"net", "profit", "surplus", "loss", "shortfall", "deficit", "difference", "margin", "gap"}
)
_COMPARING = word_set(
    """
    less more above below short shy beyond over under
    """
)


def _is_settled(  # noqa: PLR0911  one return per kind
    claim: Claim, evidence: Evidence, index: FactIndex
) -> bool:
    """Tell whether facts answer exactly what the sentence says, so that nothing else need be asked.

    A date beside its title, a count with its event and noun, an amount with its
    attribute: where facts hold the answer, prose and arithmetic could only
    reach the stated figure by luck.
    """
    if claim.mention.kind is Kind.DATE:
        is_answered = claim.is_governed and index.is_known(claim.films)
        return claim.mention.unit in {"year", "month"} and is_answered
    if not evidence.against:
        return False
    match claim.mention.kind:
        case Kind.COUNT:
            return bool(claim.event and (claim.result or claim.mention.noun in _COUNTED))
        case _:
            return False


_COUNTED = frozenset({"nominations", "nomination", "wins", "win", "awards", "oscars", "baftas", "nods"})


_PARTED = {
    "subject": " The sentence is about another film or person.",
    "attribute": " The sentence speaks of another amount.",
    "territory": " The sentence speaks of another territory.",
    "currency": " The currency differs.",
    "event": " The sentence speaks of another event.",
}


def _suggest(mention: Mention, datum: Datum) -> str | None:
    """Return the fact in the words of the sentence, or None where they have no such form."""
    value: Decimal | Period | None = datum.period if mention.kind is Kind.DATE else datum.value
    if value is None or (mention.unit and mention.kind is Kind.MONEY and mention.unit != datum.unit):
        return None
    return spell_like(mention, value)


def _distance(mention: Mention, datum: Datum) -> Decimal:
    if datum.period and mention.period:
        return Decimal(abs((datum.period.first - mention.period.first).days))
    return abs((datum.value or Decimal(0)) - mention.value)


def _say(datum: Datum) -> str:
    return f"{_say_value(datum)} ({datum.fact.subject}, {_name_attribute(datum)})"


def _name_attribute(datum: Datum) -> str:
    qualifiers = datum.fact.qualifiers
    said = [
        qualifiers[key]
        for key in ("territory", "event", "category", "site", "group", "cut")
        if qualifiers.get(key)
    ]
    name = datum.fact.attribute.replace("_", " ")
    return f"{name}, {', '.join(said)}" if said else name


def _say_value(datum: Datum) -> str:
    fact = datum.fact
    said = _render(fact.value, fact.unit)
    return f"about {said}" if fact.approximate else said


_render = lru_cache(maxsize=4096)(render_value)
