"""What a reader is shown of a passage: its source by name, and the sentence that speaks."""

from __future__ import annotations

from ledgergen.core.figures.passages.index import PassageIndex
from ledgergen.model.report import Support

_EXCERPT = 400
"""Characters of a statement that are shown."""


def name_source(sentence: int, index: PassageIndex) -> str:
    """Name the source of the passage that holds a sentence, and the passage."""
    passage = index.find_passage(sentence)
    source = index.sources.get(passage.source)
    return f"{source.name if source else passage.source} ({passage.id})"


def support(sentence: int, index: PassageIndex, *, end: int = 0, agrees: bool = True) -> Support:
    """Return the sentence as evidence, the whole of the figure with it that ends before place `end`."""
    passage = index.find_passage(sentence)
    source = index.sources.get(passage.source)
    return Support(
        id=passage.id,
        kind="passage",
        statement=index.layout.render_sentence(sentence, end=end)[:_EXCERPT],
        source=source.name if source else passage.source,
        url=source.url if source else None,
        retrieved=source.retrieved if source else None,
        agrees=agrees,
    )
