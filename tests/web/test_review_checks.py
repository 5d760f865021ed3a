"""Checks in processes of their own, and what is remembered of checks: never another word than a fresh one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx2
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ledgergen.errors import LedgergenError
from ledgergen.model.dossier import Dossier
from ledgergen.runs.review.check_processes import CheckProcesses
from ledgergen.runs.review.checking import HashedDossier, check_text
from ledgergen.web.access import COOKIE, derive_form_token
from tests.web.review_workspace import (
    DOSSIER,
    MOVIE_ID,
    build_text,
    make_workspace,
    serve,
    write_dossier,
    write_draft,
)

LEDGER = f"/ledgers/{MOVIE_ID}"
SERVICE = """\
import time
from tests.web.test_review_checks import start_checks
print(*start_checks().pids, flush=True)
time.sleep(600)
"""


def start_checks(n_processes: int = 1) -> CheckProcesses:
    """Return checks whose processes have started, as they do once checks meet."""
    checks = CheckProcesses((), n_processes=n_processes)
    with ThreadPoolExecutor(4) as editors:
        while len(checks.pids) < n_processes:
            list(editors.map(lambda n: checks(build_text(f"Film {n}"), MOVIE_ID, NO_DOSSIER), range(8)))
    return checks


NO_DOSSIER = HashedDossier(None, "")


@pytest.fixture(scope="module")
def checks() -> Iterator[CheckProcesses]:
    started = start_checks()
    yield started
    started.close()


@pytest.fixture
def evidence(tmp_path: Path) -> HashedDossier:
    return HashedDossier(write_dossier(tmp_path), "key")


@pytest.mark.parametrize(
    "text", [build_text(), "", "It cost $62 million.", "\ud800 in 1976", "---\nmovieId: x"]
)
def test_a_process_says_what_would_be_said_here(
    checks: CheckProcesses, evidence: HashedDossier, text: str
) -> None:
    for dossier in (evidence, NO_DOSSIER):
        assert checks(text, MOVIE_ID, dossier) == check_text(text, MOVIE_ID, dossier, seeds=())


def test_many_at_once_are_not_mixed_up(checks: CheckProcesses, evidence: HashedDossier) -> None:
    texts = [f"The crew built {n} boats in {n + 1} days." for n in range(40)]
    with ThreadPoolExecutor(8) as editors:
        found = list(editors.map(lambda text: checks(text, MOVIE_ID, evidence), texts))
    assert found == [check_text(text, MOVIE_ID, evidence, seeds=()) for text in texts]


def test_whoever_finds_a_line_before_the_processes_stands_in_it(
    checks: CheckProcesses, evidence: HashedDossier
) -> None:
    (pid,) = checks.pids
    os.kill(pid, signal.SIGSTOP)
    try:
        with ThreadPoolExecutor(8) as editors:
            waiting = [editors.submit(checks, build_text(f"Film {n}"), MOVIE_ID, evidence) for n in range(8)]
            while checks._n_checks < 8:
                time.sleep(0.001)
            assert not any(each.done() for each in waiting)
            os.kill(pid, signal.SIGCONT)
            assert all(each.result().report.found for each in waiting)
    finally:
        os.kill(pid, signal.SIGCONT)


def test_one_editor_alone_is_checked_where_they_are_served(evidence: HashedDossier) -> None:
    checks = CheckProcesses((), n_processes=1)
    for n in range(3):
        checks(build_text(f"Film {n}"), MOVIE_ID, evidence)
    assert checks.pids == ()
    checks.close()


def test_a_process_that_was_killed_is_replaced(checks: CheckProcesses, evidence: HashedDossier) -> None:
    before = checks.pids
    os.kill(before[0], signal.SIGKILL)
    assert checks(build_text(), MOVIE_ID, evidence).report.found
    assert checks.pids != before


class _Deadly(Dossier):
    """Whoever is handed it dies."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (1,)


def test_a_text_that_kills_its_process_is_refused_and_no_other(
    checks: CheckProcesses, evidence: HashedDossier
) -> None:
    deadly = HashedDossier(_Deadly(movie_id=MOVIE_ID, title="Low Water"), "deadly")
    with pytest.raises(LedgergenError, match="died, twice"):
        checks(build_text(), MOVIE_ID, deadly)
    assert checks(build_text(), MOVIE_ID, evidence).report.found


