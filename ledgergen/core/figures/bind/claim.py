"""What a sentence says a figure is about.

“*Mean Streets* (1973) had cost $500,000 and taken $3 million” holds three
figures, and nothing in the figures themselves tells the cost from the take.
The words around them do. This module reads those words, without grammar and
without a model, by three habits of English prose:

- *A title governs what follows it*, up to the next title or the end of the
  sentence; and what follows it in later sentences as far as “it” and “its”
  reach. A title spoken of in passing (“four times what *Mean Streets* had
  cost”) shares its rule with the film the paragraph is about. Where no title
  comes before, one behind may be meant (“raised $20 million for *La La Land*”).
- *A cue binds the nearest figure.* Words directly behind a figure bind it
  first (“a $39.2 million budget”, “$426 million globally”), then the nearest
  before it (“grossed $86.8 million”), then those further behind. A figure of
  the same kind is a wall: words beyond it belong to it.
- *What the sentence leaves unsaid is left open*, and an open question matches
  any evidence: precision comes from contradicting what is said, never from
  demanding what is not.

Cues are data (`vocabulary`), to which the dossier adds the names of its own
people, films, awards and territories. Everything is found in one pass over the
tokens; each claim then looks only at its own sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ledgergen.core.figures.bind import vocabulary
from ledgergen.core.figures.bind.clause import Clause, find_bounds, leave_to
from ledgergen.core.figures.bind.cues import Cue, find_cues
from ledgergen.core.figures.bind.focus import find_focus, follows, learn_topics
from ledgergen.core.figures.bind.passing import SMALL_WORDS
from ledgergen.core.figures.bind.reread import firm, go_on, join_hours
from ledgergen.core.figures.bind.subject import (
    STOPS,
    Focus,
    Place,
    Subject,
    dates_the_title,
    find_films,
    find_parties,
    find_persons,
    unique,
)
from ledgergen.core.figures.bind.surroundings import find_breaks, find_clause
from ledgergen.core.figures.bind.surroundings_money import MoneySurroundings
from ledgergen.core.figures.bind.works import find_dated_work, find_work_before, find_works
from ledgergen.core.figures.facts.index import MAIN, UNKNOWN, FactIndex
from ledgergen.core.figures.mention import Hedge, Kind, Mention
from ledgergen.core.figures.text import Document
from ledgergen.model.valueclass import valueclass

CueGroups = dict[str, list[Cue]]
"""Cues by kind, in order."""


@valueclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a mention is about, as far as its sentence says; empty means unsaid."""

    mention: Mention
    films: tuple[int, ...]
    """Entities it may be about, the likeliest first; `UNKNOWN` for a film without facts."""
    is_governed: bool
    """A title before it in its sentence rules: no other film is meant."""
    persons: tuple[int, ...]
    parties: tuple[int, ...] = ()
    """Persons and companies that the sentence names, whose own amounts may be meant."""
    group: str = ""
    """For money and dates: the group of attributes the words speak of."""
    is_weak: bool = False
    """`group` rests on a weak cue."""
    is_open: bool = False
    """Money that is told in words which do not surely govern it, or as a loan: a cost may be meant."""
    territory: str = ""
    event: str = ""
    result: str = ""
    """`won` or `nominated`."""
    first: int = 0
    """Tokens of the sentence: first and end."""
    end: int = 0
    left: int = 0
    """Tokens of the mention: first and end."""
    words: tuple[str, ...] = ()
    """The words of the sentence, lower case."""
    next_word: str = ""
    wall: int = 0
    """Where the mention before it of the same family ends."""
    right: int = 0


