"""Counts, places in an order, and scores: what evidence or the sentence lists, and what counts come to.

Whatever a sentence enumerates is counted, and then nothing else is tried.
"""

from __future__ import annotations

from dataclasses import replace

from ledgergen.core.figures.derive.amounts.named_share import derive_multiplied
from ledgergen.core.figures.derive.counts.accounts import counts_accounts, derive_accounts
from ledgergen.core.figures.derive.counts.collection import derive_listed, derive_namesakes
from ledgergen.core.figures.derive.counts.count import (
    derive_count,
    derive_made_before,
    derive_ordinal,
    derive_pair,
)
from ledgergen.core.figures.derive.counts.enumeration import Item, count_enumerated, find_enumerations
from ledgergen.core.figures.derive.counts.hauls import derive_gap, derive_haul_difference
from ledgergen.core.figures.derive.counts.headcount import derive_enrolled, derive_told_enrolled
from ledgergen.core.figures.derive.counts.order import derive_next
from ledgergen.core.figures.derive.counts.retold import derive_retold
from ledgergen.core.figures.derive.counts.rival_tallies import derive_rivals_tally
from ledgergen.core.figures.derive.counts.tally import derive_tally, is_of_like
from ledgergen.core.figures.derive.cues import says_close
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.kinds.bare import BareRatio
from ledgergen.core.figures.derive.kinds.laws import Laws
from ledgergen.core.figures.derive.otherwise import Instead
from ledgergen.core.figures.derive.person import is_of_known_birth
from ledgergen.core.figures.derive.restatement import derive_points, derive_shortage, derive_spread
from ledgergen.core.figures.derive.times.age import derive_age, derive_bare_age, find_bare_age, reckon_age
from ledgergen.core.figures.derive.times.age_form import is_age, is_birthday
from ledgergen.core.figures.derive.times.birthday import reckon_birthday
from ledgergen.core.figures.derive.times.jubilee import derive_jubilee
from ledgergen.core.figures.derive.times.lived import derive_lived, derive_whole_life, find_life
from ledgergen.core.figures.derive.times.sure_age import Pair, derive_sure, find_sure, find_sure_age
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.raters import find_spread
from ledgergen.core.figures.facts.tally_gap import find_gap
from ledgergen.core.figures.mention import Hedge, Kind
from ledgergen.model.lazy import lazy


class CountLaws(Laws):
    """The laws for counts; a bare one may be somebody's age."""

    def derive_tally(self) -> Derivation | None:
        """Return what is left of tallies, what lies between two of a kind, or the films before this one."""
        view = self._view
        if gap := find_gap(view.claim, view.reading):
            return derive_gap(gap, view.claim)
        if spread := find_spread(view.claim, view.reading):
            return derive_spread(spread, view.claim)
        if made := derive_made_before(view.claim, view.reading):
            return made
        return (
            derive_tally(view.claim, view.reading)
            or derive_haul_difference(view)
            or derive_rivals_tally(view)
        )

    def derive(self) -> Derivation | None:
        """Return what is counted, or else what counts add up to."""
        view = self._view
        claim, reading = view.claim, view.reading
        if self._enumerations:
            return count_enumerated(claim, reading, self._enumerations)
        if find_life(view):
            return derive_lived(view)
        if self._sure:
            return derive_sure(view, self._sure)
        is_most = claim.mention.hedge is Hedge.AT_MOST
        found = derive_jubilee(view) or derive_multiplied(view) or derive_count(claim, reading)
        found = found or (None if is_most else derive_bare_age(claim, reading))
        found = found or derive_listed(claim, reading) or derive_namesakes(claim, reading)
        found = found or derive_enrolled(view)
        found = (
            found
            or derive_whole_life(view)
            or derive_points(view)
            or derive_shortage(view)
            or derive_accounts(claim, reading)
        )
        if found or counts_accounts(claim, reading):
            return found
        total = self._total.find() if _may_be_total(view) else None
        return (total if total and is_of_like(view, total) else None) or self._bare.find()

    def derive_told(self) -> Derivation | None:
        """Return what passages list, or what their counts come to."""
        view = self._view
        if self._enumerations:
            return None
        found = derive_told_enrolled(view) or derive_retold(view)
        return found or self._total.find_told() or self._bare.find_told()

    def reckon(self) -> Derivation | None:
        """Return what like counts at hand come to, or else an age, as luck allows."""
        if self._sure or find_life(self._view):
            return None
        total = self._total.reckon()
        found = total if total and is_of_like(self._view, total) else None
        return found or reckon_age(self._view) or reckon_birthday(self._view)

    def find_instead(self) -> Instead | None:
        """Return the age of whom the sentence is about."""
        if self._sure:
            return find_sure_age(self._view, self._sure)
        return find_bare_age(self._view.claim, self._view.reading)

    def is_reckoned(self) -> bool:
        """Tell whether a bare number stands beside somebody whose birth is known."""
        return is_of_known_birth(self._view.claim, self._view.reading)

    @lazy
    def _sure(self) -> list[Pair]:
        view = self._view
        is_said = "age" in view.claim.words or is_age(view.claim, view.reading)
        return find_sure(view) if is_said else []

    @lazy
    def _enumerations(self) -> list[list[Item]]:
        return find_enumerations(self._view.claim, self._view.reading)

    @lazy
    def _bare(self) -> BareRatio:
        return BareRatio(self._view)


class OrdinalLaws(Laws):
    """The laws for places in an order; “his fortieth birthday” tells an age."""

    def derive(self) -> Derivation | None:
        """Return the place among what facts or the text list; of a birthday, the age."""
        view = self._view
        claim, reading = view.claim, view.reading
        if is_birthday(claim):
            mention = replace(claim.mention, kind=Kind.AGE, noun="")
            persons = claim.persons or reading.index.directors
            return derive_age(replace(claim, mention=mention, persons=persons), reading)
        found = derive_jubilee(view) or derive_ordinal(claim, reading)
        found = found or (self._bare.find() if claim.mention.noun else None)
        return found or derive_next(view)

    def derive_told(self) -> Derivation | None:
        """Return the place that passages tell."""
        claim = self._view.claim
        if not claim.mention.noun or is_birthday(claim):
            return None
        return derive_retold(self._view) or self._bare.find_told()

    def reckon(self) -> Derivation | None:
        """Return the birthday, as far from a moment as the sentence says."""
        return reckon_birthday(self._view)

    @lazy
    def _bare(self) -> BareRatio:
        return BareRatio(self._view)


class ScoreLaws(Laws):
    """The laws for scores: “they won by three to two”."""

    def derive(self) -> Derivation | None:
        """Return the two counts that a score sets side by side."""
        return derive_pair(self._view.claim, self._view.reading)


def _may_be_total(view: View) -> bool:
    """Tell whether a count is a sum or a difference by its own clause: small ones lie close together."""
    is_small = view.claim.mention.value < _SMALL
    return not is_small or any(says_close(view, cue) for cue in _RECKONING)


_SMALL = 20
_RECKONING = ("difference", "sum", "both", "rest", "leftover", "leaves", "elsewhere", "fall", "rise")
