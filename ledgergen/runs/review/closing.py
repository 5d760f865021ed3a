"""Approve a ledger to `ledgers/`, take the approval back, return or reject.

Approving compares the disk once more, writes the file, reads it back and only
then stores the approval, while nobody else can change the ledger. Whatever
dies in between leaves a file that is old or new, and never an approval of
bytes that are not there.
"""

from __future__ import annotations

from dataclasses import replace

from ledgergen.adapters.reviews.shelf import DiskLedger, Shelf
from ledgergen.codec import hash_text, report_from_json, report_to_json
from ledgergen.core.review.commands import Close
from ledgergen.core.review.planning import plan_event
from ledgergen.core.review.review import Review
from ledgergen.core.review.state import State, Status
from ledgergen.errors import ReviewError, StaleDecisionError
from ledgergen.model.report import Approval, ModelUse, Report
from ledgergen.model.review import Event, Kind
from ledgergen.runs.review.judging import Judge
from ledgergen.runs.review.opening import Current, Opened, Opener


class Closing:
    """What ends a review, and what opens it again."""

    def __init__(self, opener: Opener, *, shelf: Shelf, judge: Judge) -> None:
        """Write files to `shelf`."""
        self._opener = opener
        self._shelf = shelf
        self._judge = judge

    def approve(
        self, movie_id: int, *, actor: str, base: str = "", note: str = "", batch: str = ""
    ) -> Opened:
        """Write the ledger to `ledgers/` with the approval of exactly these bytes.

        `base`, where given, must be the ledger as it stands: nobody approves what they have not seen.

        Raises:
            ReviewError: something stands in the way (`Review.gate`); says what.
            StaleDecisionError: the ledger is no longer what the editor was looking at.
            StoreError: the file could not be written; the old one still stands.
        """

        def decide(current: Current) -> Event:
            state = current.state
            _refuse_unseen(state, base)
            review = self._opener.judge(current, is_own=True)
            _refuse_approval(review, current, note)
            event = self._opener.start_event(state, Kind.APPROVED, actor=actor)
            event = replace(event, sha256=hash_text(state.text), comment=note.strip(), batch=batch)
            self._write(review, current.disk, Approval(sha256=event.sha256, actor=actor, at=event.at))
            return event

        return self._opener.change(movie_id, decide, is_own=True)

    def _write(self, review: Review, disk: DiskLedger, approval: Approval) -> None:
        report = replace(_build_report(review, disk), approval=approval)
        saved = self._shelf.publish(review.state.text, report_to_json(report))
        if self._shelf.load_path(review.state.movie_id, saved.path).sha256 != approval.sha256:
            raise StaleDecisionError(
                f"{str(saved.path)!r} was changed while it was being approved",
                fix="look at the file, then approve again",
            )
        self._shelf.add_waivers(self._judge.list_waivers(review))

    def withdraw(self, movie_id: int, *, actor: str) -> Opened:
        """Take an approval back; the file stays, without its approval.

        Raises:
            ReviewError: it is not approved.
            StoreError: the files could not be written.
        """

        def decide(current: Current) -> Event:
            disk = current.disk
            if not disk.is_approved:
                raise ReviewError(f"film {movie_id} is not approved")
            review = self._judge.judge(replace(current.state, text=disk.text))
            self._shelf.publish(disk.text, report_to_json(_build_report(review, disk)))
            return self._opener.start_event(current.state, Kind.WITHDRAWN, actor=actor)

        return self._opener.change(movie_id, decide)

    def return_to_review(
        self, movie_id: int, command: Close, *, actor: str, base: str = "", batch: str = ""
    ) -> Opened:
        """Return or reject a ledger: its text goes to `review/`, and out of `ledgers/`.

        Raises:
            ReviewError: it cannot be; says why.
            StoreError: the files could not be written.
        """

        def decide(current: Current) -> Event:
            state = current.state
            _refuse_unseen(state, base)
            review = self._opener.judge(current)
            if current.drift is not None:
                raise ReviewError(
                    f"film {movie_id} cannot be returned",
                    because="its file on disk has changed since it was taken in",
                    fix="choose which of the two texts goes on",
                )
            event = self._opener.start_event(state, command.kind, actor=actor)
            event = replace(plan_event(review, command, event=event, then=review), batch=batch)
            report = replace(_build_report(review, current.disk), movie_id=movie_id)
            self._shelf.hold(state.text, report_to_json(report))
            return event

        return self._opener.change(movie_id, decide)


def _refuse_unseen(state: State, base: str) -> None:
    if base and base not in (state.base, str(state.rev)):
        last = state.events[-1] if state.events else None
        by = last.actor if last else "somebody"
        raise StaleDecisionError(
            "the ledger has changed since you looked at it",
            because=f"{by} was last at it",
            fix="look at what is new, then approve",
            by=by,
            theirs=last.kind.value if last else "",
            mine="approve",
        )


def _refuse_approval(review: Review, current: Current, note: str) -> None:
    movie_id = review.state.movie_id
    if current.drift is not None:
        raise ReviewError(
            f"film {movie_id} cannot be approved",
            because="its file on disk has changed since it was taken in, and so has the text in review",
            fix="choose which of them goes on",
        )
    if review.gate:
        raise ReviewError(
            f"film {movie_id} cannot be approved",
            because="; ".join(review.gate),
            fix=f"`ledgergen show {movie_id}` lists what is open",
        )
    if not review.report.found and not note.strip():
        raise ReviewError(
            f"film {movie_id} cannot be approved without a note",
            because="no figure was found in it",
            fix="say why a ledger without figures is right",
        )
    if review.report.movie_id != movie_id:
        raise ReviewError(
            f"film {movie_id} cannot be approved",
            because=f"the text is about film {review.report.movie_id}",
            fix="mend movieId in its front matter",
        )
    if review.state.status is Status.APPROVED and current.disk.is_approved:
        raise ReviewError(f"film {movie_id} is approved already")


def _build_report(review: Review, disk: DiskLedger) -> Report:
    return replace(review.report, model=_read_model(disk), approval=None)


def _read_model(disk: DiskLedger) -> ModelUse | None:
    """Return who wrote the draft, as its report says."""
    try:
        return None if disk.report is None else report_from_json(disk.report).model
    except (KeyError, ValueError, TypeError):
        return None
