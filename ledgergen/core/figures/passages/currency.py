"""Amounts whose currency is a word and no code: crowns, pesos, thalers.

A number with such a word is money all the same, and never that of another
currency: “5.3 million thalers” proves no “$5.3 million”.
"""

from __future__ import annotations

from ledgergen.core.figures.bind.vocabulary import CUES
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.scan.lexicon.money import AMBIGUOUS_CURRENCIES


def is_other_currency(stated: Mention, evidence: Mention) -> bool:
    """Tell whether one of two amounts is in a currency, and the other in a word for none that it could be.

    “40,000 crowns” are of Sweden or Norway, and “12 million thalers” of whoever strikes them: no dollars.
    """
    for money, other in ((stated, evidence), (evidence, stated)):
        if money.kind is not Kind.MONEY or not money.unit:
            continue
        if other.kind is Kind.MONEY and not other.unit:
            last = other.text.rsplit(maxsplit=1)[-1].lower()
            return last in AMBIGUOUS_CURRENCIES and money.unit in _NEVER_SHARED
        if other.kind is Kind.COUNT and other.noun:
            return other.noun.rsplit(maxsplit=1)[-1] not in _AMOUNTS
    return False


_NEVER_SHARED = frozenset(
    {"USD", "GBP", "EUR", "JPY", "CNY", "KRW", "INR", "FRF", "DEM", "ITL", "CAD", "AUD", "HKD"}
)
"""Currencies that are called neither crown nor peso, dinar or shilling."""
_AMOUNTS = frozenset(
    {row.words[0] for rows in CUES.values() for row in rows if row.kind == "money" and len(row.words) == 1}
)
