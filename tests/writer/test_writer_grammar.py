"""English, value by value: what the built-in writer makes of numbers, money, dates and names."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergen.core.figures.scan.find import extract_mentions
from ledgergen.core.figures.text import read_document
from ledgergen.core.writer import grammar


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("7000", "USD", "$7,000"),
        ("130000", "USD", "$130,000"),
        ("999600", "USD", "$1 million"),
        ("1075000", "USD", "$1.1 million"),
        ("1250000", "USD", "$1.25 million"),
        ("28316211", "USD", "$28.3 million"),
        ("160000000", "USD", "$160 million"),
        ("999960000", "USD", "$1 billion"),
        ("1004558444", "USD", "$1.005 billion"),
        ("1084939099", "USD", "$1.08 billion"),
        ("1900000000", "JPY", "¥1.9 billion"),
        ("8820000", "EUR", "€8.82 million"),
        ("200000", "GBP", "£200,000"),
        ("12000000", "DEM", "12 million German marks"),
        ("12000000", "XAF", "XAF 12 million"),
    ],
)
def test_money_reads_as_in_a_magazine(value: str, unit: str, words: str) -> None:
    assert grammar.render_money(Decimal(value), unit) == words


@pytest.mark.parametrize("unit", sorted({*grammar.SYMBOLS, *grammar.CURRENCY_NAMES}))
def test_every_currency_is_read_back_as_itself(unit: str) -> None:
    words = grammar.render_money(Decimal(3_500_000), unit)
    mentions = extract_mentions(read_document(f"The budget was {words}."))
    assert [(mention.unit, mention.value) for mention in mentions] == [(unit, Decimal(3_500_000))]


@given(st.integers(min_value=1, max_value=10**12))
def test_money_is_never_off_by_more_than_its_last_digit(value: int) -> None:
    words = grammar.render_scaled(Decimal(value))
    number, _, scale = words.partition(" ")
    shown = Decimal(number.replace(",", ""))
    worth = Decimal({"million": 10**6, "billion": 10**9}.get(scale, 1))
    last = Decimal(1).scaleb(int(shown.as_tuple().exponent)) * worth
    assert abs(shown * worth - value) <= last / 2


@pytest.mark.parametrize(
    ("value", "words"), [(0, "zero"), (1, "one"), (10, "ten"), (11, "11"), (1436, "1,436")]
)
def test_small_counts_are_words(value: int, words: str) -> None:
    assert grammar.render_count(value) == words


@pytest.mark.parametrize(
    ("value", "words"), [(2, "second"), (12, "twelfth"), (20, "twentieth"), (21, "21st"), (111, "111th")]
)
def test_ordinals(value: int, words: str) -> None:
    assert grammar.render_ordinal(value) == words


@pytest.mark.parametrize(
    ("iso", "words"),
    [("1976-02-08", "February 8, 1976"), ("1976-02", "February 1976"), ("1976", "1976")],
)
def test_a_date_is_as_precise_as_its_source(iso: str, words: str) -> None:
    day = grammar.parse_day(iso)
    assert day is not None
    assert grammar.render_day(day) == words


@pytest.mark.parametrize("text", ["", "1976-13", "1976-02-30", "0000", "around 1976", "1890s", "9999-12"])
def test_what_is_no_date_is_none_or_read_without_a_crash(text: str) -> None:
    day = grammar.parse_day(text)
    assert day is None or day.first <= day.last


@pytest.mark.parametrize("text", ["0", "-5", "NaN", "Infinity", "1e999", "about 3", "", "1" * 40])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert grammar.parse_number(text) is None


@pytest.mark.parametrize(
    ("birth", "event", "age"),
    [
        ("1942-11-17", "1976-02-08", 33),
        ("1991-07-28", "2017-05-24", 25),
        ("1991-07", "2017-05-24", 25),
        ("1991-07", "2017-07-10", None),
        ("1972", "2004-10-08", None),
        ("1972", "2004", None),
        ("2010-01-01", "2004-10-08", None),
    ],
)
def test_an_age_is_stated_only_where_the_dates_leave_one_answer(
    birth: str, event: str, age: int | None
) -> None:
    born, shown = grammar.parse_day(birth), grammar.parse_day(event)
    assert born is not None
    assert shown is not None
    assert grammar.find_age(born, shown) == age


@pytest.mark.parametrize(
    ("earlier", "later", "years"),
    [
        ("1973-05-25", "1977-05-25", 4),
        ("1973-12-20", "1974-01-10", None),
        ("1973", "1977", 4),
        ("1973", "1977-05-25", None),
        ("1973", "1973", None),
    ],
)
def test_years_between_dates_are_stated_only_where_rounding_is_honest(
    earlier: str, later: str, years: int | None
) -> None:
    first, last = grammar.parse_day(earlier), grammar.parse_day(later)
    assert first is not None
    assert last is not None
    assert grammar.find_years_between(first, last) == years


@pytest.mark.parametrize(
    ("word", "article"),
    [
        *(
            ("8-week", "an"),
            ("80-minute", "an"),
            ("11-day", "an"),
            ("18-year-old", "an"),
            ("108-minute", "a"),
        ),
        *(("eighth", "an"), ("American", "an"), ("European", "a"), ("universal", "a"), ("uneasy", "an")),
        *(("one-man", "a"), ("hour", "an"), ("horror", "a"), ("*Alien*", "an"), ("33-year-old", "a")),
    ],
)
def test_articles(word: str, article: str) -> None:
    assert grammar.find_article(word) == article


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Kantemir Balagov", "Balagov"),
        ("Bong Joon-ho", "Bong"),
        ("Wong Kar-wai", "Wong"),
        ("Zhang Yimou", "Zhang"),
        ("Ang Lee", "Lee"),
        ("Guillermo del Toro", "del Toro"),
        ("Florian Henckel von Donnersmarck", "von Donnersmarck"),
        ("Kaouther Ben Hania", "Ben Hania"),
        ("M. Night Shyamalan", "Shyamalan"),
        ("Robert Downey Jr.", "Downey"),
        ("Tarsem", "Tarsem"),
        ("王家衛", "王家衛"),
    ],
)
def test_surnames(name: str, surname: str) -> None:
    assert grammar.find_surname(name) == surname


@pytest.mark.parametrize(
    ("name", "whose"),
    [("Balagov", "Balagov's"), ("the Coens", "the Coens'"), ("the directors", "the directors'")],
)
def test_possessives(name: str, whose: str) -> None:
    assert grammar.render_possessive(name) == whose


@pytest.mark.parametrize(
    ("surname", "family"), [("Coen", "the Coens"), ("Jones", "the Joneses"), ("March", "the Marches")]
)
def test_families(surname: str, family: str) -> None:
    assert grammar.render_plural_name(surname) == family


@pytest.mark.parametrize(
    ("words", "prose"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists(words: list[str], prose: str) -> None:
    assert grammar.join_words(words) == prose
