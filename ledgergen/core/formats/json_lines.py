"""JSON, whole or line by line. Field names are stable: fields are added, never renamed.

`json` is one object: `schema_version`, `tool`, `config`, `results`, `collection`
(problems between files), `errors`, `summary`. `jsonl` is one object a line:
`{"type": "file"}` as each file is done, `{"type": "problem"}` for problems
between files, and last `{"type": "summary"}`; a list without its summary line
was cut short.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import ledgergen
from ledgergen.codec import report_to_json
from ledgergen.core.collection.results import CheckedFile, Tally
from ledgergen.core.listing import Problem
from ledgergen.model.report import Severity

SCHEMA_VERSION = 1


class Json:
    """The notation `json`."""

    def __init__(self, *, config: Mapping[str, object]) -> None:
        """Note the settings that the run was made with."""
        self._config = dict(config)
        self._errors: list[dict[str, Any]] = []
        self._has_results = False

    def open(self) -> str:
        """Return the head of the object, up to the first result."""
        head = {"schema_version": SCHEMA_VERSION, "tool": _tool(), "config": self._config}
        return _write(head)[:-2] + ',\n  "results": ['

    def add(self, result: CheckedFile) -> str:
        """Return the file's result; what could not be checked goes to `errors`."""
        if result.error is not None:
            self._errors.append(error_to_json(result))
            return ""
        separator = ",\n" if self._has_results else "\n"
        self._has_results = True
        return separator + _write(result_to_json(result))

    def close(self, tally: Tally, across: Sequence[Problem]) -> str:
        """Return the tail of the object."""
        tail = {
            "collection": [problem_to_json(problem) for problem in across],
            "errors": self._errors,
            "summary": tally_to_json(tally),
        }
        return "\n  ],\n" + _write(tail)[2:] + "\n"


class JsonLines:
    """The notation `jsonl`."""

    def open(self) -> str:
        """Nothing stands before the first line."""
        return ""

    def add(self, result: CheckedFile) -> str:
        """Return the file's line."""
        if result.error is not None:
            return _write_line({"type": "error", **error_to_json(result)})
        return _write_line({"type": "file", **result_to_json(result)})

    def close(self, tally: Tally, across: Sequence[Problem]) -> str:
        """Return the lines of problems between files, and the summary."""
        problems = "".join(_write_line({"type": "problem", **problem_to_json(p)}) for p in across)
        return problems + _write_line({"type": "summary", "tool": _tool(), **tally_to_json(tally)})


def result_to_json(result: CheckedFile) -> dict[str, Any]:
    """Return one checked file: its report as `report/1`, and its problems with their places."""
    assert result.report is not None
    return {
        "path": result.path,
        "has_dossier": result.has_dossier,
        "report": report_to_json(result.report),
        "problems": [problem_to_json(problem) for problem in result.problems],
    }


def error_to_json(result: CheckedFile) -> dict[str, Any]:
    """Return one file that could not be checked."""
    assert result.error is not None
    code = result.problems[0].code if result.problems else ""
    error = result.error
    return {"path": result.path, "code": code, "what": error.what, "because": error.because, "try": error.fix}


def problem_to_json(problem: Problem) -> dict[str, Any]:
    """Return one problem; `figure` is the id of the report's figure, where one is behind it."""
    suppression = problem.suppression
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "end_column": problem.end_column,
        "message": problem.message,
        "evidence": problem.note,
        "fix": problem.fix,
        "fixable": problem.is_fixable,
        "figure": None if problem.figure is None else problem.figure.id,
        "fingerprint": problem.fingerprint,
        "suppression": None
        if suppression is None
        else {"kind": suppression.excuse.value, "reason": suppression.reason},
    }


def tally_to_json(tally: Tally) -> dict[str, Any]:
    """Return the totals."""
    return {
        "files": tally.files,
        "not_checked": tally.unread,
        "excluded": tally.excluded,
        "clean": tally.clean,
        "without_dossier": tally.without_dossier,
        "found": tally.found,
        "examined": tally.examined,
        "not_examined": tally.not_examined,
        "flagged": sum(count for verdict, count in tally.verdicts.items() if verdict.flagged),
        "verdicts": {verdict.value: count for verdict, count in sorted(tally.verdicts.items())},
        "severities": {severity.value: tally.severities[severity] for severity in Severity},
        "codes": dict(sorted(tally.codes.items())),
        "ignored": tally.ignored,
        "excused": {excuse.value: count for excuse, count in sorted(tally.excused.items())},
        "fixable": tally.fixable,
        "unsafe_fixable": tally.unsafe,
    }


def _tool() -> dict[str, str]:
    return {"name": "ledgergen", "version": ledgergen.__version__}


def _write(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


def _write_line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
