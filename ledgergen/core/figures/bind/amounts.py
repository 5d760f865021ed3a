"""Amounts that take part in multiples, shares and differences, and how they may be paired."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.bind import vocabulary
from ledgergen.core.figures.bind.claim import Claim, Reading
from ledgergen.core.figures.bind.vocabulary import word_set
from ledgergen.core.figures.derive.derivation import MOST_PAIRS, Derivation
from ledgergen.core.figures.facts.index import MAIN, UNKNOWN, Datum
from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.model.valueclass import valueclass


@valueclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A number that takes part, and the fact it comes from, if it is no figure of the sentence."""

    value: Decimal
    datum: Datum | None = None


def find_money(reading: Reading, films: Iterable[int], group: str) -> list[Term]:
    """Return the amounts of some films that answer to one group of cues, such as `cost`."""
    return [
        Term(value=datum.value, datum=datum)
        for film in films
        if film != UNKNOWN
        for datum in reading.index.entities[film].data
        if datum.is_money and datum.value and datum.value > 0
        if vocabulary.GROUPS.get(datum.attribute) == group
    ]


def find_films_in_reach(claim: Claim, reading: Reading) -> tuple[int, ...]:
    """Return every film that the sentence may measure by, the dossier's own included."""
    cues = reading.sentence_cues(claim.first, claim.end)
    films = [n for cue in cues if cue.kind in {"film", "yard"} for n in cue.entities]
    behind = reading.words_between(claim.right, min(claim.right + 7, claim.end))
    if not _EARLIER.isdisjoint(behind):
        films += reading.index.read_role("previous")
    return tuple(n for n in dict.fromkeys((*claim.films, *films, MAIN)) if n != UNKNOWN)[:8]


_EARLIER = frozenset({"last", "previous", "earlier", "prior"})
"""“The last Batman outlay” measures by the film before."""


def keep_own(terms: list[Term], claim: Claim) -> list[Term]:
    """Keep the amounts of the films that the figure itself may be about."""
    return [term for term in terms if term.datum and term.datum.subject in claim.films]


def find_object(claim: Claim, reading: Reading) -> str:
    """Return what stands behind “times” or “of”: `cost`, `gross`, or nothing known."""
    weak = ""
    words = reading.document.words
    for cue in reading.sentence_cues(claim.right, min(claim.right + 9, claim.end)):
        if any(word in _ENDING for word in words[claim.right : cue.start]):
            break
        if cue.kind == "money" and cue.value in {"cost", "gross"}:
            if not cue.is_weak:
                return cue.value
            weak = weak or cue.value
    return weak


def keep_measured(
    pairs: Iterable[tuple[Term, Term]], claim: Claim, reading: Reading
) -> Iterator[tuple[Term, Term]]:
    """Keep the pairs whose divisor is of the film named behind “times” or “of”, where one is.

    “A fifth of what *Salt Road* had cost” divides by nothing that another film cost.
    """
    end = find_break(reading.document.words, claim.right, min(claim.right + _MEASURE, claim.end))
    titles = [
        cue for cue in reading.sentence_cues(claim.right, end) if cue.kind == "film" and not cue.is_weak
    ]
    films = {number for cue in titles[:1] for number in cue.entities if number != UNKNOWN}
    of = reading.words_between(claim.right, claim.right + 2)
    is_measure = bool(films) and (claim.mention.kind is Kind.MULTIPLE or of[:1] == ("of",))
    for top, bottom in pairs:
        if not is_measure or bottom.datum is None or bottom.datum.subject in films:
            yield top, bottom


_MEASURE = 9


def find_break(words: Sequence[str], first: int, end: int) -> int:
    """Return where a description that begins at `first` breaks off: a comma, a dash, another clause."""
    return next((place for place in range(first, end) if words[place] in _ENDING), end)


def find_apposed(claim: Claim, reading: Reading, terms: list[Term]) -> list[Term]:
    """Return the amount that the figure restates: “$517,375, almost a third of cost”.

    Facts behind the stated amount stand in for it, where there are any: they are more precise.
    """
    before = reading.mentions_between(max(claim.first, claim.left - 12), claim.left)
    if not before or before[-1].kind is not Kind.MONEY or before[-1].value <= 0:
        return []
    gap = reading.words_between(reading.document.token_at(before[-1].end), claim.left)
    if "," not in gap or len(gap) > 7 or not all(word in _APPOSING or not word.isalpha() for word in gap):
        return []
    meant = [term for term in terms if term.datum and agree(before[-1], term.value, is_approximate=True)]
    meant = [term for term in meant if term.datum and before[-1].unit in {term.datum.unit, ""}]
    return meant or [Term(value=before[-1].value)]


def find_chosen(claim: Claim, reading: Reading) -> list[Term]:
    """Return the amounts among which the figure picks one: “$15 million or $17 million; of the lower …”."""
    if _CHOOSING.isdisjoint(reading.words_between(claim.left - 9, claim.left)):
        return []
    sentence = reading.sentence_of(claim.mention)
    start = reading.tokens_of(sentence - 1).start if reading.follows(sentence) else claim.first
    before = [
        m for m in reading.mentions_between(max(start, claim.left - 40), claim.left) if m.kind is Kind.MONEY
    ]
    ends = [end for mention in before[-2:] for end in (mention.low, mention.high)]
    return [Term(value=end) for end in dict.fromkeys(ends) if end > 0][:4]


