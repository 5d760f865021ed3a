"""What the words behind a ratio say of its measure: an amount, a film, a person, a sort, a territory.

They are read up to the next break. “As much” and “of it” describe nothing: they point back.
"""

from __future__ import annotations

from itertools import pairwise

from ledgergen.core.figures.bind.vocabulary import RATERS
from ledgergen.core.figures.derive.amounts.choice import find_choice
from ledgergen.core.figures.derive.comparison import AS_MUCH
from ledgergen.core.figures.derive.cues import says
from ledgergen.core.figures.derive.operand import SHARE, Operand, is_money
from ledgergen.core.figures.derive.person import find_by_part, is_part
from ledgergen.core.figures.derive.reread import is_verb
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.datum import UNKNOWN
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.wordlists import word_set
from ledgergen.model.valueclass import valueclass


@valueclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What the words behind the figure say of its measure."""

    printed: tuple[Operand, ...] = ()
    films: frozenset[int] = frozenset()
    titles: frozenset[int] = frozenset()
    """Those of `films` that are named by their titles, and that facts know."""
    persons: frozenset[int] = frozenset()
    groups: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    """Territories: “what America contributed”."""
    is_other: bool = False
    """It is described by nothing that is known: “of their own compensation”."""


def describe(view: View) -> Description:
    """Read what stands behind the figure, up to the next break."""
    claim = view.claim
    if view.behind(2) in AS_MUCH or takes_up(view) or points_back(view):
        return Description()
    end = view.find_break(_FAR)
    words = view.reading.words_between(claim.right, end)
    printed = [o for o in view.here if claim.right <= o.left < min(end, claim.right + _BESIDE)]
    printed = [o for o in printed if o.number == printed[0].number and o.unit != SHARE]
    cues = [cue for cue in view.cues if claim.right <= cue.start < end]
    named = [c for c in cues if c.kind in {"film", "yard"} and not c.is_weak]
    named = [c for c in named if c.kind == "film" or UNKNOWN not in c.entities]
    films = {number for cue in named[:1] for number in cue.entities}
    titles = {n for cue in named[:1] if cue.kind == "film" for n in cue.entities if n != UNKNOWN}
    persons = {n for cue in cues if cue.kind == "person" and cue.value == "name" for n in cue.entities}
    persons |= {n for word in words if is_part(word) for n in find_by_part(word, view.reading)}
    money = [c for c in cues if c.kind == "money" and c.value not in {"none", "other"}]
    money = [c for c in money if view.reading.document.words[c.start] not in _WHOLES]
    # “Twenty times the cost of a night in town”: the night is a name, and no length.
    printed = [o for o in printed if is_money(o) or not any(c.start < o.left for c in money)]
    groups = {c.value for c in money if not c.is_weak}
    groups |= {c.value for c in money[:1]} if not films and not persons else set()
    groups |= _NAMED & set(words)
    groups |= (
        {"cost"} if not (groups or films or persons or printed) and not _PLANNED.isdisjoint(words) else set()
    )
    places = {cue.value for cue in cues if cue.kind == "territory"}
    if places and (groups == {"salary"} or (groups == {"cost"} and not _PLACED.isdisjoint(pairwise(words)))):
        groups = {"gross"}  # “everything America would pay”, “of its money from abroad”
    is_full = bool(printed or films or persons or groups) or says(view, "pointing")
    return Description(
        printed=tuple(printed),
        films=frozenset(films),
        titles=frozenset(titles),
        persons=frozenset(persons),
        groups=frozenset(groups),
        places=frozenset(places),
        is_other=not is_full and find_choice(view) is None and _is_of_other(view, words),
    )


def takes_up(view: View) -> bool:
    """“A third of that” is of what was said; “a third of that of *B*” is not."""
    return view.behind(2) in _POINTING and view.behind(3)[2:] != ("of",)


def points_back(view: View) -> bool:
    """“Of the sum”, “of the money came …”: the whole may be the amount that the talk was of."""
    of, article, whole, after, *_ = *view.behind(4), "", "", "", ""
    is_bare = not after.isalpha() or is_verb(after)  # “of the whole outlay” names another
    return of == "of" and article in _DEFINITE and whole in _POINTED and is_bare


def _is_of_other(view: View, words: tuple[str, ...]) -> bool:
    """Tell whether the measure is named by words that no operand answers to."""
    if words[:1] == ("of",):
        return not any(word in _WHOLES for word in words[1:4])
    if view.claim.mention.kind in {Kind.MULTIPLE, Kind.RATIO} or says(view, "rise") or says(view, "fall"):
        return False
    return any(word in RATERS for word in (*view.before(8), *view.behind(6)))


_FAR = 12
_BESIDE = 6
_POINTING = {("of", "it"), ("of", "that"), ("of", "them"), ("of", "which")}
_DEFINITE = frozenset({"the", "that", "this"})
_POINTED = word_set("sum total money amount figure whole proceeds receipts takings")
_NAMED = word_set("grant loan salary budget gross admissions theaters screens runtime")
"""Attributes that a measure may be called by outright."""
_PLANNED = frozenset({"estimate", "forecast", "estimates"})
_PLACED = {("money", word) for word in ("from", "abroad", "overseas", "at", "outside")}
_WHOLES = word_set(
    """
    worldwide global world domestic it that this them which total what sum amount figure those whole
    everything all length
    """
)
