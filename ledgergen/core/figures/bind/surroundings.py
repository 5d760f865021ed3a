"""Which cue binds a figure: asked of the words around one mention.

In the order in which they bind:

1. directly behind it (“$39.2 million *budget*”),
2. the nearest before it, up to the neighboring figure of its family,
3. the nearest behind it, unless that is nearer to the next figure.

Places and amounts have habits of their own (`bind.surroundings_place`, `bind.surroundings_money`).
A semicolon or a dash ends the search: another clause, another matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ledgergen.core.figures.bind.clause import BREAKS
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.pointing import is_measured_from
from ledgergen.core.figures.facts.attributes import LIVES
from ledgergen.core.figures.wordlists import word_list, word_set
from ledgergen.model.valueclass import valueclass


@valueclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The cues of a mention's sentence, and where its neighbors of the same family stand."""

    words: Sequence[str]
    cues: Mapping[str, Sequence[Cue]]
    """By kind, in order; without those that another figure has directly behind it: they are taken."""
    left: int
    right: int
    wall_left: int
    wall_right: int
    edge: int
    """Where the next mention of whatever family begins."""
    clause: int
    """Where the clause of the mention begins (`find_clause`)."""

    def find_moment(self) -> Cue | None:
        """Return the cue that says which date is meant."""
        if "moment" not in self.cues:
            return None
        found = (
            self._find_before("moment", max(self.wall_left, self.clause))
            or self.find_beside("moment", reach=3)
            or self._find_before("moment", self.clause)
        )
        if found and self.words[self.left - 1 : self.left] == _OF and found.end < self.left - _NOUN_OF:
            return None  # “had begun with a tale of 1951”: the year is the tale's
        return self._find_noun_of_verb(found) or found or self._find_life()

    def _find_life(self) -> Cue | None:
        """“On June 14, with the work still pending, Brandt died”: the one moment that the sentence tells."""
        moments = [cue for cue in self.cues["moment"] if cue.value != "none"]
        is_one = len(moments) == 1 and moments[0].value in LIVES
        is_dated = (
            is_one
            and self.left - self.clause <= _OPENING
            and self.right <= moments[0].start < self.wall_right
        )
        return moments[0] if is_dated else None

    def _find_noun_of_verb(self, verb: Cue | None) -> Cue | None:
        """“Shooting opened on May 27”: what opened, the noun before the verb says."""
        if verb is None or verb.end > self.left or self.words[verb.start] not in BEGINNING:
            return None
        nouns = [cue for cue in self.cues["moment"] if cue.value == "shoot" and cue.end <= verb.start]
        return nouns[-1] if nouns and verb.start - nouns[-1].end <= _AUXILIARY else None

    def find_event(self) -> str:
        """Return the event that the nearest cue speaks of, `all`, or nothing."""
        if "event" not in self.cues and "scope" not in self.cues:
            return ""
        beside = self.find_beside("event", reach=5, parting=PARTING_NAMES)
        beside = beside or self.find_beside("scope", reach=3)
        if beside:
            return beside.value
        wall = self.clause
        before = [cue for cue in (self._find_before("event", wall), self._find_before("scope", wall)) if cue]
        # “Matched that tally of nominations”: one tally is no total.
        before = [cue for cue in before if cue.kind == "event" or self.words[cue.start - 1] not in _POINTING]
        if before:
            return max(before).value
        behind = self._find_behind("event")
        return behind.value if behind else ""

    def find_event_of_date(self) -> str:
        """Return the event a date belongs to: beside it, or nearer before it than any title or moment."""
        if "event" not in self.cues:
            return ""
        beside = self.find_beside("event", reach=3)
        if beside:
            return beside.value
        behind = self._find_behind("event")
        if behind and "," in self.words[self.right : behind.start]:
            is_season = self.words[self.left] in _SEASONS
            behind = None if is_season or self._find_before("moment", self.clause) else behind
        for cue in sorted(self._read_all("event", "film", "moment"), reverse=True):
            if cue.end > self.left or cue.value == "award":
                continue
            if (cue.kind == "moment" and self._is_done_by_event(cue)) or self._is_aside(cue):
                continue
            if cue.kind == "film" and (honoring := self._find_honoring(cue)):
                return honoring.value
            if behind and behind.start - self.right <= self.left - cue.end:
                return behind.value
            return cue.value if cue.kind == "event" and cue.start >= self.clause else ""
        return behind.value if behind else ""

    def _find_honoring(self, film: Cue) -> Cue | None:
        """“The Registry enrolled *Nanook* in 1989”: the year is the prize's, and not the film's."""
        for cue in self.cues.get("event", ()):
            gap = self.words[cue.end : film.start]
            if cue.end <= film.start and len(gap) <= _TIE and not _ENROLLING.isdisjoint(gap):
                return cue
        return None

    def _is_done_by_event(self, verb: Cue) -> bool:
        """“The National Film Registry opened its vault”: not the film opened."""
        return any(0 <= verb.start - cue.end <= 1 for cue in self.cues.get("event", ()))

    def _read_all(self, *kinds: str) -> list[Cue]:
        return [cue for kind in kinds for cue in self.cues.get(kind, ())]

    def find_result(self) -> str:
        """Return `won` or `nominated` where the mention counts one of them."""
        # “five Oscar nominations”: the last of the words behind is the noun.
        near = self.words[max(self.left - _PUT_UP, 0) : self.left]
        if not _NOMINATING.isdisjoint(near[-3:]) or (near[-1:] == ("for",) and not _NAMING.isdisjoint(near)):
            return "nominated"
        found = ""
        for cue in self.cues.get("result", ()):
            if self.right <= cue.start and self._reaches(cue, 4):
                found = cue.value
            elif cue.start == self.right + 1 and self.words[self.right] == "into":
                return "won"  # “turned seven into statuettes”
        return found or ("won" if self.words[self.left - 1 : self.left] in _WINNING else "")

    def find_beside(self, kind: str, *, reach: int, parting: frozenset[str] | None = None) -> Cue | None:
        """Return the cue directly behind the mention, if one stands there."""
        for cue in self.cues.get(kind, ()):
            if cue.start >= self.right:
                return cue if self._reaches(cue, reach, parting) and cue.value != "none" else None
        return None

    def _find_before(self, kind: str, wall: int, *, is_weak: bool = True) -> Cue | None:
        for cue in reversed(self.cues.get(kind, ())):
            if cue.start < wall:
                return None
            if cue.end <= self.left and cue.value != "none" and (is_weak or not cue.is_weak):
                if self._is_aside(cue) or (kind == "territory" and is_measured_from(self.words, cue)):
                    continue
                return None if kind == "money" and self._is_of_another(cue) else cue
        return None

    def _is_aside(self, cue: Cue) -> bool:
        """“Receipts, of which half was domestic, came to …”: what an aside says is said of its own noun."""
        if "," not in self.words[cue.end : self.left]:
            return False
        ahead = self.words[max(cue.start - 2, 0) : cue.start]
        if ahead[:1] in _DATING and self.words[cue.end] in _MOMENTS:
            return True  # “brought it to America 54 days after the Irish launch, on two screens”
        for place in range(cue.start - 1, max(cue.start - _FAR, 0), -1):
            if self.words[place] in _RELATING:
                return "," in self.words[max(place - 2, 0) : place]
            if self.words[place] in {",", ";", "."}:
                return False
        return False

    def _is_of_another(self, noun: Cue) -> bool:
        """“Returned to English: *Coral II* was given $82 million”: a title has begun anew."""
        for cue in self.cues.get("film", ()):
            if not cue.is_weak and noun.end <= cue.start and cue.end <= self.left:
                gap = self.words[noun.end : cue.start]
                return len(gap) > _TIE or ":" in gap
        return False

    def _find_behind(self, kind: str) -> Cue | None:
        """Return the first cue behind, unless it is nearer to the next figure."""
        for cue in self.cues.get(kind, ()):
            if cue.start >= self.right and cue.value != "none":
                limit = min(self.wall_right, self.edge) if kind == "money" else self.wall_right
                if cue.start - self.right > _FAR or cue.start >= limit:
                    return None
                if kind == "money" and not _AWAY.isdisjoint(self.words[self.right : cue.start]):
                    return None
                if kind == "event" and not BREAKS.isdisjoint(self.words[self.right : cue.start]):
                    return None
                if not _CLOSING.isdisjoint(self.words[cue.end : self.wall_right]):
                    return cue
                is_nearer = cue.start - self.right <= self.wall_right - cue.end
                return cue if is_nearer or self.words[self.wall_right - 1] == "." else None
        return None

    def _reaches(self, cue: Cue, reach: int, parting: frozenset[str] | None = None) -> bool:
        """Tell whether a cue stands within reach behind the mention, with nothing that parts them."""
        if cue.start > self.edge or cue.start - self.right > reach:
            return False
        return (parting or PARTING).isdisjoint(self.words[self.right : cue.start])


