"""Look a claim up among the facts: which agree with it, and which contradict it.

A fact *fits* a claim when nothing that the sentence says parts them: the
subject is one the claim may be about, the attribute answers to the cue that
binds the figure, territory, event and unit are the same wherever both are
said. Among the facts that fit, those whose value agrees prove the figure and
the others contradict it. A fact whose value agrees and which does not fit is
*astray*: a true figure in the wrong place, which is what a swap of budget and
gross, of home and world, or of two films looks like; it is named in the reason.
"""

from __future__ import annotations

from decimal import Decimal

from ledgergen.core.figures.agree import Agreement, agree, agree_on_end, find_bounds
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.bind.shoot import SHOOTING
from ledgergen.core.figures.facts.accounts_told import is_of_other_account, is_of_other_course
from ledgergen.core.figures.facts.any_count import speaks_of
from ledgergen.core.figures.facts.candidates import convert, find_answering, find_candidates
from ledgergen.core.figures.facts.career import find_ranked
from ledgergen.core.figures.facts.career_frame import find_made_before, look_up_place
from ledgergen.core.figures.facts.coincidence import Coincidence
from ledgergen.core.figures.facts.datum import UNKNOWN, Datum
from ledgergen.core.figures.facts.evidence import Evidence, Sieve
from ledgergen.core.figures.facts.index import FactIndex
from ledgergen.core.figures.facts.lookup_count import ANY_AMOUNT, ANY_COUNT, NOWHERE, find_attributes
from ledgergen.core.figures.facts.parting import find_parting
from ledgergen.core.figures.facts.pointed import find_announced, find_edition, find_in_award
from ledgergen.core.figures.facts.raters import find_spread
from ledgergen.core.figures.facts.refusal import find_refusal
from ledgergen.core.figures.facts.seats import is_exchanged, is_in_seat_of_another, is_said_twice
from ledgergen.core.figures.facts.tallies import find_called_tallies
from ledgergen.core.figures.facts.told_tallies import look_up_tally
from ledgergen.core.figures.facts.variants import find_said, tell_apart
from ledgergen.core.figures.facts.worded import find_worded
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.model.lazy import lazy


def look_up(claim: Claim, reading: Reading) -> Evidence:
    """Sort the facts that could be meant into agreeing, contradicting and astray."""
    said = find_in_award(claim, reading) or find_edition(claim, reading.index)
    if said := said or find_announced(claim, reading):
        return Evidence(agreeing=[(said, Agreement.EXACT)])
    if told := look_up_tally(claim, reading) or look_up_place(claim, reading):
        return told
    if claim.mention.kind is Kind.COUNT and (find_spread(claim, reading) or find_made_before(claim, reading)):
        return Evidence(agreeing=[], is_final=True)  # what is reckoned from them (`derive.kinds.counts`)
    attributes = find_attributes(claim, reading)
    if attributes == ("film_number",) and (ranked := find_ranked(claim, reading)):
        return _look_up_place(claim, ranked, reading.index)
    if attributes == NOWHERE:
        return Evidence(agreeing=find_called_tallies(claim, reading) or find_worded(claim, reading))
    search = _Lookup(claim, reading, attributes)
    agreeing = search.find_agreeing()
    astray = search.find_of_other_variant()
    if not agreeing and not astray:
        astray = _find_astray(claim, reading, attributes)
        agreeing = [
            (datum, Agreement.EXACT)
            for datum, part in astray
            if not find_refusal(
                Coincidence(claim, datum, part, reading=reading, find_rivals=search.find_rivals)
            )
        ]
    if attributes is ANY_COUNT:
        agreeing = [pair for pair in agreeing if speaks_of(claim, pair[0], reading)]
    stated = [datum for datum, _ in agreeing]
    if stated and (
        is_exchanged(claim, stated, reading)
        or is_said_twice(claim, stated, reading)
        or is_of_other_account(claim, stated, reading)
        or is_of_other_course(claim, stated, reading)
        or is_in_seat_of_another(claim, stated, search.find_rivals, reading)
    ):
        astray, agreeing = [(datum, "attribute") for datum in stated], []
    agreeing = agreeing or find_called_tallies(claim, reading) or find_worded(claim, reading)
    return Evidence(agreeing=agreeing, astray=astray, find_against=search.find_against)


def _look_up_place(claim: Claim, ranked: tuple[int, ...], index: FactIndex) -> Evidence:
    """Look up the place of the film whose title stands beside an ordinal; no other film's answers."""
    numbers = [datum for film in ranked if film != UNKNOWN for datum in index.find(film, "film_number")]
    agreeing = [(datum, Agreement.EXACT) for datum in numbers if datum.value == claim.mention.value]
    others = [datum for datum in numbers if datum.value != claim.mention.value]
    return Evidence(agreeing=agreeing, find_against=lambda is_asked: [*filter(is_asked, others)])


