"""Python's search for garbage in cycles, made rare while films are drafted.

By default every seven hundred new objects start a search, and a film makes
thousands; now and then it goes through all that is loaded, which stays for good.
Films leave few cycles behind. Ten thousands of objects between two searches cost
some megabytes, and save a twentieth of a run's processor time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_N_NEW = 20_000
"""Objects between two searches."""


@contextmanager
def rare_searches() -> Iterator[None]:
    """Search rarely, and pass over what is there already, until the end of the block."""
    first, *others = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_N_NEW, *others)
    try:
        yield
    finally:
        gc.set_threshold(first, *others)
        gc.unfreeze()
