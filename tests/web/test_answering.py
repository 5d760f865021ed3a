"""Processes that answer for ledgers: what they say is what the service would, whatever becomes of them."""

from __future__ import annotations

import asyncio
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest

from ledgergen.adapters.turns import Rank
from ledgergen.core.figures.judge import Judge
from ledgergen.core.figures.mention import Ruling
from ledgergen.core.review.commands import Correct
from ledgergen.model.account import Role
from ledgergen.settings import resolve_settings
from ledgergen.web.access import COOKIE, derive_form_token
from ledgergen.web.answer_processes import (
    _DUE_S,
    Answer,
    AnswerProcesses,
    Question,
    UnansweredError,
    _AnswerProcess,
    _Waiting,
)
from ledgergen.web.answering import Answering
from ledgergen.web.service import Service
from ledgergen.wiring_drafts import DraftTerms, open_room
from tests.web.review_workspace import (
    MOVIE_ID,
    Served,
    build_text,
    make_workspace,
    open_parts,
    serve,
    write_dossier,
    write_draft,
)
from tests.web.test_review_checks import is_running
from tests.web.visits import LEDGER

_BASE = re.compile(r'name="base" value="([^"]+)"')
_OPEN = re.compile(r'<mark class="v-[a-z_]+ open"><a id="(fig-[0-9a-f]{8})"')


class Editor:
    """Somebody at a browser that runs no script."""

    def __init__(self, served: Served, name: str) -> None:
        session = served.make_session(name)
        headers = {"cookie": f"{COOKIE}={session}", "sec-fetch-site": "same-origin"}
        self.client = httpx2.Client(base_url=served.url, headers=headers, timeout=60)
        self.token = derive_form_token(session)

    def look(self, ledger: str = LEDGER) -> str:
        answer = self.client.get(ledger)
        assert answer.status_code == 200, answer.text
        return answer.text

    def comment(self, words: str, *, page: str = "", ledger: str = LEDGER, **fields: str) -> httpx2.Response:
        """Comment on the first open figure of a page that was looked at, or is now."""
        page = page or self.look(ledger)
        base, figure = _BASE.search(page), _OPEN.search(page)
        assert base
        assert figure
        form = {"token": self.token, "base": base[1], "figure": figure[1], "do": "comment", "comment": words}
        return self.client.post(f"{ledger}/decide", data=form | fields)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("workspace") / "harbor"  # what `serve` calls it on pages
    folder.mkdir()
    with serve(make_workspace(folder), n_answering=2) as running:
        yield running


