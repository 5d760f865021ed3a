"""The lines of an order's files: requests out, answers back, and what the server says in between.

The form is OpenAI's Batch API, which others (vLLM, LiteLLM, Groq and more) have
taken over: one JSON object a line, each with a `custom_id`. Ours is the hash of
the prompt, under which the reply will be stored; so answers may come in any
order, from any file, twice, or not at all.

What comes back is read field by field, because servers leave fields out. A line
that cannot be read answers nothing, and its request is asked again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ledgergen.model.order import OrderAnswer, RemoteOrder

ENDPOINT = "/v1/chat/completions"
MAX_REQUESTS = 50_000
MAX_BYTES = 190_000_000
"""The API takes 50,000 requests and 200 MB in a file."""


def render_request(prompt_hash: str, body: Mapping[str, Any]) -> str:
    """Write one request as a line, with its line end."""
    row = {"custom_id": prompt_hash, "method": "POST", "url": ENDPOINT, "body": body}
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


def read_answer_line(line: str) -> OrderAnswer | None:
    """Read one line of an output or error file; None where it answers nothing."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(row, dict) or not isinstance(row.get("custom_id"), str):
        return None
    response, error = _get_dict(row, "response"), _get_dict(row, "error")
    status = response.get("status_code")
    if error or not isinstance(status, int):
        return OrderAnswer(prompt_hash=row["custom_id"], status=0, body={"error": error})
    body = response.get("body")
    if not isinstance(body, dict):
        return OrderAnswer(prompt_hash=row["custom_id"], status=0 if status == 200 else status, body={})
    if status == 200 and body.get("error"):
        return OrderAnswer(prompt_hash=row["custom_id"], status=0, body=body)
    return OrderAnswer(prompt_hash=row["custom_id"], status=status, body=body)


def read_remote(value: object) -> RemoteOrder | None:
    """Read what the server says of an order; None where it is none.

    >>> read_remote({"id": "b1", "status": "in_progress", "request_counts": {"completed": 2}}).n_answered
    2
    """
    if not isinstance(value, dict) or not isinstance(value.get("id"), str):
        return None
    counts = _get_dict(value, "request_counts")
    problems = _get_dict(value, "errors").get("data")
    first = problems[0] if isinstance(problems, list) and problems else {}
    problem = first if isinstance(first, dict) else {"message": first}
    line = problem.get("line")
    return RemoteOrder(
        id=value["id"],
        status=str(value.get("status") or "unknown"),
        n_answered=_get_count(counts, "completed") + _get_count(counts, "failed"),
        output_file=_get_text(value, "output_file_id"),
        error_file=_get_text(value, "error_file_id"),
        problem_code=str(problem.get("code") or ""),
        problem=str(problem.get("message") or "") + (f" (line {line})" if isinstance(line, int) else ""),
    )


def find_order_id(value: object) -> str | None:
    """Return our id of the order that the server's value describes, if it is one of ours."""
    metadata = _get_dict(value, "metadata") if isinstance(value, dict) else {}
    return _get_text(metadata, METADATA_KEY)


METADATA_KEY = "ledgergen_order"


def _get_dict(value: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = value.get(name)
    return found if isinstance(found, dict) else {}


def _get_text(value: Mapping[str, Any], name: str) -> str | None:
    found = value.get(name)
    return found if isinstance(found, str) and found else None


def _get_count(value: Mapping[str, Any], name: str) -> int:
    found = value.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) and found > 0 else 0
