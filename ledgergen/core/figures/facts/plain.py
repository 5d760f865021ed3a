"""What is said in the plainest words: “*Low Tide* cost $12 million”, “It premiered on May 3”.

Ledgers tell amounts and dates in metaphors, so a figure is believed to be the film's
where its words do not contradict it. Words that leave nothing open need no such help: a
subject, the verb of an attribute, the figure, and nothing else. Where facts know that attribute
of that subject, they alone answer, and passages that state the very thing otherwise. Another fact
of the very value, a passage that has it for something else and a sum that comes out at it would prove
the figure by luck.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from ledgergen.core.figures.agree import Agreement
from ledgergen.core.figures.bind.before import find_question
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.closed_classes import QUOTES
from ledgergen.core.figures.facts.attributes import GROUPS
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN, Datum
from ledgergen.core.figures.facts.evidence import Evidence
from ledgergen.core.figures.facts.standing import RECKONING, is_difference
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.wordlists import split_words, word_set


class _Statement(NamedTuple):
    """Whose attributes a figure states, and of which group."""

    group: str
    subjects: frozenset[int]
    """Entities: those named, or else whatever a pronoun may mean."""
    is_sole: bool = False
    """The words name the sort alone, and what is said of it may be anything."""
    is_titled: bool = False
    """A title says whose the amount is, and nothing else in the sentence might."""


def hold_to_plain_words(
    claim: Claim, evidence: Evidence, reading: Reading, *, is_told: Callable[[str], bool]
) -> Evidence:
    """Return the evidence, or what is left of it where the sentence is plain and facts know its matter.

    `is_told` says whether a passage states the figure for an attribute of that group: sources disagree.
    """
    statement = _read_statement(claim, reading) or _read_sole(claim, reading)
    if statement is None or not any(_find_known(claim, statement, reading)):
        return evidence
    agreeing = [datum for datum, _ in evidence.agreeing]
    if any(_fits(datum, claim, statement, reading) for datum in agreeing):
        return evidence
    if statement.is_titled and (own := _find_own(claim, evidence, statement, reading)):
        return Evidence(agreeing=own, find_against=evidence.find_against)
    if statement.is_sole and any(_may_be_meant(datum, claim, statement) for datum in agreeing):
        return evidence
    is_of_other = bool(evidence.agreeing or evidence.astray)  # facts know what has the value
    if not is_of_other and (statement.is_sole or is_told(statement.group)):
        return evidence
    return evidence.set_aside()


def _read_statement(claim: Claim, reading: Reading) -> _Statement | None:
    """Return what a sentence states of a figure in words that leave nothing open."""
    patterns = _PATTERNS.get(claim.mention.kind, ())
    if not patterns or claim.left - claim.first > _LONGEST:
        return None
    if _WORDS[claim.mention.kind].isdisjoint(claim.words):
        return None
    said, subjects = read_plainly(reading, claim.first, claim.left)
    is_fronted = said in _FRONTS
    if is_fronted:  # “In 1972, it was released”
        behind, subjects = read_plainly(reading, claim.right, claim.end)
        said = f"{behind.removeprefix(', ')} {said}"
    is_opening = claim.words[claim.right - claim.first :][:4] in _OPENINGS
    if not (is_opening or is_fronted or _ends(claim, reading)):
        return None
    group = next((group for group, pattern in patterns if pattern.fullmatch(said)), "")
    group = "opening" if group == "gross" and is_opening else group
    return _Statement(group, subjects or frozenset((*claim.films, MAIN))) if group else None


def _read_sole(claim: Claim, reading: Reading) -> _Statement | None:
    """Return what a sentence states of the one figure it has, where its words of money name one sort."""
    if claim.mention.kind is not Kind.MONEY or claim.mention.is_range or is_difference(claim):
        return None
    others = reading.mentions_between(claim.first, claim.end)
    cues = reading.sentence_cues(claim.first, claim.end)
    titled = {n - claim.first for cue in cues if cue.kind == "film" for n in range(cue.start, cue.end)}
    words = {word for at, word in enumerate(claim.words) if at not in titled}
    if not (RECKONING | _COMPARED).isdisjoint(words):
        return None
    strong = {cue.value for cue in cues if cue.kind == "money" and not cue.is_weak}
    group = _find_group(claim, strong, words, titled)
    if not group:
        return None
    said = strong - {group}
    titles = [cue for cue in _find_titling(claim, cues, reading) if cue.kind == "film" and not cue.is_weak]
    is_of_other = bool(said - {"gross"}) or (bool(said) and group != "opening")
    if sum(not other.not_a_claim for other in others) > 1 or is_of_other or len(titles) > 1:
        return None
    named = find_called_just(titles[0], reading) - {UNKNOWN} if titles else frozenset[int]()
    is_alone = all(cue.kind != "film" or cue in titles for cue in cues)
    if len(named) == 1 and is_alone and _OTHERS.isdisjoint(words):
        return _Statement(group, named, is_sole=True, is_titled=True)
    # Of other films facts know less, and their words may be of what no fact tells.
    return _Statement(group, frozenset({MAIN}), is_sole=True) if claim.film == MAIN else None


def _find_group(claim: Claim, strong: set[str], words: set[str], titled: set[int]) -> str:
    """Return the sort of an amount, where words of money say it, or none do and others are of making."""
    if not strong and not claim.territory and titled and not _MAKING.isdisjoint(words):
        return "cost"  # “the producers found # for *Dusk*”
    is_open = claim.is_open and claim.group != "cost"
    is_said = claim.group in strong or (claim.territory and claim.group == "gross")
    return claim.group if is_said and not is_open and claim.group in _SOLE else ""


def _find_titling(claim: Claim, cues: list[Cue], reading: Reading) -> list[Cue]:
    """Return the cues that may be titles: those of the question before, where the sentence names no film."""
    asked = find_question(claim, reading)
    is_unnamed = bool(asked) and all(cue.kind != "film" for cue in cues)
    return reading.sentence_cues(asked.start, asked.stop) if is_unnamed else cues


def _find_own(
    claim: Claim, evidence: Evidence, statement: _Statement, reading: Reading
) -> list[tuple[Datum, Agreement]]:
    """Return the facts of the very value that are of the titled film, though the title stands far off."""
    of_value = (datum for datum, part in evidence.astray if part == "subject")
    return [(datum, Agreement.EXACT) for datum in of_value if _fits(datum, claim, statement, reading)]


def read_plainly(reading: Reading, first: int, end: int) -> tuple[str, frozenset[int]]:
    """Return the words of a clause, names put as `T` and `P`, places as `@`; and whom the names mean.

    It begins at token `first`, and ends where it does, at `end` at the latest.
    """
    words = reading.document.words
    cues = {cue.start: cue for cue in reading.sentence_cues(first, end) if _is_name(cue)}
    said: list[str] = []
    subjects: frozenset[int] = frozenset()
    at = first
    while at < end and not (at > first and words[at] in _ENDS):
        cue = cues.get(at)
        if cue is None:
            said += [words[at]] if words[at] not in QUOTES else []
            at += 1
            continue
        if cue.kind == "film" and said[-1:] == ["the"]:
            said.pop()  # of the title
        said.append(_SIGNS[cue.kind])
        if cue.kind != "territory":
            subjects |= find_called_just(cue, reading)
        at = max(cue.end, at + 1)
    return " ".join(said), subjects


def find_called_just(cue: Cue, reading: Reading) -> frozenset[int]:
    """Return whom a name means: who is called just that, where others are called so and more."""
    called, entities = _leave_article(reading.document.words[cue.start : cue.end]), reading.index.entities
    names = ((n, _leave_article(split_words(entities[n].name))) for n in cue.entities if n != UNKNOWN)
    exactly = (n for n, name in names if name == called)
    return frozenset(exactly) or frozenset(cue.entities)


def _leave_article(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[words[:1] == ("the",) :]


def _is_name(cue: Cue) -> bool:
    return cue.kind in _SIGNS and not (cue.kind == "film" and cue.is_weak)


def _ends(claim: Claim, reading: Reading) -> bool:
    """Tell whether nothing but a place stands behind a figure in its clause."""
    words, at = reading.document.words, claim.right
    places = {cue.start: cue.end for cue in reading.sentence_cues(at, claim.end) if cue.kind == "territory"}
    for _ in range(_PLACED):
        while at < claim.end and at not in places and words[at] in _LEADING:
            at += 1
        at = places.get(at, at)
    return at >= claim.end or words[at] in _ENDS


def _find_known(claim: Claim, statement: _Statement, reading: Reading) -> Iterator[Datum]:
    """Yield the facts that answer a statement, whatever they say."""
    for number in statement.subjects - {UNKNOWN}:
        yield from (d for d in reading.index.entities[number].data if _fits(d, claim, statement, reading))


def _fits(datum: Datum, claim: Claim, statement: _Statement, reading: Reading) -> bool:
    """Tell whether a fact is of a statement's subject, attribute and territory."""
    if datum.subject not in statement.subjects:
        return False
    group = GROUPS.get(datum.attribute, datum.attribute)
    if statement.group == "gross" and not _is_there(datum, claim, reading):
        return False
    is_shown = statement.group == "showing" or claim.mention.unit == "year"
    return group == statement.group or (is_shown and {group, statement.group} <= _SHOWINGS)


