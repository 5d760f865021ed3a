"""Which of two is the greater, where a sentence says so: “36 minutes shorter than *B*”, “short of its cost”.

A difference is the same from either end, and so is the time between two dates: the
number alone does not tell which of the two is the greater. Words do. A comparison
has a *standard*, what stands behind “than”, “short of” or “after”, or between
“exceeded” and “by”; the other of the two is what is compared. Either may be said
plainly: by a title, a name, what a film is to another, or the sort of amount.

A derivation whose two facts stand the other way round says the contrary of what
evidence does. Where words leave open which of the two is the standard, nothing is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ledgergen.core.figures.bind import vocabulary
from ledgergen.core.figures.bind.vocabulary import word_set
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.search import Search
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.index import UNKNOWN, Datum
from ledgergen.core.figures.mention import Kind


class Facing:
    """Holds back what makes a figure of two facts that stand the other way round than its sentence says."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self.reversed: Derivation | None = None
        """The first that was held back."""

    def admit(self, found: Derivation | None) -> Derivation | None:
        """Return a derivation, or None where it stands the wrong way round."""
        if found is None or not _is_reversed(self._search.view, found):
            return found
        self.reversed = self.reversed or found
        return None


class _Comparison(NamedTuple):
    """What a sentence compares: by how much, it says by the figure."""

    is_more: bool
    """What is compared is greater, or later, than the standard; an elder is earlier."""
    first: int
    end: int
    """The tokens that may name the standard."""


def _is_reversed(view: View, found: Derivation) -> bool:
    """Tell whether the words around a figure say that the lesser of its two facts is the greater."""
    two = _find_two(found)
    if two is None:
        return False
    lesser, greater = two
    comparison = _read_comparison(view, is_dated=lesser.period is not None)
    if comparison is None:
        return _misnames_outcome(view, lesser, greater)
    standard = _find_standard(view, comparison, two)
    return standard is not None and standard is (greater if comparison.is_more else lesser)


def _misnames_outcome(view: View, lesser: Datum, greater: Datum) -> bool:
    """Tell whether what took more than it cost is said to have lost, or the other way round."""
    sorts = _name_sort(lesser), _name_sort(greater)
    is_multiple = view.claim.mention.kind in _RATIOS  # “between a small loss and twice the stake”
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


def _read_comparison(view: View, *, is_dated: bool) -> _Comparison | None:
    behind, right = view.behind(_REACH), view.claim.right
    for more, words in _DATED if is_dated else _SIZED:
        at = next((n for n, word in enumerate(behind[:_NEAR]) if word in words), None)
        if at is not None and behind[at + 1 : at + 2] == ("than",):
            return _Comparison(is_more=more, first=right + at + 2, end=_find_end(view, at + 2))
    sides = _MOMENTS if is_dated else _SIDES
    for opening, more in sides:
        if behind[: len(opening)] == opening:
            first = len(opening)
            return _Comparison(is_more=more, first=right + first, end=_find_end(view, first))
    if view.before(1) == ("by",) and not is_dated:
        return _read_verb(view)
    if is_dated or view.claim.mention.kind not in _RATIOS:
        return None
    return _read_measure(view)


def _read_verb(view: View) -> _Comparison | None:
    """“It exceeded its budget by $4 million”: the standard stands between the verb and “by”."""
    before = view.before(_FAR)
    for at in range(len(before) - 2, -1, -1):
        if before[at] in _STOPS:
            return None
        if before[at] in _EXCEEDING or before[at] in _TRAILING:
            first = view.claim.left - len(before) + at + 1
            return _Comparison(is_more=before[at] in _EXCEEDING, first=first, end=view.claim.left - 1)
    return None


def _read_measure(view: View) -> _Comparison | None:
    """“Three times as much as *B*”, “a third of what *B* had cost”: a multiple is greater, a share less."""
    claim = view.claim
    opening = next((words for words in _MEASURING if view.behind(len(words)) == words), None)
    if opening is None or view.here:
        return None
    is_more = claim.mention.kind is Kind.MULTIPLE and claim.mention.low > 1
    first = len(opening)
    return _Comparison(is_more=is_more, first=claim.right + first, end=_find_end(view, first))


