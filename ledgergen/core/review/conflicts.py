"""Two editors at one place: what was meant, and what came in between.

A request names the revision its author was looking at. Is the ledger further
on by now, the figure is looked up in the text of then and followed through
every change since; where one of them reached into it, the request is refused
with both values, and nobody's words are lost.
"""

from __future__ import annotations

from ledgergen.core.review.commands import AddSource, Comment, Correct, FigureCommand, Remove, Waive
from ledgergen.core.review.fields import require
from ledgergen.core.review.patches import Span, carry_through
from ledgergen.core.review.review import Review, ReviewedFigure
from ledgergen.core.review.state import list_changes
from ledgergen.core.waivers import REASONS
from ledgergen.errors import NoLedgerError, ReviewError, StaleDecisionError
from ledgergen.model.review import Event, Kind


def locate_figure(review: Review, command: FigureCommand, then: Review) -> ReviewedFigure:
    """Find the figure that the author of the command meant, in the text of today.

    Raises:
        NoLedgerError: there was no such figure.
        StaleDecisionError: somebody else changed or waived it since.
    """
    seen = then.find(command.figure)
    if seen is None:
        raise NoLedgerError(
            f"there is no figure {command.figure!r} in the ledger of film {review.state.movie_id}",
            fix=f"`ledgergen show {review.state.movie_id}` lists its figures",
        )
    changes = list_changes(review.state, since=then.state.rev)
    place = carry_through(Span(seen.figure.start, seen.figure.end), changes)
    is_replaced = any(e.kind is Kind.OPENED for e in review.state.events if e.rev > then.state.rev)
    target = None if place is None or is_replaced else review.find_at(place)
    if target is None or target.figure.text != seen.figure.text:
        raise _explain_conflict(review, command, seen, then)
    for event in review.state.events:
        # Somebody waived it meanwhile; a correction on top of that would overrule them unseen.
        if event.rev > then.state.rev and event.claim == target.claim and event.kind is Kind.WAIVED:
            raise _explain_conflict(review, command, seen, then)
    return target


def _explain_conflict(
    review: Review, command: FigureCommand, seen: ReviewedFigure, then: Review
) -> StaleDecisionError:
    since = [event for event in review.state.events if event.rev > then.state.rev]
    other = next((e for e in reversed(since) if e.claim == seen.claim), since[-1] if since else None)
    by = other.actor if other else "somebody"
    theirs = describe_event(other) if other else "it was changed"
    return StaleDecisionError(
        f"{by} decided about {seen.figure.text!r} while you were looking at it",
        because=f"{by}: {theirs}",
        fix="look at the ledger again, then decide",
        mine=_describe_command(command, seen),
        theirs=theirs,
        by=by,
        figure=next((f.figure.id for f in review.figures if other and _is_about(f, other)), ""),
    )


def _is_about(figure: ReviewedFigure, event: Event) -> bool:
    return figure.touched == event or (event.kind is Kind.WAIVED and figure.claim == event.claim)


def describe_event(event: Event) -> str:
    """Say what an event did, for somebody whom it keeps from doing the same."""
    match event.kind:
        case Kind.CORRECTED:
            return f"{event.exact} → {event.patches[0].after}"
        case Kind.WAIVED:
            return f"{event.exact} may stand: {REASONS.get(event.reason, event.reason)}"
        case Kind.REMOVED:
            return f"sentence removed: “{event.patches[0].before.strip()}”"
        case Kind.EDITED:
            return f"text edited: “{event.patches[0].before}” → “{event.patches[0].after}”"
        case Kind.OPENED:
            return "a new draft was taken in"
    return event.kind.value


def _describe_command(command: FigureCommand, seen: ReviewedFigure) -> str:
    match command:
        case Correct():
            return f"{seen.figure.text} → {read_replacement(command, seen)}"
        case Waive():
            return f"{seen.figure.text} may stand: {REASONS.get(command.reason, command.reason)}"
        case Remove():
            return "remove the sentence"
        case AddSource():
            return f"add the source {command.name}: “{command.quote}”"
        case Comment():
            return f"comment: {command.comment}"


def read_replacement(command: Correct, target: ReviewedFigure) -> str:
    """Return the words that a correction puts in.

    Raises:
        ReviewError: there is no such evidence value, or nothing was typed.
    """
    if command.option is None:
        return require(command.text, "the value")
    if not 1 <= command.option <= len(target.options):
        n_options = len(target.options)
        raise ReviewError(
            f"figure {target.figure.text!r} has no evidence value number {command.option}",
            because=f"it has {n_options}" if n_options else "no evidence offers a value for it",
            fix="type the value, add a source, or waive it with a reason",
        )
    return target.options[command.option - 1].text
