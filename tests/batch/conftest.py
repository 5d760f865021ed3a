from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.batch import batch_help


@pytest.fixture(autouse=True, scope="session")
def _spawner() -> Iterator[None]:
    """End the process that children are forked from, if a test has started it."""
    yield
    batch_help.close_forker()
