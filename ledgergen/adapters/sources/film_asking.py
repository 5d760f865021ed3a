"""One film, asked of every service at once, in three rounds.

    1  by the TMDB id      Wikidata's search; its query service; TMDB's film
    2  by what that gave   the items of film, directors and neighboring films;
                           Wikipedia's article; TMDB's people; OMDb's title
    3  names and the rest  the labels of items; TMDB's neighboring films; whatever
                           round 2 could not ask yet for want of an id

All requests of a round are in flight together, so that a film costs three
waits and not twenty. Every failure becomes a sentence among the dossier's gaps,
and the other answers stand. `FilmAsking` holds the answers of one film as they
come in; `core.sources.assembly` makes the dossier of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from ledgergen.adapters.sources.door import Fault, Service
from ledgergen.adapters.sources.http import ServiceClient
from ledgergen.core.sources import omdb, tmdb, tmdb_answers, wikidata_film, wikidata_path, wikipedia
from ledgergen.core.sources.assembly import Answers
from ledgergen.core.sources.wikidata_shapes import Entity, read_entities

T = TypeVar("T")

MAX_IDS = 50
"""Of items in one request: Wikidata's own limit."""

MAX_LABELS = 200
_SPARQL = "application/sparql-results+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The services as they are set up; those that need a key are None without one."""

    wikidata: Service
    wikidata_query: Service
    wikipedia: Service
    tmdb: Service | None = None
    omdb: Service | None = None

    def list_all(self) -> tuple[Service, ...]:
        """Return those that are set up."""
        every = (self.wikidata, self.wikidata_query, self.wikipedia, self.tmdb, self.omdb)
        return tuple(service for service in every if service is not None)


