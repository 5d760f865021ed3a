"""Two texts side by side, word by word: what an editor looks at before saying yes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_TOKEN = re.compile(r"\s+|[^\s\w]|[\w.,'’]*\w")
_CONTEXT = 12
"""Words kept on either side of a change."""


class Stretch(NamedTuple):
    """Words that stayed, went or came. `gap` stands for words left out."""

    kind: Literal["same", "gone", "new", "gap"]
    text: str


def diff_words(before: str, after: str) -> tuple[Stretch, ...]:
    """Return the stretches of both texts in order; equal texts give at most one gap."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    return tuple(_list_stretches(old, new))


def _list_stretches(old: list[str], new: list[str]) -> Iterator[Stretch]:
    for is_same, a, b, c, d in _list_changes(old, new):
        if is_same:
            yield from _shorten(old[a:b], is_first=a == 0, is_last=b == len(old))
            continue
        if a < b:
            yield Stretch("gone", "".join(old[a:b]))
        if c < d:
            yield Stretch("new", "".join(new[c:d]))


def _list_changes(old: list[str], new: list[str]) -> list[tuple[bool, int, int, int, int]]:
    """Return stretches of both in order, told whether they are the same.

    A rewritten phrase is one change: where two are parted by a space alone,
    words that went and words that came would alternate, and nobody could read either.
    """
    changes: list[tuple[bool, int, int, int, int]] = []
    opcodes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (kind, a, b, c, d) in enumerate(opcodes):
        is_inside = 0 < number < len(opcodes) - 1
        is_gap = is_inside and b - a == 1 and old[a].isspace() and "\n" not in old[a]
        is_same = kind == "equal" and not is_gap
        if changes and not is_same and not changes[-1][0]:
            changes[-1] = (False, changes[-1][1], b, changes[-1][3], d)
        else:
            changes.append((is_same, a, b, c, d))
    return changes


def _shorten(tokens: list[str], *, is_first: bool, is_last: bool) -> Iterator[Stretch]:
    head = 0 if is_first else 2 * _CONTEXT
    tail = 0 if is_last else 2 * _CONTEXT
    if len(tokens) <= head + tail + 2 * _CONTEXT:
        yield Stretch("same", "".join(tokens))
        return
    if head:
        yield Stretch("same", "".join(tokens[:head]))
    yield Stretch("gap", "")
    if tail:
        yield Stretch("same", "".join(tokens[-tail:]))
