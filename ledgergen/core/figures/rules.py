"""The verdict rules over facts and derivations, in the order in which they are asked.

What `explain` prints and reports name. Rules over passages and records stand
with their judges, rules for what is no claim stand with the scanner.
"""

from __future__ import annotations

from typing import Final

from ledgergen.model.report import Severity
from ledgergen.model.rule import Rule

NOT_EXAMINED: Final = "V00"
NOT_A_CLAIM: Final = "V01"
UNREAD: Final = "V02"
EQUAL: Final = "V10"
ROUNDED: Final = "V11"
DISPUTED: Final = "V12"
AGE: Final = "V20"
SPAN: Final = "V21"
MULTIPLE: Final = "V22"
SHARE: Final = "V23"
DIFFERENCE: Final = "V24"
COUNT: Final = "V25"
ORDINAL: Final = "V26"
EVE: Final = "V27"
CONTRADICTED: Final = "V30"
ASTRAY: Final = "V31"
RECKONED: Final = "V32"
REVERSED: Final = "V33"
UNSUPPORTED: Final = "V39"


def _proof(code: str, name: str, summary: str, why: str, good: str) -> Rule:
    return Rule(code=code, name=name, severity=Severity.NOTE, summary=summary, why=why, good=good)


RULES: Final = (
    Rule(
        code=NOT_EXAMINED,
        name="not examined",
        severity=Severity.ERROR,
        summary="The checker failed on this figure, and so it is flagged.",
        why="What has not been judged is not proven; a checker that fails open proves everything.",
        fix="Check the figure by hand, and report the sentence.",
    ),
    _proof(
        NOT_A_CLAIM,
        "no claim",
        "The number states nothing about the film: it is part of a name, an idiom or the layout.",
        "Alarms at “one of” teach people to ignore alarms.",
        "“one of the central parts”",
    ),
    Rule(
        code=UNREAD,
        name="not read",
        severity=Severity.ERROR,
        summary="The number is written in a way that has no one reading, and no passage writes it so.",
        why="A number whose value nobody can tell is proven by none.",
        bad="“1.2.34 tickets”",
        fix="Write the number in one of the usual ways.",
    ),
    _proof(
        EQUAL,
        "equals a fact",
        "The figure equals a fact of the same subject and attribute.",
        "The number alone proves nothing: it must stand for the same thing.",
        "“made for $1.9 million” beside a budget of 1900000 USD",
    ),
    _proof(
        ROUNDED,
        "rounds a fact",
        "The figure is what the fact becomes under the written digits and the hedge.",
        "Writers round, and the digits they write say how far.",
        "“$28.3 million” beside a gross of 28262574 USD",
    ),
    _proof(
        DISPUTED,
        "agrees with one of two sources",
        "The figure agrees with one source; another one says otherwise, and is named.",
        "A conflict of sources is shown, never averaged, and it is not the writer's fault.",
        "“$11 million” where another source says $10.7 million",
    ),
    _proof(
        AGE,
        "age at a moment",
        "The figure is the person's age at a date of the film, or one the sentence names.",
        "Ages are computed from birthdays; the moment decides.",
        "“33-year-old” in February 1976, born 17 November 1942",
    ),
    _proof(
        SPAN,
        "time between dates",
        "The figure is the time between two dates that the sentence speaks of.",
        "Any two dates lie some years apart; only those meant count.",
        "“seven years afterwards” from 2006 to 2013",
    ),
    _proof(
        MULTIPLE,
        "multiple",
        "The figure is one amount divided by another that the sentence speaks of.",
        "“Times its budget” divides by a budget and by nothing else.",
        "“nearly fifteen times the principal” for 28.3 over 1.9 million",
    ),
    _proof(
        SHARE,
        "share or change",
        "The figure is a share of a whole, or a change against another amount, that the sentence names.",
        "A percentage without its whole can be made of anything.",
        "“a quarter of it came from the United States”",
    ),
    _proof(
        DIFFERENCE,
        "difference",
        "The figure is the difference of two amounts.",
        "“$80 million above” is a claim about two facts.",
        "“$80 million above its predecessor”",
    ),
    _proof(
        COUNT,
        "count of a list",
        "The figure counts what the facts list, or its own sentence.",
        "Three listed prizes are three prizes.",
        "“two prizes at Sundance” where two are listed",
    ),
    _proof(
        ORDINAL,
        "place in a list",
        "The figure is the place of a film in a career.",
        "The third film follows the second.",
        "“his third feature” after the second one",
    ),
    _proof(
        EVE,
        "eve of the film",
        "The year sets the scene just before the film came out.",
        "“By 1963 his credit was good” opens the story of a film of 1964; it claims nothing more.",
        "“By 1963 his credit was good”",
    ),
    Rule(
        code=CONTRADICTED,
        name="contradicts a fact",
        severity=Severity.ERROR,
        summary="A fact about this very thing says otherwise.",
        why="The source is at hand and the sentence contradicts it.",
        bad="“made for $62 million” beside a budget of 55000000 USD",
        good="“made for $55 million”",
        fix="Put in the value that the message names, or correct the dossier if its source is wrong.",
    ),
    Rule(
        code=ASTRAY,
        name="true of something else",
        severity=Severity.ERROR,
        summary="The figure is a fact's, and the sentence says it of something else.",
        why="A swap of budget and gross, of home and world, of two films is what string search cannot see.",
        bad="“a budget of $28.3 million” where that is the gross",
        good="“grossed $28.3 million”",
        fix="Say it of what the message names, or put in the value for what the sentence says.",
    ),
    Rule(
        code=RECKONED,
        name="recomputed otherwise",
        severity=Severity.ERROR,
        summary="What the sentence reckons with is in evidence, and comes to something else.",
        why="An age, a span and a multiple are in no source, so that nobody sees them go wrong.",
        bad="“Scorsese, 35 at the release” where he was 33",
        good="“Scorsese, 33 at the release”",
        fix="Put in the value that the message recomputes, or mend what it is reckoned from.",
    ),
    Rule(
        code=REVERSED,
        name="the wrong way round",
        severity=Severity.ERROR,
        summary="The two that are compared differ by this much, and the other one is the greater.",
        why="A difference is the same from either end, and so is the time between two dates.",
        bad="“36 minutes longer than *Heaven*” of a film that is shorter",
        good="“36 minutes shorter than *Heaven*”",
        fix="Turn the comparison round, or correct the dossier if its source is wrong.",
    ),
    Rule(
        code=UNSUPPORTED,
        name="unsupported",
        severity=Severity.ERROR,
        summary="Nothing in the dossier proves this figure.",
        why="A figure that nobody can trace is how a wrong one gets into print.",
        fix="Remove the figure, or add a fact with its source to the dossier.",
    ),
)
