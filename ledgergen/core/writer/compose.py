"""Choose the sentences of a ledger.

Choosing fills the moves of the plan in order of priority. A pattern is eligible
when its slots are filled, its flags stand, none of its figures and none of its
finance images has been used, and no sentence would open like an earlier one or
like its neighbor. Among the eligible the more specific wins, with a nudge from
a hash of the film and its facts: the same dossier always gives the same
ledger, and two films rarely meet in a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ledgergen.codec import hash_text
from ledgergen.core.writer import plan
from ledgergen.core.writer.pattern import SENTENCE_END, SLOT, Pattern
from ledgergen.core.writer.people import Names

MAX_WORDS = 470
SECTION_WORDS = (62, 129)
"""What the house form wants of a section; the least only where there is something to say."""
_LEAST_WORDS, _SPREAD = 395, 45
_FEW = 4
"""So many reflections are fine even where there is nothing to reflect on."""
_FULL = 350
"""With this many words a ledger needs no further reflection."""
_MAX_SAME_START = Counter({"the": 7, "{film}": 4})
"""How many sentences of a ledger may begin with a word; two with any other."""
_RENAMABLE = frozenset({"prev", "next", "later", "elder", "sequel", "unveiled"})
_CITATION = re.compile(r" ?\[[A-Za-z][\w.,-]*\]")
_NUDGE = 5_000
"""How much chance may count: as much as eight slots, or five flags."""
_ROOMY, _PENALTY = 12, 3
"""With more moves to make than this, longer sentences lose rank, so that the evidence gets in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """What the dossier gave: slots, flags, names, and the seed that varies the choice."""

    slots: Mapping[str, str]
    flags: frozenset[str]
    names: Names
    film: str
    seed: str


@dataclass(slots=True, kw_only=True)
class Selection:
    """The sentences chosen so far, by move, and what they have used up."""

    stock: Stock
    orders: Mapping[int, Sequence[str]]
    chosen: dict[str, Pattern] = field(default_factory=dict)
    stated: set[str] = field(default_factory=set)
    images: set[str] = field(default_factory=set)
    starts: Counter[str] = field(default_factory=Counter)
    openings: set[str] = field(default_factory=set)
    n_words: int = 0
    words_in: Counter[int] = field(default_factory=Counter)
    """By section."""

    def find_home(self, move: str) -> int:
        """Return the section that a move belongs to."""
        return next(section for section, order in self.orders.items() if move in order)

    def find_section(self, section: int) -> list[Pattern]:
        """Return a section's sentences in reading order."""
        return [self.chosen[move] for move in self.orders[section] if move in self.chosen]


def choose_sentences(stock: Stock, bank: Iterable[Pattern]) -> Selection:
    """Fill the plan from a bank of patterns."""
    eligible: dict[str, list[Pattern]] = {}
    for pattern in bank:
        if _applies(pattern, stock):
            eligible.setdefault(pattern.move, []).append(pattern)
    crowding = _PENALTY * max(0, len(eligible) - _ROOMY)
    for move, patterns in eligible.items():
        thrift = 0 if move in plan.REFLECTIVE else crowding
        patterns.sort(key=lambda p: _rank(p, stock) - thrift * _count_words(p, stock), reverse=True)
    selection = Selection(stock=stock, orders=_choose_orders(stock, frozenset(eligible)))
    target = _LEAST_WORDS + _draw(stock.seed, "length") % _SPREAD
    for move in plan.PRIORITY:
        leans_on = plan.DEPENDENT.get(move)
        is_short = selection.words_in[selection.find_home(move)] < SECTION_WORDS[0]
        is_due = move in plan.ESSENTIAL or is_short or selection.n_words < target
        if (
            is_due
            and (leans_on is None or leans_on in selection.chosen)
            and not _is_top_heavy(selection, move)
        ):
            _fill(selection, move, eligible.get(plan.AGAIN.get(move, move), ()))
    for section, move in plan.BLANKS.items():
        sentences = selection.find_section(section)
        if all(pattern.move in plan.REFLECTIVE for pattern in sentences):
            _fill(selection, move, eligible.get(move, ()))
    return selection


def _applies(pattern: Pattern, stock: Stock) -> bool:
    return (
        pattern.needs <= stock.slots.keys()
        and pattern.wants <= stock.flags
        and not pattern.bars & stock.flags
    )


def _draw(seed: str, label: str) -> int:
    return int(hash_text(f"{seed}|{label}")[:8], 16)


