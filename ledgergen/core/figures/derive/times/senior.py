"""Years between two people: “almost eighteen years his senior”, “his elder by more than a decade”.

One of the two is named or described in the sentence, and the other is named,
too, or is the director; whoever is alone in being named must be the elder
where the sentence says so.
"""

from __future__ import annotations

from decimal import Decimal

from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.closed_classes import GENITIVE, PERSONAL_POSSESSIVES
from ledgergen.core.figures.derive.derivation import Derivation, measures
from ledgergen.core.figures.derive.person import find_by_part, find_named, find_taken_up, is_part
from ledgergen.core.figures.durations import YEAR_DAYS
from ledgergen.core.figures.facts.datum import UNKNOWN, Datum
from ledgergen.core.figures.mention import Hedge


def is_seniority(claim: Claim, reading: Reading) -> bool:
    """Tell whether a duration lies between two birthdays, of which one at least is known."""
    if _find_words(claim, reading).isdisjoint(OLDER | YOUNGER):
        return False
    before = reading.words_between(claim.left - 4, claim.left)
    if "it" in before[before.index(",") :] if "," in before else "it" in before:
        return False  # “it came back nineteen years older”
    if reading.words_between(claim.right, claim.right + 2) == ("ahead", "of") and not _find_reference(
        claim, reading
    ):
        return False  # “nine days ahead of the release”
    births = reading.index.by_attribute.get("birth_date", ())
    named = _find_persons(claim, reading)
    return any(datum.subject in named for datum in births)


def _find_words(claim: Claim, reading: Reading) -> set[str]:
    behind = reading.words_between(claim.right, claim.right + 4)
    before = reading.words_between(claim.left - 7, claim.left)
    return {*behind, *(before if "by" in before else ())}


def _find_persons(claim: Claim, reading: Reading) -> list[int]:
    named = list(find_named(claim, reading))
    parts = [word for word in claim.words if is_part(word)]
    return named + [n for word in parts for n in find_by_part(word, reading) if n not in named]


def derive_seniority(claim: Claim, reading: Reading) -> Derivation | None:
    """“Almost eighteen years his senior”, “his elder by more than a decade”: between two birthdays."""
    words = _find_words(claim, reading)
    named = _find_persons(claim, reading)
    others = [*named, *find_taken_up(claim, reading)]
    births = reading.index.by_attribute.get("birth_date", ())
    reference = _find_reference(claim, reading)
    one_sided = [d for d in births if d.subject in named]
    other = [d for d in births if d.subject in others or d.subject in reading.index.directors]
    if compared := _find_compared(claim, reading):
        one_sided = [d for d in births if d.subject in compared[0]]
        other = [d for d in births if d.subject in compared[1]]
    elif reference and (rest := [n for n in named if n not in reference]):
        # “Vale, eight years older than Lund”: of the two who are named, and of nobody else.
        one_sided = [d for d in births if d.subject in reference]
        other = [d for d in births if d.subject in rest]
    for elder in one_sided:
        for younger in other:
            if elder.subject == younger.subject or elder.period is None or younger.period is None:
                continue
            is_older = elder.period.first < younger.period.first
            only = len({d.subject for d in one_sided}) == 1
            # “Li was fifteen years Soto's senior” says it of Li; who is named alone is the one it is said of.
            says_older = not words.isdisjoint(OLDER)
            is_flipped = elder.subject in reference or (only and _is_reference(claim, reading))
            if (only or reference) and is_older is not (says_older is not is_flipped):
                continue
            if is_so_much_older(claim, elder, younger):
                formula = f"{elder.fact.value} and {younger.fact.value} are {claim.mention.text} apart"
                return Derivation(formula=formula, inputs=(elder, younger), what="between two birthdays")
    return None


