"""Whose fact it is, where the clause of a figure begins with a description: “The rival cost $12 million”.

A description that surely says which film is meant (`derive.films`) rules its clause as a title
does. A fact of another film that has the very value proves nothing then.
"""

from __future__ import annotations

from ledgergen.core.figures.agree import Agreement
from ledgergen.core.figures.closed_classes import DEFINITE, GENITIVE, PERSONAL_POSSESSIVES
from ledgergen.core.figures.derive.clause import find_clause
from ledgergen.core.figures.derive.counts.order import find_installment, list_series
from ledgergen.core.figures.derive.films import find_meant_films
from ledgergen.core.figures.derive.opening import find_opening
from ledgergen.core.figures.derive.other_subject import find_other_subject, is_of_other_person, is_own
from ledgergen.core.figures.derive.view import View
from ledgergen.core.figures.facts.datum import MAIN, Datum
from ledgergen.core.figures.facts.evidence import Evidence
from ledgergen.core.figures.passages.words import find_stem
from ledgergen.core.figures.scan.lexicon.numbers import ORDINALS
from ledgergen.core.figures.wordlists import split_words, word_set


def hold_to_subject(view: View, evidence: Evidence) -> Evidence:
    """Return the evidence, or what it is where its clause is of another film, a thing or somebody else.

    Where the clause begins with a film's description, what facts say of that film alone proves, and what
    they say of others is astray. Where it tells plainly of something else (`other_subject`), the dossier's
    own film proves nothing.
    """
    if not (evidence.agreeing or evidence.astray):
        return evidence
    if part := _find_parting(view, [datum for datum, _ in evidence.agreeing]):
        return Evidence(agreeing=[], astray=[(datum, part) for datum, _ in evidence.agreeing])
    films = find_described(view)
    entities = view.reading.index.entities
    own = [(datum, Agreement.EXACT) for datum, part in evidence.astray if part == "subject"]
    own = [pair for pair in own if pair[0].subject in films]
    said = [datum for datum, _ in evidence.agreeing]
    if not films or any(d.subject in films or entities[d.subject].kind != "film" for d in said):
        return evidence
    if not said:
        return Evidence(agreeing=own, find_against=evidence.find_against) if own else evidence
    rivals = [fact for n in films for d in said for fact in view.reading.index.find(n, d.attribute)]
    astray = [(datum, "subject") for datum in said]
    return Evidence(agreeing=own, astray=astray, find_against=lambda is_asked: [*filter(is_asked, rivals)])


def _find_parting(view: View, said: list[Datum]) -> str:
    """Return what parts a figure from facts that agree, all of the dossier's film or of persons."""
    if said and all(map(is_own, said)):
        return find_other_subject(view)
    return "subject" if said and all(is_of_other_person(view, datum) for datum in said) else ""


def find_described(view: View) -> tuple[int, ...]:
    """Return the films that the clause begins by describing, where no title stands before the figure."""
    left = view.claim.left
    if any(c.start < left and c.kind == "film" and not c.is_weak for c in view.cues):
        return ()
    first, end = _find_subject(view)
    return _find_meant(view, first, end) if first < end else ()


def _find_meant(view: View, first: int, end: int) -> tuple[int, ...]:
    """Return the films that a noun phrase surely means: by its head, or by its place in a series."""
    article, *said = view.reading.words_between(first, end)
    said = _leave_date(said)
    if (by := _find_maker(view, first, end)) >= 0:
        article, said = "his", said[by:]  # “the director's previous film”
    owner = next((at for at, word in enumerate(said) if word.endswith(GENITIVE)), None)
    if owner is not None and any(c.kind == "money" and c.start == first + owner + 2 for c in view.cues):
        said = [*said[:owner], said[owner][:-2]]  # “the rival's profit was”
        end = first + owner + 2
    is_of_others = view.reading.document.words[end] == "of" and len(said) == 1  # “the second of the birds”
    if not is_of_others and (placed := _find_placed(view, said)):
        return placed
    if article in PERSONAL_POSSESSIVES and (made := _find_made_beside(view, said)):
        return made
    is_own = (
        article in PERSONAL_POSSESSIVES
        and said[:1]
        and said[0] in _BESIDE_OWN
        and _FILMS.issuperset(said[1:])
    )
    is_first = said[-1:] == ["original"] and view.reading.index.read_role("original") == (MAIN,)
    if is_first or not (is_own or (said and said[-1] in _HEADS)):
        return ()
    meant = find_meant_films(view, first, end, apart=frozenset({MAIN}))
    return meant.films if meant and meant.is_sure and len(meant.films) <= _MOST else ()


