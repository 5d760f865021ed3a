"""Every code that a report can name, in one table: what `ledgergen explain` and the README read."""

from __future__ import annotations

import difflib

from ledgergen.core.article.rules import RULES as ARTICLE_RULES
from ledgergen.core.collection.rules import RULES as COLLECTION_RULES
from ledgergen.core.drafting import flow
from ledgergen.core.drafting.citations import RULES as REPLY_RULES
from ledgergen.core.figures import rules as figure_rules
from ledgergen.core.figures.passages import rules as passages_rules
from ledgergen.core.figures.records import rules as records_rules
from ledgergen.core.figures.scan import exempt as scan_exempt
from ledgergen.errors import InputError
from ledgergen.model.report import Severity, Verdict
from ledgergen.model.rule import Rule

FIGURE_RULES: tuple[Rule, ...] = (
    Rule(
        code="LG101",
        name="unsupported figure",
        severity=Severity.ERROR,
        summary="No evidence in the dossier proves this figure.",
        why="A figure that nobody can trace is how a wrong one gets into print.",
        bad="The film cost $62 million. (the dossier holds no budget)",
        good="The film's cost was never disclosed.",
        fix="Remove the figure, or add a fact with its source to the dossier.",
    ),
    Rule(
        code="LG102",
        name="conflicting figure",
        severity=Severity.ERROR,
        summary="Evidence about this very thing says otherwise.",
        why="The source is at hand and the sentence contradicts it.",
        bad="The film cost $62 million. (budget in the dossier: 55000000 USD)",
        good="The film cost $55 million.",
        fix="Put in the value that the message names, or correct the dossier if its source is wrong.",
    ),
    Rule(
        code="LG103",
        name="stale figure",
        severity=Severity.ERROR,
        summary="The evidence has changed since this figure was proven.",
        why="Grosses, ratings and vote counts move on; a proof belongs to the evidence it was given for.",
        bad="The film has 12,000 votes. (the dossier now says 15300)",
        good="The film has 15,300 votes.",
        fix="Check the ledger again and put in the present value.",
    ),
    Rule(
        code="LG104",
        name="figure not examined",
        severity=Severity.ERROR,
        summary="The checker could not judge this figure.",
        why="What has not been examined is not proven; it never passes in silence.",
        bad="A ledger without a dossier, or a numeral that cannot be read.",
        good="A ledger with its dossier, and numerals in a common notation.",
        fix="Give the dossier with --facts, or write the figure in a plainer way.",
    ),
)
"""The codes of flagged figures, one for each flagged verdict."""

CODE_OF_VERDICT = {
    Verdict.UNSUPPORTED: "LG101",
    Verdict.CONFLICT: "LG102",
    Verdict.STALE: "LG103",
    Verdict.NOT_EXAMINED: "LG104",
}


VERDICT_RULES: tuple[Rule, ...] = (
    *figure_rules.RULES,
    *passages_rules.RULES,
    *records_rules.RULES,
    *scan_exempt.RULES,
)
"""How a figure's verdict came about; reports name them beside the verdict."""


def all_rules() -> tuple[Rule, ...]:
    """Return every rule there is, LG codes first, then the verdict rules; each code once."""
    return (*FIGURE_RULES, *REPLY_RULES, *ARTICLE_RULES, *COLLECTION_RULES, *flow.RULES, *VERDICT_RULES)


def find_rule(code: str) -> Rule:
    """Return the rule with this code, in any case.

    Raises:
        InputError: there is none; names the closest.
    """
    rules = {rule.code: rule for rule in all_rules()}
    if rule := rules.get(code.strip().upper()):
        return rule
    close = difflib.get_close_matches(code.upper(), rules, n=1, cutoff=0.5)
    hint = f"did you mean {close[0]}? " if close else ""
    raise InputError(f"there is no code {code!r}", fix=f"{hint}`ledgergen explain` lists them all")
