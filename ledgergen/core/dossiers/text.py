"""Read YAML or JSON text into a tree of strings that know their lines.

A dossier is typed by hand, and YAML's helpfulness ruins evidence: `1.85:1`
becomes 111 minutes, `NO` (Norway) false, `1976-02-08` a date object, `1.10`
the float 1.1. So nothing is ever converted here: a scalar is the characters
that stand in the file, and what they mean is decided by `core.dossiers.dossier`.

The tree is built from parser events and not by a YAML loader, for three
reasons: no tag can construct anything, anchors and aliases (the stuff of
billion-laughs bombs) are refused as they come, and depth is bounded without
recursion. JSON goes through `json` for its grammar and then through the same
builder, because YAML readers trip over JSON's tabs and surrogate escapes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum

import yaml

from ledgergen.errors import DossierError

MAX_DEPTH = 24
"""Mappings and lists inside one another; a dossier needs four, records a few more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A scalar as written. `is_plain` is true where it stood without quotes."""

    line: int
    text: str
    is_plain: bool

    @property
    def is_null(self) -> bool:
        """Tell whether the writer left it empty (`null`, `~`, or nothing)."""
        return self.is_plain and self.text in {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A mapping; `lines` holds the line of each key."""

    line: int
    entries: dict[str, Node] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list."""

    line: int
    items: list[Node] = field(default_factory=list)


Node = Leaf | Table | Listing


class _Sign(Enum):
    TABLE = "table"
    LISTING = "list"
    CLOSE = "close"


_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_Event = Leaf | tuple[_Sign, int]


def parse_text(text: str, *, where: str) -> Node:
    """Read one YAML document or JSON value; line ends of any kind are fine.

    Raises:
        DossierError: not YAML or JSON, more than one document, a key twice,
            an anchor, alias or tag, or nesting deeper than `MAX_DEPTH`.
    """
    stray = _UNPRINTABLE.search(text)
    if stray is not None:
        raise _failure(
            where,
            line=text.count("\n", 0, stray.start()) + 1,
            problem=f"the character {stray[0]!r} cannot stand in a text file",
            fix="delete it; if there are many, this is not a dossier but some other kind of file",
        )
    # What opens with a brace and a quoted key is meant as JSON: its own parser
    # explains a slip better than YAML's would.
    if re.match(r'\s*(?:\{\s*["}]|\[\s*[\[{\]"])', text):
        return _build(_read_json(text, where=where), where=where)
    return _build(_read_yaml(text, where=where), where=where)


def _failure(where: str, *, line: int, problem: str, fix: str) -> DossierError:
    return DossierError(f"cannot read the dossier {where!r}", because=f"line {line}: {problem}", fix=fix)


def _build(events: Iterator[_Event], *, where: str) -> Node:
    """Fold the events into a tree, with a stack of our own."""
    root: list[Node] = []
    stack: list[Callable[[Node], None]] = [root.append]
    for event in events:
        if isinstance(event, Leaf):
            stray = _UNPRINTABLE.search(event.text)
            if stray is not None:  # written as an escape, "\\u0000"
                raise _failure(
                    where,
                    line=event.line,
                    problem=f"{event.text[:40]!r} holds the unprintable character {stray[0]!r}",
                    fix="delete it",
                )
            stack[-1](event)
            continue
        sign, line = event
        if sign is _Sign.CLOSE:
            stack.pop()
            continue
        if len(stack) > MAX_DEPTH:
            raise _failure(
                where,
                line=line,
                problem=f"nested more than {MAX_DEPTH} levels deep",
                fix="a dossier is a mapping with lists of mappings; take the inner levels out",
            )
        node: Table | Listing = Table(line=line) if sign is _Sign.TABLE else Listing(line=line)
        stack[-1](node)
        stack.append(_Filler(node, where=where) if isinstance(node, Table) else node.items.append)
    if not root:
        raise DossierError(
            f"cannot read the dossier {where!r}",
            because="it is empty",
            fix="a dossier needs at least movie_id and title; `ledgergen init` writes an example",
        )
    return root[0]


class _Filler:
    """Fills a mapping from its keys and values, which come in turn."""

    def __init__(self, table: Table, *, where: str) -> None:
        self._table = table
        self._where = where
        self._key: str | None = None

    def __call__(self, node: Node) -> None:
        if self._key is not None:
            self._table.entries[self._key] = node
            self._key = None
            return
        if not isinstance(node, Leaf):
            raise _failure(
                self._where,
                line=node.line,
                problem="a key is a list or a mapping",
                fix="keys are words, as in `title: Taxi Driver`",
            )
        if node.text in self._table.entries:
            first = self._table.lines[node.text]
            raise _failure(
                self._where,
                line=node.line,
                problem=f"the key {node.text!r} stands twice in one mapping (first on line {first})",
                fix="delete one of the two; facts that disagree are two entries of the list `facts`",
            )
        self._key = node.text
        self._table.lines[node.text] = node.line


# JSON

_TOKEN = re.compile(r'[{}\[\]]|"(?:[^"\\]|\\.)*"|[^\s{}\[\],:"]+')
_OPENS = {"{": _Sign.TABLE, "[": _Sign.LISTING}


def _read_json(text: str, *, where: str) -> Iterator[_Event]:
    try:
        json.loads(text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        raise _failure(
            where,
            line=error.lineno,
            problem=f"not JSON: {error.msg[:1].lower()}{error.msg[1:]} (column {error.colno})",
            fix="mend the JSON there, or write the dossier as YAML",
        ) from error
    except RecursionError as error:
        raise _failure(
            where,
            line=1,
            problem=f"nested more than {MAX_DEPTH} levels deep",
            fix="a dossier is a mapping with lists of mappings; take the inner levels out",
        ) from error
    line, position = 1, 0
    for token in _TOKEN.finditer(text):
        line += text.count("\n", position, token.start())
        position = token.start()
        word = token[0]
        if word in _OPENS:
            yield _OPENS[word], line
        elif word in {"}", "]"}:
            yield _Sign.CLOSE, line
        elif word.startswith('"'):
            yield Leaf(line=line, text=json.loads(word), is_plain=False)
        else:
            yield Leaf(line=line, text=word, is_plain=True)


# YAML

_YAML_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Only its parser is used. libyaml's is fifteen times faster, and not always there."""


