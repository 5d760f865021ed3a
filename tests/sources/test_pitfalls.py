"""Every trap seen in the services' real data, with small answers of the same shape written here."""

from __future__ import annotations

import pytest

from ledgergen.core.sources import omdb, tmdb, tmdb_answers, wikidata_film, wikidata_path, wikipedia
from ledgergen.core.sources.marks import find_cautions, find_conflicts
from ledgergen.core.sources.merge import build_gathered
from ledgergen.core.sources.money_text import extract_money
from ledgergen.core.sources.reading import Reading, Statement
from ledgergen.core.sources.wikidata_shapes import Entity, Moment, read_entities
from ledgergen.core.sources.wikitext import find_box, strip_markup
from ledgergen.model.dossier import Dossier, Fact, Source
from tests.sources.service_server import (
    build_movie,
    build_page,
    build_person,
    build_title,
    claim,
    day,
    entity,
    item,
    quantity,
    string,
)
from tests.steps import count_steps

TODAY = "2026-03-01"
FILM = "Harbor Lights"


def read_tmdb(**changes: object) -> Reading:
    return tmdb.read_film(tmdb_answers.read_movie(build_movie() | changes), retrieved=TODAY)


def values(reading: Reading, attribute: str) -> list[str]:
    return [s.value for s in reading.statements if s.attribute == attribute]


def read_entity(**claims: list[dict[str, object]]) -> Entity:
    return read_entities({"entities": {"Q1": entity("Q1", FILM, **claims)}})["Q1"]


def read_wikidata(labels: dict[str, str] | None = None, /, **claims: list[dict[str, object]]) -> Reading:
    return wikidata_film.read_film(read_entity(**claims), labels=labels or {}, currencies={}, retrieved=TODAY)


def make(*statements: Statement, year: int = 2012) -> Dossier:
    source = Source(id="s", name="S")
    other = Source(id="t", name="T")
    readings = [Reading(source=source, title=FILM, year=year, statements=statements[:1])]
    return build_gathered(7, [*readings, Reading(source=other, statements=statements[1:])])


def money(attribute: str, value: str, unit: str | None = "USD") -> Statement:
    return Statement(attribute=attribute, value=value, unit=unit)


# TMDB


@pytest.mark.parametrize("nothing", [0, None, ""])
def test_tmdb_zero_means_unknown(nothing: object) -> None:
    reading = read_tmdb(budget=nothing, revenue=nothing, runtime=nothing, vote_count=nothing)
    for attribute in ("budget", "gross", "runtime", "rating", "vote_count"):
        assert values(reading, attribute) == []


@pytest.mark.parametrize(
    ("budget", "revenue", "words"),
    [
        (1, 8_500_000, "in other units"),
        (11, 11, "may be in millions"),
        (28, 14, "may be in millions"),
        (10, 10_000_000, "in other units"),
        (218, 1_162_014, "may be in millions"),
        (120_000_000, 144_496, "a token release in cinemas says nothing of success"),
    ],
)
def test_odd_sums_are_marked_and_never_dropped(budget: int, revenue: int, words: str) -> None:
    dossier = build_gathered(7, [read_tmdb(budget=budget, revenue=revenue)])
    said = [f.value for f in dossier.facts if f.attribute in {"budget", "gross"}]
    assert said == [str(budget), str(revenue)]
    assert any(words in word for found in find_cautions(dossier).values() for word in found)


def test_an_absurd_sum_of_an_old_film_is_marked() -> None:
    dossier = make(money("budget", "92620000"), year=1927)
    assert "larger than any film of its time cost" in find_cautions(dossier)["f1"][0]
    apart = make(money("budget", "92620000"), money("budget", "6000000"))
    assert all(any("times or more apart" in w for w in find_cautions(apart)[i]) for i in ("f1", "f2"))


def test_values_that_change_between_sources_stay_both_and_are_a_conflict() -> None:
    dossier = make(money("budget", "60000"), money("budget", "25000"))
    assert [fact.value for fact in dossier.facts] == ["60000", "25000"]
    assert find_conflicts(dossier) == {"f1": ("f2",), "f2": ("f1",)}


