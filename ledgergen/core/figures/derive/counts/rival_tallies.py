"""A tally of another film in its own clause: “…, while its rival entered with twelve and left with nine”.

Where a sentence tells the tallies of two films, the second is told in fewest words: a bare number, and
whose it is by what that film is to the first, or by who made it. The prize is the one that the sentence
names, or the one before it. What went in are nominations, what was taken home are wins.
"""

from __future__ import annotations

from ledgergen.core.figures.bind.before import find_before
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.closed_classes import CONJUNCTIONS
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.films import find_meant_films
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.beside_count import ENTERING, LEAVING
from ledgergen.core.figures.facts.counted import TALLIES, name_counted
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN
from ledgergen.core.figures.mention import Hedge, Kind
from ledgergen.core.figures.wordlists import word_set


def derive_rivals_tally(view: View) -> Derivation | None:
    """Return the tally of the film that a clause begins with, at the prize that is spoken of."""
    claim, reading = view.claim, view.reading
    counted = name_counted(claim.mention.noun)
    is_plain = claim.mention.kind is Kind.COUNT and claim.mention.hedge is Hedge.NONE
    if not is_plain or (claim.mention.noun and counted not in TALLIES):
        return None
    first, end = _find_subject(claim, reading)
    prize = _find_prize(claim, reading) if first < end else ""
    film = _find_film(view, first, end, prize) if prize else UNKNOWN
    if film == UNKNOWN:
        return None
    attributes = (counted,) if counted else _read_verb(reading.words_between(end, claim.left))
    for attribute in attributes:
        for datum in reading.index.find(film, attribute):
            if datum.event == prize and datum.value == claim.mention.value:
                name = reading.index.entities[film].name
                return Derivation(
                    formula=f"{name}: {datum.fact.value}", inputs=(datum,), what="tally of another film"
                )
    return None


def _find_subject(claim: Claim, reading: Reading) -> tuple[int, int]:
    """Return the tokens that a clause behind a mark or “while” begins with, up to its verb; else none."""
    words = reading.document.words
    start = next((n + 1 for n in range(claim.left - 1, claim.first, -1) if words[n] in _MARKS), claim.first)
    while start < claim.left and words[start] in _JOINING:
        start += 1
    end = next((n for n in range(start, claim.left) if words[n] in _VERBS), start)
    return (start, end) if end - start <= _LONGEST else (start, start)


def _find_prize(claim: Claim, reading: Reading) -> str:
    """Return the one prize that a sentence names, or else the one before it."""
    before = find_before(claim, reading)
    for first, last in ((claim.first, claim.end), (before.start, before.stop)):
        prizes = {c.value for c in reading.sentence_cues(first, last) if c.kind == "event"}
        if prizes:
            return prizes.pop() if len(prizes) == 1 else ""
    return ""


def _find_film(view: View, first: int, end: int, prize: str) -> int:
    """Return the film that a clause's subject means: by its role, or by its maker; `UNKNOWN` if none."""
    reading, index = view.reading, view.reading.index
    words = reading.words_between(first, end)
    rows = [d for name in TALLIES for d in index.by_attribute.get(name, ()) if d.event == prize]
    years = {d.year for d in rows if d.subject == MAIN}
    told = {d.subject for d in rows if not years or d.year in years}  # of one ceremony
    governing = view.claim.film
    if not _RIVALS.isdisjoint(words):
        if governing != MAIN:
            return MAIN
        rivals = told - {MAIN}
        return rivals.pop() if len(rivals) == 1 else UNKNOWN
    cues = reading.sentence_cues(first, end)
    made = {f for c in cues if c.kind == "person" for n in c.entities for f in index.films_of.get(n, ())}
    if len(made & told) == 1:
        return (made & told).pop()
    if _is_stranger(view, first, end):
        others = told - {MAIN}
        return others.pop() if len(others) == 1 else UNKNOWN
    meant = (
        find_meant_films(view, first, end, apart=frozenset({governing})) if words[:1] in _POINTING else None
    )
    known = [film for film in meant.films if film in told] if meant and meant.is_sure else []
    return known[0] if len(known) == 1 else UNKNOWN


def _is_stranger(view: View, first: int, end: int) -> bool:
    """“While Okafor cashed two”: somebody whom no fact is about made the one other film that has a tally."""
    document = view.reading.document
    is_name = end - first <= _NAME and all(
        document.text[document.starts[n]].isupper() and document.words[n].isalpha() for n in range(first, end)
    )
    is_within = first > view.claim.first + 1
    return is_name and is_within and not any(c.start < end and c.end > first for c in view.cues)


def _read_verb(words: tuple[str, ...]) -> tuple[str, ...]:
    """“Entered with twelve”, “departed with nine”: which of the two tallies a verb tells."""
    if not _ENTERING.isdisjoint(words[-2:]):
        return ("nomination_count",)
    return ("award_count",) if not _LEAVING.isdisjoint(words[-_PHRASE:]) else ()


_MARKS = frozenset({";", ":", "—", "–", ",", "while", "whereas", "but"})
_JOINING = CONJUNCTIONS | {",", "where"}
_LONGEST = 5
_NAME = 3
_PHRASE = 3
_POINTING = {("the",), ("its",), ("his",), ("her",), ("their",)}
_RIVALS = word_set("rival competitor opponent contender rival's")
_ENTERING = ENTERING | {"carried", "brought", "had"}
_LEAVING = LEAVING | word_set("walked cashed took won collected banked pocketed")
_VERBS = _ENTERING | _LEAVING
