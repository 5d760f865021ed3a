"""What each kind of suite runs: the plan of its jobs.

Case files are drafts by a script, by a record or by a live model; the other
kinds make their cases of what ships: every seed, every film. A live model is
asked once for each film and its facts, however many scripts play on them; the
other cases are unscored then. Nothing here touches a file.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from functools import partial

from ledgergen.adapters.eval_files import BrokenCase, LoadedCase, LoadedSuite
from ledgergen.adapters.models.scripted import ScriptedCompleter
from ledgergen.adapters.records import RecordCompleter, RecordingCompleter
from ledgergen.codec import hash_dossier
from ledgergen.core.drafting.flow import Outcome
from ledgergen.core.evals.case import SuiteKind
from ledgergen.core.evals.draft_case import DraftRun, observe_draft
from ledgergen.core.evals.figures_case import observe_trials
from ledgergen.core.evals.ledger_case import find_repeated, observe_ledger, observe_prompt
from ledgergen.core.evals.observation import Observation
from ledgergen.core.faults.sites import Ledger
from ledgergen.core.faults.trial import plant_faults, plant_rewordings
from ledgergen.core.metrics import Share
from ledgergen.errors import LedgergenError
from ledgergen.model.dossier import Dossier
from ledgergen.model.report import Report
from ledgergen.ports import Completer
from ledgergen.runs.draft import write_draft
from ledgergen.runs.eval_setup import Job, Run, Setup


async def plan_suite(suite: LoadedSuite, *, setup: Setup) -> tuple[Job, ...]:
    """Plan the jobs of a suite; case files that could not be read are jobs that have failed."""
    broken = [
        Job(name=case.name, says="", run=None, error=f"{case.error.what}: {case.error.because}")
        for case in suite.cases
        if isinstance(case, BrokenCase)
    ]
    cases = [case for case in suite.cases if isinstance(case, LoadedCase)]
    own = await _plan_kind(suite, setup)
    return tuple(sorted([*_plan_cases(cases, setup), *broken, *own], key=lambda job: job.name))


async def _plan_kind(suite: LoadedSuite, setup: Setup) -> list[Job]:
    """Plan the cases that a suite of this kind has without any file."""
    kind = suite.file.kind
    if kind is SuiteKind.SEEDS:
        return [
            _make_job(seed.movie_id, seed.title, partial(_run_seed, text, seed, setup))
            for text, seed in setup.seeds
        ]
    if kind is SuiteKind.PROMPT:
        return [_make_job(f.movie_id, f.title, partial(_run_prompt, f, setup)) for f in setup.films]
    if kind is SuiteKind.WRITER:
        texts = {film.movie_id: (await setup.write(film)).text for film in setup.films}
        shared = find_repeated(texts)
        return [_make_job(f.movie_id, f.title, partial(_run_writer, f, shared, setup)) for f in setup.films]
    if kind is SuiteKind.FIGURES:
        return [job async for job in _plan_figures(suite, setup)]
    return []


def _make_job(movie_id: int, title: str, run: Run) -> Job:
    return Job(name=str(movie_id), says=title, run=run)


async def _plan_figures(suite: LoadedSuite, setup: Setup) -> AsyncIterator[Job]:
    """Take the suite's own texts, the seeds, and what the built-in writer makes of every film."""
    origins = suite.file.ledgers
    given = [(f"text {text.name}", text.text, text.dossier) for text in suite.texts if "texts" in origins]
    if "seeds" in origins:
        given += [(f"seed {dossier.movie_id}", text, dossier) for text, dossier in setup.seeds]
    ledgers = [(name, text, dossier, setup.check(text, dossier)) for name, text, dossier in given]
    for film in setup.films if "writer" in origins else ():
        outcome = await setup.write(film)
        ledgers.append((f"built-in {film.movie_id}", outcome.text, film, outcome.report))
    for name, text, dossier, report in ledgers:
        ledger = Ledger(name=name, text=text, dossier=dossier, report=report)
        run = partial(_run_figures, ledger, suite, setup)
        yield Job(name=name, says=dossier.title, run=run, varies=True)


