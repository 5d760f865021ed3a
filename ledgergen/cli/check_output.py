"""What `ledgergen check` prints besides the findings, and the code it exits with."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from ledgergen.cli.app import EXIT_CLEAN, EXIT_FINDINGS, EXIT_INCOMPLETE, EXIT_USAGE
from ledgergen.core.collection.results import FailLevel, Tally
from ledgergen.core.listing import Excuse
from ledgergen.errors import StoreError
from ledgergen.model.report import Severity


@contextmanager
def open_output(path: Path | None) -> Iterator[TextIO]:
    """Open where the result goes; a file appears under its name when it is whole.

    Raises:
        StoreError: it cannot be written.
    """
    if path is None or str(path) == "-":
        yield sys.stdout
        return
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            yield file
        temporary.replace(path)
    except OSError as error:
        because = (error.strerror or str(error)).lower()
        raise StoreError(
            f"cannot write {str(path)!r}", because=because, fix="choose another -o/--output-file"
        ) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def render_summary(tally: Tally) -> str:
    """Write the totals: what was found and examined, and what was not."""
    counts = ", ".join(
        _count(tally.severities[severity], severity.value)
        for severity in Severity
        if severity is not Severity.NOTE or tally.severities[severity]
    )
    parts = [
        f"{counts} in {tally.files_with_problems} of {_count(tally.files, 'file')}",
        f"{_count(tally.found, 'figure')} found, {tally.examined} examined"
        + (f", {tally.not_examined} not examined" if tally.not_examined else ""),
    ]
    if tally.unread:
        parts.append(f"{_count(tally.unread, 'file')} could not be checked")
    excused = [f"{count} by {_EXCUSES[kind]}" for kind, count in sorted(tally.excused.items())]
    if excused:
        parts.append("excused: " + ", ".join(excused))
    if tally.ignored:
        parts.append(f"{tally.ignored} ignored by configuration")
    if tally.excluded:
        parts.append(f"{_count(tally.excluded, 'file')} excluded")
    if tally.mended:
        parts.append(
            f"{_count(tally.mended, 'file')} mended, {_count(tally.mended_figures, 'figure')} replaced"
        )
    if tally.fixable:
        parts.append(f"{tally.fixable} fixable with --fix")
    elif tally.unsafe:
        parts.append(f"{tally.unsafe} fixable with --unsafe-fixes")
    lines = [" · ".join(parts)]
    if tally.without_dossier:
        lines.append(f"{_count(tally.without_dossier, 'file')} without a dossier: give facts with --facts")
    if tally.gone:
        lines.append(f"{tally.gone} entries of the baseline are gone: shrink it with --write-baseline")
    return "\n".join(lines)


_EXCUSES = {Excuse.COMMENT: "comments", Excuse.WAIVER: "waivers", Excuse.BASELINE: "the baseline"}


def render_statistics(tally: Tally) -> str:
    """Write the open findings by code, the most frequent first."""
    from ledgergen.core.codes import find_rule

    rows = sorted(tally.codes.items(), key=lambda item: (-item[1], item[0]))
    width = max((len(str(count)) for _, count in rows), default=1)
    return "".join(f"{count:>{width}}  {code}  {find_rule(code).name}\n" for code, count in rows)


def find_exit_code(tally: Tally, level: FailLevel, *, exit_zero: bool, allow_empty: bool) -> int:
    """Return the gravest code that applies: 2 over 3 over 1."""
    is_empty = not tally.files and not allow_empty
    if tally.missing or is_empty:
        return EXIT_USAGE
    if tally.is_incomplete:
        return EXIT_INCOMPLETE
    return EXIT_FINDINGS if tally.fails(level) and not exit_zero else EXIT_CLEAN


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
