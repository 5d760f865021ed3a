"""One ledger of a collection: judged, its findings weighed against what excuses them.

Judging (`judge_text`) is the expensive half and depends on the text, the
dossier and the seeds alone, so its report can be kept. Weighing (`weigh`)
depends on the project's configuration, waivers and baseline, and is done anew
each time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ledgergen.codec import hash_text
from ledgergen.core.codes import all_rules
from ledgergen.core.collection.baseline import Baseline
from ledgergen.core.collection.ignores import Ignore, restore_report, strip_ignores
from ledgergen.core.collection.mending import is_safe_fix
from ledgergen.core.collection.results import CheckedFile
from ledgergen.core.collection.rules import NOT_IGNORABLE
from ledgergen.core.collection.rules import RULES as COLLECTION_RULES
from ledgergen.core.collection.selection import Selection
from ledgergen.core.ledger import check_ledger
from ledgergen.core.lines import LineIndex
from ledgergen.core.listing import Excuse, Problem, Suppression, list_problems, sort_problems
from ledgergen.core.waivers import Waiver, fingerprint_finding
from ledgergen.model.dossier import Dossier
from ledgergen.model.report import Approval, Report

_SEVERITIES = {rule.code: rule.severity for rule in COLLECTION_RULES}
_KNOWN = frozenset(rule.code for rule in all_rules() if rule.code.startswith("LG"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What a project lets count, and what it excuses."""

    selection: Selection = field(default_factory=Selection)
    waivers: Mapping[str, Waiver] = field(default_factory=dict)
    baseline: Baseline | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFile:
    """A ledger as it stands in its file."""

    path: str
    """As results name it."""
    text: str
    relative_path: str
    """From the project's root: what globs and the baseline go by."""
    has_dossier: bool = True
    approval: Approval | None = None
    """From the report beside the file, where somebody approved."""


def judge_text(text: str, dossier: Dossier | None, *, seeds: Sequence[str]) -> Report:
    """Check a ledger as it stands in its file, ignore comments left out of account. Never raises."""
    stripped = strip_ignores(text)
    report = check_ledger(stripped.text, dossier, seeds=seeds)
    return restore_report(report, stripped, text, text_sha256=hash_text(text))


def weigh(report: Report, file: LedgerFile, *, policy: Policy) -> CheckedFile:
    """List a report's problems, and mark those that something excuses."""
    path, text, approval = file.path, file.text, file.approval
    relative_path = file.relative_path
    problems = [_mark_fixable(problem) for problem in list_problems(report, text=text, path=path)]
    if approval is not None and approval.sha256 != report.text_sha256:
        problems.append(_build_unapproved(approval, text, path, report.movie_id))
    n_all = len(problems)
    selected = [p for p in problems if policy.selection.is_selected(p.code, path=relative_path)]
    ignores = strip_ignores(text).ignores
    excused, used = _excuse_by_comment(selected, ignores)
    about_ignores = [
        problem
        for problem in _report_ignores(ignores, used, path, text)
        if policy.selection.is_selected(problem.code, path=relative_path)
    ]
    waived = _excuse_by_waiver([*excused, *about_ignores], policy.waivers)
    weighed = sort_problems(waived)
    n_gone = 0
    if policy.baseline is not None:
        open_prints = [p.fingerprint for p in weighed if _may_be_known(p)]
        n_gone = policy.baseline.count_gone(relative_path, open_prints)
        weighed = tuple(_excuse_by_baseline(weighed, policy.baseline, relative_path))
    return CheckedFile(
        path=path,
        report=report,
        problems=weighed,
        has_dossier=file.has_dossier,
        n_ignored=n_all - len(selected),
        n_gone=n_gone,
    )


def list_known(result: CheckedFile) -> tuple[str, ...]:
    """Return the fingerprints of one file that a new baseline holds."""
    return tuple(
        p.fingerprint
        for p in result.problems
        if p.code not in NOT_IGNORABLE and (p.suppression is None or p.suppression.excuse is Excuse.BASELINE)
    )


def _mark_fixable(problem: Problem) -> Problem:
    if problem.figure is None or problem.fix is None:
        return problem
    return replace(problem, is_fixable=is_safe_fix(problem.figure))


