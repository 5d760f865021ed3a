"""Look a date up among the facts.

A day is distinctive and needs little binding; a year is not, for any year near
the film's is some fact's. So a year belongs to what stands nearest to it: a
title whose release it gives, an event whose edition it is, a birth, or, in
default of those, the films the sentence may be about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from ledgergen.core.figures.agree import Agreement, agree, agree_on_date
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.bind.shoot import opens_work
from ledgergen.core.figures.facts.affairs import is_of_other_affair
from ledgergen.core.figures.facts.attributes import GROUPS, LIVES, SHOWINGS
from ledgergen.core.figures.facts.coincidence import Coincidence
from ledgergen.core.figures.facts.contradiction_date import is_contradicted, is_of_showing
from ledgergen.core.figures.facts.courses import (
    is_of_other_place,
    is_other_end,
    is_out_of_order,
    is_year_of_other_place,
)
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN, Datum, Entity
from ledgergen.core.figures.facts.evidence import Evidence, Sieve
from ledgergen.core.figures.facts.founding import look_up_founding
from ledgergen.core.figures.facts.places import is_of_other_territory
from ledgergen.core.figures.facts.qualifiers import LISTINGS, is_listed
from ledgergen.core.figures.facts.refusal import find_refusal
from ledgergen.core.figures.facts.roles import SEQUELS
from ledgergen.core.figures.facts.values import find_years, year_period
from ledgergen.core.figures.facts.years import find_called_years
from ledgergen.core.figures.mention import Kind, Mention, Period
from ledgergen.core.figures.wordlists import word_set


def _spans_months(mention: Mention) -> bool:
    period = mention.period
    if period is None or mention.unit not in {"day", "month"}:
        return False
    return (period.last - period.first).days > 31


def look_up_date(claim: Claim, reading: Reading) -> Evidence:
    """Sort the dated facts into agreeing, contradicting and astray."""
    if is_out_of_order(claim, reading) or is_year_of_other_place(claim, reading):
        return Evidence(agreeing=[])
    if founding := look_up_founding(claim, reading):
        return founding
    agreeing: list[tuple[Datum, Agreement]] = []
    astray: list[tuple[Datum, str]] = []
    others: list[Datum] = []
    mention, index = claim.mention, reading.index
    is_stretch = _spans_months(mention)
    beside = _find_beside(claim, reading) if index.listed else []
    is_of_edition = bool(claim.event) or claim.group == "award"
    is_day = mention.period is not None and (mention.period.last - mention.period.first).days < 28
    contradicts = is_day or claim.is_governed or bool(claim.event) or is_of_showing(claim, reading)
    # What has no date of its own is dated by its edition, or by when it was listed.
    for datum in index.dated if beside or is_of_edition else index.days:
        period = datum.period or _find_period(claim, datum, beside, is_of_edition=is_of_edition)
        if period is None:
            continue
        agreement = _agree(mention, datum, period)
        if is_stretch and not _starts_or_ends(mention, period):
            agreement = None
        if agreement is None:
            others.append(datum)
            continue
        is_exchanged = is_day and is_of_other_place(claim, datum, reading)
        parted = "country" if is_exchanged else _find_date_parting(claim, datum, reading, is_day=is_day)
        if parted:
            astray.append((datum, parted))
        else:
            agreeing.append((datum, agreement))

    # What parts a fact of another date from the claim is asked by who wants to know what contradicts.
    def find_against(is_asked: Sieve) -> list[Datum]:
        asked = filter(is_asked, others) if contradicts else ()
        return [datum for datum in asked if not _find_date_parting(claim, datum, reading, is_day=is_day)]

    def hold(found: list[tuple[Datum, Agreement]]) -> list[tuple[Datum, Agreement]]:
        return [pair for pair in found if not is_contradicted(claim, pair[0], reading)]

    find_rivals = partial(find_against, lambda _: True)
    met = (Coincidence(claim, d, part, reading=reading, find_rivals=find_rivals) for d, part in astray)
    agreeing = hold(agreeing) or hold([(c.datum, Agreement.EXACT) for c in met if not find_refusal(c)])
    agreeing = agreeing or list(_find_named_films(claim, reading)) or hold(find_called_years(claim, reading))
    return Evidence(agreeing=agreeing, astray=astray, find_against=find_against)


def _agree(mention: Mention, datum: Datum, period: Period) -> Agreement | None:
    agreement = agree_on_date(mention, period)
    if agreement is None and mention.unit in _PARTS_OF_YEARS and datum.attribute == "setting_year":
        return agree_on_date(replace(mention, period=year_period(int(mention.high))), period)
    return agreement


def _find_named_films(claim: Claim, reading: Reading) -> Iterator[tuple[Datum, Agreement]]:
    """Yield a fact of each film that a year calls by its name: “the 1934 version”."""
    if claim.mention.unit != "year" or not claim.is_governed:
        return
    years = (f"({claim.mention.low:f} ", f"({claim.mention.low:f})")
    for number in claim.films:
        entity = reading.index.entities[number] if number != UNKNOWN else None
        if entity and entity.data and any(year in entity.name for year in years):
            yield entity.data[0], Agreement.EXACT


_PARTS_OF_YEARS = frozenset({"season", "part of year"})
"""A story that is set in a year is set in one of its seasons, whichever the draft says."""


def _find_period(claim: Claim, datum: Datum, beside: list[Mention], *, is_of_edition: bool) -> Period | None:
    """Return when a fact without a date of its own was: its award's year, or when its value was listed."""
    if datum.year and is_of_edition and (period := year_period(datum.year)):
        return period
    if not beside or datum.value is None or not is_listed(datum.fact):
        return None
    value = datum.value
    return _read_listing(datum, claim.mention) if any(agree(other, value) for other in beside) else None


