"""bespokelabs-curator beside ours: found or installed, and run over the same films. Called by `batch.py`."""

from __future__ import annotations

import json
import os
import subprocess
import venv
from pathlib import Path
from typing import Any

_PACKAGES = ("bespokelabs-curator>=0.1.26,<0.2", "python-frontmatter>=1.3,<2")
"""Curator, and what our prompts need that it does not bring. Installed on demand into an
environment of its own, and kept there."""


def find_curator() -> Path | str:
    """Return the interpreter that has curator, or why there is none."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ledgergen-bench" / "curator"
    python = cache / "bin" / "python"
    is_there = (
        python.exists()
        and not subprocess.run(
            [python, "-c", "import bespokelabs.curator, datasets, frontmatter"],
            check=False,
            capture_output=True,
        ).returncode
    )
    if is_there:
        return python
    venv.create(cache, with_pip=True, clear=True)
    command = [str(python), "-m", "pip", "install", "--quiet", *_PACKAGES]
    try:
        found = subprocess.run(command, check=False, capture_output=True, text=True, timeout=1800)
    except subprocess.TimeoutExpired:
        return "its installation took more than half an hour"
    errors = [line for line in found.stderr.splitlines() if line.startswith("ERROR")]
    return python if found.returncode == 0 else "; ".join(errors) or f"pip ended with {found.returncode}"


def run_curator(python: Path, folder: Path, url: str, concurrency: int) -> dict[str, Any]:
    """Draft the list with curator."""
    cache = folder / "curator"
    # It counts tokens with a table that it would fetch; a package that it depends on ships the same one.
    tables = next(python.parents[1].glob("lib/*/site-packages/litellm/litellm_core_utils/tokenizers"), cache)
    quiet = {
        "TIKTOKEN_CACHE_DIR": str(tables),
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
        [python, script, folder, url, str(concurrency)],
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
