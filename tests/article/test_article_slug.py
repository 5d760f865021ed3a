"""File names made of titles: safe whatever the title holds."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergen.core.article.slug import build_stem, slugify_title


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Closeness", "7-closeness"),
        ("Heaven's Gate", "7-heavens-gate"),
        ("Heaven’s Gate", "7-heavens-gate"),
        ("Dr. Strangelove or: How I Learned", "7-dr-strangelove-or-how-i-learned"),
        ("../../etc/passwd", "7-etc-passwd"),
        ("..\\..\\windows", "7-windows"),
        ("C:\\NUL", "7-c-nul"),
        ("a\0b", "7-a-b"),
        ("CON", "7-con"),
        ("...", "7"),
        ("", "7"),
        ("?!", "7"),
        ("-rf *", "7-rf"),
        (".hack", "7-hack"),
        ("기생충", "7-기생충"),
        ("七人の侍", "7-七人の侍"),
        ("Теснота", "7-теснота"),
        ("Amélie", "7-amélie"),
        ("Ame\u0301lie", "7-amélie"),
        ("तुम्बाड", "7-तुम्बाड"),
        ("STRASSE / Straße", "7-strasse-strasse"),
        ("🎬", "7"),
        ("8½", "7-8½"),
        ("a" * 300, "7-" + "a" * 100),
        ("충" * 300, "7-" + "충" * 33),
        ("word " * 60, "7-" + "-".join(["word"] * 20)),
    ],
)
def test_a_stem_keeps_letters_and_nothing_else(title: str, stem: str) -> None:
    assert build_stem(7, title) == stem


def test_two_films_of_one_title_have_two_names() -> None:
    assert build_stem(1, "The Host") != build_stem(2, "The Host")


@given(st.text(max_size=400), st.integers(1, 10**12))
def test_no_title_leaves_its_folder_or_outgrows_a_file_name(title: str, movie_id: int) -> None:
    stem = build_stem(movie_id, title)
    assert len(stem.encode()) <= 120
    assert unicodedata.is_normalized("NFC", stem)
    assert PurePosixPath(stem).name == PureWindowsPath(stem).name == stem
    assert not set(stem) & set('<>:"/\\|?*\0\n\r\t .')
    assert stem.startswith(str(movie_id))
    assert not slugify_title(title).endswith("-")
    assert slugify_title(title).isprintable()
