"""A value written in the style of a sentence, and a fact's value for a reader."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgergen.core.figures.mention import Mention, Period
from ledgergen.core.figures.render import render_value
from ledgergen.core.figures.scan.find import extract_mentions
from ledgergen.core.figures.spell import spell_like
from ledgergen.core.figures.spell_number import spell_cardinal, spell_ordinal
from ledgergen.core.figures.text import read_document


def _read(text: str) -> Mention:
    [mention] = extract_mentions(read_document(text))
    return mention


@pytest.mark.parametrize(
    ("written", "value", "want"),
    [
        ("$62 million", "55000000", "$55 million"),
        ("$62 million", "1900000", "$1.9 million"),
        ("$62.4 million", "850000", "$850,000"),
        ("$62 million", "2300000000", "$2.3 billion"),
        ("$28,262,574", "1900000", "$1,900,000"),
        ("€1.4bn", "1500000000", "€1.5bn"),
        ("two million dollars", "3000000", "three million dollars"),
        ("half a million dollars", "700000", "700,000 dollars"),
        ("80 cents", "0.7", "70 cents"),
        ("62 percent", "55", "55 percent"),
        ("62%", "55.4", "55%"),
        ("Sixty-two percent", "55", "Fifty-five percent"),
        ("twelve weeks", "14", "fourteen weeks"),
        ("44-day", "51", "51-day"),
        ("33-year-old", "35", "35-year-old"),
        ("third", "5", "fifth"),
        ("17th", "22", "22nd"),
        ("14.9 times", "12.345", "12.3 times"),
        ("fifteen times", "11.8", "11.8 times"),
        ("tripled", "2", "doubled"),
        ("twofold", "5", "fivefold"),
        ("half of it", "0.3333", "a third"),
        ("1.85:1", "2.35", "2.35:1"),
        ("4:3", "1.7778", "16:9"),
        ("8.1/10", "7.5", "7.5/10"),
        ("a dozen prizes", "9", "nine"),
        ("900 people", "1100", "1,100"),
    ],
)
def test_spells_a_value_in_the_style_of_the_sentence(written: str, value: str, want: str) -> None:
    assert spell_like(_read(written), Decimal(value)) == want


@pytest.mark.parametrize(
    ("written", "value"),
    [("low six figures", "5"), ("$15–19 million", "17000000"), ("1976", "3"), ("four nominations", "2.5")],
)
def test_suggests_nothing_where_the_style_has_no_words(written: str, value: str) -> None:
    assert spell_like(_read(written), Decimal(value)) is None


@pytest.mark.parametrize(
    ("written", "first", "last", "want"),
    [
        ("8 October 2003", "2003-10-09", "2003-10-09", "9 October 2003"),
        ("October 8, 2003", "2001-01-02", "2001-01-02", "January 2, 2001"),
        ("Oct. 8, 2003", "2001-01-02", "2001-01-02", "Jan. 2, 2001"),
        ("October 8", "2001-01-02", "2001-01-02", "January 2"),
        ("2003-10-08", "2001-01-02", "2001-01-02", "2001-01-02"),
        ("the 8th of October, 2003", "2001-01-02", "2001-01-02", "2nd of January 2001"),
        ("October 2003", "2001-01-02", "2001-01-02", "January 2001"),
        ("8 October 2003", "2001-01-01", "2001-01-31", "January 2001"),
        ("1976", "1977-01-01", "1977-12-31", "1977"),
        ("the 1970s", "1981-01-01", "1981-12-31", "1980s"),
        ("early 1976", "1977-01-01", "1977-12-31", "1977"),
    ],
)
def test_spells_a_date_in_the_style_of_the_sentence(written: str, first: str, last: str, want: str) -> None:
    period = Period(first=date.fromisoformat(first), last=date.fromisoformat(last))
    assert spell_like(_read(written), period) == want


@settings(deadline=None)
@given(
    st.sampled_from(
        ["$62 million", "$1,200", "62 percent", "seven weeks", "44-day", "third", "14 times", "1976"]
    ),
    st.decimals(min_value=0, max_value=10**12, allow_nan=False, places=2),
)
def test_what_is_suggested_reads_back_near_the_value(written: str, value: Decimal) -> None:
    mention = _read(written)
    spelled = spell_like(mention, value)
    if spelled is not None:
        again = _read(spelled)
        assert again.kind is mention.kind
        assert abs(again.low - value) <= max(again.precision, value / 100)


@pytest.mark.parametrize(
    ("value", "unit", "want"),
    [
        ("1900000", "USD", "$1,900,000"),
        ("4000000", "SEK", "SEK 4,000,000"),
        ("1976-02-08", None, "8 February 1976"),
        ("1976-02", None, "February 1976"),
        ("1976", None, "1976"),
        ("113", "min", "113 min"),
        ("62", "percent", "62%"),
        ("44", "days", "44 days"),
        ("1200", "screens", "1,200 screens"),
        ("28262574", None, "28,262,574"),
        ("8.1", None, "8.1"),
        ("1.85:1", None, "1.85:1"),
        ("Golden Barn", None, "Golden Barn"),
        ("NaN", "USD", "NaN"),
        ("1e999", "USD", "1e999"),
        ("1976-13", None, "1976-13"),
    ],
)
def test_renders_a_fact_for_a_reader(value: str, unit: str | None, want: str) -> None:
    assert render_value(value, unit) == want


def test_spells_numbers_and_ordinals() -> None:
    assert [spell_cardinal(n) for n in (0, 21, 205)] == ["zero", "twenty-one", "two hundred and five"]
    assert [spell_ordinal(n) for n in (1, 21, 121)] == ["first", "twenty-first", "121st"]
