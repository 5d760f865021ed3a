"""Reports kept between runs: used where nothing has changed, and never where anything has."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledgergen.adapters import check_cache
from ledgergen.core.collection.inspection import LedgerFile
from ledgergen.runs import check_worker
from ledgergen.runs.check_pool import Pool
from ledgergen.runs.check_worker import Bench, Judged, Task
from tests.lint.ledger_collection import DOSSIER, LEDGER, WRONG, Project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Project:
    return Project(tmp_path, capfd, monkeypatch)


@pytest.fixture
def n_judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that was judged and not taken from the cache."""
    texts: list[str] = []
    judge_text = check_worker.__dict__["judge_text"]

    def count(text: str, *args: object, **kwargs: object) -> object:
        texts.append(text)
        return judge_text(text, *args, **kwargs)

    monkeypatch.setattr(check_worker, "judge_text", count)
    return texts


def test_what_has_not_changed_is_not_judged_again(project: Project, n_judged: list[str]) -> None:
    for name in ("a", "b", "c"):
        project.write(f"content/{name}.md", WRONG.replace("with care", f"with care {name}"))
    first = project.check("content", "--json")
    assert len(n_judged) == 3
    assert project.check("content", "--json") == first
    assert len(n_judged) == 3
    project.write("content/b.md", LEDGER)
    project.check("content")
    assert len(n_judged) == 4


CHANGES = {
    "the text": lambda p: p.write("a.md", WRONG + " "),
    "a fact": lambda p: p.save_dossier(DOSSIER | {"facts": [DOSSIER["facts"][0] | {"value": "62000000"}]}),
    "a source's name": lambda p: p.save_dossier(
        DOSSIER | {"sources": [DOSSIER["sources"][0] | {"name": "Another source"}]}
    ),
    "a second dossier": lambda p: p.save_dossier(DOSSIER | {"facts": []}, "990001-more.json"),
    "no dossier": lambda p: (p.root / "facts" / "990001.json").unlink(),
    "a fetched dossier": lambda p: p.write(
        ".ledgergen/facts/990001.json",
        json.dumps(
            DOSSIER
            | {
                "facts": [
                    DOSSIER["facts"][0]
                    | {"id": "g1", "attribute": "screens", "unit": "screens", "value": "62"}
                ]
            }
        ),
    ),
    "a seed": lambda p: p.write("seeds/1-one.md", LEDGER.replace("990001", "1")),
    "the checker": lambda _: check_cache.find_checker_id.cache_clear(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_no_change_is_answered_from_the_cache(
    project: Project, n_judged: list[str], change: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(change)
    project.write("a.md", WRONG)
    project.check("a.md")
    project.check("a.md")
    assert len(n_judged) == 1
    if change is CHANGES["the checker"]:
        monkeypatch.setattr(check_cache, "_PARTS", ("codec.py", "core", "model", "errors.py"))
    change(project)
    try:
        fresh = project.check("a.md", "--no-cache", "--json")
        assert project.check("a.md", "--json") == fresh
        assert len(n_judged) == 3
    finally:
        check_cache.find_checker_id.cache_clear()


def test_the_checker_s_name_covers_every_rule_and_pattern() -> None:
    import ledgergen

    root = Path(ledgergen.__file__).parent
    covered = {path.relative_to(root).as_posix() for path in check_cache._list_sources(root)}
    assert {path.relative_to(root).as_posix() for path in (root / "core").rglob("*.py")} <= covered
    assert {"codec.py", "model/report.py", "core/article/rows_form.py"} <= covered


def test_a_dossier_that_changes_under_the_check_is_kept_under_no_name(
    project: Project, monkeypatch: pytest.MonkeyPatch, n_judged: list[str]
) -> None:
    find_dossier = check_worker.find_dossier

    def change_meanwhile(film: object, sources: object) -> object:
        dossier = find_dossier(film, sources)  # type: ignore[arg-type]
        project.save_dossier(DOSSIER | {"facts": [DOSSIER["facts"][0] | {"value": "62000000"}]})
        return dossier

    project.write("a.md", WRONG)
    with monkeypatch.context() as patch:
        patch.setattr(check_worker, "find_dossier", change_meanwhile)
        project.check("a.md")
    _, out, _ = project.check("a.md", "--output-format", "concise", "--select", "LG102")
    assert out == "", "judged by the dossier as it is"
    assert len(n_judged) == 2


def test_damage_costs_time_and_nothing_else(project: Project, n_judged: list[str]) -> None:
    project.write("a.md", WRONG)
    first = project.check("a.md", "--json")
    path = project.root / ".ledgergen" / "check.sqlite"
    connection = sqlite3.connect(path)
    (packed,) = connection.execute("SELECT packed FROM reports").fetchone()
    connection.execute("UPDATE reports SET packed = ?", (packed[:40] + b"\0" + packed[41:],))
    connection.commit()
    connection.close()
    assert project.check("a.md", "--json") == first
    assert len(n_judged) == 2
    path.write_bytes(b"no database at all" * 100)
    code, out, err = project.check("a.md", "--json")
    assert (code, out) == first[:2]
    assert "note: the check cache" in err


def test_without_the_cache_nothing_is_kept(project: Project, n_judged: list[str]) -> None:
    project.write("a.md", WRONG)
    project.check("a.md", "--no-cache")
    project.check("a.md", "--no-cache")
    assert len(n_judged) == 2
    assert not (project.root / ".ledgergen").exists()


def judge_or_die(task: Task, bench: Bench) -> Judged:
    """Stands in for the checker: dies where the text says so."""
    del bench
    if "die" in task.file.text:
        os._exit(9)
    return Judged(packed=task.file.text.encode())


def plan(texts: list[str]) -> Iterator[tuple[int, Task | None]]:
    for number, text in enumerate(texts):
        file = LedgerFile(path=str(number), text=text, relative_path=str(number))
        yield number, Task(file=file) if text else None


@pytest.mark.parametrize("n_workers", [1, 2])
def test_results_come_in_order_and_items_without_a_task_pass_through(n_workers: int) -> None:
    texts = ["" if number % 3 == 0 else f"text {number}" for number in range(100)]
    pool = Pool(Bench(sources=(), seeds=()), n_workers=n_workers, judge_task=judge_or_die)
    results = list(pool.run(plan(texts)))
    pool.close()
    assert [number for number, _ in results] == list(range(100))
    assert [judged.packed.decode() if judged else "" for _, judged in results] == texts


def test_a_worker_that_dies_takes_one_ledger_with_it() -> None:
    texts = [f"text {number}" for number in range(40)]
    texts[17] = "die"
    pool = Pool(Bench(sources=(), seeds=()), n_workers=2, judge_task=judge_or_die)
    results = dict(pool.run(plan(texts)))
    pool.close()
    failed = {number for number, judged in results.items() if judged is None or judged.error}
    assert failed == {17}
    assert "its process died, twice" in str(results[17] and results[17].error)


def test_many_ledgers_are_judged_like_one(project: Project) -> None:
    for number in range(30):
        project.write(f"content/{number:02}.md", WRONG if number % 5 else LEDGER)
    pooled = project.check("content", "--no-cache", "--json", "--jobs", "2")
    alone = project.check("content", "--no-cache", "--json", "--jobs", "1")
    assert pooled == alone
    assert json.loads(pooled[1])["summary"]["codes"]["LG102"] == 24