class Reading:
    """A document with its cues found and its mentions placed among the tokens."""

    def __init__(
        self, document: Document, mentions: tuple[Mention, ...], index: FactIndex, *, is_plain: bool = False
    ) -> None:
        self.document = document
        self._words = document.words
        self._breaks = find_breaks(document.words)
        self.mentions = mentions
        self.index = index
        self.places = [_find_place(document, mention) for mention in mentions]
        self._lefts = [left for left, _ in self.places]
        self._families = [None if m.not_a_claim else _FAMILY.get(m.kind, "") for m in mentions]
        if is_plain:
            learn_topics(document, index)
        self.cues = find_cues(document, index, is_plain=is_plain)
        self._spans = [document.tokens_in(span) for span in document.sentences]
        self._add_dated_films()
        if index.works:
            self.cues = sorted((*self.cues, *find_works(document.words, index.works)))
        self._focus: list[Focus] = []
        understood: list[Cue] = []
        for focus, own in find_focus(document, self._spans, self.cues, index, is_plain=is_plain):
            self._focus.append(focus)
            understood += own
        self.cues = understood
        self._cue_starts = [cue.start for cue in self.cues]
        self._taken = self._find_taken()
        self._claims: dict[int, Claim] = {}
        self._carried: dict[int, Focus] = {}
        self._subjects: dict[int, Subject] = {}
        self._windows: dict[tuple[int, int], CueGroups] = {}
        self._untaken: dict[tuple[int, int], tuple[set[int], CueGroups]] = {}
        """By the window, who takes cues in it, and the cues that nobody does."""

    def sentence_cues(self, first: int, end: int) -> list[Cue]:
        """Return the cues that begin between two tokens."""
        return self.cues[bisect_left(self._cue_starts, first) : bisect_left(self._cue_starts, end)]

    def mentions_between(self, first: int, end: int) -> list[Mention]:
        """Return the mentions that begin between two tokens."""
        lefts = self._lefts
        return list(self.mentions[bisect_left(lefts, first) : bisect_left(lefts, end)])

    def numbers_between(self, first: int, end: int) -> range:
        """Return the numbers of the mentions that begin between two tokens."""
        return range(bisect_left(self._lefts, first), bisect_left(self._lefts, end))

    def dates_between(self, first: int, end: int) -> list[Mention]:
        """Return the dates that are said with their year between two tokens."""
        return [
            mention
            for mention in self.mentions_between(first, end)
            if mention.kind is Kind.DATE and mention.period and not mention.is_yearless
            if not mention.not_a_claim
        ]

    def words_between(self, first: int, end: int) -> tuple[str, ...]:
        """Return the tokens between two places, lower case."""
        return self._words[max(0, first) : max(0, end)]

    def sentence_of(self, mention: Mention) -> int:
        """Return the number of the sentence a mention begins in."""
        return self.document.sentence_index(mention.start)

    def focus_of(self, sentence: int) -> tuple[int, ...]:
        """Return the films that stand in focus at the end of a sentence."""
        return self._focus_at(sentence).films

    def _focus_at(self, sentence: int) -> Focus:
        return self._focus[sentence] if 0 <= sentence < len(self._focus) else Focus()

    def _focus_before(self, sentence: int) -> Focus:
        """Return the focus that a sentence begins with."""
        focus = self._carried.get(sentence)
        if focus is None:
            focus = self._focus_at(sentence - 1) if self.follows(sentence) else Focus()
            self._carried[sentence] = focus
        return focus

    def tokens_of(self, sentence: int) -> range:
        """Return the tokens of a sentence."""
        return self._spans[sentence] if 0 <= sentence < len(self._spans) else range(0)

    def read_claim(self, number: int) -> Claim:
        """Say what one mention is about."""
        claim = self._claims.get(number)
        if claim is None:
            if len(self._claims) >= _MOST_CLAIMS:
                self._claims.clear()
            claim = self._claims[number] = self._read_claim(number)
        return claim

    def read_clause(self, claim: Claim) -> Clause:
        """Return the clause that a claim's mention stands in, with the cues that are its own."""
        place = claim.left, claim.right
        first, end = find_bounds(self._words, place, (claim.first, claim.end), claim.wall)
        number = bisect_left(self._lefts, claim.left)
        return Clause(first, end, leave_to(self.sentence_cues(first, end), self._taken, number))

    def read_subject(self, number: int) -> Subject:
        """Say which films one mention may be about: less than its claim, and cheaper."""
        subject = self._subjects.get(number)
        if subject is None:
            sentence = self.sentence_of(self.mentions[number])
            first, end = self._find_window(number, sentence)
            wall = self._find_walls(number, first, end)[1]
            subject = self._read_subject(number, sentence, self._window_cues(first, end), wall)
        return subject

    def _read_subject(self, number: int, sentence: int, cues: CueGroups, wall: int) -> Subject:
        left, right = self.places[number]
        place = Place(left=left, right=right, first=self._spans[sentence].start, wall=wall)
        subject = self._find_subject(place, cues, self.mentions[number].kind, sentence)
        if len(self._subjects) >= _MOST_CLAIMS:
            self._subjects.clear()
        self._subjects[number] = subject
        return subject

    def _find_window(self, number: int, sentence: int) -> tuple[int, int]:
        """Return the tokens that a mention is read in: its sentence, as far as no sentence is without end."""
        left, right = self.places[number]
        tokens = self.tokens_of(sentence)
        return max(tokens.start, left - _WINDOW), min(max(tokens.stop, right), right + _WINDOW)

    def _reread(self, number: int) -> Mention:
        """Read a mention by the words and figures beside it."""
        left, right = self.places[number]
        words = self._words
        mention = self.mentions[number]
        if mention.kind in _FIRMED or mention.hedge is not Hedge.NONE:
            mention = firm(mention, words[max(left - 2, 0) : left], words[right : right + 1])
        if mention.kind is Kind.DURATION:
            return self._join_hours(number)
        if mention.kind in _GOING_ON:
            before = self.mentions[max(number - _AT_HAND, 0) : number]
            return go_on(mention, before, words[max(left - _LOOK_BACK, 0) : left])
        return mention

    def _read_claim(self, number: int) -> Claim:
        left, right = self.places[number]
        words = self._words
        mention = self._reread(number)
        sentence = self.sentence_of(mention)
        first, end = self._find_window(number, sentence)
        cues = self._window_cues(first, end)
        wall_left, wall_right = self._find_walls(number, first, end)
        kind = mention.kind
        is_date = kind is Kind.DATE
        near = MoneySurroundings(
            words=words,
            cues=self._drop_taken((first, end), number),
            left=left,
            right=right,
            wall_left=wall_left,
            wall_right=wall_right,
            clause=find_clause(self._breaks, first, left),
            edge=self.places[number + 1][0] if number + 1 < len(self.places) else len(words),
        )
        is_investment = self.document.section_of(mention.start) == INVESTMENT
        group = near.find_moment() if is_date else near.find_money_group() if kind in _OF_MONEY else None
        if group and is_investment and words[group.start] in _GIVING:
            group = None  # who supplies or contributes money there puts it in
        subject = self._subjects.get(number) or self._read_subject(number, sentence, cues, wall_right)
        return Claim(
            mention=mention,
            films=subject.films,
            is_governed=subject.is_governed,
            persons=find_persons(self.index, words, cues.get("person", ()), left, right)
            if kind in _OF_PERSONS
            else (),
            parties=find_parties(_join(cues, "party", "person"), left) if kind in _OF_PARTIES else (),
            group=group.value if group else "cost" if is_investment and kind is Kind.MONEY else "",
            is_weak=group is None or group.is_weak,
            is_open=kind is Kind.MONEY and _leaves_open(group, near, is_investment=is_investment),
            territory=near.find_territory(),
            event=near.find_event_of_date() if is_date else near.find_event(),
            result=near.find_result() if kind in _COUNTING else "",
            first=first,
            end=end,
            left=left,
            right=right,
            wall=wall_left,
            next_word=words[right] if right < len(words) else "",
            words=words[first:end],
        )

    def _find_subject(self, place: Place, cues: CueGroups, kind: Kind, sentence: int) -> Subject:
        """Say what films, or works that are no films, a figure may be about."""
        words, titles, works = self._words, cues.get("film", ()), cues.get("work", ())
        is_date = kind is Kind.DATE
        if is_date and (dated := find_dated_work(words, works, place)):
            return Subject(dated.entities, is_governed=True)
        focus = self._focus_before(sentence)
        subject = find_films(words, titles, place, focus, is_date=is_date)
        is_dated = is_date and subject.is_governed
        if is_dated and not dates_the_title(words, (*titles, *cues.get("moment", ())), place.left):
            films = unique((*subject.films, *self.focus_of(sentence - 1), MAIN))
            subject = Subject(films, is_governed=False)
        if works and kind in _OF_WORKS and (work := find_work_before(words, works, titles, place)):
            subject = subject._replace(films=unique((*subject.films, *work.entities)))
        if self.index.films_of and not subject.is_governed:
            made = self._find_made(cues.get("person", ()), place.left)
            subject = subject._replace(films=unique((*subject.films, *made)))
        return subject

    def _find_made(self, persons: Sequence[Cue], left: int) -> tuple[int, ...]:
        """“Gus Van Sant … spent $20 million”: the films of the makers that the sentence names before."""
        makers = {number for cue in persons if cue.end <= left for number in cue.entities}
        return tuple(film for maker in makers for film in self.index.films_of.get(maker, ()))

    def _join_hours(self, number: int) -> Mention:
        mention = self.mentions[number]
        for one in (number - 1, number):
            if one < 0 or one + 1 >= len(self.mentions):
                continue
            gap = self.words_between(self.places[one][1], self.places[one + 1][0])
            if joined := join_hours(self.mentions[one], self.mentions[one + 1], gap, mention):
                return joined
        return mention

    def _window_cues(self, first: int, end: int) -> CueGroups:
        """Return the cues that begin between two tokens, by kind; figures of one sentence share them."""
        groups = self._windows.get((first, end))
        if groups is None:
            if len(self._windows) >= _MOST_CLAIMS:
                self._windows.clear()
            groups = self._windows[first, end] = {}
            for cue in self.sentence_cues(first, end):
                groups.setdefault(cue.kind, []).append(cue)
        return groups

    def _drop_taken(self, window: tuple[int, int], number: int) -> CueGroups:
        """Return the cues of a window without those that stand directly behind another figure."""
        groups = self._window_cues(*window)
        if not self._taken:
            return groups
        known = self._untaken.get(window)
        if known is None:
            if len(self._untaken) >= _MOST_CLAIMS:
                self._untaken.clear()
            takers = {
                self._taken.get((cue.start, kind), -1) for kind in _TAKEN for cue in groups.get(kind, ())
            }
            known = self._untaken[window] = takers, self._leave_to(-1, groups)
        return self._leave_to(number, groups) if number in known[0] else known[1]

    def _leave_to(self, number: int, groups: CueGroups) -> CueGroups:
        """Return cues without those that figures other than one have taken."""
        taken = self._taken
        return groups | {
            kind: [cue for cue in groups[kind] if taken.get((cue.start, kind), number) == number]
            for kind in _TAKEN
            if kind in groups
        }

    def _find_walls(self, number: int, first: int, end: int) -> tuple[int, int]:
        """Return where the words of the neighboring mentions of the same family end and begin."""
        mentions, places, families = self.mentions, self.places, self._families
        family = _FAMILY.get(mentions[number].kind, "")
        left, right = first, end
        for other in range(number - 1, -1, -1):
            if places[other][1] <= first:
                break
            if families[other] == family:
                left = places[other][1]
                break
        for other in range(number + 1, len(mentions)):
            if places[other][0] >= end:
                break
            if families[other] == family:
                right = places[other][0]
                break
        return left, right

    def _add_dated_films(self) -> None:
        """“The 1990 installment” names a film by its year: such phrases become cues as titles are."""
        words = self.document.words
        years: dict[int, tuple[int, ...]] = {}
        for entity in self.index.entities:
            if entity.kind == "film" and entity.release:
                year = entity.release.first.year
                years[year] = (*years.get(year, ()), entity.number)
        for mention, (left, right) in zip(self.mentions, self.places, strict=True):
            if mention.kind is not Kind.DATE or mention.unit != "year" or mention.not_a_claim:
                continue
            ahead = words[right : right + 3]
            noun = next((at for at, word in enumerate(ahead, right) if word in vocabulary.FILM_NOUNS), None)
            known = years.get(int(mention.low), (MAIN,))
            if (
                words[left - 1 : left] == ("of",)
                and words[left - 2] in vocabulary.FILM_NOUNS
                and MAIN not in known
            ):
                self.cues.append(Cue(left - 2, right, "film", "dated", False, known))  # “the remake of 1996”
                continue
            if noun is None and self._names_by_year(left, right, years.get(int(mention.low), ())):
                noun = right
            if noun is None or words[noun + 1 : noun + 2] in _NOT_FILMS:
                continue
            between = words[right:noun]
            if all((word.isalpha() or word == "-") and word not in SMALL_WORDS for word in between):
                films = years.get(int(mention.low), (UNKNOWN,))
                self.cues.append(Cue(left, noun + 1, "film", "dated", False, films))
        self.cues.sort()

    def _names_by_year(self, left: int, right: int, films: tuple[int, ...]) -> bool:
        """Tell whether a year before any noun names a film that came out in it: “the 2016 imitation”."""
        words = self._words
        if not films or MAIN in films or words[left - 1 : left] != ("the",):
            return False
        noun = "".join(words[right : right + 1])
        return noun.isalpha() and noun not in vocabulary.CUES and not noun.endswith(("ed", "s"))

    def _find_taken(self) -> dict[tuple[int, str], int]:
        """Say which cues stand directly behind a figure, and so belong to it alone."""
        taken: dict[tuple[int, str], int] = {}
        for number, mention in enumerate(self.mentions):
            kinds = _TAKES.get(mention.kind)
            if not kinds or mention.not_a_claim:
                continue
            right = self.places[number][1]
            sentence_end = self.tokens_of(self.sentence_of(mention)).stop
            found: set[str] = set()
            for cue in self.sentence_cues(right, min(right + 5, sentence_end)):
                if not STOPS.isdisjoint(self.document.words[right : cue.start]):
                    break
                is_loose = mention.kind is Kind.MONEY and cue.kind == "money" and cue.start > right + 1
                is_loose = is_loose or (mention.kind is Kind.COUNT and cue.start > right)
                if cue.kind in kinds and cue.kind not in found and not is_loose:
                    taken[cue.start, cue.kind] = number
                    found.add(cue.kind)
        return taken

    def follows(self, sentence: int) -> bool:
        """Tell whether a sentence stands in the same paragraph as the one before it."""
        return follows(self.document, sentence)


