"""How a batch shows where it stands: a bar on terminals, a plain line now and then elsewhere."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable
from decimal import Decimal

import click

from ledgergen.core.batch.sums import Tally, render_progress

_PLAIN_GAP_S = 10.0
_LIVE_GAP_S = 0.5


def is_live() -> bool:
    """Tell whether a bar may be drawn: only where both streams are terminals."""
    return sys.stdout.isatty() and sys.stderr.isatty()


async def show_progress(
    tally: Tally, *, find_spent: Callable[[], Decimal | None], cap_usd: Decimal | None
) -> None:
    """Show the tally until cancelled."""
    started = time.monotonic()

    def render() -> str:
        seconds = time.monotonic() - started
        return render_progress(tally, seconds=seconds, spent_usd=find_spent(), cap_usd=cap_usd)

    if is_live():
        await _show_bar(tally, render)
        return
    while True:
        await asyncio.sleep(_PLAIN_GAP_S)
        click.echo(render(), err=True)


async def _show_bar(tally: Tally, render: Callable[[], str]) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True) as progress:
        bar = progress.add_task("starting", total=max(tally.n_films, 1))
        while True:
            progress.update(bar, completed=tally.n_skipped + tally.n_done, description=render())
            progress.refresh()
            await asyncio.sleep(_LIVE_GAP_S)
