"""What the review service costs under load, on loopback, and whether it loses or doubles a decision.

    python evals/bench/web.py [LEDGERS] [EDITORS] [DECISIONS] [WORKERS]        (default 500 20 5000 2)

Writes LEDGERS drafts, each of some 60 figures with its dossier, and serves them with
WORKERS processes; one more process plays the editors. EDITORS sign in and work at
once, without a pause: each opens a ledger's page, decides about one of its figures
by the form of that page as a browser would (half are corrections, which change the
text and have it checked again, the others waivers and comments), and goes on. All
choose from the same ledgers; who meets a colleague's change opens the page again.

Every decision is numbered; afterwards each must stand in the histories exactly
once. Exits 1 where one was lost or doubled, or where the 95th percentile of a
ledger's page is over 300 ms, of a decision over 150 ms.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from ledgergen.adapters.files import LedgerFiles
from ledgergen.adapters.reviews.database import connect_sqlite
from ledgergen.adapters.reviews.store import ReviewStore
from ledgergen.codec import report_to_json
from ledgergen.core.ledger import check_ledger
from ledgergen.model.dossier import Dossier
from ledgergen.settings import resolve_settings
from ledgergen.web.access import COOKIE, Access, derive_form_token
from ledgergen.web.guard import Door
from ledgergen.wiring_review import open_people

MAX_PAGE_MS, MAX_DECISION_MS = 300, 150

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


def write_workspace(folder: Path, n_ledgers: int) -> float:
    """Write the drafts; return how many figures each has on average."""
    rng = random.Random(11)  # noqa: S311 - the same ledgers every time
    (folder / "ledgergen.toml").write_text("", "utf-8")
    (folder / "facts").mkdir()
    found = 0
    for movie_id in range(1_000_000, 1_000_000 + n_ledgers):
        path = folder / "facts" / f"{movie_id}.yaml"
        path.write_text(_DOSSIER.format(movie_id=movie_id), "utf-8")
        text = build_text(movie_id, rng)
        report = check_ledger(text, Dossier.load(path))
        found += report.found
        LedgerFiles(folder).save(text, report_to_json(report), clean=False)
    return found / n_ledgers


class Editors:
    """Editors at work, and what they measured."""

    def __init__(self, port: int, sessions: list[str], *, n_ledgers: int, n_decisions: int) -> None:
        """Share one list of numbers to be stored."""
        self._port, self._sessions, self._n_ledgers = port, sessions, n_ledgers
        self._numbers = list(range(n_decisions))
        self._lock = threading.Lock()
        self.page_ms: list[float] = []
        self.decision_ms: list[float] = []
        self.n_conflicts = 0
        self.problems: list[str] = []

    def run(self) -> None:
        """Let all of them work until no number is left."""
        threads = [threading.Thread(target=self._work, args=(n,)) for n in range(len(self._sessions))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _work(self, editor: int) -> None:
        rng = random.Random(editor)  # noqa: S311 - the same choices every time
        session = self._sessions[editor]
        headers = {"Cookie": f"{COOKIE}={session}", "Sec-Fetch-Site": "same-origin"}
        client = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        while True:
            with self._lock:
                if not self._numbers:
                    return
                number = self._numbers.pop()
            while not self._decide(client, headers, number, rng, derive_form_token(session)):
                self.n_conflicts += 1

    def _decide(
        self,
        client: http.client.HTTPConnection,
        headers: dict[str, str],
        number: int,
        rng: random.Random,
        token: str,
    ) -> bool:
        """Open a ledger and decide; tell whether no colleague came in between."""
        movie_id = 1_000_000 + rng.randrange(self._n_ledgers)
        _, page = self._ask(client, "GET", f"/ledgers/{movie_id}", headers, times=self.page_ms)
        base = re.search(r'name="base" value="([^"]+)"', page)
        figure = rng.choice(re.findall(r'<mark class="v-[a-z_]+ open"><a id="(fig-[0-9a-f]{8})"', page))
        form = {"token": token, "base": base[1] if base else "", "figure": figure}
        form |= {
            "correct": {"do": "correct", "text": f"{100_000 + number}"},
            "waive": {"do": "waive", "reason": "other", "comment": f"no {number}"},
            "comment": {"do": "comment", "comment": f"no {number}"},
        }[rng.choices(("correct", "waive", "comment"), (5, 3, 2))[0]]
        status, answer = self._ask(
            client,
            "POST",
            f"/ledgers/{movie_id}/decide",
            headers | {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"},
            body=urlencode(form),
            times=self.decision_ms,
        )
        if status not in (200, 409):
            self.problems.append(f"{status} {answer[:300]}")
        return status != 409

    @staticmethod
    def _ask(  # noqa: PLR0913 - a request
        client: http.client.HTTPConnection,
        method: str,
        path: str,
        headers: dict[str, str],
        *,
        times: list[float],
        body: str | None = None,
    ) -> tuple[int, str]:
        started = time.perf_counter()
        client.request(method, path, body=body, headers=headers)
        answer = client.getresponse()
        text = answer.read().decode()
        times.append(1000 * (time.perf_counter() - started))
        return answer.status, text


def play_editors() -> None:
    """Be the process of the editors: what to do comes on stdin, what came of it goes to stdout."""
    task = json.load(sys.stdin)
    editors = Editors(**task)
    editors.run()
    used = time.process_time()
    told = {"page_ms": editors.page_ms, "decision_ms": editors.decision_ms, "cpu_s": used}
    json.dump(told | {"n_conflicts": editors.n_conflicts, "problems": editors.problems}, sys.stdout)


def count_cpu_s(pid: int) -> float:
    """Return the processor time of a process and its children that still run."""
    total = 0.0
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text("utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            if int(entry.name) == pid or int(fields[1]) == pid:
                total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def percentile(values: list[float], share: float) -> float:
    """Return the value below which this share lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def count_stored(folder: Path) -> Counter[int]:
    """Return how often each decision's number stands in the histories."""
    database = connect_sqlite(folder / ".ledgergen" / "review.sqlite")
    numbers: Counter[int] = Counter()
    for events in ReviewStore(database).load_all().values():
        for event in events:
            if event.comment:
                numbers[int(event.comment.removeprefix("no "))] += 1
            for patch in event.patches:
                numbers[int(patch.after) - 100_000] += 1
    database.close()
    return numbers


