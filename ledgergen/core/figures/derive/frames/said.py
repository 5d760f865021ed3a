"""What a sentence names: its films, sorts of amount and markets, and the figures beside the one in question.

A question and its answer are read as one: “How much of the worldwide gross was foreign? 52 percent.”
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from ledgergen.core.figures.bind.before import find_first
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.misread import MARKET_WORDS
from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS
from ledgergen.core.figures.closed_classes import GENITIVES
from ledgergen.core.figures.derive.film_before import read_film_before
from ledgergen.core.figures.derive.frames import words as lexicon
from ledgergen.core.figures.derive.operand import Operand, is_money
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN
from ledgergen.core.figures.facts.plain import find_called_just
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.wordlists import word_set
from ledgergen.model.lazy import lazy


class Title(NamedTuple):
    """A film that a sentence names."""

    film: int
    start: int
    end: int


class Said:
    """What the sentence of one figure names."""

    def __init__(self, view: View) -> None:
        """Read nothing yet."""
        self.view = view
        self.end = view.claim.end

    @lazy
    def first(self) -> int:
        """The token where the sentence begins, or the question that it answers."""
        claim, reading = self.view.claim, self.view.reading
        is_short = claim.left - claim.first <= _ANSWER
        return find_first(claim, reading) if is_short else claim.first

    @lazy
    def words(self) -> tuple[str, ...]:
        """The words, titles left out."""
        titled = {n for c in self.cues if c.kind == "film" and not c.is_weak for n in range(c.start, c.end)}
        said = self.view.reading.document.words
        own = range(self.view.claim.left, self.view.claim.right)
        return tuple(said[n] if n not in titled and n not in own else "" for n in range(self.first, self.end))

    @lazy
    def known(self) -> frozenset[str]:
        """The different words."""
        return frozenset(self.words)

    @lazy
    def cues(self) -> list[Cue]:
        """The cues of the stretch."""
        if self.first == self.view.claim.first:
            return self.view.cues
        return self.view.reading.sentence_cues(self.first, self.end)

    def has(self, table: frozenset[str]) -> bool:
        """Tell whether it has any word of a table."""
        return not table.isdisjoint(self.known)

    @lazy
    def titles(self) -> list[Title] | None:
        """The films named by their titles, in order; None where one is unknown, or described by its role."""
        found: list[Title] = []
        before: list[Title] = []
        for cue in self.cues:
            if role := read_film_before(self.view, cue):
                before.append(Title(role[0], role[1], cue.end))
                continue
            if cue.kind == "yard" or (cue.kind == "film" and cue.is_weak and cue.value not in _OWN):
                if cue.value == "debut" and self._names_opening(cue):
                    continue
                return None
            if cue.kind != "film" or cue.is_weak:
                continue
            called = find_called_just(cue, self.view.reading)
            if len(called) != 1 or UNKNOWN in called:
                return None
            found.append(Title(next(iter(called)), cue.start, cue.end))
        return found if not before else self._set_beside(before, found)

    @lazy
    def is_role(self) -> bool:
        """Tell whether the one of two films is called by what it is to the other."""
        return any(read_film_before(self.view, cue) for cue in self.cues)

    def _set_beside(self, before: list[Title], found: list[Title]) -> list[Title] | None:
        """Return the film before and the dossier's own beside it; None where another is named."""
        if len({title.film for title in before}) > 1 or {title.film for title in found} - {MAIN}:
            return None
        return sorted([*before, *(found or [Title(MAIN, _NOWHERE, _NOWHERE)])], key=lambda title: title.start)

    def _names_opening(self, cue: Cue) -> bool:
        return self.view.reading.words_between(cue.end, cue.end + 1) in _SHOWING

    @lazy
    def film(self) -> int:
        """The one film that it is about; `UNKNOWN` where it may be of two."""
        if self.titles is None:
            return UNKNOWN
        named = {title.film for title in self.titles}
        if len(named) > 1:
            return UNKNOWN
        return next(iter(named)) if named else self.view.claim.film

    @lazy
    def sorts(self) -> frozenset[str]:
        """The sorts of amount that it names: `cost`, `gross`, `opening`, or others."""
        found = {c.value for c in self.cues if c.kind == "money" and not c.is_weak} - _BROAD
        is_bought = self.has(lexicon.BUYING) and not self.has(
            lexicon.MAKING
        )  # “moviegoers spent # on tickets”
        spent = lexicon.SPENDING if is_bought else frozenset[str]()
        found -= {"cost"} if is_bought else set()
        is_cost = self.has(lexicon.COST - spent) or self._has_strong("cost", spent) or self._prints("cost")
        is_gross = is_bought or self.has(lexicon.GROSS) or self._has_strong("gross") or self._prints("gross")
        if not is_cost and not is_gross:
            is_cost = self.has(lexicon.MAKING) and not (self.places or self.has(lexicon.OPENING))
            is_gross = not is_cost and self.has(lexicon.TAKING)
        found.update(sort for sort, is_said in (("cost", is_cost), ("gross", is_gross)) if is_said)
        return frozenset({*found, "opening"} if self.has(lexicon.OPENING) else found)

    def _prints(self, sort: str) -> bool:
        settled = map(self.view.scene.settle, filter(is_money, self.others))
        return any(o.is_proven and o.datum and o.group == sort for o in settled)

    def _has_strong(self, sort: str, spent: frozenset[str] = frozenset()) -> bool:
        words = self.view.reading.document.words
        cues = (c for c in self.cues if c.kind == "money" and c.value == sort and not c.is_weak)
        return any(words[c.start] not in lexicon.TAKING | spent for c in cues)

    @lazy
    def places(self) -> frozenset[str]:
        """The markets that it names: `home`, `abroad`, `world`, `other`; all but home is abroad."""
        marked = self._mark_places()
        found: set[str] = set()
        for at, place in sorted(marked.items()):
            before = self._between(at - _NEAR, at)
            behind = self._between(at + 1, at + 2)
            if place == "world" and not _BUT.isdisjoint(behind):
                continue  # “the world outside America”
            is_but = any({one, two} <= {*before} for one, two in _EXCEPTING)
            is_but = is_but or not (lexicon.OUTSIDE | _NOT).isdisjoint(before)
            if place == "home" and is_but:
                found.add("abroad")
            else:
                found.add(place)
        is_both = "abroad" in found and ("home" in found or "home" in self.known)
        if is_both and (self.has(lexicon.TOGETHER) or self._joins()):
            found = (found - {"home", "abroad"}) | {"world"}
        return frozenset(found)

    def _joins(self) -> bool:
        """Tell whether both markets are named as one: “at home and abroad”."""
        pairs = zip(self.words, self.words[1:], self.words[2:], strict=False)
        return any((one, link) == ("home", "and") and other in lexicon.ABROAD for one, link, other in pairs)

    @lazy
    def nearest(self) -> str:
        """The market named nearest to the figure."""
        claim = self.view.claim
        sides = [(at, place) for at, place in self._mark_places().items() if place in _MARKETS]
        apart = [(claim.left - at if at < claim.left else at - claim.right, place) for at, place in sides]
        return min(apart)[1] if apart else ""

    def _mark_places(self) -> dict[int, str]:
        home = self.view.reading.index.home
        marked: dict[int, str] = {}
        covered: set[int] = set()
        for cue in self.cues:
            if cue.kind != "territory":
                continue
            place = "home" if cue.value in home else _PLACES.get(cue.value, "other")
            marked[cue.start] = place
            covered.update(range(cue.start, cue.end))
        is_american = "US" in home
        for at, word in enumerate(self.words, self.first):
            if at in covered or not word:
                continue
            if word in lexicon.ABROAD:
                marked[at] = "abroad"
            elif word in lexicon.WORLD and word != "world":
                marked[at] = "world"
            elif word == "home":
                marked.update({at: "home"} if self._between(at + 1, at + 2) in _SIDES else {})
            elif is_american and word in lexicon.HOME:
                marked[at] = "home"
        return marked

    @lazy
    def is_of_other(self) -> bool:
        """“Of what the harbor had taken there”, “the quiz's earnings”: of what nobody says what it is."""
        persons = {n for c in self.cues if c.kind in _NAMING for n in range(c.start, c.end)}
        said = [(n, word) for n, word in enumerate(self.words, self.first) if n not in persons]
        if any(word.endswith(GENITIVES) and word not in _OWNED for _, word in said):
            return True
        behind = self._between(self.view.claim.right, self.end)
        is_noun = FILM_NOUNS | MARKET_WORDS | lexicon.HOME | lexicon.WORLD | _PRONOUNS
        return any(
            word in _HAVING and before and before not in is_noun and before.isalpha()
            for before, word in pairwise(behind)
        )

    @lazy
    def near_before(self) -> tuple[str, ...]:
        """The words of its own clause before the figure."""
        before = self._between(self.first, self.view.claim.left)
        at = max((n + 1 for n, word in enumerate(before) if word in _BREAKS), default=0)
        return before[at:]

    @lazy
    def near_behind(self) -> tuple[str, ...]:
        """The words of its own clause behind the figure."""
        behind = self._between(self.view.claim.right, self.end)
        return behind[: next((n for n, word in enumerate(behind) if word in _BREAKS), len(behind))]

    def _between(self, first: int, end: int) -> tuple[str, ...]:
        first = max(first - self.first, 0)
        return self.words[first : max(end - self.first, first)]

    @lazy
    def others(self) -> list[Operand]:
        """The amounts in print beside the figure."""
        return [o for o in self.view.here if is_money(o) or o.unit == "minute"]

    @lazy
    def is_crowded(self) -> bool:
        """Tell whether figures stand beside it that are no amounts, and no dates."""
        claim, reading = self.view.claim, self.view.reading
        amounts = {o.number for o in self.others}
        for number in reading.numbers_between(self.first, self.end):
            mention = reading.mentions[number]
            left, right = reading.places[number]
            is_own = left < claim.right and claim.left < right
            if is_own or mention.not_a_claim:
                continue
            is_opening = mention.kind in _OPENING and mention.value <= _WEEKEND and self._opens(left, right)
            if number not in amounts and mention.kind not in _IGNORED and not is_opening:
                return True
        return False

    def _opens(self, left: int, right: int) -> bool:
        """Tell whether a number is of the first days of a run: “in its first three days”."""
        return not _DAYS.isdisjoint(self.view.reading.words_between(left, right + 2))


