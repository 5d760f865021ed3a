"""What the figures of one text are worth to one another: what is in print is reckoned with once it is proven.

A figure that is judged already is worth what its ruling says. One that is not is
asked of what states it outright, facts and passages, and of no reckoning: so two
figures never prove each other.

Proofs are asked for in the midst of a reckoning. They take the scene that asks and
keep nothing of it: objects in a ring would outlive their check, and every check
would have the collector of garbage look for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ledgergen.core.figures.bind.reading import Reading
from ledgergen.core.figures.derive.scene import Scene
from ledgergen.core.figures.derive.search import Search
from ledgergen.core.figures.facts.datum import Datum
from ledgergen.core.figures.facts.evidence import Evidence
from ledgergen.core.figures.facts.lookup import look_up
from ledgergen.core.figures.mention import Kind, Mention, Ruling
from ledgergen.core.figures.prose import Prose
from ledgergen.core.figures.ruling import RulingWriter
from ledgergen.model.lazy import lazy
from ledgergen.model.report import Verdict


class Proofs:
    """The proofs of one text's figures."""

    def __init__(
        self,
        mentions: Sequence[Mention],
        reading: Reading,
        writer: RulingWriter,
        prose: Prose | None,
        rulings: Mapping[int, Ruling],
    ) -> None:
        self._rulings = rulings
        """Of the figures that are judged, as they come."""
        self._mentions = mentions
        self._reading = reading
        self._writer = writer
        self._prose = prose
        self._looked_up: dict[int, Evidence] = {}
        self._known: dict[int, Datum | bool] = {}

    def find(self, number: int, scene: Scene) -> Datum | bool:
        """Say whether a mention is proven: by the fact returned, or otherwise."""
        self._reading.footing.asked.add(number)
        ruling = self._rulings.get(number)
        if ruling is not None:
            return self._read(ruling)
        proof = self._known.get(number)
        if proof is None:
            # The figures around one another ask often.
            proof = self._known[number] = self._read(self._rule(number, scene))
        return proof

    def take_evidence(self, number: int) -> Evidence | None:
        """Return what facts were found for a mention that was asked for, and forget it: it is judged now."""
        return self._looked_up.pop(number, None)

    def _rule(self, number: int, scene: Scene) -> Ruling | None:
        """Rule by what states the figure outright."""
        claim = self._reading.read_claim(number)
        self._reading.footing.nouns.add(claim.mention.noun)
        evidence = look_up(claim, self._reading)
        if self._mentions[number].kind is not Kind.DATE:
            self._looked_up[number] = evidence
        ruling = self._writer.write_proof(claim, evidence)
        if ruling or self._prose is None:
            return ruling
        return self._prose.rule(claim, evidence, Search(claim, scene))

    def _read(self, ruling: Ruling | None) -> Datum | bool:
        if ruling is None or ruling.verdict.flagged or ruling.verdict is Verdict.NOT_A_CLAIM:
            return False
        support = next((s.id for s in ruling.evidence if s.agrees and s.kind == "fact"), "")
        if ruling.verdict is Verdict.DERIVED or not support:
            return True
        return self._data.get(support, True)

    @lazy
    def _data(self) -> dict[str, Datum]:
        """The facts by id; of two with one id the first."""
        return {datum.fact.id: datum for datum in reversed(self._reading.index.data)}
