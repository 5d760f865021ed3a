"""JUnit XML: a test case for each ledger, so that any CI shows a collection as a test suite."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from ledgergen.core.collection.results import CheckedFile, Tally
from ledgergen.core.formats.concise import render_concise
from ledgergen.core.listing import Problem


class JUnit:
    """The notation `junit`."""

    def open(self) -> str:
        """Return the head of the document."""
        return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="ledgergen">\n'

    def add(self, result: CheckedFile) -> str:
        """Return the file as a suite of one case: passed, failed, or in error."""
        return _render_suite(result.path, result.active, is_error=result.error is not None)

    def close(self, tally: Tally, across: Sequence[Problem]) -> str:
        """Return the problems between files as a case of their own, and the end."""
        del tally
        return (_render_suite("collection", across, is_error=False) if across else "") + "</testsuites>\n"


def _render_suite(name: str, problems: Sequence[Problem], *, is_error: bool) -> str:
    kind = "error" if is_error else "failure"
    counts = f'tests="1" failures="{int(bool(problems) and not is_error)}" errors="{int(is_error)}"'
    lines = [
        f"  <testsuite name={_quote(name)} {counts}>",
        f'    <testcase name={_quote(name)} classname="ledgergen.check">',
    ]
    if problems:
        codes = ", ".join(sorted({problem.code for problem in problems}))
        message = f"{len(problems)} {'finding' if len(problems) == 1 else 'findings'}"
        body = escape(_clean(render_concise(problems)))
        lines.append(f"      <{kind} type={_quote(codes)} message={_quote(message)}>{body}</{kind}>")
    lines += ["    </testcase>", "  </testsuite>"]
    return "\n".join(lines) + "\n"


def _quote(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    """Replace what XML 1.0 has no way to write."""
    return "".join(
        char
        if char in "\t\n\r"
        or (ord(char) >= 0x20 and not 0xD800 <= ord(char) <= 0xDFFF and char not in "\ufffe\uffff")
        else "\ufffd"
        for char in text
    )
