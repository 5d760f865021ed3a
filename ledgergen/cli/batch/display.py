"""How a batch shows where it stands: a bar and two lines on terminals, plain lines now and then elsewhere."""

from __future__ import annotations

import asyncio
import itertools
import sys
import time
from collections.abc import Callable
from decimal import Decimal

import click

from ledgergen.core.batch.sums import Tally, list_progress

_PLAIN_GAP_S = 10.0
_LIVE_GAP_S = 0.5
_NARROWEST, _WIDEST, _GAP = 10, 30, 2


def is_live() -> bool:
    """Tell whether a bar may be drawn: only where both streams are terminals."""
    return sys.stdout.isatty() and sys.stderr.isatty()


async def show_progress(
    tally: Tally, *, find_spent: Callable[[], Decimal | None], cap_usd: Decimal | None
) -> None:
    """Show the tally until cancelled."""
    started = time.monotonic()

    def look() -> tuple[list[str], ...]:
        now = time.monotonic()
        return list_progress(tally, seconds=now - started, now=now, spent_usd=find_spent(), cap_usd=cap_usd)

    if is_live():
        await _show_live(tally, look)
        return
    while True:
        await asyncio.sleep(_PLAIN_GAP_S)
        click.echo(" · ".join(itertools.chain(*look())), err=True)


async def _show_live(tally: Tally, look: Callable[[], tuple[list[str], ...]]) -> None:
    from rich.console import Console, Group
    from rich.live import Live
    from rich.progress_bar import ProgressBar
    from rich.table import Table
    from rich.text import Text

    console = Console(stderr=True)
    with Live(console=console, auto_refresh=False, transient=True) as live:
        while True:
            heads, *rest = look()
            words = " · ".join(heads)
            room = console.width - len(words) - _GAP
            bar = ProgressBar(
                total=max(tally.n_films, 1),
                completed=tally.n_skipped + tally.n_done,
                width=max(min(room, _WIDEST), _NARROWEST),
            )
            first = Table.grid(padding=(0, _GAP))
            first.add_row(bar, Text(words, no_wrap=True, overflow="ellipsis"))
            lines = [
                Text(" · ".join(parts), style="dim", no_wrap=True, overflow="ellipsis") for parts in rest
            ]
            live.update(Group(first, *filter(None, lines)), refresh=True)
            await asyncio.sleep(_LIVE_GAP_S)