def test_a_rounding_and_a_shorter_date_are_no_conflict() -> None:
    rounded = make(money("gross", "839000000"), money("gross", "838700000"))
    shorter = make(
        Statement(attribute="release_date", value="1976"),
        Statement(attribute="release_date", value="1976-02-08"),
    )
    assert find_conflicts(rounded) == find_conflicts(shorter) == {}


def test_directors_that_differ_between_sources_are_said() -> None:
    one = Reading(source=Source(id="a", name="TMDB"), title=FILM, directors=("Joel Marsh",))
    two = Reading(source=Source(id="b", name="Wikidata"), directors=("Joel Marsh", "Ethan Marsh"))
    dossier = build_gathered(7, [one, two])
    assert dossier.directors == ("Joel Marsh",)
    assert dossier.gaps == ("TMDB names Joel Marsh as director, Wikidata Joel Marsh and Ethan Marsh.",)


def test_tmdb_directors_are_those_whose_job_is_exactly_director() -> None:
    jobs = [
        "Director",
        "Second Assistant Director",
        "Director of Photography",
        "Casting Director",
        "Director",
    ]
    crew = [{"id": n, "name": f"Person {n}", "job": job} for n, job in enumerate(jobs)]
    assert read_tmdb(credits={"cast": [], "crew": crew}).directors == ("Person 0", "Person 4")


def test_tmdb_without_credits_names_no_director_and_says_so() -> None:
    for missing in (None, {"cast": None, "crew": None}):
        reading = read_tmdb(credits=missing)
        assert reading.directors == ()
        assert "TMDB names no director." in reading.gaps


@pytest.mark.parametrize("date", ["", None, "2012", "someday", "2012-13-45"])
def test_tmdb_release_date_that_is_none_is_left_out(date: object) -> None:
    assert values(read_tmdb(release_date=date, release_dates=None), "release_date") == []


def test_a_placeholder_date_is_marked() -> None:
    dossier = build_gathered(7, [read_tmdb(release_date="2003-01-01", release_dates=None)])
    (fact,) = [f for f in dossier.facts if f.attribute == "release_date"]
    assert "a year that is all that is known" in find_cautions(dossier)[fact.id][0]


def test_tmdb_release_types_are_told_apart_and_reissues_left_out() -> None:
    reading = read_tmdb()
    premieres = [
        (s.value, s.qualifiers["event"]) for s in reading.statements if s.attribute == "premiere_date"
    ]
    assert premieres == [("2012-09-01", "Telluride Film Festival")]
    assert values(reading, "release_date") == ["2012-09-14"]


def test_tmdb_old_shapes_are_read() -> None:
    person = tmdb_answers.read_person(build_person(deathday=""))
    assert [s.attribute for s in tmdb.read_dates(person)] == ["birth_date"]
    old = build_movie(releases={"countries": []}, casts={"cast": []})
    del old["origin_country"], old["release_dates"], old["external_ids"]
    reading = tmdb.read_film(tmdb_answers.read_movie(old), retrieved=TODAY)
    assert values(reading, "release_date") == ["2012-09-14"]


@pytest.mark.parametrize(
    "body",
    [
        {"success": False, "status_code": 34, "status_message": "The resource could not be found."},
        {"status_code": 25, "status_message": "Your request count is over the allowed limit."},
        {"status_code": 7, "status_message": "Invalid API key."},
        {"movie_results": [], "person_results": []},
    ],
    ids=["34", "25", "7", "empty find"],
)
def test_tmdb_errors_are_no_films(body: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"it says|not as TMDB writes"):
        tmdb_answers.read_movie(body)


def test_the_directors_path_leaves_out_other_jobs_and_films_without_a_date() -> None:
    movie = tmdb_answers.read_movie(build_movie())
    found = tmdb.find_neighbors(tmdb_answers.read_person(build_person()), movie)
    assert [(n.movie_id, n.role) for n in found] == [(7000, "previous film"), (7002, "next film")]


# Wikidata


