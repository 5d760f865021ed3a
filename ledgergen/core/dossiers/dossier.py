"""Dossiers as text: read one, write one, make one of several.

    parse_dossier    YAML or JSON text → `Dossier`; all that is wrong at once
    render_dossier   `Dossier` → YAML, always the same bytes, made to be edited by hand
    merge_dossiers   what several places know about one film, in one dossier
    build_dossier    the same, with what the caller knows of the film filled in

Parsing is strict because people type these files and every figure in print
rests on them. `Dossier.model_validate` is the lenient door, for programs.

Merging never judges: two sources that disagree stay two facts. Ids are what
prompts and reports cite, so those of the first dossier stand, and only a
later one whose id is taken gets the next free number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

from ledgergen.codec import to_canonical_json
from ledgergen.core.dossiers.reader import SCHEMA, Problem, read_tree
from ledgergen.core.dossiers.text import parse_text
from ledgergen.errors import DossierError
from ledgergen.model.dossier import Dossier, Fact, Passage, Source
from ledgergen.model.film import FilmRef

MAX_PROBLEMS = 10
"""How many problems of one file an error names; the rest are counted."""


def parse_dossier(text: str, *, where: str) -> Dossier:
    """Read a dossier from YAML or JSON text; `where` names the file in messages.

    Every scalar is taken as the characters that stand there: dates, ratios and
    `NO` need no quotes.

    Raises:
        DossierError: the text is no YAML or JSON, or no dossier; `because`
            names each problem (at most `MAX_PROBLEMS`) with line, path and value.
    """
    values, problems = read_tree(parse_text(text, where=where))
    if problems:
        raise _build_error(problems, where=where)
    return Dossier.model_validate(values)


def _build_error(problems: Sequence[Problem], *, where: str) -> DossierError:
    what = f"cannot read the dossier {where!r}"
    if len(problems) == 1:
        return DossierError(what, because=str(problems[0]), fix=f"mend line {problems[0].line} of the file")
    lines = [str(problem) for problem in problems[:MAX_PROBLEMS]]
    if len(problems) > MAX_PROBLEMS:
        lines.append(f"and {len(problems) - MAX_PROBLEMS} more")
    return DossierError(
        f"{what}: {len(problems)} problems",
        because="\n         ".join(lines),  # as deep as the word "because: "
        fix="mend these lines of the file",
    )


def render_dossier(dossier: Dossier) -> str:
    """Write a dossier as YAML in its fixed order, without the keys that say nothing.

    `parse_dossier` gives the same dossier back.
    """
    values = {"schema": SCHEMA, **_drop_empty(dossier.model_dump(mode="json", exclude={"schema_id"}))}
    if dossier.records:
        values["records"] = [_without_floats(record) for record in dossier.records]
    return yaml.dump(values, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


class _Dumper(yaml.SafeDumper):
    """Writes values twice rather than with anchors, which the reader refuses."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the library's signature
        return True


def _drop_empty(values: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, value in values.items():
        if value is None or value is False or value in ([], {}):
            continue
        kept[key] = value
        if key in {"sources", "facts", "passages"}:
            kept[key] = [_drop_empty(item) for item in value]
    return kept


def _without_floats(value: object) -> object:
    """Return a record with floats as the strings they print as: a float in a file invites rounding."""
    if isinstance(value, dict):
        return {str(key): _without_floats(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_without_floats(item) for item in value]
    return repr(value) if isinstance(value, float) else value


def merge_dossiers(dossiers: Sequence[Dossier]) -> Dossier:
    """Make one dossier of several about one film; at least one.

    Title, year and directors are those of the first that has them. A fact or
    passage that an earlier one states in the same words from the same source
    is left out.

    Raises:
        DossierError: they are about different films.
    """
    first = dossiers[0]
    ids = sorted({dossier.movie_id for dossier in dossiers})
    if len(ids) > 1:
        raise DossierError(
            "cannot put dossiers of different films together",
            because=f"their movie ids are {', '.join(map(str, ids))}",
            fix="give the dossiers of one film only",
        )
    merger = _Merger()
    for dossier in dossiers:
        merger.add(dossier)
    return first.model_copy(
        update={
            "title": next((d.title for d in dossiers if d.title), ""),
            "original_title": next((d.original_title for d in dossiers if d.original_title), None),
            "year": next((d.year for d in dossiers if d.year is not None), None),
            "directors": next((d.directors for d in dossiers if d.directors), ()),
            "sources": tuple(merger.sources),
            "facts": tuple(merger.facts),
            "passages": tuple(merger.passages),
            "records": tuple(record for d in dossiers for record in d.records),
            "gaps": tuple(dict.fromkeys(gap for d in dossiers for gap in d.gaps)),
        }
    )


def build_dossier(film: FilmRef, parts: Sequence[Dossier]) -> Dossier:
    """Merge what is known about a film; what the caller knows of it fills the gaps.

    Raises:
        DossierError: a part is about another film.
    """
    caller = Dossier(
        movie_id=film.movie_id,
        title=film.title or "",
        year=film.year,
        directors=(film.director,) if film.director else (),
    )
    return merge_dossiers([*parts, caller])


class _Merger:
    """Gathers sources, facts and passages under ids that stay unique."""

    def __init__(self) -> None:
        self.sources: list[Source] = []
        self.facts: list[Fact] = []
        self.passages: list[Passage] = []
        self._source_ids: dict[str, str] = {}
        self._taken_by_sources: set[str] = set()
        # Citations name facts and passages alike, so they share one set of ids.
        self._taken: set[str] = set()
        self._seen: set[str] = set()

    def add(self, dossier: Dossier) -> None:
        renamed = {source.id: self._add_source(source) for source in dossier.sources}
        for fact in dossier.facts:
            moved = fact.model_copy(update={"source": renamed.get(fact.source, fact.source)})
            if self._is_new(moved):
                self.facts.append(moved.model_copy(update={"id": _take_id(moved.id, self._taken)}))
        for passage in dossier.passages:
            kept = passage.model_copy(update={"source": renamed.get(passage.source, passage.source)})
            if self._is_new(kept):
                self.passages.append(kept.model_copy(update={"id": _take_id(kept.id, self._taken)}))

    def _add_source(self, source: Source) -> str:
        meaning = _state(source)
        if meaning not in self._source_ids:
            name = _take_id(source.id, self._taken_by_sources)
            self.sources.append(source.model_copy(update={"id": name}))
            self._source_ids[meaning] = name
        return self._source_ids[meaning]

    def _is_new(self, item: Fact | Passage) -> bool:
        meaning = _state(item)
        is_new = meaning not in self._seen
        self._seen.add(meaning)
        return is_new


def _state(item: Source | Fact | Passage) -> str:
    """Return what an entry says, without the id it goes by."""
    return to_canonical_json(item.model_dump(mode="json", exclude={"id"}))


def _take_id(wanted: str, taken: set[str]) -> str:
    """Return the id, or one of its kind that is free, and mark it as taken."""
    name, number = wanted, len(taken)
    stem = re.sub(r"[0-9]+$", "", wanted) or "x"
    while name in taken:
        number += 1
        name = f"{stem}{number}"
    taken.add(name)
    return name
