"""The drafting suite against a server: each film once, spread, cost, latency, and a baseline."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ledgergen.cli.app import run
from tests.model.chat_server import ChatServer, say

ROOT = Path(__file__).parents[2]
GOOD = (ROOT / "tests" / "cases" / "harbor-reply.json").read_text("utf-8")
WRONG = GOOD.replace("$1.9 million", "$62 million")
STUBBORN = json.dumps({"investment": json.loads(WRONG)["investment"]})

Capture = pytest.CaptureFixture[str]

SUITE = """\
schema: suite/1
kind: drafting
says: Live.
thresholds:
  flag_recall: {at_least: '1'}
live_thresholds:
  clean_after_repair: {at_least: '0.9'}
"""
CASE = """\
schema: case/1
says: Harbor Lights.
dossier: facts/harbor.yaml
replies:
  - {text: never asked for}
expect: {outcome: failed, lacks: ["$62 million"]}
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEDGERGEN_API_KEY", "secret-key")
    folder = tmp_path / "evals" / "own"
    folder.mkdir(parents=True)
    (folder / "suite.yaml").write_text(SUITE)
    (folder / "facts").mkdir()
    facts = (ROOT / "tests" / "cases" / "harbor.yaml").read_text("utf-8")
    (folder / "facts" / "harbor.yaml").write_text(facts)
    for name in ("a.yaml", "b.yaml"):
        (folder / name).write_text(CASE)
    return folder


def ask(server: ChatServer, *options: str) -> int:
    return run(["eval", "own", "--model", "gpt-4o-mini", "--base-url", server.url, *options])


def test_a_live_model_is_asked_once_for_each_film_at_every_repeat(own: Path, capsys: Capture) -> None:
    with ChatServer([say(GOOD), say(GOOD), say(GOOD)]) as server:
        assert ask(server, "--repeat", "3", "--max-concurrency", "1", "--json") == 0
        assert len(server.requests) == 3
    captured = capsys.readouterr()
    value = json.loads(captured.out)
    assert "secret-key" not in captured.out
    assert (value["model"], value["repeat"]) == ("gpt-4o-mini", 3)
    (suite,) = value["suites"]
    first, second = suite["cases"]
    assert (first["state"], len(first["runs"])) == ("passed", 3)
    assert second["state"] == "unscored"
    assert second["reasons"] == ["a live model is asked the same as in 'a'"]
    metrics = suite["metrics"]
    assert metrics["passed"]["n"] == 1
    assert metrics["clean_after_repair"]["value"] == "1"
    assert metrics["input_tokens"]["value"] == "1000"
    assert metrics["input_tokens"]["spread"] == "0"
    assert metrics["latency_s"]["n"] == 3
    assert float(metrics["latency_s"]["value"]) > 0
    assert metrics["flag_recall"]["value"] == "unscored"


def test_a_price_that_nobody_knows_is_unscored_and_not_zero(own: Path, capsys: Capture) -> None:
    with ChatServer([say(GOOD)]) as server:
        assert ask(server, "--json") == 0
    (suite,) = json.loads(capsys.readouterr().out)["suites"]
    cost = suite["metrics"]["cost_usd"]
    assert (cost["value"], cost["because"]) == ("unscored", "the model's price is not known")


def test_a_model_that_got_worse_is_seen_case_by_case(own: Path, capsys: Capture) -> None:
    with ChatServer([say(GOOD)]) as server:
        assert ask(server, "--output-file", "last.json") == 0
    with ChatServer([say(WRONG), say(STUBBORN), say(STUBBORN)]) as server:
        assert ask(server, "--baseline", "last.json") == 1
    captured = capsys.readouterr()
    assert "own a: passed → failed (ended held: '$62 million' conflict" in captured.out
    assert "clean_after_repair: 100.0 % → 0.0 %" in captured.out
    assert "missed: own clean_after_repair" in captured.err


def test_the_words_a_text_must_lack_hold_for_a_live_model_too(own: Path, capsys: Capture) -> None:
    with ChatServer([say(WRONG), say(STUBBORN), say(STUBBORN)]) as server:
        ask(server)
    assert "the text must not hold '$62 million'" in capsys.readouterr().out


def test_a_server_that_is_not_there_fails_the_cases_and_not_the_run(own: Path, capsys: Capture) -> None:
    with ChatServer([]) as server:
        url = server.url
    options = ["--model", "tiny", "--base-url", url]
    Path("ledgergen.toml").write_text("max_attempts = 1\n")
    assert run(["eval", "own", *options]) == 1
    assert "failed a: ended failed" in capsys.readouterr().out
