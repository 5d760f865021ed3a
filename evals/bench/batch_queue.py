"""What a list of a million costs: reading, enqueuing, going on. Called by `batch.py`.

python evals/bench/batch_queue.py [FILMS] [DRAFTED]
"""

from __future__ import annotations

import asyncio
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))


def measure_queue(n_films: int) -> None:
    """Enqueue a list, go on with it when all of it is done, and print the figures."""
    from ledgergen.adapters.film_lists import load_list, open_list
    from ledgergen.adapters.journal.journal import SqliteJournal

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "films.csv"
        with path.open("w") as file:
            file.write("movie_id,film,year\n")
            file.writelines(f"{number},Film {number},1999\n" for number in range(1, n_films + 1))
        for what in ("enqueue", "go on"):
            started = time.perf_counter()
            with (
                open_list(str(path), id_column="movie_id") as opened,
                SqliteJournal(folder / "batch.sqlite") as journal,
            ):
                batch, _ = load_list(journal.lists, opened, id_column="movie_id")
                read_s = time.perf_counter() - started
                journal.release_orphans()
                counts = journal.lists.count_states(batch)
                (first, *_) = journal.films.list_open(batch, 1, after=0, limit=200)
                assert sum(counts.values()) == n_films
                assert first.film.movie_id == 1
            seconds = time.perf_counter() - started
            print(
                f"{what}: {n_films:,} films, read in {read_s:.2f} s ({n_films / read_s:,.0f}/s), "
                f"first film after {seconds:.2f} s, "
                f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"
            )


def measure_slice(n_films: int, n_drafted: int) -> None:
    """Start on a list of which nothing is drafted, stop after some films, go on, and print the figures."""
    from tests.batch.batch_help import make_workspace

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_workspace(folder, n_drafted)
        (folder / "films.csv").write_text("".join(f"{number}\n" for number in range(1, n_films + 1)))
        for what in ("first run", "resumed run"):
            command = [sys.executable, __file__, "--child", name, str(n_drafted // 2)]
            shown = subprocess.run(command, check=True, capture_output=True, text=True)
            print(f"{what} over {n_films:,} films: {shown.stdout.splitlines()[-1]}")


def measure_first_films(folder: Path, n_drafted: int) -> None:
    """Run the list with the built-in writer until so many films are drafted."""
    from ledgergen.adapters.film_lists import load_list, open_list
    from ledgergen.adapters.limits import Limits
    from ledgergen.core.batch.sums import Tally
    from ledgergen.runs.batch.run import BatchRun
    from ledgergen.runs.batch.slots import CallSlots
    from ledgergen.settings import resolve_settings
    from ledgergen.wiring_batch import open_batch, open_journal
    from ledgergen.wiring_writer import find_writer

    started = time.perf_counter()
    resolved = resolve_settings({"out_dir": folder}, environ={}, cwd=folder)
    tally = Tally()
    slots = CallSlots(8, tally=tally)
    firsts: list[float] = []

    def count(_: object) -> None:
        firsts.append(time.perf_counter() - started)
        if len(firsts) == n_drafted:
            slots.stop.set()

    async def run() -> None:
        path = str(folder / "films.csv")
        with open_list(path, id_column="movie_id") as opened, open_journal(resolved) as journal:
            batch, _ = load_list(journal.lists, opened, id_column="movie_id")
            journal.lists.count_states(batch)
            writer = await find_writer(resolved, offline=True, price=None)
            async with open_batch(
                resolved,
                journal=journal,
                batch=batch,
                writer=writer,
                limits=Limits(),
                slots=slots,
                offline=True,
            ) as parts:
                await BatchRun(parts=parts, tally=tally, slots=slots, on_outcome=count).run()

    asyncio.run(run())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{tally.n_done:,} drafted, the first after {firsts[0]:.2f} s, {peak} MB at most")


def main() -> None:
    """Read the arguments and measure."""
    if sys.argv[1:2] == ["--child"]:
        measure_first_films(Path(sys.argv[2]), int(sys.argv[3]))
        return
    n_films, n_drafted = (int(given) for given in [*sys.argv[1:], "1000000", "300"][:2])
    measure_queue(n_films)
    measure_slice(n_films, n_drafted)


if __name__ == "__main__":
    main()
