"""Who may come in, in a review database. Passwords are here only as hashes.

An account whose owner has not chosen a password yet has an empty hash, which
no password agrees with.
"""

from __future__ import annotations

import secrets
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from ledgergen.adapters.reviews.database import Database
from ledgergen.adapters.reviews.schema import ACCOUNTS, TOKENS
from ledgergen.adapters.reviews.tokens import hash_token
from ledgergen.core.review.accounts import clean_name, fold_name
from ledgergen.errors import ReviewError
from ledgergen.model.account import Account, Role

NO_PASSWORD = ""
_COLUMNS = (
    ACCOUNTS.c.key,
    ACCOUNTS.c.name,
    ACCOUNTS.c.role,
    ACCOUNTS.c.created,
    (ACCOUNTS.c.password_hash != NO_PASSWORD).label("has_password"),
)


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
        """Return the hash of an account's password; None where there is no such account, or it has none."""
        with self._database.reading("read") as connection:
            found: str | None = connection.scalar(
                select(ACCOUNTS.c.password_hash).where(ACCOUNTS.c.key == key)
            )
            return found or None

    def find_secret(self, key: str) -> str | None:
        """Return what an account's forms and browsers are told by; None where there is no such account."""
        with self._database.reading("read") as connection:
            found: str | None = connection.scalar(select(ACCOUNTS.c.form_secret).where(ACCOUNTS.c.key == key))
            return found

    def refuse_taken(self, name: str) -> None:
        """Refuse a name that somebody has, in any spelling.

        Raises:
            ReviewError: somebody has it.
        """
        with self._database.reading("read") as connection:
            _refuse_taken(connection, fold_name(name))

    def add(self, name: str, *, role: Role, password_hash: str, now: int) -> Account:
        """Add an account.

        Raises:
            ReviewError: the name cannot be one, or somebody has it; nothing was added.
        """
        cleaned = clean_name(name)
        account = Account(
            key=fold_name(cleaned),
            name=cleaned,
            role=role,
            created=now,
            has_password=password_hash != NO_PASSWORD,
        )
        with self._database.writing("write") as connection:
            _refuse_taken(connection, account.key)
            connection.execute(
                insert(ACCOUNTS).values(
                    key=account.key,
                    name=account.name,
                    role=role.value,
                    password_hash=password_hash,
                    form_secret=secrets.token_hex(32),
                    created=now,
                )
            )
        return account

    def set_role(self, key: str, role: Role, *, by: str | None = None) -> None:
        """Change what an account may do, from its next request on.

        `by` is the key of the admin who wants it: then it must be one still, and
        somebody else. So two admins at once never leave a team without any.

        Raises:
            ReviewError: they are not; nothing was changed.
        """
        with self._database.writing("write") as connection:
            _refuse_by(connection, key, by)
            connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.key == key).values(role=role.value))

    def get(self, name: str) -> Account:
        """Return the account of this name.

        Raises:
            ReviewError: there is none; names those there are.
        """
        found = self.find(name)
        if found is None:
            there = ", ".join(account.name for account in self.list_all())
            raise ReviewError(
                f"there is no account {name!r}",
                because=f"the accounts are {there}" if there else "there are none",
                fix="`ledgergen users list` lists them; `ledgergen users add` adds one",
            )
        return found

    def set_password(self, key: str, password_hash: str, *, but_session: str = "") -> None:
        """Change an account's password; end its sessions but this one, and links to choose another by."""
        with self._database.writing("write") as connection:
            new = {"password_hash": password_hash, "form_secret": secrets.token_hex(32)}
            connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.key == key).values(new))
            others = (TOKENS.c.account == key) & TOKENS.c.kind.in_(("session", "welcome"))
            connection.execute(delete(TOKENS).where(others, TOKENS.c.sha256 != hash_token(but_session)))

    def renew_hash(self, key: str, password_hash: str, *, was: str) -> None:
        """Store the same password under a stronger hash, unless it was changed meanwhile."""
        with self._database.writing("write") as connection:
            is_same = (ACCOUNTS.c.key == key) & (ACCOUNTS.c.password_hash == was)
            connection.execute(update(ACCOUNTS).where(is_same).values(password_hash=password_hash))

    def remove(self, key: str, *, by: str | None = None) -> None:
        """Remove an account, its sessions and its tokens; what it did stays in the histories.

        Raises:
            ReviewError: as `set_role`.
        """
        with self._database.writing("write") as connection:
            _refuse_by(connection, key, by)
            connection.execute(delete(TOKENS).where(TOKENS.c.account == key))
            connection.execute(delete(ACCOUNTS).where(ACCOUNTS.c.key == key))


def _refuse_taken(connection: Connection, key: str) -> None:
    there = connection.scalar(select(ACCOUNTS.c.name).where(ACCOUNTS.c.key == key))
    if there is not None:
        raise ReviewError(
            f"there is an account {there!r} already",
            fix="choose another name, or change that one with `ledgergen users passwd` or `role`",
        )


def _refuse_by(connection: Connection, key: str, by: str | None) -> None:
    if by is None:
        return
    if by == key:
        raise ReviewError("that is your own account", fix="ask another admin")
    if connection.scalar(select(ACCOUNTS.c.role).where(ACCOUNTS.c.key == by)) != Role.ADMIN.value:
        raise ReviewError("you are no admin any more", fix="ask one")


def _to_account(row: Row[*tuple[Any, ...]]) -> Account:
    return Account(
        key=row.key,
        name=row.name,
        role=Role(row.role),
        created=row.created,
        has_password=bool(row.has_password),
    )
