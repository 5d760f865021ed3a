"""A year that some fact has: when may a sentence mean it, though its words are of other things?

Years are the most common figures of a ledger and the most easily met by luck: a
dossier holds a dozen of them, and most lie within ten years of the film. So the
value alone proves nothing. But a sentence need not say what its year is of in
words that anybody foresaw: “the collateral was a forgotten air disaster of
1957”. It is enough that it *calls up* what the fact is about, in one of the ways
in which prose does:

- it is the film of the ledger, whose own moments need no introduction;
- its title stands in the sentence, or straight behind it;
- another figure of the sentence is its own: “in 2018 the novice was handling
  $170 million”;
- the words that facts use of it are used: “remake”, “novel”, a prize's name, how
  many prizes there were;
- its year belongs to a noun, and one thing is of that year: “his 1991 peak”;
- nothing came since: “idle since 1965” is said of the film before.

What the sentence plainly says otherwise still refuses: a year in brackets is its
title's, a film named before a year has years of its own (one that has its date already
asks for no second), a birth is no release,
and a prize that the year's own clause names was given when the facts say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledgergen.core.figures.agree import Agreement, agree_on_date
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.bind.subject import describes
from ledgergen.core.figures.closed_classes import GENITIVE, INDEFINITE, POSSESSIVES, PUNCTUATION
from ledgergen.core.figures.facts.affairs import is_of_other_affair
from ledgergen.core.figures.facts.attributes import FILM_MOMENTS, GROUPS, LIVES
from ledgergen.core.figures.facts.coincidence import is_called_by_role, keeps_company
from ledgergen.core.figures.facts.counted import TALLIES, name_counted
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN, Datum, Entity
from ledgergen.core.figures.facts.index import FactIndex
from ledgergen.core.figures.facts.roles import FAMILY_OF
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.wordlists import word_set


def find_called_years(claim: Claim, reading: Reading) -> list[tuple[Datum, Agreement]]:
    """Return the facts of a bare year or month that a sentence calls up."""
    return [(datum, Agreement.EXACT) for datum in _find_called(claim, reading)]


def _find_called(claim: Claim, reading: Reading) -> Iterator[Datum]:
    mention = claim.mention
    if _is_stretch(mention) or claim.group in LIVES or _is_bracketed(claim, reading):
        return
    for datum in reading.index.by_year.get(int(mention.low), ()):
        if datum.period:
            is_moment = GROUPS.get(datum.attribute) in _MOMENTS
            is_told = is_moment and bool(agree_on_date(mention, datum.period))
        else:
            is_told = mention.unit == "year" and (
                _is_worded(claim, datum, reading) or keeps_company(claim, [datum], reading)
            )
        if is_told and _is_called(claim, datum.subject, reading) and not _is_ruled_out(claim, datum, reading):
            yield datum


def _is_stretch(mention: Mention) -> bool:
    """Tell whether a date is other than one year or one month."""
    period, longest = mention.period, _LONGEST.get(mention.unit, 0)
    return period is None or not longest or (period.last - period.first).days >= longest


def _is_bracketed(claim: Claim, reading: Reading) -> bool:
    return reading.document.words[claim.left - 1 : claim.left] == ("(",)


def _is_ruled_out(claim: Claim, datum: Datum, reading: Reading) -> bool:
    """Tell whether the sentence says plainly that its year is of something else."""
    index = reading.index
    own = reading.read_clause(claim).cues
    family = FAMILY_OF.get("".join(reading.words_between(claim.right, claim.right + 1)))
    is_of_other_work = family and index.entities[datum.subject].work != family  # “his 1994 novel”
    if is_of_other_work or is_of_other_affair(claim, datum, reading):
        return True
    if datum.attribute == "setting_year" and any(
        cue.kind == "moment" and cue.value in FILM_MOMENTS for cue in own
    ):
        return True  # what opens in a year is not set in it
    before = reading.sentence_cues(claim.first, claim.left)
    titles = [cue for cue in before if cue.kind == "film" and not cue.is_weak]
    if titles and describes(reading.words_between(titles[-1].end, claim.left)):
        return datum.subject not in titles[-1].entities
    if _is_noun_of(claim, datum.subject, reading):
        return False
    asking = [cue for cue in titles if not reading.dates_between(cue.end, min(cue.end + _DATED, claim.left))]
    named = {number for cue in asking for number in cue.entities if number != UNKNOWN}
    if datum.subject not in named and any(index.entities[number].release for number in named):
        return True
    return _is_of_other_prize(claim, datum, own, index)


def _is_of_other_prize(claim: Claim, datum: Datum, own: Sequence[Cue], index: FactIndex) -> bool:
    """Tell whether the year's own clause names a prize of which facts say when it was given."""
    if claim.event in {"", "all", datum.event}:
        return False
    is_said = any(cue.kind == "event" and cue.value == claim.event for cue in own)
    return is_said and any(
        other.event == claim.event and (other.year or other.period) for other in index.dated
    )


