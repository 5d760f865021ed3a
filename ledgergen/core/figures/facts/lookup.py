"""Look a claim up among the facts: which agree with it, and which contradict it.

A fact *fits* a claim when nothing that the sentence says parts them: the
subject is one the claim may be about, the attribute answers to the cue that
binds the figure, territory, event and unit are the same wherever both are
said. Among the facts that fit, those whose value agrees prove the figure and
the others contradict it. A fact whose value agrees and which does not fit is
*astray*: a true figure in the wrong place, which is what a swap of budget and
gross, of home and world, or of two films looks like; it is named in the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ledgergen.core.figures.agree import Agreement, agree, agree_on_end, find_bounds
from ledgergen.core.figures.bind import vocabulary
from ledgergen.core.figures.bind.claim import Claim, Reading
from ledgergen.core.figures.bind.vocabulary import word_set
from ledgergen.core.figures.facts.index import MAIN, UNKNOWN, Datum, FactIndex, Pool
from ledgergen.core.figures.facts.lookup_count import ANY_AMOUNT, ANY_COUNT, find_attributes
from ledgergen.core.figures.mention import Kind, Mention


@dataclass(slots=True)
class Evidence:
    """What the facts say to one claim."""

    agreeing: list[tuple[Datum, Agreement]] = field(default_factory=list)
    against: list[Datum] = field(default_factory=list)
    """Facts that fit the claim and say otherwise."""
    astray: list[tuple[Datum, str]] = field(default_factory=list)
    """Facts of the same value that do not fit, and what parts them from the claim."""


def look_up(claim: Claim, reading: Reading) -> Evidence:
    """Sort the facts that could be meant into agreeing, contradicting and astray."""
    if named := _find_in_award(claim, reading):
        return Evidence(agreeing=[(named, Agreement.EXACT)])
    if announced := _find_announced(claim, reading):
        return Evidence(agreeing=[(announced, Agreement.EXACT)])
    evidence = Evidence()
    attributes = find_attributes(claim, reading)
    fitting = [
        datum
        for datum in _find_candidates(claim, reading.index, attributes)
        if not _find_parting(claim, datum, reading.index)
    ]
    said = _find_said(claim, fitting, reading)
    ends: list[tuple[Datum, Decimal]] = []
    bounds = None if claim.mention.is_range or not fitting else find_bounds(claim.mention)
    for datum in fitting:
        value = _convert(claim.mention, datum)
        if value is None:
            continue
        agreement = _agree(claim.mention, value, datum, bounds)
        is_other = bool(said) and datum.fact.id not in said
        if agreement and not is_other:
            evidence.agreeing.append((datum, agreement))
        elif agreement:
            evidence.astray.append((datum, "kind"))
        elif claim.mention.is_range and agree_on_end(claim.mention, value):
            ends.append((datum, value))
        elif (
            not is_other
            and attributes not in _OPEN
            and datum.subject not in reading.index.parties
            and (datum.attribute != "shooting_days" or not _SHOOTING.isdisjoint(claim.words))
            and not _counts_films(claim, attributes)
        ):
            evidence.against.append(datum)
    evidence.agreeing += _join_ends(claim, ends)
    if not evidence.agreeing and not evidence.astray:
        evidence.astray = _find_astray(claim, reading, attributes)
    return evidence


def _counts_films(claim: Claim, attributes: tuple[str, ...]) -> bool:
    """“A three-picture agreement” counts films, and says nothing of a film's place in a career."""
    return claim.mention.kind is Kind.COUNT and attributes == ("film_number",)


_SHOOTING = word_set(
    """
    shoot shooting shot film filming filmed photography camera cameras schedule scheduled production set
    """
)
_OPEN = (ANY_AMOUNT, ANY_COUNT)
"""Where a sentence does not say what it counts, no fact contradicts it."""


