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

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from ledgergen.core.figures import vocabulary
from ledgergen.core.figures.agree import Agreement, agree, agree_on_date, agree_on_end
from ledgergen.core.figures.claim import Claim, Reading
from ledgergen.core.figures.facts import MAIN, Datum, FactIndex, year_period
from ledgergen.core.figures.mention import Kind, Mention, Period


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
    if claim.mention.kind is Kind.DATE:
        return _look_up_date(claim, reading)
    if named := _find_in_award(claim, reading):
        return Evidence(agreeing=[(named, Agreement.EXACT)])
    evidence = Evidence()
    index = reading.index
    attributes = _find_attributes(claim, reading)
    candidates = _find_candidates(claim, index, attributes)
    home = _find_home(index)
    said = _find_said(claim, candidates, reading)
    ends: list[tuple[Datum, Decimal]] = []
    for datum in candidates:
        value = _convert(claim.mention, datum)
        if value is None:
            continue
        agreement = agree(claim.mention, value, is_approximate=datum.fact.approximate)
        if agreement is None and claim.mention.is_range and agree_on_end(claim.mention, value):
            ends.append((datum, value))
            continue
        parted = _find_parting(claim, datum, index, home)
        if (
            not parted
            and said
            and datum.fact.id not in said
            and any(d.subject == datum.subject for d in candidates)
        ):
            parted = "kind"
        if not parted and agreement:
            evidence.agreeing.append((datum, agreement))
        elif not parted:
            evidence.against.append(datum)
        elif agreement:
            evidence.astray.append((datum, parted))
    return evidence


def _find_in_award(claim: Claim, reading: Reading) -> Datum | None:
    """Return the award whose name holds the figure: “for features made for under $500,000”."""
    text = claim.mention.text
    if claim.mention.kind not in {Kind.MONEY, Kind.COUNT, Kind.DURATION} or not any(
        char.isdigit() for char in text
    ):
        return None
    for datum in reading.index.by_attribute.get("award", ()):
        if text in datum.fact.value and claim.event in {datum.event, ""}:
            return datum
    return None


_VARIANTS = ("cut", "version", "group", "site", "who", "run", "stage", "medium", "kind")


def _find_said(claim: Claim, candidates: Iterable[Datum], reading: Reading) -> frozenset[str]:
    """Return the facts whose variant (cut, group, site, …) is named near the mention; empty if none is.

    Where one of several ratings or running times is named, the others do not answer.
    """
    variants = [(datum, datum.fact.qualifiers.get(key)) for datum in candidates for key in _VARIANTS]
    named = [(datum, value.lower()) for datum, value in variants if value]
    if len({value for _, value in named}) < 2:
        return frozenset()
    parts = {part.rstrip("s'"): None for _, value in named for part in value.split() if len(part) > 3}
    before = reading.words_between(max(claim.left - 6, claim.wall, claim.first), claim.left)[::-1]
    behind = reading.words_between(claim.right, min(claim.right + 5, claim.end))
    for words in (before, behind):
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


_COUNTED_AS = {
    noun: attribute
    for attribute, nouns in {
        "nomination_count": "nomination nominations nods nod bids bid",
        "award_count": "win wins award awards oscar oscars prize prizes statuette statuettes trophy trophies bafta baftas "
        "césar césars honor honors honours globes victories medals goyas emmys saturns",
        "theaters": "theater theaters theatre theatres cinema cinemas screen screens location locations site sites venue venues "
        "print prints house houses",
        "admissions": "admission admissions ticket tickets viewer viewers spectator spectators moviegoers cinemagoers filmgoers "
        "attendances entries visitors",
        "vote_count": "vote votes voter voters user users rating ratings ballot ballots reviewer reviewers",
        "film_number": "feature features film films picture pictures movie movies outing effort venture project",
        "shooting_days": "day days",
    }.items()
    for noun in nouns.split()
}
_SAME_COUNTS = {"theaters": ("theaters", "screens"), "shooting_days": ("shooting_days",)}


def _find_attributes(claim: Claim, reading: Reading) -> tuple[str, ...]:
    """Return the attributes that a count may state; empty where any will do."""
    mention = claim.mention
    if "figure" in mention.text:
        return ()
    if mention.kind is Kind.ORDINAL:
        return ("film_number",) if _noun(mention) in _FILM_NOUNS else ("-",)
    if mention.kind not in {Kind.COUNT, Kind.VAGUE}:
        return ()
    for noun in mention.noun.split()[::-1]:
        attribute = _COUNTED_AS.get(noun)
        if attribute == "film_number" and "after" in reading.words_between(claim.left - 4, claim.left):
            return ("-",)
        if attribute:
            return _SAME_COUNTS.get(attribute, (attribute,))
        named = _find_named(noun, reading.index)
        return ("nomination_count", "award_count") if named == ("-",) and claim.event else named
    if mention.precision < 1:
        return ("rating",)
    if _is_list_of_minutes(claim, reading):
        return ("runtime",)
    if claim.result:
        return ("nomination_count",) if claim.result == "nominated" else ("award_count",)
    if paired := _read_pairing(claim, reading):
        return (paired,)
    if claim.event:
        return ("nomination_count", "award_count")
    return ("-",)