def _find_maker(view: View, first: int, end: int) -> int:
    """Return which word of a phrase owns what the director made beside this film, or -1."""
    words = view.reading.words_between(first, end)
    if _BESIDE_OWN.isdisjoint(words):
        return -1
    owner = next((at for at, word in enumerate(words) if word.endswith(GENITIVE)), -1)
    if owner < 0 or words[owner + 1 : owner + 2] == () or words[owner + 1] not in _BESIDE_OWN:
        return -1
    owners = (c for c in view.cues if c.kind == "person" and c.start <= first + owner < c.end)
    directors = view.reading.index.directors
    return owner if any(set(c.entities) & set(directors) for c in owners) else -1


def _find_made_beside(view: View, said: list[str]) -> tuple[int, ...]:
    """“His last had run”, “her previous film”: what the director made before this one, or after it."""
    if not said or said[0] not in _BESIDE_OWN or not _FILMS.issuperset(said[1:]):
        return ()
    asked = "next" if said[0] == "next" else "previous"
    films = [e for e in view.reading.index.entities if e.kind == "film" and e.data]
    called = [e for e in films if any(asked in role and "director" in role for role in e.roles)]
    return tuple(e.number for e in called) if len(called) == 1 else ()


def _find_placed(view: View, said: list[str]) -> tuple[int, ...]:
    """“The second harbor”, “the previous installment”: the film of that place in the series."""
    is_series = said[:1] == ["series"] and said[1:2] in _OF_SERIES
    place, *noun = said[2:] if is_series else said or [""]
    series = [film.number for film in list_series(view.reading.index)]
    if not noun and len(series) > 1 and place in ORDINALS:
        noun = ["chapter"]  # “the first had cost”
    if len(noun) != 1 or not (
        noun[0] in (_FILMS if is_series else _IN_SERIES) or _is_of_title(view, noun[0])
    ):
        return ()
    if place in ORDINALS:
        return find_installment(view.reading.index, ORDINALS[place])
    at = series.index(MAIN) + _ADJACENT[place] if place in _ADJACENT and MAIN in series else -1
    return (series[at],) if 0 <= at < len(series) else ()


def _leave_date(said: list[str]) -> list[str]:
    """“The second harbor of 1988”, “the prequel, of”: when it came out is no part of its name."""
    if said[-1:] and said[-1].isdecimal() and len(said[-1]) == _YEAR:
        said = said[:-1]
    while said[-1:] and said[-1] in _DATING:
        said = said[:-1]
    return said


def _is_of_title(view: View, word: str) -> bool:
    return find_stem(word) in map(find_stem, split_words(view.reading.index.dossier.title))


def _find_subject(view: View) -> tuple[int, int]:
    """Return the tokens of the noun phrase that the clause begins with, where it may describe a film."""
    first, end = find_opening(view, find_clause(view))
    word = view.reading.document.words[first]
    is_owned = word in DEFINITE or word.endswith(GENITIVE) or _find_maker(view, first, end) >= 0
    is_phrase = first < end and is_owned
    return (first, end) if is_phrase and end - first <= _LONGEST else (first, first)


_MOST = 2
_YEAR = 4
_DATING = frozenset({"of", "in", "from", ","})
_ADJACENT = {"previous": -1, "preceding": -1, "prior": -1, "next": 1, "following": 1}
_OF_SERIES = (["'"], ["’"])
_HEADS = word_set("rival original predecessor forerunner precursor sequel successor follow-up remake prequel")
_IN_SERIES = word_set("installment instalment chapter entry")
_BESIDE_OWN = frozenset({"last", "next", "previous"})
_FILMS = word_set("film picture feature movie")
_LONGEST = 6
