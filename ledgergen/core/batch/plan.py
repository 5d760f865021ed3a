"""Whether a film has to be drafted, and why: what a ledger depends on, compared part by part.

A ledger depends on the *recipe*, which all films of a run share (model, prompt,
rules of the check, number of repairs), on the film's own evidence, and on what
the list says of the film. The journal keeps all three with every outcome. A
film is finished while they are what they were, and a change is named after the
part that changed.

Redoing is cheap wherever the request stays the same: its reply is in the
completion store.
"""

from __future__ import annotations

from collections.abc import Mapping

from ledgergen.codec import hash_json, hash_text
from ledgergen.core.drafting.kit import DraftKit
from ledgergen.model.batch import Recipe


def build_recipe(kit: DraftKit, *, templates: Mapping[str, str], model: str, checker: str) -> Recipe:
    """Name what a run drafts with; `templates` is the text of the prompt templates by file name."""
    examples = [[exemplar.evidence, exemplar.reply] for exemplar in kit.exemplars]
    return Recipe(
        model=model,
        prompt=hash_json("recipe/1", {"examples": examples, "templates": dict(templates)})[:16],
        seeds=hash_text("\n".join(kit.seeds))[:16],
        checker=checker,
        repairs=kit.max_rounds,
    )


_WORDS = {
    "model": "the model changed",
    "prompt": "the prompt changed",
    "seeds": "the seed ledgers changed",
    "checker": "the figure check changed",
    "repairs": "the number of repairs changed",
}


def explain_recipe(old: Mapping[str, object] | None, new: Recipe) -> str:
    """Say in words how a recipe differs from the one that a film was drafted with."""
    if old is None:
        return "never drafted"
    now = new.to_json()
    changed = [words for name, words in _WORDS.items() if old.get(name) != now[name]]
    return " and ".join(changed) or "the recipe changed"


FACTS_CHANGED = "its facts changed"
LIST_CHANGED = "the list says something else of it"
FILE_GONE = "its files are gone"
"""Why a film is redone although the recipe is the same."""
