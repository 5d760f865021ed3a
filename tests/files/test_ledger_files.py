"""Ledgers on disk: published or held, whole or not at all, never over somebody's typing."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ledgergen.adapters.atomic import write_text_atomically
from ledgergen.adapters.files import Draft, LedgerFiles, SavedLedger
from ledgergen.codec import hash_text
from ledgergen.core.article.article import build_article, clean_name
from ledgergen.core.article.render import render_article
from ledgergen.errors import HandEditedError, InputError, StoreError


def ledger(movie_id: int = 7, title: str = "The Host", *, prose: str = "It was a wager.") -> str:
    return render_article(
        build_article(
            movie_id=movie_id, title=title, directors=["Bong Joon-ho"], year=2006, sections=[prose] * 4
        )
    )


def report(text: str, movie_id: int | None = 7) -> dict[str, Any]:
    return {"schema": "report/1", "movie_id": movie_id, "text_sha256": hash_text(text), "note": "괴물"}


def save(
    folder: Path, text: str, *, clean: bool = True, force: bool = False, movie_id: int = 7
) -> SavedLedger:
    return LedgerFiles(folder).save(text, report(text, movie_id), clean=clean, force=force)


def tree(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


PUBLISHED = ["ledgers/7-the-host.md", "ledgers/7-the-host.report.json"]
HELD = ["review/7-the-host.md", "review/7-the-host.report.json"]


def test_a_clean_draft_is_published_as_two_files(tmp_path: Path) -> None:
    text = ledger()
    saved = save(tmp_path, text)
    assert tree(tmp_path) == PUBLISHED
    assert saved.is_published
    assert saved.path.read_bytes() == text.encode()
    assert json.loads(saved.report_path.read_text("utf-8")) == report(text)
    assert "괴물" in saved.report_path.read_text("utf-8")


def test_a_flagged_draft_is_held(tmp_path: Path) -> None:
    saved = save(tmp_path, ledger(), clean=False)
    assert tree(tmp_path) == HELD
    assert not saved.is_published


def test_writing_again_replaces_what_was_written(tmp_path: Path) -> None:
    save(tmp_path, ledger())
    save(tmp_path, ledger(prose="It was a new wager."))
    assert tree(tmp_path) == PUBLISHED
    assert "new wager" in (tmp_path / PUBLISHED[0]).read_text("utf-8")


@pytest.mark.parametrize("clean", [True, False], ids=["published", "held"])
def test_an_edited_text_is_not_overwritten(tmp_path: Path, *, clean: bool) -> None:
    path = save(tmp_path, ledger(), clean=clean).path
    path.write_text("typed by hand", "utf-8")
    with pytest.raises(HandEditedError) as caught:
        save(tmp_path, ledger(prose="Another."), clean=clean)
    assert str(caught.value) == (
        f"error: will not overwrite {str(path)!r}\n"
        "because: it was changed by hand since it was written\n"
        "try: move it away, or pass --force to replace it"
    )
    assert path.read_text("utf-8") == "typed by hand"
    save(tmp_path, ledger(prose="Another."), clean=clean, force=True)
    assert "Another." in path.read_text("utf-8")


def test_a_text_without_a_report_was_made_by_hand(tmp_path: Path) -> None:
    (tmp_path / "ledgers").mkdir()
    path = tmp_path / PUBLISHED[0]
    path.write_text("mine", "utf-8")
    with pytest.raises(HandEditedError, match="it has no report, so it was made by hand"):
        save(tmp_path, ledger())
    assert tree(tmp_path) == PUBLISHED[:1]


def test_a_damaged_report_proves_nothing(tmp_path: Path) -> None:
    saved = save(tmp_path, ledger())
    for damage in ("{", "[]", '{"text_sha256": 3}', "\x00"):
        saved.report_path.write_text(damage, "utf-8")
        with pytest.raises(HandEditedError):
            save(tmp_path, ledger())


def test_an_edit_of_line_ends_alone_is_an_edit(tmp_path: Path) -> None:
    path = save(tmp_path, ledger()).path
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    with pytest.raises(HandEditedError):
        save(tmp_path, ledger())


def test_a_held_film_that_comes_clean_leaves_review(tmp_path: Path) -> None:
    save(tmp_path, ledger(), clean=False)
    saved = save(tmp_path, ledger())
    assert tree(tmp_path) == PUBLISHED
    assert [path.name for path in saved.removed] == ["7-the-host.md", "7-the-host.report.json"]


def test_an_edited_draft_stays_in_review(tmp_path: Path) -> None:
    path = save(tmp_path, ledger(), clean=False).path
    path.write_text("half corrected", "utf-8")
    saved = save(tmp_path, ledger())
    assert saved.kept == (path,)
    assert tree(tmp_path) == sorted(PUBLISHED + HELD)
    assert path.read_text("utf-8") == "half corrected"


def test_a_held_draft_leaves_the_published_ledger_alone(tmp_path: Path) -> None:
    published = save(tmp_path, ledger()).path
    published.write_text("corrected in print", "utf-8")
    save(tmp_path, ledger(prose="Another."), clean=False)
    assert published.read_text("utf-8") == "corrected in print"
    assert tree(tmp_path) == sorted(PUBLISHED + HELD)


def test_a_new_title_takes_the_older_name_away(tmp_path: Path) -> None:
    save(tmp_path, ledger(title="Gwoemul"))
    saved = save(tmp_path, ledger())
    assert tree(tmp_path) == PUBLISHED
    assert [path.name for path in saved.removed] == ["7-gwoemul.md", "7-gwoemul.report.json"]


def test_an_edited_ledger_under_an_older_name_is_in_the_way(tmp_path: Path) -> None:
    path = save(tmp_path, ledger(title="Gwoemul")).path
    path.write_text("typed", "utf-8")
    with pytest.raises(HandEditedError, match="7-gwoemul"):
        save(tmp_path, ledger())
    assert tree(tmp_path) == ["ledgers/7-gwoemul.md", "ledgers/7-gwoemul.report.json"]


def test_films_whose_ids_begin_alike_are_two(tmp_path: Path) -> None:
    save(tmp_path, ledger(70, "The Host"), movie_id=70)
    save(tmp_path, ledger())
    assert len(tree(tmp_path)) == 4


@pytest.mark.parametrize("title", ["../../escape", "기생충", "a" * 300, "?", "CON", "x/y\\z"])
def test_no_title_leaves_the_folder(tmp_path: Path, title: str) -> None:
    out_dir = tmp_path / "site"
    saved = save(out_dir, ledger(title=title))
    assert saved.path.parent == out_dir / "ledgers"
    assert all(name.startswith("site/ledgers/7") for name in tree(tmp_path))


def test_work_is_refused_before_it_is_paid_for(tmp_path: Path) -> None:
    files = LedgerFiles(tmp_path)
    files.refuse_edited(7)
    path = save(tmp_path, ledger()).path
    files.refuse_edited(7)
    path.write_text("typed", "utf-8")
    assert files.find_edited(7) == (path,)
    with pytest.raises(HandEditedError):
        files.refuse_edited(7)


def test_a_report_of_another_text_is_not_saved(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot save the ledger of film 7"):
        LedgerFiles(tmp_path).save(ledger(), report("another text"), clean=True)
    for movie_id in (None, 0, True):
        text = ledger()
        with pytest.raises(InputError, match="cannot name the ledger's files"):
            LedgerFiles(tmp_path).save(text, report(text, movie_id), clean=True)
    assert tree(tmp_path) == []


_CRASHING = """
import json, os, sys
from pathlib import Path
from ledgergen.adapters.files import LedgerFiles

