"""What many machines cost and gain: one list by one process, and by one and two workers over PostgreSQL.

    python evals/bench/workers.py [--films 80] [--cells 4x3,16x2]

A cell is films in flight in each process that drafts, and the latency of the
model server, which is a process of its own, as PostgreSQL and each worker are. On
one machine they share its cores, so that a second worker gains only where
waiting and not the CPU is the limit. Wall is the command's own, from its first
look at the list to the last file; CPU is that of all our processes, their start
(about 2 s each) included and PostgreSQL's left out.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

_KINDS = ("in process", "1 worker", "2 workers")


class Figures(NamedTuple):
    """One run."""

    wall_s: float
    cpu_s: float


def start(folder: Path, *args: str) -> subprocess.Popen[str]:
    """Start `ledgergen` in the folder."""
    command = [sys.executable, "-m", "ledgergen", *args]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def end(process: subprocess.Popen[str]) -> tuple[str, float]:
    """Wait for its end; return what it printed, and its CPU seconds."""
    assert process.stdout is not None
    out = process.stdout.read()
    process.stdout.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, out
    return out, usage.ru_utime + usage.ru_stime


def measure(kind: str, folder: Path, url: str, engine: str, in_flight: int) -> Figures:
    """Draft the list of the folder once."""
    from ledgergen.adapters.engine.address import parse_address
    from ledgergen.adapters.engine.database import Database
    from tests.batch.batch_help import wait_for
    from tests.batch.engine_help import look

    options = ["films.csv", "--base-url", url, "--model", "mock", "--price", "1/4", "--offline", "--json"]
    if kind == "in process":
        out, cpu_s = end(start(folder, "batch", *options, "--max-concurrency", str(in_flight)))
        return Figures(json.loads(out)["run"]["seconds"], cpu_s)
    n_workers = int(kind[0])
    Database(parse_address(engine)).close()  # makes the tables
    workers = [
        start(folder, "worker", "--engine", engine, "--max-concurrency", str(in_flight))
        for _ in range(n_workers)
    ]
    with look(engine) as ask:
        wait_for(lambda: ask("SELECT count(*) FROM worker") == [(n_workers,)], what="workers")
    out, cpu_s = end(start(folder, "batch", *options, "--engine", engine))
    for worker in workers:
        worker.send_signal(signal.SIGTERM)
        cpu_s += end(worker)[1]
    return Figures(json.loads(out)["run"]["seconds"], cpu_s)


def compare(n_films: int, in_flight: int, latency_s: float, server: str) -> None:
    """Measure each way once, and print them beside the first."""
    from tests.batch.batch_help import make_workspace, serve_models
    from tests.postgres import create_database

    ideal = n_films * latency_s / in_flight
    print(f"{n_films:,} films, {in_flight} in flight each, {latency_s:g} s (ideal {ideal:.1f} s)")
    first: Figures | None = None
    for kind in _KINDS:
        with (
            tempfile.TemporaryDirectory() as name,
            serve_models("--latency", str(latency_s)) as url,
            create_database(server) as engine,
        ):
            make_workspace(Path(name), n_films)
            figures = measure(kind, Path(name), url, engine, in_flight)
        first = first or figures
        print(
            f"  {kind:<10}  wall {figures.wall_s:6.1f} s ({figures.wall_s / first.wall_s:.2f} x)"
            f"  CPU {figures.cpu_s:6.1f} s ({figures.cpu_s / first.cpu_s:.2f} x)",
            flush=True,
        )


def main() -> None:
    """Measure every cell."""
    from tests.postgres import run_postgres

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--films", type=int, default=80)
    parser.add_argument("--cells", default="4x3,16x2")
    args = parser.parse_args()
    with run_postgres() as server:
        for cell in args.cells.split(","):
            in_flight, latency_s = cell.split("x")
            compare(args.films, int(in_flight), float(latency_s), server)


if __name__ == "__main__":
    main()