def _find_announced(claim: Claim, reading: Reading) -> Datum | None:
    """“His third, *The Big One*”, “his second issue. *Lucky Break* …”: the film follows its place."""
    if claim.mention.kind is not Kind.ORDINAL:
        return None
    following = reading.tokens_of(reading.sentence_of(claim.mention) + 1)
    ahead = (
        *reading.sentence_cues(claim.right, claim.right + 3),
        *reading.sentence_cues(following.start, following.start + 3),
    )
    for cue in ahead:
        if cue.kind == "film" and not cue.is_weak:
            for number in cue.entities:
                for datum in reading.index.find(number, "film_number"):
                    if datum.value == claim.mention.value:
                        return datum
    return None


def _agree(
    mention: Mention, value: Decimal, datum: Datum, bounds: tuple[Decimal, Decimal] | None
) -> Agreement | None:
    """Tell whether a fact's value agrees; `bounds` are what the mention allows, unless it is a range."""
    if bounds and not bounds[0] <= value <= bounds[1]:
        return None
    return agree(mention, value, is_approximate=datum.fact.approximate)


def _find_astray(claim: Claim, reading: Reading, attributes: tuple[str, ...]) -> list[tuple[Datum, str]]:
    """Return facts of the same value that something parts from the claim, to be named in the reason."""
    found: list[tuple[Datum, str]] = []
    index, mention = reading.index, claim.mention
    bounds = None if mention.is_range else find_bounds(mention)
    for datum in _find_answering(claim, index.all, attributes)[:_MOST_READ]:
        value = _convert(mention, datum)
        if value is None or not _agree(mention, value, datum, bounds):
            continue
        parted = _find_parting(claim, datum, index)
        if parted:
            found.append((datum, parted))
            if len(found) == _MOST_ASTRAY:
                break
    return found


_MOST_ASTRAY = 5
_MOST_READ = 500
"""A reason may name a fact that went astray; it need not read ten thousand to find one."""


def _join_ends(claim: Claim, ends: list[tuple[Datum, Decimal]]) -> list[tuple[Datum, Agreement]]:
    """A wide range is proven where both its ends are facts: “$250–275 million” by two sources."""
    middle = claim.mention.value
    if any(value < middle for _, value in ends) and any(value > middle for _, value in ends):
        return [(datum, Agreement.EXACT) for datum, _ in ends]
    return []


def _find_in_award(claim: Claim, reading: Reading) -> Datum | None:
    """Return the award whose name holds the figure: “for features made for under $500,000”."""
    text = claim.mention.text
    awards = reading.index.by_attribute.get("award", ())
    if not awards or claim.mention.kind not in _IN_AWARDS or not any(map(str.isdigit, text)):
        return None
    for datum in awards:
        if text in datum.fact.value and claim.event in {datum.event, ""}:
            return datum
    return None


_IN_AWARDS = frozenset({Kind.MONEY, Kind.COUNT, Kind.DURATION, Kind.ORDINAL})


def _find_said(claim: Claim, candidates: Sequence[Datum], reading: Reading) -> frozenset[str]:
    """Return the facts whose variant (cut, group, site, …) is named near the mention; empty if none is.

    Where one of several ratings or running times is named, the others do not answer.
    """
    named = [(datum, datum.variant) for datum in candidates if datum.variant]
    if len({value for _, value in named}) < 2:
        return frozenset()
    parts = {part.rstrip("s'"): None for _, value in named for part in value.split() if len(part) > 3}
    before = reading.words_between(max(claim.left - 6, claim.wall, claim.first), claim.left)[::-1]
    behind = reading.words_between(claim.right, min(claim.right + 5, claim.end))
    # “98% among critics and 92% among audiences”: what stands directly behind is the mention's own.
    close = behind[:2] if behind[:1] in _AMONG else ()
    for words in (close, before, behind):
        for word in words:
            if word.rstrip("s") in parts:
                return frozenset(
                    datum.fact.id
                    for datum, value in named
                    if word.rstrip("s") in {part.rstrip("s'") for part in value.split()}
                )
            if word in _ENDS:
                break
    return frozenset()


