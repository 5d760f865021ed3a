"""`ledgergen users`, and what accounts change for the other commands."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import sys
import time
from pathlib import Path

import pytest

from ledgergen.adapters.reviews.passwords import Passwords
from ledgergen.cli.app import run
from ledgergen.core.review.accounts import check_password, clean_name, fold_name
from ledgergen.errors import ReviewError
from ledgergen.model.account import Role
from tests.web.review_workspace import MOVIE_ID, PASSWORD, QUICK, make_workspace, open_parts


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return make_workspace(tmp_path)


def add(folder: Path, name: str, role: Role = Role.EDITOR) -> None:
    with open_parts(folder) as parts:
        parts.people.accounts.add(name, role=role, password_hash=QUICK.hash(PASSWORD), now=1)


def type_in(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    class Piped:
        buffer = io.BytesIO(words.encode())

        def isatty(self) -> bool:
            return False

    monkeypatch.setattr(sys, "stdin", Piped())


def test_accounts_from_the_first_to_the_last(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "password").write_text(f"{PASSWORD}\r\nnot this line\n", "utf-8")
    assert run(["users", "add", "Ana Ruiz", "--role", "admin", "--password-file", "password"]) == 0
    assert "links work no more" in capsys.readouterr().err
    type_in(monkeypatch, "boats in the harbor\n")
    assert run(["users", "add", "Bo", "--password-file", "-"]) == 0
    capsys.readouterr()
    assert run(["users", "token", "ana ruiz", "--expires", "30"]) == 0
    token = capsys.readouterr().out.strip()
    assert len(token) == 43
    assert run(["users", "list"]) == 0
    listed = capsys.readouterr()
    assert re.search(
        r"Ana Ruiz  admin   since 20\d\d-\d\d-\d\d  1 API token\nBo        editor  since", listed.out
    )
    assert "2 accounts" in listed.err
    assert run(["users", "tokens", "--json"]) == 0
    printed = capsys.readouterr().out
    assert token not in printed
    (entry,) = json.loads(printed)
    assert entry["name"] == "Ana Ruiz"
    assert run(["users", "revoke", entry["id"]]) == 0
    assert run(["users", "revoke", entry["id"]]) == 2
    assert run(["users", "role", "BO", "--role", "viewer"]) == 0
    with open_parts(folder) as parts:
        accounts = parts.people.accounts
        assert [(a.name, a.role) for a in accounts.list_all()] == [
            ("Ana Ruiz", Role.ADMIN),
            ("Bo", Role.VIEWER),
        ]
        assert Passwords().is_right(PASSWORD, accounts.find_hash("ana ruiz"))
        first = accounts.find_hash("bo")
        assert first
        assert first.startswith("$argon2id$")
        session = parts.people.tokens.issue("session", now=1, lifetime_s=10, account="bo")
        type_in(monkeypatch, PASSWORD)
        assert run(["users", "passwd", "Bo", "--password-file", "-"]) == 0
        assert parts.people.tokens.find(session, kind="session", now=2) is None
        assert not Passwords().is_right("boats in the harbor", accounts.find_hash("bo"))
    assert run(["users", "remove", "Bo"]) == 0
    capsys.readouterr()
    assert run(["users", "remove", "Ana Ruiz"]) == 0
    assert "gives out links" in capsys.readouterr().err


MISTAKES = [
    (["users", "add", "Ana"], "", "nobody to type a password"),
    (["users", "add", "Ana", "--password", "nets mended"], "", "no such option"),
    (["users", "add", "Ana", "--password-file", "-"], "short\n", "it needs 12"),
    (["users", "add", "Ana", "--password-file", "-"], "abababababababab\n", "easily guessed"),
    (["users", "add", "Ana Ruiz Fox", "--password-file", "-"], "ANA ruiz  fox\n", "easily guessed"),
    (["users", "add", "Ana", "--password-file", "-"], "\n", "has 0 characters"),
    (["users", "add", "Ana", "--password-file", "missing"], "", "cannot read the password file"),
    (["users", "add", "", "--password-file", "-"], PASSWORD, "the name is empty"),
    (["users", "add", "A\u202eb", "--password-file", "-"], PASSWORD, "nobody sees"),
    (["users", "add", "a\nb\x1b[2J", "--password-file", "-"], PASSWORD, "U+001B"),
    (["users", "add", "DISK", "--password-file", "-"], PASSWORD, "nobody can be called"),
    (["users", "add", "a" * 61, "--password-file", "-"], PASSWORD, "60 fit"),
    (["users", "add", "  ED ", "--password-file", "-"], PASSWORD, "an account 'Ed' already"),
    (["users", "add", "Ana", "--role", "boss"], "", "'boss' is not one of"),
    (["users", "passwd", "Ana", "--password-file", "-"], PASSWORD, "the accounts are Ed"),
    (["users", "role", "Ana", "--role", "admin"], "", "no account 'Ana'"),
    (["users", "remove", "Ana"], "", "no account 'Ana'"),
    (["users", "token", "Ana"], "", "no account 'Ana'"),
    (["users", "token", "Ed", "--expires", "0"], "", "0 is not in the range"),
    (["users", "revoke", "0123456789"], "", "no API token"),
]


@pytest.mark.parametrize(("arguments", "typed", "words"), MISTAKES)
def test_mistakes_are_told_in_words_and_change_nothing(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    arguments: list[str],
    typed: str,
    words: str,
) -> None:
    add(folder, "Ed")
    type_in(monkeypatch, typed)
    assert run(arguments) == 2
    printed = capsys.readouterr()
    assert words in printed.err
    assert not typed.strip() or typed.strip() not in printed.err + printed.out
    with open_parts(folder) as parts:
        assert [account.name for account in parts.people.accounts.list_all()] == ["Ed"]


def test_a_typed_password_is_never_shown(folder: Path) -> None:
    root = str(Path(__file__).parents[2])
    program = f"import sys; sys.path.insert(0, {root!r}); from ledgergen.cli import main; main()"
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execv(sys.executable, [sys.executable, "-c", program, "users", "add", "Ana"])
    shown = b""
    answers = [b"Password: ", b"Repeat for confirmation: "]
    ends = time.monotonic() + 120
    while time.monotonic() < ends:
        try:
            shown += os.read(terminal, 4096)
        except OSError:
            break
        if answers and answers[0] in shown:
            answers.pop(0)
            os.write(terminal, PASSWORD.encode() + b"\n")
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert b"added Ana, editor" in shown
    assert PASSWORD.encode() not in shown


def test_with_accounts_every_decision_is_one_of_theirs(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_parts(folder) as parts:
        figure = next(f.id for f in parts.desk.open(MOVIE_ID).review.report.figures if f.flagged)
    add(folder, "Vera", Role.VIEWER)
    add(folder, "Ed Fox", Role.EDITOR)
    monkeypatch.setenv("LOGNAME", "nobody-here")
    decide = ["decide", str(MOVIE_ID), figure, "--comment", "look again"]
    returned = ["return", str(MOVIE_ID), "--reason", "thin"]
    for arguments, words in (
        (decide, "there is no account 'nobody-here'"),
        ([*decide, "--as", "Eve"], "every decision here is somebody's: Ed Fox, Vera"),
        ([*decide, "--as", "vera"], "Vera may not decide"),
        ([*returned, "--as", "Vera"], "Vera may not return"),
        (["approve", str(MOVIE_ID), "--as", "Vera"], "that needs the role editor, and theirs is viewer"),
    ):
        assert run(arguments) == 2
        assert words in capsys.readouterr().err
    assert run([*decide, "--as", "ED  fox"]) == 1
    with open_parts(folder) as parts:
        assert [event.actor for event in parts.store.load(MOVIE_ID)] == ["disk", "Ed Fox"]


SERVES = [
    (["--host", "0.0.0.0"], False, "`ledgergen users add NAME"),
    (["--host", "192.0.2.1"], False, "will not listen on '192.0.2.1'"),
    (["--host", "example.org"], False, "will not listen on 'example.org'"),
    (["--allowed-host", "reviews.example.org"], False, "will not answer for 'reviews.example.org'"),
    (["--behind-proxy", "127.0.0.1"], False, "will not answer for '127.0.0.1'"),
    (["--api-token"], True, "`ledgergen users token NAME`"),
]


@pytest.mark.parametrize(("arguments", "has_accounts", "words"), SERVES)
def test_nobody_is_let_near_without_accounts(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    *,
    arguments: list[str],
    has_accounts: bool,
    words: str,
) -> None:
    if has_accounts:
        add(folder, "Ed")
    assert run(["serve", "--port", "0", *arguments]) == 2
    assert words in capsys.readouterr().err


def test_the_doctor_tells_of_database_and_accounts(
    folder: Path, capsys: pytest.CaptureFixture[str], database: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_workspace(folder, database=database)
    run(["doctor"])
    before = capsys.readouterr().out
    assert not (folder / ".ledgergen" / "review.sqlite").exists()
    assert re.search(r"ok     reviews +.*none yet", before)
    add(folder, "Ed")
    add(folder, "Ada", Role.ADMIN)
    run(["doctor"])
    after = capsys.readouterr().out
    assert re.search(r"ok     reviews +\S+.*, schema 0003, up to date", after)
    assert re.search(r"ok     accounts +2: 1 admin, 1 editor", after)
    monkeypatch.setenv("LEDGERGEN_DATABASE", "postgresql://ana:s3cret@127.0.0.1:1/db")
    assert run(["doctor"]) == 1
    printed = capsys.readouterr().out
    assert "wrong  reviews" in printed
    assert "s3cret" not in printed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Ruíz", "ANA  RUI\u0301Z"),
        ("straße", "STRASSE"),
        ("\uff25d", "ed"),
        ("ﬁn", "fin"),
        ("Ana", " ana\t"),
    ],
)
def test_nobody_can_be_another_by_spelling(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


def test_a_password_may_be_typed_on_any_keyboard() -> None:
    passwords = QUICK
    assert passwords.is_right("cafe\u0301 at the harbor", passwords.hash("café at the harbor"))
    assert not passwords.is_right("cafe at the harbor", passwords.hash("café at the harbor"))
    assert not passwords.is_right("anything at all", "no hash")
    assert not passwords.is_right("", None)
    assert passwords.needs_renewal(Passwords().hash("x")) is True


def test_names_keep_their_spelling_in_histories() -> None:
    assert clean_name("  Ana \t Ruíz ") == "Ana Ruíz"
    check_password("correct horse battery", name="Ana")
    with pytest.raises(ReviewError):
        check_password("x" * 300, name="Ana")
