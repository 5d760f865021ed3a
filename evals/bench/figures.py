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
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

from ledgergen import Dossier, check
from ledgergen.adapters.dossiers import load_dossier
from ledgergen.core.article.article import build_article
from ledgergen.core.article.render import render_article
from ledgergen.core.drafting.citations import build_draft_text
from ledgergen.core.writer.ledger import build_sections
from ledgergen.model.dossier import Fact, Passage

ROOT = Path(__file__).parents[2]
RIVALS = {
    "quantulum3": ("quantulum3",),
    "recognizers-text": ("recognizers-text-suite", "emoji<2"),  # with a newer emoji it cannot be imported
}
RIVAL_WORDS = 3_000
"""Words of each set that the rivals read: they need seconds for as many."""
MAX_EXPONENT = 1.3
NOISE_S = 0.02
"""Below this a clock's grain says more than the growth."""


@dataclass(frozen=True)
class Case:
    """One text and its evidence; `gold` says of labelled spans whether they must be flagged."""

    text: str
    make: Callable[[], Dossier]
    evidence: str
    gold: tuple[tuple[int, int, bool], ...] = ()

    @property
    def n_words(self) -> int:
        """Words of text and evidence."""
        return max(1, len(self.text.split()) + len(self.evidence.split()))


@dataclass(frozen=True)
class Outcome:
    """What one reader made of a case: the time, and the labelled spans it flags."""

    ms_per_1000_words: float
    flagged: tuple[bool, ...]


def join_strings(value: object) -> str:
    """Return every string and number of a JSON value, in order."""
    if isinstance(value, dict):
        return "\n".join(map(join_strings, value.values()))
    if isinstance(value, list | tuple):
        return "\n".join(map(join_strings, value))
    return "" if value is None else str(value)


