"""Pauses of a career: “six years is a long time to leave talent idle”, “waited five years to issue another”.

A pause lies between two films of the director's that follow each other. In a ledger's last section,
which tells what came of the film, it runs from the film to the next; before that, from the film before.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledgergen.core.figures.closed_classes import STOPS
from ledgergen.core.figures.derive.cues import says
from ledgergen.core.figures.derive.times.course import Course
from ledgergen.core.figures.derive.times.moment import Moment, find_showings
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN
from ledgergen.core.figures.wordlists import word_set


def says_pause(view: View) -> bool:
    """Tell whether the figure's clause says that nothing was made for so long, or something at last."""
    if says(view, "idle"):
        return True
    behind = _cut(view.behind(_REACH))
    before = _cut(view.before(_REACH)[::-1])
    if before[:1] == ("then",):
        return not _NOTHING.isdisjoint(behind)  # “then seven years off the market”
    if "for" in before[:_NEAR]:
        return not _NOTHING.isdisjoint((*before, *behind))  # “for seven years his account had shown little”
    if (
        behind[:1] == ("to",)
        and not _TAKING.isdisjoint(before[:_FAR])
        and not _ISSUING.isdisjoint(behind[1:2])
    ):
        return True  # “it took her three years to issue *Salt Road*”
    is_passing = not _PASSING.isdisjoint((*before[:_NEAR], *behind[:_NEAR]))
    is_passing = is_passing or before[1:3] == ("would", "it") or before[:3] == ("be", "would", "it")
    is_between = behind[:1] == ("between",) and "and" not in behind
    return is_passing and (is_between or not _GOING_ON.isdisjoint(behind))


def find_pauses(view: View) -> Iterator[Course]:
    """Yield the pauses that a figure may measure, from film to film."""
    if not says_pause(view):
        return
    index = view.reading.index
    section = view.reading.document.section_of(view.claim.mention.start)
    own = _find_comings(view, MAIN)
    if section != _AFTERMATH:
        yield from (Course(_find_comings(view, n), own) for n in index.read_role("previous") if n != UNKNOWN)
    if section in {None, _AFTERMATH}:
        named = [n for c in view.cues if c.kind == "film" and c.start >= view.claim.right for n in c.entities]
        # Of a director, and of a brand; or the one that is named behind.
        films = [n for n in named if n > MAIN] or (*index.read_role("next"), *index.read_role("sequel"))
        yield from (Course(own, _find_comings(view, n)) for n in dict.fromkeys(films) if n != UNKNOWN)


def _find_comings(view: View, film: int) -> tuple[Moment, ...]:
    """Return when a film came out: at its premiere, and at its first release."""
    found: dict[str, Moment] = {}
    for moment in sorted(find_showings(view, [film]), key=lambda m: m.period.first):
        found.setdefault(moment.group, moment)
    return tuple(found.values())


def _cut(words: tuple[str, ...]) -> tuple[str, ...]:
    end = next((at for at, word in enumerate(words) if word in STOPS), len(words))
    return words[:end]


_AFTERMATH = 4
_REACH = 9
_NEAR = 3
_FAR = 6
_ISSUING = word_set(
    "issue follow release make open offer complete deliver publish return direct mount finish"
)
_TAKING = frozenset({"took", "needed", "waited", "take", "taken"})
_NOTHING = word_set("nothing little not no none never off out away without neither nobody")
_PASSING = word_set("waited wait waits pass passed elapsed took spent lay went")
_GOING_ON = word_set("another next again until before return returned returning resumed reopened follow anew")
