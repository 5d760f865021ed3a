"""The review database: two programs at once, older and newer schemas, and what cannot be reached."""

from __future__ import annotations

import importlib.util
import json
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import OperationalError

import ledgergen.adapters.reviews.migrations as steps
from ledgergen.adapters.reviews.address import hide_password
from ledgergen.adapters.reviews.database import Database, connect_postgres, connect_sqlite
from ledgergen.adapters.reviews.migrating import HEAD, bring_up, read_revision
from ledgergen.adapters.reviews.schema import METADATA, REVISIONS
from ledgergen.adapters.reviews.store import ReviewStore
from ledgergen.adapters.reviews.tokens import hash_token
from ledgergen.cli.app import run
from ledgergen.errors import ReviewError, StoreError
from ledgergen.model.review import Event, Kind
from ledgergen.wiring_review import ReviewParts
from tests.web.review_workspace import MOVIE_ID, make_workspace, open_parts

ROOT = Path(__file__).parents[2]


def connect(database: str | None, folder: Path) -> Database:
    if database is None:
        return connect_sqlite(folder / ".ledgergen" / "review.sqlite")
    return connect_postgres(database)


def comment(rev: int, words: str = "", movie_id: int = MOVIE_ID) -> Event:
    return Event(movie_id=movie_id, kind=Kind.COMMENTED, actor="ana", at="2026-01-01", rev=rev, comment=words)


# Two programs at once


WRITER = """
import sys, threading
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from ledgergen.model.review import Event, Kind
from tests.web.review_workspace import open_parts

def work(name):
    with open_parts(Path(sys.argv[2])) as parts:
        for number in range(20):
            def decide(events):
                rev = len(events) + 1
                words = f"{name} {number}"
                return (Event(movie_id=7, kind=Kind.COMMENTED, actor=name, at="", rev=rev, comment=words),)
            parts.store.append(7, decide)

threads = [threading.Thread(target=work, args=(f"{sys.argv[3]}-{n}",)) for n in range(3)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def start(script: str, folder: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, str(ROOT), str(folder), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_programs_of_three_threads_lose_and_double_no_revision(
    tmp_path: Path, database: str | None
) -> None:
    # Nobody has opened it before: laying out the tables is part of the race.
    folder = make_workspace(tmp_path, database=database)
    programs = [start(WRITER, folder, name) for name in ("a", "b")]
    for program in programs:
        _, complaint = program.communicate()
        assert (program.returncode, complaint) == (0, "")
    with open_parts(folder) as parts:
        events = parts.store.load(7)
    assert [event.rev for event in events] == list(range(1, 121))
    wanted = {f"{p}-{t} {n}" for p in "ab" for t in range(3) for n in range(20)}
    assert {event.comment for event in events} == wanted


KILLED = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tests.web.review_workspace import open_parts
with open_parts(Path(sys.argv[2])) as parts:
    parts.store.append(7, lambda events: os._exit(9))
"""


def test_who_dies_with_the_lock_leaves_nothing_and_holds_up_nobody(
    tmp_path: Path, database: str | None
) -> None:
    folder = make_workspace(tmp_path, database=database)
    with open_parts(folder) as parts:
        parts.store.append(7, lambda _: (comment(1, movie_id=7),))
        dying = start(KILLED, folder)
        dying.communicate()
        assert dying.returncode == 9
        parts.store.append(7, lambda events: (comment(len(events) + 1, movie_id=7),))
        assert [event.rev for event in parts.store.load(7)] == [1, 2]


def test_a_revision_is_never_stored_twice(tmp_path: Path, database: str | None) -> None:
    folder = make_workspace(tmp_path, database=database)
    with open_parts(folder) as parts:
        parts.store.append(7, lambda _: (comment(1, "first", movie_id=7),))
        with pytest.raises(StoreError):
            parts.store.append(7, lambda _: (comment(2, movie_id=7), comment(1, "again", movie_id=7)))
        assert [event.comment for event in parts.store.load(7)] == ["first"]