def _rank(pattern: Pattern, stock: Stock) -> int:
    nudge = _draw(stock.seed, pattern.id) % (_NUDGE if pattern.move not in plan.REFLECTIVE else _NUDGE // 2)
    return 600 * len(pattern.needs) + 1_000 * len(pattern.wants) + nudge


def _choose_orders(stock: Stock, moves: frozenset[str]) -> dict[int, tuple[str, ...]]:
    orders = {}
    for section, shape in plan.SHAPES.items():
        fitting = [order for order in shape.orders if order[0] in moves] or list(shape.orders)
        orders[section] = fitting[_draw(stock.seed, f"order{section}") % len(fitting)]
    is_prize_story = "decorated" in stock.flags and not stock.flags & {"hit", "flop"}
    if is_prize_story and "honors" in moves:
        orders[4] = plan.LAURELS_FIRST
    return orders


def _is_top_heavy(selection: Selection, move: str) -> bool:
    """Tell whether another reflection would outweigh the evidence it reflects on."""
    n_reflective = sum(m in plan.REFLECTIVE for m in selection.chosen)
    if move not in plan.AGAIN:
        return False
    if n_reflective >= max(_FEW, 2 * (len(selection.chosen) - n_reflective)):
        return True
    return selection.n_words > _FULL and selection.words_in[selection.find_home(move)] >= SECTION_WORDS[0]


def _fill(selection: Selection, move: str, patterns: Sequence[Pattern]) -> None:
    """Give a move the best of its patterns that fits; what must be said may be said less prettily."""
    fitting = [p for p in patterns if _fits(selection, move, p)]
    choices = [p for p in fitting if not p.images & selection.images]
    if not choices and move in plan.ESSENTIAL:
        choices = fitting or [p for p in patterns if not _repeats(selection, p)]
    for pattern in choices:
        n_words, starts = _count_words(pattern, selection.stock), find_starts(pattern.text)
        selection.chosen[move] = pattern
        selection.n_words += n_words
        selection.words_in[selection.find_home(move)] += n_words
        selection.stated |= pattern.needs
        selection.images |= pattern.images
        selection.openings.update(starts)
        selection.starts.update(start.split()[0] for start in starts)
        return


def _fits(selection: Selection, move: str, pattern: Pattern) -> bool:
    n_words = _count_words(pattern, selection.stock)
    is_too_long = selection.words_in[selection.find_home(move)] + n_words > SECTION_WORDS[1]
    if is_too_long or (selection.n_words + n_words > MAX_WORDS and move not in plan.ESSENTIAL):
        return False
    opens_again = any(start in selection.openings for start in find_starts(pattern.text))
    return not (opens_again or _repeats(selection, pattern) or _is_monotonous(selection, move, pattern))


def _repeats(selection: Selection, pattern: Pattern) -> bool:
    """Tell whether a pattern would state again what stands already; a film may be named again."""
    names = _RENAMABLE if pattern.needs - _RENAMABLE else frozenset({"unveiled"})
    return bool((pattern.needs - names) & selection.stated)


def find_starts(text: str) -> list[str]:
    """Return how each sentence of a pattern opens: its first two words, lower case."""
    words = (SLOT.sub(r"{\1}", sentence).split()[:2] for sentence in SENTENCE_END.split(text))
    return [" ".join(word.strip(",;:.").casefold() for word in pair) for pair in words if pair]


def _is_monotonous(selection: Selection, move: str, pattern: Pattern) -> bool:
    """Tell whether a sentence would begin with the word its neighbor begins with, or a worn one."""
    starts = find_starts(pattern.text)
    heads = [start.split()[0] for start in starts]
    if any(selection.starts[head] + heads.count(head) > (_MAX_SAME_START[head] or 2) for head in heads):
        return True
    section = selection.find_home(move)
    order = selection.orders[section]
    here = order.index(move)
    before = next((selection.chosen[m] for m in reversed(order[:here]) if m in selection.chosen), None)
    after = next((selection.chosen[m] for m in order[here + 1 :] if m in selection.chosen), None)
    last_before = find_starts(before.text)[-1].split()[0] if before else ""
    first_after = find_starts(after.text)[0].split()[0] if after else ""
    rivals = {
        find_starts(opener[0].text)[0].split()[0]
        for number in selection.orders
        if number != section and (opener := selection.find_section(number))
    }
    opens_alike = before is None and heads[0] in rivals - {"the"}
    return heads[0] == last_before or heads[-1] == first_after or opens_alike


def _count_words(pattern: Pattern, stock: Stock) -> int:
    known = {"film": stock.film, "D": stock.names.full, "Ds": stock.names.full}
    text = SLOT.sub(lambda m: stock.slots.get(m[1], known.get(m[1], "the director")), pattern.text)
    return len(_CITATION.sub("", text).split())
