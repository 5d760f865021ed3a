"""The figure check: a text and a dossier in, a report out. It never raises.

Fail closed is the law here: a mention whose judging fails for whatever reason
is reported as `not_examined`, which is flagged, and the others are judged all
the same. Where the text itself cannot be read, every run of digits is one.

`check` reads the evidence anew; who checks text after text against one dossier
prepares it once (`core.figures.prepared`) and asks `check_prepared`. Who mends one
text again and again asks `recheck`, which says the same and rules anew only on what
the change can bear on (`core.figures.kept`).
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

import ledgergen
from ledgergen.codec import hash_text
from ledgergen.core.figures import rules
from ledgergen.core.figures.judge import Judge
from ledgergen.core.figures.kept.rulings import rule_all
from ledgergen.core.figures.kept.stand import Kept
from ledgergen.core.figures.mention import Kind, Mention, Ruling
from ledgergen.core.figures.prepared import PreparedDossier, prepare
from ledgergen.core.figures.scan.find import extract_mentions
from ledgergen.core.figures.text import Document, read_document
from ledgergen.model.dossier import Dossier
from ledgergen.model.report import Figure, Report, Verdict

CHECKER = f"ledgergen/{ledgergen.__version__}"
"""This check, as reports name it."""


def check(text: str, dossier: Dossier) -> Report:
    """Find every figure of a text and say what the dossier's evidence makes of it.

    `text` is any prose or a whole ledger file. Figures come in reading order,
    their spans are code points into `text` and never overlap. Never raises.
    """
    return check_prepared(text, prepare(dossier))


def check_prepared(text: str, prepared: PreparedDossier) -> Report:
    """Check a text as `check` does, against a dossier made ready before; never raises."""
    try:
        document = read_document(text)
        mentions = extract_mentions(document, prepared.titles)
    except Exception as error:  # noqa: BLE001  the law of this module: fail closed
        why = f"the text cannot be read ({type(error).__name__})"
        return _build_report(text, prepared, _leave_all(text, why))
    rulings = _rule_all(document, mentions, prepared)
    return _build_report(text, prepared, _write_figures(document, mentions, rulings))


class Rechecked(NamedTuple):
    """A report, and what the next check of nearly the same text can spare itself."""

    report: Report
    kept: Kept | None


def recheck(text: str, prepared: PreparedDossier, since: Kept | None = None) -> Rechecked:
    """Check a text as `check_prepared` does, by what it has in common with one that was checked before.

    `since` is what a check of that one against the same prepared dossier has kept; None checks the whole.
    Never raises.
    """
    try:
        document = read_document(text)
        mentions = extract_mentions(document, prepared.titles)
        rulings, kept = rule_all(document, mentions, prepared, since)
        figures = _write_figures(document, mentions, rulings)
    except Exception:  # noqa: BLE001  what fails here is checked as a whole, figure by figure
        return Rechecked(check_prepared(text, prepared), None)
    return Rechecked(_build_report(text, prepared, figures), kept)


def _write_figures(
    document: Document, mentions: Sequence[Mention], rulings: Sequence[Ruling]
) -> list[Figure]:
    seen: Counter[tuple[str, int | None]] = Counter()
    figures = []
    for mention, ruling in zip(mentions, rulings, strict=True):
        section = document.section_of(mention.start)
        exact = document.text[mention.start : mention.end]
        seen[exact, section] += 1
        figures.append(
            Figure(
                id=_name_figure(exact, section, seen[exact, section]),
                start=mention.start,
                end=mention.end,
                text=exact,
                section=section,
                verdict=ruling.verdict,
                rule=ruling.rule,
                reason=ruling.reason,
                evidence=ruling.evidence,
                formula=ruling.formula,
                suggestion=ruling.suggestion,
                kind=_KINDS[mention.kind],
                about=ruling.about,
                value=_write_value(mention),
                unit=mention.unit,
                precision="" if mention.period else _write_number(mention.precision),
            )
        )
    return figures


def build_unexamined(text: str, dossier: Dossier, why: str) -> Report:
    """Return the report of a check that failed as a whole: every numeral is `not_examined`, and flagged."""
    return _build_report(text, prepare(dossier), _leave_all(text, why))


def _leave_all(text: str, why: str) -> list[Figure]:
    return [
        Figure(
            id=f"fig-{number:08x}",
            start=match.start(),
            end=match.end(),
            text=match.group(),
            section=None,
            verdict=Verdict.NOT_EXAMINED,
            rule=rules.NOT_EXAMINED,
            reason=f"The figure check failed: {why}.",
        )
        for number, match in enumerate(_NUMERAL.finditer(text), 1)
    ]


_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")


def _build_report(text: str, prepared: PreparedDossier, figures: Sequence[Figure]) -> Report:
    dossier = prepared.dossier
    return Report(
        movie_id=dossier.movie_id or None,
        text_sha256=hash_text(text),
        dossier_sha256=prepared.sha256,
        checker=CHECKER,
        figures=tuple(figures),
        sources=dossier.sources,
    )


def _rule_all(document: Document, mentions: tuple[Mention, ...], prepared: PreparedDossier) -> list[Ruling]:
    try:
        judge = Judge(document, mentions, prepared)
    except Exception as error:  # noqa: BLE001  the law of this module: fail closed
        return [_give_up(mention, error) for mention in mentions]
    return [_rule_one(judge, number, mention) for number, mention in enumerate(mentions)]


def _rule_one(judge: Judge, number: int, mention: Mention) -> Ruling:
    try:
        return judge.rule(number)
    except Exception as error:  # noqa: BLE001  the law of this module: fail closed
        return _give_up(mention, error)


def _give_up(mention: Mention, error: Exception) -> Ruling:
    return Ruling(
        verdict=Verdict.NOT_EXAMINED,
        rule=rules.NOT_EXAMINED,
        reason=f"The checker failed on {mention.text!r} ({type(error).__name__}); check it by hand.",
    )


def _write_value(mention: Mention) -> str:
    if mention.period and mention.is_yearless:
        return f"{mention.period.first:--%m-%d}"
    if mention.period:
        low, high = mention.period.first.isoformat(), mention.period.last.isoformat()
    else:
        low = _write_number(mention.low)
        high = low if mention.high is mention.low else _write_number(mention.high)
    return low if low == high else f"{low}..{high}"


_KINDS = {kind: kind.value for kind in Kind}
"""The kinds as plain strings: an enumeration works its values out anew each time they are asked for."""


def _write_number(number: Decimal) -> str:
    # Written out, unless that takes more digits than anybody reads: a text may say anything.
    written = str(number)
    return f"{number:f}" if "E" in written and abs(number.adjusted()) < 40 else written


def _name_figure(exact: str, section: int | None, occurrence: int) -> str:
    """Return an id that stays while other sentences change: of the words, the section and the occurrence."""
    digest = hashlib.sha256(f"{section}\n{occurrence}\n{exact}".encode("utf-8", "surrogatepass"))
    return f"fig-{digest.hexdigest()[:8]}"
