"""What a run over a list would ask for and cost, from the prompts it would send.

Prompts are built for real, for a sample spread evenly over long lists. What no
prompt can tell is how long replies are and how many need repair: where the
journal has outcomes of this model, they say it, else the figures of an ordinary
first run do.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ledgergen.codec import hash_prompt
from ledgergen.core.batch.pricing import Price
from ledgergen.core.drafting.prompt import build_draft_prompt, estimate_tokens
from ledgergen.errors import LedgergenError
from ledgergen.model.batch import FilmOutcome, State
from ledgergen.model.prompt import Prompt
from ledgergen.model.report import Usage
from ledgergen.runs.batch.feed import Feed, Job, ListParts
from ledgergen.runs.draft import gather_dossier

MAX_SAMPLE = 200
_MAX_HISTORY = 500
_MIN_HISTORY = 5
_CALLS_PER_FILM = Decimal("1.3")
_REPLY_TOKENS = 900
"""A ledger of 430 words with its citations, as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What a run would come to."""

    n_films: int
    n_finished: int
    n_unknown: int
    """Films that no draft can be written of, as far as the sample tells."""
    n_calls: int
    n_paid: int
    """Drafts whose reply is in the completion store."""
    input_tokens: int
    output_tokens: int
    cost_usd: Decimal | None
    basis: str

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        value: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        value["cost_usd"] = None if self.cost_usd is None else str(self.cost_usd)
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class _Habit:
    """How a model's replies run."""

    calls: Decimal
    """Per film."""
    reply_tokens: Decimal
    cached: Decimal
    """Share of the input."""
    scale: Decimal
    """Input tokens that the server counts, over those estimated."""
    words: str


async def estimate_batch(parts: ListParts, *, price: Price | None) -> Estimate:
    """Estimate what a run with these parts would ask for and cost; asks no model."""
    feed = Feed(parts)
    n_films, sample = _draw_sample(feed)
    prompts = [prompt for job in sample if (prompt := await _build(parts, job)) is not None]
    share = Decimal(n_films) / max(len(sample), 1)
    model = parts.recipe.model
    paid = [p for p in prompts if parts.find_reply(hash_prompt(p, model=model)) is not None]
    asked = [prompt for prompt in prompts if prompt not in paid]
    habit = _find_habit(parts, asked)
    n_calls = round(len(asked) * share * habit.calls)
    tokens = sum(map(estimate_tokens, asked)) * share * habit.calls * habit.scale
    usage = Usage(
        input_tokens=round(tokens),
        cached_tokens=round(tokens * habit.cached),
        output_tokens=round(n_calls * habit.reply_tokens),
    )
    return Estimate(
        n_films=n_films,
        n_finished=feed.n_skipped,
        n_unknown=round((len(sample) - len(prompts)) * share),
        n_calls=n_calls,
        n_paid=round(len(paid) * share),
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        cost_usd=None if price is None else price.find_cost(usage),
        basis=habit.words,
    )


def _draw_sample(feed: Feed) -> tuple[int, list[Job]]:
    """Count the films to draft, and keep some of them, evenly spread."""
    n_films, stride = 0, 1
    sample: list[Job] = []
    for job in feed.walk():
        if job is None:
            continue
        if n_films % stride == 0:
            sample.append(job)
            if len(sample) > MAX_SAMPLE:
                sample, stride = sample[::2], stride * 2
        n_films += 1
    return n_films, sample


async def _build(parts: ListParts, job: Job) -> Prompt | None:
    try:
        dossier = await gather_dossier(job.entry.film, sources=parts.sources)
    except LedgergenError:
        return None
    return build_draft_prompt(dossier, templates=parts.kit.templates, exemplars=parts.kit.exemplars)


def _find_habit(parts: ListParts, prompts: list[Prompt]) -> _Habit:
    outcomes = list(itertools.islice(_list_telling(parts), _MAX_HISTORY))
    if len(outcomes) < _MIN_HISTORY or not prompts:
        words = "the habits of an ordinary first run"
        return _Habit(
            calls=_CALLS_PER_FILM,
            reply_tokens=Decimal(_REPLY_TOKENS),
            cached=Decimal(0),
            scale=Decimal(1),
            words=words,
        )
    n_calls = sum(outcome.usage.calls for outcome in outcomes)
    n_input = sum(outcome.usage.input_tokens for outcome in outcomes)
    per_prompt = Decimal(sum(map(estimate_tokens, prompts))) / len(prompts)
    return _Habit(
        calls=Decimal(n_calls) / len(outcomes),
        reply_tokens=Decimal(sum(outcome.usage.output_tokens for outcome in outcomes)) / n_calls,
        cached=Decimal(sum(outcome.usage.cached_tokens for outcome in outcomes)) / max(n_input, 1),
        scale=Decimal(n_input) / n_calls / per_prompt,
        words=f"the replies of {len(outcomes):,} films drafted before",
    )


def _list_telling(parts: ListParts) -> list[FilmOutcome]:
    """Return outcomes of this model that were paid for in full: nothing in them was reused."""
    return [
        outcome
        for state in (State.CLEAN, State.HELD)
        for outcome in itertools.islice(
            parts.films.list_model_outcomes(parts.recipe.model, state=state), _MAX_HISTORY
        )
        if outcome.usage.calls and not outcome.n_reused
    ]
