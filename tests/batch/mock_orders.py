"""A server with files and orders, in a process of its own: answers them as it is told, and keeps count.

    python mock_orders.py --reply FILE [--looks 2] [--trouble NAME]… [--log FILE]

Prints its address on the first line. An order is done once it was looked at
`--looks` times. In the log: `order ID N` for each that was placed, `request
HASH` for each request that was answered and billed.

Troubles, each on the first occasion only:

    lost-place   the order is placed, and the connection breaks before the answer
    expired      half of the answers come, the rest is `batch_expired`
    refused      the order fails as a whole: too many tokens are waiting
    invalid      the order fails as a whole: a line cannot be used
    rows-500     every third request fails at the server
    rows-400     requests fail until they ask without a schema
    torn         the output file has broken, foreign and doubled lines, and lacks one
    wrong-figure the first reply to each film holds a wrong figure
"""

from __future__ import annotations

import argparse
import email
import email.policy
import itertools
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Row = dict[str, Any]


class Orders:
    """The server's memory and manners."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.reply = Path(args.reply).read_text("utf-8")
        self.looks = args.looks
        self.troubles = set(args.trouble)
        self.log = Path(args.log) if args.log else None
        self.files: dict[str, str] = {}
        self.orders: dict[str, Row] = {}
        self.numbers = itertools.count(1)
        self.working = threading.Lock()

    def strikes(self, trouble: str) -> bool:
        """Tell whether a trouble comes now; it will not come again."""
        if trouble in self.troubles:
            self.troubles.remove(trouble)
            return True
        return False

    def write_log(self, *words: object) -> None:
        if self.log:
            with self.log.open("a") as file:
                file.write(" ".join(map(str, words)) + "\n")

    def keep(self, text: str) -> str:
        name = f"file-{next(self.numbers)}"
        self.files[name] = text
        return name

    def place(self, body: Row) -> Row:
        name = f"batch_{next(self.numbers)}"
        rows = [json.loads(line) for line in self.files[body["input_file_id"]].splitlines()]
        self.write_log("order", name, len(rows))
        order: Row = {
            "id": name,
            "object": "batch",
            "status": "in_progress",
            "metadata": body["metadata"],
            "request_counts": {"total": len(rows), "completed": 0, "failed": 0},
            "rows": rows,
            "left": self.looks,
        }
        for trouble, code in (("refused", "token_limit_exceeded"), ("invalid", "invalid_json_line")):
            if self.strikes(trouble):
                order["status"] = "failed"
                order["errors"] = {"data": [{"code": code, "message": f"told to: {trouble}", "line": 1}]}
        self.orders[name] = order
        return order

    def look(self, order: Row) -> Row:
        with self.working:  # who looks meanwhile sees all of the answers, or that there are none yet
            order["left"] -= 1
            if order["status"] == "in_progress" and order["left"] <= 0:
                self.work(order)
        return order

    def work(self, order: Row) -> None:
        rows = order["rows"]
        is_expired = self.strikes("expired")
        n_late = len(rows) // 2 if is_expired else 0
        fails = self.strikes("rows-500")
        done, failed = [], []
        for number, row in enumerate(rows):
            if number < n_late:
                failed.append({"custom_id": row["custom_id"], "response": None, "error": _EXPIRED})
            elif fails and number % 3 == 0:
                failed.append(_answer(row, 500, {"error": {"message": "told to fail"}}))
            elif "rows-400" in self.troubles and row["body"].get("response_format"):
                failed.append(_answer(row, 400, {"error": {"message": "response_format is not supported"}}))
            else:
                done.append(_answer(row, 200, self.complete(row)))
        lines = [json.dumps(row) for row in done]
        if self.strikes("torn"):
            lines = [
                "{half",
                json.dumps({"custom_id": "nobody's"}),
                "[]",
                lines[0],
                lines[0],
                *lines[1:-1],
                '{"custom',
            ]
        order["request_counts"] |= {"completed": len(done), "failed": len(failed)}
        order["output_file_id"] = self.keep("\n".join(lines)) if done else None
        order["error_file_id"] = self.keep("\n".join(map(json.dumps, failed))) if failed else None
        order["status"] = "expired" if is_expired else "completed"

    def complete(self, row: Row) -> Row:
        self.write_log("request", row["custom_id"])
        content = self.reply
        is_repair = "$2.9 million" in json.dumps(row["body"]["messages"])
        if "wrong-figure" in self.troubles and not is_repair:
            content = content.replace("$1.9 million", "$2.9 million")
        usage = {"prompt_tokens": 1000, "completion_tokens": 500}
        choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
        return {"id": "c", "model": row["body"]["model"], "choices": [choice], "usage": usage}


_EXPIRED = {"code": "batch_expired", "message": "This request could not be executed in time."}


def _answer(row: Row, status: int, body: Row) -> Row:
    return {
        "id": "r",
        "custom_id": row["custom_id"],
        "response": {"status_code": status, "request_id": "q", "body": body},
        "error": None,
    }


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    orders: Orders

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        orders, path = self.orders, self.path.split("?")[0]
        if path == "/v1/models":
            self.send({"object": "list", "data": [{"id": "mock", "object": "model"}]})
        elif path == "/v1/batches":
            listed = [_show(order) for order in reversed(orders.orders.values())]
            self.send({"object": "list", "data": listed, "has_more": False})
        elif path.endswith("/content"):
            self.send(orders.files[path.split("/")[-2]].encode())
        else:
            self.send(_show(orders.look(orders.orders[path.split("/")[-1]])))

    def do_POST(self) -> None:
        orders = self.orders
        data = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/v1/files":
            self.send({"id": orders.keep(_read_file(self.headers["Content-Type"], data)), "object": "file"})
        elif self.path.endswith("/cancel"):
            order = orders.orders[self.path.split("/")[-2]]
            order["status"] = "cancelled"
            orders.write_log("cancelled", order["id"])
            self.send(_show(order))
        else:
            order = orders.place(json.loads(data))
            if orders.strikes("lost-place"):
                self.close_connection = True
                self.connection.close()
                return
            self.send(_show(order))

    def send(self, value: Row | bytes) -> None:
        data = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _show(order: Row) -> Row:
    return {name: value for name, value in order.items() if name not in {"rows", "left"}}


def _read_file(content_type: str, data: bytes) -> str:
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    message = email.message_from_bytes(head + data, policy=email.policy.HTTP)
    parts = {part.get_param("name", header="content-disposition"): part for part in message.iter_parts()}
    content = parts["file"].get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.decode()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--reply", required=True)
    parser.add_argument("--looks", type=int, default=1)
    parser.add_argument("--trouble", action="append", default=[])
    parser.add_argument("--log")
    Handler.orders = Orders(parser.parse_args())
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}/v1\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
