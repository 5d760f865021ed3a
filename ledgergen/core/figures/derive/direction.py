"""Which of two is the greater, where a sentence says so: “36 minutes shorter than *B*”, “short of its cost”.

A difference is the same from either end, and so is the time between two dates: the
number alone does not tell which of the two is the greater. Words do: a comparison
(`derive.comparison`) has a standard, and the other of the two is what is compared. Either may
be said plainly: by a title, a name, what a film is to another, or the sort of amount.

A derivation whose two facts stand the other way round says the contrary of what
evidence does. Where words leave open which of the two is the standard, nothing is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from ledgergen.core.figures.bind.passing import COMPARING_WORDS, is_compared
from ledgergen.core.figures.closed_classes import MARKS
from ledgergen.core.figures.derive.clause import find_clause
from ledgergen.core.figures.derive.comparison import Comparison, read_comparison
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.described_subject import find_described
from ledgergen.core.figures.derive.films import find_meant_films
from ledgergen.core.figures.derive.other_subject import (
    find_other_subject,
    is_age_of_other,
    is_measured_otherwise,
    is_own,
)
from ledgergen.core.figures.derive.search import Search
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.attributes import GROUPS
from ledgergen.core.figures.facts.datum import UNKNOWN, Datum
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.wordlists import word_set


class Facing:
    """Holds back what makes a figure of two facts that stand the other way round than its sentence says."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self.reversed: Derivation | None = None
        """The first that was held back."""

    def admit(self, found: Derivation | None) -> Derivation | None:
        """Return a derivation, or None where it stands the wrong way round."""
        view = self._search.view
        side = (_face(view, found) or _find_other_subject(view, found)) if found else None
        side = side or (_Side.ASTRAY if found and _is_of_third(view, found) else None)
        if side is _Side.REVERSED:
            self.reversed = self.reversed or found
        return None if side else found

    def hold_reversed(self, found: Derivation | None) -> Derivation | None:
        """Return a derivation of what is named, or None where it stands the wrong way round."""
        if found is None or _face(self._search.view, found) is not _Side.REVERSED:
            return found
        self.reversed = self.reversed or found
        return None


class _Side(Enum):
    """Why a derivation is not what its sentence says."""

    REVERSED = "reversed"
    """Its two facts stand the other way round."""
    ASTRAY = "astray"
    """It has nothing of the film that is the standard."""


def _face(view: View, found: Derivation) -> _Side | None:
    """Say how the words around a figure contradict a derivation of two facts; None where they do not."""
    two = _find_two(found)
    if two is None:
        return None
    lesser, greater = two
    comparison = read_comparison(view, is_dated=lesser.period is not None)
    if comparison is None or comparison.is_more is None:
        return _Side.REVERSED if _misnames_outcome(view, lesser, greater) else None
    if view.here and view.claim.mention.kind in _RATIOS:
        return None  # what stands in print may be its head or its measure
    if lesser.period is None and _is_of_others(view, comparison, two):
        return _Side.ASTRAY
    standard = _find_standard(view, comparison, two)
    is_reversed = standard is not None and standard is (greater if comparison.is_more else lesser)
    return _Side.REVERSED if is_reversed else None


def _find_other_subject(view: View, found: Derivation) -> _Side | None:
    """“*North Light* earned a profit of”: what a title or a description rules has something of its film."""
    if _is_of_other_thing(view, found) or _is_age_of_other(view, found):
        return _Side.ASTRAY
    claim, entities = view.claim, view.reading.index.entities
    films = claim.films if claim.is_governed else find_described(view)
    known = {n for n in films if n != UNKNOWN and entities[n].money}
    if known:  # a title behind the figure may rule it, and one before it in its clause be meant
        known |= _name_entities(view, find_clause(view), claim.left)
    subjects = {datum.subject for datum in found.inputs if entities[datum.subject].kind == "film"}
    is_amount = claim.mention.kind in _AMOUNTS and all(datum.is_money for datum in found.inputs)
    return _Side.ASTRAY if is_amount and known and subjects and known.isdisjoint(subjects) else None


def _is_of_other_thing(view: View, found: Derivation) -> bool:
    """Tell whether what the dossier's film cost and took is reckoned, and the words are of something else."""
    if view.claim.mention.kind not in _RECKONED or not _find_two(found) or not all(map(is_own, found.inputs)):
        return False
    is_headed = not view.here and bool(find_other_subject(view))  # what stands in print may be its head
    return is_headed or is_measured_otherwise(view, found.inputs)