real = Path.replace

def replace(self, target):
    if target.suffix == ".md":
        os._exit(9)
    return real(self, target)

Path.replace = replace
text, report = json.load(sys.stdin)
LedgerFiles(Path(sys.argv[1])).save(text, report, clean=True)
"""


def crash_between_renames(folder: Path, text: str) -> None:
    """Save in a process that dies when the report is renamed and the text is not."""
    done = subprocess.run(
        [sys.executable, "-c", _CRASHING, str(folder)],
        input=json.dumps([text, report(text)]),
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 9


def test_a_crash_publishes_no_text_without_its_report(tmp_path: Path) -> None:
    crash_between_renames(tmp_path, ledger())
    assert not (tmp_path / PUBLISHED[0]).exists()
    save(tmp_path, ledger())
    assert tree(tmp_path) == PUBLISHED


def test_a_crash_while_replacing_is_not_taken_for_an_edit(tmp_path: Path) -> None:
    save(tmp_path, ledger())
    crash_between_renames(tmp_path, ledger(prose="New."))
    assert (tmp_path / PUBLISHED[0]).read_text("utf-8") == ledger()
    save(tmp_path, ledger(prose="Newer."))
    assert (tmp_path / PUBLISHED[0]).read_text("utf-8") == ledger(prose="Newer.")
    assert tree(tmp_path) == PUBLISHED


def test_an_edit_after_a_crash_is_an_edit(tmp_path: Path) -> None:
    path = save(tmp_path, ledger()).path
    crash_between_renames(tmp_path, ledger(prose="New."))
    path.write_text("typed", "utf-8")
    with pytest.raises(HandEditedError):
        save(tmp_path, ledger(prose="Newer."))


FAULTS = {
    errno.ENOSPC: ("the disk is full", "free some space, or choose another folder with --out-dir"),
    errno.EROFS: ("the file system is read-only", "choose another folder with --out-dir"),
    errno.EACCES: ("permission denied", "make the folder writable, or choose another folder with --out-dir"),
    errno.EIO: ("Input/output error", "choose another folder with --out-dir"),
}


STEPS = [
    ("mkdir", False),  # a folder that is there is not made
    *((step, older) for step in ("open", "write", "fsync", "replace") for older in (True, False)),
]


@pytest.mark.parametrize(("step", "older"), STEPS)
@pytest.mark.parametrize("code", FAULTS, ids=errno.errorcode.get)
def test_a_failing_disk_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int, *, older: bool
) -> None:
    if older:
        save(tmp_path, ledger())
    before = {name: (tmp_path / name).read_bytes() for name in tree(tmp_path)}

    def fail(*_args: object, **_kwargs: object) -> None:
        raise OSError(code, os.strerror(code))

    seam = {
        "mkdir": (Path, "mkdir"),
        "open": (os, "open"),
        "write": (os, "write"),
        "fsync": (os, "fsync"),
        "replace": (Path, "replace"),
    }
    with monkeypatch.context() as patch:
        patch.setattr(*seam[step], fail)
        with pytest.raises(StoreError) as caught:
            save(tmp_path, ledger(prose="New."))
    because, fix = FAULTS[code]
    path = tmp_path / PUBLISHED[0]
    assert str(caught.value) == f"error: cannot write {str(path)!r}\nbecause: {because}\ntry: {fix}"
    assert {name: (tmp_path / name).read_bytes() for name in tree(tmp_path)} == before


def test_a_file_that_the_system_takes_piece_by_piece_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:1000]))
    text = ledger(prose="Long. " * 500)
    saved = save(tmp_path, text)
    assert saved.path.read_text("utf-8") == text
    assert json.loads(saved.report_path.read_text("utf-8"))["movie_id"] == 7


def test_the_text_s_rename_failing_puts_the_old_report_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(tmp_path, ledger())
    before = (tmp_path / PUBLISHED[1]).read_bytes()
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.suffix == ".md":
            raise OSError(errno.EIO, "Input/output error")
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        with pytest.raises(StoreError):
            save(tmp_path, ledger(prose="New."))
    assert (tmp_path / PUBLISHED[1]).read_bytes() == before
    assert tree(tmp_path) == PUBLISHED
    save(tmp_path, ledger(prose="New."))


_LIMITED = """
import resource, sys
from pathlib import Path
from ledgergen.adapters.atomic import write_text_atomically
from ledgergen.errors import StoreError
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    write_text_atomically(Path(sys.argv[1]), "x" * 10_000)
except StoreError as error:
    print(error)
