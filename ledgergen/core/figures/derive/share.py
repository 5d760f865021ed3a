"""Shares of a whole, and changes against another amount.

“Of” names the whole; a territory picks the part. A percentage of something
that no fact measures (“of their own compensation”) is not tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice, pairwise

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.bind import vocabulary
from ledgergen.core.figures.bind.amounts import (
    Term,
    build_ratio,
    find_apposed,
    find_chosen,
    find_films_in_reach,
    find_money,
    find_object,
    find_ratio,
    find_said_territory,
    find_yardsticks,
    is_part,
    keep_measured,
    keep_own,
    keep_territory,
    pair_across,
    pair_against,
    pair_within,
    render_plain,
    render_short,
    speaks_of,
    speaks_of_territory,
)
from ledgergen.core.figures.bind.claim import Claim, Reading
from ledgergen.core.figures.bind.vocabulary import word_set
from ledgergen.core.figures.derive.derivation import MOST_PAIRS, Derivation
from ledgergen.core.figures.facts.lookup import RATERS
from ledgergen.core.figures.mention import Kind


def derive_share(claim: Claim, reading: Reading) -> Derivation | None:
    """Return a share of a whole, what is left of it, or a change against it."""
    mention = claim.mention
    scale = Decimal(100) if mention.kind is Kind.PERCENT else Decimal(1)
    pairs = list(islice(keep_measured(_share_pairs(claim, reading), claim, reading), MOST_PAIRS))
    found = find_ratio(mention, pairs, scale)
    if found:
        return found
    words = reading.words_between(claim.left - 8, claim.right + 9)
    is_abroad = _read_whole(claim, reading) != "other" and (
        claim.territory == "overseas" or not _ABROAD.isdisjoint(words)
    )
    if is_abroad:
        # What came from abroad is what the home market left of the world's.
        pairs = [(top, bottom) for top, bottom in _pair_home(claim, reading) if is_part(top, bottom)] + pairs
    if is_abroad or any(word in vocabulary.COMPLEMENT_WORDS for word in words):
        for top, bottom in pairs:
            rest = 1 - top.value / bottom.value
            if rest > 0 and agree(mention, rest * scale):
                return build_ratio(
                    f"1 - {render_plain(top.value)} / {render_plain(bottom.value)} = {render_short(rest)}",
                    top,
                    bottom,
                )
    # “Of the lower sum” picks an amount and says nothing of a change.
    if any(word in vocabulary.CHANGE_WORDS and before != "the" for before, word in pairwise(("", *words))):
        for top, bottom in pairs:
            change = abs(top.value / bottom.value - 1)
            if change > 0 and agree(mention, change * scale):
                return build_ratio(
                    f"{render_plain(top.value)} / {render_plain(bottom.value)} - 1 = {render_short(change)}",
                    top,
                    bottom,
                )
    return None


def _pair_home(claim: Claim, reading: Reading) -> list[tuple[Term, Term]]:
    grosses = find_money(reading, claim.films, "gross")
    home = keep_own(keep_territory(grosses, "home"), claim)
    return pair_within([term for term in home if term.datum and term.datum.territory in _HOME], grosses)


_HOME = frozenset({"US", "home", "North America"})
_ABROAD = frozenset({"overseas", "abroad", "foreign", "elsewhere"})


def _share_pairs(claim: Claim, reading: Reading) -> Iterator[tuple[Term, Term]]:
    """Yield part and whole, as far as the sentence speaks of them."""
    of = _read_whole(claim, reading)
    if of != "other":
        yield from _pair_known(claim, reading, of)
    yield from _pair_described(claim, reading, of)


def _pair_known(claim: Claim, reading: Reading, of: str) -> Iterator[tuple[Term, Term]]:
    films = find_films_in_reach(claim, reading)
    costs = find_money(reading, films, "cost")
    grosses = find_money(reading, films, "gross")
    stated = find_apposed(claim, reading, costs + grosses)
    if stated:
        is_cost = any(term.datum and term.datum.attribute == "budget" for term in stated)
        yield from pair_against(stated, costs if of == "cost" or (is_cost and not of) else grosses)
        if any(term.datum for term in stated):
            return
    territory = find_said_territory(claim, reading)
    parts = keep_territory(grosses, territory)
    if of in {"", "gross"} and (territory or speaks_of_territory(claim, reading)):
        inner = parts if territory not in {"", "worldwide"} else grosses
        yield from (pair for pair in pair_within(keep_own(inner, claim), grosses) if is_part(*pair))
        if speaks_of(claim, reading, "opening"):
            yield from pair_within(find_money(reading, films, "opening"), parts)
    if of in {"", "cost"}:
        yield from pair_within(keep_own(parts, claim), costs)
        yield from pair_across(costs, costs)


def _pair_described(claim: Claim, reading: Reading, of: str) -> Iterator[tuple[Term, Term]]:
    """“$2.2 million, about a fifth of the voyage to Jupiter”: of an amount, only an amount is a share.

    Which film the words describe is left open; what it is measured by is not:
    costs are measured by costs, and grosses by grosses.
    """
    behind = reading.words_between(claim.right, claim.right + 3)
    if behind[:1] != ("of",) or behind[1:2] not in _DESCRIBING:
        return
    beside = reading.sentence_cues(claim.right, claim.right + 4)
    if any(cue.kind in {"money", "film"} for cue in beside) and behind[1:2] == ("the",):
        return  # “a third of the budget” is described by its attribute, and of the film itself
    before = reading.sentence_cues(claim.first, claim.left)
    groups = [
        cue.value
        for cue in before
        if cue.kind == "money" and cue.value in {"cost", "gross"} and not cue.is_weak
    ]
    group = groups[-1] if groups else of if of in {"cost", "gross"} else "cost"
    yardsticks = find_yardsticks(reading, group)
    stated = find_apposed(claim, reading, yardsticks) or find_chosen(claim, reading)
    yield from (
        (top, bottom)
        for top, bottom in pair_against(stated, yardsticks)
        if top.datum is None or bottom.datum is None or top.datum.subject != bottom.datum.subject
    )


_DESCRIBING = {("the",), ("what",), ("that",)}


def _read_whole(claim: Claim, reading: Reading) -> str:
    """Return what the share is a share of: `cost`, `gross`, `other`, or empty where nothing is said."""
    words = reading.words_between(claim.right, min(claim.right + 8, claim.end))
    if words[:1] == ("of",):
        if words[1:2] in _POINTING:
            return ""
        known = find_object(claim, reading)
        if known:
            return known
        titles = [cue for cue in reading.sentence_cues(claim.right, claim.right + 7) if cue.kind == "film"]
        return "" if titles or any(word in _WHOLES for word in words[1:4]) else "other"
    around = reading.words_between(max(claim.first, claim.left - 8), min(claim.right + 6, claim.end))
    if any(word in RATERS for word in around):
        return "other"
    near = reading.sentence_cues(max(claim.first, claim.left - 10), min(claim.right + 8, claim.end))
    return "" if any(cue.kind in {"money", "territory"} for cue in near) else "other"


_POINTING = {("it",), ("them",), ("this",)}
_WHOLES = word_set(
    """
    worldwide global world domestic it that this them which total what sum amount figure those
    """
)
