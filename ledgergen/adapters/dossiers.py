"""Dossiers in files: the evidence that is at hand without asking anybody.

A film's dossier is looked for in places, in this order, and the first place
that knows the film answers alone:

1. what the caller gave (`--facts`, the setting `facts`): files, or folders of them;
2. the workspace's `facts/`, then its `seeds/dossiers/`;
3. the dossiers that ship with ledgergen.

First and not all of them, because an editor who corrects a dossier must not
find the shipped one contradicting it. Within one place, several files about
one film are merged. In a folder a file is found by its name, which begins with
the TMDB id: `452008-closeness.yaml`, `452008.json`, `452008-closeness/dossier.json`.
"""

from __future__ import annotations

import hashlib
import re
import stat
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from os import PathLike
from pathlib import Path

from ledgergen.adapters.resources import data_dir
from ledgergen.core.dossiers.dossier import merge_dossiers, parse_dossier
from ledgergen.errors import DossierError
from ledgergen.model.dossier import Dossier
from ledgergen.model.film import FilmRef

MAX_BYTES = 5_000_000
"""A dossier takes some ten kilobytes; what is far larger is some other file."""

_NAME = re.compile(r"([1-9][0-9]{0,9})(?:-.*)?\.(?:ya?ml|json)")
_FOLDER_NAME = re.compile(r"([1-9][0-9]{0,9})(?:-.*)?")
_INNER_NAMES = ("dossier.yaml", "dossier.yml", "dossier.json")


def load_dossier(path: str | PathLike[str]) -> Dossier:
    """Read one dossier file, YAML or JSON.

    Raises:
        DossierError: it cannot be read, or is no dossier; says why and what to do.
    """
    return parse_dossier(_read_text(Path(path)), where=str(Path(path)))


def _read_text(path: Path) -> str:
    """Return the file's text with `\\n` line ends and without a byte order mark."""
    data = _read_bytes(path)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _failure(path, because="it is UTF-16 text", fix="save it as UTF-8")
    if b"\0" in data:
        raise _failure(path, because="it is a binary file", fix="give a dossier: YAML or JSON text in UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = data[error.start]
        because = f"line {line} is not UTF-8 (byte 0x{byte:02X})"
        raise _failure(path, because=because, fix="save it as UTF-8; it may be Latin-1") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read_bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise _failure(
                path, because="it is a folder", fix="name a file in it, or give the folder to --facts"
            )
        if not stat.S_ISREG(status.st_mode):
            raise _failure(path, because="it is no ordinary file", fix="name a YAML or JSON file")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)  # it may grow after the look at its size
    except FileNotFoundError as error:
        raise _failure(path, because="there is no such file", fix="check the path") from error
    except OSError as error:
        because = (error.strerror or str(error)).lower()
        raise _failure(path, because=because, fix="check that the file may be read") from error
    except ValueError as error:  # a NUL in the path
        raise _failure(path, because=f"the path cannot be one: {error}", fix="check the path") from error
    if len(data) > MAX_BYTES:
        size = max(status.st_size, len(data))
        because = f"it has {size:,} bytes, and a dossier at most {MAX_BYTES:,}"
        raise _failure(path, because=because, fix="give the dossier of one film")
    return data


def _failure(path: Path, *, because: str, fix: str) -> DossierError:
    return DossierError(f"cannot read the dossier {str(path)!r}", because=because, fix=fix)


