"""Lists as people have them: read, or refused whole with the reason."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergen.adapters.film_lists import OpenList, load_list, open_list
from ledgergen.adapters.journal.journal import SqliteJournal
from ledgergen.core.batch.films import parse_list
from ledgergen.errors import InputError
from ledgergen.model.batch import BadRow, FilmRow
from ledgergen.model.film import FilmRef

FULL = FilmRef(movie_id=578, title="Jaws", director="Steven Spielberg", year=1975)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("578\n\n62\n", [FilmRef(movie_id=578), FilmRef(movie_id=62)]),
        ("\ufeff578\r\n62", [FilmRef(movie_id=578), FilmRef(movie_id=62)]),
        ("movie_id\n578\n", [FilmRef(movie_id=578)]),
        ("movie_id,director,film,year\n578,Steven Spielberg,Jaws,1975\n", [FULL]),
        ("year;title;movie_id;director;note\n1975;Jaws;578;Steven Spielberg;x\n", [FULL]),
        ("movie_id\tfilm\n578\t\n", [FilmRef(movie_id=578)]),
        ('movie_id,film\n578,"Jaws,\nagain"\n', [FilmRef(movie_id=578, title="Jaws,\nagain")]),
        ('{"movie_id": 578, "film": "Jaws", "director": "Steven Spielberg", "year": 1975}\n', [FULL]),
        ('{"movie_id": "578"}\n', [FilmRef(movie_id=578)]),
        ("", []),
        (" \n\n", []),
    ],
)
def test_reads_each_form(text: str, want: list[FilmRef]) -> None:
    rows = list(parse_list(text.splitlines(keepends=True)))
    assert [row.film for row in rows if isinstance(row, FilmRow)] == want
    assert len(rows) == len(want)


@pytest.mark.parametrize(
    ("text", "line", "because"),
    [
        ("578\nx\n", 2, "'x' is no TMDB id"),
        ("578\n-5\n", 2, "'-5' is no TMDB id"),
        ("578\n0\n", 2, "'0' is no TMDB id"),
        ("578\n99999999999\n", 2, "'99999999999' is no TMDB id"),
        ("578\n٥\n", 2, "'٥' is no TMDB id"),
        ("movie_id,film\n,Jaws\n", 2, "'' is no TMDB id"),
        ("movie_id,year\n578,75\n", 2, "'75' is no year of a film"),
        ("movie_id\n578,Jaws\n", 2, "it has 2 cells, and the header 1"),
        ('{"movie_id": 1}\n{"id": 2}\n', 2, "it has no key 'movie_id' (found: id)"),
        ('{"movie_id": 1}\n[2]\n', 2, "it is no JSON object: '[2]'"),
        ('{"movie_id": 1}\n{"movie_id": \n', 2, "it is no JSON: '{\"movie_id\":'"),
        ('{"movie_id": true}\n', 1, "True is no TMDB id"),
    ],
)
def test_says_what_is_wrong_with_a_row(text: str, line: int, because: str) -> None:
    rows = parse_list(text.splitlines(keepends=True))
    assert [row for row in rows if isinstance(row, BadRow)] == [BadRow(line=line, because=because)]


def test_a_wrong_column_names_the_likely_one() -> None:
    with pytest.raises(InputError) as caught:
        list(parse_list(["id,title\n", "5,a\n"]))
    assert str(caught.value).splitlines() == [
        "error: the list has no column 'movie_id' (found: id, title)",
        "because: that column holds the TMDB ids of the films",
        "try: --id-column 'id', or name the column movie_id",
    ]
    (row,) = parse_list(["id,title\n", "5,a\n"], id_column="id")
    assert isinstance(row, FilmRow)
    assert row.film == FilmRef(movie_id=5, title="a")


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_any_text_is_rows_or_an_input_error(text: str) -> None:
    try:
        rows = list(parse_list(text.splitlines(keepends=True)))
    except InputError:
        return
    assert all(isinstance(row, FilmRow | BadRow) for row in rows)


def load(journal: SqliteJournal, text: str, *, name: str = "films.csv") -> int:
    opened = OpenList(name=name, digest=text, stream=io.BytesIO(text.encode()), shown=name)
    return load_list(journal.lists, opened, id_column="movie_id")[0]


def test_bad_rows_are_counted_the_first_ten_shown_and_nothing_is_kept(tmp_path: Path) -> None:
    with SqliteJournal(tmp_path / "j.sqlite") as journal:
        load(journal, "1\n2\n")
        with pytest.raises(InputError) as caught:
            load(journal, "1\n" + "x\n" * 20_000)
        message = str(caught.value)
        assert "20,000 rows name no film in films.csv; nothing was started" in message
        assert message.count("is no TMDB id") == 10
        assert message.splitlines()[1:3] == [
            "because: line 2: 'x' is no TMDB id",
            "         line 3: 'x' is no TMDB id",
        ]
        assert "and 19,990 more" in message
        with pytest.raises(InputError, match="no film in"):
            load(journal, "")
        batch = load(journal, "1\n2\n")
        assert sum(journal.lists.count_states(batch).values()) == 2


def refuse(folder: Path, n_bad: int) -> str:
    path = folder / "films.csv"
    path.write_bytes(b"578\n" + b"x\n" * n_bad)
    with SqliteJournal(folder / "j.sqlite") as journal, open_list(str(path), id_column="movie_id") as opened:
        with pytest.raises(InputError) as caught:
            load_list(journal.lists, opened, id_column="movie_id")
        assert journal.lists.list_known() == ()
    return str(caught.value)


def test_a_million_bad_rows_are_counted(tmp_path: Path) -> None:
    message = refuse(tmp_path, 1_000_000)
    assert "1,000,000 rows name no film in" in message
    assert message.count("is no TMDB id") == 10
    assert "and 999,990 more" in message


def test_bad_rows_take_no_memory(tmp_path: Path) -> None:
    tracemalloc.start()
    refuse(tmp_path, 60_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3_000_000  # sixty thousand rows would take four times that


def test_duplicates_are_named_and_listed_once(tmp_path: Path) -> None:
    with SqliteJournal(tmp_path / "j.sqlite") as journal:
        text = "7\n8\n7\n"
        opened = OpenList(name="n", digest="d", stream=io.BytesIO(text.encode()), shown="n")
        batch, loaded = load_list(journal.lists, opened, id_column="movie_id")
        assert loaded is not None
        assert [(row.line, row.film.movie_id) for row in loaded.duplicates] == [(3, 7)]
        assert sum(journal.lists.count_states(batch).values()) == 2
        assert load_list(journal.lists, opened, id_column="movie_id") == (batch, None)


@pytest.mark.parametrize("content", [b"\xff\xfe1\x00", b"578\n\xe9\n"])
def test_what_is_not_utf8_is_refused(content: bytes, tmp_path: Path) -> None:
    opened = OpenList(name="n", digest="d", stream=io.BytesIO(content), shown="n")
    with SqliteJournal(tmp_path / "j.sqlite") as journal, pytest.raises(InputError, match="cannot read"):
        load_list(journal.lists, opened, id_column="movie_id")
