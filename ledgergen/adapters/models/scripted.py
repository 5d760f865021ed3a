"""A completer without a model: a script of replies.

`ScriptedCompleter` answers from a queue, whatever it is asked: for tests and
evals that say what a model does. Recorded runs are replayed by `adapters.records`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from ledgergen.errors import ModelError, ModelUnavailableError
from ledgergen.model.prompt import Prompt, Reply


class ScriptedCompleter:
    """Gives the scripted replies in their order; an error among them is raised."""

    def __init__(self, script: Iterable[Reply | str | ModelError], *, name: str = "scripted") -> None:
        """Queue the script; a plain string is a reply with that text and nothing else."""
        self._name = name
        self._script = deque(script)
        self._n_scripted = len(self._script)
        self.prompts: list[Prompt] = []
        """What was asked, in order."""

    @property
    def name(self) -> str:
        """The name the script goes by."""
        return self._name

    @property
    def n_left(self) -> int:
        """How many replies were not asked for."""
        return len(self._script)

    async def complete(self, prompt: Prompt) -> Reply:
        """Give the next reply.

        Raises:
            ModelUnavailableError: the script has run out.
            ModelError: whatever the script says at this place.
        """
        self.prompts.append(prompt)
        if not self._script:
            raise ModelUnavailableError(
                f"the script of {self._name!r} has run out",
                because=f"it holds {self._n_scripted} replies, and prompt {len(self.prompts)} "
                f"({prompt.name}, sections {', '.join(map(str, prompt.sections))}) asks for another",
                fix="add a reply to the script, or ask for fewer repairs",
            )
        step = self._script.popleft()
        if isinstance(step, ModelError):
            raise step
        return Reply(text=step, model=self._name, provider="script") if isinstance(step, str) else step
