"""What a second run does again, and what it says of it."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from ledgergen.adapters.journal.journal import SqliteJournal
from ledgergen.errors import StoreError
from tests.batch.batch_help import Child, make_workspace, run, write_facts


def redone(summary: dict[str, object]) -> dict[str, int]:
    value: Any = summary["run"]
    reasons: dict[str, int] = value["redone"]
    assert sum(value["done"].values()) == sum(reasons.values())
    return reasons


def batch(folder: Path, *options: str) -> tuple[int, dict[str, object], str]:
    return run(folder, "--offline", *options)


def test_only_what_depends_on_a_change_is_done_again(tmp_path: Path) -> None:
    films = make_workspace(tmp_path, 6)
    first_code, first, _ = batch(tmp_path)
    assert first_code in {0, 1}
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*/*.md")}
    assert len(before) == 6
    code, again, _ = batch(tmp_path)
    assert (code, redone(again)) == (first_code, {})
    assert again["states"] == first["states"]
    assert before == {path.name: path.read_bytes() for path in tmp_path.glob("*/*.md")}

    os.utime(tmp_path / "facts" / "2.json")  # touched, and not changed
    assert redone(batch(tmp_path)[1]) == {}
    write_facts(tmp_path, 2, year=1975)
    assert redone(batch(tmp_path)[1]) == {"its facts changed": 1}

    next(tmp_path.glob("*/3-*.md")).unlink()
    assert redone(batch(tmp_path)[1]) == {"its files are gone": 1}

    films.write_text("movie_id,film\n4,Another Title\n5,\n6,\n")
    code, summary, err = batch(tmp_path)
    assert redone(summary) == {"the list says something else of it": 1}
    assert "the list has changed since the last run" in err
    assert summary["films"] == 3

    (tmp_path / "prompts").mkdir()
    shipped = Path(__file__).parents[2] / "prompts" / "draft.md"
    (tmp_path / "prompts" / "draft.md").write_text(shipped.read_text("utf-8") + "\nBe brief.\n", "utf-8")
    assert redone(batch(tmp_path)[1]) == {"the prompt changed": 3}


def test_a_failed_film_stays_failed_until_told_or_known(tmp_path: Path) -> None:
    make_workspace(tmp_path, 2)
    (tmp_path / "facts" / "2.json").unlink()
    (tmp_path / "films.csv").write_text("1\n1999999999\n")
    code, summary, err = batch(tmp_path)
    states: Any = summary["states"]
    assert (code, states["failed"]) == (3, 1)
    assert "ledgergen batch retry-failed films.csv" in err
    code, summary, _ = batch(tmp_path)
    assert (code, redone(summary)) == (3, {})

    child = Child(tmp_path, ("batch", "retry-failed", "films.csv"))
    assert child.communicate()[0] == "1 failed film is open again: ledgergen batch films.csv\n"
    child = Child(tmp_path, ("batch", "retry-failed", "films.csv"))
    assert child.communicate()[0] == "no film of films.csv has failed\n"
    code, summary, _ = batch(tmp_path)
    value: Any = summary["run"]
    assert (code, value["done"]["failed"]) == (3, 1)

    write_facts(tmp_path, 1999999999)
    code, summary, _ = batch(tmp_path)
    assert redone(summary) == {"its facts changed": 1}
    states = summary["states"]
    assert states["failed"] == 0


def test_a_ledger_changed_by_hand_is_kept_and_told(tmp_path: Path) -> None:
    make_workspace(tmp_path, 2)
    batch(tmp_path)
    path = next(tmp_path.glob("*/1-*.md"))
    path.write_text(path.read_text("utf-8") + "\nMine.\n", "utf-8")
    write_facts(tmp_path, 1, year=1975)
    code, summary, _ = batch(tmp_path)
    value: Any = summary["run"]
    assert code == 3
    assert "will not overwrite" in next(iter(value["failures"]))
    assert path.read_text("utf-8").endswith("Mine.\n")


def test_the_page_counts_what_the_table_counts(tmp_path: Path) -> None:
    make_workspace(tmp_path, 3)
    (tmp_path / "films.csv").write_text("movie_id,film\n1,<b>x</b>\n2,\n1999999999,\n")
    _, summary, err = batch(tmp_path)
    page = (tmp_path / "batch.report.html").read_text("utf-8")
    assert "charts and held films: batch.report.html" in err
    assert "Batch of 3 films" in page
    assert "NoEvidenceError: 1" in page
    assert "nothing is known about film 1999999999" in page
    assert "<b>x" not in page
    states: Any = summary["states"]
    for state, count in states.items():
        assert (f"{state}: {count}" in page) == bool(count)


def test_status_tells_every_list(tmp_path: Path) -> None:
    make_workspace(tmp_path, 2)
    batch(tmp_path)
    out, _ = Child(tmp_path, ("batch", "status")).communicate()
    assert out.startswith(f"{tmp_path / 'films.csv'}: 2 films\n")
    child = Child(tmp_path, ("batch", "status", "other.csv"))
    assert "no run over 'other.csv' is known" in child.communicate()[1]
    assert child.returncode == 2


@pytest.mark.parametrize("words", [("status",), ("status", "films.csv"), ("cancel", "films.csv")])
def test_asking_where_no_batch_was_run_leaves_nothing_behind(tmp_path: Path, words: tuple[str, ...]) -> None:
    child = Child(tmp_path, ("batch", *words))
    _, err = child.communicate()
    assert child.returncode == 2
    assert "there is no journal" in err
    assert not (tmp_path / ".ledgergen").exists()


def test_a_journal_of_another_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "batch.sqlite"
    SqliteJournal(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreError, match="of another version"):
        SqliteJournal(path)
    path.write_bytes(b"this is no database, and long enough to tell" * 50)
    with pytest.raises(StoreError, match="cannot be used"):
        SqliteJournal(path)
