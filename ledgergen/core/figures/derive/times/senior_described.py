"""Years between two people of whom one is described: “the don was fifteen years older than his director”.

A description may be of anybody but whom it is set beside. So each two whose birthdays lie so far apart,
the right way round, are tried, and each pair counts as luck. Who is named, or directs, is
who is meant on that side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from ledgergen.core.figures.closed_classes import PERSONAL_POSSESSIVES, STOPS
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.luck import Luck
from ledgergen.core.figures.derive.person import find_taken_up, is_part, read_name
from ledgergen.core.figures.derive.times.age_form import is_owner
from ledgergen.core.figures.derive.times.senior import OLDER, YOUNGER, is_so_much_older
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.durations import YEARS
from ledgergen.core.figures.facts.datum import UNKNOWN, Datum
from ledgergen.core.figures.mention import Hedge, Mention, Period
from ledgergen.core.figures.wordlists import word_set

Pair = tuple[Datum, Datum]


def reckon_seniority(view: View) -> Derivation | None:
    """Return the years between two people, one of them described, as luck allows."""
    claim = view.claim
    is_alike = _AS_OLD.issubset(view.before(_NEAR + _NEAR))
    if claim.mention.unit not in YEARS and claim.mention.unit != "month" and not is_alike:
        return None
    sign = _read_sign(view)
    if not sign and not _is_apart(view):
        return None
    luck, width = Luck(), _WIDTH if claim.mention.unit in YEARS else _WIDTH / _MONTHS
    for one, other in _find_pairs(view, is_signed=bool(sign)):
        if one.period is None or other.period is None:
            continue
        if sign and (one.period.first < other.period.first) is not (sign > 0):
            continue
        if not luck.pays(width):
            return None
        if is_so_much_older(claim, one, other) and not _is_short(claim.mention, one.period, other.period):
            formula = f"{one.fact.value} and {other.fact.value} are {claim.mention.text} apart"
            return Derivation(formula=formula, inputs=(one, other), what="between two birthdays")
    return None


def _read_sign(view: View) -> int:
    """Return 1 where the first told of is the older, -1 where the younger, 0 where no word compares."""
    words = frozenset(_read_comparing(view)) | _read_compared(view)
    if _has_years_on(view) or not words.isdisjoint(OLDER):
        return 1
    return 0 if words.isdisjoint(YOUNGER) else -1


def _is_short(mention: Mention, one: Period, other: Period) -> bool:
    """Tell whether years that nothing hedges are not yet full: of whom is only described, all must fit."""
    if mention.hedge is not Hedge.NONE or mention.unit not in YEARS:
        return False
    days = abs((one.first - other.first).days)
    return days < (float(mention.value) - _SHORT) * float(YEARS[mention.unit]) * 365.2425


def _read_comparing(view: View) -> tuple[str, ...]:
    behind = view.behind(_NEAR)
    end = next((n for n, word in enumerate(behind) if word in STOPS or word == ","), len(behind))
    return behind[:end]


def _has_years_on(view: View) -> bool:
    """“He had sixteen years on his director”."""
    return view.behind(1) == ("on",) and not _HAVING.isdisjoint(view.before(_HEDGED))


def _read_compared(view: View) -> frozenset[str]:
    """“Older than his employer by nearly two years”: the word that compares, before “by”."""
    place = _find_comparing(view)
    return frozenset() if place < 0 else frozenset({view.reading.document.words[place]})


def _find_comparing(view: View) -> int:
    """Return the token of the word that compares before a figure, or -1."""
    claim, words = view.claim, view.reading.document.words
    if "by" not in view.before(_HEDGED):
        return -1
    places = range(claim.left - 1, max(claim.left - _COMPARED, claim.first), -1)
    return next((n for n in places if words[n] in OLDER or words[n] in YOUNGER), -1)


def _is_apart(view: View) -> bool:
    """“Teacher and pupil stood twenty years apart in age”: words of ages, and of no dates or films."""
    near = {*_read_comparing(view), *view.before(_NEAR)}
    if _AS_OLD.issubset(view.before(_NEAR + _NEAR)) and "within" in view.before(_HEDGED):
        return True
    if "between" in near and not view.reading.dates_between(view.claim.first, view.claim.end):
        return not near.isdisjoint(_AGES) or any(map(is_part, near))  # “between director and star lay …”
    return not near.isdisjoint(_APART) and not near.isdisjoint(_AGES)


def _find_pairs(view: View, *, is_signed: bool) -> Iterator[Pair]:
    """Yield the two who may be compared, the one first of whom the sentence tells."""
    claim, index = view.claim, view.reading.index
    births = [d for d in index.by_attribute.get("birth_date", ()) if d.period][:_MOST]
    births.sort(key=lambda d: d.subject in index.directors)  # who directs is mostly called so
    words = view.reading.document.words
    stops = (n + 1 for n in range(claim.first, claim.left) if words[n] in STOPS)
    first = max(stops, default=claim.first)
    place = _find_comparing(view)
    if place < 0:
        compared, standard = _find_side(view, first, claim.left), _find_side(view, claim.right, claim.end)
    elif is_owner(words[place - 1]):
        # “Lund was Ruiz's senior by four years.”
        compared, standard = _find_side(view, first, place - 1), _find_side(view, place - 1, place)
    else:
        compared, standard = _find_side(view, first, place), _find_side(view, place + 1, claim.left)
    owner = next(
        (n for n in range(claim.right, min(claim.right + _OWNER, claim.end)) if is_owner(words[n])), 0
    )
    if owner > 0 and place < 0:
        standard = _find_side(view, owner, owner + 1)  # “fourteen years his producer's senior”
    elif not PERSONAL_POSSESSIVES.isdisjoint(view.behind(2)) and not _has_years_on(view):
        # “Marsh took the part; the proprietor, two years his junior …”: his who was named before.
        standard = set(_find_before(view, first)) or set(find_taken_up(claim, view.reading))
        if len(compared) > 1 or not standard:
            return
    # A description is of nobody whom the sentence calls otherwise.
    called = _find_side(view, claim.first, claim.end) | set(_find_directors(view, claim.first, claim.end))
    ones = [d for d in births if d.subject in (compared or {d.subject} - called)]
    others = [d for d in births if d.subject in (standard or {d.subject} - called)]
    seen: set[frozenset[int]] = set()
    for one, other in product(ones, others):
        both = frozenset({one.subject, other.subject})
        is_bound = bool(compared or standard)
        if len(both) < _TWO or both in seen or (is_signed and not is_bound and len(births) > _FEW):
            continue
        if not compared and one.subject in standard:
            continue
        if is_bound:
            seen.add(both)
        yield one, other


def _find_side(view: View, first: int, end: int) -> set[int]:
    """Return who is named between two tokens, or the directors, where a word calls them."""
    reading = view.reading
    limit = next((n for n in range(first, end) if reading.document.words[n] in STOPS), end)
    named = {n for place in range(first, limit) for n in read_name(place, reading)}
    cues = reading.sentence_cues(first, limit)
    named |= {n for c in cues if c.kind == "person" and c.value == "name" for n in c.entities} - {UNKNOWN}
    return named or set(_find_directors(view, first, limit))


def _find_directors(view: View, first: int, end: int) -> tuple[int, ...]:
    words = (word.replace("’", "'").removesuffix("'s") for word in view.reading.words_between(first, end))
    return () if _DIRECTING.isdisjoint(words) else view.reading.index.directors


def _find_before(view: View, end: int) -> Sequence[int]:
    cues = view.reading.sentence_cues(view.claim.first, end)
    named = [
        c.entities for c in cues if c.kind == "person" and c.value == "name" and UNKNOWN not in c.entities
    ]
    return named[-1] if named else ()


_SHORT = 0.25
_WIDTH = 0.03
"""A year and a quarter out of forty: who is fifteen and a half years older is called fifteen years older."""
_MONTHS = 12
_OWNER = 3
_HAVING = frozenset({"had", "has", "gave", "giving", "with"})
_AS_OLD = frozenset({"same", "age"})
_HEDGED = 4
_COMPARED = 10
_NEAR = 6
_TWO, _FEW = 2, 4
_MOST = 8
_DIRECTING = word_set("director filmmaker helmer directing directed")
_APART = frozenset({"apart", "between", "divided", "separated"})
_AGES = word_set(
    "brothers sisters siblings age ages born birth birthday birthdays generation generations years teacher "
    "pupil father son"
)
