"""Tallies of prizes that are told in so many words: “nine BAFTA nominations”, “the Academy paid two of six”.

Nominations and wins of several prizes are small numbers that lie close together, so one stands for another
by luck in most dossiers. Where a sentence says which of the two it counts, and at which prize,
what facts know of that prize decides, and neither another prize nor any sum or passage can prove the figure.

A number counts nominations by its noun, or as the second of two (“two of six”); wins by its noun, by the
name of the prize behind a verb of winning (“won nine Silver Gulls”), as the first of two, or behind what
nominations turned into (“nine nominations became four”). Its prize stands directly behind it, or is the
last that its clause names before it. A number that some other film of the dossier has there is left to
the laws that tell films apart.
"""

from __future__ import annotations

from ledgergen.core.figures.agree import Agreement
from ledgergen.core.figures.bind.canonical import find_academy, find_territory
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.bind.vocabulary_names import NATIONAL, is_country_word
from ledgergen.core.figures.closed_classes import GENITIVE, MARKS
from ledgergen.core.figures.facts.beside_count import name_by_verb
from ledgergen.core.figures.facts.counted import TALLIES, name_counted
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN, Datum
from ledgergen.core.figures.facts.evidence import Evidence
from ledgergen.core.figures.facts.lookup_count import is_part_of_nominations
from ledgergen.core.figures.facts.tally_frame import LOST, Frame, find_tallies, read_frame
from ledgergen.core.figures.facts.tally_gap import find_gap
from ledgergen.core.figures.mention import Hedge, Kind
from ledgergen.core.figures.wordlists import word_set


def look_up_tally(claim: Claim, reading: Reading) -> Evidence | None:
    """Hold a count against the tally that its clause names; None where it names none that facts know."""
    mention = claim.mention
    if mention.kind is not Kind.COUNT or mention.hedge is not Hedge.NONE or mention.is_range:
        return None
    if find_gap(claim, reading):
        return Evidence(agreeing=[], is_final=True)  # what `derive.counts.hauls` makes of the two
    if frame := read_frame(claim, reading):
        return _hold_in_frame(claim, frame, reading)
    if claim.event == "all" or not _OTHERWISE.isdisjoint(claim.words):
        return None
    if _LOST.intersection(reading.words_between(claim.left - 1, claim.left)):
        return Evidence(agreeing=[], is_final=True) if _is_known(claim, reading) else None
    attribute = _find_attribute(claim, reading)
    prize = find_prize(claim, reading) if attribute else ""
    return _hold_at(claim, reading, attribute, prize) if prize else None


def _hold_in_frame(claim: Claim, frame: Frame, reading: Reading) -> Evidence | None:
    """Hold a count against whatever its sentence allows; facts that do not know all of it settle nothing."""
    if frame.roles == (LOST,):
        is_known = all(find_tallies(frame, attribute, reading) for attribute in TALLIES)
        return Evidence(agreeing=[], is_final=True) if is_known else None
    asked = [attribute for attribute in frame.roles if attribute != LOST]
    known = [find_tallies(frame, attribute, reading) for attribute in asked]
    told = _hold(claim, [datum for data in known for datum in data])
    return told if all(known) or told.agreeing else None


def _hold_at(claim: Claim, reading: Reading, attribute: str, prize: str) -> Evidence | None:
    films = {film for film in (*claim.films, MAIN) if film != UNKNOWN}
    known = [d for d in reading.index.by_attribute.get(attribute, ()) if d.event == prize]
    if any(d.value == claim.mention.value and d.subject not in films for d in known):
        return None
    if own := [datum for datum in known if datum.subject in films]:
        return _hold(claim, own)
    told = (d.event for film in films for name in TALLIES for d in reading.index.find(film, name))
    return Evidence(agreeing=[]) if prize in told else None  # prose may know