def _is_of_third(view: View, found: Derivation) -> bool:
    """“Four years after *Dusk* came *Gable*”: two titles of one clause are the ends, and no third film is."""
    if view.claim.mention.kind is not Kind.DURATION or any(d.period is None for d in found.inputs):
        return False
    claim, words = view.claim, view.claim.words
    at = claim.left - claim.first
    first = max((n + 1 for n, word in enumerate(words[:at]) if word in MARKS), default=0)
    end = next((n for n, word in enumerate(words) if n > at and word in MARKS), len(words))
    cues = view.reading.sentence_cues(claim.first + first, claim.first + end)
    titles = [c for c in cues if c.kind == "film" and not c.is_weak and c.value != "dated"]
    entities = view.reading.index.entities
    named = [{n for n in c.entities if n != UNKNOWN and entities[n].release} for c in titles]
    if len(named) != _TWO or not all(named) or named[0] & named[1]:
        return False
    subjects = {d.subject for d in found.inputs if entities[d.subject].kind == "film"}
    return bool(subjects) and not subjects <= named[0] | named[1]


def _is_age_of_other(view: View, found: Derivation) -> bool:
    is_age = any(datum.attribute == "birth_date" for datum in found.inputs)
    return is_age and view.claim.mention.kind in _AGES and is_age_of_other(view)


def _is_of_others(view: View, comparison: Comparison, two: tuple[Datum, Datum]) -> bool:
    """Tell whether words surely name a film as the standard that neither of two amounts is of."""
    if comparison.is_unsaid:
        return False
    meant = find_meant_films(view, comparison.first, comparison.end, apart=frozenset())
    return meant is not None and meant.is_sure and not any(datum.subject in meant.films for datum in two)


def _misnames_outcome(view: View, lesser: Datum, greater: Datum) -> bool:
    """Tell whether what took more than it cost is said to have lost, or the other way round."""
    sorts = _name_sort(lesser), _name_sort(greater)
    is_multiple = view.claim.mention.kind in _RATIOS  # “between a small loss and twice the stake”
    if sorts == ("gross", "gross") and not is_multiple and not _OUTCOMES.isdisjoint(view.before(_BEFORE)):
        return True  # no profit is what one country's receipts leave of the world's
    if is_multiple or lesser.subject != greater.subject or set(sorts) != {"cost", "gross"}:
        return False
    near = {*view.before(_BEFORE), *view.behind(_NEAR)}
    right, wrong = (_GAIN, _LOSS) if sorts[1] == "gross" else (_LOSS, _GAIN)
    return right.isdisjoint(near) and not wrong.isdisjoint(near) and _DENYING.isdisjoint(near)


def _find_two(found: Derivation) -> tuple[Datum, Datum] | None:
    """Return the two facts of a derivation, the lesser or earlier first; None where they are not two."""
    if len(found.inputs) != _TWO:
        return None
    one, other = found.inputs
    births = [datum.attribute for datum in found.inputs].count("birth_date")
    if one.unit != other.unit or births == 1:
        return None  # a rate; a birthday that comes round again
    if one.period and other.period:
        return (one, other) if one.period.first <= other.period.first else (other, one)
    if one.value is None or other.value is None or one.value == other.value:
        return None
    return (one, other) if one.value < other.value else (other, one)


def _find_standard(view: View, comparison: Comparison, two: tuple[Datum, Datum]) -> Datum | None:
    """Return which of two facts is the standard, where words name it, or what is compared with it."""
    one, other = two
    if one.subject != other.subject:
        return _find_other_film(view, comparison, two)
    first, end = comparison.first, comparison.end
    if comparison.is_unsaid:
        return None
    cues = [c for c in view.cues if first <= c.start < end]
    sorts, places = ([c.value for c in cues if c.kind in kinds] for kinds in (_SORTS, _PLACES))
    if found := _choose([datum for datum in two if _name_sort(datum) in sorts]):
        return found
    if one_named := next((datum for sort in sorts for datum in two if _name_sort(datum) == sort), None):
        # “Ahead of its budget in worldwide grosses”: the first that is named is the standard.
        return one_named if _name_sort(one) != _name_sort(other) else None
    home = view.reading.index.home if "home" in places else ()
    return _choose([datum for datum in two if datum.territory in places or datum.territory in home])