def test_both_shapes_of_wikidata_give_the_same_film() -> None:
    action = read_entity(
        P4947=[claim(string("7"))],
        P2142=[claim(quantity("+5000000"), P3005=item("Q30"), P585=day("+2014-09-27T00:00:00Z"))],
    )

    def value(content: object) -> dict[str, object]:
        return {"type": "value", "content": content}

    rest = read_entities(
        {
            "id": "Q1",
            "labels": {"en": FILM},
            "statements": {
                "P4947": [{"rank": "normal", "value": value("7"), "qualifiers": []}],
                "P2142": [
                    {
                        "rank": "normal",
                        "value": value(
                            {"amount": "+5000000", "unit": "http://www.wikidata.org/entity/Q4917"}
                        ),
                        "qualifiers": [
                            {"property": {"id": "P3005"}, "value": value("Q30")},
                            {
                                "property": {"id": "P585"},
                                "value": value({"time": "+2014-09-27T00:00:00Z", "precision": 11}),
                            },
                        ],
                    }
                ],
            },
            "sitelinks": {},
        }
    )["Q1"]
    assert rest == action


def test_the_qualifier_decides_which_gross_it_is_and_deprecated_ones_are_gone() -> None:
    reading = read_wikidata(
        P2142=[
            claim(quantity("+27615743"), P585=day("+2014-09-27T00:00:00Z")),
            claim(quantity("+41722424"), P3005=item("Q13780930"), P585=day("+2022-00-00T00:00:00Z", 9)),
            claim(quantity("+32914489"), P3005=item("Q30")),
            claim(quantity("+99999999"), "deprecated", P3005=item("Q13780930"), P2241=item("Q1")),
        ]
    )
    said = [(s.value, s.qualifiers) for s in reading.statements]
    assert said == [
        ("27615743", {"as_of": "2014-09-27"}),
        ("41722424", {"territory": "worldwide", "as_of": "2022"}),
        ("32914489", {"territory": "US"}),
    ]


def test_a_deprecated_tmdb_id_is_not_borne_out() -> None:
    game = read_entity(P4947=[claim(string("518"), "deprecated")])
    film = read_entity(P4947=[claim(string("518"))])
    assert not wikidata_film.is_film_of(game, 518)
    assert wikidata_film.is_film_of(film, 518)
    assert not wikidata_film.is_film_of(film, 51)


def test_a_television_special_is_said_to_be_one() -> None:
    reading = read_wikidata({"Q21191270": "television series episode"}, P31=[claim(item("Q21191270"))])
    assert reading.gaps == ("Wikidata does not call this a feature film, but: television series episode.",)


def test_money_in_another_currency_of_a_part_keeps_both() -> None:
    zloty = "http://www.wikidata.org/entity/Q123213"
    film = read_entity(P2130=[claim(quantity("+660000000", zloty), P518=item("Q8"))])
    reading = wikidata_film.read_film(
        film, labels={"Q8": "second part"}, currencies={"Q123213": "PLN"}, retrieved=TODAY
    )
    (budget,) = reading.statements
    assert (budget.value, budget.unit, budget.qualifiers) == ("660000000", "PLN", {"part": "second part"})
    unknown = wikidata_film.read_film(film, labels={}, currencies={}, retrieved=TODAY)
    assert unknown.statements[0].unit is None
    assert wikidata_film.find_unit_ids(film) == ("Q123213",)


def test_preferred_statements_stand_alone() -> None:
    reading = read_wikidata(
        P2130=[
            claim(quantity("+1000000")),
            claim(quantity("+2000000"), "preferred"),
            claim(quantity("+3000000"), "deprecated"),
        ]
    )
    assert values(reading, "budget") == ["2000000"]


def test_some_value_and_no_value_are_no_values() -> None:
    reading = read_wikidata(
        P2130=[claim("somevalue"), claim("novalue")],
        P577=[claim(day("+2012-05-00T00:00:00Z", 10), P291="somevalue")],
    )
    assert [(s.attribute, s.value, s.qualifiers) for s in reading.statements] == [
        ("release_date", "2012-05", {})
    ]
    rest = {"id": "Q1", "statements": {"P571": [{"value": {"type": "somevalue"}}]}}
    assert read_entities(rest)["Q1"].find("P571") == ()


