"""Ages at a moment, and years that set the scene.

An age is a birthday and a moment. The birthday is a fact; the moment is a date
that the sentence says, or else the film's own: its first showing, or its shoot.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice, product

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.closed_classes import DETERMINERS
from ledgergen.core.figures.derive.derivation import Derivation, render_period
from ledgergen.core.figures.derive.films import find_meant_films
from ledgergen.core.figures.derive.luck import Luck
from ledgergen.core.figures.derive.otherwise import Instead, choose
from ledgergen.core.figures.derive.person import find_persons_beside
from ledgergen.core.figures.derive.times.age_form import (
    OLDEST,
    YOUNGEST,
    find_side,
    is_age,
    years_between,
)
from ledgergen.core.figures.derive.times.age_list import find_list, reckon_listed_ages
from ledgergen.core.figures.derive.times.age_moment import (
    find_all_moments,
    find_moments,
    find_said,
    find_showings,
)
from ledgergen.core.figures.derive.times.age_when import (
    find_day,
    find_phrase,
    find_then,
    read_stage,
    read_sure_stage,
)
from ledgergen.core.figures.derive.times.birth import find_births, find_deaths, find_possible_births
from ledgergen.core.figures.derive.times.countdown import derive_countdown, find_countdown
from ledgergen.core.figures.derive.times.stage import STAGES, name_stage
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.affairs import tells_other_affair
from ledgergen.core.figures.facts.attributes import GROUPS, SHOWINGS
from ledgergen.core.figures.facts.contradiction_date import find_titled, is_of_showing, is_of_work
from ledgergen.core.figures.facts.datum import MAIN, Datum
from ledgergen.core.figures.mention import Hedge, Period
from ledgergen.core.figures.wordlists import word_set


def derive_age(claim: Claim, reading: Reading) -> Derivation | None:
    """Return the age of a person at a moment that the sentence means."""
    if find_countdown(claim, reading):
        return derive_countdown(claim, reading)
    low, high = find_stated_ages(claim, reading)
    slack = 1 if looks_ahead(claim, reading) else 0
    for birth, born in find_births(claim, reading):
        for moment, datum in (*find_deaths(claim, reading, birth), *find_moments(claim, reading)):
            least = years_between(born.last, moment.first)
            most = years_between(born.first, moment.last) + slack
            if low <= most and least <= high and least >= 0:
                return build_age(birth, moment, datum, years=most if slack else least)
    return None


def find_age(claim: Claim, reading: Reading) -> Instead | None:
    """Return how old the person beside the figure is at the moment that is meant, where both are sure."""
    if find_countdown(claim, reading) or looks_ahead(claim, reading) or claim.mention.hedge is not Hedge.NONE:
        return None
    return choose(_find_ages(claim, reading), claim.mention)


def _find_ages(claim: Claim, reading: Reading) -> Iterator[Instead]:
    """Yield the ages of the likeliest person, the likeliest moment first."""
    stage, is_dated = read_sure_stage(claim, reading), bool(find_said(claim, reading))
    if not stage and not is_dated:
        return
    for birth, born in islice(find_births(claim, reading), 1):
        moments = (*find_deaths(claim, reading, birth), *find_moments(claim, reading))
        for place, (moment, datum) in enumerate(moments):
            least, most = years_between(born.last, moment.first), years_between(born.first, moment.last)
            is_shoot = datum is not None and GROUPS.get(datum.attribute) == "shoot"
            is_meant = datum is None or is_shoot == (stage == "shot")
            if least == most >= YOUNGEST and is_meant:
                derivation = build_age(birth, moment, datum, years=most)
                yield Instead(value=Decimal(most), derivation=derivation, nearness=place)


def reckon_age(view: View) -> Derivation | None:
    """Return the age of anybody whom the sentence may mean at any moment of it, or of its films.

    Whoever is named or taken up comes first; where words only describe (“the widow was 31, her keeper 37”),
    anybody whose birthday facts know may be meant. Ages spread over fifty years, so that each age at hand
    is met by one chance in fifty (`derive.luck`).
    """
    claim, reading = view.claim, view.reading
    if find_list(claim, reading):
        return reckon_listed_ages(claim, reading)
    if not is_age(claim, reading) or find_countdown(claim, reading):
        return None
    low, high = find_stated_ages(claim, reading)
    # Where the date is said, only the person is open.
    luck, worth = Luck(), _AGES * (3 if find_then(view) else 1)
    slack = 1 if looks_ahead(claim, reading) else 0
    tried: set[tuple[int, int]] = set()
    for (birth, born), (moment, datum) in _find_likeliest(view):
        least, most = (
            years_between(born.last, moment.first),
            years_between(born.first, moment.last) + slack,
        )
        if (least, most) in tried or least < YOUNGEST:
            continue
        tried.add((least, most))
        if not luck.pays((high - low + most - least + 1) / worth):
            return None
        if low <= most and least <= high:
            return build_age(birth, moment, datum, years=most if slack else least)
    return None


def _find_likeliest(view: View) -> Iterator[tuple[tuple[Datum, Period], tuple[Period, Datum | None]]]:
    """Yield who may be meant and when: who is named at every moment, who is described at the likeliest first.

    A description that says nothing of when is of the day on which the film was shown.
    """
    claim, reading = view.claim, view.reading
    births = list(find_possible_births(claim, reading))
    moments = [*find_then(view), *find_day(view), *find_all_moments(claim, reading), *_find_described(view)]
    stage = name_stage(view.behind(_STAGED))
    if stage in _ENDS:  # “thirty on the day the cameras stopped”
        moments = [m for m in moments if m[1] is None or m[1].attribute in STAGES[stage]] or moments
    if len(births) > 1 and (moments[:1] == find_then(view) or find_said(claim, reading)):
        yield from product(births, moments[:1])
    elif len(births) > 1 and not read_stage(claim, reading):
        first = [m for m in moments if m[1] and GROUPS.get(m[1].attribute) in SHOWINGS][:1]
        yield from product(births, first)
    for birth in births:
        yield from product([birth], find_deaths(claim, reading, birth[0]))
    yield from product(births, moments)
    if len(births) > 1:
        # Of whom is only described, a passage may tell what happened then, and in which month.
        near = view.scene.told.find_dates_near(claim)
        told = [(period, None) for period in near if (period.last - period.first).days < _MONTH]
        yield from ((birth, moment) for moment, birth in product(told, births))


def _find_described(view: View) -> Iterator[tuple[Period, Datum]]:
    """“Forty when his fairy tale came out”: when another film was shown that words behind describe."""
    claim, reading = view.claim, view.reading
    first, end = find_phrase(claim, reading)
    if first < claim.right or find_said(claim, reading) or reading.words_between(first, first + 1) == (",",):
        return
    works = [c.entities for c in reading.sentence_cues(first, end) if c.kind == "work"]
    for work in (n for entities in works for n in entities if n > MAIN):
        yield from find_showings(reading.index.entities[work])  # “46 when he opened in it on Broadway”
    is_own = "it" in reading.words_between(first, end)
    meant = None if is_own else find_meant_films(view, first + 1, end, apart=frozenset({MAIN}))
    words = reading.words_between(first, end)
    # “When he drank the acid”, “on opening day”, “when filming began”: no other film is described.
    is_told = meant and (meant.is_sure or (not DETERMINERS.isdisjoint(words[1:2]) and _OWN.isdisjoint(words)))
    for film in meant.films if meant and is_told else ():
        showings = find_showings(reading.index.entities[film])
        yield from (m for m in showings if GROUPS.get(m[1].attribute) != "shoot")


def build_age(birth: Datum, moment: Period, datum: Datum | None, *, years: int) -> Derivation:
    """Return the derivation of an age."""
    formula = f"{moment.first} minus {birth.fact.value} = {years} years"
    inputs = (birth, datum) if datum else (birth,)
    return Derivation(formula=formula, inputs=inputs, what="age at that moment")


def find_stated_ages(claim: Claim, reading: Reading) -> tuple[int, int]:
    """Return the ages that are stated: “not yet forty” is 37 to 39, “past fifty” is 50 to 53."""
    low, high = int(claim.mention.low), int(claim.mention.high)
    side = find_side(claim, reading)
    if reading.words_between(claim.left - 2, claim.left) == _NOT_YET or side is Hedge.NEARLY:
        return low - _JUST_BELOW, low - 1
    return (low, low + _JUST_BELOW) if side is Hedge.OVER else (low, high)


_OWN = word_set(
    "screen screens filming shooting camera cameras opening premiere story public day night himself herself"
)
_MONTH = 31
_STAGED = 8
_ENDS = frozenset({"start", "end"})
_AGES = 50
_NOT_YET = ("not", "yet")
_JUST_BELOW = 3


def derive_bare_age(claim: Claim, reading: Reading) -> Derivation | None:
    """“Peter Fonda, 29 at release”: a bare number beside a person, or beside an opening, may be an age."""
    mention = claim.mention
    if (
        mention.unit
        or (mention.noun and mention.noun != "respectively")
        or not YOUNGEST <= mention.value <= OLDEST
        or mention.value != int(mention.value)
        or find_list(claim, reading)
    ):
        return None
    near = reading.sentence_cues(claim.left - 14, claim.right + 10)
    is_said = any(cue.kind in {"person", "moment"} for cue in near) or find_persons_beside(claim, reading)
    if is_said or not _PRONOUNS.isdisjoint(reading.words_between(claim.left - 5, claim.left)):
        return derive_age(claim, reading)
    return None


def find_bare_age(claim: Claim, reading: Reading) -> Instead | None:
    """Return how old a person is of whom a bare number stands in apposition: “Peter Fonda, 29 at release”."""
    is_of_person = is_age(claim, reading) and bool(find_persons_beside(claim, reading))
    return find_age(claim, reading) if is_of_person else None


_PRONOUNS = frozenset({"he", "she", "he'd", "she'd", "he's", "she's", "who", "who'd"})


def derive_eve(claim: Claim, reading: Reading) -> Derivation | None:
    """“By 1963 his credit was good”: a year that sets the scene for a film of the year after."""
    release = reading.index.entities[MAIN].release
    period = claim.mention.period
    if release is None or period is None or not _may_set_scene(claim, reading):
        return None
    opening = reading.words_between(claim.first, claim.left)
    if claim.mention.unit in _PARTS:
        is_within = opening[-1:] in _WITHIN or opening[-2:-1] in _WITHIN or opening == ("the",)
        if is_within and (found := _derive_part(period, release)):
            return found
    if len(opening) > 4 or not any(word in _SETTING for word in opening):
        return None
    years = {n.release.first.year for n in reading.index.entities if n.kind == "film" and n.release}
    is_eve = 0 <= release.first.year - period.first.year <= 1 and period.first <= release.first
    if is_eve or (period.first.year in years and period.first.year < release.first.year):
        formula = f"{render_period(period)} stands before {render_period(release)}"
        return Derivation(formula=formula, what="the eve of the film")
    return None


def _may_set_scene(claim: Claim, reading: Reading) -> bool:
    """Tell whether a date may be the time at which a ledger begins, and of nothing that happened then."""
    if claim.event or claim.mention.unit in {"day", "decade", "century"}:
        return False
    section = reading.document.section_of(claim.mention.start)
    if section not in {None, 1} or reading.follows(reading.sentence_of(claim.mention)):
        return False
    return not (tells_other_affair(claim, reading) or _says_of_what(claim, reading))


def _says_of_what(claim: Claim, reading: Reading) -> bool:
    """“The second harbor of 1990 carried”, “production opened in 2001”: a year of something sets no scene."""
    behind = "".join(reading.words_between(claim.right, claim.right + 1))
    is_of_noun = reading.words_between(claim.left - 1, claim.left) == ("of",) and behind.isalpha()
    titled = find_titled(claim, reading)
    is_of_event = is_of_work(claim) or is_of_showing(claim, reading)
    return is_of_noun or is_of_event or bool(titled and MAIN not in titled)


def _derive_part(period: Period, release: Period) -> Derivation | None:
    """“By the early sixties”, “in early 1997”: a part of the years that led to the film."""
    if not (period.first <= release.first and release.first.year - period.last.year <= _LEADING_UP):
        return None
    formula = f"{render_period(period)} leads up to {render_period(release)}"
    return Derivation(formula=formula, what="the eve of the film")


_PARTS = frozenset({"part of decade", "part of year"})
_WITHIN = {("in",), ("by",), ("of",)}
_LEADING_UP = 1
_SETTING = frozenset({"in", "by", "of", "as", "at", "entering", "when", "before", "during", "through"})


def looks_ahead(claim: Claim, reading: Reading) -> bool:
    """Tell whether somebody is not yet that old, or only just: “nearly forty”, “turned forty”."""
    words = reading.words_between(max(claim.left - 6, claim.first), claim.left)
    return claim.mention.hedge is Hedge.NEARLY or any(word in _AHEAD for word in words)


_AHEAD = frozenset({"turned", "turns", "turning", "turn", "short", "shy", "approaching", "nearing", "before"})
