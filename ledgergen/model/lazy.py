"""Properties that are worked out when first asked for, and kept: cheap to make.

Up to Python 3.11 `functools.cached_property` takes a lock for every value that
it makes. The figure check makes thousands of small ones that no two threads
share, so it leaves the lock out, as Python 3.12 does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from functools import cached_property as lazy
else:

    class lazy:  # noqa: N801  used as a decorator
        """A method whose result replaces it in the object that it was asked of."""

        def __init__(self, make: object) -> None:
            self._make = make
            self.__doc__ = make.__doc__

        def __set_name__(self, owner: type, name: str) -> None:
            self._name = name

        def __get__(self, instance: object, owner: type | None = None) -> object:
            if instance is None:
                return self
            value = instance.__dict__[self._name] = self._make(instance)
            return value


__all__ = ["lazy"]
