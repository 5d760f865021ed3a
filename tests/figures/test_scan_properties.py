"""What holds for any text at all, and for every spelling the grammar can produce."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgergen.core.figures.mention import Kind, Mention
from ledgergen.core.figures.scan.find import extract_mentions
from ledgergen.core.figures.scan.lexicon.dates import MONTHS, SEASONS
from ledgergen.core.figures.scan.lexicon.hedges import HEDGES
from ledgergen.core.figures.scan.lexicon.money import CURRENCIES
from ledgergen.core.figures.scan.lexicon.names import IDIOMS
from ledgergen.core.figures.scan.lexicon.numbers import (
    CARDINALS,
    COLLECTIVES,
    FRACTION_WORDS,
    GLYPH_FRACTIONS,
    MULTIPLES,
    ORDINALS,
    SCALES,
    SHORT_SCALES,
    VAGUE_PLURALS,
)
from ledgergen.core.figures.scan.lexicon.units import TIME_UNITS
from ledgergen.core.figures.spell_date import MONTH_NAMES
from ledgergen.core.figures.spell_number import ordinal_suffix, spell_cardinal, spell_ordinal
from ledgergen.core.figures.text import read_document
from ledgergen.core.figures.wordlists import word_list

_TABLES = (
    CARDINALS,
    ORDINALS,
    SCALES,
    SHORT_SCALES,
    MONTHS,
    SEASONS,
    TIME_UNITS,
    CURRENCIES,
    HEDGES,
    MULTIPLES,
    VAGUE_PLURALS,
    COLLECTIVES,
    FRACTION_WORDS,
    GLYPH_FRACTIONS,
)
_LOOSE = word_list("""
    a and of in to between from his old the figures thirties out 1976 31 30 0 9999
    999999999999999999999999 1,200 .5 1.5 12 7 % - – /
    : , . * _ “ ” " ' ( ) # ** --- \u200b \u202e \u0301 İ ² ٣ １ １２ ① ½ s th x e BC
