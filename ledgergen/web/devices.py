"""Browsers that somebody has signed in with before, told by a cookie of their own.

The cookie holds, for each of the last few people who signed in there, a random
name and a code over it that only the service can make, from a secret of the
account that changes with its password. It lets nobody in: it says only that
wrong guesses of strangers are not this browser's.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

DEVICE_COOKIE = "ledgergen_device"
DEVICE_S = 365 * 24 * 3600
_MAX = 4
"""People that one browser knows."""
_BETWEEN, _INSIDE = "~", "."


def find_device(cookie: str, secret: str | None) -> str:
    """Return the name of the browser that sends this cookie, if the secret's account knows it; else ""."""
    if not secret:
        return ""
    for entry in cookie[:1000].split(_BETWEEN)[:_MAX]:
        name, _, code = entry.partition(_INSIDE)
        if name and _is_same(code, _sign(name, secret)):
            return name
    return ""


def add_device(cookie: str, secret: str) -> str:
    """Return the cookie of a browser that the account of this secret has just signed in with."""
    name = find_device(cookie, secret) or secrets.token_urlsafe(12)
    entry = f"{name}{_INSIDE}{_sign(name, secret)}"
    others = [each for each in cookie[:1000].split(_BETWEEN)[:_MAX] if each and each != entry]
    return _BETWEEN.join([entry, *others[: _MAX - 1]])


def _sign(name: str, secret: str) -> str:
    key = f"device\n{secret}".encode()
    return hmac.new(key, name.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def _is_same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), expected.encode())