def _may_be_meant(datum: Datum, claim: Claim, statement: _Statement) -> bool:
    """Tell whether a fact may be told in the words of another: words may describe another film.

    A first weekend is earned, too, where no market is named.
    """
    is_earned = statement.group == "gross" and GROUPS.get(datum.attribute) == "opening"
    is_of_other = datum.subject not in statement.subjects and not statement.is_titled
    return is_of_other or (is_earned and not claim.territory)


def _is_there(datum: Datum, claim: Claim, reading: Reading) -> bool:
    """Tell whether a gross is of the territory that a sentence names, if it names one."""
    if claim.territory == "home":
        home = reading.index.home
        return datum.territory in home or (datum.subject != MAIN and datum.territory not in _WIDE)
    return datum.territory == claim.territory or not claim.territory


_COMPARED = frozenset({"than", "more", "less", "above", "below", "half", "third", "percent"})
_OTHERS = word_set("it its he his him she her they their them which who whose")
"""Who is meant by these need not be the film whose title the sentence has."""
_MAKING = word_set("make making produce producing production producers")
_SOLE = frozenset({"cost", "gross", "opening"})
_SIGNS: Final = {"film": "T", "person": "P", "territory": "@"}
_LONGEST = 24
_PLACED = 2
_OPENINGS = {(one, "its", two, "weekend") for one in ("in", "on", "over") for two in ("first", "opening")}
_LEADING = frozenset({"in", "at", "home", "the", "around", "on"})
_ENDS = frozenset({".", ",", ";", "and", "but", "while", ")", "—", "!"})
_SHOWINGS = frozenset({"release", "premiere", "showing"})
_WIDE = frozenset({"", "worldwide", "overseas"})
_FRONTS = frozenset({"in", "on", "at"})
_FILM = r"(?:T|it|the (?:film|picture|movie|feature))"
_HEDGE = (
    r"(?: (?:about|some|just|only|nearly|almost|roughly|around|over|under|a|an|merely|exactly|reportedly))*"
)
_PLACE = r"(?:(?:in |at home in |at )?(?:the )?@ ?,? )?"
_DONE = r"(?:began|started|commenced|ended|finished|wrapped|concluded)"
_GIVEN = r"(?: (?:given|put|listed|reported|recorded) (?:as|at))?"
_NOUN = rf" (?:(?:was|is){_GIVEN}|came to|stood at|reached|amounted to|totaled)"


