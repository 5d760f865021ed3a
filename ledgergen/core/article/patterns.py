"""Patterns of what a draft leaves behind, as data: one row each.

A row belongs to the rule of its code (`rows_style`). `{}` in its message is the
text that matched. Every pattern is bounded or anchored so that it takes time
linear in the text, however hostile.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

COMMENT = re.compile(r"<!--(?:[^-<]|-(?!->)|<(?!!--)){0,2000}-->")
"""An HTML comment. Those that start with `ledgergen:` speak to the checker and stay."""

WORD_COUNT = re.compile(
    r"[\[(*_]{0,4}(?:(?:approximate|approx\.?|total|final)[ \t]{1,4}){0,2}"
    r"word[ \t]{0,4}count[*_]{0,2}[ \t]{0,4}[:=]?[*_]{0,2}[ \t]{0,4}"
    r"(?:about|approx(?:imately|\.)?|[~≈])?[ \t]{0,4}"
    r"[0-9][0-9,]{0,9}(?:[ \t]{0,4}words)?\.?[\])*_]{0,4}"
    r"|[\[(][*_]{0,2}(?:about[ \t]|approx(?:imately|\.)?[ \t]|[~≈][ \t]?)?"
    r"[0-9][0-9,]{0,9}[ \t]words[*_]{0,2}[\])]",
    re.IGNORECASE,
)
"""A note on the draft's own length."""


Where = Literal["anywhere", "outside titles", "in sections"]
"""Titles are spared where a film's name may look like the slip: *XXX* is a film. Headings and
credits are left out where their own rules speak."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One thing to look for behind the front matter."""

    code: str
    message: str
    regex: re.Pattern[str]
    needles: tuple[str, ...] = ()
    """In lower case; where none of them stands in the text, nothing can match. For speed alone."""
    where: Where = "anywhere"


def _pattern(
    code: str,
    message: str,
    regex: str,
    *,
    needles: tuple[str, ...] = (),
    where: Where = "anywhere",
) -> Pattern:
    return Pattern(
        code=code,
        message=message,
        regex=re.compile(regex, re.MULTILINE),
        needles=needles,
        where=where,
    )


_TALK = (
    *("as an ai", "as a ai", "as an artificial", "as a artificial", "language model"),
    *("i'm ", "i’m ", "i am ", "i cannot", "i can't", "i can’t", "i could", "i hope", "let me know"),
    *("feel free", "would you like", "my knowledge", "my training", "my last", "as of my"),
    *("think>", "thinking>", "reasoning>", "system override", "instructions"),
)
_BLANKS = (
    *("tbd", "tbc", "todo", "fixme", "xxx", "n/a", "{", "___", "???", "[...]", "[…]"),
    *(f"{sign}{gap}{blank}" for sign in "$€£¥₩₹" for gap in ("", " ") for blank in "xn_?"),
)

