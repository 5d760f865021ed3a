"""`ledgergen completion`: the completion script of a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command(name="completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script of SHELL.

    \b
    Examples:
      ledgergen completion bash >> ~/.bashrc
      ledgergen completion fish > ~/.config/fish/completions/ledgergen.fish
    """
    top = click.get_current_context().find_root().command
    completion_class = get_completion_class(shell)
    assert completion_class is not None
    # Not `source()`: for bash that runs bash to read its version, which prints a warning on old ones.
    completer = completion_class(top, {}, "ledgergen", "_LEDGERGEN_COMPLETE")
    click.echo(completer.source_template % completer.source_vars())