def _hold(claim: Claim, own: list[Datum]) -> Evidence:
    value = claim.mention.value
    agreeing = [(datum, Agreement.EXACT) for datum in own if datum.value == value]
    others = [datum for datum in own if datum.value != value]
    return Evidence(
        agreeing=agreeing, find_against=lambda is_asked: [*filter(is_asked, others)], is_final=True
    )


def _is_known(claim: Claim, reading: Reading) -> bool:
    """“At the Academy it lost three of eight”: no tally, but what `derive.counts.tally` makes of two."""
    prize = find_prize(claim, reading) if _find_attribute(claim, reading) == "award_count" else ""
    return bool(prize) and all(
        any(datum.event == prize for datum in reading.index.find(MAIN, attribute)) for attribute in TALLIES
    )


def _find_attribute(claim: Claim, reading: Reading) -> str:
    """Return which of the two tallies a number is by its noun or its partner, or nothing."""
    if is_part_of_nominations(claim, reading):
        return ""
    if not claim.mention.noun and (gone := name_by_verb(claim, reading)):
        return gone
    counted = name_counted(claim.mention.noun)
    if partner := _read_partner(claim, reading):
        return partner
    if counted in TALLIES:
        return "nomination_count" if claim.result == "nominated" else counted
    if named := _read_verb(claim, reading):
        return named
    behind = reading.numbers_between(claim.right, min(claim.right + _NEAR, claim.end))
    is_first = bool(behind) and not claim.mention.noun and reading.mentions[behind[0]].kind is Kind.COUNT
    is_part = is_first and reading.words_between(claim.right, reading.places[behind[0]][0]) in _PARTS
    return "award_count" if is_part else ""


def _read_verb(claim: Claim, reading: Reading) -> str:
    """“It won nine Silver Gulls”, “was up for nine”: of a prize counted by its name, the verb tells."""
    named = reading.sentence_cues(claim.right, claim.right + 1)
    if not any(cue.kind == "event" and cue.start == claim.right for cue in named):
        return ""
    if claim.result == "nominated":
        return "nomination_count"
    is_won = not _WON.isdisjoint(reading.words_between(claim.left - _VERB, claim.left))
    return "award_count" if is_won else ""


def _read_partner(claim: Claim, reading: Reading) -> str:
    """Return which tally a number is as the second of two: “two of six”, “nine nominations became four”."""
    before = reading.numbers_between(claim.first, claim.left)
    if not before or reading.mentions[before[-1]].kind is not Kind.COUNT:
        return ""
    between = reading.words_between(reading.places[before[-1]][1], claim.left)
    if between in _PARTS:
        return "nomination_count"
    end = reading.places[before[-1]][1]
    counted = name_counted(reading.mentions[before[-1]].noun)
    beside = [c for c in reading.sentence_cues(end, claim.left) if c.kind == "event" and c.end == claim.left]
    if beside and not claim.mention.noun and counted in TALLIES:
        return counted  # “the Academy tabled nine nominations, the Globes eight”
    if claim.mention.noun:
        return ""
    is_of_prizes = counted == "nomination_count"
    if is_of_prizes and between[-1:] in _TURNED:
        return "award_count"
    return "award_count" if _is_cashed(claim, reading) else ""


def _is_cashed(claim: Claim, reading: Reading) -> bool:
    """“Of nine nominations, two for one part, it converted four”: what is made of nominations are wins."""
    verb = reading.words_between(claim.left - 2, claim.left)
    told = (name_counted(mention.noun) for mention in reading.mentions_between(claim.first, claim.left))
    is_made = verb[-1:] in _CASHED or (verb[-1:] in {("on",), ("good",)} and verb[:1] in _CASHED)
    return is_made and "nomination_count" in told


