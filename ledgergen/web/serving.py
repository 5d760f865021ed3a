"""The service as processes: one by default, or several that share a workspace.

Python runs one thread at a time, so that a process serves as much as one core
can. Several need nothing of each other: what they remember holds as long as
the store's revision or the file's stamp says so.
"""

from __future__ import annotations

import atexit
import gc
import socket
import sys
from contextlib import ExitStack
from functools import partial

import uvicorn
from starlette.types import ASGIApp
from uvicorn.supervisors import Multiprocess

from ledgergen.runs.check_pool import count_cores
from ledgergen.settings import Resolved
from ledgergen.web.app import build_app
from ledgergen.web.guard import Door
from ledgergen.web.service import prepare_templates
from ledgergen.wiring_drafts import DraftTerms, open_room
from ledgergen.wiring_review import open_desk

_MAX_CHECK_PROCESSES = 4
_TURN_S = 0.0005


def serve(
    resolved: Resolved, listener: socket.socket, *, door: Door, n_workers: int, terms: DraftTerms
) -> None:
    """Serve the workspace on a bound socket until the process is told to end."""
    config = uvicorn.Config(
        partial(open_app, resolved, door, terms, n_check_processes=count_check_processes(n_workers)),
        factory=True,
        workers=n_workers,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=5,
    )
    if n_workers == 1:
        uvicorn.Server(config).run(sockets=[listener])
    else:
        Multiprocess(config, sockets=[listener]).run()


def count_check_processes(n_workers: int, *, n_cores: int | None = None) -> int:
    """Return how many processes may check for each one that serves: so many that no core is idle.

    One core is used best by a single process.

    >>> [count_check_processes(n, n_cores=8) for n in (1, 2, 4, 8)]
    [4, 4, 2, 1]
    """
    n_cores = count_cores() if n_cores is None else n_cores
    return min(_MAX_CHECK_PROCESSES, n_cores // n_workers) if n_cores > 1 else 0


def open_app(resolved: Resolved, door: Door, terms: DraftTerms, *, n_check_processes: int = 0) -> ASGIApp:
    """Return the application of one process, over a desk that is open as long as the process lives."""
    stack = ExitStack()
    atexit.register(stack.close)
    parts = stack.enter_context(open_desk(resolved, n_check_processes=n_check_processes))
    room = stack.enter_context(open_room(resolved, terms))
    prepare_templates()
    # What is remembered of a thousand ledgers is a million objects without a cycle among them: to look
    # through them all stops everybody for half a second. What is young is still looked through.
    # Whoever holds the write lock asks disk and database a dozen times, and waits for a turn after each:
    # behind somebody who makes a page, five milliseconds by default, while all who decide stand in line.
    sys.setswitchinterval(_TURN_S)
    gc.freeze()
    gc.set_threshold(10_000, 20, 1_000)
    return build_app(parts, door=door, workspace=resolved.workspace.name, room=room)
