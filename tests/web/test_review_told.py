"""A draft's report in the place of a check: only of this text, evidence and checker, and for no approval."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from ledgergen.adapters.reviews.kept_checks import KeptChecks
from ledgergen.adapters.reviews.shelf import Shelf
from ledgergen.codec import report_to_json
from ledgergen.core.ledger import check_ledger
from ledgergen.core.review.commands import AddSource, Correct, Undo, Waive
from ledgergen.errors import LedgergenError, ReviewError
from ledgergen.runs.review.check_processes import CheckProcesses
from ledgergen.runs.review.checking import Checked, CheckText, HashedDossier, check_text, read_check
from ledgergen.runs.review.checks import WAITED_MS, Checks
from tests.web.review_workspace import (
    FLAGGED,
    MOVIE_ID,
    build_text,
    make_workspace,
    open_parts,
    serve,
    write_dossier,
    write_draft,
)
from tests.web.visits import LEDGER, come, find_token

CLEAN = (
    build_text()
    .replace("$62 million", "$55 million")
    .replace("148 minutes", "128 minutes")
    .replace("$410 million", "$165 million")
)


def find_report(folder: Path) -> Path:
    (path,) = folder.glob("*/*.report.json")
    return path


def edit_report(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    path = find_report(folder)
    report = json.loads(path.read_text("utf-8"))
    change(report)
    path.write_text(json.dumps(report), "utf-8")


def believe_everything(report: dict[str, Any]) -> None:
    for figure in report["figures"]:
        figure |= {"verdict": "exact", "flagged": False}


def build_checks(check: CheckText, folder: Path) -> Checks:
    shelf, kept = Shelf(folder, workspace=folder), KeptChecks(folder / "checks.sqlite", ())
    return Checks(check, shelf=shelf, kept=kept, seeds=())


@pytest.fixture
def waited() -> list[float]:
    """How long each check of this test took."""
    made: list[float] = []
    WAITED_MS.set(made)
    return made


@pytest.mark.parametrize(
    "text", [build_text(), CLEAN, build_text("Low \u2028Water"), "", "It cost 1⁄2 of 7."]
)
@pytest.mark.parametrize("seeds", [(), (build_text("Another", 7),)])
def test_a_report_says_what_a_check_would(tmp_path: Path, text: str, seeds: tuple[str, ...]) -> None:
    dossier = write_dossier_of(tmp_path)
    stored = json.loads(json.dumps(report_to_json(check_ledger(text, dossier.dossier))))
    told = read_check(stored, text, MOVIE_ID, dossier, seeds=seeds)
    assert told == check_text(text, MOVIE_ID, dossier, seeds=seeds)


@pytest.mark.parametrize("text", [build_text(), CLEAN, "", "It cost 1⁄2 of 7.", "\ud800 in 1976"])
def test_what_is_kept_is_found_by_whoever_comes_next(tmp_path: Path, text: str) -> None:
    dossier, seeds = write_dossier_of(tmp_path), (build_text("Another", 7),)
    path = tmp_path / "checks.sqlite"
    checked = CheckProcesses(seeds, n_processes=0, keep_in=path)(text, MOVIE_ID, dossier)
    of = {"text_sha256": checked.report.text_sha256, "dossier_sha256": dossier.key}
    found = KeptChecks(path, seeds).find(**of)
    assert found is not None
    assert read_check(found, text, MOVIE_ID, dossier, seeds=None) == checked
    assert KeptChecks(path, ()).find(**of) is None  # by other seeds
    assert KeptChecks(path, seeds).find(**of | {"dossier_sha256": "other"}) is None
    assert KeptChecks(None, seeds).find(**of) is None


def write_dossier_of(folder: Path) -> HashedDossier:
    dossier = write_dossier(folder)
    return HashedDossier(dossier, check_ledger("", dossier).dossier_sha256)


@pytest.mark.parametrize(
    "change",
    [
        {"text_sha256": "0" * 64},
        {"dossier_sha256": "0" * 64},
        {"checker": "ledgergen/0.0.0"},
        {"figures": [{"id": "fig-1"}]},
        {"figures": None},
        {"schema": "report/0"},
    ],
)
def test_a_report_of_something_else_is_passed_over(tmp_path: Path, change: dict[str, Any]) -> None:
    dossier = write_dossier_of(tmp_path)
    stored = report_to_json(check_ledger(build_text(), dossier.dossier)) | change
    assert read_check(stored, build_text(), MOVIE_ID, dossier, seeds=()) is None


def test_without_evidence_no_report_is_believed(tmp_path: Path) -> None:
    stored = report_to_json(check_ledger(build_text(), write_dossier(tmp_path)))
    assert read_check(stored, build_text(), MOVIE_ID, HashedDossier(None, ""), seeds=()) is None


def test_what_is_not_new_needs_no_check(tmp_path: Path, waited: list[float]) -> None:
    with open_parts(make_workspace(tmp_path)) as parts:
        figures = parts.desk.open(MOVIE_ID).review.open_figures
        assert [f.figure.text for f in figures] == list(FLAGGED)
        waive = Waive(figure=figures[0].figure.id, reason="common_knowledge", comment="")
        parts.desk.decide(MOVIE_ID, waive, actor="ana")
        assert waited == []
        corrected = parts.desk.decide(MOVIE_ID, Correct(figure=figures[1].figure.id, option=1), actor="ana")
        assert len(waited) == 1
        assert len(corrected.review.open_figures) == 1
        parts.desk.decide(MOVIE_ID, Undo(), actor="ana")
        parts.desk.open(MOVIE_ID)
        assert len(waited) == 1


@pytest.mark.parametrize("what", ["dossier", "report", "time"])
def test_what_was_reported_of_something_else_is_checked(
    tmp_path: Path, what: str, waited: list[float]
) -> None:
    make_workspace(tmp_path)
    if what == "dossier":
        path = tmp_path / "facts" / f"{MOVIE_ID}.yaml"
        path.write_text(path.read_text("utf-8").replace("55000000", "62000000"), "utf-8")
    elif what == "report":
        edit_report(tmp_path, lambda report: report.update(checker="ledgergen/0.0.0"))
    else:
        os.utime(find_report(tmp_path), (1, 1))  # before this checker was written
    with open_parts(tmp_path) as parts:
        parts.desk.open(MOVIE_ID)
    assert len(waited) == 1


def test_no_ledger_is_approved_by_a_report(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    edit_report(tmp_path, believe_everything)
    with open_parts(tmp_path) as parts:
        with pytest.raises(ReviewError, match="cannot be approved"):
            parts.closing.approve(MOVIE_ID, actor="ana")
        assert len(parts.desk.open(MOVIE_ID).review.open_figures) == len(FLAGGED)
    assert not list(tmp_path.glob("ledgers/*"))


def test_an_approval_is_checked_once(tmp_path: Path, waited: list[float]) -> None:
    dossier = write_dossier(tmp_path)
    (tmp_path / "ledgergen.toml").touch()
    write_draft(tmp_path, CLEAN, dossier)
    with open_parts(tmp_path) as parts:
        assert parts.desk.open(MOVIE_ID).review.can_approve
        assert waited == []
        parts.closing.approve(MOVIE_ID, actor="ana")
        parts.closing.withdraw(MOVIE_ID, actor="ana")
        parts.closing.approve(MOVIE_ID, actor="ana")
    assert len(waited) == 1


def test_an_approval_rests_on_a_check_of_the_whole(tmp_path: Path) -> None:
    wholes = []

    def check(text: str, movie_id: int, dossier: HashedDossier, *, is_whole: bool) -> Checked:
        wholes.append(is_whole)
        return check_text(text, movie_id, dossier, seeds=(), is_whole=is_whole)

    checks = build_checks(check, tmp_path)
    key = (build_text(), MOVIE_ID, write_dossier_of(tmp_path))
    told = checks.find(*key)
    own = checks.find(*key, is_own=True)
    assert wholes == [False, True]
    assert own == told
    assert own is checks.find(*key, is_own=True) is checks.find(*key)
    assert wholes == [False, True]


def test_a_corrected_text_is_checked_by_the_check_before_it(tmp_path: Path) -> None:
    dossier, before = write_dossier_of(tmp_path), build_text()
    check_text(before, MOVIE_ID, dossier, seeds=())
    for text in (CLEAN, before, before.replace("$410 million", "$165 million"), ""):
        checked = check_text(text, MOVIE_ID, dossier, seeds=())
        assert checked == check_text(text, MOVIE_ID, dossier, seeds=(), is_whole=True)


def test_all_who_need_the_same_check_wait_for_one(tmp_path: Path) -> None:
    go_on, made = threading.Event(), []

    def check(text: str, movie_id: int, dossier: HashedDossier, *, is_whole: bool) -> Checked:
        made.append(text)
        assert go_on.wait(60)
        return check_text(text, movie_id, dossier, seeds=(), is_whole=is_whole)

    checks = build_checks(check, tmp_path)
    key = (build_text(), MOVIE_ID, HashedDossier(None, ""))
    with ThreadPoolExecutor(8) as editors:
        waiting = [editors.submit(checks.find, *key) for _ in range(8)]
        while not made or not all(each.running() for each in waiting):
            time.sleep(0.001)
        go_on.set()
        assert len({id(each.result()) for each in waiting}) == 1
    assert len(made) == 1


def test_a_check_that_failed_is_made_anew(tmp_path: Path) -> None:
    failures = [LedgergenError("its process died, twice")]

    def check(text: str, movie_id: int, dossier: HashedDossier, *, is_whole: bool) -> Checked:
        if failures:
            raise failures.pop()
        return check_text(text, movie_id, dossier, seeds=(), is_whole=is_whole)

    checks = build_checks(check, tmp_path)
    with pytest.raises(LedgergenError, match="died, twice"):
        checks.find(build_text(), MOVIE_ID, HashedDossier(None, ""))
    assert checks.find(build_text(), MOVIE_ID, HashedDossier(None, "")).report.found


@pytest.mark.parametrize("do", ["correct", "source"])
def test_what_was_decided_needs_no_check_after_a_restart(
    tmp_path: Path, waited: list[float], do: str
) -> None:
    with open_parts(make_workspace(tmp_path)) as parts:
        figure = parts.desk.open(MOVIE_ID).review.open_figures[0].figure.id
        said = "The film had a budget of $62 million."
        command = (
            Correct(figure=figure, option=1)
            if do == "correct"
            else AddSource(figure=figure, name="The Harbor Post", url="", quote=said)
        )
        decided = parts.desk.decide(MOVIE_ID, command, actor="ana").review
        with open_parts(tmp_path) as others:
            assert others.desk.open(MOVIE_ID).review == decided
        assert len(waited) == 1
    with open_parts(tmp_path) as parts:
        assert parts.desk.open(MOVIE_ID).review == decided
    assert len(waited) == 1
    with sqlite3.connect(tmp_path / ".ledgergen" / "check.sqlite") as connection:
        connection.execute("UPDATE reports SET packed = zeroblob(99)")  # a damaged disk
    connection.close()
    with open_parts(tmp_path) as parts:
        assert parts.desk.open(MOVIE_ID).review == decided
    assert len(waited) == 2


def test_an_answer_says_when_it_had_to_wait_for_a_check(tmp_path: Path) -> None:
    with serve(make_workspace(tmp_path)) as served, come(served, "ana") as client:
        page = client.get(LEDGER)
        assert "server-timing" not in page.headers
        figure = served.parts.desk.open(MOVIE_ID).review.open_figures[0].figure.id
        form = {"token": find_token(client), "figure": figure, "do": "use", "option": "1"}
        decided = client.post(f"{LEDGER}/decide", data=form)
        assert decided.status_code == 303
        assert decided.headers["server-timing"].startswith("check;dur=")
        assert "server-timing" not in client.get(LEDGER).headers
