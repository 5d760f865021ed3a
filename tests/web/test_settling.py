"""The wait for the disk behind a commit: outside of the lock, once for all who wait, never passed over."""

from __future__ import annotations

import errno
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from ledgergen.adapters.reviews.database import _FLUSHING
from ledgergen.adapters.reviews.settling import Settling, flush_file
from ledgergen.errors import StoreError
from ledgergen.model.review import Event
from ledgergen.wiring_review import ReviewParts
from tests.web.review_workspace import MOVIE_ID, make_workspace, open_parts
from tests.web.test_review_database import comment


class Disk:
    """A disk that takes its time, or says no."""

    def __init__(self) -> None:
        self.is_free = threading.Event()
        self.is_free.set()
        self.error: OSError | None = None
        self.n_asked = 0

    def flush(self, file: int) -> None:
        assert Path(f"/proc/self/fd/{file}").readlink().name == "review.sqlite-wal"
        self.n_asked += 1
        assert self.is_free.wait(60)
        if self.error is not None:
            raise self.error


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk = Disk()
    monkeypatch.setattr(os, "fdatasync", disk.flush)
    return disk


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[ReviewParts]:
    with open_parts(make_workspace(tmp_path)) as parts:
        yield parts


def write(parts: ReviewParts, words: str, movie_id: int = MOVIE_ID) -> None:
    def add(events: tuple[Event, ...]) -> tuple[Event, ...]:
        return (comment(len(events) + 1, words, movie_id),)

    parts.store.append(movie_id, add)


def wait_until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        time.sleep(0.001)


def is_in_line(thread: threading.Thread) -> bool:
    """Whether somebody has come to wait, knows for which write, and stands still until it is their turn."""
    frame = sys._current_frames().get(thread.ident or 0)
    return frame is not None and frame.f_code is Settling._wait.__code__ and "needed" in frame.f_locals


def test_nobody_is_told_before_the_disk_has_it_and_others_write_meanwhile(
    parts: ReviewParts, disk: Disk, tmp_path: Path
) -> None:
    disk.is_free.clear()
    first = threading.Thread(target=write, args=(parts, "first"))
    first.start()
    wait_until(lambda: disk.n_asked == 1)
    others = [threading.Thread(target=write, args=(parts, f"no {n}", n)) for n in range(1, 6)]
    for other in others:
        other.start()
    with open_parts(tmp_path) as elsewhere:  # another program, which does not wait for the lock either
        wait_until(lambda: len(elsewhere.store.load_revs()) == 6)
        assert disk.n_asked == 1
        wait_until(lambda: all(map(is_in_line, others)))
        assert first.is_alive()
        disk.is_free.set()
        for thread in (first, *others):
            thread.join()
    assert disk.n_asked == 2  # the wait of whoever came first, and one for all who wrote during it


def test_what_a_crash_may_take_waits_for_no_disk(parts: ReviewParts, disk: Disk) -> None:
    parts.crew.arrive(7, "Ana", works=True)
    assert disk.n_asked == 0


def test_a_disk_that_once_said_no_is_believed_no_more(parts: ReviewParts, disk: Disk) -> None:
    disk.error = OSError(errno.EIO, "Input/output error")
    with pytest.raises(StoreError, match="cannot write the review database") as told:
        write(parts, "first")
    assert told.value.because == "Input/output error"
    # What was to be written may be gone by now, and the disk says nothing of it.
    disk.error = None
    with pytest.raises(StoreError, match="cannot write the review database"):
        write(parts, "second")


def test_who_tells_nobody_yet_waits_later_for_all_that_was_written(parts: ReviewParts, disk: Disk) -> None:
    settle = parts.database.settle_later()
    write(parts, "first")
    write(parts, "second")
    assert disk.n_asked == 0
    for _ in range(2):
        settle()
        assert disk.n_asked == 1  # the second time nothing was due
    write(parts, "third")
    settle()
    assert disk.n_asked == 2


def test_a_log_that_was_put_in_its_place_needs_no_wait(tmp_path: Path) -> None:
    flush_file(tmp_path / "review.sqlite-wal")


def test_whoever_waited_for_what_failed_is_told_and_nobody_after_them() -> None:
    """A server that was gone for a moment is not a disk that lost something."""
    is_down, has_begun, tried = threading.Event(), threading.Event(), []

    def flush() -> None:
        tried.append("")
        if len(tried) == 1:
            has_begun.set()
            assert is_down.wait(60)
            raise RuntimeError("the server is gone")

    settling, told = Settling(flush), []

    def settle(name: str) -> None:
        try:
            settling.settle()
        except RuntimeError:
            told.append(name)

    first = threading.Thread(target=settle, args=("first",))
    first.start()
    assert has_begun.wait(60)
    second = threading.Thread(target=settle, args=("second",))  # the first one's may have missed its log
    second.start()
    is_down.set()
    first.join()
    second.join()
    settle("third")
    assert told == ["first"]
    assert len(tried) == 3


def test_a_servers_log_is_waited_for_behind_the_commit(tmp_path: Path, postgres_url: str) -> None:
    with open_parts(make_workspace(tmp_path, database=postgres_url)) as parts:
        asked: list[str] = []

        def note(connection: object, cursor: object, statement: str, *others: object) -> None:
            del connection, cursor, others
            asked.append(statement)

        event.listen(parts.database._asking, "before_cursor_execute", note)
        parts.crew.arrive(7, "Ana", works=True)
        assert asked == []
        write(parts, "first")
        assert asked == [_FLUSHING]
        settle = parts.database.settle_later()
        write(parts, "second")
        assert asked == [_FLUSHING]
        settle()
        assert asked == [_FLUSHING] * 2
        event.remove(parts.database._asking, "before_cursor_execute", note)
