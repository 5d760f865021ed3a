"""What a sentence says of the two ends of a time, before any date is looked at.

A time between two moments has an *event*, of which its own clause tells, and an
*anchor*, from which it is counted. The words around it say of both:

- a noun (“after the Madrid premiere”), a title or a name (“after *Salt Road*”) directly behind is the anchor,
- a title before it in its clause (“*Coral*, three years later”), or right behind it
  (“three years later, *Coral* …”), is the event,
- “later” and “after that” count from the date that was last said before, in the same sentence,
- a date beside it (“thirteen days later, on July 16”) is an end, and “after” and “later” say which,
- two dates before a comma (“Germany saw it in March, America in February, ten months”) are both.

What a sentence leaves open, `times.ends` fills.
"""

from __future__ import annotations

from collections.abc import Sequence

from ledgergen.core.figures.bind.before import find_before
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.passing import is_compared
from ledgergen.core.figures.closed_classes import PRONOUNS, STOPS
from ledgergen.core.figures.derive.times.distance import find_stated
from ledgergen.core.figures.derive.times.event import BRACKET, find_bracket, may_be_event
from ledgergen.core.figures.derive.times.moment import Moment, find_noun, is_of_noun, names_version
from ledgergen.core.figures.derive.view import Nearness, View
from ledgergen.core.figures.facts.attributes import SHOWINGS
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN
from ledgergen.core.figures.mention import Kind, Period
from ledgergen.core.figures.wordlists import word_set
from ledgergen.model.lazy import lazy

Pair = tuple[Moment, Moment]


