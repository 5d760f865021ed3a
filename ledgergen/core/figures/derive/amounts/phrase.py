"""What a phrase names outright: an amount of one sort, of one film, in one market.

“What *Salt Road* had cost”, “the American receipts of its predecessor”, “the sum
entrusted to the football picture”: three things make an amount one and no other.

- *The sort* is what words of money say: a cost, receipts, a first weekend. A noun says
  it, or the verb of “what it had taken”.
- *The film* is named by its title or by what it is to another, or described by a
  word of its title or its role; where the phrase names none it is that of the amount
  it is set beside, as “its cost” is.
- *The market* is said, or it is that of the receipts beside it, or else the world.

A phrase that leaves the sort open names nothing. Accounts of one amount stay several.
"""

from __future__ import annotations

from itertools import pairwise

from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.misread import MARKET_WORDS
from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS
from ledgergen.core.figures.closed_classes import GENITIVES, PRONOUNS
from ledgergen.core.figures.derive.amounts.tie import WORLD
from ledgergen.core.figures.derive.films import find_films_called
from ledgergen.core.figures.derive.operand import Operand
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.datum import UNKNOWN
from ledgergen.core.figures.wordlists import word_set
from ledgergen.model.valueclass import valueclass


@valueclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """What some words of the draft say of one amount; empty means unsaid."""

    group: str
    films: tuple[int, ...] = ()
    place: str = ""
    """The territory, as cues name it: “home” and “overseas”, too."""
    is_sorted: bool = True
    """Words say the sort; else it is that of the amount beside it: “half its predecessor's”."""


def read_phrase(view: View, first: int, end: int, *, group: str = "") -> Phrase | None:
    """Read the words between two tokens; None where they say no sort of amount, or two.

    `group` is the sort of what says none: “as much as *Salt Road*”.
    """
    words = view.reading.words_between(first, end)
    cues = [c for c in view.cues if first <= c.start < end]
    said = _find_group(words, cues)
    if "there" in words and said == "cost":
        said = "gross"  # “what the village had commanded there”: only receipts are of a place
    films = _find_films(view, words, cues)
    places = [c.value for c in cues if c.kind == "territory"]
    is_all = not _IN_ALL.isdisjoint(words)
    if said == _SEVERAL or not (said or group) or UNKNOWN in films or (len(places) > 1 and not is_all):
        return None
    if not films and _is_of_other(words, first, cues):
        return None
    place = "worldwide" if is_all else places[0] if places else ""
    return Phrase(group=said or group, films=films, place=place, is_sorted=bool(said))


def _find_group(words: tuple[str, ...], cues: list[Cue]) -> str:
    """Return the one sort that the words say: a noun's, else that of the verb of “what it had taken”.

    “What they had given”, “what she was paid” says nothing: such a sum may be either, as the amount beside
    it is.
    """
    money = [c for c in cues if c.kind == "money"]
    if any(pair in _BOTH_WAYS for pair in pairwise(words)):
        return ""
    found = dict.fromkeys(c.value for c in money if not c.is_weak)
    if not found and "been" not in words and not _EITHER.isdisjoint(words):
        return ""
    found = found or dict.fromkeys(group for word in words for group, said in _SAID if word in said)
    found = found or dict.fromkeys(c.value for c in money)
    if not found:
        return ""
    return next(iter(found)) if len(found) == 1 and not found.keys() - _SORTS else _SEVERAL


def _is_of_other(words: tuple[str, ...], first: int, cues: list[Cue]) -> bool:
    """“What the bedroom had cost”, “the rabbit's cost”: of something that nobody says what it is."""
    places = {place for c in cues if c.kind == "territory" for place in range(c.start, c.end)}
    is_owned = any(
        word.endswith(GENITIVES) and word not in _OWN and first + at not in places
        for at, word in enumerate(words)
    )
    return is_owned or any(
        word in _HAVING and before not in _PRONOUNS and before not in MARKET_WORDS
        for before, word in pairwise(words)
    )


def _find_films(view: View, words: tuple[str, ...], cues: list[Cue]) -> tuple[int, ...]:
    """Return the films that the phrase names or describes; several where a role is that of several."""
    named = [c for c in cues if c.kind in {"film", "yard"}]
    titles = [c for c in named if not c.is_weak] or named
    if titles:
        return titles[0].entities
    found = find_films_called(view.reading.index, _list_describing(words))
    return found if len(found) <= _MOST_FILMS else ()


def _list_describing(words: tuple[str, ...]) -> list[str]:
    """Return the words that may describe a film.

    “The harbor picture”, “the harbor's”, “the harbor had”, “the cost of the harbor adventure”.
    """
    described = [
        word
        for word, behind in pairwise((*words, ""))
        if word.endswith(GENITIVES) or behind in _HAVING or _strip(behind) in FILM_NOUNS
    ]
    owned = next((at + 2 for at, pair in enumerate(pairwise(words)) if at and pair in _OF_THE), len(words))
    return described or [word for word in words[owned : owned + _NAME] if len(word) > _SHORT]


def _strip(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s")


def find_amounts(view: View, phrase: Phrase, beside: Operand | None) -> list[Operand]:
    """Return the facts that a phrase names: the accounts of one amount, beside another where one is given."""
    entities = view.reading.index.entities
    is_own = beside is not None and beside.subject != UNKNOWN and entities[beside.subject].kind == "film"
    films = phrase.films or ((beside.subject,) if beside and is_own else tuple(view.claim.films[:1]))
    found = [o for n in films if n != UNKNOWN for o in view.scene.find_facts(n) if o.group == phrase.group]
    if phrase.group not in _IN_MARKETS:
        return found
    place = _name_place(phrase, beside)
    if place == "home":
        return [o for o in found if o.territory in view.reading.index.home]
    if place not in WORLD:
        return [o for o in found if o.territory == place]
    world = [o for o in found if o.territory in WORLD]
    return world or (found if len({o.territory for o in found}) == 1 else [])


def _name_place(phrase: Phrase, beside: Operand | None) -> str:
    """Return the market that receipts are of, where the phrase or the amount beside it says one."""
    if phrase.place or beside is None or beside.group not in _IN_MARKETS:
        return phrase.place
    return beside.territory


_SEVERAL = "several"
_OF_THE = {("of", "the"), ("on", "the"), ("for", "the")}
_NAME = 3
_SHORT = 3
_OWN = frozenset({"film's", "picture's", "film’s", "picture’s", "world's", "world’s"})
_SORTS = frozenset({"cost", "gross", "opening", "marketing", "admissions"})
_IN_MARKETS = frozenset({"gross", "opening", "admissions"})
_IN_ALL = frozenset({"aggregate", "global", "world", "world's"})
_SAID = (
    ("cost", word_set("given handed risked entrusted advanced committed lent allotted granted")),
    ("gross", word_set("taken drawn drew made attracted contribute collect bring gathered sold aggregate")),
)
"""What had been given went in, what had been drawn came out."""
_EITHER = frozenset({"given", "paid", "put"})
_BOTH_WAYS = {("had", "raised"), ("had", "commanded"), ("had", "realized"), ("had", "fetched")}
"""Of a film these may tell of its cost as well as of its receipts."""
_HAVING = frozenset({"had", "has", "have", "would", "could", "did", "was", "were"})
_PRONOUNS = PRONOUNS | {"which", "that", "what"}
_MOST_FILMS = 2
