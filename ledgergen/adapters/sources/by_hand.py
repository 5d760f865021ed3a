"""Facts that a person writes: YAML files in the workspace's `facts/`, which no fetch ever touches.

`ledgergen facts add` keeps to a file of its own, `<id>-by-hand.yaml`, so that
comments and order in a file that somebody typed stay as they are. The first
place that knows a film answers alone (`adapters.dossiers`): where that was a
shipped dossier, it is copied beside the new file, or the added fact would
hide all the others.
"""

from __future__ import annotations

from pathlib import Path

from ledgergen.adapters.atomic import write_text_atomically
from ledgergen.adapters.dossiers import DossierFiles, load_dossier
from ledgergen.core.article.slug import build_stem
from ledgergen.core.dossiers.dossier import parse_dossier, render_dossier
from ledgergen.errors import DossierError, InputError
from ledgergen.model.dossier import Dossier, Fact, Source
from ledgergen.model.film import FilmRef


class HandFiles:
    """The workspace's own facts about films."""

    def __init__(self, workspace: Path, *, files: DossierFiles) -> None:
        """Write to the workspace's `facts/`; `files` knows what is there and what ships."""
        self._folder = workspace / "facts"
        self._files = files

    def add(self, film: FilmRef, fact: Fact, source: Source, *, known: Dossier | None) -> Path:
        """Add a fact with its source; ids are given here. Returns the file it went to.

        `known` is what is at hand about the film: its title and directors head
        a new file.

        Raises:
            InputError: the film has no title yet, or the fact is not one; says why.
            StoreError: it could not be written.
        """
        path = self._folder / f"{film.movie_id}-by-hand.yaml"
        own = load_dossier(path) if path.is_file() else self._begin(film, known)
        named = next((s for s in own.sources if (s.name, s.url) == (source.name, source.url)), None)
        if named is None:
            named = source.model_copy(update={"id": f"s{len(own.sources) + 1}"})
        number = 1 + max((int(f.id[1:]) for f in own.facts if f.id[1:].isdecimal()), default=0)
        added = fact.model_copy(update={"id": f"h{number}", "source": named.id})
        changed = own.model_copy(
            update={
                "sources": tuple({s.id: s for s in (*own.sources, named)}.values()),
                "facts": (*own.facts, added),
            }
        )
        text = render_dossier(changed)
        try:
            parse_dossier(text, where=str(path))  # what would not read back is not written
        except DossierError as error:
            raise InputError(
                f"the {fact.attribute} of {fact.subject!r} cannot be added",
                because=error.because.partition("]")[2].partition(".")[2] or error.because,
                fix="give it again, put right",
            ) from error
        self._keep_shipped(film)
        write_text_atomically(path, text)
        return path

    def find_text(self, film: FilmRef, *, known: Dossier | None) -> tuple[Path, str]:
        """Return the file to edit and the text to begin with.

        Raises:
            InputError: nothing names the film yet.
        """
        pattern = f"{film.movie_id}[-.]*"
        paths = sorted(p for p in self._folder.glob(pattern) if p.suffix in {".yaml", ".yml"})
        if paths:
            return paths[0], paths[0].read_text("utf-8")
        shipped = self._files.find(film)
        start = shipped or self._begin(film, known)
        return self._folder / f"{build_stem(film.movie_id, start.title)}.yaml", render_dossier(start)

    def save_text(self, path: Path, text: str, *, film: FilmRef) -> None:
        """Write an edited file, exactly as typed.

        Raises:
            DossierError: it is no dossier; says what is wrong, and nothing was written.
            InputError: it is about another film.
            StoreError: it could not be written.
        """
        dossier = parse_dossier(text, where=str(path))
        if dossier.movie_id != film.movie_id:
            raise InputError(
                f"{str(path)!r} would be about film {dossier.movie_id}, not {film.movie_id}",
                because="its movie_id was changed",
                fix=f"edit it with --movie-id {dossier.movie_id}",
            )
        write_text_atomically(path, text)

    def _begin(self, film: FilmRef, known: Dossier | None) -> Dossier:
        title = film.title or (known.title if known else "")
        if not title:
            raise InputError(
                f"film {film.movie_id} has no title yet",
                because="nothing at hand names it",
                fix="give it with --film",
            )
        directors = (film.director,) if film.director else (known.directors if known else ())
        year = film.year or (known.year if known else None)
        return Dossier(movie_id=film.movie_id, title=title, year=year, directors=directors)

    def _keep_shipped(self, film: FilmRef) -> None:
        """Copy the dossier that answers now, where a new file in `facts/` would hide it."""
        if any(self._folder.glob(f"{film.movie_id}[-.]*")):
            return
        shipped = self._files.find(film)
        if shipped is not None:
            path = self._folder / f"{build_stem(film.movie_id, shipped.title)}.yaml"
            write_text_atomically(path, render_dossier(shipped))
