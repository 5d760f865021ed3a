"""`list`, `show`, `decide`, `approve`, `return` and `serve` as a user meets them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ledgergen.cli.app import run
from tests.web.review_workspace import MOVIE_ID, build_text, make_workspace, open_parts
from tests.web.shelf_of_films import make_shelf


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return make_workspace(tmp_path)


def show(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    capsys.readouterr()
    run(["show", str(MOVIE_ID), "--json"])
    ledger: dict[str, object] = json.loads(capsys.readouterr().out)
    return ledger


def test_a_ledger_goes_from_the_queue_to_approval(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list"]) == 1
    listed = capsys.readouterr()
    assert "Low Water (2019)" in listed.out
    assert "≠3" in listed.out
    assert "1 ledger, 1 waiting" in listed.err
    assert run(["show", str(MOVIE_ID)]) == 1
    shown = capsys.readouterr().out
    figures = [line.split()[0] for line in shown.splitlines() if line.startswith("fig-")]
    assert "--use 1  “$55 million”  (The Film Almanac)" in shown
    assert run(["approve", str(MOVIE_ID)]) == 2
    assert "3 figures need you" in capsys.readouterr().err
    decide = ["decide", str(MOVIE_ID)]
    assert run([*decide, figures[0], "--use", "1", "--as", "ana"]) == 1
    assert run([*decide, figures[1], "--text", "128 minutes", "--as", "ana"]) == 1
    assert run([*decide, figures[2], "--waive", "checker_misread", "--as", "ana"]) == 0
    assert run([*decide, "--undo", "--as", "ana"]) == 1
    assert run([*decide, figures[2], "--use", "1", "--as", "ana"]) == 0
    assert run(["approve", str(MOVIE_ID), "--as", "ana"]) == 0
    wanted = build_text().replace("$62 ", "$55 ").replace("148", "128").replace("$410 ", "$165 ")
    assert (folder / "ledgers" / f"{MOVIE_ID}-low-water.md").read_text("utf-8") == wanted
    assert run(["list"]) == 0
    assert run(["check", "ledgers"]) == 0
    assert run(["return", str(MOVIE_ID), "--reason", "thin", "--as", "bo"]) == 0
    assert show(capsys)["status"] == "returned"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["decide", str(MOVIE_ID), "fig-1", "--use", "1", "--remove"], "say one of"),
        (["decide", str(MOVIE_ID), "fig-1"], "say one of"),
        (["decide", str(MOVIE_ID), "--use", "1"], "name the figure"),
        (["decide", str(MOVIE_ID), "fig-1", "--use", "1"], "there is no figure 'fig-1'"),
        (["decide", str(MOVIE_ID), "fig-1", "--remove", "--base-rev", "99"], "is no revision"),
        (["decide", str(MOVIE_ID), "fig-1", "--use", "1", "--all-ledgers"], "there is no figure 'fig-1'"),
        (["decide", str(MOVIE_ID), "fig-1", "--remove", "--all-ledgers"], "goes with --use"),
        (["decide", str(MOVIE_ID), "fig-1", "--use", "1", "--dry-run"], "goes with --all-ledgers"),
        (["decide", str(MOVIE_ID), "--undo", "--all-ledgers"], "nothing of yours in the ledger"),
        (["show", "7"], "there is no ledger of film 7"),
        (["list", "--status", "done"], "there is no status 'done'"),
        (["serve", "--host", "0.0.0.0"], "will not listen on '0.0.0.0'"),
    ],
)
def test_mistakes_are_told_in_words(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert run(arguments) == 2
    assert words in capsys.readouterr().err


KILLED = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tests.web.review_workspace import MOVIE_ID, open_parts
def die(name):
    real = getattr(os if name == "fsync" else Path, name)
    def step(*args, **kwargs):
        global left
        left -= 1
        if left == 0:
            os._exit(9)
        return real(*args, **kwargs)
    setattr(os if name == "fsync" else Path, name, step)
for line in sys.stdin:
    left = int(line)
    pid = os.fork()
    if not pid:
        with open_parts(Path(sys.argv[2])) as parts:
            for name in ("fsync", "replace", "unlink"):
                die(name)
            parts.closing.approve(MOVIE_ID, actor="ana")
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""
"""Approves in a forked child for each number it reads, dead at that step to the disk; says how it ended."""


@contextmanager
def approve_and_die(folder: Path) -> Iterator[Callable[[int], int]]:
    arguments = [sys.executable, "-c", KILLED, str(Path(__file__).parents[2]), str(folder)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        asked, told = process.stdin, process.stdout

        def approve(step: int) -> int:
            asked.write(f"{step}\n")
            asked.flush()
            return int(told.readline())

        yield approve


def test_killed_in_mid_approval_the_file_is_old_or_new_and_approval_can_be_repeated(folder: Path) -> None:
    with open_parts(folder) as parts:
        from ledgergen.core.review.commands import Correct

        opened = parts.desk.open(MOVIE_ID)
        while opened.review.open_figures:
            figure = opened.review.open_figures[0].figure.id
            opened = parts.desk.decide(MOVIE_ID, Correct(figure=figure, option=1), actor="ana")
        text = opened.review.state.text
    path = folder / "ledgers" / f"{MOVIE_ID}-low-water.md"
    codes = []
    with approve_and_die(folder) as approve:
        for step in range(1, 12):
            codes.append(approve(step))
            if path.exists():
                assert path.read_text("utf-8") == text
            with open_parts(folder) as parts:
                opened = parts.desk.open(MOVIE_ID)
                assert opened.review.state.text == text
                if codes[-1] == 0 or opened.disk.is_approved:
                    assert path.exists()
                if opened.disk.is_approved:
                    parts.closing.withdraw(MOVIE_ID, actor="ana")
    assert 9 in codes
    assert 0 in codes


def test_a_fact_is_put_right_in_all_ledgers_and_undone_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(make_shelf(tmp_path))
    figures = show(capsys)["figures"]
    assert isinstance(figures, list)
    budget = next(f["id"] for f in figures if f["text"] == "$62 million")
    arguments = ["decide", str(MOVIE_ID), budget, "--use", "1", "--all-ledgers", "--as", "ana"]
    assert run([*arguments, "--dry-run"]) == 0
    assert "“sixty-two million dollars” → “fifty-five million dollars”" in capsys.readouterr().out
    assert run(arguments) == 0
    assert capsys.readouterr().err.strip() == "3 done"
    assert run(["decide", str(MOVIE_ID), "--undo", "--all-ledgers", "--as", "ana", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["results"]) == 3


def test_what_was_reviewed_is_exported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder / "site"
    assert run(["export", "ledgers", str(MOVIE_ID), "--out-dir", str(out)]) == 3
    run(["show", str(MOVIE_ID), "--json"])
    while waiting := [f for f in show(capsys)["figures"] if f["needs_person"]]:  # type: ignore[attr-defined]
        run(["decide", str(MOVIE_ID), waiting[0]["id"], "--use", "1", "--as", "ana"])
    run(["approve", str(MOVIE_ID), "--as", "ana"])
    assert run(["export", "ledgers", "--out-dir", str(out)]) == 0
    published = folder / "ledgers" / f"{MOVIE_ID}-low-water.md"
    assert (out / published.name).read_bytes() == published.read_bytes()
    capsys.readouterr()
    assert run(["export", "decisions"]) == 0
    printed = capsys.readouterr().out
    assert [json.loads(line)["actor"] for line in printed.splitlines()] == ["disk", *["ana"] * 4]
    assert run(["export", "decisions", "-o", "d.jsonl"]) == 0
    assert (folder / "d.jsonl").read_text("utf-8") == printed
    assert run(["export", "cases", "--out-dir", "cases"]) == 0
    assert (folder / "cases" / f"{MOVIE_ID}-low-water-decided.yaml").exists()
