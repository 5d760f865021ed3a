"""The seats of a text: which facts it states, and where.

A text says each thing once. So when the words around a figure call for one fact
and the figure is the value of another, the rest of the text tells which of the
two is wrong:

- If the fact that is called for is stated elsewhere, and the one that has the
  value is not, the figure sits in its own seat, and the words were misread: “a
  position closed at $70 million” is no cost where the cost stands in the next
  clause.
- If the fact that has the value is stated elsewhere, or the one that is called
  for is stated nowhere, the figure sits in another's seat, as whoever swaps
  figures puts it.

The reverse holds of words that call for nothing in particular, and let pass
whatever amount stands beside them: “turned $15 million into $15 million”. What a
film cost and what it brought in are what a ledger is about. Where one of the two
is said nowhere, and the other stands a second time, in words that would do for
either, the second place is the seat of the first.

No vocabulary is needed for this, and so it holds for words that no table has.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.facts.attributes import GROUPS
from ledgergen.core.figures.facts.counted import TALLIES, name_counted
from ledgergen.core.figures.facts.datum import Datum
from ledgergen.core.figures.facts.stating import states
from ledgergen.core.figures.mention import Kind


def is_told_elsewhere(claim: Claim, datum: Datum, reading: Reading) -> bool:
    """Tell whether another figure of the text, of the same kind, states a fact."""
    own = claim.mention
    told = (reading.mentions[number] for number in reading.find_stating(datum))
    if datum.attribute in TALLIES:  # six drafts are no six prizes
        told = (mention for mention in told if not mention.noun or name_counted(mention.noun) in TALLIES)
    return any(
        mention.kind is own.kind and mention.start != own.start
        for mention in told
        if own.unit != "day" or mention.unit == "day"  # a year tells none of its days
    )


def is_in_seat_of_another(
    claim: Claim, data: Sequence[Datum], find_rivals: Callable[[], list[Datum]], reading: Reading
) -> bool:
    """Tell whether an amount that states only what is told elsewhere stands where another should.

    `data` are the facts of its value, `find_rivals` returns those that its words would admit as well.
    """
    if claim.mention.kind is not Kind.MONEY or any(_is_called_for(claim, datum) for datum in data):
        return False
    if not all(_is_told_again(claim, datum, reading) for datum in data):
        return False
    groups = {_name_group(datum) for datum in data}
    return any(
        all(_is_another(rival, datum) for datum in data) and not _is_told(claim, rival, reading, groups)
        for rival in find_rivals()
        if _name_group(rival) in _MAIN
    )


def is_exchanged(claim: Claim, data: Sequence[Datum], reading: Reading) -> bool:
    """Tell whether an amount and another of its sentence stand each where the other should.

    “Turned $50 million into $15 million”: words that are too weak to refuse an amount by themselves, for
    they often mislead, do not mislead twice, and just the wrong way round.
    """
    if claim.mention.kind is not Kind.MONEY or claim.group not in _MAIN:
        return False
    subjects = {datum.subject for datum in data}
    if not subjects or any(_name_group(datum) not in _MAIN - {claim.group} for datum in data):
        return False
    for number in _find_beside(claim, reading):
        other = reading.mentions[number]
        told = {
            _name_group(datum)
            for subject in subjects
            for datum in reading.index.entities[subject].money
            if states(other, datum)
        }
        if told == {claim.group} and _is_misnamed(reading.read_claim(number), claim.group, reading):
            return True
    return False


def is_said_twice(claim: Claim, data: Sequence[Datum], reading: Reading) -> bool:
    """Tell whether one sentence states an amount twice, and another that it might state stands nowhere.

    “Estimates run from $7 million to $7 million”, “made $40 million on $40 million”: the one that its words
    call otherwise, or else the second, has another's place.
    """
    if claim.mention.kind is not Kind.MONEY or len({(d.subject, _name_group(d)) for d in data}) != 1:
        return False
    datum, twin = data[0], _find_twin(claim, reading)
    if twin is None or not _EQUAL.isdisjoint(claim.words):
        return False
    rivals = [
        fact
        for fact in reading.index.entities[datum.subject].money
        if fact.unit == datum.unit and _name_group(fact) in _MAIN and not states(claim.mention, fact)
    ]
    if all(is_told_elsewhere(claim, fact, reading) for fact in rivals):
        return False
    group, other = _name_group(datum), reading.read_claim(twin)
    mine, its = (bool(c.group) and c.group != group for c in (claim, other))
    return mine if mine is not its else other.left < claim.left


def _find_beside(claim: Claim, reading: Reading) -> tuple[int, ...]:
    """Return the numbers of the amounts before and behind this one in its sentence."""
    amounts = [
        number
        for number in reading.numbers_between(claim.first, claim.end)
        if reading.mentions[number].kind is Kind.MONEY and not reading.mentions[number].not_a_claim
    ]
    at = next((n for n, number in enumerate(amounts) if reading.mentions[number] == claim.mention), None)
    return () if at is None else (*amounts[max(at - 1, 0) : at], *amounts[at + 1 : at + 2])


def _find_twin(claim: Claim, reading: Reading) -> int | None:
    """Return the number of the amount beside this one in its sentence, where it is the same."""
    for number in _find_beside(claim, reading):
        left, right = sorted((reading.places[number], (claim.left, claim.right)))
        between = reading.words_between(left[1], right[0])
        is_near = len(between) <= _BETWEEN and "that" not in between
        if is_near and reading.mentions[number].value == claim.mention.value:
            return number
    return None


def _is_misnamed(claim: Claim, group: str, reading: Reading) -> bool:
    """Tell whether the words of an amount call it otherwise than a group, or call it nothing."""
    if claim.group:
        return claim.group in _MAIN - {group}
    clause = reading.read_clause(claim)
    return all(cue.value != group for cue in reading.sentence_cues(clause.first, clause.end))


def _is_told_again(claim: Claim, datum: Datum, reading: Reading) -> bool:
    """Tell whether another figure states a fact, and none of another film's, and none that is nearer to it.

    “A $21 million adaptation that grossed $20.6 million” tells no gross twice.
    """
    nearer = [
        fact.value
        for fact in reading.index.entities[datum.subject].money
        if fact.unit == datum.unit and fact.value is not None and _is_another(fact, datum)
    ]
    for number in reading.find_stating(datum):
        mention, subject = reading.mentions[number], reading.read_subject(number)
        if mention.start == claim.mention.start or datum.value is None:
            continue
        gap = abs(mention.value - datum.value)
        is_about = datum.subject in subject.films or not subject.is_governed
        if is_about and all(gap <= abs(mention.value - value) for value in nearer):
            return True
    return False


def _is_called_for(claim: Claim, datum: Datum) -> bool:
    """Tell whether words call for a fact: by a plain word for its amount, or by its country."""
    is_placed = bool(claim.territory) and claim.territory == datum.territory
    return claim.group == _name_group(datum) and (is_placed or not claim.is_weak)


def _is_another(rival: Datum, datum: Datum) -> bool:
    """Tell whether two facts cannot be one thing in two accounts: a gross with no country may be any."""
    if rival.subject != datum.subject or _name_group(rival) != _name_group(datum):
        return True
    return bool(rival.territory and datum.territory) and rival.territory != datum.territory


def _is_told(claim: Claim, rival: Datum, reading: Reading, groups: set[str]) -> bool:
    """Tell whether a text says what a fact does, by that fact or by another account of it.

    Of what is not called for rather than `groups`, any account will do: who tells the world's gross may
    leave out America's.
    """
    group, territory = _name_group(rival), rival.territory
    is_placed = bool(claim.territory) and claim.territory == territory
    is_called = is_placed or (claim.group == group and group not in groups)
    return any(
        is_told_elsewhere(claim, datum, reading)
        for datum in reading.index.entities[rival.subject].money
        if _name_group(datum) == group and (not is_called or datum.territory == territory)
    )


def _name_group(datum: Datum) -> str:
    return GROUPS.get(datum.attribute, "other")


_BETWEEN = 9
_EQUAL = frozenset({"same", "identical", "equal", "again", "matching", "matched", "exactly", "likewise"})
_MAIN = frozenset({"cost", "gross"})
"""What every ledger tells; fees, openings and advertising it may leave out."""
