"""Which films of a dossier are meant by “the predecessor”, “his debut”, “the sequel”.

Facts say what a film is to the main one in their `role`; where they do not, its
release does: what came out before is earlier, and the nearest of those is the
one before. Other subjects are works that are no films, by their name or their role.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from ledgergen.core.figures.closed_classes import ARTICLES
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN, Datum, Entity


def find_roles(entities: Sequence[Entity]) -> dict[str, tuple[int, ...]]:
    """Say which films are earlier, later and first, by their roles and their releases."""
    main = entities[MAIN].release
    earlier: list[Entity] = []
    later: list[Entity] = []
    debut: list[int] = []
    for entity in entities[1:]:
        if entity.kind != "film" or entity.work:
            continue
        roles = " ".join(entity.roles)
        if any(word in roles for word in ("next", "later", "sequel", "follow", "subsequent")):
            later.append(entity)
        elif any(word in roles for word in _BEFORE_MAIN):
            earlier.append(entity)
        elif main and entity.release and "unrelated" not in roles:
            (earlier if entity.release.first < main.first else later).append(entity)
        if "debut" in roles or "first" in roles:
            debut.append(entity.number)
    earlier.sort(key=lambda entity: -entity.release.first.toordinal() if entity.release else 0)
    later.sort(key=lambda entity: entity.release.first if entity.release else date.max)
    series = [entity for entity in (*earlier, *later) if shares_title(entities[MAIN].name, entity.name)]
    firsts = [datum.subject for datum in _data_of(entities, "film_number") if datum.value == 1]
    following = _pick(later, "next") or (UNKNOWN,)
    sequels = (
        _find_called(entities, "sequel", "third film", "follow")
        or tuple(entity.number for entity in later if entity in series)
        or _find_called(later, "next")
    )
    return {
        "main": (MAIN,),
        "original": _find_original(earlier, series) or (MAIN,),
        "previous": _pick(earlier, "previous", "predecessor") or (UNKNOWN,),
        "before": _find_before(earlier, series) or (UNKNOWN,),
        "earlier": tuple(entity.number for entity in earlier) or (UNKNOWN,),
        "next": following,
        "sequel": sequels,
        "follow": tuple(dict.fromkeys((*sequels, *following))),
        "remake": _find_called(entities, "remake", "revival", "reboot")
        or tuple(entity.number for entity in later if entity in series and "sequel" not in entity.roles),
        "short": _find_called(entities, "short"),
        "later": tuple(entity.number for entity in later) or (UNKNOWN,),
        "debut": tuple(dict.fromkeys((*debut, *firsts, *_find_second(entities, earlier)))) or (UNKNOWN,),
    }


def _find_called(entities: Sequence[Entity], *roles: str) -> tuple[int, ...]:
    """Return the films whose role in the facts speaks of one of these."""
    return tuple(e.number for e in entities if any(role in known for known in e.roles for role in roles))


def _find_second(entities: Sequence[Entity], earlier: list[Entity]) -> list[int]:
    """The film before a second film is a debut, whether or not a fact calls it one."""
    is_second = any(datum.value == 2 for datum in entities[MAIN].data if datum.attribute == "film_number")
    return [earlier[0].number] if is_second and earlier else []


def _find_before(nearest_first: Sequence[Entity], series: Sequence[Entity]) -> tuple[int, ...]:
    """Return the film before in the series, as roles or titles say."""
    called = [e for e in nearest_first if e in series or any("series" in role for role in e.roles)]
    return tuple(entity.number for entity in called[:1])


def _find_original(nearest_first: Sequence[Entity], series: Sequence[Entity]) -> tuple[int, ...]:
    """Return the earlier film that the main one goes on from or makes anew, as roles or titles say."""
    called = [e for e in nearest_first if any(word in role for role in e.roles for word in _ORIGINALS)]
    shared = [entity for entity in nearest_first if entity in series]
    return tuple(entity.number for entity in (called or shared)[-1:])


@lru_cache(maxsize=4_096)
def shares_title(one: str, other: str) -> bool:
    """Tell whether two titles are of one series: the one begins with the other, or both with two same words.

    Three same words end the titles of a series as well.

    >>> shares_title("Iron Harbor 2", "Iron Harbor"), shares_title("The Salt Road", "Salt Road: Ashes")
    (True, True)
    >>> shares_title("Night of the Salt Men", "Return of the Salt Men")
    True
    >>> shares_title("The Long Road", "The Last Road")
    False
    """
    words, others = _split_title(one), _split_title(other)
    length = min(len(words), len(others), 2)
    is_begun = length > 0 and words[:length] == others[:length]
    is_ended = len(words) > _ENDING < len(others) and words[-_ENDING:] == others[-_ENDING:]
    return words != others and ((is_begun and (length > 1 or len(words[0]) >= _TELLING)) or is_ended)


@lru_cache(maxsize=4_096)
def _split_title(title: str) -> tuple[str, ...]:
    words = tuple(_WORD.findall(title.lower().split(" (")[0]))
    return words[1:] if words[:1] and words[0] in ARTICLES else words


_WORD: Final = re.compile(r"[\w']+")


def _pick(nearest_first: list[Entity], *roles: str) -> tuple[int, ...]:
    """Return the films that facts give one of these roles, else the nearest one."""
    called = tuple(e.number for e in nearest_first if any(r in known for known in e.roles for r in roles))
    own = [e for e in nearest_first if not any(word in role for role in e.roles for word in _OTHERS)]
    return called or tuple(entity.number for entity in own[:1])


def _data_of(entities: Sequence[Entity], attribute: str) -> Iterator[Datum]:
    for entity in entities:
        yield from entity.by_attribute.get(attribute, ())


_OTHERS = ("rival", "competitor", "stablemate")
"""What facts call a film of somebody else: it is neither the one before nor the one after."""
_BEFORE_MAIN: Final = ("previous", "earlier", "debut", "first", "predecessor", "original")
_ORIGINALS = (
    "original",
    "first film",
    "first of",
    "first in",
    "source film",
    "predecessor",
    "in series",
    "episode",
)
"""What facts call the film that another goes on from."""
_TELLING = 4
"""Letters of a single word that makes two titles a series."""
_ENDING = 3
"""Words at the end of two titles that make them a series."""
_FAMILIES: Final[Mapping[str, str]] = {
    "prose": """
        novel novella novels book books bestseller paperback hardcover memoir memoirs autobiography biography
        story tale fable poem thriller saga
    """,
    "stage": "play musical opera operetta ballet stage broadway",
    "series": "series serial miniseries sitcom episode episodes",
    "comic": "comic comics manga graphic strip cartoon",
    "game": "game videogame",
    "music": "album song single ballad",
}
"""What works are called; of one family, one word may stand for another."""
FAMILY_OF: Final[Mapping[str, str]] = {
    word: family for family, words in _FAMILIES.items() for word in words.split()
}


def find_family(name: str, roles: Iterable[str]) -> str:
    """Return the family of a subject that its name or its role calls a work other than a film; or nothing.

    >>> find_family("Salt Harvest (1931 novel)", ()), find_family("Night Bus", ["source story by A. Brel"])
    ('prose', 'prose')
    >>> find_family("Salt Harvest (1951 film)", ()), find_family("Nadia Brel", ["novelist"])
    ('', '')
    >>> find_family("Salt Harvest", ["first in series"])
    ''
    """
    bracketed = _BRACKETED.search(name)
    calls = [*(bracketed.groups() if bracketed else ()), *roles]
    heads = (re.split(r" by | of | in |,", call)[0].split() for call in calls)
    return next((FAMILY_OF[head[-1]] for head in heads if head and head[-1] in FAMILY_OF), "")


_BRACKETED = re.compile(r"\(([^()]+)\)$")
SEQUELS: Final = frozenset({"sequel", "sequels", "remake", "reboot", "revival", "spin-off", "prequel"})
"""What films are called that come of another film."""