def find_prize(claim: Claim, reading: Reading) -> str:
    """Return the prize that stands behind a number and its noun, or last before it in its clause."""
    if owner := _find_owner(claim, reading):
        return owner
    ahead = [c for c in reading.sentence_cues(claim.right, claim.right + _BEHIND) if c.kind == "event"]
    if ahead and _LEADING.issuperset(reading.words_between(claim.right, ahead[0].start)):
        return ahead[0].value
    named = [cue.value for cue in reading.sentence_cues(claim.first, claim.end) if cue.kind == "event"]
    behind = reading.words_between(claim.right, claim.right + _CALLED)
    if called := _find_called(
        behind[: next((n for n, word in enumerate(behind) if word in MARKS), _CALLED)], reading
    ):
        return called  # “two European prizes”
    words = reading.words_between(claim.first, claim.left)
    for marks in (MARKS, _BREAKS):
        start = claim.first + max((at + 1 for at, word in enumerate(words) if word in marks), default=0)
        cues = [c for c in reading.sentence_cues(start, claim.left) if c.kind == "event"]
        if cues and (marks is MARKS or _is_one(cues)):
            return cues[-1].value
        subject = () if cues else reading.words_between(start, min(start + _SUBJECT, claim.left))
        if country := _find_called(subject, reading) or ("" if named else _find_country(subject)):
            return country
    return ""


def _find_owner(claim: Claim, reading: Reading) -> str:
    """“A poorer rate than Hollywood's eight from eleven”: whose the number is stands right before it."""
    left = claim.left
    before = reading.numbers_between(claim.first, left)
    if before and reading.words_between(reading.places[before[-1]][1], left) in _PARTS:
        left = reading.places[before[-1]][0]
    word = "".join(reading.words_between(left - 1, left))
    return find_academy(word) if word.endswith(GENITIVE) else ""


def _is_one(cues: list[Cue]) -> bool:
    return len({cue.value for cue in cues}) == 1


def _find_called(words: tuple[str, ...], reading: Reading) -> str:
    """“The Danes gave two”, “the European jury”: a prize of a dossier by the country in its name."""
    tallies = (datum for name in TALLIES for datum in reading.index.by_attribute.get(name, ()))
    for datum in tallies:
        name = datum.fact.qualifiers.get("event", "").lower().split()[:1]
        if any(_are_of_one_place(word, other) for word in words for other in name):
            return datum.event
    return ""


def _are_of_one_place(word: str, other: str) -> bool:
    """“Danes” and “Danish”, “Denmark” and “Danish”, “Europeans” and “European”."""
    if not is_country_word(other):
        return other == word.removesuffix("s") and other.endswith("n")
    is_people = word.endswith("s") and len(word) < len(other)
    return (is_country_word(word) or is_people) and (
        find_territory(word) == find_territory(other) or word[:_STEM] == other[:_STEM]
    )


def _find_country(words: tuple[str, ...]) -> str:
    """“Hollywood tabled nine”, “the British equivalent settled five”: the prize of the country's academy."""
    found = next(filter(None, map(find_academy, words)), "")
    return "" if found == NATIONAL else found


_PARTS = {("of",), ("from",), ("out", "of"), ("of", "its"), ("from", "its"), ("of", "the")}
_TURNED = {("into",), ("became",), ("yielded",), ("returned",), ("produced",), ("to",), ("settled",)}
_CASHED = {
    (word,)
    for word in (
        "converted", "redeemed", "cashed", "honored", "honoured", "paid", "won", "made", "landed", "realized",
        "realised", "collected", "settled", "kept", "banked",
    )
}  # fmt: skip
_LEADING = word_set("nominations nomination nods bids awards prizes wins statuettes at from of the in by")
_BREAKS = MARKS - {","}
_NEAR = 4
_BEHIND = 4
_SUBJECT = 2
_CALLED = 6
_VERB = 3
_WON = word_set("won win wins winning took take takes collected claimed bagged scooped gathered")
_STEM = 3
_LOST = frozenset({"lost", "forfeited"})
_OTHERWISE = word_set(
    """
    lapsed failed unpaid all altogether together combined total both further more fewer
    another additional other others honorary special unredeemed missed forfeited bounced
    """
)
"""Beside these words a count is of more than one prize, or of those that came to nothing."""
