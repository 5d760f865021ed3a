"""Suite and case files, as people write them.

A drafting case says about which film, what the model says (a *script* of
replies), and what must come of it:

    schema: case/1
    says: A budget that is too high is flagged, mended and published.
    dossier: dossiers/990001-harbor-lights.yaml
    replies:
      - file: replies/harbor.json
        edits: [{replace: "$1.9 million [f1]", by: "$2.9 million [f1]"}]
      - {file: replies/harbor.json, only: [investment]}
    expect: {outcome: clean, rounds: 1, flagged: ["$2.9 million"]}

Files are named from the case's own folder. A step is one reply: from a file,
in the case itself (`text`), from the built-in writer, or an error in place of
a reply. `record` stands for a whole script: the replies of a recorded run, in
their order. `ledger` in place of replies checks a finished text.
"""

from __future__ import annotations

import json
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from ledgergen import errors
from ledgergen.core.evals.metric import METRICS
from ledgergen.core.evals.reader import find_line, read_model
from ledgergen.errors import CaseError, ModelError


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class SuiteKind(StrEnum):
    """What a suite runs."""

    DRAFTING = "drafting"
    """Case files: scripted replies, or a live model over the same films."""
    SEEDS = "seeds"
    """Every shipped seed against its dossier."""
    FIGURES = "figures"
    """Faults planted in clean ledgers, and true rewordings."""
    WRITER = "writer"
    """The built-in writer over every shipped film."""
    PROMPT = "prompt"
    """The prompt of every shipped film."""


