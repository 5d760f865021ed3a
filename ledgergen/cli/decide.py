"""`ledgergen decide`: an editor's decision about one figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ledgergen.cli.options import database_option, json_option, resolve
from ledgergen.cli.review import actor_option, base_option, find_actor, movie_id_argument, print_opened

if TYPE_CHECKING:
    from ledgergen.core.review.commands import Command


@click.command(name="decide")
@movie_id_argument
@click.argument("figure", required=False, default="")
@click.option("--use", "option", type=click.IntRange(1), help="Put in evidence value number N.")
@click.option("--text", "replacement", help="Put in these words.")
@click.option("--everywhere", is_flag=True, help="With --use or --text: wherever the ledger says the same.")
@click.option("--waive", "reason", metavar="REASON", help="Let it stand, for one of the six reasons.")
@click.option("--comment", default="", help="What the reason needs said, or a comment alone.")
@click.option("--remove", is_flag=True, help="Remove its sentence.")
@click.option("--source", "source_name", metavar="NAME", help="Check it against a passage of this source.")
@click.option("--quote", default="", help="With --source: the passage, verbatim.")
@click.option("--url", default="", help="With --source: where it can be read.")
@click.option("--undo", is_flag=True, help="Undo what you did last; names no figure.")
@click.option(
    "--all-ledgers", is_flag=True, help="With --use, --text or --undo: in every ledger that states the fact."
)
@click.option("-n", "--dry-run", is_flag=True, help="With --all-ledgers: only show what would change.")
@actor_option
@base_option
@database_option
@json_option
def command(  # noqa: PLR0913 - one parameter an option
    *,
    movie_id: int,
    actor: str | None,
    base: str,
    database: str | None,
    as_json: bool,
    all_ledgers: bool,
    dry_run: bool,
    **asked: Any,  # noqa: ANN401 - the options, for `_read_command`
) -> int:
    """Decide about a FIGURE of a ledger, and check the ledger again.

    Reasons: title_or_name, common_knowledge, quoted_opinion, unlinkable_source,
    checker_misread, other.

    \b
    Examples:
      ledgergen decide 452008 fig-3b411857 --use 1
      ledgergen decide 452008 fig-9f6f8402 --waive title_or_name
      ledgergen decide 452008 --undo
      ledgergen decide 452008 fig-3b411857 --use 1 --all-ledgers --dry-run
    """
    from ledgergen.cli.app import EXIT_CLEAN, EXIT_FINDINGS
    from ledgergen.cli.decide_all import correct_all, undo_all
    from ledgergen.core.review.commands import Correct, Undo
    from ledgergen.wiring_review import open_desk

    decision = _read_command(**asked)
    if all_ledgers and not isinstance(decision, Correct | Undo):
        raise click.UsageError("--all-ledgers goes with --use, --text or --undo")
    if dry_run and not (all_ledgers and isinstance(decision, Correct)):
        raise click.UsageError("--dry-run goes with --all-ledgers and --use or --text")
    with open_desk(resolve(database=database)) as parts:
        who = find_actor(actor, parts.people, action="decide")
        if all_ledgers and isinstance(decision, Correct):
            return correct_all(parts, movie_id, decision, actor=who, dry_run=dry_run, as_json=as_json)
        if all_ledgers:
            return undo_all(parts, movie_id, actor=who, as_json=as_json)
        opened = parts.desk.decide(movie_id, decision, actor=who, base=base)
    print_opened(opened, as_json=as_json)
    return EXIT_FINDINGS if opened.review.gate else EXIT_CLEAN


def _read_command(  # noqa: PLR0913 - one parameter an option
    *,
    figure: str,
    option: int | None,
    replacement: str | None,
    everywhere: bool,
    reason: str | None,
    comment: str,
    remove: bool,
    source_name: str | None,
    quote: str,
    url: str,
    undo: bool,
) -> Command:
    from ledgergen.core.review import commands as c

    ways = {
        "--use": option is not None,
        "--text": replacement is not None,
        "--waive": reason is not None,
        "--remove": remove,
        "--source": source_name is not None,
        "--undo": undo,
    }
    chosen = [way for way, is_chosen in ways.items() if is_chosen]
    if len(chosen) > 1 or not (chosen or comment):
        given = f", not {' and '.join(chosen)}" if chosen else ""
        raise click.UsageError(f"say one of {', '.join(ways)}{given}")
    if undo:
        return c.Undo()
    if not figure:
        raise click.UsageError("name the figure, as `ledgergen show` does")
    if option is not None or replacement is not None:
        return c.Correct(figure=figure, option=option, text=replacement or "", everywhere=everywhere)
    if reason is not None:
        return c.Waive(figure=figure, reason=reason, comment=comment)
    if remove:
        return c.Remove(figure=figure)
    if source_name is not None:
        return c.AddSource(figure=figure, name=source_name, quote=quote, url=url)
    return c.Comment(figure=figure, comment=comment)
