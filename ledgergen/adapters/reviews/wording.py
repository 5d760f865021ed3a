"""Fixed statements as a driver takes them: what every request asks for, and what every decision writes.

The library above the driver follows up each statement with objects of its own,
which takes four times as long as asking. So the few statements of all day are
worded by it once, and given to the driver itself.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol, TypeAlias

from sqlalchemy import Delete, Dialect, Insert, Select

Statement: TypeAlias = Select[Any] | Insert | Delete
Values: TypeAlias = Mapping[str, object]


class Cursor(Protocol):
    """As much of a driver's cursor as this takes."""

    def execute(self, words: str, values: Any, /) -> object:  # noqa: ANN401  a list or a mapping, as the driver likes
        """Carry a statement out."""

    def fetchall(self) -> Sequence[Sequence[Any]]:
        """Return the rows it found."""

    def close(self) -> None:
        """Be done."""


class _Worded(NamedTuple):
    words: str
    names: tuple[str, ...] | None
    """Whose values go in, in this order; None where the driver takes them by name."""
    build_row: Callable[[Sequence[Any]], Any]
    """Puts what comes back under the names of its columns."""

    def arrange(self, values: Values) -> object:
        return values if self.names is None else [values[name] for name in self.names]


class Wording:
    """The statements of one driver. For any number of threads."""

    def __init__(self, dialect: Dialect) -> None:
        """Word them as this dialect does."""
        self._dialect = dialect
        self._worded: dict[Statement, _Worded] = {}

    def ask(self, cursor: Cursor, query: Select[Any], values: Values) -> Sequence[Any]:
        """Return the rows that a query finds; a row has its columns as attributes."""
        worded = self._find(query)
        cursor.execute(worded.words, worded.arrange(values))
        found = list(map(worded.build_row, cursor.fetchall()))
        cursor.close()
        return found

    def write(self, cursor: Cursor, statement: Insert | Delete, rows: Sequence[Values]) -> None:
        """Carry a statement out, once for each of these."""
        worded = self._find(statement)
        for row in rows:
            cursor.execute(worded.words, worded.arrange(row))
        cursor.close()

    def _find(self, statement: Statement) -> _Worded:
        known = self._worded.get(statement)
        if known is None:
            compiled = statement.compile(dialect=self._dialect)
            names = tuple(compiled.positiontup or ()) if compiled.positional else None
            columns = statement.selected_columns if isinstance(statement, Select) else ()
            row = namedtuple("Row", [column.name for column in columns])  # type: ignore[misc]  # noqa: PYI024  the query has its names
            known = self._worded[statement] = _Worded(str(compiled), names, row._make)
        return known
