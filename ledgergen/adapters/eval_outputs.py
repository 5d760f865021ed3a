"""Write what an eval found, and read an earlier one to compare with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ledgergen.adapters.atomic import write_text_atomically
from ledgergen.core.evals.diff import Diff
from ledgergen.core.evals.junit import render_junit
from ledgergen.core.evals.page import render_report
from ledgergen.core.evals.result import SCHEMA, EvalResult
from ledgergen.errors import CaseError


def write_outputs(  # noqa: PLR0913 - one file each
    result: EvalResult,
    value: Mapping[str, Any],
    *,
    diff: Diff | None,
    output_file: Path | None,
    junit: Path | None,
    html: Path | None,
) -> None:
    """Write the files that were asked for; `value` is the result as JSON.

    Raises:
        StoreError: one could not be written.
    """
    if output_file is not None:
        write_text_atomically(output_file, json.dumps(value, indent=1, ensure_ascii=False) + "\n")
    if junit is not None:
        write_text_atomically(junit, render_junit(result))
    if html is not None:
        write_text_atomically(html, render_report(result, diff=diff))


def load_baseline(path: Path) -> dict[str, Any]:
    """Read the JSON of an earlier run.

    Raises:
        CaseError: it cannot be read, or is something else.
    """
    try:
        value = json.loads(path.read_text("utf-8"))
        if not isinstance(value, dict) or value.get("schema") != SCHEMA:
            raise ValueError(f"its schema is not {SCHEMA!r}")  # noqa: TRY301 - said just below
    except OSError as error:
        because = (error.strerror or str(error)).lower()
        raise CaseError(
            f"cannot read the baseline {str(path)!r}", because=because, fix="check the path"
        ) from error
    except (ValueError, RecursionError) as error:
        raise CaseError(
            f"cannot read the baseline {str(path)!r}",
            because=str(error) or type(error).__name__,
            fix="give a file that `ledgergen eval --output-file` wrote",
        ) from error
    return value
