"""What parts a fact from a claim: another subject, attribute, currency, territory or event.

A fact *fits* a claim when nothing that the sentence says parts them. What only
one of the two says parts nothing: precision comes from contradicting what is
said, never from demanding what is not.
"""

from __future__ import annotations

from itertools import pairwise

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.shoot import is_of_other_work
from ledgergen.core.figures.bind.vocabulary import RATERS
from ledgergen.core.figures.closed_classes import INDEFINITE, PERSONAL_POSSESSIVES
from ledgergen.core.figures.facts.attributes import GROUPS, OTHER_RECEIPTS, SUMS
from ledgergen.core.figures.facts.counted import HOUSES, TALLIES
from ledgergen.core.figures.facts.datum import MAIN, Datum
from ledgergen.core.figures.facts.index import FactIndex
from ledgergen.core.figures.facts.rows import is_of_other_row
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.wordlists import word_set


def find_parting(  # noqa: PLR0911  first answers, in order
    claim: Claim, datum: Datum, index: FactIndex
) -> str:
    """Return what parts a fact from a claim: `subject`, `territory`, …; empty if nothing does."""
    is_anywhere = datum.subject == MAIN and datum.attribute in _ANYWHERE and not _is_of_other(claim, datum)
    if datum.attribute == "film_number" and is_of_other_row(claim, datum, index):
        return "kind"
    if datum.attribute == "film_number" and _is_purpose(claim):
        return "" if datum.subject == MAIN else "subject"
    if datum.subject not in claim.films and not is_anywhere and not _is_of_party(claim, datum, index):
        return "subject"
    kind = claim.mention.kind
    if kind is Kind.MONEY:
        if is_of_other_currency(claim.mention, datum, index):
            return "currency"
        group = GROUPS.get(datum.attribute, "other")
        if (
            claim.group
            and claim.group != group
            and not any(spans(claim, datum, index) for spans in _SPANNING)
        ):
            return "attribute"
    is_share = claim.next_word in _RELATED or not _SHARING.isdisjoint(claim.words)
    if kind is Kind.PERCENT and is_share and RATERS.isdisjoint(claim.words):
        return "attribute"
    if _measures_another(claim, datum):
        return "attribute"
    is_own = claim.territory == "home" and _HOMES.get(datum.unit) == datum.territory
    if not is_own and is_elsewhere(claim.territory, datum.territory, index.home):
        return "territory"
    is_counted = datum.attribute in TALLIES
    is_other_event = bool(claim.event and datum.event) and claim.event != datum.event
    return "event" if is_counted and is_other_event else ""


def _measures_another(claim: Claim, datum: Datum) -> bool:
    """Tell whether the words around a figure are of another count or stretch than a fact's."""
    match datum.attribute:
        case "film_number":  # “three earlier harbors” make the next one the fourth
            return claim.mention.kind is Kind.COUNT and bool(claim.mention.noun)
        case "opening_weekend":
            return is_of_other_stretch(claim)
        case "shooting_days":
            return is_of_other_work(claim)
        case _:
            return False


def is_of_other_stretch(claim: Claim) -> bool:
    """“The first week brought”, “in its first month”: a weekend is neither."""
    return any(pair in _STRETCHES for pair in pairwise(claim.words)) and _WEEKENDS.isdisjoint(claim.words)


_STRETCHES = frozenset(
    (one, other) for one in ("first", "opening") for other in ("week", "day", "month", "fortnight", "year")
)
_WEEKENDS = frozenset({"weekend", "sunday"})
_HOMES = {
    "AUD": "Australia", "NZD": "New Zealand", "CAD": "Canada", "GBP": "UK", "JPY": "Japan", "INR": "India",
    "KRW": "South Korea", "CNY": "China", "HKD": "Hong Kong", "TWD": "Taiwan", "BRL": "Brazil",
    "MXN": "Mexico", "RUB": "Russia", "SEK": "Sweden", "NOK": "Norway", "DKK": "Denmark", "FRF": "France",
    "DEM": "Germany", "ITL": "Italy", "PLN": "Poland", "TRY": "Turkey", "THB": "Thailand",
}  # fmt: skip
"""What was taken in a country's own money “at home” was taken there."""


def _is_of_other(claim: Claim, datum: Datum) -> bool:
    """“*Dusk* had gathered $3.9 million” says nothing of what another film's advertising cost."""
    is_called = GROUPS.get(datum.attribute) == claim.group
    return claim.is_governed and datum.attribute == "marketing_cost" and not is_called


def _is_of_party(claim: Claim, datum: Datum, index: FactIndex) -> bool:
    """“Soto took $180,000”: of a person the sentence names; a company may be “the studio” to it."""
    return datum.subject in claim.parties or datum.subject in index.parties


def _is_purpose(claim: Claim) -> bool:
    """“What *Coral* had needed, for his third feature”: the purpose is the film itself."""
    if claim.mention.kind is not Kind.ORDINAL:
        return False
    before = claim.words[max(claim.left - claim.first - 2, 0) : claim.left - claim.first]
    if before[-1:] in _OWNERS and (claim.words[:1] == ("its",) or "this" in claim.words):
        return True  # “Its author proposed … his forty-seventh feature”, “this would be his third”
    return len(before) == 2 and before[0] == "for" and before[1] in INDEFINITE | PERSONAL_POSSESSIVES


