"""Sum up what the figure check made of one ledger's planted faults and true rewordings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ledgergen.core.evals.observation import Measure, Observation, Test
from ledgergen.core.faults.classes import CLASSES
from ledgergen.core.faults.sites import Ledger
from ledgergen.core.faults.trial import Trial
from ledgergen.core.metrics import Share

CLEAN = "as_written"
"""The class of figures that nobody touched."""


def observe_trials(ledger: Ledger, *, faults: Sequence[Trial], rewordings: Sequence[Trial]) -> Observation:
    """Count, per class, the faults that were flagged and the true figures that were."""
    survivors = [trial for trial in faults if not trial.is_flagged]
    alarms = [trial for trial in rewordings if trial.is_flagged]
    tests = [
        *(Test(name=f"flags {trial.fault}", is_met=False, reason=_tell(trial)) for trial in survivors),
        *(Test(name=f"passes {trial.fault}", is_met=False, reason=_tell(trial)) for trial in alarms),
    ]
    for figure in ledger.report.flagged:
        reason = f"a clean figure is flagged: {figure.text!r} {figure.verdict.value}: {figure.reason}"
        tests.append(Test(name=f"passes {CLEAN}", is_met=False, reason=reason))
    return Observation(
        tests=tuple(tests),
        measures=dict(_measure(ledger, faults, rewordings)),
        text=ledger.text,
        report=ledger.report,
        notes=tuple(_describe(trial) for trial in (*survivors, *alarms)),
        hashes={"text_sha256": ledger.report.text_sha256},
    )


def _measure(
    ledger: Ledger, faults: Sequence[Trial], rewordings: Sequence[Trial]
) -> Iterator[tuple[str, Measure]]:
    report = ledger.report
    clean = Share(hits=len(report.flagged), of=report.found)
    yield "recall", _count(faults)
    yield "false_alarms", _count(rewordings) + clean
    for fault in CLASSES:
        yield f"recall/{fault.name}", _count(trial for trial in faults if trial.fault == fault.name)
    for fault in CLASSES:
        yield f"false_alarms/{fault.name}", _count(t for t in rewordings if t.fault == fault.name)
    yield f"false_alarms/{CLEAN}", clean


def _count(trials: Iterable[Trial]) -> Share:
    flags = [trial.is_flagged for trial in trials]
    return Share(hits=sum(flags), of=len(flags))


def _tell(trial: Trial) -> str:
    kind = "a true rewording is flagged" if trial.is_flagged else f"a fault of class {trial.fault} survived"
    change = f"{trial.was!r} became {trial.became!r}" if trial.was else f"{trial.became!r} was added"
    return f"{kind}: {change}"


def _describe(trial: Trial) -> str:
    said = "; ".join(f"{f.text!r} {f.verdict.value} {f.rule}: {f.formula or f.reason}" for f in trial.found)
    return f"{_tell(trial)} | {trial.after} | {said or 'no figure was found there'}"
