"""What the figure check costs, beside what else reads numbers, and how its cost grows.

    python evals/bench/figures.py [FOLDER …] [--largest CHARACTERS] [--no-rivals] [--no-growth]

Without a folder the texts are those that ship with the project: its ledgers
beside their dossiers, ledgers of the built-in writer, and the same ledgers
beside prose. A folder holds labelled texts: one folder each with `ledger.md`,
`dossier.json` and `gold.json`, or `*.jsonl` with a text, its evidence and its
mentions a line; then F1 stands beside the times.

Times are medians over the texts, in milliseconds of CPU per 1,000 words of text
and evidence together, the evidence prepared fresh. The string test flags a figure
whose words stand nowhere in the evidence. quantulum3 and recognizers-text get
an environment of their own, kept among the temporary files; they read a sample of
the same texts, and flag a figure whose value they read nowhere in the evidence.

The growth of the cost is shown for prose of up to a million characters, for
texts where every word is a figure of a twentieth of that, for dossiers of 10
facts to 10,000 and of 10 passages to 5,000: the exponent is 1 where time is
linear, 2 where it is quadratic.

Exits 1 where an exponent says that time is not linear.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from evals.bench.figures_cases import Case, load_folder, load_shipped, pick
from evals.bench.figures_growth import Growth, measure_growths
from ledgergen import check

RIVALS = {
    "quantulum3": ("quantulum3",),
    "recognizers-text": ("recognizers-text-suite", "emoji<2"),  # with a newer emoji it cannot be imported
}
RIVAL_WORDS = 3_000
"""Words of each set that the rivals read: they need seconds for as many."""
WANTED_MS = 5
WANTED_TIMES = 100


@dataclass(frozen=True)
class Outcome:
    """What one reader made of a case: the time, and the labelled spans it flags."""

    ms_per_1000_words: float
    flagged: tuple[bool, ...]


def run_ledgergen(case: Case) -> Outcome:
    """Check a case."""
    started = time.process_time()
    report = check(case.text, case.make())
    seconds = time.process_time() - started
    flagged = [
        any(f.flagged for f in report.figures if f.start < end and start < f.end)
        for start, end, _ in case.gold
    ]
    return Outcome(seconds * 1e6 / case.n_words, tuple(flagged))


def run_string_test(case: Case) -> Outcome:
    """Look for each figure's own words in the evidence."""
    started = time.process_time()
    flagged = tuple(case.text[start:end] not in case.evidence for start, end, _ in case.gold)
    return Outcome((time.process_time() - started) * 1e6 / case.n_words, flagged)


def run_rival(name: str, cases: Sequence[Case]) -> list[Outcome] | str:
    """Read the cases with a package in its own environment; returns why not, where that fails."""
    home = Path(tempfile.gettempdir()) / f"ledgergen-bench-{os.getuid()}" / name
    python = home / "bin" / "python"
    try:
        if not (home / "ready").exists():
            venv.create(home, clear=True, with_pip=True)
            run([str(python), "-m", "pip", "install", "--quiet", *RIVALS[name]], "")
            (home / "ready").touch()
        pairs = json.dumps([(case.text, case.evidence) for case in cases])
        answers = json.loads(
            run([str(python), str(Path(__file__).with_name("figures_rivals.py")), name], pairs)
        )
    except (OSError, subprocess.SubprocessError) as error:
        said = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
        return said[-1] if said else repr(error)
    return [judge_rival(case, answer) for case, answer in zip(cases, answers, strict=True)]


def run(command: list[str], given: str) -> str:
    """Run a command to its end and return what it printed."""
    done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=1800, check=True)  # noqa: S603
    return done.stdout


def judge_rival(case: Case, answer: dict[str, list[list[object]] | float]) -> Outcome:
    """Flag what the package read in the text and nowhere in the evidence."""
    found, known, seconds = answer["text"], answer["evidence"], answer["seconds"]
    assert isinstance(found, list)
    assert isinstance(known, list)
    assert isinstance(seconds, float)
    flagged = []
    for start, end, _ in case.gold:
        values = [value for first, after, value in found if int(str(first)) < end and start < int(str(after))]
        flagged.append(bool(values) and not any(value in known for value in values))
    return Outcome(seconds * 1e6 / case.n_words, tuple(flagged))


