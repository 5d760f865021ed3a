"""Find the ledgers of a collection: the files named, and the Markdown files below the folders named.

Nothing is left out in silence. A name that does not exist, a folder that
cannot be searched, a symbolic link that leads back into what is searched
already: each comes out as an `Unusable` beside the files, in its place in the
order. The exceptions are folders that hold no ledgers by convention
(`SKIPPED`), and what the caller excludes, which is counted.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ledgergen.errors import ArticleError, InputError, LedgergenError

SUFFIXES = frozenset({".md", ".markdown"})
SKIPPED = frozenset({".git", ".hg", ".svn", ".ledgergen", ".venv", "node_modules", "__pycache__"})


@dataclass(frozen=True, slots=True)
class Unusable:
    """Something named or met that cannot be checked."""

    path: Path
    error: LedgergenError
    is_missing: bool = False
    is_folder: bool = False
    is_loop: bool = False


@dataclass(slots=True)
class Collection:
    """The files of one run; iterate once. `n_excluded` is whole when the iteration is."""

    paths: Sequence[Path]
    is_excluded: Callable[[Path], bool] = lambda _: False
    n_excluded: int = 0
    _seen: set[str] = field(default_factory=set)
    _folders: set[tuple[int, int]] = field(default_factory=set)

    def __iter__(self) -> Iterator[Path | Unusable]:
        """Yield each file once, folders in order of their names."""
        for path in self.paths:
            try:
                # Asked with `stat` and not `is_dir`: a broken link or a forbidden folder must be told apart.
                is_folder = path.is_dir()
                path.stat()
            except (OSError, ValueError) as error:
                yield _explain_unusable(path, error)
                continue
            if is_folder:
                yield from self._search(path)
            elif self._is_new(path):
                yield path

    def _search(self, folder: Path) -> Iterator[Path | Unusable]:
        stack = [folder]
        while stack:
            place = stack.pop()
            try:
                status = place.stat()
                entries = sorted(os.scandir(place), key=lambda entry: entry.name)
            except OSError as error:
                because = (error.strerror or str(error)).lower()
                yield Unusable(
                    place,
                    ArticleError(
                        f"cannot search the folder {str(place)!r}",
                        because=because,
                        fix="check that it may be read",
                    ),
                    is_folder=True,
                )
                continue
            identity = (status.st_dev, status.st_ino)
            if identity in self._folders:
                yield _explain_loop(place)
                continue
            self._folders.add(identity)
            subfolders = []
            for entry in entries:
                path = place / entry.name
                if entry.is_dir():
                    if entry.name not in SKIPPED:
                        subfolders.append(path)
                elif path.suffix.lower() in SUFFIXES and self._is_new(path):
                    yield path
            stack += reversed(subfolders)

    def _is_new(self, path: Path) -> bool:
        """Tell whether a file is to be checked, and has not been named before."""
        name = os.path.normpath(path.absolute())
        if name in self._seen:
            return False
        self._seen.add(name)
        if self.is_excluded(path):
            self.n_excluded += 1
            return False
        return True


def _explain_unusable(path: Path, error: OSError | ValueError) -> Unusable:
    if isinstance(error, FileNotFoundError) and not path.is_symlink():
        missing = InputError(f"there is no file or folder {str(path)!r}", fix="check the path")
        return Unusable(path, missing, is_missing=True)
    because = (getattr(error, "strerror", None) or str(error)).lower()
    if isinstance(error, FileNotFoundError):
        because = "it is a link to something that is not there"
    failure = ArticleError(f"cannot read {str(path)!r}", because=because, fix="check that it may be read")
    return Unusable(path, failure)


def _explain_loop(path: Path) -> Unusable:
    kind = "a link" if path.is_symlink() else "a folder"
    error = ArticleError(
        f"did not search {str(path)!r} again",
        because=f"it is {kind} to what is searched already",
        fix="remove the link, or leave it out with `exclude`",
    )
    return Unusable(path, error, is_folder=True, is_loop=True)
