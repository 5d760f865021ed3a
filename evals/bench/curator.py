"""bespokelabs-curator beside ours: found or installed, and run on the same calls. Called by `batch.py`."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import venv
from pathlib import Path
from typing import Any

CURATOR = "bespokelabs-curator>=0.1.26,<0.2"
"""Installed on demand into an environment of its own, and kept there."""


def find_curator() -> Path | str:
    """Return the interpreter that has curator, or why there is none."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ledgergen-bench" / "curator"
    python = cache / "bin" / "python"
    is_there = (
        python.exists()
        and not subprocess.run(
            [python, "-c", "import bespokelabs.curator, datasets"], check=False, capture_output=True
        ).returncode
    )
    if is_there:
        return python
    venv.create(cache, with_pip=True, clear=True)
    command = [str(python), "-m", "pip", "install", "--quiet", CURATOR]
    try:
        found = subprocess.run(command, check=False, capture_output=True, text=True, timeout=1800)
    except subprocess.TimeoutExpired:
        return "its installation took more than half an hour"
    errors = [line for line in found.stderr.splitlines() if line.startswith("ERROR")]
    return python if found.returncode == 0 else "; ".join(errors) or f"pip ended with {found.returncode}"


def run_curator(python: Path, folder: Path, url: str, concurrency: int) -> dict[str, Any]:
    """Make the list's calls with curator."""
    cache = folder / "curator"
    quiet = {
        "TELEMETRY_ENABLED": "False",
        "CURATOR_VIEWER": "0",
        "CURATOR_DISABLE_RICH_DISPLAY": "1",
        "CURATOR_CACHE_DIR": str(cache),
        "HF_HUB_OFFLINE": "1",
        "HF_DATASETS_CACHE": str(cache / "datasets"),
        "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    }
    script = Path(__file__).with_name("curator_calls.py")
    found = subprocess.run(
        [python, script, write_requests(folder), url, str(concurrency), cache],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, **quiet},
        timeout=1800,
    )
    if found.returncode:
        raise RuntimeError("curator failed: " + found.stderr.strip().splitlines()[-1])
    figures: dict[str, Any] = json.loads(found.stdout.splitlines()[-1])
    return figures


def write_requests(folder: Path) -> Path:
    """Write the messages of every film's prompt, for who only makes the calls."""
    from ledgergen.core.drafting.prompt import build_draft_prompt
    from ledgergen.model.film import FilmRef
    from ledgergen.runs.draft import gather_dossier
    from ledgergen.settings import resolve_settings
    from ledgergen.wiring import build_kit, build_sources

    resolved = resolve_settings({}, environ={}, cwd=folder)
    kit, sources = build_kit(resolved), build_sources(resolved)
    path = folder / "requests.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for line in (folder / "films.csv").read_text().split()[1:]:
            dossier = asyncio.run(gather_dossier(FilmRef(movie_id=int(line)), sources=sources))
            prompt = build_draft_prompt(dossier, templates=kit.templates, exemplars=kit.exemplars)
            messages = [{"role": m.role, "content": m.content} for m in prompt.messages]
            file.write(json.dumps({"movie_id": int(line), "messages": json.dumps(messages)}) + "\n")
    return path