_OWNERS = {(word,) for word in PERSONAL_POSSESSIVES}


def is_of_other_currency(mention: Mention, datum: Datum, index: FactIndex) -> bool:
    """Tell whether an amount is stated in another currency than a fact's."""
    is_named = mention.kind is Kind.MONEY and mention.unit not in {"", datum.unit}
    return is_named and not (_is_local_dollar(mention, datum, index) or _is_yuan(mention, datum, index))


def _is_yuan(mention: Mention, datum: Datum, index: FactIndex) -> bool:
    """The sign “¥” is China's, too: where none of the film's amounts are Japanese."""
    if not mention.text.startswith("¥") or datum.unit != "CNY":
        return False
    return all(other.unit != "JPY" for other in index.entities[datum.subject].data)


def _is_local_dollar(mention: Mention, datum: Datum, index: FactIndex) -> bool:
    """Tell whether a bare “$” may mean the fact's own dollars: where none of the film's are American."""
    if not mention.text.startswith("$") or datum.unit not in _DOLLARS:
        return False
    return all(other.unit != "USD" for other in index.entities[datum.subject].data)


_DOLLARS = frozenset({"AUD", "CAD", "NZD", "HKD", "SGD", "TWD"})


def _is_rate(claim: Claim, datum: Datum, _: FactIndex) -> bool:
    """“20 rupees a day”, where the fact is of a day."""
    period = datum.fact.qualifiers.get("period", "").split()
    behind = claim.words[claim.right - claim.first :][:2]
    return (
        bool(period) and behind[:1] in {("a",), ("per",), ("each",)} and behind[1:] == (period[-1].lower(),)
    )


def _is_stake(claim: Claim, datum: Datum, index: FactIndex) -> bool:
    """“The smaller, freer loan: €13.5 million”: where facts know of no loan, it is the investment."""
    if not claim.is_open or GROUPS.get(datum.attribute) != "cost":
        return False
    return claim.group != "loan" or not any(index.by_attribute.get(name) for name in ("loan", "grant"))


def _is_fee(claim: Claim, datum: Datum, _: FactIndex) -> bool:
    """“Janet Leigh cost $25,000 of it”: what a person costs is what she is paid."""
    return datum.attribute == "salary" and claim.group == "cost" and datum.subject in claim.parties


def _is_included(claim: Claim, datum: Datum, _: FactIndex) -> bool:
    """“With prints and publicity the exposure reached $44 million”: of a cost that includes them."""
    included = datum.fact.qualifiers.get("includes", "").lower()
    return claim.group == "marketing" and not _SELLING.isdisjoint(included.split())


def _is_named(  # noqa: PLR0911  first answers, in order
    claim: Claim, datum: Datum, _: FactIndex
) -> bool:
    """Tell whether the sentence names an attribute of its own by its own words: sales, royalties, rentals."""
    group = GROUPS.get(datum.attribute, "")
    if group == "opening" and claim.group == "gross":
        if claim.is_weak:
            return not HOUSES.isdisjoint(claim.words)  # “seven theaters, producing $269,225”
        before = claim.words[max(claim.left - claim.first - _DOING, 0) : claim.left - claim.first]
        if "limited" in before:
            return True  # “the limited float earned $601,851”
        return not HOUSES.isdisjoint(before) and not _FEW_HOUSES.isdisjoint(before)
    if group in _FOUR_SURE and datum.attribute != "rentals":
        return False
    if claim.group == "gross" and datum.attribute in OTHER_RECEIPTS:
        return True
    if claim.is_weak and not (claim.territory and group == "marketing"):
        return True  # “closed at $65 million globally” is no cost of advertising
    return any(word in claim.words for word in datum.attribute.split("_"))


_SPANNING = (_is_named, _is_rate, _is_stake, _is_fee, _is_included)
"""What lets a fact answer though its attribute has other words than the sentence."""
_SELLING = frozenset({"advertising", "marketing", "publicity", "promotion", "p&a"})
_DOING = 5
_FEW_HOUSES = word_set("those these both they two three four five six seven eight nine ten the single")
"""“Those houses yielded $61,901”: so many as a film opens in."""
_FOUR_SURE = SUMS
"""Groups whose words are many and well known: an amount of another kind may be told in any words."""

_ANYWHERE = frozenset({"grant", "loan", "salary", "marketing_cost", "aspect_ratio"})
"""A film's grants and fees are told in sentences about others."""


_RELATED = frozenset({"of", "over", "above", "below", "under", "more", "less", "higher", "lower", "short"})
"""A percentage that stands before one of these is of an amount, or is set beside one."""
_SHARING = word_set(
    """
    supplied supplying contributed contributing accounted represented amounted consumed swallowed absorbed
    overrun share portion fraction whom
    """
)
"""Words of parts and wholes: a percentage beside them rates nothing."""


def is_elsewhere(said: str, known: str, home: frozenset[str]) -> bool:
    """Tell whether two territories, both said, are different ones."""
    if not said or not known or said == known:
        return False
    if said == "home":
        return known not in home
    return not (said in home and known == "home")
