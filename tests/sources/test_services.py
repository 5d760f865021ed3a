"""One film asked of all services over a real connection: what comes of it, and what failures leave."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ledgergen.adapters.sources import http
from ledgergen.adapters.sources.door import Service
from ledgergen.adapters.sources.film_asking import Services
from ledgergen.adapters.sources.http import Manners, ServiceClient
from ledgergen.adapters.sources.network import NetworkSource
from ledgergen.errors import SourceError, StoreError
from ledgergen.model.dossier import Dossier
from ledgergen.model.film import FilmRef
from tests.sources.service_server import (
    FILM,
    Canned,
    ServiceServer,
    build_movie,
    claim,
    entity,
    item,
    run_server,
    string,
)

TMDB_KEY, OMDB_KEY = "tmdb-key-4711", "omdb-key-4712"


@pytest.fixture
def server() -> Iterator[ServiceServer]:
    with run_server() as running:
        yield running


async def _no_sleep(seconds: float) -> None:
    del seconds


def ask(
    server: ServiceServer,
    *,
    keys: bool = True,
    cache: Path | None = None,
    fresh: bool = False,
    deadline_s: float = 15.0,
    user_agent: str = "tests",
) -> tuple[Dossier, tuple[str, ...]]:
    base = server.base
    services = Services(
        wikidata=Service(name="Wikidata", base_url=f"{base}/wikidata"),
        wikidata_query=Service(name="Wikidata's query service", base_url=f"{base}/query"),
        wikipedia=Service(name="Wikipedia", base_url=f"{base}/wikipedia"),
        tmdb=Service(name="TMDB", base_url=f"{base}/tmdb", key=TMDB_KEY, key_parameter="api_key")
        if keys
        else None,
        omdb=Service(name="OMDb", base_url=f"{base}/omdb", key=OMDB_KEY, key_parameter="apikey")
        if keys
        else None,
    )

    async def run() -> tuple[Dossier, tuple[str, ...]]:
        good = Manners(user_agent=user_agent, deadline_s=deadline_s, sleep=_no_sleep)
        async with ServiceClient(services.list_all(), manners=good, cache_dir=cache, fresh=fresh) as client:
            source = NetworkSource(client, services, today=lambda: date(2026, 3, 1))
            return await source.ask(FilmRef(movie_id=FILM))

    return asyncio.run(run())


def find(
    dossier: Dossier, attribute: str, subject: str = "Harbor Lights"
) -> list[tuple[str, dict[str, str]]]:
    return [
        (f.value, f.qualifiers) for f in dossier.facts if (f.attribute, f.subject) == (attribute, subject)
    ]


def test_without_a_key_wikidata_and_wikipedia_give_all_four_sections_their_evidence(
    server: ServiceServer,
) -> None:
    dossier, lost = ask(server, keys=False)
    assert (dossier.title, dossier.year, dossier.directors) == ("Harbor Lights", 2012, ("Ana Ruiz",))
    assert lost == dossier.gaps == ()
    assert ("3000000", {}) in find(dossier, "budget")
    assert ("41700000", {"territory": "worldwide", "as_of": "2013"}) in find(dossier, "gross")
    assert find(dossier, "birth_date", "Ana Ruiz") == [("1975-04-03", {})]
    relation = {"person": "Ana Ruiz"}
    assert find(dossier, "budget", "Low Tide") == [("500000", {"role": "previous film", **relation})]
    assert find(dossier, "release_date", "Salt Road") == [("2015", {"role": "next film", **relation})]
    awards = [("Best Director", "won"), ("Best Picture", "nominated")]
    assert [(value, q["result"]) for value, q in find(dossier, "award")] == awards
    assert any("38 days on the quays" in passage.text for passage in dossier.passages)
    assert not any("Plot" in p.text or "500 people" in p.text for p in dossier.passages)
    assert {source.licence for source in dossier.sources} == {"CC0 1.0", "CC BY-SA 4.0"}
    assert not any(request.startswith(("/tmdb", "/omdb")) for request in server.requests)


def test_with_keys_four_sources_speak_and_what_they_agree_on_is_one_fact(server: ServiceServer) -> None:
    dossier, lost = ask(server)
    assert lost == ()
    assert {source.name for source in dossier.sources} == {"TMDB", "Wikidata", "OMDb", "Wikipedia"}
    (runtime,) = [f for f in dossier.facts if f.attribute == "runtime" and f.subject == "Harbor Lights"]
    assert (runtime.source, runtime.also) == ("tmdb", ("wikidata", "omdb", "wikipedia"))
    assert dossier.original_title == "Luces del puerto"
    assert [value for value, q in find(dossier, "budget") if "part" not in q] == ["3200000", "3000000"]
    assert any("not endorsed" in (source.attribution or "") for source in dossier.sources)


def test_all_requests_of_a_round_are_in_flight_together(server: ServiceServer) -> None:
    server.rounds = [threading.Barrier(n_requests) for n_requests in (3, 5, 3)]
    dossier, _ = ask(server)
    assert dossier.gaps == ()
    assert len(server.requests) == 11


def test_the_second_time_the_cache_answers_or_is_asked_whether_it_still_holds(
    server: ServiceServer, tmp_path: Path
) -> None:
    server.answers["/query/sparql"] = Canned(
        body=json.dumps(server.answers["/query/sparql"]).encode(), headers={"Cache-Control": "max-age=300"}
    )
    first, _ = ask(server, cache=tmp_path)
    n_first = sum(request.startswith("/query") for request in server.requests)
    second, _ = ask(server, cache=tmp_path)
    assert sum(request.startswith("/query") for request in server.requests) == n_first == 1
    assert first == second
    ask(server, cache=tmp_path, fresh=True)
    assert sum(request.startswith("/query") for request in server.requests) == 2


FAULTS = {
    "401": (Canned(status=401, body=b'{"status_code":7}'), "does not accept the key"),
    "404": (Canned(status=404, body=b"{}"), "has no film 7001"),
    "429": (Canned(status=429, headers={"Retry-After": "3600"}), "asks to wait 3600 seconds"),
    "429 soon": (Canned(status=429, headers={"Retry-After": "1"}), "asked too often (429)"),
    "500": (Canned(status=500, body=b"oops"), "TMDB failed (500)"),
    "half a body": (Canned(body=b'{"id": 70', claimed_length=5000), "broke off in the middle"),
    "broken JSON": (Canned(body=b'{"id": 7001,'), "something that is no JSON"),
    "a web page": (Canned(body=b"<!DOCTYPE html><html>Sign in</html>"), "a web page where JSON should be"),
    "another shape": (Canned(body=b"[1, 2, 3]"), "not as TMDB writes them"),
    "a number": (Canned(body=b"7"), "not as TMDB writes them"),
    "an error in a success": (
        Canned(body=b'{"success":false,"status_code":34,"status_message":"No such resource."}'),
        "No such resource.",
    ),
    "another film": (
        Canned(body=b'{"id": 49026, "title": "Other"}'),
        "answered film 49026 when asked for 7001",
    ),
    "elsewhere": (
        Canned(status=302, headers={"Location": "http://192.0.2.1/steal"}),
        "sends us elsewhere, to '192.0.2.1'",
    ),
    "round in circles": (
        Canned(status=302, headers={"Location": f"/tmdb/movie/{FILM}"}),
        "from one address to the next",
    ),
    "too slow": (Canned(delay_s=30), "no answer within 1 seconds"),
    "200 MB": (Canned(body=b" " * 1_000_000, n_chunks=200), "more than 20 MB"),
    "a packed 200 MB": (
        Canned(body=gzip.compress(b" " * 200_000_000, 1), headers={"Content-Encoding": "gzip"}),
        "more than 20 MB",
    ),
    "packed wrongly": (Canned(body=b"not gzip", headers={"Content-Encoding": "gzip"}), "cannot be unpacked"),
}


def find_deadline(fault: str) -> float:
    return 1.0 if fault == "too slow" else 15.0


@pytest.mark.parametrize("name", FAULTS)
def test_one_service_that_fails_costs_its_own_facts_and_no_more(server: ServiceServer, name: str) -> None:
    server.answers[f"/tmdb/movie/{FILM}"], words = FAULTS[name]
    dossier, _ = ask(server, deadline_s=find_deadline(name))
    assert any(words in gap for gap in dossier.gaps), dossier.gaps
    assert dossier.title == "Harbor Lights"
    assert "tmdb" not in {source.id for source in dossier.sources}
    assert ("3000000", {}) in find(dossier, "budget")
    assert not any("192.0.2.1" in header.get("host", "") for header in server.headers)


def test_a_fault_that_passes_is_asked_again(server: ServiceServer) -> None:
    server.answers[f"/tmdb/movie/{FILM}"] = [Canned(status=503), Canned(status=429), build_movie()]
    dossier, lost = ask(server)
    assert lost == ()
    assert "tmdb" in {source.id for source in dossier.sources}


@pytest.mark.parametrize("status", [401, 404])
def test_a_fault_that_does_not_pass_is_asked_once(server: ServiceServer, status: int) -> None:
    server.answers[f"/tmdb/movie/{FILM}"] = Canned(status=status)
    ask(server)
    assert sum(request.startswith(f"/tmdb/movie/{FILM}") for request in server.requests) == 1


def test_where_the_action_api_fails_the_rest_api_stands_in(server: ServiceServer) -> None:
    rest = {
        "id": "Q101",
        "labels": {"en": "Harbor Lights"},
        "statements": {
            "P4947": [{"rank": "normal", "value": {"type": "value", "content": "7001"}, "qualifiers": []}],
            "P2130": [
                {
                    "rank": "normal",
                    "qualifiers": [],
                    "value": {
                        "type": "value",
                        "content": {"amount": "+2500000", "unit": "http://www.wikidata.org/entity/Q4917"},
                    },
                }
            ],
        },
        "sitelinks": {},
    }
    server.answers["/wikidata/w/api.php"] = Canned(status=500)
    server.answers["/wikidata/w/rest.php/wikibase/v1/entities/items/Q101"] = rest
    dossier, lost = ask(server, keys=False)
    assert ("2500000", {}) in find(dossier, "budget")
    assert "wikidata" in lost  # its search failed, and the names of other items


def test_when_nobody_answers_that_is_an_error_and_not_an_empty_dossier(server: ServiceServer) -> None:
    for path in ("/wikidata/w/api.php", "/query/sparql", "/wikipedia/w/api.php"):
        server.answers[path] = Canned(status=500)
    with pytest.raises(SourceError) as caught:
        ask(server, keys=False)
    assert "Wikidata failed (500)" in caught.value.because


def test_an_item_that_does_not_bear_out_the_id_is_not_used(server: ServiceServer) -> None:
    server.items["Q101"]["claims"]["P4947"] = [claim(string(str(FILM)), "deprecated")]
    dossier, _ = ask(server, keys=False)
    assert dossier.facts == ()
    assert any("does not bear out the TMDB id" in gap for gap in dossier.gaps)


def test_a_redirected_item_is_read_under_its_new_name(server: ServiceServer) -> None:
    server.found = ["Q999"]
    moved = server.items["Q101"]
    server.answers["/wikidata/w/api.php"] = None
    del server.answers["/wikidata/w/api.php"]
    server.items["Q999"] = moved  # the body says Q101
    dossier, _ = ask(server, keys=False)
    (source,) = [s for s in dossier.sources if s.id == "wikidata"]
    assert source.url == "https://www.wikidata.org/wiki/Q101"


def test_an_article_of_the_same_title_about_another_film_is_not_used(server: ServiceServer) -> None:
    server.answers["/wikipedia/w/api.php"]["query"]["pages"][0]["pageprops"] = {"wikibase_item": "Q555"}
    dossier, _ = ask(server, keys=False)
    assert "wikipedia" not in {source.id for source in dossier.sources}
    assert any("about something else" in gap for gap in dossier.gaps)


def test_a_currency_not_known_by_heart_is_read_from_its_own_item(server: ServiceServer) -> None:
    krona = "http://www.wikidata.org/entity/Q900"
    value = {"type": "quantity", "value": {"amount": "+21000000", "unit": krona}}
    server.items["Q101"]["claims"]["P2130"] = [claim(value, P518=item("Q901"))]
    server.items["Q900"] = entity("Q900", "krona", P498=[claim(string("SEK"))])
    server.items["Q901"] = entity("Q901", "first part")
    dossier, _ = ask(server, keys=False)
    (budget,) = [
        f
        for f in dossier.facts
        if f.attribute == "budget" and f.source == "wikidata" and f.subject == "Harbor Lights"
    ]
    assert (budget.value, budget.unit, budget.qualifiers) == ("21000000", "SEK", {"part": "first part"})


def test_every_request_names_us_and_a_token_goes_into_a_header(server: ServiceServer) -> None:
    ask(server, user_agent="ledgergen/9 (me@example.org)")
    assert {header["user-agent"] for header in server.headers} == {"ledgergen/9 (me@example.org)"}
    service = Service(name="TMDB", base_url=f"{server.base}/tmdb", key="a" * 80)

    async def run() -> None:
        async with ServiceClient((service,), manners=Manners(user_agent="t")) as client:
            await client.get_json(service, f"/movie/{FILM}")

    asyncio.run(run())
    assert server.headers[-1]["authorization"] == "Bearer " + "a" * 80
    assert "a" * 80 not in server.requests[-1]


def test_a_host_is_not_asked_faster_than_it_likes(server: ServiceServer) -> None:
    slow = Service(name="TMDB", base_url=f"{server.base}/tmdb", per_second=20.0, burst=1)

    async def run() -> float:
        loop = asyncio.get_running_loop()
        begin = loop.time()
        async with ServiceClient((slow,), manners=Manners(user_agent="t")) as client:
            await asyncio.gather(*(client.get_json(slow, f"/movie/{FILM}") for _ in range(7)))
        return loop.time() - begin

    assert asyncio.run(run()) >= 0.25


def test_keys_reach_no_dossier_no_cache_no_log_and_no_message(
    server: ServiceServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    dossier, _ = ask(server, cache=tmp_path)
    said = [dossier.model_dump_json(), caplog.text]
    for name in FAULTS:
        server.answers[f"/tmdb/movie/{FILM}"] = server.answers["/omdb/"] = FAULTS[name][0]
        if name not in {"200 MB", "a packed 200 MB"}:
            said.append(ask(server, cache=tmp_path, deadline_s=find_deadline(name))[0].model_dump_json())
    server.answers["/omdb/"] = Canned(status=401, body=f'{{"Error":"bad key {OMDB_KEY}"}}'.encode())
    said += [ask(server)[0].model_dump_json(), caplog.text]
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert any(TMDB_KEY in request for request in server.requests)
    assert len(kept) > 1
    for key in (TMDB_KEY, OMDB_KEY):
        assert not any(key in text for text in said)
        assert not any(key.encode() in data for data in kept)


def test_a_cache_that_cannot_be_used_is_said(server: ServiceServer, tmp_path: Path) -> None:
    (tmp_path / "http.sqlite").write_bytes(b"not a database" * 1_000)
    with pytest.raises(StoreError, match="cannot use the cache of answers"):
        ask(server, cache=tmp_path)
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(StoreError, match="cannot use the cache of answers"):
        ask(server, cache=tmp_path / "file")
    assert server.requests == []


def test_a_redirect_on_the_same_host_is_followed(server: ServiceServer) -> None:
    server.answers[f"/tmdb/movie/{FILM}"] = Canned(status=301, headers={"Location": "/tmdb/moved"})
    server.answers["/tmdb/moved"] = build_movie()
    dossier, lost = ask(server)
    assert lost == ()
    assert "tmdb" in {source.id for source in dossier.sources}


@pytest.mark.parametrize(
    ("source", "target", "may"),
    [
        ("https://www.wikidata.org/w/api.php", "https://m.wikidata.org/x", True),
        ("https://en.wikipedia.org/w/api.php", "https://www.wikidata.org/x", True),
        ("https://en.wikipedia.org/w/api.php", "http://en.wikipedia.org/x", False),
        ("https://en.wikipedia.org/w/api.php", "https://en.wikipedia.org.example.com/x", False),
        ("https://en.wikipedia.org/w/api.php", "https://evilwikipedia.org/x", False),
        ("https://www.omdbapi.com/", "https://www.wikidata.org/x", False),
        ("https://www.omdbapi.com/", "https://www.omdbapi.com:8443/", False),
        ("https://www.omdbapi.com/", "file:///etc/passwd", False),
    ],
)
def test_which_redirects_may_be_followed(source: str, target: str, *, may: bool) -> None:
    assert http._may_follow(source, target) is may
