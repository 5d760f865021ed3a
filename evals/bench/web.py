"""What the review service costs under load, on loopback, and whether it loses or doubles a decision.

    python evals/bench/web.py [LEDGERS] [EDITORS] [DECISIONS]        (default 500 20 5000)

Writes LEDGERS drafts, each of some 60 figures with its dossier, and serves them in a
process of its own. EDITORS sign in and work at once: each opens a ledger,
comments on one of its figures and goes on, all choosing from the same ledgers,
until DECISIONS comments are stored. Every comment is numbered; afterwards each
must stand in the histories exactly once.

Exits 1 where a decision was lost or doubled, or where the 95th percentile of
a ledger's page is over 300 ms, of a decision over 150 ms.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import httpx2

from ledgergen.adapters.files import LedgerFiles
from ledgergen.adapters.reviews.database import connect_sqlite
from ledgergen.adapters.reviews.store import ReviewStore
from ledgergen.codec import report_to_json
from ledgergen.core.ledger import check_ledger
from ledgergen.model.dossier import Dossier

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


class Load:
    """Editors at work, and what they measured."""

    def __init__(self, url: str, token: str, *, n_ledgers: int, n_decisions: int) -> None:
        """Share one list of numbers to be stored."""
        self._url, self._token, self._n_ledgers = url, token, n_ledgers
        self._numbers = list(range(n_decisions))
        self._lock = threading.Lock()
        self.page_ms: list[float] = []
        self.decision_ms: list[float] = []
        self.problems: list[str] = []

    def work(self, seed: int) -> None:
        """Open, decide, go on, until no number is left."""
        rng = random.Random(seed)  # noqa: S311 - the same choices every time
        headers = {"authorization": f"Bearer {self._token}"}
        with httpx2.Client(base_url=self._url, headers=headers, timeout=60) as client:
            while True:
                with self._lock:
                    if not self._numbers:
                        return
                    number = self._numbers.pop()
                movie_id = 1_000_000 + rng.randrange(self._n_ledgers)
                started = time.perf_counter()
                page = client.get(f"/ledgers/{movie_id}")
                self.page_ms.append(1000 * (time.perf_counter() - started))
                base = re.search(r'name="base" value="([^"]+)"', page.text)
                figure = rng.choice(re.findall(r'id="(fig-[0-9a-f]{8})"', page.text))
                decision = {"do": "comment", "figure": figure, "comment": f"no {number}"}
                decision["base"] = base[1] if base else ""
                started = time.perf_counter()
                answer = client.post(f"/api/ledgers/{movie_id}/decisions", json=decision)
                self.decision_ms.append(1000 * (time.perf_counter() - started))
                if answer.status_code != 200:
                    self.problems.append(f"{answer.status_code} {answer.text[:200]}")


def percentile(values: list[float], share: float) -> float:
    """Return the value below which this share lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def count_stored(folder: Path) -> Counter[str]:
    """Return how often each comment stands in the histories."""
    database = connect_sqlite(folder / ".ledgergen" / "review.sqlite")
    stored = ReviewStore(database).load_all()
    comments = Counter(e.comment for events in stored.values() for e in events if e.comment)
    database.close()
    return comments


def main(n_ledgers: int, n_editors: int, n_decisions: int) -> int:
    """Run the trial and print what it came to."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mean = write_workspace(folder, n_ledgers)
        print(f"{n_ledgers} ledgers of {mean:.0f} figures, {n_editors} editors, {n_decisions} decisions")
        command = [sys.executable, "-m", "ledgergen", "serve", "--port", "0", "--api-token"]
        with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
            assert server.stdout is not None
            url = server.stdout.readline().split("/sign-in")[0]
            token = server.stdout.readline().split()[-1]
            load = Load(url, token, n_ledgers=n_ledgers, n_decisions=n_decisions)
            started = time.perf_counter()
            threads = [threading.Thread(target=load.work, args=(seed,)) for seed in range(n_editors)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            took_s = time.perf_counter() - started
            server.terminate()
        comments = count_stored(folder)
    lost = sum(f"no {number}" not in comments for number in range(n_decisions))
    doubled = sum(count > 1 for count in comments.values())
    page, decision = percentile(load.page_ms, 0.95), percentile(load.decision_ms, 0.95)
    for name, times, worst in (
        ("page", load.page_ms, MAX_PAGE_MS),
        ("decision", load.decision_ms, MAX_DECISION_MS),
    ):
        half, high = percentile(times, 0.5), percentile(times, 0.95)
        print(f"{name:<9} p50 {half:6.0f} ms   p95 {high:6.0f} ms   (at most {worst})")
    print(f"{n_decisions / took_s:.0f} decisions a second")
    print(f"{lost} lost, {doubled} doubled, {len(load.problems)} refused")
    for problem in load.problems[:5]:
        print(problem)
    is_good = not (lost or doubled or load.problems) and page <= MAX_PAGE_MS and decision <= MAX_DECISION_MS
    return 0 if is_good else 1


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(given + [500, 20, 5000][len(given) :])))
