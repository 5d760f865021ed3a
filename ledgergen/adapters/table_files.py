"""Tables on disk as rows of text: CSV, TSV, JSONL and Parquet, one batch in memory at a time.

Everything becomes strings, as written: what a cell means is decided when it is
read. IMDb's dumps have no quotes, so a `.tsv` is split at tabs and nothing
else, and so is a `.csv` whose head has tabs and no commas.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TextIO, cast

from ledgergen.errors import InputError

MAX_CELL_CHARS = 2_000_000
_BATCH = 4_000
_FIX = "give a CSV, TSV, JSONL or Parquet file, packed with gzip or not"


@contextmanager
def open_rows(path: Path) -> Iterator[tuple[list[str], Iterator[list[str]]]]:
    """Open a table: its headings, and its rows as they are read.

    Raises:
        InputError: it cannot be read, or is no table; also while rows are read.
    """
    kind = _find_kind(path)
    try:
        with path.open("rb") as raw:
            if kind == "parquet":
                yield _open_parquet(path, raw)
                return
            packed = path.suffix == ".gz"
            with cast("BinaryIO", gzip.GzipFile(fileobj=raw)) if packed else _leave_open(raw) as file:
                encoding = _find_encoding(file, path)
                file.seek(0)
                with io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="") as text:
                    reader = _open_json(text, path) if kind == "jsonl" else _open_csv(text, path, kind)
                    yield reader
    except FileNotFoundError:
        raise InputError(f"there is no file {str(path)!r}", fix="check the path") from None
    except csv.Error as error:
        because = f"{error}; a quotation mark may not be closed"
        raise InputError(f"cannot read the table {str(path)!r}", because=because, fix="mend it") from error
    except (OSError, EOFError) as error:
        because = (getattr(error, "strerror", None) or str(error)).lower()
        raise InputError(f"cannot read the table {str(path)!r}", because=because, fix=_FIX) from error


def _leave_open(file: BinaryIO) -> AbstractContextManager[BinaryIO]:
    return file


def _find_kind(path: Path) -> str:
    suffixes = [suffix for suffix in path.suffixes if suffix != ".gz"]
    suffix = suffixes[-1].lower() if suffixes else ""
    kinds = {".csv": "csv", ".tsv": "tsv", ".txt": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl",
             ".json": "jsonl", ".parquet": "parquet"}  # fmt: skip
    if suffix not in kinds:
        because = f"{suffix or 'a name without an ending'} is no kind of table that is read here"
        raise InputError(f"cannot read the table {str(path)!r}", because=because, fix=_FIX)
    return kinds[suffix]


def _find_encoding(file: BinaryIO, path: Path) -> str:
    """Tell UTF-8 from Windows' Latin by the beginning of the file."""
    start = file.read(200_000)
    if not start.strip():
        raise InputError(f"the table {str(path)!r} is empty", fix=_FIX)
    if b"\0" in start[:4_000]:
        because = (
            "it is a binary file" if not start.startswith((b"\xff\xfe", b"\xfe\xff")) else "it is UTF-16"
        )
        raise InputError(f"cannot read the table {str(path)!r}", because=because, fix="save it as UTF-8")
    try:
        start[:-4].decode("utf-8") if len(start) == 200_000 else start.decode("utf-8")
    except UnicodeDecodeError as error:
        # A letter cut in two at the end of what was read is no sign of Latin.
        return "utf-8-sig" if error.start > 199_990 else "cp1252"
    return "utf-8-sig"


def _open_csv(text: TextIO, path: Path, kind: str) -> tuple[list[str], Iterator[list[str]]]:
    csv.field_size_limit(MAX_CELL_CHARS)
    head = text.readline()
    text.seek(0)
    if kind == "tsv" or ("\t" in head and "," not in head):
        tsv = csv.reader(text, delimiter="\t", quoting=csv.QUOTE_NONE)
        headings = _read_head(tsv, path)
        # Empty cells at the end of a line are often not written at all.
        return headings, (row + [""] * (len(headings) - len(row)) for row in tsv)
    delimiter = max(",\t;", key=head.count)
    reader = csv.reader(text, delimiter=delimiter)
    return _read_head(reader, path), reader


def _read_head(reader: Iterator[list[str]], path: Path) -> list[str]:
    head = next(reader, [])
    headings = [heading.strip() for heading in head]
    if len([heading for heading in headings if heading]) < 1:
        raise InputError(f"the table {str(path)!r} has no head", because="its first row is empty", fix=_FIX)
    return headings


def _open_json(text: TextIO, path: Path) -> tuple[list[str], Iterator[list[str]]]:
    records = _read_records(text, path)
    first = next(records, None)
    if first is None:
        raise InputError(f"the table {str(path)!r} is empty", fix=_FIX)
    headings = list(first)

    def rows() -> Iterator[list[str]]:
        yield [_to_text(first.get(name)) for name in headings]
        for record in records:
            yield [_to_text(record.get(name)) for name in headings]

    return headings, rows()


def _read_records(text: TextIO, path: Path) -> Iterator[dict[str, Any]]:
    """Yield one object a line, with or without the brackets and commas of a list around them."""
    for number, line in enumerate(text, 1):
        bare = line.strip().rstrip(",")
        if bare in {"", "[", "]"}:
            continue
        try:
            record = json.loads(
                bare.removeprefix("[").removesuffix("]") if bare[0] == "[" else bare, parse_float=str
            )
        except (ValueError, RecursionError):
            record = None
        if not isinstance(record, dict):
            raise InputError(
                f"cannot read the table {str(path)!r}",
                because=f"line {number} is no JSON object",
                fix="write one object a line (JSONL)",
            )
        yield record


def _to_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "|".join(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)


def _open_parquet(path: Path, raw: BinaryIO) -> tuple[list[str], Iterator[list[str]]]:
    try:
        # A large library without types, of an optional extra.
        import pyarrow as pa  # type: ignore[import-untyped] # noqa: PLC0415
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise InputError(
            "Parquet files need a library that is not installed",
            because="pyarrow is missing",
            fix="pip install 'ledgergen[parquet]'",
        ) from error
    try:
        file = parquet.ParquetFile(raw)
    except pa.ArrowException as error:
        raise InputError(
            f"cannot read the table {str(path)!r}", because=str(error)[:200], fix=_FIX
        ) from error
    headings: Sequence[str] = file.schema_arrow.names

    def rows() -> Iterator[list[str]]:
        for batch in file.iter_batches(batch_size=_BATCH):
            columns = [[_to_text(value) for value in column.to_pylist()] for column in batch.columns]
            yield from map(list, zip(*columns, strict=True))

    return list(headings), rows()
