"""Run records: one draft's requests and replies in a file, and the completers that write and replay it.

A record (`record/1`, JSON) holds the dossier, every reply or error under the
hash of what was asked, and the hash of the text that came of it. Replayed, the
same code with the same prompts and seeds must come to the same text, with no
network at all; a prompt that was never asked is an error and no guess.

Prompts themselves are not kept: they follow from the templates, and a record
of one that no longer exists would replay nothing. `in_order` hands the replies
out in their order instead, whatever is asked: that is how an eval case made of
a record goes on serving when the prompts have changed.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from ledgergen import errors
from ledgergen.adapters.atomic import write_text_atomically
from ledgergen.adapters.completions import reply_from_json, reply_to_json
from ledgergen.codec import hash_prompt
from ledgergen.core.evals.draft_case import Asked
from ledgergen.errors import CaseError, LedgergenError, ModelError, ModelUnavailableError
from ledgergen.model.dossier import Dossier
from ledgergen.model.prompt import Prompt, Reply
from ledgergen.ports import Completer

SCHEMA = "record/1"

_MAX_BYTES = 64_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back for one prompt."""

    prompt_hash: str
    prompt_name: str
    answer: Reply | ModelError


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One recorded draft."""

    model: str
    dossier: Dossier
    max_repairs: int
    answers: tuple[Answer, ...]
    text_sha256: str | None
    """Of the ledger that came of it; None where none did."""


class RecordingCompleter:
    """A completer that keeps what its inner one was asked and answered, and how long that took."""

    def __init__(self, inner: Completer, *, clock: Callable[[], float] | None = None) -> None:
        """Wrap `inner`; without a clock no latency is measured."""
        self._inner = inner
        self._clock = clock
        self.asked: list[Asked] = []
        """Every request, in order."""

    @property
    def name(self) -> str:
        """The inner completer's name."""
        return self._inner.name

    async def complete(self, prompt: Prompt) -> Reply:
        """Answer as the inner completer does, errors included."""
        start = self._clock() if self._clock else 0.0
        try:
            reply = await self._inner.complete(prompt)
        except ModelError as error:
            self._keep(prompt, error, start)
            raise
        self._keep(prompt, reply, start)
        return reply

    def _keep(self, prompt: Prompt, answer: Reply | LedgergenError, start: float) -> None:
        waited = Decimal(f"{self._clock() - start:.3f}") if self._clock else None
        self.asked.append(Asked(prompt=prompt, answer=answer, latency_s=waited))


class RecordCompleter:
    """Replays a record: each prompt gets what it got then, one answer for each time it was asked."""

    def __init__(self, record: Record, *, in_order: bool = False) -> None:
        """Replay by the prompts' hashes; `in_order`, whatever is asked."""
        self._name = record.model
        self._in_order = in_order
        self._answers: dict[str, deque[Answer]] = {}
        self._n_asked = 0
        for answer in record.answers:
            self._answers.setdefault("" if in_order else answer.prompt_hash, deque()).append(answer)

    @property
    def name(self) -> str:
        """The recorded model's name."""
        return self._name

    @property
    def n_left(self) -> int:
        """How many answers were not asked for."""
        return sum(map(len, self._answers.values()))

    async def complete(self, prompt: Prompt) -> Reply:
        """Give the recorded answer.

        Raises:
            ModelUnavailableError: none is left for this prompt.
            ModelError: what was recorded in place of a reply.
        """
        self._n_asked += 1
        key = "" if self._in_order else hash_prompt(prompt, model=self._name)
        answers = self._answers.get(key)
        if not answers:
            known = "the record has no more answers" if self._in_order else f"it hashes to {key[:12]}…"
            raise ModelUnavailableError(
                f"the record of {self._name!r} holds no answer to prompt {self._n_asked} ({prompt.name})",
                because=f"{known}: templates, seeds, evidence or code are not those it was recorded with",
                fix="record the run again, or replay it with --in-order to see what its replies come to",
            )
        answer = answers.popleft().answer
        if isinstance(answer, ModelError):
            raise answer
        return answer


def build_record(
    asked: Iterable[Asked], *, model: str, dossier: Dossier, max_repairs: int, text_sha256: str | None
) -> Record:
    """Make the record of a run from what was asked in it."""
    return Record(
        model=model,
        dossier=dossier,
        max_repairs=max_repairs,
        answers=tuple(
            Answer(
                prompt_hash=hash_prompt(one.prompt, model=model),
                prompt_name=one.prompt.name,
                answer=one.answer,
            )
            for one in asked
            if isinstance(one.answer, Reply | ModelError)
        ),
        text_sha256=text_sha256,
    )


def save_record(record: Record, path: Path) -> None:
    """Write a record whole or not at all.

    Raises:
        StoreError: it could not be written.
    """
    value = {
        "schema": SCHEMA,
        "model": record.model,
        "max_repairs": record.max_repairs,
        "text_sha256": record.text_sha256,
        "answers": [_answer_to_json(answer) for answer in record.answers],
        "dossier": record.dossier.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        | {"schema": "dossier/1"},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text_atomically(path, json.dumps(value, indent=1, ensure_ascii=False) + "\n")


def load_record(path: Path) -> Record:
    """Read a record.

    Raises:
        CaseError: it cannot be read, or is no record.
    """
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ValueError(f"it has more than {_MAX_BYTES:,} bytes")  # noqa: TRY301 - said just below
        value = json.loads(path.read_text("utf-8"))
        if value["schema"] != SCHEMA:
            raise ValueError(f"schema is {value['schema']!r}, not {SCHEMA!r}")  # noqa: TRY301 - as above
        return Record(
            model=str(value["model"]),
            dossier=Dossier.model_validate(value["dossier"]),
            max_repairs=int(value["max_repairs"]),
            answers=tuple(map(_answer_from_json, value["answers"])),
            text_sha256=value["text_sha256"],
        )
    except OSError as error:
        because = (error.strerror or str(error)).lower()
        raise CaseError(
            f"cannot read the record {str(path)!r}", because=because, fix="check the path"
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        because = str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"
        raise CaseError(
            f"cannot read the record {str(path)!r}",
            because=" ".join(because.split())[:300],
            fix="give a file that `ledgergen eval record` wrote",
        ) from error


def _answer_to_json(answer: Answer) -> dict[str, Any]:
    said = answer.answer
    value: dict[str, Any] = {"prompt_hash": answer.prompt_hash, "prompt": answer.prompt_name}
    if isinstance(said, Reply):
        return {**value, "reply": reply_to_json(said)}
    error = {"type": type(said).__name__, "what": said.what, "because": said.because, "try": said.fix}
    return {**value, "error": error}


def _answer_from_json(value: dict[str, Any]) -> Answer:
    if "reply" in value:
        said: Reply | ModelError = reply_from_json(value["reply"])
    else:
        kind = getattr(errors, value["error"]["type"], None)
        if not (isinstance(kind, type) and issubclass(kind, ModelError)):
            raise ValueError(f"{value['error']['type']!r} is no error of a model")
        said = kind(value["error"]["what"], because=value["error"]["because"], fix=value["error"]["try"])
    return Answer(prompt_hash=value["prompt_hash"], prompt_name=value["prompt"], answer=said)
