"""A workspace of numbered films, all with the harbor film's facts, and a model server beside it."""

from __future__ import annotations

import itertools
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ledgergen.core.dossiers.dossier import parse_dossier

ROOT = Path(__file__).parents[2]
REPLY = ROOT / "tests" / "cases" / "harbor-reply.json"
SERVER = Path(__file__).with_name("mock_models.py")
_numbers = itertools.count()
_forkers: list[subprocess.Popen[str]] = []
_HARBOR = parse_dossier((ROOT / "tests" / "cases" / "harbor.yaml").read_text("utf-8"), where="harbor")


def make_workspace(folder: Path, n_films: int) -> Path:
    """Write `n_films` dossiers and the list of them, ids from 1; return the list's path."""
    facts = folder / "facts"
    facts.mkdir(parents=True)
    for movie_id in range(1, n_films + 1):
        write_facts(folder, movie_id)
    path = folder / "films.csv"
    path.write_text("movie_id\n" + "".join(f"{n}\n" for n in range(1, n_films + 1)))
    return path


def write_facts(folder: Path, movie_id: int, **changes: object) -> None:
    value = _HARBOR.model_copy(update={"movie_id": movie_id}).model_dump(
        mode="json", by_alias=True, exclude_defaults=True
    )
    # Each film's request is one of its own: requests alike are paid for once.
    value["passages"] = [
        *value.get("passages", ()),
        {"id": "p99", "text": f"Reel {movie_id} of the archive.", "source": value["sources"][0]["id"]},
    ]
    content = json.dumps({"schema": "dossier/1", **value, **changes})
    (folder / "facts" / f"{movie_id}.json").write_text(content, "utf-8")


@contextmanager
def serve_models(*options: str, log: Path | None = None, script: Path = SERVER) -> Iterator[str]:
    """Run the server in a process of its own; yield its address."""
    arguments = [sys.executable, str(script), "--reply", str(REPLY), *options]
    arguments += ["--log", str(log)] if log else []
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def settle(url: str) -> None:
    """Return once the server has read what was sent to it before: it reads in the order things come."""
    _get(f"{url}/models")


def _get(address: str) -> None:
    with urllib.request.urlopen(address) as answer:
        answer.read()


class HeldModels:
    """A server that keeps every asker waiting until it is let go: what is in flight stays in flight."""

    def __init__(self, url: str, log: Path) -> None:
        self.url = url
        self._log = log

    def count_asked(self) -> int:
        return len(read_log(self._log, "asked"))

    def wait_for_calls(self, n_calls: int) -> None:
        """Wait until so many calls have come, which then are in flight."""
        wait_for(lambda: self.count_asked() >= n_calls, what=f"{n_calls} calls")

    def let_go(self) -> None:
        """Answer everybody, from now on at once."""
        _get(f"{self.url}/let-go")


@contextmanager
def hold_models(folder: Path) -> Iterator[HeldModels]:
    """Run a server that holds its answers back."""
    log = folder / "server.log"
    with serve_models("--hold", log=log) as url:
        yield HeldModels(url, log)


def wait_for(condition: Callable[[], bool], *, what: str, timeout_s: float = 60.0) -> None:
    """Wait until it holds."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain: {what}"
        time.sleep(0.02)


class Child:
    """A `ledgergen batch` of its own process, forked from one that has everything loaded."""

    def __init__(self, folder: Path, args: tuple[str, ...], *, max_file: int | None = None) -> None:
        number = next(_numbers)
        self._out, self._err = folder / f"{number}.out", folder / f"{number}.err"
        env = {name: value for name, value in os.environ.items() if name.startswith("LEDGERGEN_")}
        job: dict[str, object] = {
            "cwd": str(folder),
            "args": args,
            "out": str(self._out),
            "err": str(self._err),
            "env": env,
        }
        job["max_file"] = max_file
        pid = _command({"start": job})
        assert isinstance(pid, int)
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        if self.returncode is None:
            self.returncode = _command({"poll": self.pid})
        return self.returncode

    def wait_for(self, words: str, timeout: float = 60) -> None:
        """Wait until it has said something on stderr."""
        deadline = time.monotonic() + timeout
        while words not in (self._err.read_text() if self._err.exists() else ""):
            assert time.monotonic() < deadline, self._err.read_text()
            time.sleep(0.01)

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def communicate(self, timeout: float = 60) -> tuple[str, str]:
        """Wait for its end; return what it said."""
        deadline = time.monotonic() + timeout
        while self.poll() is None:
            if time.monotonic() > deadline:
                self.kill()
                raise TimeoutError(self._err.read_text())
            time.sleep(0.005)
        return self._out.read_text(), self._err.read_text()


def _command(command: dict[str, object]) -> int | None:
    if not _forkers:
        script = Path(__file__).with_name("fork_batch.py")
        pipe = subprocess.PIPE
        _forkers.append(subprocess.Popen([sys.executable, str(script)], stdin=pipe, stdout=pipe, text=True))
    forker = _forkers[0]
    assert forker.stdin is not None
    assert forker.stdout is not None
    forker.stdin.write(json.dumps(command) + "\n")
    forker.stdin.flush()
    answer: int | None = json.loads(forker.stdout.readline())
    return answer


def close_forker() -> None:
    """End the process that children are forked from."""
    while _forkers:
        with _forkers.pop() as forker:
            forker.kill()


def start(folder: Path, *options: str, max_file: int | None = None) -> Child:
    """Start `ledgergen batch films.csv` in the workspace; no file may grow beyond `max_file` bytes."""
    return Child(folder, ("batch", "films.csv", *options), max_file=max_file)


def run(folder: Path, *options: str) -> tuple[int, dict[str, object], str]:
    """Run `ledgergen batch films.csv --json` to its end: exit code, summary, stderr."""
    process = start(folder, "--json", *options)
    out, err = process.communicate(timeout=120)
    assert process.returncode is not None
    return process.returncode, json.loads(out) if out.startswith("{") else {}, err


def read_log(log: Path, kind: str) -> list[list[str]]:
    """Return the fields of the server's lines of one kind."""
    if not log.exists():
        return []
    return [line.split()[1:] for line in log.read_text().splitlines() if line.startswith(kind + " ")]
