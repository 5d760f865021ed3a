"""Years between the births of the two people that a sentence names: “the difference in age is 38 years”.

Where a sentence speaks of age and names two people, no others are compared. Words of order may say which
of them is the elder; a wrong order proves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from ledgergen.core.figures.bind.before import find_before
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.occasions import find_occasions
from ledgergen.core.figures.closed_classes import GENITIVE
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.times.moment import TIMES
from ledgergen.core.figures.derive.times.senior import is_so_much_older
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.datum import UNKNOWN
from ledgergen.core.figures.facts.plain import find_called_just
from ledgergen.core.figures.wordlists import word_set


def find_two(view: View) -> tuple[int, int] | None:
    """Return the two people whose ages a sentence compares, where it names just two."""
    claim, reading = view.claim, view.reading
    if claim.mention.unit not in {"year", "decade", "month"}:
        return None
    own = _find_named(view.cues)
    first, cues = claim.first, view.cues
    is_whole = len({find_called_just(c, reading) for c in own}) >= _PAIR and _is_of_ages(claim.words)
    if not is_whole and (before := find_before(claim, reading)):
        first = before.start
        cues = reading.sentence_cues(first, claim.end)
    words = reading.words_between(first, claim.end)
    if not _is_of_ages(words) or any(c.kind == "film" and not c.is_weak for c in cues):
        return None
    near = reading.mentions_between(first, claim.end)
    if any(m.kind in TIMES and m.start != claim.mention.start and not m.not_a_claim for m in near):
        return None
    named = list(dict.fromkeys(find_called_just(cue, reading) for cue in _find_named(cues)))
    numbers = [next(iter(one)) for one in named if len(one) == 1 and UNKNOWN not in one]
    return (numbers[0], numbers[1]) if len(named) == len(numbers) == _PAIR else None


def derive_two_persons(view: View, two: tuple[int, int]) -> Derivation | None:
    """Return the time between two births, if the words do not have the wrong one for the elder."""
    claim, index = view.claim, view.reading.index
    order = _read_order(view, two)
    for one in index.find(two[0], "birth_date"):
        for other in index.find(two[1], "birth_date"):
            if one.period is None or other.period is None or not is_so_much_older(claim, one, other):
                continue
            is_elder = one.period.first < other.period.first
            if order and is_elder is not (order > 0):
                continue
            formula = f"{one.fact.value} and {other.fact.value} are {claim.mention.text} apart"
            return Derivation(formula=formula, inputs=(one, other), what="between two birthdays")
    return None


def _find_named(cues: Sequence[Cue]) -> list[Cue]:
    return [cue for cue in cues if cue.kind == "person" and cue.value == "name"]


def _is_of_ages(words: Sequence[str]) -> bool:
    """Tell whether words compare ages, and no other occasion than births."""
    occasions = find_occasions(words).keys()
    is_of_births = not _AGES.isdisjoint(words) or "birth" in occasions or {"start", "life"} <= {*words}
    return is_of_births and occasions <= {"birth"} and _OTHER_MATTERS.isdisjoint(words)


def _read_order(view: View, two: tuple[int, int]) -> int:
    """Return 1 where words say that the first named is the elder, -1 where the other, 0 where neither."""
    claim, reading = view.claim, view.reading
    words = claim.words
    is_elder, is_younger = not _ELDER.isdisjoint(words), not _YOUNGER.isdisjoint(words)
    if is_elder == is_younger:
        return 0
    sign = 1 if is_elder else -1
    if "latter" in words:
        return -sign
    if "former" in words:
        return sign
    own = _find_named(view.cues)
    called = [find_called_just(cue, reading) for cue in own]
    if len(called) < _PAIR or not _CROSSING.isdisjoint(words):
        return 0
    last = own[-1]
    between = reading.words_between(own[0].end, last.start)
    owned = reading.words_between(last.end - 1, last.end + 1)
    is_owner = owned[0].endswith(GENITIVE) and not (_ELDER | _YOUNGER).isdisjoint(owned[1:])
    is_direct = is_owner or not (_ELDER | _YOUNGER).isdisjoint(between)
    return sign if is_direct and called[0] == frozenset({two[0]}) else 0


_PAIR = 2
_AGES = word_set("older younger elder senior junior age ages aged birthday birthdays birthdates births born")
_ELDER = word_set("older elder senior")
_YOUNGER = word_set("younger junior")
_CROSSING = word_set("between separated separates separate apart not no neither")
_OTHER_MATTERS = word_set("career careers novel book company studio his her")
