"""Read a model's reply: from whatever it sent to one body of text per section.

What was asked for is a JSON object with one string per section (`build_schema`
is its schema). What comes back may be that; or that inside a code fence, behind
reasoning, between pleasantries; or, from a server that enforces nothing, prose
under the house headings. `parse_reply` accepts all of these, because the form
of a reply is no reason to doubt or to trust what it says: every figure is
checked afterwards.

It accepts nothing it would have to guess at. A section that is missing, empty,
doubled or no text is a `ReplyError` that names it, and goes back to the model.

Citations stand in the bodies as the model wrote them; `core.drafting.citations` reads
them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from ledgergen.core.article.form import SECTIONS
from ledgergen.core.drafting.citations import DraftText, build_draft_text
from ledgergen.errors import ContentFilteredError, EmptyReplyError, ModelCutShortError, ReplyError
from ledgergen.model.prompt import Reply

SECTION_KEYS: Mapping[int, str] = {section.number: section.key for section in SECTIONS}
"""Section number to its key in a reply."""

MAX_SECTION_CHARS = 4_000
"""Four times the longest section of a seed; bounds a constrained decoder that will not stop."""

MAX_REPLY_CHARS = 200_000
"""Beyond this nothing is searched: no model answers this at such length."""

_MAX_FALSE_STARTS = 200
"""Braces that open no JSON object; more than that is no reply but noise, and costs quadratic time."""

_FIX = "draft again; if it happens often, choose a model that follows the requested form"

_REASONING = re.compile(r"<(think|thinking|reasoning|thought)>.*?</\1>", re.DOTALL | re.IGNORECASE)
_REASONING_END = re.compile(r"</(?:think|thinking|reasoning|thought)>", re.IGNORECASE)
_REASONING_START = re.compile(r"<(?:think|thinking|reasoning|thought)>", re.IGNORECASE)

# A heading line in any dress: "**2. The Investment (The Specifics …)**",
# "## The Investment", "2) INVESTMENT:". The body may follow on the same line
# only behind a colon or closing asterisks.
_HEADING_WORDS: Mapping[int, str] = {
    1: r"balance[ _]sheet",
    2: r"investment",
    3: r"execution",
    4: r"(?:return on investment|aftermath)",
}
_HEADINGS: Mapping[int, re.Pattern[str]] = {
    number: re.compile(
        rf"^[ \t]*(?:[#>*_`]+[ \t]*)*(?:section[ \t]+)?(?:{number}[ \t]*[.):][ \t]*)?[*_`]*"
        rf"(?:the[ \t]+)?{words}[*_`]*[ \t]*(?:\([^()\n]{{0,80}}\))?[ \t]*(?:[*_`:]+[ \t]*|$)",
        re.IGNORECASE | re.MULTILINE,
    )
    for number, words in _HEADING_WORDS.items()
}

# Lines that are not prose; joined to their neighbors they would hide from the
# rules that look for them.
_MARKUP_LINE = re.compile(r"^\s*(?:#{1,6}\s|[-+•]\s|\*\s|>\s|\||\d+[.)]\s|```)")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def parse_reply(reply: Reply, sections: tuple[int, ...]) -> DraftText:
    """Read the sections asked for out of a reply; anything else in it is ignored.

    Raises:
        ModelCutShortError, ContentFilteredError: it ended before its end.
        EmptyReplyError: there is no text, or only reasoning.
        ReplyError: what is there is not what was asked for; says what is wrong.
    """
    text = read_prose(reply)
    if len(text) > MAX_REPLY_CHARS:
        raise _unreadable(reply, f"it is {len(text):,} characters long, and a ledger has some 3,000")
    try:
        bodies = _find_bodies(text, sections)
    except ValueError as problem:
        raise _unreadable(reply, str(problem)) from None
    return build_draft_text({number: _tidy(bodies[number], number) for number in sections})


def read_prose(reply: Reply) -> str:
    """Return what a reply says, without the reasoning before it.

    Raises:
        ModelCutShortError, ContentFilteredError: it ended before its end.
        EmptyReplyError: there is no text, or only reasoning.
    """
    _check_finish(reply)
    text = _strip_reasoning(reply.text.lstrip("\ufeff"))
    if not text.strip():
        raise EmptyReplyError(
            f"the reply of {reply.model!r} is empty",
            because="it ended in reasoning, without an answer" if reply.text.strip() else "no text came back",
            fix="draft again, or raise max_tokens in prompts/draft.md",
        )
    return text


@lru_cache(maxsize=16)
def build_schema(sections: tuple[int, ...]) -> dict[str, Any]:
    """Return the strict JSON schema of a reply with these sections. Do not change it: it is shared."""
    schema = _reply_model(sections).model_json_schema()
    schema.pop("title", None)
    for rule in schema["properties"].values():
        rule.pop("title", None)
    return schema


def split_sections(text: str) -> dict[int, tuple[int, int]]:
    """Find the bodies under the house headings: section number to (start, end) in `text`.

    Raises:
        ValueError: a heading stands twice.
    """
    marks: list[tuple[int, int, int]] = []
    for number, pattern in _HEADINGS.items():
        found = list(pattern.finditer(text))
        if len(found) > 1:
            raise ValueError(f"the heading of section {SECTION_KEYS[number]!r} stands {len(found)} times")
        marks.extend((match.start(), match.end(), number) for match in found)
    if not marks:
        return {}
    marks.sort()
    ends = [start for start, _, _ in marks[1:]] + [len(text)]
    return {number: (start, end) for (_, start, number), end in zip(marks, ends, strict=True)}


@lru_cache(maxsize=16)
def _reply_model(sections: tuple[int, ...]) -> type[BaseModel]:
    fields: dict[str, Any] = {
        SECTION_KEYS[number]: (str, Field(min_length=1, max_length=MAX_SECTION_CHARS)) for number in sections
    }
    return create_model("Ledger", __config__=ConfigDict(extra="forbid", strict=True), **fields)


def _check_finish(reply: Reply) -> None:
    # Half a ledger may still be whole JSON; it is half a ledger all the same.
    if reply.finish_reason == "length":
        raise ModelCutShortError(
            f"the reply of {reply.model!r} was cut short",
            because="it reached the length limit" + _say_tokens(reply),
            fix="raise max_tokens in prompts/draft.md and prompts/repair.md, or use a terser model",
        )
    if reply.finish_reason == "content_filter":
        raise ContentFilteredError(
            f"the content filter of {reply.provider!r} removed the reply",
            because="the server gives content_filter as the reason why it ended",
            fix="take the passages that may offend out of the dossier, or use another model",
        )


def _say_tokens(reply: Reply) -> str:
    return f" after {reply.usage.output_tokens:,} tokens" if reply.usage.output_tokens else ""


def _strip_reasoning(text: str) -> str:
    text = _REASONING.sub("", text)
    # Some chat templates swallow the opening tag; some replies are cut before
    # the closing one.
    *_, text = _REASONING_END.split(text)
    return _REASONING_START.split(text, maxsplit=1)[0]


def _find_bodies(text: str, sections: tuple[int, ...]) -> dict[int, str]:
    keys = {SECTION_KEYS[number] for number in sections}
    candidates = [found for value in _find_objects(text) for found in _unwrap(value, keys)]
    if candidates:
        # The last whole one wins: drafts come before answers.
        whole = [value for value in candidates if keys <= value.keys()]
        return _read_object((whole or candidates)[-1], sections)
    spans = split_sections(text)
    if not spans:
        begins = " ".join(text.split())[:60]
        raise ValueError(
            f"it holds neither a JSON object with the sections nor the house headings; it begins {begins!r}"
        )
    missing = [SECTION_KEYS[number] for number in sections if number not in spans]
    if missing:
        raise ValueError(f"section {missing[0]!r} is missing")
    bodies = {number: str(_clean(text[start:end])) for number, (start, end) in spans.items()}
    for number in sections:
        if not bodies[number].strip():
            raise ValueError(f"section {SECTION_KEYS[number]!r} is empty")
    return bodies


def _find_objects(text: str) -> Iterator[dict[str, Any]]:
    """Yield every JSON object that stands in the text, outermost ones only."""
    # Line breaks inside strings are the commonest fault of models; strict=False takes them.
    decoder = json.JSONDecoder(strict=False, object_pairs_hook=_object)
    position, failed = text.find("{"), 0
    while position != -1 and failed < _MAX_FALSE_STARTS:
        try:
            value, position = decoder.raw_decode(text, position)
        except (json.JSONDecodeError, RecursionError):
            position, failed = position + 1, failed + 1
        else:
            if isinstance(value, dict):
                yield value
        position = text.find("{", position)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    doubled = next((key for key in keys if key in SECTION_KEYS.values() and keys.count(key) > 1), None)
    if doubled is not None:
        raise ValueError(f"section {doubled!r} stands {keys.count(doubled)} times")
    return dict(pairs)


def _unwrap(value: dict[str, Any], keys: set[str]) -> Iterator[dict[str, Any]]:
    # {"ledger": {…}} is read as {…}.
    if keys & value.keys():
        yield value
    else:
        yield from (inner for inner in value.values() if isinstance(inner, dict) and keys & inner.keys())


def _read_object(value: dict[str, Any], sections: tuple[int, ...]) -> dict[int, str]:
    asked = {SECTION_KEYS[number] for number in sections}
    given = {key: _clean(entry) for key, entry in value.items() if key in asked}
    try:
        ledger = _reply_model(sections).model_validate(given)
    except ValidationError as problem:
        raise ValueError(_explain(problem)) from None
    bodies = {number: getattr(ledger, SECTION_KEYS[number]) for number in sections}
    for number, body in bodies.items():
        if not body.strip():
            raise ValueError(f"section {SECTION_KEYS[number]!r} is empty")
    return bodies


def _clean(entry: object) -> object:
    # What no file can hold stays visible as a mark; the text is the model's, not ours to mend.
    return _UNPRINTABLE.sub("\ufffd", entry.replace("\ufeff", "")) if isinstance(entry, str) else entry


def _explain(problem: ValidationError) -> str:
    first = problem.errors(include_url=False, include_context=False)[0]
    section = repr(first["loc"][0])
    match first["type"]:
        case "missing":
            return f"section {section} is missing"
        case "string_too_short":
            return f"section {section} is empty"
        case "string_too_long":
            return f"section {section} is longer than {MAX_SECTION_CHARS:,} characters"
        case _:
            return f"section {section} is not a text but {type(first['input']).__name__}"


def _tidy(body: str, number: int) -> str:
    """Drop a repeated heading and line breaks inside prose; leave any other markup for the rules."""
    heading = _HEADINGS[number].match(body.lstrip())
    # "Investment" alone at the start of a sentence is no heading: a line must end there.
    if heading and (heading.group().endswith(("*", ":", "\n")) or body.lstrip()[heading.end() :][:1] == "\n"):
        body = body.lstrip()[heading.end() :]
    lines = [line.strip() for line in body.strip().splitlines()]
    if any(_MARKUP_LINE.match(line) for line in lines):
        return "\n".join(lines)
    return " ".join(line for line in lines if line)


def _unreadable(reply: Reply, because: str) -> ReplyError:
    return ReplyError(f"the reply of {reply.model!r} could not be read", because=because, fix=_FIX)
