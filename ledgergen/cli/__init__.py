"""The command line: parses arguments, calls a run, prints. Nothing else.

Each command is a module that loads only when it is asked for, so that
`ledgergen --help` answers at once; the table below is all that the top level
knows of them.
"""

from ledgergen.cli.app import main

__all__ = ["main"]
