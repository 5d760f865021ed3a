"""`ledgergen report`: one page that opens anywhere, and whose numbers add up."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.lint.ledger_collection import LEDGER, WRONG, Project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Project:
    return Project(tmp_path, capfd, monkeypatch)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def read_text(page: str) -> str:
    reader = _Text()
    reader.feed(page)
    return " ".join(" ".join(reader.parts).split())


def test_the_page_holds_every_flagged_figure_with_its_evidence(project: Project) -> None:
    project.write("content/a.md", WRONG.replace("$120.3 million", "$130 million"))
    project.write("content/b.md", LEDGER)
    project.write("content/c<b>.md", b"\0")
    code, _, err = project.run("report", "content", "-o", "audit.html")
    assert code == 3, "one file could not be read"
    page = (project.root / "audit.html").read_text("utf-8")
    text = read_text(page)
    for words in (
        "$62 million",
        "$130 million",
        "The Quiet Harbor, budget: $55,000,000 · Production notes, 2026-01-02",
    ):
        assert words in text
    assert "content/a.md: 2 of" in text
    assert "cannot read 'content/c<b>.md'" in text
    assert "<b>" not in page
    assert "2 errors" not in text
    assert "3 errors" in err


def test_the_charts_add_up(project: Project) -> None:
    project.write("content/a.md", WRONG)
    project.write("content/b.md", LEDGER)
    project.run("report", "content", "-o", "audit.html")
    page = (project.root / "audit.html").read_text("utf-8")
    lead = re.search(r"hold (\d+) figures. Of the (\d+) that claim something, (\d+) are proven", page)
    assert lead is not None
    found, claims, proven = map(int, lead.groups())
    by_verdict = dict(
        re.findall(r"([a-z ]+): (\d+) \(\d", page.split("Figures by verdict")[1].split("</svg>")[0])
    )
    assert sum(map(int, by_verdict.values())) == found
    assert (
        sum(int(by_verdict[name]) for name in ("exact", "rounded", "derived") if name in by_verdict) == proven
    )
    assert claims == proven + 1
    sections = re.findall(
        r"% of (\d+)", page.split("Claims by section")[1].split("Claims by kind")[0].split("<rect")[0]
    )
    assert sum(map(int, sections)) == claims


def test_the_page_loads_nothing(project: Project) -> None:
    project.write("content/a.md", WRONG)
    project.run("report", "content", "-o", "audit.html")
    page = (project.root / "audit.html").read_text("utf-8")
    assert not re.search(r"<script|<link|src=|url\(|@import", page)


def test_an_empty_collection_is_a_mistake(project: Project) -> None:
    (project.root / "content").mkdir()
    code, _, err = project.run("report", "content", "-o", "audit.html")
    assert code == 2
    assert "found no ledger in 'content'" in err
    assert not (project.root / "audit.html").exists()
