"""Passwords as Argon2id hashes: 64 MiB and a third of a second each, so that a stolen table says little."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ledgergen.core.review.accounts import normalize_password


class Passwords:
    """Hashes passwords and compares them. Slow and large by design: call it in a thread, few at once."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        """Use the parameters of RFC 9106 for little memory, unless told otherwise."""
        self._hasher = hasher or PasswordHasher()

    def hash(self, password: str) -> str:
        """Return the hash to store."""
        return self._hasher.hash(_to_bytes(password))

    def is_right(self, password: str, hashed: str | None) -> bool:
        """Tell whether this is the password; without a hash to compare with it takes as long, and is not."""
        if hashed is None:
            self.hash(password)
            return False
        try:
            return self._hasher.verify(hashed, _to_bytes(password))
        except (VerificationError, InvalidHashError):
            return False

    def needs_renewal(self, hashed: str) -> bool:
        """Tell whether a hash is weaker than those made today."""
        return self._hasher.check_needs_rehash(hashed)


def _to_bytes(password: str) -> bytes:
    return normalize_password(password).encode("utf-8", "surrogatepass")