_AWAY = frozenset((";", "(", "—", "–", *word_list("and by which whose who whom")))
"""What parts an amount from a noun far behind it: there, something else is spoken of."""
_OPENING = 2
"""Tokens before a date that begins its sentence: “On June 14, …”."""
_AUXILIARY = 1
_OF = ("of",)
_NOUN_OF = 3
"""Tokens from a moment to its date: “the American premiere of 1951”."""
BEGINNING = frozenset({"opened", "opens", "opening", "launched", "closed", "debuted"})
_CLOSING = frozenset({";", ":", "."})
"""Behind one of these, another clause has begun."""
_POINTING = frozenset({"that", "this", "same"})
_DATING = {("after",), ("before",), ("behind",), ("since",), ("following",)}
_MOMENTS = frozenset({"launch", "opening", "release", "premiere", "debut", "bow", "première"})
_RELATING = frozenset({"which", "whom", "whose", "who"})
"""They begin an aside behind a comma."""
_NOMINATING = frozenset({"nominated", "shortlisted"})
_NAMING = word_set("up named considered contention running tipped competed contended contender")
"""“Named it for three awards”, “up for three”: what stands behind “for” is hoped for."""
_PUT_UP = 5
_WINNING = {("won",), ("winning",), ("wins",), ("claimed",), ("claiming",)}
_TIE = 6
"""So many words, marks included, may stand between a noun and the title that it is said of."""
_FAR = 14
_SEASONS = frozenset({"spring", "summer", "autumn", "fall", "winter"})
"""“Laid out for the summer of 1997, …, an Oscar thrown in”: no prize has a season."""
_ENROLLING = word_set(
    "admitted enrolled selected preserved chose inducted added honored named registered entered"
)
_PLACING = frozenset({"from", "on", "for"})
PARTING = frozenset(
    (
        ",",
        ";",
        ":",
        "(",
        ")",
        "—",
        "–",
        ".",
        *word_list("and or to but by yet that which whose where while against into from on for with"),
        *word_list("before after when once"),
    )
)
PARTING_NAMES = PARTING - _PLACING
"""Territories and events have prepositions before them."""
