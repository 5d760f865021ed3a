"""What holds for every test: no clock in hypothesis' judgment, and no way out to a network."""

from __future__ import annotations

import ipaddress
import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.postgres import create_database, run_postgres

# The machine may be busy: how long an example takes says nothing about what it shows. And a tree that
# passed passes again: the examples are the same every time. `--hypothesis-profile search` draws new ones.
settings.register_profile("search", deadline=None, print_blob=True)
settings.register_profile("ledgergen", settings.get_profile("search"), derandomize=True)
settings.load_profile("ledgergen")

_OF_THE_CALLER = re.compile(
    r"LEDGERGEN_|PG|(OPENAI|TMDB|OMDB)_API_KEY|GITHUB_STEP_SUMMARY$|(NO|FORCE)_COLOR$|COLUMNS$"
    r"|(?i:(http|https|all|no)_proxy$)"
)
_connect = socket.socket.connect


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """With `-n auto`: tests wait for servers, browsers and databases more than they reckon."""
    return min(2 * (os.cpu_count() or 1), 8)


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


@pytest.fixture(scope="session")
def _nobodys_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, _nobodys_home: Path) -> None:
    """Take the caller's own keys, settings, databases, proxies and display out of the environment."""
    for name in list(os.environ):
        if _OF_THE_CALLER.match(name):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(_nobodys_home))


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
