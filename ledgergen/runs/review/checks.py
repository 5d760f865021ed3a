"""Where the checker's word on a text comes from: remembered, kept, told by a draft's report, or made now.

Nothing is checked twice. Whoever drafted a ledger checked it, and left the report
beside it; while text, evidence and checker are the same, that is what a check
would say, and the ledger's first page is made of it. What is checked here is kept
(`adapters.reviews.kept_checks`), so that nobody checks it again after a restart or in
another process. What a correction leaves is checked by what it has in common with the
text before it (`checking`). An approval rests on no file and on no check but one: for
it the text is checked here, once, as a whole, whatever has been said of it. Two who ask
for the same check at a time, as of what one of them has just decided, wait for one.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from contextvars import ContextVar
from typing import TypeAlias

from ledgergen.adapters.check_cache import find_checker_time
from ledgergen.adapters.remembered import LastUsed
from ledgergen.adapters.reviews.kept_checks import KeptChecks
from ledgergen.adapters.reviews.shelf import Shelf
from ledgergen.adapters.turns import leave
from ledgergen.codec import hash_text
from ledgergen.errors import LedgergenError
from ledgergen.runs.review.checking import Checked, CheckText, HashedDossier, read_check

REMEMBERED = 1024
"""Checks; one of sixty figures takes some hundred kilobytes."""

WAITED_MS: ContextVar[list[float] | None] = ContextVar("WAITED_MS", default=None)
"""Where somebody wants to know it: how long each check took that had to be waited for."""

_Key: TypeAlias = tuple[str, int, HashedDossier]
_Task: TypeAlias = tuple[_Key, bool]
"""A text to check, and whether as a whole."""


class Checks:
    """The checker's word on texts."""

    def __init__(self, check: CheckText, *, shelf: Shelf, kept: KeptChecks, seeds: Sequence[str]) -> None:
        """Have texts checked by `check`; reports of drafts lie on the `shelf`, earlier checks in `kept`."""
        self._check = check
        self._shelf = shelf
        self._kept = kept
        self._seeds = tuple(seeds)
        self._told: LastUsed[Checked] = LastUsed(REMEMBERED)
        """By reports, and by checks that rest on others."""
        self._made: LastUsed[Checked] = LastUsed(REMEMBERED)
        """Here, and as a whole."""
        self._making: dict[_Task, Future[Checked]] = {}
        self._lock = threading.Lock()

    def find(self, text: str, movie_id: int, dossier: HashedDossier, *, is_own: bool = False) -> Checked:
        """Return what a check of this text comes to; with `is_own`, of one made here and of the whole.

        Raises:
            LedgergenError: the check failed.
        """
        key = (text, movie_id, dossier)
        known = self._made.get(key) or (None if is_own else self._find_told(key))
        if known is not None:
            return known
        started = time.perf_counter()
        with leave():
            checked = self._make(key, is_whole=is_own)
        waited = WAITED_MS.get()
        if waited is not None:
            waited.append(1000 * (time.perf_counter() - started))
        return checked

    def _make(self, key: _Key, *, is_whole: bool) -> Checked:
        """Check a text, or wait for whoever is at it already."""
        task, made = (key, is_whole), self._made if is_whole else self._told
        with self._lock:
            known = made.get(key)  # made since somebody looked
            if known is not None:
                return known
            others = self._making.get(task)
            mine = self._making[task] = Future() if others is None else others
        if others is not None:
            return others.result()
        try:
            checked = self._check(*key, is_whole=is_whole)
        except BaseException as error:
            mine.set_exception(error)
            raise
        else:
            made.put(key, checked)
            mine.set_result(checked)
            return checked
        finally:
            with self._lock:
                del self._making[task]

    def _find_told(self, key: _Key) -> Checked | None:
        known = self._told.get(key)
        if known is not None:
            return known
        told = self._read_report(key) or self._read_kept(key)
        if told is not None:
            self._told.put(key, told)
        return told

    def _read_report(self, key: _Key) -> Checked | None:
        text, movie_id, dossier = key
        try:
            disk = self._shelf.load(movie_id)
        except LedgergenError:  # whoever asked has its text already
            return None
        # Written before the checker was last touched, it is not this checker's, whatever it says.
        if disk is None or disk.report is None or disk.reported_at <= find_checker_time():
            return None
        return read_check(disk.report, text, movie_id, dossier, seeds=self._seeds)

    def _read_kept(self, key: _Key) -> Checked | None:
        text, movie_id, dossier = key
        if dossier.dossier is None:
            return None
        kept = self._kept.find(text_sha256=hash_text(text), dossier_sha256=dossier.key)
        return None if kept is None else read_check(kept, text, movie_id, dossier, seeds=None)
