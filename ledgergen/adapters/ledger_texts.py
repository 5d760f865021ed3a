"""Ledger files as text: read exactly as they are, or refused with the reason.

Line ends and a byte order mark are kept, because places in a report count the
characters of the file and a rule of form may have something to say about them.
"""

from __future__ import annotations

import stat
from contextlib import suppress
from pathlib import Path

from ledgergen.adapters.atomic import write_text_atomically
from ledgergen.errors import ArticleError, HandEditedError

MAX_BYTES = 1_000_000
"""A ledger has three kilobytes. What is far larger is some other file, and reading its lines one by one
would hold up the whole collection."""


def load_ledger_text(path: Path) -> str:
    """Return the file's text.

    Raises:
        ArticleError: it cannot be read, is too large, or is no UTF-8 text.
    """
    what = f"cannot read {str(path)!r}"
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            # A pipe or a device would keep the reader waiting.
            raise ArticleError(what, because="it is no ordinary file", fix="name a Markdown file")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        because = (error.strerror or str(error)).lower()
        raise ArticleError(what, because=because, fix="check the path, and that it may be read") from error
    except ValueError as error:  # a NUL in the path
        raise ArticleError(what, because=str(error), fix="check the path") from error
    return decode_ledger(data, what=what)


def decode_ledger(data: bytes, *, what: str) -> str:
    """Return a file's bytes as text; `what` opens the message of a refusal.

    Raises:
        ArticleError: it is too large, or no UTF-8 text.
    """
    if len(data) > MAX_BYTES:
        raise ArticleError(what, because=f"it has over {MAX_BYTES:,} bytes", fix="give one ledger a file")
    if b"\0" in data:
        raise ArticleError(what, because="it is a binary file", fix="give a ledger: Markdown text in UTF-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ArticleError(
            what,
            because=f"line {line} is not UTF-8 (byte 0x{data[error.start]:02X})",
            fix="save it as UTF-8; it may be Latin-1",
        ) from error


def rewrite_ledger(path: Path, *, before: str, after: str) -> None:
    """Put a mended text in the place of the one it was made from; a link's target is what changes.

    Raises:
        StoreError: it cannot be written.
        HandEditedError: the file is no longer `before`, so somebody would lose an edit.
    """
    target = path.resolve()
    if load_ledger_text(target) != before:
        raise HandEditedError(
            f"did not mend {str(path)!r}",
            because="it changed while it was being checked",
            fix="check it again",
        )
    mode = stat.S_IMODE(target.stat().st_mode)
    write_text_atomically(target, after)
    with suppress(OSError):
        target.chmod(mode)
