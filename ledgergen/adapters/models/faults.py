"""What can go wrong between a request and a reply, and what it means.

Every way a server fails becomes one `Fault`: a `ModelError` that says what to
do, whether asking again may help, and how long the server asks us to wait.
Retrying belongs to `openai`, stepping down the ladder to `profile`; here is
only the reading.

A server's words are quoted, shortened and without keys: a key never reaches a
message, a log or a file.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from ledgergen.errors import (
    ModelAccessError,
    ModelError,
    ModelOverloadedError,
    ModelQuotaError,
    ModelRequestError,
    ModelTimeoutError,
    ModelUnavailableError,
    NotAModelServerError,
    ServerReportedError,
)

_MAX_QUOTE_CHARS = 240
_KEY_LIKE = re.compile(r"(?:sk|pk|gsk|key|xai|AIza|hf)[-_][\w*.-]{6,}|Bearer\s+[^\s'\"]+", re.IGNORECASE)
_UNSENT = frozenset({"ConnectError", "ConnectTimeout", "PoolTimeout", "InvalidURL", "UnsupportedProtocol"})
_TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What an error status means."""

    statuses: Container[int]
    codes: frozenset[str] = frozenset()
    """Error codes that mean the same, whatever the status."""
    error: type[ModelError]
    what: str
    fix: str
    is_transient: bool = False


# The first row that fits decides; the last fits every status.
_READINGS = (
    _Reading(
        statuses={402},
        codes=frozenset({"insufficient_quota", "billing_hard_limit_reached", "insufficient_balance"}),
        error=ModelQuotaError,
        what="the account for {model} has no credit left",
        fix="add credit to the account, or use another key, model or server",
    ),
    _Reading(
        statuses={401},
        error=ModelAccessError,
        what="{server} does not accept the key",
        fix="set LEDGERGEN_API_KEY or OPENAI_API_KEY to a key of this server",
    ),
    _Reading(
        statuses={403},
        error=ModelAccessError,
        what="the key may not use {model}",
        fix="use a key with access to this model, or another model",
    ),
    _Reading(
        statuses={404},
        error=ModelRequestError,
        what="{model} was not found",
        fix="check --model and --base-url (it usually ends in /v1)",
    ),
    _Reading(
        statuses={429},
        error=ModelOverloadedError,
        what="{server} limits our requests",
        fix="wait a while, or send fewer at a time; what is done stays done",
        is_transient=True,
    ),
    _Reading(
        statuses={408, 409, *range(500, 600)},
        error=ModelOverloadedError,
        what="{server} failed",
        fix="try again later, or use another server with --base-url",
        is_transient=True,
    ),
    _Reading(
        statuses=range(300, 400),
        error=NotAModelServerError,
        what="{server} does not speak the OpenAI protocol",
        fix="check --base-url: it usually ends in /v1",
    ),
    _Reading(
        statuses=range(1000),
        error=ModelRequestError,
        what="{server} refuses the request",
        fix="see the server's reason; `ledgergen prompt` shows what is sent",
    ),
)


class Fault(Exception):  # noqa: N818 - a carrier inside the adapter; what leaves it is `error`
    """One failed try."""

    def __init__(
        self,
        error: ModelError,
        *,
        is_transient: bool = False,
        wait_s: float | None = None,
        status: int | None = None,
        was_sent: bool = True,
    ) -> None:
        """Carry the error that will be raised unless another try succeeds."""
        super().__init__(error.what)
        self.error = error
        self.is_transient = is_transient
        self.wait_s = wait_s
        """How long the server asks us to wait, in seconds."""
        self.status = status
        self.was_sent = was_sent
        """False where the request cannot have reached the server."""


