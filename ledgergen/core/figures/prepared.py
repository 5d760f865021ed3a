"""A dossier made ready to be asked: what a check reads of its evidence, read once.

Reading the evidence costs as much as judging a draft by it, and an editor who
mends a draft has it checked again and again by the same evidence. So evidence
is prepared in an object of its own, which may be handed in for as many texts
as one likes; nothing is kept anywhere else.

    prepared = prepare(dossier)
    report = check_prepared(text, prepared)        # `core.checking`

Each part is read when first asked for, so that preparing never fails: whatever
cannot be read fails in the check, where it is caught and flagged.

A check learns while it runs: films that the text names and no fact knows, where
the text's words stand in the passages. It learns that into parts of its own
(`open_…`), which share what is read of the evidence; so no text has a bearing
on the verdicts about another, and threads may share what is prepared. What a
passage says is said of films, too, and the text's own among them, so the bound
passages are kept beside the films that were known when they were bound.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from ledgergen.codec import hash_dossier
from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.facts.index import FactIndex
from ledgergen.core.figures.passages import judge as passages
from ledgergen.core.figures.passages.index import PassageIndex
from ledgergen.core.figures.records import judge as records
from ledgergen.core.figures.scan.title import is_number_word
from ledgergen.model.dossier import Dossier


class PreparedDossier:
    """A dossier whose evidence is read when first asked for, and kept."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self._bound: _Bound | None = None

    @cached_property
    def sha256(self) -> str:
        """The dossier's hash, as reports carry it."""
        return hash_dossier(self.dossier)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The works and names of the dossier that hold a number, so that it is no claim: “CiBy 2000”."""
        dossier = self.dossier
        called = (f.value for f in dossier.facts if f.attribute in _NAMING)
        subjects = (f.subject for f in dossier.facts)
        names = dict.fromkeys((dossier.title, dossier.original_title or "", *subjects, *called))
        return tuple(name for name in names if _holds_number(name))

    @property
    def has_facts(self) -> bool:
        """Tell whether there are facts to bind figures to."""
        return bool(self.dossier.facts)

    def open_facts(self) -> FactIndex:
        """Return the facts, indexed, for one check."""
        return self._facts.fork()

    def open_passages(self) -> PassageIndex | None:
        """Return the passages, indexed, for one check; None where there is no prose."""
        return self._passages.fork() if self._passages else None

    def read_passages(self, index: FactIndex) -> Reading | None:
        """Return the figures of the passages, bound as a text's are, and let `index` know what they name.

        `index` is one of `open_facts`, which knows what the text names. The last reading is kept for texts
        that name the same: a draft that is mended names what it did.
        """
        passages = self._passages
        if passages is None:
            return None
        learned, kept = tuple(index.register.learned), self._bound
        if kept is not None and kept.learned == learned:
            index.adopt(kept.reading.index)
            return kept.reading
        mentions = tuple(figure.mention for figure in passages.figures)
        reading = Reading(passages.document, mentions, index, is_plain=True)
        self._bound = _Bound(learned, reading)
        return reading

    def open_records(self) -> records.RecordIndex:
        """Return the records, indexed, for one check."""
        return self._records.fork()

    @cached_property
    def _facts(self) -> FactIndex:
        return FactIndex(self.dossier)

    @cached_property
    def _passages(self) -> PassageIndex | None:
        return passages.build_index(self.dossier)

    @cached_property
    def _records(self) -> records.RecordIndex:
        return records.build_index(self.dossier)


class _Bound(NamedTuple):
    """The passages' figures, bound beside a text that names these films, of which no fact is."""

    learned: tuple[str, ...]
    reading: Reading


def _holds_number(name: str) -> bool:
    return any(map(str.isdigit, name)) or any(map(is_number_word, name.lower().split()))


_NAMING = frozenset({"company", "location", "credit"})
"""Attributes whose values are names."""


def prepare(dossier: Dossier) -> PreparedDossier:
    """Make a dossier ready to have texts checked against it; never raises."""
    return PreparedDossier(dossier)