def write_in_line(parts: ReviewParts, n_failing: int = 0) -> list[str]:
    """Let five editors write while a sixth does, as many of them in vain; return what they were told."""
    told: list[str] = []
    line = parts.store._database._line

    def write(number: int) -> None:
        def decide(events: tuple[Event, ...]) -> tuple[Event, ...]:
            while not number and line._n_waiting < 5:  # the first holds the others up
                time.sleep(0.001)
            if 0 < number <= n_failing:
                raise ReviewError(f"no {number}")
            return (comment(1, f"by {number}", movie_id=number + 1),)

        try:
            parts.store.append(number + 1, decide)
        except (ReviewError, StoreError) as error:
            told.append(error.what)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
        while thread is threads[0] and not line._turn.locked():
            time.sleep(0.001)
    for thread in threads:
        thread.join()
    return sorted(told)


@contextmanager
def count_commits(parts: ReviewParts) -> Iterator[list[str]]:
    counted: list[str] = []
    engine = parts.store._database._engine

    def count(connection: Connection) -> None:
        del connection
        counted.append("commit")

    event.listen(engine, "commit", count)
    yield counted
    event.remove(engine, "commit", count)


@pytest.mark.parametrize("n_failing", [0, 1, 4, 5])
def test_who_waits_in_line_is_stored_in_one_go_but_for_those_who_fail(
    tmp_path: Path, database: str | None, n_failing: int
) -> None:
    with open_parts(make_workspace(tmp_path, database=database)) as parts:
        parts.store.append(99, lambda _: (comment(1, movie_id=99),))
        with count_commits(parts) as commits:
            assert write_in_line(parts, n_failing) == [f"no {n}" for n in range(1, n_failing + 1)]
        assert len(commits) == 1
        assert sorted(parts.store.load_revs()) == [1, *range(n_failing + 2, 7), 99]


def test_a_commit_that_is_refused_is_told_to_all_it_was_for(tmp_path: Path, database: str | None) -> None:
    with open_parts(make_workspace(tmp_path, database=database)) as parts:
        engine = parts.store._database._engine

        def refuse(connection: Connection) -> None:
            del connection
            raise OperationalError("COMMIT", {}, Exception("the disk is full"))

        event.listen(engine, "commit", refuse)
        told = write_in_line(parts)
        event.remove(engine, "commit", refuse)
        assert len(told) == 6
        assert all(what.startswith("cannot write the review database") for what in told)
        assert parts.store.load_revs() == {}
        assert write_in_line(parts) == []


def test_what_a_crash_may_take_waits_for_nobody_and_loses_nothing_of_others(
    tmp_path: Path, database: str | None
) -> None:
    with open_parts(make_workspace(tmp_path, database=database)) as parts:
        with count_commits(parts) as commits:
            parts.crew.arrive(7, "Ana", works=True)
            parts.store.append(7, lambda _: (comment(1, movie_id=7),))
        assert len(commits) == 2
        assert [event.rev for event in parts.store.load(7)] == [1]
        assert [there.name for there in parts.crew.store.list_at(7)] == ["Ana"]


def test_readers_wait_for_nobody(tmp_path: Path, database: str | None) -> None:
    folder = make_workspace(tmp_path, database=database)
    with open_parts(folder) as parts:
        seen: list[int] = []

        def decide(events: tuple[Event, ...]) -> tuple[Event, ...]:
            reader = threading.Thread(target=lambda: seen.append(len(parts.store.load(7))))
            reader.start()
            reader.join(20)
            return (comment(1, movie_id=7),)

        parts.store.append(7, decide)
        assert seen == [0]


@pytest.mark.parametrize("movie_id", [1, 2**31, 999_999_999_999])
def test_every_id_a_film_can_have_fits(tmp_path: Path, database: str | None, movie_id: int) -> None:
    words = "  \U0001f3ac – ’quoted’ “text”\nline\ttab \\ \x07 end"
    with open_parts(make_workspace(tmp_path, database=database)) as parts:
        parts.store.append(movie_id, lambda _: (comment(1, words, movie_id=movie_id),))
        assert parts.store.load(movie_id)[0].comment == words
        assert parts.store.load_revs() == {movie_id: 1}
        assert list(parts.store.load_all()) == [movie_id]


