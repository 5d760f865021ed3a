"""The built-in writer as a model: answers a prompt from its dossier, without key or network."""

from __future__ import annotations

import json
from decimal import Decimal

from ledgergen.codec import hash_text
from ledgergen.core.writer.ledger import SECTION_KEYS, build_sections
from ledgergen.model.prompt import Prompt, Reply

NAME = "built-in writer"
PROVIDER = "built-in"


class BuiltInWriter:
    """A `ports.Completer` that is code and not a language model."""

    @property
    def name(self) -> str:
        """The model's name, as reports give it."""
        return NAME

    async def complete(self, prompt: Prompt) -> Reply:
        """Answer with the sections asked for, as a JSON object; costs nothing and never fails.

        A repair is worded afresh: what it was told in the last message varies
        the choice of sentences, and so do later rounds.
        """
        is_draft = prompt.name == "draft" or not prompt.messages
        salt = "" if is_draft else hash_text(prompt.messages[-1].content)
        sections = build_sections(prompt.dossier, salt=salt)
        reply = {key: sections[number] for number, key in SECTION_KEYS.items() if number in prompt.sections}
        text = json.dumps(reply, ensure_ascii=False, indent=1)
        return Reply(text=text, model=NAME, provider=PROVIDER, cost_usd=Decimal(0))
