"""A measure called by a nickname: “nearly double the tiger's appropriation”, “the price of the war fiasco”.

A writer who has named a film calls it by a word for it the next time. Whose
word it is stands in the film's name or in what facts call the film; else one of the
two films named last is meant, and only a close value will do. The head is in
print, and the two amounts are of one sort (`derive.tie`). “The initial subscription” is
an amount that was in print before.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS, word_set
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.engine import Question, answer
from ledgergen.core.figures.derive.head import is_of_territory
from ledgergen.core.figures.derive.operand import SHARE, Operand, Source, is_money
from ledgergen.core.figures.derive.operation import Relation
from ledgergen.core.figures.derive.tie import WORLD, Bond
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.index import MAIN, UNKNOWN
from ledgergen.core.figures.mention import Kind


def derive_nicknamed(view: View, relations: tuple[Relation, ...]) -> Derivation | None:
    """Return the quotient of an amount in print and one like it that the words behind the figure hint at."""
    words = view.reading.words_between(view.claim.right, view.find_break(_FAR))
    is_initial = not _INITIAL.isdisjoint(words[:3])
    groups = _find_groups(view, words)
    if not is_initial and not groups and not any(word.endswith(_OWNING) for word in words):
        return None
    heads = _find_heads(view)
    if not heads or _names_film(view):
        return None
    films, is_sure = _find_films(view, words, {o.subject for o in heads})
    measures = [o for n in films for o in view.scene.find_facts(n) if not groups or o.group in groups]
    if is_initial:
        measures = view.scene.find_printed(max(view.claim.first - _BACK, 0), view.claim.first)

    def bind(one: Operand, other: Operand, _relation: Relation) -> Bond:
        if not one.is_proven or not other.is_proven or one.datum is None or one.value == other.value:
            return Bond.NONE
        if is_initial:
            return Bond.LOOSE
        is_like = one.group == other.group and one.subject != other.subject and _is_of_place(view, one, other)
        return (Bond.FIRM if is_sure else Bond.LOOSE) if is_like else Bond.NONE

    mention = view.claim.mention
    scale = Decimal(100) if mention.kind is Kind.PERCENT else Decimal(1)
    question = Question(
        mention=mention, relations=relations, firsts=heads, seconds=measures, bind=bind, scale=scale
    )
    return answer(question, view)


def _find_groups(view: View, words: tuple[str, ...]) -> frozenset[str]:
    """Return the sorts of amount that are said of a nickname: “the cost of a night in town”."""
    end = view.claim.right + len(words)
    cues = [c for c in view.cues if c.kind == "money" and view.claim.right <= c.start < end]
    is_owned = any(word.endswith(_OWNING) for word in words) or any(
        words[place : place + 1] == ("of",) and words[place + 1 : place + 2] in _ARTICLES
        for place in range(1, len(words))
    )
    return frozenset(c.value for c in cues if c.value in _LIKE) if is_owned else frozenset()


def _find_heads(view: View) -> list[Operand]:
    """Return the last amount in print before the figure; “either” and “the higher” mean any of the last."""
    here = [o for o in view.here if view.is_before(o) and o.unit != SHARE and is_money(o)]
    if here:
        return here[-_AT_HAND:] if not _ANY.isdisjoint(view.claim.words) else here[-1:]
    earlier = [o for o in view.earlier if is_money(o)]
    return earlier[:_AT_HAND] if not _ANY.isdisjoint(view.claim.words) else earlier[:1]


def _names_film(view: View) -> bool:
    """Tell whether a title stands behind the figure: then there is no nickname."""
    end = view.find_break(_FAR)
    return any(c.kind == "film" and not c.is_weak and view.claim.right <= c.start < end for c in view.cues)


def _find_films(view: View, words: Sequence[str], own: set[int]) -> tuple[list[int], bool]:
    """Return the films that a nickname may mean, and whether a word of it names one."""
    index = view.reading.index
    hints = {word.replace("’", "'").removesuffix("'s") for word in words}
    hints = {word for word in hints if len(word) > _SHORT} - _COMMON - FILM_NOUNS
    films = [e for e in index.entities if e.kind == "film" and e.data and e.number not in own]
    called = [
        e for e in films if hints & set(f"{e.name} {' '.join(e.roles)}".lower().replace(",", "").split())
    ]
    if called:
        return [e.number for e in called], len(called) == 1
    first = max(view.claim.left - _FAR_BACK, 0)
    cues = view.reading.sentence_cues(first, view.claim.left)[::-1]
    named = [n for c in cues if c.kind == "film" and not c.is_weak for n in c.entities if n != UNKNOWN]
    known = [n for n in dict.fromkeys(named) if n not in own and index.entities[n].data]
    return [*known[:_AT_HAND], *([MAIN] if MAIN not in own else [])], False


def _is_of_place(view: View, one: Operand, other: Operand) -> bool:
    """Tell whether two takings are of one territory, or of that which is said behind the figure."""
    if one.group != "gross":
        return True
    end = view.find_break(_FAR)
    places = [c.value for c in view.cues if c.kind == "territory" and view.claim.right <= c.start < end]
    if places and other.source is Source.FACT:
        return is_of_territory(view, other, places[0])
    return one.territory == other.territory or {one.territory, other.territory} <= WORLD


_FAR = 12
_BACK = 300
_FAR_BACK = 400
_AT_HAND = 2
_SHORT = 3
_OWNING = ("'s", "’s", "s'", "s’")
_ARTICLES = {("the",), ("a",), ("an",), ("that",)}
_LIKE = frozenset({"cost", "gross", "opening"})
_ANY = word_set("either both higher lower dearer cheaper steeper heavier larger smaller")
_INITIAL = word_set("initial original opening seed starting founding")
_COMMON = word_set(
    "cost costs price budget gross what that this than then had have been were when with from into films"
)