_ENDS = frozenset({";", ","})
_AMONG = {("among",), ("from",), ("with",), ("of",), ("by",)}


def _find_candidates(claim: Claim, index: FactIndex, attributes: tuple[str, ...]) -> list[Datum]:
    """Return the facts of the films that may be meant, of the kind of quantity that is stated."""
    films = (*claim.films, MAIN)
    parties = (*claim.parties, *index.parties) if claim.mention.kind is Kind.MONEY else claim.parties
    known = [number for number in dict.fromkeys((*films, *parties)) if number != UNKNOWN]
    return [datum for number in known for datum in _find_answering(claim, index.entities[number], attributes)]


def _find_answering(claim: Claim, pool: Pool, attributes: tuple[str, ...]) -> list[Datum]:
    """Return the facts that state the kind of quantity which the mention does."""
    kind = claim.mention.kind
    if attributes is ANY_AMOUNT:
        return [*pool.money, *pool.by_attribute.get("admissions", ())]
    if attributes is ANY_COUNT:
        value = claim.mention.value
        is_rated = not RATERS.isdisjoint(claim.words)
        return [
            datum
            for datum in pool.data
            if datum.value == value and not datum.is_money and datum.unit not in _NO_COUNTS
            if is_rated or datum.attribute != "vote_count"
        ]
    names = attributes or _STATED_BY.get(kind)
    if names:
        return [datum for name in names for datum in pool.by_attribute.get(name, ())]
    if kind is Kind.PERCENT:
        return pool.shares
    return pool.money if kind in {Kind.MONEY, Kind.VAGUE} else []


_NO_COUNTS = frozenset({"percent", "%", "min"})
_STATED_BY = {
    Kind.SCORE: ("rating",),
    Kind.RATIO: ("aspect_ratio",),
    Kind.DURATION: ("runtime", "shooting_days"),
}
"""The attributes that a kind of quantity can only be a value of."""


_MINUTES = {"minute": Decimal(1), "min": Decimal(1), "hour": Decimal(60), "second": Decimal(1) / 60}
_DAYS = {"day": Decimal(1), "week": Decimal(7), "fortnight": Decimal(14), "month": Decimal("30.44")}


def _convert(mention: Mention, datum: Datum) -> Decimal | None:
    """Return the fact's value in the mention's unit, or None where the two cannot be compared."""
    if datum.value is None:
        return None
    if datum.attribute == "runtime" and mention.kind is Kind.COUNT:
        return datum.value
    if mention.kind is not Kind.DURATION:
        return datum.value
    table = _MINUTES if datum.attribute == "runtime" else _DAYS
    worth = table.get(mention.unit)
    return datum.value / worth if worth else None


def _find_parting(  # noqa: PLR0911  first answers, in order
    claim: Claim, datum: Datum, index: FactIndex
) -> str:
    """Return what parts a fact from a claim: `subject`, `territory`, …; empty if nothing does."""
    is_anywhere = datum.subject == MAIN and datum.attribute in _ANYWHERE
    if datum.attribute == "film_number" and _is_purpose(claim):
        return "" if datum.subject == MAIN else "subject"
    if datum.subject not in claim.films and not is_anywhere and not _is_of_party(claim, datum, index):
        return "subject"
    kind = claim.mention.kind
    if kind is Kind.MONEY:
        if claim.mention.unit not in {"", datum.unit} and not _is_local_dollar(claim.mention, datum, index):
            return "currency"
        group = vocabulary.GROUPS.get(datum.attribute, "other")
        if claim.group and claim.group != group and not (_is_named(claim, datum) or _is_rate(claim, datum)):
            return "attribute"
    if kind is Kind.PERCENT and claim.next_word == "of" and RATERS.isdisjoint(claim.words):
        return "attribute"
    if datum.attribute == "shooting_days" and not _OTHER_WORK.isdisjoint(claim.words):
        return "attribute"
    if is_elsewhere(claim.territory, datum.territory, index.home):
        return "territory"
    is_counted = datum.attribute in {"nomination_count", "award_count"}
    is_other_event = bool(claim.event and datum.event) and claim.event != datum.event
    return "event" if is_counted and is_other_event else ""