class DossierFiles:
    """The evidence source over files (`ports.EvidenceSource`)."""

    def __init__(self, *, given: Sequence[Path] = (), workspace: Path | None = None) -> None:
        """Look in `given` first, each a file or a folder, then in the workspace, then in what ships."""
        self._given = tuple(given)
        self._own = () if workspace is None else (workspace / "facts", workspace / "seeds" / "dossiers")
        self._folders: dict[Path, _Folder] = {}

    @property
    def name(self) -> str:
        """Where it looks, in words for an error message."""
        places = [str(path) for path in (*self._given, *self._own)]
        n_shipped = len(self._index(self._shipped))
        return ", ".join([*places, f"the {n_shipped} dossiers that ship with ledgergen"])

    async def gather(self, film: FilmRef) -> Dossier | None:
        """Return what the first place that knows the film says, or None; see `find`."""
        return self.find(film)

    def find(self, film: FilmRef) -> Dossier | None:
        """Return what the first place that knows the film says, or None.

        Raises:
            DossierError: a file cannot be read, is about another film than its
                name says, or the one file given is about another film.
        """
        for place in self._list_places():
            if place.is_dir():
                paths = self._index(place).get(film.movie_id, ())
                parts = [_load_named(path, film.movie_id) for path in paths]
            else:
                dossier = load_dossier(place)
                parts = [dossier] if dossier.movie_id == film.movie_id else []
                if not parts and (place,) == self._given:
                    raise _explain_other_film(place, film, about=dossier)
            if parts:
                return merge_dossiers(parts)
        return None

    def fingerprint(self, film: FilmRef) -> str:
        """Name what `find` would read about the film, without reading into it.

        Two equal fingerprints mean the same answer: they cover the names and
        bytes of every file that could have a part in it.

        Raises:
            DossierError: a file cannot be read.
        """
        digest = hashlib.sha256()
        for place in self._list_places():
            is_folder = place.is_dir()
            paths = self._index(place).get(film.movie_id, ()) if is_folder else (place,)
            for path in paths:
                digest.update(f"{path.name}\0{hashlib.sha256(_read_bytes(path)).hexdigest()}\n".encode())
            if is_folder and paths:
                break
            digest.update(b"\n")
        return digest.hexdigest()

    def list_film_ids(self) -> tuple[int, ...]:
        """Return the ids of all films that some place has a file about, ascending.

        Raises:
            DossierError: a file given by name cannot be read.
        """
        ids: set[int] = set()
        for place in self._list_places():
            ids.update(self._index(place) if place.is_dir() else (load_dossier(place).movie_id,))
        return tuple(sorted(ids))

    def _list_places(self) -> tuple[Path, ...]:
        own = [place for place in self._own if place.is_dir()]
        return (*self._given, *own, self._shipped)

    @cached_property
    def _shipped(self) -> Path:
        return data_dir("seeds/dossiers")

    def _index(self, folder: Path) -> Mapping[int, Sequence[Path]]:
        """Return the dossier files of a folder by movie id.

        A folder of a hundred thousand dossiers is listed again only when it has changed.
        """
        known = self._folders.get(folder)
        if known is None or not known.is_current():
            known = self._folders[folder] = _Folder(folder)
        return known.paths


class _Folder:
    """The dossier files of one folder by movie id, as they were when it was listed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._listed_at_ns = time.time_ns()
        self._changed_at_ns = self._read_change_time()
        self.paths: dict[int, list[Path]] = {}
        try:
            for movie_id, path in _list_folder(folder):
                self.paths.setdefault(movie_id, []).append(path)
        except OSError as error:
            because = (error.strerror or str(error)).lower()
            raise DossierError(
                f"cannot look for dossiers in {str(folder)!r}",
                because=because,
                fix="check that the folder may be read",
            ) from error

    def is_current(self) -> bool:
        """Tell whether the listing can still be trusted.

        Times of change are coarse: a file that came in the same moment as the
        listing leaves no trace, so a folder that had just changed is not trusted.
        """
        is_settled = self._listed_at_ns - self._changed_at_ns > 2_000_000_000
        return is_settled and self._read_change_time() == self._changed_at_ns

    def _read_change_time(self) -> int:
        try:
            return self._folder.stat().st_mtime_ns
        except OSError:
            return -1


def _list_folder(folder: Path) -> Iterator[tuple[int, Path]]:
    """Yield the dossier files of a folder with the movie ids in their names, by name."""
    for path in sorted(folder.iterdir()):
        named = _NAME.fullmatch(path.name)
        if named and not path.name.endswith(".report.json") and path.is_file():
            yield int(named[1]), path
        elif (named := _FOLDER_NAME.fullmatch(path.name)) and path.is_dir():
            inner = next((path / name for name in _INNER_NAMES if (path / name).is_file()), None)
            if inner is not None:
                yield int(named[1]), inner


def _load_named(path: Path, movie_id: int) -> Dossier:
    dossier = load_dossier(path)
    if dossier.movie_id != movie_id:
        raise _failure(
            path,
            because=f"its name says film {movie_id}, its movie_id says {dossier.movie_id}",
            fix="rename the file, or mend movie_id",
        )
    return dossier


def _explain_other_film(path: Path, film: FilmRef, *, about: Dossier) -> DossierError:
    # Going on to the shipped dossier would draft from facts the caller did not mean.
    return DossierError(
        f"{str(path)!r} holds no facts about film {film.movie_id}",
        because=f"it is about film {about.movie_id}, {about.title!r}",
        fix=f"pass --movie-id {about.movie_id}, or give the dossier of film {film.movie_id}",
    )