def _is_called(claim: Claim, subject: int, reading: Reading) -> bool:
    entity = reading.index.entities[subject]
    is_film = entity.kind == "film" and not entity.work
    if subject == MAIN or (claim.mention.unit == "month" and not is_film):
        return True
    cues = reading.sentence_cues(claim.first, claim.end + _BEHIND)
    is_named = any(subject in cue.entities for cue in cues)
    is_described = _is_described(claim, entity) or _is_noun_of(claim, subject, reading)
    is_last = _is_last(claim, reading) and subject in reading.index.read_role("previous")
    is_last = is_last or (_is_next(claim, reading) and subject in reading.index.read_role("next"))
    return is_named or is_described or is_last or keeps_company(claim, entity.data, reading)


def _is_last(claim: Claim, reading: Reading) -> bool:
    """“Nothing of his had been shown since 1965”: since the film before."""
    before = reading.words_between(claim.first, claim.left)
    return before[-1:] == ("since",) and not _NOTHING.isdisjoint(before)


def _is_next(claim: Claim, reading: Reading) -> bool:
    """“It would be 1968 before she tried again”: until the next film."""
    before = reading.words_between(max(claim.left - _WAITING, claim.first), claim.left)
    is_waiting = before[-1:] == ("be",) and before[:1] == ("it",)
    return is_waiting and reading.words_between(claim.right, claim.right + 1) == ("before",)


def _is_noun_of(claim: Claim, subject: int, reading: Reading) -> bool:
    """“An air disaster of 1957”, “his 1991 peak”: the year is of a noun, and one work is of that year.

    Of a work that is no film anybody may be the author: “Tolle's 1971 account”.
    """
    before = reading.words_between(max(claim.left - _INTRODUCING, claim.first), claim.left)
    article = max((at for at, word in enumerate(before) if word in INDEFINITE), default=len(before))
    is_work = bool(reading.index.entities[subject].work)
    is_owner = before[-1:] in _OWNERS or (is_work and before[-1].endswith(GENITIVE))
    is_owned = is_owner and reading.words_between(claim.right, claim.right + 1)[0].isalpha()
    is_introduced = before[-1:] == ("of",) and article < len(before)
    if not is_owned and (not is_introduced or not PUNCTUATION.isdisjoint(before[article:])):
        return False
    dated = reading.index.by_year[int(claim.mention.low)]
    return {datum.subject for datum in dated if datum.period} == {subject}


def _is_described(claim: Claim, entity: Entity) -> bool:
    is_of_family = entity.work and any(FAMILY_OF.get(word) == entity.work for word in claim.words)
    return bool(is_of_family) or is_called_by_role(claim, entity)


def _is_worded(claim: Claim, datum: Datum, reading: Reading) -> bool:
    """Tell whether the sentence uses a word of a prize's, or of what else a fact lists with its year."""
    if datum.event and datum.event == claim.event:
        return True
    events = {cue.value for cue in reading.sentence_cues(claim.first, claim.end) if cue.kind == "event"}
    if events == {datum.event} or _is_tallied(claim, datum, reading):
        return True  # “one title won an Oscar in 1991, another in 1994”
    qualifiers = (told for key, told in datum.fact.qualifiers.items() if key != "role")
    told = " ".join((datum.fact.value, *qualifiers)).lower().split()
    stems = {
        word[:_STEM] for word in told if word[:1].isalpha() and len(word) > _SHORT and word not in _COMMON
    }
    return any(word[:_STEM] in stems for word in claim.words if len(word) > _SHORT)


def _is_tallied(claim: Claim, datum: Datum, reading: Reading) -> bool:
    """“In 2007 came a lone nomination”: how many prizes a fact counts, the sentence says."""
    attribute, words = datum.attribute, claim.words
    if attribute not in TALLIES:
        return False
    if datum.value == 1:
        nouns = [at for at, word in enumerate(words) if name_counted(word) == attribute]
        return any(not _SINGLE.isdisjoint(words[max(at - 2, 0) : at]) for at in nouns)
    return any(
        mention.kind is Kind.COUNT
        and mention.value == datum.value
        and name_counted(mention.noun) == attribute
        for mention in reading.mentions_between(claim.first, claim.end)
    )


_SINGLE = word_set("a an one lone single sole only solitary")
_NOTHING = word_set("nothing no none not never nobody neither nor without last")
_OWNERS = {(word,) for word in POSSESSIVES}
_WAITING = 3
_DATED = 4
"""Tokens behind a title within which its own date stands."""
_LONGEST = {"year": 366, "month": 31}
"""Days."""
_MOMENTS = FILM_MOMENTS | {"setting", "founded"}
_BEHIND = 8
"""So many tokens behind the sentence its subject may be named: “… in 1953. *The Wages of Fear* …”."""
_INTRODUCING = 7
_SHORT = 3
_STEM = 6
"""“Registered” tells of a registry."""
_COMMON = word_set(
    """
    best film films award awards prize prizes national international festival picture feature won selected
    nominated
    """
)
"""Words of any prize."""
