"""Where a fault can be planted: figures that the evidence proves, with that evidence."""

from __future__ import annotations

from dataclasses import dataclass

from ledgergen.core.figures.mention import Mention
from ledgergen.core.figures.scan.find import extract_mentions
from ledgergen.core.figures.text import Span, read_document
from ledgergen.model.dossier import Dossier, Fact
from ledgergen.model.report import Figure, Report, Verdict

_PROVEN = frozenset({Verdict.EXACT, Verdict.ROUNDED, Verdict.DERIVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One proven figure of a text."""

    figure: Figure
    mention: Mention
    facts: tuple[Fact, ...]
    """What proves it: the facts that agree, or the inputs of its formula."""
    text: str
    """The whole text it stands in."""
    sentence: Span

    @property
    def is_derived(self) -> bool:
        """Tell whether it was computed and not read."""
        return self.figure.verdict is Verdict.DERIVED

    @property
    def fact(self) -> Fact | None:
        """The first fact it was read from; None where it was computed."""
        return self.facts[0] if self.facts and not self.is_derived else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """A clean text with its evidence and its report."""

    name: str
    text: str
    dossier: Dossier
    report: Report


def find_sites(ledger: Ledger) -> tuple[Site, ...]:
    """Find the proven figures of a ledger, in reading order."""
    document = read_document(ledger.text)
    mentions = {(m.start, m.end): m for m in extract_mentions(document)}
    facts = {fact.id: fact for fact in ledger.dossier.facts}
    sites = []
    for figure in ledger.report.figures:
        mention = mentions.get((figure.start, figure.end))
        # The head of a ledger (title, year) is not prose: LG rules compare it with the dossier.
        if mention is None or figure.verdict not in _PROVEN or figure.section == 0:
            continue
        agreeing = tuple(facts[s.id] for s in figure.evidence if s.agrees and s.id in facts)
        sites.append(
            Site(
                figure=figure,
                mention=mention,
                facts=agreeing,
                text=ledger.text,
                sentence=document.sentence_at(figure.start),
            )
        )
    return tuple(sites)
