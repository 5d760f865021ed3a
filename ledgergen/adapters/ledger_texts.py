"""Ledger files as text: read exactly as they are, or refused with the reason.

Line ends and a byte order mark are kept, because places in a report count the
characters of the file and a rule of form may have something to say about them.
"""

from __future__ import annotations

from pathlib import Path

from ledgergen.errors import ArticleError

MAX_BYTES = 10_000_000
"""A ledger has three kilobytes; what is far larger is some other file."""


def load_ledger_text(path: Path) -> str:
    """Return the file's text.

    Raises:
        ArticleError: it cannot be read, is too large, or is no UTF-8 text.
    """
    what = f"cannot read {str(path)!r}"
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        because = (error.strerror or str(error)).lower()
        raise ArticleError(what, because=because, fix="check the path, and that it may be read") from error
    except ValueError as error:  # a NUL in the path
        raise ArticleError(what, because=str(error), fix="check the path") from error
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