class Threshold(_Strict):
    """What a metric must reach."""

    at_least: Decimal | None = None
    at_most: Decimal | None = None

    @model_validator(mode="after")
    def _has_a_bound(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise ValueError("a threshold needs at_least or at_most")
        return self


class SuiteFile(_Strict):
    """`suite.yaml`."""

    schema_id: Literal["suite/1"] = Field(alias="schema")
    kind: SuiteKind
    says: str
    seed: int = 1
    """Of the draws, where the suite draws."""
    per_class: int = Field(default=2, ge=1, le=50)
    """Faults of each class in each ledger."""
    ledgers: tuple[Literal["texts", "seeds", "writer"], ...] = ("texts", "seeds", "writer")
    """What faults are planted in: the suite's own `texts/`, the seeds, the built-in writer's drafts."""
    thresholds: dict[str, Threshold] = Field(default_factory=dict)
    live_thresholds: dict[str, Threshold] = Field(default_factory=dict)
    """In place of `thresholds` where a live model answers: it is not held to what a script plays."""

    @field_validator("thresholds", "live_thresholds")
    @classmethod
    def _are_metrics(cls, value: dict[str, Threshold]) -> dict[str, Threshold]:
        for name in value:
            if name.partition("/")[0] not in METRICS:
                raise ValueError(f"there is no metric {name!r}; they are {', '.join(METRICS)}")
        return value


class TextEdit(_Strict):
    """One change of a reply's text; what is replaced must stand there exactly once."""

    replace: str = Field(min_length=1)
    by: str | None = None


ERRORS: dict[str, type[ModelError]] = {
    "refused": errors.ModelRefusedError,
    "filtered": errors.ContentFilteredError,
    "timeout": errors.ModelTimeoutError,
    "overloaded": errors.ModelOverloadedError,
    "quota": errors.ModelQuotaError,
    "no choices": errors.NoChoicesError,
}
"""What a script can raise in place of a reply."""

SectionKey = Literal["balance_sheet", "investment", "execution", "aftermath"]


class Step(_Strict):
    """One reply of a script, or an error."""

    file: str | None = None
    text: str | None = None
    writer: Literal["built-in"] | None = None
    error: str | None = None
    edits: tuple[TextEdit, ...] = ()
    only: tuple[SectionKey, ...] = ()
    """Keep these keys of the JSON object."""
    before: str = ""
    after: str = ""
    cut_at: int | None = Field(default=None, ge=1)
    """Keep so many characters."""
    finish_reason: Literal["stop", "length", "content_filter", "other"] = "stop"

    @model_validator(mode="after")
    def _has_one_origin(self) -> Self:
        given = [self.file, self.text, self.writer, self.error]
        if sum(origin is not None for origin in given) != 1:
            raise ValueError("a reply needs exactly one of file, text, writer, error")
        if self.error is not None and self.error not in ERRORS:
            raise ValueError(f"error is one of {', '.join(ERRORS)}")
        return self


class Expect(_Strict):
    """What must come of a case; what is left out is not looked at."""

    outcome: Literal["clean", "held", "failed"]
    error: str | None = None
    """Class of the error of a failed draft."""
    rounds: int | None = None
    """Repairs asked for."""
    flagged: tuple[str, ...] | None = None
    """Exactly the figures flagged in the first draft, as written there."""
    left: tuple[str, ...] | None = None
    """Exactly the figures still flagged at the end."""
    codes: tuple[str, ...] = ()
    """Codes among the findings at the end."""
    contains: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    """Words that the text must or must not hold, whoever wrote it."""


class CaseFile(_Strict):
    """A case of a drafting suite."""

    schema_id: Literal["case/1"] = Field(alias="schema")
    says: str
    film: Annotated[int, Field(ge=1)] | None = None
    """A film with a shipped dossier; or"""
    dossier: str | None = None
    """a dossier file."""
    replies: tuple[Step, ...] = ()
    record: str | None = None
    ledger: str | None = None
    expect: Expect

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.record is None and (self.film is None) == (self.dossier is None):
            raise ValueError("a case needs either film or dossier")
        given = [bool(self.replies), self.record is not None, self.ledger is not None]
        if sum(given) != 1:
            raise ValueError("a case needs exactly one of replies, record, ledger")
        return self


def parse_suite(text: str, *, where: str) -> SuiteFile:
    """Read `suite.yaml`.

    Raises:
        CaseError: names file, line and value.
    """
    suite, _ = read_model(text, SuiteFile, where=where, what="suite")
    return suite


class CaseText(_Strict):
    """A case with the lines that its errors need."""

    case: CaseFile
    where: str
    lines: dict[str, int]
    """Line of each field, and of each reply as `replies.0`, edit as `replies.0.edits.1`."""

    def place(self, field: str) -> str:
        """Return file and line of a field, for a message."""
        return f"{self.where}:{self.lines.get(field, 1)}"


def parse_case(text: str, *, where: str) -> CaseText:
    """Read a case file.

    Raises:
        CaseError: names file, line and value.
    """
    case, tree = read_model(text, CaseFile, where=where, what="case")
    lines = {name: find_line(tree, name) for name in CaseFile.model_fields}
    for number, step in enumerate(case.replies):
        lines[f"replies.{number}"] = find_line(tree, "replies", number)
        for field in ("file", "only"):
            lines[f"replies.{number}.{field}"] = find_line(tree, "replies", number, field)
        for edit in range(len(step.edits)):
            lines[f"replies.{number}.edits.{edit}"] = find_line(tree, "replies", number, "edits", edit)
    return CaseText(case=case, where=where, lines=lines)


def build_reply_text(case: CaseText, number: int, origin: str) -> str:
    """Apply a step's changes to the text it starts from.

    Raises:
        CaseError: an edit does not fit that text, or `only` names what is not there.
    """
    step, text = case.case.replies[number], origin
    for index, edit in enumerate(step.edits):
        n_found = text.count(edit.replace)
        if n_found != 1:
            raise CaseError(
                f"cannot run the case {case.where!r}",
                because=f"line {case.lines[f'replies.{number}.edits.{index}']}: {edit.replace!r} stands "
                f"{n_found} times in the reply, not once",
                fix="replace a longer stretch of it, or another",
            )
        text = text.replace(edit.replace, edit.by or "")
    if step.only:
        text = _pick(case, number, text)
    text = f"{step.before}{text}{step.after}"
    return text if step.cut_at is None else text[: step.cut_at]


def _pick(case: CaseText, number: int, text: str) -> str:
    keys = case.case.replies[number].only
    try:
        whole = json.loads(text)
        return json.dumps({key: whole[key] for key in keys}, ensure_ascii=False, indent=1)
    except (ValueError, KeyError, TypeError) as error:
        raise CaseError(
            f"cannot run the case {case.where!r}",
            because=f"line {case.lines[f'replies.{number}.only']}: {type(error).__name__}: {error}",
            fix="`only` keeps keys of a reply that is a JSON object with them",
        ) from error
