"""The ways of giving orders, as data: what each is made of, and the words that it cannot do without."""

from __future__ import annotations

import re
from typing import Final, NamedTuple


class Order(NamedTuple):
    """One way of giving orders."""

    cues: tuple[tuple[frozenset[str], ...], ...]
    """Every such order has a word of each set of one of these; the rarest words come first."""
    anchors: tuple[str, ...]
    """Words of which one stands in every such order; only their surroundings are looked at."""
    pattern: re.Pattern[str]


def _order(cues: str, anchors: str, pattern: str) -> Order:
    for name, part in _PARTS.items():
        cues = cues.replace(f"<{name}>", _CUES.get(name, ""))
        pattern = pattern.replace(f"<{name}>", part)
    return Order(
        tuple(tuple(frozenset(words.split()) for words in way.split("&")) for way in cues.split("|")),
        tuple(anchor.replace("_", " ") for anchor in anchors.split()),
        re.compile(pattern, re.VERBOSE | re.MULTILINE),
    )


_PARTS: Final = {
    # Where only a command stands.
    "LEAD": r"""(?:^|[.!?:;>\]()"“”—–-]|\b(?:please|now|then|and|instead|just|kindly|simply|also
        |from\s+now\s+on|you\s+(?:must|should|shall|will|need\s+to|have\s+to|are\s+to))\b
        |\bfrom\s+now\s+on,)\s*""",
    "DROP": r"(?:ignore|disregard|forget|override|overrule|discard|set\s+aside)",
    "EARLIER": r"(?:previous|prior|preceding|foregoing|above|earlier|former|existing|original|initial)",
    "COMMANDS": r"(?:instruction|prompt|directive|command|direction|order|constraint|guardrail)s?",
    "GIVEN": r"(?:guideline|rule|text|context|conversation|message|passage|evidence|fact|source|dossier)s?",
    "MACHINE": r"""(?:ai|a\.i\.|llms?|gpt|chatgpt|chatbots?|bots?|ai\s+\w+|(?:large\s+)?language\s+models?
        |fact[\s-]?checkers?|checkers?|checking\s+(?:program|software|tool)s?)\b""",
    "FIGURES": r"(?:figure|number|claim|statement|amount|value|fact|draft|ledger|verdict|finding)s?",
    "TRUE": r"(?:true|correct|exact|proven|proved|verified|supported|valid|accurate|confirmed|approved)",
    "SAY": r"(?:report|state|claim|write|output|print|respond|reply|answer|return|say|conclude|assert)",
}  # fmt: skip
_CUES: Final = {
    "MACHINE": """ai i llm llms gpt chatgpt chatbot chatbots bot bots language checker checkers factchecker
        factcheckers checking assistant assistants""",
    "FIGURES": """figure figures number numbers claim claims statement statements amount amounts value values
        fact facts draft drafts ledger ledgers verdict verdicts finding findings""",
    "TRUE": "true correct exact proven proved verified supported valid accurate confirmed approved",
}
"""The same parts as words, “a.i.” as its last letter."""

