"""From what several sources say to one dossier.

- Two sources that say the same of the same thing (subject, attribute,
  qualifiers, value) are one fact with two sources: `source` and `also`.
- Two that disagree stay two facts; `marks` finds and names the conflict.
- What a person has written by hand (`overlay`) wins: a gathered fact about the same
  thing gives way, whatever its value.

The film is called what the first source calls it; every reader leaves the
subject of its own film's statements empty, so one name is enough. Names of
people and of other films are brought into one spelling where only case,
accents or punctuation differ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence

from ledgergen.core.dossiers.dossier import merge_dossiers
from ledgergen.core.sources.reading import Reading, Statement
from ledgergen.model.dossier import Dossier, Fact, Passage, Source

_MANY = frozenset({"award", "credit", "company", "location", "salary", "loan", "grant"})
"""Attributes of which a film has several: another value is another fact, not a correction."""


def build_gathered(
    movie_id: int,
    readings: Sequence[Reading],
    *,
    others: Sequence[tuple[str, Statement]] = (),
    gaps: Sequence[str] = (),
) -> Dossier:
    """Make the dossier of what was gathered.

    `readings` stand in the order of their authority for title, year and
    directors; `others` are statements about other films and people, each with
    the id of the source that makes it.
    """
    title = next((r.title for r in readings if r.title), "")
    directors = next((r.directors for r in readings if r.directors), ())
    said = [(r.source.id, s) for r in readings for s in r.statements] + list(others)
    names = _Names([title, *directors])
    facts: dict[tuple[object, ...], Fact] = {}
    for source, statement in said:
        fact = _build_fact(statement, title=title, source=source, names=names, number=len(facts) + 1)
        key = _state(fact)
        known = facts.get(key)
        if known is None:
            facts[key] = fact
        elif source != known.source and source not in known.also:
            facts[key] = known.model_copy(update={"also": (*known.also, source)})
    texts = {(r.source.id, text): None for r in readings for text in r.passages if text}
    used = {fact.source for fact in facts.values()} | {s for f in facts.values() for s in f.also}
    used |= {source for source, _ in texts}
    return Dossier(
        movie_id=movie_id,
        title=title,
        original_title=next((r.original_title for r in readings if r.original_title), None),
        year=next((r.year for r in readings if r.year), None),
        directors=directors,
        sources=tuple({r.source.id: r.source for r in readings if r.source.id in used}.values()),
        facts=tuple(facts.values()),
        passages=tuple(
            Passage(id=f"p{number}", text=text, source=source)
            for number, (source, text) in enumerate(texts, 1)
        ),
        gaps=tuple(
            dict.fromkeys((*gaps, *(gap for r in readings for gap in r.gaps), *_compare_directors(readings)))
        ),
    )


def _compare_directors(readings: Sequence[Reading]) -> Iterator[str]:
    """Say where sources name different directors: the first is followed, and may be wrong."""
    named = [r for r in readings if r.directors]
    for reading in named[1:]:
        if {fold(n) for n in reading.directors} != {fold(n) for n in named[0].directors}:
            yield (
                f"{named[0].source.name} names {_list(named[0].directors)} as director, "
                f"{reading.source.name} {_list(reading.directors)}."
            )


def _list(names: Sequence[str]) -> str:
    shown = " and ".join(names[:3])
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"


def overlay(by_hand: Dossier | None, gathered: Sequence[Dossier]) -> Dossier | None:
    """Put gathered evidence under what was written by hand; None where there is neither.

    A gathered fact gives way to one written by hand about the same thing.
    Facts that two gathered dossiers state alike become one with both sources.
    """
    parts = [] if by_hand is None else [by_hand]
    taken = {find_topic(fact) for fact in (by_hand.facts if by_hand else ()) if fact.attribute not in _MANY}
    title = next((d.title for d in (*parts, *gathered) if d.title), "")
    for dossier in gathered:
        renamed = _rename(dossier, title)
        kept = tuple(fact for fact in renamed.facts if find_topic(fact) not in taken)
        parts.append(renamed.model_copy(update={"facts": kept}))
    if not parts:
        return None
    return _join_agreeing(merge_dossiers(parts))


def keep_lost(new: Dossier, old: Dossier, *, lost: Collection[str]) -> Dossier:
    """Keep what sources said before that could not be asked this time (`lost`, by id)."""
    kept = old.model_copy(
        update={
            "sources": tuple(source for source in old.sources if source.id in lost),
            "facts": tuple(
                f.model_copy(update={"also": tuple(s for s in f.also if s in lost)})
                for f in old.facts
                if f.source in lost
            ),
            "passages": tuple(passage for passage in old.passages if passage.source in lost),
            "gaps": (),
        }
    )
    if not (kept.facts or kept.passages):
        return new
    return overlay(None, [new, kept]) or new


def _rename(dossier: Dossier, title: str) -> Dossier:
    """Give the film's own facts the title that stands in the end."""
    if not dossier.title or dossier.title == title:
        return dossier
    facts = tuple(
        fact.model_copy(update={"subject": title}) if fact.subject == dossier.title else fact
        for fact in dossier.facts
    )
    return dossier.model_copy(update={"facts": facts})


def _join_agreeing(dossier: Dossier) -> Dossier:
    facts: dict[tuple[object, ...], Fact] = {}
    for fact in dossier.facts:
        key = _state(fact)
        known = facts.get(key)
        if known is None:
            facts[key] = fact
        else:
            also = dict.fromkeys((*known.also, fact.source, *fact.also))
            also.pop(known.source, None)
            facts[key] = known.model_copy(update={"also": tuple(also)})
    return dossier.model_copy(update={"facts": tuple(facts.values())})


def describe_source(dossier: Dossier, fact: Fact) -> str:
    """Name every source of a fact."""
    found = [dossier.find_source(source) for source in (fact.source, *fact.also)]
    names = [source.name for source in found if isinstance(source, Source)]
    return " + ".join(dict.fromkeys(names)) or fact.source


def fold(name: str) -> str:
    """Return a name without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[\W_]+", " ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


class _Names:
    """One spelling of each name: the first that came."""

    def __init__(self, names: Sequence[str]) -> None:
        self._known = {fold(name): name for name in names if name}

    def spell(self, name: str) -> str:
        return self._known.setdefault(fold(name) or name, name)


def _build_fact(statement: Statement, *, title: str, source: str, names: _Names, number: int) -> Fact:
    qualifiers = dict(statement.qualifiers)
    if "person" in qualifiers and "," not in qualifiers["person"]:
        qualifiers["person"] = names.spell(qualifiers["person"])
    return Fact(
        id=f"f{number}",
        subject=names.spell(statement.about) if statement.about else title,
        attribute=statement.attribute,
        value=statement.value,
        unit=statement.unit,
        approximate=statement.approximate,
        qualifiers=qualifiers,
        source=source,
    )


def find_topic(fact: Fact) -> tuple[object, ...]:
    """Return what a fact is about, without its value; a newer count is about the same thing."""
    qualifiers = {k: v for k, v in fact.qualifiers.items() if k not in {"as_of", "role", "person"}}
    return fold(fact.subject), fact.attribute, tuple(sorted(qualifiers.items()))


def _state(fact: Fact) -> tuple[object, ...]:
    """Return all that a fact says, without who says it."""
    qualifiers = tuple(sorted(fact.qualifiers.items()))
    return (
        fold(fact.subject),
        fact.attribute,
        fold(fact.value) or fact.value,
        fact.unit,
        fact.approximate,
        qualifiers,
    )
