"""Recompute what a sentence states from evidence: ages, spans, multiples, shares, sums.

Small numbers are easy to reach: among thirty facts some pair always divides to
about three, and some two dates always lie five years apart. A derivation that
merely reaches the number proves nothing. So each is *typed by the sentence*:
“four times the principal” divides by a budget and nothing else, “of which the
United States supplied 5 percent” divides one film's American gross by its
world gross, “three years later” spans from a date of the film to a date the
sentence speaks of. What the sentence does not speak of is not tried, and the
number of pairs tried is bounded.

A derivation keeps its formula with live inputs (“28262574 / 1900000 = 14.88”).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from ledgergen.core.figures import vocabulary
from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.claim import Claim, Reading
from ledgergen.core.figures.facts import MAIN, UNKNOWN, Datum
from ledgergen.core.figures.mention import Hedge, Kind, Mention, Period

MOST_PAIRS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """A value recomputed from evidence."""

    formula: str
    inputs: tuple[Datum, ...]
    what: str
    """In words, for the reason: “gross divided by budget”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Term:
    """A number that takes part, and the fact or figure it comes from."""

    value: Decimal
    datum: Datum | None = None


def derive(claim: Claim, reading: Reading) -> Derivation | None:
    """Return a derivation that yields the stated figure and fits what the sentence claims."""
    match claim.mention.kind:
        case Kind.AGE:
            return _derive_age(claim, reading)
        case Kind.DURATION:
            return _derive_span(claim, reading) or _derive_runtime_gap(claim, reading)
        case Kind.MULTIPLE:
            return _derive_multiple(claim, reading)
        case Kind.PERCENT | Kind.FRACTION:
            return _derive_share(claim, reading) or _derive_pair(claim, reading)
        case Kind.MONEY:
            return _derive_difference(claim, reading)
        case Kind.COUNT:
            return _derive_count(claim, reading) or _derive_bare_age(claim, reading)
        case Kind.DATE:
            return _derive_eve(claim, reading)
        case Kind.SCORE:
            return _derive_pair(claim, reading)
        case Kind.ORDINAL:
            return _derive_ordinal(claim, reading)
        case _:
            return None


# --- ages -------------------------------------------------------------------


def _derive_age(claim: Claim, reading: Reading) -> Derivation | None:
    index, mention = reading.index, claim.mention
    slack = 1 if _looks_ahead(claim, reading) else 0
    for person in claim.persons:
        if person == UNKNOWN:
            continue
        for birth in index.find(person, "birth_date"):
            if birth.period is None:
                continue
            for moment, datum in _find_moments(claim, reading):
                least = _years_between(birth.period.last, moment.first)
                most = _years_between(birth.period.first, moment.last) + slack
                if mention.low <= most and least <= mention.high and least >= 0:
                    formula = f"{moment.first} minus {birth.fact.value} = {most if slack else least} years"
                    inputs = (birth, datum) if datum else (birth,)
                    return Derivation(formula=formula, inputs=inputs, what="age at that moment")
    return None


def _derive_bare_age(claim: Claim, reading: Reading) -> Derivation | None:
    """“Peter Fonda, 29 at release”: a bare number beside a person, or beside an opening, may be an age."""
    mention = claim.mention
    if (
        mention.unit
        or (mention.noun and mention.noun != "respectively")
        or not 5 <= mention.value <= 99
        or mention.value != int(mention.value)
    ):
        return None
    if any(
        cue.kind in {"person", "moment"} for cue in reading.sentence_cues(claim.left - 14, claim.right + 8)
    ):
        return _derive_age(claim, reading)
    return None


def _derive_eve(claim: Claim, reading: Reading) -> Derivation | None:
    """“By 1963 his credit was good”: a year that sets the scene for a film of the year after."""
    release = reading.index.entities[MAIN].release
    period = claim.mention.period
    if release is None or period is None or claim.mention.unit in {"day", "decade", "century"}:
        return None
    section = reading.document.section_of(claim.mention.start)
    if (
        claim.event
        or section not in {None, 1}
        or reading.is_behind_paragraph_start(reading.sentence_of(claim.mention))
    ):
        return None
    opening = reading.words_between(claim.first, claim.left)
    if len(opening) > 4 or not any(word in _SETTING for word in opening):
        return None
    years = {n.release.first.year for n in reading.index.entities if n.kind == "film" and n.release}
    is_eve = 0 <= release.first.year - period.first.year <= 1 and period.first <= release.first
    if is_eve or (period.first.year in years and period.first.year < release.first.year):
        formula = f"{_show(period)} stands before {_show(release)}"
        return Derivation(formula=formula, inputs=(), what="the eve of the film")
    return None