@pytest.fixture
def ana(served: Served) -> Iterator[Editor]:
    editor = Editor(served, "Ana")
    with editor.client:
        yield editor


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The routes that processes have answered for."""
    told: list[str] = []
    ask = AnswerProcesses.ask

    async def note(self: AnswerProcesses, movie_id: int, question: Question, *, rank: Rank) -> Answer | None:
        answer = await ask(self, movie_id, question, rank=rank)
        if answer is not None:
            told.append(question.route)
        return answer

    monkeypatch.setattr(AnswerProcesses, "ask", note)
    return told


def list_comments(served: Served, movie_id: int = MOVIE_ID) -> Counter[str]:
    return Counter(event.comment for event in served.parts.store.load(movie_id) if event.comment)


def find_pid(served: Served, movie_id: int = MOVIE_ID) -> int:
    """Return the process that answers for a ledger, once all are there."""
    assert served.answers is not None
    while len(served.answers.pids) < 2:
        time.sleep(0.01)
    return served.answers.pids[movie_id % 2]


def find_process(served: Served, pid: int) -> _AnswerProcess:
    assert served.answers is not None
    (process,) = (each for each in served.answers._processes if each.pid == pid)
    return process


def wait_until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        time.sleep(0.005)


def test_pages_and_decisions_are_answered_beside_the_service(
    served: Served, ana: Editor, asked: list[str]
) -> None:
    assert ana.comment("hm").status_code == 303
    assert "hm" in ana.client.get(f"{LEDGER}/history").text
    assert asked == ["GET /ledgers/{movie_id}", "POST /ledgers/{movie_id}/decide"]


def test_a_page_made_beside_is_the_page_of_a_service_alone(served: Served, ana: Editor) -> None:
    with serve(served.folder) as alone:
        other = httpx2.get(alone.url + LEDGER, headers=ana.client.headers, timeout=60)
    answer = ana.client.get(LEDGER)
    assert answer.text == other.text
    apart = {"date": "", "server-timing": ""}
    assert {**answer.headers, **apart} == {**other.headers, **apart}


@pytest.mark.parametrize(
    ("send", "status"),
    [
        (lambda ana: ana.client.get("/ledgers/77"), 404),
        (lambda ana: ana.client.get("/ledgers/x"), 422),
        (lambda ana: ana.client.get("/ledgers/0"), 422),
        (lambda ana: ana.client.get(LEDGER, params={"did": "x"}), 422),
        (lambda ana: httpx2.get(ana.client.base_url.join(LEDGER)), 401),
        (lambda ana: ana.comment("hm", token="another's"), 403),
        (lambda ana: ana.comment("hm", do="nothing"), 422),
        (lambda ana: ana.comment("hm", figure="fig-00000000"), 422),
        (lambda ana: ana.comment("hm", base="9999"), 422),
    ],
)
def test_what_goes_wrong_has_the_pages_it_has_everywhere(
    served: Served, ana: Editor, send: Callable[[Editor], httpx2.Response], status: int
) -> None:
    before = served.parts.store.load_revs()
    assert send(ana).status_code == status
    assert served.parts.store.load_revs() == before


def test_of_two_who_decide_about_one_figure_the_second_is_shown_the_first(
    served: Served, ana: Editor
) -> None:
    bo = Editor(served, "Bo")
    with bo.client:
        page = bo.look()
        assert ana.comment("", do="correct", text="$56 million").status_code == 303
        answer = bo.comment("", page=page, do="correct", text="$57 million")
    assert answer.status_code == 409
    assert "$56 million" in answer.text
    assert "$57 million" in answer.text


@pytest.mark.parametrize("is_stored", [False, True])
def test_a_decision_that_a_process_never_told_of_is_there_once(
    served: Served, ana: Editor, monkeypatch: pytest.MonkeyPatch, *, is_stored: bool
) -> None:
    ask = AnswerProcesses.ask

    async def fail(self: AnswerProcesses, movie_id: int, question: Question, *, rank: Rank) -> Answer | None:
        if question.sent.get("comment") and is_stored:
            await ask(self, movie_id, question, rank=rank)
        raise UnansweredError

    words = f"is stored: {is_stored}"
    page = ana.look()
    monkeypatch.setattr(AnswerProcesses, "ask", fail)
    assert ana.comment(words, page=page).status_code == 303
    assert list_comments(served)[words] == 1


def test_what_a_killed_process_was_asked_is_answered_all_the_same(served: Served, ana: Editor) -> None:
    page, pid = ana.look(), find_pid(served)
    os.kill(pid, signal.SIGSTOP)
    with ThreadPoolExecutor(4) as hands:
        words = [f"at a process that stopped, {n}" for n in range(4)]
        sent = [hands.submit(ana.comment, each, page=page) for each in words]
        process = find_process(served, pid)
        wait_until(lambda: process.load == 4)
        os.kill(pid, signal.SIGKILL)
        assert [each.result().status_code for each in sent] == [303] * 4
    assert [list_comments(served)[each] for each in words] == [1] * 4
    assert find_pid(served) != pid  # there is another


def test_what_a_process_that_hangs_was_asked_is_answered_all_the_same(
    served: Served, ana: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, pid = ana.look(), find_pid(served)
    monkeypatch.setattr(find_process(served, pid), "_patience_s", 0.1)
    os.kill(pid, signal.SIGSTOP)
    assert ana.comment("at a process that hangs", page=page).status_code == 303
    assert list_comments(served)["at a process that hangs"] == 1
    assert find_pid(served) != pid  # there is another


def test_while_no_process_begins_the_service_answers_alone_and_tries_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in (("_START", "raise SystemExit(1)"), ("_AGAIN_S", 0.001), ("_AT_MOST_S", 0.004)):
        monkeypatch.setattr(f"ledgergen.web.answer_processes.{name}", value)
    started: list[str] = []
    start = asyncio.create_subprocess_exec

    async def ask() -> Answer | None:
        processes, is_tried = AnswerProcesses(None, n_processes=1), asyncio.Event()

        async def note(*args: str, **options: int) -> asyncio.subprocess.Process:
            started.append(args[0])
            if len(started) == 4:
                is_tried.set()
            return await start(*args, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(asyncio, "create_subprocess_exec", note)
        processes.start()
        await is_tried.wait()
        answer = await processes.ask(1, Question("GET /ledgers/{movie_id}", {}, {}), rank=Rank.SHOWING)
        await processes.close()
        return answer

    assert asyncio.run(ask()) is None


def test_an_edit_is_answered_beside_the_service_too(served: Served, ana: Editor, asked: list[str]) -> None:
    text = served.parts.desk.open(MOVIE_ID).review.state.text
    start = text.index("*Low Water* runs")
    before = text[start : text.index("\n", start)]
    page = ana.look()
    base = _BASE.search(page)
    assert base
    form = {"token": ana.token, "base": base[1], "start": str(start), "before": before}
    form["after"] = before.replace("None of them is hurried.", "None is hurried.")
    assert ana.client.post(f"{LEDGER}/edit", data=form).status_code == 303
    assert "None is hurried." in served.parts.desk.open(MOVIE_ID).review.state.text
    assert asked[-1] == "POST /ledgers/{movie_id}/edit"


def test_who_decides_comes_first_and_who_has_waited_long_comes_too(
    served: Served, ana: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One process is stopped: what it is sent waits; then it answers, and what came when is seen."""
    page, pid = ana.look(), find_pid(served)
    process, asked, take = find_process(served, pid), [], _AnswerProcess._take_next

    def take_next() -> _Waiting | None:
        taken = take(process)
        if taken is not None:
            asked.append(taken.number)
        return taken

    monkeypatch.setattr(process, "_neighbors", ())
    monkeypatch.setattr(process, "_take_next", take_next)

    def send(name: str) -> threading.Thread:
        def work() -> None:
            if name.startswith("page"):
                ana.look()
            else:
                assert ana.comment(name, page=page).status_code == 303

        before = process.load
        thread = threading.Thread(target=work)
        thread.start()
        wait_until(lambda: process.load > before)
        return thread

    monkeypatch.setitem(_DUE_S, Rank.SHOWING, 60.0)
    os.kill(pid, signal.SIGSTOP)
    try:
        threads = [send(f"page {n}") for n in range(4)]  # three of them lie with the process already
        threads.append(send("decision soon"))
        monkeypatch.setitem(_DUE_S, Rank.DECIDING, 120.0)  # as if it came two minutes later
        threads.append(send("decision late"))
    finally:
        os.kill(pid, signal.SIGCONT)
    for thread in threads:
        thread.join()
    assert [number - asked[0] for number in asked] == [0, 1, 2, 4, 3, 5]


