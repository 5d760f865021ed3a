"""Tables that people have, imported and found again."""

from __future__ import annotations

import asyncio
import gzip
import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergen.adapters.tables import Imported, TableStore
from ledgergen.core.sources.marks import find_cautions
from ledgergen.core.sources.table_rows import mend_text, read_day, read_sum
from ledgergen.errors import InputError, StoreError
from ledgergen.model.dossier import Dossier
from ledgergen.model.film import FilmRef

TMDB_HEAD = (
    "id,imdb_id,popularity,budget,revenue,original_title,director,runtime,production_companies,"
    "release_date,vote_count,vote_average,release_year\n"
)
ROW = (
    "7001,tt7000001,3.1,3200000,41700000,Harbor Lights,Ana Ruiz|Ben Cole,104,Quay Pictures|Sea Films,"
    "9/14/12,812,7.1,2012\n"
)


def put(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def load(folder: Path, path: Path, **mapping: str) -> Imported:
    return TableStore(folder / "tables.sqlite").load(path, retrieved="2026-01-31", mapping=mapping)


def find(folder: Path, movie_id: int = 7001) -> Dossier | None:
    return asyncio.run(TableStore(folder / "tables.sqlite").gather(FilmRef(movie_id=movie_id)))


def get(dossier: Dossier | None, attribute: str) -> list[str]:
    assert dossier is not None
    return [fact.value for fact in dossier.facts if fact.attribute == attribute]


def test_a_dump_of_tmdb_is_recognized_and_its_films_found(tmp_path: Path) -> None:
    imported = load(tmp_path, put(tmp_path, "tmdb-movies.csv", TMDB_HEAD + ROW))
    assert (imported.n_rows, imported.n_left_out) == (1, 0)
    dossier = find(tmp_path)
    assert dossier is not None
    assert (dossier.title, dossier.year, dossier.directors) == (
        "Harbor Lights",
        2012,
        ("Ana Ruiz", "Ben Cole"),
    )
    assert get(dossier, "budget") == ["3200000"]
    assert get(dossier, "release_date") == ["2012-09-14"]
    assert get(dossier, "company") == ["Quay Pictures", "Sea Films"]
    (source,) = dossier.sources
    assert (source.name, source.retrieved) == ("tmdb-movies.csv", "2026-01-31")
    assert find(tmp_path, 7002) is None


def test_what_json_and_python_lists_hold_is_read(tmp_path: Path) -> None:
    head = "budget,id,imdb_id,original_title,production_companies,vote_average,crew\n"
    companies = '"[{""name"": ""Quay Pictures"", ""id"": 1}]"'
    crew = "\"[{'name': 'Ana Ruiz', 'job': 'Director'}, {'name': 'Ben', 'job': 'Director of Photography'}]\""
    load(tmp_path, put(tmp_path, "t.csv", f"{head}5,7001,tt7000001,Harbor Lights,{companies},7.0,{crew}\n"))
    dossier = find(tmp_path)
    assert get(dossier, "company") == ["Quay Pictures"]
    assert dossier is not None
    assert dossier.directors == ("Ana Ruiz",)


def test_tables_keyed_by_imdb_are_found_through_a_row_that_has_both_ids(tmp_path: Path) -> None:
    load(
        tmp_path,
        put(tmp_path, "links.csv", "movieId,imdbId,tmdbId\n1,7000001,7001\n2,7000002,7002.0\n3,1,\n"),
    )
    head = "tconst\tprimaryTitle\tstartYear\truntimeMinutes\n"
    basics = head + 'tt7000001\tHarbor "Lights\t2012\t104\ntt7000009\tX\t\\N\t\\N\n'
    load(tmp_path, put(tmp_path, "title.basics.tsv.gz", gzip.compress(basics.encode())))
    dossier = find(tmp_path)
    assert get(dossier, "runtime") == ["104"]
    assert dossier is not None
    assert dossier.title == 'Harbor "Lights'


def test_a_table_without_ids_is_found_by_title_and_year_where_that_names_one_film(tmp_path: Path) -> None:
    load(tmp_path, put(tmp_path, "tmdb-movies.csv", TMDB_HEAD + ROW))
    numbers = [
        {"movie_name": "Harbor Lights", "release_date": "9/14/2012", "worldwide_gross": "$41,700,000",
         "production_budget": "$3,000,000", "domestic_gross": "$12,300,000"},
        {"movie_name": "Low Tide", "release_date": "5/2/2008", "production_budget": "$1"},
    ]  # fmt: skip
    lines = "[\n" + ",\n".join(json.dumps(record) for record in numbers) + "\n]\n"
    load(tmp_path, put(tmp_path, "numbers.json", lines))
    dossier = find(tmp_path)
    assert dossier is not None
    gross = {f.qualifiers["territory"]: (f.value, f.also) for f in dossier.facts if f.attribute == "gross"}
    assert gross == {"worldwide": ("41700000", ("table2",)), "US": ("12300000", ())}
    assert get(dossier, "budget") == ["3200000", "3000000"]


def test_a_title_shared_by_several_films_finds_neither(tmp_path: Path) -> None:
    other = ROW.replace("7001", "7009").replace("tt7009", "tt700").replace("3200000", "1")
    load(tmp_path, put(tmp_path, "tmdb-movies.csv", TMDB_HEAD + ROW + other))
    load(tmp_path, put(tmp_path, "mine.csv", "title,year,budget\nHarbor Lights,2012,999000\n"))
    assert get(find(tmp_path), "budget") == ["3200000"]
    twice = "title,year,budget\nHarbor Lights,2012,5000000\nHarbor lights,2012,6000000\n"
    alone = tmp_path / "alone"
    alone.mkdir()
    load(alone, put(alone, "tmdb-movies.csv", TMDB_HEAD + ROW))
    load(alone, put(alone, "mine.csv", twice))
    assert get(find(alone), "budget") == ["3200000"]


def test_columns_of_ones_own_are_mapped(tmp_path: Path) -> None:
    path = put(tmp_path, "mine.csv", "Nr;Kosten;Regie\n7001;5000000;Ana Ruiz\n")
    load(tmp_path, path, tmdb_id="Nr", budget="Kosten", directors="Regie")
    assert get(find(tmp_path), "budget") == ["5000000"]


def test_jsonl_and_parquet_give_the_same_film_as_csv(tmp_path: Path) -> None:
    import pyarrow as pa  # type: ignore[import-untyped]
    from pyarrow import parquet

    record = {"tmdb_id": 7001, "title": "Harbor Lights", "year": 2012, "budget": 3200000, "runtime": 104.0,
              "directors": ["Ana Ruiz", "Ben Cole"], "rating": None}  # fmt: skip
    found = []
    for kind in ("jsonl", "parquet", "csv"):
        folder = tmp_path / kind
        folder.mkdir()
        path = folder / f"mine.{kind}"
        if kind == "jsonl":
            path.write_text(json.dumps(record) + "\n", "utf-8")
        elif kind == "parquet":
            parquet.write_table(pa.Table.from_pylist([record]), path)
        else:
            cells = ("|".join(v) if isinstance(v, list) else v for v in record.values())
            path.write_text(
                ",".join(record) + "\n" + ",".join("" if c is None else str(c) for c in cells), "utf-8"
            )
        load(folder, path)
        dossier = find(folder)
        assert dossier is not None
        found.append([(f.attribute, f.value, f.unit) for f in dossier.facts] + [dossier.directors])
    assert found[0] == found[1] == found[2]


def test_importing_again_replaces_and_another_table_joins(tmp_path: Path) -> None:
    path = put(tmp_path, "tmdb-movies.csv", TMDB_HEAD + ROW)
    load(tmp_path, path)
    load(tmp_path, put(tmp_path, "tmdb-movies.csv", TMDB_HEAD + ROW.replace("3200000", "3500000")))
    assert get(find(tmp_path), "budget") == ["3500000"]
    load(tmp_path, put(tmp_path, "other.csv", "tmdb_id,budget\n7001,3100000\n"))
    assert get(find(tmp_path), "budget") == ["3500000", "3100000"]


def test_rows_that_name_no_film_or_are_torn_are_counted_and_left_out(tmp_path: Path) -> None:
    text = "tmdb_id,title,budget\n7001,A,1000000\n,B,2\n-5,C,3\n7002,D\n99999999999999,E,4\n7003,F,5,6\n"
    imported = load(tmp_path, put(tmp_path, "t.csv", text))
    assert (imported.n_rows, imported.n_left_out) == (1, 5)


def test_the_academys_nominations_become_awards(tmp_path: Path) -> None:
    load(tmp_path, put(tmp_path, "links.csv", "imdbId,tmdbId\ntt7000001,7001\n"))
    head = "Ceremony\tYear\tCanonicalCategory\tFilm\tFilmId\tNominees\tWinner\n"
    rows = (
        "85\t2012\tDIRECTING\tHarbor Lights\ttt7000001\tAna Ruiz\tTrue\n"
        "85\t2012\tBEST PICTURE\tHarbor Lights|Other\ttt7000001|tt7000005\tBen Cole\n"
    )
    load(tmp_path, put(tmp_path, "oscars.csv", head + rows))
    dossier = find(tmp_path)
    assert dossier is not None
    awards = [(f.value, f.qualifiers) for f in dossier.facts if f.attribute == "award"]
    base = {"event": "Academy Awards", "year": "2013"}
    assert awards == [
        ("Directing", {**base, "result": "won", "person": "Ana Ruiz"}),
        ("Best Picture", {**base, "result": "nominated", "person": "Ben Cole"}),
    ]


def test_local_money_without_a_currency_stays_without_one(tmp_path: Path) -> None:
    head = "director_name,gross,movie_title,country,budget,title_year,movie_imdb_link\n"
    rows = "Bo,2201412,The Guest\u00a0,South Korea,12215500000,2006,http://www.imdb.com/title/tt0468492/?ref_=x\n"
    load(tmp_path, put(tmp_path, "links.csv", "imdbId,tmdbId\ntt0468492,7001\n"))
    load(tmp_path, put(tmp_path, "imdb5000.csv", head + rows))
    dossier = find(tmp_path)
    assert dossier is not None
    units = {f.attribute: f.unit for f in dossier.facts if f.attribute in {"budget", "gross"}}
    assert units == {"budget": None, "gross": "USD"}
    assert dossier.title == "The Guest"
    assert any("in which currency" in words[0] for words in find_cautions(dossier).values())


def test_sums_in_millions_and_lost_centuries_are_gaps_and_no_facts(tmp_path: Path) -> None:
    text = 'tmdb_id,title,foreign_gross,release_date\n7001,Duel,"1,131.6",Dec 31 2046\n'
    load(tmp_path, put(tmp_path, "t.csv", text))
    dossier = find(tmp_path)
    assert dossier is not None
    assert dossier.facts == ()
    assert len(dossier.gaps) == 2
    assert "'1,131.6', which was not read" in dossier.gaps[0]
    assert "'Dec 31 2046', which was not read" in dossier.gaps[1]


@pytest.mark.parametrize(
    ("text", "year", "day"),
    [
        ("2012-09-14", "", "2012-09-14"),
        ("2012-09-14T00:00:00", "", "2012-09-14"),
        ("9/14/2012", "", "2012-09-14"),
        ("8/14/60", "1960", "1960-08-14"),
        ("8/14/60", "", ""),
        ("8/14/60", "1961", ""),
        ("14 Sep 2012", "", "2012-09-14"),
        ("Sep 14 2012", "", "2012-09-14"),
        ("2046-12-31", "", ""),
        ("31/31/2012", "", ""),
        ("soon", "", ""),
    ],
)
def test_dates_are_read_only_where_the_century_is_sure(text: str, year: str, day: str) -> None:
    assert read_day(text, year=year, today="2026-01-01") == day


@pytest.mark.parametrize(
    ("broken", "whole"),
    [("JoachimÂ RÃ¸nning", "Joachim Rønning"), ("Avatar\u00a0", "Avatar"), ("AmÃ©lie", "Amélie"),
     ("Â£5", "£5"), ("SÃO PAULO", "SÃO PAULO"), ("NaN", ""), ("\\N", "")],
)  # fmt: skip
def test_broken_letters_are_mended_and_whole_ones_left(broken: str, whole: str) -> None:
    assert mend_text(broken) == whole


@given(st.text(max_size=80))
def test_no_cell_breaks_the_reading(text: str) -> None:
    mended = mend_text(text)
    assert mended.isprintable() or mended == ""
    value = read_sum(text)
    assert value is None or value >= 0
    assert isinstance(read_day(text, year=text, today="2026-01-01"), str)


BAD = {
    "no file": (None, "there is no file"),
    "empty": ("", "is empty"),
    "binary": (b"PK\0\0\0\3", "it is a binary file"),
    "UTF-16": ("id,title\n".encode("utf-16"), "it is UTF-16"),
    "no film": ("color,taste\nred,sweet\n", "a title with its year"),
    "title without a year": ("title,budget\nA,5\n", "a title with its year"),
    "no JSON": ("{broken\n", "line 1 is no JSON object"),
    "unclosed quotation mark": ('tmdb_id,title\n7001,"' + "x" * 2_100_000, "quotation mark"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_table_is_refused_and_nothing_is_imported(tmp_path: Path, name: str) -> None:
    content, words = BAD[name]
    path = tmp_path / ("bad.jsonl" if "JSON" in name else "bad.csv")
    load(tmp_path, put(tmp_path, "tmdb-movies.csv", TMDB_HEAD + ROW))
    if content is not None:
        put(tmp_path, path.name, content)
    with pytest.raises(InputError) as caught:
        load(tmp_path, path)
    assert words in str(caught.value)
    assert get(find(tmp_path), "budget") == ["3200000"]


def test_a_spreadsheet_and_a_bad_mapping_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read the table"):
        load(tmp_path, put(tmp_path, "t.xlsx", b"PK"))
    path = put(tmp_path, "t.csv", "a,b\n1,2\n")
    with pytest.raises(InputError) as caught:
        load(tmp_path, path, tmdbid="a")
    assert caught.value.fix == "did you mean 'tmdb_id'?"
    with pytest.raises(InputError, match="has no column 'c'"):
        load(tmp_path, path, tmdb_id="c")


def test_a_store_that_is_no_database_is_said(tmp_path: Path) -> None:
    put(tmp_path, "tables.sqlite", b"not a database at all, but long enough to look like one" * 100)
    with pytest.raises(StoreError, match="cannot use the imported tables"):
        find(tmp_path)


def test_latin_letters_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    load(tmp_path, put(tmp_path, "a.csv", "\ufefftmdb_id,title\n7001,Amélie\n"))
    load(
        tmp_path,
        put(tmp_path, "b.csv", "tmdb_id,title,directors\n7001,Am\xe9lie,Andr\xe9\n".encode("latin-1")),
    )
    dossier = find(tmp_path)
    assert dossier is not None
    assert (dossier.title, dossier.directors) == ("Amélie", ("André",))


def test_an_import_takes_no_more_memory_for_more_rows(tmp_path: Path) -> None:
    def measure(n_rows: int) -> int:
        rows = (ROW.replace("7001", str(number)) for number in range(1, n_rows + 1))
        path = put(tmp_path, f"{n_rows}.csv", TMDB_HEAD + "".join(rows))
        tracemalloc.start()
        assert load(tmp_path, path).n_rows == n_rows
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    few, many = measure(8_000), measure(32_000)
    assert many < few * 1.3


def test_the_name_of_what_a_film_has_changes_with_its_rows_alone(tmp_path: Path) -> None:
    store, film = TableStore(tmp_path / "tables.sqlite"), FilmRef(movie_id=7001)
    names = [store.fingerprint(film)]
    for row in ("7001,A,1000000", "7001,A,1000001", "7001,A,1000001\n7002,B,5000000"):
        load(tmp_path, put(tmp_path, "t.csv", f"tmdb_id,title,budget\n{row}\n"))
        names.append(store.fingerprint(film))
    assert len(set(names)) == 3
    assert names[2] == names[3]
