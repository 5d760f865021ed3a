"""Numbers as data: cardinals, ordinals, scales, fractions, multiples, and nouns that are numbers."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from ledgergen.core.figures.wordlists import split_rows, word_list

CARDINALS: Final[Mapping[str, int]] = MappingProxyType(
    {
        word: number
        for number, word in enumerate(
            word_list(
                "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
                "fifteen sixteen seventeen eighteen nineteen"
            )
        )
    }
    | {
        word: number * 10
        for number, word in enumerate(word_list("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
    }
    | {"fourty": 40, "nought": 0}
)
"""Number words below one hundred that are one word."""

ORDINALS: Final[Mapping[str, int]] = MappingProxyType(
    {
        word: number
        for number, word in enumerate(
            word_list(
                "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
                "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
            ),
            1,
        )
    }
    | {
        word: number * 10
        for number, word in enumerate(
            word_list("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"), 2
        )
    }
    | {"hundredth": 100, "thousandth": 1000, "millionth": 10**6, "umpteenth": 0}
)

ORDINAL_SUFFIXES: Final = frozenset({"st", "nd", "rd", "th", "sts", "nds", "rds", "ths", "er", "º", "ª"})

SCALES: Final[Mapping[str, int]] = MappingProxyType(
    {
        "hundred": 100,
        "dozen": 12,
        "score": 20,
        "thousand": 10**3,
        "grand": 10**3,
        "lakh": 10**5,
        "lakhs": 10**5,
        "million": 10**6,
        "millions": 10**6,
        "mil": 10**6,
        "crore": 10**7,
        "crores": 10**7,
        "billion": 10**9,
        "billions": 10**9,
        "milliard": 10**9,
        "trillion": 10**12,
        "quadrillion": 10**15,
    }
)
"""Words that multiply the number before them."""

SHORT_SCALES: Final[Mapping[str, int]] = MappingProxyType(
    {
        "k": 10**3,
        "m": 10**6,
        "mn": 10**6,
        "mm": 10**6,
        "mio": 10**6,
        "b": 10**9,
        "bn": 10**9,
        "t": 10**12,
        "tn": 10**12,
        "cr": 10**7,
    }
)
"""Letters glued to digits; `m` and `k` are read so with money or a counted noun only."""

GLYPH_FRACTIONS: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "½": (1, 2),
        "⅓": (1, 3),
        "⅔": (2, 3),
        "¼": (1, 4),
        "¾": (3, 4),
        "⅕": (1, 5),
        "⅖": (2, 5),
        "⅗": (3, 5),
        "⅘": (4, 5),
        "⅙": (1, 6),
        "⅚": (5, 6),
        "⅛": (1, 8),
        "⅜": (3, 8),
        "⅝": (5, 8),
        "⅞": (7, 8),
    }
)

FRACTION_WORDS: Final[Mapping[str, int]] = MappingProxyType(
    {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
    | {word: number for word, number in ORDINALS.items() if number > 2}
    | {word + "s": number for word, number in ORDINALS.items() if number > 2}
)
"""Denominators. The singular ordinals among them are fractions only after “a”, “one” or a hyphen."""

MULTIPLES: Final[Mapping[str, Decimal]] = MappingProxyType(
    {
        form: Decimal(meaning)
        for form, meaning in split_rows(
            """
            halve halved halves halving = 0.5
            twice double doubled doubles doubling twofold = 2
            thrice triple tripled triples tripling trebled treble trebling threefold = 3
            quadruple quadrupled quadruples quadrupling fourfold = 4
            quintuple quintupled quintupling fivefold = 5
            sextuple sextupled sixfold = 6
            septupled sevenfold = 7
            octupled eightfold = 8
            ninefold = 9
            tenfold = 10
            elevenfold = 11
            twelvefold = 12
            thirteenfold = 13
            fourteenfold = 14
            fifteenfold = 15
            sixteenfold = 16
            seventeenfold = 17
            eighteenfold = 18
            nineteenfold = 19
            twentyfold = 20
            thirtyfold = 30
            fortyfold = 40
            fiftyfold = 50
            sixtyfold = 60
            hundredfold = 100
            thousandfold = 1000
            """
        ).items()
    }
)

COLLECTIVES: Final[Mapping[str, int]] = MappingProxyType(
    {"couple": 2, "pair": 2, "duo": 2, "trio": 3, "quartet": 4, "quintet": 5, "sextet": 6, "single": 1}
)
"""Nouns that count what follows: “a trio of prizes”, “a single screen”."""

VAGUE_PLURALS: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "tens": (20, 99),
        "dozens": (24, 99),
        "scores": (40, 199),
        "hundreds": (200, 999),
        "thousands": (2_000, 9_999),
        "millions": (2 * 10**6, 999 * 10**6),
        "billions": (2 * 10**9, 999 * 10**9),
        "trillions": (2 * 10**12, 999 * 10**12),
    }
)

HYPHENS: Final = frozenset("-‐‑–")