_SETTING = frozenset({"in", "by", "of", "as", "at", "entering", "when", "before", "during", "through"})


def _looks_ahead(claim: Claim, reading: Reading) -> bool:
    words = reading.words_between(claim.left - 6, claim.left)
    return claim.mention.hedge is Hedge.NEARLY or any(word in _AHEAD for word in words)


_AHEAD = frozenset({"turning", "turn", "short", "shy", "approaching", "nearing", "before"})


def _years_between(earlier: date, later: date) -> int:
    return later.year - earlier.year - ((later.month, later.day) < (earlier.month, earlier.day))


def _find_moments(claim: Claim, reading: Reading) -> Iterator[tuple[Period, Datum | None]]:
    """Yield the moments at which an age may be meant: said in the sentence, else the film's own."""
    said = [
        mention.period
        for mention in reading.mentions_between(claim.first, claim.end)
        if mention.kind is Kind.DATE
        and mention.period
        and not mention.is_yearless
        and mention is not claim.mention
    ]
    for period in said:
        yield period, None
    is_released = any(cue.kind == "moment" for cue in reading.sentence_cues(claim.first, claim.end))
    if said and not is_released:
        return
    cues = reading.sentence_cues(claim.first, claim.end)
    named = [film for cue in cues if cue.kind == "film" and cue.end <= claim.left for film in cue.entities]
    named = named or [MAIN for cue in cues if cue.kind == "film" and cue.value == "main"]
    for film in dict.fromkeys(named or (*claim.films, MAIN)):
        if film == UNKNOWN:
            continue
        for datum in reading.index.entities[film].data:
            if datum.period and vocabulary.GROUPS.get(datum.attribute) in {"release", "shoot"}:
                yield datum.period, datum


def _is_bracketed(mention: Mention, reading: Reading) -> bool:
    """Tell whether a date stands in brackets behind a title and dates only that."""
    return reading.document.text[mention.start - 1 : mention.start] == "("


# --- spans between dates -----------------------------------------------------

_DAYS = {"day": Decimal(1), "week": Decimal(7), "fortnight": Decimal(14), "month": Decimal("30.44")}
_YEARS = {"year": Decimal(1), "decade": Decimal(10), "century": Decimal(100)}
_YEAR_DAYS = Decimal("365.2425")


def _derive_span(claim: Claim, reading: Reading) -> Derivation | None:
    mention = claim.mention
    if mention.unit not in _DAYS and mention.unit not in _YEARS:
        return None
    words = reading.words_between(claim.left - 6, claim.left) + reading.words_between(
        claim.right, claim.right + 6
    )
    if "of" in reading.words_between(claim.right, claim.right + 1):
        return _derive_decades(claim, reading)
    if not any(word in vocabulary.SPAN_WORDS for word in words):
        return None
    near, far = _find_ends(claim, reading)
    pairs = ((one, other) for one in near for other in far if one[0] != other[0])
    for (one, datum), (other, second) in islice(pairs, MOST_PAIRS):
        if _spans(mention, one, other):
            inputs = tuple(d for d in (datum, second) if d)
            first, last = sorted((one, other), key=lambda period: period.first)
            formula = f"{_show(first)} to {_show(last)} = {mention.text}"
            return Derivation(formula=formula, inputs=inputs, what="time between the two dates")
    return None


def _derive_decades(claim: Claim, reading: Reading) -> Derivation | None:
    """“Three decades of …, from the 1960s through the 1970s to the 1980s” counts what it lists."""
    decades = {m.low for m in _dates(reading, claim.first, claim.end) if m.unit == "decade"}
    if claim.mention.unit == "decade" and len(decades) > 1 and claim.mention.value == len(decades):
        names = " + ".join(f"{year}s" for year in sorted(decades))
        return Derivation(formula=f"{names} = {len(decades)}", inputs=(), what="count of the decades named")
    return None


_End = tuple[Period, Datum | None]