_CHOOSING = word_set("lower smaller leaner humbler lesser cheaper higher larger bigger greater fuller dearer")


def find_yardsticks(reading: Reading, group: str) -> list[Term]:
    """Return what other films cost or earned, for a yardstick that is described and not named."""
    films = [film.number for film in reading.index.entities if film.kind == "film"]
    return find_money(reading, films[:_MOST_FILMS], group)


_MOST_FILMS = 16


def find_said_territory(claim: Claim, reading: Reading) -> str:
    """Return the territory of the claim, or of a nationality close behind it: “40 percent was American”."""
    if claim.territory:
        return claim.territory
    for word in reading.words_between(claim.right, min(claim.right + 7, claim.end)):
        place = vocabulary.find_territory(word)
        if place != word and place:
            return place
    return ""


def speaks_of(claim: Claim, reading: Reading, group: str) -> bool:
    """Tell whether the sentence has a cue of this group."""
    cues = reading.sentence_cues(claim.first, claim.end)
    return any(cue.kind == "money" and cue.value == group for cue in cues)


def speaks_of_territory(claim: Claim, reading: Reading) -> bool:
    """Tell whether the sentence names a territory."""
    return any(cue.kind == "territory" for cue in reading.sentence_cues(claim.first, claim.end))


def keep_territory(terms: list[Term], territory: str) -> list[Term]:
    """Keep the grosses of the territory that is said; those of the world where none is."""
    if territory == "home":
        kept = [
            term for term in terms if term.datum and term.datum.territory not in {"worldwide", "overseas"}
        ]
    elif territory and territory != "worldwide":
        kept = [term for term in terms if term.datum and term.datum.territory in {territory, ""}]
    else:
        kept = [term for term in terms if term.datum and term.datum.territory in {"worldwide", ""}]
        told = {term.datum.subject for term in kept if term.datum}
        kept += [term for term in terms if term.datum and term.datum.subject not in told]
    return kept or terms


def is_like(top: Term, bottom: Term) -> bool:
    """Tell whether two grosses can be compared: those of two films in one territory."""
    if top.datum is None or bottom.datum is None or top.datum.subject == bottom.datum.subject:
        return False
    territories = {top.datum.territory, bottom.datum.territory}
    return len(territories - {""}) <= 1


def is_part(top: Term, bottom: Term) -> bool:
    """Tell whether one gross is part of another: one film's in a territory, and its world's."""
    if top.datum is None or bottom.datum is None:
        return False
    return top.datum.territory not in {"", "worldwide"} and bottom.datum.territory in {"", "worldwide"}


def pair_within(tops: list[Term], bottoms: list[Term]) -> list[tuple[Term, Term]]:
    """Pair amounts of the same film."""
    return [
        (top, bottom)
        for top in tops
        for bottom in bottoms
        if top.datum
        and bottom.datum
        and top.datum.subject == bottom.datum.subject
        and _share_unit(top, bottom)
    ]


def pair_across(tops: list[Term], bottoms: list[Term]) -> list[tuple[Term, Term]]:
    """Pair amounts of different films."""
    return [
        (top, bottom)
        for top in tops
        for bottom in bottoms
        if top.datum
        and bottom.datum
        and top.datum.subject != bottom.datum.subject
        and _share_unit(top, bottom)
    ]


def pair_against(stated: list[Term], bottoms: list[Term]) -> list[tuple[Term, Term]]:
    """Pair an amount that the sentence states with all that it may be measured by."""
    return [
        (top, bottom)
        for top in stated
        for bottom in bottoms
        if top.value != bottom.value and _share_unit(top, bottom)
    ]


def _share_unit(top: Term, bottom: Term) -> bool:
    return top.datum is None or bottom.datum is None or top.datum.unit == bottom.datum.unit


def find_ratio(mention: Mention, pairs: Iterable[tuple[Term, Term]], scale: Decimal) -> Derivation | None:
    """Return the first quotient that the mention fairly states; `scale` is 100 for percentages."""
    for top, bottom in islice(pairs, MOST_PAIRS):
        ratio = top.value / bottom.value * scale
        if agree(mention, ratio):
            formula = (
                f"{render_plain(top.value)} / {render_plain(bottom.value)} = {render_short(ratio / scale)}"
            )
            return build_ratio(formula, top, bottom)
    return None


def build_ratio(formula: str, top: Term, bottom: Term) -> Derivation:
    """Make the derivation of a quotient."""
    inputs = tuple(term.datum for term in (top, bottom) if term.datum)
    names = [f"{datum.fact.subject} {datum.attribute.replace('_', ' ')}" for datum in inputs]
    return Derivation(formula=formula, inputs=inputs, what=" divided by ".join(names))


def render_plain(value: Decimal) -> str:
    """Write a number without an exponent and without idle zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def render_short(value: Decimal) -> str:
    """Write a number with four digits at most."""
    return f"{value:.4g}" if abs(value) < 10000 else f"{value:.0f}"


_ENDING = frozenset({",", ";", ":", ".", "and", "but", "while", "with"})


_APPOSING = word_set(
    """
    or some about roughly nearly almost more less than over under just around approximately close to
    only merely a mere better exactly precisely barely an estimated worldwide globally domestically
    abroad overseas home at
    """
)