def serve_and_work(folder: Path, task: dict[str, object], n_workers: int) -> dict[str, Any]:
    """Serve the workspace while the editors work; return what they measured, and both sides' CPU."""
    serve = [sys.executable, "-m", "ledgergen", "serve", "--port", "0", "--workers", str(n_workers)]
    play = [sys.executable, __file__, "play"]
    with subprocess.Popen(serve, cwd=folder, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        assert server.stdout is not None
        port = server.stdout.readline().split("/sign-in")[0].rpartition(":")[2]
        given = json.dumps(task | {"port": int(port)})
        time.sleep(2 + 2 * n_workers)  # so that what is measured is serving, not starting
        started, cpu = time.perf_counter(), count_cpu_s(server.pid)
        done = subprocess.run(play, input=given, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
        took = {"server_cpu_s": count_cpu_s(server.pid) - cpu, "took_s": time.perf_counter() - started}
        server.terminate()
    told: dict[str, Any] = json.loads(done.stdout)
    return told | took


def main(n_ledgers: int, n_editors: int, n_decisions: int, n_workers: int) -> int:
    """Run the trial and print what it came to."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mean = write_workspace(folder, n_ledgers)
        print(
            f"{n_ledgers} ledgers of {mean:.0f} figures, {n_editors} editors, "
            f"{n_decisions} decisions, {n_workers} serving"
        )
        with open_people(resolve_settings({}, environ={}, cwd=folder)) as people:
            issue = Access(people, door=Door(hosts=frozenset())).issue
            sessions = [issue("session", actor=f"editor {n}", lifetime_s=36_000) for n in range(n_editors)]
        task = {"sessions": sessions, "n_ledgers": n_ledgers, "n_decisions": n_decisions}
        told: dict[str, Any] = serve_and_work(folder, task, n_workers)
        stored = count_stored(folder)
    lost = sum(number not in stored for number in range(n_decisions))
    doubled = sum(count > 1 for count in stored.values())
    highs = []
    for name, worst in (("page", MAX_PAGE_MS), ("decision", MAX_DECISION_MS)):
        times = told[f"{name}_ms"]
        half, high = percentile(times, 0.5), percentile(times, 0.95)
        highs.append(high <= worst)
        print(f"{name:<9} p50 {half:6.0f} ms   p95 {high:6.0f} ms   (at most {worst})")
    each = 1000 * told["server_cpu_s"] / n_decisions
    print(f"{n_decisions / told['took_s']:.0f} decisions a second, each with its page {each:.1f} ms of CPU")
    print(
        f"the editors' own process took {told['cpu_s']:.0f} s of CPU, the service {told['server_cpu_s']:.0f}"
    )
    print(f"{lost} lost, {doubled} doubled, {len(told['problems'])} refused")
    print(f"{told['n_conflicts']} came second to a colleague and opened the page again")
    for problem in told["problems"][:5]:
        print(problem)
    return 0 if all(highs) and not (lost or doubled or told["problems"]) else 1


if __name__ == "__main__":
    if sys.argv[1:] == ["play"]:
        play_editors()
    else:
        given = [int(argument) for argument in sys.argv[1:]]
        sys.exit(main(*(given + [500, 20, 5000, 2][len(given) :])))
