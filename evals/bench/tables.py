"""How fast a table is imported, in how much memory, and how long a film takes to find.

    python evals/bench/tables.py [ROWS]        (default 1,000,000)

Writes a CSV of the shape of TMDB's dumps (21 columns, prose in three of them)
to a temporary folder, imports it in a process of its own, and prints rows per
second, the peak memory of that process, and the time to find one film. Exits 1
below 50,000 rows per second or above 120 MB.
"""

from __future__ import annotations

import asyncio
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ledgergen.adapters.tables import TableStore
from ledgergen.model.film import FilmRef

MIN_ROWS_PER_S = 50_000
MAX_PEAK_MB = 120

HEAD = (
    "id,imdb_id,popularity,budget,revenue,original_title,cast,homepage,director,tagline,keywords,overview,"
    "runtime,genres,production_companies,release_date,vote_count,vote_average,release_year,budget_adj,revenue_adj"
)


def write_table(path: Path, n_rows: int) -> None:
    """Write the table; every row is different, and about as long as a real one."""
    cast = "|".join(f"An Actor Number {number}" for number in range(5))
    prose = (
        "A keeper of a lighthouse, a stranded crew, and one winter that none of them had planned for. " * 3
    )
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD.split(","))
        for number in range(1, n_rows + 1):
            writer.writerow(
                [number, f"tt{number:07}", "3.98", number * 1000, number * 3000, f"Film, the {number}th",
                 cast, "http://example.org/film", f"Director {number % 5000}", "A line, and a half.",
                 "sea|winter|ship", prose, 90 + number % 60, "Drama|History", "Quay Pictures|Harbor Films",
                 "8/14/60", number % 900, "6.4", 1960, "0", "0"]
            )  # fmt: skip


def import_table(path: Path) -> None:
    """Import the table and print what it took, as JSON."""
    store = TableStore(path.with_name("tables.sqlite"))
    begin = time.perf_counter()
    imported = store.load(path, retrieved="2026-01-01", mapping={})
    seconds = time.perf_counter() - begin
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"rows": imported.n_rows, "seconds": seconds, "peak_mb": peak_mb}))


def main() -> int:
    """Measure and print; return the exit code."""
    if len(sys.argv) == 3 and sys.argv[1] == "--import":
        import_table(Path(sys.argv[2]))
        return 0
    n_rows = int(sys.argv[1].replace("_", "")) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "movies.csv"
        write_table(path, n_rows)
        command = [sys.executable, __file__, "--import", str(path)]
        took = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603 - this script
        store = TableStore(path.with_name("tables.sqlite"))
        begin = time.perf_counter()
        dossier = asyncio.run(store.gather(FilmRef(movie_id=n_rows // 2)))
        find_ms = (time.perf_counter() - begin) * 1000
        assert dossier is not None
        assert took["rows"] == n_rows
        size_mb = path.stat().st_size / 1e6
    rate = took["rows"] / took["seconds"]
    print(f"{n_rows:,} rows ({size_mb:,.0f} MB) in {took['seconds']:.1f} s: {rate:,.0f} rows/s")
    print(f"peak memory {took['peak_mb']:.0f} MB; one film found in {find_ms:.1f} ms")
    return 0 if rate >= MIN_ROWS_PER_S and took["peak_mb"] <= MAX_PEAK_MB else 1


if __name__ == "__main__":
    sys.exit(main())
