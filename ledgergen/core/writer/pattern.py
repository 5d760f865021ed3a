"""What a sentence pattern is, and the images it draws on.

A pattern is one or two sentences of prose with slots in braces. It applies
when the dossier filled every slot it names and every flag in `when` stands
(`!flop` asks that it does not). `move` says what the sentence is for. Pattern
texts hold no figures of their own, neither digits nor number words: a test
holds them to it.

Finance is the house's one conceit, and conceits wear out fast: `find_images`
names the stems a text plays on, and no ledger plays on one twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ledgergen.codec import hash_text

SLOT = re.compile(r"\{(\w+)\}")
SENTENCE_END = re.compile(r"(?<=[.!?]) +")

_IMAGES = re.compile(
    r"\b(equit|leverag|exposure|dividend|collateral|hedg|audit|underwr|portfolio|liabilit|premium|discount|"
    r"yield|bond|margin|solven|solvency|amorti|deprecia|apprecia|compound|princip(?:al\b)|interest\b|coupon|"
    r"balance|ledger|prospectus|share(?:holder|s\b)|stock|listing|float|futures|option\b|arbitrag|speculat|"
    r"capital|invest|asset|credit(?:or|worthi| line|s? rating)|debt|loan|lend|mortgage|insur|actuar|risk|"
    r"wager|gamble|stake|bet\b|odds|treasury|mint|currency|exchange|broker|trad(?:e|ing)\b|market|valu(?:e|at)|"
    r"price|cost|bill\b|invoice|receipt|account(?:s|ant|ing)?\b|book(?:s|keep)|column|entry|entries|line item"
    r"|"
    r"write-?(?:off|down)|wrote off|write[- ]off|impair|default|bankrupt|receiver|liquidat|reserve|cushion|"
    r"surplus|deficit|profit|loss|return|payout|payoff|windfall|paper|maturity|matur|tranche|syndicat|"
    r"guarant|covenant|contract|terms|tender|bid\b|auction|overhead|scale|unit|supply|inventory|"
    r"diversif|concentrat|position|short(?:ed)?\b|rating|benchmark|index|blue chip|growth|venture|seed|"
    r"goodwill|brand|franchise|royalt|annuit|pension|endowment|trust|fund|bank|vault|safe|cash|coin|"
    r"spread|duration|volatil|beta|drift|correction|rally|boom|bubble|crash|bull|bear\b|swap|refinanc|"
    r"clearing|settle|quot(?:e|ation)|ticker|bell|opening price|denominat|rate\b|runway|burn)",
    re.IGNORECASE,
)
_PLAIN = frozenset(
    {
        "cost",
        "price",
        "return",
        "short",
        "stake",
        "scale",
        "market",
        "position",
        "cash",
        "account",
        "accounts",
    }
)
"""Stems too ordinary to count as a flourish each time they occur."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One way of saying one thing."""

    id: str
    move: str
    text: str
    needs: frozenset[str]
    wants: frozenset[str]
    bars: frozenset[str]
    images: frozenset[str]


def build_bank(prefix: str, table: str) -> tuple[Pattern, ...]:
    """Read a table of patterns: a line `move: flags`, then the text, indented and wrapped at will."""
    rows: list[tuple[str, str, list[str]]] = []
    for line in table.splitlines():
        if line.startswith(" "):
            rows[-1][2].append(line.strip())
        elif line:
            move, _, when = line.partition(":")
            rows.append((move, when, []))
    return tuple(_build_pattern(prefix, move, when.split(), " ".join(lines)) for move, when, lines in rows)


def _build_pattern(prefix: str, move: str, flags: list[str], text: str) -> Pattern:
    return Pattern(
        # Named by its words: a row added or mended leaves the choice among the others alone.
        id=f"{prefix}-{hash_text(f'{move}: {text}')[:8]}",
        move=move,
        text=text,
        needs=frozenset(SLOT.findall(text)) - NAMES,
        wants=frozenset(flag for flag in flags if not flag.startswith("!")),
        bars=frozenset(flag[1:] for flag in flags if flag.startswith("!")),
        images=find_images(text),
    )


def find_images(text: str) -> frozenset[str]:
    """Return the stems of finance that a text plays on."""
    words = SLOT.sub(" ", text)
    return frozenset(match[1].lower() for match in _IMAGES.finditer(words)) - _PLAIN


NAMES = frozenset({"D", "Ds", "film", "was", "were", "has", "the_director", "the_directors"})
"""Slots that the writer always fills: who directed, what it is called, and verbs that agree."""