def _build_unapproved(approval: Approval, text: str, path: str, movie_id: int | None) -> Problem:
    message = f"the text is not the one that {approval.actor} approved on {approval.at[:10]}"
    return Problem(
        code="LG501",
        severity=_SEVERITIES["LG501"],
        path=path,
        line=1,
        column=1,
        end_column=1,
        message=message,
        source_line=LineIndex(text).line_text(1),
        fingerprint=fingerprint_finding("LG501", message, movie_id=movie_id, marked=""),
    )


def _excuse_by_comment(
    problems: Sequence[Problem], ignores: Sequence[Ignore]
) -> tuple[list[Problem], Counter[tuple[int, str]]]:
    """Suppress what an ignore comment covers; also count which code of which comment was needed."""
    used: Counter[tuple[int, str]] = Counter()
    weighed = []
    for problem in problems:
        excused = problem
        for index, ignore in enumerate(ignores):
            if not _may_ignore(problem.code):
                break
            if ignore.covers(problem.code, line=problem.line, marked=problem.marked):
                used[index, problem.code] += 1
                if ignore.reason and not ignore.problem:
                    suppression = Suppression(excuse=Excuse.COMMENT, reason=ignore.reason)
                    excused = replace(problem, suppression=suppression)
        weighed.append(excused)
    return weighed, used


def _may_ignore(code: str) -> bool:
    return code in _KNOWN and code not in NOT_IGNORABLE


def _report_ignores(
    ignores: Sequence[Ignore], used: Counter[tuple[int, str]], path: str, text: str
) -> Iterator[Problem]:
    if not ignores:
        return
    lines = LineIndex(text)
    for index, ignore in enumerate(ignores):
        for code, message in _find_faults(index, ignore, used):
            yield Problem(
                code=code,
                severity=_SEVERITIES[code],
                path=path,
                line=ignore.line,
                column=ignore.column,
                end_column=ignore.end_column,
                message=message,
                source_line=lines.line_text(ignore.line),
                fingerprint=fingerprint_finding(code, message, movie_id=None, marked=""),
            )


def _find_faults(index: int, ignore: Ignore, used: Counter[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    if ignore.problem:
        yield "LG504", f"this comment excuses nothing: {ignore.problem}"
        return
    if not ignore.reason:
        yield "LG502", f"the ignore of {', '.join(ignore.codes)} gives no reason, so it excuses nothing"
    for code in ignore.codes:
        if code not in _KNOWN:
            yield "LG504", f"there is no code {code} to ignore"
        elif code in NOT_IGNORABLE:
            yield "LG504", f"{code} cannot be ignored by a comment"
        elif not used[index, code]:
            yield "LG503", f"nothing here is {code}: the ignore excuses nothing"


def _excuse_by_waiver(problems: Sequence[Problem], waivers: Mapping[str, Waiver]) -> Iterator[Problem]:
    for problem in problems:
        waiver = waivers.get(problem.fingerprint)
        if waiver is None or problem.suppression or problem.code in NOT_IGNORABLE:
            yield problem
        elif waiver.problem:
            yield problem
            message = f"the waiver of {problem.marked!r} excuses nothing: {waiver.problem}"
            yield replace(
                problem,
                code="LG502",
                severity=_SEVERITIES["LG502"],
                message=message,
                fix=None,
                note="",
                figure=None,
                is_fixable=False,
                fingerprint=fingerprint_finding("LG502", message, movie_id=None, marked=problem.marked),
            )
        else:
            suppression = Suppression(excuse=Excuse.WAIVER, reason=waiver.justification)
            yield replace(problem, suppression=suppression)


def _may_be_known(problem: Problem) -> bool:
    return problem.suppression is None and problem.code not in NOT_IGNORABLE


def _excuse_by_baseline(problems: Sequence[Problem], baseline: Baseline, path: str) -> Iterator[Problem]:
    candidates = [problem for problem in problems if _may_be_known(problem)]
    known = dict(
        zip(
            map(id, candidates),
            baseline.find_known(path, [problem.fingerprint for problem in candidates]),
            strict=True,
        )
    )
    suppression = Suppression(excuse=Excuse.BASELINE, reason="known since the baseline was written")
    for problem in problems:
        yield replace(problem, suppression=suppression) if known.get(id(problem)) else problem
