"""Times, ages and dates: spans between two moments, ages at one, and the eve of a day.

A novel and a company have ages, too; theirs are times.
"""

from __future__ import annotations

from ledgergen.core.figures.derive.counts.collection import derive_ages
from ledgergen.core.figures.derive.counts.retold import derive_retold
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.kinds.laws import Laws
from ledgergen.core.figures.derive.otherwise import Instead
from ledgergen.core.figures.derive.person import is_of_known_birth
from ledgergen.core.figures.derive.restatement import misses_restated
from ledgergen.core.figures.derive.times.age import derive_age, derive_eve, find_age, reckon_age
from ledgergen.core.figures.derive.times.age_form import is_of_thing, may_be_of_person
from ledgergen.core.figures.derive.times.birthday import reckon_birthday
from ledgergen.core.figures.derive.times.ends import Ends
from ledgergen.core.figures.derive.times.jubilee import derive_jubilee
from ledgergen.core.figures.derive.times.lived import (
    derive_lived,
    derive_whole_life,
    find_life,
    read_years_of_life,
)
from ledgergen.core.figures.derive.times.named import derive_open_days, find_named_course
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
from ledgergen.core.figures.derive.times.sure_age import (
    Pair,
    derive_sure,
    derive_years_behind,
    find_sure,
    find_sure_age,
)
from ledgergen.core.figures.derive.times.two_persons import derive_two_persons, find_two
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.datum import Datum
from ledgergen.model.lazy import lazy


class DurationLaws(Laws):
    """The laws for times: from one moment to another, or so much longer than another time."""

    def derive(self) -> Derivation | None:
        """Return the span that the sentence means, or else what times or ages add up to."""
        view = self._view
        if self._two:
            return derive_two_persons(view, self._two)
        if self._life:
            return derive_lived(view)
        if self._aged and (sure := find_sure(self._aged)):
            return derive_sure(self._aged, sure)
        found = derive_age(self._aged.claim, view.reading) if self._aged else None
        found = found or derive_span(view, self._ends) or derive_open_days(view)
        found = found or derive_whole_life(view) or derive_years_behind(view)
        return found or (None if misses_restated(view) else derive_ages(view) or self._total.find())

    def derive_told(self) -> Derivation | None:
        """Return the span from, or the total with, what passages tell."""
        view = self._view
        if self._two or self._life:
            return None
        found = derive_told_span(view) or self._total.find_told() or derive_retold(view)
        return found or derive_within(view)

    def reckon(self) -> Derivation | None:
        """Return the total of lengths at hand, or else how far any two moments or births are apart."""
        view = self._view
        found = self._total.reckon() if view.claim.mention.unit in _LENGTHS else None
        if found or self._two or self._life or find_named_course(view):
            return found
        if self._aged and (aged := reckon_age(self._aged)):
            return aged
        return reckon_seniority(view) or reckon_span(view) or reckon_birthday(view)

    def find_instead(self) -> Instead | None:
        """Return the time between the two moments that words name outright."""
        return find_time(self._view, self._ends)

    def is_reckoned(self) -> bool:
        """Tell whether words name both moments."""
        return bool(self._two or self._life or find_named_course(self._view)) or names_both_ends(self._view)

    @lazy
    def _two(self) -> tuple[int, int] | None:
        return find_two(self._view)

    @lazy
    def _life(self) -> list[tuple[Datum, Datum]]:
        return find_life(self._view)

    @lazy
    def _aged(self) -> View | None:
        return read_years_of_life(self._view)

    @lazy
    def _ends(self) -> Ends:
        return Ends(self._view, ())


class AgeLaws(Laws):
    """The laws for ages."""

    def derive(self) -> Derivation | None:
        """Return the age of somebody, or else of a thing."""
        view = self._view
        if find_life(view):
            return derive_lived(view)
        if self._sure:
            return derive_sure(view, self._sure)
        found = derive_age(view.claim, view.reading) or derive_jubilee(view) or derive_whole_life(view)
        return found or (derive_span(view, self._ends) if self._is_of_thing else None)

    def derive_told(self) -> Derivation | None:
        """Return the age of a thing whose beginning passages tell."""
        return derive_told_span(self._view) if self._is_of_thing else None

    def reckon(self) -> Derivation | None:
        """Return the age of anything or anybody at hand, as luck allows."""
        view, found = self._view, None
        if self._sure or find_life(view):
            return None
        if self._is_of_thing:
            found = reckon_seniority(view) or reckon_span(view)
        if not self._is_of_thing or may_be_of_person(view.claim, view.reading):
            found = found or reckon_age(view)
        return found or reckon_birthday(view)

    def find_instead(self) -> Instead | None:
        """Return the age of whom, or of what, the sentence is about."""
        view = self._view
        if self._sure:
            return find_sure_age(view, self._sure)
        return find_time(view, self._ends) if self._is_of_thing else find_age(view.claim, view.reading)

    def is_reckoned(self) -> bool:
        """Tell whether it stands beside somebody whose birth is known."""
        return bool(self._sure) or is_of_known_birth(self._view.claim, self._view.reading)

    @lazy
    def _sure(self) -> list[Pair]:
        return find_sure(self._view)

    @lazy
    def _is_of_thing(self) -> bool:
        return is_of_thing(self._view.claim, self._view.reading)

    @lazy
    def _ends(self) -> Ends:
        return Ends(self._view, ())


class DateLaws(Laws):
    """The laws for dates."""

    def derive(self) -> Derivation | None:
        """Return the day before a day, or after it, or else the year of an anniversary."""
        claim, reading = self._view.claim, self._view.reading
        return derive_eve(claim, reading) or derive_jubilee(self._view)

    def derive_told(self) -> Derivation | None:
        """Return the decade that passages tell of."""
        return derive_told_decade(self._view) if self._view.claim.mention.unit == "decade" else None

    def reckon(self) -> Derivation | None:
        """Return the birthday that is on the date."""
        return reckon_birthday(self._view)


_LENGTHS = frozenset({"second", "minute", "hour", "day", "night", "week", "fortnight", "month"})
