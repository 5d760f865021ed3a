"""Records as grids: any JSON value as entities × attributes × cells.

Tables and nested objects hold the same thing in two shapes. A table has a row
for each entity and a column for each attribute; a box score has an object for
each entity and a key for each attribute. Here both become a `Grid`:

    {"title", "columns", "rows"}         one grid
    [{…}, {…}]                           one grid, a row for each object
    {"home": {…}, "away": {…}}           one grid where the objects share keys; the key joins the row's name
    {"year": 1999, "gross": {"us": 7}}   one grid with one row: `year`, `gross us`

Work and memory are linear in the evidence; nesting is walked with a stack, so
depth cannot exhaust anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from operator import is_

from ledgergen.core.figures.records.grid import ROW_NAME, Grid

MAX_DEPTH = 64
"""Objects nested deeper than this are left unread."""

MAX_SPARSE = 8
"""Objects of one list share a grid while it has at most this many cells for each value."""


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
    cells = [_read_row(row) if isinstance(row, list | tuple) else [_text(row)] for row in rows]
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
        names = {key: _text(key) for key in dict.fromkeys(chain.from_iterable(objects))}
        columns = list(dict.fromkeys(names.values()))
        if len(columns) * len(objects) > MAX_SPARSE * sum(map(len, objects)):
            # Objects with nothing in common: a grid of them would be mostly holes.
            return None, [(str(number), item) for number, item in enumerate(objects, 1)]
        is_text = all(map(is_, names, names.values()))
        rows = []
        for number, item in enumerate(objects, 1):
            texts = item if is_text else {names[key]: cell for key, cell in item.items()}
            cells = [*map(texts.get, columns)]
            rows.append(_read_row(cells))
            if not _SCALARS.issuperset(map(type, cells)):
                nested += [(f"{number}.{key}", child) for key, child in texts.items() if _is_nested(child)]
        return _grid(path, title, columns, rows), nested
    rows = [_read_row(item) if isinstance(item, list | tuple) else [_text(item)] for item in items]
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


_SCALARS = frozenset({str, int, float, bool, type(None)})


def _read_row(cells: Sequence[object]) -> list[str]:
    # Most cells are strings.
    return [cell if type(cell) is str else _text(cell) for cell in cells]


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool) or _is_nested(value):
        return ""
    if isinstance(value, int) and value.bit_length() > 4_000:
        return ""  # Longer than Python will print, and than any figure.
    return str(value)
