"""What an editor can put in a figure's place with one key.

The evidence's value comes already written the way the sentence wrote its own:
correcting must cost no more than accepting. Every source that disagrees with
the draft gets an option of its own; none wins in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledgergen.core.figures.facts.values import read_number, read_period
from ledgergen.core.figures.mention import Kind, Mention, Period
from ledgergen.core.figures.spell import spell_like
from ledgergen.model.dossier import Dossier, Fact
from ledgergen.model.report import Figure, Support

MOST = 5
"""As many as there are keys for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One replacement for a figure's words."""

    text: str
    source: str
    """Name of the source that says so, or nothing."""


def find_options(figure: Figure, mention: Mention, dossier: Dossier | None) -> tuple[Option, ...]:
    """Return the replacements that evidence offers, the checker's own first; at most five.

    Beside the facts that speak against the figure stand those of other
    sources about the same thing: the draft may have meant one of these.
    """
    against = [support for support in figure.evidence if not support.agrees]
    options: dict[str, Option] = {}
    if figure.suggestion and figure.suggestion != figure.text:
        source = "recomputed" if figure.formula else against[0].source if against else ""
        options[figure.suggestion] = Option(text=figure.suggestion, source=source)
    for fact, source in _find_facts(against, dossier):
        value = read_period(fact.value) if mention.kind is Kind.DATE else read_number(fact.value)
        spelled = None if value is None or _is_stated(mention, value) else spell_like(mention, value)
        if spelled and spelled != figure.text:
            options.setdefault(spelled, Option(text=spelled, source=source))
    return tuple(options.values())[:MOST]


def _is_stated(mention: Mention, value: Decimal | Period) -> bool:
    """Tell whether the figure has this very value, which is then said of another thing."""
    if isinstance(value, Decimal):
        return mention.low <= value <= mention.high
    return bool(mention.period and mention.period.first <= value.first and value.last <= mention.period.last)


def _find_facts(against: Sequence[Support], dossier: Dossier | None) -> Iterator[tuple[Fact, str]]:
    """Yield the facts behind the evidence, then others of the same subject, attribute and qualifiers."""
    if dossier is None:
        return
    ids = {support.id for support in against}
    behind = [fact for fact in dossier.facts if fact.id in ids]
    topics = [(fact.subject, fact.attribute, fact.qualifiers) for fact in behind]
    beside = [
        fact
        for fact in dossier.facts
        if fact.id not in ids and (fact.subject, fact.attribute, fact.qualifiers) in topics
    ]
    for fact in (*behind, *beside):
        source = dossier.find_source(fact.source)
        yield fact, source.name if source else fact.source
