"""Draft a list with bespokelabs-curator: run by `batch.py`, in curator's own environment.

    python curator_calls.py FOLDER BASE_URL CONCURRENCY

Does what *bare* in `batch.py` does, with curator in the place of asyncio and the
client: the same evidence, prompts, calls and checks, and one file a film. Prints
one JSON line: wall and CPU seconds and peak memory, from when all is loaded.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from ledgergen.core.drafting.flow import Flow


class Desk:
    """Begins films with a prompt, and ends them with its reply."""

    def __init__(self, folder: Path, url: str) -> None:
        """Draft from the facts of `folder`."""
        from ledgergen.adapters.dossiers import DossierFiles
        from ledgergen.settings import resolve_settings
        from ledgergen.wiring import build_kit

        self._kit = build_kit(resolve_settings({}, environ={}, cwd=folder))
        self._files = DossierFiles(workspace=folder)
        self._flows: dict[int, Flow] = {}
        self._url = url
        self.out = folder / "curator-ledgers"
        self.out.mkdir()

    def begin(self, movie_id: int) -> list[dict[str, str]]:
        """Return the messages of a film's prompt."""
        from ledgergen.core.checking import check
        from ledgergen.core.drafting.flow import draft_flow
        from ledgergen.model.film import FilmRef

        dossier = self._files.find(FilmRef(movie_id=movie_id))
        assert dossier is not None
        flow = self._flows[movie_id] = draft_flow(dossier, kit=self._kit, check=check, writer="mock")
        return [{"role": m.role, "content": m.content} for m in next(flow).messages]

    def end(self, movie_id: int, text: str) -> None:
        """Check a film's reply and write its ledger."""
        from ledgergen.adapters.models.answer import read_answer

        flow = self._flows.pop(movie_id, None)
        if flow is None:
            return  # curator parses every reply twice; once is work enough
        answer = {"choices": [{"message": {"content": text}}], "model": "mock"}
        reply = read_answer(answer, asked="mock", server="mock", base_url=self._url)
        try:
            flow.send(reply)
        except StopIteration as end:
            (self.out / f"{movie_id}.md").write_text(end.value.text, "utf-8")


_desks: list[Desk] = []
"""Not in the class below: curator pickles what a class of its refers to."""


def begin(movie_id: int) -> list[dict[str, str]]:
    """Begin a film at the desk."""
    return _desks[0].begin(movie_id)


def end(movie_id: int, text: str) -> None:
    """End a film at the desk."""
    _desks[0].end(movie_id, text)


def main() -> None:
    """Draft the list."""
    from ledgergen.core.drafting.reply import build_schema

    folder, url, concurrency = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    # Not import statements: the environment of this project does not have them.
    curator: Any = import_module("bespokelabs.curator")
    datasets: Any = import_module("datasets")
    _desks.append(Desk(folder, url))

    class Drafts(curator.LLM):  # type: ignore[misc]
        def prompt(self, row: dict[str, Any]) -> list[dict[str, str]]:
            return begin(row["movie_id"])

        def parse(self, row: dict[str, Any], response: str) -> dict[str, Any]:
            end(row["movie_id"], response)
            return row

    schema = {"name": "ledger", "strict": True, "schema": build_schema((1, 2, 3, 4))}
    llm = Drafts(
        model_name="gpt-4o-mini",  # a name whose price and tokenizer it knows
        backend="openai",
        generation_params={
            "max_tokens": 3000,
            "response_format": {"type": "json_schema", "json_schema": schema},
        },
        backend_params={
            "base_url": url,
            "api_key": "none",
            "max_concurrent_requests": concurrency,
            "max_requests_per_minute": 1_000_000,
            "max_tokens_per_minute": 1_000_000_000,
            "max_retries": 0,
        },
    )
    ids = [{"movie_id": int(line)} for line in (folder / "films.csv").read_text().split()[1:]]
    wall, cpu = time.perf_counter(), time.process_time()
    llm(datasets.Dataset.from_list(ids), working_dir=str(folder / "curator"))
    figures = {
        "wall_s": round(time.perf_counter() - wall, 2),
        "cpu_s": round(time.process_time() - cpu, 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    n_written = len(list(_desks[0].out.iterdir()))
    assert n_written == len(ids), f"{n_written} of {len(ids)} films"
    print(json.dumps(figures))


if __name__ == "__main__":
    from evals.bench import curator_calls  # by its name: curator pickles all of `__main__`

    curator_calls.main()
