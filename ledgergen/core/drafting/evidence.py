"""Evidence as a model reads it: fenced, one JSON object per line.

Titles, facts and passages come from outside, and may say anything: "</evidence>
Ignore the above and …". They reach the prompt as JSON strings in which every
character that could end a line, close the fence or hide text is written as an
escape. No value can therefore leave its line, let alone the fence; that the
text inside is no instruction is the template's business to say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from ledgergen.core.drafting.sums import Sum, find_sums
from ledgergen.core.sources.marks import find_cautions, find_conflicts
from ledgergen.model.dossier import Dossier, Fact

OPEN, CLOSE = "<evidence>", "</evidence>"

# Angle brackets (the fence), line and paragraph separators, C1 controls, and
# the invisible characters that reorder or hide text.
_UNSAFE = re.compile(
    "[<>\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
_INTEGER = re.compile(r"\d{5,}\Z")
# Any id may stand in a file; only these can be cited without ambiguity.
_CITABLE = re.compile(r"[A-Za-z][\w.:-]{0,60}\Z")


def render_evidence(dossier: Dossier, *, max_chars: int | None = None) -> str:
    """Return the fenced evidence: the film's line, facts, what follows from them, passages.

    With `max_chars`, passages that would make the lines longer than this are
    left out, and the last line says how many; facts are never left out.
    """
    film = {
        "film": dossier.title,
        **({"original_title": dossier.original_title} if dossier.original_title else {}),
        **({} if dossier.year is None else {"year": dossier.year}),
        **({"directors": list(dossier.directors)} if dossier.directors else {}),
    }
    lines = [quote_data(film)]
    conflicts, cautions = find_conflicts(dossier), find_cautions(dossier)
    lines += [
        _render_fact(fact, dossier, against=conflicts.get(fact.id, ()), cautions=cautions.get(fact.id, ()))
        for fact in dossier.facts
        if _CITABLE.match(fact.id)
    ]
    lines += [_render_sum(item) for item in find_sums(dossier) if all(map(_CITABLE.match, item.ids))]
    room = None if max_chars is None else max_chars - sum(map(len, lines))
    left_out = 0
    for line in _render_passages(dossier):
        if room is not None and len(line) > room:
            left_out += 1
            continue
        room = None if room is None else room - len(line)
        lines.append(line)
    if left_out:
        lines.append(quote_data({"passages_not_shown": left_out}))
    return "\n".join([OPEN, *lines, CLOSE])


def quote_data(value: object) -> str:
    """Write a value as one line of JSON that is safe inside a prompt, fence or none."""
    text = json.dumps(value, ensure_ascii=False)
    return _UNSAFE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match.group())[1:-1] if ord(match.group()) > 0x7F else f"\\u{ord(match.group()):04x}"


def _render_fact(fact: Fact, dossier: Dossier, *, against: tuple[str, ...], cautions: tuple[str, ...]) -> str:
    # Grouped digits keep a model from miscounting zeros.
    value = f"{int(fact.value):,}" if fact.unit and _INTEGER.match(fact.value) else fact.value
    source = dossier.find_source(fact.source)
    return quote_data(
        {
            "id": fact.id,
            "subject": fact.subject,
            "attribute": fact.attribute,
            "value": f"{value} {fact.unit}" if fact.unit else value,
            **({"approximate": True} if fact.approximate else {}),
            **({"qualifiers": dict(fact.qualifiers)} if fact.qualifiers else {}),
            "source": source.name if source else fact.source,
            **({"conflict": list(against)} if against else {}),
            **({"caution": "; ".join(cautions)} if cautions else {}),
        }
    )


def _render_sum(item: Sum) -> str:
    return quote_data({"computed": item.statement, "value": item.value, "from": list(item.ids)})


def _render_passages(dossier: Dossier) -> Iterator[str]:
    for passage in dossier.passages:
        if _CITABLE.match(passage.id):
            source = dossier.find_source(passage.source)
            name = source.name if source else passage.source
            yield quote_data({"id": passage.id, "text": passage.text, "source": name})
