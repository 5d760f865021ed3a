"""Hedges as data: how a number that stands behind or before them may lie."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ledgergen.core.figures.mention import Hedge
from ledgergen.core.figures.wordlists import split_rows

HEDGES: Final[Mapping[str, Hedge]] = MappingProxyType(
    {
        form: Hedge[meaning]
        for form, meaning in split_rows(
            """
            about some roughly approximately approx around circa c ca ~ ≈ estimated reportedly_about = ABOUT
            an_estimated in_the_region_of in_the_neighborhood_of in_the_neighbourhood_of or_so = ABOUT
            somewhere_around on_the_order_of of_the_order_of something_like more_or_less give_or_take = ABOUT
            in_the_vicinity_of or_thereabouts or_about call_it = ABOUT
            nearly almost close_to just_under just_below just_short_of nearing approaching virtually = NEARLY
            shy_of just_shy_of a_little_under slightly_under slightly_less_than a_little_less_than = NEARLY
            short_of not_quite a_shade_under a_touch_under practically little_less_than = NEARLY
            approached approaches neared = NEARLY
            under less_than below fewer_than = UNDER
            not_even stopped_short_of stopping_short_of fell_short_of falling_short_of = UNDER
            never_reached < beneath lower_than smaller_than = UNDER
            well_under well_below far_less_than no_longer_than shorter_than cheaper_than = UNDER
            up_to at_most at_the_most no_more_than not_more_than a_maximum_of maximum_of = AT_MOST
            as_much_as as_many_as ≤ no_fewer_than_that a_high_of as_high_as as_long_as = AT_MOST
            never_exceeded never_exceeding not_exceed not_exceeding without_exceeding never_topped = AT_MOST
            never_surpassed never_more_than never_above never_over nowhere_above not_above not_over = AT_MOST
            over more_than above exceeding exceeded upwards_of upward_of north_of past > = OVER
            topped passed crossed = OVER
            well_over far_more_than better_than in_excess_of greater_than beyond surpassing surpassed = OVER
            higher_than longer_than larger_than comfortably_over well_past or_more_than topping = OVER
            just_over slightly_more_than a_little_above a_little_over slightly_over just_above = JUST_OVER
            a_little_more_than just_past a_shade_over a_touch_over little_more_than barely_over = JUST_OVER
            just_more_than a_bit_over a_bit_more_than = JUST_OVER
            at_least no_fewer_than no_less_than not_less_than = AT_LEAST
            a_minimum_of minimum_of ≥ as_little_as = AT_LEAST
            as_few_as at_the_very_least = AT_LEAST
            barely scarcely only_just hardly = BARELY
            """
        ).items()
    }
)
"""Words before a number. Exact words (“only”, “just”, “exactly”) have no row: they hedge nothing."""

HEDGES_AFTER: Final[Mapping[str, Hedge]] = MappingProxyType(
    {
        "or so": Hedge.ABOUT,
        "or thereabouts": Hedge.ABOUT,
        "give or take": Hedge.ABOUT,
        "or more": Hedge.AT_LEAST,
        "or better": Hedge.AT_LEAST,
        "or less": Hedge.AT_MOST,
        "or fewer": Hedge.AT_MOST,
        "at most": Hedge.AT_MOST,
        "at least": Hedge.AT_LEAST,
        "plus": Hedge.AT_LEAST,
        "+": Hedge.AT_LEAST,
        "odd": Hedge.ABOUT,
        "ish": Hedge.ABOUT,
    }
)
"""Words after it; the last three need a hyphen or stand glued."""