def test_a_process_that_has_nothing_to_do_makes_the_pages_of_another(served: Served, ana: Editor) -> None:
    pid = find_pid(served)
    os.kill(pid, signal.SIGSTOP)
    try:
        with ThreadPoolExecutor(12) as hands:
            sent = [hands.submit(ana.look) for _ in range(12)]
            wait_until(lambda: sum(each.done() for each in sent) == 9)  # three lie with the one that stopped
            os.kill(pid, signal.SIGCONT)
            assert len({each.result() for each in sent}) == 1
    finally:
        os.kill(pid, signal.SIGCONT)


def test_editors_whose_processes_are_killed_lose_and_double_nothing(tmp_path: Path) -> None:
    folder = make_workspace(tmp_path)
    others = [MOVIE_ID + n for n in range(1, 4)]
    for movie_id in others:
        title = f"Film {movie_id}"
        write_draft(folder, build_text(title, movie_id), write_dossier(folder, title, movie_id))
    ledgers, n_comments, n_editors = [MOVIE_ID, *others], 25, 4
    with serve(folder, n_answering=2) as served:
        assert served.answers is not None
        is_over = threading.Event()

        def kill() -> None:
            rng = random.Random(7)
            while not is_over.wait(rng.uniform(0.05, 0.6)):
                for pid in served.answers.pids[:1]:  # type: ignore[union-attr]
                    os.kill(pid, signal.SIGKILL)

        def work(number: int) -> None:
            editor, rng = Editor(served, f"editor {number}"), random.Random(number)
            with editor.client:
                for n in range(n_comments):
                    ledger = f"/ledgers/{rng.choice(ledgers)}"
                    assert editor.comment(f"{number} {n}", ledger=ledger).status_code == 303

        killer = threading.Thread(target=kill)
        killer.start()
        try:
            with ThreadPoolExecutor(n_editors) as editors:
                list(editors.map(work, range(n_editors)))
        finally:
            is_over.set()
            killer.join()
        found = sum((list_comments(served, movie_id) for movie_id in ledgers), Counter[str]())
    assert found == Counter(f"{number} {n}" for number in range(n_editors) for n in range(n_comments))


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR])
@pytest.mark.parametrize("is_lent", [False, True])
def test_a_decision_is_expected_of_who_can_decide_where_it_will_be_answered(
    served: Served, role: Role, *, is_lent: bool
) -> None:
    key = served.add_account(f"{role.value} {is_lent}", role).key
    session = served.access.issue("session", account=key, lifetime_s=600)
    scope = {
        "type": "http",
        "method": "GET",
        "path": LEDGER,
        "query_string": b"",
        "headers": [(b"cookie", f"{served.access.cookie}={session}".encode())],
        "path_params": {"movie_id": str(MOVIE_ID)},
    }
    terms = DraftTerms(offline=True)
    with open_room(resolve_settings({}, environ={}, cwd=served.folder), terms, resumes=False) as room:
        answering = Answering(Service(served.parts, access=served.access, workspace="harbor", room=room))
        answer = answering.answer(Question("GET /ledgers/{movie_id}", scope, {}, is_lent=is_lent))
    assert answer is not None
    assert answer.status == 200
    assert answering.awaits_decision is (role is Role.EDITOR and not is_lent)
    if answering.awaits_decision:
        answering.check_ahead()
    assert not answering.awaits_decision


