"""Decisions about figures and texts."""

from __future__ import annotations

from dataclasses import replace

from ledgergen.core.review.commands import Command
from ledgergen.core.review.planning import plan_event
from ledgergen.core.review.review import Review
from ledgergen.model.review import Event, Kind
from ledgergen.runs.review.opening import Current, Opened, Opener


class ReviewDesk:
    """Where editors open ledgers and decide."""

    def __init__(self, opener: Opener) -> None:
        """Open ledgers and store decisions with `opener`."""
        self._opener = opener

    def open(self, movie_id: int) -> Opened:
        """Return a ledger as it stands.

        Raises:
            NoLedgerError: there is none of this film.
            ArticleError, StoreError, DossierError: something of it cannot be read.
        """
        return self._opener.open(movie_id)

    def check_ahead(self, movie_id: int) -> None:
        """Spare the first correction of a ledger the check that it would wait for (`checking`)."""
        self._opener.check_ahead(movie_id)

    def open_base(self, opened: Opened, base: str) -> Review:
        """Return the ledger as somebody saw it whose page names this `State.base`.

        Raises:
            ReviewError, StaleDecisionError: it was never so, or another draft has been taken in since.
        """
        return self._opener.judge_base(opened.review, base, evidence=opened.evidence)

    def decide(
        self, movie_id: int, command: Command, *, actor: str, base: str = "", batch: str = ""
    ) -> Opened:
        """Carry a command out, and return the ledger after it, checked again.

        `base` is the `State.base` its author was looking at; empty for "as it
        stands". `batch` names what is done to several ledgers in one go.

        Raises:
            StaleDecisionError: somebody else changed this very place since.
            ReviewError: it makes no sense here; says why. Nothing was changed.
        """

        def decide(current: Current) -> Event:
            review = self._opener.judge(current)
            then = self._opener.judge_base(review, base, evidence=current.evidence)
            event = self._opener.start_event(current.state, Kind.COMMENTED, actor=actor)
            return replace(plan_event(review, command, event=event, then=then), batch=batch)

        return self._opener.change(movie_id, decide, writes_files=False)

    def take_file(self, movie_id: int, *, actor: str) -> Opened:
        """Go on with the file on disk; the text in review stays in the history."""

        def decide(current: Current) -> Event | None:
            return current.drift and replace(current.drift, actor=actor)

        return self._opener.change(movie_id, decide)

    def keep_mine(self, movie_id: int, *, actor: str) -> Opened:
        """Go on with the text in review; the file on disk will be overwritten on approval."""

        def decide(current: Current) -> Event | None:
            if current.drift is None:
                return None
            event = self._opener.start_event(current.state, Kind.KEPT, actor=actor)
            return replace(event, sha256=current.drift.sha256)

        return self._opener.change(movie_id, decide)
