"""From settings to the parts of a review: its database, its ledgers, who may come in."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ledgergen.errors import ConfigError
from ledgergen.model.account import Account
from ledgergen.settings import Resolved
from ledgergen.wiring import (
    STATE_DIR,
    build_sources,
    load_seeds,
    load_template,
    open_completer,
    uses_model,
)

if TYPE_CHECKING:
    from ledgergen.adapters.reviews.accounts import AccountStore
    from ledgergen.adapters.reviews.attempts import AttemptStore
    from ledgergen.adapters.reviews.database import Database
    from ledgergen.adapters.reviews.inspecting import Copied, DatabaseState
    from ledgergen.adapters.reviews.passwords import Passwords
    from ledgergen.adapters.reviews.store import ReviewStore
    from ledgergen.adapters.reviews.tokens import TokenStore
    from ledgergen.runs.review.closing import Closing
    from ledgergen.runs.review.crew import Crew
    from ledgergen.runs.review.desk import ReviewDesk
    from ledgergen.runs.review.exporting import Exporter
    from ledgergen.runs.review.many import ManyLedgers
    from ledgergen.runs.review.queue import Queue
    from ledgergen.runs.review.rewriting import Rewriter


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewParts:
    """What the review commands and the review service work with."""

    desk: ReviewDesk
    closing: Closing
    queue: Queue
    rewriter: Rewriter
    many: ManyLedgers
    exporter: Exporter
    store: ReviewStore
    database: Database
    people: People
    crew: Crew


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who may come in, and by what."""

    accounts: AccountStore
    tokens: TokenStore
    attempts: AttemptStore


@contextmanager
def connect_review(resolved: Resolved) -> Iterator[Database]:
    """Connect to the review database, whatever schema it has.

    Raises:
        ConfigError: the address is none, or an extra is not installed.
        StoreError: the folder of a file cannot be made.
    """
    try:
        from ledgergen.adapters.reviews.database import connect_postgres, connect_sqlite
    except ImportError as error:
        raise _explain_import(error) from error
    address = resolved.settings.database
    database = connect_sqlite(_find_file(resolved)) if address is None else connect_postgres(address)
    try:
        yield database
    finally:
        database.close()


def _explain_import(error: ImportError) -> ConfigError:
    return ConfigError(
        "reviewing needs the extra 'serve'",
        because=f"{error.name} is not installed",
        fix="pip install 'ledgergen[serve]'",
    )


@contextmanager
def open_review_database(resolved: Resolved) -> Iterator[Database]:
    """Open the review database with today's schema; see `adapters.reviews.migrating`.

    Raises:
        ConfigError: the address is none, or an extra is not installed.
        StoreError: it cannot be opened, or is of another ledgergen.
    """
    with connect_review(resolved) as database:
        from ledgergen.adapters.reviews.migrating import bring_up

        try:
            bring_up(database, allow_upgrade=not database.is_shared)
        except ImportError as error:
            raise _explain_import(error) from error
        if database.is_shared:  # the file of a workspace lies in it
            from ledgergen.adapters.reviews.belonging import claim_database

            claim_database(database, _find_name(resolved), folder=resolved.workspace.name)
        yield database


def join_workspace(resolved: Resolved) -> str:
    """Let this folder be a copy of the workspace whose database it is; return that one's folder.

    Raises:
        ConfigError: there is no team's database.
        StoreError: it is nobody's yet, or could not be read.
    """
    if resolved.settings.database is None:
        raise ConfigError(
            "there is no team's database to join", because="the reviews are kept in a file", fix="--database"
        )
    with connect_review(resolved) as database:
        from ledgergen.adapters.reviews.belonging import join_database
        from ledgergen.adapters.reviews.migrating import bring_up

        bring_up(database, allow_upgrade=False)
        return join_database(database, _find_name(resolved))


def _find_name(resolved: Resolved) -> Path:
    return resolved.workspace / STATE_DIR / "reviews-of"


def describe_database(resolved: Resolved) -> DatabaseState | None:
    """Look into the review database, whatever schema it has; None where there is not even a file.

    Raises:
        ConfigError, StoreError: it cannot be looked into.
    """
    if resolved.settings.database is None and not _find_file(resolved).exists():
        return None
    with connect_review(resolved) as database:
        from ledgergen.adapters.reviews.inspecting import inspect_database

        return inspect_database(database)


def _find_file(resolved: Resolved) -> Path:
    return resolved.workspace / STATE_DIR / "review.sqlite"


