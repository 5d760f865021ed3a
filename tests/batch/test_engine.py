"""A list drafted by workers: the commands as a team uses them, and what goes wrong between machines."""

from __future__ import annotations

import json
import re
import signal
import socket
import time
from pathlib import Path
from typing import Any

import psycopg
import pytest

from ledgergen.adapters.engine.address import parse_address
from ledgergen.adapters.engine.database import Database
from ledgergen.adapters.engine.tables import VERSION
from ledgergen.errors import ConfigError, StoreError
from ledgergen.wiring_worker import refuse_wrong_clock
from tests.batch.batch_help import (
    Child,
    hold_models,
    make_workspace,
    read_log,
    serve_models,
    wait_for,
    write_facts,
)
from tests.batch.engine_help import Ask, look, make_engine, start_owner, start_worker


def run_list(folder: Path, url: str, *options: str) -> tuple[int | None, dict[str, Any], str]:
    owner = start_owner(folder, url, *options)
    out, err = owner.communicate()
    return owner.returncode, json.loads(out) if out.startswith("{") else {}, err


def say(folder: Path, *args: str) -> tuple[int | None, str, str]:
    child = Child(folder, args)
    out, err = child.communicate()
    return child.returncode, out, err


def count_jobs(ask: Ask) -> dict[object, object]:
    rows = ask("SELECT status::text, count(*) FROM procrastinate_jobs WHERE task_name = 'draft' GROUP BY 1")
    return dict(rows)  # type: ignore[arg-type]


def end(worker: Child) -> str:
    worker.send_signal(signal.SIGTERM)
    _, err = worker.communicate()
    assert worker.returncode == 0, err
    return err


def test_a_list_is_drafted_elsewhere_and_written_here(tmp_path: Path, postgres_url: str) -> None:
    make_workspace(tmp_path, 4)
    (tmp_path / "films.csv").write_text("1\n2\n3\n4\n1999999999\n")
    assert run_list(tmp_path, postgres_url, "--dry-run")[1]["n_films"] == 5
    worker = start_worker(tmp_path, postgres_url)
    code, summary, err = run_list(tmp_path, postgres_url)
    assert code == 3, err
    assert summary["states"] == {"queued": 0, "running": 0, "clean": 4, "held": 0, "failed": 1}
    assert len(list(tmp_path.glob("ledgers/*.md"))) == 4
    page = (tmp_path / "batch.report.html").read_text("utf-8")
    assert "nothing is known about film 1999999999" in page
    assert not list((tmp_path / "elsewhere").rglob("*.md"))

    again = run_list(tmp_path, postgres_url)[1]
    assert (again["run"]["skipped"], sum(again["run"]["done"].values())) == (5, 0)

    write_facts(tmp_path, 2, year=1975)
    next(tmp_path.glob("*/3-*.md")).unlink()
    edited = next(tmp_path.glob("*/4-*.md"))
    edited.write_text("Mine.")
    write_facts(tmp_path, 4, year=1975)
    code, summary, _ = run_list(tmp_path, postgres_url)
    assert summary["run"]["redone"] == {"its facts changed": 2, "its files are gone": 1}
    assert "will not overwrite" in next(iter(summary["run"]["failures"]))
    assert edited.read_text() == "Mine."

    edited.unlink()
    assert say(tmp_path, "batch", "retry-failed", "films.csv", "--engine", postgres_url)[1] == (
        "2 failed films are open again: ledgergen batch films.csv\n"
    )
    code, summary, _ = run_list(tmp_path, postgres_url)
    states = summary["states"]
    assert (code, states["clean"] + states["held"], states["failed"]) == (3, 4, 1)
    assert "films drafted" in end(worker)


def test_the_prompt_and_the_seeds_come_with_the_films(tmp_path: Path, postgres_url: str) -> None:
    make_workspace(tmp_path, 2)
    worker = start_worker(tmp_path, postgres_url)
    log = tmp_path / "server.log"
    with serve_models(log=log) as url:
        options = ("--base-url", url, "--price", "1/4")
        assert run_list(tmp_path, postgres_url, *options)[0] == 0
        (tmp_path / "prompts").mkdir()
        shipped = Path(__file__).parents[2] / "prompts" / "draft.md"
        text = shipped.read_text("utf-8") + "\nBe brief.\n"
        (tmp_path / "prompts" / "draft.md").write_text(text, "utf-8")
        _, summary, _ = run_list(tmp_path, postgres_url, *options)
    assert summary["run"]["redone"] == {"the prompt changed": 2}
    assert len({digest for (digest,) in read_log(log, "asked")}) == 4
    end(worker)


