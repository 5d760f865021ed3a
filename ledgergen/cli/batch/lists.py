"""`ledgergen batch status | retry-failed | cancel`: looking after lists, wherever they are drafted."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from ledgergen.cli.options import engine_option, json_option, out_dir_option, resolve
from ledgergen.errors import InputError
from ledgergen.settings import Resolved

if TYPE_CHECKING:
    from ledgergen.core.batch.summary import Summary
    from ledgergen.model.batch import KnownList
    from ledgergen.ports import Overview

_T = TypeVar("_T")


@click.command(name="status")
@click.argument("list_path", metavar="[LIST]", required=False)
@out_dir_option
@engine_option
@json_option
def status_command(*, list_path: str | None, out_dir: Path | None, engine: str | None, as_json: bool) -> int:
    """Say where a list stands, or every list of the workspace or the engine."""

    def look(overview: Overview, known: KnownList) -> Summary:
        from ledgergen.core.batch.summary import Summary

        batch = known.batch
        spent, reserved = overview.purse.find(batch)
        return Summary(
            shown=list_path or known.name,
            states=overview.lists.count_states(batch),
            spent_usd=spent,
            reserved_usd=reserved,
            n_uncollected=overview.lists.count_uncollected(batch),
        )

    summaries = _for_lists(list_path, look, out_dir=out_dir, engine=engine)
    if as_json:
        click.echo(json.dumps([summary.to_json() for summary in summaries], indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(summary.render() for summary in summaries))
    return 0


@click.command(name="retry-failed")
@click.argument("list_path", metavar="LIST")
@out_dir_option
@engine_option
def retry_command(*, list_path: str, out_dir: Path | None, engine: str | None) -> int:
    """Open a list's failed films again; the next run drafts them."""

    def retry(overview: Overview, known: KnownList) -> int:
        return overview.lists.requeue_failed(known.batch)

    (count,) = _for_lists(list_path, retry, out_dir=out_dir, engine=engine, at_most=1)
    if not count:
        click.echo(f"no film of {list_path} has failed")
        return 0
    films = "1 failed film is" if count == 1 else f"{count:,} failed films are"
    click.echo(f"{films} open again: ledgergen batch {list_path}")
    return 0


@click.command(name="cancel")
@click.argument("list_path", metavar="LIST")
@out_dir_option
@engine_option
def cancel_command(*, list_path: str, out_dir: Path | None, engine: str | None) -> int:
    """Stop the runs over a list: what is in flight finishes, nothing else begins."""
    from ledgergen.adapters.journal.journal import SqliteJournal
    from ledgergen.cli.batch.orders import call_off_orders

    def cancel(overview: Overview, known: KnownList) -> tuple[int, int]:
        overview.release_orphans()
        overview.lists.cancel(known.batch)
        n_orders = 0
        if isinstance(overview, SqliteJournal):  # orders are placed from a workspace alone
            n_orders = call_off_orders(resolve(out_dir=out_dir), overview, known.batch)
        return overview.lists.count_running(known.batch), n_orders

    ((count, n_orders),) = _for_lists(list_path, cancel, out_dir=out_dir, engine=engine, at_most=1)
    if n_orders:
        orders = "1 order" if n_orders == 1 else f"{n_orders:,} orders"
        click.echo(f"called off {orders}; what is answered already is fetched by the next run")
    click.echo(
        f"cancelled; what is in flight of {'1 film' if count == 1 else f'{count:,} films'} finishes"
        if count
        else "cancelled; nothing was running"
    )
    return 0


def _for_lists(
    list_path: str | None,
    act: Callable[[Overview, KnownList], _T],
    *,
    out_dir: Path | None,
    engine: str | None,
    at_most: int | None = None,
) -> list[_T]:
    """Act on the lists of a name, or on all; on an engine, a path of another machine's may be cut short."""
    resolved = resolve(out_dir=out_dir, engine=engine)
    with _open_overview(resolved, list_path) as overview:
        known = overview.lists.list_known()
        found = [one for one in known if list_path is None or one.name == str(Path(list_path).resolve())]
        if not found and list_path is not None and resolved.settings.engine is not None:
            found = [one for one in known if one.name.endswith(f"/{list_path.lstrip('/')}")]
        if not found:
            lack = "does not name it" if list_path else "names no list yet"
            raise _explain_unknown(list_path, f"the journal {overview.where!r} {lack}")
        if at_most is not None and len(found) > at_most:
            raise InputError(
                f"{len(found)} lists are called {list_path!r}",
                because=", ".join(repr(one.name) for one in found),
                fix="give its whole path",
            )
        return [act(overview, one) for one in found]


def _open_overview(resolved: Resolved, list_path: str | None) -> AbstractContextManager[Overview]:
    if resolved.settings.engine is not None:
        from ledgergen.wiring_engine import open_overview

        return open_overview(resolved)
    from ledgergen.wiring_batch import locate_journal, open_journal

    path = locate_journal(resolved)
    if not path.exists():  # opening it would make one, in whatever folder this was asked in
        raise _explain_unknown(list_path, f"there is no journal {str(path)!r}")
    return open_journal(resolved)


def _explain_unknown(list_path: str | None, because: str) -> InputError:
    return InputError(
        f"no run over {list_path!r} is known" if list_path else "no batch was run here",
        because=because,
        fix="ledgergen batch LIST, from the folder it was run in or with its --out-dir",
    )
