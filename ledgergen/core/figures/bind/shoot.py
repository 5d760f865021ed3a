"""The words of a shoot, and of the work on a film that is none: which of the two a figure is told of."""

from __future__ import annotations

from typing import Final

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.closed_classes import PRONOUNS, STOPS
from ledgergen.core.figures.facts.datum import MAIN, Datum
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.wordlists import word_set

SHOOTS: Final = word_set("shoot shooting filming photography cameras")
"""What may be said to last, begin and end."""
SHOT: Final = SHOOTS | word_set("shot filmed camera")
SHOOTING: Final = SHOT | word_set("film schedule scheduled production set")
"""What makes a number of days that of the shoot, where nothing else does."""
OTHER_WORK: Final = word_set(
    """
    reshoot reshoots pickups rehearsal rehearsals rehearsed editing edited animation score mixing
    post-production preproduction pre-production
    """
)
"""Work on a film that is no shooting of it."""


def is_of_other_work(claim: Claim) -> bool:
    """Tell whether a figure's sentence speaks of other work, and not nearer to the figure of the shoot.

    “Filming took 55 days and the editing 44”: each has its own, and so has what follows behind a mark.
    """
    if OTHER_WORK.isdisjoint(claim.words):
        return False
    if SHOT.isdisjoint(claim.words):
        return True
    left, right = claim.left - claim.first, claim.right - claim.first
    end = next((at for at, word in enumerate(claim.words) if at >= right and word in _MARKS), None)
    near = [(left - at if at < left else at - right + 1, word) for at, word in enumerate(claim.words[:end])]
    return min(
        ((distance, word in OTHER_WORK) for distance, word in near if word in OTHER_WORK | SHOT),
        default=(0, False),
    )[1]


def opens_work(claim: Claim, reading: Reading) -> bool:
    """Tell whether what opened on a day may be the work on a film: “Work opened on 17 March with the storm”.

    “Trading opened” is said of a film's sale, too, unless words beside it speak of neither public nor house.
    """
    at = claim.left - claim.first
    verb = next((n for n in range(at - 1, max(at - _VERB, 0), -1) if claim.words[n] in _OPENING), 0)
    before = [word for word in claim.words[:verb] if word not in _AUXILIARY]
    if not before or before[-1] in _MARKS:
        return False
    is_for_work = claim.words[verb + 1 : verb + 3] in _FOR_WORK and before[-1] not in _TITLING
    if is_for_work and _find_showings_in(claim, verb, reading):
        return False  # “Britain opened for business on …”: as a market
    return (is_for_work or before[-1] in _OPENED) and not _is_shown(claim, reading)


def _find_showings_in(claim: Claim, verb: int, reading: Reading) -> list[Datum]:
    """Return when the film was shown in the country that stands before a verb."""
    cues = reading.sentence_cues(claim.first, claim.first + verb)
    places = {cue.value for cue in cues if cue.kind == "territory" and cue.end == claim.first + verb}
    return [datum for datum in reading.index.find(MAIN, "release_date") if datum.territory in places]


def _is_shown(claim: Claim, reading: Reading) -> bool:
    """Tell whether the words around a day, up to the next, speak of those who see a film, or of where."""
    later = reading.mentions_between(claim.right, claim.end)
    end = reading.document.token_at(later[0].start) if later and later[0].kind is Kind.DATE else claim.end
    said = reading.words_between(claim.first, end)
    behind = said[claim.right - claim.first :]
    stop = next((at for at, word in enumerate(behind) if word in STOPS), len(behind))
    return not SHOWN.isdisjoint((*claim.words[: claim.left - claim.first], *behind[:stop]))


SHOWN: Final = word_set(
    """
    theater theaters theatre theatres cinema cinemas screen screens audience audiences public critics crowd
    crowds premiere premiered première gala festival release released box ticket tickets admissions weekend
    patrons exhibitors moviegoers filmgoers viewers reviewers nationwide houses
    """
)
"""Words of those who see a film, and of where and when they do."""
_OPENING = frozenset({"opened", "opens", "open"})
_OPENED = word_set(
    """
    work works labor labour trading operations business books book account ledger studio studios stage stages
    soundstage soundstages set sets floor factory plant mill shop workshop workshops yard site camp unit
    office offices lot gates proceedings construction position quarry
    """
)
"""What opens where a film is made, and not where it is shown."""
_FOR_WORK = {
    *(("for", word) for word in ("business", "work", "trading", "operations")),
    *((article, "books") for article in ("the", "his", "her")),
}
_AUXILIARY = frozenset({"was", "were", "had", "been", "then", "duly", "officially", "finally", "*", "_"})
_TITLING = PRONOUNS | word_set("picture film movie feature")
_VERB = 12
_MARKS = frozenset({",", ";", ":", "—"})
