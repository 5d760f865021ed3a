"""Everything that the rules look at, read once per text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ledgergen.core.article.article import Article
from ledgergen.core.article.layout import Layout, Part, read_layout
from ledgergen.core.article.overlap import SeedIndex, build_seed_index
from ledgergen.core.article.parse import build_from_layout
from ledgergen.model.dossier import Dossier

_ITALIC = re.compile(r"(?<![*\\])\*(?!\s)[^*\n]{1,200}\*(?!\*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text, its parts, and what it is held against."""

    layout: Layout
    article: Article
    dossier: Dossier | None
    seeds: SeedIndex
    titles: tuple[tuple[int, int], ...]
    """Spans of titles: in italics, or the film's own name. What stands inside is nobody's slip."""

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
    return Reading(
        layout=layout,
        article=article,
        dossier=dossier,
        seeds=build_seed_index(tuple(seeds)),
        titles=tuple(_find_titles(text, sorted(name for name in names if len(name) > 1))),
    )


def _find_titles(text: str, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _ITALIC.finditer(text))
    for name in names:
        start = text.find(name)
        while start >= 0:
            yield start, start + len(name)
            start = text.find(name, start + len(name))
