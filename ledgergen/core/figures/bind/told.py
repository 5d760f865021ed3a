"""What the passages tell: their figures, read for what they are said of as the text's are.

A passage that holds the value of a claim may hold it for another film, another
amount or another country. So a figure of a passage is bound by the same reading
that binds the text's (`claim`), and the two are compared part by part: whoever
is *named* on both sides must be the same, and what only one side names is left
open. The language of the two differs, often on purpose, so agreement in words
is not asked for here; it is weighed by the passage judge, and the parts that
agree add to its weight.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from ledgergen.core.figures.agree import STRICT
from ledgergen.core.figures.bind.claim import Claim, Reading
from ledgergen.core.figures.bind.vocabulary import CUES, FILM_NOUNS, word_set
from ledgergen.core.figures.facts.index import UNKNOWN, FactIndex
from ledgergen.core.figures.facts.lookup_count import name_counted
from ledgergen.core.figures.facts.parting import is_elsewhere
from ledgergen.core.figures.facts.values import put_in_year
from ledgergen.core.figures.mention import Kind, Mention, Period
from ledgergen.core.figures.passages.index import PassageIndex, PlacedFigure
from ledgergen.core.figures.passages.reading import Reading as Sentence
from ledgergen.core.figures.passages.reading import read_text
from ledgergen.core.figures.passages.words import carries_meaning, find_stem
from ledgergen.model.lazy import lazy

_SAME_GROUP = 0.4
_SAME_FILM = 0.2
_SAME_TERRITORY = 0.2
_SAME_COUNTED = 1.0
_TELLING = 0.2
_BEFORE = 0.5
_COMMON = 200
_MOST_NEAR = 4
_LEAST_SHARED = 0.08
_LONG_TIMES = frozenset({"decade", "century", "years"})
_IN_COMPANY = 0.3
_MOST_MET = 2
_FAR_COMPANY = 30
"""Tokens on either side within which figures are in company."""
_FEW = 2
_PARTICULAR = 1000
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
        self._index = index
        self._claims: dict[int, Claim] = {}
        self._near: dict[int, list[int]] = {}

    def vet(self, claim: Claim) -> Callable[[PlacedFigure], float | None]:
        """Return the function that says of a passage's figure what its parts add, or None if they part."""
        company = self._find_company(claim)

        def compare(figure: PlacedFigure) -> float | None:
            told = self._read(figure)
            if told is None:
                return 0.0
            if self._find_parting(claim, told):
                return None
            return _add_agreement(claim, told) + _IN_COMPANY * self._count_met(company, figure)

        return compare

    def find_near(self, claim: Claim) -> list[tuple[Mention, int]]:
        """Return the figures of the sentences that speak of a claim's matter, the likeliest first."""
        if self._passages is None:
            return []
        return [
            (figure.mention, sentence)
            for sentence in self._find_sentences(claim)
            for figure in self._passages.find_figures(sentence)
            if not figure.mention.not_a_claim and not self._is_of_unnamed(claim, figure)
        ]

    def shares_words(self, sentence: int, words: tuple[str, ...]) -> bool:
        """Tell whether a sentence of the passages has one of these words, if it means anything."""
        if self._passages is None:
            return False
        first, end = self._passages.layout.find_places(sentence)
        stems = {find_stem(word) for word in words if word.isalpha() and carries_meaning(word)}
        return not stems.isdisjoint(self._passages.layout.stems[first:end])

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
        found = [self._dated.get(mention.start) for mention, _ in self.find_near(claim)]
        return list(dict.fromkeys(period for period in found if period))

    @lazy
    def _dated(self) -> dict[int, Period]:
        """The passages' dates by the offset they begin at, each in its year."""
        dated: dict[int, Period] = {}
        year = 0
        for figure in self._passages.figures if self._passages else ():
            mention = figure.mention
            if mention.kind is not Kind.DATE or mention.period is None or mention.unit in _LONG_TIMES:
                continue
            if not mention.is_yearless:
                year = mention.period.last.year
                dated[mention.start] = mention.period
            elif year:
                dated[mention.start] = put_in_year(mention.period, year)
        return dated

    def _find_sentences(self, claim: Claim) -> list[int]:
        """Return the sentences that share the weightiest words with the claim's and the one before it."""
        if self._text is None or self._passages is None:
            return []
        text = read_text(self._text.document, self._passages)
        if text is None:
            return []
        sentence = text.place(claim.mention).sentence
        known = self._near.get(sentence)
        if known is not None:
            return known
        shares: dict[int, float] = {}
        for number, weight in ((sentence, 1.0), (sentence - 1, _BEFORE)):
            if number < 0:
                continue
            reading = text.read(number, self._passages)
            for there, overlap in self._weigh_matter(reading).items():
                shares[there] = shares.get(there, 0.0) + weight * overlap / max(reading.total, 1.0)
        best = sorted(shares, key=lambda there: (-shares[there], there))[:_MOST_NEAR]
        found = [there for there in best if shares[there] >= _LEAST_SHARED]
        self._near[sentence] = found
        return found

    def _weigh_matter(self, reading: Sentence) -> dict[int, float]:
        """Weigh what sentences share beside the words of every film: budgets, releases, prizes."""
        shared: dict[int, float] = {}
        passages = self._passages
        for term in reading.terms if passages else ():
            if len(term.places) > _COMMON or (reading.layout.words[term.place] in CUES and not term.is_name):
                continue
            for there in passages.tell(term.stem).sentences if passages else ():
                shared[there] = shared.get(there, 0.0) + term.weight
        return shared

    def _find_company(self, claim: Claim) -> list[Mention]:
        """Return the figures beside a claim: who retells a passage keeps its figures together."""
        if self._text is None:
            return []
        near = self._text.mentions_between(claim.left - _FAR_COMPANY, claim.right + _FAR_COMPANY)
        return [m for m in near if m.start != claim.mention.start and not m.not_a_claim and m.value > _FEW]

    def _count_met(self, company: list[Mention], figure: PlacedFigure) -> int:
        """Count the figures beside a claim that a passage has beside its figure, too."""
        if self._passages is None or not company:
            return 0
        there = {
            _identify(other.mention)
            for sentence in range(figure.sentence - 1, figure.sentence + 2)
            for other in self._passages.find_figures(sentence)
            if other is not figure
        }
        return min(sum(_identify(mention) in there for mention in company), _MOST_MET)

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

    def _find_parting(  # noqa: PLR0911  first answers, in order
        self, claim: Claim, told: Claim
    ) -> str:
        """Return which part both name and name differently; empty if none."""
        if claim.mention.kind in _HEDGED and claim.mention.hedge in STRICT and not _is_hedged(told):
            return "hedge"
        if _are_other_things(claim.mention, told.mention):
            return "kind"
        if self._is_of_another_film(claim, told):
            return "subject"
        is_told_of = claim.mention.kind is not Kind.DATE or {claim.group, told.group} <= _SHOWN
        territory = self._find_territory(claim)
        if is_told_of and is_elsewhere(territory, told.territory, self._index.home):
            return "territory"
        if claim.mention.kind is Kind.MONEY:
            if claim.mention.unit and claim.mention.unit != (self._find_currency(told) or claim.mention.unit):
                return "currency"
            return "attribute" if _are_apart(claim, told, territory) else ""
        if claim.mention.kind is Kind.DATE:
            return "attribute" if _are_other_moments(claim, told) else ""
        return _part_counts(claim, told) if claim.mention.kind is Kind.COUNT else ""

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
        if claim.mention.kind in _TOLD_BY_THE_WAY:
            is_firm = told.is_governed and claim.is_governed
        if not is_firm or UNKNOWN in told.films or not set(claim.films).isdisjoint(told.films):
            return False
        return claim.is_governed or self._text is None or set(told.films).isdisjoint(self._find_named(claim))

    def _find_named(self, claim: Claim) -> set[int]:
        """Return the films that the claim's sentence names anywhere."""
        cues = self._text.sentence_cues(claim.first, claim.end) if self._text else []
        return {number for cue in cues if cue.kind == "film" for number in cue.entities}