def _find_ends(claim: Claim, reading: Reading) -> tuple[list[_End], list[_End]]:
    """Return the dates the sentence speaks of, and those it may count from."""
    index = reading.index
    said = _dates(reading, claim.first, claim.end)
    cues = reading.sentence_cues(claim.first, claim.end)
    films = [n for cue in cues if cue.kind == "film" for n in cue.entities if n != UNKNOWN]
    people = [n for cue in cues if cue.kind == "person" for n in cue.entities if n != UNKNOWN]
    known: list[_End] = []
    for number in dict.fromkeys((*films, *claim.films, MAIN, *people)):
        if number != UNKNOWN:
            known.extend((d.period, d) for d in index.entities[number].data if d.period)
    events = {cue.value for cue in cues if cue.kind == "event"}
    known.extend(
        (Period(first=date(d.year, 1, 1), last=date(d.year, 12, 31)), d)
        for d in index.entities[MAIN].data
        if d.year and d.event in events
    )
    known.extend(_find_birthdays(claim, reading))
    sentence = reading.sentence_of(claim.mention)
    before = reading.tokens_of(sentence - 1)
    there: list[_End] = [
        (m.period, None) for m in (*said, *_dates(reading, before.start, before.stop)[-1:]) if m.period
    ]
    beside = _find_date_beside(claim, reading, said)
    if beside:
        # “thirteen days later, on July 16”: one end is said.
        near = [(period, datum) for period, datum in known if _is_within(period, beside)] or [(beside, None)]
        return near, (there + known)[:60]
    named = dict.fromkeys((*films, *people)) or dict.fromkeys(claim.films)
    near = [(period, d) for period, d in known if d and (d.subject in named or d.event in events)]
    return (there[: len(said)] + near)[:40], (there + known)[:60]


def _find_birthdays(claim: Claim, reading: Reading) -> Iterator[_End]:
    """“Two weeks short of forty”: a birthday is a date the sentence counts to."""
    words = reading.words_between(claim.left - 4, claim.right + 6)
    if not any(word in _BIRTHDAY_WORDS for word in words):
        return
    for person in claim.persons:
        births = reading.index.find(person, "birth_date") if person != UNKNOWN else []
        for datum in births:
            release = reading.index.entities[MAIN].release
            if datum.period and release and datum.period.first == datum.period.last:
                born = datum.period.first
                # 29 February has its birthday on the 28th.
                day = born.replace(year=release.first.year, day=min(born.day, 28 if born.month == 2 else 31))
                yield Period(first=day, last=day), datum


_BIRTHDAY_WORDS = frozenset({"short", "birthday", "turning", "turned", "shy"})


def _is_within(period: Period, stated: Period) -> bool:
    return stated.first <= period.first and period.last <= stated.last


def _find_date_beside(claim: Claim, reading: Reading, said: list[Mention]) -> Period | None:
    """Return the date that stands next to the duration with at most a comma and small words between."""
    document = reading.document
    for mention in said:
        left, right = document.token_at(mention.start), document.token_at(mention.end)
        gap = (
            document.words[claim.right : left] if left >= claim.right else document.words[right : claim.left]
        )
        if len(gap) <= 5 and all(word in _LINKING or not word.isalnum() for word in gap):
            return mention.period
    return None


_LINKING = frozenset(
    {"later", "on", "in", "after", "earlier", "almost", "nearly", "exactly", "about", "some", "just", "only"}
)


def _dates(reading: Reading, first: int, end: int) -> list[Mention]:
    return [
        mention
        for mention in reading.mentions_between(first, end)
        if mention.kind is Kind.DATE and mention.period and not mention.is_yearless
    ]


def _spans(mention: Mention, one: Period, other: Period) -> bool:
    """Tell whether the time between two dates is the duration stated."""
    first, last = (one, other) if one.first <= other.first else (other, one)
    days = Decimal((last.first - first.first).days)
    widest = Decimal((last.last - first.first).days)
    narrowest = Decimal(max((last.first - first.last).days, 0))
    is_exact = first.first == first.last and last.first == last.last
    if mention.unit in _DAYS:
        if not is_exact:
            return False
        return agree(mention, days / _DAYS[mention.unit]) is not None
    scale = _YEARS[mention.unit]
    if is_exact:
        years = days / _YEAR_DAYS / scale
        calendar = Decimal(last.first.year - first.first.year) / scale
        return agree(mention, years) is not None or (
            mention.hedge in {Hedge.NONE, Hedge.ABOUT}
            and calendar == mention.value
            and abs(years - calendar) < 1
        )
    calendar = Decimal(last.first.year - first.first.year) / scale
    if agree(mention, calendar) is not None:
        return True
    reach = (narrowest / _YEAR_DAYS / scale, widest / _YEAR_DAYS / scale)
    return mention.hedge is not Hedge.NONE and any(agree(mention, end) for end in reach)