""")
_VOCABULARY = sorted(
    {*(word for table in _TABLES for word in table), *(word for word, _, _ in IDIOMS), *_LOOSE}
)
_GLUE = st.sampled_from(["", " ", " ", " ", "-", "\u00a0", "\n"])
_FIGURE_SOUP = st.lists(st.tuples(st.sampled_from(_VOCABULARY), _GLUE), max_size=16).map(
    lambda pairs: "".join(word + glue for word, glue in pairs)
)


def _check_order(text: str) -> tuple[Mention, ...]:
    mentions = extract_mentions(read_document(text), ("Ten Quiet Boats", "1900", "One One"))
    free = 0
    for mention in mentions:
        assert free <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        assert mention.low <= mention.high
        assert mention.precision > 0
        assert bool(mention.rule) == bool(mention.not_a_claim)
        free = mention.end
    return mentions


@settings(max_examples=300, deadline=None)
@given(st.one_of(_FIGURE_SOUP, _FIGURE_SOUP.map(str.title), st.text()))
def test_any_text_yields_ordered_mentions_and_loses_no_digit(text: str) -> None:
    covered = {offset for mention in _check_order(text) for offset in range(mention.start, mention.end)}
    assert [char for offset, char in enumerate(text) if char.isdecimal() and offset not in covered] == []


@settings(max_examples=200, deadline=None)
@given(st.one_of(_FIGURE_SOUP, st.text()))
def test_any_text_has_sentences_and_titles_inside_it(text: str) -> None:
    document = read_document(text)
    free = 0
    for span in document.sentences:
        assert free <= span.start < span.end <= len(text)
        free = span.end
    assert " ".join(text[a:b] for a, b in document.sentences).split() == text.split()
    for title in document.titles:
        assert text[title.start : title.end] == title.text
    assert all(document.token(index).lower == word for index, word in enumerate(document.words))


_MONEY = st.tuples(
    st.sampled_from([("$", "USD"), ("US$", "USD"), ("€", "EUR"), ("£", "GBP"), ("¥", "JPY"), ("C$", "CAD")]),
    st.integers(1, 9999),
    st.sampled_from(["thousand", "million", "billion"]),
)


@st.composite
def _money(draw: st.DrawFn) -> tuple[str, Kind, Decimal, str]:
    (symbol, code), tenths, scale = draw(_MONEY)
    value = Decimal(tenths) / 10 * SCALES[scale]
    amount = f"{Decimal(tenths) / 10:f}"
    word = {
        "USD": "dollars",
        "EUR": "euros",
        "GBP": "pounds sterling",
        "JPY": "yen",
        "CAD": "Canadian dollars",
    }
    text = draw(
        st.sampled_from(
            [
                f"{symbol}{amount} {scale}",
                f"{symbol}{value:,.0f}",
                f"{amount} {scale} {word[code]}",
                f"{code} {amount} {scale}",
                f"{amount} {scale} {code}",
                f"{symbol}{amount}-{scale}",
                *([f"{symbol}{amount}bn"] if scale == "billion" else []),
                *([f"{symbol}{amount}m", f"{symbol}{amount}M"] if scale == "million" else []),
            ]
        )
    )
    return text, Kind.MONEY, value, code


@st.composite
def _plain(draw: st.DrawFn) -> tuple[str, Kind, Decimal, str]:
    number = draw(st.integers(2, 999))
    digits, words = str(number), spell_cardinal(number)
    spelled = draw(st.sampled_from([digits, words]))
    kind, unit, template = draw(
        st.sampled_from(
            [
                (Kind.PERCENT, "percent", "{} percent"),
                (Kind.PERCENT, "percent", "{} per cent"),
                (Kind.PERCENT, "points", "{} percentage points"),
                (Kind.MULTIPLE, "", "{} times"),
                (Kind.DURATION, "week", "{} weeks"),
                (Kind.DURATION, "day", "{}-day"),
                (Kind.DURATION, "minute", "{} minutes"),
                (Kind.COUNT, "", "{} nominations"),
                (Kind.COUNT, "", "{} screens"),
                (Kind.AGE, "years", "{}-year-old"),
                (Kind.AGE, "years", "{} years old"),
                (Kind.MEASURE, "mile", "{} miles"),
            ]
        )
    )
    return template.format(spelled), kind, Decimal(number), unit


@st.composite
def _ordinal(draw: st.DrawFn) -> tuple[str, Kind, Decimal, str]:
    number = draw(st.integers(1, 99))
    text = draw(st.sampled_from([f"{number}{ordinal_suffix(number)}", spell_ordinal(number)]))
    return f"{text} feature", Kind.ORDINAL, Decimal(number), ""


@settings(max_examples=400, deadline=None)
@given(st.one_of(_money(), _plain(), _ordinal()))
def test_every_spelling_is_read_back_to_its_value(case: tuple[str, Kind, Decimal, str]) -> None:
    text, kind, value, unit = case
    [mention] = [m for m in extract_mentions(read_document(f"The barn kept its {text} there.")) if not m.rule]
    assert (mention.kind, mention.low, mention.high, mention.unit) == (kind, value, value, unit)
    assert text.startswith(mention.text)


@settings(max_examples=200, deadline=None)
@given(st.dates(date(1850, 1, 1), date(2100, 12, 31)), st.integers(0, 7))
def test_every_day_is_read_back(day: date, form: int) -> None:
    month = MONTH_NAMES[day.month - 1]
    text = [
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
        f"the {day.day}{ordinal_suffix(day.day)} of {month}, {day.year}",
        f"{month} {day.day}{ordinal_suffix(day.day)}, {day.year}",
        f"{month[:3]}. {day.day}, {day.year}" if month != "May" else f"May {day.day}, {day.year}",
        day.isoformat(),
        f"{day.day:02}.{day.month:02}.{day.year}",
        f"{day.day} {month[:3]} {day.year}",
    ][form]
    [mention] = extract_mentions(read_document(f"It opened on {text}."))
    assert mention.kind is Kind.DATE
    assert mention.period is not None
    assert (mention.period.first, mention.period.last) == (day, day)


@given(st.dates(date(1850, 1, 1), date(2100, 12, 31)))
def test_every_year_and_month_is_a_stretch_of_days(day: date) -> None:
    month = MONTH_NAMES[day.month - 1]
    [year, in_month] = extract_mentions(
        read_document(f"In {day.year} it was shot, as in {month} {day.year}.")
    )
    assert year.period is not None
    assert in_month.period is not None
    assert (year.period.first, year.period.last) == (date(day.year, 1, 1), date(day.year, 12, 31))
    assert in_month.period.first == day.replace(day=1)
    assert (in_month.period.last + timedelta(days=1)).day == 1


_PIECES = (
    "7", "7 ", "000 ", "1,", "1-", "1/", "1:", "$", "one ", "million ", "one hundred and ", "and ", "half a ",
    "1 May to ", "May 1 and ", "one of ", "first ", " ", "\n", "!", '."', "“a", "*a ", "**", "Mr. ", "No. ",
    "\u200b", "\u0301", "ا1", "１", "½", "\n1. ", "---\n", "1 hour and ", "1970-", "seven-", "\ud800", "İ",
)  # fmt: skip


@pytest.mark.parametrize("piece", _PIECES, ids=ascii)
def test_a_long_monotonous_text_is_read_to_its_end(piece: str) -> None:
    # Anything that is not linear takes very long here.
    text = piece * (50_000 // len(piece))
    _check_order(text)
