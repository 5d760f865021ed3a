"""The names under which prose speaks of what facts are about: films, persons, prizes.

A film is also known by its main title before the colon, a person by each part of
the name, a prize by its plural and without what people leave out of it. Names are
compared folded (`fold_name`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ledgergen.core.figures.closed_classes import ARTICLES
from ledgergen.core.figures.facts.datum import Entity
from ledgergen.core.figures.facts.values import year_period
from ledgergen.core.figures.mention import Period
from ledgergen.core.figures.wordlists import word_set
from ledgergen.model.dossier import Dossier

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

EVENT_TAIL = re.compile(
    r"(?<=[^\W\d_])\s+(?:(?:International|Far East)\s+)*(?:Film\s+)?(?:Festival|Awards?|Prizes?)$"
)
"""What people leave out of a festival's or a prize's name."""


def fold_name(name: str) -> str:
    """Return the form under which names are compared: lower case, words only, no leading article.

    >>> fold_name("The Blair Witch Project")
    'blair witch project'
    """
    words = WORD.findall(name.lower().replace("’", "'"))
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return " ".join(words)


_SORTS_OF_COMPANY = word_set(
    """
    studio studios picture pictures film films production productions company corporation corp inc ltd
    entertainment foundation group
    """
)
"""What companies are: “Liberty” is Liberty Films wherever it is spoken of."""
_PARTICLES = word_set("de di da du do le la lo el al st jr sr ii iv")
"""Parts of names that stand in many, and name nobody."""


def name_forms(entity: Entity) -> Iterable[str]:
    """Return the names by which an entity goes, folded."""
    forms = {fold_name(entity.name)}
    if entity.kind == "person":
        parts = (word.lower() for word in WORD.findall(entity.name) if len(word) > 1)
        forms |= {word for word in parts if word not in _PARTICLES}
        forms |= {" ".join(WORD.findall(part.lower())) for part in entity.name.split() if "!" in part}
    elif entity.kind == "film":
        bare = re.sub(r"\s*\([^)]*\)\s*$", "", entity.name)
        # “The Host (2013 film)” must be called by more than its title, which is the main film's.
        forms |= {fold_name(bare.split(":")[0])} if bare == entity.name else set()
    elif not entity.work:
        words = fold_name(entity.name).split()
        forms |= {" ".join(words[:-1])} if words[-1:] and words[-1] in _SORTS_OF_COMPANY else set()
    return sorted(form for form in forms if form)


def find_own_names(dossier: Dossier) -> frozenset[str]:
    """Return the subjects of facts, in lower case, that are the dossier's own film under another name.

    Whoever gathers facts writes “Psycho (1960 film)”, “Amelie” for “Amélie”, or “The Phantom Menace” for
    “Star Wars: Episode I - The Phantom Menace”. A part of the title will do where no subject has the whole
    of it, and no fact says what else that subject is to the film.
    """
    titles = {_fold_plain(title) for title in (dossier.title, dossier.original_title or "") if title}
    facts = dict.fromkeys(fact.subject for fact in dossier.facts)
    # A film of the same title that is something to this one is another: “The Quarry”, the original.
    called = {fact.subject for fact in dossier.facts if "role" in fact.qualifiers} - {dossier.title}
    own = set()
    for name in facts:
        bare = _strip_year(name, dossier.year)
        if _fold_plain(bare) in titles and (bare != name or name not in called):
            own.add(name)
    if not own:
        parts = [_fold_plain(part) for part in _split_title(dossier.title)]
        partly = [
            name
            for name in facts
            if name not in called
            if _fold_plain(name) in parts or titles.intersection(map(_fold_plain, _split_title(name)))
        ]
        own = set(partly[:1])
    return frozenset(name.casefold() for name in own)


def _split_title(title: str) -> list[str]:
    """Return the parts of a title, the last first, if there are several."""
    parts = _TITLE_BREAK.split(title)
    return parts[::-1] if len(parts) > 1 else []


def _strip_year(name: str, year: int | None) -> str:
    return re.sub(rf"\s*\({year}(?: [^()]*)?\)$", "", name) if year else name


def _fold_plain(name: str) -> str:
    """Fold a name without its accents, too: not everybody writes them."""
    if not name.isascii():
        plain = unicodedata.normalize("NFKD", name)
        name = "".join([sign for sign in plain if not unicodedata.combining(sign)])
    return fold_name(name)


_TITLE_BREAK = re.compile(r"\s*:\s+|\s+[-–—]\s+")


def pluralize(name: str) -> str:
    """Return the plural of a prize's name.

    >>> pluralize("Golden Calf"), pluralize("Silver Bear")
    ('Golden Calves', 'Silver Bears')
    """
    return f"{name[:-1]}ves" if name.endswith(("lf", "af")) else f"{name}s"


def read_named_year(name: str) -> Period | None:
    """Return the year that a film's name ends with: “Cleopatra (1934 film)”."""
    named = _NAMED_YEAR.search(name)
    return year_period(int(named[1])) if named else None


NAMED_MAKER = re.compile(r"\(\d{4} film, ([^()]+)\)$", re.ASCII)
"""“Coral (1998 film, Ida Marsh)”."""
_NAMED_YEAR = re.compile(r"\((\d{4})(?: [^()]*)?\)$", re.ASCII)
