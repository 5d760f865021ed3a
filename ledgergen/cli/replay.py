"""`ledgergen replay`: a recorded draft again, with no network, to the same bytes."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import click

from ledgergen.cli.options import json_option, resolve


@click.command(name="replay")
@click.argument("record", type=click.Path(path_type=Path))
@click.option("--in-order", is_flag=True, help="Give the replies in their order, even to other prompts.")
@click.option(
    "-o",
    "--output-file",
    "output",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Write the ledger to this file; '-' is stdout.",
)
@json_option
def command(*, record: Path, in_order: bool, output: Path | None, as_json: bool) -> int:
    """Replay RECORD and compare the ledger that comes of it with the recorded one.

    Exit 1 when it is another text.

    \b
    Examples:
      ledgergen replay evals/drafting/452008-closeness.record.json
      ledgergen replay old.record.json --in-order -o -
    """
    from ledgergen.adapters.atomic import write_text_atomically
    from ledgergen.adapters.records import load_record
    from ledgergen.runs.recording import replay_record
    from ledgergen.wiring import build_kit

    loaded = load_record(record)
    replayed = asyncio.run(replay_record(loaded, kit=build_kit(resolve()), in_order=in_order))
    text = replayed.outcome.text if replayed.outcome else ""
    if as_json:
        value = {
            "model": loaded.model,
            "movie_id": loaded.dossier.movie_id,
            "same": replayed.is_same,
            "recorded_sha256": loaded.text_sha256,
            "text_sha256": replayed.text_sha256,
        }
        click.echo(json.dumps(value, indent=2))
    elif str(output) == "-":
        click.echo(text, nl=False)
    if output is not None and str(output) != "-":
        write_text_atomically(output, text)
    said = "the same text" if replayed.is_same else "ANOTHER text"
    what = f"{loaded.dossier.title}, {loaded.model}, {len(loaded.answers)} answers"
    click.echo(
        f"{what}: {said} ({_name(replayed.text_sha256)}, recorded {_name(loaded.text_sha256)})", err=True
    )
    return 0 if replayed.is_same else 1


def _name(digest: str | None) -> str:
    return "no ledger" if digest is None else digest[:12]
