"""Run records: written from a live run, replayed to the same bytes with nothing but themselves."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from ledgergen.adapters.records import load_record, save_record
from ledgergen.cli.app import run
from ledgergen.errors import CaseError
from tests.model.chat_server import Answer, ChatServer, refuse, say

ROOT = Path(__file__).parents[2]
GOOD = (ROOT / "tests" / "cases" / "harbor-reply.json").read_text("utf-8")
WRONG = GOOD.replace("$1.9 million", "$62 million")
MENDED = json.dumps({"investment": json.loads(GOOD)["investment"]})
FACTS = str(ROOT / "tests" / "cases" / "harbor.yaml")

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEDGERGEN_API_KEY", "secret-key")
    return tmp_path


def record(script: list[Answer]) -> None:
    with ChatServer(script) as server:
        options = ["--movie-id", "990001", "--facts", FACTS, "--model", "tiny", "--base-url", server.url]
        assert run(["eval", "record", *options, "--out-dir", "evals/own"]) == 0
        assert not server.script


RECORD = Path("evals/own/990001-harbor-lights.record.json")
CASE = Path("evals/own/990001-harbor-lights.yaml")


def test_a_live_run_becomes_a_record_and_a_case(folder: Path, capsys: Capture) -> None:
    record([say(WRONG), say(MENDED)])
    kept = load_record(RECORD)
    assert kept.model == "tiny"
    assert [answer.prompt_name for answer in kept.answers] == ["draft", "repair"]
    assert "secret-key" not in RECORD.read_text("utf-8")
    case = CASE.read_text("utf-8")
    assert "outcome: clean" in case
    assert 'flagged: ["$62 million"]' in case
    Path("evals/own/suite.yaml").write_text("schema: suite/1\nkind: drafting\nsays: Recorded.\n")
    capsys.readouterr()
    assert run(["eval", "own"]) == 0
    assert "failed" not in capsys.readouterr().out
    assert not Path("ledgers").exists()
    assert not Path("review").exists()


def test_a_replay_comes_to_the_same_text_with_the_network_closed(
    folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    record([say(WRONG), say(MENDED)])

    def refuse_all(*_: object) -> None:
        raise AssertionError("a replay reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse_all)
    monkeypatch.setattr(socket, "getaddrinfo", refuse_all)
    capsys.readouterr()
    for name in ("one.md", "two.md"):
        assert run(["replay", str(RECORD), "-o", name]) == 0
        assert "the same text" in capsys.readouterr().err
    assert Path("one.md").read_bytes() == Path("two.md").read_bytes()
    assert run(["replay", str(RECORD), "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["same"] is True
    assert value["text_sha256"] == value["recorded_sha256"] == load_record(RECORD).text_sha256


def test_a_run_that_failed_is_replayed_to_the_same_failure(folder: Path, capsys: Capture) -> None:
    record([refuse(401, "wrong key")])
    assert "error: ModelAccessError" in CASE.read_text("utf-8")
    capsys.readouterr()
    assert run(["replay", str(RECORD)]) == 0
    assert "the same text (no ledger, recorded no ledger)" in capsys.readouterr().err


def test_the_same_question_asked_twice_gets_both_answers(folder: Path, capsys: Capture) -> None:
    record([say(""), say(GOOD)])  # an empty reply: the very same request goes out again
    hashes = [answer.prompt_hash for answer in load_record(RECORD).answers]
    assert hashes[0] == hashes[1]
    assert run(["replay", str(RECORD)]) == 0


def test_changed_prompts_are_refused_and_replayed_only_in_order(folder: Path, capsys: Capture) -> None:
    record([say(GOOD)])
    Path("prompts").mkdir()
    style = (ROOT / "prompts" / "style.md").read_text("utf-8")
    Path("prompts/style.md").write_text(style + "\nOne more rule.\n")
    capsys.readouterr()
    assert run(["replay", str(RECORD)]) == 3
    err = capsys.readouterr().err
    assert "holds no answer to prompt 1 (draft)" in err
    assert "--in-order" in err
    assert run(["replay", str(RECORD), "--in-order"]) == 0


def test_another_text_is_exit_1(folder: Path, capsys: Capture) -> None:
    record([say(GOOD)])
    value = json.loads(RECORD.read_text("utf-8"))
    reply = value["answers"][0]["reply"]
    reply["text"] = reply["text"].replace("a thin portfolio", "a thick portfolio")
    RECORD.write_text(json.dumps(value))
    assert run(["replay", str(RECORD)]) == 1
    assert "ANOTHER text" in capsys.readouterr().err


def test_a_record_is_read_back_as_it_was(folder: Path) -> None:
    record([say(WRONG), refuse(401, "gone")])
    kept = load_record(RECORD)
    save_record(kept, Path("again.json"))
    assert load_record(Path("again.json")).answers[0] == kept.answers[0]
    assert Path("again.json").read_bytes() == RECORD.read_bytes()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"schema": "record/2"}',
        '{"schema": "record/1"}',
        '{"schema": "record/1", "model": 1}',
    ],
)
def test_a_file_that_is_no_record_is_named(folder: Path, text: str) -> None:
    Path("x.json").write_text(text)
    with pytest.raises(CaseError) as caught:
        load_record(Path("x.json"))
    assert "'x.json'" in caught.value.what
    with pytest.raises(CaseError):
        load_record(Path("missing.json"))