def _are_other_things(mention: Mention, told: Mention) -> bool:
    """Twelve weeks are no dozen of whatever else is counted there, and three pupils no third feature."""
    if mention.kind is Kind.ORDINAL and mention.noun and told.noun:
        is_film = mention.noun.rsplit(maxsplit=1)[-1] in FILM_NOUNS
        if told.kind is Kind.COUNT or is_film:
            return mention.noun[:_STEM] != told.noun[:_STEM] and told.noun not in FILM_NOUNS
    counted, other = (mention, told) if mention.kind is Kind.COUNT else (told, mention)
    if counted.kind is not Kind.COUNT or other.kind not in _MEASURED:
        return False
    return counted.noun.endswith("s") and counted.noun.rstrip("s") != other.unit.rstrip("s")


def _are_other_moments(claim: Claim, told: Claim) -> bool:
    """Tell whether two dates are of different moments, each by a word for it: a birth is no premiere."""
    groups = {claim.group, told.group}
    if claim.is_weak or told.is_weak or len(groups) < 2 or not groups <= _MOMENTS:
        return False
    return not groups <= {"release", "premiere"}


_STEM = 4
_MOMENTS = frozenset({"release", "premiere", "shoot", "birth", "death"})
_SHOWN = frozenset({"release", "premiere"})
"""A country beside a date is where a film was shown on it, if it is of a showing."""
_MEASURED = frozenset({Kind.DURATION, Kind.AGE, Kind.PERCENT, Kind.MONEY, Kind.MEASURE, Kind.RATIO})


