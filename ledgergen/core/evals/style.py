"""How far a ledger's manner is from the seeds': four numbers, and one distance.

Length, sentence length, words of finance per hundred, and variety (different
words among the first 300) are taken of every seed; the distance of a text is
how many of the seeds' own standard deviations it lies away, on average over
the four. Below 1 it might be one of them. It says nothing of quality: it finds
the model that writes half as much, or in another voice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from decimal import Decimal
from functools import lru_cache

from ledgergen.core.article.overlap import build_seed_index, find_copies
from ledgergen.core.article.parse import parse_article
from ledgergen.core.metrics import Share

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_STOP = re.compile(r"[.!?](?=[\s”\"’)]|$)")
_VARIETY_WORDS = 300
_LEAST_SPREAD = Decimal("0.1")
"""Of the mean: a few seeds of one hand are more alike than ledgers need be."""

_FINANCE_WORDS = """
account accounts asset assets audit audited balance bankrupt bet bond book books borrow borrowed
budget capital capitalize cash coin collateral commercial commodity compound cost costs credit
creditor creditors currency debt debts default deferred depreciate derivative discount dividend
dividends earn earned earnings equity escrow expense exposure finance financed financial financing
fund funded funds gamble gross guarantee hedge hedged holding holdings insurance interest invest
invested investment investor investors issue lease ledger lend lender lenders lent leverage
leveraged liabilities liability liquid liquidity loan loss losses margin market markets maturity
mortgage offering option options outlay owed owner payroll pledge pledged portfolio position
premium price priced prices principal profit profitable profits prospectus receipts receivership
reserve reserves return returned returns revenue risk risks rival royalty salary sale savings
securities security settle settled share shares solvent speculation speculative stake staked stock
surety tax trade traded trust underwrite underwriter underwriters underwritten valuation value
valued venture volatile volatility wager wagered wealth worth yield yielded
"""
FINANCE = frozenset(_FINANCE_WORDS.split())
"""The seeds' way of speaking: a career as a portfolio."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A text's manner in four numbers."""

    n_words: Decimal
    sentence_words: Decimal
    finance_share: Decimal
    """Per hundred words."""
    variety: Decimal
    """Different words among the first 300, per word."""


def measure_style(text: str) -> Style | None:
    """Measure the prose of a ledger's four sections, or None where there is none."""
    prose = "\n".join(parse_article(text).sections)
    words = [word[0].casefold() for word in _WORD.finditer(prose)]
    if not words:
        return None
    first = words[:_VARIETY_WORDS]
    n_sentences = max(1, len(_STOP.findall(prose)))
    return Style(
        n_words=Decimal(len(words)),
        sentence_words=Decimal(len(words)) / n_sentences,
        finance_share=Decimal(100 * sum(word in FINANCE for word in words)) / len(words),
        variety=Decimal(len(set(first))) / len(first),
    )


def find_distance(text: str, seeds: tuple[str, ...]) -> Decimal | None:
    """Return how many spreads of the seeds a text is from their mean, or None without either."""
    style, profile = measure_style(text), _build_profile(seeds)
    if style is None or not profile:
        return None
    parts = [
        abs(value - mean) / spread for value, (mean, spread) in zip(astuple(style), profile, strict=True)
    ]
    return sum(parts, Decimal(0)) / len(parts)


def find_overlap(text: str, seeds: tuple[str, ...]) -> Share:
    """Count the words of the four sections that stand in runs taken from a seed of another film."""
    article = parse_article(text)
    body = "\n".join(article.sections)
    film = article.movie_id, article.movie_title or article.film
    copies = find_copies(body, 0, len(body), seeds=build_seed_index(seeds), film=film)
    return Share(hits=sum(copy.n_words for copy in copies), of=len(_WORD.findall(body)))


@lru_cache(maxsize=4)
def _build_profile(seeds: tuple[str, ...]) -> tuple[tuple[Decimal, Decimal], ...]:
    styles = [astuple(style) for seed in seeds if (style := measure_style(seed)) is not None]
    if not styles:
        return ()
    return tuple(_sum_up(values) for values in zip(*styles, strict=True))


def _sum_up(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    mean = sum(values, Decimal(0)) / len(values)
    spread = (sum(((value - mean) ** 2 for value in values), Decimal(0)) / len(values)).sqrt()
    return mean, max(spread, mean * _LEAST_SPREAD, Decimal("0.01"))
