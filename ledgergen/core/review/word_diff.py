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
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield from _shorten(old[a:b], is_first=a == 0, is_last=b == len(old))
            continue
        if a < b:
            yield Stretch("gone", "".join(old[a:b]))
        if c < d:
            yield Stretch("new", "".join(new[c:d]))


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
