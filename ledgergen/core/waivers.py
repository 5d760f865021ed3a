"""Waivers: an editor's word that a flagged figure or finding may stand, and why.

A waiver is bound to a *claim*, not to a place: its fingerprint holds the film,
what the figure is about, its value and unit, and the evidence it was judged
by. Moving the sentence or rewriting the prose around it keeps the waiver;
changing the number, or the evidence, opens the question again. A figure that
is about nothing the checker could name is bound to its sentence as well, or
one waiver would excuse every such number of the film.

The file, `ledgergen-waivers.json` in the workspace, is shared by `ledgergen
check` and the review service, and is meant to be kept under version control:

    {"schema": "waivers/1",
     "waivers": [{"fingerprint": "9f2c…", "movie_id": 452008, "code": "LG101", "text": "$62 million",
                  "reason": "title_or_name", "comment": "", "actor": "ana", "at": "2026-05-02T09:12:00Z"}]}

`fingerprint` and `reason` decide; the other fields are for people. `reason` is
one of `REASONS`; `other`, and a source that cannot be linked, need a comment.
A waiver without a valid reason excuses nothing and is itself a finding
(LG502). The last waiver of a fingerprint counts; unknown fields are kept out
of the way, so that the format can grow.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any

from ledgergen.codec import hash_json
from ledgergen.errors import InputError
from ledgergen.model.report import Figure

SCHEMA = "waivers/1"
FILE_NAME = "ledgergen-waivers.json"

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "title_or_name": "the number is part of a title or name",
        "common_knowledge": "common knowledge",
        "quoted_opinion": "an opinion or estimate in a quotation",
        "unlinkable_source": "the editor holds a source that cannot be linked",
        "checker_misread": "the checker misread it",
        "other": "other",
    }
)
"""What a waiver may give as its reason, with the words shown to people."""

NEEDS_COMMENT = frozenset({"unlinkable_source", "other"})

_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s|\n")
_SPACE = re.compile(r"\s+")
_REACH = 400
"""How far a sentence is followed to either side, in code points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """One decision. Fields as in the file."""

    fingerprint: str
    reason: str
    comment: str = ""
    movie_id: int | None = None
    code: str = ""
    text: str = ""
    actor: str = ""
    at: str = ""
    """ISO 8601, UTC."""

    @property
    def problem(self) -> str:
        """Say why this waiver cannot count, or return nothing."""
        if self.reason not in REASONS:
            return f"its reason is {self.reason!r}, none of {', '.join(REASONS)}"
        if self.reason in NEEDS_COMMENT and not self.comment.strip():
            return f"the reason {self.reason!r} needs a comment"
        return ""

    @property
    def justification(self) -> str:
        """Say in words why the figure may stand, and by whose word."""
        words = REASONS.get(self.reason, self.reason)
        detail = f": {self.comment}" if self.comment else ""
        return f"{words}{detail}" + (f" ({self.actor})" if self.actor else "")


def fingerprint_figure(figure: Figure, *, movie_id: int | None, text: str) -> str:
    """Name the claim of a figure of `text`, wherever it stands; 32 hex digits."""
    claim = {
        "movie_id": movie_id,
        "about": figure.about,
        "kind": figure.kind,
        "value": figure.value or figure.text,
        "unit": figure.unit,
        "evidence": sorted([support.id, support.statement] for support in figure.evidence),
        "sentence": "" if figure.about else _find_sentence(text, figure.start, figure.end),
    }
    return hash_json("claim/1", claim)[:32]


def fingerprint_finding(code: str, message: str, *, movie_id: int | None, marked: str) -> str:
    """Name a finding of form by what it says of which words; 32 hex digits."""
    finding = {"movie_id": movie_id, "code": code, "message": message, "marked": marked}
    return hash_json("finding/1", finding)[:32]


def _find_sentence(text: str, start: int, end: int) -> str:
    """Return the sentence around a span, its spaces made alike."""
    before = text[max(0, start - _REACH) : start]
    after = text[end : end + _REACH]
    first = max((match.end() for match in _SENTENCE_END.finditer(before)), default=0)
    last = _SENTENCE_END.search(after)
    sentence = before[first:] + text[start:end] + (after[: last.start() + 1] if last else after)
    return _SPACE.sub(" ", sentence).strip()


def parse_waivers(text: str, *, where: str) -> Mapping[str, Waiver]:
    """Read the file's text into waivers by fingerprint, valid or not.

    Raises:
        InputError: it is not a waiver file; names `where` and the entry.
    """
    fix = "mend the file, or take it out of version control's last good state"
    try:
        value = json.loads(text)
    except ValueError as error:
        raise InputError(f"cannot read the waivers {where!r}", because=str(error), fix=fix) from error
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        raise InputError(f"cannot read the waivers {where!r}", because=f"schema is not {SCHEMA!r}", fix=fix)
    entries = value.get("waivers")
    if not isinstance(entries, list):
        raise InputError(f"cannot read the waivers {where!r}", because="'waivers' is no list", fix=fix)
    waivers: dict[str, Waiver] = {}
    for number, entry in enumerate(entries):
        if not isinstance(entry, dict) or not isinstance(entry.get("fingerprint"), str):
            because = f"waivers[{number}] has no fingerprint"
            raise InputError(f"cannot read the waivers {where!r}", because=because, fix=fix)
        waiver = _read_waiver(entry)
        waivers[waiver.fingerprint] = waiver
    return MappingProxyType(waivers)


def _read_waiver(entry: Mapping[str, Any]) -> Waiver:
    def take(name: str) -> str:
        value = entry.get(name)
        return value if isinstance(value, str) else ""

    movie_id = entry.get("movie_id")
    return Waiver(
        fingerprint=take("fingerprint"),
        reason=take("reason"),
        comment=take("comment"),
        movie_id=movie_id if isinstance(movie_id, int) and not isinstance(movie_id, bool) else None,
        code=take("code"),
        text=take("text"),
        actor=take("actor"),
        at=take("at"),
    )


def render_waivers(waivers: Sequence[Waiver]) -> str:
    """Write the file's text, one waiver a line, in the order given: differences stay readable."""
    lines = ",\n".join(f"  {json.dumps(asdict(waiver), ensure_ascii=False)}" for waiver in waivers)
    body = f"[\n{lines}\n ]" if lines else "[]"
    return f'{{"schema": "{SCHEMA}",\n "waivers": {body}}}\n'
