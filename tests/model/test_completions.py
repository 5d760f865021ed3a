from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from ledgergen import Dossier
from ledgergen.adapters.completions import RememberingCompleter, SqliteCompletions
from ledgergen.adapters.models.scripted import ScriptedCompleter
from ledgergen.errors import ModelOverloadedError, ModelUnavailableError, StoreError
from ledgergen.model.prompt import Message, Prompt, Reply
from ledgergen.model.report import Usage

PROMPT = Prompt(
    name="draft",
    version="1",
    messages=(Message(role="user", content="Écris."),),
    sections=(1,),
    max_tokens=9,
    temperature=None,
    dossier=Dossier.from_texts([]),
)
REPLY = Reply(
    text="Čau \ud800 ok",
    model="tiny-1",
    provider="here",
    usage=Usage(input_tokens=10, cached_tokens=4, output_tokens=2, calls=1),
    cost_usd=Decimal("0.00030"),
)


@contextmanager
def open_store(path: Path) -> Iterator[SqliteCompletions]:
    store = SqliteCompletions(path)
    try:
        yield store
    finally:
        store.close()


def test_a_reply_comes_back_as_it_was_stored(tmp_path: Path) -> None:
    with open_store(tmp_path / "deep" / "completions.db") as store:
        assert store.get("h") is None
        assert not (tmp_path / "deep").exists()
        store.put("h", REPLY)
    with open_store(tmp_path / "deep" / "completions.db") as store:
        assert store.get("h") == REPLY
        assert store.get("other") is None


def test_the_first_reply_under_a_hash_stays(tmp_path: Path) -> None:
    with open_store(tmp_path / "c.db") as store:
        store.put("h", REPLY)
        store.put("h", replace(REPLY, text="later"))
        assert store.get("h") == REPLY


def test_many_may_write_at_once(tmp_path: Path) -> None:
    def write(worker: int) -> None:
        with open_store(tmp_path / "c.db") as store:
            for number in range(20):
                store.put(f"{worker}-{number}", REPLY)

    workers = [threading.Thread(target=write, args=(worker,)) for worker in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    with open_store(tmp_path / "c.db") as store:
        assert all(store.get(f"{worker}-{number}") for worker in range(4) for number in range(20))


def test_a_stored_reply_survives_a_process_that_dies_at_once(tmp_path: Path) -> None:
    program = (
        "import os, sys\nfrom pathlib import Path\n"
        "from ledgergen.adapters.completions import SqliteCompletions\n"
        "from ledgergen.model.prompt import Reply\n"
        "SqliteCompletions(Path(sys.argv[1])).put('h', Reply(text='paid', model='m', provider='p'))\n"
        "os._exit(9)\n"
    )
    path = tmp_path / "c.db"
    assert subprocess.run([sys.executable, "-c", program, str(path)], check=False).returncode == 9
    with open_store(path) as store:
        stored = store.get("h")
    assert stored is not None
    assert stored.text == "paid"


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to be read as one" * 20])
def test_a_damaged_store_says_what_to_do(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "c.db").write_bytes(content)
    with (
        open_store(tmp_path / "c.db") as store,
        pytest.raises(StoreError, match="completion store") as caught,
    ):
        store.get("h")
    assert "move it away" in caught.value.fix


def test_a_damaged_row_is_a_store_error(tmp_path: Path) -> None:
    with open_store(tmp_path / "c.db") as store:
        store.put("h", REPLY)
    connection = sqlite3.connect(tmp_path / "c.db")
    connection.execute("UPDATE completion SET reply = '{}'")
    connection.commit()
    connection.close()
    with open_store(tmp_path / "c.db") as store, pytest.raises(StoreError):
        store.get("h")


def test_the_same_request_is_free_the_second_time(tmp_path: Path) -> None:
    reused: list[int] = []
    with open_store(tmp_path / "c.db") as store:
        inner = ScriptedCompleter([REPLY, "another"], name="tiny")
        completer = RememberingCompleter(inner, store, on_reuse=lambda: reused.append(1))
        first = asyncio.run(completer.complete(PROMPT))
        second = asyncio.run(completer.complete(PROMPT))
        other = asyncio.run(completer.complete(replace(PROMPT, max_tokens=10)))
    assert first == REPLY
    assert second == replace(REPLY, is_reused=True, cost_usd=Decimal(0), usage=Usage())
    assert other.text == "another"
    assert reused == [1]
    assert completer.name == "tiny"


@pytest.mark.parametrize(
    "useless",
    [
        replace(REPLY, text=" "),
        replace(REPLY, finish_reason="length"),
        replace(REPLY, finish_reason="content_filter"),
    ],
)
def test_a_useless_reply_is_not_kept(useless: Reply, tmp_path: Path) -> None:
    with open_store(tmp_path / "c.db") as store:
        completer = RememberingCompleter(ScriptedCompleter([useless, REPLY]), store)
        asyncio.run(completer.complete(PROMPT))
        assert asyncio.run(completer.complete(PROMPT)) == REPLY


def test_a_failure_is_not_kept(tmp_path: Path) -> None:
    with open_store(tmp_path / "c.db") as store:
        completer = RememberingCompleter(ScriptedCompleter([ModelOverloadedError("busy"), REPLY]), store)
        with pytest.raises(ModelOverloadedError):
            asyncio.run(completer.complete(PROMPT))
        assert asyncio.run(completer.complete(PROMPT)) == REPLY


def test_a_script_that_runs_out_says_so() -> None:
    completer = ScriptedCompleter(["one"], name="case 7")
    assert asyncio.run(completer.complete(PROMPT)).text == "one"
    assert completer.n_left == 0
    with pytest.raises(ModelUnavailableError, match="'case 7' has run out") as caught:
        asyncio.run(completer.complete(PROMPT))
    assert "1 replies" in caught.value.because
    assert len(completer.prompts) == 2