def _plan_cases(cases: Sequence[LoadedCase], setup: Setup) -> Iterator[Job]:
    asked: dict[str, str] = {}
    for case in cases:
        says = case.text.case.says
        if setup.live is None:
            yield Job(name=case.name, says=says, run=partial(_run_scripted, case, setup))
            continue
        why = ""
        if case.ledger is not None:
            why = "it checks a finished text; no model is asked"
        elif (earlier := asked.setdefault(hash_dossier(case.dossier), case.name)) != case.name:
            why = f"a live model is asked the same as in {earlier!r}"
        run = partial(_leave, why) if why else partial(_run_live, case, setup)
        yield Job(name=case.name, says=says, run=run, varies=not why)


async def _leave(why: str, _: int) -> Observation:
    return Observation(tests=(), measures={}, unscored=why)


async def _run_seed(text: str, dossier: Dossier, setup: Setup, _: int) -> Observation:
    return observe_ledger(text, setup.check_whole(text, dossier), seeds=setup.kit.seeds)


async def _run_writer(dossier: Dossier, shared: dict[int, Share], setup: Setup, _: int) -> Observation:
    outcome = await setup.write(dossier)
    return observe_ledger(
        outcome.text,
        outcome.report,
        seeds=setup.kit.seeds,
        shared=shared[dossier.movie_id],
        n_rounds=outcome.n_rounds,
    )


async def _run_prompt(dossier: Dossier, setup: Setup, _: int) -> Observation:
    first = setup.build_prompt(setup.films[0])
    return observe_prompt(setup.build_prompt(dossier), setup.build_prompt(dossier), first=first)


async def _run_figures(ledger: Ledger, suite: LoadedSuite, setup: Setup, number: int) -> Observation:
    """Plant and reword with another seed at every repeat."""
    seed, n = suite.file.seed + number, suite.file.per_class
    return observe_trials(
        ledger,
        faults=tuple(plant_faults(ledger, check=setup.check, seed=seed, n=n)),
        rewordings=tuple(plant_rewordings(ledger, check=setup.check, seed=seed, n=n)),
    )


async def _run_scripted(case: LoadedCase, setup: Setup, _: int) -> Observation:
    if case.ledger is not None:
        return observe_draft(_judge_ledger(case, setup), expect=case.text.case.expect, seeds=setup.kit.seeds)
    if case.record is not None:
        replay = RecordCompleter(case.record, in_order=True)
        run = await _drive(case, replay, setup)
        n_left = replay.n_left
    else:
        script = ScriptedCompleter(case.script)
        run = await _drive(case, script, setup)
        n_left = script.n_left
    place = case.text.place(f"replies.{len(case.script) - n_left}")
    run = replace(run, error=_place_error(run.error, case), n_unasked=n_left)
    return observe_draft(run, expect=case.text.case.expect, seeds=setup.kit.seeds, place=place)


def _place_error(error: LedgergenError | None, case: LoadedCase) -> LedgergenError | None:
    """Say where a script stands that ran out."""
    if error is None or "has run out" not in error.what:
        return error
    place = case.text.place("replies")
    return type(error)(f"{place}: {error.what}", because=error.because, fix=error.fix)


async def _run_live(case: LoadedCase, setup: Setup, _: int) -> Observation:
    assert setup.live is not None
    run = await _drive(case, setup.live, setup)
    return observe_draft(run, expect=case.text.case.expect, seeds=setup.kit.seeds, is_live=True)


async def _drive(case: LoadedCase, completer: Completer, setup: Setup) -> DraftRun:
    recording = RecordingCompleter(completer, clock=setup.clock)
    reports: list[Report] = []

    def check(text: str, dossier: Dossier) -> Report:
        reports.append(setup.check(text, dossier))
        return reports[-1]

    outcome, error = None, None
    try:
        outcome = await write_draft(case.dossier, completer=recording, kit=setup.kit, check=check)
    except LedgergenError as problem:
        error = problem
    return DraftRun(
        dossier=case.dossier,
        asked=tuple(recording.asked),
        outcome=outcome,
        error=error,
        first=reports[0] if reports else None,
    )


def _judge_ledger(case: LoadedCase, setup: Setup) -> DraftRun:
    assert case.ledger is not None
    report = setup.check_whole(case.ledger, case.dossier)
    outcome = Outcome(text=case.ledger, report=report, n_rounds=0, exchanges=())
    return DraftRun(dossier=case.dossier, asked=(), outcome=outcome, first=report)
