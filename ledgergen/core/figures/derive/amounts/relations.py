"""What the words around a ratio make of it: a share, what is left, a rise or a fall.

A percentage says by its form that it is a part of something; whether it is the part itself,
the rest or a change, the words beside it say (`derive.cues`). One with a noun of its
own (“a 15 percent return”) is a share of nothing in view.
"""

from __future__ import annotations

from ledgergen.core.figures.derive.amounts.operation import Relation
from ledgergen.core.figures.derive.cues import says
from ledgergen.core.figures.derive.operand import is_money
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.mention import SHARE_KINDS, Kind
from ledgergen.core.figures.scan.hedge import stands_behind_by
from ledgergen.core.figures.scan.lexicon.nouns import FUNCTION_WORDS
from ledgergen.core.figures.wordlists import word_set


def read_relations(view: View) -> tuple[Relation, ...]:
    """Return what the figure may say of a head and its measure."""
    if view.claim.mention.kind not in SHARE_KINDS:
        return (Relation.ODDS,) if view.claim.mention.kind is Kind.RATIO else (Relation.MULTIPLE,)
    if not _CENTS.isdisjoint(view.claim.mention.text.split()):
        return (Relation.SHARE,) if _LOSING.isdisjoint(view.before(_NEAR)) else (Relation.REST,)
    if view.behind(1) == ("of",) and view.claim.mention.value > _WHOLE:
        return (Relation.MULTIPLE,)  # “recovered 140 percent of its cost”
    if change := _read_change(view) or _read_by(view):
        return (change,)
    is_level = view.before(1) == ("to",)  # “fell to 40 percent” says what is left
    for cue, relations in _RELATIONS:
        is_said = says(view, cue) or (cue == "abroad" and _is_from_abroad(view))
        if is_said and not (is_level and cue in {"fall", "rise"}):
            return relations
    return (Relation.SHARE,)


def _read_change(view: View) -> Relation | None:
    """“From $304 million to $200 million, a third”: a share behind a change says how great it was."""
    before = [o for o in view.here if view.is_before(o)][-2:]
    if len(before) < 2 or not is_money(before[0]) or before[0].unit != before[1].unit:
        return None
    old, new = before
    words = view.reading.words_between
    is_change = words(old.left - 1, old.left) == ("from",) and words(old.right, new.left) == ("to",)
    if not is_change or words(new.right, view.claim.left) not in _APPOSED or view.behind(1) == ("of",):
        return None
    return Relation.FALL if new.value < old.value else Relation.RISE


def _read_by(view: View) -> Relation | None:
    """“Longer by more than 40 percent” says how much longer."""
    before = view.before(_NEAR)
    at = next((n for n in range(len(before) - 1, 0, -1) if before[n] == "by"), 0)
    if not at or not stands_behind_by(before, len(before)):
        return None
    return Relation.RISE if before[at - 1] in _MORE else Relation.FALL if before[at - 1] in _LESS else None


def _is_from_abroad(view: View) -> bool:
    """“International audiences paid 82 percent”: whatever names the lands abroad, home leaves it."""
    near = range(view.claim.left - _AROUND, view.claim.right + _AROUND)
    return any(c.kind == "territory" and c.value == "overseas" and c.start in near for c in view.cues)


_RELATIONS = (
    ("fall", (Relation.FALL,)),
    ("rise", (Relation.RISE,)),
    ("leftover", (Relation.REST,)),
    ("allbut", (Relation.REST,)),
    ("rest", (Relation.REST, Relation.SHARE)),
    ("abroad", (Relation.SHARE, Relation.REST)),
)
"""What a cue makes of a share; the first that is said decides."""


def is_rate(view: View) -> bool:
    """“A 15 percent preferred return”: a percentage with a noun of its own is a share of nothing in view."""
    behind, mention = view.behind(1), view.claim.mention
    if mention.kind is not Kind.PERCENT or not behind or not behind[0].isalpha():
        return False
    if not _CENTS.isdisjoint(mention.text.split()):
        return False  # “cents recovered on each dollar”
    return behind[0] not in FUNCTION_WORDS and not says(view, "plain")


_CENTS = frozenset({"cent", "cents"})
_LOSING = frozenset({"lost", "losing", "loses", "lose", "loss"})
"""Who loses thirty cents on the dollar has seventy left; other words for cents tell what came back."""
_MORE = word_set("longer dearer costlier larger bigger higher lengthier richer")
_LESS = word_set("shorter cheaper smaller lower leaner poorer")
_NEAR = 7
_AROUND = 9
_WHOLE = 100
_APPOSED = {
    (",",),
    (",", "or"),
    ("or",),
    ("–",),
    ("—",),
    ("(",),
    (",", "by"),
    (",", "a", "fall", "of"),
    (",", "a", "drop", "of"),
}
