"""How long to wait after wrong passwords: a little after some, longer after more, never for ever.

A limit that locks an account lets a stranger lock somebody out: it takes only
the name. So wrong guesses are counted by who guesses, and what a stranger
spends is not the owner's:

- on one account from one address (`PAIR`): a handful, then ever longer waits;
- from one address on any account (`ADDRESS`): one who tries names;
- on one account from everywhere (`ACCOUNT`): one who has many addresses. Its
  waits stay short, since they are everybody's who is not known;
- in a browser that its owner has signed in with before (`DEVICE`): such a
  browser is counted by itself, and nobody else's guesses keep it waiting.

Guesses are forgotten an hour later.
"""

from __future__ import annotations

from typing import NamedTuple

WINDOW_S = 3600
"""How long a wrong guess counts. Seconds."""


class Slowing(NamedTuple):
    """So many guesses are free within the window; each one more doubles the wait, up to a cap."""

    free: int
    cap_s: int


PAIR = Slowing(free=5, cap_s=900)
ADDRESS = Slowing(free=30, cap_s=900)
ACCOUNT = Slowing(free=50, cap_s=30)
DEVICE = Slowing(free=10, cap_s=900)


def find_wait(slowing: Slowing, *, n_wrong: int, since_s: int) -> int:
    """Return how many seconds there are still to wait, `since_s` after the last of `n_wrong` guesses.

    >>> [find_wait(PAIR, n_wrong=n, since_s=0) for n in (4, 5, 6, 7, 14, 15, 900)]
    [0, 1, 2, 4, 512, 900, 900]
    >>> find_wait(PAIR, n_wrong=14, since_s=500)
    12
    """
    over = n_wrong - slowing.free
    if over < 0:
        return 0
    wait_s = slowing.cap_s if over > 20 else min(slowing.cap_s, 2**over)
    return max(0, wait_s - since_s)
