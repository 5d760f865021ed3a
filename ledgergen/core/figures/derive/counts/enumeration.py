"""Counts of what their sentence lists: “two comedians, Ann Lee and Bo Fry,”; “a nurse and a clerk, two men”.

Such a count is no claim beyond its list, and needs no evidence but the list. It
stands in apposition: behind the count's phrase after a mark, or before the count
with a mark between. An item is a title, a name, or a phrase that an article or a
number opens, which weighs what it counts: “twelve pupils and a teacher” are thirteen.
What is told of all that are counted, one by one, lists them as well: “the two partners
were 41 and 38”. The last item follows “and”; bare nouns are items only behind a colon
or a dash, or where one stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.closed_classes import DEFINITE, DETERMINERS, PUNCTUATION, QUOTES, STOPS
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.facts.counted import TALLIES, name_counted
from ledgergen.core.figures.mention import Hedge, Kind
from ledgergen.core.figures.scan.lexicon.nouns import FUNCTION_WORDS
from ledgergen.core.figures.wordlists import word_set


class Item(NamedTuple):
    """One of the things that a list names."""

    first: int
    end: int
    weight: int
    """How many it counts."""


def count_enumerated(claim: Claim, reading: Reading, lists: list[list[Item]]) -> Derivation | None:
    """Return the count of one of the lists that stand in apposition to a count."""
    for items in lists:
        if sum(item.weight for item in items) == claim.mention.value:
            words = reading.document.words
            names = " + ".join(" ".join(words[item.first : item.end]) for item in items)
            formula = f"{names} = {claim.mention.value}"
            return Derivation(formula=formula, what="count of those named")
    return None


def find_enumerations(claim: Claim, reading: Reading) -> list[list[Item]]:
    """Return the lists that stand in apposition to a count; several where one may begin at two places.

    Where there is any, it is what is counted, and nothing else. Prizes and nominations are no list's:
    whoever lists them claims that they were won.
    """
    mention = claim.mention
    is_plain = mention.kind is Kind.COUNT and mention.hedge in FAIR and not mention.is_range
    if not is_plain or not _FEWEST <= mention.value <= _MOST or mention.value != int(mention.value):
        return []
    if name_counted(mention.noun) in TALLIES:
        return []
    reading.footing.look(claim.first, claim.end)
    lists = (_read_behind(claim, reading), *_read_before(claim, reading))
    found = [items for items in lists if len(items) > 1]
    return found or _read_values(claim, reading)


# --- a list behind --------------------------------------------------------------------


def _read_behind(claim: Claim, reading: Reading) -> list[Item]:
    words = reading.document.words
    for place in range(claim.right, min(claim.right + _PHRASE, claim.end)):
        if words[place] in _OPENING:
            titles = _read_titles(reading, place + 1, claim.end)
            return titles or _read_list(reading, place + 1, claim.end, is_bare=words[place] in _ANNOUNCING)
        if words[place] in _SOME or not (words[place].isalpha() or words[place] in _INSIDE):
            break
    return []


def _read_values(claim: Claim, reading: Reading) -> list[list[Item]]:
    """“The two partners were 41 and 38”: what is told of all those counted, one by one."""
    words = reading.document.words
    behind = reading.numbers_between(claim.right, claim.end)
    if words[claim.left - 1] not in _DEFINITE or not behind:
        return []
    gap = words[claim.right : reading.places[behind[0]][0]]
    if len(gap) > _PHRASE or not _BREAKS.isdisjoint(gap):
        return []
    items = [Item(*reading.places[behind[0]], 1)]
    is_closed = False
    for number in behind[1:]:
        left, right = reading.places[number]
        between = words[items[-1].end : left]
        if not between or not _JOINTS.issuperset(between):
            break
        is_closed = is_closed or not _LAST.isdisjoint(between)
        items.append(Item(left, right, 1))
    return [items] if is_closed and len(items) == claim.mention.value else []


def _read_titles(reading: Reading, place: int, end: int) -> list[Item]:
    """“*Coral* of 1976, at 22 minutes, and *Dusk* in 1979”: titles, whatever is told of each."""
    document = reading.document
    words = document.words
    items: list[Item] = []
    last = place
    while last < min(end, place + _TOLD):
        title = document.title_at(document.starts[last])
        if title:
            gap = words[place:last]
            if not _BREAKS.isdisjoint(gap) or not (items or QUOTES.issuperset(gap)):
                break
            place = min(document.token_at(title.end - 1) + 1, end)
            items.append(Item(last, place, 1))
            is_last = bool(_LAST.intersection(gap))
            if is_last and len(items) > 1:
                return items
        last = max(last + 1, place)
    return []


def _read_list(reading: Reading, place: int, end: int, *, is_bare: bool) -> list[Item]:
    words = reading.document.words
    items: list[Item] = []
    is_last = False
    while place < end:
        item = _read_item(reading, place, end, is_bare=is_bare)
        if item is None:
            break
        items.append(item)
        place = _skip_aside(reading, item.end, end)
        if is_last:
            is_whole = _SOME.isdisjoint(words[item.first : item.end]) and _ends(reading, place, end)
            return items if is_whole else []
        joint = place
        while joint < end and words[joint] in _JOINTS:
            is_last = is_last or words[joint] != ","
            joint += 1
        if joint == place:
            break
        place = joint
    return []


def _read_item(reading: Reading, place: int, end: int, *, is_bare: bool) -> Item | None:
    """Return the item that begins at a place: up to the next mark or “and”."""
    document = reading.document
    words = document.words
    while place < end and words[place] in QUOTES | _LEADING:
        place += 1
    if place >= end:
        return None
    title = document.title_at(document.starts[place])
    if title:
        return Item(place, min(document.token_at(title.end - 1) + 1, end), 1)
    if _is_year(words[place]):
        return Item(place, place + 1, 1)
    at, is_phrase = place, words[place] in _ARTICLES  # “a private calendar of 73 days”
    while at < end and at - place < _LONGEST and words[at] not in _STOPS:
        if words[at].isdecimal() and not is_phrase:
            break
        at += 1
    if at == place or not _opens(reading, place, is_bare=is_bare):
        return None
    return Item(place, at, _weigh(reading, place))


def _is_year(word: str) -> bool:
    return len(word) == _YEAR and word.isdecimal()


def _is_bare(reading: Reading, first: int, end: int) -> bool:
    """Tell whether one or two words may be nouns without an article: “false teeth”."""
    words = reading.words_between(first, end)
    return len(words) <= _FEW and all(word.isalpha() and word not in FUNCTION_WORDS for word in words)


def _opens(reading: Reading, place: int, *, is_bare: bool) -> bool:
    document = reading.document
    word = document.words[place]
    is_named = document.text[document.starts[place]].isupper() and word not in FUNCTION_WORDS
    return is_named or word in _ARTICLES or _weigh(reading, place) > 1 or (is_bare and word.isalpha())


def _weigh(reading: Reading, place: int) -> int:
    """Return how many an item counts that begins at a place: “two bullfighters” are two."""
    for number in reading.numbers_between(place, place + 1):
        mention = reading.mentions[number]
        if mention.kind is Kind.COUNT and mention.noun and mention.value == int(mention.value):
            return int(mention.value)
    return 1


def _skip_aside(reading: Reading, place: int, end: int) -> int:
    """Return the place behind what is told of one item: “*Coral* (1976)”, “Ann Lee, 31,”."""
    words = reading.document.words
    while place < end and words[place] in QUOTES:
        place += 1
    if place < end and words[place] == "(":
        close = next((n for n in range(place, min(place + _ASIDE, end)) if words[n] == ")"), place - 1)
        return close + 1
    if words[place : place + 1] == (",",) and words[place + 1 : place + 2] and words[place + 1].isdecimal():
        return place + 2
    return place


def _ends(reading: Reading, place: int, end: int) -> bool:
    """Tell whether a list is over: no number of an item's own follows, which would make it a clause."""
    return place >= end or reading.document.words[place] in _STOPS


