"""Sentences, titles, sections and look-ups of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergen.core.figures.text import Span, read_document

LEDGER = """---
movieId: 12
movieTitle: Sand
categoryName: LEDGER
---

**The Director's Ledger**

**Director:** Ida Brandt
**Film:** *Sand* (1976)

**1. The Balance Sheet (Before)**
Ida was poor.

**2. The Investment (The gamble)**
She paid.

**3. The Execution (Risk)**
It rained.

**4. The Return on Investment (After)**
It sold.
"""


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("It sank. It rose.", ["It sank.", "It rose."]),
        ("Mr. Vale paid $1.9 million. He left.", ["Mr. Vale paid $1.9 million.", "He left."]),
        ("J. R. Vale paid. He left.", ["J. R. Vale paid.", "He left."]),
        ("It opened on Oct. 8, 1976. It sank.", ["It opened on Oct. 8, 1976.", "It sank."]),
        ("“Why?” she said. He left.", ["“Why?” she said.", "He left."]),
        ("It sank… Then it rose!", ["It sank…", "Then it rose!"]),
        ("# Head\nIt sank.", ["# Head", "It sank."]),
        ("- one boat\n- Two boats", ["- one boat", "- Two boats"]),
        ("A line wrapped\nby hand goes on.", ["A line wrapped\nby hand goes on."]),
        ("It was made in the U.S. in May.", ["It was made in the U.S. in May."]),
        ("It was I. He left.", ["It was I.", "He left."]),
        ("But *What?* (1972) sank. It did.", ["But *What?* (1972) sank.", "It did."]),
        ("*Some!!* ($10 million) rose.", ["*Some!!* ($10 million) rose."]),
        ("*Oh! What a Lovely War* sank.", ["*Oh! What a Lovely War* sank."]),
        ("*It sank.* (He left in May.)", ["*It sank.*", "(He left in May.)"]),
        ("**It sank.** He left.", ["**It sank.**", "He left."]),
        ("Two * three! Four * five.", ["Two * three!", "Four * five."]),
        ("He met Mr.\n\nVale left.", ["He met Mr.", "Vale left."]),
        ("He met Mr.\nvale left.", ["He met Mr.\nvale left."]),
        ("  It sank.  \n\n  It rose.\n", ["It sank.", "It rose."]),
        ("It sank \n \nand rose", ["It sank", "and rose"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_splits_sentences(text: str, want: list[str]) -> None:
    assert [text[a:b] for a, b in read_document(text).sentences] == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("*Sand* and _Ten Boats_", ["Sand", "Ten Boats"]),
        ('“Sand” and "Ten Boats" and «Rain»', ["Sand", "Ten Boats", "Rain"]),
        ("**bold** is no title", []),
        ("2 * 3 * 4", []),
        ("snake_case_name", []),
        ("the '70s", []),
    ],
)
def test_finds_italics_and_quotations(text: str, want: list[str]) -> None:
    assert [title.text for title in read_document(text).titles] == want


def test_knows_the_parts_of_a_ledger_file() -> None:
    document = read_document(LEDGER)
    places = ("movieId", "Film:", "poor", "paid", "rained", "sold")
    assert [document.section_of(LEDGER.index(place)) for place in places] == [0, 0, 1, 2, 3, 4]
    assert document.is_ledger
    assert document.front_matter is not None
    assert LEDGER[document.front_matter.end :].startswith("\n\n**The Director's")
    assert document.film_line is not None
    assert LEDGER[slice(*document.film_line)] == "**Film:** *Sand* (1976)"
    assert document.is_heading(LEDGER.index("Balance"))
    assert not document.is_heading(LEDGER.index("poor"))


def test_plain_prose_has_no_sections() -> None:
    document = read_document("It sank.\n\n1. Rain fell.")
    assert not document.is_ledger
    assert document.section_of(3) is None


def test_looks_up_by_offset() -> None:
    text = "Rain fell. *Sand* sank in 1976."
    document = read_document(text)
    assert document.sentence_at(text.index("sank")) == Span(11, 31)
    assert document.sentence_index(0) == 0
    title = document.title_at(text.index("and*"))
    assert title is not None
    assert (title.text, title.is_italic) == ("Sand", True)
    assert document.title_at(text.index("sank")) is None
    assert document.token(document.token_at(text.index("1976"))).text == "1976"
    assert [document.words[index] for index in document.tokens_in(Span(0, 10))] == ["rain", "fell", "."]


def test_names_are_runs_of_capitals() -> None:
    text = "Ida Brandt and Bank of Osaka lent to J. R. Vale."
    assert [text[a:b] for a, b in read_document(text).names] == ["Ida Brandt and Bank of Osaka", "J. R. Vale"]


def test_sees_through_marks_that_do_not_show() -> None:
    text = "1\u200b9\u200d76 ２０"
    document = read_document(text)
    assert document.words == ("1976", "20")
    assert [text[a:b] for a, b in zip(document.starts, document.ends, strict=True)] == [
        "1\u200b9\u200d76",
        "２０",
    ]


@given(st.text(st.characters(max_codepoint=127), max_size=60))
def test_cuts_plain_text_as_if_it_had_other_letters(text: str) -> None:
    """What is ASCII throughout has a pattern of its own."""
    plain, other = read_document(text), read_document(f"{text} é")
    assert other.words == (*plain.words, "é")
    assert other.starts[:-1] == plain.starts
    assert other.ends[:-1] == plain.ends
