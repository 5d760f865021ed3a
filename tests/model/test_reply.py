from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergen import errors
from ledgergen.core.drafting.reply import SECTION_KEYS, build_schema, parse_reply, split_sections
from ledgergen.errors import ModelError, ReplyError
from ledgergen.model.prompt import Reply

ALL = (1, 2, 3, 4)
BODIES = {
    "balance_sheet": "She owned a camera [f1].",
    "investment": "She staked it.",
    "execution": "She shot it.",
    "aftermath": "It paid [p2, f3] off.",
}
PRINTED = ["She owned a camera.", "She staked it.", "She shot it.", "It paid off."]
JSON = json.dumps(BODIES)
HOUSE = (
    "**1. The Balance Sheet (The Situation Immediately Before)**\nShe owned a camera [f1].\n\n"
    "**2. The Investment (The Specifics of the gamble)**\nShe staked it.\n\n"
    "**3. The Execution (Managing the Risk)**\nShe shot it.\n\n"
    "**4. The Return on Investment (The Aftermath)**\nIt paid [p2, f3] off."
)


def reply(text: str, **fields: object) -> Reply:
    return Reply(text=text, model="tiny", provider="here", **fields)  # type: ignore[arg-type]


READABLE = {
    "plain": JSON,
    "pretty": json.dumps(BODIES, indent=2),
    "byte order mark": "\ufeff" + JSON,
    "fenced": f"```json\n{JSON}\n```",
    "chatter on both sides": f"Sure! Here is the ledger you asked for:\n\n{JSON}\n\nAnything else?",
    "braces in the chatter": f"I used {{curly}} braces {{ here.\n{JSON}",
    "reasoning": f'<think>Perhaps {{"balance_sheet": 3}}?</think>\n{JSON}',
    "reasoning without its opening tag": f"Let me see. f1 is a camera.</think>{JSON}",
    "reasoning in other words": f"<Reasoning>well</Reasoning>{JSON}",
    "a draft before the answer": json.dumps(dict.fromkeys(BODIES, "draft")) + "\nBetter:\n" + JSON,
    "an unfinished draft before the answer": '{"balance_sheet": "x"}\n' + JSON,
    "wrapped": json.dumps({"ledger": BODIES}),
    "more keys than asked for": json.dumps({"title": "X", **BODIES, "notes": [1]}),
    "raw line breaks in strings": JSON.replace("She staked", "She\nstaked"),
    "headings inside the strings": json.dumps(
        {**BODIES, "investment": "**2. The Investment (The Specifics of the gamble)**\nShe staked it."}
    ),
    "house headings": HOUSE,
    "house headings behind a title": "# The Director's Ledger\n\n" + HOUSE,
    "markdown headings": HOUSE.replace("**1. ", "## ").replace("before)**", "").replace("**\n", "\n"),
    "headings with the text behind a colon": (
        "Balance Sheet: She owned a camera [f1].\nInvestment: She staked it.\n"
        "Execution: She shot it.\nAftermath: It paid [p2, f3] off."
    ),
    "headings in another order": "\n\n".join(reversed(HOUSE.split("\n\n"))),
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in READABLE.items()])
def test_a_reply_is_read_whatever_stands_around_it(text: str) -> None:
    draft = parse_reply(reply(text), ALL)
    assert [section.text for section in draft.sections] == PRINTED
    assert draft.sections[3].citations[0].ids == ("p2", "f3")


def without(key: str) -> str:
    return json.dumps({k: v for k, v in BODIES.items() if k != key})


UNREADABLE = {
    "prose": ("I would rather talk about the weather.", "neither a JSON object"),
    "a refusal in words": ("I'm sorry, but I can't help with that.", "I'm sorry"),
    "a section missing": (without("execution"), "section 'execution' is missing"),
    "a section null": (json.dumps({**BODIES, "execution": None}), "section 'execution' is not a text"),
    "a section as a list": (json.dumps({**BODIES, "execution": ["a"]}), "not a text but list"),
    "a section empty": (json.dumps({**BODIES, "aftermath": ""}), "section 'aftermath' is empty"),
    "a section blank": (json.dumps({**BODIES, "aftermath": " \n"}), "section 'aftermath' is empty"),
    "a section doubled": (JSON[:-1] + ', "investment": "twice"}', "section 'investment' stands 2 times"),
    "a section without end": (json.dumps({**BODIES, "aftermath": "x" * 5000}), "longer than 4,000"),
    "JSON cut off": (JSON[:60], "neither a JSON object"),
    "a JSON list": (json.dumps(list(BODIES.values())), "neither a JSON object"),
    "a heading missing": (HOUSE.partition("\n\n**4.")[0], "section 'aftermath' is missing"),
    "a heading doubled": (HOUSE + "\n\n**3. The Execution**\nAgain.", "'execution' stands 2 times"),
    "an empty body": (HOUSE.replace("She staked it.", ""), "section 'investment' is empty"),
    "noise without end": ("{" * 190_000, "neither a JSON object"),
    "a tower of objects": ('{"a":' * 30_000, "neither a JSON object"),
    "far too long": ("x" * 300_000, "300,000 characters"),
}


