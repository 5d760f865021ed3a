"""The address of a database, shown to people without what is secret in it."""

from __future__ import annotations

import re

_SECRET = re.compile(r"(?i)((?:^|[?&;\s])[^=&?\s]*password[^=&?\s]*=)[^&;\s]*")


def hide_password(address: str) -> str:
    """Return an address with its passwords as `***`; also where it is no proper address.

    >>> hide_password("postgresql://ana:s3cret@db.example/reviews")
    'postgresql://ana:***@db.example/reviews'
    >>> hide_password("postgresql://db.example/reviews?user=ana&password=s3cret")
    'postgresql://db.example/reviews?user=ana&password=***'
    """
    scheme, divider, rest = address.partition("://") if "://" in address else ("", "", address)
    # A password may hold unescaped marks of its own: it ends at the last @ before the query.
    place, question, query = rest.partition("?") if "@" not in rest.partition("?")[2] else (rest, "", "")
    people, at, host = place.rpartition("@")
    name, colon, _ = people.partition(":")
    shown = f"{name}:***" if colon else people
    return _SECRET.sub(r"\1***", f"{scheme}{divider}{shown}{at}{host}{question}{query}")
