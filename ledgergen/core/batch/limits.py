"""How fast a server may be asked, and whether it is there at all: three small machines.

All of them are told the time (seconds, any monotonic clock) and never ask for
it; who drives them sleeps for the seconds they return.

- `TokenBucket`: an amount a minute, with only two seconds' worth in hand, so
  that a start is no burst which a server's shorter windows refuse.
- `Pace`: an adaptive gap between calls. A refusal stops everything until the
  server's own time is up and halves the speed; success wins it back slowly.
- `Breaker`: after a row of failures without one success the server counts as
  dead; one call at a time tries it, less and less often, until it answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_BURST_S = 2.0


class TokenBucket:
    """So many units a minute, spent ahead of time and waited for.

    Debt is allowed: the call that overdraws goes after its wait, and the next
    ones wait behind it. That is fair, and no call is too large to be made.
    """

    def __init__(self, per_minute: float, *, now: float, known: Sequence[float] | None = None) -> None:
        """Start with two seconds' worth in hand, or go on from what `to_json` returned."""
        self._rate = per_minute / 60.0
        self._most = max(self._rate * _BURST_S, 1.0)
        self._left, self._at = known or (self._most, now)

    def take(self, amount: float, *, now: float) -> float:
        """Spend the amount; return for how many seconds to wait before acting."""
        self._refill(now)
        self._left -= amount
        return max(0.0, -self._left / self._rate)

    def find_debt(self, *, now: float) -> float:
        """Return for how many seconds those wait who came before."""
        self._refill(now)
        return max(0.0, -self._left / self._rate)

    def _refill(self, now: float) -> None:
        # A clock that was set back gives nothing, and takes nothing.
        self._left = min(self._most, self._left + max(now - self._at, 0.0) * self._rate)
        self._at = now

    def give_back(self, amount: float) -> None:
        """Return what was taken and not used (negative: more was used than taken)."""
        self._left = min(self._most, self._left + amount)

    def to_json(self) -> list[float]:
        """Return what is left, and when that was."""
        return [self._left, self._at]


@dataclass(slots=True)
class Pace:
    """Spreads calls further apart while a server says "too many".

    Additive speed-up, multiplicative slow-down: what shares a line fairly.
    """

    gap_s: float = 0.0
    """Between two calls; zero is full speed."""
    paused_until: float = 0.0
    next_at: float = 0.0
    slowed_at: float = 0.0

    MIN_GAP_S = 0.01
    MAX_GAP_S = 5.0
    _SETTLE_S = 1.0

    def take(self, *, now: float) -> float:
        """Reserve the next place; return for how many seconds to wait before calling."""
        at = now + self.find_wait(now=now)
        self.next_at = at + self.gap_s
        return at - now

    def find_wait(self, *, now: float) -> float:
        """Return for how many seconds the next place is away."""
        return max(self.paused_until, self.next_at, now) - now

    @property
    def is_idle(self) -> bool:
        """Tell whether no refusal is remembered."""
        return not self.gap_s and not self.paused_until

    def refuse(self, *, now: float, wait_s: float | None) -> None:
        """Hear of a 429; `wait_s` is what the server asked for."""
        if wait_s:
            self.paused_until = max(self.paused_until, now + wait_s)
        # Refusals come in crowds, all about one moment: they slow us down once.
        if now - self.slowed_at >= self._SETTLE_S:
            self.slowed_at = now
            self.gap_s = min(max(self.gap_s * 2, self.MIN_GAP_S), self.MAX_GAP_S)

    def accept(self, n_calls: int = 1) -> None:
        """Hear of calls that were answered."""
        if self.gap_s:
            self.gap_s *= 0.98**n_calls
            if self.gap_s < self.MIN_GAP_S / 2:
                self.gap_s = 0.0

    def hold(self, until: float) -> None:
        """Start no call before this time: the server said that nothing is left until then."""
        self.paused_until = max(self.paused_until, until)

    def forget(self, *, now: float) -> None:
        """Remember no pause that is over."""
        if self.paused_until <= now:
            self.paused_until = 0.0

    def to_json(self) -> dict[str, float]:
        """Return the fields, for `Pace(**fields)`."""
        return {name: getattr(self, name) for name in ("gap_s", "paused_until", "next_at", "slowed_at")}


@dataclass(slots=True)
class Breaker:
    """Tells a dead server from a bad call."""

    threshold: int = 8
    """Failures in a row, of any calls, that make a server dead."""
    n_failed: int = 0
    dead_since: float | None = None
    _probe_at: float = 0.0
    _gap_s: float = 1.0

    MAX_GAP_S = 30.0

    @property
    def is_open(self) -> bool:
        """Tell whether the server counts as dead."""
        return self.dead_since is not None

    def take(self, *, now: float) -> float:
        """Return for how many seconds to wait; zero is leave to call.

        While the server is dead, leave is given to one call at a time.
        """
        if self.dead_since is None:
            return 0.0
        if now >= self._probe_at:
            self._gap_s = min(self._gap_s * 2, self.MAX_GAP_S)
            self._probe_at = now + self._gap_s
            return 0.0
        return self._probe_at - now

    def fail(self, *, now: float) -> None:
        """Hear of a call that got no answer, or a server's failure."""
        self.n_failed += 1
        if self.n_failed >= self.threshold and self.dead_since is None:
            self.dead_since = now
            self._gap_s = 1.0
            self._probe_at = now + self._gap_s

    def succeed(self) -> None:
        """Hear of any answer that a living server gives, a refusal included."""
        self.n_failed = 0
        self.dead_since = None
