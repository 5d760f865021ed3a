"""What the words around an age say of when: in which clause, at which stage, at which film's showing."""

from __future__ import annotations

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.closed_classes import STOPS
from ledgergen.core.figures.derive.times.event import ROLES
from ledgergen.core.figures.derive.times.stage import name_stage
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.attributes import SHOWINGS
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN, Datum
from ledgergen.core.figures.mention import Kind, Period


def find_phrase(claim: Claim, reading: Reading) -> tuple[int, int]:
    """Return the tokens of the clause that says when: “when she finally sold”, “at 59, had her signature”."""
    words = reading.document.words
    first = claim.right
    if (
        words[first : first + 1] == (",",)
        and "," in words[max(claim.left - _APPOSED, claim.first) : claim.left]
    ):
        first += 1
    elif words[first : first + 1] not in _INTRODUCING:
        # “When the studio took its option, Brandt was 46.”
        if words[claim.first : claim.first + 1] not in _INTRODUCING:
            return first, first
        first = claim.first
    limit = min(first + _LONGEST_PHRASE, claim.end if first >= claim.right else claim.left)
    end = next((at for at in range(first, limit) if words[at] in _ENDING_PHRASE), limit)
    return first, end


def find_film_behind(claim: Claim, reading: Reading) -> tuple[int, ...]:
    """“38 when *Salt Road* came out”, “51 by the time of the sequel”: nothing else is meant then."""
    for cue in reading.sentence_cues(claim.right, min(claim.right + _CLOSE + 1, claim.end)):
        gap = reading.words_between(claim.right, cue.start)
        is_named = not cue.is_weak or (cue.value in ROLES and MAIN not in cue.entities)
        if cue.kind == "film" and is_named and gap[:1] in _AT and "," not in gap:
            return cue.entities if UNKNOWN not in cue.entities else ()
    return ()


def read_sure_stage(claim: Claim, reading: Reading) -> str:
    """Return the stage that the words right behind an age say, else the only one that stands around it."""
    if behind := read_stage_behind(claim, reading):
        return behind
    stage = read_stage(claim, reading)
    is_shown = not _SHOWN.isdisjoint(claim.words)
    return "" if stage == "shot" and is_shown else stage


def read_stage_behind(claim: Claim, reading: Reading) -> str:
    """Return the stage right behind an age: “20 during the shoot and 21 on opening night” has two."""
    behind = reading.words_between(claim.right, min(claim.right + _BEHIND, claim.end))
    end = next((at for at, word in enumerate(behind) if word in _PARTING), len(behind))
    return read_stage_between(claim, reading, claim.right, claim.right + end)


def read_stage(claim: Claim, reading: Reading, *, reach: int = 14) -> str:
    """Return whether the words around an age speak of the film as `shot` or `shown`, or nothing."""
    first, end = max(claim.first, claim.left - reach), min(claim.right + reach, claim.end)
    return read_stage_between(claim, reading, first, end)


def read_stage_between(claim: Claim, reading: Reading, first: int, end: int) -> str:
    """Return the stage that the words between two tokens speak of, or nothing."""
    moments = {cue.value for cue in reading.sentence_cues(first, end) if cue.kind == "moment"}
    words = reading.words_between(first, end)
    place = claim.right - first
    # “On the opening day of work” nothing opens but the shoot.
    is_at_work = "work" in words and not _BEGINNING.isdisjoint(words)
    is_at_work = is_at_work or words[place : place + 4] in _ON_DAYS or words[place : place + 3] in _AT_START
    if "shoot" in moments or is_at_work:
        return "shot"
    behind = words[max(place, 0) :]
    if name_stage(behind) in _AT_WORK or _names_set(behind, reading):
        return "shot"
    is_shown = bool(moments & SHOWINGS) or not _SHOWN.isdisjoint(words)
    return "shown" if is_shown else ""


def _names_set(words: tuple[str, ...], reading: Reading) -> bool:
    """“When he set out for Jordan”: tell whether words name the place of a shoot, and go there."""
    if _GOING.isdisjoint(words):
        return False
    places = (
        d.fact.qualifiers for d in reading.index.entities[MAIN].data if d.attribute == "production_start"
    )
    told = " ".join(value for kind in places for value in kind.values()).lower().replace(",", " ").split()
    return any(word in words for word in told if len(word) > _SHORT)


def find_then(view: View) -> list[tuple[Period, Datum | None]]:
    """“The buyer was by then close to sixty”: at the date that was last said before the sentence."""
    claim, reading = view.claim, view.reading
    if _THEN.isdisjoint((*view.before(_NEAR), *view.behind(_NEAR))):
        return []
    said = reading.mentions_between(claim.first, claim.end)
    if any(m.kind is Kind.DATE for m in said):
        return []
    return [(m.period, None) for m in reading.dates_between(view.start, claim.first)[-1:] if m.period]


def find_day(view: View) -> list[tuple[Period, Datum | None]]:
    """“Brazil was admitted on August 30, its director then 46”: the day said before, in a fact's year."""
    claim, index = view.claim, view.reading.index
    said = [
        m.period for m in view.reading.mentions_between(claim.first, claim.left) if m.is_yearless and m.period
    ]
    days = [(period.first.month, period.first.day) for period in said[-1:] if period.first == period.last]
    known = ((d, d.period) for d in index.dated if d.period and d.period.first == d.period.last)
    found: list[tuple[Period, Datum | None]] = [
        (p, d) for d, p in known if (p.first.month, p.first.day) in days and d.attribute != "birth_date"
    ]
    return found[:1]


_AT_START = {("at", "the", "start"), ("at", "the", "outset")}
_ON_DAYS = {("on", "the", "first", "day"), ("on", "the", "last", "day")}
_AT_WORK = frozenset({"start", "end"})
_GOING = frozenset({"to", "for", "in", "into", "reached", "at"})
_SHORT = 3
_BEGINNING = frozenset({"day", "began", "begun", "begin", "commenced", "started"})
_SHOWN = frozenset(
    {"public", "saw", "audiences", "audience", "opened", "opening", "unveiled", "shown", "out", "screens"}
)


_INTRODUCING = {(word,) for word in ("when", "at", "as", "by", "before", "after", "on", "in", "upon", "once")}
_ENDING_PHRASE = STOPS | {","}
_LONGEST_PHRASE = 12
_APPOSED = 3
_AT = {("when",), ("at",), ("as",), ("by",)}
_CLOSE = 6
_BEHIND = 8
_PARTING = frozenset({",", ";", "and", "but", "—"})
_NEAR = 3
_THEN = frozenset({"then"})