def _identify(mention: Mention) -> tuple[Kind, Decimal, str]:
    """Return what two figures share that state the same thing."""
    return mention.kind, mention.low, mention.unit


def _part_counts(claim: Claim, told: Claim) -> str:
    events = {claim.event, told.event} - {"", "all"}
    if len(events) > 1:
        return "event"
    is_other = claim.result and told.result and _RESULTS[claim.result].isdisjoint(told.words)
    return "result" if is_other else ""


_SUMS = frozenset({"cost", "gross", "opening"})
"""What every film has; other amounts are told in too many words to be told apart by one."""
_RESULTS = {
    "won": word_set("won win wins winning winner awarded earned collected took taken prize prizes"),
    "nominated": word_set("nominated nomination nominations nominee nods shortlisted bids"),
}


def _are_apart(claim: Claim, told: Claim, territory: str) -> bool:
    """Tell whether the two speak of different amounts, each by a word that leaves no doubt."""
    if claim.group == told.group or not claim.group or not told.group:
        return False
    if _SUMS.isdisjoint((claim.group, told.group)):
        return False
    if told.group == "cost" and claim.group not in _SUMS:
        return False  # what is paid for one thing is spent, too
    if claim.is_weak and (territory in {"", told.territory} or told.group == "other"):
        return False
    return not told.is_weak


def _is_hedged(told: Claim) -> bool:
    """Tell whether the passage hedges its figure, too: “over a hundred” is said of what is over it."""
    before = told.words[max(told.left - told.first - 4, 0) : told.left - told.first]
    return not _HEDGES.isdisjoint(before)


_TOLD_BY_THE_WAY = frozenset({Kind.DURATION, Kind.MEASURE, Kind.VAGUE})
"""Kinds that films do not have one each of: whose they are, both sides must say."""
_HEDGED = frozenset({Kind.MONEY, Kind.COUNT, Kind.PERCENT})
_HEDGES = word_set(
    """
    over more than above exceeding exceeded under less fewer below nearly almost past beyond topped surpassed
    upwards upward passed least most just up
    """
)


def _tells(claim: Claim) -> bool:
    """Tell whether a value is so particular that it stands nowhere by accident."""
    mention = claim.mention
    return mention.kind in {Kind.COUNT, Kind.MONEY} and mention.value >= _PARTICULAR


def _add_agreement(claim: Claim, told: Claim) -> float:
    added = _TELLING if _tells(claim) else 0.0
    if claim.mention.kind is Kind.MONEY and claim.group and claim.group == told.group:
        added += _SAME_GROUP
    if claim.is_governed and told.is_governed:
        added += _SAME_FILM
    if claim.territory and claim.territory == told.territory:
        added += _SAME_TERRITORY
    if claim.mention.kind in {Kind.COUNT, Kind.VAGUE}:
        counted = name_counted(claim.mention.noun)
        if counted and counted == name_counted(told.mention.noun):
            added += _SAME_COUNTED
    return added
