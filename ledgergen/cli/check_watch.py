"""`--watch`: check again when a file changes.

Files are looked at every half second and not by the system's notifications:
editors save in many ways (in place, by renaming, over a network), and a look
at time and size sees them all alike, with nothing to install.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from ledgergen.adapters.collection import Collection
from ledgergen.errors import LedgergenError

PAUSE_S = 0.5


def watch(
    paths: Sequence[Path], check: Callable[[], int], *, rounds: int | None = None, pause_s: float = PAUSE_S
) -> int:
    """Check now and after every change; ends when interrupted, or after `rounds` looks."""
    seen: object = None
    code = 0
    while rounds is None or rounds > 0:
        state = _look(paths)
        if state != seen:
            seen = state
            try:
                code = check()
            except LedgergenError as error:
                # A setting that is being typed is no reason to stop watching.
                click.echo(str(error), err=True)
                code = error.exit_code
            click.echo("watching for changes; Ctrl-C ends", err=True)
        rounds = None if rounds is None else rounds - 1
        time.sleep(pause_s)
    return code


def _look(paths: Sequence[Path]) -> dict[str, tuple[int, int]]:
    """Return time and size of every file there is."""
    state = {}
    for found in Collection(paths):
        if isinstance(found, Path):
            try:
                status = found.stat()
            except OSError:
                continue
            state[str(found)] = (status.st_mtime_ns, status.st_size)
    return state