def _find_beside(claim: Claim, reading: Reading) -> list[Mention]:
    """Return the amounts of the sentence: a fact whose value one of them states may be told with its date."""
    return [m for m in reading.mentions_between(claim.first, claim.end) if m.kind in _AMOUNTS]


_AMOUNTS = frozenset({Kind.MONEY, Kind.COUNT, Kind.PERCENT, Kind.DURATION})


def _read_listing(datum: Datum, mention: Mention) -> Period | None:
    """Return the year of a fact's qualifiers, “as of 2012”, or that end of its years which is stated."""
    for key in LISTINGS:
        years = find_years(datum.fact.qualifiers.get(key, ""))
        if years:
            return year_period(int(mention.low) if mention.low in years else years[0])
    return None


_LIVES = frozenset({"birth_date", "death_date"})
_OTHER_MOMENTS = frozenset({"release", "premiere", "shoot", "award", "founded", "setting"})
_MOMENTS = SHOWINGS | {"shoot"}


def _find_other_moment(claim: Claim, datum: Datum, reading: Reading) -> str:
    """Tell a premiere from a release, and both from the shoot, where the sentence says which it means."""
    group = GROUPS.get(datum.attribute, "")
    if claim.is_weak or group not in _MOMENTS or claim.group not in _MOMENTS:
        is_begun = group == "shoot" and claim.is_weak  # “work began on …”
        return "attribute" if is_begun and is_other_end(claim, datum) else ""
    is_work = group == "shoot" and claim.group == "release" and opens_work(claim, reading)
    if claim.group != group and not {claim.group, group} <= SHOWINGS and not is_work:
        return "attribute"
    if group == "shoot" and is_other_end(claim, datum):
        return "attribute"
    if group != "release":
        return ""
    premieres = (
        other
        for other in reading.index.entities[datum.subject].data
        if other.period and GROUPS.get(other.attribute) == "premiere" and _is_dated(other)
    )
    if claim.group == "premiere":
        return "attribute" if any(premieres) else ""
    is_of_event = claim.event and not claim.territory and any(p.event == claim.event for p in premieres)
    return "event" if is_of_event else ""


_CALLING_LIVES = word_set(
    """
    born birth birthday birthdate turned turning older younger junior senior contemporary died death dead
    survived lived outlived buried cradle baby mother
    """
)
"""No day is one of somebody's life without a word of living and dying."""


