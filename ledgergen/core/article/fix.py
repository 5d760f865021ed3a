"""Bring a ledger's form to the house form, leaving every word of its prose alone.

What is repaired is what can be known without judgment: line ends, the order of
the front matter, the title line, the shape of the credits, headings whose
section is plain, a note on the word count, blank lines. Text that fits nowhere
stays where it stands, in front of or behind the title and credits, for a
person to see to. Sections are never moved, joined or cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ledgergen.core.article import form
from ledgergen.core.article.article import Article, join_names
from ledgergen.core.article.layout import Heading, Layout, Part, Piece, is_credit, read_layout
from ledgergen.core.article.names import escape, read_film, render_film
from ledgergen.core.article.parse import build_from_layout, get_value
from ledgergen.core.article.patterns import SENTENCE_END, WORD_COUNT
from ledgergen.core.article.render import render_front_matter
from ledgergen.model.dossier import Dossier

FIXABLE = frozenset(
    {"LG306", "LG307", "LG308", "LG310", "LG311", "LG319", "LG324"}
    | {"LG340", "LG341", "LG342", "LG343", "LG402"}
)
"""Codes of findings that `fix_article` takes away, wherever the values can be read at all."""

_LINE_END = re.compile(r"\r\n?")
_PAIR_LINE = re.compile(r"[A-Za-z_][\w-]{0,63}[ \t]{0,8}:.*|\s*")
_YEAR = re.compile(r"[0-9]{4}")


def fix_article(text: str, *, dossier: Dossier | None = None) -> str:
    """Return the ledger in the house form, as far as that is safe.

    Never raises; fixing twice changes nothing more. A missing credit is filled
    in from the front matter, or from the dossier if there is one. No figure in
    the prose is touched. A text without a single section heading is no ledger:
    only its line ends and byte order mark are mended.
    """
    plain = _LINE_END.sub("\n", text.lstrip("\ufeff"))
    fixed = _fix(plain, dossier)
    # A head so tangled that its parts read differently once moved is for a person to sort out.
    return fixed if _fix(fixed, dossier) == fixed else plain


def _fix(plain: str, dossier: Dossier | None) -> str:
    layout = read_layout(plain)
    if not layout.parts:
        return plain
    article = build_from_layout(layout)
    blocks = [
        *_before_front(layout),
        _fix_front_matter(layout, article, dossier),
        *_stray_lines(layout, before_title=True),
        f"**{form.TITLE}**",
        _fix_credits(layout, article, dossier),
        *_stray_lines(layout, before_title=False),
        *(_fix_part(layout, part) for part in layout.parts),
    ]
    return "\n\n".join(block for block in blocks if block)


def _before_front(layout: Layout) -> Iterator[str]:
    if layout.front:
        start = layout.front.start
        yield from (line.text for line in layout.strays if line.end < start and not is_credit(line.text))


def _stray_lines(layout: Layout, *, before_title: bool) -> Iterator[str]:
    """Yield what belongs nowhere in the head; a second credit never comes before the first."""
    front_start = layout.front.start if layout.front else 0
    title_start = layout.title.start if layout.title else front_start
    lines = [
        line.text.lstrip("\ufeff")
        for line in layout.strays
        if (line.start >= front_start or is_credit(line.text))
        and (line.start < title_start and not is_credit(line.text)) == before_title
    ]
    if lines:
        yield "\n".join(lines)


def _fix_front_matter(layout: Layout, article: Article, dossier: Dossier | None) -> str:
    front = layout.front
    if front is None:
        is_known = dossier is not None and dossier.movie_id and dossier.title
        return render_front_matter(dossier.movie_id, dossier.title) if dossier and is_known else ""
    raw = layout.text[front.start : front.end]
    values = [entry.value for entry in front.entries if entry.key in form.KEYS[:2]]
    has_both = len(values) == 2 and article.movie_id is not None and bool(article.movie_title.strip())
    # Where YAML failed, lines are all there is: one that is no pair may carry anything.
    inner = raw.split("\n")[1:-1]
    is_legible = not front.problems or all(_PAIR_LINE.fullmatch(line) for line in inner)
    if not (has_both and is_legible):
        return raw
    return render_front_matter(article.movie_id, article.movie_title)


def _fix_credits(layout: Layout, article: Article, dossier: Dossier | None) -> str:
    lines = [_fix_director(layout, article, dossier), _fix_film(layout, article, dossier)]
    return "\n".join(line for line in lines if line)


def _fix_director(layout: Layout, article: Article, dossier: Dossier | None) -> str:
    known = article.director.strip() or get_value(layout, "director").strip()
    director = known or (join_names(dossier.directors) if dossier else "")
    return f"{form.DIRECTOR_LABEL} {escape(director)}" if director else _raw(layout, layout.director)


def _fix_film(layout: Layout, article: Article, dossier: Dossier | None) -> str:
    if layout.film and layout.film.value.strip():
        title, year = read_film(layout.film.value)
        # Anything but a title and a year would end up inside the title.
        is_legible = render_film(*read_film(render_film(title, year))) == render_film(title, year)
        if not is_legible or any(char in title for char in "*_(["):
            return _raw(layout, layout.film)
    else:
        title, year = article.movie_title, None
    key = get_value(layout, "year")
    if year is None and _YEAR.fullmatch(key):
        year = int(key)
    if dossier is not None and dossier.movie_id:
        title, year = title or dossier.title, year if year is not None else dossier.year
    return f"{form.FILM_LABEL} {render_film(title, year)}" if title else _raw(layout, layout.film)


def _raw(layout: Layout, piece: Piece | None) -> str:
    return layout.text[piece.start : piece.end] if piece else ""


def _fix_part(layout: Layout, part: Part) -> str:
    heading = _fix_heading(layout, part.heading)
    prose = _drop_word_count(layout.prose(part))
    return f"{heading}\n{prose}" if prose else heading


def _fix_heading(layout: Layout, heading: Heading) -> str:
    if heading.section is not None:
        wanted = form.SECTIONS[heading.section - 1]
        # Known by its number alone, a heading may be another section's by its words.
        if wanted.name.casefold().removeprefix("the ") in heading.words.casefold():
            return wanted.heading
    return layout.text[heading.start : heading.end].rstrip()


def _drop_word_count(prose: str) -> str:
    """Take word counts away that are lines of their own, or stand behind the last sentence."""
    if "word" not in prose.lower():
        return prose
    lines = [line for line in prose.split("\n") if not WORD_COUNT.fullmatch(line.strip())]
    kept = "\n".join(lines).strip()
    tail = max(0, len(kept) - 120)
    last = None
    for match in WORD_COUNT.finditer(kept, tail):
        last = match
    if last and last.end() == len(kept):
        before = kept[: last.start()].rstrip()
        if SENTENCE_END.search(before[-12:]):
            return _drop_word_count(before)
    return kept
