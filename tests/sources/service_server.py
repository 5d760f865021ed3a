"""A loopback server that stands in for all services, with small answers written for these tests.

One invented film, *Harbor Lights* (TMDB 7001, Q101), its director Ana Ruiz, the
film before and the one after. Tests change the answers to their liking:
`server.answers[path]` is what a path gives, a JSON value, bytes or a `Canned`.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

FILM = 7001
USD = "http://www.wikidata.org/entity/Q4917"


@dataclass
class Canned:
    """An answer in full control of the test."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    claimed_length: int | None = None
    """What Content-Length says, where it lies."""
    n_chunks: int = 1
    """How often the body is sent: large answers without large tests."""
    delay_s: float = 0.0


def quantity(amount: str, unit: str = USD) -> dict[str, Any]:
    return {"type": "quantity", "value": {"amount": amount, "unit": unit}}


def day(time_: str, precision: int = 11, calendar: str = "Q1985727") -> dict[str, Any]:
    model = f"http://www.wikidata.org/entity/{calendar}"
    return {"type": "time", "value": {"time": time_, "precision": precision, "calendarmodel": model}}


def item(number: str) -> dict[str, Any]:
    return {"type": "wikibase-entityid", "value": {"entity-type": "item", "id": number}}


def string(text: str) -> dict[str, Any]:
    return {"type": "string", "value": text}


def claim(
    value: dict[str, Any] | str,
    rank: str = "normal",
    **qualifiers: dict[str, Any] | str | list[dict[str, Any]],
) -> dict[str, Any]:
    """One statement; a str instead of a value is a snak type without one (`somevalue`)."""
    return {
        "mainsnak": _snak(value),
        "rank": rank,
        "qualifiers": {name: [_snak(v) for v in (values if isinstance(values, list) else [values])]
                       for name, values in qualifiers.items()},
    }  # fmt: skip


def _snak(value: dict[str, Any] | str) -> dict[str, Any]:
    return {"snaktype": value} if isinstance(value, str) else {"snaktype": "value", "datavalue": value}


def entity(number: str, label: str, article: str = "", /, **claims: list[dict[str, Any]]) -> dict[str, Any]:
    links = {"enwiki": {"site": "enwiki", "title": article}} if article else []
    labels = {"en": {"language": "en", "value": label}} if label else []
    return {"type": "item", "id": number, "labels": labels, "claims": claims or [], "sitelinks": links}


def build_items() -> dict[str, dict[str, Any]]:
    film = entity(
        "Q101",
        "Harbor Lights",
        "Harbor Lights (2012 film)",
        P31=[claim(item("Q11424"))],
        P4947=[claim(string("7001"))],
        P345=[claim(string("tt7000001"))],
        P57=[claim(item("Q201"))],
        P2130=[claim(quantity("+3000000"))],
        P2142=[
            claim(quantity("+99000000"), "deprecated", P3005=item("Q13780930")),
            claim(quantity("+41700000"), P3005=item("Q13780930"), P585=day("+2013-01-01T00:00:00Z", 9)),
            claim(quantity("+12300000"), P3005=item("Q30")),
        ],
        P577=[
            claim(day("+2012-09-14T00:00:00Z"), P291=item("Q30")),
            claim(day("+2012-00-00T00:00:00Z", 9)),
        ],
        P2047=[claim(quantity("+104", "http://www.wikidata.org/entity/Q7727"))],
        P166=[claim(item("Q301"), P585=day("+2013-02-24T00:00:00Z"), P1346=item("Q201"), P805=item("Q303"))],
        P1411=[claim(item("Q302"), P585=day("+2013-01-10T00:00:00Z"))],
        P272=[claim(item("Q304"))],
        P2061=[claim(item("Q305"))],
    )
    before = entity(
        "Q102", "Low Tide", P57=[claim(item("Q201"))], P2130=[claim(quantity("+500000"))],
        P577=[claim(day("+2008-05-02T00:00:00Z"))],
        P2142=[claim(quantity("+1200000"), P3005=item("Q13780930"))],
    )  # fmt: skip
    after = entity(
        "Q103", "Salt Road", P57=[claim(item("Q201"))], P2130=[claim(quantity("+12000000"))],
        P577=[claim(day("+2015-00-00T00:00:00Z", 9))],
    )  # fmt: skip
    director = entity("Q201", "Ana Ruiz", P569=[claim(day("+1975-04-03T00:00:00Z"))])
    names = {
        "Q301": "Academy Award for Best Director",
        "Q302": "Academy Award for Best Picture",
        "Q303": "85th Academy Awards",
        "Q304": "Quay Pictures",
        "Q305": "2.35:1",
    }
    items = {each["id"]: each for each in (film, before, after, director)}
    return items | {number: entity(number, name) for number, name in names.items()}


