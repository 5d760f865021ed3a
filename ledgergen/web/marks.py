"""The blocks of a ledger with the marks of its figures, as HTML.

What a template says in a tenth of the time: every ledger is full of marks, and
every decision has a paragraph of them made anew. What stands in the text goes
through `escape`, everything else is of this program.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from ledgergen.adapters.remembered import LastUsed
from ledgergen.core.review.blocks import Block, BlockKind, Piece, Run
from ledgergen.core.review.review import ReviewedFigure
from ledgergen.model.report import Verdict
from ledgergen.web.words import MARKS

_REMEMBERED = 16_384
"""Blocks; of a ledger of sixty figures a paragraph takes eight kilobytes, the others less than one."""

_TAGS = {BlockKind.TITLE: "h2", BlockKind.HEADING: "h3"}


class Marks:
    """Blocks of ledgers as pages show them; the words are made once for all who look at the same."""

    def __init__(self) -> None:
        """Remember a thousand ledgers' blocks."""
        self._known: LastUsed[tuple[Block, str]] = LastUsed(_REMEMBERED)

    def show_all(
        self, blocks: Sequence[Block], at: str, selected: ReviewedFigure | None, *, is_focused: bool
    ) -> Markup:
        """Return blocks as a page has them; `at` is the ledger's address, `selected` the current figure.

        The current one is focused when the page comes up, with `is_focused`.
        """
        shown = (self._render(block, at, selected, is_focused=is_focused) for block in blocks)
        return Markup("\n".join(shown))  # noqa: S704 - of parts that were escaped

    def show(self, block: Block, at: str, selected: ReviewedFigure | None, *, oob: bool = False) -> Markup:
        """Return one block; with `oob` for a page that puts it in the place of what it has."""
        swap = ' hx-swap-oob="true"' if oob else ""
        return Markup(self._render(block, at, selected, swap=swap))  # noqa: S704 - of parts that were escaped

    def _render(
        self,
        block: Block,
        at: str,
        selected: ReviewedFigure | None,
        *,
        swap: str = "",
        is_focused: bool = False,
    ) -> str:
        selected_id = selected.figure.id if selected is not None and _is_in(block, selected) else ""
        # By its place, so that what is remembered of a ledger does not grow with every decision.
        key = (at, block.number, selected_id, is_focused and bool(selected_id))
        known = self._known.get(key)
        if known is None or (known[0] is not block and not _is_shown_alike(known[0], block)):
            known = (block, render_words(block, at, selected_id, is_focused=is_focused))
            self._known.put(key, known)
        return _wrap(block, at, known[1], swap)


def _is_in(block: Block, reviewed: ReviewedFigure) -> bool:
    return reviewed.figure.start < block.end and block.start < reviewed.figure.end


def _is_shown_alike(one: Block, other: Block) -> bool:
    return one.kind is other.kind and one.shown == other.shown


def _wrap(block: Block, at: str, said: str, swap: str) -> str:
    number, tag = block.number, _TAGS.get(block.kind, "p")
    what = "paragraph" if block.kind is BlockKind.PARAGRAPH else "line"
    return (
        f'<div class="block {block.kind.value}" id="b{number}"{swap}>\n'
        f"<{tag}>{said}</{tag}>\n"
        f'<a class="edit-link" href="{at}?edit={number}#b{number}" hx-get="{at}?edit={number}" '
        f'hx-target="#b{number}" hx-push-url="false"><span aria-hidden="true">✎</span>'
        f'<span class="visually-hidden">Edit this {what}: {escape(block.text[:40])}</span></a>\n'
        "</div>"
    )


def render_words(block: Block, at: str, selected_id: str, *, is_focused: bool) -> str:
    """Return a block's words with their marks, as HTML."""
    current = ' aria-current="true" autofocus' if is_focused else ' aria-current="true"'
    return "".join(_render_piece(piece, at, selected_id, current) for piece in block.pieces)


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
