"""Film lists from a file or from standard input, line by line."""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ledgergen.core.batch.films import parse_list
from ledgergen.errors import InputError
from ledgergen.model.batch import LoadedList
from ledgergen.ports import FilmLists

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenList:
    """A list that was opened and not read into yet."""

    name: str
    """Under which the journal knows it: the absolute path, or the digest of what stdin held."""
    digest: str
    stream: BinaryIO
    shown: str


@contextmanager
def open_list(path: str, *, id_column: str) -> Iterator[OpenList]:
    """Open the list at `path`; `-` is standard input, which is kept in a temporary file.

    Raises:
        InputError: it cannot be read.
    """
    if path == "-":
        with tempfile.TemporaryFile() as copy:
            shutil.copyfileobj(sys.stdin.buffer, copy)
            digest = _digest(copy, id_column)
            yield OpenList(name=f"- {digest[:16]}", digest=digest, stream=copy, shown="standard input")
        return
    try:
        stream = Path(path).open("rb")  # noqa: SIM115 - closed below; only opening it is explained
    except OSError as problem:
        because = (
            "there is no such file"
            if isinstance(problem, FileNotFoundError)
            else str(problem.strerror).lower()
        )
        raise InputError(
            f"cannot read the list {path!r}", because=because, fix="name a CSV or JSONL file, or '-'"
        ) from problem
    with stream:
        digest = _digest(stream, id_column)
        yield OpenList(name=str(Path(path).resolve()), digest=digest, stream=stream, shown=path)


def _digest(stream: BinaryIO, id_column: str) -> str:
    stream.seek(0)
    digest = hashlib.sha256(id_column.encode() + b"\n")
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
    stream.seek(0)
    return digest.hexdigest()


def load_list(lists: FilmLists, opened: OpenList, *, id_column: str) -> tuple[int, LoadedList | None]:
    """Read the list into the journal unless it stands there already; return its id, and what was read.

    Raises:
        InputError: rows are bad, or there is none. Nothing was changed.
    """
    known = lists.find(opened.name)
    if known is not None and known.digest == opened.digest:
        return known.batch, None
    loaded = lists.load(opened.name, opened.digest, parse_list(_read_lines(opened), id_column=id_column))
    refuse_bad(loaded, shown=opened.shown)
    found = lists.find(opened.name)
    assert found is not None
    return found.batch, loaded


def refuse_bad(loaded: LoadedList, *, shown: str) -> None:
    """Stop where a list holds bad rows or no film; `shown` names it.

    Raises:
        InputError: it does; says which rows, and why.
    """
    if loaded.n_bad:
        rows = [f"line {row.line}: {row.because}" for row in loaded.bad]
        if loaded.n_bad > len(loaded.bad):
            rows.append(f"and {loaded.n_bad - len(loaded.bad):,} more")
        plural = "row names" if loaded.n_bad == 1 else "rows name"
        raise InputError(
            f"{loaded.n_bad:,} {plural} no film in {shown}; nothing was started",
            because=("\n" + " " * len("because: ")).join(rows),
            fix="mend these rows, or take them out",
        )
    if not loaded.n_films:
        raise InputError(
            f"no film in {shown}",
            because="the list is empty",
            fix="give a CSV with a movie_id column, JSON lines, or one id a line",
        )


def _read_lines(opened: OpenList) -> Iterator[str]:
    head = opened.stream.read(4)
    opened.stream.seek(0)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head:
        raise InputError(f"cannot read {opened.shown}", because="it is no UTF-8 text", fix="save it as UTF-8")
    for number, line in enumerate(opened.stream, 1):
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError as problem:
            raise InputError(
                f"cannot read {opened.shown}",
                because=f"line {number} is not UTF-8",
                fix="save it as UTF-8; it may be Latin-1",
            ) from problem