def _find_other_film(view: View, comparison: Comparison, two: tuple[Datum, Datum]) -> Datum | None:
    """Return which of two films' facts is the standard."""
    one, other = two
    if head := _find_in_print(view, comparison, two):
        return other if head is one else one
    named = _name_entities(view, comparison.first, comparison.end)
    if named <= _name_entities(view, view.claim.first, view.claim.left):
        named = set()  # “the director was older than the author”: one word calls them both
    if found := _choose([datum for datum in two if datum.subject in named]):
        return found
    if found := _choose([d for d, o in ((one, other), (other, one)) if _is_meant(view, comparison, d, o)]):
        return found
    left = comparison.verb if comparison.verb >= 0 else view.claim.left
    first = find_clause(view) if comparison.is_unsaid else view.claim.first
    yardsticks = _name_yardsticks(view, first, left)
    if found := _choose([datum for datum in two if comparison.is_unsaid and datum.subject in yardsticks]):
        return found
    if comparison.is_unsaid:
        # “It took 2.8 times what its forerunner had, for 23 percent more money.”
        words = view.reading.document.words
        left = next((n for n in range(first, left) if words[n] in COMPARING_WORDS), left)
    compared = _name_entities(view, first, left) - yardsticks
    return _choose([datum for datum in two if datum.subject not in compared])


def _find_in_print(view: View, comparison: Comparison, two: tuple[Datum, Datum]) -> Datum | None:
    """“The new one at $98 million, $28 million above the first”: what stands right before is compared."""
    before = [o for o in view.here if view.is_before(o) and o.unit == two[0].unit]
    if comparison.is_unsaid or comparison.verb >= 0 or not before:
        return None
    last = view.scene.settle(before[-1]).datum
    is_beside = view.claim.left - before[-1].right <= _NEAR
    return last if is_beside and any(last is datum for datum in two) else None


def _name_yardsticks(view: View, first: int, end: int) -> set[int]:
    """“26 minutes shorter than *B* and cost $51 million less”: the one before was compared with it, too."""
    cues = [c for c in view.cues if first <= c.start < end and c.kind == "film" and not c.is_weak]
    return {n for c in cues if is_compared(view.reading.document.words, c) for n in c.entities}


def _is_meant(view: View, comparison: Comparison, datum: Datum, other: Datum) -> bool:
    """Tell whether words say of a film beside another that it is the standard: “last time”."""
    apart = frozenset({other.subject})
    meant = find_meant_films(view, comparison.first, comparison.end, apart=apart) if datum.value else None
    return meant is not None and meant.is_sure and datum.subject in meant.films


def _name_sort(datum: Datum) -> str:
    return GROUPS.get(datum.attribute, datum.attribute)


def _choose(found: Sequence[Datum]) -> Datum | None:
    return found[0] if len(found) == 1 else None


def _name_entities(view: View, first: int, end: int) -> set[int]:
    """Return the films and persons that the words between two tokens name, or describe by what they are."""
    cues = [c for c in view.cues if first <= c.start < end and c.kind in _NAMING and not c.is_weak]
    named = {n for c in cues for n in c.entities}
    is_titled = any(c.kind == "film" for c in cues)
    meant = None if is_titled else find_meant_films(view, first, end, apart=frozenset())
    return {*named, *(meant.films if meant and meant.is_sure else ())} - {UNKNOWN}


_TWO = 2
_NEAR = 3
_BEFORE = 4
_NAMING = frozenset({"film", "person"})
_SORTS = frozenset({"money", "moment"})
_PLACES = frozenset({"territory"})
_RATIOS = frozenset({Kind.MULTIPLE, Kind.FRACTION})
_AMOUNTS = frozenset({Kind.MONEY, Kind.MULTIPLE})
_AGES = frozenset({Kind.AGE, Kind.COUNT})
_RECKONED = frozenset({Kind.MONEY, Kind.MULTIPLE, Kind.PERCENT, Kind.FRACTION})
_GAIN = word_set("profit profits surplus cleared earned gained gain black ahead")
_LOSS = word_set("loss losses lost lose deficit shortfall red hole short")
_OUTCOMES = frozenset({"profit", "profits", "surplus", "loss"})
_DENYING = word_set("no not without never against")
