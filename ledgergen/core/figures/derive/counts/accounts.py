"""How many accounts there are of one amount: “by the better of two estimates”, “two auditors”.

Sources that disagree are counted like what they tell: facts of one attribute of one
subject, in one country, with different values. One of these must stand in the sentence,
or in the one before it, for two of everything are soon found.
"""

from __future__ import annotations

from collections import defaultdict

from ledgergen.core.figures.bind.before import find_before
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN, Datum
from ledgergen.core.figures.facts.stating import states
from ledgergen.core.figures.mention import Hedge, Kind
from ledgergen.core.figures.wordlists import word_set


def derive_accounts(claim: Claim, reading: Reading) -> Derivation | None:
    """Return the number of values that sources give of an amount which the text states nearby."""
    mention = claim.mention
    if mention.kind is not Kind.COUNT or mention.hedge is not Hedge.NONE or mention.value < _LEAST:
        return None
    if not counts_accounts(claim, reading):
        return None
    before = find_before(claim, reading)
    first = before.start if before else claim.first
    near = [other for other in reading.mentions_between(first, claim.end) if other.start != mention.start]
    for accounts in _find_accounts(claim, reading):
        values = {datum.value for datum in accounts}
        if len(values) == mention.value and any(states(m, datum) for m in near for datum in accounts):
            formula = f"{'; '.join(datum.fact.value for datum in accounts)}: {len(values)} accounts"
            return Derivation(formula=formula, inputs=tuple(accounts), what="accounts of one amount")
    return None


def counts_accounts(claim: Claim, reading: Reading) -> bool:
    """Tell whether a number counts accounts: “two rival registers”."""
    behind = reading.words_between(claim.right, min(claim.right + _NOUN, claim.end))
    return not _ACCOUNTS.isdisjoint((*claim.mention.noun.split(), *behind))


def _find_accounts(claim: Claim, reading: Reading) -> list[list[Datum]]:
    """Return the facts of the claim's films that are of one thing, where there are several."""
    found: dict[tuple[int, str, str, str, str], list[Datum]] = defaultdict(list)
    for film in dict.fromkeys((*claim.films, MAIN)):
        for datum in reading.index.entities[film].data if film != UNKNOWN else ():
            if datum.value is not None:
                found[film, datum.attribute, datum.territory, datum.event, datum.variant].append(datum)
    return [data for data in found.values() if len(data) >= _LEAST]


_LEAST = 2
_NOUN = 4
"""Tokens to the noun: “two sets of books”, “two rival registers”."""
_ACCOUNTS = word_set(
    """
    account accounts accountant accountants auditor auditors audit audits book books bookkeeper bookkeepers
    estimate estimates figure figures ledger ledgers reading readings record records register registers
    report reports source sources statement statements sum sums tally tallies total totals valuation
    valuations version versions count counts
    """
)