def _read_yaml(text: str, *, where: str) -> Iterator[_Event]:
    n_documents = 0
    try:
        for event in yaml.parse(text, Loader=_YAML_LOADER):
            line = 1 if event.start_mark is None else event.start_mark.line + 1
            n_documents += isinstance(event, yaml.DocumentStartEvent)
            if n_documents > 1:
                raise _failure(
                    where,
                    line=line,
                    problem="a second document begins here",
                    fix="one file holds one dossier: split it, or delete the line `---`",
                )
            _refuse_machinery(event, line=line, where=where)
            if isinstance(event, yaml.ScalarEvent):
                yield Leaf(line=line, text=event.value, is_plain=not event.style)
            elif isinstance(event, yaml.MappingStartEvent):
                yield _Sign.TABLE, line
            elif isinstance(event, yaml.SequenceStartEvent):
                yield _Sign.LISTING, line
            elif isinstance(event, yaml.CollectionEndEvent):
                yield _Sign.CLOSE, line
    except yaml.YAMLError as error:
        raise _explain_yaml(error, where=where) from error


def _refuse_machinery(event: yaml.Event, *, line: int, where: str) -> None:
    """Refuse anchors, aliases and tags: a dossier has no use for them, an attacker has."""
    anchor = getattr(event, "anchor", None)
    if anchor is not None:
        sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
        raise _failure(
            where,
            line=line,
            problem=f"{sign + anchor!r} is a YAML anchor or alias, which dossiers do not use",
            fix="write the value out; put it in quotes if it is meant literally",
        )
    tag = getattr(event, "tag", None)
    if tag is not None:
        raise _failure(
            where,
            line=line,
            problem=f"{tag!r} is a YAML tag, which dossiers do not use",
            fix="delete the tag; put the value in quotes if it is meant literally",
        )


def _explain_yaml(error: yaml.YAMLError, *, where: str) -> DossierError:
    mark = getattr(error, "problem_mark", None)
    line = 1 if mark is None else mark.line + 1
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
    fix = "mend the YAML there: two spaces for each level, a space after each colon"
    if "mapping values are not allowed" in problem:
        fix = "put a text that holds ': ' in quotes"
    elif "cannot start any token" in problem:
        fix = "indent with spaces, not tabs, and put a value that begins with a sign in quotes"
    return _failure(where, line=line, problem=f"not YAML: {problem}", fix=fix)
