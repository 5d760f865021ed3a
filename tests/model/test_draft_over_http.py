"""A draft through a real server, with the faults of a bad day on the way."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from ledgergen import Dossier, check
from ledgergen.adapters.completions import RememberingCompleter, SqliteCompletions
from ledgergen.adapters.files import LedgerFiles
from ledgergen.adapters.models.connection import Patience, World
from ledgergen.adapters.models.openai import OpenAICompleter
from ledgergen.adapters.models.profile import ProfileFile
from ledgergen.core.dossiers.dossier import parse_dossier
from ledgergen.core.drafting.kit import build_kit
from ledgergen.model.film import FilmRef
from ledgergen.runs.draft import DraftResult, draft_film
from tests.model.chat_server import Answer, ChatServer, refuse, say

ROOT = Path(__file__).parents[2]
HARBOR = parse_dossier((ROOT / "tests" / "cases" / "harbor.yaml").read_text("utf-8"), where="harbor")
GOOD = (ROOT / "tests" / "cases" / "harbor-reply.json").read_text("utf-8")
BODIES: dict[str, str] = json.loads(GOOD)
FABRICATED = GOOD.replace("$1.9 million", "$62 million")
MENDED = json.dumps({"investment": BODIES["investment"]})
STUBBORN = json.dumps({"investment": json.loads(FABRICATED)["investment"]})


class Harbor:
    name = "harbor"

    async def gather(self, film: FilmRef) -> Dossier:
        assert film.movie_id == HARBOR.movie_id
        return HARBOR


def draft(script: list[Answer], out_dir: Path) -> tuple[DraftResult, ChatServer, list[float]]:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async def run(url: str) -> DraftResult:
        texts = {path.name: path.read_text("utf-8") for path in (ROOT / "prompts").glob("*.md")}
        store = SqliteCompletions(out_dir / ".ledgergen" / "completions.db")
        model = OpenAICompleter(
            "tiny",
            api_key="sk-secret-key",
            base_url=url,
            patience=Patience(deadline_s=60),
            memory=ProfileFile(out_dir / ".ledgergen" / "servers.json"),
            world=World(sleep=sleep, chance=lambda: 0.0),
        )
        try:
            async with model:
                return await draft_film(
                    FilmRef(movie_id=HARBOR.movie_id),
                    sources=[Harbor()],
                    completer=RememberingCompleter(model, store),
                    kit=build_kit(texts, seeds=[], check=check),
                    files=LedgerFiles(out_dir),
                )
        finally:
            store.close()

    with ChatServer(script) as server:
        return asyncio.run(run(server.url)), server, slept


def list_texts(out_dir: Path) -> list[str]:
    return sorted(str(path.relative_to(out_dir)) for path in out_dir.rglob("*.md"))


def test_a_bad_day_ends_clean(tmp_path: Path) -> None:
    script = [
        refuse(400, "response_format json_schema is not supported"),
        refuse(429, "slow down", Retry_After="3"),
        Answer(is_dropped=True),
        say("```json\n" + FABRICATED[:400]),
        say("<think>Oops.</think>Sorry! " + FABRICATED),
        refuse(503, "busy"),
        say(MENDED),
    ]
    result, server, slept = draft(script, tmp_path)
    assert result.outcome.is_clean
    assert result.outcome.n_rounds == 1
    assert list_texts(tmp_path) == ["ledgers/990001-harbor-lights.md"]
    assert [r.get("response_format", {}).get("type") for r in server.requests] == [
        "json_schema",
        *["json_object"] * 6,
    ]
    assert slept[0] == 3.0
    assert len(slept) == 3
    use = result.outcome.report.model
    assert use is not None
    assert use.usage.calls == 3
    assert use.cost_usd is None
    written = (tmp_path / "ledgers" / "990001-harbor-lights.report.json").read_text("utf-8")
    assert "sk-secret-key" not in written


def test_a_figure_fabricated_thrice_is_held(tmp_path: Path) -> None:
    result, server, _ = draft([say(FABRICATED), say(STUBBORN), say(STUBBORN)], tmp_path)
    assert len(server.requests) == 3
    assert not result.outcome.is_clean
    assert list_texts(tmp_path) == ["review/990001-harbor-lights.md"]
    assert [figure.text for figure in result.outcome.report.flagged] == ["$62 million"]


def test_a_second_draft_of_the_same_film_asks_nobody(tmp_path: Path) -> None:
    first, _, _ = draft([say(FABRICATED), say(MENDED)], tmp_path)
    second, server, _ = draft([], tmp_path)
    assert server.requests == []
    assert second.outcome.text == first.outcome.text
    use = second.outcome.report.model
    assert use is not None
    assert use.usage.calls == 0
    assert use.cost_usd == 0
