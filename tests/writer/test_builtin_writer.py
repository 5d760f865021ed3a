"""The built-in writer behind its port: a reply like any model's, for nothing."""

import asyncio
import json
from dataclasses import replace
from decimal import Decimal

import pytest

from ledgergen.adapters.dossiers import load_dossier
from ledgergen.adapters.models.builtin import BuiltInWriter
from ledgergen.adapters.resources import data_dir
from ledgergen.core.drafting.reply import parse_reply
from ledgergen.core.writer.ledger import SECTION_KEYS
from ledgergen.model.dossier import Dossier
from ledgergen.model.prompt import Message, Prompt, Reply
from ledgergen.ports import Completer

PROMPT = Prompt(
    name="draft",
    version="1",
    messages=(Message(role="user", content="Write the ledger."),),
    sections=(1, 2, 3, 4),
    max_tokens=2_000,
    temperature=None,
    dossier=load_dossier(data_dir("seeds/dossiers") / "452008-closeness.yaml"),
)


def complete(prompt: Prompt) -> Reply:
    writer: Completer = BuiltInWriter()
    return asyncio.run(writer.complete(prompt))


def test_answers_in_the_shape_that_models_are_asked_for() -> None:
    reply = complete(PROMPT)
    assert list(json.loads(reply.text)) == list(SECTION_KEYS.values())
    assert [section.number for section in parse_reply(reply, (1, 2, 3, 4)).sections] == [1, 2, 3, 4]


def test_says_who_wrote_it_and_that_it_cost_nothing() -> None:
    reply = complete(PROMPT)
    assert (reply.model, reply.provider) == ("built-in writer", "built-in")
    assert reply.model == BuiltInWriter().name
    assert reply.cost_usd == Decimal(0)
    assert reply.usage.calls == reply.usage.input_tokens == reply.usage.output_tokens == 0
    assert reply.finish_reason == "stop"


@pytest.mark.parametrize("sections", [(2,), (1, 4), (3,)])
def test_a_repair_answers_only_for_the_sections_asked_for(sections: tuple[int, ...]) -> None:
    reply = complete(replace(PROMPT, name="repair", sections=sections))
    assert list(json.loads(reply.text)) == [SECTION_KEYS[number] for number in sections]


def test_a_repair_is_worded_afresh_and_each_round_again() -> None:
    texts = [
        complete(replace(PROMPT, name=name, messages=(Message(role="user", content=content),))).text
        for name, content in (("draft", "x"), ("draft", "y"), ("repair", "x"), ("repair", "y"))
    ]
    assert texts[0] == texts[1]
    assert len(set(texts)) == 3


def test_writes_of_a_film_about_which_nothing_is_known() -> None:
    reply = complete(replace(PROMPT, dossier=Dossier(movie_id=1, title="Unseen")))
    sections = json.loads(reply.text)
    assert all(sections.values())
    assert not any(character.isdigit() for text in sections.values() for character in text)
    assert "*Unseen*" in reply.text
