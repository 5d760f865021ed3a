"""What durability costs: a batch beside bare asyncio with the openai client, over the same films.

    python evals/bench/batch.py [--films 1000] [--cells 64x0.25,256x2,16x2] [--queue 1000000]

A model server runs in a process of its own. *Bare* gathers the same evidence,
builds the same prompts, asks through `openai.AsyncOpenAI.chat.completions.create`,
drives the same flow with the same checks, and writes one file a film: no
journal, no store of replies, no limits, no forced writes. Each run is a process
of its own; CPU is that process's, wall and CPU are counted from when its modules are loaded.

`--queue` measures the list alone: reading, enqueuing and going on.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergen.core.drafting.kit import DraftKit

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))


def measure_bare(folder: Path, url: str, concurrency: int) -> None:
    """Draft every film of the workspace with nothing but the client and a semaphore."""
    from openai import AsyncOpenAI

    from ledgergen.adapters.models.answer import read_answer
    from ledgergen.core.checking import check
    from ledgergen.core.drafting.flow import draft_flow
    from ledgergen.core.drafting.reply import build_schema
    from ledgergen.model.film import FilmRef
    from ledgergen.runs.draft import gather_dossier
    from ledgergen.settings import resolve_settings
    from ledgergen.wiring import build_kit, build_sources

    resolved = resolve_settings({}, environ={}, cwd=folder)
    sources = build_sources(resolved)
    schema = {"name": "ledger", "strict": True, "schema": build_schema((1, 2, 3, 4))}
    ids = [int(line) for line in (folder / "films.csv").read_text().split()[1:]]
    out = folder / "bare"
    out.mkdir()
    client = AsyncOpenAI(api_key="none", base_url=url, max_retries=0, timeout=120)
    create: Any = client.chat.completions.create  # its overloads know no plain dicts
    gate = asyncio.Semaphore(concurrency)

    async def draft(movie_id: int, kit: DraftKit) -> None:
        async with gate:
            dossier = await gather_dossier(FilmRef(movie_id=movie_id), sources=sources)
            flow = draft_flow(dossier, kit=kit, check=check, writer="mock")
            prompt = next(flow)
            while True:
                completion = await create(
                    model="mock",
                    messages=[{"role": m.role, "content": m.content} for m in prompt.messages],
                    max_tokens=prompt.max_tokens,
                    response_format={"type": "json_schema", "json_schema": schema},
                )
                answer = {
                    "choices": [{"message": {"content": completion.choices[0].message.content}}],
                    "model": "mock",
                }
                reply = read_answer(answer, asked="mock", server="mock", base_url=url)
                try:
                    prompt = flow.send(reply)
                except StopIteration as end:
                    (out / f"{movie_id}.md").write_text(end.value.text, "utf-8")
                    return

    async def run() -> None:
        with stopwatch():
            kit = build_kit(resolved)
            await asyncio.gather(*(draft(movie_id, kit) for movie_id in ids))

    asyncio.run(run())


def measure_batch(folder: Path, url: str, concurrency: int) -> None:
    """Draft the list as the command does."""
    from ledgergen.adapters.film_lists import load_list, open_list
    from ledgergen.adapters.limits import Limits
    from ledgergen.cli.batch_session import Session
    from ledgergen.core.batch.pricing import Price
    from ledgergen.settings import resolve_settings
    from ledgergen.wiring_batch import Writer, open_journal

    flags = {"base_url": url, "model": "mock", "out_dir": folder}
    resolved = resolve_settings(flags, environ={}, cwd=folder)
    price = Price(input_usd=Decimal(1), output_usd=Decimal(4))
    path = str(folder / "films.csv")
    import openai.types.chat  # noqa: F401 - bare has it loaded before its clock starts, too

    with open_list(path, id_column="movie_id") as opened, open_journal(resolved) as journal:
        batch, _ = load_list(journal.lists, opened, id_column="movie_id")
        session = Session(journal=journal, batch=batch, shown=path, limits=Limits(cap_usd=Decimal(1000)))
        writer = Writer(name="mock", price=price, is_paid=True)
        with stopwatch():
            summary = session.run(resolved, writer=writer, offline=True, concurrency=concurrency)
    assert summary.exit_code == 0, summary.render()


@contextmanager
def stopwatch() -> Iterator[None]:
    """Print wall and CPU seconds and the peak of memory, as JSON."""
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    figures = {
        "wall_s": round(time.perf_counter() - wall, 2),
        "cpu_s": round(time.process_time() - cpu, 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(figures))


def run_child(*args: str) -> dict[str, Any]:
    """Run one measurement in a process of its own."""
    shown = subprocess.run([sys.executable, __file__, *args], check=True, capture_output=True, text=True)
    figures: dict[str, Any] = json.loads(shown.stdout.splitlines()[-1])
    return figures


def compare(n_films: int, concurrency: int, latency_s: float, repeat: int) -> None:
    """Measure both in turn and print the ratios of their best runs."""
    from tests.batch.batch_help import make_workspace, serve_models

    runs: dict[str, list[dict[str, Any]]] = {"bare": [], "batch": []}
    for _ in range(repeat):
        for kind, figures in runs.items():
            with tempfile.TemporaryDirectory() as name, serve_models("--latency", str(latency_s)) as url:
                make_workspace(Path(name), n_films)
                figures.append(run_child("--child", kind, name, url, str(concurrency)))
    bare, batch = (min(runs[kind], key=lambda figures: figures["wall_s"]) for kind in ("bare", "batch"))
    cpu = min(f["cpu_s"] for f in runs["batch"]) / min(f["cpu_s"] for f in runs["bare"])
    ideal = n_films * latency_s / concurrency
    print(
        f"{n_films:,} films, {concurrency} in flight, {latency_s:g} s:  bare {bare}  batch {batch}\n"
        f"    wall {batch['wall_s'] / bare['wall_s']:.3f} x bare, CPU {cpu:.3f} x bare, "
        f"wall {batch['wall_s'] / ideal:.3f} x ideal ({ideal:.1f} s)"
    )


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


def main() -> None:
    """Read the arguments and measure."""
    if sys.argv[1:2] == ["--child"]:
        kind, folder, url, concurrency = sys.argv[2:]
        measure = {"bare": measure_bare, "batch": measure_batch}[kind]
        measure(Path(folder), url, int(concurrency))
        return
    parser = argparse.ArgumentParser()
    parser.add_argument("--films", type=int, default=1000)
    parser.add_argument("--cells", default="64x0.25,256x2,16x2")
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--queue", type=int, default=1_000_000)
    args = parser.parse_args()
    if args.queue:
        measure_queue(args.queue)
    for cell in filter(None, args.cells.split(",")):
        concurrency, latency = cell.split("x")
        compare(args.films, int(concurrency), float(latency), args.repeat)


if __name__ == "__main__":
    main()
