"""`ledgergen eval` as a user meets it: tables, thresholds, files, broken cases."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from ledgergen.cli.app import run

Capture = pytest.CaptureFixture[str]

SUITE = "schema: suite/1\nkind: drafting\nsays: Our own.\nthresholds:\n  passed: {at_least: '1'}\n"
CASE = """\
schema: case/1
says: The built-in writer knows Jaws.
film: 578
replies:
  - {writer: built-in}
expect: {outcome: clean, rounds: 0, flagged: []}
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "evals" / "own"
    folder.mkdir(parents=True)
    (folder / "suite.yaml").write_text(SUITE)
    (folder / "jaws.yaml").write_text(CASE)
    return folder


def test_a_suite_prints_its_metrics_and_exits_clean(own: Path, capsys: Capture) -> None:
    assert run(["eval", "own"]) == 0
    captured = capsys.readouterr()
    assert "own · 1 case · ok" in captured.out
    assert "unscored" in captured.out
    assert "no model was asked" in captured.out
    assert captured.err.endswith("1 suite · every threshold is reached\n")


def test_a_missed_threshold_is_exit_1_and_says_why(own: Path, capsys: Capture) -> None:
    (own / "jaws.yaml").write_text(CASE.replace("rounds: 0", "rounds: 3"))
    assert run(["eval", "own"]) == 1
    captured = capsys.readouterr()
    assert "failed jaws: 0 repairs, expected 3" in captured.out
    assert "missed: own passed" in captured.err


def test_a_threshold_on_what_nobody_measured_is_missed(own: Path, capsys: Capture) -> None:
    (own / "suite.yaml").write_text(SUITE + "  cost_usd: {at_most: '0.01'}\n")
    assert run(["eval", "own"]) == 1
    line = next(line for line in capsys.readouterr().out.splitlines() if "cost_usd" in line)
    assert "unscored" in line
    assert "MISSED: no model was asked" in line


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (CASE.replace("expect:", "expects:"), "evals/own/broken.yaml': line 6: unknown key 'expects'"),
        (CASE.replace("{writer: built-in}", "{file: gone.json}"), "line 5: there is no file 'gone.json'"),
        (
            CASE.replace("{writer: built-in}", "{text: no ledger}"),
            "evals/own/broken.yaml:4: the script of 'scripted' has run out",
        ),
        (
            CASE.replace("{writer: built-in}", "{writer: built-in}\n  - {text: more}"),
            "evals/own/broken.yaml:6: from here on, 1 of the script's replies were not asked for",
        ),
    ],
)
def test_a_broken_case_fails_alone_with_file_and_line(
    own: Path, capsys: Capture, text: str, why: str
) -> None:
    (own / "broken.yaml").write_text(text)
    assert run(["eval", "own"]) == 1
    captured = capsys.readouterr()
    assert "failed broken" in captured.out
    assert why in captured.out
    assert "failed jaws" not in captured.out


def test_a_broken_suite_file_is_wrong_usage(own: Path, capsys: Capture) -> None:
    (own / "suite.yaml").write_text(SUITE.replace("thresholds", "treshholds"))
    assert run(["eval", "own"]) == 2
    assert "unknown key 'treshholds' (did you mean 'thresholds'?)" in capsys.readouterr().err


def test_an_unknown_suite_is_wrong_usage(own: Path, capsys: Capture) -> None:
    assert run(["eval", "drafted"]) == 2
    assert "try: did you mean 'drafting'?" in capsys.readouterr().err


def test_json_holds_every_case_and_is_the_same_each_time(own: Path, capsys: Capture) -> None:
    outputs = []
    for _ in range(2):
        assert run(["eval", "own", "--json"]) == 0
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]
    value = json.loads(outputs[0])
    assert value["schema"] == "eval/1"
    (suite,) = value["suites"]
    assert suite["metrics"]["latency_s"] == {
        "value": "unscored",
        "because": "no model was asked",
        "missed": False,
    }
    (case,) = suite["cases"]
    assert case["state"] == "passed"
    assert case["runs"][0]["report"]["schema"] == "report/1"
    assert case["runs"][0]["hashes"]["text_sha256"] == case["runs"][0]["report"]["text_sha256"]


