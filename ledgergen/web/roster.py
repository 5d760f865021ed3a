"""The accounts of a team as its admins manage them, and the API tokens of each.

Nobody types a password for somebody else. An account is made with a link that
works once, for a day, and behind it its owner chooses one; a password that is
reset works no more from then on, and the same link leads to the next. Nobody
changes or removes themselves, or a slip of the hand leaves a team without an
admin.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ledgergen.adapters.reviews.accounts import NO_PASSWORD
from ledgergen.adapters.reviews.passwords import Passwords
from ledgergen.adapters.reviews.tokens import TokenEntry
from ledgergen.core.review.accounts import check_password
from ledgergen.errors import ReviewError
from ledgergen.model.account import Account, Role
from ledgergen.wiring_review import People

WELCOME_S, DAY_S = 24 * 3600, 24 * 3600
"""How long a link to choose a password by works, in seconds."""
MAX_TOKEN_DAYS = 3650


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Somebody in the roster."""

    account: Account
    tokens: tuple[TokenEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """Somebody who is to choose a password, and the secret of the link to do it by."""

    account: Account
    secret: str


class Roster:
    """Who is let in. `by` is always the key of whoever wants it."""

    def __init__(self, people: People, *, passwords: Passwords, now: Callable[[], int]) -> None:
        """`now` gives seconds since 1970."""
        self._people = people
        self._passwords = passwords
        self._now = now

    def list_entries(self) -> tuple[Entry, ...]:
        """Return everybody, by name."""
        tokens = self._people.tokens.list_api(now=self._now())
        return tuple(
            Entry(account=account, tokens=tuple(t for t in tokens if t.account == account.key))
            for account in self._people.accounts.list_all()
        )

    def add(self, name: str, *, role: Role) -> Invited:
        """Add an account that nobody can sign in to before its owner has chosen a password.

        Raises:
            ReviewError: the name cannot be one, or somebody has it.
        """
        added = self._people.accounts.add(name, role=role, password_hash=NO_PASSWORD, now=self._now())
        return self._invite(added)

    def change_role(self, name: str, *, role: Role, by: str | None) -> Account:
        """Change what somebody else may do.

        Raises:
            ReviewError: there is no such account, or it is the asker's own.
        """
        self._people.accounts.set_role(self._people.accounts.get(name).key, role, by=by)
        return self._people.accounts.get(name)

    def reset(self, name: str, *, by: str | None) -> Invited:
        """End somebody's password and sessions, and let them choose another.

        Raises:
            ReviewError: there is no such account, or it is the asker's own.
        """
        account = self._people.accounts.get(name)
        if account.key == by:
            raise ReviewError("that is your own account", fix="change your password on your account's page")
        self._people.accounts.set_password(account.key, NO_PASSWORD)
        return self._invite(account)

    def remove(self, name: str, *, by: str | None) -> Account:
        """Shut somebody else out: their account, sessions and tokens end at once.

        Raises:
            ReviewError: there is no such account, or it is the asker's own.
        """
        account = self._people.accounts.get(name)
        self._people.accounts.remove(account.key, by=by)
        return account

    def _invite(self, account: Account) -> Invited:
        self._people.tokens.drop_kind("welcome", account=account.key)
        secret = self._people.tokens.issue(
            "welcome", now=self._now(), lifetime_s=WELCOME_S, actor=account.name, account=account.key
        )
        return Invited(account=account, secret=secret)

    def find_invited(self, secret: str) -> Account | None:
        """Return whose password a link may choose; None where it works no more."""
        holder = self._people.tokens.find(secret, kind="welcome", now=self._now())
        return None if holder is None else self._people.accounts.find(holder.name)

    def accept(self, secret: str, password: str) -> Account | None:
        """Use a link up for a password, and return whose it is; None where it works no more. Slow.

        Raises:
            ReviewError: the password will not do; the link still works.
        """
        account = self.find_invited(secret)
        if account is None:
            return None
        check_password(password, name=account.name)
        hashed = self._passwords.hash(password)
        if not self._people.tokens.take(secret, kind="welcome", now=self._now()):
            return None
        self._people.accounts.set_password(account.key, hashed)
        return account

    def list_tokens(self, account: str | None) -> tuple[TokenEntry, ...]:
        """Return the API tokens of an account."""
        return tuple(t for t in self._people.tokens.list_api(now=self._now()) if t.account == account)

    def make_token(self, account: Account, *, days: int) -> str:
        """Return a new API token of an account; it is kept only as a hash.

        Raises:
            ReviewError: `days` is none that a token may live.
        """
        if not 1 <= days <= MAX_TOKEN_DAYS:
            raise ReviewError(
                f"a token cannot live {days} days", fix=f"give it between 1 and {MAX_TOKEN_DAYS:,}"
            )
        return self._people.tokens.issue(
            "api", now=self._now(), lifetime_s=days * DAY_S, actor=account.name, account=account.key
        )

    def revoke_token(self, token_id: str, *, account: str | None = None) -> None:
        """End an API token; with `account`, only one of that account.

        Raises:
            ReviewError: there is no such token.
        """
        if not self._people.tokens.revoke_api(token_id, account=account):
            raise ReviewError(f"there is no API token {token_id[:40]!r}", fix="open the page again")
