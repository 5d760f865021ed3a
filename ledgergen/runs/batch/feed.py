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

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ledgergen.adapters.files import LedgerFiles
from ledgergen.codec import hash_dossier
from ledgergen.core.batch.plan import FACTS_CHANGED, FILE_GONE, LIST_CHANGED, explain_recipe
from ledgergen.core.drafting.kit import DraftKit
from ledgergen.errors import LedgergenError
from ledgergen.model.batch import Entry, Recipe, State
from ledgergen.model.film import FilmRef
from ledgergen.model.prompt import Reply
from ledgergen.ports import EvidenceSource, FilmPages
from ledgergen.runs.draft import gather_dossier

_PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A film to draft."""

    entry: Entry
    why: str
    """Why it is done again; empty the first time."""
    stamp: str | None
    """Its evidence before it was read; None where that could not be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListParts:
    """What it takes to tell which films of a list to draft, and from what."""

    films: FilmPages
    batch: int
    """The list's id."""
    recipe: Recipe
    sources: Sequence[EvidenceSource]
    kit: DraftKit
    files: LedgerFiles
    find_stamp: Callable[[FilmRef], str | None]
    """Changes when a film's evidence does; None where that cannot be told."""
    find_reply: Callable[[str], Reply | None] = lambda _: None
    """Looks a request's hash up among the replies that were paid for."""


class Share(NamedTuple):
    """A part of a list, for one of several processes: each `of`-th film."""

    number: int = 0
    of: int = 1

    @property
    def is_all(self) -> bool:
        """Tell whether there is nobody to share with."""
        return self.of == 1

    def has(self, entry: Entry) -> bool:
        """Tell whether the film is of this part."""
        return entry.position % self.of == self.number


ALL = Share()


class Feed:
    """Hands out a list's films, each to one caller."""

    def __init__(self, parts: ListParts, *, share: Share = ALL) -> None:
        """Walk through one list; on the first walk through a share of it."""
        self._parts = parts
        self._share = share
        self.recipe_id = parts.films.find_recipe(parts.recipe)
        self._reasons: dict[int | None, str] = {}
        self.n_skipped = 0
        """Finished films, found to be so."""

    def walk(self, *, is_first: bool = True) -> Iterator[Job | None]:
        """Yield every film to look at; None between pages, where others may have their turn.

        Finished films are looked at on the first walk only. Later ones go over
        everybody's films: what is open by then, others have left behind.

        Whoever gets a job takes it (`Films.take`) or sends it to a worker, and
        leaves it where somebody else was faster.
        """
        is_mine = self._share.has if is_first else ALL.has
        for entry in self._page_through(self._parts.films.list_open, is_mine):
            if entry is not None:
                yield self._open_job(entry)
            else:
                yield None
        if not is_first:
            return
        for entry in self._page_through(self._parts.films.list_done, is_mine):
            if entry is None:
                yield None
            elif job := self._find_change(entry):
                yield job

    def _page_through(
        self, read_page: Callable[..., list[Entry]], is_mine: Callable[[Entry], bool]
    ) -> Iterator[Entry | None]:
        after = 0
        while page := read_page(self._parts.batch, self.recipe_id, after=after, limit=_PAGE):
            yield None
            yield from filter(is_mine, page)
            after = page[-1].position

    def _open_job(self, entry: Entry) -> Job:
        return Job(entry=entry, why=self._explain(entry), stamp=self._parts.find_stamp(entry.film))

    def _explain(self, entry: Entry) -> str:
        if entry.recipe_id is None or entry.state is State.QUEUED:
            return ""
        if entry.recipe_id == self.recipe_id:
            return LIST_CHANGED
        if entry.recipe_id not in self._reasons:
            old = self._parts.films.load_recipe(entry.recipe_id)
            self._reasons[entry.recipe_id] = explain_recipe(old, self._parts.recipe)
        return self._reasons[entry.recipe_id]

    def _find_change(self, entry: Entry) -> Job | None:
        stamp = self._parts.find_stamp(entry.film)
        if stamp is None or stamp != entry.stamp:
            return Job(entry=entry, why=FACTS_CHANGED, stamp=stamp)
        if entry.file is not None and not self._parts.files.has_ledger(entry.file):
            return Job(entry=entry, why=FILE_GONE, stamp=stamp)
        self.n_skipped += 1
        return None

    async def is_same(self, job: Job) -> bool:
        """Tell whether a film's evidence, though its files were touched, says what it said."""
        entry, parts = job.entry, self._parts
        if job.why != FACTS_CHANGED or entry.dossier_sha256 is None or entry.file is None:
            return False
        if not parts.files.has_ledger(entry.file):
            return False
        try:
            dossier = await gather_dossier(entry.film, sources=parts.sources)
        except LedgergenError:
            return False
        return hash_dossier(dossier) == entry.dossier_sha256
