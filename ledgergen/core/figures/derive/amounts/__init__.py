"""Amounts reckoned from two others: multiples, shares, rests, changes, differences, sums, rates.

the two laws     ratio, total: which two operands a sentence means
                 head, measure: what a figure is said of, and what it is measured by
                 relations, tie, operation: what two may be to each other; how a value comes of them
                 engine: the one bounded search over pairs
named outright   spoken, spoken_total, phrase: the one pair both of whose parts are said
                 named_share: a part of an amount, both of which words name
                 market, abroad: a market's part of the receipts; home and the rest of the world
described        described, description: an operand that words describe
                 compared, sides: the like amounts of two films
names alone      frame: the films, sorts and markets named around a sum; formula: one reckoning of them
                 framed: the one that makes it; framed_parts: what a part leaves of a whole
                 heading: which of two titles is set above the other
many             several: what films took or cost together; run: a row of figures, summed
                 remainder: what a whole leaves beside several parts; rate: so much for each
two accounts     ends: a range over both; choice: which of them is picked
not told         against, likely, likely_ratio: which two are meant, where words do not tell
                 talk: what the talk is of; guess: the one that chance does not explain
                 reckon_ratio, reckon_total: what no law explains, as far as luck allows
"""
