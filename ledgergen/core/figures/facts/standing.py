"""How far facts answer a claim, and what is left for arithmetic and prose to prove.

Facts that say otherwise do not always speak of the same thing: a film has one
budget and one gross, but sums without number, in words without number. The
surer the sentence speaks of what a fact states, the more closely prose must
fit to be believed against it; and where facts hold the very answer, nothing
else is asked, for it could only meet the figure by luck.
"""

from __future__ import annotations

from itertools import pairwise

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.counted import find_counted
from ledgergen.core.figures.bind.passing import is_comparison
from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS, RATERS, RUNNING
from ledgergen.core.figures.closed_classes import PUNCTUATION
from ledgergen.core.figures.facts.attributes import GROUPS, SHOWINGS, SUMS
from ledgergen.core.figures.facts.datum import Datum
from ledgergen.core.figures.facts.evidence import Evidence
from ledgergen.core.figures.facts.index import FactIndex
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.passages import judge as passages
from ledgergen.core.figures.scan.hedge import stands_behind_by
from ledgergen.core.figures.scan.idiom import GRADING
from ledgergen.core.figures.wordlists import word_set


def find_bar(claim: Claim, evidence: Evidence) -> float:
    """Return how closely prose must fit where facts answer otherwise: the surer they are, the closer."""
    if claim.mention.kind is Kind.PERCENT and RATERS.isdisjoint(claim.words):
        return _BESIDE_FACTS  # ratings are what facts have percentages for
    if claim.mention.kind is not Kind.MONEY:
        return passages.STRICT
    is_sure = bool(evidence.against) and claim.group in SUMS and not claim.is_weak
    return passages.STRICT if is_sure else _BESIDE_FACTS


def find_low_bar(claim: Claim) -> float:
    """Counts are told in words of every kind; the closer reading guards them."""
    is_low = claim.mention.kind not in {Kind.COUNT, Kind.ORDINAL} or claim.mention.value > _SMALL
    return _LOW_BAR if is_low else passages.PROVEN


_LOW_BAR = -0.4
_SMALL = 3
"""Numbers up to this stand everywhere."""
_BESIDE_FACTS = 0.4
"""Logits that prose needs where the facts' amounts may be other amounts."""


def is_far(claim: Claim, datum: Datum) -> bool:
    """Tell whether a fact is of another size than a figure that nothing in its sentence surely ties to it.

    An actor's fee contradicts no budget, and hours of tape no running time. A slip of the point is
    near, for all that it is ten times as much.
    """
    mention = claim.mention
    if mention.kind not in _SIZED or datum.value is None or not (mention.value > 0 < datum.value):
        return False
    if mention.kind is Kind.MONEY and not claim.is_weak:
        return False
    value, known = mention.value, datum.value
    if mention.kind is Kind.DURATION:
        worth = {"hour": 60, "day": 1440, "week": 10080} if datum.attribute == "runtime" else {"week": 7}
        value *= worth.get(mention.unit, 1)
    ratio = max(value, known) / min(value, known)
    is_slip = value.normalize().as_tuple().digits[:2] == known.normalize().as_tuple().digits[:2]
    return ratio > _FAR_OFF and not is_slip


_SIZED = frozenset({Kind.MONEY, Kind.DURATION})
_FAR_OFF = 4


def is_known(claim: Claim, evidence: Evidence) -> bool:
    """Tell whether facts know the very length or moment that a sentence speaks of, and say otherwise."""
    if claim.mention.kind is Kind.DURATION:
        before = claim.words[max(claim.left - claim.first - _RUNNING_BEFORE, 0) : claim.left - claim.first]
        is_running = any(d.attribute == "runtime" and not _is_a_scene(claim, d) for d in evidence.against)
        return is_running and not RUNNING.isdisjoint(before)
    if claim.mention.unit != "day" or claim.is_weak:
        return False
    return any(GROUPS.get(datum.attribute) == claim.group for datum in evidence.against)


def _is_a_scene(claim: Claim, datum: Datum) -> bool:
    """Tell whether what runs so many minutes is too short for a film: “the walk runs for five”."""
    value = datum.value
    return (
        claim.is_weak
        and claim.mention.unit == "minute"
        and value is not None
        and (claim.mention.value * _SCENES < value)
    )


_SCENES = 4
"""So many scenes of a length make no film yet."""
_RUNNING_BEFORE = 4


def orders_nothing(claim: Claim, evidence: Evidence) -> bool:
    """Tell whether “first” says when and not which: “in its first week”, “the cut that first left port”."""
    at = claim.right - claim.first
    if claim.mention.kind is Kind.COUNT and claim.mention.text.lower() == "one":
        # “In one register … and in another”.
        return not {"another", "other"}.isdisjoint(claim.words[at : at + _AS_FAR_AS_ANOTHER])
    if claim.mention.kind is not Kind.ORDINAL or claim.mention.text.lower() != "first":
        return False
    graded = claim.words[max(claim.left - claim.first - 1, 0) : claim.left - claim.first]
    is_place = not GRADING.isdisjoint(graded)
    behind = claim.words[at : at + 4]
    behind = behind[: next((n for n, word in enumerate(behind) if word in PUNCTUATION), None)]
    return not evidence.against and not is_place and _RANKED.isdisjoint(behind)


_AS_FAR_AS_ANOTHER = 14
_RANKED = (FILM_NOUNS - {"version"}) | word_set(
    """
    films pictures features movies director woman man american time prize award oscar place rank film-maker
    filmmaker such winner nomination work behind author actor actress studio ever
    """
)
"""What a “first” may rank, so that somebody could look it up."""