def build_path_rows() -> dict[str, Any]:
    def row(other: str, date: str, precision: str) -> dict[str, Any]:
        root = "http://www.wikidata.org/entity/"
        values = {
            "film": f"{root}Q101",
            "director": f"{root}Q201",
            "other": root + other,
            "date": date,
            "precision": precision,
            "article": "https://en.wikipedia.org/wiki/Harbor_Lights_(2012_film)",
        }
        return {name: {"type": "literal", "value": value} for name, value in values.items()}

    rows = [
        row("Q101", "2012-09-14T00:00:00Z", "11"),
        row("Q101", "2012-01-01T00:00:00Z", "9"),
        row("Q102", "2008-05-02T00:00:00Z", "11"),
        row("Q103", "2015-01-01T00:00:00Z", "9"),
    ]
    return {"head": {"vars": []}, "results": {"bindings": rows}}


EXTRACT = """\
Harbor Lights is a 2012 drama film directed by Ana Ruiz. It follows two pilots through one winter in a port.

== Plot ==
A harbor freezes over, and 500 people wait for a ship that does not come for many weeks.

== Production ==
Ruiz wrote the script in four months. Filming took 38 days on the quays of Vigo with a crew of 22 people.

=== Casting ===
The pilots were cast from among 140 dockers whom the director had met while she researched the script.

== Box office ==
The film earned $12.3 million in the United States and $41.7 million worldwide.
"""
WIKITEXT = """\
{{Infobox film
| name = Harbor Lights
| budget = $3–4 million<ref>{{cite web|title=x}}</ref>
| gross = $41.7 million
| runtime = 104 minutes
}}
'''Harbor Lights''' is a film.
"""


def build_page(**changes: object) -> dict[str, Any]:
    page = {
        "pageid": 5,
        "title": "Harbor Lights (2012 film)",
        "extract": EXTRACT,
        "revisions": [{"revid": 998877, "slots": {"main": {"content": WIKITEXT}}}],
        "pageprops": {"wikibase_item": "Q101"},
    } | changes
    return {"batchcomplete": True, "query": {"pages": [page]}}


def build_movie(movie_id: int = FILM, **changes: object) -> dict[str, Any]:
    crew = [
        {"id": 51, "name": "Ana Ruiz", "job": "Director"},
        {"id": 52, "name": "Ben Cole", "job": "Second Assistant Director"},
        {"id": 53, "name": "Mia Sand", "job": "Director of Photography"},
    ]
    return {
        "id": movie_id,
        "title": "Harbor Lights",
        "original_title": "Luces del puerto",
        "release_date": "2012-09-14",
        "budget": 3_200_000,
        "revenue": 41_700_000,
        "runtime": 104,
        "vote_average": 7.1,
        "vote_count": 812,
        "overview": "Two pilots spend one winter in a frozen port.",
        "imdb_id": "tt7000001",
        "origin_country": ["ES"],
        "production_companies": [{"id": 1, "name": "Quay Pictures"}],
        "credits": {"cast": [{"id": 60, "name": "Leo Park", "character": "The pilot"}], "crew": crew},
        "external_ids": {"imdb_id": "tt7000001", "wikidata_id": "Q101"},
        "release_dates": {
            "results": [
                {
                    "iso_3166_1": "US",
                    "release_dates": [
                        {
                            "type": 1,
                            "note": "Telluride Film Festival",
                            "release_date": "2012-09-01T00:00:00.000Z",
                        },
                        {"type": 3, "note": "", "release_date": "2012-09-14T00:00:00.000Z"},
                        {"type": 3, "note": "10th anniversary", "release_date": "2022-09-14T00:00:00.000Z"},
                        {"type": 5, "note": "", "release_date": "2012-01-02T00:00:00.000Z"},
                    ],
                }
            ]
        },
    } | changes


def build_person(**changes: object) -> dict[str, Any]:
    crew = [
        {"id": 7000, "title": "Low Tide", "release_date": "2008-05-02", "job": "Director"},
        {"id": FILM, "title": "Harbor Lights", "release_date": "2012-09-14", "job": "Director"},
        {"id": 7002, "title": "Salt Road", "release_date": "2015-03-06", "job": "Director"},
        {"id": 7003, "title": "A Friend's Film", "release_date": "2013-01-01", "job": "Producer"},
        {"id": 7004, "title": "Not Yet", "release_date": "", "job": "Director"},
    ]
    return {
        "id": 51,
        "name": "Ana Ruiz",
        "birthday": "1975-04-03",
        "deathday": "",
        "movie_credits": {"crew": crew},
    } | changes


