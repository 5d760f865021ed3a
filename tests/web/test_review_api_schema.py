"""The API against its own description: whatever is sent, it answers as it says, never with a 5xx."""

from __future__ import annotations

from typing import Any

import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.web.review_workspace import Served

_CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
_STREAM = "/api/drafts/events"
"""Read by a client that knows when to stop."""
_OURS = {"facts", "review", "ledgers", ".ledgergen", "ledgergen.toml", "ledgergen-waivers.json"}


def test_the_api_answers_as_it_says(served: Served) -> None:
    headers = {"authorization": f"Bearer {served.make_api_token()}"}
    described = schemathesis.openapi.from_url(f"{served.url}/api/openapi.json", headers=headers)
    paths = []
    for found in described.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        if operation.path != _STREAM:
            _call_with_anything(operation, headers)
            paths.append(operation.label)
    assert len(paths) >= 9
    assert {path.name for path in served.folder.iterdir()} <= _OURS


def _call_with_anything(operation: Any, headers: dict[str, str]) -> None:  # noqa: ANN401 - theirs
    @given(case=operation.as_strategy())
    @settings(max_examples=12, suppress_health_check=list(HealthCheck), database=None)
    def call(case: Any) -> None:  # noqa: ANN401 - theirs
        case.call_and_validate(headers=headers, checks=_CHECKS)

    call()