# Schemas


def test_the_numbers_of_the_migrations_are_those_the_program_knows() -> None:
    folder = Path(str(steps.__file__)).parent
    script = ScriptDirectory(str(folder))
    found = [step.revision for step in script.walk_revisions()]
    assert tuple(reversed(found)) == REVISIONS
    assert script.get_heads() == [HEAD]


def test_migrations_make_the_tables_that_the_program_works_with(tmp_path: Path, database: str | None) -> None:
    with closing(connect(database, tmp_path)) as connected:
        assert bring_up(connected, allow_upgrade=False) is None
        with connected.reading("read") as connection:
            differences = compare_metadata(MigrationContext.configure(connection), METADATA)
    left = [d for d in differences if getattr(d[1], "name", "") != "schema_version"]
    assert left == []


VERSION_1 = """
CREATE TABLE events (
    movie_id INTEGER NOT NULL, rev INTEGER NOT NULL, at VARCHAR(40) NOT NULL, actor VARCHAR(80) NOT NULL,
    body TEXT NOT NULL, PRIMARY KEY (movie_id, rev)
);
CREATE TABLE tokens (
    sha256 VARCHAR(64) NOT NULL, kind VARCHAR(16) NOT NULL, actor VARCHAR(80) NOT NULL,
    expires INTEGER NOT NULL, PRIMARY KEY (sha256)
);
CREATE TABLE schema_version (version INTEGER NOT NULL, PRIMARY KEY (version));
INSERT INTO schema_version VALUES (1);
"""
"""The file as programs made it that knew no migrations."""


def write_version_1(path: Path, n_events: int) -> list[str]:
    """Write an old file; return the bodies of its events."""
    from ledgergen.core.review.events import event_to_json

    path.parent.mkdir(parents=True, exist_ok=True)
    bodies = [event_to_json(comment(rev, f"no {rev} – “{rev}”")) for rev in range(1, n_events + 1)]
    with closing(sqlite3.connect(path)) as old:
        old.execute("PRAGMA journal_mode = WAL")
        old.executescript(VERSION_1)
        rows = [(MOVIE_ID, rev, "2026-01-01", "ana", body) for rev, body in enumerate(bodies, 1)]
        old.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?)", rows)
        old.execute("INSERT INTO tokens VALUES (?, 'session', 'Ana', 9999999999)", (hash_token("before"),))
        old.commit()
    return bodies


def test_a_file_of_the_first_program_is_upgraded_and_loses_nothing(tmp_path: Path) -> None:
    folder = make_workspace(tmp_path)
    path = folder / ".ledgergen" / "review.sqlite"
    bodies = write_version_1(path, 500)
    with open_parts(folder) as parts:
        assert [e.comment for e in parts.store.load(MOVIE_ID)] == [
            json.loads(body)["comment"] for body in bodies
        ]
        holder = parts.people.tokens.find("before", kind="session", now=0)
        assert holder is not None
        assert (holder.name, holder.account) == ("Ana", None)
    with closing(sqlite3.connect(path)) as now:
        stored = [row[0] for row in now.execute("SELECT body FROM events ORDER BY rev")]
        # What the first program reads to know that a file is too new for it.
        assert now.execute("SELECT max(version) FROM schema_version").fetchone() == (2,)
    assert stored == bodies


def test_programs_that_upgrade_one_file_at_once_do_it_once(tmp_path: Path) -> None:
    folder = make_workspace(tmp_path)
    write_version_1(folder / ".ledgergen" / "review.sqlite", 3)
    opener = WRITER.replace("range(20)", "range(1)")
    programs = [start(opener, folder, str(n)) for n in range(3)]
    for program in programs:
        _, complaint = program.communicate()
        assert (program.returncode, complaint) == (0, "")
    with open_parts(folder) as parts:
        assert (len(parts.store.load(MOVIE_ID)), len(parts.store.load(7))) == (3, 9)