def build_title(**changes: object) -> dict[str, Any]:
    return {
        "Title": "Harbor Lights",
        "Year": "2012",
        "Released": "14 Sep 2012",
        "Runtime": "104 min",
        "Director": "Ana Ruiz",
        "Plot": "A winter in a port.",
        "Awards": "Won 1 Oscar7 wins & 9 nominations total",
        "Ratings": [{"Source": "Internet Movie Database", "Value": "7.4/10"}],
        "imdbVotes": "12,345",
        "imdbID": "tt7000001",
        "BoxOffice": "$12,345,678",
        "Production": "N/A",
        "Response": "True",
    } | changes


class ServiceServer:
    """All services on one port; what they answer can be changed while it runs."""

    def __init__(self) -> None:
        self.items = build_items()
        self.found = ["Q101"]
        self.answers: dict[str, Any] = {
            "/query/sparql": build_path_rows(),
            "/wikipedia/w/api.php": build_page(),
            f"/tmdb/movie/{FILM}": build_movie(),
            "/tmdb/movie/7000": build_movie(
                7000,
                title="Low Tide",
                budget=500_000,
                revenue=0,
                release_date="2008-05-02",
                release_dates=None,
            ),
            "/tmdb/movie/7002": build_movie(
                7002, title="Salt Road", budget=12_000_000, release_date="2015-03-06", release_dates=None
            ),
            "/tmdb/person/51": build_person(),
            "/omdb/": build_title(),
        }
        self.requests: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.delay_s = 0.0
        self.rounds: list[threading.Barrier] = []
        """So many requests are answered together, so many after them, and so on."""
        self._n_met = 0
        self._counting = threading.Lock()
        self.base = ""

    def meet(self) -> None:
        """Wait for the other requests of the round, where the test has said how many they are."""
        with self._counting:
            place = self._n_met
            self._n_met += 1
        for barrier in self.rounds:
            if place < barrier.parties:
                barrier.wait(30)
                return
            place -= barrier.parties

    def answer(self, path: str) -> Any:  # noqa: ANN401 - whatever the test put there
        parts = urlsplit(path)
        if parts.path in self.answers:
            found = self.answers[parts.path]
            return (found.pop(0) if len(found) > 1 else found[0]) if isinstance(found, list) else found
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        if parts.path == "/wikidata/w/api.php" and query.get("list") == "search":
            return {"query": {"search": [{"ns": 0, "title": number} for number in self.found]}}
        if parts.path == "/wikidata/w/api.php" and query.get("action") == "wbgetentities":
            return {"entities": {number: self._find_item(number) for number in query["ids"].split("|")}}
        return Canned(status=404, body=b'{"success":false,"status_code":34,"status_message":"not found"}')

    def _find_item(self, number: str) -> dict[str, Any]:
        return self.items.get(number, {"id": number, "missing": ""})

    def settings(self) -> str:
        """Return the lines of a ledgergen.toml that point every service here."""
        rows = {"wikidata_url": "wikidata", "wikidata_query_url": "query", "wikipedia_url": "wikipedia",
                "tmdb_url": "tmdb", "omdb_url": "omdb"}  # fmt: skip
        return "".join(f'{key} = "{self.base}/{path}"\n' for key, path in rows.items())


@contextmanager
def run_server() -> Iterator[ServiceServer]:
    state = ServiceServer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Head and body go out as two writes: the second must not wait for an acknowledgment.
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            state.requests.append(self.path)
            state.headers.append({key.lower(): value for key, value in self.headers.items()})
            found = state.answer(self.path)
            state.meet()
            time.sleep(state.delay_s)
            canned = found if isinstance(found, Canned) else Canned(body=_to_bytes(found))
            self._send(canned)

        def _send(self, canned: Canned) -> None:
            time.sleep(canned.delay_s)
            self.send_response(canned.status)
            length = (
                canned.claimed_length
                if canned.claimed_length is not None
                else len(canned.body) * canned.n_chunks
            )
            headers = {"Content-Type": "application/json", "Content-Length": str(length)} | canned.headers
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for _ in range(canned.n_chunks):
                    self.wfile.write(canned.body)
            except OSError:
                self.close_connection = True
            if canned.claimed_length is not None:
                self.close_connection = True

        def log_message(self, *args: object) -> None:
            del args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _to_bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else json.dumps(value).encode("utf-8")
