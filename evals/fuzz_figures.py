"""Feed the figure check any text with any evidence, and hold it to its laws.

    python evals/fuzz_figures.py [INPUTS] [--seed N] [--seconds S] [--only NUMBER]

Makes INPUTS pairs of a text and a dossier (default 100,000), each from the seed
and its own number alone, so that a broken one is made again by `--only`. Texts
are ledgers with pieces cut, moved and swapped, the words that figures are made
of in any order, digits in any notation and script, floods of one unit, any
characters at all; dossiers are the shipped ones, whole and with their values
spoiled, prose, JSON values, and none. With `--seconds` it stops there, and says how
far it came.

An input is handled wrongly where the check raises, gives up on a figure (rule
V00), loses a digit, returns a span that is out of order, out of range or not its
text, proves something without evidence, names no rule or reason, answers
otherwise when asked again or by the check of nearly the same text, or makes a
report that its own format cannot hold.
Prints how many inputs of which kinds ran and each wrong one; exits 1 if there
was any.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ledgergen import Dossier, check
from ledgergen.adapters.dossiers import load_dossier
from ledgergen.codec import report_from_json, report_to_json
from ledgergen.core.checking import recheck
from ledgergen.core.figures.prepared import prepare
from ledgergen.core.figures.rules import NOT_EXAMINED
from ledgergen.core.figures.scan.found import UNREADABLE
from ledgergen.core.figures.scan.lexicon.dates import MONTHS, SEASONS
from ledgergen.core.figures.scan.lexicon.hedges import HEDGES
from ledgergen.core.figures.scan.lexicon.money import CURRENCIES
from ledgergen.core.figures.scan.lexicon.names import IDIOMS
from ledgergen.core.figures.scan.lexicon.numbers import (
    CARDINALS,
    COLLECTIVES,
    FRACTION_WORDS,
    GLYPH_FRACTIONS,
    MULTIPLES,
    ORDINALS,
    SCALES,
    SHORT_SCALES,
    VAGUE_PLURALS,
)
from ledgergen.core.figures.scan.lexicon.units import MEASURE_UNITS, TIME_UNITS
from ledgergen.model.dossier import Fact, Passage
from ledgergen.model.report import Report, Verdict

ROOT = Path(__file__).parents[1]
PROVEN = frozenset({Verdict.EXACT, Verdict.ROUNDED, Verdict.DERIVED})
AGAIN_EVERY = 20
"""One input in so many is checked twice and written to JSON and back."""

_TABLES = (
    CARDINALS, ORDINALS, SCALES, SHORT_SCALES, MONTHS,
    SEASONS, TIME_UNITS, CURRENCIES, HEDGES, MULTIPLES,
    VAGUE_PLURALS, COLLECTIVES, FRACTION_WORDS, GLYPH_FRACTIONS,
    MEASURE_UNITS,
)  # fmt: skip
_LOOSE = """
    a an and of or in to from between at by per his her the film director cost grossed budget worldwide
    won age aged old -year-old figures points stars out early mid late 1976 1,200 1,2,3 0 00 7 31 12.5 .5
    1e9 999999999999 123456789012345678901234567890 % $ US$ € ¥ - – — / : , . ; ( ) [ ] * ** _ “ ” " ' ’ #
    --- + ± ~ < > = × x th s \u200b \u200d \u202e \u2066 \u0301 \ufe0f \ufeff \u00ad İ ﬁ ² ½ ⅜ Ⅷ ٣ १ １２ 一
    二十 𝟙 ① 😀 \ud800 \x00 \x1c
