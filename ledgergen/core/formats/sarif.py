"""SARIF 2.1.0: what code-scanning pages and editors read.

Columns count Unicode code points. Fingerprints name claims and not lines, so a
result keeps its history when the text moves. Waivers are suppressions of kind
`external`, ignore comments `inSource`; what a baseline knows is `unchanged`.
Files that could not be checked are notifications of the invocation, which is
then not successful.

Results are written as they come, so their files need not fit into memory.
Source: the OASIS standard "Static Analysis Results Interchange Format 2.1.0".
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import ledgergen
from ledgergen.core.codes import all_rules
from ledgergen.core.collection.results import CheckedFile, Tally
from ledgergen.core.listing import Excuse, Problem, Suppression
from ledgergen.model.report import Severity
from ledgergen.model.rule import Rule

SCHEMA_URI = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "ledgergenClaim/v1"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class Sarif:
    """The notation `sarif`."""

    def __init__(self, *, has_baseline: bool) -> None:
        """With a baseline every result says whether it is new."""
        self._has_baseline = has_baseline
        rules = [rule for rule in all_rules() if rule.code.startswith("LG")]
        self._rules = [_rule_to_json(rule) for rule in rules]
        self._index = {rule.code: index for index, rule in enumerate(rules)}
        self._notes: list[dict[str, Any]] = []
        self._has_results = False

    def open(self) -> str:
        """Return the head of the log, up to the first result."""
        driver = {
            "name": "ledgergen",
            "semanticVersion": ledgergen.__version__,
            "rules": self._rules,
        }
        head = json.dumps({"driver": driver}, ensure_ascii=False)
        return (
            f'{{"$schema": "{SCHEMA_URI}", "version": "2.1.0", "runs": [{{\n"tool": {head},\n'
            '"columnKind": "unicodeCodePoints",\n"results": ['
        )

    def add(self, result: CheckedFile) -> str:
        """Return the file's results."""
        if result.error is not None:
            self._notes += [_notification(problem) for problem in result.problems]
            return ""
        return self._write(result.problems)

    def close(self, tally: Tally, across: Sequence[Problem]) -> str:
        """Return the tail of the log."""
        invocation = {
            "executionSuccessful": not tally.unread,
            "toolExecutionNotifications": self._notes,
            "properties": {
                "files": tally.files,
                "found": tally.found,
                "examined": tally.examined,
                "notExamined": tally.not_examined,
            },
        }
        tail = json.dumps([invocation], ensure_ascii=False)
        return f'{self._write(across)}\n],\n"invocations": {tail}\n}}]}}\n'

    def _write(self, problems: Sequence[Problem]) -> str:
        pieces = []
        for problem in problems:
            pieces.append(",\n" if self._has_results else "\n")
            pieces.append(json.dumps(self._result(problem, problems), ensure_ascii=False))
            self._has_results = True
        return "".join(pieces)

    def _result(self, problem: Problem, others: Sequence[Problem]) -> dict[str, Any]:
        result: dict[str, Any] = {
            "ruleId": problem.code,
            "ruleIndex": self._index[problem.code],
            "level": _LEVELS[problem.severity],
            "message": {"text": problem.message + (f" Evidence: {problem.note}" if problem.note else "")},
            "locations": [_location(problem)],
            "partialFingerprints": {FINGERPRINT: problem.fingerprint},
        }
        related = [
            _location(other) | {"message": {"text": f"also here: {other.marked}"}}
            for other in others
            if other is not problem and problem.figure and other.fingerprint == problem.fingerprint
        ]
        if related:
            result["relatedLocations"] = related
        if problem.fix is not None:
            result["fixes"] = [_fix(problem, problem.fix)]
        if problem.suppression:
            result["suppressions"] = [_suppression(problem.suppression)]
        if self._has_baseline:
            is_known = problem.suppression is not None and problem.suppression.excuse is Excuse.BASELINE
            result["baselineState"] = "unchanged" if is_known else "new"
        return result


def _rule_to_json(rule: Rule) -> dict[str, Any]:
    help_text = f"{rule.summary} {rule.why} {rule.fix}".strip()
    examples = "".join(
        f"\n\n{word}:\n\n```text\n{example}\n```"
        for word, example in (("Instead of", rule.bad), ("write", rule.good))
        if example
    )
    return {
        "id": rule.code,
        "name": "".join(word[:1].upper() + word[1:] for word in re.findall(r"\w+", rule.name)),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": f"{rule.summary} {rule.why}"},
        "help": {"text": help_text, "markdown": f"{rule.summary}\n\n{rule.why}\n\n**{rule.fix}**{examples}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _location(problem: Problem) -> dict[str, Any]:
    return {
        "physicalLocation": {"artifactLocation": {"uri": write_uri(problem.path)}, "region": _region(problem)}
    }


def write_uri(path: str) -> str:
    """Write a path as a URI reference: absolute ones as `file:`, relative ones relative."""
    quoted = quote(path.encode("utf-8", "surrogatepass"), safe="/")
    if path.startswith("/"):
        return f"file://{quoted}"
    # A first part such as `a:b` would read as a scheme.
    return f"./{quoted}" if _SCHEME.match(quoted) else quoted


def _region(problem: Problem) -> dict[str, int]:
    return {
        "startLine": problem.line,
        "startColumn": problem.column,
        "endLine": problem.line,
        "endColumn": max(problem.column, problem.end_column),
    }


def _fix(problem: Problem, text: str) -> dict[str, Any]:
    replacement = {"deletedRegion": _region(problem), "insertedContent": {"text": text}}
    change = {"artifactLocation": {"uri": write_uri(problem.path)}, "replacements": [replacement]}
    return {"description": {"text": f"Put in {text!r}."}, "artifactChanges": [change]}


def _suppression(suppression: Suppression) -> dict[str, str]:
    kind = "inSource" if suppression.excuse is Excuse.COMMENT else "external"
    return {"kind": kind, "status": "accepted", "justification": suppression.reason}


def _notification(problem: Problem) -> dict[str, Any]:
    location = {"physicalLocation": {"artifactLocation": {"uri": write_uri(problem.path)}}}
    return {
        "level": "error",
        "message": {"text": problem.message},
        "locations": [location],
        "associatedRule": {"id": problem.code},
    }