def test_a_failure_in_a_process_is_told_and_ends_nothing(
    checks: CheckProcesses, evidence: HashedDossier
) -> None:
    before = checks.pids
    with pytest.raises(LedgergenError, match="TypeError"):
        checks(1976, MOVIE_ID, evidence)  # type: ignore[arg-type]
    assert checks(build_text(), MOVIE_ID, evidence).report.found
    assert checks.pids == before


def test_no_process_outlives_a_service_that_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", SERVICE], stdout=subprocess.PIPE, text=True) as service:
        assert service.stdout is not None
        pid = int(service.stdout.readline())
        service.kill()
    while is_running(pid):
        time.sleep(0.05)


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"  # ended, and nobody has asked how


class Editor:
    """Somebody with a page of the service open, and the base of what they saw last."""

    def __init__(self, url: str, session: str) -> None:
        self.headers = {"cookie": f"{COOKIE}={session}", "sec-fetch-site": "same-origin"}
        self.client = httpx2.Client(base_url=url, headers=self.headers, timeout=60)
        self.token = derive_form_token(session)
        self.base = ""
        self.seen: dict[str, Any] = {}

    def look(self) -> None:
        self.seen = self.client.get(f"/api{LEDGER}").json()
        self.base = self.seen["base"]

    def decide(self, n: int, do: str, **fields: str) -> int:
        figure = self.seen["figures"][n % len(self.seen["figures"])]["id"]
        form = {"token": self.token, "base": self.base, "do": do, "figure": figure, **fields}
        headers = {"hx-request": "true"} if n % 2 else {}
        status: int = self.client.post(f"{LEDGER}/decide", data=form, headers=headers).status_code
        return status


ACTS = {
    "correct": {"text": "$55 million"},
    "use": {"option": "1"},
    "waive": {"reason": "other", "comment": "seen"},
    "comment": {"comment": "hm"},
    "source": {"name": "The Harbor Post", "quote": "It grossed $410 million worldwide."},
    "remove": {},
    "undo": {},
}
STEPS = st.one_of(
    st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 1), st.integers(0, 9), st.booleans()),
    st.tuples(st.sampled_from(("dossier", "draft")), st.integers(0, 1), st.integers(0, 9), st.booleans()),
)


def change_files(folder: Path, what: str, n: int) -> None:
    """Put other evidence or another draft on disk, as a run would."""
    path = folder / "facts" / f"{MOVIE_ID}.yaml"
    if what == "dossier":
        dossier = DOSSIER.format(movie_id=MOVIE_ID, title="Low Water")
        path.write_text(dossier.replace("55000000", f"{50 + n}000000"), "utf-8")
    else:
        write_draft(folder, build_text().replace("148", f"{140 + n}"), Dossier.load(path))


@settings(
    max_examples=6, phases=(Phase.explicit, Phase.reuse, Phase.generate)
)  # a smaller case takes minutes
@given(st.lists(STEPS, min_size=4, max_size=9))
def test_two_editors_see_what_a_service_that_remembers_nothing_would_show(
    steps: list[tuple[str, int, int, bool]],
) -> None:
    with ExitStack() as stack:
        folder = make_workspace(Path(stack.enter_context(tempfile.TemporaryDirectory())))
        served = stack.enter_context(serve(folder))
        editors = [Editor(served.url, served.make_session(name)) for name in ("Ana", "Bo")]
        for editor in editors:
            stack.callback(editor.client.close)
            editor.look()
        for do, who, n, looks_first in steps:
            editor = editors[who]
            if looks_first:
                editor.look()
            if do in ACTS:
                assert editor.decide(n, do, **ACTS[do]) < 500
            else:
                change_files(folder, do, n)
            # The sessions are in the database: both services know them.
            with serve(folder) as forgetful:
                for path in (LEDGER, f"{LEDGER}/history", f"{LEDGER}/changes"):
                    fresh = httpx2.get(forgetful.url + path, headers=editor.headers, timeout=60)
                    assert editor.client.get(path).text == fresh.text