def _find_compared(claim: Claim, reading: Reading) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """“Lund cast Ruiz, two years his elder”: who is named last, and who the pronoun takes up."""
    behind = reading.words_between(claim.right, claim.right + 2)
    if PERSONAL_POSSESSIVES.isdisjoint(behind[:1]) or behind[1:] == () or behind[1].endswith(GENITIVE):
        return None
    cues = reading.sentence_cues(claim.first, claim.left)
    named = [c.entities for c in cues if c.kind == "person" and c.value == "name"]
    if not named or UNKNOWN in named[-1]:
        return None
    others = [entities for entities in named if not {*entities} & {*named[-1]}]
    taken_up = others[-1] if others else find_taken_up(claim, reading)
    return named[-1], taken_up or reading.index.directors


def derive_apart(claim: Claim, reading: Reading) -> Derivation | None:
    """“Ten years apart”, “born within a year of each other”: between the birthdays of the two named last."""
    is_mutual = reading.words_between(claim.right, claim.right + 3) in _MUTUAL and "born" in claim.words
    # “Between woman and boy lay almost 56 years.”
    is_between = "between" in reading.words_between(max(claim.left - _AHEAD, claim.first), claim.left)
    is_between = is_between and not reading.dates_between(claim.first, claim.end)
    if not (is_mutual or is_between) and _find_words(claim, reading).isdisjoint(_APART):
        return None
    sentence = reading.sentence_of(claim.mention)
    named = find_named(claim, reading)
    for number in (sentence - 1, sentence - 2):
        if len(named) > 1 or not reading.follows(number + 1):
            break
        tokens = reading.tokens_of(number)
        cues = [c for c in reading.sentence_cues(tokens.start, tokens.stop) if c.value == "name"]
        named = tuple(dict.fromkeys((*(n for c in cues if c.kind == "person" for n in c.entities), *named)))
    births = [d for n in named[-2:] if n != UNKNOWN for d in reading.index.find(n, "birth_date")[:1]]
    periods = [d.period for d in births if d.period]
    if len(named) < 2 or len(periods) < 2:
        return None
    one, other = births
    if is_so_much_older(claim, one, other):
        formula = f"{one.fact.value} and {other.fact.value} are {claim.mention.text} apart"
        return Derivation(formula=formula, inputs=(one, other), what="between two birthdays")
    return None


def _is_reference(claim: Claim, reading: Reading) -> bool:
    """“Three years Woo's junior”, “ahead of Luna”: the one who is named is the one compared with."""
    behind = reading.words_between(claim.right, claim.right + 3)
    owners = [word[:-2] for word in behind[:2] if word.endswith(GENITIVE)]
    return any(not is_part(word) for word in owners) or behind[:2] == ("ahead", "of")


def _find_reference(claim: Claim, reading: Reading) -> set[int]:
    """Return who is compared with by name: Soto in “Soto's senior”."""
    end = min(claim.right + 4, claim.end)
    cues = reading.sentence_cues(claim.right, end)
    return {n for cue in cues if cue.kind == "person" and cue.value == "name" for n in cue.entities}


def is_so_much_older(claim: Claim, one: Datum, other: Datum) -> bool:
    """Tell whether a figure says the time between two birthdays, counted as ages are."""
    if one.period is None or other.period is None:
        return False
    return measures(claim.mention, one.period, other.period) or _counts_full_years(claim, one, other)


def _counts_full_years(claim: Claim, one: Datum, other: Datum) -> bool:
    """“Ten years older” is said of ten and a half, as ages are."""
    if claim.mention.hedge is not Hedge.NONE or not (one.period and other.period):
        return False
    worth = _WORTH.get(claim.mention.unit)
    count = Decimal(abs((one.period.first - other.period.first).days)) / worth if worth else Decimal(-1)
    return worth is not None and 0 <= count - claim.mention.value <= _MOST_OVER


_WORTH = {"year": YEAR_DAYS, "month": Decimal("30.437")}
_MOST_OVER = Decimal("0.75")
"""Who is so much more than two years older is called three years older."""
OLDER = frozenset({"senior", "elder", "older", "ahead"})
YOUNGER = frozenset({"junior", "younger"})
_AHEAD = 8
_APART = frozenset({"apart", "divided", "divides", "separated", "separates", "between"})
_MUTUAL = {("of", "each", "other"), ("of", "one", "another")}
