"""What the passages tell: their figures, read for what they are said of as the text's are.

A passage that holds the value of a claim may hold it for another film, another
amount or another country. So a figure of a passage is bound by the same reading
that binds the text's (`reading`), and the two are compared part by part: whoever
is *named* on both sides must be the same, and what only one side names is left
open. The language of the two differs, often on purpose, so agreement in words
is not asked for here; it is weighed by the passage judge, and the parts that
agree add to its weight.
"""

from __future__ import annotations

from collections.abc import Callable

from ledgergen.core.figures.agree import STRICT, agree, agree_on_date
from ledgergen.core.figures.bind.agreeing import add_agreement
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.company import Company
from ledgergen.core.figures.bind.matter import Matter
from ledgergen.core.figures.bind.parting import (
    HEDGED,
    TOLD_BY_THE_WAY,
    are_apart,
    are_other_moments,
    are_unlike,
    counts_another,
    counts_before,
    find_above,
    find_apposed,
    grades_alone,
    is_hedged,
    is_soft,
    part_counts,
)
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS, RUNNING
from ledgergen.core.figures.facts.attributes import SHOWINGS
from ledgergen.core.figures.facts.counted import name_counted
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN
from ledgergen.core.figures.facts.index import FactIndex
from ledgergen.core.figures.facts.parting import is_elsewhere
from ledgergen.core.figures.mention import Kind, Mention, Period
from ledgergen.core.figures.passages.context import Fit
from ledgergen.core.figures.passages.index import PassageIndex, PlacedFigure
from ledgergen.core.figures.passages.rivals import Vet
from ledgergen.core.figures.passages.words import carries_meaning, find_sense
from ledgergen.model.lazy import lazy

_HOME = "home"
_IN_COMPANY = 0.3
_TOLD_WITH = 0.4
_GOES_ON = 0.7
"""What the parts that agree add, in logits."""


