"""What holds for every test: no clock in hypothesis' judgment, and no way out to a network."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from tests.postgres import create_database, run_postgres

# The machine may be busy: how long an example takes says nothing about what it shows.
settings.register_profile("ledgergen", deadline=None, print_blob=True)
settings.load_profile("ledgergen")

_connect = socket.socket.connect


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Refuse every connection beyond loopback, whatever a test forgot to replace."""

    def connect(self: socket.socket, address: tuple[Any, ...] | str) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            host = str(address[0]).split("%")[0]
            is_loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
            if not is_loopback:
                raise AssertionError(f"a test tried to reach {host}")
        _connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        yield


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the caller's own keys and settings out of the environment."""
    for name in list(os.environ):
        if name.startswith("LEDGERGEN_") or name in {"OPENAI_API_KEY", "TMDB_API_KEY", "OMDB_API_KEY"}:
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server that this session started."""
    with run_postgres() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    with create_database(postgres_server) as url:
        yield url
