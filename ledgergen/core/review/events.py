"""Events in words and in the shape they are stored in: one JSON object each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from ledgergen.model.review import Event, Kind, Patch

UNDOABLE = frozenset(
    {
        Kind.CORRECTED,
        Kind.REMOVED,
        Kind.WAIVED,
        Kind.SOURCED,
        Kind.EDITED,
        Kind.ASSIGNED,
        Kind.RETURNED,
        Kind.REJECTED,
    }
)
WORDS: Mapping[Kind, str] = {
    Kind.OPENED: "draft taken in",
    Kind.CORRECTED: "corrected",
    Kind.REMOVED: "removed",
    Kind.WAIVED: "waived",
    Kind.SOURCED: "source added",
    Kind.EDITED: "text edited",
    Kind.COMMENTED: "comment",
    Kind.UNDONE: "undone",
    Kind.KEPT: "file on disk set aside",
    Kind.ASSIGNED: "assigned",
    Kind.RETURNED: "returned",
    Kind.REJECTED: "rejected",
    Kind.APPROVED: "approved",
    Kind.WITHDRAWN: "approval withdrawn",
}


def event_to_json(event: Event) -> str:
    """Write an event as one line of JSON; fields that say nothing are left out."""
    return json.dumps(event_to_json_value(event), ensure_ascii=False)


def event_to_json_value(event: Event) -> dict[str, Any]:
    """Return an event as a JSON object; fields that say nothing are left out."""
    contents = ((field, getattr(event, field.name)) for field in fields(event))
    return {field.name: content for field, content in contents if content != field.default}


def event_from_json(line: str) -> Event:
    """Read an event back. Unknown fields are passed over.

    Raises:
        ValueError, KeyError, TypeError: it is no event.
    """
    value = json.loads(line)
    known = {field.name for field in fields(Event)}
    kept = {name: content for name, content in value.items() if name in known}
    kept["kind"] = Kind(kept["kind"])
    kept["patches"] = tuple(Patch(*patch) for patch in kept.get("patches", ()))
    return Event(**kept)
