"""Recompute what a sentence states from evidence: the families of reckonings, and which a figure may be.

Small numbers are easy to reach: among thirty facts some pair always divides to
about three, and some two dates always lie five years apart. A derivation that
merely reaches the number proves nothing; it must fit what the sentence claims.

    reread       what the words of arithmetic around a number make of it
    amounts      of two others
      ratio        multiples, shares, rests, changes        relations, head, measure, choice, tie
      total        differences, parts, sums                 run; rate: so much for each; remainder; several
      market       a market's part of the receipts     abroad
      spoken       those of both whose parts are named by words     phrase, spoken_total
    counts       of what evidence holds
      count        what facts list, places in an order
      collection   a series summed up, those named counted
      order        places that the text sets up: the next of those counted, the third of a series
      tally        nominations that were lost, what several prizes gave together
      hauls        tallies summed over prizes and films, one by another
      ranks        how many stand above, how far it fell
      enumeration  what the sentence itself lists, counted
      headcount    what evidence lists, counted             rolls
    times        spans between two moments, ages at one     frame, ends, moment, far, happening, senior, pause
    restatement  the same figure in other units
    compared     how far two films' like amounts are apart, the other one described    comparison, films
    likely       the same, and what one is of the other, where words tell neither      talk, guess, ends
    reckon       what none of these explains, over what is at hand: ratio, total; also of spans and ages
    direction    which of the two that make it must be the greater
    otherwise    what the figure would be, where words say plainly what it is reckoned from

`reckon` is asked last, and bounded by `luck` alone: by how many pairs were tried and how
wide each might miss. `described` finds for it what other words may mean as a measure; what
`spoken` names is tried before, for there luck has no part.

Ratios and totals are two laws of one `engine` over typed `operand`s: the `scene`
gathers them once for a check, the `view` says how near they are to a figure,
`operation` how a value comes of two of them, and the law which two are meant.
A figure without a cue asks for nothing. A derivation keeps its formula with live
inputs (“28262574 / 1900000 = 14.88”).

A figure is searched for up to five times: among facts and what is in print; with
what passages tell, which is dear; for whether its sentence reckons at all; and, if
nothing else proves it, under the bound of luck: over what is at hand, then over
all films that the talk may be of. What is read of the sentence is read once.
"""

from __future__ import annotations

from dataclasses import replace

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.derive.amounts.abroad import compares_markets, derive_abroad
from ledgergen.core.figures.derive.amounts.compared import derive_compared
from ledgergen.core.figures.derive.amounts.ends import derive_ends
from ledgergen.core.figures.derive.amounts.likely import derive_likely
from ledgergen.core.figures.derive.amounts.likely_ratio import derive_likely_ratio
from ledgergen.core.figures.derive.amounts.market import derive_market_share
from ledgergen.core.figures.derive.amounts.rate import ANYTHING, find_thing
from ledgergen.core.figures.derive.amounts.ratio import Ratio
from ledgergen.core.figures.derive.amounts.total import Total
from ledgergen.core.figures.derive.counts.accounts import counts_accounts, derive_accounts
from ledgergen.core.figures.derive.counts.collection import derive_ages, derive_listed, derive_namesakes
from ledgergen.core.figures.derive.counts.count import derive_count, derive_ordinal, derive_pair
from ledgergen.core.figures.derive.counts.enumeration import (
    Item,
    count_enumerated,
    find_enumerations,
)
from ledgergen.core.figures.derive.counts.hauls import (
    compares_hauls,
    derive_haul_difference,
    derive_haul_ratio,
)
from ledgergen.core.figures.derive.counts.headcount import derive_enrolled, derive_told_enrolled
from ledgergen.core.figures.derive.counts.order import derive_next, derive_next_in_list
from ledgergen.core.figures.derive.counts.retold import derive_retold
from ledgergen.core.figures.derive.counts.rival_tallies import derive_rivals_tally
from ledgergen.core.figures.derive.counts.tally import derive_tally, is_of_like
from ledgergen.core.figures.derive.cues import says_close
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.otherwise import Instead
from ledgergen.core.figures.derive.person import find_persons_beside
from ledgergen.core.figures.derive.reread import go_on, read_apposed, reread
from ledgergen.core.figures.derive.restatement import (
    derive_points,
    derive_restated_share,
    derive_shortage,
    misses_restated,
)
from ledgergen.core.figures.derive.scene import Scene
from ledgergen.core.figures.derive.times.age import (
    derive_age,
    derive_bare_age,
    derive_eve,
    find_age,
    find_bare_age,
    reckon_age,
)
from ledgergen.core.figures.derive.times.age_form import is_birthday, is_of_thing, may_be_of_person
from ledgergen.core.figures.derive.times.birthday import reckon_birthday
from ledgergen.core.figures.derive.times.ends import Ends
from ledgergen.core.figures.derive.times.senior_described import reckon_seniority
from ledgergen.core.figures.derive.times.span import (
    derive_span,
    derive_told_decade,
    derive_told_span,
    derive_within,
    find_time,
    names_both_ends,
    reckon_span,
)
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.mention import Hedge, Kind
from ledgergen.model.lazy import lazy