def test_a_killed_worker_s_films_are_taken_over(tmp_path: Path, postgres_url: str) -> None:
    make_workspace(tmp_path, 6)
    make_engine(postgres_url)
    with hold_models(tmp_path) as models:
        owner = start_owner(tmp_path, postgres_url, "--base-url", models.url, "--price", "1/4")
        worker = start_worker(tmp_path, postgres_url, "--max-concurrency", "6")
        models.wait_for_calls(6)
        worker.kill()
        worker.communicate()
        models.let_go()
        other = start_worker(tmp_path, postgres_url)
        out, err = owner.communicate()
    assert owner.returncode == 0, err
    assert json.loads(out)["states"]["clean"] == 6
    assert models.count_asked() == 12
    end(other)


def test_a_worker_outlives_its_connections_and_the_owner_says_what_broke(
    tmp_path: Path, postgres_url: str
) -> None:
    make_workspace(tmp_path, 8)
    make_engine(postgres_url)
    with hold_models(tmp_path) as models:
        options = ("--base-url", models.url, "--price", "1/4")
        owner = start_owner(tmp_path, postgres_url, *options)
        worker = start_worker(tmp_path, postgres_url, "--max-concurrency", "2")
        models.wait_for_calls(2)
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ledgergen'"
            )
        models.let_go()
        _, err = owner.communicate()
        assert owner.returncode == 3
        assert re.search(r"^error: the engine .* cannot be used\nbecause: .*\ntry: .*$", err, re.MULTILINE)
        code, summary, _ = run_list(tmp_path, postgres_url, *options)
    assert (code, summary["states"]["clean"]) == (0, 8)
    assert models.count_asked() == 8
    end(worker)


@pytest.mark.parametrize("n_signals", [1, 2])
def test_a_worker_finishes_what_is_in_flight_and_twice_gives_it_back(
    tmp_path: Path, postgres_url: str, n_signals: int
) -> None:
    make_workspace(tmp_path, 8)
    with hold_models(tmp_path) as models:
        owner = start_owner(tmp_path, postgres_url, "--base-url", models.url, "--price", "1/4")
        worker = start_worker(tmp_path, postgres_url, "--max-concurrency", "3")
        models.wait_for_calls(3)
        for words in ("stopping: ", "stopping now")[:n_signals]:
            worker.send_signal(signal.SIGINT)
            worker.wait_for(words)
        if n_signals == 1:
            models.let_go()
        _, err = worker.communicate()
        assert worker.returncode == 0
        assert "stopping: 3 films in flight finish" in err
        drafted = 3 if n_signals == 1 else 0
        assert f"{drafted} films drafted" in err
        with look(postgres_url) as ask:
            assert count_jobs(ask) == {"todo": 8 - drafted}
        models.let_go()
        other = start_worker(tmp_path, postgres_url, "--max-concurrency", "8")
        _, err = owner.communicate()
    assert owner.returncode == 0, err
    assert models.count_asked() == (8 if n_signals == 1 else 11)
    end(other)


def test_ctrl_c_leaves_the_queue_to_the_workers(tmp_path: Path, postgres_url: str) -> None:
    make_workspace(tmp_path, 5)
    owner = start_owner(tmp_path, postgres_url)
    with look(postgres_url) as ask:

        def is_sent() -> bool:
            ((found,),) = ask("SELECT to_regclass('film')")
            return found is not None and ask("SELECT count(*) FROM film WHERE job IS NOT NULL") == [(5,)]

        wait_for(is_sent, what="the queue")
        owner.send_signal(signal.SIGINT)
        _, err = owner.communicate()
        assert owner.returncode == 130
        assert "no worker is at work: start `ledgergen worker`" in err
        assert "workers go on with what is queued of 5 films" in err
        worker = start_worker(tmp_path, postgres_url)
        wait_for(lambda: ask("SELECT count(*) FROM outbox") == [(5,)], what="five drafts")
        end(worker)
    status = say(tmp_path / "elsewhere", "batch", "status", "films.csv", "--engine", postgres_url)[1]
    assert re.search(r"clean +5\n +to collect +5", status)
    code, summary, _ = run_list(tmp_path, postgres_url)
    assert (code, summary["run"]["done"]["clean"], summary["run"]["skipped"]) == (0, 5, 0)
    assert len(list(tmp_path.glob("ledgers/*.md"))) == 5


