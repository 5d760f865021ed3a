"""Drafting a list by order: files of requests up, answers down, and everything that may go wrong between."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ledgergen.adapters.journal.journal import SqliteJournal
from ledgergen.core.batch.orders import read_answer_line, read_remote
from ledgergen.model.batch import FilmRow
from ledgergen.model.film import FilmRef
from ledgergen.model.order import Added, RequestState, Verdict
from tests.batch.batch_help import Child, make_workspace, read_log, run, serve_models, start

SERVER = Path(__file__).with_name("mock_orders.py")
PRICE = ("--price", "1/4")
"""Dollars a million tokens: 0.003 a reply, as the server counts 1,000 in and 500 out."""
COST = Decimal("0.003")


@contextmanager
def serve_orders(log: Path, *options: str) -> Iterator[tuple[str, ...]]:
    """Run the server; yield the options of a batch that orders there."""
    with serve_models(*options, log=log, script=SERVER) as url:
        yield ("--openai-batch", "--look-every", "0.05", "--base-url", url, "--model", "mock", *PRICE)


def count_requests(log: Path) -> Counter[str]:
    return Counter(words[0] for words in read_log(log, "request"))


def order_sizes(log: Path) -> list[int]:
    return [int(words[1]) for words in read_log(log, "order")]


def run_states(summary: dict[str, Any]) -> dict[str, int]:
    return {state: count for state, count in summary["states"].items() if count}


def test_a_list_is_ordered_collected_and_finished(tmp_path: Path) -> None:
    make_workspace(tmp_path, 7)
    log = tmp_path / "log"
    with serve_orders(log, "--looks", "2") as options:
        code, summary, err = run(tmp_path, *options, "--order-size", "3")
        again_code, again, _ = run(tmp_path, *options)
    assert (code, run_states(summary)) == (0, {"clean": 7})
    assert order_sizes(log) == [3, 3, 1]
    assert set(count_requests(log).values()) == {1}
    assert Decimal(str(summary["spent_usd"])) == 7 * COST
    assert "ordered 3 replies at 127.0.0.1" in err
    assert (again_code, again["run"]["skipped"]) == (0, 7)  # type: ignore[index]
    assert len(list((tmp_path / "ledgers").glob("*.md"))) == 7
    assert not list((tmp_path / ".ledgergen" / "orders").iterdir())


def test_a_report_says_what_an_ordered_draft_cost(tmp_path: Path) -> None:
    make_workspace(tmp_path, 1)
    with serve_orders(tmp_path / "log") as options:
        run(tmp_path, *options)
    (report,) = (tmp_path / "ledgers").glob("*.report.json")
    assert json.loads(report.read_bytes())["model"]["cost_usd"] == "0.003"


def test_repairs_are_ordered_in_a_second_round(tmp_path: Path) -> None:
    make_workspace(tmp_path, 4)
    log = tmp_path / "log"
    with serve_orders(log, "--trouble", "wrong-figure") as options:
        code, summary, _ = run(tmp_path, *options)
    assert (code, run_states(summary)) == (0, {"clean": 4})
    assert order_sizes(log) == [4, 4]
    assert Decimal(str(summary["spent_usd"])) == 8 * COST
    assert summary["run"]["usage"]["calls"] == 8  # type: ignore[index]


@pytest.mark.parametrize("trouble", ["lost-place", "expired", "refused", "rows-500", "rows-400", "torn"])
def test_trouble_at_the_server_loses_no_film_and_buys_nothing_twice(tmp_path: Path, trouble: str) -> None:
    make_workspace(tmp_path, 6)
    log = tmp_path / "log"
    with serve_orders(log, "--trouble", trouble) as options:
        code, summary, err = run(tmp_path, *options)
    assert (code, run_states(summary)) == (0, {"clean": 6}), err
    bought = count_requests(log)
    # A request whose answer the file lacks was billed, and has to be asked again.
    n_lost = 1 if trouble == "torn" else 0
    assert bought.total() == 6 + n_lost
    if trouble == "lost-place":
        assert order_sizes(log) == [6]
    if trouble == "refused":
        assert order_sizes(log) == [6, 3, 3]


def test_an_order_that_is_refused_for_its_content_stops_the_run_and_says_why(tmp_path: Path) -> None:
    make_workspace(tmp_path, 3)
    log = tmp_path / "log"
    with serve_orders(log, "--trouble", "invalid") as options:
        code, summary, err = run(tmp_path, *options)
        assert code == 3
        assert "refuses the order" in err
        assert "told to: invalid (line 1)" in err
        assert Decimal(str(summary["spent_usd"])) == 0
        code, summary, _ = run(tmp_path, *options)
    assert (code, run_states(summary)) == (0, {"clean": 3})


def test_a_cap_holds_over_orders(tmp_path: Path) -> None:
    make_workspace(tmp_path, 12)
    log = tmp_path / "log"
    with serve_orders(log) as options:
        code, summary, err = run(tmp_path, *options, "--max-cost", "0.05")
        spent = Decimal(str(summary["spent_usd"]))
        assert code == 3
        assert "the cap is reached" in err
        assert 0 < spent <= Decimal("0.05")
        assert spent == count_requests(log).total() * COST
        code, summary, _ = run(tmp_path, *options, "--max-cost", "1")
    assert (code, run_states(summary)) == (0, {"clean": 12})
    assert set(count_requests(log).values()) == {1}


def test_a_killed_run_is_taken_up_wherever_it_was(tmp_path: Path) -> None:
    make_workspace(tmp_path, 10)
    log = tmp_path / "log"
    with serve_orders(log, "--looks", "4") as options:
        for number in range(8):
            child = start(tmp_path, *options, "--order-size", "4")
            time.sleep(0.15 + 0.1 * number)
            if child.poll() is None:
                child.kill()
            child.communicate()
        code, summary, err = run(tmp_path, *options, "--order-size", "4")
    assert (code, run_states(summary)) == (0, {"clean": 10}), err
    assert set(count_requests(log).values()) == {1}
    assert Decimal(str(summary["spent_usd"])) == 10 * COST
    assert all(path.read_text().rstrip().endswith(".") for path in (tmp_path / "ledgers").glob("*.md"))


def test_an_interrupted_run_leaves_its_orders_and_says_so(tmp_path: Path) -> None:
    make_workspace(tmp_path, 3)
    log = tmp_path / "log"
    with serve_orders(log, "--looks", "1000000") as options:
        child = start(tmp_path, *options)
        child.wait_for("ordered 3 replies")
        child.send_signal(2)
        _, err = child.communicate()
        assert child.returncode == 130
        assert "3 replies in 1 order are at the server" in err


def test_cancel_calls_orders_off_at_the_server(tmp_path: Path) -> None:
    make_workspace(tmp_path, 3)
    log = tmp_path / "log"
    with serve_orders(log, "--looks", "1000000") as options:
        child = start(tmp_path, *options)
        child.wait_for("ordered 3 replies")
        cancel = Child(tmp_path, ("batch", "cancel", "films.csv"))
        out, _ = cancel.communicate()
        child.communicate()
    assert "called off 1 order;" in out
    assert len(read_log(log, "cancelled")) == 1
    assert child.returncode == 3


def test_two_runs_at_once_share_the_orders(tmp_path: Path) -> None:
    make_workspace(tmp_path, 8)
    log = tmp_path / "log"
    with serve_orders(log, "--looks", "6") as options:
        children = [start(tmp_path, *options, "--order-size", "3") for _ in range(2)]
        ends = [child.communicate() for child in children]
        code, summary, _ = run(tmp_path, *options)
    assert [child.returncode for child in children] == [0, 0], ends
    assert (code, run_states(summary)) == (0, {"clean": 8})
    assert set(count_requests(log).values()) == {1}
    assert Decimal(str(summary["spent_usd"])) == 8 * COST


def test_an_order_that_is_done_is_not_placed_again_by_whoever_finds_it_late(tmp_path: Path) -> None:
    """Somebody saw it unplaced, and until they asked for it others placed it, fetched it and left."""
    with SqliteJournal(tmp_path / "batch.sqlite") as journal:
        journal.lists.load("films", "digest", [FilmRow(line=1, film=FilmRef(movie_id=7))])
        known = journal.lists.find("films")
        assert known is not None
        order = journal.orders.open(known.batch, server="http://127.0.0.1/v1")
        assert journal.orders.add(order, "hash", worst_usd=Decimal(1), cap_usd=None) is Added.YES
        journal.orders.set_ready(order)
        journal.orders.set_placed(order, "batch_1")
        assert journal.orders.finish(order, COST, {"hash": Verdict(state=RequestState.ANSWERED)})
        journal.orders.set_placed(order, "batch_1")
        assert journal.orders.list_placed(known.batch) == ()
        assert journal.purse.find(known.batch) == (COST, Decimal(0))


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--openai-batch",), "needs a language model"),
        (("--openai-batch", "--model", "m", "--rpm", "5"), "mean nothing"),
    ],
)
def test_what_cannot_be_ordered_is_said_before_anything_is_sent(
    tmp_path: Path, options: tuple[str, ...], complaint: str
) -> None:
    make_workspace(tmp_path, 1)
    code, _, err = run(tmp_path, *options)
    assert code == 2
    assert complaint in err


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[]",
        "7",
        "null",
        '"x"',
        '{"custom_id": 7}',
        '{"response": {"status_code": 200}}',
        "[" * 100_000,
    ],
)
def test_a_line_that_answers_nothing_is_passed_over(line: str) -> None:
    assert read_answer_line(line) is None


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ('{"custom_id": "h", "response": null, "error": {"code": "batch_expired"}}', 0),
        ('{"custom_id": "h", "response": {"status_code": 200, "body": {"error": {"message": "x"}}}}', 0),
        ('{"custom_id": "h", "response": {"status_code": 200, "body": "text"}}', 0),
        ('{"custom_id": "h", "response": {"status_code": "200", "body": {}}}', 0),
        ('{"custom_id": "h", "response": {"status_code": 429, "body": null}}', 429),
        ('{"custom_id": "h", "response": {"status_code": 200, "body": {"choices": []}}}', 200),
    ],
)
def test_an_answer_line_is_read_field_by_field(line: str, status: int) -> None:
    answer = read_answer_line(line)
    assert answer is not None
    assert (answer.prompt_hash, answer.status) == ("h", status)


@pytest.mark.parametrize("value", [None, [], {}, {"id": 3}, "x"])
def test_what_is_no_order_is_not_taken_for_one(value: object) -> None:
    assert read_remote(value) is None


@pytest.mark.parametrize(
    "errors", [None, [], {"data": None}, {"data": ["told so"]}, {"data": [{"line": "x"}]}]
)
def test_an_order_is_read_whatever_its_errors_look_like(errors: object) -> None:
    remote = read_remote({"id": "b", "status": "failed", "errors": errors, "request_counts": None})
    assert remote is not None
    assert remote.is_final