def test_a_check_ahead_that_fails_ends_nothing(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def fail(movie_id: int) -> None:
        asked.append(movie_id)
        raise OSError

    monkeypatch.setattr(served.parts.desk, "check_ahead", fail)
    terms = DraftTerms(offline=True)
    with open_room(resolve_settings({}, environ={}, cwd=served.folder), terms, resumes=False) as room:
        answering = Answering(Service(served.parts, access=served.access, workspace="harbor", room=room))
        answering._opened.append(MOVIE_ID)
        answering.check_ahead()
    assert asked == [MOVIE_ID]
    assert not answering.awaits_decision


def test_the_first_correction_rests_on_a_check_made_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ruled: list[int] = []
    rule = Judge.rule

    def note(judge: Judge, number: int) -> Ruling:
        ruled.append(number)
        return rule(judge, number)

    monkeypatch.setattr(Judge, "rule", note)
    movie_id, title = 990077, "Slack Tide"  # evidence that nothing was checked by before
    make_workspace(tmp_path)
    write_draft(tmp_path, build_text(title, movie_id), write_dossier(tmp_path, title, movie_id))
    with open_parts(tmp_path) as parts:
        figure = parts.desk.open(movie_id).review.open_figures[0].figure.id
        ruled.clear()
        parts.desk.check_ahead(movie_id)
        n_ahead = len(ruled)
        parts.desk.check_ahead(movie_id)
        assert len(ruled) == n_ahead > 0
        parts.desk.decide(movie_id, Correct(figure=figure, text="$57 million"), actor="ana")
        assert 0 < len(ruled) - n_ahead < n_ahead


SERVICE = """\
import sys, threading
from pathlib import Path
from tests.web.review_workspace import make_workspace, serve
with serve(make_workspace(Path(sys.argv[1])), n_answering=2) as served:
    print(*served.answers.pids, flush=True)
    threading.Event().wait()
"""


def test_no_process_outlives_a_service_that_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SERVICE, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as service:
        assert service.stdout is not None
        pids = [int(pid) for pid in service.stdout.readline().split()]
        service.kill()
    assert len(pids) == 2
    wait_until(lambda: not any(map(is_running, pids)))


def test_ctrl_c_while_processes_start_is_quiet(tmp_path: Path) -> None:
    folder = make_workspace(tmp_path)
    command = [sys.executable, "-m", "ledgergen", "serve", "--port", "0", "--workers", "2"]
    with subprocess.Popen(
        command,
        cwd=folder,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as service:
        children = Path(f"/proc/{service.pid}/task/{service.pid}/children")
        wait_until(lambda: len(pids := children.read_text("utf-8").split()) == 2 and all(map(is_alone, pids)))
        pids = [int(pid) for pid in children.read_text("utf-8").split()]
        os.killpg(service.pid, signal.SIGINT)  # as a terminal does
        _, said = service.communicate()
    assert "Traceback" not in said
    wait_until(lambda: not any(map(is_running, pids)))


def is_alone(pid: str) -> bool:
    """Tell whether a process leads a group of its own: it has begun."""
    return os.getpgid(int(pid)) == int(pid)
