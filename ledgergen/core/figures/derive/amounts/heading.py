"""Which of two titles is set above the other: the one that is compared, and whether as more or as less.

“Next to *B*, *A* was a saving of” has *B* for its standard, for it stands behind a word that compares; so
has “the cost of *A* exceeded that of *B* by”. Where no title stands so, the one before the first word of
more or less is compared: “*A* was the dearer of the two”.
"""

from __future__ import annotations

from collections.abc import Sequence

from ledgergen.core.figures.wordlists import word_set


def find_head(words: Sequence[str], named: Sequence[tuple[int, int]]) -> int | None:
    """Return which of some films is compared with the other; None where words leave it open.

    Each is named with the place of its title among the words.
    """
    others = [film for film, at in named if is_standard(words, at)]
    if len(others) == 1:
        return next((film for film, _ in named if film != others[0]), None)
    said = next((at for at, word in enumerate(words) if word in MORE | LESS), -1)
    before = [film for film, at in named if at < said]
    return before[-1] if before and not others else None


def find_side(words: Sequence[str]) -> bool | None:
    """Tell whether what is compared is said to be more; None where words say neither, or both."""
    is_more, is_less = (not side.isdisjoint(words) for side in (MORE, LESS))
    return None if is_more is is_less else is_more


def is_standard(words: Sequence[str], at: int) -> bool:
    """Tell whether a title stands behind a word that compares, but for what it is the amount of."""
    at -= 1
    while at > 0 and words[at] in _SKIPPED:
        at -= 1
    return at >= 0 and words[at] in _COMPARING


MORE = word_set(
    """
    more above beyond over exceeded exceed exceeds exceeding surpassed surpass surpasses surpassing topped
    tops bettered betters beat beats beaten outgrossed outgross outspent outspend outspends outearned outsold
    outdid outstripped eclipsed overtook costlier dearer pricier higher larger bigger greater richer heavier
    ahead extra lead leads led premium additional increase overshot past expensive
    """
)
LESS = word_set(
    """
    less cheaper under below beneath short shy adrift saving savings saved saves undercut undercuts underspent
    trailed trails trailing lagged lags lagging behind smaller lower lighter leaner thriftier economy
    discount fewer poorer cut undershot
    """
)
_COMPARING = MORE | LESS | word_set("than to with against from beside alongside versus unlike matched on")
_SKIPPED = word_set(
    """
    the of that those for making producing what cost costs budget budgets bill price outlay gross grosses
    receipts take takings total production's its worldwide global * _ “ "
    """
)
PARTING = (
    MORE
    | LESS
    | word_set(
        """
        difference top differed differs gap margin apart separates separated separate separating remain
        remains remained remaining remainder left leaves leaving subtract subtracted subtracting deduct
        deducted minus spread distance advantage surplus excess shortfall profit loss lost clear cleared net
        """
    )
)
"""What says that two amounts are apart."""
