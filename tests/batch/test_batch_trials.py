"""Money, faults and dead servers, through the command and a server in another process."""

from __future__ import annotations

import json
import re
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.batch.batch_help import (
    Child,
    hold_models,
    make_workspace,
    read_log,
    run,
    serve_models,
    start,
    wait_for,
)
from tests.ports import find_port


def bill(log: Path) -> float:
    return sum(int(n_in) + 4 * int(n_out) for _, n_in, n_out in read_log(log, "billed")) / 1_000_000


def test_the_cap_holds_with_64_in_flight_and_is_used_up(tmp_path: Path) -> None:
    make_workspace(tmp_path, 120)
    log = tmp_path / "server.log"
    with serve_models("--latency", "0.1", "--vary", log=log) as url:
        options = ("--base-url", url, "--offline", "--price", "1/4", "--max-concurrency", "64")
        code, summary, err = run(tmp_path, *options, "--max-cost", "0.5")
        assert code == 3
        assert "error: the cap of $0.50 is reached" in err
        assert 0.4 < bill(log) <= 0.5
        assert float(str(summary["spent_usd"])) == pytest.approx(bill(log))
        n_before = len(read_log(log, "asked"))
        code, _, _ = run(tmp_path, *options, "--max-cost", "0.5")
        assert code == 3
        assert len(read_log(log, "asked")) - n_before <= 3  # what the last calls left over
        assert bill(log) <= 0.5
        code, summary, _ = run(tmp_path, *options, "--max-cost", "50")
    assert code == 0
    assert len(read_log(log, "billed")) == 120  # what was paid for under the cap was not paid for again


def test_the_estimate_is_near_what_is_spent(tmp_path: Path) -> None:
    path = make_workspace(tmp_path, 80)
    log = tmp_path / "server.log"
    ids = path.read_text().splitlines()
    with serve_models("--vary", log=log) as url:
        options = ("--base-url", url, "--offline", "--price", "1/4")
        path.write_text("\n".join(ids[:21]))
        run(tmp_path, *options)
        path.write_text("\n".join(ids))
        code, estimate, err = run(tmp_path, *options, "--dry-run")
        assert code == 0
        assert "the list has changed" in err
        assert (estimate["n_films"], estimate["n_finished"], estimate["n_calls"]) == (60, 20, 60)
        before = bill(log)
        run(tmp_path, *options)
    assert float(str(estimate["cost_usd"])) == pytest.approx(bill(log) - before, rel=0.15)


def test_a_cap_needs_a_price(tmp_path: Path) -> None:
    make_workspace(tmp_path, 1)
    with serve_models() as url:
        code, _, err = run(tmp_path, "--base-url", url, "--max-cost", "5")
    assert code == 2
    assert err.splitlines()[0] == "error: --max-cost cannot be kept: the price of 'mock' is not known"


def test_a_fifth_of_all_replies_failing_fails_no_film(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_workspace(tmp_path, 60)
    log = tmp_path / "server.log"
    monkeypatch.setenv("LEDGERGEN_TIMEOUT_S", "1.5")
    modes = "429,429 soon,500,drop,half,stall,broken"
    with serve_models("--faults", "0.2", "--modes", modes, "--stall", "4", log=log) as url:
        code, summary, err = run(
            tmp_path, "--base-url", url, "--offline", "--price", "1/4", "--max-concurrency", "32"
        )
    assert code == 0, err
    states: Any = summary["states"]
    assert states["clean"] == 60
    waits: Any = summary["run"]
    assert waits["waits"] > 0
    assert float(str(summary["spent_usd"])) >= bill(log)


@pytest.mark.parametrize(
    ("status", "said"),
    [(500, "the server has answered nothing for"), (401, "does not accept the key"), (402, "no credit left")],
)
def test_what_no_film_can_escape_fails_no_film(tmp_path: Path, status: int, said: str) -> None:
    make_workspace(tmp_path, 40)
    log = tmp_path / "server.log"
    with serve_models("--status", str(status), log=log) as url:
        code, summary, err = run(tmp_path, "--base-url", url, "--offline", "--wait-for-server", "2")
    assert code == 3
    states: Any = summary["states"]
    assert (states["queued"], states["failed"]) == (40, 0)
    assert said in err
    assert len(read_log(log, "asked")) < 400


def test_a_server_that_comes_back_is_waited_for(tmp_path: Path) -> None:
    make_workspace(tmp_path, 10)
    port = str(find_port())
    url = f"http://127.0.0.1:{port}/v1"
    process = start(tmp_path, "--base-url", url, "--model", "mock", "--offline", "--json")
    process.wait_for("waiting ")
    with serve_models("--port", port):
        out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert json.loads(out)["states"]["clean"] == 10


@pytest.mark.parametrize("processes", ["1", "2"])
def test_a_disk_that_takes_no_more_stops_the_run_and_fails_no_film(tmp_path: Path, processes: str) -> None:
    make_workspace(tmp_path, 60)
    log = tmp_path / "server.log"
    with serve_models(log=log) as url:
        calls = ("--base-url", url, "--offline", "--price", "1/4", "--max-concurrency", "4")
        options = (*calls, "--processes", processes, "--json")
        process = start(tmp_path, *options, max_file=400_000)
        out, err = process.communicate(timeout=60)
        assert process.returncode in {2, 3}
        assert "cannot" in err
        assert "Traceback" not in err
        if out:
            assert json.loads(out)["states"]["failed"] == 0
        n_asked = len(read_log(log, "asked"))
        assert 0 < n_asked < 60
        code, summary, err = run(tmp_path, *options)
        assert code == 0, err
    states: Any = summary["states"]
    assert (states["clean"], states["failed"]) == (60, 0)
    assert len(read_log(log, "asked")) <= 60 + 8  # what could not be stored is all that is asked again
    assert not list(tmp_path.rglob("*.tmp"))


@pytest.mark.parametrize("n_signals", [1, 2])
def test_ctrl_c_finishes_what_is_in_flight_and_twice_stops_now(tmp_path: Path, n_signals: int) -> None:
    make_workspace(tmp_path, 30)
    with hold_models(tmp_path) as models:
        options = ("--base-url", models.url, "--offline", "--max-concurrency", "5", "--json")
        process = start(tmp_path, *options)
        models.wait_for_calls(5)
        for words in ("stopping: ", "stopping now")[:n_signals]:
            process.send_signal(signal.SIGINT)
            process.wait_for(words)
        models.let_go()
        out, err = process.communicate(timeout=60)
        summary = json.loads(out)
        assert process.returncode == 130
        assert "the same command goes on from here" in err
        assert summary["states"]["clean"] == (5 if n_signals == 1 else 0)
        assert summary["states"]["running"] == 0
        code, summary, _ = run(tmp_path, *options)
    assert code == 0
    assert models.count_asked() == (30 if n_signals == 1 else 35)


def test_a_run_can_be_cancelled_from_elsewhere(tmp_path: Path) -> None:
    make_workspace(tmp_path, 40)
    log = tmp_path / "server.log"
    with serve_models("--latency", "0.5", log=log) as url:
        process = start(tmp_path, "--base-url", url, "--offline", "--max-concurrency", "2")
        wait_for(lambda: len(read_log(log, "asked")) >= 2, what="two calls")
        said, _ = Child(tmp_path, ("batch", "cancel", "films.csv")).communicate()
        _, err = process.communicate(timeout=60)
    assert re.fullmatch(r"cancelled; what is in flight of (?:1 film|\d films) finishes\n", said)
    assert len(read_log(log, "asked")) < 40
    assert process.returncode == 3
    assert "cancelled with 'batch cancel'" in err
