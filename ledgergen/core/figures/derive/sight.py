"""What stands in view of a figure: the dates and amounts that its sentence may reckon with.

A writer reckons with what the reader has before them, and says so in more
ways than can be listed. What can be listed is where the operands come from:

- *here*: figures of the same sentence, in print,
- *before*: figures of the sentences just before, in the same paragraph,
- *named*: facts of the films, persons, companies and events the sentence names,
- *base*: facts of the film in focus, and of the dossier's own,
- *told*: figures of the passages that speak of the same matter.

The order is that of likelihood, and it bounds luck: two operands from far
away are no reckoning of this sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from ledgergen.core.figures.bind import vocabulary
from ledgergen.core.figures.bind.claim import Claim, Reading
from ledgergen.core.figures.bind.told import Told
from ledgergen.core.figures.bind.vocabulary import word_set
from ledgergen.core.figures.derive.hand import Grounds
from ledgergen.core.figures.facts.index import MAIN, UNKNOWN, Datum
from ledgergen.core.figures.facts.values import month_period, put_in_year, year_period
from ledgergen.core.figures.mention import Kind, Mention, Period


class Source(IntEnum):
    """Where an operand stands, the nearest first."""

    HERE = 0
    BEFORE = 1
    NAMED = 2
    BASE = 3
    TOLD = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date in view."""

    period: Period
    source: Source
    datum: Datum | None = None
    place: int = -1
    """Token at which it is said in the sentence, or -1."""
    group: str = ""
    """What the date is of: a cue group of `vocabulary.GROUPS`; empty where it is only said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The neighborhood of one figure, in tokens."""

    claim: Claim
    reading: Reading
    told: Told
    prove: Callable[[int], object]
    """Says of a mention, by its number, whether it is proven: two inventions would bear a third out."""
    start: int
    """Where the paragraph's sentences that are still in mind begin."""

    def find_here(self) -> list[Mention]:
        """Return the other figures of the sentence."""
        claim = self.claim
        near = self.reading.mentions_between(claim.first, claim.end)
        return [m for m in near if m.start != claim.mention.start and not m.not_a_claim]

    def find_before(self) -> list[Mention]:
        """Return the figures of the sentences just before, the nearest first."""
        near = self.reading.mentions_between(self.start, self.claim.first)
        return [m for m in reversed(near) if not m.not_a_claim]

    def is_proven(self, mention: Mention) -> bool:
        """Tell whether a figure in print is proven itself."""
        place = self.reading.document.token_at(mention.start)
        numbers = self.reading.numbers_between(place, place + 1)
        return any(self.reading.mentions[n].start == mention.start and self.prove(n) for n in numbers)

    def find_told(self) -> list[tuple[Mention, int]]:
        """Return the figures of the passages' likeliest sentences, with the number of the sentence."""
        return self.told.find_near(self.claim)

    def find_named(self) -> list[int]:
        """Return the films, persons and companies that the sentence names or points to."""
        cues = self.reading.sentence_cues(self.claim.first, self.claim.end)
        kinds = {"film", "yard", "person", "party"}
        named = [n for cue in cues if cue.kind in kinds and cue.value != "other" for n in cue.entities]
        if not _COMPANIES.isdisjoint(self.claim.words):
            named += self.reading.index.parties
        return [n for n in dict.fromkeys(named) if n != UNKNOWN]

    def find_base(self) -> list[int]:
        """Return the film in focus, the films of the claim and the dossier's own."""
        focus = self.reading.focus_of(self.reading.sentence_of(self.claim.mention) - 1)
        return [n for n in dict.fromkeys((*focus, *self.claim.films, MAIN)) if n != UNKNOWN]


def look_around(claim: Claim, grounds: Grounds, told: Told) -> View:
    """Return the view from a figure."""
    reading = grounds.reading
    sentence = reading.sentence_of(claim.mention)
    first = sentence
    while first > sentence - _IN_MIND and reading.follows(first):
        first -= 1
    start = max(reading.tokens_of(first).start, claim.first - _WINDOW)
    return View(claim=claim, reading=reading, told=told, prove=grounds.prove, start=start)


def find_moments(view: View) -> list[Moment]:
    """Return the dates in view, the likeliest first."""
    found = [
        Moment(period=period, source=Source.HERE, place=place)
        for period, place in _date(view, view.find_here())
    ]
    found += [Moment(period=period, source=Source.BEFORE) for period, _ in _date(view, view.find_before())]
    named = view.find_named()
    found += _find_facts(view, named, Source.NAMED)
    found += _find_events(view)
    found += _find_facts(view, [n for n in view.find_base() if n not in named], Source.BASE)
    found += [Moment(period=period, source=Source.TOLD) for period in view.told.find_dates_near(view.claim)]
    return found[:_MOST_MOMENTS]


