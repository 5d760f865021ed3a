"""What durability costs: a batch beside bare asyncio with the openai client, over the same films.

    python evals/bench/batch.py [--films 1000] [--cells 64x0.25,256x2] [--waiting 16x2] [--repeat 3]
        [--queue 1000000] [--slice 300] [--no-curator]

As it stands, the whole table in a quarter of an hour. A model server runs in a
process of its own. *Bare* gathers the same evidence, builds the same prompts, asks
through `openai.AsyncOpenAI.chat.completions.create`, drives the same flow with the
same figure check and the same rules, and writes one file a film: no journal, no
store of replies, no limits, no report, no forced writes. *Batch* is the command,
with a price and a cap; *2 processes* is it with `--processes 2`; *curator* does
what bare does with bespokelabs-curator in the place of asyncio and the client, in
an environment of its own.

Every measurement is a process of its own, counted from when its modules are
loaded (what `--processes` starts loads its own within the count); CPU is that of
the process and of those it started. Kinds take turns, and medians are compared,
so that other work on the machine meets all of them alike. Set TMPDIR to a folder on a
disk where nothing was deleted for some minutes: after that, making a file costs more.

A cell of `--waiting` is one where nothing but the server is waited for: batch
alone, once, beside films x latency / calls in flight.

`--queue` measures the list alone: reading, enqueuing and going on. `--slice`
drafts so many films of that list with the built-in writer, going on from a
journal in which all the others wait.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import statistics
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


def measure_batch(folder: Path, url: str, concurrency: int, n_processes: int = 1) -> None:
    """Draft the list as the command does."""
    from ledgergen.adapters.film_lists import load_list, open_list
    from ledgergen.adapters.limits import Limits
    from ledgergen.cli.batch.session import Session
    from ledgergen.core.batch.pricing import Price
    from ledgergen.settings import resolve_settings
    from ledgergen.wiring_batch import open_journal
    from ledgergen.wiring_writer import Writer

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
            summary = session.run(
                resolved,
                writer=writer,
                offline=True,
                concurrency=concurrency,
                n_processes=n_processes,
            )
    assert summary.exit_code == 0, summary.render()
    tally = summary.tally
    assert tally is not None
    assert tally.usage.calls == tally.n_films, "the ideal counts one call a film"


@contextmanager
def stopwatch() -> Iterator[None]:
    """Print wall and CPU seconds and the peak of memory, as JSON."""
    wall, cpu = time.perf_counter(), count_cpu()
    yield
    figures = {
        "wall_s": round(time.perf_counter() - wall, 2),
        "cpu_s": round(count_cpu() - cpu, 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(figures))


def count_cpu() -> float:
    """Return the CPU seconds of this process and of those it started that have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def run_child(*args: str) -> dict[str, Any]:
    """Run one measurement in a process of its own."""
    shown = subprocess.run([sys.executable, __file__, *args], check=True, capture_output=True, text=True)
    figures: dict[str, Any] = json.loads(shown.stdout.splitlines()[-1])
    return figures


def compare(  # noqa: PLR0913, PLR0917 - a cell of the table
    n_films: int,
    concurrency: int,
    latency_s: float,
    repeat: int,
    kinds: list[str],
    curator: Path | None,
    *,
    root: str,
) -> None:
    """Measure some kinds in turn, each in a workspace under `root`, and print the ratios of their medians."""
    from evals.bench.curator import run_curator
    from tests.batch.batch_help import make_workspace, serve_models

    runs: dict[str, list[dict[str, Any]]] = {kind: [] for kind in kinds}
    for kind in kinds * repeat:
        folder = Path(tempfile.mkdtemp(dir=root))
        with serve_models("--latency", str(latency_s)) as url:
            make_workspace(folder, n_films)
            if kind == "curator":
                assert curator is not None
                runs[kind].append(run_curator(curator, folder, url, concurrency))
            else:
                runs[kind].append(run_child("--child", kind, str(folder), url, str(concurrency)))
    print_ratios(
        runs,
        f"{n_films:,} films, {concurrency} in flight, {latency_s:g} s",
        n_films * latency_s / concurrency,
    )


def print_ratios(runs: dict[str, list[dict[str, Any]]], cell: str, ideal_s: float) -> None:
    """Print one cell of the comparison: medians, and over them the ratios to bare."""
    medians = {
        kind: {name: statistics.median(run[name] for run in found) for name in ("wall_s", "cpu_s", "peak_mb")}
        for kind, found in runs.items()
    }
    bare = medians.get("bare")
    print(f"{cell} (ideal {ideal_s:.1f} s), medians of {len(next(iter(runs.values())))}:")
    for kind, figures in medians.items():
        wall, cpu = figures["wall_s"], figures["cpu_s"]
        beside_bare = f"{wall / bare['wall_s']:.3f} x, CPU {cpu / bare['cpu_s']:.3f} x bare" if bare else ""
        print(
            f"    {kind:<12} wall {wall:7.2f} s  CPU {cpu:6.2f} s  {figures['peak_mb']:4.0f} MB"
            f"   {wall / ideal_s:.3f} x ideal   {beside_bare}",
            flush=True,
        )


def main() -> None:
    """Read the arguments and measure."""
    if sys.argv[1:2] == ["--child"]:
        kind, folder, url, concurrency = sys.argv[2:]
        if kind == "bare":
            measure_bare(Path(folder), url, int(concurrency))
        else:
            measure_batch(Path(folder), url, int(concurrency), 2 if kind == "2 processes" else 1)
        return
    parser = argparse.ArgumentParser()
    parser.add_argument("--films", type=int, default=1000)
    parser.add_argument("--cells", default="64x0.25,256x2")
    parser.add_argument("--waiting", default="16x2")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--queue", type=int, default=1_000_000)
    parser.add_argument("--slice", type=int, default=300)
    parser.add_argument("--no-curator", action="store_true")
    args = parser.parse_args()
    from evals.bench.batch_queue import measure_queue, measure_slice
    from evals.bench.curator import find_curator

    if args.queue:
        measure_queue(args.queue)
        if args.slice:
            measure_slice(args.queue, args.slice)
    curator = find_curator() if args.cells and not args.no_curator else "it was not asked for"
    if isinstance(curator, str):
        print(f"no comparison with curator: {curator}")
    kinds = ["bare", "batch", "2 processes", *(["curator"] if isinstance(curator, Path) else [])]
    found = curator if isinstance(curator, Path) else None
    # Nothing is removed before the end: where many files were just deleted, ext4 takes
    # a millisecond to make one, and batch makes two where bare makes one.
    with tempfile.TemporaryDirectory() as root:
        for cells, repeat, shown in ((args.cells, args.repeat, kinds), (args.waiting, 1, ["batch"])):
            for cell in filter(None, cells.split(",")):
                concurrency, latency = cell.split("x")
                compare(args.films, int(concurrency), float(latency), repeat, shown, found, root=root)


if __name__ == "__main__":
    main()
