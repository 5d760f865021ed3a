from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "module",
    [
        "ledgergen.adapters.models.openai",
        "ledgergen.adapters.models.scripted",
        "ledgergen.runs.draft",
        "ledgergen.core.drafting.flow",
    ],
)
def test_the_client_is_loaded_only_where_a_model_is_asked(module: str) -> None:
    program = (
        f"import sys, {module}; print(*{{'openai', 'httpx2', 'genai_prices', 'sqlite3'}} & {{*sys.modules}})"
    )
    shown = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert shown.stdout.split() == []
