"""What units of duration come to, one in another."""

from __future__ import annotations

from decimal import Decimal

DAYS = {"day": Decimal(1), "week": Decimal(7), "fortnight": Decimal(14), "month": Decimal("30.44")}
"""Units of duration that are counted in days, and how many days each is."""

YEARS = {"year": Decimal(1), "decade": Decimal(10), "century": Decimal(100)}
"""Units of duration that are counted in years, and how many years each is."""
YEAR_DAYS = Decimal("365.2425")
"""The days of a year, leap years told."""
DAY_MINUTES = Decimal(1440)
MINUTES = {"minute": Decimal(1), "min": Decimal(1), "hour": Decimal(60), "second": Decimal(1) / 60}
"""Units of running times, and how many minutes each is."""
