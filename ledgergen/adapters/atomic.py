"""Write files whole or not at all.

A file is written under a temporary name in its own folder, forced to the
disk, and renamed; a rename within a folder either happens or does not. Every
failure takes the temporary file away again and is told as a `StoreError`.
"""

from __future__ import annotations

import errno
import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ledgergen.errors import StoreError

_OTHER_FOLDER = "choose another folder with --out-dir"
_CAUSES = {
    errno.ENOSPC: ("the disk is full", f"free some space, or {_OTHER_FOLDER}"),
    errno.EDQUOT: ("your disk quota is used up", f"free some space, or {_OTHER_FOLDER}"),
    errno.EFBIG: ("a file may not grow that large here", "raise the file-size limit (ulimit -f)"),
    errno.EROFS: ("the file system is read-only", _OTHER_FOLDER),
    errno.EACCES: ("permission denied", f"make the folder writable, or {_OTHER_FOLDER}"),
    errno.EPERM: (
        "the system does not permit it",
        f"make the folder writable, or {_OTHER_FOLDER}",
    ),
    errno.ENOTDIR: (
        "a file stands where a folder is needed",
        f"move that file away, or {_OTHER_FOLDER}",
    ),
    errno.EEXIST: (
        "a file stands where a folder is needed",
        f"move that file away, or {_OTHER_FOLDER}",
    ),
    errno.EISDIR: ("a folder stands where the file belongs", "move that folder away"),
    errno.ENAMETOOLONG: ("the path is too long", "choose a shorter folder with --out-dir"),
}
_counter = itertools.count()


def write_text_atomically(path: Path, text: str) -> None:
    """Write a text as UTF-8, line ends untouched, replacing what was there.

    Raises:
        StoreError: it could not be written; the old file, if any, is as it was.
    """
    with explain_failure("cannot write", path):
        temporary = stage_bytes(path, text.encode("utf-8"))
        try:
            temporary.replace(path)
        except OSError:
            with suppress(OSError):
                temporary.unlink()
            raise
        sync_folder(path.parent)


def stage_bytes(path: Path, content: bytes, *, note: str = "") -> Path:
    """Write content to a temporary file beside `path`, forced to the disk.

    `note` becomes part of the temporary name. The folder is made if need be.

    Raises:
        OSError: it could not be written; the temporary file is gone.
    """
    staged = StagedFile(path, content, note=note)
    try:
        staged.force()
    except BaseException:
        staged.discard()
        raise
    return staged.temporary


class StagedFile:
    """Content beside the file whose place it will take.

    Many can be staged before the first is forced: the disk then takes them in
    one go, in a fraction of the time.
    """

    def __init__(self, path: Path, content: bytes, *, note: str = "") -> None:
        """Write the temporary file; `note` becomes part of its name. The folder is made if need be.

        Raises:
            OSError: it could not be written; the temporary file is gone.
        """
        self.path = path
        self.temporary = path.with_name(f".{path.name}.{note}.{os.getpid()}-{next(_counter)}.tmp")
        # Nothing between us and the system: a batch stages files by the thousand.
        self._descriptor: int | None = _create(self.temporary)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
        except BaseException:
            self.discard()
            raise

    def force(self) -> None:
        """Force the content to the disk.

        Raises:
            OSError: the disk refused; the file is to be discarded.
        """
        assert self._descriptor is not None
        try:
            os.fsync(self._descriptor)
        finally:
            self._close()

    def rename(self) -> None:
        """Put the file in its place; `sync_folder` makes that outlive a power cut.

        Raises:
            OSError: what stood there still does.
        """
        self.temporary.replace(self.path)

    def discard(self) -> None:
        """Take the temporary file away, as far as the disk lets us."""
        with suppress(OSError):
            self._close()
        with suppress(OSError):
            self.temporary.unlink()

    def _close(self) -> None:
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            os.close(descriptor)


def _create(path: Path) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        return os.open(path, flags, 0o666)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, flags, 0o666)


def sync_folder(folder: Path) -> None:
    """Force a folder's entries to the disk, so that a rename outlives a power cut."""
    if os.name == "nt":  # Windows opens no folders, and needs none of this
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network file systems know no fsync of folders; the rename itself has happened.
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(descriptor)


@contextmanager
def explain_failure(what: str, path: Path) -> Iterator[None]:
    """Tell an operating system's refusal as a `StoreError` about `path`."""
    try:
        yield
    except OSError as error:
        because, fix = _CAUSES.get(error.errno or 0, (error.strerror or type(error).__name__, ""))
        raise StoreError(f"{what} {str(path)!r}", because=because, fix=fix or _OTHER_FOLDER) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            f"{what} {str(path)!r}",
            because=f"the text holds {error.object[error.start]!r}, which UTF-8 cannot write",
            fix="take that character out",
        ) from error
