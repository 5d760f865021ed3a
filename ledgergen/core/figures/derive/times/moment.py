"""The moments in view of a figure: dates that its sentence says, names or points to.

- *here*: dates in print in the same sentence, *before*: in the sentences just before,
- *named*: dates of the films, persons and events that the sentence names, and of the
  moments for which it has a noun (“the start”, “the premiere”),
- *base*: showings of the film in focus and of the dossier's own,
- *told*: dates of the passages that speak of the same matter.

A date without its year is in the year of the fact that has it, else in that said before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from ledgergen.core.figures.derive.times.stage import STAGES, name_stage
from ledgergen.core.figures.derive.told import find_told_dates
from ledgergen.core.figures.derive.view import BREAKS, Nearness, View
from ledgergen.core.figures.facts.attributes import GROUPS, LIVES, SHOWINGS
from ledgergen.core.figures.facts.datum import UNKNOWN, Datum
from ledgergen.core.figures.facts.values import month_period, put_in_year, year_period
from ledgergen.core.figures.mention import Kind, Mention, Period
from ledgergen.core.figures.wordlists import word_set
from ledgergen.model.valueclass import valueclass

TIMES: Final = frozenset({Kind.DATE, Kind.DURATION, Kind.AGE})
"""The kinds of figure that tell when something was, or how long ago."""


@valueclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date in view."""

    period: Period
    near: Nearness
    datum: Datum | None = None
    place: int = -1
    """Token at which it is said in the sentence, or -1."""
    group: str = ""
    """What the date is of: a cue group of `attributes.GROUPS`; empty where it is only said."""
    subject: int = UNKNOWN

    @property
    def attribute(self) -> str:
        """The attribute of the fact behind it, or empty."""
        return self.datum.attribute if self.datum else ""


def find_moments(view: View, *, is_far: bool = True) -> list[Moment]:
    """Return the dates in view, the nearest first; clear `is_far` for those of the sentence alone."""
    claim, reading = view.claim, view.reading
    here = [m for m in reading.mentions_between(claim.first, claim.end) if m.start != claim.mention.start]
    here = [m for m in here if not _is_of_another_clause(view, m)]
    found = [Moment(period=p, near=Nearness.HERE, place=place) for p, place in _date(view, here)]
    if not is_far:
        return found
    groups = _find_groups(view) | _find_parts(view, found)
    groups |= {"shoot"} if find_noun(view) in _AT_WORK else set()
    earlier = reversed(reading.mentions_between(view.dated_from, claim.first))
    found += [Moment(period=period, near=Nearness.BEFORE) for period, _ in _date(view, earlier)]
    found += _find_facts(view, _find_at_hand(view), Nearness.NAMED, groups)
    found += _find_events(view)
    found += _find_deaths(view) if "death" in groups else []
    found += _find_facts(view, [n for n in view.base if n not in view.named], Nearness.BASE, groups)
    return found[:MOST_MOMENTS]


def is_known(view: View, moment: Moment) -> bool:
    """Tell whether evidence holds a moment: a fact's, a passage's, or one in print that is proven."""
    if moment.place < 0:
        return True
    numbers = view.reading.numbers_between(moment.place, moment.place + 1)
    return any(view.scene.is_proven(number) for number in numbers)


def find_next(view: View) -> list[Moment]:
    """Return the dates of the sentence behind: a paragraph may begin with a time that it then explains."""
    reading = view.reading
    sentence = reading.sentence_of(view.claim.mention)
    if reading.follows(sentence) or not reading.follows(sentence + 1):
        return []
    tokens = reading.tokens_of(sentence + 1)
    mentions = reading.mentions_between(tokens.start, tokens.stop)
    return [Moment(period=period, near=Nearness.BEFORE, group=NEXT) for period, _ in _date(view, mentions)]


def find_called(view: View) -> list[Moment]:
    """Return when films were shown that the sentence calls by a word of their titles: “since the Falcon”."""
    reading = view.reading
    document = reading.document
    places = range(view.claim.first + 1, view.claim.end)
    capitals = [n for n in places if document.text[document.starts[n]].isupper()]
    called = {word for n in capitals if len(word := document.words[n]) >= _SHORTEST_CALLED}
    if not called:
        return []
    films = [e for e in reading.index.entities if e.kind == "film" and e.data and e.number not in view.named]
    named = [e.number for e in films if not called.isdisjoint(e.name.lower().split())]
    return [replace(m, near=Nearness.NAMED) for m in find_showings(view, named[:_FEW])]


