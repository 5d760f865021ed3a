"""Who may come in, in a review database. Passwords are here only as hashes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from ledgergen.adapters.reviews.database import Database
from ledgergen.adapters.reviews.schema import ACCOUNTS, TOKENS
from ledgergen.core.review.accounts import clean_name, fold_name
from ledgergen.errors import ReviewError
from ledgergen.model.account import Account, Role

_COLUMNS = (ACCOUNTS.c.key, ACCOUNTS.c.name, ACCOUNTS.c.role, ACCOUNTS.c.created)


class AccountStore:
    """The accounts of a review database. Names are looked up in any spelling of case and space."""

    def __init__(self, database: Database) -> None:
        """Use a database that `migrating` has brought up."""
        self._database = database

    def count(self) -> int:
        """Return how many accounts there are."""
        with self._database.reading("read") as connection:
            return connection.scalar(select(func.count()).select_from(ACCOUNTS)) or 0

    def list_all(self) -> tuple[Account, ...]:
        """Return every account, by name."""
        with self._database.reading("read") as connection:
            return tuple(map(_to_account, connection.execute(select(*_COLUMNS).order_by(ACCOUNTS.c.key))))

    def find(self, name: str) -> Account | None:
        """Return the account of this name, or None."""
        with self._database.reading("read") as connection:
            row = connection.execute(select(*_COLUMNS).where(ACCOUNTS.c.key == fold_name(name))).first()
        return None if row is None else _to_account(row)

    def find_hash(self, key: str) -> str | None:
        """Return the hash of an account's password; None where there is no such account."""
        with self._database.reading("read") as connection:
            found: str | None = connection.scalar(
                select(ACCOUNTS.c.password_hash).where(ACCOUNTS.c.key == key)
            )
            return found

    def add(self, name: str, *, role: Role, password_hash: str, now: int) -> Account:
        """Add an account.

        Raises:
            ReviewError: the name cannot be one, or somebody has it; nothing was added.
        """
        cleaned = clean_name(name)
        account = Account(key=fold_name(cleaned), name=cleaned, role=role, created=now)
        with self._database.writing("write") as connection:
            there = connection.scalar(select(ACCOUNTS.c.name).where(ACCOUNTS.c.key == account.key))
            if there is not None:
                raise ReviewError(
                    f"there is an account {there!r} already",
                    fix="choose another name, or change that one with `ledgergen users passwd` or `role`",
                )
            connection.execute(
                insert(ACCOUNTS).values(
                    key=account.key,
                    name=account.name,
                    role=role.value,
                    password_hash=password_hash,
                    created=now,
                )
            )
        return account

    def set_role(self, key: str, role: Role) -> None:
        """Change what an account may do, from its next request on."""
        with self._database.writing("write") as connection:
            connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.key == key).values(role=role.value))

    def set_password(self, key: str, password_hash: str, *, but_session: str = "") -> None:
        """Change an account's password, and end its sessions but the one of this hash."""
        with self._database.writing("write") as connection:
            connection.execute(
                update(ACCOUNTS).where(ACCOUNTS.c.key == key).values(password_hash=password_hash)
            )
            others = (TOKENS.c.account == key) & (TOKENS.c.kind == "session")
            connection.execute(delete(TOKENS).where(others, TOKENS.c.sha256 != but_session))

    def renew_hash(self, key: str, password_hash: str, *, was: str) -> None:
        """Store the same password under a stronger hash, unless it was changed meanwhile."""
        with self._database.writing("write") as connection:
            is_same = (ACCOUNTS.c.key == key) & (ACCOUNTS.c.password_hash == was)
            connection.execute(update(ACCOUNTS).where(is_same).values(password_hash=password_hash))

    def remove(self, key: str) -> None:
        """Remove an account, its sessions and its tokens; what it did stays in the histories."""
        with self._database.writing("write") as connection:
            connection.execute(delete(TOKENS).where(TOKENS.c.account == key))
            connection.execute(delete(ACCOUNTS).where(ACCOUNTS.c.key == key))


def _to_account(row: Row[*tuple[Any, ...]]) -> Account:
    return Account(key=row.key, name=row.name, role=Role(row.role), created=row.created)
