"""Find what a draft took from a seed ledger: its sentences, or its figures.

Seeds are shown to the model as examples of the voice. A model that runs out of
facts may hand their text back. Two tests tell:

- *Copied text*: runs of eight words (shingles) of a seed, compared without
  case and punctuation. A run made mostly of names or numbers does not count:
  "the Academy Award for Best Foreign Language Film" belongs to nobody.
- *Canaries*: distinctive amounts of a seed, such as "$130,000". One of them in
  another film's ledger, and not in that film's dossier, was not researched.

A seed never counts against a ledger of its own film.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from ledgergen.core.article.names import normalize_name
from ledgergen.core.article.parse import parse_article
from ledgergen.model.dossier import Dossier

SHINGLE = 8
"""Words in a row that make a copy."""
_PLAIN_WORDS = 5
"""How many of them must be written small: names and figures recur honestly."""

_MAX_WORDS = 20_000
"""How far repeats are looked for: forty ledgers long, and bounded in memory."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_AMOUNT = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?)"
    r"(?:[ \u00a0](?P<scale>thousand|million|billion|trillion)\b)?"
)
_SIGN = re.compile(r"(?P<sign>[$€£¥₩₹])[ \u00a0]?\Z")
_SCALES = {
    "": Decimal(1),
    "thousand": Decimal(10**3),
    "million": Decimal(10**6),
    "billion": Decimal(10**9),
    "trillion": Decimal(10**12),
}


Owner = tuple[int | None, str]
"""Whose words they are: a seed's movie id and title."""


class Copy(NamedTuple):
    """A run of words that stands in a seed."""

    start: int
    end: int
    n_words: int
    seed: str


class Amount(NamedTuple):
    """An amount of money or a long number, as written in a text."""

    start: int
    end: int
    sign: str
    value: Decimal
    precision: Decimal
    """The worth of the last digit written."""
    n_digits: int
    """Significant digits written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedIndex:
    """What the seeds say, by shingle and by amount."""

    shingles: Mapping[tuple[str, ...], tuple[Owner, ...]]
    amounts: Mapping[tuple[str, Decimal], tuple[Owner, ...]]


@lru_cache(maxsize=8)
def build_seed_index(seeds: tuple[str, ...]) -> SeedIndex:
    """Index seed ledgers. The same seeds give the same index, built once."""
    shingles: dict[tuple[str, ...], tuple[Owner, ...]] = {}
    amounts: dict[tuple[str, Decimal], tuple[Owner, ...]] = {}
    for seed in seeds:
        article = parse_article(seed)
        owner = article.movie_id, article.movie_title or article.film
        for section in article.sections:
            words = [match[0].casefold() for match in _WORD.finditer(section)]
            for index in range(len(words) - SHINGLE + 1):
                shingle = tuple(words[index : index + SHINGLE])
                shingles[shingle] = _add(shingles.get(shingle, ()), owner)
            for amount in find_amounts(section):
                key = amount.sign, amount.value
                amounts[key] = _add(amounts.get(key, ()), owner)
    return SeedIndex(shingles=shingles, amounts=amounts)


def _add(owners: tuple[Owner, ...], owner: Owner) -> tuple[Owner, ...]:
    return owners if owner in owners else (*owners, owner)


def find_copies(text: str, start: int, end: int, *, seeds: SeedIndex, film: Owner) -> Iterator[Copy]:
    """Yield the longest runs of words between two offsets that stand in one of the seeds."""
    if not seeds.shingles:
        return
    words = list(_WORD.finditer(text, start, end))
    folded = [word[0].casefold() for word in words]
    index = 0
    while index + SHINGLE <= len(words):
        owner = _find_owner(seeds.shingles.get(tuple(folded[index : index + SHINGLE]), ()), film)
        if owner is None or sum(word[0].islower() for word in words[index : index + SHINGLE]) < _PLAIN_WORDS:
            index += 1
            continue
        last = index + SHINGLE
        while last < len(words) and _find_owner(
            seeds.shingles.get(tuple(folded[last - SHINGLE + 1 : last + 1]), ()), film
        ):
            last += 1
        yield Copy(words[index].start(), words[last - 1].end(), last - index, owner)
        index = last


def find_repeats(text: str, spans: Sequence[tuple[int, int]], *, n_words: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of runs of words that stood earlier in the same text."""
    seen: set[tuple[str, ...]] = set()
    for start, end in spans:
        words = list(islice(_WORD.finditer(text, start, end), _MAX_WORDS - len(seen)))
        folded = [word[0].casefold() for word in words]
        index = 0
        while index + n_words <= len(words):
            last = index + n_words
            if tuple(folded[index:last]) not in seen:
                seen.add(tuple(folded[index:last]))
                index += 1
                continue
            while last < len(words) and tuple(folded[last - n_words + 1 : last + 1]) in seen:
                last += 1
            yield words[index].start(), words[last - 1].end()
            index = last


def find_amounts(text: str, start: int = 0, end: int | None = None) -> Iterator[Amount]:
    """Yield amounts of money, and bare numbers of five digits and more."""
    for match in _AMOUNT.finditer(text, start, len(text) if end is None else end):
        digits = match["number"].replace(",", "")
        # The sign is looked for backwards: a pattern that starts with a digit is searched fast.
        before = _SIGN.search(text, max(start, match.start() - 2), match.start())
        sign, scale = before["sign"] if before else "", match["scale"] or ""
        try:
            value = Decimal(digits) * _SCALES[scale]
        except InvalidOperation:
            continue
        if not sign and (scale or value < 10_000):
            continue
        yield Amount(
            start=before.start() if before else match.start(),
            end=match.end(),
            sign=sign,
            value=value,
            precision=_SCALES[scale].scaleb(-len(digits.partition(".")[2])),
            n_digits=len(digits.replace(".", "").strip("0")),
        )


def find_canaries(
    amounts: Iterable[Amount], *, seeds: SeedIndex, film: Owner, dossier: Dossier | None
) -> Iterator[tuple[Amount, str]]:
    """Yield those amounts of a text that are a seed's and do not stand in the text's dossier.

    Without a dossier only amounts that are no round sums count: a budget of
    $15 million is nobody's own.
    """
    for amount in amounts:
        owner = _find_owner(seeds.amounts.get((amount.sign, amount.value), ()), film)
        if owner is None or amount.n_digits < 2:
            continue
        is_round = amount.n_digits < 3 and amount.precision >= 10_000
        is_excused = is_round if dossier is None else _holds(dossier, amount)
        if not is_excused:
            yield amount, owner


def _find_owner(owners: tuple[Owner, ...], film: Owner) -> str | None:
    """Return the title of a seed of another film; None where the film's own seed has it too."""
    if not owners or any(_is_same(owner, film) for owner in owners):
        return None
    return owners[0][1] or "another ledger"


def _is_same(seed: Owner, film: Owner) -> bool:
    """Tell whether two are one film: by id, or by title where an id could not be read."""
    if seed[0] is not None and film[0] is not None:
        return seed[0] == film[0]
    return bool(film[1]) and normalize_name(seed[1]) == normalize_name(film[1])


def _holds(dossier: Dossier, amount: Amount) -> bool:
    """Tell whether a dossier has this amount, in a fact or in the words of a passage."""
    for fact in dossier.facts:
        try:
            if abs(Decimal(fact.value) - amount.value) <= amount.precision:
                return True
        except InvalidOperation:
            continue
    return any(
        other.value == amount.value for passage in dossier.passages for other in find_amounts(passage.text)
    )
