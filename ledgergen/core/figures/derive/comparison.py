"""What a sentence compares by a figure: the words of its standard, and which of the two is the greater.

A comparison has a *standard*, what stands behind “than”, “short of” or “after”, or
between “exceeded” and “by”; the other of the two is what is compared, its *head*. “Eleven
minutes lighter” leaves the standard unsaid, and “within a million of” which is the greater.
"""

from __future__ import annotations

from typing import NamedTuple

from ledgergen.core.figures.bind.passing import is_comparison
from ledgergen.core.figures.closed_classes import DEFINITE, GENITIVE, PRONOUNS, PUNCTUATION, STOPS
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.scan.hedge import stands_behind_by
from ledgergen.core.figures.wordlists import word_set


class Comparison(NamedTuple):
    """What a sentence compares: by how much, it says by the figure."""

    is_more: bool | None
    """The head is greater, or later, than the standard (an elder is earlier); None where nothing says."""
    first: int
    end: int
    """The tokens that name the standard; none where it is unsaid."""
    verb: int = -1
    """The token that the head stands before, where that is not the figure: “outsold *B* by”."""
    is_bound: bool = False
    """The two lie no further apart than the figure: “within $2 million of *B*”."""

    @property
    def is_unsaid(self) -> bool:
        """Tell whether nothing names the standard: “four minutes shorter”."""
        return self.first >= self.end


def read_comparison(  # noqa: PLR0911  first answers, in order
    view: View, *, is_dated: bool = False
) -> Comparison | None:
    """Return what the words around a figure compare; None where they compare nothing.

    Set `is_dated` where moments are compared, and not amounts.
    """
    behind = view.behind(_REACH)
    for more, words in _DATED if is_dated else _SIZED:
        at = next((n for n, word in enumerate(behind[:_NEAR]) if word in words), None)
        if at is not None:
            at += behind[at + 1 : at + 2] in _WEIGHING  # “less expensive than *B*”
        if at is not None and behind[at + 1 : at + 2] == ("than",):
            return _build(view, at + 2, is_more=more)
    for opening, more in _MOMENTS if is_dated else _SIDES:
        if behind[: len(opening)] == opening:
            if not _RECOVERING.isdisjoint(behind[len(opening) :][:1]):
                return None  # “$4 million short of recovering it”: what the cost was, stands before
            return _build(view, len(opening), is_more=more)
    if is_dated:
        return None
    if stands_behind_by(view.reading.document.words, view.claim.left):
        return _read_by_than(view) or _read_verb(view)
    if view.claim.mention.kind in _RATIOS:
        return _read_measure(view)
    return _read_open(view) or _read_change(view) or _read_unsaid(view) or _read_gap(view)


def _build(view: View, first: int, *, is_more: bool | None) -> Comparison:
    """Return a comparison whose standard begins so many tokens behind the figure."""
    behind, right = view.behind(_REACH), view.claim.right
    end = next((n for n in range(first, len(behind)) if behind[n] in _STOPS), len(behind))
    # “Eleven months after the first slate it was in theaters”: what is compared follows.
    end = next((n for n in range(first + 2, end) if behind[n] in PRONOUNS), end)
    return Comparison(is_more=is_more, first=right + first, end=right + end)


def _read_open(view: View) -> Comparison | None:
    """“Nine cozier than *B*”, “within $2 million of *B*” do not say which is the greater."""
    behind = view.behind(_REACH)
    if is_comparison(behind[:_TWO]):
        return _build(view, _TWO, is_more=None)
    if "within" in view.before(_CLOSE) and behind[:1] == ("of",):
        return _build(view, 1, is_more=None)._replace(is_bound=True)
    at = next((n for n, word in enumerate(behind[:_NEAR]) if word in _PARTING), None)
    if at is not None and "from" in behind[at:]:
        return _build(view, behind.index("from", at) + 1, is_more=None)
    return None


