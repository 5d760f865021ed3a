"""Ledgers on disk: `ledgers/` for what is published, `review/` for what is held.

Each ledger is two files, `<id>-<slug>.md` and `<id>-<slug>.report.json`. The
report names its text by hash, and so it also tells whether somebody has typed
into the text since: then nothing here overwrites or removes it without
`force`. A text without a report was made by hand.

How they get there whole, one ledger or many at a time, is `pairs`.

- A clean draft takes the film's held files away, unless they were edited.
- A held draft never touches a published ledger.
- A new title makes a new name; the film's older files in the same folder go.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ledgergen.adapters.atomic import explain_failure
from ledgergen.adapters.folder_index import FolderIndex, scan_folder
from ledgergen.adapters.pairs import Look, Pair, is_untouched, report_of, write_pairs
from ledgergen.core.article.parse import parse_article
from ledgergen.core.article.slug import build_stem
from ledgergen.errors import HandEditedError, InputError, LedgergenError, StoreError

PUBLISHED = "ledgers"
HELD = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A ledger to save."""

    text: str
    report_json: Mapping[str, Any]
    """In the shape `report/1`."""
    is_clean: bool
    """Goes to `ledgers/`; any other is held."""
    title: str | None = None
    """The film's, for the file names; None: as the text gives it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedLedger:
    """Where a ledger went, and what became of older files of the same film."""

    path: Path
    report_path: Path
    is_published: bool
    removed: tuple[Path, ...] = ()
    """Files of this program's own making that the new ones supersede."""
    kept: tuple[Path, ...] = ()
    """Held texts that the clean draft supersedes, left because somebody edited them."""


class LedgerFiles:
    """The `ledgers/` and `review/` folders of one output folder."""

    def __init__(self, out_dir: Path, *, index: FolderIndex | None = None) -> None:
        """Use `out_dir`; folders are made when something is saved.

        With `index`, folders are listed once and not for every film: for runs
        over many films. `save` may then be called from several threads, for
        one film at a time in each.
        """
        self.out_dir = out_dir
        self._index = index
        self._look: Look = scan_folder if index is None else index.look

    def has_ledger(self, name: str) -> bool:
        """Tell whether a text of this file name is there, published or held."""
        return any((self.out_dir / folder / name).exists() for folder in (PUBLISHED, HELD))

    def find_edited(self, movie_id: int) -> tuple[Path, ...]:
        """Return this film's texts that were typed into, published ones first.

        Raises:
            StoreError: a file is there and cannot be read.
        """
        folders = (self.out_dir / PUBLISHED, self.out_dir / HELD)
        return tuple(
            path
            for folder in folders
            for path in _find_texts(folder, movie_id, self._look)
            if not is_untouched(path, self._look)
        )

    def refuse_edited(self, movie_id: int) -> None:
        """Stop before any work is paid for, where saving a draft might end in a refusal.

        Raises:
            HandEditedError: a text of this film was edited by hand.
        """
        _refuse(self.find_edited(movie_id))

    def save(
        self, article_text: str, report_json: Mapping[str, Any], *, clean: bool, force: bool = False
    ) -> SavedLedger:
        """Publish a clean draft, or hold it for review.

        `report_json` has the shape `report/1`; its `movie_id` and the title in the
        text name the files.

        Raises:
            HandEditedError: a text in the way was edited by hand, and `force` is not set.
            StoreError: the disk said no; what stood there before still does.
            InputError: the report belongs to another text, or names no film.
        """
        draft = Draft(text=article_text, report_json=report_json, is_clean=clean)
        (saved,) = self.save_all([draft], force=force)
        if isinstance(saved, LedgergenError):
            raise saved
        return saved

    def save_all(self, drafts: Sequence[Draft], *, force: bool = False) -> list[SavedLedger | LedgergenError]:
        """Save drafts of different films together; the disk is waited for once.

        Returns for each where it went, or the error that `save` would raise.
        """
        results: dict[int, SavedLedger | LedgergenError] = {}
        pairs: dict[int, tuple[Pair, tuple[Path, ...]]] = {}
        for number, draft in enumerate(drafts):
            try:
                pairs[number] = self._stage(draft, force=force)
            except LedgergenError as problem:
                results[number] = problem
        problems = write_pairs([pair for pair, _ in pairs.values()])
        for (number, (pair, older)), unwritten in zip(pairs.items(), problems, strict=True):
            try:
                results[number] = unwritten or self._settle(drafts[number], pair.path, older, force=force)
            except StoreError as problem:
                results[number] = problem
        return [results[number] for number in range(len(drafts))]

    def _stage(self, draft: Draft, *, force: bool) -> tuple[Pair, tuple[Path, ...]]:
        movie_id = _check_pair(draft.text, draft.report_json)
        folder = self.out_dir / (PUBLISHED if draft.is_clean else HELD)
        title = parse_article(draft.text).movie_title if draft.title is None else draft.title
        path = folder / f"{build_stem(movie_id, title)}.md"
        older = _find_texts(folder, movie_id, self._look)
        if path not in older and path.exists():
            older = (*older, path)
        if not force:
            _refuse(tuple(text for text in older if not is_untouched(text, self._look)))
        return Pair(path, draft.text, draft.report_json, look=self._look), older

    def _settle(self, draft: Draft, path: Path, older: tuple[Path, ...], *, force: bool) -> SavedLedger:
        """Take away what a written draft supersedes."""
        if self._index is not None:
            self._index.add(path)
        removed = [gone for text in older if text != path for gone in _remove(text)]
        kept: list[Path] = []
        if draft.is_clean:
            movie_id = draft.report_json["movie_id"]
            for text in _find_texts(self.out_dir / HELD, movie_id, self._look):
                if force or is_untouched(text, self._look):
                    removed += _remove(text)
                else:
                    kept.append(text)
        return SavedLedger(
            path=path,
            report_path=report_of(path),
            is_published=draft.is_clean,
            removed=tuple(removed),
            kept=tuple(kept),
        )