class FilmAsking:
    """The answers about one film, round after round."""

    def __init__(self, client: ServiceClient, services: Services, movie_id: int) -> None:
        self._client = client
        self._services = services
        self._movie_id = movie_id
        self.answers = Answers(movie_id=movie_id)
        self.lost: list[str] = []
        self._asked_titles: set[str] = set()
        self._imdb_id = ""

    async def ask_all(self) -> None:
        """Ask the three rounds."""
        async with asyncio.TaskGroup() as group:
            found = group.create_task(self._search())
            path = group.create_task(self._ask_path())
            group.create_task(self._ask_tmdb_film())
        self.answers.path = path.result() or wikidata_path.Path()
        await self._ask_second_round(found.result() or ())
        await self._ask_third_round()
        self._drop_strange_article()
        self.answers.gaps.sort()

    def _drop_strange_article(self) -> None:
        """Keep the article only where it is that of the film's item: titles are shared by many films."""
        answers = self.answers
        if answers.page is None:
            return
        own = answers.page.pageprops.get("wikibase_item", "")
        if answers.film is not None:
            is_own = own in {"", answers.film.id}
        else:  # the item could not be read; the query service has seen its TMDB id
            is_own = bool(own) and own == answers.path.film and "wikidata" in self.lost
        if not is_own:
            answers.page = None
            answers.gaps.append("Wikipedia's article of that title is about something else; not used.")

    async def _ask_second_round(self, found: Iterable[str]) -> None:
        answers, movie = self.answers, self.answers.movie
        imdb_id, item = tmdb.find_ids(movie) if movie else ("", "")
        candidates = tuple(dict.fromkeys([*found, *filter(None, (answers.path.film, item))]))[:5]
        around = (*answers.path.directors, *(n.id for n in answers.path.neighbors))
        people = tmdb.list_director_ids(movie) if movie else ()
        article = wikidata_path.read_article_title(answers.path.article)
        async with asyncio.TaskGroup() as group:
            first = group.create_task(self._ask_film_items(candidates))
            others = group.create_task(self._ask_items(around))
            group.create_task(self._ask_article(article))
            group.create_task(self._ask_omdb(imdb_id))
            persons = [group.create_task(self._ask_tmdb_person(person)) for person in people]
        # In the order they were asked in, not that of their answers: a dossier
        # must not depend on who was faster.
        answers.people += [person for task in persons if (person := task.result()) is not None]
        answers.items.update(others.result())
        self._choose_film(first.result(), is_found=bool(candidates))

    def _choose_film(self, candidates: dict[str, Entity], *, is_found: bool) -> None:
        """Keep the item that bears out its TMDB id itself; say so where none does."""
        fitting = [e for e in candidates.values() if wikidata_film.is_film_of(e, self._movie_id)]
        if fitting:
            self.answers.film = fitting[0]
            if len(fitting) > 1:
                words = f"Wikidata has {len(fitting)} items with this TMDB id; {fitting[0].id} was read."
                self.answers.gaps.append(words)
        elif candidates:
            words = (
                f"Wikidata's item {next(iter(candidates))} does not bear out the TMDB id {self._movie_id}."
            )
            self.answers.gaps.append(words)
        elif not is_found and "wikidata" not in self.lost:
            self.answers.gaps.append(f"Wikidata has no item with the TMDB id {self._movie_id}.")

    async def _ask_third_round(self) -> None:
        answers, film = self.answers, self.answers.film
        labels: dict[str, None] = {}
        units: dict[str, None] = {}
        missing: tuple[str, ...] = ()
        article = imdb_id = ""
        if film is not None:
            missing = tuple(
                item for item in wikidata_film.find_director_ids(film)[:3] if item not in answers.items
            )
            article, imdb_id = film.article, wikidata_film.find_imdb_id(film)
        for entity in (film, *(answers.items.get(n.id) for n in answers.path.neighbors)):
            if entity is not None:
                labels.update(dict.fromkeys(wikidata_film.find_label_ids(entity)))
                units.update(dict.fromkeys(wikidata_film.find_unit_ids(entity)))
        async with asyncio.TaskGroup() as group:
            people = group.create_task(self._ask_items(missing))
            currencies = group.create_task(self._ask_items(units))
            names = group.create_task(self._ask_labels(tuple(labels)[:MAX_LABELS]))
            group.create_task(self._ask_article(article))
            group.create_task(self._ask_omdb(imdb_id))
            neighbors = self._list_tmdb_neighbors()
            movies = [group.create_task(self._ask_tmdb_neighbor(each)) for each in neighbors]
        for neighbor, task in zip(neighbors, movies, strict=True):
            if (movie := task.result()) is not None:
                answers.neighbors.append((neighbor, movie))
        answers.items.update(people.result())
        answers.labels.update(names.result())
        answers.labels.update({item: entity.label for item, entity in answers.items.items() if entity.label})
        codes = {item: wikidata_film.read_currency(entity) for item, entity in currencies.result().items()}
        answers.currencies.update({item: code for item, code in codes.items() if code})

    def _list_tmdb_neighbors(self) -> tuple[tmdb.Neighbor, ...]:
        movie = self.answers.movie
        if movie is None:
            return ()
        found = [n for person in self.answers.people for n in tmdb.find_neighbors(person, movie)]
        return tuple({neighbor.movie_id: neighbor for neighbor in found}.values())[:4]

    async def _try(
        self, source: str, service: Service, asked: Awaitable[Any], read: Callable[[Any], T], *, what: str
    ) -> T | None:
        """Return what `read` makes of an answer; a failure of either becomes a gap."""
        try:
            return read(await asked)
        except Fault as fault:
            if fault.status == 404 and source == "tmdb":
                self.answers.gaps.append(f"TMDB has no {what}.")
                return None
            words = f"{what}: {fault}"
        except ValueError as problem:
            words = f"{what}: {service.name} sent something else than was asked: {problem}"
        except TypeError as problem:  # JSON of a wholly other shape
            words = f"{what}: {service.name} sent something else than was asked: {problem}"
        self.lost.append(source)
        self.answers.gaps.append(f"{words[0].upper()}{words[1:]}.")
        return None

    async def _search(self) -> tuple[str, ...] | None:
        wikidata = self._services.wikidata
        parameters = {
            "action": "query",
            "list": "search",
            "srsearch": f"haswbstatement:P4947={self._movie_id}",
            "srlimit": "5",
            "format": "json",
        }
        asked = self._client.get_json(wikidata, "/w/api.php", parameters)
        return await self._try(
            "wikidata", wikidata, asked, wikidata_path.read_search, what="the film's Wikidata item"
        )

    async def _ask_path(self) -> wikidata_path.Path | None:
        service = self._services.wikidata_query
        query = wikidata_path.build_path_query(self._movie_id)
        asked = self._client.get_json(service, "/sparql", {"query": query, "format": "json"}, accept=_SPARQL)
        return await self._try(
            "wikidata", service, asked, wikidata_path.read_path, what="the director's other films"
        )

    async def _ask_film_items(self, items: tuple[str, ...]) -> dict[str, Entity]:
        """Ask for the candidates through the action API, or one of them through REST where that fails."""
        if not items:
            return {}
        before = len(self.lost), len(self.answers.gaps)
        found = await self._ask_items(items)
        if found or len(self.lost) == before[0]:
            return found
        asked = self._client.get_json(
            self._services.wikidata, f"/w/rest.php/wikibase/v1/entities/items/{items[0]}"
        )
        read = await self._try(
            "wikidata", self._services.wikidata, asked, read_entities, what="the film's item"
        )
        if read:  # the other door was open: nothing is missing after all
            del self.lost[before[0] :], self.answers.gaps[before[1] :]
        return read or {}

    async def _ask_items(self, items: Iterable[str]) -> dict[str, Entity]:
        return await self._ask_entities(tuple(items), props="labels|claims|sitelinks", what="Wikidata items")

    async def _ask_labels(self, items: tuple[str, ...]) -> dict[str, str]:
        found = await self._ask_entities(items, props="labels", what="the names of Wikidata items")
        return {item: entity.label for item, entity in found.items() if entity.label}

    async def _ask_entities(self, items: tuple[str, ...], *, props: str, what: str) -> dict[str, Entity]:
        wikidata = self._services.wikidata
        ids = tuple(dict.fromkeys(items))
        parts = [ids[at : at + MAX_IDS] for at in range(0, len(ids), MAX_IDS)]
        fixed = {"action": "wbgetentities", "props": props, "format": "json"}
        if props == "labels":
            fixed |= {"languages": "en|mul", "languagefallback": "1"}
        else:
            fixed |= {"languages": "en|mul", "sitefilter": "enwiki"}
        answers = await asyncio.gather(
            *(
                self._try(
                    "wikidata",
                    wikidata,
                    self._client.get_json(wikidata, "/w/api.php", {**fixed, "ids": "|".join(part)}),
                    read_entities,
                    what=what,
                )
                for part in parts
            )
        )
        return {item: entity for answer in answers if answer for item, entity in answer.items()}

    async def _ask_article(self, title: str) -> None:
        if not title or self._asked_titles:
            return
        self._asked_titles.add(title)
        service = self._services.wikipedia
        parameters = {
            "action": "query",
            "prop": "extracts|revisions|pageprops",
            "explaintext": "1",
            "exsectionformat": "wiki",
            "rvprop": "ids|timestamp|content",
            "rvslots": "main",
            "ppprop": "disambiguation|wikibase_item",
            "redirects": "1",
            "titles": title,
            "format": "json",
            "formatversion": "2",
        }
        asked = self._client.get_json(service, "/w/api.php", parameters)
        page = await self._try("wikipedia", service, asked, wikipedia.read_page, what="the Wikipedia article")
        if page is None:
            return
        if problem := wikipedia.find_page_problem(page):
            self.answers.gaps.append(f"Wikipedia: {problem}.")
        else:
            self.answers.page = page

    async def _ask_tmdb_film(self) -> None:
        service = self._services.tmdb
        if service is not None:
            self.answers.movie = await self._ask_tmdb_movie(service, self._movie_id, is_whole=True)

    async def _ask_tmdb_movie(
        self, service: Service, movie_id: int, *, is_whole: bool = False
    ) -> tmdb_answers.Movie | None:
        appended = {"append_to_response": "credits,external_ids,release_dates"} if is_whole else {}
        # Names and running times follow the language that is asked for.
        asked = self._client.get_json(service, f"/movie/{movie_id}", {"language": "en-US", **appended})
        movie = await self._try("tmdb", service, asked, tmdb_answers.read_movie, what=f"film {movie_id}")
        if movie is not None and movie.id != movie_id:
            self.answers.gaps.append(f"TMDB answered film {movie.id} when asked for {movie_id}; not used.")
            return None
        return movie

    async def _ask_tmdb_person(self, person_id: int) -> tmdb_answers.Person | None:
        service = self._services.tmdb
        assert service is not None, "people are known only from TMDB's film"
        parameters = {"language": "en-US", "append_to_response": "movie_credits"}
        asked = self._client.get_json(service, f"/person/{person_id}", parameters)
        return await self._try("tmdb", service, asked, tmdb_answers.read_person, what="a director on TMDB")

    async def _ask_tmdb_neighbor(self, neighbor: tmdb.Neighbor) -> tmdb_answers.Movie | None:
        service = self._services.tmdb
        assert service is not None, "neighbors are known only from TMDB's people"
        return await self._ask_tmdb_movie(service, neighbor.movie_id)

    async def _ask_omdb(self, imdb_id: str) -> None:
        service = self._services.omdb
        if service is None or not imdb_id or self._imdb_id:
            return
        self._imdb_id = imdb_id
        asked = self._client.get_json(service, "/", {"i": imdb_id, "plot": "full", "r": "json"})
        self.answers.title = await self._try("omdb", service, asked, omdb.read_title, what="the film on OMDb")