def test_the_files_hold_what_was_found(own: Path, tmp_path: Path, capsys: Capture) -> None:
    (own / "jaws.yaml").write_text(CASE.replace("rounds: 0", "rounds: 3"))
    options = ["--output-file", "last.json", "--junit", "junit.xml", "--html", "report.html"]
    assert run(["eval", "own", *options]) == 1
    capsys.readouterr()
    assert json.loads((tmp_path / "last.json").read_text("utf-8"))["passed"] is False
    tests = ET.fromstring((tmp_path / "junit.xml").read_text("utf-8")).find("testsuite")
    assert tests is not None
    assert (tests.get("tests"), tests.get("failures")) == ("2", "2")
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "0 repairs, expected 3" in page
    assert "<svg" in page
    assert "$12 million" in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "<script" not in page


def test_a_baseline_shows_what_changed_case_by_case(own: Path, capsys: Capture) -> None:
    assert run(["eval", "own", "--output-file", "last.json"]) == 0
    assert run(["eval", "own", "--baseline", "last.json"]) == 0
    assert "against the baseline\n  nothing changed" in capsys.readouterr().out
    (own / "jaws.yaml").write_text(CASE.replace("rounds: 0", "rounds: 3"))
    (own / "suite.yaml").write_text(SUITE.replace("  passed: {at_least: '1'}\n", "  held: {at_most: '1'}\n"))
    (own / "new.yaml").write_text(CASE)
    assert run(["eval", "own", "--baseline", "last.json"]) == 1
    out = capsys.readouterr().out
    assert "own jaws: passed → failed (0 repairs, expected 3)" in out
    assert "own new: new → passed" in out


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", '{"schema": "eval/1"}', '{"schema": "eval/1", "suites": [{}]}']
)
def test_a_file_that_is_no_baseline_is_wrong_usage(own: Path, capsys: Capture, text: str) -> None:
    Path("old.json").write_text(text)
    assert run(["eval", "own", "--baseline", "old.json"]) == 2
    assert "'old.json'" in capsys.readouterr().err


def test_without_the_library_the_extra_is_named(
    own: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pydantic_evals", None)
    monkeypatch.delitem(sys.modules, "ledgergen.runs.evals", raising=False)
    assert run(["eval", "own"]) == 2
    assert capsys.readouterr().err.endswith("try: pip install 'ledgergen[evals]'\n")


@pytest.mark.parametrize("suite", ["drafting", "seeds", "prompt"])
def test_our_own_suites_reach_their_thresholds(own: Path, capsys: Capture, suite: str) -> None:
    assert run(["eval", suite]) == 0, capsys.readouterr().out


def test_faults_are_planted_in_the_seeds_with_another_seed_at_every_repeat(
    own: Path, capsys: Capture
) -> None:
    (own / "suite.yaml").write_text(
        "schema: suite/1\nkind: figures\nsays: Seeds.\nper_class: 1\nledgers: [seeds]\n"
        "thresholds:\n  recall: {at_least: '0.9'}\n"
    )
    (own / "jaws.yaml").unlink()
    assert run(["eval", "own", "--repeat", "2", "--json"]) == 0
    (suite,) = json.loads(capsys.readouterr().out)["suites"]
    assert len(suite["cases"]) == 6
    assert all(len(case["runs"]) == 2 for case in suite["cases"])
    classes = {name: metric for name, metric in suite["metrics"].items() if name.startswith("recall/")}
    assert len(classes) == 17
    assert sum(metric["value"] != "unscored" for metric in classes.values()) >= 14
    assert int(suite["metrics"]["recall"]["n"]) > 120


def test_a_suite_may_bring_its_own_texts(own: Path, capsys: Capture) -> None:
    (own / "suite.yaml").write_text("schema: suite/1\nkind: figures\nsays: Ours.\nledgers: [texts]\n")
    (own / "jaws.yaml").unlink()
    (own / "texts").mkdir()
    (own / "texts" / "2292-clerks.md").write_text("*Clerks* was made for $27,000 and runs 92 minutes.\n")
    (own / "texts" / "notes.md").write_text("No film.\n")
    assert run(["eval", "own"]) == 0
    out = capsys.readouterr().out
    assert "own · 2 cases" in out
    assert "failed notes" in out
    assert "there is no dossier of such a film" in out