class Search:
    """The search for what one figure may be reckoned from."""

    def __init__(self, claim: Claim, scene: Scene) -> None:
        self._claim = claim
        self._scene = scene

    @lazy
    def view(self) -> View:
        """What stands in view of the figure, read by the words of arithmetic around it."""
        return View(claim=reread(self._claim, self._scene.reading), scene=self._scene)

    @lazy
    def _is_of_markets(self) -> bool:
        return compares_markets(self.view)

    @lazy
    def _is_of_hauls(self) -> bool:
        return compares_hauls(self.view)

    def derive(self) -> Derivation | None:
        """Return a derivation from facts and print that yields the figure and fits what its sentence says."""
        return derive_abroad(self.view) if self._is_of_markets else self._derive()

    def _derive(self) -> Derivation | None:  # noqa: PLR0911  one return per family
        view = self.view
        claim, reading = view.claim, view.reading
        match claim.mention.kind:
            case Kind.MULTIPLE | Kind.PERCENT | Kind.FRACTION | Kind.RATIO:
                found = derive_points(view) or derive_next_in_list(claim, reading) or derive_next(view)
                return found or self._derive_ratio()
            case Kind.MONEY | Kind.MEASURE:
                return self._total.find()
            case Kind.COUNT:
                return self._derive_count()
            case Kind.DURATION:
                found = derive_span(view, self._ends)
                return found or (None if misses_restated(view) else derive_ages(view) or self._total.find())
            case Kind.AGE:
                found = derive_age(claim, reading)
                return found or (derive_span(view, self._ends) if is_of_thing(claim, reading) else None)
            case Kind.ORDINAL if is_birthday(claim):
                mention = replace(claim.mention, kind=Kind.AGE, noun="")
                age = replace(claim, mention=mention, persons=claim.persons or reading.index.directors)
                return derive_age(age, reading)
            case Kind.ORDINAL:
                found = derive_ordinal(claim, reading) or (self._go_on() if claim.mention.noun else None)
                return found or derive_next(view)
            case Kind.DATE:
                return derive_eve(claim, reading)
            case Kind.SCORE:
                return derive_pair(claim, reading)
            case _:
                return None

    def _derive_ratio(self) -> Derivation | None:
        view = self.view
        found = derive_haul_ratio(view) or derive_restated_share(view)
        if found or self._is_of_hauls:
            return found
        return self._ratio.find() or derive_market_share(view) or derive_pair(view.claim, view.reading)

    def derive_told(self) -> Derivation | None:  # noqa: PLR0911  one return per family
        """Return a derivation that takes what passages tell, for a figure that has none without it."""
        view = self.view
        claim = view.claim
        match claim.mention.kind:
            case _ if self._is_of_markets or self._is_of_hauls:
                return None
            case Kind.MULTIPLE | Kind.PERCENT | Kind.FRACTION | Kind.RATIO:
                return self._ratio.find_told() or derive_retold(view)
            case Kind.MONEY | Kind.MEASURE:
                return self._total.find_told()
            case Kind.COUNT if self._enumerations:
                return None
            case Kind.COUNT:
                found = derive_told_enrolled(view) or derive_retold(view)
                return found or self._total.find_told() or self._go_on_told()
            case Kind.DURATION:
                found = derive_told_span(view) or self._total.find_told() or derive_retold(view)
                return found or derive_within(view)
            case Kind.AGE if is_of_thing(claim, view.reading):
                return derive_told_span(view)
            case Kind.ORDINAL if claim.mention.noun and not is_birthday(claim):
                return derive_retold(view) or self._go_on_told()
            case Kind.DATE if claim.mention.unit == "decade":
                return derive_told_decade(view)
            case _:
                return None

    def compare(self) -> Derivation | None:
        """Return how far two films' like amounts are apart, where words describe the other one."""
        return derive_compared(self.view)

    def reckon(self) -> Derivation | None:
        """Return the operation that the figure's form names, over operands at hand, as luck allows."""
        view = self.view
        mention = view.claim.mention
        found = None
        if self._is_of_markets or self._is_of_hauls:
            return None
        if mention.kind in _RATIOS:
            found = self._ratio.reckon()
        if mention.kind in _AMOUNTS or mention.unit in _LENGTHS:
            found = self._total.reckon()
            if found and mention.kind is Kind.COUNT and not is_of_like(view, found):
                found = None
        is_thing = is_of_thing(view.claim, view.reading)
        if mention.kind is Kind.DURATION or is_thing:
            found = found or reckon_seniority(view) or reckon_span(view)
        if mention.kind in _AGES and (not is_thing or may_be_of_person(view.claim, view.reading)):
            found = found or reckon_age(view)
        return found or (reckon_birthday(view) if mention.kind in _BIRTHDAYS else None)

    def reckon_rest(self) -> Derivation | None:
        """Return what lies between two amounts told of before a sum that its words call something else."""
        return self._total.reckon_rest() if self.view.claim.mention.kind is Kind.MONEY else None

    def guess(self) -> Derivation | None:
        """Return what two films' like amounts are to each other, where words tell neither film."""
        if self.view.claim.mention.is_range:
            return derive_ends(self.view, _guess)
        return _guess(self.view)

    def derive_tally(self) -> Derivation | None:
        """Return what tallies of prizes add up to, which no one of them contradicts."""
        return (
            derive_tally(self.view.claim, self.view.reading)
            or derive_haul_difference(self.view)
            or derive_rivals_tally(self.view)
        )

    def find_instead(self) -> Instead | None:
        """Return what the evidence makes of what the sentence says, whatever figure it states."""
        view = self.view
        claim = view.claim
        match claim.mention.kind:
            case Kind.MULTIPLE | Kind.PERCENT | Kind.FRACTION:
                return self._ratio.find_instead()
            case Kind.DURATION:
                return find_time(view, self._ends)
            case Kind.AGE:
                return (
                    find_time(view, self._ends)
                    if is_of_thing(claim, view.reading)
                    else find_age(claim, view.reading)
                )
            case Kind.COUNT:
                return find_bare_age(claim, view.reading)
            case _:
                return None

    @property
    def is_rate(self) -> bool:
        """Tell whether the figure is so much for each of a thing, or of a coin."""
        is_return = self._claim.mention.kind is Kind.MONEY and self.view.claim.mention.kind is not Kind.MONEY
        return is_return or self._total.is_rate

    def is_reckoned(self) -> bool:
        """Tell whether the sentence itself says what the figure is reckoned from, and evidence holds it.

        The same number elsewhere in the evidence is then no proof.
        """
        claim, reading = self.view.claim, self.view.reading
        match claim.mention.kind:
            case Kind.MULTIPLE | Kind.PERCENT | Kind.FRACTION:
                return self._ratio.is_bound()
            case Kind.DURATION:
                return names_both_ends(self.view)
            case Kind.AGE | Kind.COUNT:
                born = {datum.subject for datum in reading.index.by_attribute.get("birth_date", ())}
                return not claim.mention.noun and not born.isdisjoint(find_persons_beside(claim, reading))
            case _:
                return False

    def find_thing(self) -> str:
        """Return the thing that the figure is a rate by, where it names one: “three a line”."""
        thing = find_thing(View(claim=self._claim, scene=self._scene))
        return "" if thing == ANYTHING else thing

    def _derive_count(self) -> Derivation | None:
        view = self.view
        claim, reading = view.claim, view.reading
        if self._enumerations:
            return count_enumerated(claim, reading, self._enumerations)
        is_most = claim.mention.hedge is Hedge.AT_MOST
        found = derive_count(claim, reading) or (None if is_most else derive_bare_age(claim, reading))
        found = found or derive_listed(claim, reading) or derive_namesakes(claim, reading)
        found = found or derive_enrolled(view)
        found = found or derive_points(view) or derive_shortage(view) or derive_accounts(claim, reading)
        if found or counts_accounts(claim, reading):
            return found
        total = self._total.find() if _may_be_total(view) else None
        return (total if total and is_of_like(view, total) else None) or self._go_on()

    @lazy
    def _enumerations(self) -> list[list[Item]]:
        return find_enumerations(self.view.claim, self.view.reading)

    @lazy
    def _ends(self) -> Ends:
        return Ends(self.view, ())

    @lazy
    def _ratio(self) -> Ratio:
        return Ratio(self.view)

    @lazy
    def _total(self) -> Total:
        return Total(self.view)

    def _go_on(self) -> Derivation | None:
        """Return what a bare number goes on from, or stands for, as a ratio."""
        found = self._gapped.find() if self._gapped else None
        return found or (self._apposed.find() if self._apposed else None)

    def _go_on_told(self) -> Derivation | None:
        found = self._gapped.find_told() if self._gapped else None
        return found or (self._apposed.find_told() if self._apposed else None)

    @lazy
    def _gapped(self) -> Ratio | None:
        gapped = go_on(self.view.claim, self.view.reading)
        return Ratio(replace(self.view, claim=gapped), is_gapped=True) if gapped else None

    @lazy
    def _apposed(self) -> Ratio | None:
        apposed = read_apposed(self.view.claim, self.view.reading)
        return Ratio(replace(self.view, claim=apposed)) if apposed else None


def _guess(view: View) -> Derivation | None:
    return derive_likely(view) or derive_likely_ratio(view)


def _may_be_total(view: View) -> bool:
    """Tell whether a count is a sum or a difference by its own clause: small ones lie close together."""
    is_small = view.claim.mention.value < _SMALL
    return not is_small or any(says_close(view, cue) for cue in _RECKONING)


_SMALL = 20
_RECKONING = ("difference", "sum", "both", "rest", "leftover", "leaves", "elsewhere", "fall", "rise")
_RATIOS = frozenset({Kind.MULTIPLE, Kind.PERCENT, Kind.FRACTION})
_AMOUNTS = frozenset({Kind.MONEY, Kind.MEASURE, Kind.COUNT})
_AGES = frozenset({Kind.AGE, Kind.COUNT})
_BIRTHDAYS = _AGES | {Kind.ORDINAL, Kind.DURATION, Kind.DATE}
_LENGTHS = frozenset({"second", "minute", "hour", "day", "night", "week", "fortnight", "month"})