@pytest.mark.parametrize(
    ("time", "precision", "calendar", "value"),
    [
        ("+1982-06-25T00:00:00Z", 11, "Q1985727", "1982-06-25"),
        ("+1982-06-00T00:00:00Z", 10, "Q1985727", "1982-06"),
        ("+1982-00-00T00:00:00Z", 9, "Q1985727", "1982"),
        ("+1983-01-01T00:00:00Z", 9, "Q1985727", "1983"),
        ("+1970-00-00T00:00:00Z", 8, "Q1985727", "1970s"),
        ("+1898-01-11T00:00:00Z", 11, "Q1985786", "1898-01-23"),
        ("+1800-00-00T00:00:00Z", 7, "Q1985727", None),
        ("-0044-03-15T00:00:00Z", 11, "Q1985727", None),
    ],
)
def test_dates_are_cut_to_their_precision_and_moved_from_other_calendars(
    time: str, precision: int, calendar: str, value: str | None
) -> None:
    found = read_entity(P577=[claim(day(time, precision, calendar))]).find("P577")
    assert [c.value for c in found] == ([] if value is None else [Moment(value=value)])


def test_several_birth_dates_stay_and_the_impossible_ones_are_marked() -> None:
    person = read_entity(
        P569=[claim(day("+1869-11-01T00:00:00Z", 10)), claim(day("+1990-00-00T00:00:00Z", 9))],
        P570=[claim(day("+1929-05-07T00:00:00Z"))],
    )
    said = wikidata_film.read_person(person, name="Ana Ruiz")
    film = Reading(source=Source(id="s", name="S"), title=FILM, year=1925, directors=("Ana Ruiz",))
    dossier = build_gathered(7, [film], others=[("s", statement) for statement in said])
    births = [f for f in dossier.facts if f.attribute == "birth_date"]
    assert [f.value for f in births] == ["1869-11", "1990"]
    assert births[0].id in find_conflicts(dossier)
    assert "after the death that is given" in find_cautions(dossier)[births[1].id]
    assert births[0].id not in find_cautions(dossier)


def test_an_award_names_its_people_event_and_year_where_the_item_does() -> None:
    labels = {
        "Q1a": "",
        "Q31": "Academy Award for Best Cinematography",
        "Q32": "83rd Academy Awards",
        "Q33": "Mia Sand",
        "Q34": "Bodil Award",
    }
    reading = read_wikidata(
        labels,
        P166=[
            claim(item("Q31"), P1346=item("Q33"), P805=item("Q32"), P585=day("+2011-02-27T00:00:00Z")),
            claim(item("Q34")),
            claim(item("Q99")),
        ],
    )
    assert [(s.value, s.qualifiers) for s in reading.statements] == [
        (
            "Best Cinematography",
            {"event": "Academy Awards", "year": "2011", "result": "won", "person": "Mia Sand"},
        ),
        ("Bodil Award", {"result": "won"}),
    ]


def test_directors_stand_in_the_order_of_their_ordinals() -> None:
    film = read_entity(P57=[claim(item("Q7"), P1545=string("2")), claim(item("Q8"), P1545=string("1"))])
    assert wikidata_film.find_director_ids(film) == ("Q8", "Q7")


def test_sparql_rows_lack_what_is_unbound_and_years_are_no_first_of_january() -> None:
    def row(other: str, date: str | None, precision: str) -> dict[str, object]:
        root = "http://www.wikidata.org/entity/"
        bound = {"film": root + "Q1", "director": root + "Q9", "other": root + other, "precision": precision}
        return {k: {"value": v} for k, v in (bound | ({"date": date} if date else {})).items()}

    rows = [
        row("Q1", "1990-06-01T00:00:00Z", "11"),
        row("Q2", "1988-01-01T00:00:00Z", "9"),
        row("Q3", None, "11"),
        row("Q4", "1991-03-01T00:00:00Z", "11"),
        row("Q4", "1993-01-01T00:00:00Z", "9"),
    ]
    path = wikidata_path.read_path({"results": {"bindings": rows}})
    assert [(n.id, n.role) for n in path.neighbors] == [("Q2", "previous film"), ("Q4", "next film")]
    # A film of the same year, known by the year alone, may lie on either side.
    unsure = wikidata_path.read_path(
        {"results": {"bindings": [*rows, row("Q5", "1990-01-01T00:00:00Z", "9")]}}
    )
    assert unsure.neighbors == ()


