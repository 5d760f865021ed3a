"""What checking a whole collection costs: cores, memory, linearity, the second run, and a yardstick.

    python evals/bench/lint.py [LEDGERS]        (default 10,000)

Writes ledgers with the built-in writer, each with a dossier of its own (the
shipped dossiers under new movie ids, in turn), and one in five with a wrong
figure. Then runs `ledgergen check` in processes of their own over a quarter,
a half and all of them, once more over all, and once on a single core over a
tenth. proselint reads a sample of the same files, if it is installed.

Exits 1 where the second run is less than 10 times as fast, where twice the
files take more than 2.5 times the time, or where memory grows by more than
half from a quarter of the files to all.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from ledgergen.adapters.dossiers import load_dossier
from ledgergen.adapters.resources import data_dir
from ledgergen.core.article.article import build_article
from ledgergen.core.article.render import render_article
from ledgergen.core.drafting.citations import build_draft_text
from ledgergen.core.writer.ledger import build_sections
from ledgergen.model.dossier import Dossier

MIN_SPEEDUP = 10
MAX_GROWTH = 2.5
MAX_MEMORY_GROWTH = 1.5
N_YARDSTICK = 40


@dataclass(frozen=True)
class Cost:
    """What one run took."""

    n_files: int
    wall_s: float
    cpu_s: float
    peak_mb: float

    @property
    def per_file_ms(self) -> float:
        """Wall time of one ledger."""
        return 1000 * self.wall_s / max(1, self.n_files)

    def __str__(self) -> str:
        return (
            f"{self.n_files:>7,} ledgers  {self.wall_s:7.1f} s wall  {self.cpu_s:7.1f} s CPU  "
            f"{self.per_file_ms:6.2f} ms a ledger  {self.peak_mb:5.0f} MB in the largest process"
        )


def write_collection(root: Path, n_ledgers: int) -> None:
    """Write the ledgers in folders of a thousand, and their dossiers."""
    shipped = [load_dossier(path) for path in sorted(data_dir("seeds/dossiers").glob("*.yaml"))]
    (root / "facts").mkdir(parents=True)
    (root / "ledgergen.toml").touch()
    for number in range(n_ledgers):
        dossier = shipped[number % len(shipped)].model_copy(update={"movie_id": 1_000_000 + number})
        folder = root / "content" / f"{number // 1000:03}"
        folder.mkdir(parents=True, exist_ok=True)
        text = write_ledger(dossier, salt=str(number))
        if number % 5 == 0:
            text = text.replace(" million", "1 million", 1)
        (folder / f"{dossier.movie_id}.md").write_text(text, "utf-8")
        values = {
            "schema": "dossier/1",
            **dossier.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        }
        (root / "facts" / f"{dossier.movie_id}.json").write_text(json.dumps(values), "utf-8")


def write_ledger(dossier: Dossier, *, salt: str) -> str:
    """Write one ledger with the built-in writer; `salt` varies its sentences."""
    draft = build_draft_text(build_sections(dossier, salt=salt))
    article = build_article(
        movie_id=dossier.movie_id,
        title=dossier.title,
        directors=dossier.directors,
        year=dossier.year,
        sections=[section.text for section in draft.sections],
    )
    return render_article(article)


def measure(command: list[str], *, cwd: Path, n_files: int) -> Cost:
    """Run a command to its end."""
    started = time.perf_counter()
    with Path(os.devnull).open("wb") as nowhere:
        process = subprocess.Popen(command, cwd=cwd, stdout=nowhere, stderr=nowhere)  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall_s = time.perf_counter() - started
    if process.returncode not in {0, 1}:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(n_files, wall_s, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def check(root: Path, n_files: int, *options: str) -> Cost:
    """Check the first files; `n_files` is a multiple of 1,000 or the size of a small collection."""
    folders = sorted((root / "content").iterdir())[: max(1, n_files // 1000)]
    names = [str(folder.relative_to(root)) for folder in folders]
    command = [sys.executable, "-m", "ledgergen", "check", *names, "--output-format", "concise", *options]
    return measure(command, cwd=root, n_files=sum(len(list(folder.iterdir())) for folder in folders))


def run_yardstick(root: Path) -> Cost | None:
    """Let proselint read a sample."""
    program = shutil.which("proselint") or shutil.which("proselint", path=str(Path(sys.executable).parent))
    if program is None:
        return None
    paths = [str(path) for path in sorted((root / "content" / "000").iterdir())[:N_YARDSTICK]]
    return measure([program, "check", *paths], cwd=root, n_files=len(paths))


def main() -> int:
    """Run all of it; returns the exit code."""
    n_ledgers = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        started = time.perf_counter()
        write_collection(root, n_ledgers)
        print(f"wrote {n_ledgers:,} ledgers and dossiers in {time.perf_counter() - started:.0f} s")
        steps = sorted({max(1000, n_ledgers // 4000 * 1000), max(1000, n_ledgers // 2000 * 1000), n_ledgers})
        cold = []
        for n_files in steps:
            shutil.rmtree(root / ".ledgergen", ignore_errors=True)
            cold.append(check(root, n_files))
            print(f"first run        {cold[-1]}")
        warm = check(root, n_ledgers)
        print(f"second run       {warm}")
        alone = check(root, 1000, "--no-cache", "--jobs", "1")
        print(f"on one core      {alone}")
        yardstick = run_yardstick(root)
        print(f"proselint        {yardstick or 'is not installed'}")
    speedup = cold[-1].wall_s / warm.wall_s
    growth = [(b.wall_s / a.wall_s) / (b.n_files / a.n_files) * 2 for a, b in pairwise(cold)]
    memory = cold[-1].peak_mb / cold[0].peak_mb
    print(
        f"second run {speedup:.1f} × as fast · twice the files: {max(growth, default=2):.2f} × the time · "
        f"memory × {memory:.2f} from {cold[0].n_files:,} to {cold[-1].n_files:,} files · "
        f"{alone.per_file_ms / cold[-1].per_file_ms:.2f} × one core on {os.cpu_count()}"
    )
    is_good = speedup >= MIN_SPEEDUP and max(growth, default=2) <= MAX_GROWTH and memory <= MAX_MEMORY_GROWTH
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
