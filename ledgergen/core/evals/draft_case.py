"""Judge one draft: against what its case expects, and by what can be measured of any draft.

The measures hold for a scripted run and a live one alike, so that a live model
is compared with itself over time. What a script cannot have (tokens, cost,
latency) is unscored there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledgergen.core.drafting.flow import Outcome
from ledgergen.core.drafting.reply import parse_reply
from ledgergen.core.evals.case import Expect
from ledgergen.core.evals.observation import Measure, Observation, Test, Turn, Unscored
from ledgergen.core.evals.style import find_distance, find_overlap
from ledgergen.core.metrics import Share
from ledgergen.errors import LedgergenError, ModelError
from ledgergen.model.dossier import Dossier
from ledgergen.model.prompt import Prompt, Reply
from ledgergen.model.report import Figure, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request of a run and what came back."""

    prompt: Prompt
    answer: Reply | LedgergenError
    latency_s: Decimal | None = None
    """None where nothing was waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRun:
    """What a drafting run did."""

    dossier: Dossier
    asked: tuple[Asked, ...]
    outcome: Outcome | None = None
    error: LedgergenError | None = None
    """Why there is no outcome."""
    first: Report | None = None
    """The check of the first readable draft."""
    n_unasked: int = 0
    """Replies of the script that nothing asked for."""

    @property
    def ending(self) -> str:
        """Return how it ended, in the word that cases use."""
        if self.outcome is None:
            return "failed"
        return "clean" if self.outcome.is_clean else "held"


def observe_draft(
    run: DraftRun, *, expect: Expect, seeds: tuple[str, ...], is_live: bool = False, place: str = ""
) -> Observation:
    """Judge a run; live, only the expectations hold that do not depend on the script."""
    outcome = run.outcome
    text, report = (outcome.text, outcome.report) if outcome else ("", None)
    tests = tuple(_test_live(run, expect) if is_live else _test_scripted(run, expect, place))
    return Observation(
        tests=tests,
        measures=dict(_measure(run, expect=expect, seeds=seeds, is_live=is_live)),
        text=text,
        report=report,
        turns=tuple(_tell(asked) for asked in run.asked),
        hashes={"text_sha256": report.text_sha256} if report else {},
    )


def _test_live(run: DraftRun, expect: Expect) -> Iterator[Test]:
    why = _tell_error(run.error) or _list_flagged(run) or _list_errors(run)
    yield Test(
        name="outcome", is_met=run.ending == "clean", reason=f"ended {run.ending}" + (why and f": {why}")
    )
    yield from _test_words(run, expect)


def _test_scripted(run: DraftRun, expect: Expect, place: str) -> Iterator[Test]:
    why = _tell_error(run.error)
    detail = why or _list_flagged(run) or _list_errors(run)
    yield Test(
        name="outcome",
        is_met=run.ending == expect.outcome,
        reason=f"ended {run.ending}, expected {expect.outcome}" + (f": {detail}" if detail else ""),
    )
    if expect.error is not None:
        name = type(run.error).__name__ if run.error else "no error"
        yield Test(name="error", is_met=name == expect.error, reason=f"{name}, expected {expect.error}")
    n_rounds = run.outcome.n_rounds if run.outcome else None
    if expect.rounds is not None:
        reason = f"{n_rounds} repairs, expected {expect.rounds}"
        yield Test(name="rounds", is_met=n_rounds == expect.rounds, reason=reason)
    for name, wanted, report in (
        ("flagged", expect.flagged, run.first),
        ("left", expect.left, run.outcome.report if run.outcome else None),
    ):
        if wanted is not None:
            got = [figure.text for figure in report.flagged] if report else []
            is_met = Counter(got) == Counter(wanted)
            yield Test(name=name, is_met=is_met, reason=f"{name} {got!r}, expected {list(wanted)!r}")
    codes = {finding.code for finding in run.outcome.report.findings} if run.outcome else set[str]()
    for code in expect.codes:
        reason = (
            f"{code} {'is' if code in codes else 'is not'} among {', '.join(sorted(codes)) or 'no findings'}"
        )
        yield Test(name=f"code {code}", is_met=code in codes, reason=reason)
    if run.n_unasked:
        reason = f"{place}: from here on, {run.n_unasked} of the script's replies were not asked for"
        yield Test(name="script", is_met=False, reason=reason)
    yield from _test_words(run, expect)


def _test_words(run: DraftRun, expect: Expect) -> Iterator[Test]:
    text = run.outcome.text if run.outcome else ""
    for words in expect.contains:
        yield Test(name="contains", is_met=words in text, reason=f"the text must hold {words!r}")
    for words in expect.lacks:
        is_met = words.casefold() not in text.casefold()
        yield Test(name="lacks", is_met=is_met, reason=f"the text must not hold {words!r}")


def _measure(
    run: DraftRun, *, expect: Expect, seeds: tuple[str, ...], is_live: bool
) -> Iterator[tuple[str, Measure]]:
    outcome, n_rounds = run.outcome, run.outcome.n_rounds if run.outcome else 0
    is_clean = outcome is not None and outcome.is_clean
    replies = [asked.answer for asked in run.asked if isinstance(asked.answer, Reply)]
    yield "schema_valid", Share(hits=sum(map(_is_readable, run.asked)), of=len(replies))
    yield "first_pass_clean", _share(is_clean and n_rounds == 0)
    yield "clean_after_repair", _share(is_clean)
    yield "held", _share(outcome is not None and not is_clean)
    yield from _measure_flags(run, expect, is_live=is_live)
    if outcome is None:
        for name in ("seed_overlap", "style_distance"):
            yield name, Unscored(because="there is no draft")
    else:
        yield "seed_overlap", find_overlap(outcome.text, seeds)
        distance = find_distance(outcome.text, seeds)
        yield "style_distance", Unscored(because="there are no seeds") if distance is None else distance
    yield from _measure_spending(run, replies)


def _is_readable(asked: Asked) -> bool:
    """Tell whether a reply has the form that was asked for."""
    if not isinstance(asked.answer, Reply):
        return False
    try:
        parse_reply(asked.answer, asked.prompt.sections)
    except ModelError:
        return False
    return True


def _measure_flags(run: DraftRun, expect: Expect, *, is_live: bool) -> Iterator[tuple[str, Measure]]:
    """Compare the flags of the first draft with the case's labels, figure by figure."""
    if is_live or expect.flagged is None or run.first is None:
        because = "nobody labelled a live draft" if is_live else "the case labels no figures"
        yield "flag_precision", Unscored(because=because)
        yield "flag_recall", Unscored(because=because)
        return
    got, wanted = Counter(figure.text for figure in run.first.flagged), Counter(expect.flagged)
    n_right = (got & wanted).total()
    yield "flag_precision", Share(hits=n_right, of=got.total())
    yield "flag_recall", Share(hits=n_right, of=wanted.total())


