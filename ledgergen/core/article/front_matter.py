"""Read a ledger's front matter: flat YAML, watched closely, never trusted.

The block is what python-frontmatter takes for one, so that every tool built
on it sees the same: its fences are that package's pattern. The values are
read from PyYAML's event stream instead of being constructed. Events carry
exact places; nothing is built, so an alias bomb costs nothing; and a title
such as `1917` or `Yes` can be told from the number or the truth value that a
constructor would make of it.

Nothing here raises for any text. What YAML refuses is a `Spot`, and the keys
are then read line by line, so that the rest of the file can still be judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import yaml
from frontmatter.default_handlers import YAMLHandler

from ledgergen.core.article.lines import Line
from ledgergen.core.article.spot import Spot

_MAX_CHARS = 16_384
"""Beyond this a block is not read as YAML: the house form needs a hundred."""
_SEARCH_LINES = 20
"""How far down a block is looked for when something stands before it."""

_FENCE = YAMLHandler.FM_BOUNDARY
_PAIR = re.compile(r"([A-Za-z_][\w-]{0,63})[ \t]{0,8}:(?:[ \t](.*))?")
_TAG_NAMES = {
    "int": "a number",
    "float": "a number",
    "bool": "a truth value",
    "null": "nothing",
    "timestamp": "a date",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One key with its value."""

    key: str
    value: str
    """As written, without quotes; empty where the value is a list or a mapping."""
    reads_as: str
    """`text`, or what YAML makes of it: "a number", "a date", "a list", …"""
    start: int
    """Of the key."""
    value_start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The block at the head of a file. Offsets are into the whole text."""

    start: int
    end: int
    """Behind the closing fence, before its line end."""
    next_line: int
    """Index of the first line behind the block."""
    entries: tuple[Entry, ...]
    """In file order; a doubled key stands twice."""
    problems: tuple[Spot, ...]
    """Why it could not be read as YAML, if it could not."""

    def get(self, key: str) -> Entry | None:
        """Return the first entry of this key."""
        return next((entry for entry in self.entries if entry.key == key), None)


def find_front_matter(text: str, lines: Sequence[Line]) -> FrontMatter | None:
    """Return the front matter, wherever near the top it stands, or None where there is none."""
    opening = _find_opening(lines)
    if opening is None:
        return None
    first = lines[opening]
    closing = next((index for index in range(opening + 1, len(lines)) if _is_fence(lines[index].text)), None)
    if closing is None:
        after = opening + 1
        while after < len(lines) and _PAIR.fullmatch(lines[after].text):
            after += 1
        entries = tuple(_read_pairs(lines[opening + 1 : after]))
        problem = Spot("the front matter never ends: no second line of '---'", first.start, first.end)
        end = lines[after - 1].end
        return FrontMatter(start=first.start, end=end, next_line=after, entries=entries, problems=(problem,))
    inner = lines[opening + 1 : closing]
    entries, problems = _read_block(text, inner, fallback=first)
    return FrontMatter(
        start=first.start,
        end=lines[closing].end,
        next_line=closing + 1,
        entries=entries,
        problems=problems,
    )


def resolves_to(value: str) -> str:
    """Tell what YAML makes of an unquoted value: `text`, "a number", "a date" and so on."""
    tag = str(_resolver().resolve(yaml.ScalarNode, value, (True, False))).rpartition(":")[2]  # type: ignore[no-untyped-call]
    return "text" if tag == "str" else _TAG_NAMES.get(tag, "a YAML sign")


@lru_cache(maxsize=1)
def _resolver() -> yaml.SafeLoader:
    return yaml.SafeLoader("")


def _is_fence(line: str) -> bool:
    return line.startswith("---") and _FENCE.fullmatch(line) is not None


def _find_opening(lines: Sequence[Line]) -> int | None:
    for index, line in enumerate(lines[:_SEARCH_LINES]):
        if _is_fence(line.text.removeprefix("\ufeff")):
            is_top = all(not before.text.strip("\ufeff \t") for before in lines[:index])
            following = lines[index + 1].text if index + 1 < len(lines) else ""
            # Further down, `---` is a front matter only if keys follow; it may be a mere rule.
            if is_top or _PAIR.fullmatch(following):
                return index
    return None


def _read_block(
    text: str, inner: Sequence[Line], *, fallback: Line
) -> tuple[tuple[Entry, ...], tuple[Spot, ...]]:
    if not inner:
        return (), ()
    start, end = inner[0].start, inner[-1].end
    if end - start > _MAX_CHARS:
        message = f"the front matter has {end - start:,} characters; more than {_MAX_CHARS:,} are not read"
        return tuple(_read_pairs(inner[:200])), (Spot(message, fallback.start, fallback.end),)
    try:
        return _read_flat(text[start:end], start), ()
    except _NotFlatError as error:
        problem = error.spot
    except yaml.YAMLError as error:
        problem = _explain(error, inner)
    return tuple(_read_pairs(inner)), (problem,)


class _NotFlatError(Exception):
    """The block is YAML, but not a flat mapping of keys to values."""

    def __init__(self, message: str, start: int, end: int) -> None:
        self.spot = Spot(message, start, end)


@lru_cache(maxsize=512)
def _read_flat(block: str, base: int) -> tuple[Entry, ...]:
    """Return the entries of a block; whoever checks or shows a ledger reads the same one several times."""
    return tuple(_walk(block, base))


def _walk(block: str, base: int) -> Iterator[Entry]:
    """Yield the entries of a flat mapping. Offsets gain `base`."""
    events = _watch(block, base)
    root = next(events, None)
    if root is None:
        return
    if not isinstance(root, yaml.MappingStartEvent):
        raise _NotFlatError("the front matter is not a list of keys with values", base, base + len(block))
    for key in events:
        if isinstance(key, yaml.MappingEndEvent):
            break
        value = next(events)
        reads_as, end = _skip(value, events)
        if not isinstance(key, yaml.ScalarEvent):
            raise _NotFlatError(
                "the front matter has a key that is not a word", base + _start(key), base + end
            )
        written = value.value if isinstance(value, yaml.ScalarEvent) else ""
        yield Entry(
            key=key.value,
            value=written,
            reads_as=reads_as,
            start=base + _start(key),
            value_start=base + _start(value),
            end=base + end,
        )


def _watch(block: str, base: int) -> Iterator[yaml.Event]:
    """Yield the events of one document, stopping at what has no place in a flat mapping."""
    depth = documents = 0
    for event in yaml.parse(block, Loader=yaml.SafeLoader):
        span = base + _start(event), base + _end(event)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _NotFlatError("the front matter holds two YAML documents", *span)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise _NotFlatError(
                "the front matter uses a YAML anchor or alias: put the value in quotes", *span
            )
        if isinstance(event, yaml.NodeEvent) and getattr(event, "tag", None) is not None:
            raise _NotFlatError("the front matter uses a YAML tag: put the value in quotes", *span)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > 3:
            raise _NotFlatError("the front matter is nested too deeply", *span)
        if isinstance(event, (yaml.NodeEvent, yaml.CollectionEndEvent)):
            yield event


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark else 0


def _skip(value: yaml.Event, events: Iterator[yaml.Event]) -> tuple[str, int]:
    """Tell what a value reads as and where it ends, going past whatever it contains."""
    if isinstance(value, yaml.ScalarEvent):
        reads_as = "text" if value.style else resolves_to(value.value)
        return reads_as, _end(value)
    depth, last = 1, value
    while depth:
        last = next(events)
        depth += isinstance(last, yaml.CollectionStartEvent)
        depth -= isinstance(last, yaml.CollectionEndEvent)
    name = "a list" if isinstance(value, yaml.SequenceStartEvent) else "a mapping"
    return name, _end(last)


def _explain(error: yaml.YAMLError, inner: Sequence[Line]) -> Spot:
    """Say in the reader's words what YAML refused, at its place."""
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or "")
    if mark is None:
        # A character that YAML forbids: the reader fails before anything has a mark.
        position = inner[0].start + int(getattr(error, "position", 0))
        return Spot("the front matter holds a character that YAML forbids", position, position + 1)
    line = inner[min(mark.line, len(inner) - 1)]
    at = min(inner[0].start + mark.index, line.end)
    key = line.text.partition(":")[0].strip()
    if "\\t" in problem:
        message = f"a tab stands at {key!r}: YAML takes spaces only"
    elif "mapping values are not allowed" in problem:
        message = f"the value of {key!r} holds a colon: put it in quotes"
    else:
        message = f"the front matter is not readable as YAML: {problem or 'malformed'}"
    return Spot(message, at, max(at, line.end))


def _read_pairs(lines: Sequence[Line]) -> Iterator[Entry]:
    """Read `key: value` lines without YAML, for blocks that it refuses."""
    for line in lines:
        match = _PAIR.fullmatch(line.text)
        if match is None:
            continue
        raw = match[2] or ""
        value = raw.strip(" \t")
        is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
        value_start = line.start + len(match[0]) - len(raw.lstrip(" \t"))
        yield Entry(
            key=match[1],
            value=value[1:-1] if is_quoted else value,
            reads_as="text" if is_quoted else resolves_to(value),
            start=line.start,
            value_start=value_start,
            end=value_start + len(value),
        )
