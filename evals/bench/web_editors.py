"""The editors of the review bench: a process that works at a running service without a pause.

What to do comes as JSON on the standard input (the arguments of `Editors`), and
what was measured goes to the standard output. Nothing here is the service's.
"""

from __future__ import annotations

import http.client
import json
import random
import re
import sys
import threading
import time
from urllib.parse import urlencode

from ledgergen.web.access import COOKIE, derive_form_token


class Editors:
    """Editors at work, and what they measured."""

    def __init__(self, port: int, sessions: list[str], *, n_ledgers: int, n_decisions: int) -> None:
        """Share one list of numbers to be stored."""
        self._port, self._sessions, self._n_ledgers = port, sessions, n_ledgers
        self._numbers = list(range(n_decisions))
        self._lock = threading.Lock()
        self.page_ms: list[float] = []
        self.decision_ms: list[float] = []
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
        client = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        while True:
            with self._lock:
                if not self._numbers:
                    return
                number = self._numbers.pop()
            while not self._decide(client, headers, number, rng, derive_form_token(session)):
                self.n_conflicts += 1

    def _decide(
        self,
        client: http.client.HTTPConnection,
        headers: dict[str, str],
        number: int,
        rng: random.Random,
        token: str,
    ) -> bool:
        """Open a ledger and decide; tell whether no colleague came in between."""
        movie_id = 1_000_000 + rng.randrange(self._n_ledgers)
        _, page = self._ask(client, "GET", f"/ledgers/{movie_id}", headers, times=self.page_ms)
        base = re.search(r'name="base" value="([^"]+)"', page)
        figure = rng.choice(re.findall(r'<mark class="v-[a-z_]+ open"><a id="(fig-[0-9a-f]{8})"', page))
        form = {"token": token, "base": base[1] if base else "", "figure": figure}
        form |= {
            "correct": {"do": "correct", "text": f"{100_000 + number}"},
            "waive": {"do": "waive", "reason": "other", "comment": f"no {number}"},
            "comment": {"do": "comment", "comment": f"no {number}"},
        }[rng.choices(("correct", "waive", "comment"), (5, 3, 2))[0]]
        status, answer = self._ask(
            client,
            "POST",
            f"/ledgers/{movie_id}/decide",
            headers | {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"},
            body=urlencode(form),
            times=self.decision_ms,
        )
        if status not in (200, 409):
            self.problems.append(f"{status} {answer[:300]}")
        return status != 409

    @staticmethod
    def _ask(  # noqa: PLR0913 - a request
        client: http.client.HTTPConnection,
        method: str,
        path: str,
        headers: dict[str, str],
        *,
        times: list[float],
        body: str | None = None,
    ) -> tuple[int, str]:
        started = time.perf_counter()
        client.request(method, path, body=body, headers=headers)
        answer = client.getresponse()
        text = answer.read().decode()
        times.append(1000 * (time.perf_counter() - started))
        return answer.status, text


def play_editors() -> None:
    """Be the process of the editors: what to do comes on stdin, what came of it goes to stdout."""
    task = json.load(sys.stdin)
    editors = Editors(**task)
    editors.run()
    used = time.process_time()
    told = {"page_ms": editors.page_ms, "decision_ms": editors.decision_ms, "cpu_s": used}
    json.dump(told | {"n_conflicts": editors.n_conflicts, "problems": editors.problems}, sys.stdout)


if __name__ == "__main__":
    play_editors()
