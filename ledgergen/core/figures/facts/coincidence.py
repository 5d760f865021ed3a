"""A coincidence: a figure with the very value of a fact, in words that seem to speak of something else.

It is either luck (years and small counts stand everywhere), or a swap (the figure
of another film, country or account), or no accident at all: the figure states
the fact, in words that were misread. `refusal` tells which; this is what it looks at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ledgergen.core.figures.bind.before import find_before
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.clause import Clause, turns
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.described import find_descriptions
from ledgergen.core.figures.bind.passing import is_epithet, is_oblique, is_passed
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS
from ledgergen.core.figures.bind.vocabulary_names import is_country_word
from ledgergen.core.figures.facts.attributes import GROUPS
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN, Datum, Entity
from ledgergen.core.figures.facts.places import is_at_place
from ledgergen.core.figures.facts.roles import FAMILY_OF
from ledgergen.core.figures.facts.seats import is_told_elsewhere
from ledgergen.core.figures.facts.stating import states
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.passages.words import carries_meaning, find_stem
from ledgergen.model.lazy import lazy


class Coincidence:
    """One figure and one fact of its value; not slotted, for it caches."""

    def __init__(
        self,
        claim: Claim,
        datum: Datum,
        parted: str,
        *,
        reading: Reading,
        find_rivals: Callable[[], Sequence[Datum]],
    ) -> None:
        self.claim = claim
        self.datum = datum
        self.parted = parted
        """What parts the two (`parting`)."""
        self.reading = reading
        self.find_rivals = find_rivals

    @lazy
    def clause(self) -> Clause:
        """The figure's own clause."""
        return self.reading.read_clause(self.claim)

    @lazy
    def cues(self) -> list[Cue]:
        """The cues of the sentence."""
        return self.reading.sentence_cues(self.claim.first, self.claim.end)

    @lazy
    def is_told_elsewhere(self) -> bool:
        """Whether the text states the fact in another place."""
        return is_told_elsewhere(self.claim, self.datum, self.reading)

    @lazy
    def is_in_own_seat(self) -> bool:
        """Whether it is the one statement of its fact, and what its words call for is stated elsewhere."""
        if self.is_told_elsewhere:
            return False
        rivals = self.find_rivals()
        told = {rival.account for rival in rivals if is_told_elsewhere(self.claim, rival, self.reading)}
        return all(rival.account in told for rival in rivals)

    @lazy
    def is_named(self) -> bool:
        """Whether the sentence names the fact's subject before the figure: a film, its maker, a payee."""
        words, index = self.reading.document.words, self.reading.index
        named = {MAIN} | {
            number
            for cue in self.cues
            if cue.end <= self.claim.left or self._is_paid(cue)
            if cue.kind != "film" or not (is_passed(words, cue) or is_oblique(words, cue))
            for number in cue.entities
        }
        return self.datum.subject in named or any(
            self.datum.subject in index.films_of.get(number, ()) for number in named
        )

    @lazy
    def is_named_before(self) -> bool:
        """Whether the sentence before names the fact's film, and its own names none."""
        reading, words = self.reading, self.reading.document.words
        before = find_before(self.claim, reading)
        if not before or any(cue.kind == "film" and not cue.is_weak for cue in self.cues):
            return False
        return any(
            self.datum.subject in cue.entities and not (is_passed(words, cue) or is_oblique(words, cue))
            for cue in reading.sentence_cues(before.start, before.stop)
        )

    @lazy
    def is_in_company(self) -> bool:
        """Whether another figure of the sentence states another fact of the same subject, and of no other.

        “By 2018 the former novice was handling $170 million”: of all films, one has both. A title of
        another film speaks against it; and two small numbers meet by luck as one does.
        """
        within = self.matter, *([(self.claim.first, self.claim.end)] if self.is_in_own_seat else [])
        return any(self._keeps_company(*tokens) for tokens in dict.fromkeys(within))

    def _keeps_company(self, first: int, end: int) -> bool:
        claim, subject, words = self.claim, self.datum.subject, self.reading.document.words
        if subject == MAIN or any(
            cue.kind == "film" and not cue.is_weak and subject not in cue.entities
            for cue in self.reading.sentence_cues(first, end)
            if not is_epithet(words, cue)
        ):
            return False
        entities = self.reading.index.entities
        around = {*claim.films, MAIN} - {UNKNOWN, subject}
        others = [fact for number in around for fact in entities[number].data]
        data = [fact for fact in entities[subject].data if fact is not self.datum]
        return keeps_company(claim, data, self.reading, others=others, within=(first, end))

    @lazy
    def matter(self) -> tuple[int, int]:
        """The tokens of the sentence about one matter: “…, whereas the sequel turned $4 million into $8”."""
        claim, words = self.claim, self.reading.document.words
        first = max((at for at in range(claim.first, claim.left) if turns(words, at)), default=claim.first)
        end = next((at for at in range(claim.right, claim.end) if turns(words, at)), claim.end)
        return first, end

    @lazy
    def is_described(self) -> bool:
        """Whether plain words name the very account, and nobody else: “one player's fee reached $35,000”."""
        group = GROUPS.get(self.datum.attribute)
        if group not in _ACCOUNTS or group != self.claim.group or self.claim.is_weak:
            return False
        return not any(cue.kind in _PAYEES and cue.value == "name" for cue in self.clause.cues)

    @lazy
    def is_of_described_film(self) -> bool:
        """Whether the clause tells of a film that it describes and nobody names: “the Warner musical”.

        No title stands between the two, and the fact's film is named nowhere in the sentence.
        """
        claim, subject = self.claim, self.datum.subject
        if subject == MAIN or self.reading.index.entities[subject].kind != "film":
            return False
        titles = [cue for cue in self.cues if cue.kind == "film" and not cue.is_weak]
        ruling = set(claim.films) if claim.is_governed else set()
        if any(subject in cue.entities or ruling.intersection(cue.entities) for cue in titles):
            return False
        words = self.reading.document.words
        first, end = self.matter
        first = max((cue.end for cue in titles if first <= cue.end <= claim.left), default=first)
        end = min((cue.start for cue in titles if claim.right <= cue.start), default=end)
        own = [cue for cue in self.cues if cue.kind == "film" and MAIN in cue.entities]
        return any(
            stop <= claim.left or start - claim.right <= _BESIDE
            for start, stop in find_descriptions(words, first, min(end, claim.right + _BESIDE + _DESCRIBED))
            if not any(start < cue.end and cue.start < stop for cue in own)
            if not self.describes_own(start, stop)
        )

    def describes_own(self, start: int, stop: int) -> bool:
        """Tell whether it may describe the own film: “Kross's thriller”, “the quay picture”."""
        words, index = self.reading.document.words, self.reading.index
        makers = {*index.directors, *index.parties}
        if any(not makers.isdisjoint(c.entities) for c in self.reading.sentence_cues(start, stop)):
            return True
        telling = (word for word in words[start:stop] if carries_meaning(word) and word not in FILM_NOUNS)
        return any(find_stem(word) in index.own_stems for word in telling)

    @lazy
    def is_called(self) -> bool:
        """Whether the sentence calls a work or a film what the facts call it: “his broadcast of 1938”."""
        entity = self.reading.index.entities[self.datum.subject]
        return is_called_by_role(self.claim, entity) or self._is_taken_up(entity)

    @lazy
    def is_left_behind(self) -> bool:
        """Whether the figure is where a change began: “cut its endorsement, from two nominations to one”.

        What the change led to is the same account of the film, or of the one that the sentence is about.
        """
        claim, datum, reading = self.claim, self.datum, self.reading
        if reading.words_between(claim.left - 1, claim.left) != ("from",):
            return False
        numbers = reading.numbers_between(claim.right, min(claim.right + _CHANGED, claim.end))
        if not numbers or reading.words_between(
            reading.places[numbers[0]][0] - 1, reading.places[numbers[0]][0]
        ) != ("to",):
            return False
        return any(
            other.attribute == datum.attribute
            and other.event == datum.event
            and other.territory == datum.territory
            for number in (*claim.films, MAIN)
            if number not in {UNKNOWN, datum.subject}
            for other in reading.index.entities[number].data
            if states(reading.mentions[numbers[0]], other)
        )

    @lazy
    def is_at_place(self) -> bool:
        """Whether the sentence says where a fact says it was: “shown first in New York”."""
        return is_at_place(self.claim, self.datum)

    def _is_taken_up(self, entity: Entity) -> bool:
        """“That May a network broadcast it live. The play's author …”: called by its name behind."""
        reading, sentence = self.reading, self.reading.sentence_of(self.claim.mention)
        if not entity.work or not reading.follows(sentence + 1):
            return False
        opening = reading.tokens_of(sentence + 1)
        article, noun = (*reading.words_between(opening.start, opening.start + 2), "", "")[:2]
        return (
            article in _DEFINITE and FAMILY_OF.get(noun.removesuffix("'s").removesuffix("’s")) == entity.work
        )

    def _is_paid(self, cue: Cue) -> bool:
        """“$9,500 that secured the young Nadia Brel”: of money, who gets it may stand behind."""
        claim = self.claim
        if cue.kind not in _PAYEES or claim.mention.kind is not Kind.MONEY or cue.start < claim.right:
            return False
        between = self.reading.mentions_between(claim.right, cue.start)
        return all(mention.kind is not Kind.MONEY for mention in between)