def test_an_upgrade_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "review.sqlite"
    write_version_1(path, 3)
    with closing(sqlite3.connect(path)) as old:
        old.execute("CREATE TABLE attempts (it TEXT)")  # stands in the way of a later step
    with closing(connect_sqlite(path)) as connected:
        with pytest.raises(StoreError, match="cannot upgrade"):
            bring_up(connected, allow_upgrade=True)
        assert read_revision(connected) == "0001"
    with closing(sqlite3.connect(path)) as after:
        names = {row[0] for row in after.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert names == {"events", "tokens", "schema_version", "attempts"}


def set_revision(database: str | None, folder: Path, revision: str) -> None:
    with closing(connect(database, folder)) as connected:
        bring_up(connected, allow_upgrade=True)
        with connected.writing("write") as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :r"), {"r": revision})


def test_a_newer_schema_is_told_in_words_and_left_alone(
    tmp_path: Path, database: str | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_workspace(tmp_path, database=database)
    monkeypatch.chdir(folder)
    set_revision(database, folder, "0099")
    for arguments in (["list"], ["show", "7"], ["db", "upgrade"], ["serve", "--port", "0"]):
        assert run(arguments) == 3
        assert "is of a newer ledgergen" in capsys.readouterr().err
    assert run(["db", "status"]) == 0
    assert "0099, newer than" in capsys.readouterr().out


def test_a_teams_older_schema_waits_for_the_word(
    tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_workspace(tmp_path, database=postgres_url)
    monkeypatch.chdir(folder)
    with closing(connect_postgres(postgres_url)) as connected:
        lay_out_first(connected)
        ReviewStore(connected).append(MOVIE_ID, lambda _: (comment(1, "kept"),))
    assert run(["list"]) == 3
    assert "`ledgergen db upgrade`" in capsys.readouterr().err
    assert run(["db", "status", "--json"]) == 1
    state = json.loads(capsys.readouterr().out)
    assert (state["schema"], state["n_events"], state["needs_upgrade"]) == ("0001", 1, True)
    assert run(["db", "upgrade"]) == 0
    assert f"0001 → {HEAD}" in capsys.readouterr().err
    assert run(["db", "upgrade"]) == 0
    assert "already" in capsys.readouterr().err
    with open_parts(folder) as parts:
        assert [event.comment for event in parts.store.load(MOVIE_ID)] == ["kept"]


def lay_out_first(connected: Database) -> None:
    """Lay out the first schema, by the migrations that shipped."""
    from alembic import command
    from alembic.config import Config

    with connected.writing("write") as connection:
        connection.execute(text("CREATE SCHEMA ledgergen_review"))
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(Path(str(steps.__file__)).parent))
        config.set_main_option("path_separator", "os")
        command.upgrade(config, "0001")


def test_a_database_may_hold_tables_of_others(tmp_path: Path, postgres_url: str) -> None:
    import psycopg

    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE events (theirs TEXT); CREATE TABLE schema_version (theirs TEXT)")
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
    with open_parts(make_workspace(tmp_path, database=postgres_url)) as parts:
        parts.store.append(7, lambda _: (comment(1, movie_id=7),))
        assert len(parts.store.load(7)) == 1
    with psycopg.connect(postgres_url) as connection:
        for table in ("events", "schema_version", "alembic_version"):
            assert connection.execute(f"SELECT count(*) FROM public.{table}").fetchone() == (0,)


# Moving into a team's


def test_a_workspaces_file_moves_into_a_teams_database(
    tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_workspace(tmp_path)
    monkeypatch.chdir(folder)
    file = folder / ".ledgergen" / "review.sqlite"
    write_version_1(file, 1500)
    assert run(["db", "import", str(file), "--database", postgres_url]) == 0
    assert "copied 1500 events" in capsys.readouterr().err
    with open_parts(folder) as here:
        wanted = here.store.load(MOVIE_ID)
    make_workspace(tmp_path, database=postgres_url)
    with open_parts(folder) as there:
        assert there.store.load(MOVIE_ID) == wanted
    assert run(["db", "import", str(file), "--database", postgres_url]) == 2
    assert "is not empty" in capsys.readouterr().err


# What cannot be used


def test_no_driver_and_no_server_are_told_in_words_and_never_with_the_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(make_workspace(tmp_path))
    for address, what in (
        ("mysql://ana:s3cret@h/db", "is no database ledgergen can use"),
        ("ana:s3cret@h", "is no database ledgergen can use"),
        ("postgresql://ana:s3cret@[::/db", "is no database ledgergen can use"),
        ("postgresql://ana:s3cret@127.0.0.1:1/db", "Connection refused"),
        ("postgresql://127.0.0.1:1/db?user=ana&password=s3cret", "Connection refused"),
    ):
        for arguments in (["list"], ["db", "status"], ["serve", "--port", "0"], ["show", "7"]):
            assert run([*arguments, "--database", address]) in {2, 3}
            printed = capsys.readouterr()
            assert what in printed.err
            assert "s3cret" not in printed.err + printed.out
            assert len(printed.err.splitlines()) == 3, printed.err


def test_the_configuration_shows_no_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(make_workspace(tmp_path))
    monkeypatch.setenv("LEDGERGEN_DATABASE", "postgresql://ana:s3cret@db.example/reviews")
    assert run(["config", "show"]) == 0
    shown = capsys.readouterr().out
    assert "postgresql://ana:***@db.example/reviews" in shown
    assert "s3cret" not in shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://h/db", "postgresql://h/db"),
        ("postgresql://ana@h/db", "postgresql://ana@h/db"),
        ("postgresql://ana:s3cret@h/db", "postgresql://ana:***@h/db"),
        ("postgresql://ana:s3@cr/et?x@h/db", "postgresql://ana:***@h/db"),
        ("postgresql://ana:s3cret@h/db?sslmode=require", "postgresql://ana:***@h/db?sslmode=require"),
        ("postgresql:///db?host=/tmp&PASSWORD=s3cret", "postgresql:///db?host=/tmp&PASSWORD=***"),
        ("postgresql://h/db?sslpassword=s3cret&x=1", "postgresql://h/db?sslpassword=***&x=1"),
        ("host=h password=s3cret", "host=h password=***"),
        ("ana:s3cret@h", "ana:***@h"),
        ("none", "none"),
    ],
)
def test_passwords_are_hidden_wherever_they_stand(address: str, shown: str) -> None:
    assert hide_password(address) == shown


def test_without_the_driver_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert importlib.util.find_spec("psycopg")
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.chdir(make_workspace(tmp_path))
    assert run(["list", "--database", "postgresql://h/db"]) == 2
    assert "ledgergen[postgres]" in capsys.readouterr().err


# Whose it is


def test_two_workspaces_do_not_share_a_database_by_mistake(
    tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    harbor, coast = tmp_path / "harbor", tmp_path / "coast"
    for folder in (harbor, coast):
        folder.mkdir()
        make_workspace(folder, database=postgres_url)
    monkeypatch.chdir(coast)
    assert run(["db", "join"]) == 3
    with open_parts(harbor) as parts:
        parts.store.append(MOVIE_ID, lambda _: (comment(1, "of the harbor"),))
    for arguments in (["list"], ["users", "list"], ["serve", "--port", "0"]):
        assert run(arguments) == 3
        complaint = capsys.readouterr().err
        assert "is another workspace's" in complaint
        assert "the workspace 'harbor' has used it since 20" in complaint
        assert "ledgergen db join" in complaint
    with open_parts(harbor) as parts:
        assert len(parts.store.load(MOVIE_ID)) == 1
    # A copy on another machine joins once; from then on both are the same.
    assert run(["db", "join"]) == 0
    assert "'harbor'" in capsys.readouterr().err
    for folder in (coast, harbor):
        with open_parts(folder) as parts:
            assert parts.store.load(MOVIE_ID)[0].comment == "of the harbor"


def test_a_workspace_with_a_file_of_its_own_has_nothing_to_join(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(make_workspace(tmp_path))
    assert run(["db", "join"]) == 2
    assert "no team's database" in capsys.readouterr().err