def load_folder(folder: Path) -> dict[str, list[Case]]:
    """Read labelled texts."""
    sets: dict[str, list[Case]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        sets[path.name.split(".")[0]] = [
            read_line(json.loads(line)) for line in path.read_text("utf-8").splitlines()
        ]
    ledgers = []
    for path in sorted(folder.glob("*/ledger.md")):
        values = json.loads((path.parent / "dossier.json").read_text("utf-8"))
        figures = json.loads((path.parent / "gold.json").read_text("utf-8"))["figures"]
        gold = tuple((f["start"], f["end"], f["label"] in {"wrong", "baseless"}) for f in figures)
        text = path.read_text("utf-8")
        ledgers.append(Case(text, partial(Dossier.model_validate, values), join_strings(values), gold))
    return sets | ({folder.name: ledgers} if ledgers else {})


def read_line(case: dict[str, object]) -> Case:
    """Read one labelled text of a `*.jsonl`."""
    evidence, mentions = case["evidence"], case["mentions"]
    assert isinstance(evidence, list)
    assert isinstance(mentions, list)
    gold = tuple((m["start"], m["end"], bool(m["gold"])) for m in mentions if m["gold"] is not None)
    is_prose = all(isinstance(item, str) for item in evidence)
    build = Dossier.from_texts if is_prose else Dossier.from_records
    return Case(str(case["text"]), lambda: build(evidence), join_strings(evidence), gold)


def load_shipped() -> dict[str, list[Case]]:
    """Return what ships with the project."""
    dossiers = {d.movie_id: d for d in map(load_dossier, sorted((ROOT / "seeds/dossiers").glob("*.yaml")))}
    paths = sorted([*(ROOT / "seeds").glob("*.md"), *(ROOT / "evals/figures/texts").glob("*.md")])
    ledgers = [(path.read_text("utf-8"), dossiers[int(path.name.split("-")[0])]) for path in paths]
    written = [(write_ledger(dossier), dossier) for dossier in dossiers.values()]
    return {
        "shipped ledgers": [build_case(text, dossier) for text, dossier in ledgers],
        "written ledgers": [build_case(text, dossier) for text, dossier in written],
        "beside prose": [build_prose_case(text, other) for (text, _), (other, _) in pairwise(ledgers)],
    }


def build_case(text: str, dossier: Dossier) -> Case:
    """Return a case of structured evidence, which is read from its file's values each time."""
    values = dossier.model_dump(mode="json", by_alias=True)
    return Case(text, lambda: Dossier.model_validate(values), join_strings(values))


def build_prose_case(text: str, other: str) -> Case:
    """Return a case of prose evidence: the paragraphs of two ledgers, the text's own among them."""
    paragraphs = [part for part in (*text.split("\n"), *other.split("\n")) if len(part) > 80]
    return Case(" ".join(paragraphs[:4]), lambda: Dossier.from_texts(paragraphs), "\n".join(paragraphs))


def write_ledger(dossier: Dossier) -> str:
    """Write a ledger with the built-in writer."""
    article = build_article(
        movie_id=dossier.movie_id,
        title=dossier.title,
        directors=dossier.directors,
        year=dossier.year,
        sections=[section.text for section in build_draft_text(build_sections(dossier)).sections],
    )
    return render_article(article)


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


def pick(cases: Sequence[Case], n_words: int) -> list[Case]:
    """Choose cases evenly until they have so many words."""
    step = max(1, len(cases) * n_words // max(sum(case.n_words for case in cases), 1))
    return list(cases[:: max(1, len(cases) // step)])


def compare(name: str, cases: Sequence[Case], *, with_rivals: bool) -> None:
    """Print the costs of one set."""
    run_ledgergen(cases[0])  # compiles and caches
    everything = [run_ledgergen(case) for case in cases]
    print(
        f"\n{name}: {len(cases):,} texts, {sum(case.n_words for case in cases):,} words of text and evidence"
    )
    say("ledgergen", cases, everything)
    if any(case.gold for case in cases):
        say("string test", cases, [run_string_test(case) for case in cases])
    sample = pick(cases, RIVAL_WORDS)
    for rival in RIVALS if with_rivals else ():
        outcomes = run_rival(rival, sample)
        if isinstance(outcomes, str):
            print(f"  {rival:<17} did not run: {outcomes}")
            continue
        ours = statistics.median(run_ledgergen(case).ms_per_1000_words for case in sample)
        ratio = statistics.median(outcome.ms_per_1000_words for outcome in outcomes) / ours
        say(rival, sample, outcomes, f"{ratio:,.0f} × ledgergen's {ours:.1f} on the same {len(sample)} texts")


def say(name: str, cases: Sequence[Case], outcomes: Sequence[Outcome], more: str = "") -> None:
    """Print one reader's line."""
    cost = statistics.median(outcome.ms_per_1000_words for outcome in outcomes)
    f1 = measure_f1(cases, outcomes)
    print(f"  {name:<17} {cost:9,.2f} ms  {'' if f1 is None else f'F1 {f1:.3f}'}  {more}".rstrip())


def list_growths(largest: int) -> Iterator[tuple[str, Sequence[tuple[int, str, Callable[[], Dossier]]]]]:
    """Yield what grows: sizes with their text, and the maker of their dossier."""
    dossier = load_dossier(ROOT / "seeds/dossiers/578-jaws.yaml")
    ledger = (ROOT / "seeds/578-jaws.md").read_text("utf-8")
    prose = ledger[ledger.index("**1.") :].replace("**", "") + "\n\n"
    units = {
        "prose": prose, "one line of prose": prose.replace("\n", " "),
        "one line, no stops": "the film took $4 million in 1976 and ",
        "digits": "1234567890", "numbers": "12,345 ", "lists": "1,2,3,", "number words": "twenty-five ",
        "marks": "*“(", "zero width": "1\u200b",
    }  # fmt: skip
    for name, unit in units.items():
        most = largest if "prose" in name else largest // 20  # where every word is a figure
        sizes = [most // 100, most // 10, most]
        yield f"text: {name}", [(n, (unit * (n // len(unit) + 1))[:n], lambda: dossier) for n in sizes]
    yield "dossier: facts", [(n, ledger, partial(build_facts, n)) for n in (10, 100, 1_000, 10_000)]
    yield (
        "dossier: passages",
        [(n, ledger, partial(build_passages, dossier, prose, n)) for n in (10, 100, 1_000, 5_000)],
    )


def build_facts(n: int) -> Dossier:
    """Make a dossier of so many facts, of 500 films at most."""
    kinds = (("gross", "USD"), ("budget", "USD"), ("release_date", None), ("award", None))
    facts = []
    for number in range(n):
        attribute, unit = kinds[number % 4]
        value = (f"{1000 + number}", f"{5000 + number}", f"{1900 + number % 120}-05-03", "Golden Palm")[
            number % 4
        ]
        subject = f"Film {number % 500}" if number >= 8 else "Jaws"
        facts.append(
            Fact(id=f"f{number}", subject=subject, attribute=attribute, value=value, unit=unit, source="s")
        )
    return Dossier(movie_id=578, title="Jaws", year=1975, directors=("Steven Spielberg",), facts=tuple(facts))


def build_passages(dossier: Dossier, prose: str, n: int) -> Dossier:
    """Make a dossier with so many passages of 500 characters beside its facts."""
    starts = [number * 37 % (len(prose) - 500) for number in range(n)]
    passages = tuple(Passage(id=f"p{at}", text=prose[at : at + 500], source="s") for at in starts)
    return dossier.model_copy(update={"passages": passages})


def show_growth(largest: int) -> bool:
    """Print CPU seconds by size, and the exponent between the two largest; returns whether all are linear."""
    print("\nCPU seconds, and the exponent of their growth at the largest sizes")
    is_good = True
    for name, makers in list_growths(largest):
        taken = []
        for size, text, make in makers:
            dossier = make()
            started = time.process_time()
            check(text, dossier)
            taken.append((size, time.process_time() - started))
        (small, before), (large, after) = taken[-2:]
        exponent = math.log(max(after, NOISE_S) / max(before, NOISE_S)) / math.log(large / small)
        is_good = is_good and exponent <= MAX_EXPONENT
        row = "  ".join(f"{size:>9,}: {seconds:8.3f}" for size, seconds in taken)
        print(f"  {name:<24} {row}  exponent {exponent:.2f}", flush=True)
    return is_good


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
    for name, cases in (sets or load_shipped()).items():
        compare(name, cases, with_rivals=not args.no_rivals)
    return 0 if args.no_growth or show_growth(args.largest) else 1


if __name__ == "__main__":
    sys.exit(main())
