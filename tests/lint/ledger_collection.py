"""A small collection for the tests: one film that never was, its dossier, and its ledger in good form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ledgergen.cli.app import run
from ledgergen.core.article import form

FACTS = [
    {"id": "f1", "attribute": "budget", "value": "55000000", "unit": "USD"},
    {"id": "f2", "attribute": "runtime", "value": "98", "unit": "min"},
    {"id": "f3", "attribute": "release_date", "value": "2019-03-01"},
    {"id": "f4", "attribute": "gross", "value": "120300000", "unit": "USD"},
]
DOSSIER: dict[str, Any] = {
    "schema": "dossier/1",
    "movie_id": 990001,
    "title": "The Quiet Harbor",
    "year": 2019,
    "directors": ["Ana Ferro"],
    "sources": [{"id": "s1", "name": "Production notes", "retrieved": "2026-01-02"}],
    "facts": [{"subject": "The Quiet Harbor", "source": "s1", **fact} for fact in FACTS],
}
_BEFORE = """\
Ana Ferro had a name to defend and little capital to defend it with, so every decision was read as a
sign of what she would risk next. Her partners wanted a safe return; she wanted a film that nobody else
would finance, and she argued for it with a patience that wore them down. The terms on offer were plain
and the margin was thin. A studio would have hired her to repeat herself at a good wage, and her agent
kept the contract on the desk to remind her of it. She left it there unsigned, and spent the winter
among fishermen instead, taking notes.\
""".replace("\n", " ")
_STAKE = """\
Every dollar was borrowed against her reputation, and the lenders made sure that she knew it. A
completion bond sat above the production like weather, its price set by people who had never read the
script. She pledged her fee, then her share of any profit, then the rights to her earlier work, until
nothing of her own stood outside the deal. The crew took part of its pay in promises. In the language of
the market the position was long, concentrated and without a hedge, and no analyst would have called it
prudent.\
""".replace("\n", " ")
_WORK = """\
On the water she managed risk by refusing to multiply it. Scenes were rehearsed on land until the boats
became a formality; the schedule kept its storms for the end, when a lost morning could do the least
harm. Where the budget failed, she changed the story and not the tone, and cut a chase that would have
swallowed the reserve. Her editor worked in a rented room above the harbor and screened each reel for
the people it was about. Their silence was the only audit she asked for, and she corrected the film by
it.\
""".replace("\n", " ")
_AFTER = """\
Critics who had priced her as a regional talent had to revise their books, and the trade papers did so
in public. Offers arrived from companies that had once declined to read her letters. She paid the crew
before the bank, kept the rights that she had won back, and used the new credit to finance the debut of
a stranger rather than a larger one of her own. What the gamble bought was less a fortune than a line of
credit with the audience, and on that line she has been drawing, with care, ever since.\
""".replace("\n", " ")
LEDGER = f"""---
movieId: 990001
movieTitle: The Quiet Harbor
categoryName: LEDGER
---

**{form.TITLE}**

**Director:** Ana Ferro
**Film:** *The Quiet Harbor* (2019)

{form.SECTIONS[0].heading}
{_BEFORE}

{form.SECTIONS[1].heading}
The film was made on a budget of $55 million and ran 98 minutes. {_STAKE}

{form.SECTIONS[2].heading}
{_WORK}

{form.SECTIONS[3].heading}
The film grossed $120.3 million. {_AFTER}"""
WRONG = LEDGER.replace("$55 million", "$62 million")


class Project:
    """A workspace of its own, with the command run inside it."""

    def __init__(
        self, root: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(root)
        self.root = root
        self._capfd = capfd
        (root / "facts").mkdir()
        self.save_dossier(DOSSIER)
        self.write("ledgergen.toml", "")

    def save_dossier(self, dossier: dict[str, Any], name: str | None = None) -> None:
        path = self.root / "facts" / (name or f"{dossier['movie_id']}.json")
        path.write_text(json.dumps(dossier), "utf-8")

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def check(self, *arguments: str) -> tuple[int, str, str]:
        """Run `ledgergen check`; returns exit code, stdout, stderr."""
        return self.run("check", *arguments)

    def run(self, *arguments: str) -> tuple[int, str, str]:
        code = run(list(arguments))
        captured = self._capfd.readouterr()
        return code, captured.out, captured.err

    def codes(self, *arguments: str) -> list[str]:
        """Return the codes of all open problems, in order."""
        _, out, _ = self.check(*arguments, "--output-format", "concise")
        return [line.split(": ")[1].split()[0] for line in out.splitlines()]
