"""The services over the network as one evidence source; how a film is asked about is `film_asking`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ledgergen.adapters.sources.film_asking import FilmAsking, Services
from ledgergen.adapters.sources.http import ServiceClient
from ledgergen.core.sources.assembly import build_answered
from ledgergen.errors import SourceError
from ledgergen.model.dossier import Dossier
from ledgergen.model.film import FilmRef


class NetworkSource:
    """The evidence source over the network (`ports.EvidenceSource`)."""

    def __init__(self, client: ServiceClient, services: Services, *, today: Callable[[], date]) -> None:
        """Ask through an open client; `today` dates what was read."""
        self._client = client
        self._services = services
        self._today = today

    @property
    def name(self) -> str:
        """Whom it asks, in words for an error message."""
        names = dict.fromkeys(service.name.split("'")[0] for service in self._services.list_all())
        return ", ".join(names)

    async def gather(self, film: FilmRef) -> Dossier | None:
        """Return what the services know about the film, or None; see `ask`."""
        dossier, _ = await self.ask(film)
        return dossier if dossier.facts or dossier.passages else None

    async def ask(self, film: FilmRef) -> tuple[Dossier, tuple[str, ...]]:
        """Return what could be had, and the ids of the sources that failed.

        Raises:
            SourceError: nothing could be had, and a service failed.
        """
        asking = FilmAsking(self._client, self._services, film.movie_id)
        await asking.ask_all()
        dossier = build_answered(asking.answers, retrieved=self._today().isoformat())
        if asking.lost and not (dossier.facts or dossier.passages):
            raise SourceError(
                f"no service could say anything about film {film.movie_id}",
                because="; ".join(gap.rstrip(".") for gap in dossier.gaps[:3]),
                fix="try again later, or give its facts with --facts FILE",
            )
        return dossier, tuple(dict.fromkeys(asking.lost))
