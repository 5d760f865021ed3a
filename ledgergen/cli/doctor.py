"""`ledgergen doctor`: look at everything a draft depends on, and say what is wrong."""

from __future__ import annotations

import os
import platform
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

import click

from ledgergen import __version__
from ledgergen.cli.options import resolve
from ledgergen.errors import LedgergenError, StoreError
from ledgergen.settings import Resolved


class Probe(NamedTuple):
    """One thing looked at."""

    name: str
    look: Callable[[Resolved], str]
    """Returns what it saw; raises LedgergenError with what is wrong."""


@click.command(name="doctor")
def command() -> int:
    """Look at everything a draft depends on and say what is wrong, and what to do.

    Asks a model server only where one is configured. Exit 1 when something is wrong.
    """
    resolved = resolve()
    n_wrong = 0
    for name, saw, error in _look_at_all(resolved):
        if error is None:
            click.echo(f"ok     {name:<10}  {saw}")
            continue
        n_wrong += 1
        click.echo(f"wrong  {name:<10}  {error.what}")
        for label, text in (("because", error.because), ("try", error.fix)):
            if text:
                click.echo(f"{'':17}  {label}: {text}")
    click.echo(f"{n_wrong} of {len(PROBES)} wrong" if n_wrong else "all well", err=True)
    return 1 if n_wrong else 0


def _look_at_all(resolved: Resolved) -> Iterator[tuple[str, str, LedgergenError | None]]:
    for probe in PROBES:
        try:
            yield probe.name, probe.look(resolved), None
        except LedgergenError as error:
            yield probe.name, "", error


def _look_at_version(resolved: Resolved) -> str:
    del resolved
    return f"ledgergen {__version__}, Python {platform.python_version()}"


def _look_at_workspace(resolved: Resolved) -> str:
    if resolved.workspace_file is None:
        return f"{resolved.workspace} (no ledgergen.toml; `ledgergen init` makes one)"
    return str(resolved.workspace_file)


def _look_at_out_dir(resolved: Resolved) -> str:
    folder = resolved.settings.out_dir.absolute()
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    if not existing.is_dir() or not os.access(existing, os.W_OK):
        raise StoreError(
            f"ledgers cannot be written in {str(folder)!r}",
            because=f"{str(existing)!r} is not a folder you may write in",
            fix="set out_dir in ledgergen.toml, or pass --out-dir",
        )
    return f"{folder} can be written"


def _look_at_prompts(resolved: Resolved) -> str:
    from ledgergen.wiring import build_kit

    kit = build_kit(resolved)
    return f"templates render, {len(kit.exemplars)} seed ledgers with their facts"


def _look_at_facts(resolved: Resolved) -> str:
    from ledgergen.wiring import build_dossier_files

    return f"dossiers of {len(build_dossier_files(resolved).list_film_ids())} films at hand"


def _look_at_writer(resolved: Resolved) -> str:
    from ledgergen.wiring import describe_writer

    return describe_writer(resolved)


def _look_at_reviews(resolved: Resolved) -> str:
    from ledgergen.wiring_review import describe_database

    state = describe_database(resolved)
    if state is None:
        return "none yet"
    if state.needs_upgrade and state.is_shared:
        raise StoreError(
            f"the review database {state.name!r} is of an older ledgergen",
            because=f"its schema is {state.schema}",
            fix="`ledgergen db upgrade`",
        )
    if state.schema is None:
        return f"{state.name}, none yet"
    return f"{state.name}, schema {state.describe_schema()}, {state.n_events} events"


def _look_at_accounts(resolved: Resolved) -> str:
    from ledgergen.wiring_review import list_accounts

    roles = Counter(account.role.value for account in list_accounts(resolved))
    if not roles:
        return "none: `ledgergen serve` lets in whoever has its link, on this machine alone"
    return f"{roles.total()}: " + ", ".join(f"{n} {role}" for role, n in sorted(roles.items()))


PROBES = (
    Probe("version", _look_at_version),
    Probe("workspace", _look_at_workspace),
    Probe("output", _look_at_out_dir),
    Probe("prompts", _look_at_prompts),
    Probe("facts", _look_at_facts),
    Probe("writer", _look_at_writer),
    Probe("reviews", _look_at_reviews),
    Probe("accounts", _look_at_accounts),
)