def _read_change(view: View) -> Comparison | None:
    """“Down 52 points from last time”, “$190 million up on its predecessor”."""
    behind = view.behind(_REACH)
    steps = [word for word in (*view.before(_CLOSE), *behind[:1]) if word in _CHANGES]
    at = next((n for n, word in enumerate(behind[:_NEAR]) if word in _FROM), None)
    return _build(view, at + 1, is_more=steps[-1] == "up") if steps and at is not None else None


def _read_unsaid(view: View) -> Comparison | None:
    """“Eleven minutes lighter” leaves the standard unsaid; “$11 million more worldwide” does, too."""
    behind = view.behind(_REACH)
    behind = behind[_TWO:] if behind[:_TWO] == ("or", "so") else behind
    more = next((more for more, words in (*_SIZED, *_APART) if behind[:1] and behind[0] in words), None)
    if more is None or not (behind[1:2] == () or behind[1] in _CLOSING or _names_place(view, behind[1])):
        return None
    return Comparison(is_more=more, first=view.claim.right, end=view.claim.right)


def _names_place(view: View, word: str) -> bool:
    words = view.reading.document.words
    return any(c.kind in _SORTING and words[c.start] == word for c in view.cues)


def _read_gap(view: View) -> Comparison | None:
    """“The margin over *B* came to $44 million” says of the two only how far they are apart."""
    words, left = view.reading.document.words, view.claim.left
    for at in range(left - 1, max(left - _REACH, view.claim.first) - 1, -1):
        if words[at] in _STOPS and words[at] != "to":
            return None
        if words[at] in _GAPS and words[at + 1] in _BRIDGING:
            end = next((n for n in range(at + 2, left) if words[n] in _BEING), left)
            return Comparison(is_more=None, first=at + 2, end=end, verb=at) if end < left else None
    return None


def _read_by_than(view: View) -> Comparison | None:
    """“Longer by seven minutes than *B*”: what compares stands before the figure, the standard behind it."""
    if view.behind(1) != ("than",):
        return None
    said = [more for word in view.before(_CLOSE) for more, words in _SIZED if word in words]
    return _build(view, 1, is_more=said[-1]) if said else None


def _read_verb(view: View) -> Comparison | None:
    """“It exceeded its budget by $4 million”: the standard stands between the verb and “by”."""
    words, left = view.reading.document.words, view.claim.left
    by = next(n for n in range(left - 1, -1, -1) if words[n] == "by")
    for at in range(by - 1, max(by - _FAR, view.claim.first) - 1, -1):
        if words[at] in STOPS:
            return None
        more = next((more for more, verbs in _VERBS if words[at] in verbs), None)
        first = at + 1 + (words[at + 1] == "of")
        if words[at + 1] == "than":  # “longer than *B* by”
            more = next((more for more, said in _SIZED if words[at] in said), None)
            first = at + 2
        elif words[at + 1] == "by" and more is not None and at + 1 < by:  # “outgrossed by *B* by”
            more, first = not more, at + 2
        if more is not None:
            end = next((n for n in range(first, by) if words[n] in _MARKS), by)
            return Comparison(is_more=more, first=first, end=end, verb=at) if first < end else None
    return None


def _read_measure(view: View) -> Comparison | None:
    """“Three times as much as *B*”, “a third of what *B* had cost”: a multiple is greater, a share less."""
    mention = view.claim.mention
    first = next((len(words) for words in _MEASURING if view.behind(len(words)) == words), None)
    behind = view.behind(_FIVE)
    if first is None and "as" in behind[:_TWO]:
        at = behind.index("as")
        first = behind.index("as", at + 1) + 1 if "as" in behind[at + 1 :] else None
    if first is None:
        return None
    return _build(view, first, is_more=mention.kind is Kind.MULTIPLE and mention.low > 1)