def find_told_moments(view: View) -> list[Moment]:
    """Return the dates that passages tell of the matter."""
    told = [*view.scene.told.find_dates_near(view.claim), *find_told_dates(view.claim, view.reading)]
    return [Moment(period=period, near=Nearness.TOLD) for period in told]


def find_told_courses(view: View) -> list[tuple[Moment, Moment]]:
    """Return each two dates that passages on the matter tell one behind the other, in order of time."""
    told = view.scene.told.find_dates_in_order(view.claim)
    pairs = [
        (one, other)
        for (one, here), (other, there) in pairwise(told)
        if abs(there - here) <= 1 and one.first < other.first
    ]
    return [(Moment(period=p, near=Nearness.TOLD), Moment(period=q, near=Nearness.TOLD)) for p, q in pairs]


def _find_at_hand(view: View) -> list[int]:
    """Return what the sentence names, but for the titles that only a later clause brings up."""
    document, claim = view.reading.document, view.claim
    mark = next((n for n in range(claim.right, claim.end) if document.words[n] == ";"), claim.end)
    titles = [c for c in view.cues if c.kind == "film" and not c.is_weak]
    before = {n for c in titles if c.start < mark for n in c.entities}
    return [n for n in view.named if n in before or not any(n in c.entities for c in titles)]


def _is_of_another_clause(view: View, mention: Mention) -> bool:
    """“… only after seven years; *Salt Road* (1979) had …”: a year in brackets dates its own title only."""
    document, claim = view.reading.document, view.claim
    if document.text[mention.start - 1 : mention.start] != "(":
        return False
    place = document.token_at(mention.start)
    return ";" in document.words[min(place, claim.right) : max(place, claim.left)]


def _date(view: View, mentions: Iterable[Mention]) -> Iterator[tuple[Period, int]]:
    """Yield the dates among some figures, and the tokens they stand at."""
    for mention in mentions:
        if mention.kind is not Kind.DATE or mention.period is None or mention.unit in _LONG:
            continue
        if mention.not_a_claim:
            continue
        place = view.reading.document.token_at(mention.start)
        dates = _add_years(view, mention, mention.period) if mention.is_yearless else [mention.period]
        for period in dates:
            yield period, place
            if (period.last - period.first).days > _MONTH and mention.unit == "month":
                yield month_period(period.first.year, period.first.month), place
                yield month_period(period.last.year, period.last.month), place


def _add_years(view: View, mention: Mention, stated: Period) -> Iterator[Period]:
    """Give a day its year: that of a fact of the day, else the year last said before it."""
    day = stated.first
    facts = [
        datum.period
        for datum in view.reading.index.dated
        if datum.period and (datum.period.first.month, datum.period.first.day) == (day.month, day.day)
    ]
    if facts and mention.unit == "day":
        yield from facts[:_FEW]
        return
    place = view.reading.document.token_at(mention.start)
    for other in view.reading.dates_between(place - _WINDOW, place)[-1:]:
        if other.period:
            yield put_in_year(stated, other.period.last.year)


def _find_facts(view: View, numbers: Iterable[int], near: Nearness, groups: set[str]) -> Iterator[Moment]:
    """Yield the dates of films and persons that the sentence's words allow, those of `groups` as named."""
    places = view.sentence.territories
    for number in numbers:
        entity = view.reading.index.entities[number]
        for datum in entity.data:
            if datum.period is None:
                continue
            group = GROUPS.get(datum.attribute, "")
            # “After the premiere”, “behind Germany”: the word itself names the moment.
            is_named = group in groups or (group == "release" and datum.territory in places)
            is_named = is_named or names_version(view, datum)
            if is_named or group in SHOWINGS or (entity.kind != "film" and group not in LIVES):
                said = Nearness.NAMED if is_named else near
                yield Moment(period=datum.period, near=said, datum=datum, group=group, subject=number)


def names_version(view: View, datum: Datum) -> bool:
    """Tell whether a sentence speaks of the version that a fact is of: “later the director's cut”."""
    return bool(datum.variant) and not view.sentence.words.isdisjoint(datum.variant.split())


def _find_groups(view: View) -> set[str]:
    """Return the groups of dates that words of the sentence speak of."""
    groups = {cue.value for cue in view.cues if cue.kind == "moment"}
    said = view.sentence.words
    return groups | {group for group, words in _GROUP_WORDS.items() if not words.isdisjoint(said)}


