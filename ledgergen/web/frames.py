"""What processes of one service say to each other over a pipe: pickled values, each behind its length."""

from __future__ import annotations

import asyncio
import pickle
import struct
from typing import BinaryIO

_LENGTH = struct.Struct(">I")


def pack_frame(value: object) -> bytes:
    """Return a value as it goes through a pipe."""
    pickled = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(pickled)) + pickled


async def read_frame(stream: asyncio.StreamReader) -> object:
    """Return the next value that comes.

    Raises:
        EOFError: none comes any more.
        pickle.UnpicklingError: what comes is none.
    """
    (length,) = _LENGTH.unpack(await stream.readexactly(_LENGTH.size))
    return pickle.loads(await stream.readexactly(length))  # noqa: S301  what a process of ours wrote


def wait_for_frame(stream: BinaryIO) -> object:
    """Return the next value that comes, as `read_frame` does for an event loop."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    return pickle.loads(stream.read(length))  # noqa: S301  what a process of ours wrote
