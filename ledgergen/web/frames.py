"""What processes of one service say to each other over a pipe: pickled values, each behind its length."""

from __future__ import annotations

import asyncio
import pickle
import struct
from io import FileIO
from select import select

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


def wait_for_frame(pipe: FileIO) -> object:
    """Return the next value that comes, as `read_frame` does for an event loop."""
    (length,) = _LENGTH.unpack(_read_exactly(pipe, _LENGTH.size))
    return pickle.loads(_read_exactly(pipe, length))  # noqa: S301  what a process of ours wrote


def comes_frame(pipe: FileIO, *, within_s: float) -> bool:
    """Tell whether another value comes, or the end, in so many seconds; the pipe has no buffer."""
    return bool(select([pipe], [], [], within_s)[0])


def _read_exactly(pipe: FileIO, size: int) -> bytes:
    pieces = []
    while size:
        piece = pipe.read(size)
        if not piece:
            raise EOFError
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
