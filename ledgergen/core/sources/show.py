"""A dossier as a table for people: every fact with its sources, what conflicts and what is odd marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ledgergen.core.sources.marks import find_cautions, find_conflicts
from ledgergen.core.sources.merge import describe_source, find_topic
from ledgergen.model.dossier import Dossier, Fact

_MAX_VALUE, _MAX_PASSAGE = 60, 160


def render_facts(dossier: Dossier) -> str:
    """Write the dossier as lines: head, facts by subject, passages, sources with licences, gaps."""
    return "".join(f"{line}\n" for line in _list_lines(dossier))


def _list_lines(dossier: Dossier) -> Iterator[str]:
    year = f" ({dossier.year})" if dossier.year else ""
    directors = f", directed by {', '.join(dossier.directors)}" if dossier.directors else ""
    yield f"{dossier.movie_id}  {_show(dossier.title or 'untitled')}{year}{_show(directors)}"
    conflicts, cautions = find_conflicts(dossier), find_cautions(dossier)
    for subject in dict.fromkeys(fact.subject for fact in dossier.facts):
        facts = [fact for fact in dossier.facts if fact.subject == subject]
        yield ""
        yield _show(subject)
        rows = [
            (
                fact.id,
                fact.attribute,
                _show_value(fact),
                _show_qualifiers(fact),
                _show(describe_source(dossier, fact)),
            )
            for fact in facts
        ]
        widths = [max(len(row[column]) for row in rows) for column in range(4)]
        for fact, row in zip(facts, rows, strict=True):
            cells = "  ".join(cell.ljust(width) for cell, width in zip(row[:4], widths, strict=True))
            yield f"  {cells}  {row[4]}".rstrip()
            if fact.id in conflicts:
                yield f"      ! conflict with {', '.join(conflicts[fact.id])}"
            for words in cautions.get(fact.id, ()):
                yield f"      ! {words}"
    yield from _list_rest(dossier)
    n_conflicts = len(conflicts)
    yield ""
    yield f"{len(dossier.facts)} facts, {len(dossier.passages)} passages, {n_conflicts} facts in conflict"


def _list_rest(dossier: Dossier) -> Iterator[str]:
    if dossier.passages:
        yield ""
        yield "passages"
    for passage in dossier.passages:
        text = passage.text if len(passage.text) <= _MAX_PASSAGE else f"{passage.text[:_MAX_PASSAGE]} …"
        yield f"  {passage.id}  {_show(text, limit=_MAX_PASSAGE + 2)}"
    yield ""
    yield "sources"
    for source in dossier.sources:
        parts = (
            source.url,
            source.retrieved and f"read {source.retrieved}",
            source.licence,
            source.attribution,
        )
        yield f"  {_show(', '.join(filter(None, (source.name, *parts))), limit=300)}"
    for gap in dossier.gaps:
        yield f"missing: {_show(gap, limit=300)}"


def facts_to_json(dossier: Dossier) -> dict[str, Any]:
    """Return the dossier as JSON, with conflicts and cautions by fact id."""
    return {
        **dossier.model_dump(mode="json", by_alias=True),
        "conflicts": {key: list(ids) for key, ids in find_conflicts(dossier).items()},
        "cautions": {key: list(words) for key, words in find_cautions(dossier).items()},
    }


def render_diff(by_hand: Dossier | None, gathered: Dossier | None) -> str:
    """Write what differs between what is written by hand (`+`) and what was gathered (`-`).

    `~` stands before a fact that both have with different values: the one by hand counts.
    """
    own = {find_topic(fact): fact for fact in (by_hand.facts if by_hand else ())}
    theirs = {find_topic(fact): fact for fact in (gathered.facts if gathered else ())}
    lines = []
    for topic in dict.fromkeys((*own, *theirs)):
        mine, other = own.get(topic), theirs.get(topic)
        if mine and other:
            if (mine.value, mine.unit) != (other.value, other.unit):
                lines.append(f"~ {_show_fact(mine)}  (gathered: {_show_value(other)})")
        elif mine:
            lines.append(f"+ {_show_fact(mine)}")
        elif other:
            lines.append(f"- {_show_fact(other)}")
    return "".join(f"{line}\n" for line in lines)


def _show_fact(fact: Fact) -> str:
    return " ".join(
        filter(None, (_show(fact.subject), fact.attribute, _show_value(fact), _show_qualifiers(fact)))
    )


def _show_value(fact: Fact) -> str:
    value = fact.value
    if re.fullmatch(r"[0-9]{5,18}", value):
        value = f"{Decimal(value):,}"
    about = "about " if fact.approximate else ""
    return _show(about + (f"{value} {fact.unit}" if fact.unit else value))


def _show_qualifiers(fact: Fact) -> str:
    return _show(", ".join(f"{key}: {value}" for key, value in fact.qualifiers.items()))


def _show(text: str, *, limit: int = _MAX_VALUE) -> str:
    """Return a source's words safe for a terminal: no control characters, not too long."""
    plain = "".join(c if c.isprintable() else "\ufffd" for c in text)
    return plain if len(plain) <= limit else f"{plain[: limit - 1]}…"
