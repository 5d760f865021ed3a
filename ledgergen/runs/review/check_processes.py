"""Checks of texts in processes of their own, beside the one that serves.

Python runs one thread at a time: while a text is checked, nobody else's page
is made. A lone editor waits for nobody, and is checked where they are served.
Processes are started when two checks meet for the first time; from then on
every text goes to them, and the serving process only waits. There may be one for
every core: a check beside serving takes a part of a core, and one in the midst of
it would take the turn of everybody who waits for a page. The texts of one film go to
the same process, which knows its last check and spares itself what has not changed.

A process is a bare interpreter that reads pickled tasks from its standard
input and ends with it: whatever becomes of the service, no process outlives
it. (Those of `concurrent.futures` outlive a service that is killed, and load
the program that started it once more.) One that dies takes nothing with it: its
text is given to a fresh one, and refused if that dies over it, too.
"""

from __future__ import annotations

import gc
import pickle
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ledgergen.adapters.reviews.kept_checks import KeptChecks
from ledgergen.errors import LedgergenError
from ledgergen.runs.review.checking import Checked, HashedDossier, check_text

_START = "import sys; sys.path[:] = {path!r}; from {module} import work; work()"
_END_S = 5


class CheckProcesses:
    """Checks texts (`checking.CheckText`), in other processes once there is more than one at a time."""

    def __init__(self, seeds: Sequence[str], *, n_processes: int, keep_in: Path | None = None) -> None:
        """Check against `seeds` for what was copied from them, in `n_processes` or, at 0, always here.

        What a check comes to is kept in the file `keep_in` by whoever made it (`KeptChecks`).
        """
        self._seeds = tuple(seeds)
        self._kept = KeptChecks(keep_in, self._seeds)
        self._processes = [_CheckProcess(self._seeds, keep_in) for _ in range(n_processes)]
        self._started: list[_CheckProcess] = []
        self._lock = threading.Lock()
        self._n_checks = 0
        self._starting: list[threading.Thread] = []

    def __call__(
        self, text: str, movie_id: int, dossier: HashedDossier, *, is_whole: bool = False
    ) -> Checked:
        """Check a text; with `is_whole`, resting on no check before.

        Raises:
            LedgergenError: two processes died over it.
        """
        with self._lock:
            self._n_checks += 1
            if self._n_checks > 1 and not self._starting:
                self._start()
        try:
            if self._started:
                return self._started[movie_id % len(self._started)].check(
                    text, movie_id, dossier, is_whole=is_whole
                )
            checked = check_text(text, movie_id, dossier, seeds=self._seeds, is_whole=is_whole)
            self._kept.keep(checked.report)
            return checked
        finally:
            with self._lock:
                self._n_checks -= 1

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes that check; none before two checks have met."""
        return tuple(process.pid for process in self._processes if process.pid)

    def _start(self) -> None:
        # Beside the requests: nobody waits for a process that is not there yet.
        self._starting = [threading.Thread(target=self._add, args=(process,)) for process in self._processes]
        for thread in self._starting:
            thread.start()

    def _add(self, process: _CheckProcess) -> None:
        try:
            process.start()
        except (OSError, EOFError):  # too little memory: checks go on here, or in the others
            process.end()
        else:
            self._started.append(process)

    def close(self) -> None:
        """End the processes."""
        for thread in self._starting:
            thread.join()
        for process in self._processes:
            process.end()
        self._kept.close()


class _CheckProcess:
    """One process that checks, one text at a time."""

    def __init__(self, seeds: tuple[str, ...], keep_in: Path | None) -> None:
        self._seeds = seeds
        self._keep_in = keep_in
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self.pid = 0
        """Its number; 0 while there is none that can check."""

    def start(self) -> None:
        """Start it, and wait until it can check."""
        program = _START.format(path=sys.path, module=__name__)
        self._process = subprocess.Popen(  # noqa: S603  this very interpreter
            [sys.executable, "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            process_group=0,  # Ctrl-C is for the service, which ends it by itself
        )
        self._ask((self._seeds, self._keep_in))
        self.pid = self._process.pid

    def check(self, text: str, movie_id: int, dossier: HashedDossier, *, is_whole: bool) -> Checked:
        """Have a text checked, one at a time; a process that died is replaced."""
        with self._lock:
            return self._check(text, movie_id, dossier, is_whole)

    def _check(self, *task: object) -> Checked:
        for _ in range(2):
            with suppress(OSError, EOFError, pickle.UnpicklingError):
                if self._process is None:
                    self.start()
                answer = self._ask(task)
                if isinstance(answer, Checked):
                    return answer
                raise LedgergenError(
                    "the check of this ledger failed",
                    because=str(answer),
                    fix="report it as a defect of ledgergen, with this text",
                )
            self.end()
        raise LedgergenError(
            "the check of this ledger failed",
            because="its process died, twice: a defect, or too little memory",
            fix="report it as a defect of ledgergen, with this text",
        )

    def _ask(self, question: object) -> object:
        assert self._process is not None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        pickle.dump(question, self._process.stdin, pickle.HIGHEST_PROTOCOL)
        self._process.stdin.flush()
        return pickle.load(self._process.stdout)  # noqa: S301  what a process of ours wrote

    def end(self) -> None:
        """End it: its input ends, and so does it."""
        process, self._process, self.pid = self._process, None, 0
        if process is None:
            return
        with suppress(OSError):
            process.stdin.close()  # type: ignore[union-attr]  # asked for above
        try:
            process.wait(_END_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()  # type: ignore[union-attr]  # asked for above


def work() -> None:
    """Be a process that checks: seeds and the file to keep checks in come first, then texts to the end."""
    tasks, answers = sys.stdin.buffer, sys.stdout.buffer
    with suppress(EOFError, BrokenPipeError):
        seeds, keep_in = pickle.load(tasks)  # noqa: S301  what the service wrote
        kept = KeptChecks(keep_in, seeds)
        # The program itself stays as it is; to look through it for garbage again and again takes a tenth
        # of every check.
        gc.freeze()
        gc.set_threshold(10_000, 20, 100)
        answer: object = None
        while True:
            pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
            if isinstance(answer, Checked):  # whoever asked has it, and waits for nothing more
                kept.keep(answer.report)
            text, movie_id, dossier, is_whole = pickle.load(tasks)  # noqa: S301  what the service wrote
            try:
                answer = check_text(text, movie_id, dossier, seeds=seeds, is_whole=is_whole)
            except Exception as error:  # noqa: BLE001  one text's failure is that text's alone
                answer = f"{type(error).__name__}: {error}"
