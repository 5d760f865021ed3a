"""The words that make a time a distance between two moments, and what they say of its ends.

“Later”, “behind”, “took” make it one; a date beside it is an end, and two dates
before a comma (“Germany saw it in March, America in February, ten months”) are both.
"""

from __future__ import annotations

from dataclasses import replace

from ledgergen.core.figures.closed_classes import STOPS
from ledgergen.core.figures.derive.times.pause import says_pause
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.values import month_period, put_in_year
from ledgergen.core.figures.mention import Hedge, Kind, Mention, Period
from ledgergen.core.figures.wordlists import word_set


def read_firmly(view: View) -> Mention:
    """“Within five months of” bounds from above, “over” from below, “for most of a decade” comes near.

    A thing's age is a span, too: “the novel was twenty-five years old”.
    """
    mention, before = view.claim.mention, view.before(2)
    if mention.kind is Kind.AGE:
        mention = replace(mention, kind=Kind.DURATION, unit=mention.unit.rstrip("s"))
    if mention.unit == "hour" and mention.low == mention.high and mention.value % _DAY == 0:
        days = mention.value / _DAY  # “the public bought 48 hours later”
        mention = replace(mention, unit="day", low=days, high=days, precision=mention.precision / _DAY)
    if before in {("most", "of"), ("best", "of")} or before[-2:] == ("part", "of"):
        return replace(mention, hedge=Hedge.NEARLY)
    if mention.hedge is not Hedge.NONE:
        return mention
    if before[-1:] in {("within",), ("inside",)}:
        return replace(mention, hedge=Hedge.UNDER)
    is_over = before[-1:] == ("over",) and before[0] not in _EXTENDING
    is_over = is_over or before == ("more", "than")
    return replace(mention, hedge=Hedge.OVER) if is_over else mention


def says_span(view: View) -> bool:
    """Tell whether a word beside a duration says from what to what it runs: “later”, “after”, “behind”."""
    before = view.before(_FAR_AHEAD)
    if "between" in before or ("from" in before and "to" in before):
        return True
    if not _COSTING.isdisjoint(before[-_CLOSE:]):
        return True
    if not _FIRM_AHEAD.isdisjoint(before[-_BEHIND:]):
        return True
    return any(word in _SPANNING or word in _FIRMLY for word in view.behind(_BEHIND))


def is_distance(view: View) -> bool:
    """Tell whether a time is a distance between two moments: an age is, and what words beside it make one."""
    if view.claim.mention.kind is Kind.AGE:
        return True
    for place, word in enumerate(view.behind(_BEHIND)):
        if word in _CLOSING:
            break
        if word in _SPANNING or (word in _DIRECTLY and place < _CLOSE):
            return True
    before = view.before(_AHEAD)
    close = {*before[-_CLOSE:], *_strip_hedge(before)[-_CLOSE:]}
    if not _LEADING.isdisjoint(close) or not _LEADING_FAR.isdisjoint(before[-_BEHIND:]):
        return True
    return says_span(view) or says_pause(view)


def _strip_hedge(before: tuple[str, ...]) -> tuple[str, ...]:
    """“Outlived it by little more than two years”: what stands before the hedge."""
    end = len(before)
    while end and before[end - 1] in _HEDGING:
        end -= 1
    return before[:end]


def find_stated(view: View) -> tuple[Period, ...]:
    """Germany saw it on March 23, 2006; America waited until 9 February 2007, over ten months."""
    claim, reading = view.claim, view.reading
    words = reading.document.words
    place = claim.left
    while place > claim.first and words[place - 1] in _HEDGING:
        place -= 1
    is_apposed = words[place - 3 : place - 2] in _ARTICLES and words[place - 1 : place] == ("of",)
    place -= 3 if is_apposed else 0  # “from July to November, a window of four months”
    is_closed = (
        is_apposed
        or words[claim.right : claim.right + 1] in _CLOSED
        or any(words[claim.right : claim.right + len(phrase)] == phrase for phrase in _IN_ALL)
    )
    if words[place - 1 : place] != (",",) or not is_closed:
        return ()
    said = _find_dates(view, claim.first, claim.left)
    if not said or reading.document.token_at(said[-1].end) != place - 1:
        return ()
    if (span := said[-1].period) and said[-1].unit == "month" and (span.last - span.first).days > _LONG_MONTH:
        first, last = span.first, span.last
        return month_period(first.year, first.month), month_period(last.year, last.month)
    if len(said) == 1:
        said = [*_find_dates(view, view.start, claim.first), *said]
    return _date_both(*said[-2:]) if len(said) > 1 else ()


def _find_dates(view: View, first: int, end: int) -> list[Mention]:
    mentions = view.reading.mentions_between(first, end)
    return [m for m in mentions if m.kind is Kind.DATE and m.period and not m.not_a_claim]


def _date_both(one: Mention, other: Mention) -> tuple[Period, ...]:
    """“From March 17 to June 27, 1980”, “… 1980 to June 27”: each is in the year of the other."""
    first, last = one.period, other.period
    if first is None or last is None or (one.is_yearless and other.is_yearless):
        return ()
    if one.is_yearless:
        first = put_in_year(first, last.first.year)
    if other.is_yearless:
        last = put_in_year(last, first.first.year)
    if first.first > last.first:
        first = put_in_year(first, last.first.year - 1) if one.is_yearless else first
        last = put_in_year(last, first.first.year + 1) if other.is_yearless else last
    return first, last


_DAY = 24
_IN_ALL = (
    ("from", "end", "to", "end"), ("from", "first", "to", "last"), ("from", "start", "to", "finish"),
    ("end", "to", "end"), ("start", "to", "finish"), ("in", "all"), ("all", "told"), ("altogether",),
)  # fmt: skip
_EXTENDING = word_set("stretched stretching spread ran extended shot filmed spanned running drawn")
"""“Stretched over eleven months” says no more of them than eleven."""
_BEHIND = 6
_AHEAD = 12
_FAR_AHEAD = 24
_CLOSE = 3
_CLOSING = STOPS
_SPANNING = word_set(
    """
    later after afterwards afterward before earlier elapsed since following previously prior short
    shy between gap interval wait ahead separated passed intervening until apart past hence hiatus silence
    within span spanned further another next ensuing thereafter took take takes taken taking lost lose late
    delay delayed slipped left waited waits waiting away absence drought lapse lapsed pause till postponed
    overdue
    """
)
_COSTING = word_set("took needed required")
_FIRM_AHEAD = word_set("waited wait waiting survived outlived")
_FIRMLY = word_set("longer on behind old older younger ago early late in")
_DIRECTLY = _FIRMLY | word_set("into gone went out further passed of long")
"""Directly behind a duration these make it a distance: “eighteen days in”, “three years old”."""
_LEADING = word_set(
    """
    after within inside in under for waited wait another next following until took takes taking by over needed
    need lasted last lay lies spent lag delay wait interval gap between ran running run outlived survived
    matured lost
    """
)
_LEADING_FAR = word_set("took take takes taken waited wait outlived survived gap interval until")
_HEDGING = word_set(
    "over more than about almost nearly some just under roughly around fully a an barely only or very little "
    "less rather"
)
_ARTICLES = {("a",), ("an",), ("the",)}
_LONG_MONTH = 31
_CLOSED = {(".",), (";",), (",",), (")",), ()}
