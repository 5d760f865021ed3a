"""The editors of the review bench: a process that works at a running service, with or without a pause.

What to do comes as JSON on the standard input (the arguments of `Editors`), and
what was measured goes to the standard output. Nothing here is the service's.
"""

from __future__ import annotations

import json
import random
import re
import select
import socket
import sys
import threading
import time
from urllib.parse import urlencode

from ledgergen.web.access import COOKIE, derive_form_token

BASE = re.compile(rb'name="base" value="([^"]+)"')
OPEN = re.compile(rb'<mark class="v-[a-z_]+ open"><a id="(fig-[0-9a-f]{8})"')
FIRST_LEDGER = 1_000_000
_LENGTH = re.compile(rb"(?i)\r\ncontent-length: *([0-9]+)")
_CHECKED = b"\r\nserver-timing: check;"


class Editors:
    """Editors at work, and what they measured."""

    def __init__(  # noqa: PLR0913 - all that there is to say to them
        self,
        port: int,
        sessions: list[str],
        *,
        n_ledgers: int,
        n_decisions: int,
        first: int = 0,
        first_ledger: int = FIRST_LEDGER,
        think_s: float = 0,
    ) -> None:
        """Share one list of numbers to be stored, from `first` on, and the ledgers from `first_ledger` on.

        Before each request an editor thinks for `think_s` on average, most of the time less and now
        and then much longer.
        """
        self._port, self._sessions = port, sessions
        self._ledgers = range(first_ledger, first_ledger + n_ledgers)
        self._numbers = list(range(first, first + n_decisions))
        self._think_s = think_s
        self._lock = threading.Lock()
        self.page_ms: list[float] = []
        self.decision_ms: list[float] = []
        self.n_checked = {"page": 0, "decision": 0}
        """Answers that had to wait for the figure check."""
        self.n_conflicts = 0
        self.problems: list[str] = []

    def run(self) -> None:
        """Let all of them work until no number is left."""
        threads = [threading.Thread(target=self._work, args=(n,)) for n in range(len(self._sessions))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _work(self, editor: int) -> None:
        rng = random.Random(editor)  # noqa: S311 - the same choices every time
        session = self._sessions[editor]
        headers = {"Cookie": f"{COOKIE}={session}", "Sec-Fetch-Site": "same-origin"}
        client = Client(self._port)
        while True:
            with self._lock:
                if not self._numbers:
                    return
                number = self._numbers.pop()
            try:
                while not self._decide(client, headers, number, rng, derive_form_token(session)):
                    self.n_conflicts += 1
            except OSError as error:
                self.problems.append(f"editor {editor} gave up at {number}: {error}")
                return

    def _decide(
        self, client: Client, headers: dict[str, str], number: int, rng: random.Random, token: str
    ) -> bool:
        """Open a ledger and decide; tell whether no colleague came in between."""
        movie_id = rng.choice(self._ledgers)
        self._think(rng)
        _, page = client.ask("GET", f"/ledgers/{movie_id}", headers, times=self.page_ms)
        self._count(client, "page")
        base = BASE.search(page)
        figure = rng.choice(OPEN.findall(page)).decode()
        form = {"token": token, "base": base[1].decode() if base else "", "figure": figure}
        form |= {
            "correct": {"do": "correct", "text": f"{100_000 + number}"},
            "waive": {"do": "waive", "reason": "other", "comment": f"no {number}"},
            "comment": {"do": "comment", "comment": f"no {number}"},
        }[rng.choices(("correct", "waive", "comment"), (5, 3, 2))[0]]
        self._think(rng)
        status, answer = client.ask(
            "POST",
            f"/ledgers/{movie_id}/decide",
            headers | {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"},
            body=urlencode(form),
            times=self.decision_ms,
        )
        self._count(client, "decision")
        if status not in (200, 409):
            self.problems.append(f"{status} {answer[:300].decode()}")
        return status != 409

    def _think(self, rng: random.Random) -> None:
        if self._think_s:
            time.sleep(rng.expovariate(1 / self._think_s))

    def _count(self, client: Client, kind: str) -> None:
        with self._lock:
            self.n_checked[kind] += client.has_waited


class Client:
    """A browser's connection, and no more of HTTP than that takes: it shares the cores that it loads."""

    def __init__(self, port: int) -> None:
        """Connect to the service on loopback."""
        self._port, self._host = port, f"127.0.0.1:{port}"
        self._socket = self._connect()
        self.has_waited = False
        """Whether the last answer had to wait for the figure check."""

    def _connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self._port), timeout=60)

    def ask(
        self, method: str, path: str, headers: dict[str, str], *, times: list[float], body: str = ""
    ) -> tuple[int, bytes]:
        """Send a request; return the status and the body of the answer, and note how long it took."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self._host}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        lines += [f"Content-Length: {len(body.encode())}"] if body else []
        started = time.perf_counter()
        if select.select([self._socket], [], [], 0)[0]:  # the service hung up while somebody thought
            self._socket.close()
            self._socket = self._connect()
        self._socket.sendall("\r\n".join([*lines, "", body]).encode())
        answer = self._read()
        times.append(1000 * (time.perf_counter() - started))
        return answer

    def _read(self) -> tuple[int, bytes]:
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._receive()
        head, _, begun = got.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        assert length, head
        self.has_waited = _CHECKED in head
        pieces, missing = [begun], int(length[1]) - len(begun)
        while missing:
            pieces.append(self._receive())
            missing -= len(pieces[-1])
        return int(head[9:12]), b"".join(pieces)

    def _receive(self) -> bytes:
        got = self._socket.recv(262_144)
        if not got:
            raise ConnectionError("the service hung up in the middle of an answer")
        return got


def play_editors() -> None:
    """Be the process of the editors: what to do comes on stdin, what came of it goes to stdout."""
    task = json.load(sys.stdin)
    editors, started = Editors(**task), time.process_time()
    editors.run()
    used = time.process_time() - started
    told = {"page_ms": editors.page_ms, "decision_ms": editors.decision_ms, "cpu_s": used}
    told |= {"n_checked": editors.n_checked, "n_conflicts": editors.n_conflicts}
    json.dump(told | {"problems": editors.problems}, sys.stdout)


if __name__ == "__main__":
    play_editors()