PATTERNS: tuple[Pattern, ...] = (
    _pattern(
        "LG401",
        "the citation mark {!r} was left in",
        r"[\[(][ ]?[fp][0-9]{1,4}(?:[ ]?[,;][ ]?[fp]?[0-9]{1,4}){0,20}[ ]?[\])]"
        r"|【[^】\n]{0,80}】"
        r"|\[\^?[0-9]{1,3}(?:[ ]?[,;–-][ ]?[0-9]{1,3}){0,20}\](?!\()"
        r"|:contentReference\[[^\]\n]{0,80}\]|\bcite(?:turn|\[)[^\s]{0,40}",
    ),
    _pattern(
        "LG401",
        "the note {!r} was left in",
        r"(?i)\[(?:citation|source|reference)s?[ ]needed\]|[\[(]sources?:[ ][^\])\n]{0,200}[\])]",
    ),
    Pattern(
        code="LG402",
        message="{!r} is a note on the draft, not part of it",
        regex=WORD_COUNT,
        needles=("word",),
    ),
    _pattern(
        "LG403",
        "{!r} is the model talking, not the ledger",
        r"(?i)\bas an? (?:AI|artificial intelligence|(?:large )?language model)\b"
        r"|\bsystem override\b"
        r"|\b(?:ignor|disregard)(?:e|ed|ing)? (?:all |any )?(?:previous|prior) instructions\b"
        r"|\bI(?:'m|’m| am) (?:sorry, but|unable to|an AI|just an AI)\b"
        r"|\bI (?:cannot|can't|can’t|could not|couldn't) "
        r"(?:verify|provide|access|confirm|browse|determine|assist)\b"
        r"|\bI hope this (?:helps|meets|ledger|draft|article)\b"
        r"|\blet me know (?:if|whether) you\b|\bplease feel free to\b|\bwould you like me to\b"
        r"|\bmy (?:knowledge cutoff|training data|last (?:knowledge )?update)\b"
        r"|\bas of my (?:last|knowledge)\b"
        r"|</?(?:think|thinking|reasoning)>",
        needles=_TALK,
    ),
    _pattern(
        "LG403",
        "{!r} is the model talking, not the ledger",
        r"(?i)^[ \t>*_]{0,4}(?:certainly|sure(?: thing)?|absolutely|of course)(?:!|[,.:] (?=here))"
        r"|^[ \t>*_]{0,4}(?:here(?:'s|’s| is| are)|below is) (?:the|your|a|an|my)\b[^.\n]{0,60}"
        r"\b(?:ledger|article|draft|version|section|analysis|revision)s?\b[^.\n]{0,40}:"
        r"|^[ \t>*_(\[]{0,4}(?:note|disclaimer)[*_]{0,2}:",
    ),
    _pattern(
        "LG403",
        "{!r} speaks of the working papers, which readers never see",
        r"(?i)\b(?:according to|based on|as per|per) the (?:dossier|fact sheet|prompt)\b"
        r"|\bthe (?:provided|supplied|given|above) (?:dossier|facts|data|sources|information|passages)\b"
        r"|\bthe dossier (?:does not|doesn't|doesn’t|gives no|holds no|lists no|is silent)\b"
        r"|\bfacts? f[0-9]{1,4}\b|\bpassages? p[0-9]{1,4}\b",
        needles=("dossier", "fact", "prompt", "provided", "passage"),
    ),
    _pattern(
        "LG404",
        "the placeholder {!r} was never filled",
        r"(?i)\[(?:insert|your|add|enter|fill in)\b[^\]\n]{0,60}\](?!\()"
        r"|\[(?:the )?(?:director|film|movie|studio|year|budget|gross|amount|name|title|date|figure|number"
        r"|award|city|country)(?:'s|’s)?(?: (?:name|title|year|amount|here))?\](?!\()"
        r"|\blorem ipsum\b",
        needles=("[", "lorem"),
        where="outside titles",
    ),
    _pattern(
        "LG404",
        "the placeholder {!r} was never filled",
        r"\[?\b(?:TBD|TBC|TODO|FIXME|XXX+)\b\]?|\bN/A\b"
        r"|\{\{[^{}\n]{0,80}\}\}|\{%[^{}\n]{0,80}%\}|\$\{[^{}\n]{0,80}\}|\{[a-z][a-z0-9_.]{1,40}\}"
        r"|[$€£¥₩₹][ ]?(?:[XN]{1,6}|[_?]{1,20})(?![\w])|(?<!_)_{3,80}(?!_)|\?{3,80}|\[\.{3}\]|\[…\]",
        needles=_BLANKS,
        where="outside titles",
    ),
    _pattern(
        "LG405",
        "a list stands where the form has a paragraph",
        r"^[ \t]{0,8}(?:[-*+•‣◦]|[0-9]{1,2}[.)])[ \t]{1,4}(?=\S)",
        where="in sections",
    ),
    _pattern(
        "LG406",
        "a table, quotation or rule stands where the form has a paragraph",
        r"^[ \t]{0,8}(?:\|[^\n]{0,400}\||>[^\n]{0,80}|(?:[-*_][ \t]{0,4}){3,80}$)",
        where="in sections",
    ),
    _pattern(
        "LG407",
        "code markup has no place in a ledger",
        r"^[ \t]{0,8}(?:`{3,20}|~{3,20})[^\n]{0,40}|`[^`\n]{1,80}`",
    ),
    _pattern(
        "LG408",
        "the HTML {!r} has no place in a ledger",
        r"</?[a-zA-Z][^<>\n]{0,200}>|&(?:[a-zA-Z]{2,8}|#[0-9]{1,6}|#x[0-9a-fA-F]{1,6});"
        r"|<!--(?![ \t]{0,4}ledgergen:)",
    ),
    _pattern(
        "LG409",
        "the link {!r} has no place in a ledger",
        r"(?i)\bhttps?://[^\s)>\]]{1,300}|\bwww\.[^\s)>\]]{1,300}|!?\[[^\[\]\n]{1,200}\]\([^()\n]{1,300}\)",
        needles=("http", "www.", "]("),
        where="outside titles",
    ),
    _pattern(
        "LG416",
        "{!r} is bold: prose stresses nothing",
        r"\*\*(?!\s)[^*\n]{1,200}\*\*|(?<!\w)__(?!\s)[^_\n]{1,200}__(?!\w)",
        where="in sections",
    ),
    _pattern(
        "LG417",
        "broken characters: {!r}",
        "\ufffd{1,20}|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]{1,20}"
        "|â(?:€[\u0080-\u00bf\u2018-\u203a™œžŸ˜]?|\u0080[\u0080-\u00bf])|Ã[\u0080-\u00bf]|Â[\u00a0£©®°·]",
    ),
    _pattern(
        "LG418",
        "an invisible character: {!a}",
        "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069]{1,20}|(?<!\\A)\ufeff",
    ),
)

DOUBLED_WORD = re.compile(
    r"\b(?P<first>[^\W\d_]{2,30})[ \t]{0,4}(?:[ \t]|\r?\n)[ \t]{0,4}(?P<second>(?i:(?P=first)))\b"
)
NOT_SLIPS = frozenset({"had", "that", "bora", "pago", "walla", "duran", "sirhan"})
"""Words that honestly stand twice in a row."""

SENTENCE_END = re.compile(r"[.!?…。！？][\"”’'»)\]*_」』]{0,6}\Z")
"""How a finished section ends."""
