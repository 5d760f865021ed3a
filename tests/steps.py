"""Count what a piece of work does, where a clock would measure what else the machine does."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

    from _typeshed import TraceFunction


def count_steps(work: Callable[[], object]) -> int:
    """Return how many lines of Python the work runs; a loop on one line counts once a round.

    What happens inside one call of a C function is one step: what a single search or slice costs,
    `evals/bench` measures in time.

    >>> count_steps(lambda: [n for n in range(100)]) - count_steps(lambda: [n for n in range(50)])
    50
    """
    n_steps = 0

    def count(_frame: FrameType, event: str, _arg: object) -> TraceFunction:
        nonlocal n_steps
        n_steps += event != "return"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return n_steps
