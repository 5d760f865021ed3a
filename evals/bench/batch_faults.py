"""A batch against a server that fails a fifth of all requests, in real time: all films end, none silently.

    python evals/bench/batch_faults.py [--films 200] [--in-flight 16] [--deadline 10] [--long 1]

Faults, drawn evenly: 429 without Retry-After, with a short one, with one of 150
seconds (`--long` so many times), 500, dropped connections, half bodies, stalls
of 30 seconds, broken JSON. The command's deadline for an answer is shortened to
`--deadline` seconds, so that a stall is longer than it. Takes about four minutes
with one long 429, and 150 seconds more with each other.

Prints what was sent and what became of it, and fails where a film was lost, a
completion was bought twice that the command had got, or the server was asked
during a wait that it had asked for.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

_LONG_S = 150
_SLACK_S = 1.0
"""A request may be on the wire when the server says that it wants none."""


def main() -> None:
    """Run the trial."""
    from tests.batch.batch_help import make_workspace, read_log, serve_models

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--films", type=int, default=200)
    parser.add_argument("--in-flight", type=int, default=16)
    parser.add_argument("--deadline", type=float, default=10.0)
    parser.add_argument("--long", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, log = Path(name), Path(name) / "server.log"
        make_workspace(folder, args.films)
        faults = ("--faults", "0.2", "--stall", "30", "--most-long", str(args.long))
        with serve_models("--latency", "0.25", *faults, log=log) as url:
            options = ["--base-url", url, "--model", "mock", "--offline", "--price", "1/4", "--json"]
            command = [sys.executable, "-m", "ledgergen", "batch", "films.csv", *options]
            env = {**os.environ, "PYTHONPATH": str(ROOT), "LEDGERGEN_TIMEOUT_S": str(args.deadline)}
            started = time.monotonic()
            run = subprocess.run(
                [*command, "--max-concurrency", str(args.in_flight)],
                cwd=folder,
                env=env,
                check=False,
                stdout=subprocess.PIPE,
                text=True,
            )
            seconds = time.monotonic() - started
        summary = json.loads(run.stdout)
        failed = Counter(mode for mode, _ in read_log(log, "failed"))
        asked = [float(at) for (at,) in read_log(log, "came")]
        long = [float(at) for mode, at in read_log(log, "failed") if mode == "429-long"]
        n_early = sum(at + _SLACK_S < when < at + _LONG_S for at in long for when in asked)
        n_twice = sum(n > 1 for n in Counter(digest for digest, *_ in read_log(log, "billed")).values())
    print(f"{args.films:,} films in {seconds:.0f} s, {len(asked):,} requests, exit code {run.returncode}")
    print("faults: " + ", ".join(f"{count} {mode}" for mode, count in failed.most_common()))
    print(f"films: {summary['states']}, waits told: {summary['run']['waits']}")
    print(f"failures: {summary['run']['failures'] or 'none'}")
    print(f"asked during the long waits: {n_early}, bought twice: {n_twice}")
    assert sum(summary["states"][state] for state in ("clean", "held", "failed")) == args.films
    assert summary["states"]["failed"] == sum(summary["run"]["failures"].values())
    assert not n_early
    assert not n_twice


if __name__ == "__main__":
    main()
