"""Values that are made by the thousand: frozen to the type checker, and cheap to make.

A frozen dataclass pays for each of its fields with a call of `object.__setattr__`;
one of twenty fields takes four times as long to make as a plain one. The figure
check makes some for every figure that it reads, so it leaves it to the type
checker to see that nobody changes them.

    @valueclass(frozen=True, slots=True, kw_only=True)
    class Mention: ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as valueclass
else:
    from dataclasses import dataclass

    def valueclass(*, frozen: bool, slots: bool, kw_only: bool = False) -> object:
        """Make a class of compared and hashed fields, as `dataclass` does with the same arguments."""
        return dataclass(slots=slots, kw_only=kw_only, unsafe_hash=frozen)


__all__ = ["valueclass"]
