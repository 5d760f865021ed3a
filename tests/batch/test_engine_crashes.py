"""kill -9 of workers and owners at random moments: no film lost or done twice, nothing bought twice."""

from __future__ import annotations

import json
import random
import signal
import time
from pathlib import Path

from tests.batch.batch_help import Child, make_workspace, read_log, serve_models, wait_for
from tests.batch.engine_help import look, make_engine, start_owner, start_worker
from tests.batch.test_batch_crashes import assert_files_are_whole

N_KILLS = 10
N_FILMS = 110
IN_FLIGHT = 4


def test_ten_kills_lose_and_repeat_nothing(tmp_path: Path, postgres_url: str) -> None:
    make_workspace(tmp_path, N_FILMS)
    make_engine(postgres_url)
    log = tmp_path / "server.log"
    luck = random.Random(6)
    n_in_flight = 0
    with serve_models("--latency", "0.05", log=log) as url, look(postgres_url) as ask:
        options = ("--base-url", url, "--price", "1/4")

        def count_asked() -> int:
            return len(read_log(log, "asked"))

        def hire() -> Child:
            return start_worker(tmp_path, postgres_url, "--max-concurrency", str(IN_FLIGHT))

        workers, owner = [hire(), hire()], start_owner(tmp_path, postgres_url, *options)
        for kill in range(N_KILLS):
            wanted = count_asked() + luck.randrange(1, 6)
            wait_for(lambda: count_asked() >= wanted, what=f"kill {kill}")  # noqa: B023 - called here only
            time.sleep(luck.random() * 0.05)
            victim = workers.pop(0)
            assert victim.poll() is None, victim.communicate()
            victim.kill()
            victim.communicate()
            ((count,),) = ask(
                "SELECT count(*) FROM procrastinate_jobs j JOIN worker w ON w.id = j.worker_id"
                " WHERE j.status = 'doing' AND j.task_name = 'draft' AND w.place LIKE %s",
                f"%:{victim.pid}",
            )
            assert isinstance(count, int)
            assert count <= IN_FLIGHT
            n_in_flight += count
            workers.append(hire())
            if kill % 4 == 3:
                owner.kill()
                owner.communicate()
                owner = start_owner(tmp_path, postgres_url, *options)
        out, err = owner.communicate(timeout=60)
        assert owner.returncode == 0, err
        for worker in workers:
            worker.send_signal(signal.SIGTERM)
            worker.communicate()
            assert worker.returncode == 0
        states = {"queued": 0, "running": 0, "clean": N_FILMS, "held": 0, "failed": 0}
        assert json.loads(out)["states"] == states
        asked = [digest for (digest,) in read_log(log, "asked")]
        assert len(set(asked)) == N_FILMS
        assert len(asked) - N_FILMS <= n_in_flight
        assert ask("SELECT count(*) FROM completion") == [(N_FILMS,)]
        assert ask("SELECT count(DISTINCT movie_id), max(seq) FROM film") == [(N_FILMS, 1)]
        assert ask("SELECT count(*) FROM outbox, evidence") == [(0,)]
        ((spent, reserved),) = ask("SELECT spent, reserved FROM batch")
    assert_files_are_whole(tmp_path, N_FILMS)
    billed = sum(int(n_in) + 4 * int(n_out) for _, n_in, n_out in read_log(log, "billed"))
    assert reserved == 0
    assert float(str(spent)) * 1_000_000 >= billed  # what was on the wire at a kill counts at its worst
