"""Numbers that words of arithmetic make into something else: “a multiple of twelve”, “half a percent”.

The scanner reads a figure by its own form. What it counts in a reckoning may
stand beside it: “a multiple of twelve” is no count, “an eighth of its cost” no
place in an order, “half a percent” no half, and “seven cents on the dollar” no
sum. Where a clause leaves out what the one before it said, a bare number goes on
in its kind: “the sequel cost three times as much, the closing chapter six”.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.closed_classes import STOPS
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.scan.lexicon.money import CURRENCIES
from ledgergen.core.figures.wordlists import word_set


def reread(claim: Claim, reading: Reading) -> Claim:
    """Return a claim with its number read by the words around it."""
    mention, right = claim.mention, claim.right
    before = reading.words_between(claim.left - 5, claim.left)
    behind = reading.words_between(claim.right, claim.right + 4)
    match mention.kind:
        case Kind.COUNT if _is_factor(claim, reading):
            mention = replace(mention, kind=Kind.MULTIPLE)
        case Kind.ORDINAL if (
            before[-1:] in _ONE and behind[:1] == ("of",) and _MOST_PARTS >= mention.value > 2
        ):
            part = 1 / mention.value
            mention = replace(mention, kind=Kind.FRACTION, low=part, high=part, noun="", precision=part)
        case Kind.MONEY | Kind.COUNT if _is_return(claim, reading):
            if mention.kind is Kind.MONEY and mention.value < 1:
                mention = _read_percent(mention, mention.value * 100, mention.precision * 100)
            else:
                mention = replace(mention, kind=Kind.MULTIPLE, noun="", unit="times")
        case Kind.FRACTION if behind[:1] == ("percent",) or behind[:2] in _A_PERCENT:
            mention = _read_percent(mention, mention.value, Decimal("0.1"))
            right += 1 if behind[:1] == ("percent",) else 2
        case Kind.FRACTION if behind[:3] in _OF_PERCENT:
            mention = _read_percent(mention, mention.value, Decimal("0.01"))
            right += 3
        case Kind.PERCENT if mention.value == 1 and before[-1:] == ("of",):
            return _read_part_of_percent(claim, reading)
        case Kind.DURATION:
            right += _count_unit(mention, behind)
        case Kind.COUNT if is_verb(mention.noun):
            mention = replace(mention, noun="")
        case _:
            return claim
    is_changed = mention is not claim.mention or right != claim.right
    return replace(claim, mention=mention, right=right) if is_changed else claim


def _count_unit(mention: Mention, behind: Sequence[str]) -> int:
    """Return how many words behind a time are still its own: “seven lean years”, “three summers later”."""
    if tuple(behind[1:2]) in {(mention.unit,), (f"{mention.unit}s",)}:
        return 2
    return 1 if not _SEASONS.isdisjoint(behind[:1]) else 0


def _is_return(claim: Claim, reading: Reading) -> bool:
    """Tell whether a small figure is what one coin became: “four dollars for each one lent”.

    The coin is one of many (“each”, “every”, “the”). It stands behind the figure, or before it in its
    clause: “every pound put in came back as five”.
    """
    mention = claim.mention
    if mention.value > _MOST_PER_COIN or (mention.kind is Kind.COUNT and mention.noun not in _PLAIN):
        return False
    behind = reading.words_between(claim.right, min(claim.right + _NEAR, claim.end))
    is_money = mention.kind is Kind.MONEY
    if is_money and any(pair in _EACH_ONE for pair in pairwise(behind)):
        return True
    before = reading.words_between(max(claim.left - _CLAUSE, claim.first), claim.left)
    start = max((at + 1 for at, word in enumerate(before) if word in STOPS), default=0)
    return names_coin(behind, is_money=is_money) or names_coin(before[start:], is_money=is_money)


def names_coin(words: Sequence[str], *, is_money: bool) -> bool:
    """Tell whether some words speak of one coin of many: “each budgeted dollar”, “on the dollar”."""
    return not _COINS.isdisjoint(words) and any(
        word in _EVERY or (word in _ONE_OF and words[at - 1 : at] and words[at - 1] in _FOR and is_money)
        for at, word in enumerate(words)
        if any(coin in _COINS for coin in words[at + 1 : at + 3])
    )


def _is_factor(claim: Claim, reading: Reading) -> bool:
    """“A multiple of twelve”; “multiplied its money by a mere twelve”."""
    before = reading.words_between(max(claim.left - _FAR, claim.first), claim.left)
    if not _FACTORS.isdisjoint(before[-5:]) and "of" in before[-5:]:
        return True
    if not claim.mention.noun and not _FACTORS.isdisjoint(before[-_FACTOR:]) and _STANDING & {*before[-4:]}:
        return True  # “the multiple stands near 36”
    return not claim.mention.noun and "by" in before[-4:] and not _MULTIPLYING.isdisjoint(before)


def _read_part_of_percent(claim: Claim, reading: Reading) -> Claim:
    """“A quarter of one percent” is one figure, whichever half of it is asked for."""
    before = reading.mentions_between(claim.left - _PARTED, claim.left)
    parts = [m for m in before[-1:] if m.kind is Kind.FRACTION]
    if not parts:
        return claim
    left = reading.document.token_at(parts[0].start)
    mention = replace(parts[0], kind=Kind.PERCENT, unit="percent", precision=Decimal("0.01"))
    return replace(claim, mention=mention, left=left)


def is_verb(noun: str) -> bool:
    """Tell whether what was taken for a noun goes on with the sentence: “the three accepted”.

    >>> is_verb("accepted"), is_verb("weeks")
    (True, False)
    """
    return noun in _VERBS or (noun.endswith("ed") and len(noun) > _SHORT)


def _read_percent(mention: Mention, value: Decimal, precision: Decimal) -> Mention:
    return replace(mention, kind=Kind.PERCENT, unit="percent", low=value, high=value, precision=precision)


def go_on(claim: Claim, reading: Reading) -> Claim | None:
    """Return a bare number as a ratio like the one before it, or None where it is none."""
    mention = claim.mention
    is_bare = mention.kind in {Kind.COUNT, Kind.ORDINAL} and mention.text.isalnum()
    before = reading.mentions_between(max(claim.first, claim.left - _GAPPED), claim.left)
    ratios = [other for other in before if other.kind in {Kind.MULTIPLE, Kind.PERCENT}]
    if not is_bare or not ratios or reading.words_between(claim.right, claim.right + 1) not in _CLOSING:
        return None
    return replace(claim, mention=replace(mention, kind=ratios[-1].kind, noun=""))


def read_apposed(claim: Claim, reading: Reading) -> Claim | None:
    """“$5 million – twenty-five fistfuls –”, “$5 million, the price of twenty fistfuls”: a count of costs."""
    before = reading.mentions_between(max(claim.first, claim.left - _FAR), claim.left)
    if claim.mention.kind is not Kind.COUNT or not before or before[-1].kind is not Kind.MONEY:
        return None
    gap = reading.words_between(reading.document.token_at(before[-1].end), claim.left)
    if gap[:1] not in _APPOSING or not (len(gap) <= _APPOSED or _PRICING.issuperset(gap[1:])):
        return None
    return replace(claim, mention=replace(claim.mention, kind=Kind.MULTIPLE, noun=""))


_VERBS = word_set(
    """
    above below beyond under over ahead behind short past
    bore
    met came went ran won lost cost made took brought found fell rose sold left got hit gave kept drew stood
    would could did had has was is might will can began opened reached arrived appeared followed earned
    returned grossed played premiered failed landed turned needed proved looked wore shared paid gone
    """
)
"""Behind a number these go on with the sentence: “by the time his third met an audience”."""
_SEASONS = frozenset({"summers", "winters", "autumns", "springs"})
_SHORT = 4
_FACTOR = 7
_STANDING = word_set(
    "is was stands stood comes came works worked reaches reached exceeds exceeded passes passed tops topped"
)
_FACTORS = frozenset({"multiple", "factor"})
_MULTIPLYING = frozenset({"multiply", "multiplies", "multiplied", "multiplying"})
_FAR = 9
_MOST_PER_COIN = 1000
_PLAIN = frozenset({"", "worldwide", "abroad"})
_NEAR = 6
_CLAUSE = 16
_COINS = frozenset({"yen", *(word for word in CURRENCIES if word.isalpha() and len(word) > len("usd"))})
_EVERY = frozenset({"each", "every"})
_EACH_ONE = {("each", "one"), ("every", "one")}
_ONE_OF = frozenset({"the", "a", "one", "per"})
_FOR = frozenset({"for", "on", "to", "of", "in"})
_ONE = {("a",), ("an",), ("one",)}
_A_PERCENT = {("a", "percent"), ("per", "cent")}
_OF_PERCENT = {("of", "one", "percent"), ("of", "a", "percent"), ("of", "1", "percent")}
_MOST_PARTS = 100
_APPOSED = 4
_PARTED = 4
_APPOSING = {("–",), ("—",), (",",), ("(",)}
_PRICING = frozenset(
    {"the", "price", "cost", "worth", "equivalent", "of", "a", "for", "enough", "or", "about"}
)
_GAPPED = 14
_CLOSING = {(".",), (",",), (";",), (")",), ("and",), ("—",), ("–",)}