def _is_won_by(claim: Claim, datum: Datum, reading: Reading) -> bool:
    """“He had held an Oscar since 1934”: a prize is the person's who won it, whatever the film."""
    winner = datum.fact.qualifiers.get("person")
    return bool(winner) and any(
        number != UNKNOWN and reading.index.entities[number].name == winner for number in claim.persons
    )


def _is_resumed(claim: Claim, entity: Entity) -> bool:
    """“The franchise was reopened in 2017”: by the sequel that came out then."""
    if claim.is_governed or _RESUMING.isdisjoint(claim.words):
        return False
    return any(not _RESUMED.isdisjoint(role.split()) for role in entity.roles)


_RESUMED = SEQUELS | {"continuation"}
_RESUMING = word_set(
    """
    franchise reopened revived revival resumed continued continuation saga brand extended renewed returned
    remade rebooted relaunched successor sequel sequels
    """
)


def _is_dated(datum: Datum) -> bool:
    """Tell whether a fact names a day."""
    return datum.period is not None and datum.period.first == datum.period.last


def _is_bracketed(claim: Claim, reading: Reading) -> bool:
    """Tell whether a year stands in brackets behind a title: “*Salt Harbor* (1973)”."""
    return claim.mention.unit == "year" and reading.document.words[claim.left - 1 : claim.left] == ("(",)


def _is_own_year(claim: Claim, reading: Reading) -> bool:
    """Tell whether a year is the film's own: the dossier's, or that of its first showing."""
    index = reading.index
    release = index.entities[MAIN].release
    own = {index.dossier.year, release.first.year if release else None}
    return int(claim.mention.low) in own


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


def _find_date_parting(  # noqa: C901, PLR0911, PLR0912  first answers, in order
    claim: Claim, datum: Datum, reading: Reading, *, is_day: bool
) -> str:
    entity = reading.index.entities[datum.subject]
    group = GROUPS.get(datum.attribute, "")
    if entity.kind == "person":
        if datum.attribute not in _LIVES:
            return "" if datum.subject in claim.persons else "subject"
        is_life = claim.group in LIVES or not _CALLING_LIVES.isdisjoint(claim.words)
        if datum.subject not in claim.persons and claim.group != group:
            return "subject"
        if claim.group in LIVES:
            return "" if claim.group == group else "attribute"
        if not is_life or not is_day or claim.group in _OTHER_MOMENTS:
            return "attribute"
        return ""
    if claim.group in LIVES:
        return "attribute"
    if datum.attribute == "award_date" and not is_day and claim.group != "award" and not claim.event:
        return "attribute"
    if claim.is_governed and _is_bracketed(claim, reading):
        if datum.subject not in claim.films:
            return "subject"
        if datum.subject == MAIN and not _is_own_year(claim, reading):
            return "year"
        return "" if group in SHOWINGS and _is_first_showing(datum, reading) else "attribute"
    if is_day and datum.event and datum.event == claim.event and not claim.is_governed:
        return ""  # of a festival's evening no other film need be feared
    if claim.event and claim.event != "all" and not is_day:
        if datum.event != claim.event:
            return "event"
        is_own = datum.subject in (*claim.films, MAIN) or _is_won_by(claim, datum, reading)
        return "" if is_own else "subject"
    if (is_day or claim.mention.unit == "month") and (parted := _find_other_moment(claim, datum, reading)):
        return parted
    if claim.mention.unit == "decade":
        return ""
    if not is_day and is_of_other_affair(claim, datum, reading):
        return "attribute"
    if entity.kind == "film" and datum.subject not in claim.films:
        return "" if group in SHOWINGS and _is_resumed(claim, entity) else "subject"
    if is_day and is_of_other_territory(claim, datum, entity):
        return "territory"
    if group == "setting" and claim.group in _MOMENTS and not claim.is_weak:
        return "attribute"  # what is released in a year is not set in it
    if claim.is_governed and not is_day and group not in {*SHOWINGS, "shoot", "setting", "award"}:
        return "attribute"
    return ""
