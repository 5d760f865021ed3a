"""A workspace with ledgers to review, and the service over it, for the tests of this folder."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import uvicorn
from argon2 import PasswordHasher
from starlette.types import ASGIApp

from ledgergen.adapters.files import LedgerFiles
from ledgergen.adapters.reviews.passwords import Passwords
from ledgergen.codec import report_to_json
from ledgergen.core.ledger import check_ledger
from ledgergen.model.account import Account, Role
from ledgergen.model.dossier import Dossier
from ledgergen.runs.review.crew import Crew
from ledgergen.settings import resolve_settings
from ledgergen.web.access import Access
from ledgergen.web.answer_processes import AnswerProcesses
from ledgergen.web.answering import Setting
from ledgergen.web.app import build_app
from ledgergen.web.guard import Door
from ledgergen.wiring_drafts import DraftTerms, open_room
from ledgergen.wiring_review import ReviewParts, open_desk

MOVIE_ID = 990001
FLAGGED = ("$62 million", "148 minutes", "$410 million")
"""The figures of `SECTIONS` that the dossier contradicts, in reading order."""

DOSSIER = """\
schema: dossier/1
movie_id: {movie_id}
title: "{title}"
year: 2019
directors: [Mara Voss]
sources:
  - {{id: almanac, name: The Film Almanac, url: "https://almanac.example/films/1", retrieved: "2026-05-02"}}
facts:
  - {{id: f1, subject: "{title}", attribute: budget, value: "55000000", unit: USD, source: almanac}}
  - {{id: f2, subject: "{title}", attribute: runtime, value: "128", unit: min, source: almanac}}
  - {{id: f3, subject: "{title}", attribute: gross, value: "165000000", unit: USD,
      qualifiers: {{territory: worldwide}}, source: almanac}}
  - {{id: f4, subject: "{title}", attribute: release_date, value: "2019-05-17", source: almanac}}
"""

SECTIONS = (
    (
        "Mara Voss came to *{title}* with a reputation that nobody had yet priced. Her earlier work "
        "had been admired in small rooms and paid for in kind. What she brought to the table was "
        "patience, a crew that would follow her, and a script about a harbor town that had run out of "
        "fish and of excuses. Backers read it, liked it and waited for somebody else to go ahead, as "
        "backers do."
    ),
    (
        "*{title}* had a budget of $62 million. It was money that a studio lends to people it trusts, "
        "and the studio did not trust her yet. The contract said what such contracts say: finish on "
        "time, deliver a film that can be sold, and carry the overrun yourself. She signed it on a "
        "quiet morning and went to look at boats, because the boats were what the picture would be "
        "made of."
    ),
    (
        "*{title}* runs 148 minutes. None of them is hurried. Voss met the risk by spending slowly: "
        "the harbor was real, the weather was waited for, and the actors learned to mend nets before "
        "they learned their lines. When the money men came to look they found a director who could "
        "tell them the price of every shot, and who had refused the helicopter they had offered to "
        "pay for."
    ),
    (
        "*{title}* was released on May 17, 2019. It grossed $410 million worldwide. The debt was "
        "settled that summer, and what remained was credit of another sort: the next contract left "
        "the overrun to the studio. Critics who had filed her under promise moved her to a shelf with "
        "fewer names on it. She bought the oldest of the boats, and has not been asked to prove "
        "anything since."
    ),
)
HEADINGS = (
    "**1. The Balance Sheet (The Situation Immediately Before)**",
    "**2. The Investment (The Specifics of the gamble)**",
    "**3. The Execution (Managing the Risk)**",
    "**4. The Return on Investment (The Aftermath)**",
)


def build_text(title: str = "Low Water", movie_id: int = MOVIE_ID) -> str:
    """Return the draft: three figures that the dossier contradicts, one that it proves."""
    body = "\n\n".join(
        f"{heading}\n{prose.format(title=title)}" for heading, prose in zip(HEADINGS, SECTIONS, strict=True)
    )
    return (
        f"---\nmovieId: {movie_id}\nmovieTitle: {title}\ncategoryName: LEDGER\n---\n\n"
        "**The Director's Ledger: A Data-Driven Analysis of a High-Stakes Investment**\n\n"
        f"**Director:** Mara Voss\n**Film:** *{title}* (2019)\n\n{body}"
    )


def write_dossier(folder: Path, title: str = "Low Water", movie_id: int = MOVIE_ID) -> Dossier:
    """Write the film's dossier into the workspace."""
    path = folder / "facts" / f"{movie_id}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(DOSSIER.format(title=title, movie_id=movie_id), "utf-8")
    return Dossier.load(path)


