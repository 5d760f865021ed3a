"""Records as grids: any JSON value as entities × attributes × cells.

Tables and nested objects hold the same thing in two shapes. A table has a row
for each entity and a column for each attribute; a box score has an object for
each entity and a key for each attribute. Here both become a `Grid`:

    {"title", "columns", "rows"}         one grid
    [{…}, {…}]                           one grid, a row for each object
    {"home": {…}, "away": {…}}           one grid where the objects share keys; the key joins the row's name
    {"year": 1999, "gross": {"us": 7}}   one grid with one row: `year`, `gross us`

Cells are kept as folded keys (`records_words`), found through one inverted
list for each grid: key → cells. Numbers are read only for columns that a
sentence asks about. Work and memory are linear in the evidence; nesting is
walked with a stack, so depth cannot exhaust anything.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property
from itertools import chain

from ledgergen.core.figures.records_words import MAX_DIGITS, MONTHS, fold_name, fold_text, is_number, is_year

MAX_DEPTH = 64
"""Objects nested deeper than this are left unread."""

MAX_SPARSE = 8
"""Objects of one list share a grid while it has at most this many cells for each value."""

MAX_TELLING = 512
"""A word that stands in more cells than this tells rows apart too little for its cost."""

ROW_NAME = "\x00row"
"""Name of the column that holds the key an object stood under; folds to no word."""

_NUMBER = re.compile(r"([-−–+]\s?)?(?:[$€£¥]\s?)?(\d+(?:,\d{2,3})*(?:\.\d+)?|\.\d+)")
_SIGNS = frozenset("-−–")


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
    """Columns by the keys they were asked for with; filled by `records_cells.find_columns`."""
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
        self.keys = [[fold_text(cell) for cell in row] for row in self.rows]
        postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for r, row in enumerate(self.keys):
            for c, cell in enumerate(row):
                for key in cell:
                    postings[key].append((r, c))
        self.postings = dict(postings)

    @cached_property
    def all_rows(self) -> frozenset[int]:
        """Every row."""
        return frozenset(range(len(self.rows)))

    def find_rows(self, key: str) -> frozenset[int]:
        """Return the rows that hold a key; none where so many do that it tells nothing."""
        rows = self._rows.get(key)
        if rows is None:
            cells = self.postings.get(key, ())
            rows = frozenset(row for row, _ in cells) if len(cells) <= MAX_TELLING else frozenset()
            self._rows[key] = rows
        return rows

    def find_rows_beside(self, key: str, column: int) -> frozenset[int]:
        """Return the rows that hold a key in another column than this."""
        rows = self._beside.get((key, column))
        if rows is None:
            rows = frozenset(row for row, c in self.postings.get(key, ()) if c != column)
            self._beside[key, column] = rows
        return rows

    def find_cells(self, key: str, column: int) -> frozenset[int]:
        """Return the rows that hold a key in this column."""
        rows = self._inside.get((key, column))
        if rows is None:
            rows = frozenset(row for row, c in self.postings.get(key, ()) if c == column)
            self._inside[key, column] = rows
        return rows

    def find_naming_rows(self, key: str) -> frozenset[int]:
        """Return the rows that hold a key in a textual column; none where very many do."""
        rows = self._naming.get(key)
        if rows is None:
            cells = self.postings.get(key, ())
            rows = (
                frozenset(row for row, c in cells if self.is_textual(c))
                if len(cells) <= MAX_TELLING
                else frozenset()
            )
            self._naming[key] = rows
        return rows

    def numbers(self, column: int) -> list[Decimal | None]:
        """Return the first number of each cell of a column, signed; None where there is none."""
        if column not in self._numbers:
            # "Odeon, Oslo 20708" says its number last.
            at = -1 if self.is_textual(column) else 0
            self._numbers[column] = [
                read_number(row[column], at=at) if column < len(row) else None for row in self.rows
            ]
        return self._numbers[column]

    def is_textual(self, column: int) -> bool:
        """Tell whether most cells of a column hold words and no dates: they name things."""
        if column not in self._textual:
            worded = sum(
                any(not is_number(key) and len(key) > 1 and key not in MONTHS for key in row[column])
                for row in self.keys
                if column < len(row)
            )
            self._textual[column] = worded * 2 > len(self.keys)
        return self._textual[column]

    def number(self, row: int, column: int) -> Decimal | None:
        """Return the number of one cell, as `numbers` would, without reading the others."""
        known = self._numbers.get(column)
        if known is not None:
            return known[row]
        cells = self.rows[row]
        return (
            read_number(cells[column], at=-1 if self.is_textual(column) else 0)
            if column < len(cells)
            else None
        )

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

    def find_column(self, *wanted: str) -> int | None:
        """Return the first column whose folded name is exactly these keys."""
        return next((c for c, name in enumerate(self.names) if name == wanted), None)

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


def _is_plain(keys: tuple[str, ...], text: str) -> bool:
    n_numbers = sum(map(is_number, keys))
    if n_numbers > 1:
        return n_numbers == 2 and ("/" in text or "(" in text)
    return n_numbers == 1 and not any(key in MONTHS for key in keys)


def read_number(cell: str, *, at: int = 0) -> Decimal | None:
    """Read the first number of a cell, or the last where `at` is -1; a sign may stand apart from it.

    >>> read_number("- 24"), read_number("54,591"), read_number("5.7%"), read_number("n / a")
    (Decimal('-24'), Decimal('54591'), Decimal('5.7'), None)
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