class FaultReader:
    """Reads one server's failures; knows its name, the model, and the key to keep quiet about."""

    def __init__(self, *, server: str, model: str, key: str, deadline_s: float) -> None:
        """`server` is host and port, without any user name or password."""
        self._server, self._model, self._key, self._deadline_s = server, model, key, deadline_s

    def read_status(self, status: int, body: bytes, headers: Mapping[str, str], *, now: datetime) -> Fault:
        """Read an answer with an error status."""
        message, codes = _read_body(body)
        quoted = self.quote(message) or "the server gave no reason"
        because = f"{self._server} answered {status}: {quoted}"
        wait_s = parse_wait(headers, now=now)
        error, is_transient = self._classify(status, codes, because)
        return Fault(error, is_transient=is_transient, wait_s=wait_s, status=status)

    def _classify(self, status: int, codes: frozenset[str], because: str) -> tuple[ModelError, bool]:
        reading = next(r for r in _READINGS if status in r.statuses or codes & r.codes)
        what = reading.what.format(server=self._server, model=repr(self._model))
        return reading.error(what, because=because, fix=reading.fix), reading.is_transient

    def read_timeout(self) -> Fault:
        """Read a deadline that has passed."""
        because = f"no whole answer within {self._deadline_s:g} seconds"
        fix = "raise the model timeout, or use a faster model"
        return Fault(
            ModelTimeoutError(f"{self._server} did not answer in time", because=because, fix=fix),
            is_transient=True,
        )

    def read_connection(self, problem: Exception, *, is_transient: bool) -> Fault:
        """Read a failure below HTTP: no connection, or a lost one."""
        cause = problem.__cause__ or problem
        because = self.quote(f"{type(cause).__name__}: {cause}")
        fix = "check --base-url and the network; a local server must be running"
        return Fault(
            ModelUnavailableError(f"cannot reach {self._server}", because=because, fix=fix),
            is_transient=is_transient,
            was_sent=type(cause).__name__ not in _UNSENT,
        )

    def read_broken(self, body: bytes) -> Fault:
        """Read a successful answer that is not JSON, or JSON of another kind."""
        text = body.decode("utf-8", "replace").strip()
        if not text.startswith(("{", "[")):
            shown = repr(self.quote(_TAG.sub(" ", text))[:80]) if text else "an empty answer"
            return Fault(self._not_a_server(f"it answered 200 with {shown} instead of JSON"))
        error = NotAModelServerError(
            f"the answer of {self._server} broke off",
            because=f"its JSON cannot be read: {self.quote(text)[-80:]!r}",
            fix="try again; if it stays so, check what stands between you and the server",
        )
        return Fault(error, is_transient=True)

    def read_reported(self, error: object) -> Fault:
        """Read an error that stands inside a successful answer, as OpenRouter sends it."""
        fields = error if isinstance(error, dict) else {"message": error}
        message = self.quote(str(fields.get("message") or "it gives no reason"))
        code = fields.get("code")
        status = int(code) if isinstance(code, int) or (isinstance(code, str) and code.isdecimal()) else 0
        reported = ServerReportedError(
            f"{self._server} answered with an error instead of a reply",
            because=f"{code}: {message}" if code else message,
            fix="try again later, or use another model or server",
        )
        is_transient = status in {408, 409, 429} or 500 <= status < 600
        return Fault(reported, is_transient=is_transient)

    def quote(self, text: str) -> str:
        """Shorten a server's words to one line without any key in it."""
        text = " ".join(text.split())
        if self._key:
            text = text.replace(self._key, "[key]")
        text = _KEY_LIKE.sub("[key]", text)
        return text if len(text) <= _MAX_QUOTE_CHARS else text[: _MAX_QUOTE_CHARS - 1] + "…"

    def _not_a_server(self, because: str) -> ModelError:
        return NotAModelServerError(
            f"{self._server} does not speak the OpenAI protocol",
            because=because,
            fix="check --base-url: it usually ends in /v1",
        )


def parse_wait(headers: Mapping[str, str], *, now: datetime) -> float | None:
    """Read how long a server asks us to wait: `retry-after-ms`, or `Retry-After` in seconds or as a date.

    Returns None where it does not say, or says nothing sensible.
    """
    for name, scale in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value = headers.get(name, "").strip()
        try:
            seconds = float(value) * scale
        except ValueError:
            continue
        return max(seconds, 0.0) if math.isfinite(seconds) else None
    try:
        moment = parsedate_to_datetime(headers.get("retry-after", ""))
    except (TypeError, ValueError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max((moment - now).total_seconds(), 0.0)


def _read_body(body: bytes) -> tuple[str, frozenset[str]]:
    """Return the words and the error codes of an error answer, whatever its form."""
    text = body[:20_000].decode("utf-8", "replace")
    try:
        value: Any = json.loads(text)
    except (ValueError, RecursionError):
        return _TAG.sub(" ", text), frozenset()
    error = value.get("error", value) if isinstance(value, dict) else value
    if not isinstance(error, dict):
        return str(error), frozenset()
    words = error.get("message") or error.get("detail") or error.get("error") or text
    codes = frozenset(str(error[name]) for name in ("code", "type") if error.get(name))
    return str(words), codes
