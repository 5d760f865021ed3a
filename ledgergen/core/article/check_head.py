"""Check a ledger's head: front matter, title line, Director and Film lines (LG301 to LG319)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ledgergen.core.article import form
from ledgergen.core.article.article import join_names
from ledgergen.core.article.front_matter import Entry
from ledgergen.core.article.names import escape, normalize_name, read_film, render_film, unescape
from ledgergen.core.article.parse import read_movie_id
from ledgergen.core.article.reading import Reading
from ledgergen.core.article.spot import Check, Spot

_JOINTS = re.compile(r"[,&/;]|\band\b|\bwith\b")


def _check_presence(reading: Reading) -> Iterator[Spot]:
    front = reading.layout.front
    if front is None:
        yield Spot("the front matter is missing", *_first_line(reading))
    elif any(line.text.strip("\ufeff \t") for line in reading.layout.lines if line.end < front.start):
        yield Spot("something stands before the front matter", *_first_line(reading))


def _check_readable(reading: Reading) -> Sequence[Spot]:
    return reading.layout.front.problems if reading.layout.front else ()


def _check_doubled(reading: Reading) -> Iterator[Spot]:
    seen: set[str] = set()
    for entry in _entries(reading):
        if entry.key in seen:
            yield Spot(f"{entry.key!r} stands twice; the first one counts here", entry.start, entry.end)
        seen.add(entry.key)


def _check_missing(reading: Reading) -> Iterator[Spot]:
    front = reading.layout.front
    if front is None:
        return
    for key in form.KEYS:
        if front.get(key) is None:
            yield Spot(f"{key!r} is missing from the front matter", front.start, front.start + 3)


def _check_values(reading: Reading) -> Iterator[Spot]:
    for key, entry in _house_entries(reading).items():
        shown = repr(entry.value) if entry.value else entry.reads_as
        if key == "movieId" and (read_movie_id(entry.value) is None or entry.reads_as != "a number"):
            message = f"'movieId' is {shown}, not a TMDB number"
            if entry.reads_as == "text" and read_movie_id(entry.value):
                message = f"'movieId' is {shown} in quotes: a number stands bare"
        elif key == "movieTitle" and not entry.value.strip():
            message = f"'movieTitle' is {entry.reads_as if entry.reads_as.startswith('a ') else 'empty'}"
        elif key == "categoryName" and entry.value != form.CATEGORY:
            message = f"'categoryName' is {shown}, not {form.CATEGORY!r}"
        else:
            continue
        yield Spot(message, entry.value_start, entry.end)


def _check_quoted(reading: Reading) -> Iterator[Spot]:
    entry = _house_entries(reading).get("movieTitle")
    if entry and entry.value.strip() and entry.reads_as != "text":
        message = f"YAML takes the title {entry.value!r} for {entry.reads_as}: put it in quotes"
        yield Spot(message, entry.value_start, entry.end)


def _check_extra(reading: Reading) -> Iterator[Spot]:
    for entry in _entries(reading):
        if entry.key not in form.KEYS:
            yield Spot(f"the house form has no key {entry.key[:40]!r}", entry.start, entry.end)


def _check_order(reading: Reading) -> Iterator[Spot]:
    entries = list(_house_entries(reading).values())
    for entry, wanted in zip(
        entries, sorted(entries, key=lambda entry: form.KEYS.index(entry.key)), strict=True
    ):
        if entry is not wanted:
            yield Spot(f"{entry.key!r} stands where {wanted.key!r} belongs", entry.start, entry.end)
            return


def _check_movie_id(reading: Reading) -> Iterator[Spot]:
    dossier, movie_id = reading.film_dossier(), reading.article.movie_id
    entry = _house_entries(reading).get("movieId")
    if dossier and entry and movie_id is not None and movie_id != dossier.movie_id:
        message = f"'movieId' is {movie_id}; the dossier is of film {dossier.movie_id}"
        yield Spot(message, entry.value_start, entry.end)


def _check_title_presence(reading: Reading) -> Iterator[Spot]:
    if reading.layout.title is None:
        yield Spot("the title line is missing", *_below_front(reading))


def _check_title_words(reading: Reading) -> Iterator[Spot]:
    title = reading.layout.title
    if title and reading.text[title.start : title.end] != f"**{form.TITLE}**":
        what = "words" if title.value != form.TITLE else "markup"
        yield Spot(f"the title line has other {what} than the house form", title.start, title.end)


def _check_director_presence(reading: Reading) -> Iterator[Spot]:
    if reading.layout.director is None or not reading.article.director.strip():
        yield Spot("the Director line is missing or empty", *_below_front(reading))


def _check_film_presence(reading: Reading) -> Iterator[Spot]:
    if reading.layout.film is None or not reading.article.film.strip():
        yield Spot("the Film line is missing or has no title", *_below_front(reading))


def _check_year_presence(reading: Reading) -> Iterator[Spot]:
    film = reading.layout.film
    if film and reading.article.film and reading.article.year is None:
        yield Spot("the Film line gives no year", film.start, film.end)


def _check_director(reading: Reading) -> Iterator[Spot]:
    dossier, piece = reading.film_dossier(), reading.layout.director
    if not (dossier and dossier.directors and piece and piece.value.strip()):
        return
    written = _split_names(unescape(piece.value))
    wanted = _split_names(",".join(dossier.directors))
    if written != wanted:
        message = (
            f"the Director line names {piece.value!r}; the dossier has {join_names(dossier.directors)!r}"
        )
        yield Spot(message, piece.start, piece.end)


def _check_film_title(reading: Reading) -> Iterator[Spot]:
    dossier = reading.film_dossier()
    if dossier is None or not dossier.title:
        return
    wanted = {normalize_name(title) for title in (dossier.title, dossier.original_title) if title}
    entry = _house_entries(reading).get("movieTitle")
    if entry and entry.value.strip() and normalize_name(entry.value) not in wanted:
        message = f"'movieTitle' is {entry.value!r}; the dossier has {dossier.title!r}"
        yield Spot(message, entry.value_start, entry.end)
    film = reading.layout.film
    if film and reading.article.film and normalize_name(reading.article.film) not in wanted:
        message = f"the Film line says {reading.article.film!r}; the dossier has {dossier.title!r}"
        yield Spot(message, film.start, film.end)


def _check_year(reading: Reading) -> Iterator[Spot]:
    dossier, film, year = reading.film_dossier(), reading.layout.film, reading.article.year
    if dossier is None or film is None or year is None:
        return
    dated = (
        fact.value[:4]
        for fact in dossier.facts
        if fact.attribute in {"release_date", "premiere_date"} and fact.subject == dossier.title
    )
    years = {str(dossier.year)} if dossier.year is not None else set(dated)
    if years and f"{year:04}" not in years:
        place = reading.text.rfind(f"({year:04})", film.start, film.end)
        start, end = (place + 1, place + 5) if place >= 0 else (film.start, film.end)
        yield Spot(f"the Film line says {year}; the dossier has {' or '.join(sorted(years))}", start, end)


def _check_two_titles(reading: Reading) -> Iterator[Spot]:
    film, article = reading.layout.film, reading.article
    titles = {normalize_name(title) for title in (article.movie_title, article.film) if title.strip()}
    if reading.film_dossier() is None and film and len(titles) > 1:
        message = f"the Film line says {article.film!r}, 'movieTitle' {article.movie_title!r}"
        yield Spot(message, film.start, film.end)


def _check_credit_form(reading: Reading) -> Iterator[Spot]:
    layout = reading.layout
    if layout.director and layout.director.value.strip():
        written = layout.text[layout.director.start : layout.director.end]
        if written != f"{form.DIRECTOR_LABEL} {escape(reading.article.director)}":
            yield Spot(
                "the Director line is not in the house form", layout.director.start, layout.director.end
            )
    if layout.film and layout.film.value.strip():
        film = read_film(layout.film.value)
        written = layout.text[layout.film.start : layout.film.end]
        if written != f"{form.FILM_LABEL} {render_film(film.title, film.year)}":
            yield Spot("the Film line is not in the house form", layout.film.start, layout.film.end)


CHECKS: Mapping[str, Check] = {
    "LG301": _check_presence,
    "LG302": _check_readable,
    "LG303": _check_doubled,
    "LG304": _check_missing,
    "LG305": _check_values,
    "LG306": _check_quoted,
    "LG307": _check_extra,
    "LG308": _check_order,
    "LG309": _check_movie_id,
    "LG310": _check_title_presence,
    "LG311": _check_title_words,
    "LG312": _check_director_presence,
    "LG313": _check_film_presence,
    "LG314": _check_year_presence,
    "LG315": _check_director,
    "LG316": _check_film_title,
    "LG317": _check_year,
    "LG318": _check_two_titles,
    "LG319": _check_credit_form,
}


def _entries(reading: Reading) -> tuple[Entry, ...]:
    return reading.layout.front.entries if reading.layout.front else ()


def _house_entries(reading: Reading) -> dict[str, Entry]:
    """Return the first entry of each house key, in file order."""
    found: dict[str, Entry] = {}
    for entry in _entries(reading):
        if entry.key in form.KEYS:
            found.setdefault(entry.key, entry)
    return found


def _split_names(names: str) -> set[str]:
    return {name for name in map(normalize_name, _JOINTS.split(names)) if name}


def _first_line(reading: Reading) -> tuple[int, int]:
    return 0, reading.layout.lines[0].end


def _below_front(reading: Reading) -> tuple[int, int]:
    """Return the place where the head goes on behind the front matter."""
    layout = reading.layout
    index = layout.front.next_line if layout.front else 0
    line = next((line for line in layout.lines[index:] if line.text.strip()), layout.lines[-1])
    return line.start, line.end
