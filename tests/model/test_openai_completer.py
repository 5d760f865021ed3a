from __future__ import annotations

import asyncio
import json
import re
import socket
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ledgergen import Dossier, errors
from ledgergen.adapters.models.connection import Patience, World
from ledgergen.adapters.models.openai import OpenAICompleter
from ledgergen.adapters.models.profile import Profile, ProfileFile, Rung, find_step
from ledgergen.errors import ConfigError, LedgergenError, ModelError
from ledgergen.model.prompt import Message, Prompt, Reply
from tests.model.chat_server import Answer, ChatServer, refuse, say

KEY = "sk-test-0123456789abcdef"
NOW = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)
PROMPT = Prompt(
    name="draft",
    version="1",
    messages=(Message(role="system", content="Be exact."), Message(role="user", content="Écris.")),
    sections=(1, 3),
    max_tokens=900,
    temperature=Decimal("0.4"),
    dossier=Dossier.from_texts([]),
)


def ask(
    script: Iterable[Answer],
    *,
    model: str = "tiny",
    memory: ProfileFile | None = None,
    n_asks: int = 1,
    deadline_s: float = 60.0,
    max_tries: int = 3,
    waits: list[tuple[str, float]] | None = None,
    key: str | None = KEY,
) -> tuple[list[Reply], ChatServer, list[float]]:
    """Ask a scripted server; return the replies, the server and the sleeps."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async def run(url: str) -> list[Reply]:
        completer = OpenAICompleter(
            model,
            api_key=key,
            base_url=url,
            patience=Patience(deadline_s=deadline_s, max_tries=max_tries),
            memory=memory,
            on_wait=None if waits is None else lambda reason, seconds: waits.append((reason, seconds)),
            world=World(sleep=sleep, now=lambda: NOW, chance=lambda: 0.5),
        )
        async with completer:
            return [await completer.complete(PROMPT) for _ in range(n_asks)]

    with ChatServer(script) as server:
        return asyncio.run(run(server.url)), server, slept


def fail(script: Iterable[Answer], **options: Any) -> tuple[ModelError, list[float]]:  # noqa: ANN401 - as `ask`
    """Ask a scripted server that fails; return the error and the sleeps before it."""
    waits: list[tuple[str, float]] = []
    with pytest.raises(ModelError) as caught:
        ask(script, waits=waits, **options)
    return caught.value, [seconds for _, seconds in waits]


def test_a_reply_comes_with_its_model_usage_and_provider() -> None:
    usage = {"prompt_tokens": 1200, "completion_tokens": 80, "prompt_tokens_details": {"cached_tokens": 1024}}
    [reply], server, _ = ask([say("hello", usage=usage)])
    assert (reply.text, reply.finish_reason, reply.model) == ("hello", "stop", "tiny")
    assert reply.provider.startswith("127.0.0.1:")
    assert (reply.usage.input_tokens, reply.usage.cached_tokens) == (1200, 1024)
    assert (reply.usage.output_tokens, reply.usage.calls) == (80, 1)
    assert server.keys == [f"Bearer {KEY}"]


def test_the_request_holds_the_prompt_and_a_strict_schema_of_its_sections() -> None:
    _, server, _ = ask([say("hello")])
    request = server.requests[0]
    assert request["messages"] == [
        {"role": "system", "content": "Be exact."},
        {"role": "user", "content": "Écris."},
    ]
    assert (request["model"], request["max_tokens"], request["temperature"]) == ("tiny", 900, 0.4)
    schema = request["response_format"]["json_schema"]
    assert schema["strict"] is True
    assert schema["schema"]["required"] == ["balance_sheet", "execution"]
    assert schema["schema"]["additionalProperties"] is False
    assert all("maxLength" in rule for rule in schema["schema"]["properties"].values())


FAULTS = [
    # id, answer, error, what it says, times asked
    ("401", refuse(401, "no"), errors.ModelAccessError, "LEDGERGEN_API_KEY", 1),
    ("402", refuse(402, "no"), errors.ModelQuotaError, "credit", 1),
    ("403", refuse(403, "no"), errors.ModelAccessError, "access to this model", 1),
    ("404", refuse(404, "no such model"), errors.ModelRequestError, "--base-url", 1),
    ("400", refuse(400, "context length exceeded"), errors.ModelRequestError, "context length exceeded", 1),
    ("429", refuse(429, "slow down"), errors.ModelOverloadedError, "asked 3 times", 3),
    ("quota", refuse(429, "x", code="insufficient_quota"), errors.ModelQuotaError, "credit", 1),
    ("408", refuse(408, "x"), errors.ModelOverloadedError, "try again later", 3),
    ("500", refuse(500, "oops"), errors.ModelOverloadedError, "oops", 3),
    (
        "503",
        Answer(b"<h1>Bad gateway</h1>", 503),
        errors.ModelOverloadedError,
        "answered 503: Bad gateway",
        3,
    ),
    ("redirect", Answer(b"", 304), errors.NotAModelServerError, "/v1", 1),
    ("drop", Answer(is_dropped=True), errors.ModelUnavailableError, "cannot reach", 3),
    (
        "html",
        Answer(b"<html>Log in</html>", content_type="text/html"),
        errors.NotAModelServerError,
        "Log in",
        1,
    ),
    ("nothing", Answer(b""), errors.NotAModelServerError, "an empty answer", 1),
    ("half", Answer(b'{"choices": [{"mess'), errors.NotAModelServerError, "broke off", 3),
    ("half a body", Answer({"choices": []}, n_missing=9), errors.ModelUnavailableError, "cannot reach", 3),
    (
        "not the gzip it says",
        Answer(b"plain", headers={"Content-Encoding": "gzip"}),
        errors.ModelUnavailableError,
        "cannot reach",
        3,
    ),
    ("elsewhere", Answer(b"", 307, {"Location": "/v1/there"}), errors.ModelRequestError, "script ran out", 1),
    ("list", Answer([1]), errors.NotAModelServerError, "broke off", 3),
    ("choices null", Answer({"choices": None}), errors.NoChoicesError, "choices is null", 1),
    ("choices empty", Answer({"choices": []}), errors.NoChoicesError, "choices is []", 1),
    ("choices missing", Answer({}), errors.NoChoicesError, "choices is null", 1),
    (
        "error in 200",
        Answer({"error": {"message": "no", "code": 400}}),
        errors.ServerReportedError,
        "400: no",
        1,
    ),
    (
        "busy in 200",
        Answer({"error": {"message": "up", "code": 502}}),
        errors.ServerReportedError,
        "502: up",
        3,
    ),
    ("error as text", Answer({"error": "nope"}), errors.ServerReportedError, "nope", 1),
    (
        "error in the choice",
        Answer({"choices": [{"error": {"message": "gone", "code": "503"}}]}),
        errors.ServerReportedError,
        "gone",
        3,
    ),
    ("refusal", say(None, message={"refusal": "I will not."}), errors.ModelRefusedError, "I will not.", 1),
]


@pytest.mark.parametrize(
    ("answer", "kind", "says", "n_asked"), [pytest.param(*row[1:], id=row[0]) for row in FAULTS]
)
def test_each_fault_has_its_error_and_its_patience(
    answer: Answer, kind: type[ModelError], says: str, n_asked: int
) -> None:
    error, waits = fail([answer] * 5)
    assert type(error) is kind
    assert error.exit_code == 3
    assert says in str(error)
    assert error.because
    assert error.fix
    assert len(waits) == n_asked - 1


@pytest.mark.parametrize("answer", [row[1] for row in FAULTS if row[4] == 3])
def test_what_passes_by_is_retried_until_it_works(answer: Answer) -> None:
    [reply], server, slept = ask([answer, answer, say("at last")])
    assert reply.text == "at last"
    assert len(server.requests) == 3
    assert slept == [0.5, 1.0]


@pytest.mark.parametrize(
    ("header", "value", "slept"),
    [
        ("Retry_After", "7", 7.125),
        ("Retry_After", "0.5", 0.625),
        ("Retry_After", "Sun, 22 Nov 2026 12:00:30 GMT", 30.125),
        ("Retry_After", "Sun, 22 Nov 2026 11:00:00 GMT", 0.125),
        ("retry_after_ms", "1500", 1.625),
        ("Retry_After", "soon", 0.5),
        ("Retry_After", "nan", 0.5),
        ("Retry_After", "-3", 0.125),
    ],
)
def test_retry_after_is_honored(header: str, value: str, slept: float) -> None:
    waits: list[tuple[str, float]] = []
    [reply], _, sleeps = ask([refuse(429, "slow", **{header: value}), say("ok")], waits=waits)
    assert reply.text == "ok"
    assert sleeps == [slept]
    assert waits == [(waits[0][0], slept)]
    assert "limits our requests" in waits[0][0]


def test_a_wait_beyond_the_cap_is_told_and_not_waited_for() -> None:
    error, waits = fail([refuse(429, "slow", Retry_After="600"), say("never")])
    assert waits == []
    assert "600 seconds" in error.because
    assert "600 seconds" in error.fix


def test_a_trickle_is_cut_off_at_the_deadline() -> None:
    error, waits = fail([Answer(b" " * 1000, byte_pause_s=0.02)], deadline_s=0.2, max_tries=1)
    assert type(error) is errors.ModelTimeoutError
    assert "0.2 seconds" in error.because
    assert waits == []


def test_a_closed_port_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    completer = OpenAICompleter(
        "tiny", api_key=None, base_url=f"http://127.0.0.1:{port}/v1", patience=Patience(max_tries=1)
    )

    async def run() -> None:
        async with completer:
            await completer.complete(PROMPT)

    with pytest.raises(errors.ModelUnavailableError, match="cannot reach"):
        asyncio.run(run())


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500])
def test_a_key_never_stands_in_an_error(status: int) -> None:
    error, _ = fail([refuse(status, f"bad key {KEY}, or was it sk-other99999999 (model)?")] * 5)
    assert KEY not in str(error)
    assert "sk-other99999999" not in str(error)
    assert "bad key [key]" in str(error)
    assert error.__cause__ is None


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "schlüssel"])
def test_what_cannot_be_a_key_is_said_before_anything_is_sent(key: str) -> None:
    with pytest.raises(ConfigError) as caught:
        OpenAICompleter("tiny", api_key=key)
    assert key not in str(caught.value)


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://x/v1", "http://", "http://x:port/v1"])
def test_an_address_that_is_none_is_a_setting_to_mend(url: str) -> None:
    with pytest.raises(ConfigError):
        OpenAICompleter("tiny", api_key=None, base_url=url)


def test_a_password_in_the_address_stays_out_of_sight() -> None:
    completer = OpenAICompleter("tiny", api_key=None, base_url="http://me:secret@example.org/v1")
    assert completer.server == "example.org"


@pytest.mark.parametrize(
    ("answer", "finish", "text"),
    [
        (say("half", finish_reason="length"), "length", "half"),
        (say("", finish_reason="content_filter"), "content_filter", ""),
        (say(None), "stop", ""),
        (say("x", finish_reason=None), "other", "x"),
        (
            say(None, message={"content": [{"type": "text", "text": "in "}, {"text": "parts"}]}),
            "stop",
            "in parts",
        ),
    ],
)
def test_how_a_reply_ended_is_kept(answer: Answer, finish: str, text: str) -> None:
    [reply], server, _ = ask([answer])
    assert (reply.finish_reason, reply.text) == (finish, text)
    assert len(server.requests) == 1


# --- the ladder

NO_SCHEMA = refuse(400, "response_format json_schema is not supported")


def rungs(server: ChatServer) -> list[str]:
    return [request.get("response_format", {}).get("type", "text") for request in server.requests]


@pytest.mark.parametrize(
    "refusal",
    [
        NO_SCHEMA,
        refuse(404, "Unknown response_format"),
        refuse(422, "structured outputs are off"),
        refuse(500, "response_format: input should be 'text' or 'json_object'"),
        refuse(400, "Bad Request"),
    ],
)
def test_the_ladder_is_stepped_down_and_remembered(refusal: Answer, tmp_path: Path) -> None:
    memory = ProfileFile(tmp_path / "state" / "servers.json")
    replies, server, slept = ask([refusal, refusal, say("a"), say("b")], n_asks=2, memory=memory)
    assert [reply.text for reply in replies] == ["a", "b"]
    assert rungs(server) == ["json_schema", "json_object", "text", "text"]
    assert slept == []
    remembered = memory.load(f"{server.url} tiny")
    assert remembered is not None
    assert remembered.rung is Rung.TEXT


def test_a_remembered_rung_is_where_the_next_run_starts(tmp_path: Path) -> None:
    class Always(ProfileFile):
        def load(self, key: str) -> Profile | None:
            return Profile(rung=Rung.JSON) if key else None

    _, server, _ = ask([say("a")], memory=Always(tmp_path / "x"))
    assert rungs(server) == ["json_object"]


def test_a_server_that_always_fails_teaches_nothing(tmp_path: Path) -> None:
    memory = ProfileFile(tmp_path / "servers.json")
    fail([NO_SCHEMA] * 3, memory=memory)
    assert not (tmp_path / "servers.json").exists()


@pytest.mark.parametrize("content", ["", "[]", '{"k": 1}', '{"k": {"rung": "ladder"}}', "\xff"])
def test_a_damaged_memory_remembers_nothing_and_is_replaced(content: str, tmp_path: Path) -> None:
    path = tmp_path / "servers.json"
    path.write_text(content, "latin-1")
    memory = ProfileFile(path)
    assert memory.load("k") is None
    memory.save("k", Profile(rung=Rung.JSON))
    assert memory.load("k") == Profile(rung=Rung.JSON)


def test_a_memory_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ProfileFile(tmp_path / "file" / "servers.json").save("k", Profile())


def test_names_and_settings_of_other_servers_are_learnt() -> None:
    script = [
        refuse(400, "'max_tokens' is not supported, use 'max_completion_tokens'"),
        refuse(400, "'temperature' does not support 0.4 with this model"),
        say("ok"),
    ]
    _, server, _ = ask(script)
    assert "max_tokens" not in server.requests[2]
    assert server.requests[2]["max_completion_tokens"] == 900
    assert "temperature" not in server.requests[2]
    assert rungs(server) == ["json_schema"] * 3


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (400, "this model's maximum context length is 4096 tokens"),
        (400, "model 'x' not found"),
        (404, "not here"),
        (500, "internal error"),
        (401, "response_format"),
        (429, "response_format"),
    ],
)
def test_what_no_other_form_would_heal_is_not_tried_in_another(status: int, message: str) -> None:
    assert find_step(Profile(), status=status, message=message) is None


# --- cost


@pytest.mark.parametrize(
    ("usage", "cost"),
    [
        ({"prompt_tokens": 10, "completion_tokens": 1}, None),
        ({"prompt_tokens": 10, "completion_tokens": 1, "cost": 0.00042}, Decimal("0.00042")),
        ({"prompt_tokens": 10, "completion_tokens": 1, "cost": 0}, Decimal(0)),
        ({"prompt_tokens": 10, "completion_tokens": 1, "cost": "free"}, None),
        (None, None),
    ],
)
def test_a_price_is_known_or_said_to_be_unknown(usage: object, cost: Decimal | None) -> None:
    [reply], _, _ = ask([say("x", usage=usage)], model="gpt-4o-mini")
    assert reply.cost_usd == cost


def test_a_listed_price_counts_cached_tokens_at_their_own_rate() -> None:
    from ledgergen.adapters.models.prices import find_cost
    from ledgergen.model.report import Usage

    def cost(cached: int) -> Decimal:
        usage = Usage(input_tokens=1000, cached_tokens=cached, output_tokens=100, calls=1)
        found = find_cost(usage, model="gpt-4o-mini", base_url="https://api.openai.com/v1")
        assert found is not None
        return found

    assert Decimal(0) < cost(900) < cost(0) < Decimal("0.01")


def test_errors_of_this_adapter_survive_pickling() -> None:
    import pickle

    kinds: Sequence[type[LedgergenError]] = sorted({row[2] for row in FAULTS}, key=lambda kind: kind.__name__)
    for kind in kinds:
        copy = pickle.loads(pickle.dumps(kind("a", because="b", fix="c")))
        assert (type(copy), str(copy)) == (kind, str(kind("a", because="b", fix="c")))


def test_where_a_request_is_is_told_in_its_own_task() -> None:
    told: list[tuple[str, bool]] = []

    def hear(*, is_on_wire: bool) -> None:
        task = asyncio.current_task()
        assert task is not None
        told.append((task.get_name(), is_on_wire))

    async def run(url: str) -> None:
        completer = OpenAICompleter("tiny", api_key=KEY, base_url=url, on_wire=hear)
        async with completer:
            await asyncio.create_task(completer.complete(PROMPT), name="a call")

    with ChatServer([say("hello")]) as server:
        asyncio.run(run(server.url))
    assert told == [("a call", True), ("a call", False)]


def test_a_connection_is_kept_for_each_of_many_calls_at_once() -> None:
    n_calls = 120
    body = json.dumps(say("hello").body).encode()
    answer = (
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    )

    async def run() -> None:
        together = asyncio.Barrier(n_calls)
        serving: list[asyncio.Task[Any] | None] = []

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            serving.append(asyncio.current_task())
            with suppress(asyncio.IncompleteReadError):
                while head := await reader.readuntil(b"\r\n\r\n"):
                    (length,) = re.findall(rb"content-length: (\d+)", head.lower())
                    await reader.readexactly(int(length))
                    await together.wait()
                    writer.write(answer)
            writer.close()

        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        async with server:
            url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
            async with OpenAICompleter("tiny", api_key=KEY, base_url=url) as completer:
                for _ in range(2):
                    await asyncio.gather(*(completer.complete(PROMPT) for _ in range(n_calls)))
            await asyncio.gather(*filter(None, serving))
        assert len(serving) == n_calls

    asyncio.run(run())
