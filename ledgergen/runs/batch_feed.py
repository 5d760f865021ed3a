"""Which film of a list comes next, and why.

Two passes over the journal, page by page, so that a list of a million takes no
memory and the first film starts at once:

1. films without an outcome, or with one by another recipe or for another entry
   of the list: one query says which;
2. finished films, whose evidence and files are looked at one by one.

A film that another living process works on is passed over; what a dead one left
behind is taken back before the first pass and whenever the passes end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ledgergen.core.batch.plan import FACTS_CHANGED, FILE_GONE, LIST_CHANGED, explain_recipe
from ledgergen.model.batch import Entry, Recipe, State
from ledgergen.model.film import FilmRef
from ledgergen.ports import Journal

_PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A film to draft."""

    entry: Entry
    why: str
    """Why it is done again; empty the first time."""
    stamp: str | None
    """Its evidence before it was read; None where that could not be told."""


class Feed:
    """Hands out a list's films, each to one caller."""

    def __init__(
        self,
        journal: Journal,
        *,
        batch: int,
        recipe: Recipe,
        find_stamp: Callable[[FilmRef], str | None],
        has_ledger: Callable[[str], bool],
    ) -> None:
        """`find_stamp` changes when a film's evidence does; `has_ledger` knows files by their names."""
        self._journal = journal
        self._batch = batch
        self._recipe = recipe
        self.recipe_id = journal.films.find_recipe(recipe)
        self._find_stamp = find_stamp
        self._has_ledger = has_ledger
        self._reasons: dict[int | None, str] = {}
        self.n_skipped = 0
        """Finished films, found to be so."""

    def walk(self, *, is_first: bool = True) -> Iterator[Job | None]:
        """Yield every film to look at; None between pages, where others may have their turn.

        Finished films are looked at on the first walk only.

        Whoever gets a job takes it in the journal (`Journal.take`), and leaves
        it where that fails.
        """
        for entry in self._page_through(self._journal.films.list_open):
            if entry is not None:
                yield self._open_job(entry)
            else:
                yield None
        if not is_first:
            return
        for entry in self._page_through(self._journal.films.list_done):
            if entry is None:
                yield None
            elif job := self._find_change(entry):
                yield job

    def _page_through(self, read_page: Callable[..., list[Entry]]) -> Iterator[Entry | None]:
        after = 0
        while page := read_page(self._batch, self.recipe_id, after=after, limit=_PAGE):
            yield None
            yield from page
            after = page[-1].position

    def _open_job(self, entry: Entry) -> Job:
        return Job(entry=entry, why=self._explain(entry), stamp=self._read_stamp(entry.film))

    def _explain(self, entry: Entry) -> str:
        if entry.recipe_id is None or entry.state is State.QUEUED:
            return ""
        if entry.recipe_id == self.recipe_id:
            return LIST_CHANGED
        if entry.recipe_id not in self._reasons:
            old = self._journal.films.load_recipe(entry.recipe_id)
            self._reasons[entry.recipe_id] = explain_recipe(old, self._recipe)
        return self._reasons[entry.recipe_id]

    def _find_change(self, entry: Entry) -> Job | None:
        stamp = self._read_stamp(entry.film)
        if stamp is None or stamp != entry.stamp:
            return Job(entry=entry, why=FACTS_CHANGED, stamp=stamp)
        if entry.file is not None and not self._has_ledger(entry.file):
            return Job(entry=entry, why=FILE_GONE, stamp=stamp)
        self.n_skipped += 1
        return None

    def _read_stamp(self, film: FilmRef) -> str | None:
        return self._find_stamp(film)
