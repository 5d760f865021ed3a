"""Entities × attributes × cells: what every record is read as.

Cells are kept as folded keys (`records.words`), found through one inverted
list for each grid: key → cells. Numbers are read only for columns that a
sentence asks about, and what was asked once is kept. Building is linear in the
evidence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import chain, repeat
from operator import itemgetter

from ledgergen.core.figures.records.words import MAX_DIGITS, MONTHS, fold_name, fold_text, is_number, is_year
from ledgergen.model.lazy import lazy

MAX_TELLING = 512
"""A word that stands in more cells than this tells rows apart too little for its cost."""

ROW_NAME = "\x00row"
"""Name of the column that holds the key an object stood under; folds to no word."""

_NUMBER = re.compile(r"([-−–+]\s?)?(?:[$€£¥]\s?)?(\d+(?:,\d{2,3})*(?:\.\d+)?|\.\d+)")
_SIGNS = frozenset("-−–")
_ROW = itemgetter(0)
"""Of a cell's place."""


@dataclass(kw_only=True)
class Grid:
    """Entities (rows) × attributes (columns). Cells hold text; `keys` holds them folded."""

    id: str
    """`r1`, `r1.players`: where in the records it stood."""
    title: str
    columns: list[str]
    rows: list[list[str]]
    is_table: bool = False
    """Given as a table; else made of objects, whose keys name what prose calls its attributes."""
    names: list[tuple[str, ...]] = field(default_factory=list)
    """Folded column names."""
    keys: list[list[tuple[str, ...]]] = field(default_factory=list)
    postings: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """Key → (row, column) of the cells that hold it, in reading order."""
    title_keys: frozenset[str] = frozenset()
    title_words: frozenset[tuple[str, ...]] = frozenset()
    """Every three words of the title in a row."""
    _numbers: dict[int, list[Decimal | None]] = field(default_factory=dict)
    _textual: dict[int, bool] = field(default_factory=dict)
    _numeric: dict[int, bool] = field(default_factory=dict)
    columns_found: dict[frozenset[str], tuple[int, ...]] = field(default_factory=dict)
    """Columns by the keys they were asked for with; filled by `records.cells.find_columns`."""
    _rows: dict[str, frozenset[int]] = field(default_factory=dict)
    _beside: dict[tuple[str, int], frozenset[int]] = field(default_factory=dict)
    _inside: dict[tuple[str, int], frozenset[int]] = field(default_factory=dict)
    _naming: dict[str, frozenset[int]] = field(default_factory=dict)
    _names: dict[int, str] = field(default_factory=dict)
    _has_years: bool | None = None

    def __post_init__(self) -> None:
        """Fold everything once."""
        self.names = [fold_name(column) if column != ROW_NAME else () for column in self.columns]
        self.title_keys = frozenset(chain(fold_text(self.title), *self.names, *map(fold_text, self.columns)))
        title = fold_text(self.title)
        self.title_words = frozenset(zip(title, title[1:], title[2:], strict=False))
        self.keys = [[*map(fold_text, row)] for row in self.rows]
        self.postings = _post(self.keys)

    @lazy
    def all_rows(self) -> frozenset[int]:
        """Every row."""
        return frozenset(range(len(self.rows)))

    @lazy
    def columns_by_key(self) -> dict[str, frozenset[int]]:
        """Folded word → the columns in whose names it stands."""
        columns: dict[str, set[int]] = defaultdict(set)
        for column, name in enumerate(self.names):
            for key in name:
                columns[key].add(column)
        return {key: frozenset(found) for key, found in columns.items()}

    def find_rows(self, key: str) -> frozenset[int]:
        """Return the rows that hold a key; none where so many do that it tells nothing."""
        rows = self._rows.get(key)
        if rows is None:
            cells = self.postings.get(key, ())
            rows = frozenset(map(_ROW, cells)) if len(cells) <= MAX_TELLING else frozenset()
            self._rows[key] = rows
        return rows

    def find_rows_beside(self, key: str, column: int) -> frozenset[int]:
        """Return the rows that hold a key in another column than this."""
        rows = self._beside.get((key, column))
        if rows is None:
            rows = frozenset([row for row, c in self.postings.get(key, ()) if c != column])
            self._beside[key, column] = rows
        return rows

    def find_cells(self, key: str, column: int) -> frozenset[int]:
        """Return the rows that hold a key in this column."""
        rows = self._inside.get((key, column))
        if rows is None:
            rows = frozenset([row for row, c in self.postings.get(key, ()) if c == column])
            self._inside[key, column] = rows
        return rows

    def find_naming_rows(self, key: str) -> frozenset[int]:
        """Return the rows that hold a key in a textual column; none where very many do."""
        rows = self._naming.get(key)
        if rows is None:
            cells = self.postings.get(key, ())
            rows = (
                frozenset([row for row, c in cells if self.is_textual(c)])
                if len(cells) <= MAX_TELLING
                else frozenset()
            )
            self._naming[key] = rows
        return rows

    def numbers(self, column: int) -> list[Decimal | None]:
        """Return the first number of each cell of a column, signed; None where there is none."""
        if column not in self._numbers:
            # "Odeon, Oslo 1980" says its number last.
            at = -1 if self.is_textual(column) else 0
            cells = [row[column] if column < len(row) else "" for row in self.rows]
            self._numbers[column] = [*map(read_number, cells, repeat(at))]
        return self._numbers[column]

    def is_textual(self, column: int) -> bool:
        """Tell whether most cells of a column hold words and no dates: they name things."""
        if column not in self._textual:
            worded = sum(map(_is_worded, self._find_column(column)))
            self._textual[column] = worded * 2 > len(self.keys)
        return self._textual[column]

    def _find_column(self, column: int) -> Sequence[tuple[str, ...]]:
        """Return a column's cells, folded, of the rows that reach so far."""
        whole = self._whole_columns
        return whole[column] if whole else [row[column] for row in self.keys if column < len(row)]

    @lazy
    def _whole_columns(self) -> list[tuple[tuple[str, ...], ...]]:
        """The cells by column, folded; empty where a row is shorter than another."""
        return [*zip(*self.keys, strict=True)] if len({*map(len, self.keys)}) == 1 else []

    def number(self, row: int, column: int) -> Decimal | None:
        """Return the number of one cell, as `numbers` would, without reading the others."""
        known = self._numbers.get(column)
        if known is not None:
            return known[row]
        cells = self.rows[row]
        return (
            read_number(cells[column], -1 if self.is_textual(column) else 0) if column < len(cells) else None
        )

    @lazy
    def has_numbers(self) -> bool:
        """Tell whether any cell holds a number."""
        return any(map(is_number, self.postings))

    @property
    def has_years(self) -> bool:
        """Tell whether any cell, the title or a column's name holds a year."""
        if self._has_years is None:
            self._has_years = any(map(is_year, chain(self.postings, self.title_keys)))
        return self._has_years

    def is_numeric(self, column: int) -> bool:
        """Tell whether nearly every cell of a column has one number to compare: no dates, times or scores."""
        if column not in self._numeric:
            plain = sum(
                _is_plain(row[column], text[column])
                for row, text in zip(self.keys, self.rows, strict=True)
                if column < len(row)
            )
            self._numeric[column] = plain >= 0.7 * len(self.rows)
        return self._numeric[column]

    def name_of(self, row: int) -> str:
        """Return what a row is called: its first textual cell, else its first cell."""
        if row not in self._names:
            cells = self.rows[row]
            called = [c for c, cell in enumerate(cells) if cell and "name" in self.names[c]]
            worded = (c for c, cell in enumerate(cells) if cell and self.is_textual(c))
            column = max(called, key=lambda c: len(cells[c])) if called else next(worded, None)
            first = cells[column] if column is not None else next(filter(None, cells), "")
            self._names[row] = first or f"row {row + 1}"
        return self._names[row]


