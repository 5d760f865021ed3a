"""What the runs need from the world, as the runs say it.

Adapters (`ledgergen.adapters`) fulfil these; tests plug fakes in here and
nowhere else.
"""

from __future__ import annotations

from typing import Protocol

from ledgergen.model.dossier import Dossier
from ledgergen.model.film import FilmRef
from ledgergen.model.prompt import Prompt, Reply


class Completer(Protocol):
    """Something that writes: a language model, the built-in writer, a script."""

    @property
    def name(self) -> str:
        """The model's name, as reports give it."""

    async def complete(self, prompt: Prompt) -> Reply:
        """Answer the prompt.

        Raises:
            ModelError: no usable reply was to be had.
        """


class EvidenceSource(Protocol):
    """Something that knows facts about films."""

    @property
    def name(self) -> str:
        """Where it looks, in words for an error message."""

    async def gather(self, film: FilmRef) -> Dossier | None:
        """Return what it knows about the film, or None where it knows nothing.

        Raises:
            SourceError: the source could not be asked.
            DossierError: the source holds something that cannot be read.
        """
