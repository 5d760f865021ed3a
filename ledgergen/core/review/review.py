"""A ledger in review: the text's state beside what the checker says of it.

`build_review` joins the two. A figure needs a person when its verdict is
flagged and no waiver holds for its claim. The gate names everything that
stands between the ledger and its approval, in words, the first obstacle
first; an empty gate is the only way to approve.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ledgergen.core.figures.mention import Mention
from ledgergen.core.figures.scan.find import extract_mentions
from ledgergen.core.figures.text import Document, read_document
from ledgergen.core.review.options import Option, find_options
from ledgergen.core.review.patches import Span
from ledgergen.core.review.state import State, Status
from ledgergen.core.waivers import Waiver, fingerprint_figure
from ledgergen.model.dossier import Dossier
from ledgergen.model.lazy import lazy
from ledgergen.model.report import Figure, Finding, Report, Severity, Verdict
from ledgergen.model.review import Event, Kind

SECONDS_A_CONFLICT, SECONDS_A_SEARCH, SECONDS_A_LEDGER = 25, 50, 20
"""What a figure with a value at hand, one without, and a look at the whole take an editor, about."""


@dataclass(frozen=True, kw_only=True)  # no slots: what every page asks of it is worked out once
class ReviewedFigure:
    """One figure, its verdict, and what was decided about it."""

    figure: Figure
    claim: str
    """Fingerprint: what a waiver is bound to."""
    waiver: Waiver | None = None
    """The waiver that holds for this claim."""
    touched: Event | None = None
    """The event that put these words here."""
    twins: tuple[str, ...] = ()
    """Ids of the other figures of the ledger that make the same claim."""
    options: tuple[Option, ...] = ()
    """What can be put in its place; only for figures that are flagged."""

    @lazy
    def needs_person(self) -> bool:
        """Tell whether nobody and nothing has cleared it."""
        return self.figure.flagged and self.waiver is None

    @lazy
    def decision(self) -> str:
        """Say in one word what became of it: open, waived, corrected, sourced, or nothing."""
        if self.needs_person:
            return "open"
        if self.waiver is not None and self.figure.flagged:
            return "waived"
        return "corrected" if self.touched and self.touched.kind is Kind.CORRECTED else ""


@dataclass(frozen=True, kw_only=True)  # no slots, for the same reason
class Review:
    """A ledger as an editor sees it."""

    state: State
    report: Report
    """Of `state.text`, against the evidence and the passages that editors added."""
    figures: tuple[ReviewedFigure, ...]
    open_figures: tuple[ReviewedFigure, ...]
    """The figures that need a person, in reading order."""
    title: str
    year: int | None
    dossier: Dossier | None

    @lazy
    def errors(self) -> tuple[Finding, ...]:
        """The slips of form that hold a ledger back."""
        return tuple(f for f in self.report.findings if f.severity is Severity.ERROR)

    @lazy
    def gate(self) -> tuple[str, ...]:
        """What stands between this ledger and its approval; nothing when it can be approved."""
        obstacles = []
        n_open = len(self.open_figures)
        unread = sum(figure.figure.verdict is Verdict.NOT_EXAMINED for figure in self.open_figures)
        if n_open:
            obstacles.append(f"{n_open} {'figure needs' if n_open == 1 else 'figures need'} you")
        if unread:
            obstacles.append(f"{unread} of them could not be examined")
        if self.errors:
            first = self.errors[0]
            more = f" and {len(self.errors) - 1} more" if len(self.errors) > 1 else ""
            obstacles.append(f"{first.code} in line {first.line}: {first.message}{more}")
        if self.state.status is Status.REJECTED:
            obstacles.append("it was rejected; undo that first")
        return tuple(obstacles)

    @property
    def can_approve(self) -> bool:
        """Tell whether nothing is in the way."""
        return not self.gate and self.state.status is not Status.APPROVED

    @lazy
    def claims(self) -> tuple[ReviewedFigure, ...]:
        """The figures that state something, in reading order."""
        return tuple(f for f in self.figures if f.figure.verdict is not Verdict.NOT_A_CLAIM)

    @property
    def n_examined(self) -> int:
        """How many figures the checker could judge."""
        return len(self.figures) - self.verdicts[Verdict.NOT_EXAMINED]

    @lazy
    def verdicts(self) -> Counter[Verdict]:
        """How many figures have which verdict."""
        return Counter(figure.figure.verdict for figure in self.figures)

    @lazy
    def open_verdicts(self) -> Counter[Verdict]:
        """How many figures that need a person have which verdict."""
        return Counter(figure.figure.verdict for figure in self.open_figures)

    @lazy
    def decisions(self) -> Counter[str]:
        """How many figures were decided how: `open`, `waived`, `corrected`."""
        return Counter(figure.decision for figure in self.figures if figure.decision)

    @property
    def minutes(self) -> int:
        """About how long an editor will need, at least 1 where anything is open."""
        return estimate_minutes(
            n_at_hand=sum(bool(figure.options) for figure in self.open_figures),
            n_open=len(self.open_figures),
        )

    def find(self, figure_id: str) -> ReviewedFigure | None:
        """Return the figure with this id."""
        return self._by_id.get(figure_id)

    @lazy
    def _by_id(self) -> Mapping[str, ReviewedFigure]:
        return {figure.figure.id: figure for figure in reversed(self.figures)}

    def find_at(self, span: Span) -> ReviewedFigure | None:
        """Return the figure that stands exactly here."""
        return next((f for f in self.figures if (f.figure.start, f.figure.end) == tuple(span)), None)


def estimate_minutes(*, n_at_hand: int, n_open: int) -> int:
    """Return about how many minutes a ledger takes."""
    seconds = SECONDS_A_LEDGER + n_at_hand * SECONDS_A_CONFLICT + (n_open - n_at_hand) * SECONDS_A_SEARCH
    return max(1, round(seconds / 60))


def list_figures(
    report: Report, *, text: str, movie_id: int, dossier: Dossier | None
) -> tuple[ReviewedFigure, ...]:
    """Return what follows from the text and the evidence alone, before anybody decided."""
    mentions = _find_mentions(report, text)
    claims = [fingerprint_figure(figure, movie_id=movie_id, text=text) for figure in report.figures]
    same: dict[str, list[str]] = {}
    for figure, claim in zip(report.figures, claims, strict=True):
        same.setdefault(claim, []).append(figure.id)
    figures = []
    for figure, claim in zip(report.figures, claims, strict=True):
        mention = mentions.get((figure.start, figure.end))
        figures.append(
            ReviewedFigure(
                figure=figure,
                claim=claim,
                twins=tuple(other for other in same[claim] if other != figure.id),
                options=find_options(figure, mention, dossier) if mention and figure.flagged else (),
            )
        )
    return tuple(figures)


def _find_mentions(report: Report, text: str) -> dict[tuple[int, int], Mention]:
    """Return the mentions of the figures that evidence speaks against: only these have another value.

    They are read again in their own paragraph, which is much quicker than the
    whole text, and in the whole text only where that tells them otherwise.
    """
    told = [f for f in report.figures if f.flagged and (f.evidence or f.suggestion)]
    found: dict[tuple[int, int], Mention] = {}
    done = 0
    for figure in told:
        if figure.start < done:
            continue
        start = text.rfind("\n", 0, figure.start) + 1
        done = end if (end := text.find("\n", figure.end)) >= 0 else len(text)
        for mention in extract_mentions(read_document(text[start:done])):
            found[start + mention.start, start + mention.end] = mention
    if any((figure.start, figure.end) not in found for figure in told):
        found |= {(m.start, m.end): m for m in extract_mentions(read_document(text))}
    return found


def build_review(  # noqa: PLR0913 - all that a review is made of
    state: State,
    *,
    report: Report,
    figures: tuple[ReviewedFigure, ...],
    dossier: Dossier | None,
    title: str,
    year: int | None,
    waivers: Mapping[str, Waiver],
) -> Review:
    """Add to the figures what was decided. The state's waivers come before those of the workspace's file."""
    decided = []
    for figure in figures:
        waiver, touched = _find_waiver(figure.claim, state, waivers), _find_touch(state, figure.figure)
        decided.append(replace(figure, waiver=waiver, touched=touched) if waiver or touched else figure)
    return Review(
        state=state,
        report=report,
        figures=tuple(decided),
        open_figures=tuple(figure for figure in decided if figure.needs_person),
        title=title,
        year=year,
        dossier=dossier,
    )


def _find_waiver(claim: str, state: State, waivers: Mapping[str, Waiver]) -> Waiver | None:
    if event := state.waived.get(claim):
        return build_waiver(event)
    waiver = waivers.get(claim)
    return waiver if waiver is not None and not waiver.problem else None


def build_sourced_waiver(event: Event, *, claim: str, exact: str) -> Waiver:
    """Return the waiver of a figure that an added source proves, in the words of its passage."""
    source = " ".join(filter(None, (event.source_name, event.source_url)))
    return replace(
        build_waiver(event),
        fingerprint=claim,
        reason="unlinkable_source",
        comment=f"{source}: “{event.quote}”",
        text=exact,
    )


def build_waiver(event: Event) -> Waiver:
    """Return the waiver that an event stands for."""
    return Waiver(
        fingerprint=event.claim,
        reason=event.reason,
        comment=event.comment,
        movie_id=event.movie_id,
        code=event.code,
        text=event.exact,
        actor=event.actor,
        at=event.at,
    )


def _find_touch(state: State, figure: Figure) -> Event | None:
    for touch in reversed(state.touches):
        if touch.span.start < figure.end and figure.start < touch.span.end:
            return touch.event
    return None


def find_sentence(document: Document, figure: Figure) -> Span:
    """Return the sentence around a figure."""
    sentence = document.sentence_at(figure.start)
    return Span(sentence.start, sentence.end)
