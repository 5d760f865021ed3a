"""A film's place among its director's features, where a sentence can speak of nothing else.

“Among Lunn's features, set out in order, *Low Tide* comes fifth”; “Lunn's fifth feature was *Low Tide*”;
“features directed by Lunn before *Low Tide*: four”. The director, the features, one film and a number: what
facts tell of the film's place decides, and no passage that has the number, nor the place beside it.
Where features are ranked by anything but their order (“his third most expensive”), by another trade
or for one company only, the sentence speaks of something else, and is left to other laws.
"""

from __future__ import annotations

from ledgergen.core.figures.agree import Agreement
from ledgergen.core.figures.bind.before import find_before, find_first
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.passing import is_compared
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.closed_classes import BEING, DETERMINERS, MARKS, PERSONAL_POSSESSIVES, QUOTES
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN, Datum
from ledgergen.core.figures.facts.evidence import Evidence
from ledgergen.core.figures.facts.rows import is_of_other_row
from ledgergen.core.figures.mention import Hedge, Kind
from ledgergen.core.figures.wordlists import word_set


def look_up_place(claim: Claim, reading: Reading) -> Evidence | None:
    """Hold an ordinal against the place of the film that its sentence ranks; None where it ranks none."""
    if claim.mention.kind is not Kind.ORDINAL or claim.mention.hedge is not Hedge.NONE:
        return None
    first = _find_opening(claim, reading)
    if not _speaks_of_director(claim, reading, first):
        return None
    film = _find_listed(claim, reading, first)
    known = _find_numbers(claim, reading, _find_noted(claim, reading) if film == UNKNOWN else film)
    if not known:
        return None
    agreeing = [(datum, Agreement.EXACT) for datum in known if datum.value == claim.mention.value]
    return Evidence(
        agreeing=agreeing, find_against=lambda is_asked: [*filter(is_asked, known)], is_final=True
    )


def find_made_before(claim: Claim, reading: Reading) -> list[Datum]:
    """Return the places of the film before which a count says how many features were made, if it does."""
    mention = claim.mention
    if mention.kind is not Kind.COUNT or mention.hedge is not Hedge.NONE or mention.is_range:
        return []
    first = _find_opening(claim, reading)
    words = reading.words_between(first, claim.end)
    is_early = not _EARLIER.isdisjoint(words)
    is_early = is_early or (not _BY_THEN.isdisjoint(words) and bool(_titles(reading, first, claim)))
    is_said = is_early and not _FEATURES.isdisjoint((*words, *mention.noun.split()))
    if not is_said or not _SORTS.issuperset(mention.noun.split()) or not _OTHERS.isdisjoint(words):
        return []
    behind = [w for w in reading.words_between(claim.right, claim.right + _NEAR) if w not in _SORTS]
    if not _NARROWING.isdisjoint(behind[:1]) or not _speaks_of_director(claim, reading, first):
        return []
    film = _find_titled(reading, first, claim.end)
    return _find_numbers(
        claim, reading, MAIN if film == UNKNOWN and not _titles(reading, first, claim) else film
    )


def _find_opening(claim: Claim, reading: Reading) -> int:
    """Return where a sentence begins, or the one before it that it answers, or that it goes on from."""
    before = find_before(claim, reading)
    is_short = claim.right - claim.first <= _SHORT and claim.words[:1] in _PRONOUNS
    return before.start if before and is_short else find_first(claim, reading)


def _speaks_of_director(claim: Claim, reading: Reading, first: int) -> bool:
    """Tell whether of all people only the dossier's one director is spoken of, and as a director."""
    directors = set(reading.index.directors)
    hidden = {n for cue in _titles(reading, first, claim) for n in range(cue.start, cue.end)}
    cues = reading.sentence_cues(first, claim.end)
    named = [cue for cue in cues if cue.kind == "person" and cue.start not in hidden]
    if len(directors) != 1 or any(directors.isdisjoint(cue.entities) for cue in named):
        return False
    words = [w for n, w in enumerate(reading.words_between(first, claim.end), first) if n not in hidden]
    is_said = bool(named) or not _DIRECTORS.isdisjoint(words)
    return is_said and _OTHER_MATTERS.isdisjoint(words) and not any(map(_is_graded, words))


def _is_graded(word: str) -> bool:
    """“His costliest”, “the longest”: features are ranked by something else than their order."""
    return word.endswith("est") and word not in _NO_GRADES


