"""Counts of what evidence lists: “four countries shared the exposure”, “she and two co-writers”.

A roll (`rolls`) proves the count of its names, where three things hold:

- *sort*: the noun counts what the roll lists; a roll of countries proves no count of companies,
- *matter*: a roll of the film's own facts is of its making; one of a passage must stand in a sentence
  that shares a word of meaning with the figure's, beside the title, the director and words of any film,
  or that calls its names by the very noun, or some of whose names the figure's sentence names;
  countries are rarely listed, and the one roll of them will do,
- *whole*: all names are counted but those that the sentence sets beside the count (“Alpha and three
  partners”, “three other firms”), and these must be of the roll.

So a count can be met by luck only where the dossier has two rolls of a sort, on one matter.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS
from ledgergen.core.figures.derive.counts.enumeration import FAIR
from ledgergen.core.figures.derive.derivation import Derivation
from ledgergen.core.figures.derive.rolls import MAKER, Roll, find_fact_rolls
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.counted import name_counted
from ledgergen.core.figures.facts.datum import MAIN
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.passages.words import carries_meaning, find_sense, may_be_people
from ledgergen.core.figures.wordlists import word_set


def derive_enrolled(view: View) -> Derivation | None:
    """Return the count of the names that facts of the film list."""
    sorts = _read_sorts(view)
    if not sorts:
        return None
    rolls = (roll for roll in find_fact_rolls(view.reading.index) if roll.sort in sorts)
    return _count(view, rolls)


def derive_told_enrolled(view: View) -> Derivation | None:
    """Return the count of the names that a passage lists."""
    sorts = _read_sorts(view)
    return _count(view, _find_called(view, sorts)) if sorts else None


def _count(view: View, rolls: Iterator[Roll]) -> Derivation | None:
    value = view.claim.mention.value
    beside = _read_beside(view)
    for roll in rolls:
        apart = [name for name in roll.names if beside and _is_beside(name, beside)]
        if len(roll.names) - len(apart) == value:
            names = " + ".join(name for name in roll.names if name not in apart)
            what = (
                f"count of those listed as {roll.data[0].attribute}" if roll.data else "count of those listed"
            )
            return Derivation(formula=f"{names} = {int(value)}", inputs=roll.data, what=what)
    return None


# --- what is counted ------------------------------------------------------------------


def _read_sorts(view: View) -> frozenset[str]:
    """Return the sorts of roll that a figure may count; none where it counts nothing that rolls list."""
    mention = view.claim.mention
    is_small = mention.kind is Kind.COUNT and not mention.is_range and 2 <= mention.value <= _MOST
    if not is_small or mention.hedge not in FAIR or mention.value != int(mention.value):
        return frozenset()
    noun = _find_noun(view)
    if not noun:
        return frozenset()
    for sorts, nouns in _SORTS.items():
        if noun in nouns:
            return frozenset(sorts.split())
    if name_counted(noun) == "award_count":
        return frozenset({"prize"})
    return frozenset({"person"}) if noun not in _NO_PERSONS and may_be_people(noun) else frozenset()


def _find_noun(view: View) -> str:
    """Return the noun that is counted, behind an adjective that looks like one: “two famous cricketers”."""
    noun = view.claim.mention.noun.split()[-1:]
    for word in (*noun, *view.behind(_ADJECTIVES)):
        if (word.endswith("s") and not word.endswith(_NO_PLURALS)) or word in _IRREGULAR:
            return word
        if not word.isalpha():
            return ""
    return ""


# --- whether a passage's roll is on the matter ----------------------------------------------


def _find_called(view: View, sorts: frozenset[str]) -> Iterator[Roll]:
    """Yield the rolls of the passages that the sentence calls up."""
    passages = view.scene.passages
    if passages is None:
        return
    layout = passages.layout
    noun = find_sense(_find_noun(view))
    matter = read_matter(view)
    index = view.reading.index
    rolls = [
        roll for roll in view.scene.rolls if not any(index.register.read_title(name) for name in roll.names)
    ]
    n_sizes = len({len(roll.names) for roll in rolls if roll.sort == "country"})
    for roll in rolls:
        if noun in roll.callings:
            yield _part(roll, noun)
            continue
        first, end = layout.find_places(roll.sentence)
        stems = layout.stems[first:end]
        is_named = noun in stems and roll.sort in {"occasion", "person"}
        is_pinned = roll.sort in {"person", "place"} and _names_some(view, roll)
        is_sole = roll.sort == "country" and n_sizes == 1
        is_made = _BY.issuperset(roll.callings) and not _TRADES.get(noun, frozenset()).isdisjoint(stems)
        is_on_matter = is_named or is_sole or is_made or not matter.isdisjoint(stems)
        if is_pinned or (roll.sort in sorts and is_on_matter):
            yield roll


def _names_some(view: View, roll: Roll) -> bool:
    """“Five cities, Rome and Oslo among them”: whom the sentence names belongs to what is counted."""
    behind = view.behind(_NAMING)
    if {name.split()[-1] for name in roll.names}.issubset(behind):
        return True  # “two actors were considered, Lee and Fry”
    said = f" {' '.join(behind)} "
    return not _PARTLY.isdisjoint(behind) and any(f" {name} " in said for name in roll.names)


def _part(roll: Roll, noun: str) -> Roll:
    """Return the part of a roll that a noun calls: “the singer Rosa Cid and the cricketers Lee and Fry”."""
    first = roll.callings.index(noun)
    end = next((n for n in range(first + 1, len(roll.names)) if roll.callings[n]), len(roll.names))
    return roll._replace(names=roll.names[first:end])


def read_matter(view: View) -> frozenset[str]:
    """Return the stems of the sentence that tell its matter from that of other sentences on the film."""
    index = view.reading.index
    known = [index.entities[number].name for number in (MAIN, *index.directors)]
    named = {find_sense(word) for name in known for word in name.lower().split()}
    words = (word for word in view.claim.words if word.isalpha() and carries_meaning(word))
    return frozenset(map(find_sense, words)) - named - _COMMON


# --- who is counted apart ------------------------------------------------------------------


def _read_beside(view: View) -> frozenset[str]:
    """Return the words before a count that sets others beside them: “Alpha and three partners”."""
    claim = view.claim
    before = claim.words[: claim.left - claim.first]
    is_apart = bool(before) and before[-1] in _JOINING
    is_apart = is_apart or not _OTHERS.isdisjoint((*before[-1:], *view.behind(_ADJECTIVES)))
    if not is_apart:
        return frozenset()
    makers = _PRONOUNS | {
        word for number in view.reading.index.directors for word in _read_name(view, number)
    }
    if before[-1:] == ("with",):
        before += view.behind(_COMPANY)  # “along with two colleagues Brandt retired to an inn”
    words = frozenset(word for word in before if word.isalpha() and carries_meaning(word))
    is_made = not makers.isdisjoint(before)
    return words | {MAKER} | frozenset(makers - _PRONOUNS) if is_made or "co" in view.behind(1) else words


def _read_name(view: View, number: int) -> list[str]:
    return view.reading.index.entities[number].name.lower().split()


def _is_beside(name: str, beside: frozenset[str]) -> bool:
    return name in beside or any(word in beside for word in name.split() if len(word) > _SHORT)


_MOST = 12
_ADJECTIVES = 3
_COMPANY = 4
_SHORT = 2
_NAMING = 14
_PARTLY = frozenset({"among", "including", "from"})
_SORTS = {
    "country": word_set(
        "countries nations states lands flags territories treasuries governments nationalities"
    ),
    "company": word_set(
        "companies corporations firms studios outfits houses banks conglomerates enterprises institutions "
        "entities agencies concerns labels"
    ),
    "company person": word_set(
        "names signatures signatories parties partners backers investors producers financiers sponsors "
        "guarantors shareholders contributors members participants creditors lenders underwriters"
    ),
    "place": word_set("towns cities villages places locations sites islands ports"),
    "occasion": word_set("polls editions rankings surveys occasions ballots"),
    "person": word_set(
        "people men women hands heads veterans celebrities friends colleagues stars leads refusals "
        "rejections graduates students alumni classmates newcomers novices amateurs unknowns candidates "
        "suitors hopefuls brothers sisters siblings heirs applicants playwrights dramatists colleagues"
    ),
}
"""The sorts of roll, several apart by a space, and the nouns that count what they list."""
_TRADES = {
    find_sense(noun): frozenset(map(find_sense, works.split()))
    for nouns, works in (
        (
            "author writer playwright dramatist novelist screenwriter scribe co-author co-writer librettist",
            "play novel book script screenplay story wrote written libretto",
        ),
        ("composer songwriter lyricist musician", "music score song songs lyrics"),
        ("director filmmaker", "directed direct"),
        ("producer", "produced produce"),
        ("founder", "founded"),
    )
    for noun in nouns.split()
}
"""What those do who are counted: “the two playwrights” are whoever a play is by."""
_BY = frozenset({"", "by", "with"})
_NO_PLURALS = ("ous", "ss", "less")
_IRREGULAR = frozenset({"people", "men", "women"})
_NO_PERSONS = word_set("theaters cinemas numbers papers quarters chapters letters errors doors floors colors")
_JOINING = frozenset({"and", "with", "plus", "&"})
_OTHERS = frozenset({"other", "others", "further", "more", "fellow", "co"})
_PRONOUNS = frozenset({"he", "she", "his", "her", "him"})
_COMMON = frozenset(
    map(
        find_sense,
        FILM_NOUNS
        | word_set(
            "films features director directed award awards prize prizes won year years film festival best "
            "new american british french first story novel cut made had gave critic critics jury voted"
        ),
    )
)
"""Words of any film."""
