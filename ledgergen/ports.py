"""What the runs need from the world, as the runs say it.

Adapters (`ledgergen.adapters`) fulfil these; tests plug fakes in here and
nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from ledgergen.model.dossier import Dossier
from ledgergen.model.film import FilmRef
from ledgergen.model.prompt import Prompt, Reply
from ledgergen.model.review import Event


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


class CompletionStore(Protocol):
    """Replies that have been paid for, under the hash of what was asked.

    The hash is `codec.hash_prompt`: messages, settings and model. A reply is
    put here the moment it arrives, before anything is read into it, so that
    asking the same again is free, whatever happened in between.
    """

    def get(self, prompt_hash: str) -> Reply | None:
        """Return the stored reply, or None.

        Raises:
            StoreError: the store could not be read.
        """

    def put(self, prompt_hash: str, reply: Reply) -> None:
        """Store the reply durably; the first one under a hash stays.

        Raises:
            StoreError: the store could not be written.
        """


class ReviewEvents(Protocol):
    """What editors did, ledger by ledger; events are only ever added."""

    def load(self, movie_id: int, *, after: int = 0) -> tuple[Event, ...]:
        """Return a ledger's events behind the revision `after`, in order.

        Raises:
            StoreError: the store could not be read.
        """

    def load_revs(self) -> Mapping[int, int]:
        """Return the newest revision of every ledger that has events."""

    def append(
        self,
        movie_id: int,
        decide: Callable[[tuple[Event, ...]], tuple[Event, ...]],
        *,
        after: int = 0,
    ) -> tuple[Event, ...]:
        """Let `decide` add to a ledger's events while nobody else can.

        It is given the events behind the revision `after`. Returns those and what it added.

        Raises:
            StoreError: the store could not be written; nothing was added.
        """
