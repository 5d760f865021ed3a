"""Tokens of the review service: sign-in links, sessions, API tokens. Only their hashes are kept.

A token of an account works while the account is there, with the role that the
account has now. One without an account (a link of `ledgergen serve`, and what
came of it) works only while there are no accounts at all.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from ledgergen.adapters.reviews.database import Database
from ledgergen.adapters.reviews.schema import ACCOUNTS, TOKENS
from ledgergen.model.account import Role

ID_LENGTH = 10
"""Hexadecimal digits of a token's hash that name it in lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whose token it is."""

    name: str
    account: str | None
    """The account's key; None for whoever came by a link."""
    role: Role
    form_secret: str
    """What forms of this account are told by; empty where there is none."""
    created: int
    expires: int
    """Seconds since 1970, like `created`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenEntry:
    """An API token as it is listed."""

    id: str
    name: str
    account: str
    """The account's key."""
    created: int
    expires: int


# Built once: every request asks it, and building it anew would cost more than asking.
_IS_LIVE = (
    (TOKENS.c.sha256 == bindparam("token_sha256"))
    & (TOKENS.c.kind == bindparam("token_kind"))
    & (TOKENS.c.expires > bindparam("now"))
)
_TAKEN = delete(TOKENS).where(_IS_LIVE)
_HOLDER = (
    select(
        TOKENS,
        ACCOUNTS.c.name,
        ACCOUNTS.c.role,
        ACCOUNTS.c.form_secret,
        select(func.count()).select_from(ACCOUNTS).scalar_subquery().label("n_accounts"),
    )
    .select_from(TOKENS.outerjoin(ACCOUNTS, TOKENS.c.account == ACCOUNTS.c.key))
    .where(_IS_LIVE)
)


class TokenStore:
    """The tokens of a review database. Times are seconds since 1970."""

    def __init__(self, database: Database) -> None:
        """Use a database that `migrating` has brought up."""
        self._database = database

    def issue(
        self, kind: str, *, now: int, lifetime_s: int, actor: str = "", account: str | None = None
    ) -> str:
        """Return a new token, and forget those that have expired."""
        token = secrets.token_urlsafe(32)
        row = {"sha256": hash_token(token), "kind": kind, "actor": actor, "account": account}
        with self._database.writing("write") as connection:
            connection.execute(delete(TOKENS).where(TOKENS.c.expires <= now))
            connection.execute(insert(TOKENS).values(created=now, expires=now + lifetime_s, **row))
        return token

    def find(self, token: str, *, kind: str, now: int) -> Holder | None:
        """Return whose token this is, or None where it does not work (any more)."""
        rows = self._database.ask(_HOLDER, _name_live(token, kind, now))
        return _to_holder(rows[0]) if rows else None

    def take(self, token: str, *, kind: str, now: int) -> bool:
        """Use a one-time token up; tell whether it was still there. Only one caller is told so."""
        with self._database.writing("write") as connection:
            return connection.execute(_TAKEN, _name_live(token, kind, now)).rowcount == 1

    def renew(self, token: str, *, expires: int) -> None:
        """Let a token live longer."""
        with self._database.writing("write") as connection:
            connection.execute(
                update(TOKENS).where(TOKENS.c.sha256 == hash_token(token)).values(expires=expires)
            )

    def drop(self, token: str) -> None:
        """Forget a token: sign out."""
        with self._database.writing("write") as connection:
            connection.execute(delete(TOKENS).where(TOKENS.c.sha256 == hash_token(token)))

    def list_api(self, *, now: int) -> tuple[TokenEntry, ...]:
        """Return the API tokens of all accounts, by account and age."""
        query = (
            select(TOKENS.c.sha256, ACCOUNTS.c.key, ACCOUNTS.c.name, TOKENS.c.created, TOKENS.c.expires)
            .select_from(TOKENS.join(ACCOUNTS, TOKENS.c.account == ACCOUNTS.c.key))
            .where(TOKENS.c.kind == "api", TOKENS.c.expires > now)
            .order_by(ACCOUNTS.c.key, TOKENS.c.created, TOKENS.c.sha256)
        )
        with self._database.reading("read") as connection:
            return tuple(
                TokenEntry(
                    id=row.sha256[:ID_LENGTH],
                    name=row.name,
                    account=row.key,
                    created=row.created,
                    expires=row.expires,
                )
                for row in connection.execute(query)
            )

    def revoke_api(self, token_id: str, *, account: str | None = None) -> int:
        """Revoke the API token that lists call this, if it is this account's; return how many there were."""
        is_named = (TOKENS.c.kind == "api") & (func.substr(TOKENS.c.sha256, 1, ID_LENGTH) == token_id)
        if account is not None:
            is_named &= TOKENS.c.account == account
        with self._database.writing("write") as connection:
            return connection.execute(delete(TOKENS).where(is_named)).rowcount

    def drop_kind(self, kind: str, *, account: str) -> None:
        """Forget all tokens of a kind that an account has."""
        with self._database.writing("write") as connection:
            connection.execute(delete(TOKENS).where(TOKENS.c.kind == kind, TOKENS.c.account == account))


def hash_token(token: str) -> str:
    """Return the hash a token is stored under. It has 256 random bits: nothing slower is needed."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _name_live(token: str, kind: str, now: int) -> dict[str, str | int]:
    """Return what `_IS_LIVE` asks about."""
    return {"token_sha256": hash_token(token), "token_kind": kind, "now": now}


def _to_holder(row: Any) -> Holder | None:  # noqa: ANN401  its columns are the query's
    if row.account is None:
        if row.n_accounts:
            return None
        # Whoever has a link of this machine's own service may do whatever can be done there.
        name, role = row.actor, Role.ADMIN
    elif row.name is None:
        return None
    else:
        name, role = row.name, Role(row.role)
    return Holder(
        name=name,
        account=row.account,
        role=role,
        form_secret=row.form_secret or "",
        created=row.created,
        expires=row.expires,
    )
