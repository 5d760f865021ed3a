"""How long one film's evidence takes when every answer takes 100 ms.

    python evals/bench/sources.py [ROUNDS]      (default 5)

Asks a server on loopback that waits before each answer, all five services with
keys, the cache off and on. Prints the median in latencies. Three rounds of
requests cannot take less than three; exits 1 above four.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from ledgergen.adapters.sources.door import Service
from ledgergen.adapters.sources.film_asking import Services
from ledgergen.adapters.sources.http import Manners, ServiceClient
from ledgergen.adapters.sources.network import NetworkSource
from ledgergen.model.film import FilmRef
from tests.sources.service_server import FILM, run_server

LATENCY_S = 0.1
MAX_LATENCIES = 4.0


async def measure(base: str, *, cache: Path | None) -> float:
    """Ask for one film and return the seconds it took; the client is open already, as in a batch."""
    services = Services(
        wikidata=Service(name="Wikidata", base_url=f"{base}/wikidata"),
        wikidata_query=Service(name="Wikidata's query service", base_url=f"{base}/query"),
        wikipedia=Service(name="Wikipedia", base_url=f"{base}/wikipedia"),
        tmdb=Service(name="TMDB", base_url=f"{base}/tmdb", key="k", key_parameter="api_key"),
        omdb=Service(name="OMDb", base_url=f"{base}/omdb", key="k", key_parameter="apikey"),
    )
    manners = Manners(user_agent="ledgergen benchmark")
    async with ServiceClient(services.list_all(), manners=manners, cache_dir=cache) as client:
        source = NetworkSource(client, services, today=lambda: date(2026, 1, 1))
        begin = time.perf_counter()
        dossier, lost = await source.ask(FilmRef(movie_id=FILM))
        seconds = time.perf_counter() - begin
    assert len(dossier.sources) == 4, dossier.gaps
    assert lost == ()
    return seconds


@contextmanager
def run_apart() -> Iterator[str]:
    """Run the server in a process of its own, as real ones are; yield its address."""
    command = [sys.executable, __file__, "--serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True) as process:  # noqa: S603 - this script
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def serve() -> None:
    """Serve until told to stop; prints the address first."""
    with run_server() as server:
        server.delay_s = LATENCY_S
        print(server.base, flush=True)
        sys.stdin.read()


def main() -> int:
    """Measure and print; return the exit code."""
    if sys.argv[1:] == ["--serve"]:
        serve()
        return 0
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with run_apart() as base, tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(base, cache=Path(folder) / "first"))  # loads what is loaded once
        plain = [asyncio.run(measure(base, cache=None)) for _ in range(rounds)]
        cached = [asyncio.run(measure(base, cache=Path(folder) / str(n))) for n in range(rounds)]
    medians = [statistics.median(times) / LATENCY_S for times in (plain, cached)]
    print(f"one film at {LATENCY_S * 1000:.0f} ms a request: {medians[0]:.2f} latencies without a cache,")
    print(f"{medians[1]:.2f} filling an empty one (medians of {rounds})")
    return 0 if max(medians) <= MAX_LATENCIES else 1


if __name__ == "__main__":
    sys.exit(main())
