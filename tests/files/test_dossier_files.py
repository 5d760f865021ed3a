"""Dossiers in files: where they are looked for, and what unreadable ones are answered with."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledgergen import Dossier
from ledgergen.adapters.dossiers import MAX_BYTES, DossierFiles, load_dossier
from ledgergen.adapters.resources import data_dir, find_files
from ledgergen.errors import DossierError, StoreError
from ledgergen.model.film import FilmRef

SEED = 452008


def write(path: Path, *, movie_id: int = 7, title: str = "The Film") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"movie_id: {movie_id}\ntitle: {title}\n", "utf-8")
    return path


def gather(files: DossierFiles, movie_id: int) -> Dossier | None:
    return asyncio.run(files.gather(FilmRef(movie_id=movie_id)))


def find_title(files: DossierFiles, movie_id: int) -> str | None:
    dossier = gather(files, movie_id)
    return None if dossier is None else dossier.title


def explain(path: Path) -> DossierError:
    with pytest.raises(DossierError) as caught:
        Dossier.load(path)
    assert caught.value.what == f"cannot read the dossier {str(path)!r}"
    assert caught.value.fix
    return caught.value


@pytest.mark.parametrize(
    ("data", "because"),
    [
        (b"a" * (MAX_BYTES + 1), "it has 5,000,001 bytes, and a dossier at most 5,000,000"),
        (bytes(range(256)), "it is a binary file"),
        ("movie_id: 1\ntitle: Amélie\n".encode("latin-1"), "line 2 is not UTF-8 (byte 0xE9)"),
        ("movie_id: 1\n".encode("utf-16"), "it is UTF-16 text"),
        (b"", "it is empty"),
    ],
    ids=["far too large", "binary", "Latin-1", "UTF-16", "empty"],
)
def test_explains_a_file_that_is_no_dossier(tmp_path: Path, data: bytes, because: str) -> None:
    path = tmp_path / "7.yaml"
    path.write_bytes(data)
    assert explain(path).because == because


def test_explains_what_is_no_file_at_all(tmp_path: Path) -> None:
    assert explain(tmp_path).because == "it is a folder"
    assert explain(tmp_path / "none.yaml").because == "there is no such file"
    assert explain(Path("/dev/null")).because == "it is no ordinary file"
    assert explain(Path("a\0b")).because.startswith("the path cannot be one")


def test_reads_past_a_byte_order_mark_and_crlf(tmp_path: Path) -> None:
    path = tmp_path / "7.yaml"
    path.write_bytes(b"\xef\xbb\xbfmovie_id: 7\r\ntitle: Am\xc3\xa9lie\r\n")
    assert load_dossier(path).title == "Amélie"
    assert Dossier.load(str(path)).title == "Amélie"


def test_the_nearest_place_answers_alone(tmp_path: Path) -> None:
    given = write(tmp_path / "given" / f"{SEED}-mine.yaml", movie_id=SEED, title="Given")
    write(tmp_path / "facts" / f"{SEED}-closeness.yaml", movie_id=SEED, title="In facts")
    write(tmp_path / "seeds" / "dossiers" / f"{SEED}.yaml", movie_id=SEED, title="In seeds")
    assert find_title(DossierFiles(given=[given], workspace=tmp_path), SEED) == "Given"
    assert find_title(DossierFiles(given=[given.parent], workspace=tmp_path), SEED) == "Given"
    assert find_title(DossierFiles(workspace=tmp_path), SEED) == "In facts"
    (tmp_path / "facts" / f"{SEED}-closeness.yaml").unlink()
    assert find_title(DossierFiles(workspace=tmp_path), SEED) == "In seeds"
    assert find_title(DossierFiles(), SEED) == "Closeness"


def test_files_of_one_place_are_merged(tmp_path: Path) -> None:
    for name, year in (
        ("7-a.yaml", 1976),
        ("7-b.json", None),
        ("7-c.report.json", None),
        ("71-d.yaml", None),
    ):
        write(tmp_path / name)
        if year:
            (tmp_path / name).write_text(f"movie_id: 7\ntitle: The Film\nyear: {year}\n", "utf-8")
    (tmp_path / "7-c.report.json").write_text("{}", "utf-8")
    dossier = gather(DossierFiles(given=[tmp_path]), 7)
    assert dossier is not None
    assert (dossier.title, dossier.year) == ("The Film", 1976)


def test_a_folder_is_listed_once_and_again_when_it_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "7.yaml")
    os.utime(tmp_path, (1_700_000_000, 1_700_000_000))
    files = DossierFiles(given=[tmp_path])
    listed: list[Path] = []
    iterdir = Path.iterdir

    def note(path: Path) -> Iterator[Path]:
        listed.append(path)
        return iterdir(path)

    monkeypatch.setattr(Path, "iterdir", note)
    assert [find_title(files, 7) for _ in range(3)] == ["The Film"] * 3
    assert listed == [tmp_path]
    write(tmp_path / "8.yaml", movie_id=8, title="Another")
    assert find_title(files, 8) == "Another"
    write(tmp_path / "9.yaml", movie_id=9, title="A Third")
    assert find_title(files, 9) == "A Third"
    (tmp_path / "8.yaml").unlink()
    assert 8 not in files.list_film_ids()


def test_a_folder_of_the_film_is_found(tmp_path: Path) -> None:
    write(tmp_path / "7-the-film" / "dossier.json")
    assert find_title(DossierFiles(given=[tmp_path]), 7) == "The Film"


def test_a_film_nobody_knows_is_none_and_the_places_are_named(tmp_path: Path) -> None:
    files = DossierFiles(given=[tmp_path], workspace=tmp_path / "ws")
    assert gather(files, 999_999_999) is None
    assert files.name.startswith(f"{tmp_path}, {tmp_path / 'ws' / 'facts'}, {tmp_path / 'ws'}")
    assert files.name.endswith("dossiers that ship with ledgergen")


def test_a_file_about_another_film_is_not_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path / "mine.yaml", movie_id=7)
    with pytest.raises(DossierError, match="holds no facts about film 452008") as caught:
        gather(DossierFiles(given=[path]), SEED)
    assert caught.value.because == "it is about film 7, 'The Film'"


def test_a_name_that_contradicts_its_content_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / "8-the-film.yaml", movie_id=7)
    with pytest.raises(DossierError) as caught:
        gather(DossierFiles(given=[tmp_path]), 8)
    assert caught.value.because == "its name says film 8, its movie_id says 7"


def test_lists_the_films_it_knows(tmp_path: Path) -> None:
    write(tmp_path / "facts" / "7.yaml")
    ids = DossierFiles(workspace=tmp_path).list_film_ids()
    assert ids[0] == 7
    assert SEED in ids
    assert list(ids) == sorted(set(ids))


def test_a_workspace_file_stands_in_for_ours(tmp_path: Path) -> None:
    ours = find_files("seeds", "*.md")
    own = tmp_path / "seeds" / ours[0].name
    own.parent.mkdir()
    own.write_text("mine", "utf-8")
    extra = tmp_path / "seeds" / "1-extra.md"
    extra.write_text("mine", "utf-8")
    found = find_files("seeds", "*.md", workspace=tmp_path)
    assert own in found
    assert extra in found
    assert ours[0] not in found
    assert set(ours[1:]) <= set(found)


def test_a_folder_that_is_not_shipped_is_an_error() -> None:
    with pytest.raises(StoreError, match="the folder 'nothing' of ledgergen is missing"):
        data_dir("nothing")


def test_a_wheel_reads_what_it_carries_and_a_checkout_what_lies_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site" / "ledgergen"
    (package / "_data" / "seeds").mkdir(parents=True)
    monkeypatch.setattr("ledgergen.adapters.resources._PACKAGE", package)
    assert data_dir("seeds") == package / "_data" / "seeds"
    (tmp_path / "site" / "seeds").mkdir()
    assert data_dir("seeds") == package / "_data" / "seeds"  # some other project's folder
    (tmp_path / "site" / "pyproject.toml").write_text("", "utf-8")
    assert data_dir("seeds") == tmp_path / "site" / "seeds"
