"""The top of the command line: the table of commands, and how every failure is said.

A failure is three lines on stderr (what, because, try) and an exit code:

    0 done, nothing flagged · 1 findings · 2 wrong usage or configuration, or a
    defect of ours · 3 incomplete · 130 interrupted
"""

from __future__ import annotations

import difflib
import sys
import tempfile
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple, NoReturn

import click

from ledgergen import __version__
from ledgergen.errors import LedgergenError

EXIT_CLEAN, EXIT_FINDINGS, EXIT_USAGE, EXIT_INCOMPLETE, EXIT_INTERRUPTED = 0, 1, 2, 3, 130


_VERBOSE = frozenset({"-v", "--verbose"})


class Entry(NamedTuple):
    """One command of the top level."""

    module: str
    summary: str


COMMANDS: dict[str, Entry] = {
    "draft": Entry("draft", "Draft the ledger of one film; every figure proven, or the draft held."),
    "check": Entry("check", "Check the figures and the form of ledgers."),
    "report": Entry("report", "Write an audit of a collection as one page with charts."),
    "batch": Entry("batch.command", "Draft a list of films: durable, capped, resumable."),
    "worker": Entry("worker", "Draft films for lists that another machine has sent."),
    "prompt": Entry("prompt", "Print what would be sent to a model for a film, with tokens and price."),
    "facts": Entry("facts", "Gather, show and mend the facts that ledgers rest on."),
    "eval": Entry("eval", "Measure prompts, rules, models and code on suites of cases."),
    "replay": Entry("replay", "Replay a recorded draft, with no network."),
    "serve": Entry("serve", "Review ledgers in the browser: clear flagged figures and approve."),
    "list": Entry("list", "List the ledgers that wait for a person, quickest first."),
    "show": Entry("show", "Show what is open in a ledger."),
    "decide": Entry("decide", "Decide about a flagged figure: correct, waive, remove, add a source."),
    "approve": Entry("approve", "Approve a ledger and write it to ledgers/."),
    "return": Entry("return_", "Return a ledger to review, or reject it."),
    "users": Entry("users", "Manage the accounts of the review service."),
    "export": Entry("export", "Take approved ledgers, decisions or eval cases along."),
    "db": Entry("db", "Look after the database of reviews."),
    "explain": Entry("explain", "Explain a code that a report names."),
    "init": Entry("init", "Make the current folder a workspace."),
    "doctor": Entry("doctor", "Look for what is wrong with the set-up."),
    "config": Entry("config", "Show every setting and where its value comes from."),
    "completion": Entry("completion", "Print the completion script of a shell."),
}
"""Command → the module of `ledgergen.cli` that holds `command`."""


_OPTIONS = frozenset({"--version", "--help"})
"""Often typed as if they were commands."""


class _LazyGroup(click.Group):
    """A group whose commands are imported when they are run, not when they are listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"ledgergen.cli.{COMMANDS[cmd_name].module}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            option = f"--{name}"
            close = [option] if option in _OPTIONS else difflib.get_close_matches(name, COMMANDS, 1, 0.5)
            fix = f"did you mean 'ledgergen {close[0]}'?" if close else "'ledgergen --help' lists them"
            raise LedgergenError(f"there is no command {name!r}", fix=fix)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 clean, 1 findings, 2 wrong usage, 3 incomplete, 130 interrupted.",
)
@click.version_option(__version__, "-V", "--version", message="ledgergen %(version)s")
@click.option("-v", "--verbose", is_flag=True, help="Show the traceback of an error.")
def cli(*, verbose: bool) -> None:
    """Film ledgers whose every figure is proven by evidence, or flagged.

    \b
    Examples:
      ledgergen draft --movie-id 452008
      ledgergen check ledgers/
    """
    del verbose  # read by `run` from the arguments: an error may come before parsing ends


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code."""
    argv = list(sys.argv[1:] if args is None else args)
    sys.exit(run(argv))


def run(argv: list[str]) -> int:  # noqa: PLR0911 - one return for each way to end
    """Run the command line and return its exit code; prints every failure itself."""
    # Taken out first, so that it means the same before and behind the command's name.
    verbose = not _VERBOSE.isdisjoint(argv)
    args = [arg for arg in argv if arg not in _VERBOSE]
    try:
        result = cli.main(args=args or ["--help"], prog_name="ledgergen", standalone_mode=False)
    except LedgergenError as error:
        return _say(str(error), error.exit_code, verbose=verbose)
    except click.exceptions.Exit as signal:
        return signal.exit_code
    except (KeyboardInterrupt, click.Abort):
        return _say("interrupted: nothing half-written; run the same command again", EXIT_INTERRUPTED)
    except click.ClickException as error:
        return _say(_explain_usage(error), EXIT_USAGE, verbose=verbose)
    except BrokenPipeError:
        # The reader of our output (`head`, a pager) has left: there is nobody to tell.
        sys.stdout = open("/dev/null", "w", encoding="utf-8")  # noqa: PTH123, SIM115
        return EXIT_USAGE
    except Exception:  # noqa: BLE001 - the last line before the user
        return _say(_explain_defect(verbose=verbose), EXIT_USAGE)
    return result if isinstance(result, int) else EXIT_CLEAN


def _say(message: str, code: int, *, verbose: bool = False) -> int:
    if verbose:
        traceback.print_exc()
    click.echo(message, err=True)
    return code


def _explain_usage(error: click.ClickException) -> str:
    message = error.format_message().rstrip(".")
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "ledgergen"
    lines = [f"error: {message[:1].lower()}{message[1:]}", f"try: {path} --help"]
    return "\n".join(lines)


def _explain_defect(*, verbose: bool) -> str:
    if verbose:
        traceback.print_exc()
    with tempfile.NamedTemporaryFile(
        "w", prefix="ledgergen-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.write(f"ledgergen {__version__}\n{traceback.format_exc()}")
    return (
        f"error: ledgergen itself failed: {sys.exception()!r}\n"
        "because: this is a defect of ledgergen, not of your input\n"
        f"try: report it with the log {log.name}; nothing was published"
    )