def upgrade_database(database: Database) -> tuple[str | None, str]:
    """Bring a review database to today's schema; return the one it had, and that."""
    from ledgergen.adapters.reviews.migrating import HEAD, bring_up

    return bring_up(database, allow_upgrade=True), HEAD


def import_reviews(file: Path, target: Database) -> Copied:
    """Copy the reviews of a workspace's file into an empty database."""
    from ledgergen.adapters.reviews.inspecting import copy_reviews

    return copy_reviews(file, target)


@contextmanager
def open_people(resolved: Resolved) -> Iterator[People]:
    """Open the accounts of the review."""
    with open_review_database(resolved) as database:
        yield _build_people(database)


def list_accounts(resolved: Resolved) -> tuple[Account, ...]:
    """Return the accounts of the review, and lay nothing out where there is no database yet."""
    state = describe_database(resolved)
    if state is None or state.schema is None:
        return ()
    with open_people(resolved) as people:
        return people.accounts.list_all()


def build_passwords() -> Passwords:
    """Return what hashes passwords.

    Raises:
        ConfigError: the extra `serve` is not installed.
    """
    try:
        from ledgergen.adapters.reviews.passwords import Passwords
    except ImportError as error:
        raise _explain_import(error) from error
    return Passwords()


def _build_people(database: Database) -> People:
    from ledgergen.adapters.reviews.accounts import AccountStore
    from ledgergen.adapters.reviews.attempts import AttemptStore
    from ledgergen.adapters.reviews.tokens import TokenStore

    return People(
        accounts=AccountStore(database), tokens=TokenStore(database), attempts=AttemptStore(database)
    )


@contextmanager
def open_desk(resolved: Resolved, *, n_check_processes: int = 0) -> Iterator[ReviewParts]:
    """Open the review of the workspace: its events, its ledgers, and the queue over both.

    Texts are checked in up to `n_check_processes` beside this one, once two are to be checked at a time.

    Raises:
        ConfigError: the extra `serve` is not installed.
        StoreError: the store cannot be opened.
    """
    with open_review_database(resolved) as database, ExitStack() as stack:
        from ledgergen.adapters.check_cache import FILE_NAME as CHECKS_NAME
        from ledgergen.adapters.reviews.kept_checks import KeptChecks
        from ledgergen.adapters.reviews.presence import PresenceStore
        from ledgergen.adapters.reviews.shelf import Shelf
        from ledgergen.adapters.reviews.store import ReviewStore
        from ledgergen.runs.review.check_processes import CheckProcesses
        from ledgergen.runs.review.checks import Checks
        from ledgergen.runs.review.closing import Closing
        from ledgergen.runs.review.crew import Crew
        from ledgergen.runs.review.desk import ReviewDesk
        from ledgergen.runs.review.exporting import Exporter
        from ledgergen.runs.review.judging import Judge
        from ledgergen.runs.review.many import ManyLedgers
        from ledgergen.runs.review.opening import Opener
        from ledgergen.runs.review.queue import Queue
        from ledgergen.runs.review.rewriting import Rewriter

        store = ReviewStore(database)
        shelf = Shelf(resolved.settings.out_dir, workspace=resolved.workspace)
        seeds = load_seeds(resolved)
        keep_in = resolved.workspace / STATE_DIR / CHECKS_NAME
        check = CheckProcesses(seeds, n_processes=n_check_processes, keep_in=keep_in)
        stack.callback(check.close)
        kept = KeptChecks(keep_in, seeds)
        stack.callback(kept.close)
        checks = Checks(check, shelf=shelf, kept=kept, seeds=seeds)
        judge = Judge(evidence=build_sources(resolved), shelf=shelf, checks=checks)
        opener = Opener(
            events=store,
            shelf=shelf,
            judge=judge,
            now=lambda: datetime.now(UTC).isoformat(timespec="seconds"),
        )
        desk = ReviewDesk(opener)
        closing = Closing(opener, shelf=shelf, judge=judge)
        queue = Queue(desk=desk, shelf=shelf, events=store)
        yield ReviewParts(
            desk=desk,
            closing=closing,
            queue=queue,
            exporter=Exporter(desk=desk, shelf=shelf, events=store, seeds=seeds),
            many=ManyLedgers(desk=desk, closing=closing, queue=queue, events=store),
            rewriter=Rewriter(
                opener,
                judge=judge,
                template=partial(load_template, resolved, "rewrite.md"),
                open_completer=partial(open_completer, resolved) if uses_model(resolved) else None,
            ),
            store=store,
            database=database,
            people=_build_people(database),
            crew=Crew(PresenceStore(database), clock=time.time),
        )