class OutputFile(LedgerFiles):
    """A clean ledger goes to one file of the caller's choice, or nowhere; a held one to `review/` as ever."""

    def __init__(self, out_dir: Path, *, output: Path | None) -> None:
        """Publish to `output`; with None the caller prints the text itself and no file is made.

        Raises:
            StoreError: a device, a pipe or a folder stands there: a rename would put a file in its place.
        """
        super().__init__(out_dir)
        if output is not None and output.exists() and not output.is_file():
            raise StoreError(
                f"will not write to {str(output)!r}",
                because="it is no ordinary file",
                fix="name a file, or print with `-o -` and redirect that",
            )
        self._output = output

    def find_edited(self, movie_id: int) -> tuple[Path, ...]:
        """Return the output file, if it is there and somebody typed into it, and held texts likewise."""
        look, output = self._look, self._output
        texts = _find_texts(self.out_dir / HELD, movie_id, look)
        held = tuple(path for path in texts if not is_untouched(path, look))
        is_free = output is None or not output.exists() or is_untouched(output, look)
        return held if is_free or output is None else (output, *held)

    def save(
        self, article_text: str, report_json: Mapping[str, Any], *, clean: bool, force: bool = False
    ) -> SavedLedger:
        """Write a clean ledger to the output file, with its report beside it; hold any other.

        Raises:
            HandEditedError, StoreError, InputError: as `LedgerFiles.save`.
        """
        if not clean:
            return super().save(article_text, report_json, clean=False, force=force)
        output = self._output
        if output is None:
            return SavedLedger(path=Path("-"), report_path=Path("-"), is_published=True)
        _check_pair(article_text, report_json)
        if not force and output.exists() and not is_untouched(output, self._look):
            _refuse((output,))
        (problem,) = write_pairs([Pair(output, article_text, report_json, look=self._look)])
        if problem is not None:
            raise problem
        return SavedLedger(path=output, report_path=report_of(output), is_published=True)


def _check_pair(article_text: str, report_json: Mapping[str, Any]) -> int:
    movie_id = report_json.get("movie_id")
    if not isinstance(movie_id, int) or isinstance(movie_id, bool) or movie_id < 1:
        raise InputError(
            "cannot name the ledger's files",
            because=f"the report's movie_id is {movie_id!r}, not a TMDB movie id",
            fix="set movieId in the front matter, or --movie-id",
        )
    text_sha256 = hashlib.sha256(article_text.encode("utf-8", "surrogatepass")).hexdigest()
    if report_json.get("text_sha256") != text_sha256:
        raise InputError(
            f"cannot save the ledger of film {movie_id}",
            because="the report was made for another text: text_sha256 differs",
            fix="check the text again and save it with that report",
        )
    return movie_id


def _refuse(edited: tuple[Path, ...]) -> None:
    if not edited:
        return
    path = edited[0]
    is_written = report_of(path).exists()
    raise HandEditedError(
        f"will not overwrite {str(path)!r}",
        because="it was changed by hand since it was written"
        if is_written
        else "it has no report, so it was made by hand",
        fix="move it away, or pass --force to replace it",
    )


def _find_texts(folder: Path, movie_id: int, look: Look) -> tuple[Path, ...]:
    """Return the film's texts in one folder, whatever title they were named by."""
    with explain_failure("cannot read", folder):
        prefix = f"{movie_id}-"
        return tuple(
            sorted(
                path
                for path in look(folder, str(movie_id))
                if path.suffix == ".md" and (path.name.startswith(prefix) or path.stem == str(movie_id))
            )
        )


def _remove(path: Path) -> list[Path]:
    """Remove a text, then its report: never the report first."""
    removed = []
    for victim in (path, report_of(path)):
        with explain_failure("cannot remove", victim):
            if victim.exists():
                victim.unlink()
                removed.append(victim)
    return removed
