"""Units as data: percent, stretches of time, measures."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ledgergen.core.figures.wordlists import split_rows

PERCENT_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "%": "percent",
        "percent": "percent",
        "percents": "percent",
        "pct": "percent",
        "pc": "percent",
        "٪": "percent",
    }
)

TIME_UNITS: Final[Mapping[str, str]] = MappingProxyType(
    split_rows(
        """
        second seconds sec secs = second
        minute minutes min mins min. = minute
        hour hours hr hrs = hour
        day days = day
        night nights = night
        weekend weekends = weekend
        week weeks wk wks = week
        fortnight fortnights = fortnight
        month months = month
        semester semesters = semester
        year years yr yrs summers winters autumns springs = year
        decade decades = decade
        century centuries = century
        millennium millennia = millennium
        """
    )
)

SHORT_TIMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "h": "hour",
        "m": "minute",
        "s": "second",
        "d": "day",
        "min": "minute",
        "mins": "minute",
        "hr": "hour",
        "hrs": "hour",
        "sec": "second",
        "secs": "second",
    }
)

MEASURE_UNITS: Final[Mapping[str, str]] = MappingProxyType(
    split_rows(
        """
        mm millimeter millimeters millimetre millimetres = mm
        cm centimeter centimeters centimetre centimetres = cm
        meter meters metre metres mtr = meter
        km kilometer kilometers kilometre kilometres kms = kilometer
        inch inches = inch
        foot feet ft = foot
        yard yards yd yds = yard
        mile miles mi = mile
        acre acres = acre
        hectare hectares ha = hectare
        gram grams gramme grammes = gram
        kg kilo kilos kilogram kilograms = kilogram
        lb lbs = pound
        ounce ounces oz = ounce
        ton tons tonne tonnes = ton
        liter liters litre litres = liter
        ml milliliter milliliters millilitres = milliliter
        gallon gallons = gallon
        cup cups = cup
        tablespoon tablespoons tbsp = tablespoon
        teaspoon teaspoons tsp = teaspoon
        degree degrees deg ° = degree
        °c celsius centigrade = celsius
        °f fahrenheit = fahrenheit
        volt volts = volt
        watt watts kw mw gw = watt
        hz khz mhz ghz = hertz
        fps = fps
        mph = mph
        kb = kilobyte
        mb megabyte megabytes = megabyte
        gb gigabyte gigabytes = gigabyte
        tb terabyte terabytes = terabyte
        pixel pixels px = pixel
        megapixel megapixels = megapixel
        db decibel decibels = decibel
        cc = cc
        kj kcal calorie calories = calorie
        knot knots = knot
        sq = square
        """
    )
)