def _compile(*patterns: tuple[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((group, re.compile(pattern + _HEDGE)) for group, pattern in patterns)


_PATTERNS: Final = {
    Kind.MONEY: _compile(
        (
            "cost",
            rf"{_FILM} (?:had )?(?:cost|a budget of|(?:was )?(?:made|produced|shot) (?:for|on a budget of))",
        ),
        ("cost", rf"(?:(?:@|elsewhere) )?the (?:production )?budget(?: of {_FILM})?{_NOUN}"),
        ("cost", rf"(?:its|T 's|T's) (?:production )?budget{_NOUN}"),
        ("cost", rf"the production of {_FILM} (?:cost|consumed|swallowed)"),
        ("opening", rf"{_PLACE}{_FILM} (?:had )?opened (?:to|with)"),
        ("opening", rf"(?:the|its) opening weekend (?:of {_FILM} )?(?:was|brought|yielded|returned)"),
        ("gross", rf"{_PLACE}{_FILM} (?:had )?(?:grossed|took|earned|made|collected|brought in)"),
        ("gross", rf"(?:the|its) (?:@ )?(?:gross|box office|receipts)(?: of {_FILM})?{_NOUN}"),
    ),
    Kind.DATE: _compile(
        (
            "premiere",
            rf"{_FILM} (?:was )?(?:had been )?(?:premiered|unveiled|first shown|first screened) (?:on|in)",
        ),
        ("premiere", rf"the premiere of {_FILM} was (?:on|in)"),
        ("release", rf"{_FILM} (?:was (?:first )?released|came out|reached theaters) (?:on|in)"),
        ("showing", rf"{_FILM} opened (?:on|in)"),
        ("showing", r"(?:.* )?T \("),
        (
            "shoot",
            rf"(?:shooting|filming|principal photography|photography)(?: of {_FILM})? {_DONE} (?:on|in)",
        ),
        ("birth", r"P was born (?:on|in)"),
        ("death", r"P died (?:on|in)"),
    ),
    Kind.DURATION: _compile(
        ("runtime", rf"{_FILM} (?:runs|ran|lasts|lasted)(?: for)?"),
        ("runtime", rf"{_FILM} (?:is|was) .* at"),
        ("runtime", rf"the running time of {_FILM}{_NOUN}"),
    ),
}
_WORDS: Final = {
    Kind.MONEY: word_set(
        """
        cost budget made produced shot production opened opening grossed took earned collected brought gross
        box receipts
        """
    ),
    Kind.DATE: word_set("( premiered unveiled shown screened premiere released came reached opened")
    | word_set("shooting filming photography born died"),
    Kind.DURATION: word_set("runs ran lasts lasted at running"),
}
"""Every pattern of a kind has one of these words; most sentences have none."""
