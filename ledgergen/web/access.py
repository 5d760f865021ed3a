"""Who may come in, and by what.

With accounts, people sign in by name and password; without, by a link that
works once and for a quarter of an hour, and only while nobody but this machine
can reach the service. Either way a session is a random cookie that scripts
cannot read. An API client sends a token as `Authorization: Bearer …`; it has no
cookie that another page could ride on.

Guessing passwords is slow (`core.review.slowing`): wrong ones are counted before
the password is looked at, by who guesses, so that a stranger slows down
themselves and not the account's owner. A name that nobody has takes as long as
one that somebody has.
"""

from __future__ import annotations

import hmac
import ipaddress
import time
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request

from ledgergen.adapters.reviews.passwords import Passwords
from ledgergen.adapters.reviews.tokens import Holder, hash_token
from ledgergen.core.review.accounts import ACTIONS, MAX_PASSWORD, check_password, fold_name
from ledgergen.core.review.slowing import ACCOUNT, ADDRESS, DEVICE, PAIR
from ledgergen.errors import ReviewError
from ledgergen.model.account import Role
from ledgergen.web.devices import DEVICE_COOKIE, add_device, find_device
from ledgergen.web.guard import Door
from ledgergen.web.roster import Roster
from ledgergen.wiring_review import People

COOKIE = "ledgergen_session"
SECURE_COOKIE = f"__Host-{COOKIE}"
"""Its name where TLS is spoken: browsers then take it from nobody but this very host."""
LINK_S, IDLE_S, SESSION_S = 15 * 60, 3 * 24 * 3600, 14 * 24 * 3600
"""A link's life; how long a session lasts unused, and how long at most. Seconds."""
_RENEW_S = 3600
"""A session's end is put off once an hour, not with every request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody who is signed in."""

    name: str
    role: Role
    account: str | None
    """The account's key; None for whoever came by a link."""
    form_token: str
    """What this visitor's forms carry; empty for API clients."""

    def may(self, action: str) -> bool:
        """Tell whether this visitor's role covers an action."""
        return self.role.covers(ACTIONS[action])


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """What became of a name and a password: a session, or nothing yet."""

    session: str = ""
    account: str = ""
    """The account's key; empty where nobody was let in."""
    wait_s: int = 0
    """How long to wait before another attempt is looked at; 0 where it was."""