_AT_HAND = 3
_FIRMED = frozenset({Kind.AGE, Kind.MULTIPLE})
_GOING_ON = frozenset({Kind.AGE, Kind.COUNT})
_LOOK_BACK = 24
_OF_MONEY = frozenset({Kind.MONEY, Kind.VAGUE})
_OF_PARTIES = frozenset({Kind.MONEY, Kind.COUNT, Kind.PERCENT, Kind.DATE})
_OF_PERSONS = frozenset({Kind.AGE, Kind.COUNT, Kind.DATE, Kind.DURATION})
_OF_WORKS = frozenset({Kind.DATE, Kind.COUNT})
_COUNTING = frozenset({Kind.COUNT, Kind.VAGUE, Kind.SCORE, Kind.FRACTION})
"""Only these kinds ask for an amount, a person, a win or nomination."""
_WINDOW = 80
_MOST_CLAIMS = 1000
"""So many are kept: the figures of a passage ask about one another, and a book has no end of them."""
_BORROWED = "loan"
_GIVING = frozenset({"supplied", "contributed", "remitted", "added", "delivered", "came"})
INVESTMENT = 2
"""The ledger's second section."""
_NOT_FILMS = {(word,) for word in ("festival", "registry", "institute", "award", "awards", "board", "market")}
_TAKES = {
    Kind.MONEY: frozenset({"money", "territory"}),
    Kind.COUNT: frozenset({"territory"}),
    Kind.MULTIPLE: frozenset({"money"}),
    Kind.PERCENT: frozenset({"money"}),
    Kind.FRACTION: frozenset({"money"}),
}
"""The kinds of cue that a figure takes for itself when they stand directly behind it."""
_TAKEN = ("money", "territory")
_FAMILY = {
    Kind.MONEY: "money",
    Kind.COUNT: "count",
    Kind.VAGUE: "money",
    Kind.DATE: "date",
    Kind.PERCENT: "share",
    Kind.FRACTION: "share",
    Kind.MULTIPLE: "multiple",
    Kind.AGE: "age",
    Kind.DURATION: "duration",
}
"""Figures of one family are walls to one another's cues."""


def _leaves_open(group: Cue | None, near: MoneySurroundings, *, is_investment: bool) -> bool:
    """Tell whether the words for an amount may speak of what was put in: “a total of”, “the freer loan”."""
    is_placed = near.find_beside("territory", reach=5) if is_investment else near.find_territory()
    if group is None or is_placed:
        return False  # a cost has no country
    if group.value == _BORROWED or (is_investment and group.is_weak and group.value == "gross"):
        return True
    return not near.is_sure(group)


def _join(groups: CueGroups, *kinds: str) -> list[Cue]:
    """Return the cues of some kinds, in order."""
    found = [groups[kind] for kind in kinds if kind in groups]
    return found[0] if len(found) == 1 else sorted(cue for cues in found for cue in cues)


def _find_place(document: Document, mention: Mention) -> tuple[int, int]:
    left = document.token_at(mention.start)
    return left, max(bisect_left(document.starts, mention.end), left + 1)
