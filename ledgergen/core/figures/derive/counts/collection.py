"""What is spoken of as one: the films of a series, and those whom the sentences before have named.

“All of the trilogy”, “together the three made”, “three women, 188 years among
them”: a collection is summed and counted like one thing. Its members are never
picked to fit a number. They are all films that facts call parts of one series, or
everybody whom one, two or three sentences have named.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice, product

from ledgergen.core.figures.agree import agree
from ledgergen.core.figures.bind.claim import Claim
from ledgergen.core.figures.bind.cues import Cue
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.bind.vocabulary import FILM_NOUNS
from ledgergen.core.figures.closed_classes import QUOTES
from ledgergen.core.figures.derive.derivation import Derivation, render_plain
from ledgergen.core.figures.derive.operand import Operand, Source
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.datum import MAIN, UNKNOWN, Entity
from ledgergen.core.figures.facts.index import FactIndex
from ledgergen.core.figures.facts.names import fold_name
from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.wordlists import word_set

# --- the films of a series ----------------------------------------------------------


def names_series(claim: Claim) -> bool:
    """Tell whether a sentence speaks of a series as of one thing: “the trilogy”."""
    return not _SERIES.keys().isdisjoint(claim.words)


def find_series(index: FactIndex) -> tuple[int, ...]:
    """Return the main film and all that facts call parts of its series, in the order of their releases."""
    name = fold_name(index.entities[MAIN].name)
    members = [e for e in index.entities if e.number == MAIN or (e.kind == "film" and _belongs(e, name))]
    members.sort(key=lambda film: film.release.first.toordinal() if film.release else 0)
    return tuple(film.number for film in members)


def _belongs(film: Entity, name: str) -> bool:
    called = {word for role in film.roles for word in role.replace("-", " ").split()}
    if not film.data or not called.isdisjoint(_APART):
        return False
    return not called.isdisjoint(_PARTS) or (
        fold_name(film.name).startswith(f"{name} ") and "(" not in film.name
    )


def find_series_runs(view: View, alike: dict[int, list[Operand]]) -> Iterator[tuple[Operand, ...]]:
    """Yield one like amount of every film of the series; `alike` holds what each film has of the sort.

    A word for the size of a series (“trilogy”) leaves out films beyond it.
    """
    members = tuple(alike)
    size = next((_SERIES[word] for word in view.claim.words if _SERIES.get(word)), len(members))
    for first in range(max(len(members) - size, 0) + 1):
        films = members[first : first + size]
        if MAIN not in films or len(films) < _FEWEST:
            continue
        for group, territory in dict.fromkeys((o.group, o.territory) for o in alike[MAIN]):
            rows = [[o for o in alike[n] if (o.group, o.territory) == (group, territory)] for n in films]
            if all(rows):
                yield from islice(product(*rows), _MOST_MIXED)


_SERIES = {
    "trilogy": 3, "triptych": 3, "trio": 3, "diptych": 2, "duology": 2, "tetralogy": 4, "quartet": 4,
    "cycle": 0, "series": 0, "saga": 0, "franchise": 0,
}  # fmt: skip
"""Words for a series, and how many films it then has; 0 where it may have any number."""
_PARTS = word_set(
    """
    sequel prequel predecessor trilogy cycle series part chapter instalment installment franchise saga
    quartet
    """
)
_APART = word_set("remake reboot unrelated television tv spin stage")
_FEWEST = 2
_MOST_MIXED = 8


# --- those who are listed ------------------------------------------------------------


def derive_listed(claim: Claim, reading: Reading) -> Derivation | None:
    """“Each of the three”, “those two loans”, “three women, …”: the count of those just named."""
    mention = claim.mention
    noun = mention.noun.split()[-1] if mention.noun else ""
    if mention.kind is not Kind.COUNT or not _FEWEST <= mention.value <= _MOST_LISTED:
        return None
    lists = _find_lists(claim, reading, noun) if _points_to_list(claim, reading, noun) else ()
    for names in (_find_list_behind(claim, reading), *lists):
        if len(names) == mention.value:
            formula = f"{' + '.join(names)} = {len(names)}"
            return Derivation(formula=formula, what="count of those named")
    return None


def derive_namesakes(claim: Claim, reading: Reading) -> Derivation | None:
    """“The two Kevins”: those of the dossier who share a name."""
    document = reading.document
    called = claim.next_word
    if claim.mention.kind is not Kind.COUNT or not called.endswith("s") or claim.right >= claim.end:
        return None
    if not document.text[document.starts[claim.right]].isupper():
        return None
    name = called.removesuffix("s")
    named = (e.name for e in reading.index.entities if e.kind == "person")
    persons = [person for person in named if name in person.lower().split()]
    if len(persons) < _FEWEST or len(persons) != claim.mention.value:
        return None
    formula = f"{' + '.join(persons)} = {len(persons)}"
    return Derivation(formula=formula, what="count of those who share a name")


def _points_to_list(claim: Claim, reading: Reading, noun: str) -> bool:
    """Tell whether a count takes up what has been named, and brings nothing new."""
    before = reading.words_between(max(claim.left - _BEFORE, claim.first), claim.left)
    is_known = not noun or noun in _LISTED
    if before[-1:] in _TAKING_UP:
        return is_known
    if before[-1:] in _SUMMING:
        return noun in _FILMS  # “*A*, *B* and *C*: three titles”
    if claim.left == claim.first:
        return noun in _LISTED and claim.next_word != "of"
    if not noun:
        return not _COMING_TO.isdisjoint(before)
    return before[-1:] in _SPREADING and noun in _FILMS


def _find_lists(claim: Claim, reading: Reading, noun: str) -> Iterator[tuple[str, ...]]:
    """Yield what this sentence has named so far, then with the one before, then with the two before."""
    sentence = reading.sentence_of(claim.mention)
    first = claim.first
    for earlier in range(_SENTENCES):
        if earlier:
            if not reading.follows(sentence - earlier + 1):
                break
            first = reading.tokens_of(sentence - earlier).start
        if claim.left - first > _FARTHEST:
            break
        if noun in _SUMS:
            money = [m for m in reading.mentions_between(first, claim.left) if m.kind is Kind.MONEY]
            yield tuple(m.text for m in money)
            continue
        if noun not in _FILMS:
            yield name_all(reading, first, claim.left, "person")
        if noun not in _PERSONS:
            yield name_all(reading, first, claim.left, "film")
    if noun not in _PERSONS and noun not in _SUMS:
        yield tuple(reading.index.entities[n].name for n in find_series(reading.index))


def _find_list_behind(claim: Claim, reading: Reading) -> tuple[str, ...]:
    """Return the names that follow a count: “two more gambles, *Salt Road* (1976) and *Coral*, …”."""
    words = reading.document.words
    mark = next(
        (n for n in range(claim.right, min(claim.right + _NOUN, claim.end)) if words[n] in _LISTING), -1
    )
    cues = reading.sentence_cues(mark, claim.end) if mark > claim.right else []
    names: list[str] = []
    place, gap = mark + 1, QUOTES
    for cue in cues:
        if (cue.kind == "film" and not cue.is_weak) or (cue.kind == "person" and cue.value == "name"):
            if not all(word in gap or word.isdecimal() for word in words[place : cue.start]):
                break
            names.append(" ".join(words[cue.start : cue.end]))
            place, gap = cue.end, _JOINING
    return tuple(names) if len(names) > 1 else ()


def name_all(reading: Reading, first: int, end: int, kind: str) -> tuple[str, ...]:
    """Return the names of the films, or of the persons, that a text names between two tokens."""
    cues = [c for c in reading.sentence_cues(first, end) if c.kind == kind]
    if kind == "film":
        return tuple(dict.fromkeys(_name_film(cue, reading) for cue in cues if not cue.is_weak))
    cues = [c for c in cues if UNKNOWN not in c.entities]
    if kind == "person":
        cues = [c for c in cues if c.value == "name"]
    named = {c.entities: reading.index.entities[c.entities[0]].name for c in cues if c.entities}
    return tuple(dict.fromkeys(named.values()))


def _name_film(cue: Cue, reading: Reading) -> str:
    """Return the name of a film; a film without facts is told from others by its title."""
    if UNKNOWN in cue.entities or not cue.entities:
        return " ".join(reading.words_between(cue.start, cue.end))
    return reading.index.entities[cue.entities[0]].name


_PERSONS = word_set(
    """
    men women boys girls actors actresses players performers leads stars brothers sisters partners friends
    veterans newcomers principals
    """
)
_FILMS = FILM_NOUNS | word_set("films pictures features movies productions titles installments instalments")
_SUMS = word_set("loans sums amounts figures grants advances prices fees payments accounts budgets")
_LISTED = _PERSONS | _FILMS | _SUMS
_TAKING_UP = {("the",), ("those",), ("these",), ("all",)}
_SUMMING = {(":",), ("—",), ("–",)}
_SPREADING = {("over",), ("across",), ("between",), ("among",)}
_COMING_TO = word_set("came comes number numbered")
_LISTING = frozenset({",", ":", "—", "–"})
_JOINING = QUOTES | {",", "and", "(", ")", "&"}
_NOUN = 6
_BEFORE = 4
_MOST_LISTED = 9
_SENTENCES = 3
_FARTHEST = 160


# --- ages added up ------------------------------------------------------------------


def derive_ages(view: View) -> Derivation | None:
    """“Three women, 188 years among them”: the ages in print before it, added up."""
    claim = view.claim
    if claim.mention.unit != "year" or _AMONG.isdisjoint((*view.behind(3), *view.before(3))):
        return None
    ages = [
        number
        for number in view.reading.numbers_between(view.start, claim.left)
        if view.reading.read_claim(number).mention.kind is Kind.AGE or _is_bare_age(view.reading, number)
    ]
    for first in range(len(ages) - _FEWEST, -1, -1):
        run = [view.reading.mentions[number] for number in ages[first:]]
        if agree(claim.mention, sum((m.value for m in run), Decimal(0))) is None:
            continue
        printed = [
            Operand(value=m.value, unit="age", source=Source.PRINT, number=n)
            for n, m in zip(ages[first:], run, strict=True)
        ]
        if all(view.scene.settle(operand).is_proven for operand in printed):
            formula = f"{' + '.join(render_plain(m.value) for m in run)} = {claim.mention.text}"
            return Derivation(formula=formula, what="sum of the ages")
    return None


def _is_bare_age(reading: Reading, number: int) -> bool:
    mention = reading.mentions[number]
    return (
        mention.kind is Kind.COUNT and not mention.noun and not mention.not_a_claim
        and _YOUNGEST <= mention.value <= _OLDEST
    )  # fmt: skip


_AMONG = word_set("among between combined together joint total")
_YOUNGEST, _OLDEST = 5, 110
