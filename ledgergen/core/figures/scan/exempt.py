"""Tell figures that claim nothing: idioms, titles, names, the numbers of lists and headings.

Hiding a claim is worse than showing an idiom: an idiom that is judged raises
an alarm, a claim that is hidden goes to print. So a rule speaks only where
the words around leave no doubt, and each verdict names its rule.
"""

from __future__ import annotations

from typing import Final

from ledgergen.core.figures.mention import Kind
from ledgergen.core.figures.scan.found import Found
from ledgergen.core.figures.scan.idiom import find_idiom, is_pronoun_or_adverb
from ledgergen.core.figures.scan.name import find_name
from ledgergen.core.figures.scan.reader import Reader
from ledgergen.core.figures.scan.title import TitleIndex, is_title
from ledgergen.core.figures.text import Document
from ledgergen.model.report import Severity
from ledgergen.model.rule import Rule

RULES: Final = (
    Rule(
        code="N01", name="idiom", severity=Severity.NOTE,
        summary="The number word belongs to a fixed phrase and counts nothing.",
        why="“At first” and “one another” state no quantity that evidence could confirm.",
        good="At first the studio balked.",
    ),
    Rule(
        code="N02", name="part of a title", severity=Severity.NOTE,
        summary="The number stands in a title: in italics, in quotation marks, or known to the dossier.",
        why="A title is a name; its year in parentheses behind it is a claim and is checked.",
        good="*Seven Samurai* (1954)",
    ),
    Rule(
        code="N03", name="part of a name", severity=Severity.NOTE,
        summary="The number is part of a name: “Channel 4”, “20th Century Fox”, “R2-D2”.",
        why="Names are not quantities.",
        good="Channel 4 bought the film.",
    ),
    Rule(
        code="N04", name="structural number", severity=Severity.NOTE,
        summary="The number orders sections, list items or headings, or is front matter.",
        why="It orders the text and says nothing about the film.",
        good="**1. The Balance Sheet**",
    ),
    Rule(
        code="N05", name="pronoun or adverb", severity=Severity.NOTE,
        summary="“One” stands for a person or thing, or “first” means “before anything else”.",
        why="They are spelled like numbers and state none.",
        good="Cannes paid first; whichever version one trusts, the bet was small.",
    ),
)  # fmt: skip


def explain_not_a_claim(  # noqa: PLR0911  one return per rule
    document: Document, reader: Reader, found: Found, titles: TitleIndex
) -> tuple[str, str]:
    """Return the rule and the reason why a figure is no claim, or two empty strings."""
    start = reader.starts[found.first]
    title = document.title_at(start) if document.titles else None
    if title and is_title(title):
        return "N02", f"part of the title {title.text!r}"
    known = titles.find(reader, found)
    if known:
        return "N02", f"part of the title {known!r}"
    if _is_structural(document, reader, found):
        return "N04", "numbers a heading, section or list item"
    idiom = find_idiom(reader, found)
    if idiom:
        return "N01", f"part of the phrase {idiom!r}"
    name = find_name(reader, found)
    if name:
        return "N03", f"part of the name {name!r}"
    if is_pronoun_or_adverb(reader, found):
        return "N05", "states no number here"
    return "", ""


def _is_structural(document: Document, reader: Reader, found: Found) -> bool:
    """Tell whether the number opens a heading or list item, or stands in front matter."""
    start = reader.starts[found.first]
    if document.front_matter and start < document.front_matter.end:
        return True
    if found.kind not in (Kind.COUNT, Kind.SCORE, Kind.ORDINAL):
        return False
    end = reader.ends[found.after - 1]
    if document.text[end : end + 1] not in (".", ")") or not document.text[end + 1 : end + 2].isspace():
        return False
    line = document.text.rfind("\n", max(0, start - 12), start) + 1
    if not line and start > 11:
        return False
    return not document.text[line:start].strip(" \t#*_>-(")
