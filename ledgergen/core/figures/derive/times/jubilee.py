"""The year of an anniversary, and which one it is: “its golden jubilee belongs to 2034”.

Where a sentence, or the question that it answers, says which anniversary of a film it is, the year is so
many years after the film first came out, or after it came out at home.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledgergen.core.figures.bind.before import find_before, find_first
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.datum import Datum
from ledgergen.core.figures.facts.one_subject import find_one_film
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.wordlists import word_set


def derive_jubilee(view: View) -> Derivation | None:
    """“Its fiftieth anniversary fell in 2016”, “the film turned fifty in 2016”: the year, and the age."""
    claim, reading = view.claim, view.reading
    first = _find_first(view)
    words = reading.words_between(first, claim.end)
    is_half = {*words} >= _HALF_CENTURY
    if (_JUBILEES.isdisjoint(words) and not is_half) or not _is_of_film(view, first):
        return None
    said = reading.mentions_between(first, claim.end)
    counts = [m for m in said if _is_jubilee(m, view)]
    dates = [m for m in said if _is_year(m)]
    called = [years for word, years in _CALLED.items() if word in words]
    years = [int(m.value) for m in counts] or called or ([_FIFTY] if is_half else [])
    is_either = claim.mention.start in {m.start for m in (*counts, *dates)}
    if len(years) != 1 or len(dates) != 1 or not is_either:
        return None
    cues = reading.sentence_cues(first, claim.end)
    for film in find_one_film(claim, cues, reading):
        for datum, year in _find_years(view, film):
            if year + years[0] == int(dates[0].low):
                formula = f"{year} + {years[0]} = {year + years[0]}"
                return Derivation(formula=formula, inputs=(datum,), what="the anniversary")
    return None


def _find_first(view: View) -> int:
    """Return where the talk of the anniversary begins: with the question that is answered, or before."""
    claim, reading = view.claim, view.reading
    if (first := find_first(claim, reading)) < claim.first or not _JUBILEES.isdisjoint(claim.words):
        return first
    if not (before := find_before(claim, reading)):
        return first
    is_told = not _JUBILEES.isdisjoint(reading.words_between(before.start, before.stop))
    return before.start if is_told else claim.first


def _is_year(mention: Mention) -> bool:
    """Tell whether a number is a year; one far ahead may be read as a count: “it belongs to 2061”."""
    if mention.kind is Kind.DATE:
        return mention.unit == "year"
    is_bare = mention.kind is Kind.COUNT and not mention.noun and not mention.unit
    return is_bare and len(mention.text) == _DIGITS and _NEXT <= mention.value < _LAST


def _find_years(view: View, film: int) -> Iterator[tuple[Datum, int]]:
    """Yield the years in which a film first came out, was first shown, and came out at home."""
    for attribute in ("release_date", "premiere_date"):
        data = [d for d in view.reading.index.find(film, attribute) if d.period]
        dated = sorted((d.period.first.year, n) for n, d in enumerate(data) if d.period)
        home = [(year, n) for year, n in dated if data[n].territory == "US"]
        yield from ((data[n], year) for year, n in dict.fromkeys((*dated[:1], *home[:1])))


def _is_of_film(view: View, first: int) -> bool:
    """Tell whether a film has the anniversary, and nobody a birthday."""
    cues = view.reading.sentence_cues(first, view.claim.end)
    words = view.reading.words_between(first, view.claim.end)
    is_film = any(cue.kind == "film" for cue in cues) or not _FILMS.isdisjoint(words)
    if _ANNIVERSARIES.isdisjoint(words):
        return is_film and not any(cue.kind == "person" for cue in cues)  # whoever turned fifty
    return is_film or len(words) <= _HEADING


def _is_jubilee(mention: Mention, view: View) -> bool:
    """Tell whether a figure says which anniversary, or how many years a film turned."""
    document, reading = view.reading.document, view.reading
    left, right = document.token_at(mention.start), document.token_at(mention.end)
    if mention.kind is Kind.ORDINAL:
        behind = (*mention.noun.split(), *reading.words_between(right, right + 3))
        is_early = not _JUBILEES.isdisjoint(reading.words_between(left - _HEADING * 2, left))
        return not (_ANNIVERSARIES | _BIRTHDAYS).isdisjoint(behind) or (is_early and not mention.noun)
    return mention.kind is Kind.AGE and reading.words_between(left - 1, left)[0] in _TURNING


_ANNIVERSARIES = word_set("anniversary jubilee anniversaries centenary")
_BIRTHDAYS = frozenset({"birthday"})
_TURNING = frozenset({"turned", "turns"})
_JUBILEES = _TURNING | _ANNIVERSARIES | _BIRTHDAYS
_CALLED = {"silver": 25, "golden": 50, "diamond": 60, "centenary": 100}
_FILMS = word_set("it its film film's picture picture's movie movie's feature release")
_HALF_CENTURY, _FIFTY = frozenset({"half", "century"}), 50
_HEADING = 8
_DIGITS = 4
_NEXT, _LAST = 2000, 2200
"""Years to which the anniversaries of films are looked forward to."""
