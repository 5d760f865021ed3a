"""How the cost of the figure check grows with the text and with the evidence."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from evals.bench.figures_cases import ROOT
from ledgergen import Dossier, check
from ledgergen.adapters.dossiers import load_dossier
from ledgergen.model.dossier import Fact, Passage

MAX_EXPONENT = 1.3
NOISE_S = 0.02
"""Below this a clock's grain says more than the growth."""


class Growth(NamedTuple):
    """One thing that grows, and what each of its sizes took."""

    name: str
    taken: tuple[tuple[int, float], ...]
    """Size and CPU seconds, ascending."""
    exponent: float
    """Between the two largest: 1 where time is linear, 2 where it is quadratic."""

    @property
    def is_linear(self) -> bool:
        """Tell whether time grows no faster than what is read, within the noise."""
        return self.exponent <= MAX_EXPONENT


def measure_growths(largest: int) -> Iterator[Growth]:
    """Measure every growth; `largest` is the size of the largest text in characters."""
    for name, makers in _list_growths(largest):
        taken = []
        for size, text, make in makers:
            dossier = make()
            started = time.process_time()
            check(text, dossier)
            taken.append((size, time.process_time() - started))
        (small, before), (large, after) = taken[-2:]
        exponent = math.log(max(after, NOISE_S) / max(before, NOISE_S)) / math.log(large / small)
        yield Growth(name, tuple(taken), exponent)


def _list_growths(largest: int) -> Iterator[tuple[str, Sequence[tuple[int, str, Callable[[], Dossier]]]]]:
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
    yield "dossier: facts", [(n, ledger, partial(_build_facts, n)) for n in (10, 100, 1_000, 10_000)]
    yield (
        "dossier: passages",
        [(n, ledger, partial(_build_passages, dossier, prose, n)) for n in (10, 100, 1_000, 5_000)],
    )


def _build_facts(n: int) -> Dossier:
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


def _build_passages(dossier: Dossier, prose: str, n: int) -> Dossier:
    """Make a dossier with so many passages of 500 characters beside its facts."""
    starts = [number * 37 % (len(prose) - 500) for number in range(n)]
    passages = tuple(Passage(id=f"p{at}", text=prose[at : at + 500], source="s") for at in starts)
    return dossier.model_copy(update={"passages": passages})