def _find_listed(claim: Claim, reading: Reading, first: int) -> int:
    """Return the film that a bare ordinal ranks in a list of features."""
    words = reading.words_between(first, claim.end)
    noun = claim.mention.noun
    is_turn = noun == "time" and not _DIRECTING.isdisjoint(words)
    if not is_turn and (_FEATURES.isdisjoint(words) or (noun and noun not in _PLACES)):
        return UNKNOWN
    if not _titles(reading, first, claim):
        film = claim.films[0] if claim.films else MAIN
        return (
            film
            if is_turn or first < claim.first or claim.words[:1] in _PRONOUNS or _is_main(claim)
            else UNKNOWN
        )
    return _find_titled(reading, first, claim.end)


def _is_main(claim: Claim) -> bool:
    return claim.words[:2] in _FILMS


def _find_noted(claim: Claim, reading: Reading) -> int:
    """“*Low Tide* was Lunn's third feature”, “Lunn's third feature as director was *Low Tide*”."""
    noun = claim.mention.noun.split()
    if not noun or not _SORTS.issuperset(noun):
        return UNKNOWN
    hidden = {
        n for c in reading.sentence_cues(claim.first, claim.end) if c.kind == "person" for n in _span(c)
    }
    titles = _titles(reading, claim.first, claim)
    for cue in titles:
        gap = (claim.right, cue.start) if cue.start >= claim.right else (cue.end, claim.left)
        words = (w for n, w in enumerate(reading.words_between(*gap), gap[0]) if n not in hidden)
        if all(word in _LINKING for word in words):
            return _find_titled(reading, claim.first, claim.end)
    return UNKNOWN


def _span(cue: Cue) -> range:
    """Return the tokens of a name, and those of first names before it."""
    return range(cue.start - _FIRST_NAMES, cue.end)


def _titles(reading: Reading, first: int, claim: Claim) -> list[Cue]:
    return [
        c
        for c in reading.sentence_cues(first, claim.end)
        if c.kind == "film" and not c.is_weak and c.value != "placed"
    ]


def _find_titled(reading: Reading, first: int, end: int) -> int:
    """Return the one film that tokens name by its title, if facts know it."""
    titles = [c for c in reading.sentence_cues(first, end) if c.kind == "film" and not c.is_weak]
    named = {c.entities for c in titles}
    if len(named) != 1 or any(is_compared(reading.document.words, c) for c in titles):
        return UNKNOWN
    films = named.pop()
    return films[0] if len(films) == 1 else MAIN if MAIN in films else UNKNOWN


def _find_numbers(claim: Claim, reading: Reading, film: int) -> list[Datum]:
    if film == UNKNOWN:
        return []
    return [
        datum
        for datum in reading.index.find(film, "film_number")
        if datum.value is not None and "series" not in datum.fact.qualifiers
        if not is_of_other_row(claim, datum, reading.index)
    ]


_FEATURES = word_set(
    """
    features films pictures movies filmography chronology oeuvre œuvre career catalogue
    catalog output
    """
)
_SORTS = word_set("feature features film films picture pictures movie movies outing effort work works")
_PLACES = word_set("place position spot slot entry")
_EARLIER = word_set(
    """
    before prior precede preceded preceding predecessors earlier behind already previous previously credit
    veteran
    """
)
_BY_THEN = word_set("had when until till time came arrived reached")
"""Beside the title of a film, these tell what there was by then."""
_DIRECTORS = PERSONAL_POSSESSIVES | word_set("director director's helmer he she same")
_DIRECTING = word_set("directing directed directs director's helming helmed behind")
_OTHER_MATTERS = word_set(
    """
    most least series franchise saga trilogy sequel sequels gross grossed grossing budget budgets cost price
    expensive earning earnings admissions wrote written writing writer screenwriter screenplay script acted
    acting actor actress starring starred produced producer composer edited editor animated documentary
    documentaries short shorts television collaboration collaborations collaborated company studio english
    language color colour sound silent studio's released
    """
)
_OTHERS = word_set("more further other another fewer both all since after")
_NARROWING = word_set("for with of about starring that which whose based shot after since")
_NO_GRADES = frozenset({"west", "test", "rest", "guest", "quest", "request", "interest", "contest"})
_PRONOUNS = {("it",), ("this",), ("that",)}
_FILMS = {("the", noun) for noun in ("film", "picture", "movie", "feature")}
_LINKING = (
    _SORTS
    | MARKS
    | QUOTES
    | BEING
    | DETERMINERS
    | word_set(
        """
    as director helmer being called titled named entitled became becomes marked marks to be only just in chair
    director's of by directed came comes stands stood ranks counts counted s own represents
    represented constituted constitutes proved made delivered brought arrived followed reached it this credit
    """
    )
)
_NEAR = 3
_FIRST_NAMES = 2
_SHORT = 5