def keeps_company(
    claim: Claim,
    data: Sequence[Datum],
    reading: Reading,
    *,
    others: Sequence[Datum] = (),
    within: tuple[int, int] | None = None,
) -> bool:
    """Tell whether another figure of the sentence states one of some facts, and none of others.

    Two small numbers meet by luck as one does: one of the two figures must be of few facts.
    """
    return any(
        any(states(mention, fact) for fact in data) and not any(states(mention, fact) for fact in others)
        for mention in reading.mentions_between(*(within or (claim.first, claim.end)))
        if mention.start != claim.mention.start and not mention.not_a_claim
        if is_distinct(mention) or is_distinct(claim.mention)
    )


def is_called_by_role(claim: Claim, entity: Entity) -> bool:
    """Tell whether a sentence uses a word of what the facts call an entity: “remake”, “broadcast”."""
    called = {find_stem(word) for role in entity.roles for word in role.split() if carries_meaning(word)}
    called -= _CALLING_MANY
    return any(find_stem(word) in called for word in claim.words if not is_country_word(word))


def is_distinct(mention: Mention) -> bool:
    """Tell whether a value stands in few facts: bare years and small numbers stand everywhere."""
    if mention.kind is Kind.DATE:
        return mention.unit == "day" and not mention.is_yearless
    return mention.kind is Kind.MONEY or (mention.kind is Kind.COUNT and mention.value >= _FEW)


_CHANGED = 4
_BESIDE = 2
_DESCRIBED = 6
"""So near behind the figure a description begins, and so long it is."""
_DEFINITE = frozenset({"the", "that", "this", "its"})
_FEW = 4
_CALLING_MANY = frozenset(
    map(find_stem, FILM_NOUNS | {"earlier", "later", "next", "previous", "first", "second"})
)
_ACCOUNTS = frozenset({"salary", "marketing"})
_PAYEES = frozenset({"person", "party"})
