"""Check a ledger for leftovers and style (LG401 to LG418)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from ledgergen.core.article.overlap import Owner, find_amounts, find_canaries, find_copies, find_repeats
from ledgergen.core.article.patterns import (
    DOUBLED_WORD,
    NOT_SLIPS,
    PATTERNS,
    SENTENCE_END,
    Pattern,
)
from ledgergen.core.article.reading import Reading, drop_notes
from ledgergen.core.article.spot import Check, Spot

_REPEAT_WORDS = 12
_PARAGRAPH = re.compile(r"(?:[^\r\n]+(?:\r\n|\n|\r|\Z))+")
_ASTERISK = re.compile(r"\\\*|\*")


def _check_patterns(reading: Reading, *, patterns: Sequence[Pattern]) -> Iterator[Spot]:
    folded = reading.text.lower()
    for pattern in patterns:
        if pattern.needles and not any(needle in folded for needle in pattern.needles):
            continue
        regions = (
            _prose_regions(reading)
            if pattern.where == "in sections"
            else [(reading.body_start, len(reading.text))]
        )
        for start, end in regions:
            for match in pattern.regex.finditer(reading.text, start, end):
                if pattern.where != "outside titles" or not reading.titles.contains(*match.span()):
                    shown = match[0].strip()
                    # Not `str.format` on the text itself: braces in it are no fields.
                    yield Spot(pattern.message.format(_shorten(shown)), *_trim(match))


def _check_doubled_words(reading: Reading) -> Iterator[Spot]:
    for start, end in _prose_regions(reading):
        for match in DOUBLED_WORD.finditer(reading.text, start, end):
            word = match["second"]
            if not word.islower() or word in NOT_SLIPS or reading.titles.contains(*match.span()):
                continue
            yield Spot(f"{word!r} stands twice in a row", match.start("second"), match.end("second"))


def _check_copies(reading: Reading) -> Iterator[Spot]:
    for start, end in _prose_regions(reading):
        for copy in find_copies(reading.text, start, end, seeds=reading.seeds, film=_film(reading)):
            message = f"these {copy.n_words} words stand in a row in the seed ledger of {copy.seed!r}"
            yield Spot(message, copy.start, copy.end)


def _check_canaries(reading: Reading) -> Iterator[Spot]:
    for start, end in _prose_regions(reading):
        found = find_canaries(
            find_amounts(reading.text, start, end),
            seeds=reading.seeds,
            film=_film(reading),
            dossier=reading.film_dossier(),
        )
        for amount, seed in found:
            text = reading.text[amount.start : amount.end]
            message = f"{text!r} is a figure of the seed ledger of {seed!r}, not of this film"
            yield Spot(message, amount.start, amount.end)


def _check_repeats(reading: Reading) -> Iterator[Spot]:
    for start, end in find_repeats(reading.text, _prose_regions(reading), n_words=_REPEAT_WORDS):
        yield Spot("this passage stands earlier in the ledger word for word", start, end)


def _check_emphasis(reading: Reading) -> Iterator[Spot]:
    for start, end in _prose_regions(reading):
        for paragraph in _PARAGRAPH.finditer(reading.text, start, end):
            stars = [m for m in _ASTERISK.finditer(reading.text, *paragraph.span()) if m[0] == "*"]
            if len(stars) % 2:
                yield Spot("an asterisk has no partner in this paragraph", stars[-1].start(), stars[-1].end())


def _check_endings(reading: Reading) -> Iterator[Spot]:
    for number, part in reading.sections:
        tail = drop_notes(reading.text[max(part.start, part.end - 4000) : part.end]).rstrip()
        if tail and SENTENCE_END.search(tail[-12:]) is None:
            line_start = max(part.start, reading.text.rfind(" ", part.start, part.end) + 1)
            yield Spot(f"section {number} does not end with a full sentence", line_start, part.end)


CHECKS: Mapping[str, Check] = {
    **{
        code: partial(_check_patterns, patterns=tuple(row for row in PATTERNS if row.code == code))
        for code in dict.fromkeys(row.code for row in PATTERNS)
    },
    "LG410": _check_doubled_words,
    "LG411": _check_copies,
    "LG412": _check_canaries,
    "LG413": _check_repeats,
    "LG414": _check_emphasis,
    "LG415": _check_endings,
}


def _film(reading: Reading) -> Owner:
    return reading.article.movie_id, reading.article.movie_title or reading.article.film


def _prose_regions(reading: Reading) -> list[tuple[int, int]]:
    """Return the prose under every heading, those of foreign sections too."""
    return [(part.start, part.end) for part in reading.layout.parts]


def _trim(match: re.Match[str]) -> tuple[int, int]:
    text = match[0]
    lead, trail = len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
    if lead == len(text):  # nothing but blanks: control characters among them
        return match.span()
    return match.start() + lead, match.end() - trail


def _shorten(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