def _read_pairing(claim: Claim, reading: Reading) -> str:
    """“Three from five”: of two bare counts joined so, the first are wins, the second nominations."""
    for mention in reading.mentions_between(claim.first, claim.end):
        if mention.kind is not Kind.COUNT or mention is claim.mention:
            continue
        first, last = sorted((mention, claim.mention), key=lambda m: m.start)
        gap = reading.words_between(
            reading.document.token_at(first.end), reading.document.token_at(last.start)
        )
        if gap in _PAIRINGS:
            return "award_count" if first is claim.mention else "nomination_count"
    return ""


_PAIRINGS = {("from",), ("of",), ("out", "of"), ("from", "its"), ("of", "its"), ("from", "a", "possible")}


def _is_list_of_minutes(claim: Claim, reading: Reading) -> bool:
    """Tell whether a bare number goes on from a running time: “130 minutes, listed elsewhere as 135”."""
    before = reading.mentions_between(claim.first, claim.left)
    return bool(before) and before[-1].kind is Kind.DURATION and before[-1].unit == "minute"


_FILM_NOUNS = frozenset(
    "feature film picture movie effort outing venture project work directorial collaboration title".split()
)


def _noun(mention: Mention) -> str:
    return mention.noun.split()[-1] if mention.noun else ""


def _find_named(noun: str, index: FactIndex) -> tuple[str, ...]:
    """Return attributes that the noun itself names: “units” may be counted by a fact called so."""
    stem = noun[:-1] if noun.endswith("s") and len(noun) > 3 else noun
    named = [
        datum.attribute
        for datum in index.data
        if stem in datum.attribute
        or stem == datum.unit
        or stem in " ".join(datum.fact.qualifiers.values()).lower()
    ]
    return tuple(dict.fromkeys(named)) or ("-",)


_UNITS = {
    Kind.PERCENT: frozenset({"percent", "%"}),
    Kind.RATIO: frozenset({""}),
}


def _find_candidates(claim: Claim, index: FactIndex, attributes: tuple[str, ...]) -> Iterable[Datum]:
    kind = claim.mention.kind
    if kind is Kind.MONEY or (kind is Kind.VAGUE and not attributes):
        return [datum for datum in index.data if _is_money(datum)]
    if attributes:
        return [datum for name in attributes for datum in index.by_attribute.get(name, ())]
    if kind is Kind.PERCENT:
        return [datum for datum in index.data if datum.unit in {"percent", "%"}]
    if kind is Kind.SCORE:
        return index.by_attribute.get("rating", ())
    if kind is Kind.RATIO:
        return index.by_attribute.get("aspect_ratio", ())
    if kind is Kind.DURATION:
        return [*index.by_attribute.get("runtime", ()), *index.by_attribute.get("shooting_days", ())]
    return ()


def _is_money(datum: Datum) -> bool:
    return len(datum.unit) == 3 and datum.unit.isupper() and datum.unit.isalpha()


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


def _find_home(index: FactIndex) -> frozenset[str]:
    """Return the territories that “at home” may mean: the first release's, and the United States."""
    homes = {"US", "home"}
    releases = [
        datum for datum in index.entities[MAIN].data if datum.attribute == "release_date" and datum.period
    ]
    first = min(
        releases, key=lambda datum: datum.period.first.toordinal() if datum.period else 0, default=None
    )
    if first and first.territory:
        homes.add(first.territory)
    return frozenset(homes)


def _find_parting(claim: Claim, datum: Datum, index: FactIndex, home: frozenset[str]) -> str:
    """Return what parts a fact from a claim: `subject`, `attribute`, `territory`, …; empty if nothing does."""
    if datum.subject not in claim.films and not (datum.subject == MAIN and datum.attribute in _ANYWHERE):
        return "subject"
    kind = claim.mention.kind
    if kind is Kind.MONEY:
        if claim.mention.unit and claim.mention.unit != datum.unit:
            return "currency"
        group = vocabulary.GROUPS.get(datum.attribute, "other")
        if claim.group and claim.group != group and not _is_named(claim, datum):
            return "attribute"
    if _is_elsewhere(claim.territory, datum.territory, home):
        return "territory"
    if kind in {Kind.COUNT, Kind.VAGUE} and datum.attribute in {"nomination_count", "award_count"}:
        if claim.event and datum.event and claim.event != datum.event:
            return "event"
    return ""


def _is_named(claim: Claim, datum: Datum) -> bool:
    """Tell whether the sentence names an attribute of its own by its own words: sales, royalties, rentals."""
    if datum.attribute in vocabulary.GROUPS and datum.attribute != "rentals":
        return False
    return claim.is_weak or any(word in claim.words for word in datum.attribute.split("_"))


