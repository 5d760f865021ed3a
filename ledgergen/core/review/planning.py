"""What an editor asked for becomes an event, or an error that says why not.

`plan_event` is pure: a review and a command in, the event out. Whose place it
meets in between is found by `conflicts`.
"""

from __future__ import annotations

from dataclasses import replace

from ledgergen.core.codes import CODE_OF_VERDICT
from ledgergen.core.figures.text import read_document
from ledgergen.core.review.commands import (
    AddSource,
    Assign,
    Close,
    Command,
    Comment,
    Correct,
    Edit,
    Remove,
    Undo,
    Waive,
)
from ledgergen.core.review.conflicts import describe_event, locate_figure, read_replacement
from ledgergen.core.review.fields import MAX_CHARS, refuse_odd, require
from ledgergen.core.review.patches import Span, carry_through, find_patch
from ledgergen.core.review.review import Review, ReviewedFigure, find_sentence
from ledgergen.core.review.state import find_inverse, list_changes
from ledgergen.core.waivers import NEEDS_COMMENT, REASONS
from ledgergen.errors import ReviewError, StaleDecisionError
from ledgergen.model.review import Event, Kind, Patch


def plan_event(  # noqa: PLR0911 - one return a command
    review: Review, command: Command, *, event: Event, then: Review
) -> Event:
    """Return the event a command becomes.

    `event` says who and when; `then` is the ledger its author was looking at.

    Raises:
        StaleDecisionError: somebody else changed this very place since.
        NoLedgerError: there is no such figure.
        ReviewError: the command makes no sense here; says why.
    """
    event = replace(event, base_rev=then.state.rev)
    match command:
        case Undo():
            return _undo(review, command, event)
        case Assign():
            return _assign(review, command, event)
        case Close():
            return _close(command, event)
        case Edit():
            return _edit(review, command, event, then)
    target = locate_figure(review, command, then)
    event = replace(
        event,
        figure=target.figure.id,
        claim=target.claim,
        exact=target.figure.text,
        about=target.figure.about,
    )
    match command:
        case Correct():
            return _correct(review, command, target, event)
        case Waive():
            return _waive(command, target, event)
        case Remove():
            return _remove(review, target, event)
        case AddSource():
            return _source(command, event)
        case Comment():
            return replace(event, kind=Kind.COMMENTED, comment=require(command.comment, "the comment"))


def _correct(review: Review, command: Correct, target: ReviewedFigure, event: Event) -> Event:
    after = read_replacement(command, target)
    if "\n" in after or "\r" in after:
        raise ReviewError("a figure is replaced by one line", fix="edit the paragraph instead")
    if after == target.figure.text:
        raise ReviewError(f"{after!r} is what stands there", fix="type another value, or waive it")
    patches = [Patch(target.figure.start, target.figure.text, after)]
    if command.everywhere:
        for twin in filter(None, map(review.find, target.twins)):
            other = after if twin.figure.text == target.figure.text else twin.figure.suggestion
            if other:
                patches.append(Patch(twin.figure.start, twin.figure.text, other))
    return replace(event, kind=Kind.CORRECTED, patches=tuple(sorted(patches)))


def _waive(command: Waive, target: ReviewedFigure, event: Event) -> Event:
    if not target.figure.flagged:
        raise ReviewError(
            f"{target.figure.text!r} needs no waiver", because=f"its verdict is {target.figure.verdict.value}"
        )
    if command.reason not in REASONS:
        raise ReviewError(
            f"{command.reason!r} is no reason to waive a figure",
            because=f"the reasons are {', '.join(REASONS)}",
            fix="choose one of them",
        )
    comment = refuse_odd(command.comment, "the comment").strip()[:MAX_CHARS]
    if command.reason in NEEDS_COMMENT and not comment:
        raise ReviewError(
            f"the reason {command.reason!r} needs a comment",
            fix="say which source, or why, in a few words",
        )
    code = CODE_OF_VERDICT[target.figure.verdict]
    return replace(event, kind=Kind.WAIVED, reason=command.reason, comment=comment, code=code)


