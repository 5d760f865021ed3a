"""kill -9 at random moments: no film lost or done twice, nothing bought twice, every file whole."""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
import time
from pathlib import Path

from ledgergen.adapters.journal.journal import SqliteJournal
from ledgergen.model.batch import State
from tests.batch.batch_help import make_workspace, read_log, run, serve_models, settle, start

N_KILLS = 30
N_FILMS = 220
IN_FLIGHT = 8


def count_stored(folder: Path) -> int:
    path = folder / ".ledgergen" / "completions.sqlite"
    if not path.exists():
        return 0
    connection = sqlite3.connect(path)
    try:
        (count,) = connection.execute("SELECT count(*) FROM completion").fetchone()
    except sqlite3.OperationalError:  # killed before the table was made
        return 0
    finally:
        connection.close()
    return int(count)


def assert_files_are_whole(folder: Path, n_films: int) -> None:
    texts = sorted((folder / "ledgers").glob("*.md"))
    assert len(texts) == n_films
    for text in texts:
        report = json.loads(text.with_suffix("").with_suffix(".report.json").read_text("utf-8"))
        assert report["text_sha256"] == hashlib.sha256(text.read_bytes()).hexdigest()
    assert not list(folder.rglob("*.tmp"))


def test_thirty_kills_lose_and_repeat_nothing(tmp_path: Path) -> None:
    make_workspace(tmp_path, N_FILMS)
    log = tmp_path / "server.log"
    luck = random.Random(6)
    with serve_models("--latency", "0.03", log=log) as url:
        options = ("--base-url", url, "--offline", "--price", "1/4", "--max-concurrency", str(IN_FLIGHT))
        for kill in range(N_KILLS):
            n_asked, n_stored = len(read_log(log, "asked")), count_stored(tmp_path)
            process = start(tmp_path, *options)
            wanted = n_asked + luck.randrange(1, 10)
            deadline = time.monotonic() + 60
            while len(read_log(log, "asked")) < wanted and process.poll() is None:
                assert time.monotonic() < deadline
                time.sleep(0.002)
            time.sleep(luck.random() * 0.05)
            assert process.poll() is None, f"the list ended before kill {kill}"
            process.kill()
            process.communicate()
            settle(url)  # what was on the wire is in its log
            lost = len(read_log(log, "asked")) - n_asked - (count_stored(tmp_path) - n_stored)
            assert 0 <= lost <= IN_FLIGHT
        code, summary, _ = run(tmp_path, *options)
    assert code == 0
    assert summary["states"] == {"queued": 0, "running": 0, "clean": N_FILMS, "held": 0, "failed": 0}
    assert count_stored(tmp_path) == N_FILMS == len({digest for (digest,) in read_log(log, "asked")})
    assert_files_are_whole(tmp_path, N_FILMS)
    with SqliteJournal(tmp_path / ".ledgergen" / "batch.sqlite") as journal:
        (known,) = journal.lists.list_known()
        outcomes = [
            outcome.movie_id for outcome in journal.lists.list_outcomes(known.batch, state=State.CLEAN)
        ]
        assert outcomes == list(range(1, N_FILMS + 1))
        spent, reserved = journal.purse.find(known.batch)
    billed = sum(int(n_in) + 4 * int(n_out) for _, n_in, n_out in read_log(log, "billed"))
    assert reserved == 0
    assert spent * 1_000_000 >= billed  # what was on the wire at a kill counts at its worst


def test_two_batches_at_once_share_the_list(tmp_path: Path) -> None:
    make_workspace(tmp_path, 60)
    log = tmp_path / "server.log"
    with serve_models("--latency", "0.1", log=log) as url:
        options = ("--base-url", url, "--offline", "--json", "--max-concurrency", "8")
        both = [start(tmp_path, *options) for _ in range(2)]
        ended = [(process.communicate(timeout=60), process.returncode) for process in both]
    assert [code for _, code in ended] == [0, 0]
    summaries = [json.loads(out) for (out, _), _ in ended]
    assert sum(summary["run"]["done"]["clean"] for summary in summaries) == 60
    assert all(summary["states"]["clean"] == 60 for summary in summaries)
    asked = [digest for (digest,) in read_log(log, "asked")]
    assert len(asked) == len(set(asked)) == 60
    assert_files_are_whole(tmp_path, 60)