"""
_WORDS = sorted({*(word for table in _TABLES for word in table), *(i[0] for i in IDIOMS), *_LOOSE.split()})
_GLUE = ("", " ", " ", " ", " ", "-", "\u00a0", "\n", "\n\n", ", ", ". ")
_DIGITS = ("0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")
_MARKS = (",", ".", " ", "'", "’", "\u202f", "\u00a0", "-", "–", "/", ":", "٬", "٫", "_", "\u200b")
_VALUES = (
    "0",
    "-5",
    "1e9",
    "",
    "NaN",
    "Infinity",
    "1976-02-30",
    "1976-13",
    "9999-12-31",
    "0001-01-01",
    "1:0",
    "Palme",
)
_UNITS = (None, "USD", "EUR", "min", "days", "people", "percent", "count", "usd", "")


@dataclass(frozen=True)
class Input:
    """A text and the evidence it is checked against."""

    kind: str
    text: str
    dossier: Dossier


@cache
def load_ledgers() -> tuple[tuple[str, Dossier], ...]:
    """Return the ledgers that ship with the project, each with its dossier."""
    dossiers = {d.movie_id: d for d in map(load_dossier, sorted((ROOT / "seeds/dossiers").glob("*.yaml")))}
    paths = sorted([*(ROOT / "seeds").glob("*.md"), *(ROOT / "evals/figures/texts").glob("*.md")])
    return tuple((path.read_text("utf-8"), dossiers[int(path.name.split("-")[0])]) for path in paths)


def cut(rng: random.Random, text: str, n_chars: int) -> str:
    """Return a stretch of the text."""
    start = rng.randrange(max(1, len(text) - n_chars))
    return text[start : start + rng.randint(1, n_chars)]


def write_digits(rng: random.Random) -> str:
    """Return digits in some script, with any marks between and around them."""
    script = rng.choice(_DIGITS)
    groups = [
        "".join(rng.choices(script, k=rng.choice((1, 1, 2, 3, 3, 4, 9)))) for _ in range(rng.randint(1, 6))
    ]
    number = "".join(group + rng.choice(("", *_MARKS)) for group in groups)
    return (
        rng.choice(("", "$", "€", "-", "(", "in ", "about "))
        + number
        + rng.choice(("", "%", " million", "th", "s"))
    )


def mix_words(rng: random.Random) -> str:
    """Return the words of figures in any order."""
    words = [rng.choice(_WORDS) + rng.choice(_GLUE) for _ in range(rng.randint(1, 30))]
    text = "".join(words)
    return rng.choice((text, text, text.title(), text.upper()))


def mix_digits(rng: random.Random) -> str:
    """Return a few numbers among words."""
    return " ".join(rng.choice((write_digits(rng), rng.choice(_WORDS))) for _ in range(rng.randint(1, 12)))


def draw_characters(rng: random.Random) -> str:
    """Return any code points, lone surrogates among them."""
    top = rng.choice((0x80, 0x250, 0x3000, 0x110000))
    return "".join(chr(rng.randrange(top)) for _ in range(rng.randint(0, 120)))


def flood(rng: random.Random) -> str:
    """Return one unit over and over."""
    unit = rng.choice(
        (rng.choice(_WORDS), write_digits(rng), rng.choice(_WORDS) + rng.choice(_GLUE), "\n", "( ")
    )
    return cut(rng, unit * 400, 900)


def spoil_ledger(rng: random.Random) -> str:
    """Return a piece of a ledger with stretches deleted, doubled, moved, and words put in."""
    text = cut(rng, rng.choice(load_ledgers())[0], rng.choice((80, 300, 300, 1200)))
    for _ in range(rng.randint(0, 6)):
        at, length = rng.randrange(len(text) + 1), rng.choice((1, 1, 3, 12))
        new = rng.choice(("", text[at : at + length] * 2, rng.choice(_WORDS), write_digits(rng)))
        text = text[:at] + new + text[at + length :]
    return text


TEXTS: dict[str, Callable[[random.Random], str]] = {
    "words": mix_words,
    "digits": mix_digits,
    "characters": draw_characters,
    "flood": flood,
    "ledger": spoil_ledger,
}


def draw_json(rng: random.Random, depth: int = 3) -> object:
    """Return any JSON value, now and then a table."""
    leaf: tuple[object, ...] = (
        None,
        True,
        rng.randint(-9, 10**6),
        1e300,
        rng.choice(_WORDS),
        write_digits(rng),
    )
    if not depth or rng.random() < 0.3:
        return rng.choice(leaf)
    n = rng.randint(0, 4)
    if rng.random() < 0.4:
        rows = [[str(draw_json(rng, 0)) for _ in range(n)] for _ in range(rng.randint(0, 5))]
        return {"title": rng.choice(_WORDS), "columns": [rng.choice(_WORDS) for _ in range(n)], "rows": rows}
    if rng.random() < 0.5:
        return [draw_json(rng, depth - 1) for _ in range(n)]
    return {rng.choice(_WORDS): draw_json(rng, depth - 1) for _ in range(n)}


def spoil_fact(rng: random.Random, fact: Fact) -> Fact:
    """Return the fact with any value, unit or subject."""
    value = rng.choice((*_VALUES, write_digits(rng), fact.value + "0"))
    change = rng.choice(({"value": value}, {"unit": rng.choice(_UNITS)}, {"subject": rng.choice(_WORDS)}))
    return fact.model_copy(update=change)


def spoil_dossier(rng: random.Random, dossier: Dossier) -> Dossier:
    """Return the dossier with facts spoiled and dropped, and prose of any sort beside them."""
    facts = tuple(
        spoil_fact(rng, fact) if rng.random() < 0.2 else fact for fact in dossier.facts if rng.random() < 0.9
    )
    prose = rng.choice(tuple(TEXTS.values()))(rng)
    passages = (*dossier.passages, Passage(id="p", text=prose, source="s"))
    return dossier.model_copy(update={"facts": facts, "passages": passages, "title": rng.choice(_WORDS)})


def build_dossier(rng: random.Random, text: str) -> tuple[str, Dossier]:
    """Return evidence, and what sort it is."""
    shipped = rng.choice(load_ledgers())[1]
    kind = rng.choice(("shipped", "spoiled", "prose", "records", "none"))
    if kind == "spoiled":
        return kind, spoil_dossier(rng, shipped)
    if kind == "prose":
        return kind, Dossier.from_texts([rng.choice(tuple(TEXTS.values()))(rng), cut(rng, text + " ", 200)])
    if kind == "records":
        return kind, Dossier.from_records([draw_json(rng) for _ in range(rng.randint(0, 2))])
    return kind, shipped if kind == "shipped" else Dossier(movie_id=0, title="")


def build_input(seed: int, number: int) -> Input:
    """Make one input, from the seed and its number alone."""
    rng = random.Random(f"{seed}/{number}")  # noqa: S311  nothing is kept secret by it
    kind = rng.choice(tuple(TEXTS))
    text = TEXTS[kind](rng)
    evidence, dossier = build_dossier(rng, text)
    return Input(f"{kind} beside {evidence}", text, dossier)


def find_wrongs(given: Input, *, is_thorough: bool) -> Iterator[str]:
    """Check one input and yield what is wrong with the report."""
    try:
        report = check(given.text, given.dossier)
        again = check(given.text, given.dossier) if is_thorough else report
        mended = check_mended(given) if is_thorough else report
        back = report_from_json(json.loads(json.dumps(report_to_json(report)))) if is_thorough else report
    except Exception as error:  # noqa: BLE001  any exception at all is what is looked for
        yield f"raised {error!r}"
        return
    yield from find_wrong_spans(report, given.text)
    yield from find_wrong_verdicts(report, given.dossier)
    if again != report:
        yield "answered otherwise when asked again"
    if mended != report:
        yield "answered otherwise by the check of nearly the same text"
    if back != report:
        yield "its report is not what was written to JSON"


def check_mended(given: Input) -> Report:
    """Check an input by what a check of it has kept, some characters of whose midst were missing."""
    middle, prepared = len(given.text) // 2, prepare(given.dossier)
    known = recheck(given.text[:middle] + given.text[middle + _MISSING :], prepared).kept
    return recheck(given.text, prepared, known).report


_MISSING = 9


def find_wrong_spans(report: Report, text: str) -> Iterator[str]:
    """Yield spans that are out of order or not their text, and digits that no span holds."""
    free = 0
    lost = []
    for figure in report.figures:
        if not free <= figure.start < figure.end <= len(text):
            yield f"span {figure.start}..{figure.end} after {free} in {len(text)} characters"
        if text[figure.start : figure.end] != figure.text:
            yield f"{figure.text!r} is not the text at {figure.start}"
        lost += [char for char in text[free : figure.start] if char.isdecimal()]
        free = max(free, figure.end)
    lost += [char for char in text[free:] if char.isdecimal()]
    if lost:
        yield f"lost the digits {''.join(lost)!r}"


def find_wrong_verdicts(report: Report, dossier: Dossier) -> Iterator[str]:
    """Yield what fails open or was given up."""
    is_bare = not (dossier.facts or dossier.passages or dossier.records)
    for figure in report.figures:
        if figure.rule == NOT_EXAMINED:
            yield f"gave up on {figure.text!r}: {figure.reason}"
        if not figure.reason or not figure.rule:
            yield f"{figure.text!r} has no rule or no reason"
        if figure.verdict in PROVEN:
            if is_bare or not (figure.formula or any(support.agrees for support in figure.evidence)):
                yield f"{figure.text!r} is {figure.verdict} by nothing ({figure.rule})"
            if figure.unit == UNREADABLE and not any(figure.text in s.statement for s in figure.evidence):
                yield f"{figure.text!r} was not read, and is {figure.verdict} ({figure.rule})"


def main(argv: list[str] | None = None) -> int:
    """Run all of it; returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("inputs", nargs="?", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long")
    parser.add_argument("--only", type=int, help="run this input alone and print it")
    args = parser.parse_args(argv)
    numbers = range(args.inputs) if args.only is None else range(args.only, args.only + 1)
    kinds: Counter[str] = Counter()
    n_wrong = 0
    stop = time.monotonic() + args.seconds
    for number in numbers:
        if time.monotonic() > stop:
            break
        given = build_input(args.seed, number)
        kinds[given.kind] += 1
        if args.only is not None:
            print(ascii(given.text), given.dossier.model_dump_json(), sep="\n")
        for wrong in find_wrongs(given, is_thorough=number % AGAIN_EVERY == 0 or args.only is not None):
            n_wrong += 1
            print(f"input {number} ({given.kind}): {wrong!a}", file=sys.stderr)
    for kind, n in sorted(kinds.items()):
        print(f"{n:>8,}  {kind}")
    print(f"{kinds.total():>8,}  inputs of seed {args.seed}, {n_wrong} handled wrongly")
    return 1 if n_wrong else 0


if __name__ == "__main__":
    sys.exit(main())
