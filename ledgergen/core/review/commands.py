"""What an editor may ask for, and the event it becomes.

`plan_event` is pure: a review and a command in, the event out, or an error
that says why not. A request names the revision its author was looking at. Is
the ledger further on by now, the figure is looked up in the text of then and
followed through every change since; where one of them reached into it, the
request is refused with both values, and nobody's words are lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TypeAlias

from ledgergen.core.codes import CODE_OF_VERDICT
from ledgergen.core.figures.text import read_document
from ledgergen.core.review.patches import Span, carry_through, find_patch
from ledgergen.core.review.review import Review, ReviewedFigure, find_sentence
from ledgergen.core.review.state import find_inverse, list_changes
from ledgergen.core.waivers import NEEDS_COMMENT, REASONS
from ledgergen.errors import NoLedgerError, ReviewError, StaleDecisionError
from ledgergen.model.review import Event, Kind, Patch

MAX_CHARS = 20_000
"""No text an editor types into one field is longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct:
    """Put other words in a figure's place."""

    figure: str
    option: int | None = None
    """Number of an evidence value, from 1; or `text`."""
    text: str = ""
    everywhere: bool = False
    """Also where the ledger makes the same claim again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waive:
    """Let a figure stand, for a reason (`core.waivers.REASONS`)."""

    figure: str
    reason: str
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove:
    """Remove the sentence around a figure."""

    figure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSource:
    """Add a passage of a source; the checker judges the figure against it."""

    figure: str
    name: str
    quote: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """Say something about a figure."""

    figure: str
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Rewrite a stretch of the text: `before`, as it stood at `start`, becomes `after`."""

    start: int
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """Undo what this editor did last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """Return or reject the ledger."""

    kind: Kind
    reason: str


FigureCommand: TypeAlias = Correct | Waive | Remove | AddSource | Comment
Command: TypeAlias = FigureCommand | Edit | Undo | Close


def plan_event(  # noqa: PLR0911 - one return a command
    review: Review, command: Command, *, actor: str, at: str, then: Review
) -> Event:
    """Return the event a command becomes; `then` is the ledger its author was looking at.

    Raises:
        StaleDecisionError: somebody else changed this very place since.
        NoLedgerError: there is no such figure.
        ReviewError: the command makes no sense here; says why.
    """
    event = Event(
        movie_id=review.state.movie_id,
        kind=Kind.COMMENTED,
        actor=actor,
        at=at,
        base_rev=then.state.rev,
    )
    match command:
        case Undo():
            return _undo(review, event)
        case Close():
            return _close(command, event)
        case Edit():
            return _edit(review, command, event, then)
    target = _locate(review, command, then)
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
            return replace(event, comment=_require(command.comment, "the comment"))


def _locate(review: Review, command: FigureCommand, then: Review) -> ReviewedFigure:
    """Find the figure that the author of the command meant, in the text of today."""
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
    theirs = _describe_event(other) if other else "it was changed"
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


def _describe_event(event: Event) -> str:
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
            return f"{seen.figure.text} → {_read_replacement(command, seen)}"
        case Waive():
            return f"{seen.figure.text} may stand: {REASONS.get(command.reason, command.reason)}"
        case Remove():
            return "remove the sentence"
        case AddSource():
            return f"add the source {command.name}: “{command.quote}”"
        case Comment():
            return f"comment: {command.comment}"


def _read_replacement(command: Correct, target: ReviewedFigure) -> str:
    if command.option is None:
        return _require(command.text, "the value")
    if not 1 <= command.option <= len(target.options):
        n_options = len(target.options)
        raise ReviewError(
            f"figure {target.figure.text!r} has no evidence value number {command.option}",
            because=f"it has {n_options}" if n_options else "no evidence offers a value for it",
            fix="type the value, add a source, or waive it with a reason",
        )
    return target.options[command.option - 1].text


def _correct(review: Review, command: Correct, target: ReviewedFigure, event: Event) -> Event:
    after = _read_replacement(command, target)
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
        source_name=_require(command.name, "the source's name"),
        source_url=url,
        quote=_require(command.quote, "the passage"),
    )


def _edit(review: Review, command: Edit, event: Event, then: Review) -> Event:
    end = command.start + len(command.before)
    if then.state.text[command.start : end] != command.before:
        raise ReviewError("that paragraph is not where the request says", fix="open the ledger again")
    after = refuse_odd(command.after, "the paragraph").replace("\r\n", "\n").replace("\r", "\n")
    if "\r\n" in command.before:
        after = after.replace("\n", "\r\n")
    if len(after) > MAX_CHARS:
        raise ReviewError(f"the paragraph has {len(after):,} characters", because=f"{MAX_CHARS:,} fit")
    changes = list_changes(review.state, since=then.state.rev)
    place = carry_through(Span(command.start, end), changes)
    is_replaced = any(e.kind is Kind.OPENED for e in review.state.events if e.rev > then.state.rev)
    if place is None or is_replaced:
        since = [e for e in review.state.events if e.rev > then.state.rev and (e.patches or e.text)]
        theirs = "\n".join(_describe_event(e) for e in since)
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


def _undo(review: Review, event: Event) -> Event:
    last = review.state.find_undoable(event.actor)
    if last is None:
        raise ReviewError("there is nothing of yours to undo")
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


def _close(command: Close, event: Event) -> Event:
    return replace(event, kind=command.kind, reason=_require(command.reason, "the reason"))


def _require(text: str, what: str) -> str:
    stripped = refuse_odd(text, what).strip()
    if not stripped:
        raise ReviewError(f"{what} is empty", fix=f"type {what}")
    if len(stripped) > MAX_CHARS:
        raise ReviewError(f"{what} has {len(stripped):,} characters", because=f"{MAX_CHARS:,} fit")
    return stripped


_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def refuse_odd(text: str, what: str) -> str:
    """Return the text, unless it holds what no file and no page can show.

    Raises:
        ReviewError: it holds control characters or halves of characters.
    """
    if match := _ODD.search(text):
        raise ReviewError(f"{what} holds the character U+{ord(match[0]):04X}", fix="type it without")
    return text