"""


def test_a_write_that_breaks_off_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old", "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(path)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == (
        f"error: cannot write {str(path)!r}\n"
        "because: a file may not grow that large here\n"
        "try: raise the file-size limit (ulimit -f)\n"
    )
    assert path.read_text("utf-8") == "old"
    assert tree(tmp_path) == ["a.md"]


def test_a_file_in_a_folder_s_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "ledgers").write_text("no folder", "utf-8")
    with pytest.raises(StoreError, match="a file stands where a folder is needed"):
        save(tmp_path, ledger())


def test_a_folder_in_the_file_s_place_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.mkdir()
    with pytest.raises(StoreError, match="a folder stands where the file belongs"):
        write_text_atomically(path, "text")
    assert [child.name for child in tmp_path.iterdir()] == ["a.md"]


def test_what_utf_8_cannot_write_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"the text holds '\\ud800', which UTF-8 cannot write"):
        write_text_atomically(tmp_path / "a.md", "a\ud800")
    text = ledger()
    with pytest.raises(StoreError, match=r"the text holds '\\ud800', which UTF-8 cannot write"):
        LedgerFiles(tmp_path).save(text, {**report(text), "note": "a\ud800"}, clean=True)
    assert tree(tmp_path) == []


def test_line_ends_are_written_as_they_are(tmp_path: Path) -> None:
    write_text_atomically(tmp_path / "deep" / "er" / "a.md", "a\r\nb\n")
    assert (tmp_path / "deep" / "er" / "a.md").read_bytes() == b"a\r\nb\n"


def test_what_stops_one_ledger_stops_none_that_is_saved_with_it(tmp_path: Path) -> None:
    texts = [ledger(movie_id) for movie_id in (7, 8, 9)]
    drafts = [
        Draft(text=text, report_json=report(text, movie_id), is_clean=movie_id != 9)
        for movie_id, text in zip((7, 8, 9), texts, strict=True)
    ]
    (tmp_path / "ledgers").mkdir()
    (tmp_path / "ledgers" / "8-the-host.md").write_text("mine")
    first, second, third = LedgerFiles(tmp_path).save_all(drafts)
    assert isinstance(first, SavedLedger)
    assert isinstance(second, HandEditedError)
    assert isinstance(third, SavedLedger)
    assert [first.is_published, third.is_published] == [True, False]
    assert first.path.read_text("utf-8") == texts[0]
    assert (tmp_path / "ledgers" / "8-the-host.md").read_text() == "mine"
    assert not list(tmp_path.rglob("*.tmp"))


@pytest.mark.parametrize("title", ["The Host", "Alien: Covenant", "1917", "A\u2028B\tC", "  ", "Ça  va?"])
def test_a_title_that_is_told_names_the_files_as_the_text_does(tmp_path: Path, title: str) -> None:
    text = ledger(title=title)
    draft = Draft(text=text, report_json=report(text), is_clean=True, title=clean_name(title))
    (told,) = LedgerFiles(tmp_path / "a").save_all([draft])
    assert isinstance(told, SavedLedger)
    assert told.path.name == save(tmp_path / "b", text).path.name
