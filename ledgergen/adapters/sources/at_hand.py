"""The evidence as a draft sees it: what is at hand, and the network only where that is not enough.

    written by hand    dossier files: given, the workspace's, shipped
      over
    gathered           fetched before (.ledgergen/facts/), imported tables

What is written by hand wins over what was gathered. The network is asked only
where all this together does not name the film, its director and one fact: a
draft of a film that is known costs no wait and gives the same bytes every time.
What the network says is kept, so that the next run finds it at hand.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from ledgergen.adapters.dossiers import DossierFiles
from ledgergen.adapters.sources.fetched import FetchedFiles
from ledgergen.core.sources.merge import keep_lost, overlay
from ledgergen.model.dossier import Dossier
from ledgergen.model.film import FilmRef
from ledgergen.ports import EvidenceSource


class Asker(EvidenceSource, Protocol):
    """A source over the network that also tells which services failed."""

    async def ask(self, film: FilmRef) -> tuple[Dossier, tuple[str, ...]]:
        """Return what could be had, and the ids of the sources that failed."""


OpenNetwork: TypeAlias = Callable[[], Awaitable[Asker]]
"""Opens the network when it is first needed; afterwards gives the same."""


class Fetched(NamedTuple):
    """What a fetch came to."""

    dossier: Dossier | None
    """None where the services know nothing."""
    lost: tuple[str, ...]
    """Ids of the sources that could not be asked."""


class EvidenceAtHand:
    """Dossier files over fetched dossiers and tables, and a network behind them (`ports.EvidenceSource`)."""

    def __init__(
        self,
        files: DossierFiles,
        *,
        fetched: FetchedFiles,
        tables: Sequence[EvidenceSource] = (),
        network: OpenNetwork | None = None,
        network_name: str = "and the network was not asked",
    ) -> None:
        """Look in `files`, `fetched` and `tables`; open `network`, if any, where they are not enough."""
        self._files = files
        self._fetched = fetched
        self._tables = tuple(tables)
        self._network = network
        self._network_name = network_name

    @property
    def name(self) -> str:
        """Where it looks, in words for an error message."""
        places = [self._files.name, self._fetched.name, *(table.name for table in self._tables)]
        return ", ".join([*places, self._network_name])

    async def gather(self, film: FilmRef) -> Dossier | None:
        """Return what is known about the film, or None.

        Raises:
            DossierError: a dossier file cannot be read.
            SourceError: what was fetched or imported cannot be read, or no service answered.
        """
        dossier = await self.find(film)
        if self._network is None or is_enough(dossier, film):
            return dossier
        await self.fetch(film)
        return await self.find(film)

    async def find(self, film: FilmRef) -> Dossier | None:
        """Return what is at hand about the film, or None; see `gather`."""
        by_hand = self.find_by_hand(film)
        return overlay(by_hand, await self._find_parts(film))

    def fingerprint(self, film: FilmRef) -> str | None:
        """Name what `find` would read about the film; None where that cannot be told.

        Two equal names mean the same evidence. No dossier file is parsed for it.

        Raises:
            DossierError, SourceError, StoreError: something cannot be read.
        """
        if self._network is not None:
            return None
        names = [self._files.fingerprint(film), self._fetched.fingerprint(film.movie_id)]
        for table in self._tables:
            tell = getattr(table, "fingerprint", None)
            if tell is None:
                return None
            names.append(tell(film))
        return " ".join(names)

    def find_by_hand(self, film: FilmRef) -> Dossier | None:
        """Return what dossier files say about the film, or None."""
        return self._files.find(film)

    async def find_gathered(self, film: FilmRef) -> Dossier | None:
        """Return what was fetched and imported about the film, or None."""
        return overlay(None, await self._find_parts(film))

    async def _find_parts(self, film: FilmRef) -> list[Dossier]:
        parts = [self._fetched.find(film.movie_id)]
        parts += [await table.gather(film) for table in self._tables]
        return [dossier for dossier in parts if dossier is not None]

    async def fetch(self, film: FilmRef) -> Fetched:
        """Ask the network and keep what it says.

        What a service said before and could not be asked this time is kept.

        Raises:
            SourceError: nothing could be had, and a service failed.
        """
        assert self._network is not None, "there is no network to ask"
        network = await self._network()
        dossier, lost = await network.ask(film)
        if not dossier.facts and not dossier.passages:
            return Fetched(None, lost)
        old = self._fetched.find(film.movie_id) if lost else None
        if old is not None:
            dossier = keep_lost(dossier, old, lost=lost)
        self._fetched.save(dossier)
        return Fetched(dossier, lost)


def is_enough(dossier: Dossier | None, film: FilmRef) -> bool:
    """Tell whether a draft can be written from this: a title, a director and one fact."""
    if dossier is None or not (dossier.facts or dossier.passages or dossier.records):
        return False
    return bool(dossier.title or film.title) and bool(dossier.directors or film.director)