_ANYWHERE = frozenset({"grant", "loan", "salary", "marketing_cost", "aspect_ratio"})
"""A film's grants and fees are told in sentences about others."""


def _is_elsewhere(said: str, known: str, home: frozenset[str]) -> bool:
    """Tell whether two territories, both said, are different ones."""
    if not said or not known or said == known:
        return False
    if said == "home":
        return known not in home
    return not (said in home and known == "home")


def _spans_months(mention: Mention) -> bool:
    period = mention.period
    if period is None or mention.unit not in {"day", "month"}:
        return False
    return (period.last - period.first).days > 31


def _look_up_date(claim: Claim, reading: Reading) -> Evidence:
    evidence = Evidence()
    mention, index = claim.mention, reading.index
    is_stretch = _spans_months(mention)
    is_day = mention.period is not None and (mention.period.last - mention.period.first).days < 28
    for datum in index.data:
        period = datum.period
        if period is None and datum.year and (claim.event or claim.group == "award"):
            period = year_period(datum.year)
        if period is None and _states_beside(claim, datum, reading):
            period = _read_listing(datum)
        if period is None:
            continue
        agreement = agree_on_date(mention, period)
        if is_stretch and not _starts_or_ends(mention, period):
            agreement = None
        parted = _find_date_parting(claim, datum, reading, is_day=is_day)
        if agreement and not parted:
            evidence.agreeing.append((datum, agreement))
        elif agreement:
            evidence.astray.append((datum, parted))
        elif not parted and (is_day or claim.is_governed or claim.event):
            evidence.against.append(datum)
    return evidence


_LISTINGS = ("year", "as_of", "period")


def _states_beside(claim: Claim, datum: Datum, reading: Reading) -> bool:
    """Tell whether the sentence states the fact's own value, so that its date may be told with it."""
    if datum.value is None or not any(datum.fact.qualifiers.get(key) for key in _LISTINGS):
        return False
    return any(
        mention.kind in {Kind.MONEY, Kind.COUNT, Kind.PERCENT} and agree(mention, datum.value)
        for mention in reading.mentions_between(claim.first, claim.end)
    )


def _read_listing(datum: Datum) -> Period | None:
    """Return the year of a fact's qualifiers: “as of 2012”, “in 1999 alone”."""
    for key in _LISTINGS:
        year = datum.fact.qualifiers.get(key, "")[:4]
        if len(year) == 4 and year.isascii() and year.isdecimal():
            return year_period(int(year))
    return None


def _is_bracketed(claim: Claim, reading: Reading) -> bool:
    """Tell whether a year stands in brackets behind a title: “*Mean Streets* (1973)”."""
    return claim.mention.unit == "year" and reading.document.words[claim.left - 1 : claim.left] == ("(",)


def _is_first_showing(datum: Datum, reading: Reading) -> bool:
    """Tell whether a release is the film's coming out, and not a later one elsewhere."""
    release = reading.index.entities[datum.subject].release
    if release is None or datum.period is None:
        return False
    return (datum.period.first - release.first).days < _FIRST_RUN or datum.territory in {"", "US"}


_FIRST_RUN = 300


def _starts_or_ends(mention: Mention, period: Period) -> bool:
    """“May to July” is not proven by a day in June: an end must be met."""
    stated = mention.period
    if stated is None:
        return False
    ends = {(stated.first.year, stated.first.month)}
    return (period.first.year, period.first.month) in ends


def _find_date_parting(claim: Claim, datum: Datum, reading: Reading, *, is_day: bool) -> str:
    entity = reading.index.entities[datum.subject]
    group = vocabulary.GROUPS.get(datum.attribute, "")
    if entity.kind == "person":
        if claim.group not in {"birth", "death"} and not is_day:
            return "attribute"
        return "" if datum.subject in claim.persons or claim.group == group else "subject"
    if claim.group in {"birth", "death"}:
        return "attribute"
    if datum.attribute == "award_date" and not is_day and claim.group != "award" and not claim.event:
        return "attribute"
    if claim.is_governed and _is_bracketed(claim, reading):
        if datum.subject not in claim.films:
            return "subject"
        return "" if group == "release" and _is_first_showing(datum, reading) else "attribute"
    if claim.event and claim.event != "all" and not is_day:
        if datum.event != claim.event:
            return "event"
        return "" if datum.subject in (*claim.films, MAIN) else "subject"
    if claim.mention.unit == "decade":
        return ""
    if entity.kind == "film" and datum.subject not in claim.films:
        return "subject"
    if (
        is_day
        and claim.territory
        and datum.territory
        and claim.territory not in {"home", "worldwide", "overseas"}
    ):
        if claim.territory != datum.territory:
            return "territory"
    if claim.is_governed and not is_day and group not in {"release", "shoot", "setting", "award"}:
        return "attribute"
    return ""