def _show(period: Period) -> str:
    if period.first == period.last:
        return period.first.isoformat()
    return str(period.first.year)


def _derive_runtime_gap(claim: Claim, reading: Reading) -> Derivation | None:
    worth = {"minute": Decimal(1), "hour": Decimal(60)}.get(claim.mention.unit)
    words = reading.words_between(claim.right, claim.right + 4)
    if worth is None or not any(word in vocabulary.DIFFERENCE_WORDS for word in words):
        return None
    terms = reading.index.by_attribute.get("runtime", [])
    for one in terms:
        for other in terms:
            if one.value and other.value and one.subject != other.subject and one.value > other.value:
                if agree(claim.mention, (one.value - other.value) / worth):
                    formula = f"{one.fact.value} - {other.fact.value} = {one.value - other.value}"
                    return Derivation(
                        formula=formula, inputs=(one, other), what="difference of running times"
                    )
    return None


# --- ratios --------------------------------------------------------------------


def _money_of(reading: Reading, films: Iterable[int], group: str) -> list[_Term]:
    terms = []
    for film in films:
        if film == UNKNOWN:
            continue
        for datum in reading.index.entities[film].data:
            if (
                datum.value
                and datum.value > 0
                and vocabulary.GROUPS.get(datum.attribute) == group
                and _is_money(datum)
            ):
                terms.append(_Term(value=datum.value, datum=datum))
    return terms


def _is_money(datum: Datum) -> bool:
    return len(datum.unit) == 3 and datum.unit.isupper()


def _films_in_reach(claim: Claim, reading: Reading) -> tuple[int, ...]:
    cues = reading.sentence_cues(claim.first, claim.end)
    films = [n for cue in cues if cue.kind == "film" for n in cue.entities]
    return tuple(n for n in dict.fromkeys((*claim.films, *films, MAIN)) if n != UNKNOWN)[:8]


def _derive_multiple(claim: Claim, reading: Reading) -> Derivation | None:
    films = _films_in_reach(claim, reading)
    costs = _money_of(reading, films, "cost")
    grosses = _in_territory(_money_of(reading, films, "gross"), claim.territory)
    of = _find_object(claim, reading)
    stated = _find_apposed(claim, reading, costs + _money_of(reading, films, "gross"))
    if stated:
        bottoms = _money_of(reading, films, "gross") if of == "gross" else costs
        return _first_ratio(claim.mention, _against(stated, bottoms), Decimal(1))
    pairs: list[tuple[_Term, _Term]] = []
    if of != "gross":
        pairs += _same_film(grosses, costs)
        pairs += _same_film(_money_of(reading, films, "marketing"), costs)
        pairs += (
            _same_film(_money_of(reading, films, "opening"), costs)
            if _speaks_of(claim, reading, "opening")
            else []
        )
        pairs += _across(costs, costs)
    if of != "cost":
        pairs += [(top, bottom) for top, bottom in _across(grosses, grosses) if _is_like(top, bottom)]
    return _first_ratio(claim.mention, pairs, Decimal(1))


def _find_object(claim: Claim, reading: Reading) -> str:
    """Return what stands behind “times” or “of”: `cost`, `gross`, or empty where nothing known stands there."""
    weak = ""
    words = reading.document.words
    for cue in reading.sentence_cues(claim.right, min(claim.right + 9, claim.end)):
        if any(word in _ENDING for word in words[claim.right : cue.start]):
            break
        if cue.kind == "money" and cue.value in {"cost", "gross"}:
            if not cue.is_weak:
                return cue.value
            weak = weak or cue.value
    return weak


_ENDING = frozenset({",", ";", ":", ".", "and", "but", "while", "with"})