# --- a list before --------------------------------------------------------------------


def _read_before(claim: Claim, reading: Reading) -> Iterator[list[Item]]:
    """Yield the lists that may end at the mark before a count: the first item is where its clause begins."""
    words = reading.document.words
    mark = claim.left - 1
    while mark > claim.first and words[mark] in _TAKING_UP:
        mark -= 1
    if mark <= claim.first or words[mark] not in _OPENING - {"("}:
        return
    items: list[Item] = []
    is_closed = words[mark] in _ANNOUNCING
    end = mark
    while end > claim.first:
        first, joint = _find_joint(reading, claim.first, end)
        is_joined = joint >= 0 and words[joint] in _JOINTS
        whole = _read_item(reading, first, end, is_bare=_is_bare(reading, first, end))
        is_whole = whole is not None and _skip_aside(reading, whole.end, end) >= end
        tail = whole if is_whole else _read_tail(reading, first, end)
        if tail is None:
            break
        if not is_whole and is_closed and words[first] in _FRONTING and len(items) > 1:
            yield items[::-1]
        items.append(tail)
        is_closed = is_closed or (is_joined and words[joint] != ",")
        if not is_whole or not is_joined:
            break
        end = joint - 1 if words[joint - 1 : joint] == (",",) and words[joint] != "," else joint
    if is_closed:
        yield items[::-1]


