"""What a user meets: each command in a workspace of its own, offline."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from ledgergen.cli.app import run
from ledgergen.core.codes import all_rules

SEED_ID = "452008"
SEED_LEDGER = Path("ledgers") / "452008-closeness.md"

FACTS = """\
schema: dossier/1
movie_id: 7
title: The Quiet Harbor
year: 2019
directors: [Ana Ruiz]
sources:
  - {id: s1, name: Production notes, retrieved: 2026-01-31}
facts:
  - {id: f1, subject: The Quiet Harbor, attribute: budget, value: 1900000, unit: USD, source: s1}
  - {id: f2, subject: The Quiet Harbor, attribute: release_date, value: 2019-05-24, source: s1}
  - {id: f3, subject: The Quiet Harbor, attribute: runtime, value: 98, unit: min, source: s1}
"""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_seed_film_is_published_clean(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["draft", "--movie-id", SEED_ID]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "0 flagged" in captured.err
    assert "built-in writer" in captured.err
    assert f"published {SEED_LEDGER}" in captured.err
    report = json.loads((workspace / "ledgers" / "452008-closeness.report.json").read_text("utf-8"))
    assert report["schema"] == "report/1"
    assert report["summary"]["flagged"] == 0
    assert report["summary"]["found"] == report["summary"]["examined"] > 5
    assert not (workspace / "review").exists()


def test_what_was_drafted_checks_clean(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["draft", "--movie-id", SEED_ID])
    assert run(["check", str(workspace / SEED_LEDGER)]) == 0
    assert "0 errors" in capsys.readouterr().err


def test_one_changed_digit_is_named_with_line_verdict_and_reason(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["draft", "--movie-id", SEED_ID])
    path = workspace / SEED_LEDGER
    text = path.read_text("utf-8")
    assert "118 minutes" in text
    path.write_text(text.replace("118 minutes", "128 minutes"), "utf-8")
    assert run(["check", str(path), "--output-format", "concise"]) == 1
    out = capsys.readouterr().out
    line = text[: text.index("118 minutes")].count("\n") + 1
    assert f"{path}:{line}:" in out
    assert "LG102 error '128 minutes'" in out
    assert "118" in out


def test_the_same_draft_twice_is_the_same_bytes(workspace: Path) -> None:
    run(["draft", "--movie-id", SEED_ID])
    first = (workspace / SEED_LEDGER).read_bytes()
    assert run(["draft", "--movie-id", SEED_ID]) == 0
    assert (workspace / SEED_LEDGER).read_bytes() == first


def test_a_ledger_somebody_edited_is_not_overwritten(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["draft", "--movie-id", SEED_ID])
    path = workspace / SEED_LEDGER
    path.write_text(path.read_text("utf-8") + " Mine.", "utf-8")
    assert run(["draft", "--movie-id", SEED_ID]) == 2
    assert "--force" in capsys.readouterr().err
    assert path.read_text("utf-8").endswith(" Mine.")
    assert run(["draft", "--movie-id", SEED_ID, "--force"]) == 0
    assert not path.read_text("utf-8").endswith(" Mine.")


def test_a_film_of_ones_own_drafts_from_its_facts(workspace: Path) -> None:
    (workspace / "mine.yaml").write_text(FACTS, "utf-8")
    assert run(["draft", "--movie-id", "7", "--facts", "mine.yaml"]) == 0
    assert "$1.9 million" in (workspace / "ledgers" / "7-the-quiet-harbor.md").read_text("utf-8")


def test_dash_prints_the_ledger_and_nothing_else(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["draft", "--movie-id", SEED_ID, "-o", "-"]) == 0
    assert capsys.readouterr().out.startswith("---\nmovieId: 452008\n")
    assert not (workspace / "ledgers").exists()


def test_an_output_file_gets_the_ledger_and_its_report(workspace: Path) -> None:
    assert run(["draft", "--movie-id", SEED_ID, "-o", "out.md"]) == 0
    assert run(["draft", "--movie-id", SEED_ID, "-o", "out.md"]) == 0
    assert (workspace / "out.report.json").exists()
    (workspace / "out.md").write_text("typed", "utf-8")
    assert run(["draft", "--movie-id", SEED_ID, "-o", "out.md"]) == 2
    assert (workspace / "out.md").read_text("utf-8") == "typed"


def test_an_unknown_film_says_where_it_looked_and_what_to_set(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["draft", "--movie-id", "999999999", "--offline"]) == 2
    error = capsys.readouterr().err
    assert "nothing is known about film 999999999" in error
    assert "facts" in error
    assert "--facts" in error
    assert not (workspace / "ledgers").exists()


def test_a_ledger_without_a_dossier_is_incomplete_not_clean(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["draft", "--movie-id", SEED_ID])
    path = workspace / SEED_LEDGER
    path.write_text(path.read_text("utf-8").replace("movieId: 452008", "movieId: 999999999"), "utf-8")
    assert run(["check", str(path), "--output-format", "concise"]) == 3
    captured = capsys.readouterr()
    assert "LG104" in captured.out
    assert "1 file without a dossier" in captured.err


@pytest.mark.parametrize(
    ("name", "content", "because"),
    [
        ("missing.md", None, "there is no file or folder 'missing.md'"),
        ("binary.md", b"a\0b", "it is a binary file"),
        ("latin.md", "Caf\xe9".encode("latin-1"), "it may be Latin-1"),
        ("large.md", b"x" * 1_000_001, "it has over 1,000,000 bytes"),
    ],
    ids=["missing", "binary", "latin-1", "large"],
)
def test_a_file_that_cannot_be_checked_is_said_and_never_clean(
    workspace: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes | None, because: str
) -> None:
    if content is not None:
        (workspace / name).write_bytes(content)
    assert run(["check", name]) in {2, 3}
    captured = capsys.readouterr()
    assert because in captured.out
    assert "1 file could not be checked" in captured.err
    assert "Traceback" not in captured.err


def test_check_prints_one_json_object(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["draft", "--movie-id", SEED_ID])
    capsys.readouterr()
    assert run(["check", "ledgers", "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["summary"]["files"] == 1
    assert value["summary"]["flagged"] == 0
    assert value["results"][0]["report"]["schema"] == "report/1"


def test_prompt_prints_what_would_be_sent_and_what_it_costs(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["prompt", "--movie-id", SEED_ID, "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["messages"][0]["role"] == "system"
    assert "Closeness" in value["messages"][-1]["content"]
    assert value["estimate"]["input_tokens"] > 1000
    assert value["estimate"]["cost_usd"] is not None
    assert run(["prompt", "--movie-id", SEED_ID, "--model", "no-such-model"]) == 0
    assert "price unknown" in capsys.readouterr().err


def test_offline_with_a_distant_model_is_refused(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["draft", "--movie-id", SEED_ID, "--offline", "--model", "gpt-5-mini"]) == 2
    assert "--model built-in" in capsys.readouterr().err
    assert run(["draft", "--movie-id", SEED_ID, "--offline", "--model", "built-in"]) == 0


def test_doctor_finds_all_well_here(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor"]) == 0
    captured = capsys.readouterr()
    assert "wrong" not in captured.out
    assert "built-in writer" in captured.out


def test_doctor_names_a_broken_template(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "prompts").mkdir()
    (workspace / "prompts" / "draft.md").write_text("---\nname: draft\n---\n{% if %}", "utf-8")
    assert run(["doctor"]) == 1
    out = capsys.readouterr().out
    assert "wrong  prompts" in out
    assert "draft.md" in out


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_every_code_is_explained(rule: object, capsys: pytest.CaptureFixture[str]) -> None:
    code = getattr(rule, "code")  # noqa: B009 - any Rule
    assert run(["explain", code.lower()]) == 0
    assert capsys.readouterr().out.startswith(f"{code} ")


def test_codes_are_never_used_twice() -> None:
    codes = [rule.code for rule in all_rules()]
    assert len(codes) == len(set(codes))


def test_a_pipe_named_as_output_stays_a_pipe(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("pipe")
    assert run(["draft", "--movie-id", SEED_ID, "-o", "pipe", "--force"]) == 3
    assert "no ordinary file" in capsys.readouterr().err
    assert (workspace / "pipe").is_fifo()