def test_a_redirected_item_stands_under_the_id_in_its_body() -> None:
    assert set(read_entities({"entities": {"Q16": entity("Q35", "Elsewhere")}})) == {"Q35"}


def test_empty_maps_may_be_lists_and_missing_items_are_none() -> None:
    answer = {
        "entities": {
            "Q1": {"id": "Q1", "labels": [], "claims": [], "sitelinks": []},
            "Q2": {"id": "Q2", "missing": ""},
        }
    }
    assert read_entities(answer) == {"Q1": Entity(id="Q1")}


# Wikipedia


def test_a_missing_page_and_a_disambiguation_are_no_articles() -> None:
    missing = wikipedia.read_page({"query": {"pages": {"-1": {"ns": 0, "title": "Nowhere", "missing": ""}}}})
    assert wikipedia.find_page_problem(missing) == "there is no article 'Nowhere'"
    several = wikipedia.read_page(build_page(pageprops={"disambiguation": "", "wikibase_item": "Q5"}))
    assert "only lists articles" in wikipedia.find_page_problem(several)
    assert wikipedia.find_page_problem(wikipedia.read_page(build_page())) == ""


def test_redirects_warnings_and_continue_beside_the_page_do_no_harm() -> None:
    answer = build_page() | {"warnings": {"extracts": {"*": "x"}}, "continue": {"continue": "-||"}}
    answer["query"]["redirects"] = [{"from": "Lights, Harbor", "to": "Harbor Lights (2012 film)"}]
    assert wikipedia.read_page(answer).title == "Harbor Lights (2012 film)"


def test_both_versions_of_the_form_are_read() -> None:
    version_1 = {
        "query": {
            "pages": {
                "5": {"title": "T", "revisions": [{"revid": 1, "*": "{{Infobox film|budget=$2 million}}"}]}
            }
        }
    }
    page = wikipedia.read_page(version_1)
    assert values(wikipedia.read_article(page, retrieved=TODAY), "budget") == ["2000000"]


@pytest.mark.parametrize(
    "body",
    [
        {"error": {"code": "badvalue", "info": "Unrecognized value."}},
        {"errors": [{"code": "unknown_action", "text": "Unrecognized value."}]},
    ],
)
def test_wikipedias_errors_come_with_status_200(body: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="Unrecognized value"):
        wikipedia.read_page(body)


@pytest.mark.parametrize(
    ("field", "amounts"),
    [
        ("$30–40 million", [("30000000", "USD", "low estimate"), ("40000000", "USD", "high estimate")]),
        ("$92–145 million", [("92000000", "USD", "low estimate"), ("145000000", "USD", "high estimate")]),
        ("Total (5 films): $154 million", []),
        ("$1.7 million (est. US/ Canada rentals)", [("1700000", "USD", "")]),
        (
            "¥1.9 billion ($15–19 million)",
            [
                ("1900000000", "JPY", ""),
                ("15000000", "USD", "converted, low estimate"),
                ("19000000", "USD", "converted, high estimate"),
            ],
        ),
        ("{{INR}}90 crore{{better source needed|date=May}}", [("900000000", "INR", "")]),
        ("{{INR|130 crore}}", [("1300000000", "INR", "")]),
        ("{{#expr:123+13.3 round 0}}", []),
        ("$960,000{{Inflation|US|1|1976}}", []),
        ("<!-- £11.6 million -->", []),
        ("$499,149<ref name=x>$5</ref>", [("499149", "USD", "")]),
        ("$230.000", []),
        ("€8.82 million", [("8820000", "EUR", "")]),
        ("8.82 million", []),
        (
            "{{plainlist|\n* $4 million (US)\n* $3 million (overseas)\n}}",
            [("4000000", "USD", ""), ("3000000", "USD", "")],
        ),
    ],
)
def test_the_money_of_a_fact_box_is_prose(field: str, amounts: list[tuple[str, str, str]]) -> None:
    read = [m for line in strip_markup(field).split("\n") for m in extract_money(line)]
    assert [(m.value, m.unit, m.part) for m in read] == amounts