def test_a_list_is_cancelled_from_anywhere(tmp_path: Path, postgres_url: str) -> None:
    make_workspace(tmp_path, 9)
    with hold_models(tmp_path) as models:
        options = ("--base-url", models.url, "--price", "1/4")
        owner = start_owner(tmp_path, postgres_url, *options)
        worker = start_worker(tmp_path, postgres_url, "--max-concurrency", "2")
        models.wait_for_calls(2)
        said = say(tmp_path / "elsewhere", "batch", "cancel", "films.csv", "--engine", postgres_url)
        models.let_go()
        out, err = owner.communicate()
        summary = json.loads(out)
        assert said[1] == "cancelled; what is in flight of 2 films finishes\n"
        assert (owner.returncode, summary["states"]["clean"], summary["states"]["queued"]) == (3, 2, 7)
        assert "cancelled with 'batch cancel'" in err
        code, summary, _ = run_list(tmp_path, postgres_url, *options)
    assert (code, summary["states"]["clean"]) == (0, 9)
    end(worker)


def test_the_cap_holds_over_all_workers(tmp_path: Path, postgres_url: str) -> None:
    make_workspace(tmp_path, 60)
    log = tmp_path / "server.log"
    with serve_models("--latency", "0.1", "--vary", log=log) as url:
        workers = [start_worker(tmp_path, postgres_url, "--max-concurrency", "16") for _ in range(2)]
        options = ("--base-url", url, "--price", "1/4", "--max-cost")
        code, summary, err = run_list(tmp_path, postgres_url, *options, "0.4")
        bill = sum(int(n_in) + 4 * int(n_out) for _, n_in, n_out in read_log(log, "billed")) / 1_000_000
        assert code == 3
        assert "error: the cap of $0.40 is reached" in err
        assert 0.3 < bill <= 0.4
        assert float(summary["spent_usd"]) == pytest.approx(bill)
        code, summary, err = run_list(tmp_path, postgres_url, *options, "40")
    assert (code, summary["states"]["clean"]) == (0, 60), err
    assert len(read_log(log, "billed")) == 60
    for worker in workers:
        end(worker)


def test_a_worker_that_cannot_ask_ends_and_the_owner_says_why(tmp_path: Path, postgres_url: str) -> None:
    make_workspace(tmp_path, 3)
    with serve_models("--status", "401") as url:
        owner = start_owner(tmp_path, postgres_url, "--base-url", url, "--model", "mock")
        worker = start_worker(tmp_path, postgres_url)
        _, err = worker.communicate()
        assert worker.returncode == 3
        assert "does not accept the key" in err
        owner.wait_for("the last one ended")
        owner.send_signal(signal.SIGINT)
        _, err = owner.communicate()
    assert "does not accept the key" in err
    with look(postgres_url) as ask:
        assert count_jobs(ask) == {"todo": 3}


def test_two_workspaces_and_two_owners_do_not_meet(tmp_path: Path, postgres_url: str) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    make_workspace(one, 3)
    make_workspace(two, 3)
    write_facts(two, 1, year=1975)
    worker = start_worker(one, postgres_url)
    owners = [start_owner(one, postgres_url), start_owner(one, postgres_url), start_owner(two, postgres_url)]
    for owner in owners:
        out, err = owner.communicate()
        assert owner.returncode in {0, 1}, err
        states = json.loads(out)["states"]
        assert states["clean"] + states["held"] == 3
    assert len(list(one.glob("*/*.md"))) == len(list(two.glob("*/*.md"))) == 3
    assert '"1975"' not in next(one.glob("*/1-*.report.json")).read_text("utf-8")
    code, _, err = say(tmp_path, "batch", "cancel", "films.csv", "--engine", postgres_url)
    assert code == 2
    assert err.startswith("error: 2 lists are called 'films.csv'\nbecause: ")
    end(worker)


