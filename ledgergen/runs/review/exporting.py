"""What a review leaves behind, for others: approved ledgers, decisions, cases for the evals."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ledgergen.adapters.reviews.shelf import Shelf
from ledgergen.core.review.events import event_to_json_value
from ledgergen.core.review.json_shape import history_to_json
from ledgergen.core.review.review import Review
from ledgergen.model.review import Event, Kind
from ledgergen.ports import ReviewEvents
from ledgergen.runs.recording import export_decisions
from ledgergen.runs.review.desk import ReviewDesk

SCHEMA = "decision/1"
_DECISIONS = frozenset({Kind.CORRECTED, Kind.REMOVED, Kind.WAIVED})


class Exporter:
    """Reads the reviews of a workspace out."""

    def __init__(self, *, desk: ReviewDesk, shelf: Shelf, events: ReviewEvents, seeds: Sequence[str]) -> None:
        """Read what desk, shelf and events hold."""
        self._desk = desk
        self._shelf = shelf
        self._events = events
        self._seeds = tuple(seeds)

    def list_decisions(self, movie_ids: Iterable[int] | None = None) -> Iterator[str]:
        """Yield every event as one line of JSON (`decision/1`), film by film in the order they came.

        An event that was undone says so; the text of a draft is left out.
        """
        wanted = None if movie_ids is None else frozenset(movie_ids)
        for movie_id, events in sorted(self._events.load_all().items()):
            if wanted is not None and movie_id not in wanted:
                continue
            undone = {event.undoes for event in events}
            for event in events:
                yield _render_decision(event, is_undone=event.rev in undone)

    def find_approved(self, movie_ids: Iterable[int] | None = None) -> tuple[Path, ...]:
        """Return the files of ledgers whose bytes somebody approved, each with its report behind it."""
        wanted = None if movie_ids is None else frozenset(movie_ids)
        found: list[Path] = []
        for movie_id, path in self._shelf.list_paths().items():
            if wanted is not None and movie_id not in wanted:
                continue
            if self._shelf.load_path(movie_id, path).is_approved:
                found += (path, path.with_name(path.name.removesuffix(".md") + ".report.json"))
        return tuple(found)

    def find_decided(self, movie_ids: Iterable[int] | None = None) -> tuple[Review, ...]:
        """Return the ledgers in which figures were decided about and whose evidence is at hand."""
        wanted = None if movie_ids is None else frozenset(movie_ids)
        decided = (
            movie_id
            for movie_id, events in sorted(self._events.load_all().items())
            if (wanted is None or movie_id in wanted) and any(event.kind in _DECISIONS for event in events)
        )
        there = self._shelf.list_paths()
        reviews = (self._desk.open(movie_id).review for movie_id in decided if movie_id in there)
        return tuple(review for review in reviews if review.dossier is not None)

    def write_cases(self, folder: Path, movie_ids: Iterable[int] | None = None) -> tuple[Path, ...]:
        """Write a case of every ledger that was decided about; return the cases.

        Raises:
            StoreError: a file could not be written.
        """
        cases = []
        for review in self.find_decided(movie_ids):
            assert review.dossier is not None
            cases.append(
                export_decisions(
                    review.state, title=review.title, dossier=review.dossier, seeds=self._seeds, folder=folder
                )
            )
        return tuple(cases)

    def pack_ledgers(self, movie_ids: Iterable[int] | None = None) -> bytes:
        """Return the approved ledgers and their reports as an archive, the same bytes for the same files."""
        return pack((path.name, path.read_bytes()) for path in self.find_approved(movie_ids))

    def pack_cases(self, movie_ids: Iterable[int] | None = None) -> bytes:
        """Return the cases as a zip archive."""
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            self.write_cases(folder, movie_ids)
            paths = sorted(path for path in folder.rglob("*") if path.is_file())
            return pack((str(path.relative_to(folder)), path.read_bytes()) for path in paths)


def _render_decision(event: Event, *, is_undone: bool) -> str:
    value = {"schema": SCHEMA, **history_to_json(event_to_json_value(event))}
    return json.dumps(value | ({"is_undone": True} if is_undone else {}), ensure_ascii=False)


def pack(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip archive of files, without times: only their contents make its bytes."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files:
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return archive.getvalue()