class Frame:
    """What one sentence says of the two ends of a time, among the moments in view."""

    def __init__(self, view: View, moments: Sequence[Moment]) -> None:
        self._view = view
        self._moments = moments

    @lazy
    def stated(self) -> tuple[Period, ...]:
        """The two dates before a comma that the time stands behind."""
        return find_stated(self._view)

    def excludes(self, one: Moment, other: Moment) -> bool:
        """Tell whether plain words say that the time runs from or to something else."""
        pair = (one, other)
        if self._is_between_others(pair) or not all(map(self._is_first, pair)):
            return True
        if self._noun and not any(m.place < 0 and self._is_of_noun(m) for m in pair):
            return True
        if self._things and not any(m.subject in self._things for m in pair):
            return True
        if self._beside >= 0 and not any(self._is_at(m, self._beside) for m in pair):
            return self._is_beside_proven
        return self._misses_event(one, other) or not self._is_in_order(one, other)

    # --- the event ---------------------------------------------------------------------

    @lazy
    def _event(self) -> Cue | None:
        """The title whose showing the figure's own clause tells of."""
        view, words = self._view, self._view.reading.document.words
        left, right = view.claim.left, view.claim.right
        titles = [c for c in view.cues if c.kind == "film" and may_be_event(c, view.claim.first)]
        before = [c for c in titles if c.end <= left and STOPS.isdisjoint(words[c.end : left])]
        if before:
            cue = before[-1]
            is_dated = any(m.place >= cue.end + BRACKET and m.place < left for m in self._moments)
            return None if is_dated or is_compared(words, cue) else cue
        if self._direction == 0 or self._beside >= 0:
            return None
        near = [c for c in titles if right <= c.start < right + _SOON]
        return next((c for c in near if STOPS.isdisjoint(words[right : c.start])), None)

    def _is_event(self, moment: Moment) -> bool:
        """Tell whether a moment may be that of the event."""
        cue = self._event
        if cue is None:
            return moment.place >= self._view.claim.right or self._is_at(moment, self._beside)
        return moment.subject in cue.entities or moment.place in find_bracket(cue)

    def _misses_event(self, one: Moment, other: Moment) -> bool:
        """Tell whether the sentence says what is dated, or from when, and the pair has no such ends."""
        ends = [(one, other), (other, one)]
        if self.is_event_known:
            ends = [
                (m, n) for m, n in ends if self._is_event(m) and not (self._direction and self._is_event(n))
            ]
        if self._anchors:
            ends = [(m, n) for m, n in ends if any(_overlap(n.period, p) for p in self._anchors)]
        elif self._is_late or (self._direction and self._event is not None and self._event.is_weak):
            ends = [(m, n) for m, n in ends if n.subject in self._view.base]
        return not ends

    @lazy
    def is_event_known(self) -> bool:
        """Tell whether a title or a role says of what film the time tells, and its dates are known."""
        return self._event is not None and any(map(self._is_event, self._moments))

    # --- the anchor --------------------------------------------------------------------

    @lazy
    def _direction(self) -> int:
        """1 where the time is counted on from what was said before, -1 where back, 0 where neither."""
        behind = self._view.behind(2)
        if behind[:1] == ("before",) and behind[1:] in _CLOSED:
            return -1
        return 1 if behind == ("after", "that") else _COUNTED_ON.get("".join(behind[:1]), 0)

    @lazy
    def _anchors(self) -> list[Period]:
        """The date last said before the figure, where the time is counted on from it.

        A sentence that begins with the figure counts on from the one before.
        """
        claim, event = self._view.claim, self._event
        if not self._direction:
            return []
        places = [m.place for m in self._moments if 0 <= m.place < claim.left]
        own = find_bracket(event) if event else range(0)
        place = max((p for p in places if p != self._beside and p not in own), default=-1)
        if place >= 0 or claim.left > claim.first + _OPENING:
            return self._find_said(place)
        if not self._is_just_dated():
            return []
        return [m.period for m in self._moments if m.near is Nearness.BEFORE and m.group == ""][:1]

    def _is_just_dated(self) -> bool:
        """Tell whether the very sentence before says a date; from one further back nobody surely counts."""
        reading, claim = self._view.reading, self._view.claim
        before = find_before(claim, reading)
        if not before:
            return self._view.dated_from < claim.first
        return any(m.kind is Kind.DATE for m in reading.mentions_between(before.start, before.stop))

    @lazy
    def _is_late(self) -> bool:
        """“Reached the public six years late” counts from the film in question."""
        behind = self._view.behind(2)
        return behind[:1] in _LATE and behind[1:] in _CLOSED

    def _find_said(self, place: int) -> list[Period]:
        """Return the date at a token, in every year it may have."""
        return [m.period for m in self._moments if m.place == place >= 0]

    def _is_at(self, moment: Moment, place: int) -> bool:
        """Tell whether a moment is the date at a token, or lies in it."""
        return any(_overlap(moment.period, said) for said in self._find_said(place))

    # --- dates beside the figure -----------------------------------------------------------

    @lazy
    def _beside(self) -> int:
        """The token of the date next to the figure, with at most a comma and small words between."""
        reading, claim = self._view.reading, self._view.claim
        words = reading.document.words
        for number in reading.numbers_between(claim.first, claim.end):
            left, right = reading.places[number]
            if not any(m.place == left for m in self._moments):
                continue
            gap = words[claim.right : left] if left >= claim.right else words[right : claim.left]
            # “France had it on 6 May; ten days later …” counts from that day.
            is_near = len(gap) <= _BESIDE and STOPS.isdisjoint(gap)
            if is_near and all(word in _LINKING or not word.isalnum() for word in gap):
                return left
        return -1

    @lazy
    def _is_beside_proven(self) -> bool:
        """A date that nothing proves is no end of anything."""
        scene, reading = self._view.scene, self._view.reading
        numbers = reading.numbers_between(self._beside, self._beside + 1)
        return any(scene.is_proven(number) for number in numbers)

    def _is_in_order(self, one: Moment, other: Moment) -> bool:
        """“On 12 March, six months after the start”: what is said before “after” is the later of the two."""
        claim = self._view.claim
        sign = _SIGNS.get("".join(self._view.behind(1)), 0)
        for end, rest in ((one, other), (other, one)):
            if self._direction:
                is_later = self._direction > 0
                if self._event is not None and self._is_event(end) and self._is_event(rest):
                    continue
                if self._is_event(end) and (end.period.first > rest.period.first) is not is_later:
                    return False
            elif sign and end.place >= 0:
                side = 1 if end.place < claim.left or self._is_apposed(end.place) else -1
                if (end.period.first > rest.period.first) is not (sign * side > 0):
                    return False
        return True

    def _is_apposed(self, place: int) -> bool:
        """“Ten months after the premiere, in May 1981, …”: the date dates what comes after the premiere."""
        words = self._view.reading.document.words
        return bool(self._noun) and "," in words[self._view.claim.right : place]

    @lazy
    def _bracketed(self) -> list[Cue]:
        """The titles before the figure with a year in brackets: no time runs to another date in print."""
        view = self._view
        if self._direction or view.behind(2) in _POINTING_BACK:
            return []
        words, left = view.reading.document.words, view.claim.left
        titles = [cue for cue in view.cues if cue.kind == "film" and cue.end <= left and cue != self._event]
        places = [m.place for m in self._moments if m.place > 0 and words[m.place - 1] == "("]
        return [cue for cue in titles if any(place in find_bracket(cue) for place in places)]

    def _is_between_others(self, pair: Pair) -> bool:
        """“*Salt Road* (1998) … a novel of 1987 that had waited”: neither date is set against the other."""
        asides = [self._is_aside(moment) for moment in pair]
        return any(asides) and any(m.place >= 0 and not aside for m, aside in zip(pair, asides, strict=True))

    def _is_aside(self, moment: Moment) -> bool:
        """Tell whether a moment is when a film was shown that has its year in brackets."""
        if moment.place >= 0:
            return any(moment.place in find_bracket(cue) for cue in self._bracketed)
        return any(moment.subject in cue.entities for cue in self._bracketed if MAIN not in cue.entities)

    # --- what stands behind ---------------------------------------------------------------

    @lazy
    def _noun(self) -> str:
        return find_noun(self._view)

    def _is_of_noun(self, moment: Moment) -> bool:
        """“After the release”: of the film in question, if no other is named behind."""
        own = self._things or {MAIN, *self._view.claim.films, *self._view.named}
        is_own = moment.subject in own or moment.group in {"award", "death"}
        if not is_own or not is_of_noun(moment, self._noun):
            return False
        if not self._places:
            return True
        return moment.datum is not None and moment.datum.territory in self._places

    def _is_first(self, moment: Moment) -> bool:
        """Tell whether a showing belongs to the film's coming out, and is no revival."""
        entities = self._view.reading.index.entities
        release = entities[moment.subject].release if moment.subject != UNKNOWN else None
        if release is None or moment.group not in SHOWINGS or moment.place >= 0:
            return True
        is_named = moment.datum is not None and moment.datum.territory in self._view.sentence.territories
        is_named = is_named or (moment.datum is not None and names_version(self._view, moment.datum))
        # A festival may have had it long before the public.
        data = entities[moment.subject].by_attribute.get("release_date", ())
        firsts = sorted(d.period.first for d in data if d.period)[:1]
        is_named = is_named or moment.period.first in firsts
        return is_named or (moment.period.first - release.first).days < _FIRST_RUN

    @lazy
    def _places(self) -> set[str]:
        """The territories between figure and noun that facts of the moment know: “the Madrid premiere”."""
        view = self._view
        cues = view.reading.sentence_cues(view.claim.right, view.claim.right + _SOON)
        named = {cue.value for cue in cues if cue.kind == "territory"}
        known = {m.datum.territory for m in self._moments if m.datum and is_of_noun(m, self._noun)}
        return named & known

    @lazy
    def _things(self) -> set[int]:
        """The film or person directly behind: “six years after *Salt Road*” counts from it."""
        view = self._view
        if view.behind(1) and view.behind(1)[0] not in _FROM:
            return set()
        end = min(view.claim.right + _CLOSE + 1, view.claim.end)
        words = view.reading.document.words
        cues = view.reading.sentence_cues(view.claim.right, end)
        # “The film that it was to answer” is another.
        cues = [c for c in cues if c.value != "main" or _RELATIVE.isdisjoint(words[c.end : c.end + 1])]
        named = [n for cue in cues if cue.kind in {"film", "person"} for n in cue.entities if n != UNKNOWN]
        return {n for n in named if any(m.subject == n for m in self._moments)}


def _overlap(one: Period, other: Period) -> bool:
    return one.first <= other.last and other.first <= one.last


_SIGNS = {"after": 1, "past": 1, "before": -1}
_COUNTED_ON = {
    "later": 1, "afterwards": 1, "afterward": 1, "on": 1, "thereafter": 1,
    "earlier": -1, "previously": -1, "beforehand": -1,
}  # fmt: skip
_FROM = word_set("after before past ahead behind of following from since")
_LATE = {("late",), ("behind",), ("overdue",)}
_CLOSED = {(".",), (",",), (";",), (")",), ()}
_POINTING_BACK = {("after", "that"), ("after", "this")}
_FIRST_RUN = 300
"""Days after the first showing within which a release is still the film's coming out."""
_OPENING = 2
_RELATIVE = PRONOUNS | {"that", "which", "whose"}
_SOON = 6
_CLOSE = 3
_BESIDE = 5
_LINKING = frozenset(
    {"later", "on", "in", "after", "earlier", "almost", "nearly", "exactly", "about", "some", "just", "only"}
)
