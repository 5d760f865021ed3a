"""One fact in several places: which figures state it, and the new value in the words of each.

Figures state the same fact when the checker read them as about the same
attribute of the same subject, in the same unit; what they say of it may
differ, and then at most one of them is right. A figure that is about nothing
nameable shares its fact with no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ledgergen.core.figures.mention import Mention
from ledgergen.core.figures.scan.find import extract_mentions
from ledgergen.core.figures.spell import spell_like
from ledgergen.core.figures.text import read_document
from ledgergen.core.review.review import Review, find_sentence
from ledgergen.model.report import Figure, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a ledger states the fact, and what would stand there."""

    movie_id: int
    title: str
    status: str
    base: str
    """`State.base` of the ledger when the place was looked at."""
    figure: str
    text: str
    before: str
    """The rest of its sentence to the left."""
    behind: str
    verdict: Verdict
    replacement: str
    """The new value in this place's own words; empty where nobody asked for one, or it has none."""

    @property
    def is_right(self) -> bool:
        """Tell whether it says the new value already."""
        return self.replacement == self.text


def name_fact(figure: Figure) -> str:
    """Name the fact that a figure states, the same for all figures that state it; empty for none."""
    if figure.verdict is Verdict.NOT_A_CLAIM or ", " not in figure.about:
        return ""
    return f"{figure.about.casefold()}|{figure.kind}|{figure.unit}"


class Change(NamedTuple):
    """What somebody wants to say instead: `said` becomes `wanted`, elsewhere in the words of the place."""

    said: str
    wanted: str


def find_places(review: Review, fact: str, change: Change | None = None) -> tuple[Place, ...]:
    """Return the places of a ledger that state a fact, in reading order."""
    stating = [figure for figure in review.figures if name_fact(figure.figure) == fact]
    if not stating:
        return ()
    text = review.state.text
    document = read_document(text)
    mentions = {(m.start, m.end): m for m in extract_mentions(document)} if change else {}
    places = []
    for reviewed in stating:
        figure = reviewed.figure
        sentence = find_sentence(document, figure)
        places.append(
            Place(
                movie_id=review.state.movie_id,
                title=review.title,
                status=review.state.status.value,
                base=review.state.base,
                figure=figure.id,
                text=figure.text,
                before=text[sentence.start : figure.start],
                behind=text[figure.end : sentence.end],
                verdict=figure.verdict,
                replacement=_spell(figure, mentions.get((figure.start, figure.end)), change),
            )
        )
    return tuple(places)


def _spell(figure: Figure, mention: Mention | None, change: Change | None) -> str:
    if change is None:
        return ""
    if figure.text == change.said:
        return change.wanted
    meant = _read_one(extract_mentions(read_document(change.wanted)))
    if meant is None or mention is None or meant.kind is not mention.kind or meant.unit != mention.unit:
        return ""
    if (meant.low, meant.high, meant.period) == (mention.low, mention.high, mention.period):
        return figure.text
    return spell_like(mention, meant.period if meant.period is not None else meant.value) or ""


def _read_one(mentions: Sequence[Mention]) -> Mention | None:
    return mentions[0] if len(mentions) == 1 and not mentions[0].is_range else None