def _remove(review: Review, target: ReviewedFigure, event: Event) -> Event:
    text = review.state.text
    if not target.figure.section:
        raise ReviewError(
            f"{target.figure.text!r} stands in the head of the ledger, which keeps its form",
            fix="correct it, or edit that line",
        )
    start, end = find_sentence(read_document(text), target.figure)
    while end < len(text) and text[end] == " ":
        end += 1
    if end == len(text) or text[end] == "\n":  # the paragraph's last: the space before it goes
        while start and text[start - 1] == " ":
            start -= 1
    return replace(event, kind=Kind.REMOVED, patches=(Patch(start, text[start:end], ""),))


def _source(command: AddSource, event: Event) -> Event:
    url = refuse_odd(command.url, "the address").strip()
    if url and not url.lower().startswith(("https://", "http://")):
        raise ReviewError(f"{url!r} is no web address", fix="give one that starts with https://, or none")
    return replace(
        event,
        kind=Kind.SOURCED,
        source_name=require(command.name, "the source's name"),
        source_url=url,
        quote=require(command.quote, "the passage"),
    )


def _edit(review: Review, command: Edit, event: Event, then: Review) -> Event:
    end = command.start + len(command.before)
    if then.state.text[command.start : end] != command.before:
        raise ReviewError("that paragraph is not where the request says", fix="open the ledger again")
    after = read_edited(command)
    if len(after) > MAX_CHARS:
        raise ReviewError(f"the paragraph has {len(after):,} characters", because=f"{MAX_CHARS:,} fit")
    changes = list_changes(review.state, since=then.state.rev)
    place = carry_through(Span(command.start, end), changes)
    is_replaced = any(e.kind is Kind.OPENED for e in review.state.events if e.rev > then.state.rev)
    if place is None or is_replaced:
        since = [e for e in review.state.events if e.rev > then.state.rev and (e.patches or e.text)]
        theirs = "\n".join(describe_event(e) for e in since)
        by = since[-1].actor if since else "somebody"
        raise StaleDecisionError(
            f"{by} changed this paragraph while you were writing",
            because=theirs,
            fix="your text is kept below: put it in again where it still fits",
            mine=command.after,
            theirs=theirs,
            by=by,
        )
    patches = find_patch(command.before, after, offset=place.start)
    if not patches:
        raise ReviewError("nothing was changed in that paragraph")
    return replace(event, kind=Kind.EDITED, patches=patches)


def read_edited(command: Edit) -> str:
    """Return the paragraph that an edit puts in, with the line ends of the one before.

    Raises:
        ReviewError: it has what no page can show.
    """
    after = refuse_odd(command.after, "the paragraph").replace("\r\n", "\n").replace("\r", "\n")
    return after.replace("\n", "\r\n") if "\r\n" in command.before else after


def _undo(review: Review, command: Undo, event: Event) -> Event:
    undoable = review.state.list_undoable(event.actor)
    if command.rev is not None:
        undoable = tuple(done for done in undoable if done.rev == command.rev)
    if not undoable:
        raise ReviewError("there is nothing of yours to undo")
    last = undoable[0]
    patches = find_inverse(review.state, last)
    if patches is None:
        raise ReviewError(
            f"what you did to {last.exact or 'the text'!r} cannot be undone by itself",
            because="somebody changed the same words after you",
            fix="edit the paragraph",
        )
    return replace(
        event, kind=Kind.UNDONE, undoes=last.rev, patches=patches, exact=last.exact, claim=last.claim
    )


def _assign(review: Review, command: Assign, event: Event) -> Event:
    assignee = " ".join(refuse_odd(command.assignee, "the name").split())[:80]
    if assignee == review.state.assignee:
        raise ReviewError(f"the ledger is {assignee}'s already" if assignee else "the ledger is nobody's")
    return replace(event, kind=Kind.ASSIGNED, assignee=assignee)


def _close(command: Close, event: Event) -> Event:
    return replace(event, kind=command.kind, reason=require(command.reason, "the reason"))
