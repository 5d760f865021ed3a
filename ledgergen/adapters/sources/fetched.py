"""What the services said, kept: one JSON file a film in `.ledgergen/facts/`.

These files are the memory of `ledgergen facts fetch`. They are written by the
program alone and may be deleted at any time; what a person writes stands in
the workspace's `facts/` and is never touched.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from pydantic import ValidationError

from ledgergen.adapters.atomic import write_text_atomically
from ledgergen.errors import SourceError
from ledgergen.model.dossier import Dossier
from ledgergen.model.film import FilmRef

MAX_BYTES = 10_000_000


class FetchedFiles:
    """The evidence source over what was fetched before (`ports.EvidenceSource`)."""

    def __init__(self, folder: Path) -> None:
        """Keep the files in this folder; it is made when the first is written."""
        self._folder = folder

    @property
    def name(self) -> str:
        """Where it looks, in words for an error message."""
        return f"{self._folder} (fetched before)"

    async def gather(self, film: FilmRef) -> Dossier | None:
        """Return what was fetched about the film, or None; see `find`."""
        return self.find(film.movie_id)

    def find(self, movie_id: int) -> Dossier | None:
        """Return what was fetched about a film, or None.

        Raises:
            SourceError: the file is there and cannot be read.
        """
        path = self._find_path(movie_id)
        try:
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
            return Dossier.model_validate(json.loads(data))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, ValidationError, RecursionError) as error:
            raise SourceError(
                f"cannot read what was fetched about film {movie_id}",
                because=f"{str(path)!r} cannot be read as a dossier",
                fix="delete the file and fetch again",
            ) from error

    def fingerprint(self, movie_id: int) -> str:
        """Name what `find` would read, by its bytes; two equal names mean the same dossier.

        Raises:
            SourceError: the file is there and cannot be read.
        """
        try:
            return hashlib.sha256(self._find_path(movie_id).read_bytes()).hexdigest()
        except FileNotFoundError:
            return "nothing fetched"
        except OSError as error:
            raise SourceError(
                f"cannot read what was fetched about film {movie_id}",
                because=(error.strerror or str(error)).lower(),
                fix="check that the file may be read",
            ) from error

    def save(self, dossier: Dossier) -> Path:
        """Write what was fetched about a film, in place of what was there.

        Raises:
            StoreError: it could not be written.
        """
        path = self._find_path(dossier.movie_id)
        values = dossier.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        write_text_atomically(
            path, json.dumps({"schema": "dossier/1", **values}, ensure_ascii=False, indent=1)
        )
        return path

    def list_film_ids(self) -> tuple[int, ...]:
        """Return the ids of the films fetched before, ascending."""
        names = self._folder.glob("*.json") if self._folder.is_dir() else ()
        return tuple(sorted(int(path.stem) for path in names if path.stem.isdecimal()))

    def _find_path(self, movie_id: int) -> Path:
        return self._folder / f"{movie_id}.json"