def extract_grids(records: Iterable[object]) -> tuple[Grid, ...]:
    """Read JSON values as grids, in the order of reading. Never raises for JSON."""
    grids: list[Grid] = []
    for number, record in enumerate(records, 1):
        stack: list[tuple[str, str, object, int]] = [(f"r{number}", "", record, 0)]
        while stack:
            path, title, value, depth = stack.pop()
            grid, inner = _read(path, title, value)
            if grid is not None and grid.rows:
                grids.append(grid)
            if depth < MAX_DEPTH:
                stack.extend((f"{path}.{name}", name, child, depth + 1) for name, child in reversed(inner))
    return tuple(grids)


def _read(path: str, title: str, value: object) -> tuple[Grid | None, list[tuple[str, object]]]:
    if isinstance(value, dict):
        columns, rows = value.get("columns"), value.get("rows")
        if isinstance(columns, list) and isinstance(rows, list):
            return _table(path, _text(value.get("title")) or title, columns, rows), []
        return _object(path, title, value)
    if isinstance(value, list | tuple):
        return _list(path, title, value)
    return _grid(path, title, [title], [[_text(value)]]), []


def _table(path: str, title: str, columns: list[object], rows: list[object]) -> Grid:
    cells = [[_text(cell) for cell in row] if isinstance(row, list | tuple) else [_text(row)] for row in rows]
    heads = [_text(column) for column in columns]
    # Long tables repeat their headings; those rows are no entities.
    cells = [row for row in cells if not _repeats(row, heads)]
    return _grid(path, title, heads, cells, is_table=True)


def _repeats(row: list[str], heads: list[str]) -> bool:
    return bool(row) and sum(map(str.__eq__, row, heads)) * 2 > len(row)


def _object(
    path: str, title: str, value: dict[object, object]
) -> tuple[Grid | None, list[tuple[str, object]]]:
    scalars = {_text(key): _text(cell) for key, cell in value.items() if not _is_nested(cell)}
    nested = [(_text(key), child) for key, child in value.items() if _is_nested(child)]
    siblings = [(key, child) for key, child in nested if isinstance(child, dict)]
    if len(siblings) > 1 and _share_keys([child for _, child in siblings]):
        kin = [{ROW_NAME: key, **child} for key, child in siblings]
        nested = [("", kin), *((key, child) for key, child in nested if not isinstance(child, dict))]
    else:
        nested = _flatten(scalars, nested)
    grid = _grid(path, title, list(scalars), [list(scalars.values())]) if scalars else None
    return grid, nested


def _flatten(scalars: dict[str, str], nested: list[tuple[str, object]]) -> list[tuple[str, object]]:
    """Add an inner object's values to its owner's, named with both keys: they say more of the same thing."""
    left: list[tuple[str, object]] = []
    for key, child in nested:
        if not isinstance(child, dict):
            left.append((key, child))
            continue
        for inner, value in child.items():
            if _is_nested(value):
                left.append((f"{key} {_text(inner)}", value))
            else:
                scalars[f"{key} {_text(inner)}"] = _text(value)
    return left


def _list(path: str, title: str, value: Iterable[object]) -> tuple[Grid | None, list[tuple[str, object]]]:
    items = list(value)
    objects = [item for item in items if isinstance(item, dict)]
    nested: list[tuple[str, object]] = []
    if objects:
        columns = list(dict.fromkeys(_text(key) for item in objects for key in item))
        if len(columns) * len(objects) > MAX_SPARSE * sum(map(len, objects)):
            # Objects with nothing in common: a grid of them would be mostly holes.
            return None, [(str(number), item) for number, item in enumerate(objects, 1)]
        rows = []
        for number, item in enumerate(objects, 1):
            texts = {_text(key): cell for key, cell in item.items()}
            rows.append([_text(texts.get(column)) for column in columns])
            nested.extend((f"{number}.{key}", child) for key, child in texts.items() if _is_nested(child))
        return _grid(path, title, columns, rows), nested
    rows = [
        [_text(cell) for cell in item] if isinstance(item, list | tuple) else [_text(item)] for item in items
    ]
    return _grid(path, title, [title], rows), [
        (str(number), child)
        for number, item in enumerate(items, 1)
        if isinstance(item, list | tuple)
        for child in item
        if _is_nested(child)
    ]


def _grid(
    path: str, title: str, columns: list[str], rows: list[list[str]], *, is_table: bool = False
) -> Grid:
    # Names run out where rows are ragged; the columns beyond are unnamed.
    width = max(chain((len(columns),), map(len, rows)))
    return Grid(
        id=path.strip(".").replace("..", "."),
        title=title,
        columns=columns + [""] * (width - len(columns)),
        rows=rows,
        is_table=is_table,
    )


def _share_keys(objects: list[dict[object, object]]) -> bool:
    common = set(objects[0]).intersection(*objects[1:])
    return len(common) * 2 >= max(map(len, objects)) > 0


def _is_nested(value: object) -> bool:
    return isinstance(value, (dict, list, tuple))


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool) or _is_nested(value):
        return ""
    if isinstance(value, int) and value.bit_length() > 4_000:
        return ""  # Longer than Python will print, and than any figure.
    return str(value)