class _Lookup:
    """The facts of the things that a claim may be about, by what their values say to it.

    Values are compared first, for that is cheap and leaves few; what parts a fact from the claim is asked
    of those that agree, and of the others only by who wants to know what contradicts.
    """

    def __init__(self, claim: Claim, reading: Reading, attributes: tuple[str, ...]) -> None:
        self._claim = claim
        self._reading = reading
        self._attributes = attributes
        self._candidates = find_candidates(claim, reading.index, attributes)
        self._equal: list[tuple[Datum, Agreement]] = []
        self._ends: list[tuple[Datum, Decimal]] = []
        """Of a range."""
        self._others: list[Datum] = []
        mention = claim.mention
        bounds = None if mention.is_range or not self._candidates else find_bounds(mention)
        for datum in self._candidates:
            value = convert(mention, datum)
            if value is None:
                continue
            if agreement := _agree(mention, value, datum, bounds):
                self._equal.append((datum, agreement))
            elif bounds is None and agree_on_end(mention, value):
                self._ends.append((datum, value))
            else:
                self._others.append(datum)

    def find_agreeing(self) -> list[tuple[Datum, Agreement]]:
        """Return the facts that prove the claim."""
        agreeing = [(d, how) for d, how in self._equal if self._fits(d) and not self._is_other(d)]
        return agreeing + _join_ends(self._claim, [pair for pair in self._ends if self._fits(pair[0])])

    def find_of_other_variant(self) -> list[tuple[Datum, str]]:
        """Return the facts that would prove the claim, if its sentence did not name another variant."""
        return [(d, "kind") for d, _ in self._equal if self._is_other(d) and self._fits(d)]

    def find_against(self, is_asked: Sieve) -> list[Datum]:
        """Return those of some facts that fit the claim and say otherwise."""
        claim, attributes = self._claim, self._attributes
        if attributes in _OPEN or (claim.mention.kind is Kind.COUNT and attributes == ("film_number",)):
            return []  # “a three-picture agreement” says nothing of a film's place in a career
        parties = self._reading.index.parties
        is_shot = not SHOOTING.isdisjoint(claim.words)
        return [
            datum
            for datum in self._others
            if is_asked(datum) and datum.subject not in parties
            if (is_shot or datum.attribute != "shooting_days")
            if self._fits(datum) and not self._is_other(datum)
        ]

    def find_rivals(self) -> list[Datum]:
        """Return every fact that fits the claim and says otherwise."""
        return self.find_against(lambda _: True)

    def _fits(self, datum: Datum) -> bool:
        """Tell whether nothing parts a fact from the claim."""
        return not find_parting(self._claim, datum, self._reading.index)

    def _is_other(self, datum: Datum) -> bool:
        """Tell whether the sentence names another variant than a fact's."""
        return bool(self._said) and datum.fact.id not in self._said

    @lazy
    def _said(self) -> frozenset[str]:
        """The facts whose variant (cut, group, site, …) is named near the mention; empty if none is.

        Where one of several ratings or running times is named, the others do not answer.
        """
        varied = [datum for datum in self._candidates if datum.variant]
        if not tell_apart(varied):
            return frozenset()
        return find_said(self._claim, [datum for datum in varied if self._fits(datum)], self._reading)


_OPEN = (ANY_AMOUNT, ANY_COUNT)
"""Where a sentence does not say what it counts, no fact contradicts it."""


def _agree(
    mention: Mention, value: Decimal, datum: Datum, bounds: tuple[Decimal, Decimal] | None
) -> Agreement | None:
    """Tell whether a fact's value agrees; `bounds` are what the mention allows, unless it is a range."""
    if bounds and not bounds[0] <= value <= bounds[1]:
        return None
    return agree(mention, value, is_approximate=datum.fact.approximate)


def _find_astray(claim: Claim, reading: Reading, attributes: tuple[str, ...]) -> list[tuple[Datum, str]]:
    """Return facts of the same value that something parts from the claim, to be named in the reason."""
    found: list[tuple[Datum, str]] = []
    index, mention = reading.index, claim.mention
    bounds = None if mention.is_range else find_bounds(mention)
    for datum in find_answering(claim, index.all, attributes)[:_MOST_READ]:
        value = convert(mention, datum)
        if value is None or not _agree(mention, value, datum, bounds):
            continue
        parted = find_parting(claim, datum, index)
        if parted:
            found.append((datum, parted))
            if len(found) == _MOST_ASTRAY:
                break
    return found


_MOST_ASTRAY = 5
_MOST_READ = 500
"""A reason may name a fact that went astray; it need not read ten thousand to find one."""


def _join_ends(claim: Claim, ends: list[tuple[Datum, Decimal]]) -> list[tuple[Datum, Agreement]]:
    """A wide range is proven where both its ends are facts: “$250–275 million” by two sources."""
    middle = claim.mention.value
    if any(value < middle for _, value in ends) and any(value > middle for _, value in ends):
        return [(datum, Agreement.EXACT) for datum, _ in ends]
    return []