def _find_parts(view: View, here: Iterable[Moment]) -> set[str]:
    """Return what the days in print are of: beside a shoot's first day, “for five months” is the shoot's."""
    days = {m.period for m in here}
    known = {d.period: GROUPS.get(d.attribute, "") for d in view.reading.index.dated if d.period}
    return {known[day] for day in days if known.get(day) in _PARTED and day.first == day.last}


def _find_events(view: View) -> Iterator[Moment]:
    """Yield the dates of events that the sentence names: a festival, a ceremony."""
    events = {cue.value for cue in view.cues if cue.kind == "event"}
    for datum in view.reading.index.dated if events else ():
        period = datum.period or (year_period(datum.year) if datum.year else None)
        if datum.event in events and period:
            yield Moment(
                period=period, near=Nearness.NAMED, datum=datum, group="award", subject=datum.subject
            )


def _find_deaths(view: View) -> list[Moment]:
    """Return when those died whose death facts tell, for they are few: “four years after the funeral”."""
    deaths = view.reading.index.by_attribute.get("death_date", ())[:_FEW]
    return [
        Moment(period=d.period, near=Nearness.NAMED, datum=d, group="death", subject=d.subject)
        for d in deaths
        if d.period
    ]


def find_noun(view: View) -> str:
    """Return the noun for the moment that a time is counted from or to: “start” of “after the start”."""
    behind, before = view.behind(_PHRASE), view.before(_OUTLIVED)
    if "by" in before[-_HEDGED:] and not _OUTLIVING.isdisjoint(before):
        return _name(before)  # “survived the premiere by nine years”
    if "since" in behind[1:_SINCE]:
        behind = behind[behind.index("since", 1) :]  # “two years had passed since the first slate”
    if not behind or behind[0] not in _COUNTING:
        return ""
    if behind[0] == "into" and not _WORK.isdisjoint(behind[1:_SINCE]):
        return "start"  # “eighteen days into the schedule”
    marks = (n for n, word in enumerate(behind) if word in BREAKS and not behind[n - 1].isdigit())
    return _name(behind[1 : next(marks, _PHRASE)])


def _name(words: tuple[str, ...]) -> str:
    return next((word for word in words if word in _NOUNS), "") or name_stage(words)


def is_of_noun(moment: Moment, noun: str) -> bool:
    """Tell whether a moment is what a noun stands for."""
    return moment.attribute in STAGES[noun] if noun in STAGES else moment.group in _NOUNS[noun]


def find_showings(view: View, films: Iterable[int]) -> list[Moment]:
    """Return when some films were shown."""
    return [m for m in _find_facts(view, films, Nearness.BASE, set()) if m.group in SHOWINGS]


_PARTED = frozenset({"shoot"})
"""What has a beginning and an end of its own."""
_GROUP_WORDS = {
    "shoot": word_set(
        """
        start started starting began begun beginning wrap wrapped wrapping shoot shooting shot filmed filming
        camera camera's cameras photography production finish finished schedule delivery completed
        """
    ),
    "death": word_set(
        "death funeral burial died dead dying live lived lives lifetime posthumous "
        "posthumously outlived survived"
    ),
    "birth": word_set("born birth birthday old older senior junior elder younger life age aged"),
    "founded": word_set("founded founding established company studio incorporated history"),
}
_NOUNS: dict[str, frozenset[str]] = {
    "ceremony": frozenset({"award"}),
    "gala": frozenset({"award", "premiere"}),
    "death": frozenset({"death"}),
    "funeral": frozenset({"death"}),
    "burial": frozenset({"death"}),
}
"""Nouns that name a moment beside the stages of a film, and the groups of facts that may hold it."""
_AT_WORK = frozenset({"start", "end"})
_PHRASE = 7
_OUTLIVED = 8
_HEDGED = 4
"""“Outlived it by little more than two years”."""
_OUTLIVING = frozenset({"survived", "outlived"})
_COUNTING = word_set("of after before from past behind ahead short into following since")
_SINCE = 4
_WORK = word_set("schedule shoot shooting filming photography production work enterprise venture campaign")
_LONG = frozenset({"decade", "century", "years"})
_WINDOW = 90
NEXT = "next"
"""The group of a date that only the sentence behind says."""
_SHORTEST_CALLED = 5
MOST_MOMENTS = 60
"""Dates that are looked at, the nearest first."""
_FEW = 3
_MONTH = 31