def is_difference(claim: Claim) -> bool:
    """Tell whether a figure says how far two things are apart: “$25 million less than its predecessor”."""
    if claim.mention.kind not in _COMPARED:
        return False
    behind = claim.words[claim.right - claim.first :][:2]
    return bool(behind) and (behind[0] in _COMPARATIVE or is_comparison(behind) or _sets_apart(claim, behind))


def _sets_apart(claim: Claim, behind: tuple[str, ...]) -> bool:
    """“$23 million above the original's” is no amount of its own; “$23 million below the line” is."""
    is_side = behind[0] in {"above", "below", "beneath"} or behind in {
        ("short", "of"),
        ("shy", "of"),
        ("clear", "of"),
    }
    return claim.mention.kind is Kind.MONEY and is_side


_COMPARED = frozenset({Kind.MONEY, Kind.COUNT, Kind.DURATION, Kind.PERCENT})
_COMPARATIVE = word_set("less fewer cheaper dearer costlier longer shorter higher lower older younger")


def is_stated(claim: Claim, evidence: Evidence) -> bool:
    """Tell whether a sentence states an amount that facts know, and does not reckon with it."""
    if claim.mention.kind is not Kind.MONEY or not evidence.against or "cent" in claim.mention.text:
        return False
    before = claim.words[max(claim.left - claim.first - 6, 0) : max(claim.left - claim.first, 0)]
    is_part = before[-1:] == ("or",) and not _PERCENT.isdisjoint(before)
    if is_part or is_difference(claim) or stands_behind_by(claim.words, claim.left - claim.first):
        return False  # “advanced 75 percent, or €90,000”, “missed its budget by $6 million”
    behind = claim.words[claim.right - claim.first :][:5]
    said = claim.words[: max(claim.left - claim.first, 0)]
    is_named = any(datum.attribute in before[-_NAMED_WITHIN:] for datum in evidence.against)
    if is_named and _GATHERING.isdisjoint(said):
        return True  # “a profit of …”, where a fact says what the profit was
    if claim.next_word == "over" and not _RUNS.isdisjoint(behind) and _SHARING.isdisjoint(said):
        behind = ()
    if claim.next_word in {"for", "over"} and not _TIMES.isdisjoint(behind):
        return False
    is_gathered = not _GATHERING.isdisjoint(said) or (said[:1] in _JOINTLY and "and" in said)
    is_gathered = is_gathered or not RECKONING.isdisjoint((*before, *behind[:3]))
    is_rest = claim.territory == "overseas" and all(d.territory != "overseas" for d in evidence.against)
    # What came from abroad is what home leaves of the world.
    is_gathered = is_gathered or is_rest or not _LESS.isdisjoint(pairwise(before))
    is_gathered = is_gathered or any(find_counted(said[-_COUNTED_WITHIN:])) or any(find_counted(behind))
    if is_gathered or (behind and claim.next_word in _COMPARING):
        return False
    is_placed = claim.territory and any(datum.territory == claim.territory for datum in evidence.against)
    return bool(is_placed) or claim.group in SUMS


RECKONING = word_set(
    """
    net profit surplus loss shortfall deficit difference margin gap adding added plus minus left leaving
    cleared netted
    leaves remaining remainder rest together combined balance add bill call package total totals altogether
    sum sums summed each apiece average averaged averages mean between exceeded lost difference apart all
    per outside increase rise raise drop fall cut reduction gain exposure entire whole told unrecovered
    """
)
_PERCENT = frozenset({"percent", "%"})
_JOINTLY = {("together",), ("jointly",), ("combined",), ("between",)}
"""Where a sentence begins so, its amount is of those it names: “Together *Coral* and *Salt Road* …”."""
_GATHERING = word_set("outside elsewhere aggregate trilogy cycle series saga franchise")
"""Anywhere before an amount these make it one of several things together, or of what they leave."""
_LESS = {(word, sort) for word in ("less", "minus", "over", "above") for sort in ("budget", "cost", "costs")}
"""“Gross less budget came to …”."""
_NAMED_WITHIN = 3
_COUNTED_WITHIN = 14
"""“The two sequels cost …”: an amount is of films that are counted so near before it."""
_SHARING = frozenset({"each", "every", "per", "apiece", "average", "averaging", "averaged"})
_RUNS = word_set("weekend weekends run holiday holidays season summer frame")
_TIMES = word_set("day days night nights week weeks month months year years")
_COMPARING = word_set(
    """
    less more above below short shy ahead beyond over under
    """
)


def is_settled(claim: Claim, evidence: Evidence, index: FactIndex) -> bool:
    """Tell whether facts answer exactly what the sentence says, so that nothing else need be asked.

    A date beside its title, a count with its event and noun, an amount with its
    attribute: where facts hold the answer, prose and arithmetic could only
    reach the stated figure by luck.
    """
    if evidence.is_final:
        return True
    if claim.mention.kind is Kind.DATE:
        is_said = claim.words[max(claim.left - claim.first - 1, 0) : claim.left - claim.first] == ("(",)
        is_said = is_said or (claim.group in SHOWINGS and not claim.is_weak)
        is_answered = is_said and claim.is_governed and index.is_known(claim.films)
        is_answered = is_answered and ANNIVERSARIES.isdisjoint(claim.words)
        return claim.mention.unit in {"year", "month"} and is_answered
    if not evidence.against:
        return False
    match claim.mention.kind:
        case Kind.COUNT:
            return _TOGETHER.isdisjoint(claim.words) and bool(
                claim.event and (claim.result or claim.mention.noun in _COUNTED)
            )
        case _:
            return False


ANNIVERSARIES = word_set("anniversary anniversaries jubilee centenary birthday")
"""What comes round so many years after a date is not that date."""
_TOGETHER = word_set("between together combined altogether all both total")
_COUNTED = frozenset({"nominations", "nomination", "wins", "win", "awards", "oscars", "baftas", "nods"})