def _find_apposed(claim: Claim, reading: Reading, terms: list[_Term]) -> list[_Term]:
    """Return the amount that the figure restates: “$517,375, almost a third of cost”.

    Facts behind the stated amount stand in for it, where there are any: they are more precise.
    """
    before = reading.mentions_between(max(claim.first, claim.left - 12), claim.left)
    if not before or before[-1].kind is not Kind.MONEY or before[-1].value <= 0:
        return []
    gap = reading.words_between(reading.document.token_at(before[-1].end), claim.left)
    if "," not in gap or len(gap) > 7 or not all(word in _APPOSING or not word.isalpha() for word in gap):
        return []
    meant = [term for term in terms if term.datum and agree(before[-1], term.value, is_approximate=True)]
    meant = [term for term in meant if term.datum and before[-1].unit in {term.datum.unit, ""}]
    return meant or [_Term(value=before[-1].value)]


_APPOSING = frozenset(
    """
    or some about roughly nearly almost more less than over under just around approximately close to only merely a mere better exactly
    precisely barely an estimated worldwide globally domestically abroad overseas home at
    """.split()
)


def _speaks_of(claim: Claim, reading: Reading, group: str) -> bool:
    cues = reading.sentence_cues(claim.first, claim.end)
    return any(cue.kind == "money" and cue.value == group for cue in cues)


def _in_territory(terms: list[_Term], territory: str) -> list[_Term]:
    """Keep the grosses of the territory that is said; those of the world where none is."""
    if territory == "home":
        kept = [
            term for term in terms if term.datum and term.datum.territory not in {"worldwide", "overseas"}
        ]
    elif territory and territory != "worldwide":
        kept = [term for term in terms if term.datum and term.datum.territory in {territory, ""}]
    else:
        kept = [term for term in terms if term.datum and term.datum.territory in {"worldwide", ""}]
        told = {term.datum.subject for term in kept if term.datum}
        kept += [term for term in terms if term.datum and term.datum.subject not in told]
    return kept or terms


def _is_like(top: _Term, bottom: _Term) -> bool:
    """Tell whether two grosses can be compared: those of two films in one territory."""
    if top.datum is None or bottom.datum is None or top.datum.subject == bottom.datum.subject:
        return False
    territories = {top.datum.territory, bottom.datum.territory}
    return len(territories - {""}) <= 1


def _is_part(top: _Term, bottom: _Term) -> bool:
    """Tell whether one gross is part of another: one film's in a territory, and its world's."""
    if top.datum is None or bottom.datum is None:
        return False
    return top.datum.territory not in {"", "worldwide"} and bottom.datum.territory in {"", "worldwide"}


def _same_film(tops: list[_Term], bottoms: list[_Term]) -> list[tuple[_Term, _Term]]:
    return [
        (top, bottom)
        for top in tops
        for bottom in bottoms
        if top.datum
        and bottom.datum
        and top.datum.subject == bottom.datum.subject
        and _share_unit(top, bottom)
    ]


def _across(tops: list[_Term], bottoms: list[_Term]) -> list[tuple[_Term, _Term]]:
    """Pair amounts of different films."""
    return [
        (top, bottom)
        for top in tops
        for bottom in bottoms
        if top.datum
        and bottom.datum
        and top.datum.subject != bottom.datum.subject
        and _share_unit(top, bottom)
    ]


def _against(stated: list[_Term], bottoms: list[_Term]) -> list[tuple[_Term, _Term]]:
    """Pair an amount that the sentence states with all that it may be measured by."""
    return [
        (top, bottom)
        for top in stated
        for bottom in bottoms
        if top.value != bottom.value and _share_unit(top, bottom)
    ]


def _share_unit(top: _Term, bottom: _Term) -> bool:
    return top.datum is None or bottom.datum is None or top.datum.unit == bottom.datum.unit


def _first_ratio(mention: Mention, pairs: Iterable[tuple[_Term, _Term]], scale: Decimal) -> Derivation | None:
    for top, bottom in islice(pairs, MOST_PAIRS):
        ratio = top.value / bottom.value * scale
        if agree(mention, ratio):
            formula = f"{_plain(top.value)} / {_plain(bottom.value)} = {_short(ratio / scale)}"
            return _build_ratio(formula, top, bottom)
    return None


