"""What one page and one decision cost the review service in processor time.

    python evals/bench/web_cost.py [LEDGERS] [--database]

(200 by default.) Writes the ledgers of `web.py`, serves them with one process, and
lets one editor open every ledger, open it again, comment on, waive and correct one
figure of each, and then correct another, which rests on the check before. Processor
time is counted per kind, so that what else the machine does meanwhile hardly matters.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from evals.bench.web import count_cpu_s, issue_sessions, start_service, write_workspace
from evals.bench.web_editors import BASE, FIRST_LEDGER, OPEN, Client
from ledgergen.settings import resolve_settings
from ledgergen.web.access import COOKIE, derive_form_token
from tests.postgres import create_database, run_postgres

_DECISIONS = {
    "comment": {"do": "comment", "comment": "no 1"},
    "waiver": {"do": "waive", "reason": "other", "comment": "no 2"},
    "correction": {"do": "correct", "text": "100001"},
    "another": {"do": "correct", "text": "100002"},
}


@contextmanager
def _measure(kind: str, service: subprocess.Popen[str], n: int) -> Iterator[None]:
    before = count_cpu_s(service.pid)
    yield
    print(f"{kind:<12} {1000 * (count_cpu_s(service.pid) - before) / n:6.1f} ms of CPU", flush=True)


def _work(service: subprocess.Popen[str], port: int, session: str, n_ledgers: int) -> None:
    headers = {"Cookie": f"{COOKIE}={session}", "Sec-Fetch-Site": "same-origin"}
    posting = headers | {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}
    token, rng, client = derive_form_token(session), random.Random(3), Client(port)  # noqa: S311 - a bench
    paths = [f"/ledgers/{FIRST_LEDGER + number}" for number in range(n_ledgers)]
    with _measure("first page", service, n_ledgers):
        for path in paths:
            client.ask("GET", path, headers, times=[])
    for kind, decision in _DECISIONS.items():
        with _measure("page", service, n_ledgers):
            pages = [client.ask("GET", path, headers, times=[])[1] for path in paths]
        forms = []
        for page in pages:
            base, figure = BASE.search(page), rng.choice(OPEN.findall(page))
            assert base
            forms.append(urlencode({"token": token, "base": base[1], "figure": figure} | decision))
        with _measure(kind, service, n_ledgers):
            for path, form in zip(paths, forms, strict=True):
                status, answer = client.ask("POST", f"{path}/decide", posting, body=form, times=[])
                assert status == 200, answer


def main() -> None:
    """Count what each kind of request costs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("ledgers", type=int, nargs="?", default=200)
    parser.add_argument("--database", action="store_true", help="over a PostgreSQL of its own")
    given = parser.parse_args()
    with ExitStack() as stack:
        database = None
        if given.database:
            database = stack.enter_context(create_database(stack.enter_context(run_postgres())))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        write_workspace(folder, given.ledgers, database=database)
        (session,) = issue_sessions(resolve_settings({}, environ={}, cwd=folder), ["editor"])
        service, port = stack.enter_context(start_service(folder, 1))
        _work(service, port, session, given.ledgers)


if __name__ == "__main__":
    main()
