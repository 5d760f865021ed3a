"""The words that say what is reckoned, as data: “leaving”, “apiece”, “again”, “between them”.

A row is `name side reach: words`. The side is `behind` the figure, `before` it,
`around` it, or `next` to it: behind, and before any “of” or “the”, for “of the larger
budget” compares nothing. The reach is so many tokens; a name may have several rows. To teach
a word, add it to its row. `says` asks the rows of one name.

Most sentences have none of these words. So the cues that a sentence has any word
of are found once for all its figures (`find_names`), and no row is asked of others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from ledgergen.core.figures.closed_classes import MARKS
from ledgergen.core.figures.mention import Hedge

if TYPE_CHECKING:
    from ledgergen.core.figures.derive.view import View

_ROWS: Final = """
fall next 3: less lower cheaper under below smaller fewer shorter leaner poorer worse lighter
    thinner beneath down off short shy discount decrease decline drop cut reduction dip slide saving
fall before 4: relieved shorn robbed decline declined declining slump slumped fall fell fallen falling
    drop dropped dropping cut trimmed slashed shed down discount reduction reduced reducing shrank
    shrunk shrinking decrease decreased slid slipped slide slip dip dipped sank sunk tumbled plunged
    plunge haircut setback contraction contracted saving economy
rise next 3: again more higher dearer costlier over above larger bigger greater longer better richer
    fatter beyond up premium overrun increase rise jump raise gain improvement growth
rise before 4: rise rose risen rising grew grown growing growth climb climbed gain gained premium
    overrun increase increased increasing inflated swelled swollen exceeded surplus profit jump jumped
    leap leapt raise raised improvement improved advance advanced uplift surge surged expansion expanded
    outgrossed outearned surpassed bettered topped
rise around 8: surplus premium overrun markup margin
leftover before 5: leaving shortfall missing
leftover behind 6: uncovered unrecovered unrecouped unpaid unreturned outstanding
rest before 5: left lost loses losing lose missed wrote written erased wiped
rest around 9: remaining remainder loss rest balance shortfall lost losing lose wiping wiped written
    write-off
near before 2: within
allbut before 3: but except
abroad around 9: overseas abroad foreign elsewhere outside
given before 6: allowed allotted allocated given granted lent loaned extended handed entrusted
    trusted offered advanced afforded commanded budgeted allots allows gives grants lends extends
    hands offers cost costs costing
given behind 2: expensive costly costlier dear
mean before 7: average averaged averaging mean
both around 9: between both two together them
sum around 9: aggregate together between combined altogether total totaled totalled totaling totalling sum
    plus all both joint jointly adding added add aggregate collectively overall came come comes call
    makes made making bill bringing brings brought summed tally package among trilogy
    cycle exposure entire told
difference around 12: less more fewer under over above below beyond short shy longer shorter higher
    lower larger smaller lighter cheaper dearer gap difference margin spread shortfall surplus excess profit
    loss lost left leaves leaving leave remaining remainder rest balance else other others cut
    trimmed shed dropped fell rose gained extra added adding apart ahead behind separates better
    worse net between exceeded exceed exceeds overrun lose outside overseas abroad surpassed
    surpassing discrepancy missing beat outgrossed improved elsewhere therefore foreign away struck
    removed lifted excised gone shaved restored returned reinstated extension extended extends lengthened
    shortened expanded outlasted outlasts outran further
leaves before 9: leaves leaving leave remaining remainder rest balance left
elsewhere around 12: another beyond other others elsewhere abroad rest world overseas foreign
    outside remaining
difference behind 6: off gone
fewer behind 2: fewer more less longer shorter
profit around 9: lost lose loses losing profit surplus excess loss margin over above beyond
    shortfall deficit net ahead short under
idle around 9: long untouched uninvested idle silence absence hiatus drought pause sabbatical
    inactive unemployed
pointing behind 3: that this it them those which as over
plain behind 2: more less higher lower cheaper larger smaller again share stake overrun increase
    rise fall cut back
"""


def _read_rows() -> Mapping[str, tuple[tuple[str, int, frozenset[str]], ...]]:
    rows: dict[str, list[tuple[str, int, frozenset[str]]]] = {}
    for line in _ROWS.strip().replace("\n    ", " ").splitlines():
        head, _, words = line.partition(":")
        name, side, reach = head.split()
        rows.setdefault(name, []).append((side, int(reach), frozenset(words.split())))
    return {name: tuple(found) for name, found in rows.items()}


_CUES: Final = _read_rows()
_BOUNDING = frozenset({"less", "more", "fewer", "under", "over", "above", "below", "short", "beyond"})
_CLAUSE = 12
_OPENING = frozenset({"of", "the"})


def _name_words() -> Mapping[str, frozenset[str]]:
    names: dict[str, set[str]] = {}
    for name, rows in _CUES.items():
        for word in (word for _, _, words in rows for word in words):
            names.setdefault(word, set()).add(name)
    return {word: frozenset(called) for word, called in names.items()}


_NAMES: Final = _name_words()
"""The cues that each word speaks for."""
_WORDS: Final = frozenset(_NAMES)


def find_names(words: Iterable[str]) -> frozenset[str]:
    """Return the names of the cues that some words speak for, wherever they stand.

    >>> sorted(find_names(["two", "apiece", "again"]))
    ['plain', 'rise']
    """
    return frozenset().union(*[_NAMES[word] for word in _WORDS.intersection(words)])


def says(view: View, name: str) -> bool:
    """Tell whether a cue of this name stands where its row wants it, within the sentence."""
    if name not in view.said:
        return False
    for side, reach, words in _CUES[name]:
        if side in {"behind", "around"} and not words.isdisjoint(_drop_plain(view.behind(reach))):
            return True
        if side in {"before", "around"} and not words.isdisjoint(_drop_hedge(view, reach)):
            return True
        if side == "next":
            near = takewhile(lambda word: word not in _OPENING, view.behind(reach))
            if not words.isdisjoint(near):
                return True
    return False


def says_close(view: View, name: str) -> bool:
    """Tell whether a word of a cue stands in the figure's own clause, between the marks around it."""
    if name not in view.said:
        return False
    before = _drop_hedge(view, _CLAUSE)[::-1]
    near = {*takewhile(lambda word: word not in MARKS, before)}
    near.update(takewhile(lambda word: word not in MARKS, _drop_plain(view.behind(_CLAUSE))))
    return any(not words.isdisjoint(near) for _, _, words in _CUES[name])


def _drop_hedge(view: View, reach: int) -> list[str]:
    """Return the words before the figure without its own hedge: “fewer than two million” compares nothing."""
    words = view.before(reach)
    if view.claim.mention.hedge is not Hedge.NONE:
        end = len(words) - (words[-1:] == ("than",))
        words = words[: end - 1] if words[end - 1 : end] and words[end - 1] in _BOUNDING else words
    return _drop_plain(words)


def _drop_plain(words: tuple[str, ...]) -> list[str]:
    """Leave out a “short” that lacks nothing: “four short films”."""
    behind = (*words[1:], "of")[: len(words)]
    return [word for word, after in zip(words, behind, strict=True) if word != "short" or after == "of"]