def read_measured(view: View) -> Comparison | None:
    """Return what a ratio is measured by: “twice the original's”, too."""
    found = read_comparison(view)
    if found:
        return found
    behind = view.behind(_TWO)
    if behind in AS_MUCH and (view.behind(_NEAR)[_TWO:] or (".",))[0] in _CLOSING:
        return Comparison(is_more=None, first=view.claim.right, end=view.claim.right)
    first = 1 if behind[:1] == ("of",) else 0
    is_named = behind[first : first + 1] in _DETERMINING or any(w.endswith(GENITIVE) for w in behind[first:])
    return _build(view, first, is_more=None) if is_named else None


_RECOVERING = word_set("recovering recouping covering repaying returning redeeming reaching earning")
_TWO = 2
_NEAR = 3
_CLOSE = 4
_FIVE = 5
_REACH = 14
_FAR = 24
_RATIOS = frozenset({Kind.MULTIPLE, Kind.FRACTION})
_STOPS = PUNCTUATION | {"but", "and", "while", "to"}
_MARKS = PUNCTUATION
_CLOSING = STOPS | {",", "–", ")", "and", "but", "in", "at", "around"}
_SORTING = frozenset({"territory", "money"})
_SIZED = (
    (
        True,
        word_set(
            "more longer larger bigger higher greater dearer costlier better richer fatter heavier lengthier"
        ),
    ),
    (
        False,
        word_set(
            """
            less fewer shorter smaller lower cheaper leaner worse briefer lighter thinner slimmer tighter
            poorer
            """
        ),
    ),
)
"""Words that stand before “than”."""
_APART = ((True, frozenset({"ahead", "extra"})), (False, frozenset({"behind"})))
"""Words that may close a comparison, beside those."""
_DATED = ((True, frozenset({"later", "younger"})), (False, frozenset({"earlier", "older"})))
"""Who is older than another was born earlier."""
_SIDES = (
    (("over",), True),
    (("above",), True),
    (("beyond",), True),
    (("past",), True),
    (("ahead", "of"), True),
    (("clear", "of"), True),
    (("in", "excess", "of"), True),
    (("short", "of"), False),
    (("shy", "of"), False),
    (("under",), False),
    (("below",), False),
    (("beneath",), False),
    (("behind",), False),
)
_MOMENTS = (
    (("after",), True),
    (("before",), False),
    (("ahead", "of"), False),
    (("prior", "to"), False),
)
"""What stands behind an amount, or a time, and before its standard; and whether it makes the greater."""
_VERBS = (
    (
        True,
        word_set(
            """
            exceeded exceed exceeds exceeding surpassed surpass surpassing topped bettered beat beats
            outgrossed outgross outearned outran outlasted outsold outsell outdrew outperformed eclipsed
            beaten overtook passed past beyond above over ahead
            """
        ),
    ),
    (
        False,
        word_set(
            """
            trailed trailing trails lagged lags lagging undercut underran undershot undersold behind below
            under beneath short shy
            """
        ),
    ),
)
"""What the standard stands behind, before “by”: a verb, or what goes with one (“edged past”)."""
_WEIGHING = {("expensive",), ("costly",), ("lucrative",), ("profitable",), ("popular",)}
_GAPS = frozenset({"gap", "margin", "lead", "advantage", "difference", "distance"})
_BRIDGING = frozenset({"over", "to", "on", "from", "against", "with"})
_BEING = frozenset({"was", "is", "came", "stood", "amounted", "reached", "remained"})
_PARTING = frozenset({"separated", "separates", "separating", "divided", "parted"})
_DETERMINING = {(word,) for word in DEFINITE | {"that"}}
_CHANGES = frozenset({"up", "down"})
_FROM = frozenset({"from", "on"})
_MEASURING = (
    ("that", "of"),
    ("those", "of"),
    ("of", "what"),
    ("of", "that", "of"),
    ("what",),
)
"""What stands behind a multiple or a share, and before its standard."""
AS_MUCH = {
    ("as", "much"), ("as", "many"), ("as", "large"), ("as", "big"), ("as", "long"), ("as", "expensive"),
}  # fmt: skip
"""“Twice as much”."""