def _post(keys: list[list[tuple[str, ...]]]) -> dict[str, list[tuple[int, int]]]:
    """Return the cells of each key, in reading order."""
    postings: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for row, cells in enumerate(keys):
        for column, cell in enumerate(cells):
            place = (row, column)
            for key in cell:
                postings[key].append(place)
    return dict(postings)


@lru_cache(maxsize=4_096)
def _is_worded(keys: tuple[str, ...]) -> bool:
    """Tell whether a cell holds a word that is no month's."""
    return any(not is_number(key) and len(key) > 1 and key not in MONTHS for key in keys)


@lru_cache(maxsize=4_096)
def _is_plain(keys: tuple[str, ...], text: str) -> bool:
    n_numbers = sum(map(is_number, keys))
    if n_numbers > 1:
        return n_numbers == 2 and ("/" in text or "(" in text)
    return n_numbers == 1 and not any(key in MONTHS for key in keys)


@lru_cache(maxsize=4_096)
def read_number(cell: str, at: int = 0) -> Decimal | None:
    """Read the first number of a cell, or the last where `at` is -1; a sign may stand apart from it.

    >>> read_number("- 24"), read_number("52,300"), read_number("5.7%"), read_number("n / a")
    (Decimal('-24'), Decimal('52300'), Decimal('5.7'), None)
    """
    found = list(_NUMBER.finditer(cell)) if at else [match for match in (_NUMBER.search(cell),) if match]
    if not found:
        return None
    match = found[at]
    if len(match[2]) > MAX_DIGITS:
        return None
    try:
        value = Decimal(match[2].replace(",", ""))
    except InvalidOperation:
        return None
    sign = match[1]
    is_negative = sign is not None and sign[0] in _SIGNS and not cell[: match.start()].strip()
    return -value if is_negative else value
