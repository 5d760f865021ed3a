"""What the review service costs under load, on loopback, and whether it loses or doubles a decision.

    python evals/bench/web.py [LEDGERS] [EDITORS] [DECISIONS] [WORKERS] [--think S] [--database]

(500, 20, 5000 by default, and as many as `ledgergen serve` takes.) Writes LEDGERS
drafts, each of some 60 figures with its dossier, and serves them with WORKERS
processes that answer for ledgers; one more process plays the editors
(`web_editors.py`). EDITORS work at once, without a pause: each opens a ledger's
page, decides about one of its figures by the form of that page as a browser would
(half are corrections, which change the text and have it checked again, the others
waivers and comments), and goes on. All choose from the same ledgers; who meets a
colleague's change opens the page again. With `--think` the same editors then make a
tenth as many decisions more as people do, about as many ledgers that nobody has opened
yet: before each request they pause, S seconds on average. With `--database` all of it
is done over a PostgreSQL of its own, too, beside the workspace's SQLite file.

Every decision is numbered; afterwards each must stand in the histories exactly
once. Exits 1 where one was lost or doubled, or where the 95th percentile of a
ledger's page is over 300 ms, of a decision over 150 ms.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from evals.bench.web_editors import FIRST_LEDGER
from ledgergen.adapters.files import LedgerFiles
from ledgergen.adapters.reviews.store import ReviewStore
from ledgergen.codec import report_to_json
from ledgergen.core.ledger import check_ledger
from ledgergen.model.dossier import Dossier
from ledgergen.settings import Resolved, resolve_settings
from ledgergen.web.access import Access
from ledgergen.web.guard import Door
from ledgergen.wiring_review import open_people, open_review_database
from tests.postgres import create_database, run_postgres

_DOSSIER = """\
schema: dossier/1
movie_id: {movie_id}
title: "Film {movie_id}"
year: 2019
directors: [Mara Voss]
sources:
  - {{id: almanac, name: The Film Almanac, retrieved: "2026-05-02"}}
facts:
  - {{id: f1, subject: "Film {movie_id}", attribute: budget, value: "55000000", unit: USD, source: almanac}}
  - {{id: f2, subject: "Film {movie_id}", attribute: runtime, value: "128", unit: min, source: almanac}}
"""
_START_S = 6
_HEADINGS = (
    "**1. The Balance Sheet (The Situation Immediately Before)**",
    "**2. The Investment (The Specifics of the gamble)**",
    "**3. The Execution (Managing the Risk)**",
    "**4. The Return on Investment (The Aftermath)**",
)


def build_text(movie_id: int, rng: random.Random) -> str:
    """Return a ledger of some 60 figures, some proven, some contradicted, most without evidence."""
    sentences = [
        f"It cost ${rng.choice((55, 55, 62))} million.",
        f"*Film {movie_id}* runs {rng.choice((128, 148))} minutes.",
        *(
            f"The crew built {rng.randrange(20, 900)} boats in {rng.randrange(3, 90)} days."
            for _ in range(28)
        ),
    ]
    per_section = (len(sentences) + 3) // 4
    parts = [" ".join(sentences[n * per_section : (n + 1) * per_section]) for n in range(4)]
    body = "\n\n".join(f"{heading}\n{part}" for heading, part in zip(_HEADINGS, parts, strict=True))
    return (
        f"---\nmovieId: {movie_id}\nmovieTitle: Film {movie_id}\ncategoryName: LEDGER\n---\n\n"
        "**The Director's Ledger: A Data-Driven Analysis of a High-Stakes Investment**\n\n"
        f"**Director:** Mara Voss\n**Film:** *Film {movie_id}* (2019)\n\n{body}"
    )


def write_workspace(folder: Path, n_ledgers: int, *, database: str | None) -> float:
    """Write the drafts; return how many figures each has on average."""
    rng = random.Random(11)  # noqa: S311 - the same ledgers every time
    (folder / "ledgergen.toml").write_text(
        f"database = {json.dumps(database)}\n" if database else "", "utf-8"
    )
    (folder / "facts").mkdir()
    found = 0
    for movie_id in range(FIRST_LEDGER, FIRST_LEDGER + n_ledgers):
        path = folder / "facts" / f"{movie_id}.yaml"
        path.write_text(_DOSSIER.format(movie_id=movie_id), "utf-8")
        text = build_text(movie_id, rng)
        report = check_ledger(text, Dossier.load(path))
        found += report.found
        LedgerFiles(folder).save(text, report_to_json(report), clean=False)
    return found / n_ledgers


def count_cpu_s(pid: int) -> float:
    """Return the processor time of a process and its children that still run."""
    return sum(count_cpu_each(pid).values())


def count_cpu_each(pid: int) -> dict[int, float]:
    """Return the processor time of a process and of each of its descendants that still run."""
    parents, used = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text("utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1])
            used[int(entry.name)] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def descends(each: int) -> bool:
        return each == pid or (each in parents and descends(parents[each]))

    return {each: used_s for each, used_s in used.items() if descends(each)}


def percentile(values: list[float], share: float) -> float:
    """Return the value below which this share lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def count_stored(settings: Resolved) -> Counter[int]:
    """Return how often each decision's number stands in the histories."""
    numbers: Counter[int] = Counter()
    with open_review_database(settings) as database:
        for events in ReviewStore(database).load_all().values():
            for event in events:
                if event.comment:
                    numbers[int(event.comment.removeprefix("no "))] += 1
                for patch in event.patches:
                    numbers[int(patch.after) - 100_000] += 1
    return numbers


