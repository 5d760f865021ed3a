"""What words call a moment in a film's life: “the opening slate”, “the last day of work”, “the sale”.

A film is begun, wrapped and shown. A word for the work on it and one for a beginning or an end say
which of the first two; so “opening” alone is a showing, and “the opening slate” is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ledgergen.core.figures.wordlists import word_set

STAGES: Final = {
    "start": frozenset({"production_start"}),
    "end": frozenset({"production_end"}),
    "shown": frozenset({"release_date", "premiere_date"}),
}
"""Each stage, and the attributes of the facts that date it."""


def name_stage(words: Iterable[str]) -> str:
    """Return the stage that some words call by a noun of its own, or nothing.

    >>> name_stage(["the", "opening", "slate"]), name_stage(["its", "opening"]), name_stage(["the", "storm"])
    ('start', 'shown', '')
    """
    said = frozenset(word.replace("’", "'").removesuffix("'s") for word in words)
    is_begun, is_ended = not said.isdisjoint(_BEGINNING), not said.isdisjoint(_ENDING)
    is_plant = not said.isdisjoint(_PLANT) and (is_begun or "day" in said)
    is_work = is_plant or not said.isdisjoint(_WORK)
    if is_work and is_ended:
        return "end"
    if (is_work and is_begun) or not said.isdisjoint(_SLATES):
        return "start"
    if not said.isdisjoint(_SHOWN) or (is_begun and "night" in said):
        return "shown"
    if not said.isdisjoint(_WRAPS):
        return "end"
    return "start" if not said.isdisjoint(_STARTS) else ""


def name_end(words: Iterable[str]) -> str:
    """Return the stage at one end of a course, where less is enough: “from first to last”."""
    said = frozenset(words)
    if stage := name_stage(said):
        return stage
    if not said.isdisjoint(_LAST):
        return "end"
    return "start" if not said.isdisjoint(_FIRST) else ""


_SLATES = word_set("slate clapper clapperboard")
_WORK = _SLATES | word_set("shoot shooting filming photography camera cameras take takes schedule")
_PLANT = word_set("work production ground")
"""What may stand for the work on a film only where it begins or ends."""
_BEGINNING = word_set(
    """
    start started starting begin began begun beginning opening opened first rolled turned turning commenced
    broke
    """
)
_ENDING = word_set(
    """
    end ended ending final last wrap wrapped closing closed close closes closure stopped stop finish finished
    completed completion complete conclusion concluded ceased
    """
)
_SHOWN = word_set(
    """
    screen screens multiplex multiplexes cinema cinemas
    release premiere opening unveiling theater theaters theatre theatres public audience
    audiences ticket tickets sale offering flotation float listing launch gala
    """
)
_WRAPS = word_set("wrap wrapped wrapping end finish")
_STARTS = frozenset({"start", "exposed", "unpacked"})
_FIRST = _WORK | word_set("start first camera's")
_LAST = word_set("last final")
