"""Rates, means and the manner of a ledger."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergen.core.evals.style import find_distance, find_overlap, measure_style
from ledgergen.core.metrics import Share, estimate_mean, estimate_rate

SEEDS = tuple(
    path.read_bytes().decode() for path in sorted((Path(__file__).parents[2] / "seeds").glob("*.md"))
)


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [  # Wilson's interval, as published tables give it
        (0, 10, "0", "0.2775"),
        (10, 10, "0.7225", "1"),
        (5, 10, "0.2366", "0.7634"),
        (1, 20, "0.0089", "0.2361"),
        (81, 263, "0.2553", "0.3662"),
        (15, 148, "0.0624", "0.1605"),
    ],
)
def test_the_interval_of_a_rate_is_wilsons(hits: int, of: int, low: str, high: str) -> None:
    rate = estimate_rate(Share(hits=hits, of=of))
    assert rate is not None
    assert abs(rate.low - Decimal(low)) < Decimal("0.0001")
    assert abs(rate.high - Decimal(high)) < Decimal("0.0001")


@given(st.integers(0, 2000), st.integers(1, 2000))
def test_a_rate_lies_in_its_interval_and_that_within_0_and_1(hits: int, of: int) -> None:
    rate = estimate_rate(Share(hits=min(hits, of), of=of))
    assert rate is not None
    assert 0 <= rate.low <= rate.value <= rate.high <= 1
    assert rate.low < rate.high


def test_of_nothing_there_is_no_rate_and_no_mean() -> None:
    assert estimate_rate(Share(hits=0, of=0)) is None
    assert estimate_mean([]) is None


def test_a_mean_has_students_interval_and_its_spread() -> None:
    mean = estimate_mean([Decimal(value) for value in (2, 4, 4, 4, 5, 5, 7, 9)])
    assert mean is not None
    assert mean.value == 5
    assert mean.n == 8
    assert mean.spread == Decimal("2.13809")
    assert mean.high - mean.value == mean.value - mean.low
    assert abs(mean.high - Decimal("6.7877")) < Decimal("0.001")


def test_one_value_is_its_own_mean_without_spread() -> None:
    mean = estimate_mean([Decimal("3.5")])
    assert mean is not None
    assert (mean.low, mean.value, mean.high, mean.spread) == (Decimal("3.5"),) * 3 + (None,)


@given(st.lists(st.decimals(-1000, 1000, places=3), min_size=2, max_size=40))
def test_a_mean_lies_in_its_interval(values: list[Decimal]) -> None:
    mean = estimate_mean(values)
    assert mean is not None
    assert mean.low <= mean.value <= mean.high
    assert mean.spread is not None
    assert mean.spread >= 0


def test_a_seed_is_near_the_seeds_and_a_stub_is_far() -> None:
    seed = SEEDS[0]
    near = find_distance(seed, SEEDS)
    stub = (
        seed[: seed.index("**2.")]
        + "**2. The Investment (The Specifics of the gamble)**\nIt was shot. It sold."
    )
    far = find_distance(stub, SEEDS)
    assert near is not None
    assert far is not None
    assert near < 2 < far


def test_without_prose_or_seeds_there_is_no_style() -> None:
    assert measure_style("no ledger at all") is None
    assert find_distance("no ledger at all", SEEDS) is None
    assert find_distance(SEEDS[0], ()) is None


def test_a_seeds_text_in_another_film_is_counted_and_its_own_is_not() -> None:
    seed = SEEDS[0]
    assert find_overlap(seed, SEEDS).hits == 0
    line = next(line for line in seed.splitlines() if line.startswith("movieId"))
    taken = find_overlap(seed.replace(line, "movieId: 999999").replace("Cutthroat", "Other"), SEEDS)
    assert taken.hits > taken.of / 2