_DAYS = frozenset({"day", "days", "weekend", "week", "frame", "three-day"})
_BROAD = frozenset({"gross", "cost", "none"})
_NAMING = frozenset({"person", "territory"})
_OWNED = word_set(
    """
    film's picture's movie's feature's world's america's director's it's year's producer's debut's column's
    """
)
_PRONOUNS = word_set(
    "it he she they which that what film's picture's weekend frame budget cost gross total run and or"
)
_HAVING = frozenset({"had", "has", "have", "would", "did"})
_BREAKS = frozenset({";", ":", ".", "—", "–", "and", "but", "while", "(", ")", "?"})
_ANSWER = 8
_NOWHERE = -1
"""Where what has no title stands."""
_NEAR = 3
_OWN = frozenset({"main"})
_SHOWING = {(word,) for word in ("frame", "weekend", "week", "session", "days")}
_BUT = lexicon.OUTSIDE | {"but", "bar", "save"}
_EXCEPTING = (("other", "than"), ("everywhere", "but"), ("everywhere", "save"), ("market", "but"))
_NOT = frozenset({"not"})
_MARKETS = frozenset({"home", "abroad"})
_SIDES = {(word,) for word in ("column", "side", "share", "portion", "part", "half", "crowd", "ledger")}
_PLACES = {"home": "home", "overseas": "abroad", "worldwide": "world"}
_OPENING = frozenset({Kind.ORDINAL, Kind.DURATION, Kind.COUNT})
_WEEKEND = 3
"""“In its first three days.”"""
_IGNORED = frozenset({Kind.DATE})