def test_what_the_box_says_and_cannot_be_read_is_a_passage() -> None:
    page = wikipedia.read_page(
        build_page(
            revisions=[
                {"slots": {"main": {"content": "{{Infobox film|gross=Total (5 films): $154 million}}"}}}
            ]
        )
    )
    reading = wikipedia.read_article(page, retrieved=TODAY)
    assert values(reading, "gross") == []
    assert reading.passages[0] == "The article's fact box gives as box office: Total (5 films): $154 million."


def test_rentals_are_not_gross_and_keep_their_territory() -> None:
    (read,) = extract_money("$1.7 million (est. US/ Canada rentals)")
    assert (read.is_rentals, read.territory, read.is_approximate) == (True, "US/Canada", True)


@pytest.mark.parametrize("title", ["? (film)", "1776", "1941 (film)", "2012 (film)"])
def test_an_odd_title_is_a_title(title: str) -> None:
    reading = wikipedia.read_article(wikipedia.read_page(build_page(title=title)), retrieved=TODAY)
    assert reading.title == title.removesuffix(" (film)")


@pytest.mark.parametrize(
    ("opening", "closing"), [("{{", ""), ("[[", ""), ("{{a|", "}}"), ("<ref>", ""), ("{{Infobox film|", "")]
)
def test_tangled_markup_costs_no_more_than_its_length(opening: str, closing: str) -> None:
    def read(n_tangles: int) -> None:
        text = opening * n_tangles + closing * n_tangles
        assert all(len(value) <= 4_000 for value in find_box(text, "infobox film").values())
        answer = build_page(extract="", revisions=[{"slots": {"main": {"content": text}}}])
        reading = wikipedia.read_article(wikipedia.read_page(answer), retrieved=TODAY)
        assert reading.statements == ()

    assert count_steps(lambda: read(60_000)) < 2.5 * count_steps(lambda: read(30_000))


# OMDb


def test_omdb_box_office_is_that_of_the_united_states() -> None:
    reading = omdb.read_film(omdb.read_title(build_title()), retrieved=TODAY)
    (gross,) = [s for s in reading.statements if s.attribute == "gross"]
    assert (gross.value, gross.qualifiers) == ("12345678", {"territory": "US"})


@pytest.mark.parametrize(
    "error", ["Error getting data.", "Movie not found!", "Invalid API key!", "Request limit reached!"]
)
def test_omdb_errors_come_with_status_200(error: str) -> None:
    with pytest.raises(ValueError, match=error.rstrip("!.")):
        omdb.read_title({"Response": "False", "Error": error})


def test_omdb_not_available_is_nothing_and_glued_text_is_parted() -> None:
    keys = ("Title", "Released", "Runtime", "Director", "Plot", "BoxOffice", "imdbVotes")
    reading = omdb.read_film(
        omdb.read_title(build_title(**dict.fromkeys(keys, "N/A"), Ratings=[])), retrieved=TODAY
    )
    assert (reading.title, reading.directors, reading.statements) == ("", (), ())
    assert reading.passages == ("OMDb sums up the awards: Won 1 Oscar. 7 wins & 9 nominations total",)


# Merging


def test_one_fact_with_two_sources_where_they_agree_in_all() -> None:
    territory = {"territory": "US"}
    same = Statement(attribute="gross", value="5000000", unit="USD", qualifiers=territory)
    dossier = make(same, same, Statement(attribute="gross", value="5000000", unit="USD"))
    assert [(f.source, f.also) for f in dossier.facts] == [("s", ("t",)), ("t", ())]


def test_names_that_differ_in_accents_alone_are_one_person() -> None:
    first = Statement(attribute="birth_date", value="1970", about="Eduardo Sánchez")
    second = Statement(attribute="birth_date", value="1970", about="Eduardo Sanchez")
    dossier = make(first, second)
    assert [(f.subject, f.also) for f in dossier.facts] == [("Eduardo Sánchez", ("t",))]


def test_a_fact_without_a_currency_is_marked() -> None:
    dossier = make(money("budget", "12215500000", None))
    assert find_cautions(dossier)["f1"] == ("the source does not say in which currency",)
    assert isinstance(dossier.facts[0], Fact)
