"""What a run says while it works: on stderr, one line a step."""

from __future__ import annotations

import click


def say_step(step: str) -> None:
    """Say what is being done."""
    click.echo(f"{step} …", err=True)


def say_wait(reason: str, seconds: float) -> None:
    """Say why and how long a run waits."""
    click.echo(f"waiting {seconds:.0f} s: {reason}", err=True)