def _find_joint(reading: Reading, first: int, end: int) -> tuple[int, int]:
    """Return where the item begins that ends at a place, and where its joint is, or -1."""
    document = reading.document
    words = document.words
    place = end - 1
    depth = 0
    while place >= first:
        title = document.title_at(document.starts[place])
        depth += (words[place] == ")") - (words[place] == "(")
        if title:
            place = document.token_at(title.start)
        elif not depth and words[place] != "(" and (words[place] in _JOINTS or words[place] in _STOPS):
            is_age = words[place] == "," and end - place == _AGED and words[end - 1].isdecimal()
            if not is_age:
                return place + 1, place
        place -= 1
    return first, -1


def _read_tail(reading: Reading, first: int, end: int) -> Item | None:
    """Return the item that the clause of a list's first item ends with: “he had met *Ann Lee*”."""
    for place in range(max(first, end - _LONGEST), end):
        item = _read_item(reading, place, end, is_bare=_is_bare(reading, place, end))
        if item and _skip_aside(reading, item.end, end) >= end:
            return item
    return None


FAIR = frozenset({Hedge.NONE, Hedge.AT_LEAST, Hedge.AT_MOST})
"""What may stand before the count of a whole list: “they watch over two women” hedges nothing."""
_FEWEST = 2
_MOST = 20
_PHRASE = 9
_LONGEST = 9
_ASIDE = 6
_AGED = 2
_FEW = 2
_YEAR = 4
_TOLD = 14
"""So far from one title of a list to the next."""
_LAST = frozenset({"and", "&"})
_BREAKS = STOPS | {"–"}
_OPENING = frozenset({",", ":", "—", "–", "("})
_ANNOUNCING = frozenset({":", "—", "–", "("})
_INSIDE = frozenset({"-", "’", "'", "*", "_"})
_JOINTS = frozenset({",", "and", "&"})
_LEADING = word_set("both namely first then finally")
_STOPS = _JOINTS | PUNCTUATION | {"!", "?"}
_ARTICLES = DETERMINERS | word_set("one another this that")
_DEFINITE = DEFINITE | {"both", "these", "those"}
_SOME = word_set(
    "among including include includes included notably especially particularly such like with without"
)
"""What follows these is a part of what is counted."""
_TAKING_UP = DEFINITE | word_set("all or these those only just")
_FRONTING = word_set("in at on after before with for by from when as while during since until")
