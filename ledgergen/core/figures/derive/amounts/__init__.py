"""Amounts reckoned from two others: multiples, shares, rests, changes, differences, sums, rates.

ratio, total     the two laws: which two operands a sentence means
head, measure    what a figure is said of, and what it is measured by
described, phrase   an operand that words describe, or name outright
spoken, spoken_total   the one pair both of whose parts are said
several          what films that are counted as one took or cost together
abroad, market   home and the rest of the world beside each other; a market's part of the receipts
named_share      a part of an amount, both of which words name
ends             a range, by each of two accounts
compared, sides  the like amounts of two films, the one described
tie, operation   what two operands may be to each other; how a value comes of them
engine           the one bounded search over pairs
reckon_ratio, reckon_total   what no law explains, as far as luck allows
"""
