"""The verdict rules of the passage judge, as reports and `ledgergen explain` give them."""

from __future__ import annotations

from ledgergen.model.report import Severity
from ledgergen.model.rule import Rule

EQUAL = "V40"
ROUNDED = "V41"
LISTED = "V43"
PARTS = "V44"
ARTICLE = "V45"
ANNIVERSARY = "V46"
CONVERTED = "V47"
DIFFERENCE = "V48"
SPAN = "V49"
OWN_STEP = "V50"
WEEKDAY = "V53"
TERM = "V54"
SHARE = "V55"
STEP = "V56"
OTHERWISE = "V51"
ELSEWHERE = "V52"

RULES: tuple[Rule, ...] = (
    Rule(
        code=EQUAL,
        name="stated in a passage",
        severity=Severity.NOTE,
        summary="A passage states the same value, and the words around it agree.",
        why="A value alone proves nothing: it must be said of the same thing.",
        bad="Its sequel cost $4 million. (passage: “The film cost $4 million.”)",
        good="The film cost $4 million. (passage: “The film cost $4 million.”)",
    ),
    Rule(
        code=ROUNDED,
        name="rounded from a passage",
        severity=Severity.NOTE,
        summary="A passage states a value that the written digits and the hedge allow.",
        why="A reader accepts rounding; the written digits say how much of it.",
        bad="More than 70 people were held. (passage: “A total of 62 people were held.”)",
        good="More than 60 people were held. (passage: “A total of 62 people were held.”)",
    ),
    Rule(
        code=LISTED,
        name="counted from a list",
        severity=Severity.NOTE,
        summary="A passage lists as many names, ages or members as the figure says.",
        why="Sources list what summaries count.",
        bad="Four guards were hurt. (passage: “Ann Lee, Bo Fry and Cy Dean were hurt.”)",
        good="Three guards were hurt. (passage: “Ann Lee, Bo Fry and Cy Dean were hurt.”)",
    ),
    Rule(
        code=PARTS,
        name="sum of parts",
        severity=Severity.NOTE,
        summary="The parts that a passage gives in one sentence come to the figure.",
        why="Only parts that one sentence joins are added: any sum can be found among scattered numbers.",
        bad="Six scouts were found. (passage: “four boys and one girl”)",
        good="Five scouts were found. (passage: “four boys and one girl”)",
    ),
    Rule(
        code=ARTICLE,
        name="one, said as “a”",
        severity=Severity.NOTE,
        summary="The passage speaks of one such thing without a numeral.",
        why="“A tanker sank” says that one did.",
        bad="Two tankers sank. (passage: “A tanker sank.”)",
        good="One tanker sank. (passage: “A tanker sank.”)",
    ),
    Rule(
        code=ANNIVERSARY,
        name="anniversary of years",
        severity=Severity.NOTE,
        summary="The passage gives as many years as the anniversary or birthday counts.",
        why="A 75th anniversary and “75 years ago” are the same statement.",
        bad="the 70th anniversary (passage: “75 years ago”)",
        good="the 75th anniversary (passage: “75 years ago”)",
    ),
    Rule(
        code=CONVERTED,
        name="converted unit",
        severity=Severity.NOTE,
        summary="The passage gives the same quantity in another unit.",
        why="Units of length, weight, volume, time and temperature have fixed rates; currencies have none.",
        bad="an 80-mile trip (passage: “an 80 km trip”)",
        good="a 50-mile trip (passage: “an 80 km trip”)",
    ),
    Rule(
        code=DIFFERENCE,
        name="difference of two figures",
        severity=Severity.NOTE,
        summary="Two figures of one passage sentence differ by this much, and the text speaks of a change.",
        why="Without a word of change in the text, ninety differences lie among ten figures.",
        bad="cut by 50 basis points (passage: “to 2.75% from 3%”)",
        good="cut by 25 basis points (passage: “to 2.75% from 3%”)",
    ),
    Rule(
        code=SPAN,
        name="span between years",
        severity=Severity.NOTE,
        summary="A year of the sentence and one of the passage, or two of the passage, lie this far apart.",
        why="Years are named in sources and counted in summaries.",
        bad="a nine-year high in 2015 (passage: “the highest since 2008”)",
        good="a seven-year high in 2015 (passage: “the highest since 2008”)",
    ),
    Rule(
        code=OWN_STEP,
        name="refers to the text's own list",
        severity=Severity.NOTE,
        summary="The figure points at a numbered item of the text itself.",
        why="“Repeat step 4” says nothing of the sources.",
        bad="Repeat step 9. (the text has five steps)",
        good="Repeat step 4. (the text has five steps)",
    ),
    Rule(
        code=WEEKDAY,
        name="date told by weekday",
        severity=Severity.NOTE,
        summary="A report names the weekday or says “last year”; its date or a comparison says which.",
        why="News says “on Saturday” and dates itself once.",
        bad="He died on 9 November 2018. (passage: “Nov 12, 2018. He died on Saturday.”)",
        good="He died on 10 November 2018. (passage: “Nov 12, 2018. He died on Saturday.”)",
    ),
    Rule(
        code=TERM,
        name="said in a word",
        severity=Severity.NOTE,
        summary="A passage has a word that stands for the number: a debut, a hat-trick, a centenary.",
        why="Such a word is a number to every reader, beside the things it is said of.",
        bad="He scored four goals. (passage: “His hat-trick won the game.”)",
        good="He scored three goals. (passage: “His hat-trick won the game.”)",
    ),
    Rule(
        code=SHARE,
        name="share told otherwise",
        severity=Severity.NOTE,
        summary="A passage gives the same share as a percentage, a fraction, part of a whole, or the rest.",
        why="“One in five” and 20% are the same statement.",
        bad="A quarter of the mills closed. (passage: “20% of the mills closed.”)",
        good="A fifth of the mills closed. (passage: “20% of the mills closed.”)",
    ),
    Rule(
        code=STEP,
        name="told step by step",
        severity=Severity.NOTE,
        summary="A passage tells the steps to this count or place: three others, a first and a second.",
        why="News adds up as it goes; a single step further is no luck where the thing counted is the same.",
        bad="A sixth cat has died. (passage: “Three other cats have died.”)",
        good="A fourth cat has died. (passage: “Three other cats have died.”)",
    ),
    Rule(
        code=OTHERWISE,
        name="passage says otherwise",
        severity=Severity.ERROR,
        summary="A passage gives another value in nearly the same words.",
        why="The source is at hand and the sentence contradicts it.",
        bad="The industry brings in £210m a year. (passage: “The industry brings in £188.6m a year.”)",
        good="The industry brings in £188.6m a year.",
        fix="Put in the passage's value, or say what else the figure is about.",
    ),
    Rule(
        code=ELSEWHERE,
        name="said of something else",
        severity=Severity.ERROR,
        summary="The value stands in the passages, but about something else.",
        why="The right number said of the wrong thing is the error that is hardest to see.",
        bad="The sequel took three years. (passage: “He has three children.”)",
        good="He has three children.",
        fix="Check what the passage counts; remove the figure or add evidence for it.",
    ),
)
