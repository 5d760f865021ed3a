"""A port to come back to: for a server that a test ends and starts again at the same address."""

from __future__ import annotations

import random
import socket

_RANGE = range(20_000, 32_000)
"""Below those that the system gives to whoever asks for any, so that none is taken meanwhile by chance."""


def find_port() -> int:
    """Return a port of loopback that nobody listens at."""
    luck = random.SystemRandom()  # tests run beside each other, and some of them seed the common one
    while True:
        port = luck.choice(_RANGE)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
