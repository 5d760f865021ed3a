"""The words of a block with the marks of its figures, as HTML.

What a template says in a tenth of the time: every ledger is full of marks, and
every decision has a paragraph of them made anew. What stands in the text goes
through `escape`, everything else is of this program.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from ledgergen.core.review.blocks import Block, Piece, Run
from ledgergen.core.review.review import ReviewedFigure
from ledgergen.model.report import Verdict
from ledgergen.web.words import MARKS


def render_words(block: Block, at: str, selected_id: str, *, is_focused: bool) -> Markup:
    """Return a block's words; `at` is the ledger's address, `selected_id` names the current figure.

    The current one is focused when the page comes up, with `is_focused`.
    """
    current = ' aria-current="true" autofocus' if is_focused else ' aria-current="true"'
    pieces = (_render_piece(piece, at, selected_id, current) for piece in block.pieces)
    return Markup("".join(pieces))  # noqa: S704 - of parts that were escaped


def _render_piece(piece: Piece, at: str, selected_id: str, current: str) -> str:
    said = "".join(map(_render_run, piece.runs))
    reviewed = piece.figure
    if reviewed is None:
        return said
    is_selected = reviewed.figure.id == selected_id
    if reviewed.figure.verdict is Verdict.NOT_A_CLAIM and not is_selected:
        return said
    name = reviewed.figure.id
    return (
        f'<mark class="{_name_style(reviewed)}">'
        f'<a id="{name}" href="{at}?figure={name}#{name}"{current if is_selected else ""}>{said}'
        f"{_tell_verdict(reviewed)}</a></mark>"
    )


def _render_run(run: Run) -> str:
    said = str(escape(run.text))
    if run.is_emphasized:
        said = f"<em>{said}</em>"
    return f"<strong>{said}</strong>" if run.is_strong else said


def _name_style(reviewed: ReviewedFigure) -> str:
    style = f"v-{reviewed.figure.verdict.value}"
    if reviewed.needs_person:
        style += " open"
    elif reviewed.figure.flagged:
        style += " cleared"
    return f"{style} corrected" if reviewed.decision == "corrected" else style


def _tell_verdict(reviewed: ReviewedFigure) -> str:
    """Return the glyph behind a figure, and what it says to whoever does not see it."""
    mark, decision = MARKS[reviewed.figure.verdict], reviewed.decision
    is_cleared = reviewed.figure.flagged and not reviewed.needs_person
    told = f", {mark.name.lower()}"
    if decision and decision != "open":
        told += f", {decision}"
    if reviewed.needs_person:
        told += ", needs you"
    glyph = "✓" if is_cleared else mark.glyph
    return (
        f'&#8288;<span class="glyph" aria-hidden="true">{glyph}</span>'
        f'<span class="visually-hidden">{told}</span>'
    )
