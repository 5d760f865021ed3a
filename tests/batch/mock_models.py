"""A model server in a process of its own: counts what it is asked, bills it, and fails as it is told.

    python mock_models.py --latency 0.25 --reply FILE [--faults 0.2] [--log FILE]

Prints its address on the first line. Speaks just enough HTTP/1.1 for a client
that keeps connections. Every completion that it sends whole is a line in the
log: SHA-256 of the request, and tokens billed. `--hold` keeps every asker waiting
until somebody gets /v1/let-go: what a test does to calls in flight needs no clock.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import random
import sys
import time
from pathlib import Path
from typing import TextIO

MODES = ("429", "429 soon", "429 long", "500", "drop", "half", "stall", "broken")
"""How a request may fail. `429 long` asks for more than two minutes."""


class Models:
    """The server's memory and manners."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.reply = Path(args.reply).read_text("utf-8")
        self.latency = args.latency
        self.faults = args.faults
        self.modes = args.modes.split(",") if args.modes else MODES
        self.stall = args.stall
        self.is_let_go = asyncio.Event()
        if not args.hold:
            self.is_let_go.set()
        self.n_long = args.most_long
        self.vary = args.vary
        self.status = args.status
        self.luck = random.Random(args.seed)
        self.log: TextIO | None = open(args.log, "a", buffering=1) if args.log else None  # noqa: SIM115, PTH123

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self.answer(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = await reader.readuntil(b"\r\n\r\n")
        lines = head.lower().split(b"\r\n")
        length = next((int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length:")), 0)
        body = await reader.readexactly(length)
        if head.startswith(b"GET /v1/let-go "):
            self.is_let_go.set()
        if head.startswith(b"GET"):
            self.send(writer, 200, {"object": "list", "data": [{"id": "mock", "object": "model"}]})
            return True
        digest = hashlib.sha256(body).hexdigest()
        if self.log:
            self.log.write(f"asked {digest}\ncame {time.time():.3f}\n")
        await asyncio.sleep(self.latency)
        await self.is_let_go.wait()
        if self.status:
            self.send(writer, self.status, {"error": {"message": "told to"}})
            return True
        if self.luck.random() < self.faults:
            return await self.fail(writer, self.choose_fault())
        self.complete(writer, digest, len(body))
        await writer.drain()
        return True

    def choose_fault(self) -> str:
        mode: str = self.luck.choice(self.modes)
        if mode == "429 long" and self.n_long is not None:
            if not self.n_long:
                return "429"
            self.n_long -= 1
        if self.log:
            self.log.write(f"failed {mode.replace(' ', '-')} {time.time():.3f}\n")
        return mode

    def complete(self, writer: asyncio.StreamWriter, digest: str, n_chars: int) -> None:
        n_in = n_chars // 4
        n_out = 900 + (self.luck.randrange(0, 600) if self.vary else 0)
        if self.log:
            self.log.write(f"billed {digest} {n_in} {n_out}\n")
        self.send(writer, 200, self.build(n_in, n_out))

    def build(self, n_in: int, n_out: int) -> dict[str, object]:
        message = {"role": "assistant", "content": self.reply}
        return {
            "id": "c",
            "object": "chat.completion",
            "created": 0,
            "model": "mock",
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": n_in, "completion_tokens": n_out, "total_tokens": n_in + n_out},
        }

    async def fail(self, writer: asyncio.StreamWriter, mode: str) -> bool:
        if mode.startswith("429"):
            wait = {"429": "", "429 soon": "retry-after-ms: 50\r\n", "429 long": "Retry-After: 150\r\n"}[mode]
            self.send(writer, 429, {"error": {"message": "slow down"}}, extra=wait)
            return True
        if mode == "500":
            self.send(writer, 500, {"error": {"message": "oh"}})
            return True
        if mode == "broken":
            self.send(writer, 200, b'{"choices": [{"message": {"content": "a')
            return True
        if mode == "stall":
            await asyncio.sleep(self.stall)
        if mode in {"half", "stall"}:
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n{"
            )
            await writer.drain()
        return False

    def send(self, writer: asyncio.StreamWriter, status: int, body: object, *, extra: str = "") -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        head = (
            f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(data)}\r\n{extra}"
        )
        writer.write(head.encode() + b"\r\n" + data)


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--reply", required=True)
    parser.add_argument("--latency", type=float, default=0.0)
    parser.add_argument("--hold", action="store_true")
    parser.add_argument("--faults", type=float, default=0.0)
    parser.add_argument("--modes", default="")
    parser.add_argument("--stall", type=float, default=30.0)
    parser.add_argument("--most-long", type=int, help="So many `429 long`, and plain ones after them.")
    parser.add_argument("--status", type=int, default=0)
    parser.add_argument("--vary", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--log")
    models = Models(parser.parse_args())
    server = await asyncio.start_server(models.serve, "127.0.0.1", parser.parse_args().port, limit=1 << 20)
    sys.stdout.write(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
