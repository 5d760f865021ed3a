"""Turn a tree of strings into the plain values of a dossier, or say all that is wrong with it.

Reading never stops at the first slip: a person who mends a file wants the
whole list. Every complaint carries the line, the path (`facts[3].value`, from
zero) and what to write instead; the tree of `core.dossiers.text` knows the
lines, `core.dossiers.values` knows what values look like.

Two decisions a newcomer might miss. An unknown key is an error and not
ignored, because a misspelt `approximate` would turn "about 130,000" into a
proven figure. And `0` for a budget or gross is an error and not a silent drop,
because film databases write it for "not known", and a silent drop would leave
the editor believing that the fact is in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, NamedTuple

from ledgergen.core.dossiers.text import Leaf, Listing, Node, Table
from ledgergen.core.dossiers.values import (
    find_attribute_problem,
    find_date_problem,
    find_unit_problem,
    find_value_problem,
    show,
)

SCHEMA = "dossier/1"


class Problem(NamedTuple):
    """One thing that is wrong with a dossier file."""

    line: int
    path: str
    text: str

    def __str__(self) -> str:
        place = f", {self.path}" if self.path else ""
        return f"line {self.line}{place}: {self.text}"


class _Shape(NamedTuple):
    """The keys of one kind of mapping."""

    what: str
    required: tuple[str, ...]
    optional: tuple[str, ...]


_DOSSIER = _Shape(
    "a dossier",
    ("movie_id", "title"),
    ("schema", "original_title", "year", "directors", "sources", "facts", "passages", "records", "gaps"),
)
_SOURCE = _Shape("a source", ("id", "name"), ("url", "retrieved", "licence", "attribution"))
_FACT = _Shape(
    "a fact", ("id", "subject", "attribute", "value", "source"), ("unit", "approximate", "qualifiers", "also")
)
_PASSAGE = _Shape("a passage", ("id", "text", "source"), ())

_QUALIFIERS = ("territory", "as_of", "event", "category", "result", "year", "role", "part", "person", "site")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,63}")
_YEARS = range(1870, 2200)
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}


def read_tree(root: Node) -> tuple[dict[str, Any], list[Problem]]:
    """Return the values for `Dossier.model_validate`, and what is wrong, in the order of lines.

    The values are whole only where the list of problems is empty.
    """
    reader = _Reader()
    values = reader.read_dossier(root)
    return values, sorted(reader.problems)


class _Reader:
    """Walks the tree and gathers problems as it goes."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def complain(self, node: Node | int, path: str, text: str) -> None:
        line = node if isinstance(node, int) else node.line
        self.problems.append(Problem(line, path, text))

    def read_dossier(self, root: Node) -> dict[str, Any]:
        entries = self.read_entries(root, "", _DOSSIER)
        values: dict[str, Any] = {"schema": SCHEMA}
        schema = self.read_words(entries, "schema", "")
        if schema not in {None, SCHEMA}:
            self.complain(
                entries["schema"], "schema", f"{show(schema)} is not {SCHEMA!r}, the form read here"
            )
        for key in ("title", "original_title"):
            values[key] = self.read_words(entries, key, "")
        movie_id = self.read_words(entries, "movie_id", "")
        if movie_id is not None and not re.fullmatch(r"[1-9][0-9]{0,9}", movie_id):
            self.complain(
                entries["movie_id"], "movie_id", f"{show(movie_id)} is no TMDB movie id; write its digits"
            )
        values["movie_id"] = movie_id
        values["year"] = year = self.read_words(entries, "year", "")
        if year is not None and not (re.fullmatch("[0-9]{4}", year) and int(year) in _YEARS):
            self.complain(entries["year"], "year", f"{show(year)} is no year of a film; write it like 1976")
        values["directors"] = [
            self.read_item(item, path) for item, path in self.read_list(entries, "directors", "")
        ]
        values["sources"] = [
            self.read_source(item, path) for item, path in self.read_list(entries, "sources", "")
        ]
        known = [source["id"] for source in values["sources"] if source.get("id")]
        values["facts"] = [
            self.read_fact(item, path, known) for item, path in self.read_list(entries, "facts", "")
        ]
        values["passages"] = [
            self.read_passage(item, path, known) for item, path in self.read_list(entries, "passages", "")
        ]
        values["gaps"] = [self.read_item(item, path) for item, path in self.read_list(entries, "gaps", "")]
        values["records"] = [_to_plain(item) for item, _ in self.read_list(entries, "records", "")]
        self.refuse_doubles(entries, ("sources",))
        # Citations name facts and passages alike, so they share one set of ids.
        self.refuse_doubles(entries, ("facts", "passages"))
        return values

    def read_source(self, node: Node, path: str) -> dict[str, Any]:
        entries = self.read_entries(node, path, _SOURCE)
        values = {
            key: self.read_words(entries, key, path)
            for key in ("id", "name", "url", "licence", "attribution")
        }
        values["retrieved"] = self.read_date(entries, "retrieved", path)
        self.check_id(entries, values["id"], path)
        return values

    def read_passage(self, node: Node, path: str, sources: list[str]) -> dict[str, Any]:
        entries = self.read_entries(node, path, _PASSAGE)
        values = {key: self.read_words(entries, key, path) for key in ("id", "source")}
        values["text"] = self.read_words(entries, "text", path, as_found=True)
        self.check_id(entries, values["id"], path)
        self.check_source(entries, values["source"], path, sources)
        return values

    def read_fact(self, node: Node, path: str, sources: list[str]) -> dict[str, Any]:
        entries = self.read_entries(node, path, _FACT)
        keys = ("id", "subject", "attribute", "value", "source", "unit")
        values: dict[str, Any] = {key: self.read_words(entries, key, path) for key in keys}
        self.check_id(entries, values["id"], path)
        self.check_source(entries, values["source"], path, sources)
        values["approximate"] = self.read_truth(entries, "approximate", path)
        values["qualifiers"] = self.read_qualifiers(entries, path)
        values["also"] = [self.read_item(item, at) for item, at in self.read_list(entries, "also", path)]
        attribute = values["attribute"]
        if attribute is None:
            return values
        problem = find_attribute_problem(attribute)
        if problem:  # what its value should look like is anybody's guess
            self.complain(entries["attribute"], f"{path}.attribute", problem)
            return values
        problem = find_unit_problem(attribute, values["unit"])
        if problem:
            self.complain(entries.get("unit", node), f"{path}.unit", problem)
        if values["value"] is not None:
            problem = find_value_problem(attribute, values["value"], unit=values["unit"])
            if problem:
                self.complain(entries["value"], f"{path}.value", problem)
        return values

    def read_qualifiers(self, entries: dict[str, Node], path: str) -> dict[str, str]:
        node = entries.get("qualifiers")
        if node is None:
            return {}
        path = f"{path}.qualifiers"
        if not isinstance(node, Table):
            self.complain(node, path, "is not a mapping; write it like `{territory: US}`")
            return {}
        values = {}
        for key, entry in node.entries.items():
            near = get_close_matches(key, _QUALIFIERS, n=1, cutoff=0.9)
            if near and key not in _QUALIFIERS:
                self.complain(node.lines[key], path, f"unknown key {show(key)}; did you mean {near[0]!r}?")
            word = self.read_words(node.entries, key, path)
            if word is not None:
                values[key] = word
            if key in {"as_of", "year"} and word is not None and (problem := find_date_problem(word)):
                self.complain(entry, f"{path}.{key}", problem)
        return values

    def read_entries(self, node: Node, path: str, shape: _Shape) -> dict[str, Node]:
        """Return the entries that hold something; complain of unknown and missing keys."""
        if not isinstance(node, Table):
            found = "a list" if isinstance(node, Listing) else f"the text {show(node.text)}"
            self.complain(
                node, path, f"{found} stands where {shape.what} should: a mapping of keys to values"
            )
            return {}
        known = shape.required + shape.optional
        for key, line in node.lines.items():
            if key not in known:
                # Finding the nearest takes a while, and nobody reads the hundredth.
                near = get_close_matches(key, known, n=1) if len(self.problems) < 100 else []
                hint = f"did you mean {near[0]!r}?" if near else f"{shape.what} has {', '.join(known)}"
                self.complain(line, path, f"unknown key {show(key)}; {hint}")
        entries = {
            key: entry
            for key, entry in node.entries.items()
            if not (isinstance(entry, Leaf) and (entry.is_null or not entry.text.strip()))
        }
        for key in shape.required:
            if key not in entries:
                line = node.lines.get(key, node.line)
                word = "is empty" if key in node.lines else "is missing"
                self.complain(line, f"{path}.{key}".lstrip("."), f"{word}; {shape.what} needs it")
        return entries

    def read_words(
        self, entries: dict[str, Node], key: str, path: str, *, as_found: bool = False
    ) -> str | None:
        """Return the text under a key, None where there is none; `as_found` keeps its white space."""
        node = entries.get(key)
        if node is None:
            return None
        if not isinstance(node, Leaf):
            self.complain(node, f"{path}.{key}".lstrip("."), "is a list or mapping; write one text")
            return None
        return node.text if as_found else node.text.strip()

    def read_item(self, node: Node, path: str) -> str:
        if isinstance(node, Leaf) and node.text.strip():
            return node.text.strip()
        self.complain(node, path, "is no text; write a name")
        return ""

    def read_list(self, entries: dict[str, Node], key: str, path: str) -> list[tuple[Node, str]]:
        """Return the items under a key with their paths."""
        node = entries.get(key)
        if node is None:
            return []
        path = f"{path}.{key}".lstrip(".")
        if not isinstance(node, Listing):
            self.complain(node, path, "is not a list; begin each item with `- `")
            return []
        return [(item, f"{path}[{at}]") for at, item in enumerate(node.items)]

    def read_date(self, entries: dict[str, Node], key: str, path: str) -> str | None:
        word = self.read_words(entries, key, path)
        if word is not None and (problem := find_date_problem(word)):
            self.complain(entries[key], f"{path}.{key}", problem)
        return word

    def read_truth(self, entries: dict[str, Node], key: str, path: str) -> bool:
        word = self.read_words(entries, key, path)
        if word is not None and word.lower() not in _TRUTH:
            self.complain(entries[key], f"{path}.{key}", f"{show(word)} is neither true nor false")
        return _TRUTH.get((word or "").lower(), False)

    def check_id(self, entries: dict[str, Node], name: str | None, path: str) -> None:
        if name is not None and not _ID.fullmatch(name):
            fix = "write a letter and then letters or digits, as in f1"
            self.complain(entries["id"], f"{path}.id", f"{show(name)} cannot be cited; {fix}")

    def check_source(self, entries: dict[str, Node], name: str | None, path: str, sources: list[str]) -> None:
        if name is None or name in sources:
            return
        near = get_close_matches(name, sources, n=1)
        hint = f"did you mean {near[0]!r}?" if near else "add it to the list `sources`"
        self.complain(entries["source"], f"{path}.source", f"no source has the id {show(name)}; {hint}")

    def refuse_doubles(self, entries: dict[str, Node], keys: Iterable[str]) -> None:
        first: dict[str, int] = {}
        for key in keys:
            listing = entries.get(key)
            items = listing.items if isinstance(listing, Listing) else []
            for at, item in enumerate(items):
                leaf = item.entries.get("id") if isinstance(item, Table) else None
                if not isinstance(leaf, Leaf):
                    continue
                if leaf.text in first:
                    text = (
                        f"the id {show(leaf.text)} is taken (line {first[leaf.text]}); give this one another"
                    )
                    self.complain(leaf, f"{key}[{at}].id", text)
                first.setdefault(leaf.text, leaf.line)


def _to_plain(node: Node) -> object:
    """Return a record as plain values; a number with a point stays the string it was written as."""
    if isinstance(node, Table):
        return {key: _to_plain(entry) for key, entry in node.entries.items()}
    if isinstance(node, Listing):
        return [_to_plain(item) for item in node.items]
    if not node.is_plain:
        return node.text
    if node.is_null:
        return None
    if node.text in {"true", "false"}:
        return node.text == "true"
    return int(node.text) if re.fullmatch(r"-?[1-9][0-9]{0,17}|0", node.text) else node.text