@pytest.mark.parametrize(
    ("text", "says"), [pytest.param(*case, id=name) for name, case in UNREADABLE.items()]
)
def test_an_unreadable_reply_says_what_is_wrong_with_it(text: str, says: str) -> None:
    with pytest.raises(ReplyError) as caught:
        parse_reply(reply(text), ALL)
    assert says in caught.value.because
    assert caught.value.fix


@pytest.mark.parametrize(
    ("given_reply", "kind", "says"),
    [
        (reply(""), errors.EmptyReplyError, "no text came back"),
        (reply(" \n"), errors.EmptyReplyError, "is empty"),
        (reply("<think>Hm. " + JSON), errors.EmptyReplyError, "ended in reasoning"),
        (reply(JSON, finish_reason="length"), errors.ModelCutShortError, "max_tokens"),
        (reply(JSON, finish_reason="content_filter"), errors.ContentFilteredError, "content filter"),
    ],
)
def test_a_reply_that_did_not_end_well_is_not_read(
    given_reply: Reply, kind: type[ModelError], says: str
) -> None:
    with pytest.raises(ModelError) as caught:
        parse_reply(given_reply, ALL)
    assert type(caught.value) is kind
    assert says in str(caught.value)


def test_a_repair_yields_only_the_sections_asked_for() -> None:
    draft = parse_reply(reply(JSON), (2, 4))
    assert [section.number for section in draft.sections] == [2, 4]


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("One line\nbroken\n\nand another.", "One line broken and another."),
        ("Prose.\n- a list\n- of two", "Prose.\n- a list\n- of two"),
        ("Prose.\n\n# A heading", "Prose.\n\n# A heading"),
        ("Investment came late.", "Investment came late."),
        ("The investment paid.", "The investment paid."),
        ("tab\x00ula \ud800", "tab\ufffdula \ufffd"),
    ],
)
def test_prose_is_joined_and_markup_is_left_for_the_rules(body: str, kept: str) -> None:
    draft = parse_reply(reply(json.dumps({"investment": body})), (2,))
    assert draft.sections[0].text == kept


def test_the_schema_is_built_once_per_set_of_sections() -> None:
    assert build_schema((1, 3)) is build_schema((1, 3))
    assert build_schema((1, 3)) == {
        "type": "object",
        "properties": {
            key: {"type": "string", "minLength": 1, "maxLength": 4000}
            for key in ("balance_sheet", "execution")
        },
        "required": ["balance_sheet", "execution"],
        "additionalProperties": False,
    }


def test_sections_of_a_whole_ledger_are_found_by_their_headings() -> None:
    spans = split_sections(HOUSE)
    assert [HOUSE[start:end].strip() for _, (start, end) in sorted(spans.items())] == list(BODIES.values())


@given(st.text(max_size=400) | st.text(alphabet='{}[]":,<>think/\\nbalance_sheet**1. ', max_size=400))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        draft = parse_reply(reply(text), ALL)
    except ModelError:
        return
    assert len(draft.sections) == 4


_PROSE = st.text(
    st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="[]【】#*>|-+•`_:"),
    min_size=1,
    max_size=80,
).filter(lambda text: text.strip() and not text.strip()[0].isdigit())


@given(st.lists(_PROSE, min_size=4, max_size=4))
def test_any_prose_comes_back_as_it_was_sent(bodies: list[str]) -> None:
    sent = dict(zip(SECTION_KEYS.values(), bodies, strict=True))
    draft = parse_reply(reply(json.dumps(sent)), ALL)
    assert [section.cited for section in draft.sections] == [
        " ".join(line.strip() for line in body.strip().splitlines() if line.strip()) for body in bodies
    ]
