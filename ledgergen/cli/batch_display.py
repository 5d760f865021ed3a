"""How a batch shows where it stands: a bar and a line on terminals, plain lines now and then elsewhere."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable
from decimal import Decimal

import click

from ledgergen.core.batch.sums import Tally, list_progress

_PLAIN_GAP_S = 10.0
_LIVE_GAP_S = 0.5
_BAR_WIDTH = 30


def is_live() -> bool:
    """Tell whether a bar may be drawn: only where both streams are terminals."""
    return sys.stdout.isatty() and sys.stderr.isatty()


async def show_progress(
    tally: Tally, *, find_spent: Callable[[], Decimal | None], cap_usd: Decimal | None
) -> None:
    """Show the tally until cancelled."""
    started = time.monotonic()

    def look() -> tuple[list[str], list[str]]:
        seconds = time.monotonic() - started
        return list_progress(tally, seconds=seconds, spent_usd=find_spent(), cap_usd=cap_usd)

    if is_live():
        await _show_live(tally, look)
        return
    while True:
        await asyncio.sleep(_PLAIN_GAP_S)
        heads, parts = look()
        click.echo(" · ".join([*heads, *parts]), err=True)


async def _show_live(tally: Tally, look: Callable[[], tuple[list[str], list[str]]]) -> None:
    from rich.console import Console, Group
    from rich.live import Live
    from rich.progress_bar import ProgressBar
    from rich.table import Table
    from rich.text import Text

    with Live(console=Console(stderr=True), auto_refresh=False, transient=True) as live:
        while True:
            heads, parts = look()
            bar = ProgressBar(
                total=max(tally.n_films, 1), completed=tally.n_skipped + tally.n_done, width=_BAR_WIDTH
            )
            first = Table.grid(padding=(0, 2))
            first.add_row(bar, Text(" · ".join(heads), no_wrap=True, overflow="ellipsis"))
            rest = Text(" · ".join(parts), style="dim")
            live.update(Group(first, rest), refresh=True)
            await asyncio.sleep(_LIVE_GAP_S)
