"""A text read for what its figures are about: cues found, mentions placed among the tokens.

Everything is found in one pass over the tokens; each claim then looks only at its
own sentence. Whoever judges a figure asks here for what stands around it, and what
is looked at is noted (`footing`), so that a later check knows what a ruling stands on.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ledgergen.core.figures.bind.attached import Place
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.clause import Clause, find_bounds, find_breaks, find_clause
from ledgergen.core.figures.bind.cues import Cue, find_cues
from ledgergen.core.figures.bind.dated import find_dated_films
from ledgergen.core.figures.bind.focus import find_focus, follows, learn_topics
from ledgergen.core.figures.bind.footing import Footing
from ledgergen.core.figures.bind.question import Question, read_question
from ledgergen.core.figures.bind.reread import reread
from ledgergen.core.figures.bind.subject import (
    Focus,
    Subject,
    dates_the_title,
    find_films,
    find_parties,
    find_persons,
    unique,
)
from ledgergen.core.figures.bind.surroundings_money import INVESTMENT, MoneySurroundings
from ledgergen.core.figures.bind.windows import CueGroups, Windows, find_place, join_groups
from ledgergen.core.figures.bind.works import find_dated_work, find_work_before, find_works
from ledgergen.core.figures.facts.datum import MAIN, Datum
from ledgergen.core.figures.facts.index import FactIndex
from ledgergen.core.figures.facts.stating import find_kinds, states
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.text import Document


class Reading:
    """A document with its cues found and its mentions placed among the tokens."""

    def __init__(
        self, document: Document, mentions: tuple[Mention, ...], index: FactIndex, *, is_plain: bool = False
    ) -> None:
        self.document = document
        self.footing = Footing()
        """What is read is noted here: of the sentence whose figures are ruled upon."""
        self._words = document.words
        self._breaks = find_breaks(document.words)
        self.mentions = mentions
        self.index = index
        self.places = [find_place(document, mention) for mention in mentions]
        self._lefts = [left for left, _ in self.places]
        self._sentences = [document.sentence_index(mention.start) for mention in mentions]
        """The sentence that each mention begins in."""
        if is_plain:
            learn_topics(document, index)
        self.cues = find_cues(document, index, is_plain=is_plain)
        self.sentences = [document.tokens_in(span) for span in document.sentences]
        """The tokens of each."""
        dated = find_dated_films(document.words, mentions, self.places, index)
        self.cues = sorted((*self.cues, *dated, *find_works(document.words, index.works)))
        self.focus: list[Focus] = []
        """At the end of each sentence."""
        understood: list[Cue] = []
        for focus, own in find_focus(document, self.sentences, self.cues, index, is_plain=is_plain):
            self.focus.append(focus)
            understood += own
        self.cues = understood
        ends = [self.tokens_of(sentence).stop for sentence in self._sentences]
        self._windows = Windows(document.words, self.cues, mentions=mentions, places=self.places, ends=ends)
        self._claims: dict[int, Claim] = {}
        self._clauses: dict[tuple[int, int, int, int, int, bool], Clause] = {}
        self._carried: dict[int, Focus] = {}
        self._subjects: dict[int, Subject] = {}
        self._stating: dict[int, list[int]] = {}

    def find_stating(self, datum: Datum) -> list[int]:
        """Return the numbers of the mentions that are the value of a fact, whatever they are said of."""
        found = self._stating.get(id(datum))
        if found is None:
            if len(self._stating) >= _MOST_CLAIMS:
                self._stating.clear()
            kinds = find_kinds(datum)
            found = self._stating[id(datum)] = [
                number
                for number, mention in enumerate(self.mentions)
                if mention.kind in kinds and not mention.not_a_claim and states(mention, datum)
            ]
        self.footing.stated[id(datum)] = datum, found
        return found

    def sentence_cues(self, first: int, end: int) -> list[Cue]:
        """Return the cues that begin between two tokens."""
        self.footing.look(first, end)
        return self._windows.find_cues(first, end)

    def mentions_between(self, first: int, end: int) -> list[Mention]:
        """Return the mentions that begin between two tokens."""
        self.footing.look(first, end)
        lefts = self._lefts
        return list(self.mentions[bisect_left(lefts, first) : bisect_left(lefts, end)])

    def numbers_between(self, first: int, end: int) -> range:
        """Return the numbers of the mentions that begin between two tokens."""
        self.footing.look(first, end)
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
        self.footing.look(first, end)
        # `max` takes twice as long, and this is asked by the thousand.
        return self._words[first if first > 0 else 0 : end if end > 0 else 0]  # noqa: FURB136

    def sentence_of(self, mention: Mention) -> int:
        """Return the number of the sentence a mention begins in."""
        return self.document.sentence_index(mention.start)

    def focus_of(self, sentence: int) -> tuple[int, ...]:
        """Return the films that stand in focus at the end of a sentence."""
        return self._focus_at(sentence).films

    def _focus_at(self, sentence: int) -> Focus:
        return self.focus[sentence] if 0 <= sentence < len(self.focus) else Focus()

    def _focus_before(self, sentence: int) -> Focus:
        """Return the focus that a sentence begins with."""
        focus = self._carried.get(sentence)
        if focus is None:
            focus = self._focus_at(sentence - 1) if self.follows(sentence) else Focus()
            self._carried[sentence] = focus
        return focus

    def tokens_of(self, sentence: int) -> range:
        """Return the tokens of a sentence."""
        return self.sentences[sentence] if 0 <= sentence < len(self.sentences) else range(0)

    def read_claim(self, number: int) -> Claim:
        """Say what one mention is about."""
        claim = self._claims.get(number)
        if claim is None:
            if len(self._claims) >= _MOST_CLAIMS:
                self._claims.clear()
            claim = self._claims[number] = self._read_claim(number)
        if claim.mention.kind is Kind.MONEY:  # which may answer a question
            self.footing.look(self.tokens_of(self._sentences[number] - 1).start, claim.first)
        return claim

    def read_clause(self, claim: Claim) -> Clause:
        """Return the clause that a claim's mention stands in, with the cues that are its own."""
        is_money = claim.mention.kind is Kind.MONEY
        asked = claim.left, claim.right, claim.first, claim.end, claim.wall, is_money
        clause = self._clauses.get(asked)
        if clause is None:
            place, sentence = (claim.left, claim.right), (claim.first, claim.end)
            first, end = find_bounds(self._words, place, sentence, claim.wall, is_money=is_money)
            number = bisect_left(self._lefts, claim.left)
            if len(self._clauses) >= _MOST_CLAIMS:
                self._clauses.clear()
            clause = self._clauses[asked] = Clause(first, end, self._windows.find_own(number, first, end))
        return clause

    def read_subject(self, number: int) -> Subject:
        """Say which films one mention may be about: less than its claim, and cheaper."""
        subject = self._subjects.get(number)
        if subject is None:
            sentence = self._sentences[number]
            first, end = self._find_window(number, sentence)
            wall = self._windows.find_walls(number, first, end)[1]
            subject = self._read_subject(number, sentence, self._windows.group(first, end), wall)
        return subject

    def _read_subject(self, number: int, sentence: int, cues: CueGroups, wall: int) -> Subject:
        left, right = self.places[number]
        place = Place(left=left, right=right, first=self.sentences[sentence].start, wall=wall)
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

    def _read_claim(self, number: int) -> Claim:
        left, right = self.places[number]
        words = self._words
        mention = reread(self.mentions, self.places, words, number)
        sentence = self._sentences[number]
        first, end = self._find_window(number, sentence)
        cues = self._windows.group(first, end)
        wall_left, wall_right = self._windows.find_walls(number, first, end)
        kind = mention.kind
        near = MoneySurroundings(
            words=words,
            cues=self._windows.leave_to(number, first, end),
            left=left,
            right=right,
            wall_left=wall_left,
            wall_right=wall_right,
            clause=find_clause(self._breaks, first, left),
            edge=self.places[number + 1][0] if number + 1 < len(self.places) else len(words),
        )
        is_amount = kind in _OF_MONEY
        is_investment = is_amount and self.document.section_of(mention.start) == INVESTMENT
        group = near.find_moment() if kind is Kind.DATE else None
        if is_amount:
            group = near.find_money_group(is_investment=is_investment)
        asked = self._read_question(sentence) if kind is Kind.MONEY else Question()
        if (group is None or group.is_weak) and asked.group and "money" not in cues:
            group = asked.group
        subject = self._subjects.get(number) or self._read_subject(number, sentence, cues, wall_right)
        return Claim(
            mention=mention,
            films=subject.films,
            is_governed=subject.is_governed,
            persons=find_persons(self.index, words, cues.get("person", ()), left, right)
            if kind in _OF_PERSONS
            else (),
            parties=find_parties(join_groups(cues, "party", "person"), left) if kind in _OF_PARTIES else (),
            group=group.value if group else "cost" if is_investment and kind is Kind.MONEY else "",
            is_weak=group is None or group.is_weak,
            is_open=kind is Kind.MONEY and near.leaves_open(group, is_investment=is_investment),
            territory=near.find_territory() or ("" if "territory" in cues else asked.territory),
            event=near.find_event_of_date() if kind is Kind.DATE else near.find_event(),
            result=near.find_result() if kind in _COUNTING else "",
            first=first,
            end=end,
            left=left,
            right=right,
            wall=wall_left,
            next_word=words[right] if right < len(words) else "",
            words=words[first:end],
        )

    def _read_question(self, sentence: int) -> Question:
        """Return what the sentence before asks for."""
        before = self.tokens_of(sentence - 1) if self.follows(sentence) else range(0)
        cues = self._windows.find_cues(before.start, before.stop) if before else ()
        return read_question(self._words, cues, before)

    def _find_subject(self, place: Place, cues: CueGroups, kind: Kind, sentence: int) -> Subject:
        """Say what films, or works that are no films, a figure may be about."""
        words, titles, works = self._words, cues.get("film", ()), cues.get("work", ())
        is_date = kind is Kind.DATE
        if is_date and (dated := find_dated_work(words, works, place)):
            return Subject(dated.entities, is_governed=True)
        if not titles and (asked := self._read_question(sentence).films):
            return Subject(asked, is_governed=True)
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
        """“Ida Marsh … spent $20 million”: the films of the makers that the sentence names before."""
        makers = {number for cue in persons if cue.end <= left for number in cue.entities}
        return tuple(film for maker in makers for film in self.index.films_of.get(maker, ()))

    def follows(self, sentence: int) -> bool:
        """Tell whether a sentence stands in the same paragraph as the one before it."""
        return follows(self.document, sentence)


_OF_MONEY = frozenset({Kind.MONEY, Kind.VAGUE})
_OF_PARTIES = frozenset({Kind.MONEY, Kind.COUNT, Kind.PERCENT, Kind.DATE})
_OF_PERSONS = frozenset({Kind.AGE, Kind.COUNT, Kind.DATE, Kind.DURATION})
_OF_WORKS = frozenset({Kind.DATE, Kind.COUNT})
_COUNTING = frozenset({Kind.COUNT, Kind.VAGUE, Kind.SCORE, Kind.FRACTION})
"""Only these kinds ask for an amount, a person, a win or nomination."""
_WINDOW = 80
_MOST_CLAIMS = 1000
"""So many are kept: the figures of a passage ask about one another, and a book has no end of them."""
