"""Doors to an engine: for a list's owner, and for whoever only looks."""

from __future__ import annotations

from typing import Self

from ledgergen.adapters.engine.crew import CrewList
from ledgergen.adapters.engine.database import Database
from ledgergen.adapters.engine.films import PostgresFilms
from ledgergen.adapters.engine.lists import PostgresLists
from ledgergen.model.batch import Money


class EngineOverview:
    """The lists of an engine; a `ports.Overview`. For one thread."""

    def __init__(self, database: Database, *, workspace: str | None = None) -> None:
        """Look at the lists of one workspace, or of all."""
        self.database = database
        self.where = database.address.shown
        self.lists = PostgresLists(database, workspace=workspace)
        self.purse = _Spending(self.lists)
        self.crew = CrewList(database)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.database.close()

    def release_orphans(self) -> int:
        """Do nothing: the workers see to what dead ones held."""
        return 0


class EngineJournal(EngineOverview):
    """The same for a list's owner, with the films."""

    def __init__(self, database: Database, *, workspace: str, queue: str) -> None:
        """Look after the films of one workspace; what is sent goes into `queue`."""
        super().__init__(database, workspace=workspace)
        self.queue = queue
        self.films = PostgresFilms(database, workspace=workspace, queue=queue)


class _Spending:
    def __init__(self, lists: PostgresLists) -> None:
        self._lists = lists

    def find(self, batch: int) -> Money:
        return self._lists.find_money(batch)