def _find_end(view: View, first: int) -> int:
    """Return where the words break off that begin so many tokens behind the figure."""
    behind = view.behind(_REACH)
    end = next((n for n in range(first, len(behind)) if behind[n] in _STOPS), len(behind))
    return view.claim.right + end


def _find_standard(view: View, comparison: _Comparison, two: tuple[Datum, Datum]) -> Datum | None:
    """Return which of two facts is the standard, where words name it, or what is compared with it."""
    first, end = comparison.first, comparison.end
    one, other = two
    if one.subject != other.subject:
        named = _name_entities(view, first, end)
        if found := _choose([datum for datum in two if datum.subject in named]):
            return found
        compared = _name_entities(view, view.claim.first, view.claim.left)
        return _choose([datum for datum in two if datum.subject not in compared])
    cues = [c for c in view.cues if first <= c.start < end]
    sorts, places = ({c.value for c in cues if c.kind in kinds} for kinds in (_SORTS, _PLACES))
    if found := _choose([datum for datum in two if _name_sort(datum) in sorts]):
        return found
    home = view.reading.index.home if "home" in places else ()
    return _choose([datum for datum in two if datum.territory in places or datum.territory in home])


def _name_sort(datum: Datum) -> str:
    return vocabulary.GROUPS.get(datum.attribute, datum.attribute)


def _choose(found: Sequence[Datum]) -> Datum | None:
    return found[0] if len(found) == 1 else None


def _name_entities(view: View, first: int, end: int) -> set[int]:
    """Return the films and persons that the words between two tokens name, or describe by what they are."""
    cues = [c for c in view.cues if first <= c.start < end and c.kind in _NAMING and not c.is_weak]
    named = {n for c in cues for n in c.entities}
    if not _FORMER.isdisjoint(view.reading.words_between(first, end)):
        named.update(view.reading.index.read_role("previous"))
    return named - {UNKNOWN}


_TWO = 2
_NEAR = 3
_REACH = 10
_BEFORE = 4
_FAR = 10
_NAMING = frozenset({"film", "person"})
_SORTS = frozenset({"money", "moment"})
_PLACES = frozenset({"territory"})
_RATIOS = frozenset({Kind.MULTIPLE, Kind.FRACTION})
_FORMER = frozenset({"predecessor", "previous", "earlier"})
_STOPS = frozenset({",", ";", ":", ".", "—", "–", "(", ")", "but", "and", "while"})
_SIZED = (
    (True, word_set("more longer larger bigger higher greater dearer costlier better")),
    (False, word_set("less fewer shorter smaller lower cheaper leaner worse")),
)
_DATED = ((True, frozenset({"later", "younger"})), (False, frozenset({"earlier", "older"})))
"""Words that stand before “than”. Who is older than another was born earlier."""
_SIDES = (
    (("over",), True),
    (("above",), True),
    (("beyond",), True),
    (("ahead", "of"), True),
    (("short", "of"), False),
    (("shy", "of"), False),
    (("under",), False),
    (("below",), False),
    (("behind",), False),
)
_MOMENTS = (
    (("after",), True),
    (("before",), False),
    (("ahead", "of"), False),
    (("prior", "to"), False),
)
"""What stands behind an amount, or a time, and before its standard; and whether it makes the greater."""
_EXCEEDING = word_set(
    "exceeded exceed exceeds exceeding surpassed surpassing topped bettered beat outgrossed outearned"
    " outran outlasted outsold"
)
_GAIN = word_set("profit profits surplus cleared earned gained gain black ahead")
_LOSS = word_set("loss losses lost lose deficit shortfall red hole")
_DENYING = word_set("no not without never against")
_TRAILING = word_set("trailed undercut underran undershot")
_MEASURING = (
    ("as", "much", "as"),
    ("what",),
    ("that", "of"),
    ("of", "what"),
)