def _date(view: View, mentions: Iterable[Mention]) -> Iterator[tuple[Period, int]]:
    """Yield the dates among some figures, and the tokens they stand at."""
    for mention in mentions:
        if mention.kind is not Kind.DATE or mention.period is None or mention.unit in _LONG:
            continue
        place = view.reading.document.token_at(mention.start)
        dates = _add_years(view, mention, mention.period) if mention.is_yearless else [mention.period]
        for period in dates:
            yield period, place
            if (period.last - period.first).days > _MONTH and mention.unit == "month":
                yield _cut(period.first), place
                yield _cut(period.last), place


def _cut(day: date) -> Period:
    """Return the month of a day."""
    return month_period(day.year, day.month)


def _add_years(view: View, mention: Mention, stated: Period) -> Iterator[Period]:
    """Give a day its year: that of a fact of the day, else the year last said before it."""
    day = stated.first
    facts = [
        datum.period
        for datum in view.reading.index.dated
        if datum.period and (datum.period.first.month, datum.period.first.day) == (day.month, day.day)
    ]
    if facts and mention.unit == "day":
        yield from tuple(dict.fromkeys(facts))[:_FEW]
        return
    place = view.reading.document.token_at(mention.start)
    for other in view.reading.dates_between(place - _WINDOW, place)[-1:]:
        if other.period:
            yield put_in_year(stated, other.period.last.year)


def _find_facts(view: View, numbers: Iterable[int], source: Source) -> Iterator[Moment]:
    """Yield the dates of some films and persons that the sentence's words allow."""
    groups, places = _find_groups(view), _find_territories(view)
    for number in numbers:
        entity = view.reading.index.entities[number]
        for datum in entity.data:
            if datum.period is None:
                continue
            group = vocabulary.GROUPS.get(datum.attribute, "")
            # “After the premiere”, “behind Germany”: the word itself names the moment.
            is_named = group in groups or (group == "release" and datum.territory in places)
            if is_named or group in _SHOWING or (entity.kind != "film" and group not in _LIVES):
                said = Source.NAMED if is_named else source
                yield Moment(period=datum.period, source=said, datum=datum, group=group)


def _find_territories(view: View) -> set[str]:
    claim = view.claim
    cues = view.reading.sentence_cues(claim.first, claim.end)
    places = {cue.value for cue in cues if cue.kind == "territory"}
    names = {vocabulary.find_territory(word) for word in claim.words if word.isalpha() and len(word) > _SHORT}
    return places | names


def _find_groups(view: View) -> set[str]:
    """Return the groups of dates that words of the sentence speak of."""
    claim = view.claim
    cues = view.reading.sentence_cues(claim.first, claim.end)
    groups = {cue.value for cue in cues if cue.kind == "moment"}
    groups |= {group for group, words in _GROUP_WORDS.items() if not words.isdisjoint(claim.words)}
    return groups


def _find_events(view: View) -> Iterator[Moment]:
    """Yield the dates of events that the sentence names: a festival, a ceremony."""
    claim = view.claim
    cues = view.reading.sentence_cues(claim.first, claim.end)
    events = {cue.value for cue in cues if cue.kind == "event"}
    for datum in view.reading.index.dated if events else ():
        period = datum.period or (year_period(datum.year) if datum.year else None)
        if datum.event in events and period:
            yield Moment(period=period, source=Source.NAMED, datum=datum, group="award")


_COMPANIES = word_set("company companies studio studios firm house bank fund corporation")
_SHOWING = frozenset({"release", "premiere"})
_LIVES = frozenset({"birth", "death"})
_GROUP_WORDS = {
    "shoot": word_set(
        """
        start started starting began begun beginning wrap wrapped wrapping shoot shooting shot filmed filming
        cameras photography production finish finished schedule delivery completed
        """
    ),
    "death": word_set("death died dead dying lifetime posthumous posthumously"),
    "birth": word_set("born birth birthday old older senior junior elder younger life age aged"),
    "founded": word_set("founded founding established company studio incorporated history"),
}
_LONG = frozenset({"decade", "century", "years"})
_IN_MIND = 2
_WINDOW = 90
_MOST_MOMENTS = 60
_FEW = 3
_MONTH = 31
_SHORT = 3