def issue_sessions(settings: Resolved, names: Sequence[str]) -> list[str]:
    """Sign these people in."""
    with open_people(settings) as people:
        access = Access(people, door=Door(hosts=frozenset()))
        return [access.issue("session", actor=name, lifetime_s=36_000) for name in names]


@contextmanager
def start_service(folder: Path, n_workers: int | None) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Serve the workspace; yield the process and its port once it is up."""
    serve = [sys.executable, "-m", "ledgergen", "serve", "--port", "0"]
    serve += ["--workers", str(n_workers)] if n_workers else []
    with subprocess.Popen(serve, cwd=folder, stdout=subprocess.PIPE, text=True) as service:  # noqa: S603
        assert service.stdout is not None
        port = int(service.stdout.readline().split("/sign-in")[0].rpartition(":")[2])
        time.sleep(_START_S)  # so that what is measured is serving, not starting
        try:
            yield service, port
        finally:
            service.terminate()


def work(service: subprocess.Popen[str], task: dict[str, Any]) -> dict[str, Any]:
    """Let the editors work at a service; return what they measured, and both sides' CPU."""
    play = [sys.executable, str(Path(__file__).with_name("web_editors.py"))]
    started, before = time.perf_counter(), count_cpu_each(service.pid)
    done = subprocess.run(play, input=json.dumps(task), stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
    took_s = time.perf_counter() - started
    told: dict[str, Any] = json.loads(done.stdout)
    after = count_cpu_each(service.pid)
    used = sorted((used_s - before.get(pid, 0) for pid, used_s in after.items()), reverse=True)
    return told | {"service_cpu_s": used, "took_s": took_s}


def measure(
    name: str, task: dict[str, Any], *, n_workers: int | None, think_s: float, database: str | None
) -> bool:
    """Let the editors work over one database and print what it came to; tell whether it will do."""
    n_ledgers, n_decisions = task["n_ledgers"], task["n_decisions"]
    n_thought = max(1, n_decisions // 10) if think_s else 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        mean = write_workspace(folder, n_ledgers * (2 if n_thought else 1), database=database)
        settings = resolve_settings({}, environ={}, cwd=folder)
        names = [f"editor {n}" for n in range(task.pop("n_editors"))]
        sessions = issue_sessions(settings, names)
        print(
            f"{name}: {n_ledgers} ledgers of {mean:.0f} figures, {len(sessions)} editors, "
            f"{n_decisions} decisions, {n_workers or 'the usual'} processes"
        )
        with start_service(folder, n_workers) as (service, port):
            task |= {"sessions": sessions, "port": port}
            is_good = print_told(work(service, task))
            if n_thought:
                print(f"and {n_thought} decisions with {think_s:g} s before each request, on average")
                task |= {"first": n_decisions, "n_decisions": n_thought, "think_s": think_s}
                task |= {"first_ledger": FIRST_LEDGER + n_ledgers}
                is_good = print_told(work(service, task)) and is_good
        stored = count_stored(settings)
    lost = sum(number not in stored for number in range(n_decisions + n_thought))
    doubled = sum(count > 1 for count in stored.values())
    print(f"{lost} lost, {doubled} doubled", flush=True)
    return is_good and not (lost or doubled)


def print_told(told: dict[str, Any]) -> bool:
    """Print what some editors measured; tell whether it is fast enough, and nothing was refused."""
    is_fast = [print_times(told, kind, worst) for kind, worst in (("page", 300), ("decision", 150))]
    n_decisions = len(told["decision_ms"])
    service, client = 1000 * sum(told["service_cpu_s"]) / n_decisions, 1000 * told["cpu_s"] / n_decisions
    print(
        f"{n_decisions / told['took_s']:.0f} decisions a second, each with its page {service:.1f} ms of CPU "
        f"in the service, {client:.1f} in the editors' own process"
    )
    shares = ", ".join(f"{100 * used_s / told['took_s']:.0f} %" for used_s in told["service_cpu_s"])
    print(f"the service's processes had so much of a core each: {shares}")
    print(
        f"{told['n_conflicts']} came second to a colleague and opened the page again, "
        f"{len(told['problems'])} refused",
        flush=True,
    )
    for problem in told["problems"][:5]:
        print(problem)
    return all(is_fast) and not told["problems"]


def print_times(told: dict[str, Any], kind: str, worst: float) -> bool:
    """Print how long one kind of request took; tell whether that is fast enough."""
    times = told[f"{kind}_ms"]
    half, high = (percentile(times, share) for share in (0.5, 0.95))
    spared = 100 * (1 - told["n_checked"][kind] / len(times))
    print(
        f"{kind:<9} p50 {half:6.0f} ms   p95 {high:6.0f} ms   (at most {worst})   "
        f"{spared:3.0f} % without a check"
    )
    return high <= worst


def main() -> int:
    """Run the trial over each database."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for name, default in (("ledgers", 500), ("editors", 20), ("decisions", 5000), ("workers", None)):
        parser.add_argument(name, type=int, nargs="?", default=default)
    parser.add_argument("--think", type=float, default=0, metavar="S", help="then with pauses: seconds, mean")
    parser.add_argument("--database", action="store_true", help="also over a PostgreSQL of its own")
    given = parser.parse_args()
    task = {"n_ledgers": given.ledgers, "n_editors": given.editors, "n_decisions": given.decisions}
    how = {"n_workers": given.workers, "think_s": given.think}
    results = [measure("SQLite", task.copy(), database=None, **how)]
    if given.database:
        with run_postgres() as server, create_database(server) as address:
            results.append(measure("PostgreSQL", task.copy(), database=address, **how))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
