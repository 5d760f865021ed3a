"""Count what a passage lists without saying how many.

“Three guards have told how they saved a man” is proven by “Ann Lee, Bo Fry and
Cy Dean were driving to work”, and “four men were arrested” by “the men, aged
25, 31, 33 and 46”. A source rarely gives the number it spells out, and a
summary rarely spells out what it can count. Three ways of listing are read:

    names      Ann Lee, Bo Fry and Cy Dean; with ages or descriptions between
    ages       aged 25, 31, 33 and 46; a 49-year-old man and a 45-year-old woman
    groups     the trio, a pair of, both

A list proves nothing but its own length: what is listed must still fit what
the sentence counts, which `passages.derive` asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ledgergen.core.figures.bind.vocabulary_names import is_country_word

_CAP = r"[A-Z][\w'’.\-]{0,30}"
_NAME = rf"{_CAP}(?: (?:(?:de|la|van|von|der|bin|al|of|the) )?{_CAP}){{0,4}}"
_ITEM = rf"(?:[a-z][\w'’\-]{{0,30}} ){{0,3}}{_NAME}(?:, (?:aged )?\d{{1,2}}| \([^()]{{1,30}}\))?"
_NAMES = re.compile(rf"(?<!\w){_ITEM}(?:, {_ITEM}){{0,30}},? (?:and|&|or) {_ITEM}")
# Every list of names has this where it ends; looking for it takes a fraction of looking for the list.
_NAMES_END = re.compile(rf"(?:\b{_CAP}|\d|\)),? (?:and|&|or) (?:[a-z][\w'’\-]{{0,30}} ){{0,3}}[A-Z]")
_ITEM_BREAK = re.compile(r",? (?:and|&|or) |, (?!(?:aged )?\d)")
_YEARS = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|1[0-9])"
_AGE_LIST = re.compile(
    rf"\b(?:aged?|[a-z]+s,) (?:between )?({_YEARS}(?:, {_YEARS})*,? and {_YEARS})(?![\w-]| [a-z]+s\b)"
)
_FEW = r"(?:([Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix) )?"
_AGE = re.compile(rf"\b{_FEW}(?:[a-z]+ )?\d{{1,3}}-year-olds?\b|\b{_FEW}[a-z]+,? aged \d{{1,3}}\b")
_GROUPS = {
    "pair": 2,
    "duo": 2,
    "couple": 2,
    "both": 2,
    "twin": 2,
    "twins": 2,
    "trio": 3,
    "triplets": 3,
    "threesome": 3,
    "quartet": 4,
    "foursome": 4,
    "quintet": 5,
    "sextet": 6,
    "dozen": 12,
}
_GROUP = re.compile(rf"\b(?:{'|'.join(_GROUPS)})\b", re.IGNORECASE)
_SMALL = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Something a passage lists, and how many it comes to."""

    kind: Literal["names", "ages", "groups"]
    count: int
    items: str
    """The words themselves."""
    is_of_countries: bool = False
    """Most names are those of countries; no table has all of them."""

    def count_from(self, noun: str) -> int:
        """Return how many stand behind a noun within the list: two sons in “Jean, and sons Tom and Ed”."""
        at = self.items.find(f" {noun} ") if self.kind == "names" else -1
        behind = len(_ITEM_BREAK.split(self.items[at:])) if at > 0 else 0
        return behind if behind > 1 else self.count  # one alone is no list, and another may follow it


def extract_listings(text: str) -> Iterator[Listing]:
    """Yield what one sentence lists, in no order; only its beginning where it has no end."""
    text = text[:_LONGEST]
    for match in _NAMES.finditer(text) if _NAMES_END.search(text) else ():
        names = _ITEM_BREAK.split(match[0])
        is_of_countries = 2 * sum(map(_is_country, names)) > len(names)
        yield Listing(kind="names", count=len(names), items=match[0], is_of_countries=is_of_countries)
    for match in _AGE_LIST.finditer(text) if " and " in text else ():
        yield Listing(kind="ages", count=len(_AGES_OF.findall(match[1])), items=match[0])
    for match in _GROUP.finditer(text):
        yield Listing(kind="groups", count=_GROUPS[match[0].lower()], items=match[0])
    ages = list(_AGE.finditer(text)) if "aged " in text or "-year-old" in text else []
    count = sum(_SMALL.get((match[1] or match[2] or "").lower(), 1) for match in ages)
    if count > 1:
        yield Listing(kind="ages", count=count, items=", ".join(match[0] for match in ages))


def _is_country(item: str) -> bool:
    name = _LAST_NAME.search(item)
    return name is not None and is_country_word(name[0].lower().rstrip(".").removeprefix("the "))


_LONGEST = 2_000
_LAST_NAME = re.compile(rf"{_NAME}$")
_AGES_OF = re.compile(_YEARS)
