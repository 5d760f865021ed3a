"""What the runs need from the world, as the runs say it.

Adapters (`ledgergen.adapters`) fulfil these; tests plug fakes in here and
nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Protocol, Self, TypeVar

from ledgergen.model.batch import (
    BadRow,
    Entry,
    FilmOutcome,
    FilmRow,
    KnownList,
    LoadedList,
    Money,
    Recipe,
    State,
)
from ledgergen.model.dossier import Dossier
from ledgergen.model.film import FilmRef
from ledgergen.model.prompt import Prompt, Reply
from ledgergen.model.review import Event

_T = TypeVar("_T")


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

    def load_all(self) -> Mapping[int, tuple[Event, ...]]:
        """Return the events of all ledgers, each in order."""

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


class FilmLists(Protocol):
    """Lists of films: as they were read, what was ordered of them, how far they are."""

    def find(self, name: str) -> KnownList | None:
        """Return the list of that name, if it was ever read."""

    def list_known(self) -> tuple[KnownList, ...]:
        """Return every list, in the order they were first read."""

    def load(self, name: str, digest: str, rows: Iterable[FilmRow | BadRow]) -> LoadedList:
        """Put a list in the place of what stood under its name: all of it, or nothing.

        A list with bad rows, or without films, changes nothing.
        """

    def count_states(self, batch: int) -> dict[State, int]:
        """Count a list's films by where they stand."""

    def count_running(self, batch: int) -> int:
        """Count a list's films that some process works on."""

    def count_uncollected(self, batch: int) -> int:
        """Count a list's films that were drafted and not written to files yet."""

    def list_outcomes(self, batch: int, *, state: State | None = None) -> Iterator[FilmOutcome]:
        """Yield the outcomes of a list's films, in its order."""

    def requeue_failed(self, batch: int) -> int:
        """Open a list's failed films again; return how many."""

    def cancel(self, batch: int) -> None:
        """Ask every process that works on the list to stop."""

    def count_cancelled(self, batch: int) -> int:
        """Return how often the list was cancelled; a run stops when it grows."""


class FilmPages(Protocol):
    """What became of each film, on whichever list it stood."""

    def find_recipe(self, recipe: Recipe) -> int:
        """Return the recipe's id, a new one for a new recipe."""

    def load_recipe(self, recipe_id: int | None) -> dict[str, object] | None:
        """Return the parts of a recipe that films were drafted with."""

    def list_open(self, batch: int, recipe_id: int, *, after: int, limit: int) -> list[Entry]:
        """Return films that were never drafted, or with another recipe, or for another entry.

        They come in the list's order, from the first position beyond `after`.
        """

    def list_done(self, batch: int, recipe_id: int, *, after: int, limit: int) -> list[Entry]:
        """Return films finished by other runs, unless their evidence changed."""

    async def keep(self, entry: Entry, *, stamp: str | None) -> None:
        """Note that the evidence, though touched, says what it said."""

    def list_model_outcomes(self, model: str, *, state: State) -> Iterator[FilmOutcome]:
        """Yield outcomes of films drafted by the model, on whichever list they stood."""


class Films(FilmPages, Protocol):
    """Films that processes of this kind take to work on."""

    async def take(self, entry: Entry) -> bool:
        """Take a film to work on; False where another process was faster, or it changed since."""

    async def finish(self, entry: Entry, outcome: FilmOutcome, *, recipe_id: int, stamp: str | None) -> None:
        """Write down what became of a film that this process took; nothing if it is its no more."""

    async def put_back(self, entry: Entry) -> None:
        """Give up a film that was taken and not drafted."""


class Spending(Protocol):
    """What lists have cost, and what is set aside for calls on the wire."""

    def find(self, batch: int) -> Money:
        """Return what the list has cost, and what is set aside."""


class Purse(Spending, Protocol):
    """The same, for a process that makes calls."""

    async def reserve(self, batch: int, worst_usd: Decimal, *, cap_usd: Decimal | None) -> int | None:
        """Set money aside for a call, in one step for all processes; return the call's id.

        None where it might not fit below the cap any more.
        """

    async def settle(self, call: int, cost_usd: Decimal | None) -> None:
        """Book what a call cost; None: nobody knows, so its worst case. A second time is nothing."""


class SharedLimits(Protocol):
    """How fast each server may be asked by all processes together."""

    async def update(self, server: str, change: Callable[[dict[str, Any]], tuple[dict[str, Any], _T]]) -> _T:
        """Let `change` replace what is known of a server while nobody else can; return what it finds.

        It is given `{}` the first time. What it returns is stored as JSON.
        """


class Commons(Protocol):
    """What all processes that ask servers share."""

    @property
    def purse(self) -> Purse:
        """The money."""

    @property
    def shared_limits(self) -> SharedLimits:
        """How fast servers may be asked."""


class Overview(Protocol):
    """Where batches stand, from wherever one looks."""

    @property
    def where(self) -> str:
        """Its place, in words for a message."""

    @property
    def lists(self) -> FilmLists:
        """The lists that were read."""

    @property
    def purse(self) -> Spending:
        """Their money."""

    def release_orphans(self) -> int:
        """Take back what dead processes held; return how many films that is."""

    def __enter__(self) -> Self:
        """Use it for as long as the block lasts."""

    def __exit__(self, *_: object) -> None:
        """Close it."""


class Journal(Overview, Commons, Protocol):
    """Where batches of one machine stand: shared by its processes, and outliving each.

    What happens once a film or a call is awaited; what happens once a list or
    a page of it is not. All of it raises `StoreError` where the journal cannot
    be used.
    """

    @property
    def films(self) -> Films:
        """Their films."""

    @property
    def purse(self) -> Purse:
        """Their money."""

    def release_own(self) -> None:
        """Give up everything this process took; its calls on the wire count at their worst."""
