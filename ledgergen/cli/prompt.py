"""`ledgergen prompt`: exactly what would be sent to a model, with tokens and price."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import click

from ledgergen.cli.options import facts_option, film_options, json_option, model_options, resolve


@click.command(name="prompt")
@film_options
@model_options
@facts_option
@json_option
def command(  # noqa: PLR0913 - one parameter an option
    *,
    movie_id: int,
    title: str | None,
    director: str | None,
    year: int | None,
    model: str | None,
    base_url: str | None,
    facts: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Print what would be sent to a model for a film; send nothing.

    Tokens and price are estimates and go to stderr.

    \b
    Examples:
      ledgergen prompt --movie-id 452008
      ledgergen prompt --movie-id 452008 --model gpt-5-mini --json
    """
    from ledgergen.adapters.models.prices import find_cost
    from ledgergen.core.drafting.prompt import build_draft_prompt, estimate_tokens, find_shared_chars
    from ledgergen.model.film import FilmRef
    from ledgergen.model.report import Usage
    from ledgergen.runs.draft import gather_dossier
    from ledgergen.wiring import BUILT_IN, DEFAULT_MODEL, build_kit, build_sources

    resolved = resolve(model=model, base_url=base_url, facts=facts)
    film = FilmRef(movie_id=movie_id, title=title, director=director, year=year)
    kit = build_kit(resolved)
    dossier = asyncio.run(gather_dossier(film, sources=build_sources(resolved)))
    prompt = build_draft_prompt(dossier, templates=kit.templates, exemplars=kit.exemplars)

    name = resolved.settings.model
    name = DEFAULT_MODEL if name in {None, BUILT_IN} else name
    assert name is not None
    usage = Usage(input_tokens=estimate_tokens(prompt), output_tokens=_LEDGER_TOKENS, calls=1)
    cost = find_cost(usage, model=name, base_url=resolved.settings.base_url or "https://api.openai.com/v1")
    messages = [{"role": message.role, "content": message.content} for message in prompt.messages]
    if as_json:
        estimate = {
            "model": name,
            "input_tokens": usage.input_tokens,
            "output_tokens": usage.output_tokens,
            "cost_usd": None if cost is None else str(cost),
        }
        click.echo(json.dumps({"messages": messages, "estimate": estimate}, indent=2, ensure_ascii=False))
        return
    for message in messages:
        click.echo(f"--- {message['role']} ---\n{message['content']}\n")
    shared = find_shared_chars(prompt) / sum(len(message.content) for message in prompt.messages)
    price = "price unknown" if cost is None else f"about ${cost:.4f} a draft"
    click.echo(
        f"about {usage.input_tokens:,} tokens in, of which {shared:.0%} are the same for every film, "
        f"and {usage.output_tokens:,} out; {name}: {price}",
        err=True,
    )


_LEDGER_TOKENS = 900
"""What a ledger of 430 words with its citations comes to, as JSON."""