ORDERS: Final = (
    _order(
        "ignore disregard forget override overrule discard | aside & set",
        "ignore disregard forget overrid overrule discard set_aside",
        r"""\b<DROP>\b[^.!?]{1,40}?<EARLIER>[^.!?]{0,30}?(?:instruction|prompt|directive)s?\b
        | <LEAD><DROP>\W+(?:\w+\W+){0,4}?(?:<EARLIER>|all|any|your|every|those|other)\W+
            (?:\w+\W+){0,3}?<COMMANDS>\b
        | <LEAD><DROP>\s+
            (?:(?:about|all|everything|anything|any|of|the|that|what|was|is|said|written|your|these)\s+){0,5}
            (?:<EARLIER>\s+(?:\w+\s+)?<GIVEN>\b|<EARLIER>(?=\s*(?:[.,;:!\n]|$|and\b|or\b|then\b))
              |(?<=of\s)<EARLIER>\b)
        | <LEAD><DROP>\s+(?:all\s+)?your\s+(?:\w+\s+)?<GIVEN>\b
        | <LEAD><DROP>\s+(?:any|all|every|each)\s+(?:\w+\s+)?(?:fact|source|passage|evidence|figure)s?\b""",
    ),
    _order(
        "instruction instructions | task job goal role & new your",
        "instruction new_task your_task your_job your_goal your_role",
        r"""\b(?:new|updated|revised|changed|real|true|actual|secret|hidden)\s+(?:instructions?|task)\s*
            (?::|-\s|—|–)
        | \binstructions?\s+(?:for|to)\s+(?:the\s+|an?\s+|any\s+|all\s+)?(?:<MACHINE>|model|assistant)\b
        | \byour\s+(?:new|only|real|true|next)\s+(?:instructions?|task|job|goal|role)\s+(?:is|are)\b
        | \bdo\s+not\s+(?:follow|obey)\s+(?:\w+\s+){0,3}?instructions?\b""",
    ),
    _order(
        "system developer admin & prompt override instruction instructions message mode",
        "system_prompt system_override system_instruction system_message r_mode n_mode",
        r"""\bsystem\s+(?:prompt\b|override\b|instructions?\b|message\s*:)
        | \b(?:developer|admin)\s+mode\s+(?:is\s+)?(?:on|enabled|activated|engaged)\b""",
    ),
    # A label before a sentence; before a name it credits somebody.
    _order(
        "assistant user human system developer & :",
        "assistant: user: human: system: developer:",
        r"""^\W*(?:assistant|user|human|system|developer):\s*
            (?:the|this|that|it|its|i|you|we|he|she|please|sure|okay|ok|yes|here|an?|all|<SAY>|<DROP>)\b""",
    ),
    _order(
        "<MACHINE> model mode system program & you & are | ai language & as"
        " | <MACHINE> & attention note notice message dear hello hey",
        "you_are_now you_are_a language_model llm gpt chatbot _bot checker checking_ _ai_ _ai, _ai: _ai. "
        "assistants assistant, assistant: an_assistant",
        r"""\byou\s+are\s+(?:now\s+)?(?:an?\s+|the\s+|in\s+)?(?:\w+\s+){0,2}?(?:<MACHINE>|assistant\s+that)\b
        | \byou\s+are\s+now\s+(?:an?|the|in|no\s+longer)\s+(?:\w+\s+){0,3}?
            (?:model|assistant|mode|system|program)\b
        | \bas\s+an?\s+(?:large\s+)?(?:ai|language)\s+(?:language\s+)?(?:model|assistant|system|chatbot)\b
        | \bas\s+an\s+ai\s*,
        | \bif\s+you\s+are\s+(?:an?\s+|the\s+)?(?:\w+\s+)?(?:<MACHINE>|assistant|model)\b
        | \b(?:attention|note\s+to|notice\s+to|message\s+(?:to|for)|dear|hello|hey)\s*:?\s+
            (?:the\s+|any\s+|all\s+|every\s+)?(?:<MACHINE>\b|assistants?\s*[:,])""",
    ),
    _order(
        "<TRUE> & mark treat accept approve consider verify & <FIGURES> & as",
        "mark_ treat_ accept_ approve_ consider_ verify_",
        r"""<LEAD>(?:mark|treat|accept|approve|consider|verify)\s+
            (?:\w+\s+){0,4}?<FIGURES>\s+(?:\w+\s+){0,4}?as\s+<TRUE>\b""",
    ),
    _order(
        "flag check verify dispute & not don never & <FIGURES>",
        "flag verify_ t_check_ r_check_ dispute_",
        r"""<LEAD>(?:do\s+not|don['’]t|never)\s+(?:flag|check|verify|dispute)\s+
            (?:\w+\s+){0,4}?<FIGURES>\b""",
    ),
    _order(
        "respond reply answer output print & with only that | report state claim write conclude & that",
        "respond_ reply_ answer_ output_ print_ report_that state_that claim_that write_that conclude_that",
        r"""<LEAD><SAY>\s+(?:only\s+)?with\s+(?:only|exactly|just|nothing|the\s+following|["“])
        | <LEAD><SAY>\s+only\s+(?:with\b|the\b|["“])
        | (?:^|[.!:;]\s)\s*(?:please\s+)?<SAY>\s+that\s+(?:the|its?|this|he|she|an?|\$?\d)""",
    ),
    _order(
        "< | inst & [",
        "< [inst] [/inst]",
        r"""</?\s*(?:system|assistant|user|evidence|instructions?|prompt|passages?|dossier)\s*>
        | \[/?inst\] | <\|[\w\s]{1,20}\|> | <<sys>>""",
    ),
    _order(
        "system assistant instruction instructions task & # & :",
        "###",
        r"^\s*\#{2,}\s*(?:system|assistant|instructions?|new\s+task)\s*:",
    ),
    # The first order in other languages that film pages come in, as folded: without accents.
    _order(
        "instruccion instrucciones instruction instructions istruzione istruzioni instrucoes anweisung"
        " anweisungen | игнорир 无视 忽略",
        "ignor olvid oubli vergiss missacht desconsider dimentic игнорир 无视 忽略",
        r"""\b(?:ignor|vergiss|missacht|olvid|oubli|desconsider|dimentic)\w*\W+(?:\w+\W+){0,4}?
            (?:instruccion(?:es)?|instructions?|istruzion[ei]|instrucoes)\W+(?:anterior|precedent)\w*
        | \b(?:ignorier|vergiss|missacht)\w*\W+(?:\w+\W+){0,2}?(?:vorherig|bisherig|obig|fruher)\w*\W+
            anweisung(?:en)?\b
        | игнорир\w*\W+(?:\w+\W+){0,3}?инструкц | (?:无视|忽略)\w{0,6}(?:指令|指示)""",
    ),
)

RAREST: Final = frozenset[str]().union(*(way[0] for order in ORDERS for way in order.cues))
"""Most short texts have none of these, and give no orders."""

UNPARTED: Final = ("игнорир", "无视", "忽略")
"""Cues that may stand inside of a word."""