def test_workers_share_the_pace(tmp_path: Path, postgres_url: str) -> None:
    make_workspace(tmp_path, 8)
    log = tmp_path / "server.log"
    with serve_models(log=log) as url:
        workers = [start_worker(tmp_path, postgres_url) for _ in range(2)]
        code, summary, _ = run_list(tmp_path, postgres_url, "--base-url", url, "--model", "m", "--rpm", "120")
        assert (code, summary["states"]["clean"]) == (0, 8)
        with look(postgres_url) as ask:
            ((name, limits),) = ask("SELECT name, limits FROM server")
            assert str(name).endswith(f" {url} m")
            assert "requests" in json.loads(str(limits))
            assert len(ask("SELECT id FROM worker")) == 2
    for worker in workers:
        end(worker)


# What may be wrong with an engine -------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "code", "said"),
    [
        ("mysql://ann:s3cret@db/films", 2, "error: the engine's address cannot be read"),
        ("postgresql://ann:s3cret@/x?nonsense=1", 2, "error: the engine's address cannot be read"),
        ("postgresql://ann:s3cret@127.0.0.1:{port}/films", 3, "error: the engine postgresql://ann@127.0.0.1"),
    ],
)
def test_an_engine_that_cannot_be_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, code: int, said: str
) -> None:
    make_workspace(tmp_path, 1)
    with socket.socket() as deaf:  # nobody else is given the port meanwhile
        deaf.bind(("127.0.0.1", 0))
        url = url.format(port=deaf.getsockname()[1])
        for args in (("batch", "films.csv"), ("batch", "status"), ("worker",)):
            got, out, err = say(tmp_path, *args, "--engine", url)
            assert (got, out) == (code, "")
            assert err.startswith(said)
            assert re.fullmatch(r"error: .*\nbecause: .*\ntry: .*\n", err)
            assert "s3cret" not in err
        monkeypatch.setenv("LEDGERGEN_ENGINE", url)
        assert say(tmp_path, "worker")[0] == code
    shown = say(tmp_path, "config", "show")[1]
    assert "LEDGERGEN_ENGINE" in shown
    assert "s3cret" not in shown