def _measure_spending(run: DraftRun, replies: Sequence[Reply]) -> Iterator[tuple[str, Measure]]:
    n_calls = sum(reply.usage.calls for reply in replies)
    if n_calls:
        yield "input_tokens", Decimal(sum(reply.usage.input_tokens for reply in replies))
        yield "output_tokens", Decimal(sum(reply.usage.output_tokens for reply in replies))
    else:
        for name in ("input_tokens", "output_tokens"):
            yield name, Unscored(because="no model was asked")
    costs = [reply.cost_usd for reply in replies]
    known = [cost for cost in costs if cost is not None]
    if not n_calls:
        yield "cost_usd", Unscored(because="no model was asked")
    elif len(known) < len(costs):
        yield "cost_usd", Unscored(because="the model's price is not known")
    else:
        yield "cost_usd", sum(known, Decimal(0))
    waits = [asked.latency_s for asked in run.asked if asked.latency_s is not None]
    yield "latency_s", sum(waits, Decimal(0)) if waits else Unscored(because="no model was asked")


def _share(is_so: bool) -> Share:  # noqa: FBT001 - a share of one
    return Share(hits=int(is_so), of=1)


def _tell(asked: Asked) -> Turn:
    said = asked.answer.text if isinstance(asked.answer, Reply) else str(asked.answer)
    return Turn(asked=asked.prompt.messages[-1].content if asked.prompt.messages else "", said=said)


def _tell_error(error: LedgergenError | None) -> str:
    if error is None:
        return ""
    return f"{error.what}: {error.because}" if error.because else error.what


def _list_flagged(run: DraftRun) -> str:
    figures: Sequence[Figure] = run.outcome.report.flagged if run.outcome else ()
    return "; ".join(f"{figure.text!r} {figure.verdict.value}" for figure in figures)


def _list_errors(run: DraftRun) -> str:
    findings = run.outcome.report.findings if run.outcome else ()
    return "; ".join(
        f"{finding.code} {finding.message}" for finding in findings if finding.severity == "error"
    )
