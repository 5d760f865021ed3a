"""Everything that the rules look at, read once per text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from ledgergen.core.article.article import Article
from ledgergen.core.article.layout import Layout, Part, read_layout
from ledgergen.core.article.overlap import SeedIndex, build_seed_index
from ledgergen.core.article.parse import build_from_layout
from ledgergen.core.article.patterns import COMMENT, WORD_COUNT
from ledgergen.model.dossier import Dossier

_LETTER = re.compile(r"\w")
_ITALIC = re.compile(r"(?<![*\\])\*(?!\s)[^*\n]{1,200}\*(?!\*)")


class Spans(NamedTuple):
    """Stretches of a text that may overlap, in order of their starts."""

    starts: tuple[int, ...]
    reaches: tuple[int, ...]
    """How far this span or any before it goes."""

    def contains(self, start: int, end: int) -> bool:
        """Tell whether a stretch lies inside one of the spans."""
        index = bisect_right(self.starts, start)
        return index > 0 and self.reaches[index - 1] >= end


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text, its parts, and what it is held against."""

    layout: Layout
    article: Article
    dossier: Dossier | None
    seeds: SeedIndex
    titles: Spans
    """Titles: in italics, or the film's own name. What stands inside is nobody's slip."""
    n_words: Mapping[int, int]
    """Words of each section that is there, by number; of doubled sections the first counts."""

    @property
    def text(self) -> str:
        """The whole text."""
        return self.layout.text

    @property
    def body_start(self) -> int:
        """Where the front matter ends."""
        return self.layout.front.end if self.layout.front else 0

    @property
    def sections(self) -> Iterator[tuple[int, Part]]:
        """The four sections that are there, by number; of doubled ones the first."""
        for number in range(1, 5):
            part = self.layout.find_part(number)
            if part is not None:
                yield number, part

    def film_dossier(self) -> Dossier | None:
        """Return the dossier if it is about a film, rather than loose texts or tables."""
        return self.dossier if self.dossier and self.dossier.movie_id else None


def read(text: str, *, dossier: Dossier | None, seeds: Sequence[str]) -> Reading:
    """Read a text for the rules. Never raises."""
    layout = read_layout(text)
    article = build_from_layout(layout)
    names = {article.movie_title, article.film}
    if dossier is not None:
        names |= {dossier.title, dossier.original_title or ""}
    spans = sorted(_find_titles(text, sorted(name for name in names if len(name) > 1)))
    parts = ((number, layout.find_part(number)) for number in range(1, 5))
    return Reading(
        layout=layout,
        article=article,
        dossier=dossier,
        seeds=build_seed_index(tuple(seeds)),
        titles=Spans(tuple(start for start, _ in spans), tuple(accumulate((end for _, end in spans), max))),
        n_words={number: count_words(layout.prose(part)) for number, part in parts if part},
    )


def count_words(prose: str) -> int:
    """Count the words of a section as a reader would; comments and word-count notes are none."""
    return sum(1 for token in drop_notes(prose).split() if _LETTER.search(token))


def drop_notes(prose: str) -> str:
    """Take out what is no prose: comments, and notes on the draft's length."""
    without = COMMENT.sub(" ", prose) if "<!--" in prose else prose
    return WORD_COUNT.sub(" ", without) if "word" in without.lower() else without


def _find_titles(text: str, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _ITALIC.finditer(text))
    for name in names:
        start = text.find(name)
        while start >= 0:
            yield start, start + len(name)
            start = text.find(name, start + len(name))
