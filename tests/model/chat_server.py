"""A real HTTP server on loopback that speaks `/v1/chat/completions` as its script says."""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


@dataclass(frozen=True)
class Answer:
    """One scripted answer. `body` as bytes goes out as it is, anything else as JSON."""

    body: Any = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "application/json"
    is_dropped: bool = False
    byte_pause_s: float = 0.0
    n_missing: int = 0
    """Bytes that are announced and never come."""


def say(text: str | None, **changes: Any) -> Answer:  # noqa: ANN401 - as the wire has it
    """A whole completion with this content; `changes` go into its choice, `usage` and `model` beside it."""
    usage = changes.pop("usage", {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100})
    message = {"role": "assistant", "content": text, **changes.pop("message", {})}
    choice = {"index": 0, "message": message, "finish_reason": "stop", **changes}
    return Answer({"id": "c1", "object": "chat.completion", "choices": [choice], "usage": usage})


def refuse(status: int, message: str, *, code: str | None = None, **headers: str) -> Answer:
    """An error in OpenAI's shape; header names with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer({"error": {"message": message, "code": code, "type": code}}, status=status, headers=named)


class ChatServer(ThreadingHTTPServer):
    """Serves the script in order and keeps what it was asked; a request too many is a 418."""

    daemon_threads = False

    def __init__(self, script: Iterable[Answer]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script = deque(script)
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.stop = threading.Event()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.shutdown()
        self._thread.join()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: ChatServer

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.server.requests.append(json.loads(self.rfile.read(length)))
        self.server.keys.append(self.headers["Authorization"])
        self.close_connection = True
        script = self.server.script
        answer = script.popleft() if script else Answer({"error": "the script ran out"}, status=418)
        if not answer.is_dropped:
            with suppress(OSError):  # the client may have given up
                self._send(answer)

    def _send(self, answer: Answer) -> None:
        body = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
        self.send_response(answer.status)
        for name, value in {"Content-Type": answer.content_type, **answer.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) + answer.n_missing))
        self.end_headers()
        if not answer.byte_pause_s:
            self.wfile.write(body)
            return
        for at in range(len(body)):
            self.wfile.write(body[at : at + 1])
            if self.server.stop.wait(answer.byte_pause_s):
                return

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        pass
