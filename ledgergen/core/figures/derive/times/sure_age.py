"""Ages that a sentence leaves no doubt of: one person, and one occasion of one film.

“The American release found Marsh at 41”: whose age it is and when, facts know, and nobody else and no
other moment is meant. Where America is named, it is the release there, wherever the film came out first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.occasions import FILM_OCCASIONS, OCCASIONS, SEEING, find_occasions
from ledgergen.core.figures.closed_classes import GENITIVE, PERSONAL_POSSESSIVES
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.otherwise import Instead, choose
from ledgergen.core.figures.derive.times.age import build_age, find_stated_ages, looks_ahead
from ledgergen.core.figures.derive.times.age_form import is_bare, years_between
from ledgergen.core.figures.derive.times.age_moment import find_showings
from ledgergen.core.figures.derive.times.lived import find_first_told, may_be_age
from ledgergen.core.figures.derive.times.moment import TIMES
from ledgergen.core.figures.derive.times.named import keep_home
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.attributes import GROUPS
from ledgergen.core.figures.facts.datum import HOME, Datum
from ledgergen.core.figures.facts.one_subject import find_one_film, find_one_person
from ledgergen.core.figures.mention import Hedge, Kind
from ledgergen.core.figures.wordlists import word_set

Pair = tuple[Datum, Datum]


def find_sure(view: View) -> list[Pair]:
    """Return the birth and the occasion by which an age is surely meant, in each account of them."""
    claim, reading = view.claim, view.reading
    if not may_be_age(claim) or claim.mention.hedge is not Hedge.NONE:
        return []
    first = find_first_told(view)
    cues = reading.sentence_cues(first, claim.end)
    near = reading.mentions_between(first, claim.end)
    others = [m for m in near if m.start != claim.mention.start and not m.not_a_claim]
    words = reading.words_between(first, claim.end)
    if any(m.kind in TIMES or is_bare(m) for m in others) or not _is_sure(words, cues, view):
        return []
    name = _name_occasion(words, cues)
    persons = find_one_person(claim, cues, reading) if name else frozenset[int]()
    films = find_one_film(claim, cues, reading) if persons else frozenset[int]()
    births = [d for person in persons for d in reading.index.find(person, "birth_date") if d.period]
    return [(birth, datum) for birth in births for film in films for datum in _date(view, name, film, cues)]


def _is_sure(words: Sequence[str], cues: Sequence[Cue], view: View) -> bool:
    """Tell whether nobody but those who are named may be meant, and no film that is only described."""
    if any(c.kind == "event" or (c.kind == "person" and c.value not in _SURE) for c in cues):
        return False
    said = view.reading.document.words
    is_owner = any(
        c.kind == "person" and said[c.end - 1].endswith(GENITIVE) and said[c.end : c.end + 1] != ("age",)
        for c in cues
    )
    is_described = not PERSONAL_POSSESSIVES.isdisjoint(words) and not any(c.kind == "film" for c in cues)
    return not (is_owner or is_described) and _DOUBTING.isdisjoint(words)


def _name_occasion(words: Sequence[str], cues: Sequence[Cue]) -> str:
    """Return the one occasion that words speak of; who sees a film at home sees its release."""
    occasions = list(find_occasions(words))
    is_home = any(cue.kind == "territory" and cue.value in HOME for cue in cues)
    if not occasions and is_home and not SEEING.isdisjoint(words):
        return "release"
    return occasions[0] if len(occasions) == 1 and occasions[0] in FILM_OCCASIONS else ""


def _date(view: View, name: str, film: int, cues: Sequence[Cue]) -> list[Datum]:
    places = {cue.value for cue in cues if cue.kind == "territory"}
    known = view.reading.index.entities[film].data
    if name != "release":
        return [d for d in known if d.attribute in OCCASIONS[name] and d.period]
    if places:
        released = [d for d in known if d.attribute in OCCASIONS[name] and d.period]
        return keep_home(view, released, cues) if places <= HOME else []
    showings = find_showings(view.reading.index.entities[film])
    return [datum for _, datum in showings if GROUPS.get(datum.attribute) != "shoot"]


def derive_sure(view: View, pairs: Sequence[Pair]) -> Derivation | None:
    """Return the age by which the figure is right."""
    low, high = find_stated_ages(view.claim, view.reading)
    slack = 1 if looks_ahead(view.claim, view.reading) else 0
    for birth, datum in pairs:
        if birth.period is None or datum.period is None:
            continue
        least = years_between(birth.period.last, datum.period.first)
        most = years_between(birth.period.first, datum.period.last) + slack
        if low <= most and least <= high:
            return build_age(birth, datum.period, datum, years=most if slack else least)
    return None


def derive_years_behind(view: View) -> Derivation | None:
    """“When America met the film, Marsh had 41 years behind her”: years that are an age."""
    mention = view.claim.mention
    if mention.kind is not Kind.DURATION or mention.value < _GROWN:
        return None
    return derive_sure(view, find_sure(view))


def find_sure_age(view: View, pairs: Sequence[Pair]) -> Instead | None:
    """Return the age that it is."""
    return choose(_find_ages(pairs), view.claim.mention)


def _find_ages(pairs: Sequence[Pair]) -> Iterator[Instead]:
    for birth, datum in pairs:
        if birth.period is None or datum.period is None:
            continue
        least = years_between(birth.period.last, datum.period.first)
        if least == years_between(birth.period.first, datum.period.last):
            derivation = build_age(birth, datum.period, datum, years=least)
            yield Instead(value=Decimal(least), derivation=derivation)


_GROWN = 18
_SURE = frozenset({"name", "director"})
_DOUBTING = word_set("whom whose colleague colleagues partner friend rival rivals")