def _build_ratio(formula: str, top: _Term, bottom: _Term) -> Derivation:
    inputs = tuple(term.datum for term in (top, bottom) if term.datum)
    names = [f"{datum.fact.subject} {datum.attribute.replace('_', ' ')}" for datum in inputs]
    return Derivation(formula=formula, inputs=inputs, what=" divided by ".join(names))


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _short(value: Decimal) -> str:
    return f"{value:.4g}" if abs(value) < 10000 else f"{value:.0f}"


def _derive_share(claim: Claim, reading: Reading) -> Derivation | None:
    mention = claim.mention
    scale = Decimal(100) if mention.kind is Kind.PERCENT else Decimal(1)
    pairs = list(islice(_share_pairs(claim, reading), MOST_PAIRS))
    found = _first_ratio(mention, pairs, scale)
    if found:
        return found
    words = reading.words_between(claim.left - 8, claim.right + 9)
    if any(word in vocabulary.COMPLEMENT_WORDS for word in words):
        for top, bottom in pairs:
            rest = 1 - top.value / bottom.value
            if rest > 0 and agree(mention, rest * scale):
                return _build_ratio(
                    f"1 - {_plain(top.value)} / {_plain(bottom.value)} = {_short(rest)}", top, bottom
                )
    if any(word in vocabulary.CHANGE_WORDS for word in words):
        for top, bottom in pairs:
            change = abs(top.value / bottom.value - 1)
            if change > 0 and agree(mention, change * scale):
                return _build_ratio(
                    f"{_plain(top.value)} / {_plain(bottom.value)} - 1 = {_short(change)}", top, bottom
                )
    return None


def _share_pairs(claim: Claim, reading: Reading) -> Iterator[tuple[_Term, _Term]]:
    """Yield part and whole, as far as the sentence speaks of them."""
    of = _read_whole(claim, reading)
    if of == "other":
        return
    films = _films_in_reach(claim, reading)
    costs = _money_of(reading, films, "cost")
    grosses = _money_of(reading, films, "gross")
    stated = _find_apposed(claim, reading, costs + grosses)
    if stated:
        is_cost = any(term.datum and term.datum.attribute == "budget" for term in stated)
        yield from _against(stated, costs if of == "cost" or (is_cost and not of) else grosses)
        return
    parts = _in_territory(grosses, claim.territory)
    if of in {"", "gross"}:
        inner = parts if claim.territory not in {"", "worldwide"} else grosses
        yield from (pair for pair in _same_film(inner, grosses) if _is_part(*pair))
        if _speaks_of(claim, reading, "opening"):
            yield from _same_film(_money_of(reading, films, "opening"), parts)
    if of in {"", "cost"}:
        yield from _same_film(parts, costs)
        yield from _across(costs, costs)


def _read_whole(claim: Claim, reading: Reading) -> str:
    """Return what the share is a share of: `cost`, `gross`, `other`, or empty where nothing is said."""
    words = reading.words_between(claim.right, min(claim.right + 8, claim.end))
    if words[:1] == ("of",):
        known = _find_object(claim, reading)
        if known:
            return known
        titles = [cue for cue in reading.sentence_cues(claim.right, claim.right + 7) if cue.kind == "film"]
        return "" if titles or any(word in _WHOLES for word in words[1:4]) else "other"
    around = reading.words_between(max(claim.first, claim.left - 8), min(claim.right + 6, claim.end))
    if any(word in _RATING_WORDS for word in around):
        return "other"
    near = reading.sentence_cues(max(claim.first, claim.left - 10), min(claim.right + 8, claim.end))
    return "" if any(cue.kind in {"money", "territory"} for cue in near) else "other"


_RATING_WORDS = frozenset(
    "critic critics audience audiences rating ratings score scores scored approval tomatoes tomatometer metacritic reviewers viewers".split()
)


_WHOLES = frozenset(
    {"it", "that", "this", "them", "which", "total", "what", "sum", "amount", "figure", "those"}
)


# --- sums and differences --------------------------------------------------------