def test_a_wrong_password_is_told_without_it(tmp_path: Path, postgres_url: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("CREATE ROLE locked LOGIN PASSWORD 'right'")
        ((path,),) = connection.execute("SHOW hba_file").fetchall()
        rules = Path(path)
        before = rules.read_text()
        rules.write_text("local all locked scram-sha-256\n" + before)
        connection.execute("SELECT pg_reload_conf()")
        url = re.sub(r"//[^@/]*@", "//locked:wr0ng@", postgres_url)
        try:
            wait_for(lambda: is_refused(url), what="the new rules")
            code, _, err = say(tmp_path, "worker", "--engine", url)
        finally:
            rules.write_text(before)
            connection.execute("SELECT pg_reload_conf()")
            connection.execute("DROP ROLE locked")
    assert code == 3
    assert "password authentication failed for user" in err
    assert "wr0ng" not in err
    assert len(err.splitlines()) == 3


def is_refused(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return True
    return False


def test_an_engine_of_another_version_is_left_alone(tmp_path: Path, postgres_url: str) -> None:
    address = parse_address(postgres_url)
    with Database(address) as database:
        database.execute("UPDATE engine SET version = %s", VERSION + 1)
    with pytest.raises(StoreError, match=r"is of another version"):
        Database(address)
    with psycopg.connect(address.conninfo) as connection:
        connection.execute("UPDATE engine SET version = %s, queue_version = '99.01.00_x.sql'", (VERSION,))
    code, _, err = say(tmp_path, "worker", "--engine", postgres_url)
    assert code == 3
    assert err.startswith("error: the queue of the engine ")
    assert "a newer Procrastinate has brought it to 99.01" in err
    assert "try: pip install --upgrade 'ledgergen[postgres]'" in err


def test_what_procrastinate_adds_is_applied(
    tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from procrastinate.schema import SchemaManager

    address = parse_address(postgres_url)
    Database(address).close()
    for path in Path(SchemaManager.get_migrations_path()).glob("*.sql"):
        (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    (tmp_path / "99.01.00_01_pre_more.sql").write_text("CREATE TABLE procrastinate_more (n integer);")
    monkeypatch.setattr(SchemaManager, "get_migrations_path", staticmethod(lambda: str(tmp_path)))
    for _ in range(2):
        with Database(address) as database:
            assert database.fetch_one("SELECT count(*) FROM procrastinate_more") == (0,)


def test_a_machine_whose_clock_is_off_is_told(postgres_url: str) -> None:
    with Database(parse_address(postgres_url)) as database:
        refuse_wrong_clock(database, now=time.time() + 1)
        with pytest.raises(ConfigError, match=r"clock is 60 seconds off the engine's"):
            refuse_wrong_clock(database, now=time.time() + 60)


def test_options_that_mean_nothing_with_an_engine_are_refused(tmp_path: Path, postgres_url: str) -> None:
    make_workspace(tmp_path, 1)
    code, _, err = run_list(tmp_path, postgres_url, "--max-concurrency", "5")
    assert code == 2
    assert err.startswith("error: --max-concurrency and --engine do not go together\n")
    code, _, err = say(tmp_path, "worker")
    assert code == 2
    assert err.startswith("error: no engine is set\n")


def test_without_the_extra_the_command_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    from ledgergen.cli.app import run

    monkeypatch.setitem(sys.modules, "procrastinate", None)
    for name in [name for name in sys.modules if "engine" in name and name.startswith("ledgergen.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.chdir(tmp_path)
    said: list[str] = []
    monkeypatch.setattr("click.echo", lambda text, **_: said.append(text))
    assert run(["worker", "--engine", "postgresql://db/films"]) == 2
    assert "\n".join(said).splitlines() == [
        "error: an engine needs the extra 'postgres'",
        "because: procrastinate is not installed",
        "try: pip install 'ledgergen[postgres]'",
    ]


def test_how_long_a_silent_worker_counts_as_alive_can_be_changed(tmp_path: Path, postgres_url: str) -> None:
    make_workspace(tmp_path, 6)
    Database(parse_address(postgres_url)).close()
    with hold_models(tmp_path) as models, look(postgres_url) as ask:
        silence = "SELECT wanted_s, silence_s FROM takeover"
        assert ask(silence) == [(30.0, 30.0)]
        options = ("--base-url", models.url, "--price", "1/4", "--takeover-after", "60")
        owner = start_owner(tmp_path, postgres_url, *options)
        wait_for(lambda: ask(silence) == [(60.0, 60.0)], what="the new setting")
        worker = start_worker(tmp_path, postgres_url, "--max-concurrency", "6", "--takeover-after", "3")
        models.wait_for_calls(6)
        assert ask(silence) == [(3.0, 60.0)]  # who has not heard of it gives signs of life less often
        ask("UPDATE engine SET changed_at = now() - interval '61 seconds' RETURNING 1")
        assert ask(silence) == [(3.0, 3.0)]
        worker.kill()
        worker.communicate()
        models.let_go()
        other = start_worker(tmp_path, postgres_url)
        out, err = owner.communicate()
    assert owner.returncode == 0, err
    assert json.loads(out)["states"]["clean"] == 6
    end(other)
    code, _, err = say(tmp_path, "batch", "films.csv", "--takeover-after", "9")
    assert code == 2
    assert err.startswith("error: --takeover-after means nothing without --engine")


def test_an_engine_of_the_first_version_is_brought_up_to_date(postgres_url: str) -> None:
    address = parse_address(postgres_url)
    with Database(address) as database:
        database.execute("DROP VIEW takeover")
        database.execute("ALTER TABLE engine DROP COLUMN former_s, DROP COLUMN changed_at")
        database.execute("UPDATE engine SET version = 1, takeover_s = 45")
    with Database(address) as database:
        assert database.fetch_one("SELECT version, wanted_s, silence_s FROM engine, takeover") == (
            2,
            45.0,
            45.0,
        )
