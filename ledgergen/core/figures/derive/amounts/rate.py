"""Rates and products: so much for each of a number of things.

A rate names what it is for each of: “$38,000 a door”, “three to a line”, “$13,500
each”. It divides by a count of that very thing, in print or a fact (a door is a
theater, a head a ticket), and by nothing else. A thing that nothing counts (“$3,800
per runway”) is what the sentence counted last, and of its own amounts alone. Turned
round, a rate in print times a count of its thing makes a total: “ten subscribers at
$600 a head, for opening capital of $6,000”.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import dropwhile, pairwise

from ledgergen.core.figures.closed_classes import DEFINITE
from ledgergen.core.figures.derive.amounts.engine import Question, answer
from ledgergen.core.figures.derive.amounts.operation import Relation
from ledgergen.core.figures.derive.amounts.tie import WORLD, Bond
from ledgergen.core.figures.derive.clause import find_clause
from ledgergen.core.figures.derive.cues import says
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.operand import (
    BARE,
    COUNT,
    SHARE,
    TIMES,
    Operand,
    Source,
    counts_the_same,
    is_money,
)
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.durations import DAY_MINUTES
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.wordlists import word_set

_WORKED = frozenset({"hour", "day", "night"})
_WORKING = {("day",), ("night",), ("week",), ("month",), ("year",)}
ANYTHING = "*"
"""What a rate is by where it names nothing: “each”, “apiece”, “an average of”."""


def find_thing(view: View) -> str:
    """Return what a figure is a rate by: “door” of “$38,000 a door”; empty where it is none.

    “Each” and “apiece” name no thing: `ANYTHING`.
    """
    mention, behind = view.claim.mention, _skip_noun(view)
    if behind[:2] == ("and", "change"):
        behind = view.behind(5)[2:]  # “$26,000 and change for each”
    if behind[:1] == ("of",) and _SORTED.intersection(behind[1:2]):
        behind = view.behind(6)[2:]  # “two reais of cost for every seat”
    if mention.kind is Kind.DURATION and mention.unit in _WORKED and behind[1:2] in _WORKING:
        return ""  # “six days a week”: who works so long works no longer by what comes of it
    is_rated = not _RATING.isdisjoint(behind) or _may_be_each(view)
    if mention.kind not in _RATED or not is_rated:
        return ""
    beside = behind[1:2] if behind[:1] in _AT else behind[:1]
    is_closed = behind[:1] not in _AT or behind[2:3] in _CLOSED
    is_each = is_closed and not _EACH.isdisjoint((*beside, *mention.text.lower().split()))
    if is_each:
        return ANYTHING
    return _read_thing(view, behind) or (ANYTHING if says(view, "mean") else "")


def _skip_noun(view: View) -> tuple[str, ...]:
    """Return the words behind the figure and its noun: “two and a half shots per artist”."""
    nouns = view.claim.mention.noun.split()
    count = next((n for n, word in enumerate(view.behind(_NOUN)) if word not in nouns), 0)
    return view.behind(count + 3)[count:]


def _read_thing(view: View, behind: tuple[str, ...]) -> str:
    """Return the thing that the words behind a figure name."""
    if view.claim.mention.kind is Kind.MONEY and (thing := _read_subject(view)):
        return thing
    owners = tuple(dropwhile(_OWNERS.__contains__, view.before(_NEAR)[::-1]))
    if ("of", "each") in pairwise(owners[min(len(owners), owners[:1] == ("of",)) :]):
        return _name_last(view)  # “each of the film's 95 minutes”
    if len(behind) > 1 and behind[0] in _PER and behind[1].isalpha() and behind[1] not in _NO_THINGS:
        return behind[1]
    if behind[:2] not in _TO_EACH or len(behind) <= len(_PER_WORDS):
        return ""
    if behind[2] != "of":
        return behind[3] if behind[2] in _FILMING and len(behind) > len(_PER_WORDS) + 1 else behind[2]
    counted = view.reading.mentions_between(view.claim.right, view.claim.right + _NEAR)
    named = next((m.noun for m in counted if m.kind is Kind.COUNT and m.noun), "")
    return named.rsplit(maxsplit=1)[-1].removesuffix("s") if named else _name_last(view)  # “for each of them”


def _read_subject(view: View) -> str:
    """“Each minute of the film cost $280,000”: the thing that the clause begins with, where it is counted."""
    first = find_clause(view)
    article, noun, of = (*view.reading.words_between(first, min(first + 3, view.claim.left)), "", "", "")[:3]
    if article not in _EVERY and (article, of) != ("a", "of"):
        return ""
    is_counted = noun in UNITS or any(_counts(o, noun) for o in (*view.here, *view.earlier, *view.facts))
    return noun if is_counted and (article in _EVERY or noun in UNITS) and noun.isalpha() else ""


def _name_last(view: View) -> str:
    """Return the unit of the time before a figure, where “each” may be one of it."""
    before = [o for o in view.here if view.is_before(o) and not is_money(o)]
    times = [view.reading.mentions[o.number].unit for o in before[-1:] if o.unit in TIMES]
    return times[0] if times else ANYTHING


def _may_be_each(view: View) -> bool:
    """Tell whether the sentence has any word that makes a figure a rate without a word behind it."""
    if not _EACH.isdisjoint(view.sentence.words) or "mean" in view.said:
        return True
    words = view.reading.words_between(view.claim.first, view.claim.first + 3)
    return words[:1] == ("every",) or (words[::2] == ("a", "of") and words[1] in UNITS)


def derive_rate(view: View, thing: str, *, told: Sequence[Operand] = ()) -> Derivation | None:
    """Return an amount for each of a number of things, which `find_thing` has found to be `thing`."""
    if not thing:
        return None
    mention = view.claim.mention
    near = [*view.here, *view.earlier]
    if thing == ANYTHING:
        near = [o for o in near if view.is_before(o) or o.left - view.claim.right < _NEAR]
    pool = [*near, *view.facts, *told]
    tops = [o for o in pool if _is_of_kind(view, o) and o.unit != SHARE]
    counts = [o for o in pool if o.value > 1 and _counts(o, thing)]
    if not counts:
        counts, tops = _find_renamed(view, thing), [o for o in tops if o.left >= view.claim.first]

    def bind(one: Operand, other: Operand, _relation: Relation) -> Bond:
        in_print = [o.source is Source.PRINT for o in (one, other)]
        is_sure = (one.is_proven and other.is_proven) or all(in_print)  # each has a verdict of its own
        is_elsewhere = len({one.territory, other.territory} - WORLD) > 1
        if not is_sure or one.value == other.value or is_elsewhere:
            return Bond.NONE
        is_meant = any(in_print) or one.group in view.groups
        is_told = Source.TOLD in {one.source, other.source} and one.sentence != other.sentence
        return Bond.FIRM if is_meant and (not is_told or thing != ANYTHING) else Bond.NONE

    in_units = [o for c in counts for o in _read_in(c, thing)]
    question = Question(mention=mention, relations=(Relation.RATE,), firsts=tops, seconds=in_units, bind=bind)
    return answer(question, view)


def _find_renamed(view: View, thing: str) -> list[Operand]:
    """“3,495 theaters …, about $3,800 per runway”: what nothing counts is what was counted before."""
    if thing in UNITS or thing == ANYTHING:
        return []
    before = [o for o in view.here if view.is_before(o) and o.unit == COUNT and o.noun and o.value > 1]
    return [o for o in before if o.number == before[-1].number]


def find_operands(view: View, thing: str) -> tuple[list[Operand], list[Operand]]:
    """Return what may be divided by the number of a thing, and what counts it, each the nearest first."""
    near = [*view.here, *view.earlier, *view.facts]
    if thing == ANYTHING:
        near = [o for o in view.here if view.is_before(o)]
    tops = [o for o in near if _is_of_kind(view, o) and o.unit != SHARE]
    counts = [o for o in map(view.scene.settle, near) if o.value > 1 and o.is_proven and _counts(o, thing)]
    return tops, [o for c in counts for o in _read_in(c, thing)]


def derive_product(view: View) -> Derivation | None:
    """“Charged $2,500 a week …, ten thousand for the four weeks”; “eight apiece, or sixteen between them”."""
    claim = view.claim
    if _BEHIND_RATES.isdisjoint(view.sentence.behind_figures):
        return None
    near = [o for o in (*view.here, *view.earlier) if abs(o.left - claim.left) < _FAR]
    rates = [(o, thing) for o in near if (thing := _find_thing_of(view, o)) and _is_of_kind(view, o)]
    for rate, thing in rates:
        counts = [
            o for c in near if c.number != rate.number and _counts(c, thing) for o in _read_in(c, thing)
        ]
        if thing == ANYTHING and says(view, "both"):
            counts.append(Operand(value=Decimal(2), unit=COUNT, source=Source.TOLD, noun="of both"))

        def bind(one: Operand, other: Operand, _relation: Relation) -> Bond:
            is_here = min(one.left, other.left) >= claim.first  # each has a verdict of its own
            is_sure = is_here or (one.is_proven and other.is_proven)
            return Bond.FIRM if is_sure and other.value > 1 else Bond.NONE

        question = Question(
            mention=claim.mention, relations=(Relation.PRODUCT,), firsts=[rate], seconds=counts, bind=bind
        )
        found = answer(question, view)
        if found:
            return found
    return None


def _find_thing_of(view: View, operand: Operand) -> str:
    """Return what a figure in print is a rate by."""
    words = view.reading.words_between(operand.right, operand.right + 2)
    if not _EACH.isdisjoint(words[:1]):
        return ANYTHING
    is_rate = len(words) > 1 and words[0] in _PER and words[1].isalpha() and words[1] not in _NO_THINGS
    return words[1] if is_rate else ""


def _is_of_kind(view: View, operand: Operand) -> bool:
    """Tell whether an amount may be what the figure is a part or a number of times of."""
    mention = view.claim.mention
    if mention.kind is Kind.MONEY:
        return is_money(operand) and operand.unit in {mention.unit, BARE}
    if mention.kind is Kind.MEASURE:
        return operand.unit == mention.unit
    if mention.kind is Kind.COUNT:
        return operand.unit == COUNT or (not mention.noun and is_money(operand)) or operand.unit in _LENGTHS
    return operand.unit in TIMES


def _counts(operand: Operand, thing: str) -> bool:
    """Tell whether an operand counts the thing: weeks for “a week”, theaters for “a door”."""
    if thing in UNITS:
        return operand.unit in TIMES
    if operand.unit != COUNT:
        return False
    if thing == "head" and operand.noun:
        return True  # whoever is counted has one
    if thing == ANYTHING:
        return operand.source is not Source.TOLD or bool(operand.noun)
    return bool(operand.noun) and any(counts_the_same(thing, noun) for noun in operand.noun.split())


def _read_in(operand: Operand, thing: str) -> list[Operand]:
    """Return a count of things; a time in as many of the units as the rate names."""
    if thing not in UNITS or operand.unit not in TIMES:
        return [operand] if operand.unit == COUNT else []
    worth = UNITS[thing] / (DAY_MINUTES if operand.unit == "day" else 1)
    return [replace_value(operand, operand.value / worth)]


def replace_value(operand: Operand, value: Decimal) -> Operand:
    """Return an operand with its value in another unit."""
    return Operand(
        value=value, unit=COUNT, source=operand.source, group=operand.group, subject=operand.subject,
        noun=operand.noun, datum=operand.datum, number=operand.number, left=operand.left,
        right=operand.right, sentence=operand.sentence,
    )  # fmt: skip


_SORTED = word_set("cost costs budget expense receipts gross capital outlay")
_NOUN = 3
_RATED = frozenset({Kind.MONEY, Kind.COUNT, Kind.DURATION, Kind.MEASURE})
_PER = frozenset({"a", "an", "per", "each", "every"})
_RATING = _PER | {"to", "for"}
_PER_WORDS = ("to", "a")
_TO_EACH = {("to", "a"), ("to", "the"), ("for", "every"), ("for", "each")}
_EACH = frozenset({"each", "apiece"})
_EVERY = frozenset({"each", "every"})
_FILMING = frozenset({"shooting", "filming", "working"})
_BEHIND_RATES = _PER | _EACH
_CLOSED = {(), (".",), (",",), (";",), (")",)}
_AT = {("at",), ("for",)}
_OWNERS = DEFINITE | {"those", "these"}
"""“Each of the four” is a rate of nothing: the four are those who are each meant."""
_NO_THINGS = word_set("little few lot further total single third quarter half mere bit")
_NEAR = 12
_FAR = 40
UNITS = {
    "minute": Decimal(1), "hour": Decimal(60), "day": DAY_MINUTES, "night": DAY_MINUTES,
    "week": Decimal(10080), "month": Decimal(43834), "year": Decimal(525949),
}  # fmt: skip
"""Times that a rate may be by, in minutes."""
_LENGTHS = word_set("kilometer kilometre mile meter metre foot")