class Told:
    """The passages of one dossier beside its facts.

    `bind` reads what the passages' figures are said of; `text` is the checked text, whose films are known.
    """

    def __init__(
        self,
        passages: PassageIndex | None,
        index: FactIndex,
        text: Reading | None,
        bind: Callable[[FactIndex], Reading | None],
    ) -> None:
        self._text = text
        self._bind = bind
        self._passages = passages
        self.matter = Matter(passages, text)
        self._index = index
        self._claims: dict[int, Claim] = {}

    def vet(self, claim: Claim) -> Vet:
        """Return the function that says of a passage's figure what its parts add, or None if they part."""
        company = Company(claim, self._text, self._passages)

        def compare(figure: PlacedFigure, fit: Fit) -> float | None:
            told = self._read(figure)
            if counts_another(claim.mention, figure.mention, fit):
                return None
            if told is None:
                return 0.0
            # The scan of evidence joins what the scan of a text keeps apart: “the fourth or fifth version”.
            is_whole = told.mention.end == figure.mention.end
            if counts_before(claim, told) or grades_alone(claim, told):
                return None
            if are_unlike(claim.mention, told.mention if is_whole else figure.mention, told):
                return None
            parting = self._find_parting(claim, told)
            is_told_with = company.is_told_with(figure)
            is_met = is_told_with and is_soft(parting, claim, told)
            if parting and not is_met and not (parting == "subject" and company.is_lone(figure)):
                return None
            added = add_agreement(claim, told) + _IN_COMPANY * company.count_met(figure)
            added += _GOES_ON if company.goes_on(figure) else 0.0
            return added + _TOLD_WITH if is_told_with else added

        return compare

    def states(self, claim: Claim, group: str) -> bool:
        """Tell whether a passage states the value of a claim for the very attribute that is meant.

        `group` is that of the attribute; for receipts the territory is the same, too.
        """
        for figure in self._passages.figures if self._passages else ():
            told = self._read(figure) if figure.mention.kind is claim.mention.kind else None
            if told is None or not _are_equal(claim.mention, figure.mention):
                continue
            if not _is_of_group(told, group) or (group == "gross" and told.territory != claim.territory):
                continue
            if not self._find_parting(claim, told):
                return True
        return False

    def find_near(self, claim: Claim) -> list[tuple[Mention, int]]:
        """Return the figures of the sentences that speak of a claim's matter, the likeliest first."""
        if self._passages is None:
            return []
        return [
            (figure.mention, sentence)
            for sentence in self.matter.find_sentences(claim)
            for figure in self._passages.find_figures(sentence)
            if not figure.mention.not_a_claim and not self._is_of_unnamed(claim, figure)
        ]

    def _is_of_unnamed(self, claim: Claim, figure: PlacedFigure) -> bool:
        """Tell whether a passage says a figure of a film that the claim's sentence does not speak of."""
        number = self._numbers.get(figure.mention.start)
        if number is None or self._reading is None:
            return False
        told = self._reading.read_subject(number)
        if not told.is_governed or not self._index.is_known(told.films):
            return False
        return set(told.films).isdisjoint({*claim.films, *self._find_named(claim)})

    def find_dates_near(self, claim: Claim) -> list[Period]:
        """Return the dates of those sentences; a day without its year is in the year said before it."""
        return list(dict.fromkeys(period for period, _ in self.find_dates_in_order(claim)))

    def find_dates_in_order(self, claim: Claim) -> list[tuple[Period, int]]:
        """Return the dates of those sentences with the sentence of each, the likeliest sentence first."""
        found = [
            (self.matter.dates.get(mention.start), sentence) for mention, sentence in self.find_near(claim)
        ]
        return [(period, sentence) for period, sentence in found if period]

    @property
    def is_bound(self) -> bool:
        """Tell whether the passages' figures are bound already, and the films known that they name."""
        return "_reading" in self.__dict__

    def bind(self) -> None:
        """Bind the passages' figures, if nothing has asked for them yet."""
        _ = self._reading

    @lazy
    def _reading(self) -> Reading | None:
        return self._bind(self._index)

    @lazy
    def _numbers(self) -> dict[int, int]:
        """Where each figure of the passages stands among them, by the offset it begins at."""
        if self._passages is None:
            return {}
        return {figure.mention.start: number for number, figure in enumerate(self._passages.figures)}

    def _read(self, figure: PlacedFigure) -> Claim | None:
        number = self._numbers.get(figure.mention.start)
        if number is None or self._reading is None:
            return None
        known = self._claims.get(number)
        if known is None:
            known = self._claims[number] = self._reading.read_claim(number)
        return known

    def _find_parting(self, claim: Claim, told: Claim) -> str:
        """Return which part both name and name differently; empty if none."""
        is_bare = claim.mention.low == told.mention.low and not is_hedged(told)
        if claim.mention.kind in HEDGED and claim.mention.hedge in STRICT and is_bare:
            return "hedge"
        if self._is_of_another_film(claim, told):
            return "subject"
        is_told_of = claim.mention.kind is not Kind.DATE or {claim.group, told.group} <= SHOWINGS
        territory = self._find_territory(claim)
        if claim.mention.kind is Kind.DURATION and territory == _HOME:
            territory = ""  # “the domestic cut” is the one of whatever country
        cues = self._text.sentence_cues(claim.first, claim.left) if self._text else []
        if told.territory in find_apposed(claim, cues):
            territory = told.territory
        if is_told_of and is_elsewhere(territory, told.territory, self._index.home):
            return "territory"
        if claim.mention.kind is Kind.MONEY:
            return self._part_amounts(claim, told, territory)
        if claim.mention.kind is Kind.DATE:
            is_other = are_other_moments(claim, told) and not self._is_of_same_noun(claim, told)
            return "attribute" if is_other else ""
        return part_counts(claim, told) if claim.mention.kind is Kind.COUNT else ""

    def _is_of_same_noun(self, claim: Claim, told: Claim) -> bool:
        """“Support arrived in 1986”, where “the council agreed to support it in 1986”: no film arrived.

        A verb of release or shooting that stands behind another noun, which the passage has beside its
        date, speaks of that noun's moment.
        """
        said = {find_sense(word) for word in told.words if word.isalpha() and carries_meaning(word)}
        cues = self._text.sentence_cues(claim.first, claim.left) if self._text else []
        verbs = [cue.start for cue in cues if (cue.kind, cue.value) == ("moment", claim.group)]
        noun = claim.words[verbs[-1] - claim.first - 1] if verbs and verbs[-1] > claim.first else ""
        is_other = noun.isalpha() and carries_meaning(noun) and noun not in FILM_NOUNS
        return is_other and find_sense(noun) in said

    def _part_amounts(self, claim: Claim, told: Claim, territory: str) -> str:
        if claim.mention.unit and claim.mention.unit != (self._find_currency(told) or claim.mention.unit):
            return "currency"
        return "attribute" if are_apart(claim, told, territory) else ""

    def _find_territory(self, claim: Claim) -> str:
        """Return the territory of a claim, if the figure's own clause names it."""
        if not claim.territory or self._text is None:
            return claim.territory
        said = self._text.read_clause(claim).find("territory")
        return claim.territory if any(cue.value == claim.territory for cue in said) else ""

    def _find_currency(self, told: Claim) -> str:
        """“Approved at 1.5 million marks, it cost 5.3 million”: a bare sum is in the currency before it."""
        if told.mention.unit or self._reading is None:
            return told.mention.unit
        near = self._reading.mentions_between(told.first, told.left)
        return next((m.unit for m in reversed(near) if m.kind is Kind.MONEY and m.unit), "")

    def _is_of_another_film(self, claim: Claim, told: Claim) -> bool:
        is_firm = told.is_governed or (claim.is_governed and claim.mention.kind is Kind.MONEY)
        if claim.mention.kind in TOLD_BY_THE_WAY:
            is_firm = told.is_governed and claim.is_governed
        if "film_number" in {name_counted(claim.mention.noun), name_counted(told.mention.noun)}:
            return False  # films are counted of whoever made them
        behind = self._text.sentence_cues(claim.right, claim.end) if self._text else []
        films = set(claim.films) - find_above(claim, behind) or {MAIN}
        if not is_firm or UNKNOWN in told.films or not films.isdisjoint(told.films):
            return False
        is_bound = claim.is_governed and UNKNOWN not in claim.films
        return is_bound or self._text is None or set(told.films).isdisjoint(self._find_named(claim))

    def _find_named(self, claim: Claim) -> set[int]:
        """Return the films that the claim's sentence names anywhere."""
        cues = self._text.sentence_cues(claim.first, claim.end) if self._text else []
        return {number for cue in cues if cue.kind == "film" for number in cue.entities}


def _are_equal(stated: Mention, other: Mention) -> bool:
    if stated.kind is Kind.DATE:
        return other.period is not None and agree_on_date(stated, other.period) is not None
    return stated.unit == other.unit and agree(stated, other.value) is not None


def _is_of_group(told: Claim, group: str) -> bool:
    """Tell whether a passage's figure is of an attribute: its words say so, or for a length, that it runs."""
    if group == "runtime":
        return not RUNNING.isdisjoint(told.words)
    return (told.group == group and not (told.is_weak and group == "cost")) or {
        told.group,
        group,
    } <= SHOWINGS | {"showing"}