class Access:
    """Sign-in links, passwords, sessions and API tokens."""

    def __init__(
        self,
        people: People,
        *,
        door: Door,
        passwords: Passwords | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Let people in by this door. `clock` gives seconds since 1970."""
        self._people = people
        self._door = door
        self._passwords = passwords or Passwords()
        self._clock = clock
        self.roster = Roster(people, passwords=self._passwords, now=self._now)
        self.is_secure = door.is_secure
        self.cookie = SECURE_COOKIE if door.is_secure else COOKIE
        self.device_cookie = f"__Host-{DEVICE_COOKIE}" if door.is_secure else DEVICE_COOKIE

    def _now(self) -> int:
        return int(self._clock())

    def uses_links(self) -> bool:
        """Tell whether people come in by links: there are no accounts, and nobody else is near."""
        return self._door.is_local and not self._people.accounts.count()

    def issue(
        self, kind: str, *, actor: str = "", account: str | None = None, lifetime_s: int = LINK_S
    ) -> str:
        """Return a new token: `link`, `session` or `api`."""
        return self._people.tokens.issue(
            kind, now=self._now(), lifetime_s=lifetime_s, actor=actor, account=account
        )

    def has_link(self, token: str) -> bool:
        """Tell whether a sign-in link still works."""
        return self.uses_links() and self._find(token, "link") is not None

    def use_link(self, token: str, *, name: str) -> str | None:
        """Use a link up and return a session; None where it does not work any more."""
        if not self.has_link(token) or not self._people.tokens.take(token, kind="link", now=self._now()):
            return None
        return self.issue("session", actor=name, lifetime_s=SESSION_S)

    def find_device(self, request: Request, name: str) -> str:
        """Return the browser's name, where the account of this name has signed in with it before; else ""."""
        cookie = request.cookies.get(self.device_cookie, "")
        return find_device(cookie, self._people.accounts.find_secret(fold_name(name))) if cookie else ""

    def remember_device(self, request: Request, key: str) -> str:
        """Return the cookie by which the request's browser is known to an account from now on."""
        secret = self._people.accounts.find_secret(key) or ""
        return add_device(request.cookies.get(self.device_cookie, ""), secret)

    def sign_in(self, name: str, password: str, *, address: str, device: str = "") -> SignIn:
        """Compare a password; slow by design, and it takes 64 MiB: call it in a thread, few at once.

        `device` is what `find_device` says of the browser.
        """
        key = fold_name(name)
        if device:
            rules = {f"device {device}": DEVICE}
        else:
            place = _coarsen(address)
            rules = {
                f"pair {place} {key}": PAIR,
                f"address {place}": ADDRESS,
                f"account {key}": ACCOUNT,
            }
        wait_s = self._people.attempts.begin(rules, now=self._now())
        if wait_s:
            return SignIn(wait_s=wait_s)
        hashed = self._people.accounts.find_hash(key)
        if not self._passwords.is_right(password[: 4 * MAX_PASSWORD], hashed) or hashed is None:
            return SignIn()
        for counted, slowing in rules.items():
            # What it was right after is forgotten, but not what others did: a whole office may have one
            # address, and an account many guessers.
            if slowing in (PAIR, DEVICE):
                self._people.attempts.forget(counted)
            else:
                self._people.attempts.take_back(counted)
        if self._passwords.needs_renewal(hashed):
            self._people.accounts.renew_hash(key, self._passwords.hash(password), was=hashed)
        return self.start_session(key)

    def start_session(self, key: str) -> SignIn:
        """Return a session of an account."""
        return SignIn(session=self.issue("session", account=key, lifetime_s=IDLE_S), account=key)

    def change_password(self, visitor: Visitor, old: str, new: str, *, request: Request) -> None:
        """Change the visitor's own password and end their other sessions; slow, as `sign_in` is.

        Raises:
            ReviewError: the old one is wrong, or the new one will not do.
        """
        if visitor.account is None:
            raise ReviewError("there is no account to change", fix="`ledgergen users add` adds one")
        check_password(new, name=visitor.name)
        counted = f"own {visitor.account}"  # nobody but who is signed in as them gets here
        wait_s = self._people.attempts.begin({counted: DEVICE}, now=self._now())
        if wait_s:
            raise ReviewError("too many attempts", fix=f"wait {tell_wait(wait_s)}, then try again")
        hashed = self._people.accounts.find_hash(visitor.account)
        if not self._passwords.is_right(old[: 4 * MAX_PASSWORD], hashed):
            raise ReviewError("that is not your password", fix="type the one you signed in with")
        self._people.attempts.forget(counted)
        session = request.cookies.get(self.cookie, "")
        self._people.accounts.set_password(visitor.account, self._passwords.hash(new), but_session=session)

    def sign_out(self, request: Request) -> None:
        """End the request's session."""
        self._people.tokens.drop(request.cookies.get(self.cookie, ""))

    def find_visitor(self, request: Request) -> Visitor | None:
        """Return who sends this request, or None."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            # Whatever cookie comes with it does not count.
            return _to_visitor(self._find(token.strip(), "api"), form_token="")
        session = request.cookies.get(self.cookie, "")
        holder = self._find(session, "session") if session else None
        if holder is not None and holder.account is not None:
            self._put_off(session, holder)
        # The forms of an account outlive its sessions: a page that was open when one ended can be sent
        # after the next sign-in.
        secret = holder.form_secret if holder is not None and holder.account else session
        return _to_visitor(holder, form_token=derive_form_token(secret))

    def _find(self, token: str, kind: str) -> Holder | None:
        holder = self._people.tokens.find(token, kind=kind, now=self._now())
        if holder is not None and holder.account is None and not self._door.is_local:
            return None
        return holder

    def _put_off(self, session: str, holder: Holder) -> None:
        expires = min(self._now() + IDLE_S, holder.created + SESSION_S)
        if expires - holder.expires >= _RENEW_S:
            self._people.tokens.renew(session, expires=expires)


def _to_visitor(holder: Holder | None, *, form_token: str) -> Visitor | None:
    if holder is None:
        return None
    return Visitor(name=holder.name, role=holder.role, account=holder.account, form_token=form_token)


def tell_wait(seconds: int) -> str:
    """Say how long to wait: "40 s", "3 min"."""
    return f"{seconds} s" if seconds < 100 else f"{-(-seconds // 60)} min"


def _coarsen(address: str) -> str:
    """Return what one person's addresses have in common: an IPv6 network has more than anybody can count."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if parsed.version == 6 and parsed.ipv4_mapped is None:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def derive_form_token(secret: str) -> str:
    """Return the token that forms carry, from the secret of an account, or of a session without one."""
    return hash_token("form\n" + secret)


def is_same_token(given: str, expected: str) -> bool:
    """Compare two tokens in constant time."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), expected.encode())
