"""The service as processes: one that speaks HTTP, and some that answer for ledgers."""

from __future__ import annotations

import atexit
import socket
import sys
from contextlib import ExitStack

import uvicorn
from starlette.types import ASGIApp

from ledgergen.runs.check_pool import count_cores
from ledgergen.settings import Resolved
from ledgergen.web.answer_processes import AnswerProcesses
from ledgergen.web.answering import Setting
from ledgergen.web.app import build_app
from ledgergen.web.guard import Door
from ledgergen.web.service import prepare_process
from ledgergen.wiring_drafts import DraftTerms, open_room
from ledgergen.wiring_review import open_desk

_MOST = 4
"""So many answer for ledgers unless more are asked for, and so many check at most."""
_TURN_S = 0.0005


def serve(
    resolved: Resolved, listener: socket.socket, *, door: Door, n_workers: int | None, terms: DraftTerms
) -> None:
    """Serve the workspace on a bound socket until the process is told to end.

    `n_workers` processes answer for ledgers, as many as there are cores for None; at 1 the serving one does.
    """
    n_workers = count_workers() if n_workers is None else n_workers
    setting = Setting(resolved=resolved, door=door, terms=terms)
    config = uvicorn.Config(
        open_app(setting, answers=AnswerProcesses(setting, n_processes=n_workers) if n_workers > 1 else None),
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=5,
    )
    uvicorn.Server(config).run(sockets=[listener])


def count_workers(n_cores: int | None = None) -> int:
    """Return how many processes answer for ledgers, or check for the serving one; 1 is that one itself.

    >>> [count_workers(n) for n in (1, 2, 4, 64)]
    [1, 2, 4, 4]
    """
    return min(_MOST, count_cores() if n_cores is None else n_cores)


def open_app(setting: Setting, *, answers: AnswerProcesses | None = None) -> ASGIApp:
    """Return the application of the serving process, over a desk that is open as long as that lives."""
    stack = ExitStack()
    atexit.register(stack.close)
    n_workers = count_workers()
    parts = stack.enter_context(
        open_desk(setting.resolved, n_check_processes=n_workers if n_workers > 1 else 0)
    )
    room = stack.enter_context(open_room(setting.resolved, setting.terms))
    prepare_process()
    # Whoever holds the write lock asks disk and database a dozen times, and waits for a turn after each:
    # behind somebody who makes a page, five milliseconds by default, while all who decide stand in line.
    sys.setswitchinterval(_TURN_S)
    return build_app(
        parts, door=setting.door, workspace=setting.resolved.workspace.name, room=room, answers=answers
    )
