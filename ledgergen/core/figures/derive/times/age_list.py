"""Ages that a description of several persons holds side by side: “the authors, 26 and 21, …”.

The description names nobody and gives no order. So each of its ages is that of anybody but whom the
sentence names, and first of those who make the other ages true at the same moment. Each
age that might stand in a figure's place counts as luck.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.closed_classes import DEFINITE
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.luck import Luck
from ledgergen.core.figures.derive.person import find_by_part, is_part, read_name
from ledgergen.core.figures.derive.times.age_form import YOUNGEST, is_bare, is_person, years_between
from ledgergen.core.figures.derive.times.age_moment import find_all_moments
from ledgergen.core.figures.facts.datum import Datum
from ledgergen.core.figures.mention import Kind, Mention, Period
from ledgergen.core.figures.scan.lexicon.nouns import COUNTED
from ledgergen.core.figures.wordlists import word_set

_Dated = tuple[Period, Datum | None]


def reckon_listed_ages(claim: Claim, reading: Reading) -> Derivation | None:
    """Return the age of one of those whose ages a plural description holds side by side."""
    listed = find_list(claim, reading)
    if not listed:
        return None
    place = next(n for n, mention in enumerate(listed) if mention.start == claim.mention.start)
    stated = [int(mention.value) for mention in listed]
    births = _find_births(claim, reading, listed[0])
    luck, tried = Luck(), set[int]()
    for moment, datum, chosen in _choose(births, [*find_all_moments(claim, reading)], stated, place):
        age = _find_age(chosen, moment)
        if age < YOUNGEST or age in tried:
            continue
        tried.add(age)
        if not luck.pays(1 / _AGES):
            return None
        if age == stated[place]:
            formula = f"{moment.first} minus {chosen.fact.value} = {age} years"
            inputs = (chosen, datum) if datum else (chosen,)
            return Derivation(formula=formula, inputs=inputs, what="age at that moment")
    return None


def _choose(
    births: Sequence[Datum], moments: Sequence[_Dated], stated: Sequence[int], place: int
) -> Iterator[tuple[Period, Datum | None, Datum]]:
    """Yield moments and whose age may stand in one place: who leaves the others true first, then anybody."""
    others = [*stated[:place], *stated[place + 1 :]]
    for moment, datum in moments:
        for chosen in permutations(births, len(stated)):
            if [_find_age(birth, moment) for birth in chosen[1:]] == others:
                yield moment, datum, chosen[0]
    yield from ((moment, datum, birth) for moment, datum in moments for birth in births)


def find_list(claim: Claim, reading: Reading) -> list[Mention]:
    """Return the ages that stand in a row behind a plural description, the claim's own among them."""
    document, listed = reading.document, list[Mention]()
    if _JOINTS.isdisjoint(reading.words_between(claim.left - 1, claim.right + 1)):
        return []
    for mention in reading.mentions_between(claim.first, claim.end):
        left = document.token_at(mention.start)
        gap = document.words[document.token_at(listed[-1].end - 1) + 1 : left] if listed else ()
        if listed and gap not in _JOINING:
            if any(m.start == claim.mention.start for m in listed):
                break
            listed = []
        if is_bare(mention) or (mention.kind is Kind.AGE and mention.value == mention.high):
            listed.append(mention)
    is_own = any(m.start == claim.mention.start for m in listed)
    is_listed = is_own and 1 < len(listed) <= _MOST and _read_noun(claim, reading, listed[0])
    return listed if is_listed else []


def _read_noun(claim: Claim, reading: Reading, first: Mention) -> str:
    """Return the plural that describes whose ages begin there: “the authors, 26”, “two players (26”."""
    document = reading.document
    place = document.token_at(first.start) - 1
    while place > claim.first and document.words[place] in _LEADING:
        place -= 1
    noun, first_of = document.words[place], place - 1
    while first_of > max(place - _ADJECTIVES, claim.first) and document.words[first_of] not in _DETERMINING:
        first_of -= 1
    if document.text[document.starts[place]].isupper() or document.words[first_of] not in _DETERMINING:
        return ""
    near = reading.sentence_cues(first_of - 2, first_of) if document.words[first_of - 1] == "," else []
    if any(cue.kind == "person" for cue in near):
        return ""  # “Mira Novak and Jure Klen, the leads, 30 and 20”: they have names
    is_plural = noun in _PAIRS or (noun.endswith("s") and len(noun) > _SHORTEST)
    return noun if is_plural and (is_person(noun) or noun not in COUNTED) else ""


def _find_births(claim: Claim, reading: Reading, first: Mention) -> list[Datum]:
    """Return the birthdays of those whom the description may mean."""
    noun = _read_noun(claim, reading, first).removesuffix("s")
    index = reading.index
    end = reading.document.token_at(first.start)
    cues = reading.sentence_cues(claim.first, end)
    named = {n for cue in cues if cue.kind == "person" for n in cue.entities}
    named.update(n for place in range(claim.first, end) for n in read_name(place, reading))
    births = [datum for datum in index.by_attribute.get("birth_date", ()) if datum.period]
    births = [datum for datum in births if datum.subject not in named]
    called = find_by_part(noun, reading) if is_part(noun) else ()
    return [d for d in births if len(called) <= 1 or d.subject in called][:_MOST_BORN]


def _find_age(birth: Datum, moment: Period) -> int:
    """Return how old somebody is for the whole of a moment, or -1 where they have a birthday in it."""
    if birth.period is None:
        return -1
    least = years_between(birth.period.last, moment.first)
    return least if least == years_between(birth.period.first, moment.last) else -1


_AGES = 50
_MOST = 3
_MOST_BORN = 12
"""So many persons are tried; long before that luck is spent, unless the other ages are met."""
_JOINING = {("and",), (",",), (",", "and")}
_JOINTS = frozenset({",", "and"})
_LEADING = frozenset({",", "(", "aged", "were", "then", "only", "just", "still", "at", "both"})
_ADJECTIVES = 3
_DETERMINING = DEFINITE | word_set("a two three both these those whose")
_PAIRS = word_set("couple pair duo trio")
_SHORTEST = 3