def _derive_difference(claim: Claim, reading: Reading) -> Derivation | None:
    mention = claim.mention
    words = reading.words_between(claim.left - 10, claim.right + 8)
    if "cent" in mention.text or "¢" in mention.text:
        return _derive_cents(claim, reading)
    if not any(word in vocabulary.DIFFERENCE_WORDS for word in words):
        return None
    films = _films_in_reach(claim, reading)
    costs, grosses = _money_of(reading, films, "cost"), _money_of(reading, films, "gross")
    pairs = [(bottom, top) for top, bottom in _same_film(grosses, grosses) if _is_part(top, bottom)]
    worldwide = _in_territory(grosses, claim.territory)
    pairs += _same_film(worldwide, costs) + _same_film(costs, worldwide)
    pairs += _across(costs, costs) + [pair for pair in _across(grosses, grosses) if _is_like(*pair)]
    for top, bottom in islice(pairs, MOST_PAIRS):
        if mention.unit and top.datum and top.datum.unit != mention.unit:
            continue
        gap = top.value - bottom.value
        if gap > 0 and agree(mention, gap):
            inputs = tuple(term.datum for term in (top, bottom) if term.datum)
            formula = f"{_plain(top.value)} - {_plain(bottom.value)} = {_plain(gap)}"
            return Derivation(formula=formula, inputs=inputs, what="difference of the two")
    return None


def _derive_cents(claim: Claim, reading: Reading) -> Derivation | None:
    """“Seven cents on the dollar” is a share in other words."""
    if "dollar" not in reading.words_between(claim.right, claim.right + 5):
        return None
    films = _films_in_reach(claim, reading)
    grosses, costs = _money_of(reading, films, "gross"), _money_of(reading, films, "cost")
    return _first_ratio(claim.mention, _same_film(grosses, costs), Decimal(1))


# --- counts and ordinals ------------------------------------------------------------


def _derive_count(claim: Claim, reading: Reading) -> Derivation | None:
    mention, index = claim.mention, reading.index
    cues = reading.sentence_cues(claim.first, claim.end)
    events = {claim.event} if claim.event else {cue.value for cue in cues if cue.kind == "event"}
    events -= {"all", ""}
    won = [
        d
        for d in index.by_attribute.get("award", ())
        if d.fact.qualifiers.get("result", "won") != "nominated"
    ]
    for event in sorted(events):
        listed = [d for d in won if d.event == event and d.subject in claim.films]
        least = 1 if claim.result == "won" or not mention.noun else 2
        if len(listed) >= least and mention.value == len(listed):
            names = " + ".join(d.fact.value for d in listed)
            return Derivation(
                formula=f"{names} = {len(listed)}", inputs=tuple(listed), what="count of awards"
            )
    if mention.noun.split()[-1:] in (["companies"], ["studios"], ["producers"], ["partners"], ["outfits"]):
        for datum in index.by_attribute.get("company", ()):
            names = [name for name in datum.fact.value.split(",") if name.strip()]
            if len(names) > 1 and mention.value == len(names):
                formula = f"{' + '.join(name.strip() for name in names)} = {len(names)}"
                return Derivation(formula=formula, inputs=(datum,), what="count of companies")
    if mention.noun.split()[-1:] in (["features"], ["films"], ["pictures"], ["movies"]):
        words = reading.words_between(claim.left - 4, claim.left)
        for datum in index.find(MAIN, "film_number"):
            if datum.value and "after" in words and datum.value - 1 == mention.value:
                formula = f"{datum.fact.value} - 1 = {mention.text}"
                return Derivation(formula=formula, inputs=(datum,), what="films made before this one")
    return None


def _derive_pair(claim: Claim, reading: Reading) -> Derivation | None:
    """“Two out of four” at an event: wins and nominations."""
    mention, index = claim.mention, reading.index
    if mention.other is None:
        return None
    part = mention.value * mention.other if mention.kind is Kind.FRACTION else mention.value
    won = [d for d in index.by_attribute.get("award_count", ()) if d.value == part]
    named = [d for d in index.by_attribute.get("nomination_count", ()) if d.value == mention.other]
    for one in won:
        for other in named:
            if (one.subject, one.event) == (other.subject, other.event) and claim.event in {one.event, ""}:
                formula = f"{one.fact.value} of {other.fact.value}"
                return Derivation(formula=formula, inputs=(one, other), what="wins and nominations")
    return None


def _derive_ordinal(claim: Claim, reading: Reading) -> Derivation | None:
    index, mention = reading.index, claim.mention
    if mention.value == 1 and mention.noun in {"", "time", "director"}:
        for datum in index.find(MAIN, "film_number"):
            if datum.value == 1:
                return Derivation(formula="film number 1", inputs=(datum,), what="first film")
    return None