def write_draft(folder: Path, text: str, dossier: Dossier) -> Path:
    """Save a draft as `ledgergen draft` would: clean to ledgers/, anything else to review/."""
    report = check_ledger(text, dossier)
    return LedgerFiles(folder).save(text, report_to_json(report), clean=report.is_clean, force=True).path


def make_workspace(folder: Path, *, database: str | None = None) -> Path:
    """Make a workspace with one draft in review, and return its folder."""
    settings = f"database = {json.dumps(database)}\n" if database else ""
    (folder / "ledgergen.toml").write_text(settings, "utf-8")
    write_draft(folder, build_text(), write_dossier(folder))
    return folder


@contextmanager
def open_parts(folder: Path) -> Iterator[ReviewParts]:
    """Open the review of a workspace as the commands do."""
    resolved = resolve_settings({"out_dir": folder}, environ={}, cwd=folder)
    with open_desk(resolved) as parts:
        yield parts


PASSWORD = "nets mended before noon"
QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
"""Hashes as the real one does, and costs nothing."""


class Served:
    """A running service."""

    def __init__(
        self,
        url: str,
        access: Access,
        folder: Path,
        *,
        parts: ReviewParts,
        app: ASGIApp,
        answers: AnswerProcesses | None = None,
    ) -> None:
        """Know where it is and how to come in."""
        self.answers = answers
        self.url = url
        self.access = access
        self.folder = folder
        self.parts = parts
        self.app = app

    def make_link(self) -> str:
        """Return a fresh sign-in link."""
        return f"{self.url}/sign-in?token={self.access.issue('link')}"

    def make_session(self, name: str) -> str:
        """Return a session cookie's value for an editor who came by a link."""
        return self.access.issue("session", actor=name)

    def make_api_token(self, name: str = "script") -> str:
        """Return an API token."""
        return self.access.issue("api", actor=name)

    def add_account(self, name: str, role: Role = Role.EDITOR, *, password: str = PASSWORD) -> Account:
        """Add an account."""
        hashed = QUICK.hash(password)
        return self.parts.people.accounts.add(name, role=role, password_hash=hashed, now=1)


@contextmanager
def serve(
    folder: Path,
    *,
    door: Callable[[str], Door] | None = None,
    clock: Callable[[], float] = time.time,
    n_answering: int = 0,
    **flags: object,
) -> Iterator[Served]:
    """Run the service over a workspace on a free port of loopback; `door` is given its address.

    With `n_answering` processes that answer for ledgers, from the first request on; they have clocks of
    their own.
    """
    resolved = resolve_settings({"out_dir": folder, **flags}, environ={}, cwd=folder)
    with (
        open_desk(resolved) as parts,
        open_room(resolved, DraftTerms(offline=True)) as room,
        socket.socket(proto=socket.IPPROTO_TCP) as listener,
    ):
        listener.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{listener.getsockname()[1]}"
        entry = door(host) if door else Door(hosts=frozenset({host}))
        parts = replace(parts, crew=Crew(parts.crew.store, clock=clock))  # noqa: PLW2901 - with the test's clock
        access = Access(parts.people, door=entry, passwords=QUICK, clock=clock)
        setting = Setting(resolved=resolved, door=entry, terms=DraftTerms(offline=True))
        answers = AnswerProcesses(setting, n_processes=n_answering) if n_answering else None
        app = build_app(parts, door=entry, workspace="harbor", room=room, access=access, answers=answers)
        config = uvicorn.Config(
            app,
            log_level="error",
            lifespan="on" if answers else "off",
            proxy_headers=False,
            timeout_graceful_shutdown=2,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started or (answers and len(answers.pids) < n_answering):
            time.sleep(0.01)
        try:
            yield Served(f"http://{host}", access, folder, parts=parts, app=app, answers=answers)
        finally:
            server.should_exit = True
            thread.join()
