"""Read a YAML file into a strict model, and say where it is wrong by line.

The tree comes from the dossier reader, which converts nothing and refuses
tags and aliases; the model converts what it declares. An unknown key is an
error with a suggestion: an expectation that is misspelt expects nothing.
"""

from __future__ import annotations

import difflib
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ledgergen.core.dossiers.text import Leaf, Listing, Node, Table, parse_text
from ledgergen.errors import CaseError, DossierError

_Model = TypeVar("_Model", bound=BaseModel)

_MOST_PROBLEMS = 5


def read_model(text: str, model: type[_Model], *, where: str, what: str) -> tuple[_Model, Node]:
    """Read the text as a `model`; also return the tree, for the lines of later errors.

    Raises:
        CaseError: names file, line and value of everything that is wrong.
    """
    try:
        tree = parse_text(text, where=where)
    except DossierError as error:
        raise CaseError(
            f"cannot read the {what} {where!r}", because=error.because, fix="mend that line"
        ) from error
    if not isinstance(tree, Table):
        raise CaseError(
            f"cannot read the {what} {where!r}",
            because=f"line {tree.line}: it is no mapping",
            fix="write `key: value` lines",
        )
    try:
        return model.model_validate(_to_plain(tree)), tree
    except ValidationError as error:
        # A misspelt key first: where one is missing as well, that is usually it.
        found = sorted(error.errors(), key=lambda problem: problem["type"] != "extra_forbidden")
        problems = [_explain(dict(problem), tree, model) for problem in found]
        raise CaseError(
            f"cannot read the {what} {where!r}",
            because="; ".join(problems[:_MOST_PROBLEMS]),
            fix="mend the lines named",
        ) from error


def find_line(tree: Node, *path: str | int) -> int:
    """Return the line on which the value at the path starts, or the nearest above it."""
    node, line = tree, tree.line
    for part in path:
        if isinstance(node, Table) and isinstance(part, str) and part in node.entries:
            line, node = node.lines[part], node.entries[part]
        elif isinstance(node, Listing) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
            line = node.line
        else:
            break
    return line


def _to_plain(node: Node) -> Any:  # noqa: ANN401 - a tree of YAML
    if isinstance(node, Leaf):
        return None if node.is_null else node.text
    if isinstance(node, Listing):
        return [_to_plain(item) for item in node.items]
    return {key: _to_plain(value) for key, value in node.entries.items()}


def _explain(problem: dict[str, Any], tree: Node, model: type[BaseModel]) -> str:
    path = tuple(problem["loc"])
    line = find_line(tree, *path)
    place = ".".join(str(part) for part in path)
    if problem["type"] == "extra_forbidden":
        close = difflib.get_close_matches(str(path[-1]), _list_keys(model), n=1, cutoff=0.5)
        hint = f" (did you mean {close[0]!r}?)" if close else ""
        return f"line {line}: unknown key {place!r}{hint}"
    if problem["type"] == "missing":
        return f"line {line}: {place!r} is missing"
    message = str(problem["msg"]).removeprefix("Value error, ")
    return f"line {line}: {place} cannot be {problem['input']!r}: {message}"


def _list_keys(model: type[BaseModel]) -> list[str]:
    """List the keys of a model and of the models inside it."""
    keys: list[str] = []
    waiting: list[Any] = [model]
    while waiting:
        current = waiting.pop()
        if isinstance(current, type) and issubclass(current, BaseModel):
            for name, field in current.model_fields.items():
                keys.append(field.alias or name)
                waiting.append(field.annotation)
        else:
            waiting += getattr(current, "__args__", ())
    return keys
