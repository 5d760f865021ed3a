"""Make a list of calls with bespokelabs-curator: run by `batch.py`, in curator's own environment.

    python curator_calls.py REQUESTS.jsonl BASE_URL CONCURRENCY CACHE_DIR

Prints one JSON line: wall and CPU seconds and peak memory, from when curator is
loaded. Only the calls are made: no figure is checked, and no ledger written.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any


def main() -> None:
    """Make the calls."""
    requests, url, concurrency, cache = sys.argv[1:]
    rows = [json.loads(line) for line in Path(requests).read_text("utf-8").splitlines()]
    # Not an import statement: the environment of this project does not have them.
    curator: Any = import_module("bespokelabs.curator")
    datasets: Any = import_module("datasets")

    class Calls(curator.LLM):  # type: ignore[misc]
        def prompt(self, row: dict[str, Any]) -> list[dict[str, str]]:
            messages: list[dict[str, str]] = json.loads(row["messages"])
            return messages

        def parse(self, row: dict[str, Any], response: str) -> dict[str, Any]:
            return {"movie_id": row["movie_id"], "reply": response}

    llm = Calls(
        model_name="gpt-4o-mini",  # a name whose price and tokenizer it knows
        backend="openai",
        generation_params={"max_tokens": 3000},
        backend_params={
            "base_url": url,
            "api_key": "none",
            "max_concurrent_requests": int(concurrency),
            "max_requests_per_minute": 1_000_000,
            "max_tokens_per_minute": 1_000_000_000,
            "max_retries": 0,
        },
    )
    wall, cpu = time.perf_counter(), time.process_time()
    response = llm(datasets.Dataset.from_list(rows), working_dir=cache)
    figures = {
        "wall_s": round(time.perf_counter() - wall, 2),
        "cpu_s": round(time.process_time() - cpu, 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "n_replies": len(response.dataset),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