def measure_f1(cases: Sequence[Case], outcomes: Sequence[Outcome]) -> float | None:
    """Return F1 over the labelled figures, None where none is labelled."""
    pairs = [
        (must, is_flagged)
        for case, outcome in zip(cases, outcomes, strict=True)
        for (_, _, must), is_flagged in zip(case.gold, outcome.flagged, strict=True)
    ]
    hits = sum(must and is_flagged for must, is_flagged in pairs)
    total = sum(must + is_flagged for must, is_flagged in pairs)
    return 2 * hits / max(total, 1) if pairs else None


def compare(name: str, cases: Sequence[Case], *, with_rivals: bool) -> None:
    """Print the rows of one set."""
    run_ledgergen(cases[0])  # compiles and caches
    n_words = sum(case.n_words for case in cases)
    print(f"{name}: {len(cases):,} texts, {n_words:,} words of text and evidence")
    outcomes = [run_ledgergen(case) for case in cases]
    verdict = "" if find_cost(outcomes) <= WANTED_MS else f"over the {WANTED_MS} ms wanted"
    say("ledgergen", cases, outcomes, verdict)
    if any(case.gold for case in cases):
        say("string test", cases, [run_string_test(case) for case in cases])
    sample = pick(cases, RIVAL_WORDS)
    for rival in RIVALS if with_rivals else ():
        answers = run_rival(rival, sample)
        if isinstance(answers, str):
            print(f"  {rival:<17}  did not run: {answers}")
            continue
        ours = find_cost([run_ledgergen(case) for case in sample])
        times = find_cost(answers) / ours
        lack = "" if times >= WANTED_TIMES else f", under the {WANTED_TIMES} wanted"
        say(rival, sample, answers, f"{times:,.0f} times ledgergen's {ours:.2f} for the same texts{lack}")
    print(flush=True)


def find_cost(outcomes: Sequence[Outcome]) -> float:
    """Return the median over the texts."""
    return statistics.median(outcome.ms_per_1000_words for outcome in outcomes)


def say(name: str, cases: Sequence[Case], outcomes: Sequence[Outcome], more: str = "") -> None:
    """Print one reader's row."""
    f1 = measure_f1(cases, outcomes)
    print(
        f"  {name:<17} {len(cases):6,} {find_cost(outcomes):22,.2f}  {'' if f1 is None else f'{f1:.3f}':>5}  "
        f"{more}".rstrip()
    )


def show_growth(largest: int) -> bool:
    """Print CPU seconds by size, and the exponent of their growth; returns whether all are linear."""
    print("How CPU seconds grow with what is read (characters, facts or passages). The exponent is that")
    print("between the two largest: 1 is linear, 2 quadratic.\n")
    print(f"  {'what grows':<24} {'size: seconds …':<64} exponent")
    growths = []
    for growth in measure_growths(largest):
        growths.append(growth)
        say_growth(growth)
    return all(growth.is_linear for growth in growths)


def say_growth(growth: Growth) -> None:
    """Print one row of the growth."""
    row = "  ".join(f"{size:>9,}: {seconds:7.3f}" for size, seconds in growth.taken)
    print(
        f"  {growth.name:<24} {row:<82} {growth.exponent:.2f}{'' if growth.is_linear else ' not linear'}",
        flush=True,
    )


def main() -> int:
    """Run all of it; returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--largest", type=int, default=1_000_000, help="characters of the largest text")
    parser.add_argument("--no-rivals", action="store_true")
    parser.add_argument("--no-growth", action="store_true")
    args = parser.parse_args()
    sets = {name: cases for folder in args.folders for name, cases in load_folder(folder).items()}
    print(
        "What checking figures costs: the median over the texts, in milliseconds of CPU per 1,000 words of\n"
        "text and evidence together, the evidence read anew each time. F1 is of flagging wrong figures.\n"
    )
    print(f"  {'reader':<17} {'texts':>6} {'ms per 1,000 words':>22}  {'F1':>5}\n")
    for name, cases in (sets or load_shipped()).items():
        compare(name, cases, with_rivals=not args.no_rivals)
    return 0 if args.no_growth or show_growth(args.largest) else 1


if __name__ == "__main__":
    sys.exit(main())
