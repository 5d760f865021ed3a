"""Films called by their year: “the 1990 installment”, “the remake of 1996”, “the 2016 imitation”.

Such a phrase is a title as good as one in italics, for whatever film came out in that year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.passing import SMALL_WORDS
from ledgergen.core.figures.bind.vocabulary import CUES, FILM_NOUNS
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN
from ledgergen.core.figures.facts.index import FactIndex
from ledgergen.core.figures.mention import Kind, Mention


def find_dated_films(
    words: Sequence[str], mentions: Sequence[Mention], places: Sequence[tuple[int, int]], index: FactIndex
) -> Iterator[Cue]:
    """Yield the phrases that name a film by its year, as cues for it."""
    years: dict[int, tuple[int, ...]] = {}
    for entity in index.entities:
        if entity.kind == "film" and entity.release:
            year = entity.release.first.year
            years[year] = (*years.get(year, ()), entity.number)
    for mention, (left, right) in zip(mentions, places, strict=True):
        if mention.kind is not Kind.DATE or mention.unit != "year" or mention.not_a_claim:
            continue
        ahead = words[right : right + 3]
        noun = next((at for at, word in enumerate(ahead, right) if word in FILM_NOUNS), None)
        noun = right + 2 if tuple(ahead) in _HYPHENED else noun
        known = years.get(int(mention.low), (MAIN,))
        if words[left - 1 : left] == ("of",) and words[left - 2] in FILM_NOUNS and MAIN not in known:
            yield Cue(left - 2, right, "film", "dated", False, known)  # “the remake of 1996”
            continue
        if noun is None and _names_by_year(words, (left, right), years.get(int(mention.low), ())):
            noun = right
        if noun is None or words[noun + 1 : noun + 2] in _NOT_FILMS:
            continue
        between = words[right:noun]
        if all((word.isalpha() or word == "-") and word not in SMALL_WORDS for word in between):
            films = years.get(int(mention.low), (UNKNOWN,))
            yield Cue(left, noun + 1, "film", "dated", False, films)


def _names_by_year(words: Sequence[str], place: tuple[int, int], films: tuple[int, ...]) -> bool:
    """Tell whether a year before any noun names a film that came out in it: “the 2016 imitation”."""
    left, right = place
    if not films or MAIN in films or words[left - 1 : left] != ("the",):
        return False
    noun = "".join(words[right : right + 1])
    is_plain = noun.isalpha() and noun not in CUES and not noun.endswith(("ed", "s"))
    return is_plain or noun in _ISSUES


_HYPHENED = {("follow", "-", "up"), ("spin", "-", "off")}
_ISSUES = frozenset({"issue", "offering", "float", "flotation", "listing", "outing", "venture", "account"})
"""What a film is called in the language of finance: “the 1990 issue”."""
_NOT_FILMS = {(word,) for word in ("festival", "registry", "institute", "award", "awards", "board", "market")}
