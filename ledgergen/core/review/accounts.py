"""What a team's names and passwords may be, and which role an action needs.

`ACTIONS` is the whole of the rights: the pages, the API and the commands name
an action, and it says the least role. What is not in it, nobody may do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from ledgergen.core.review.fields import refuse_odd
from ledgergen.errors import ReviewError
from ledgergen.model.account import Role

MAX_NAME = 60
MIN_PASSWORD, MAX_PASSWORD = 12, 256

ACTIONS: Mapping[str, Role] = MappingProxyType(
    {
        "read": Role.VIEWER,
        "manage own account": Role.VIEWER,
        "decide": Role.EDITOR,
        "edit": Role.EDITOR,
        "approve": Role.EDITOR,
        "return": Role.EDITOR,
        "draft": Role.EDITOR,
        "invite": Role.ADMIN,
        "manage accounts": Role.ADMIN,
    }
)
"""Action → the least role that may do it."""

RESERVED = frozenset({"api", "disk", "somebody"})
"""Names that histories use for no person."""

_SPACE = re.compile(r"\s+")


def clean_name(name: str) -> str:
    """Return an account's name as it will stand in histories.

    Raises:
        ReviewError: it is empty, too long, reserved, or holds what no page can show.
    """
    cleaned = _SPACE.sub(" ", refuse_odd(unicodedata.normalize("NFC", name), "the name")).strip()
    if not cleaned:
        raise ReviewError("the name is empty", fix="give a name")
    if len(cleaned) > MAX_NAME:
        raise ReviewError(f"the name has {len(cleaned)} characters", because=f"{MAX_NAME} fit")
    if any(unicodedata.category(char) in {"Cf", "Zl", "Zp", "Cn", "Co"} for char in cleaned):
        raise ReviewError(f"the name {cleaned!r} holds a character that nobody sees", fix="type it without")
    if fold_name(cleaned) in RESERVED:
        raise ReviewError(
            f"nobody can be called {cleaned!r}", because="histories use that name for no person"
        )
    return cleaned


def fold_name(name: str) -> str:
    """Return a name as it is looked up: one for all its spellings in letter case, width and space.

    >>> fold_name("  ANA  Ruiz ") == fold_name("ana ruiz")
    True
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return _SPACE.sub(" ", folded).strip()[: 4 * MAX_NAME]


def refuse_action(name: str, role: Role, action: str) -> None:
    """Refuse what a role may not do.

    Raises:
        ReviewError: it may not.
    """
    needed = ACTIONS[action]
    if not role.covers(needed):
        raise ReviewError(
            f"{name} may not {action}",
            because=f"that needs the role {needed.value}, and theirs is {role.value}",
            fix="ask an admin to do it, or to change the role",
        )


def normalize_password(password: str) -> str:
    """Return a password as it is hashed: the same whichever keyboard composed its accents."""
    return unicodedata.normalize("NFKC", password)


def check_password(password: str, *, name: str) -> None:
    """Refuse a new password that is easily guessed.

    Raises:
        ReviewError: too short, too long, or the name itself; never shows it.
    """
    n_chars = len(normalize_password(password))
    if n_chars < MIN_PASSWORD:
        raise ReviewError(
            f"the password has {n_chars} characters",
            because=f"it needs {MIN_PASSWORD}",
            fix="use a few words, or what a password manager makes",
        )
    if n_chars > MAX_PASSWORD:
        raise ReviewError(f"the password has {n_chars} characters", because=f"{MAX_PASSWORD} fit")
    if len(set(password)) < 5 or fold_name(password) == fold_name(name):
        raise ReviewError(
            "the password is easily guessed",
            because="it is the name, or the same few characters again and again",
            fix="use a few words, or what a password manager makes",
        )
