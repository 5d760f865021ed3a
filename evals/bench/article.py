"""How the time of the article rules grows with the text, under floods that patterns choke on.

    python evals/bench/article.py [CHARACTERS]        (default 160,000)

Drowns a seed ledger in each flood of `tests/cases/article_floods.toml`, at an
eighth of the size and at the whole, and prints CPU time and growth: eight
times the text takes about eight times as long where time is linear, and 64
times where it is quadratic. Then reads the largest file that `ledgergen check`
takes, made of nothing but tiny lines of front matter. Exits 1 where a flood
grows more than 24 times.
"""

from __future__ import annotations

import sys
import time
import tomllib
from pathlib import Path

from ledgergen.adapters.ledger_texts import MAX_BYTES
from ledgergen.core.article.rules import check_article
from ledgergen.model.dossier import Dossier

ROOT = Path(__file__).parents[2]
SEED = (ROOT / "seeds" / "452008-closeness.md").read_bytes().decode()
DOSSIER = Dossier(movie_id=452008, title="Closeness", year=2017, directors=("Kantemir Balagov",))
MAX_GROWTH = 24
NOISE_S = 0.2
"""Below this a clock's grain says more than the growth."""


def measure(text: str) -> float:
    """Return the CPU seconds that checking a text takes."""
    started = time.process_time()
    check_article(text, dossier=DOSSIER, seeds=[SEED])
    return time.process_time() - started


def drown(unit: str, n_chars: int) -> str:
    """Return the seed with the flood in its Director line and at its end."""
    flood = unit * (n_chars // len(unit))
    return f"{SEED[: SEED.index('Kantemir') + 1]}{flood}x\n{SEED[300:]} {flood}"


def main() -> int:
    """Run all of it; returns the exit code."""
    n_chars = int(sys.argv[1]) if len(sys.argv) > 1 else 160_000
    floods = tomllib.loads((ROOT / "tests/cases/article_floods.toml").read_text("utf-8"))["flood"]
    measure(SEED)  # compiles and caches
    is_good = True
    for name, unit in floods.items():
        small, large = measure(drown(unit, n_chars // 8)), measure(drown(unit, n_chars))
        is_linear = large < MAX_GROWTH * small + NOISE_S
        is_good = is_good and is_linear
        print(f"{name:<12} {small:7.3f} s  {large:7.3f} s  × {large / max(small, 1e-6):5.1f}")
    for line in ("a: b\n", "a\n", "\n"):
        seconds = measure("---\n" + line * (MAX_BYTES // len(line)) + "---\n")
        print(f"{MAX_BYTES:,} bytes of front matter in lines of {line!r}: {seconds:.1f} s")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