def _is_of_party(claim: Claim, datum: Datum, index: FactIndex) -> bool:
    """“Soto took $180,000”: of a person the sentence names; a company may be “the studio” to it."""
    return datum.subject in claim.parties or datum.subject in index.parties


def _is_purpose(claim: Claim) -> bool:
    """“What *Graffiti* had needed, for his third feature”: the purpose is the film itself."""
    if claim.mention.kind is not Kind.ORDINAL:
        return False
    before = claim.words[max(claim.left - claim.first - 2, 0) : claim.left - claim.first]
    return len(before) == 2 and before[0] == "for" and before[1] in {"his", "her", "their", "a", "an"}


def _is_local_dollar(mention: Mention, datum: Datum, index: FactIndex) -> bool:
    """Tell whether a bare “$” may mean the fact's own dollars: where none of the film's are American."""
    if not mention.text.startswith("$") or datum.unit not in _DOLLARS:
        return False
    return all(other.unit != "USD" for other in index.entities[datum.subject].data)


_DOLLARS = frozenset({"AUD", "CAD", "NZD", "HKD", "SGD", "TWD"})


def _is_rate(claim: Claim, datum: Datum) -> bool:
    """“20 rupees a day”, where the fact is of a day."""
    period = datum.fact.qualifiers.get("period", "").split()
    behind = claim.words[claim.right - claim.first :][:2]
    return (
        bool(period) and behind[:1] in {("a",), ("per",), ("each",)} and behind[1:] == (period[-1].lower(),)
    )


def _is_named(claim: Claim, datum: Datum) -> bool:
    """Tell whether the sentence names an attribute of its own by its own words: sales, royalties, rentals."""
    group = vocabulary.GROUPS.get(datum.attribute, "")
    if group == "opening" and claim.group == "gross" and claim.is_weak:
        return not _HOUSES.isdisjoint(claim.words)  # “seven theaters, producing $269,225”
    if group in _FOUR_SURE and datum.attribute != "rentals":
        return False
    if claim.group == "gross" and datum.attribute in _RECEIPTS:
        return True
    if claim.is_weak and not (claim.territory and group == "marketing"):
        return True  # “closed at $65 million globally” is no cost of advertising
    return any(word in claim.words for word in datum.attribute.split("_"))


_HOUSES = word_set("theaters theatres cinemas houses screens locations sites venues")
_FOUR_SURE = frozenset({"cost", "gross", "opening"})
"""Groups whose words are many and well known: an amount of another kind may be told in any words."""
_RECEIPTS = frozenset({"sales", "rentals", "revenue", "receipts"})

_ANYWHERE = frozenset({"grant", "loan", "salary", "marketing_cost", "aspect_ratio"})
"""A film's grants and fees are told in sentences about others."""


_OTHER_WORK = word_set(
    """
    reshoot reshoots pickups rehearsal rehearsals rehearsed editing edited animation score mixing
    post-production preproduction pre-production
    """
)
"""Work on a film that is no shooting of it."""


RATERS = word_set(
    """
    critic critics audience audiences rating ratings score scores scored approval tomatoes tomatometer
    metacritic reviewer reviewers viewers reviews notices voters users votes ballots tmdb imdb
    """
)
"""Words that speak of a rating."""


def is_elsewhere(said: str, known: str, home: frozenset[str]) -> bool:
    """Tell whether two territories, both said, are different ones."""
    if not said or not known or said == known:
        return False
    if said == "home":
        return known not in home
    return not (said in home and known == "home")
