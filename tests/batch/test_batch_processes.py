"""`--processes`: one list, one cap, one pace and one display for several processes."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from tests.batch.batch_help import hold_models, make_workspace, read_log, run, serve_models, start, wait_for

PROCESSES = ("--offline", "--processes", "2", "--json")


def list_members(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_two_processes_share_films_calls_and_the_cap(tmp_path: Path) -> None:
    make_workspace(tmp_path, 60)
    log = tmp_path / "server.log"
    with serve_models("--latency", "0.05", log=log) as url:
        options = (*PROCESSES, "--base-url", url, "--price", "1/4", "--max-concurrency", "8")
        code, summary, err = run(tmp_path, *options, "--max-cost", "0.2")
        states: Any = summary["states"]
        assert code == 3
        assert err.count("the cap of $0.20 is reached") == 1
        assert 0 < states["clean"] < 60
        assert float(str(summary["spent_usd"])) <= 0.2
        code, summary, _ = run(tmp_path, *options)
    assert code == 0
    value: Any = summary["run"]
    assert value["done"]["clean"] + value["skipped"] == 60
    asked = [digest for (digest,) in read_log(log, "asked")]
    assert len(asked) == len(set(asked)) == 60


def test_a_killed_process_is_told_of_and_the_others_do_its_films(tmp_path: Path) -> None:
    make_workspace(tmp_path, 40)
    with hold_models(tmp_path) as models:
        process = start(tmp_path, *PROCESSES, "--base-url", models.url, "--max-concurrency", "4")
        models.wait_for_calls(4)
        os.kill(list_members(process.pid)[0], signal.SIGKILL)
        models.let_go()
        out, err = process.communicate(timeout=120)
    assert "process 1 of 2 was killed (SIGKILL): the others do its films" in err
    assert process.returncode == 0
    assert json.loads(out)["states"]["clean"] == 40
    asked = [digest for (digest,) in read_log(tmp_path / "server.log", "asked")]
    assert len(set(asked)) == 40
    assert len(asked) <= 40 + 2  # what the killed one had on the wire


def test_when_all_processes_die_the_next_run_goes_on(tmp_path: Path) -> None:
    make_workspace(tmp_path, 20)
    with hold_models(tmp_path) as models:
        process = start(tmp_path, *PROCESSES, "--base-url", models.url, "--max-concurrency", "4")
        models.wait_for_calls(4)
        for member in list_members(process.pid):
            os.kill(member, signal.SIGKILL)
        out, err = process.communicate(timeout=60)
        assert process.returncode == 3
        assert "every process of the run died" in err
        assert json.loads(out)["states"]["running"] == 0
        models.let_go()
        code, summary, _ = run(tmp_path, *PROCESSES, "--base-url", models.url)
    assert code == 0
    states: Any = summary["states"]
    assert states["clean"] == 20


@pytest.mark.parametrize("n_signals", [1, 2])
def test_ctrl_c_reaches_every_process(tmp_path: Path, n_signals: int) -> None:
    make_workspace(tmp_path, 30)
    with hold_models(tmp_path) as models:
        process = start(tmp_path, *PROCESSES, "--base-url", models.url, "--max-concurrency", "5")
        models.wait_for_calls(5)
        for words in ("stopping: ", "stopping now")[:n_signals]:
            process.send_signal(signal.SIGINT)
            process.wait_for(words)
        if n_signals == 1:
            time.sleep(0.5)  # the members hear of it by a pipe, and nobody outside can see that they have
            models.let_go()
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "the same command goes on from here" in err
    states = json.loads(out)["states"]
    assert (states["clean"], states["running"]) == (5 if n_signals == 1 else 0, 0)
    assert models.count_asked() == 5


def test_processes_whose_starter_is_killed_finish_and_end(tmp_path: Path) -> None:
    make_workspace(tmp_path, 30)
    with hold_models(tmp_path) as models:
        process = start(tmp_path, *PROCESSES, "--base-url", models.url, "--max-concurrency", "4")
        models.wait_for_calls(4)
        members = list_members(process.pid)
        process.kill()
        process.communicate()
        models.let_go()
        wait_for(
            lambda: not any(Path(f"/proc/{pid}").exists() for pid in members), what="the end of the members"
        )
        assert models.count_asked() < 30
        code, summary, _ = run(tmp_path, *PROCESSES, "--base-url", models.url)
    assert code == 0
    states: Any = summary["states"]
    assert states["clean"] == 30
    assert models.count_asked() == 30


def test_requests_a_minute_are_those_of_all_processes(tmp_path: Path) -> None:
    make_workspace(tmp_path, 12)
    log = tmp_path / "server.log"
    with serve_models(log=log) as url:
        started = time.monotonic()
        code, _, _ = run(tmp_path, *PROCESSES, "--base-url", url, "--rpm", "120", "--max-concurrency", "8")
        seconds = time.monotonic() - started
    assert code == 0
    assert seconds >= (12 - 2 * 2) / 2 - 0.5  # two a second, after what is in hand at first
